"""Releases with their accept proofs, for tests of the proof and of its verifier."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import product

import polars as pl
from forsa.outcomes.audit import audit
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.judging import judge
from forsa.outcomes.products import ladder
from forsa.outcomes.protecting import protect
from forsa.outcomes.tables import Cell, CellState, Release, Table, Theta, Vintage
from forsa.outcomes.tabulating import tabulate
from forsa.outcomes.witnesses import find_witnesses
from forsa.testing.learners import draw_node

from tests.support.outcome_tables import release

SEXES = closed_axes()["sex"].codes

Truth = Mapping[tuple[str, str], int]
"""Sex and outcome to learners."""


def release_of(
    truth: Truth,
    hidden: Callable[[tuple[str, str]], bool],
    *,
    outcome: str = "outcome4",
    theta: Theta | None = None,
    point: str = "exit",
) -> Release:
    """One table of sex and outcome with its margins; `hidden` says which addresses are."""
    counts: dict[tuple[str, ...], int | None] = {}
    for at in product((*SEXES, TOTAL), (*closed_axes()[outcome].codes, TOTAL)):
        counts[at] = None if hidden(at) else _count(truth, at)
    n = sum(truth.values())
    return release({("sex", outcome): counts}, frame_n=n, theta=theta, point=point)


def _count(truth: Truth, at: tuple[str, str]) -> int:
    return sum(
        n for (sex, end), n in truth.items() if at[0] in (sex, TOTAL) and at[1] in (end, TOTAL)
    )


def proof_of(releases: Sequence[Release]) -> bytes | None:
    """The accept proof, if one is found."""
    judgement = judge(releases)
    return find_witnesses(releases, judgement.model, judgement.found)


@cache
def proven_frame(moved: int = 5) -> tuple[tuple[Release, ...], bytes]:
    """Two points and a revision of the first, protected, and the proof of the last release.

    Args:
        moved: How many of each sex the revision moves: of less than 3 a table is held.
    """
    association = draw_node(3, 90)
    axes = {name: axis.codes for name, axis in closed_axes().items()}
    wanted = ladder(association.n)[0]
    learners = association.learners
    revised = learners.with_columns(outcome_exit=_revised(learners, moved))
    accepted: list[Release] = []
    for frame, point, vintage in (
        (learners, "exit", Vintage.PROVISIONAL),
        (learners, "m3", Vintage.PROVISIONAL),
        (revised, "exit", Vintage.FINAL),
    ):
        header = replace(
            release({}, frame_n=association.n, product=wanted.id, point=point, vintage=vintage),
            axes=axes,
            history=tuple(one.digest for one in accepted),
        )
        counts = tabulate(frame, wanted, axes, point)
        done = protect(counts, header, cost_key=b"k" * 32, earlier=accepted)
        accepted.append(done.release)
    proof = audit(accepted).accept
    assert proof is not None
    return tuple(accepted), proof


def _revised(learners: pl.DataFrame, moved: int) -> pl.Series:
    """Some of each sex who were said to have nothing turn out to work."""
    left = {"f": moved, "m": moved}
    ends = []
    for sex, end in learners.select("sex", "outcome_exit").iter_rows():
        moves = end in {"seeking", "inactive", "dropped_out"} and left.get(sex, 0) > 0
        left[sex] = left.get(sex, 0) - moves
        ends.append("employed" if moves else end)
    return pl.Series(ends)


def with_cell(
    one: Release, table: int, at: tuple[str, ...], state: CellState, value: int | None
) -> Release:
    """The release with one cell written over; its digest stays what the proof names."""
    old = one.tables[table]
    cells = tuple(Cell(at, state, value) if cell.at == at else cell for cell in old.cells)
    tables = list(one.tables)
    tables[table] = Table(old.id, old.axes, cells)
    return replace(one, tables=tuple(tables))
