"""The demo's sentences and the order of its parts."""

from string import Formatter

import pytest
from forsa.demo.registry import PARTS, plan
from forsa.demo.words import LANGUAGES, SENTENCES, Language


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_says_the_same_in_every_language(key: str) -> None:
    """A language that lacks a sentence breaks the demo midway; one that lacks a value hides it."""
    sentence = SENTENCES[key]

    assert set(sentence) == set(LANGUAGES)
    assert len({frozenset(_values(text)) for text in sentence.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_its_heading(language: Language) -> None:
    """A part without a heading stops the demo."""
    assert all(SENTENCES[f"part_{name}"][language] for name in PARTS)


@pytest.mark.parametrize("name", PARTS)
def test_one_part_comes_after_what_it_needs(name: str) -> None:
    """`make demo PART=name` would start in the middle of the story."""
    names = [part.name for part in plan(name)]

    assert names[-1] == name
    for place, one in enumerate(names):
        assert set(PARTS[one].needs) <= set(names[:place])


def test_all_parts_are_told_in_an_order_that_works() -> None:
    """A part that comes before what it needs fails in the full demo alone."""
    told: set[str] = set()
    for part in plan(None):
        assert set(part.needs) <= told
        told.add(part.name)
