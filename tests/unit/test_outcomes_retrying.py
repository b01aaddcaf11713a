"""A release that the hub refused was read by it all the same."""

from dataclasses import replace

import pytest
from forsa.errors import DisclosureError, Reason
from forsa.outcomes.axes import closed_axes
from forsa.outcomes.retrying import require_silent_retry
from forsa.outcomes.tables import Release

from tests.support.releases import learners, make_release

CODES = closed_axes()["outcome7"].codes


def of(moved: int, point: str = "exit") -> Release:
    """Twenty of each outcome, some of whom turned from unknown to working life."""
    counts = dict.fromkeys(CODES, 20)
    counts["unknown"] -= moved
    counts["active_life"] += moved
    people = learners(*((count, {"outcome7": code}) for code, count in counts.items()))
    return make_release(people, "node-1", point=point)


def test_the_same_figures_may_be_sent_again() -> None:
    """A hub that was busy, or a history that had grown, must not end the year."""
    again = replace(of(0), history=(bytes(32),), digest=bytes(32))

    require_silent_retry(again, (), [of(0)])


def test_one_corrected_learner_is_not_shown_by_two_tries() -> None:
    """A hub could refuse a release, wait for the correction, and take the difference."""
    with pytest.raises(DisclosureError) as refused:
        require_silent_retry(of(1), (), [of(0)])

    assert refused.value.reason is Reason.KIND_OUTCOME_RELEASE_HELD
    require_silent_retry(of(6), (), [of(0)])


def test_a_try_of_another_point_counts_as_published() -> None:
    """The learners are the same: what was sent of one point is known at the next."""
    require_silent_retry(of(1, "m3"), (), [of(0)])

    with pytest.raises(DisclosureError):
        require_silent_retry(replace(of(1, "m3"), centres_total=2), (), [of(0)])
