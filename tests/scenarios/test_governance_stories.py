"""Votes, keys, holds and agreements, as members tell them: tests/scenarios/governance/*.txt."""

from pathlib import Path

import pytest

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage, Story, read_stories

STORIES = list(read_stories(Path(__file__).parent / "governance"))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_the_story_ends_as_told(story: Story) -> None:
    """A rule that a member cannot read here is a rule that nobody agreed to."""
    stage = Stage(story.events)
    for line in story.events:
        stage.play(line, EVENTS)

    for line in story.ending:
        stage.holds(line)


def test_there_are_stories_and_each_has_an_ending() -> None:
    """A folder that moved, or a story cut short, would pass without being told."""
    assert len(STORIES) >= 25
    assert all(story.events and story.ending for story in STORIES)


def test_a_story_that_ends_otherwise_fails() -> None:
    """A stage that agrees with every line proves nothing."""
    stage = Stage(("members amal badr",))

    with pytest.raises(AssertionError, match="does not hold"):
        stage.holds("amal suspended")
    with pytest.raises(AssertionError, match="nobody understands"):
        stage.play("dance by amal", EVENTS)
    with pytest.raises(AssertionError, match="PARENT_INVALID"):
        stage.play("amal suspends badr", EVENTS)
