"""Totals of the network are intervals that the truth lies in, and say who is counted."""

from dataclasses import dataclass, replace
from itertools import product as combinations
from typing import Any

import pytest
from forsa.errors import Reason, VerificationError
from forsa.outcomes.addresses import cell_key
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.intervals import Interval, member_intervals, standing_release
from forsa.outcomes.network import (
    ROLLED_UP,
    Contribution,
    MemberYear,
    Totals,
    contribution,
    totals,
    trend,
)
from forsa.outcomes.products import NETWORK, VARIANTS, is_acyclic, ladder
from forsa.outcomes.tables import Cell, CellState, Release, Vintage
from forsa.testing.learners import Association, draw_node
from hypothesis import given
from hypothesis import strategies as st

from tests.support.made_releases import Truth, release_of, truth_of
from tests.support.outcome_tables import release
from tests.support.privacy_vectors import privacy_vector

YEAR = "2024-2025"
SEXES = ("f", "m")
REGIONS = ("MA-05", "MA-06")
SIZES = (12, 29, 30, 59, 60, 149, 150, 320, 400)
"""Two of each rung of the ladder, in two regions."""
GIRLS_UNREACHED = (("outcome7", "unknown"), ("sex", "f"))


@dataclass(frozen=True)
class Member:
    """An association, what it published, what follows from it, and the truth."""

    association: Association
    year: MemberYear
    part: Contribution
    truth: Truth


def member_of(association: Association, *points: str) -> MemberYear:
    """What an association published."""
    releases = tuple(release_of(association, point) for point in points)
    return MemberYear(association.member, association.region, association.n, releases)


@pytest.fixture(scope="module")
def members() -> list[Member]:
    """One of each of `SIZES`, at exit."""
    made = []
    for at, n in enumerate(SIZES):
        association = draw_node(at, n, 1 + n // 120, member=f"a{at}", region=REGIONS[at % 2])
        year = member_of(association, "exit", "m3")
        part = contribution(year, "exit")
        assert part is not None
        made.append(Member(association, year, part, truth_of(association)))
    return made


def view_of(members: list[Member], region: str = "") -> Totals:
    """Totals at exit."""
    parts = [one.part for one in members]
    return totals([one.year for one in members], parts, "exit", school_year=YEAR, region=region)


def published(cells: list[dict[str, Any]]) -> Release:
    """A member of vector N1, in as much detail as its cells have."""
    counts: dict[tuple[str, ...], int | None] = {
        tuple(cell["at"]): cell.get("value") for cell in cells
    }
    frame_n = counts[TOTAL, TOTAL] or 0
    if len(counts) == 1:
        return release({(): {(): frame_n}}, frame_n=frame_n)
    if all(sex == TOTAL for sex, _ in counts):
        tables: Any = {("outcome2",): {(code,): n for (_, code), n in counts.items()}}
    else:
        tables = {("sex", "outcome2"): counts}
    return release(tables, frame_n=frame_n, axes={"sex": SEXES})


@pytest.mark.parametrize("expected", privacy_vector("N1")["expect"])
def test_members_that_publish_in_different_detail_add_up(expected: dict[str, Any]) -> None:
    """Vector N1: who shows the total alone may have all its learners in a cell, or none."""
    wanted = ("sex", "outcome2")
    key = cell_key(wanted, expected["at"])
    releases = [published(one["cells"]) for one in privacy_vector("N1")["members"]]
    found = [member_intervals([one], 0, [wanted])[key] for one in releases]

    assert [[one.lower, one.upper] for one in found] == expected.get(
        "by_member", [[47, 47], [41, 41], [22, 22]]
    )
    assert sum(one.lower for one in found) == expected["lower"]
    assert sum(one.upper for one in found) == expected["upper"]
    assert all(one.is_exact for one in found) == (expected["state"] == "v")


def test_other_points_narrow_a_group_whose_size_is_hidden() -> None:
    """Vector JH1: a point alone allows what the same learners at another point do not."""
    vector, wanted = privacy_vector("JH1"), ("sex", "outcome4")
    codes = {"p": "formal_education", "q": "vocational", "r": "active_life", TOTAL: TOTAL}

    def at_point(point: str) -> Release:
        counts: dict[tuple[str, ...], int | None] = {(sex, "rest"): 0 for sex in (*SEXES, TOTAL)}
        for cell in vector["cells"]:
            if cell["at"][0] == point:
                counts[cell["at"][1], codes[cell["at"][2]]] = cell.get("value")
        return release({wanted: counts}, frame_n=64, axes={"sex": SEXES}, point=point)

    releases = [at_point("exit"), at_point("m3")]
    found = {
        "exit": member_intervals(releases, 0, [wanted]),
        "m3": member_intervals(releases, 1, [wanted]),
    }
    found["n"] = found["exit"]
    alone = member_intervals(releases[:1], 0, [wanted])

    for expected in vector["expect"]["bounds_by_scope"]["joint"]:
        point, *at = expected["cell"]
        sex, outcome = at if len(at) == 2 else (at[0], TOTAL)
        interval = found[point][cell_key(wanted, (sex, codes[outcome]))]
        assert [interval.lower, interval.upper] == expected["integer"], expected
    assert alone[cell_key(wanted, ("f", "vocational"))] == Interval(0, 10)


def test_the_truth_lies_in_every_interval(members: list[Member]) -> None:
    """An interval that the truth is outside of is an invented value."""
    for member in members:
        later = contribution(member.year, "m3")
        assert later is not None
        for part, truth in (
            (member.part, member.truth),
            (later, truth_of(member.association, "m3")),
        ):
            for key, true in truth.items():
                interval = part.intervals[key]
                assert interval.lower <= true <= interval.upper, (member.association.n, key)


@given(st.sets(st.integers(0, len(SIZES) - 1)), st.data())
def test_the_total_of_every_set_of_members_lies_in_its_interval(
    members: list[Member], chosen: set[int], data: st.DataObject
) -> None:
    """Whoever is counted, nobody is told a number that is not true."""
    counted = [members[at] for at in chosen]
    view = view_of(counted)
    table = data.draw(st.sampled_from(view.tables))

    for cell in table.cells:
        true = sum(_true(one, table.axes, cell.at) for one in counted)
        assert cell.lower <= true <= cell.upper, (table.id, cell.at)
        assert cell.value in {None, true}


def _true(member: Member, axes: tuple[str, ...], at: tuple[str, ...]) -> int:
    """Learners of a member at an address that may name a region."""
    said = dict(zip(axes, at, strict=True))
    if said.pop("region", TOTAL) not in {TOTAL, member.association.region}:
        return 0
    return member.truth[cell_key(list(said), list(said.values()))]


@st.composite
def two_way(draw: st.DrawFn) -> dict[tuple[str, ...], int | None]:
    """A table of sex and two classes of outcome with some cells hidden, all of them possible."""
    true = {at: draw(st.integers(0, 4)) for at in combinations(SEXES, ("integrated", "rest"))}
    shown: dict[tuple[str, ...], int | None] = {}
    for sex, outcome in combinations((*SEXES, TOTAL), ("integrated", "rest", TOTAL)):
        covered = [n for (s, o), n in true.items() if sex in {s, TOTAL} and outcome in {o, TOTAL}]
        hidden = (sex, outcome) != (TOTAL, TOTAL) and draw(st.booleans())
        shown[sex, outcome] = None if hidden else sum(covered)
    return shown


@given(two_way())
def test_an_interval_is_what_whole_numbers_leave(shown: dict[tuple[str, ...], int | None]) -> None:
    """Held against every table there is: not wider, which would be dull, nor narrower, a lie."""
    n = shown[TOTAL, TOTAL] or 0
    possible = [
        table
        for a, b, c in combinations(range(n + 1), repeat=3)
        if a + b + c <= n and _agrees(table := _sums(a, b, c, n - a - b - c), shown)
    ]
    wanted = ("sex", "outcome2")
    found = member_intervals(
        [release({wanted: shown}, frame_n=n, axes={"sex": SEXES})], 0, [wanted]
    )

    for at in shown:
        values = [table[at] for table in possible]
        assert found[cell_key(wanted, at)] == Interval(min(values), max(values)), at
    assert found[("sex", "u"),] == Interval(0, 0)


def _sums(a: int, b: int, c: int, d: int) -> dict[tuple[str, ...], int]:
    rows = {"f": (a, b), "m": (c, d), TOTAL: (a + c, b + d)}
    return {
        (sex, outcome): n
        for sex, (one, other) in rows.items()
        for outcome, n in (("integrated", one), ("rest", other), (TOTAL, one + other))
    }


def _agrees(table: dict[tuple[str, ...], int], shown: dict[tuple[str, ...], int | None]) -> bool:
    return all(value in {None, table[at]} for at, value in shown.items())


def test_an_axis_that_is_not_published_is_free(members: list[Member]) -> None:
    """A small association says nothing of girls: all of its unreached may be girls, or none."""
    small = members[3].part.intervals
    unreached = small[("outcome7", "unknown"),]

    assert small[GIRLS_UNREACHED] == Interval(0, unreached.upper)
    assert small[("sex", "f"),] == Interval(0, SIZES[3])


def test_the_smallest_are_counted_whole(members: list[Member]) -> None:
    """`node-0` shows its total alone: it widens every interval by its size, and narrows none."""
    tiny = members[0].part.intervals

    assert tiny[()] == Interval(SIZES[0], SIZES[0])
    assert tiny[("outcome7", "unknown"),] == Interval(0, SIZES[0])


def test_who_released_nothing_is_not_counted_but_named_in_the_coverage(
    members: list[Member],
) -> None:
    """A total of half the network must not look like the network."""
    absent = [replace(one.year, releases=()) for one in members[1:]]
    view = totals([members[0].year, *absent], [members[0].part], "exit", school_year=YEAR)

    assert contribution(absent[0], "exit") is None
    assert (view.members, view.members_enrolled) == (1, len(SIZES))
    assert (view.learners, view.enrolled) == (SIZES[0], sum(SIZES))
    assert view.coverage_percent == 100 * SIZES[0] // sum(SIZES)
    assert view.cell((*NETWORK.tables[1],), (TOTAL, TOTAL)).value == SIZES[0]


def test_regions_add_up_to_the_nation(members: list[Member]) -> None:
    """A member counts once, in the region that the roster has it in."""
    nation = view_of(members)
    regions = [view_of(members, region) for region in REGIONS]

    for table in regions[0].tables:
        for cell in table.cells:
            parts = [one.cell(table.axes, cell.at) for one in regions]
            whole = nation.cell(table.axes, cell.at)
            assert whole.lower == sum(one.lower for one in parts)
            assert whole.upper == sum(one.upper for one in parts)
    for region, view in zip(REGIONS, regions, strict=True):
        in_nation = nation.cell(("region", "outcome7"), (region, "unknown"))
        own = view.cell(("strand", "outcome7"), (TOTAL, "unknown"))
        assert (in_nation.lower, in_nation.upper) == (own.lower, own.upper)
        assert ("region", "outcome7") not in {table.axes for table in view.tables}


def test_a_total_shows_one_number_only_where_it_is_exact(members: list[Member]) -> None:
    """An interval has no middle: it is not the mean that is likely, nor the sum of shown cells."""
    cells = [cell for table in view_of(members).tables for cell in table.cells]

    assert {cell.state for cell in cells} == {
        CellState.SHOWN,
        CellState.ZERO,
        CellState.BOUNDED,
    }
    for cell in cells:
        assert (
            (cell.value is None) == (cell.state is CellState.BOUNDED) == (cell.lower < cell.upper)
        )


def test_the_final_vintage_counts_unless_it_waits_for_its_revision(members: list[Member]) -> None:
    """Of a table that is held people are shown the provisional figures: totals stand on these."""
    first = members[5].year.releases[0]
    final = replace(first, vintage=Vintage.FINAL)
    (table, *others) = first.tables
    held = tuple(
        Cell(cell.at, CellState.CONFIDENTIAL if cell.value is None else CellState.HELD, cell.value)
        for cell in table.cells
    )
    waiting = replace(final, tables=(replace(table, cells=held), *others))

    assert standing_release([first, final], "exit") == 1
    assert standing_release([first, waiting], "exit") == 0
    assert standing_release([first, waiting], "m3") is None


def test_releases_that_contradict_each_other_are_refused() -> None:
    """No total is made of figures that no learners can have."""
    counts: dict[tuple[str, ...], int | None] = {
        (code,): 10 for code in closed_axes()["outcome4"].codes
    }
    wrong = release({("outcome4",): {**counts, (TOTAL,): 41}}, frame_n=41)
    right = release({("outcome4",): {**counts, (TOTAL,): 40}}, frame_n=40)

    assert contribution(MemberYear("a", "MA-05", 40, (right,)), "exit") is not None
    with pytest.raises(VerificationError) as refused:
        contribution(MemberYear("a", "MA-05", 41, (wrong,)), "exit")
    assert refused.value.reason is Reason.KIND_OUTCOME_TABLE_INFEASIBLE


@pytest.mark.parametrize("axis", ["", "sex", "age3", "strand", "region"])
def test_a_view_along_one_axis_has_the_cells_of_the_whole_table(
    members: list[Member], axis: str
) -> None:
    """What people are shown is a slice, not another calculation."""
    view = view_of(members)
    table = view.by(axis)

    assert table.axes == ((axis,) if axis else ()) + ("outcome7",)
    for cell in table.cells:
        said = dict(zip(table.axes, cell.at, strict=True))
        whole = next(one for one in view.tables if axis in {"", *one.axes})
        at = tuple(said.get(one, TOTAL) for one in whole.axes)
        assert (cell.lower, cell.upper) == (
            view.cell(whole.axes, at).lower,
            view.cell(whole.axes, at).upper,
        )
    assert len(table.cells) == (len(closed_axes()[axis].codes) + 1 if axis else 1) * 8


def test_categories_of_the_ministry_are_as_narrow_as_they_were_published(
    members: list[Member],
) -> None:
    """Small associations show three categories and not their parts: the sum of parts is wider."""
    view = view_of(members)
    parts = [view.by().cells[place] for place in (1, 2)]
    (whole,) = [one for one in view.by("", ROLLED_UP).cells if one.at == ("vocational",)]
    true = sum(member.truth[("outcome4", "vocational"),] for member in members)

    assert [one.at for one in parts] == [("vocational_training",), ("apprenticeship",)]
    assert sum(one.lower for one in parts) < whole.lower <= true
    assert true <= whole.upper < sum(one.upper for one in parts)


def test_a_trend_says_who_is_counted_in_each_year(members: list[Member]) -> None:
    """Two years of different members are no trend; the reader must see it."""
    now = view_of(members)
    before = replace(view_of(members[:4]), school_year="2023-2024")
    axes, at = ("strand", "outcome7"), (TOTAL, "unknown")
    found = trend([now, before], axes, at)

    assert [one.school_year for one in found] == ["2023-2024", YEAR]
    assert [one.members for one in found] == [4, len(SIZES)]
    assert (found[1].lower, found[1].upper) == (now.cell(axes, at).lower, now.cell(axes, at).upper)


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_product_goes_round_in_a_circle_with_the_network_s(variant: str) -> None:
    """Then intervals are exact for a point; a circle would need all combinations at once."""
    for product in ladder(400, variant):
        edges = [
            frozenset("outcome" if axis.startswith("outcome") else axis for axis in axes)
            for axes in (*product.tables, *NETWORK.tables)
            if "region" not in axes
        ]
        assert is_acyclic(edges), product.id
