"""What two people look at before they sign: exactly what becomes public, beside what stays hidden.

The public half is read back out of the bytes that are signed. The private half is for the screen of
the two, and for nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from forsa.outcomes.addresses import CellKey, canonical_address, cell_key, group_of
from forsa.outcomes.axes import OUTCOMES
from forsa.outcomes.labels import (
    axis_label,
    code_label,
    point_label,
    state_label,
    table_label,
    vintage_label,
)
from forsa.outcomes.messages import parse_release
from forsa.outcomes.products import axes_of
from forsa.outcomes.rates import Rate, Rates, rates
from forsa.outcomes.tables import Cell, CellState, Release, Table
from forsa.v1.outcomes_pb2 import OutcomeTables
from forsa.words.reasons import Language
from google.protobuf.json_format import MessageToDict

from forsa_node.outcomes.changes import Change, changes
from forsa_node.outcomes.prepared import Bounds, HiddenCell, Prepared

_COLON: Final[Mapping[Language, str]] = {"fr": " : ", "ar": ": ", "en": ": "}


@dataclass(frozen=True, slots=True, repr=False)
class Preview:
    """A prepared release as it is shown. It never prints itself."""

    prepared: Prepared
    release: Release
    message: OutcomeTables
    hidden: dict[CellKey, HiddenCell]
    bounds: dict[tuple[str, tuple[str, ...]], tuple[int, int]]
    """By table and address: what anybody can conclude of a hidden cell."""
    changed: tuple[Change, ...] | None
    """Shown cells that are another number than before; None: nothing was published before."""

    def bounds_of(self, table: Table, cell: Cell) -> tuple[int, int] | None:
        """What anybody can conclude of a cell; None: it is shown."""
        return self.bounds.get((table.id, cell.at))

    def groups(self) -> Iterator[CellKey]:
        """The groups of learners that have rates of their own, everybody first."""
        seen = dict.fromkeys(
            cell_key(table.axes[:-1], cell.at[:-1])
            for table in self.release.tables
            if table.axes and table.axes[-1] in OUTCOMES
            for cell in table.cells
        )
        yield from sorted(seen, key=len)


def preview(prepared: Prepared, before: Release | None) -> Preview:
    """Read a prepared release for people, beside the one that it replaces, if it does."""
    release = parse_release(prepared.body)
    return Preview(
        prepared,
        release,
        OutcomeTables.FromString(prepared.body),
        {one.key: one for one in prepared.hidden},
        {(one.table, one.at): (one.least, one.greatest) for one in prepared.bounds},
        None if before is None else changes(before, release),
    )


def describe(shown: Preview, language: Language) -> dict[str, Any]:
    """A prepared release for machines: `public` is all that leaves, `private` what stays."""
    one = shown.prepared
    return {
        "school_year": one.school_year,
        "point": one.point,
        "vintage": one.vintage,
        "audience": one.audience,
        "seen": one.commitment.root.hex(),
        "prepared_by": one.by,
        "approved_by": one.approval.by if one.approval else None,
        "rounds": one.rounds,
        "warned": [
            {"name": name, "interval": [cell.least, cell.greatest]}
            for name, cell in warned(shown, language)
        ],
        "public": {
            "body": MessageToDict(shown.message, preserving_proto_field_name=True),
            "proof_bytes": len(one.proof),
            "changed": None if shown.changed is None else list(_changed(shown, language)),
            "tables": [_table(shown, table, language) for table in shown.release.tables],
            "rates": list(_rates(shown, language)),
        },
        "private": [
            {
                "address": canonical_address(one.school_year, cell.key),
                "name": name_of(cell.key, language),
                "value": cell.value,
                "reason": cell.reason,
            }
            for cell in one.hidden
        ],
    }


def _changed(shown: Preview, language: Language) -> Iterator[dict[str, Any]]:
    for one in shown.changed or ():
        yield {
            "address": canonical_address(shown.prepared.school_year, one.key),
            "name": name_of(one.key, language),
            "before": one.before,
            "after": one.after,
        }


def _table(shown: Preview, table: Table, language: Language) -> dict[str, Any]:
    return {
        "id": table.id,
        "name": table_label(table.axes, language),
        "axes": list(table.axes),
        "cells": [_cell(shown, table, cell, language) for cell in table.cells],
    }


def _cell(shown: Preview, table: Table, cell: Cell, language: Language) -> dict[str, Any]:
    bounds = shown.bounds_of(table, cell)
    return {
        "at": list(cell.at),
        "state": cell.state.value,
        "says": state_label(cell.state.value, language),
        "value": cell.value,
        "interval": list(bounds) if bounds and cell.state is CellState.CONFIDENTIAL else None,
    }


def _rates(shown: Preview, language: Language) -> Iterator[dict[str, Any]]:
    for group in shown.groups():
        found = rates(shown.release, group)
        told = {name: rate.percent for name, rate in named_rates(found)}
        if told:
            bands = {name: rate.is_band for name, rate in named_rates(found)}
            yield {
                "group": dict(group),
                "name": name_of(group, language),
                **told,
                "bands": bands,
                "fragile": found.is_fragile,
            }


def warned(shown: Preview, language: Language) -> Iterator[tuple[str, Bounds]]:
    """Sums that are all but said, and what people call them."""
    for one in shown.prepared.warned:
        yield name_of(cell_key(axes_of(one.table), one.at), language), one


def named_rates(found: Rates) -> Iterator[tuple[str, Rate]]:
    """Those of the rates that can be said."""
    named = {
        "integration_rate": found.integration_rate,
        "share_of_frame": found.share_of_frame,
        "response_rate": found.response_rate,
    }
    for name, rate in named.items():
        if rate is not None:
            yield name, rate


def name_of(key: CellKey, language: Language) -> str:
    """A cell or a group as people call it: `Sexe : Fille / femme · Vie active`.

    The outcome comes last, without its axis: a cell may stand in a table of either.
    """
    named = [
        f"{axis_label(axis, language)}{_COLON[language]}{code_label(axis, code, language)}"
        for axis, code in group_of(key)
    ]
    named += [code_label(axis, code, language) for axis, code in key if axis in OUTCOMES]
    return " · ".join(named) or code_label("", "total", language)


def title_of(one: Prepared, language: Language) -> str:
    """What people call a release: school year, observation point, vintage."""
    return " · ".join(
        (one.school_year, point_label(one.point, language), vintage_label(one.vintage, language))
    )
