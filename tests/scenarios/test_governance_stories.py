"""Votes, keys, holds and agreements, as members tell them: tests/scenarios/governance/*.txt."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from forsa.governance.fold import fold_entry, read_entry
from forsa.governance.lookup import gather
from forsa.governance.snapshot import format_snapshot
from forsa.merkle.frontier import EMPTY

from tests.scenarios.events import EVENTS
from tests.scenarios.french import in_english, sentence
from tests.scenarios.story import Stage, Story, read_stories
from tests.support.folded_log import Store

STORIES = list(read_stories(Path(__file__).parent / "governance"))


@cache
def told(story: Story) -> tuple[Stage, Story]:
    """Play a story once, for every test that looks at it."""
    english = in_english(story)
    stage = Stage(english.events)
    for line, said in zip(english.events, story.events, strict=True):
        with as_told(said):
            stage.play(line, EVENTS)
    return stage, english


@contextmanager
def as_told(said: str) -> Iterator[None]:
    """Let a story that does not hold name its line in the words it was told in."""
    try:
        yield
    except AssertionError as error:
        error.add_note(said)
        raise


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_the_story_ends_as_told(story: Story) -> None:
    """A rule that a member cannot read here is a rule that nobody agreed to."""
    stage, english = told(story)

    for line, said in zip(english.ending, story.ending, strict=True):
        with as_told(said):
            stage.holds(line)


@pytest.mark.parametrize("size", [1, 3, 8])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_the_story_means_the_same_to_a_node_that_pulls_it_in_batches(
    story: Story, size: int
) -> None:
    """What a rule asks of earlier entries must have been gathered before its batch was folded."""
    log = told(story)[0].log
    store = Store(log)
    state, frontier = log.start, EMPTY
    while store.size < len(log.entries):
        claims = [read_entry(entry) for entry in log.entries[store.size :][:size]]
        lookup = gather([c.record for c in claims if c.record is not None], store, frontier)
        for claim in claims:
            folded = fold_entry(state, claim, lookup)
            state, expected = folded.state, log.folded[folded.index]

            assert (folded.void, folded.alarms) == (expected.void, expected.alarms)
        frontier, _ = frontier.extend([claim.leaf for claim in claims])
        store.size += len(claims)

    assert format_snapshot(state) == format_snapshot(log.state)


def test_there_are_stories_and_each_has_an_ending() -> None:
    """A folder that moved, or a story cut short, would pass without being told."""
    titles = [story.title for story in STORIES]

    assert len(titles) == len(set(titles)) >= 80
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
    with pytest.raises(AssertionError, match="personne ne comprend"):
        sentence("amal danse")
