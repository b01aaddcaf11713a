"""The exact verifier: every accept proof holds, and nothing that was changed does."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from forsa.errors import Reason, VerificationError
from forsa.outcomes import verify
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.proof import format_proof, parse_proof
from forsa.outcomes.tables import CellState, Release, Theta
from forsa.outcomes.verify import verify_accept

from tests.support.naive_verifier import holds
from tests.support.proven_releases import proof_of, proven_frame, release_of, with_cell

TRUTH = {
    ("f", "formal_education"): 14,
    ("f", "vocational"): 3,
    ("f", "active_life"): 6,
    ("f", "rest"): 12,
    ("m", "formal_education"): 11,
    ("m", "vocational"): 9,
    ("m", "active_life"): 5,
    ("m", "rest"): 9,
}


def small_release() -> Release:
    """Two girls' and two boys' cells hidden: a square, wide enough."""
    square = [(sex, end) for sex in "fm" for end in ("vocational", "rest")]
    return release_of(TRUTH, lambda at: at in square)


def refusal(releases: Sequence[Release], proof: bytes) -> str:
    """What the verifier found missing."""
    with pytest.raises(VerificationError) as refused:
        verify_accept(releases, proof)
    assert refused.value.reason is Reason.KIND_OUTCOME_PROOF_INVALID
    assert not holds(releases, proof)
    return refused.value.metadata["what"]


def changed(proof: bytes, **values: object) -> bytes:
    """The proof, saying something else."""
    return format_proof(replace(parse_proof(proof), **values))  # type: ignore[arg-type]


@pytest.mark.parametrize("moved", [5, 2], ids=["revised", "held"])
def test_a_found_proof_holds(moved: int) -> None:
    """A node that accepts its own release must not be refused by the hub."""
    releases, proof = proven_frame(moved)
    states = {cell.state for table in releases[-1].tables for cell in table.cells}

    assert (CellState.HELD in states) is (moved < Theta().k_delta)
    verify_accept(releases, proof)
    assert holds(releases, proof)


def test_the_same_releases_have_the_same_proof() -> None:
    """Anybody can make the proof again and compare its digest."""
    one = small_release()

    assert proof_of([one]) == proof_of([one])


def test_a_shown_value_changed_by_one_breaks_the_proof() -> None:
    """A hand-edited release does not travel with another one's proof."""
    releases, proof = proven_frame()
    for number, release in enumerate(releases):
        for place, table in enumerate(release.tables):
            for cell in table.cells:
                if cell.value is None or cell.state is CellState.HELD:
                    continue
                state = CellState.SHOWN
                other = with_cell(release, place, cell.at, state, cell.value + 1)
                edited = (*releases[:number], other, *releases[number + 1 :])

                with pytest.raises(VerificationError):
                    verify_accept(edited, proof)


def test_a_hidden_cell_that_is_filled_in_breaks_the_proof() -> None:
    """A proof is about one pattern; every value it could have is refused."""
    release = small_release()
    proof = proof_of([release])
    assert proof is not None

    for at in (("f", "vocational"), ("m", "rest")):
        for value in range(16):
            state = CellState.SHOWN if value else CellState.ZERO
            assert refusal([with_cell(release, 0, at, state, value)], proof) in {"shown", "indexes"}


def test_a_shown_cell_that_is_hidden_has_to_be_proven_too() -> None:
    """What has to be shown is read from the release: the proof cannot leave a cell out."""
    release = small_release()
    proof = proof_of([release])
    assert proof is not None

    hidden = with_cell(release, 0, ("f", "active_life"), CellState.CONFIDENTIAL, None)

    assert refusal([hidden], proof) in {"spread", "indexes"}


def test_girls_of_whom_none_was_integrated_are_not_told_in_parts() -> None:
    """`rest` is one outcome that harms: three shown parts say of every girl that she has it."""
    boys = {("m", code): 10 for code in closed_axes()["outcome7"].codes}
    girls = {("f", code): 10 for code in ("not_integrated_known", "unknown", "excluded")}
    free = {("f", "formal_education"): 8}

    assert proof_of([release_of(boys | girls | free, lambda _: False, outcome="outcome7")])
    assert not proof_of([release_of(boys | girls, lambda _: False, outcome="outcome7")])


def test_a_later_release_that_asks_for_more_width_proves_it_of_groups_too() -> None:
    """A group is one cell at all points: its first release proves the width that it asked for."""
    square = [(sex, end) for sex in "fm" for end in ("vocational", "rest", TOTAL)]
    wide = Theta(w=40)
    first = release_of(TRUTH, lambda at: at in square)

    def later(theta: Theta) -> Release:
        return release_of(
            TRUTH, lambda at: at[0] != "u" and at != (TOTAL, TOTAL), theta=theta, point="m3"
        )

    assert proof_of([later(wide)])
    assert proof_of([first, later(Theta())])
    assert not proof_of([first, later(wide)])


def test_every_index_and_every_world_counts() -> None:
    """Dropped witnesses and swapped indexes are refused; so is one index more."""
    releases, proof = proven_frame()
    claim = parse_proof(proof)
    assert claim.spread
    assert claim.revisions

    for name in ("spread", "derived", "groups", "revisions"):
        row = getattr(claim, name)
        assert refusal(releases, changed(proof, **{name: (*row, 0)})) == "indexes"
        if row:
            assert refusal(releases, changed(proof, **{name: row[:-1]})) == "indexes"
            assert (
                refusal(releases, changed(proof, **{name: (len(claim.tables), *row[1:])}))
                == "indexes"
            )
            flat = (row[0],) * len(row)
            assert refusal(releases, changed(proof, **{name: flat})) in {name, "spread"}


def test_two_worlds_that_change_places_are_refused() -> None:
    """The first world stands for itself, the others for what differs from it."""
    releases, proof = proven_frame()
    tables = parse_proof(proof).tables

    other = changed(proof, tables=(tables[1], tables[0], *tables[2:]))

    assert refusal(releases, other)


def test_a_world_with_less_than_nobody_is_refused() -> None:
    """Without this a spread could be borrowed from cells below zero."""
    release = small_release()
    proof = proof_of([release])
    assert proof is not None
    claim = parse_proof(proof)
    column = dict(claim.tables[0][0])
    taken, given = sorted(column)[:2]
    column[taken], column[given] = -1, column[given] + column[taken] + 1

    assert refusal([release], changed(proof, tables=((column,), *claim.tables[1:]))) == "negative"


def test_a_position_that_does_not_exist_is_refused() -> None:
    """A hub must not make room for what a stranger numbers."""
    release = small_release()
    proof = proof_of([release])
    assert proof is not None
    claim = parse_proof(proof)

    assert refusal([release], changed(proof, tables=(({9_000_000: 1},), *claim.tables[1:])))


def test_a_proof_of_another_release_is_refused() -> None:
    """A proof names its release and its history by their digests."""
    releases, proof = proven_frame()

    assert refusal(releases[:-1], proof) == "release"
    assert refusal((*releases[:-1], replace(releases[-1], digest=bytes(32))), proof) == "release"
    assert refusal((releases[1], releases[0], *releases[2:]), proof) == "release"


def test_a_narrow_cell_has_no_proof() -> None:
    """Three learners can be in one cell or the other: nothing shows that more is possible."""
    truth = {("f", "vocational"): 3, ("f", "rest"): 20, ("m", "vocational"): 9, ("m", "rest"): 20}
    square = [(sex, end) for sex in "fm" for end in ("vocational", "rest")]
    narrow = [("f", "vocational"), ("m", "vocational"), ("f", "rest"), ("m", "rest")]
    release = release_of(truth, lambda at: at in square, theta=Theta(w=13))

    assert narrow == sorted(square, key=lambda at: (at[1] == "rest", at[0]))
    assert proof_of([release]) is None
    assert proof_of([release_of(truth, lambda at: at in square, theta=Theta(w=12))]) is not None


def test_the_verifier_is_short_and_needs_no_solver() -> None:
    """Whoever doubts a release can read what decides it in one sitting, and run it anywhere."""
    source = Path(verify.__file__).read_text(encoding="utf-8")
    heavy = "{'numpy', 'highspy', 'polars', 'pandas', 'google'}"
    code = f"import sys, forsa.outcomes.verify; sys.exit(bool({heavy} & set(sys.modules)))"

    assert len(source.splitlines()) <= 150
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
