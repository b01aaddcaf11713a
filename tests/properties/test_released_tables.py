"""The law of a protected release: whoever changes a cell of it has nothing that a log takes."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Final

from forsa.errors import ForsaError, Reason
from forsa.outcomes.admitting import Frame, admit_release
from forsa.outcomes.messages import format_release, release_message
from forsa.outcomes.products import ladder
from forsa.outcomes.protecting import protect
from forsa.outcomes.tables import Cell, CellState, Release, Theta, Vintage
from forsa.outcomes.tabulating import tabulate
from forsa.testing.learners import draw_node

from tests.support.member_tables import axes_of
from tests.support.releases import ABOUT, hidden_cell, sealed, shown, with_cell

N: Final = 64
REFUSED: Final = frozenset(
    (
        Reason.KIND_OUTCOME_TABLE_INFEASIBLE,
        Reason.KIND_OUTCOME_SMALL_COUNT,
        Reason.KIND_OUTCOME_THIN_GROUP,
        Reason.KIND_OUTCOME_PATTERN_CHANGED,
        Reason.KIND_OUTCOME_PROOF_INVALID,
    )
)


@cache
def protected() -> tuple[Release, bytes]:
    """A release of an association of 64 learners, as its node makes it, with its proof."""
    association, product = draw_node(3, N), ladder(N)[0]
    axes = axes_of(association)
    header = Release(
        product=product.id,
        product_version=1,
        axes=axes,
        school_year="2024-2025",
        observation_point="exit",
        vintage=Vintage.PROVISIONAL,
        reference_date="2025-07-31",
        frame_n=N,
        centres_total=1,
        centres_included=1,
        theta=Theta(),
        tables=(),
        history=(),
        proof_digest=b"",
        digest=b"",
    )
    counts = tabulate(association.learners, product, axes, "exit")
    made = protect(counts, header, cost_key=bytes(32), earlier=[], seal=sealed)
    assert made.report.accept is not None
    return made.release, made.report.accept


def reason_of(release: Release, proof: bytes) -> Reason | None:
    """Why a release is refused with this proof; None: it is taken."""
    message = release_message(release, ABOUT)
    message.proof_digest = sha256(proof).digest()
    try:
        admit_release(format_release(message), proof, [], frame=Frame(N, 1), centres=["c1"])
    except ForsaError as error:
        return error.reason
    return None


def edits(cell: Cell) -> Iterator[Cell]:
    """What somebody may make of a cell."""
    if cell.value is None:
        yield from (shown(cell.at, value) for value in (0, 1, 5, 12, 30))
        return
    yield hidden_cell(cell.at)
    yield from (shown(cell.at, cell.value + by) for by in (-1, 1, 5) if cell.value + by >= 0)


def test_no_cell_of_a_protected_release_can_be_changed() -> None:
    """Whichever it is, and whether it makes the tables nicer, safer or untrue."""
    release, proof = protected()
    told = {
        (table.id, cell.at, edit.state, edit.value): reason_of(
            with_cell(release, table.id, edit), proof
        )
        for table in release.tables
        for cell in table.cells
        for edit in edits(cell)
    }

    assert reason_of(release, proof) is None
    assert any(cell.state is CellState.CONFIDENTIAL for t in release.tables for cell in t.cells)
    assert len(told) > 100
    assert set(told.values()) <= REFUSED


def test_nothing_else_that_a_release_says_can_be_changed_after_its_proof() -> None:
    """The proof names all of the body: a text, a day and a parameter as well as a number."""
    release, proof = protected()
    changed = (
        replace(release, observation_point="m3"),
        replace(release, reference_date="2025-08-01"),
        replace(release, school_year="2023-2024"),
        replace(release, vintage=Vintage.FINAL),
        replace(release, theta=Theta(k_delta=4)),
    )

    assert {reason_of(one, proof) for one in changed} == {Reason.KIND_OUTCOME_PROOF_INVALID}
    assert reason_of(release, proof[:-1] + b" ") is Reason.KIND_OUTCOME_PROOF_INVALID
