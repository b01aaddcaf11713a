"""Totals of the network for people and for programs, as commands tell them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from forsa.exports.outcomes.words import coverage_line, say, scope_label, totals_title
from forsa.outcomes.axes import OUTCOMES, TOTAL, coarsen
from forsa.outcomes.gathering import Refused
from forsa.outcomes.intervals import Interval
from forsa.outcomes.labels import code_label, point_label
from forsa.outcomes.network import (
    ROLLED_UP,
    TotalCell,
    Totals,
    TotalTable,
    TrendPoint,
    trend,
)
from forsa.outcomes.products import NETWORK
from forsa.outcomes.total_rates import TotalRates, total_rates
from forsa.words.reasons import Language, explain

BY: Final = ("sex", "age3", "strand", "region")
"""The axes along which totals can be told."""
FINE: Final = OUTCOMES[0]
_TREND: Final = NETWORK.tables[1]
"""A table that has every outcome of all learners together."""


def totals_lines(view: Totals, axis: str, language: Language) -> list[str]:
    """Totals along an axis: who is counted, then group by group the ministry's categories.

    Args:
        view: The totals.
        axis: One of `BY`; empty: all learners together.
        language: Of the reader.
    """
    lines = [totals_title(view, language), coverage_line(view, language)]
    if not view.members:
        return [*lines, "", say(language, "nobody_released")]
    fine, coarse = _groups(view.by(axis)), _groups(view.by(axis, ROLLED_UP))
    for group, cells in fine.items():
        if group and cells[-1].upper == 0:
            continue
        lines.append("")
        if group:
            lines.append(code_label(axis, group[0], language))
        lines += _outcome_lines(cells, coarse[group], language)
        lines += _rate_lines(total_rates(cells, coarse[group]), language)
    if any(cell.value is None for cells in fine.values() for cell in cells):
        lines += ["", say(language, "why_between")]
    return lines


def _outcome_lines(
    cells: Sequence[TotalCell], rolled_up: Sequence[TotalCell], language: Language
) -> list[str]:
    """The categories, each with its parts under it where it has several."""
    lines = []
    for whole in rolled_up:
        code = whole.at[-1]
        lines.append(_outcome_line("line", ROLLED_UP, whole, language))
        parts = [one for one in cells if _category(one.at[-1]) == code]
        if len(parts) > 1:
            lines += [_outcome_line("part", FINE, one, language) for one in parts]
    return lines


def _category(code: str) -> str:
    return "" if code == TOTAL else coarsen(code, FINE, ROLLED_UP)


def _outcome_line(key: str, axis: str, cell: TotalCell, language: Language) -> str:
    name = code_label(axis, cell.at[-1], language)
    return say(language, key, name=name, amount=_amount(cell, language))


def trends_of(years: Sequence[Totals]) -> Mapping[str, tuple[TrendPoint, ...]]:
    """Each outcome of all learners over school years, by its code, `total` last.

    A year of which nobody released anything has no number, so it is left out.
    """
    counted = [one for one in years if one.members]
    codes = [cell.at[-1] for cell in years[0].by().cells]
    return {code: trend(counted, _TREND, (TOTAL, code)) for code in codes}


def trend_lines(years: Sequence[Totals], language: Language) -> list[str]:
    """Outcomes of one scope over school years, each year with the share that it counts."""
    view = years[0]
    point = point_label(view.observation_point, language)
    lines = [say(language, "trend", scope=scope_label(view.region, language), point=point)]
    if not any(one.members for one in years):
        return [*lines, "", say(language, "nobody_released")]
    lines += [say(language, "trend_none", year=one.school_year) for one in years if not one.members]
    for code, points in trends_of(years).items():
        lines += ["", code_label(_TREND[-1], code, language)]
        lines += [
            say(
                language,
                "trend_year",
                year=one.school_year,
                amount=_amount(one, language),
                percent=one.coverage_percent,
            )
            for one in points
        ]
    return lines


def refused_lines(refused: Iterable[Refused], language: Language) -> list[str]:
    """Releases that are in the log and did not pass, with the reason."""
    return [
        say(
            language,
            "refused",
            member=one.member,
            record=one.record_id.hex()[:16],
            reason=explain(one.error.reason, language),
        )
        for one in refused
    ]


def described_totals(view: Totals, axis: str) -> dict[str, Any]:
    """The same for programs; `categories` are those of the ministry.

    Where nobody released anything there are no numbers, and `reason` says so: `nobody_released`.
    """
    about = _described_scope(view)
    table, rolled_up = view.by(axis), view.by(axis, ROLLED_UP)
    empty: dict[str, Any] = {"rates": [], "axes": list(table.axes), "cells": [], "categories": []}
    if not view.members:
        return {**about, **empty, "reason": "nobody_released"}
    coarse = _groups(rolled_up)
    return {
        **about,
        "reason": None,
        "rates": [
            {"at": list(group), **_described_rates(total_rates(cells, coarse[group]))}
            for group, cells in _groups(table).items()
        ],
        "axes": list(table.axes),
        "cells": _described_cells(table),
        "categories": _described_cells(rolled_up),
    }


def _described_scope(view: Totals) -> dict[str, Any]:
    return {
        "school_year": view.school_year,
        "observation_point": view.observation_point,
        "region": view.region,
        "members": view.members,
        "members_enrolled": view.members_enrolled,
        "learners": view.learners,
        "enrolled": view.enrolled,
        "coverage_percent": view.coverage_percent,
    }


def _described_cells(table: TotalTable) -> list[dict[str, Any]]:
    return [
        {
            "at": list(cell.at),
            "state": cell.state.value,
            "value": cell.value,
            "lower": cell.lower,
            "upper": cell.upper,
        }
        for cell in table.cells
    ]


def _groups(table: TotalTable) -> dict[tuple[str, ...], list[TotalCell]]:
    groups: dict[tuple[str, ...], list[TotalCell]] = {}
    for cell in table.cells:
        groups.setdefault(cell.at[:-1], []).append(cell)
    return groups


def _rate_lines(rates: TotalRates, language: Language) -> list[str]:
    shown = (("integration_rate", rates.integration_rate), ("response_rate", rates.response_rate))
    lines = [
        say(language, key, rate=_percent(rate, language)) for key, rate in shown if rate is not None
    ]
    return [*lines, say(language, "fragile")] if rates.is_fragile else lines


def _described_rates(rates: TotalRates) -> dict[str, Any]:
    def ends(one: Interval | None) -> list[int] | None:
        return None if one is None else [one.lower, one.upper]

    return {
        "integration_rate": ends(rates.integration_rate),
        "response_rate": ends(rates.response_rate),
        "fragile": rates.is_fragile,
    }


def _percent(rate: Interval, language: Language) -> str:
    if rate.is_exact:
        return f"{rate.upper} %"
    return say(language, "between", lower=f"{rate.lower} %", upper=f"{rate.upper} %")


def _amount(one: TotalCell | TrendPoint, language: Language) -> str:
    if one.lower == one.upper:
        return str(one.upper)
    return say(language, "between", lower=one.lower, upper=one.upper)
