"""Every story of governance, as the views of decisions tell it."""

import pytest
from forsa.governance.state import Result
from forsa.governance.views.decision import Stage
from forsa.governance.views.decisions import decisions

from tests.scenarios.story import Story
from tests.scenarios.test_governance_stories import STORIES, told
from tests.support.chronicles import chronicle


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_what_views_tell_of_a_decision_is_what_the_fold_did(story: Story) -> None:
    """A screen that shows another result, or another action as open, is a second, false law."""
    log = told(story)[0].log
    kept = log.rights.proposals
    outcomes = {one.record_id: one.result for folded in log.folded for one in folded.outcomes}

    for one in decisions(chronicle(log)):
        proposal = kept.get(one.record_id)
        assert one.result == outcomes.get(one.record_id, "open")
        assert one.result in (one.expected, "open", "withdrawn")
        if proposal is None:
            assert one.stage in (Stage.DONE, Stage.LAPSED, Stage.CALLED_AGAIN)
        elif proposal.result is Result.ADOPTED:
            assert tuple(action.number for action in one.pending) == proposal.pending
        adopts = one.arithmetic.quorum.met and one.arithmetic.majority.met
        assert adopts == (one.expected == "adopted")
        assert len(one.votes) + len(one.not_voted) == one.count.entitled
