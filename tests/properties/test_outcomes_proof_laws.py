"""Laws of acceptance: witnesses are found exactly where there are some, and the verifiers agree."""

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, product

from forsa.errors import VerificationError
from forsa.outcomes.axes import BENIGN, TOTAL, closed_axes
from forsa.outcomes.proof import INDEXES, format_proof, parse_proof
from forsa.outcomes.tables import Release, Theta
from forsa.outcomes.verify import verify_accept
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import outcome_tables
from tests.support.naive_verifier import holds
from tests.support.proven_releases import SEXES, proof_of, proven_frame, release_of

ENDS = closed_axes()["outcome2"].codes
World = dict[tuple[str, str], int]


@st.composite
def small_frames(draw: st.DrawFn) -> tuple[Release, ...]:
    """One or two points of up to five learners: at most 12 unknowns."""
    sexes = draw(st.lists(st.sampled_from(SEXES), min_size=2, max_size=5))
    theta = Theta(
        k=draw(st.integers(1, 3)),
        w=draw(st.integers(1, 3)),
        m_min=1,
        k_star=draw(st.integers(0, 1)),
    )
    groups = draw(st.sets(st.sampled_from(SEXES)))
    releases = []
    for point in draw(st.sampled_from([("exit",), ("exit", "m3")])):
        truth: World = {}
        for sex in sexes:
            one = (sex, draw(st.sampled_from(ENDS)))
            truth[one] = truth.get(one, 0) + 1
        addresses = list(product((*SEXES, TOTAL), ENDS))
        hidden = draw(st.sets(st.sampled_from(addresses))) | {(sex, TOTAL) for sex in groups}
        releases.append(
            release_of(truth, hidden.__contains__, outcome="outcome2", theta=theta, point=point)
        )
    return tuple(releases)


def worlds(releases: Sequence[Release]) -> list[tuple[World, ...]]:
    """Every way in which things may have been."""
    n = releases[0].frame_n
    found = []
    for sizes in product(range(n + 1), repeat=len(SEXES)):
        if sum(sizes) == n:
            each = [
                [one for one in _of_sizes(sizes) if _shows(one, release)] for release in releases
            ]
            found += list(product(*each))
    return found


def _of_sizes(sizes: Sequence[int]) -> Iterator[World]:
    for first in product(*(range(size + 1) for size in sizes)):
        yield {
            (sex, end): count
            for sex, one, size in zip(SEXES, first, sizes, strict=True)
            for end, count in zip(ENDS, (one, size - one), strict=True)
        }


def _value(world: World, at: tuple[str, ...]) -> int:
    return sum(
        n for key, n in world.items() if all(a in (b, TOTAL) for a, b in zip(at, key, strict=True))
    )


def _shows(world: World, release: Release) -> bool:
    return all(c.value in (None, _value(world, c.at)) for c in release.tables[0].cells)


def is_safe(releases: Sequence[Release]) -> bool:
    """A3 and A4 by looking at every world."""
    every = worlds(releases)
    for number, release in enumerate(releases):
        theta = release.theta
        cells = {cell.at: cell for cell in release.tables[0].cells}
        for at, cell in cells.items():
            seen = [_value(world[number], at) for world in every]
            if cell.value is None and max(seen) - min(seen) < theta.w:
                return False
            size = cells[at[0], TOTAL].value
            harmless = at[1] == TOTAL or (at[1] in BENIGN and (size or 0) >= 2 * theta.m_min)
            if size and not harmless and min(seen) >= size - theta.k_star:
                return False
    return True


@settings(max_examples=20, deadline=None)
@given(small_frames())
def test_witnesses_are_found_exactly_where_there_are_some(releases: tuple[Release, ...]) -> None:
    """A release is not held for want of searching, nor accepted on bounds that fractions allow."""
    proof = proof_of(releases)

    assert (proof is not None) is is_safe(releases)
    if proof is not None:
        verify_accept(releases, proof)
        assert holds(releases, proof)


AXES = ("sex", "milieu", "outcome2")
ATOMS = tuple(product(*(closed_axes()[axis].codes for axis in AXES)))
TABLES = (("sex", "outcome2"), ("milieu", "outcome2"))


@st.composite
def crossed_releases(draw: st.DrawFn) -> Release:
    """Two tables that cross, of up to three learners."""
    people = draw(st.lists(st.sampled_from(ATOMS), min_size=1, max_size=3))
    tables: dict[tuple[str, ...], dict[tuple[str, ...], int | None]] = {}
    ends: dict[str, bool] = {}
    for axes in TABLES:
        cells: dict[tuple[str, ...], int | None] = {}
        for at in product(*((*closed_axes()[axis].codes, TOTAL) for axis in axes)):
            common = at[0] == TOTAL
            hides = ends.get(at[1]) if common else None
            hides = draw(st.booleans()) if hides is None else hides
            ends = {**ends, at[1]: hides} if common else ends
            is_frame = at == (TOTAL, TOTAL)
            cells[at] = None if hides and not is_frame else _number(people, axes, at)
        tables[axes] = cells
    theta = Theta(
        k=draw(st.integers(2, 4)),
        w=draw(st.integers(1, 2)),
        m_min=1,
        k_star=draw(st.integers(0, 1)),
    )
    return outcome_tables.release(tables, frame_n=len(people), theta=theta)


def _number(people: Sequence[tuple[str, ...]], axes: tuple[str, ...], at: tuple[str, ...]) -> int:
    wanted = {axis: code for axis, code in zip(axes, at, strict=True) if code != TOTAL}
    return sum(
        all(dict(zip(AXES, one, strict=True))[axis] == code for axis, code in wanted.items())
        for one in people
    )


def is_safe_crossed(one: Release) -> bool:
    """A3, A4 and A5 by looking at every world."""
    every = [
        people
        for people in combinations_with_replacement(ATOMS, one.frame_n)
        if all(
            cell.value in (None, _number(people, table.axes, cell.at))
            for table in one.tables
            for cell in table.cells
        )
    ]
    theta = one.theta
    for table in one.tables:
        sizes = {cell.at[0]: cell.value for cell in table.cells if cell.at[1] == TOTAL}
        for cell in table.cells:
            seen = {_number(people, table.axes, cell.at) for people in every}
            if cell.value is None and max(seen) - min(seen) < theta.w:
                return False
            size, end = sizes[cell.at[0]] or 0, cell.at[1]
            harmless = end == TOTAL or (end in BENIGN and size >= 2 * theta.m_min)
            if size and not harmless and min(seen) >= size - theta.k_star:
                return False
    for at in product(*((*closed_axes()[axis].codes, TOTAL) for axis in AXES)):
        seen = {_number(people, AXES, at) for people in every}
        if TOTAL not in at[:2] and len(seen) == 1 and 1 <= min(seen) < theta.k:
            return False
    return True


@settings(max_examples=15, deadline=None)
@given(crossed_releases())
def test_what_two_tables_say_together_is_found_exactly_too(one: Release) -> None:
    """A cell that stands in no table is known as well as one that does, or as little."""
    proof = proof_of([one])

    assert (proof is not None) is is_safe_crossed(one)
    if proof is not None:
        verify_accept([one], proof)
        assert holds([one], proof)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_two_verifiers_agree_on_proofs_that_were_tampered_with(data: st.DataObject) -> None:
    """What one reading of the rules lets through, the other must, too."""
    releases, proof = proven_frame(data.draw(st.sampled_from([5, 2])))
    claim = parse_proof(proof)
    rows = {name: list(getattr(claim, name)) for name in INDEXES}
    tables = [[dict(column) for column in table] for table in claim.tables]
    for _ in range(data.draw(st.integers(1, 2))):
        name = data.draw(st.sampled_from([*INDEXES, "tables"]))
        if name == "tables":
            table = data.draw(st.sampled_from(tables))
            column = data.draw(st.sampled_from(table))
            at = data.draw(st.sampled_from(sorted(column) or [0]))
            column[at] = column.get(at, 0) + data.draw(st.sampled_from([-1, 1]))
        elif rows[name]:
            at = data.draw(st.integers(0, len(rows[name]) - 1))
            rows[name][at] = data.draw(st.integers(0, len(tables) - 1))
    changed = format_proof(
        type(claim)(
            release=claim.release,
            history=claim.history,
            tables=tuple(tuple(table) for table in tables),
            **{name: tuple(row) for name, row in rows.items()},
        )
    )

    assert _accepts(releases, changed) is holds(releases, changed)


def _accepts(releases: Sequence[Release], proof: bytes) -> bool:
    try:
        verify_accept(releases, proof)
    except VerificationError:
        return False
    return True
