"""`forsa outcomes verify FILE`: a release of outcomes, checked exactly, without any solver.

`audit`, which calculates what can be concluded from it, has a file of its own.
"""

from pathlib import Path
from typing import Any

import click

from forsa.cli.outcome_audit import audit, told_to_outsiders
from forsa.cli.outcome_words import say
from forsa.client.console import EXIT_CODES, json_option, lang_option, print_json, tells_errors
from forsa.outcomes.labels import point_label, vintage_label
from forsa.outcomes.report_file import MAX_FILE_BYTES, Verified, verify_file
from forsa.outcomes.tables import CellState
from forsa.words.reasons import Language


@click.group()
def outcomes() -> None:
    """Released tables of outcomes, as everybody can check them."""


@outcomes.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@lang_option
@json_option
@tells_errors
def verify(file: Path, lang: Language, as_json: bool) -> None:
    """Verify that a released table gives nobody away, with its proof.

    FILE has the release, those before it, and the proof; `forsa-node outcomes report` writes it.
    Whole numbers alone are compared: no network, no solver, nothing private. Whether the log has
    these releases and no others, a node says.
    """
    with file.open("rb") as source, told_to_outsiders():
        found = verify_file(source.read(MAX_FILE_BYTES + 1))
    values = _told(found)
    if as_json:
        print_json({"verified": True, **values})
    else:
        click.echo("\n".join(_lines(found, values, lang)))


def _told(found: Verified) -> dict[str, Any]:
    last = found.releases[-1]
    cells = [cell for release in found.releases for one in release.tables for cell in one.cells]
    return {
        "what": "outcome.release",
        "member": found.member,
        "record_id": found.record_ids[-1].hex(),
        "history": [one.hex() for one in found.record_ids[:-1]],
        "product": last.product,
        "school_year": last.school_year,
        "observation_point": last.observation_point,
        "vintage": last.vintage.value,
        "frame_n": last.frame_n,
        "theta": {
            "k": last.theta.k,
            "w": last.theta.w,
            "m_min": last.theta.m_min,
            "k_star": last.theta.k_star,
            "k_delta": last.theta.k_delta,
        },
        "cells": len(cells),
        "hidden": sum(cell.state is CellState.CONFIDENTIAL for cell in cells),
        "release_digest": last.digest.hex(),
        "proof_digest": last.proof_digest.hex(),
    }


def _lines(found: Verified, values: dict[str, Any], lang: Language) -> list[str]:
    last = found.releases[-1]
    about = {
        **values,
        "point": point_label(last.observation_point, lang),
        "vintage": vintage_label(last.vintage.value, lang),
        "earlier": len(found.releases) - 1,
        **values["theta"],
    }
    keys = ["verified", "before" if about["earlier"] else "alone", "shown", "narrow", "groups"]
    if values["vintage"] == "final":
        keys.append("revised")
    return [say(lang, key, **about) for key in (*keys, "limits")]


outcomes.add_command(audit)
