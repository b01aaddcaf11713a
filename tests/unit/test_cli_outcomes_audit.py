"""`forsa outcomes audit`: what a stranger who has a solver learns of a release."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from forsa.cli import forsa
from forsa.outcomes.canonical import canonical_json
from forsa.outcomes.tables import Cell, CellState, Release
from forsa.testing.learners import draw_node
from forsa.words.reasons import LANGUAGES

from tests.support.accepted_releases import accepted_releases
from tests.support.release_files import file_of

NARROW = ("f", "active_life")


@cache
def safe() -> tuple[Release, bytes]:
    """A release that was accepted, and its proof."""
    (made,) = accepted_releases(draw_node(3, 64), ["exit"])
    return made.release, made.proof


def unsafe() -> Release:
    """Another one, of which all is shown but one cell."""
    release, _ = safe()
    tables = tuple(
        replace(
            table,
            cells=tuple(_cell(one, table.axes, hidden=one.at == NARROW) for one in table.cells),
        )
        for table in release.tables
    )
    return replace(release, tables=tables)


COUNTS = {"f": (12, 10, 11, 0), "m": (9, 8, 14, 0), "u": (0, 0, 0, 0), "total": (21, 18, 25, 0)}
OUTCOMES = ("formal_education", "vocational", "active_life", "rest")


def _cell(cell: Cell, axes: tuple[str, ...], *, hidden: bool) -> Cell:
    """A count that adds up with all others."""
    if hidden:
        return Cell(cell.at, CellState.CONFIDENTIAL)
    sex, outcome = cell.at if len(axes) == 2 else ("total", cell.at[0])
    counts = COUNTS[sex]
    seven = {"vocational_training": 8, "apprenticeship": 10}
    value = (
        sum(counts)
        if outcome == "total"
        else seven[outcome]
        if outcome in seven
        else counts[OUTCOMES.index(outcome)]
        if outcome in OUTCOMES
        else 0
    )
    return Cell(cell.at, CellState.SHOWN if value else CellState.ZERO, value)


def run(path: Path, *arguments: str) -> Result:
    """Run `forsa outcomes audit` on a file."""
    return CliRunner().invoke(forsa, ["outcomes", "audit", str(path), *arguments])


@pytest.fixture
def safe_file(tmp_path: Path) -> Path:
    """A file with a release that is safe."""
    release, proof = safe()
    path = tmp_path / "safe.json"
    path.write_bytes(file_of([release], proof))
    return path


@pytest.fixture
def unsafe_file(tmp_path: Path) -> Path:
    """A file with a release that gives a cell away."""
    path = tmp_path / "unsafe.json"
    path.write_bytes(file_of([unsafe()]))
    return path


def report_of(path: Path) -> Any:
    """The report that it prints."""
    printed = run(path, "--json").stdout
    said = json.loads(printed)
    assert printed.encode() == canonical_json(said) + b"\n"
    return said


def test_a_safe_release_is_found_safe_again(safe_file: Path) -> None:
    """An auditor would have to believe the hub."""
    done = run(safe_file)

    assert done.exit_code == 0, done.output
    assert report_of(safe_file)["verdict"] == "accept"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_a_calculation_in_the_readers_language(
    unsafe_file: Path, language: str
) -> None:
    """Who has to mend it needs the numbers, not the word "refused"."""
    done = run(unsafe_file, "--lang", language)

    assert done.exit_code == 3, done.output
    assert "25 − 14 = 11." in done.output
    assert "{" not in done.output


def test_the_report_of_a_refusal_has_the_cell_the_sum_and_the_fixes(unsafe_file: Path) -> None:
    """Programs that mend tables read it, too."""
    said = report_of(unsafe_file)
    (failure,) = said["failures"]

    assert said["verdict"] == "reject"
    assert failure["at"] == list(NARROW)
    assert failure["interval"] == [11, 11]
    assert failure["lower"]["bound"] == "11"
    assert failure["fixes"]


def test_what_an_insider_concludes_is_told_and_refuses_nothing(safe_file: Path) -> None:
    """Nobody can hide from a learner what he knows of himself, but people should know."""
    done = run(safe_file, "--insider", "--lang", "en")

    assert done.exit_code == 0, done.output
    assert "somebody who knows a learner of a hidden cell would conclude: 0" in done.output
