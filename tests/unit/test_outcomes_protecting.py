"""Protection: what is published passes the audit, and what had to be hidden is in no byte of it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from forsa.errors import ConflictError, DisclosureError, Reason
from forsa.outcomes.addresses import cell_key
from forsa.outcomes.axes import TOTAL, coarsen
from forsa.outcomes.costs import cell_costs
from forsa.outcomes.highs import Limits
from forsa.outcomes.primary import Why, primary_cells
from forsa.outcomes.products import ladder, product
from forsa.outcomes.protecting import Protected, protect
from forsa.outcomes.tables import CellState, Release, Theta, Vintage
from forsa.outcomes.tabulating import Counts, tabulate
from forsa.outcomes.verdicts import Verdict
from forsa.outcomes.verify import verify_accept
from forsa.testing.learners import Association, draw_node
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.member_tables import COST_KEY, axes_of, header_of
from tests.support.processes import IS_CAMPAIGN

POINTS = ("exit", "m3", "m6", "m12")
_EXAMPLES = 300 if IS_CAMPAIGN else 8
_MOST_LEARNERS = 600 if IS_CAMPAIGN else 170


def _counts(node: Association, header: Release) -> Counts:
    axes = header.axes
    return tabulate(node.learners, product(header.product), axes, header.observation_point)


def _protect(
    node: Association, point: str = "exit", earlier: Sequence[Release] = (), **changes: object
) -> Protected:
    header = header_of(node, point, earlier=earlier, **changes)  # type: ignore[arg-type]
    return protect(_counts(node, header), header, cost_key=COST_KEY, earlier=earlier)


def _values(release: Release) -> dict[tuple[str, tuple[str, ...]], int | None]:
    return {(table.id, cell.at): cell.value for table in release.tables for cell in table.cells}


# --- laws ---


@given(st.integers(0, 10_000), st.integers(20, _MOST_LEARNERS), st.integers(1, 3))
@settings(max_examples=_EXAMPLES, deadline=None)
def test_the_audit_accepts_what_was_protected_at_every_point(
    seed: int, n: int, centres: int
) -> None:
    """A node would learn from the hub that its own protection is not enough."""
    node = draw_node(seed, n, centres)
    earlier: list[Release] = []
    for point in POINTS:
        found = _protect(node, point, earlier)
        earlier.append(found.release)

        assert found.report.verdict is Verdict.ACCEPT
        assert found.report.accept is not None
        verify_accept(earlier, found.report.accept)
        _holds_the_promises(found.release, _true_counts(node, found))


def _true_counts(node: Association, found: Protected) -> Counts:
    release = found.release
    axes = axes_of(node)
    return tabulate(node.learners, found.product, axes, release.observation_point)


def _holds_the_promises(release: Release, true: Counts) -> None:
    """What is shown is true and no primary; what is hidden has no value."""
    primaries = primary_cells(true, release.theta)
    for table in release.tables:
        for cell in table.cells:
            hidden = cell.state is CellState.CONFIDENTIAL
            key = cell_key(table.axes, cell.at)
            assert hidden is (cell.value is None)
            assert hidden or cell.value == true[table.axes][cell.at]
            assert hidden or key not in primaries
            assert hidden or not key or cell.value not in range(1, release.theta.k)


@given(st.integers(0, 10_000), st.integers(30, 160))
@settings(max_examples=10, deadline=None)
def test_nothing_is_hidden_where_nothing_has_to_be(seed: int, n: int) -> None:
    """Every hidden cell is a question that an inspector asks, and a figure that is missed."""
    node = draw_node(seed, n, 1)
    found = _protect(node)
    primaries = primary_cells(_true_counts(node, found), Theta())

    assert bool(found.reasons) is bool(primaries)
    assert {key for key, why in found.reasons.items() if why is not Why.COMPLEMENT} == set(
        primaries
    )


@given(st.integers(0, 10_000), st.integers(150, 200))
@settings(max_examples=3, deadline=None)
def test_all_outcome_axes_add_up_to_the_group_where_they_are_shown(seed: int, n: int) -> None:
    """Two tables of one release that differ are two truths about the same learners."""
    release = _protect(draw_node(seed, n, 2)).release
    (sex, age) = (table for table in release.tables if table.axes[0] in {"sex", "age3"})
    finer = {cell.at: cell.value for cell in sex.cells if cell.at[0] == TOTAL}
    coarser = {cell.at: cell.value for cell in age.cells if cell.at[0] == TOTAL}

    for code in release.axes["outcome4"]:
        parts = [
            value
            for (_, fine), value in finer.items()
            if fine != TOTAL and coarsen(fine, "outcome7", "outcome4") == code
        ]
        if coarser[TOTAL, code] is not None and None not in parts:
            assert sum(part for part in parts if part is not None) == coarser[TOTAL, code]
    assert finer[TOTAL, TOTAL] == coarser[TOTAL, TOTAL] == release.frame_n


# --- the same bytes ---


def test_the_order_of_rows_and_columns_changes_no_byte() -> None:
    """The register sorted by name instead of by number would be another release."""
    node = draw_node(11, 160, 1)
    learners = node.learners.sample(fraction=1, shuffle=True, seed=4)
    shuffled = replace(node, learners=learners.select(reversed(learners.columns)))

    assert _protect(shuffled).release == _protect(node).release
    assert _protect(shuffled).report.accept == _protect(node).report.accept


_OTHER_PROCESS = """
from tests.unit.test_outcomes_protecting import _protect, draw_node
print(_protect(draw_node(11, 160, 1)).release.digest.hex())
"""


def test_another_process_makes_the_same_bytes() -> None:
    """Sets are walked in another order there, and a second person's approval would be stale."""
    environment = os.environ | {"PYTHONHASHSEED": "7", "POLARS_MAX_THREADS": "1"}
    told = subprocess.run(
        [sys.executable, "-c", _OTHER_PROCESS],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        text=True,
    )

    assert told.stdout.split()[-1] == _protect(draw_node(11, 160, 1)).release.digest.hex()


def test_another_key_hides_other_complements() -> None:
    """The costs would be known to everybody, and the choice could be run again."""
    node = draw_node(11, 160, 1)
    header = header_of(node)
    patterns = {
        tuple(
            protect(_counts(node, header), header, cost_key=bytes([key]) * 32, earlier=()).reasons
        )
        for key in range(4)
    }

    assert len(patterns) > 1


def test_no_message_or_report_says_why_a_cell_is_hidden() -> None:
    """With the reasons, primary cells are calculated from patterns that are safe without them."""
    node = draw_node(11, 160, 1)
    found = _protect(node)
    told = repr(found.release) + repr(found.report) + repr(DisclosureError)

    assert set(found.reasons.values()) >= {Why.SMALL, Why.COMPLEMENT}
    assert not any(f"'{why.value}'" in told for why in Why)
    assert len({cell.state for table in found.release.tables for cell in table.cells}) <= 3


# --- history ---


def test_groups_are_shown_or_hidden_as_at_the_first_point() -> None:
    """What one point hides, another would show."""
    node = draw_node(5, 155, 1)
    first = _protect(node)
    then = _protect(node, "m3", [first.release])

    states = {key: value is None for key, value in _groups(first.release).items()}
    assert {key: value is None for key, value in _groups(then.release).items()} == states
    assert any(states.values())


def _groups(release: Release) -> dict[object, int | None]:
    return {
        cell_key(table.axes, cell.at): cell.value
        for table in release.tables
        for cell in table.cells
        if cell.at[-1] == TOTAL
    }


def test_a_release_never_goes_up_the_ladder_again() -> None:
    """A richer product after a poorer one would be refused by everybody."""
    node = draw_node(3, 100, 1)
    low = _protect(node, product="node-1")
    then = _protect(node, "m3", [low.release])

    assert low.product.id == then.product.id == "node-1"
    assert then.rounds == 1


def test_a_register_whose_groups_have_changed_is_not_published() -> None:
    """Learners who moved to another group would be seen moving."""
    node = draw_node(3, 100, 1)
    first = _protect(node).release
    sexes = [{"f": "m", "m": "f"}[sex] for sex in node.learners["sex"]]
    other = replace(node, learners=node.learners.with_columns(pl.Series("sex", sexes)))

    with pytest.raises(ConflictError) as refused:
        _protect(other, "m3", [first])
    assert refused.value.reason is Reason.KIND_OUTCOME_FRAME_CHANGED
    assert _protect(node, "m3", [first]).release.tables


def _final(node: Association, first: Release, outcomes: Sequence[str]) -> Protected:
    changed = node.learners.with_columns(pl.Series("outcome_exit", outcomes))
    return _protect(replace(node, learners=changed), earlier=[first], vintage=Vintage.FINAL)


def test_a_second_vintage_without_changes_is_the_first_one() -> None:
    """Nothing new may come of saying the same twice."""
    node = draw_node(3, 100, 1)
    first = _protect(node).release
    final = _final(node, first, node.learners["outcome_exit"].to_list())

    assert final.report.verdict is Verdict.ACCEPT
    assert final.release.tables == first.tables


def test_a_table_that_changes_by_one_learner_waits_whole() -> None:
    """The difference of two vintages would be one learner, and what became of her."""
    node = draw_node(3, 100, 1)
    first = _protect(node).release
    outcomes = node.learners["outcome_exit"].to_list()
    place = outcomes.index("formal_education")
    final = _final(node, first, [*outcomes[:place], "seeking", *outcomes[place + 1 :]])

    assert _values(final.release) == _values(first)
    assert {cell.state for table in final.release.tables for cell in table.cells} <= {
        CellState.HELD,
        CellState.CONFIDENTIAL,
    }


def test_a_change_that_is_large_enough_is_shown() -> None:
    """Corrections would never be published."""
    node = draw_node(14, 140, 1)
    first = _protect(node, product="node-1").release
    outcomes = node.learners["outcome_exit"].to_list()
    moved = [place for place, code in enumerate(outcomes) if code == "formal_education"][:6]
    changed = ["seeking" if place in moved else code for place, code in enumerate(outcomes)]
    final = _final(node, first, changed)

    before, after = _values(first), _values(final.release)
    assert after["outcome4", ("formal_education",)] == (
        (before["outcome4", ("formal_education",)] or 0) - 6
    )


def test_a_third_vintage_is_held() -> None:
    """Differences could be asked for again and again."""
    node = draw_node(14, 140, 1)
    outcomes = node.learners["outcome_exit"].to_list()
    first = _protect(node, product="node-1").release
    final = _final(node, first, outcomes).release
    header = header_of(node, vintage=Vintage.FINAL, product="node-1", earlier=[first, final])

    with pytest.raises(DisclosureError) as held:
        protect(_counts(node, header), header, cost_key=COST_KEY, earlier=[first, final])
    assert held.value.reason is Reason.KIND_OUTCOME_RELEASE_HELD


# --- the ladder ---


def test_where_nothing_is_wide_enough_a_lower_product_is_published() -> None:
    """A product that cannot be safe would stop a small centre from saying anything."""
    node = draw_node(2, 64, 1)
    wide = _protect(node, theta=Theta(w=70))

    assert _protect(node).product.id == "node-2"
    assert wide.product.id == "node-1"
    assert wide.report.verdict is Verdict.ACCEPT


def test_without_work_allowed_nothing_is_accepted_that_hides_a_cell() -> None:
    """A solver that gives up must never count as one that found nothing."""
    node = draw_node(2, 64, 1)
    header = header_of(node)
    nothing = Limits(iterations=0, nodes=0)
    found = protect(_counts(node, header), header, cost_key=COST_KEY, earlier=(), limits=nothing)

    assert _protect(node).reasons
    assert not found.reasons
    assert found.product.id == "node-1"


def test_what_no_product_makes_right_is_held() -> None:
    """A register that is not the published enrolment would be published as another one."""
    node = draw_node(14, 40, 1)
    header = replace(header_of(node), frame_n=41)

    with pytest.raises(DisclosureError) as held:
        protect(_counts(node, header), header, cost_key=COST_KEY, earlier=())
    assert held.value.reason is Reason.KIND_OUTCOME_RELEASE_HELD
    assert set(held.value.metadata) == {"school_year", "point"}


def test_a_product_above_the_frame_is_refused() -> None:
    """The number of tables would tell the counts: it follows enrolment alone."""
    node = draw_node(2, 64, 1)
    header = header_of(node, product="node-3")

    with pytest.raises(ConflictError) as refused:
        protect(_counts(node, header), header, cost_key=COST_KEY, earlier=())
    assert refused.value.reason is Reason.KIND_OUTCOME_PRODUCT_NOT_ALLOWED


def test_a_table_of_an_axis_that_is_not_filled_in_says_so_in_every_cell() -> None:
    """Its codes would not add up to the frame."""
    node = draw_node(8, 155, 2)
    strands = node.learners["strand"].to_list()
    partly = node.learners.with_columns(pl.Series("strand", [None, *strands[1:]]))
    found = _protect(replace(node, learners=partly))
    states = {table.id: {cell.state for cell in table.cells} for table in found.release.tables}

    assert states["strand_x_outcome4"] == {CellState.NOT_COLLECTED}
    assert CellState.NOT_COLLECTED not in states["centre_x_outcome4"]
    assert found.report.verdict is Verdict.ACCEPT


def test_one_centre_has_no_table_by_centre() -> None:
    """Its margin would stand there twice."""
    assert "centre_x_outcome4" not in [
        one.id for one in _protect(draw_node(5, 155, 1)).release.tables
    ]
    assert "centre_x_outcome4" in [one.id for one in _protect(draw_node(5, 155, 2)).release.tables]


@given(st.integers(0, 10_000))
@settings(max_examples=8, deadline=None)
def test_the_optimal_mode_is_accepted_and_not_dearer(seed: int) -> None:
    """It is there to lose fewer figures, never to be less safe."""
    node = draw_node(seed, 90, 1)
    header = header_of(node)
    fast, best = (
        protect(_counts(node, header), header, cost_key=COST_KEY, earlier=(), optimal=optimal)
        for optimal in (False, True)
    )
    costs = cell_costs(ladder(90)[0].tables, header.axes, "2024-2025", COST_KEY)

    assert best.report.verdict is Verdict.ACCEPT
    assert sum(costs[key] for key in best.reasons) <= sum(costs[key] for key in fast.reasons)
