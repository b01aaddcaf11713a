"""What a text may tell about a person: identifiers block, names and small counts warn.

A blocking hit is masked, or kept with a written reason; a warning is confirmed. The patterns find
forms, not meanings: whoever reads a text before it is published decides.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Set
from typing import Final, NamedTuple

from forsa.privacy import identifiers, learners, patterns, persons
from forsa.privacy.name_lists import SHIPPED, NameLists, sensitive_words
from forsa.privacy.normalising import normalise, plain
from forsa.privacy.sentences import Sentences, Told, sensitive_in, word_spans

__all__ = ["MASK", "SHIPPED", "Hit", "NameLists", "mask", "may_block", "scan_text"]

MASK: Final = "▮▮▮"
"""In place of every hit, whatever its length: the length would tell something."""


class Hit(NamedTuple):
    """A span of the original text, in code points."""

    start: int
    end: int
    what: str
    """`massar`, `cin`, `phone`, `email`, `rib`, `gps`, `birth_date`, `address`, `place`, `name`,
    `small_count`, `given_name`, `sensitive`, `learner_name` or `like_learner`."""
    blocks: bool


def scan_text(text: str, lists: NameLists = SHIPPED, mailboxes: Collection[str] = ()) -> list[Hit]:
    """Find what may tell about a person, in the order of the text; spans do not overlap.

    Args:
        text: As it would be published.
        lists: Names to look for.
        mailboxes: Addresses of associations, as the roster has them: warnings, not blocks.
    """
    copy = normalise(text)
    known = frozenset(one.casefold() for one in mailboxes)
    words = set(patterns.WORD.findall(copy.text))
    telling = list(_telling(copy.text, words, lists, known))
    hits = [
        *telling,
        *_unlisted(copy.text, telling),
        *_sensitive(copy.text, words),
        *_small(copy.text),
    ]
    # Twice: a character that stands for several, such as ½, may lie in two hits that do not touch.
    found = _disjoint(hits)
    return _disjoint([Hit(*copy.span(one.start, one.end), one.what, one.blocks) for one in found])


def may_block(text: str, lists: NameLists = SHIPPED) -> bool:
    """False promises that `scan_text` finds nothing that blocks; it costs a part of it."""
    copy = plain(text)
    words = set(patterns.WORD.findall(copy))
    return any(one.blocks for one in _telling(copy, words, lists, frozenset()))


def mask(text: str, hits: Iterable[Hit]) -> str:
    """The text with `MASK` in place of every hit."""
    parts: list[str] = []
    at = 0
    for one in sorted(hits):
        if one.start >= at:
            parts += [text[at : one.start], MASK]
        at = max(at, one.end)
    return "".join([*parts, text[at:]])


# --- words: names and what is said of persons ---


def _telling(
    text: str, words: Set[str], lists: NameLists, mailboxes: Collection[str]
) -> Iterator[Hit]:
    """What may block: identifiers and names. One pass over the words finds the cues of both."""
    known = learners.learners_in(words, lists.learner_names)
    halves = learners.joining_in(words, lists.learner_names)
    names = persons.cues_in(words, lists)
    cues = {word for word in words if word.lower() in identifiers.WORDS}
    spans = list(word_spans(text, known.keys() | halves | names | cues))
    others = [span for span in spans if text[slice(*span)] in cues]
    for one in identifiers.find_identifiers(text, others, mailboxes):
        yield Hit(*one)
    listed = [span for span in spans if text[slice(*span)] in known or text[slice(*span)] in halves]
    for learner in learners.find_learners(text, listed, known, lists.learner_names):
        what = "learner_name" if learner.is_certain else "like_learner"
        yield Hit(learner.start, learner.end, what, blocks=learner.is_certain)
    named = [span for span in spans if text[slice(*span)] in names]
    yield from _names(text, named, lists, Told(text))


def _names(
    text: str, spans: Iterable[tuple[int, int]], lists: NameLists, told: Told
) -> Iterator[Hit]:
    for one in persons.find_names(text, spans, lists):
        if one.has_title:
            yield Hit(one.start, one.end, "name", blocks=told.follows(one.end))
        else:
            what = "given_name" if one.is_given else "name"
            yield Hit(one.start, one.end, what, blocks=one.has_age)


def _unlisted(text: str, telling: Iterable[Hit]) -> Iterator[Hit]:
    """Names by their age alone, where no name was found: « Appeler Khadija, 16 ans » has one."""
    ends = {one.end for one in telling}
    for start, end in persons.find_unlisted(text):
        if end not in ends:
            yield Hit(start, end, "name", blocks=False)


def _sensitive(text: str, words: Set[str]) -> Iterator[Hit]:
    """Sensitive words in a sentence that also speaks of a person."""
    spans = sensitive_in(text, sensitive_words() & words)
    if not spans:
        return
    # Persons are looked for once: a text of nothing but such words would be read for each of them.
    persons = [one.span() for one in patterns.PERSON.finditer(text)]
    sentences = Sentences(text)
    for start, end in spans:
        first = bisect_left(persons, (sentences.start(start), 0))
        if first < len(persons) and persons[first][1] <= sentences.end(end):
            yield Hit(start, end, "sensitive", False)


def _small(text: str) -> Iterator[Hit]:
    for found in patterns.SMALL.finditer(text):
        yield Hit(found.start(), found.end(), "small_count", False)


def _disjoint(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that overlap are one; it blocks if one of them does, and is named after that one."""
    kept: list[Hit] = []
    for one in sorted(hits, key=lambda one: (one.start, not one.blocks, -one.end)):
        last = kept[-1] if kept else None
        if last is None or one.start >= last.end:
            kept.append(one)
        elif one.blocks and not last.blocks:
            kept[-1] = one._replace(start=last.start, end=max(last.end, one.end))
        else:
            kept[-1] = last._replace(end=max(last.end, one.end))
    return kept
