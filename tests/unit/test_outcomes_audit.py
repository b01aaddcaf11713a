"""What the audit refuses, what it leaves undecided, and how each refusal is called."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest
from forsa.errors import Reason
from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.audit import audit
from forsa.outcomes.axes import closed_axes
from forsa.outcomes.explaining import explain
from forsa.outcomes.highs import Limits
from forsa.outcomes.insiders import find_insights
from forsa.outcomes.judging import judge
from forsa.outcomes.reject_proof import verify_refusal
from forsa.outcomes.tables import Cell, CellState, Release, Table, Vintage
from forsa.outcomes.verdicts import Failure, Report, Verdict

from tests.support.small_worlds import Learner, shown

NODE2 = (("outcome7",), ("sex", "outcome4"))
CLOSED = {axis: listed.codes for axis, listed in closed_axes().items()}
WORK, UNKNOWN = "active_life", "unknown"


def frame(counts: Mapping[tuple[str, str], int]) -> list[Learner]:
    """Learners by sex and outcome; what does not matter is the same for all."""
    plain = {"age3": "a16_17", "strand": "educational", "centre": "c1"}
    return [
        ({**plain, "sex": sex}, (outcome,))
        for (sex, outcome), n in counts.items()
        for _ in range(n)
    ]


COUNTS = {
    ("f", "formal_education"): 12,
    ("f", "apprenticeship"): 11,
    ("f", WORK): 12,
    ("f", UNKNOWN): 10,
    ("m", "formal_education"): 13,
    ("m", "apprenticeship"): 9,
    ("m", WORK): 14,
    ("m", UNKNOWN): 11,
}
FRAME = frame(COUNTS)
RECTANGLE = [
    (("outcome7", "formal_education"), ("sex", "f")),
    (("outcome7", WORK), ("sex", "f")),
    (("outcome7", "formal_education"), ("sex", "m")),
    (("outcome7", WORK), ("sex", "m")),
]
"""Cells that protect each other: each may be anything from 0 to 24."""
TOTALS = [(("outcome7", "formal_education"),), (("outcome7", WORK),)]


def node2(learners: list[Learner], hidden: Collection[CellKey] = ()) -> Release:
    """A release of `node-2` that hides some cells."""
    made = shown(learners, NODE2, hidden, axes={"sex": CLOSED["sex"]})
    used = {
        axis: codes for axis, codes in made.axes.items() if axis in {"sex", "outcome4", "outcome7"}
    }
    return replace(made, product="node-2", axes=used)


def reasons(*releases: Release) -> set[Reason]:
    """Why these are refused."""
    return set(audit(releases, witnesses=False).reasons)


# --- A0, A1 ---


def test_arithmetic_is_judged_before_anything_is_calculated() -> None:
    """A count of three needs no solver to be refused."""
    counts = {**COUNTS, ("f", UNKNOWN): 3}
    report = audit([node2(frame(counts))])

    assert report.verdict is Verdict.REJECT
    assert set(report.reasons) == {Reason.KIND_OUTCOME_SMALL_COUNT}
    assert {one.key for one in report.failures} == {(("outcome4", "rest"), ("sex", "f"))}


def test_numbers_that_only_together_contradict_each_other_are_refused() -> None:
    """Each line of a hand-edited table may add up, and no learners have all of its numbers."""
    hidden = [
        *RECTANGLE,
        (("outcome7", "formal_education"),),
        (("outcome7", WORK),),
        (("outcome7", UNKNOWN),),
        (("outcome4", "rest"), ("sex", "m")),
    ]
    made = node2(FRAME, hidden)
    edited = _changed(made.tables[1], {("total", "rest"): 60})
    found = reasons(replace(made, tables=(made.tables[0], edited)))

    assert Reason.KIND_OUTCOME_TABLE_INFEASIBLE not in reasons(made)
    assert found == {Reason.KIND_OUTCOME_TABLE_INFEASIBLE}


def _changed(table: Table, values: Mapping[tuple[str, ...], int]) -> Table:
    cells = (
        Cell(one.at, CellState.SHOWN, values[one.at]) if one.at in values else one
        for one in table.cells
    )
    return replace(table, cells=tuple(cells))


# --- A2, A3 ---


def test_one_hidden_cell_is_given_away_by_its_total() -> None:
    """Hiding the small cells alone is what everybody does, and it hides nothing."""
    report = audit([node2(FRAME, RECTANGLE[:1])])
    (failure,) = report.failures

    assert report.verdict is Verdict.REJECT
    assert failure.problem.reason is Reason.KIND_OUTCOME_INTERVAL_NARROW
    assert failure.key == RECTANGLE[0]
    assert failure.interval == (12, 12)


def test_cells_that_protect_each_other_are_not_refused() -> None:
    """The audit would refuse everything that hides anything."""
    report = audit([node2(FRAME, RECTANGLE)], witnesses=False)
    cell = (0, "sex_x_outcome4", ("f", WORK))

    assert report.reasons == (Reason.KIND_OUTCOME_AUDIT_UNDECIDED,)
    assert report.intervals[cell] == (0, 24)


@pytest.mark.parametrize(("together", "refused"), [(7, True), (8, False)])
def test_an_interval_has_to_be_w_wide(together: int, refused: bool) -> None:
    """One less, and the protector would have to guess what the auditor asks for."""
    counts = {**COUNTS, ("f", "formal_education"): 4, ("f", WORK): together - 4}
    found = judge([node2(frame(counts), RECTANGLE)]).failures

    assert bool(found) is refused


def test_nothing_is_accepted_without_witnesses() -> None:
    """Bounds over fractions may be wider than those of whole learners."""
    assert audit([node2(FRAME, RECTANGLE)], witnesses=False).verdict is Verdict.UNDECIDED


def test_spent_work_leaves_a_release_undecided() -> None:
    """A release that nobody could judge would be published."""
    counts = {
        (sex, code): 9 + place
        for sex in ("f", "m")
        for place, code in enumerate(CLOSED["outcome7"])
    }
    hidden = [
        cell_key(("sex", "outcome4"), (sex, code))
        for sex in ("f", "m")
        for code in CLOSED["outcome4"]
    ]
    made = node2(frame(counts), hidden)

    assert audit([made], witnesses=False).intervals
    assert audit([made], limits=Limits(iterations=0)).verdict is Verdict.UNDECIDED


def test_the_same_release_has_the_same_report() -> None:
    """Node and hub would disagree about what was found."""
    made = node2(FRAME, RECTANGLE[:3])

    assert audit([made], witnesses=False) == audit([made], witnesses=False)


# --- A4 ---


@pytest.mark.parametrize(("others", "refused"), [(0, True), (1, True), (10, False)])
def test_a_group_in_which_all_others_have_one_outcome_is_refused(
    others: int, refused: bool
) -> None:
    """Whoever is the one exception knows what became of all the others."""
    counts = {("f", UNKNOWN): 30, ("f", WORK): others, ("m", WORK): 30, ("m", UNKNOWN): 12}
    found = judge([node2(frame(counts), RECTANGLE[1:2] if others == 1 else ())]).failures
    groups = {one.key for one in found if one.problem.reason is Reason.KIND_OUTCOME_GROUP_ATTRIBUTE}

    assert ((("outcome4", "rest"), ("sex", "f")) in groups) is refused


def test_a_large_group_may_be_known_to_learn() -> None:
    """That all of forty girls went back to school harms none of them."""
    counts = {("f", "formal_education"): 40, ("m", UNKNOWN): 15, ("m", WORK): 15}

    assert not judge([node2(frame(counts))]).failures


def test_a_small_group_may_not() -> None:
    """Of fifteen, who is known to be one of them is known."""
    counts = {("f", "formal_education"): 15, ("m", UNKNOWN): 30, ("m", WORK): 30}
    found = {one.key for one in judge([node2(frame(counts))]).failures}

    assert found == {(("outcome7", "formal_education"), ("sex", "f"))}


def test_the_finest_outcomes_are_held_to_their_sums_too() -> None:
    """Ten not integrated, ten unknown and ten excluded are thirty without a place."""
    rest = ("not_integrated_known", UNKNOWN, "excluded")
    counts = {("f", code): 10 for code in rest} | {("m", code): 10 for code in CLOSED["outcome7"]}
    made = shown(frame(counts), (("sex", "outcome7"),), (), axes={"sex": CLOSED["sex"]})
    found = {one.key: one.interval for one in judge([made]).failures}
    other = shown(
        frame({**counts, ("f", WORK): 10}),
        (("sex", "outcome7"),),
        (),
        axes={"sex": CLOSED["sex"]},
    )

    assert found == {(("outcome4", "rest"), ("sex", "f")): (30, 30)}
    assert not judge([other]).failures


def test_hidden_parts_do_not_hide_their_sum() -> None:
    """What a group has of two outcomes together is known where only the two are hidden."""
    counts = {("f", "excluded"): 10, ("f", UNKNOWN): 10, ("f", "not_integrated_known"): 10}
    counts |= {("m", code): 10 for code in CLOSED["outcome7"]}
    hidden = [
        (("outcome7", code), ("sex", sex)) for code in (UNKNOWN, "excluded") for sex in ("f", "m")
    ]
    made = shown(frame(counts), (("sex", "outcome7"),), hidden, axes={"sex": CLOSED["sex"]})
    report = explain([made], Report(Verdict.REJECT, judge([made]).failures))

    assert {one.key for one in report.failures} == {(("outcome4", "rest"), ("sex", "f"))}
    assert report.reject is not None
    assert verify_refusal([made], report.reject) == 1


# --- A5 ---


def test_a_small_cell_that_two_tables_give_away_is_refused() -> None:
    """No table shows it, and everybody can calculate it."""
    crossed = (("age3", "a16_17"), ("outcome7", WORK), ("sex", "m"))
    told = judge([_by_sex_and_age(men_at_work=3)])
    large = judge([_by_sex_and_age(men_at_work=5)])

    assert {one.key: one.interval for one in told.failures if _is_derived(one)}[crossed] == (3, 3)
    assert not any(map(_is_derived, large.failures))


def _by_sex_and_age(men_at_work: int) -> Release:
    """Nobody else works, so that who works is in both tables."""
    kinds = [("f", "a00_15", UNKNOWN, 20), ("f", "a16_17", UNKNOWN, 20)]
    kinds.append(("m", "a16_17", WORK, men_at_work))
    learners = [
        ({"sex": sex, "age3": age, "strand": "educational", "centre": "c1"}, (outcome,))
        for sex, age, outcome, n in kinds
        for _ in range(n)
    ]
    return shown(learners, (("sex", "outcome4"), ("age3", "outcome4")), ())


def _is_derived(failure: Failure) -> bool:
    return failure.problem.reason is Reason.KIND_OUTCOME_DERIVED_CELL


# --- A6 ---


def second(counts: Mapping[tuple[str, str], int], hidden: Collection[CellKey] = ()) -> Release:
    """The final vintage of the same point."""
    return replace(node2(frame(counts), hidden), vintage=Vintage.FINAL, digest=bytes(32))


def test_what_takes_an_earlier_release_is_said_to_be_the_historys() -> None:
    """Who reads the refusal would look for the mistake in the wrong release."""
    moved = {**COUNTS, ("f", "formal_education"): 9, ("f", WORK): 15}
    other = replace(node2(frame(moved), [*RECTANGLE, *TOTALS]), observation_point="m3")
    found = judge([node2(FRAME, RECTANGLE[:1]), other])

    assert {one.problem.reason for one in found.failures} == {Reason.KIND_OUTCOME_HISTORY_NARROW}
    assert {one.release for one in found.failures} == {0}


def test_a_number_that_comes_from_nothing_tells_how_many_were_added() -> None:
    """Provisional 0 and final 6: exactly six learners have changed, and all know which outcome."""
    before = {**COUNTS, ("f", WORK): 0, ("f", UNKNOWN): 22}
    after = {**before, ("f", WORK): 6, ("f", UNKNOWN): 16}
    found = reasons(node2(frame(before)), second(after))

    assert found == {Reason.KIND_OUTCOME_REVISION_SMALL}


def test_a_number_that_grows_by_enough_is_not_refused() -> None:
    """No correction would ever be published."""
    after = {**COUNTS, ("f", WORK): 15, ("f", UNKNOWN): 7}

    assert reasons(node2(FRAME), second(after)) == {Reason.KIND_OUTCOME_AUDIT_UNDECIDED}


# --- what says nothing ---


def test_a_table_that_was_not_collected_hides_nothing_to_be_tested() -> None:
    """Nobody has its numbers, so that none can be concluded."""
    made = node2(FRAME)
    missing = tuple(Cell(one.at, CellState.NOT_COLLECTED) for one in made.tables[1].cells)
    report = audit(
        [replace(made, tables=(made.tables[0], replace(made.tables[1], cells=missing)))],
        witnesses=False,
    )

    assert report.reasons == (Reason.KIND_OUTCOME_AUDIT_UNDECIDED,)
    assert not report.intervals


def test_a_held_table_hides_its_outcomes_until_it_is_revised() -> None:
    """Its numbers are those of the vintage before; that they are still so is not published."""
    made = second(COUNTS)
    held = tuple(Cell(one.at, CellState.HELD, one.value) for one in made.tables[1].cells)
    revised = replace(made, tables=(made.tables[0], replace(made.tables[1], cells=held)))
    found = judge([node2(FRAME), revised])
    tested = {
        target.key
        for target in (found.model.targets[at] for at in found.hidden)
        if target.release == 1
    }

    assert (("outcome4", "rest"), ("sex", "f")) in tested
    assert (("outcome4", "rest"), ("sex", "u")) not in tested, "an empty group stays empty"
    assert (("outcome7", WORK),) not in tested, "another table shows it"
    assert not found.failures


# --- insiders ---


def test_an_insider_knows_more_where_hidden_cells_share_a_few_learners() -> None:
    """One learner in two hidden cells: whoever is the one knows that the other cell is empty."""
    counts = {("f", WORK): 1, ("f", UNKNOWN): 0, ("m", WORK): 20, ("m", UNKNOWN): 20}
    cells = [(("outcome7", WORK), ("sex", "f")), (("outcome4", "rest"), ("sex", "f"))]
    sums = [(("outcome7", WORK),), (("outcome4", "rest"),), (("outcome7", UNKNOWN),)]
    men = [(("outcome7", WORK), ("sex", "m")), (("outcome4", "rest"), ("sex", "m"))]
    found = find_insights(judge([node2(frame(counts), [*cells, *sums, *men])]))
    told = {(one.knows[2], one.concludes[2]): one.value for one in found}

    assert told[("f", WORK), ("f", "rest")] == 0
    assert not find_insights(judge([node2(FRAME, RECTANGLE)]))
