"""What members make of each other's work, as they tell it: tests/scenarios/sharing/*.txt."""

from pathlib import Path

import pytest

from tests.scenarios.sharing_stage import SharingStage
from tests.scenarios.story import Story, read_stories

STORIES = list(read_stories(Path(__file__).parent / "sharing"))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_the_story_ends_as_told(story: Story) -> None:
    """A rule that an educator cannot read here is a rule that nobody can hold her to."""
    stage = SharingStage(story)
    for line in story.events:
        stage.play(line)

    for line in story.ending:
        stage.holds(line)


def test_there_are_stories_and_each_has_an_ending() -> None:
    """A folder that moved, or a story cut short, would pass without being told."""
    assert len(STORIES) >= 20
    assert all(story.events and story.ending for story in STORIES)


def test_a_story_that_ends_otherwise_fails() -> None:
    """A stage that agrees with every line proves nothing."""
    stage = SharingStage(Story("", ("membres amal badr",), ()))
    stage.play("amal publie r1")

    with pytest.raises(AssertionError, match="ne tient pas"):
        stage.holds("r1 retiré")
    with pytest.raises(AssertionError, match="personne ne comprend"):
        stage.play("amal danse")
    with pytest.raises(AssertionError, match="KIND_PRECONDITION"):
        stage.play("amal adopte r1 en a1 : a marché")
