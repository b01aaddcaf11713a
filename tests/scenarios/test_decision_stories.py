"""Every story of governance, as views tell it, and as whoever counts again finds it."""

import pytest
from forsa.governance.digest import state_digest
from forsa.governance.state import Result
from forsa.governance.views.chronicle import GOVERNANCE
from forsa.governance.views.decision import Stage
from forsa.governance.views.decisions import decisions
from forsa.governance.views.recounting import oddities
from forsa.governance.whole import WholeLog

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


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_every_story_means_the_same_to_whoever_has_only_its_entries(story: Story) -> None:
    """Who counts again must ask nothing of the hub, and still arrive where everybody is."""
    log = told(story)[0].log
    whole = WholeLog(log.network_id)
    for start in range(0, len(log.entries), 3):
        whole.append(log.entries[start : start + 3])
    seen, expected = whole.chronicle(), chronicle(log)

    assert state_digest(whole.state.rights) == state_digest(log.rights)
    assert seen.past == expected.past
    assert [one.record_id for one in seen.events] == [
        one.record_id for one in expected.events if one.kind in GOVERNANCE
    ]
    assert whole.root(whole.size) == whole.frontier.root()


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_in_every_story_the_records_give_the_ballots_that_the_fold_kept(story: Story) -> None:
    """Two ways to count that disagree would make two networks."""
    seen = chronicle(told(story)[0].log)

    assert [odd for one in decisions(seen) for odd in oddities(seen, one)] == []
