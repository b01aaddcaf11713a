"""What changed between two versions of an agreement, clause by clause and word by word.

A clause that only moved is called renumbered: whoever ratified it need not read it again. What
people compare is the text; the numbers in it and the order of clauses are part of that.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

from forsa.v1.governance_pb2 import Agreement

_TOKEN: Final = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCE: Final = re.compile(r"[^.!?؟؛;\n]*[.!?؟؛;\n]+\s*|[^.!?؟؛;\n]+")
_ALIKE: Final = 0.6
"""Clauses with other numbers are one clause if this share of their words is common."""
_MOST_PAIRS: Final = 60_000
"""Words of one text times words of the other that are compared one by one; else sentences are, and
beyond that nothing: a text made to keep a reader's machine busy is shown as replaced whole."""


_FAR: Final = 12
"""A clause that was rewritten and moved by more places than this counts as another: all of two
hundred held against all of two hundred others would take half a minute."""


class Change(StrEnum):
    """What became of a clause."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    """Its text, in at least one language; perhaps its number too."""
    RENUMBERED = "renumbered"
    """Its number alone."""


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong together: joined, those not removed are the new text."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause, or one line of what stands around them, that is another now."""

    change: Change
    name: str
    """Empty: a clause; else the field: `title`, `text`, `valid_from`, `valid_to`, …"""
    number_before: str
    """Empty: it was not there."""
    number_after: str
    """Empty: it is not there any more."""
    texts: Mapping[str, tuple[Piece, ...]]
    """By language; those that are the same in both versions, too. Empty language: of none."""


def differences(before: Agreement, after: Agreement) -> tuple[Difference, ...]:
    """What is another in `after`: title and frame first, then clauses in the order of `after`.

    A clause that is gone stands where it was: behind the one before it.
    """
    return (*_frame(before, after), *_clauses(before.clauses, after.clauses))


def _frame(before: Agreement, after: Agreement) -> Iterator[Difference]:
    for name in ("title", "text"):
        sides = _texts(getattr(before, name)), _texts(getattr(after, name))
        if sides[0] != sides[1]:
            yield Difference(_change(*sides), name, "", "", marked(*sides))
    olds, news = dict(frame_of(before)), dict(frame_of(after))
    for name in _FRAME:
        values = olds.get(name, ""), news.get(name, "")
        if values[0] != values[1]:
            sides = {"": values[0]} if values[0] else {}, {"": values[1]} if values[1] else {}
            yield Difference(_change(*sides), name, "", "", marked(*sides))


def frame_of(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """What binds beside the clauses, by field: dates, renewals, files; only what is said.

    Whoever ratifies agrees to this as well, so it is shown wherever the clauses are.
    """
    for name in _FRAME[:-1]:
        value = getattr(agreement, name)
        if value:
            yield name, str(value)
    files = (
        f"{one.file_name} ({one.media_type}, {one.size}, {one.root.hex()})"
        for one in agreement.attachments
    )
    if agreement.attachments:
        yield _FRAME[-1], "\n".join(files)


_FRAME: Final = ("valid_from", "valid_to", "renewals_max", "attachments")


def _change(before: Mapping[str, str], after: Mapping[str, str]) -> Change:
    if not before:
        return Change.ADDED
    return Change.CHANGED if after else Change.REMOVED


def _texts(locals_: Iterable[Any]) -> dict[str, str]:
    return {one.lang: one.text for one in locals_}


# --- which clause is which ----------------------------------------------------------------------


def _clauses(before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
    pairs = _paired(before, after)
    gone = [at for at in range(len(before)) if at not in pairs.values()]
    last = -1
    for new, clause in enumerate(after):
        old = pairs.get(new)
        if old is None:
            yield Difference(Change.ADDED, "", "", clause.number, marked({}, _texts(clause.text)))
            continue
        while gone and gone[0] < old and gone[0] > last:
            yield _removed(before[gone.pop(0)])
        last = max(last, old)
        found = _compared(before[old], clause)
        if found is not None:
            yield found
    yield from (_removed(before[at]) for at in gone)


def _removed(clause: Any) -> Difference:
    return Difference(Change.REMOVED, "", clause.number, "", marked(_texts(clause.text), {}))


def _compared(before: Any, after: Any) -> Difference | None:
    sides = _texts(before.text), _texts(after.text)
    if sides[0] != sides[1]:
        change = Change.CHANGED
    elif before.number != after.number:
        change = Change.RENUMBERED
    else:
        return None
    return Difference(change, "", before.number, after.number, marked(*sides))


def _paired(before: Sequence[Any], after: Sequence[Any]) -> dict[int, int]:
    """Place in `after` to place in `before` of the same clause.

    Those with the same number and text first, then with the same text, then those whose words are
    most alike, then those with the same number, whatever they say.
    """
    pairs: dict[int, int] = {}
    old_texts = [_texts(one.text) for one in before]
    new_texts = [_texts(one.text) for one in after]

    def left() -> Iterator[tuple[int, int]]:
        taken = set(pairs.values())
        for new in range(len(after)):
            for old in range(len(before)):
                if new not in pairs and old not in taken:
                    yield new, old

    def take(found: Iterable[tuple[int, int]]) -> None:
        for new, old in found:
            if new not in pairs and old not in pairs.values():
                pairs[new] = old

    same = [(n, o) for n, o in left() if new_texts[n] == old_texts[o]]
    take((n, o) for n, o in same if after[n].number == before[o].number)
    take(same)
    old_words, new_words = [_words(one) for one in old_texts], [_words(one) for one in new_texts]
    near = [(n, o) for n, o in left() if abs(n - o) <= _FAR]
    scores = [(_alike(new_words[n], old_words[o]), n, o) for n, o in near]
    best = sorted((one for one in scores if one[0] >= _ALIKE), key=lambda one: (-one[0], one[1:]))
    take((n, o) for _, n, o in best)
    take((n, o) for n, o in left() if after[n].number == before[o].number)
    return pairs


def _words(texts: Mapping[str, str]) -> Counter[str]:
    return Counter(word for text in texts.values() for word in re.findall(r"\w+", text))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of common words, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


# --- words --------------------------------------------------------------------------------------


def marked(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[Piece, ...]]:
    """The words of two texts by language, each kept, added or removed."""
    return {
        language: tuple(marked_words(before.get(language, ""), after.get(language, "")))
        for language in sorted({*before, *after})
    }


def marked_words(before: str, after: str) -> Iterator[Piece]:
    """The words of two texts in their order; a removed one stands before what took its place.

    Laws: the pieces that are not added make `before`, those that are not removed make `after`; no
    piece is empty, and no two neighbours have the same mark.
    """
    olds, news = _TOKEN.findall(before), _TOKEN.findall(after)
    start = _same(olds, news)
    end = _same(olds[start:][::-1], news[start:][::-1])
    middle = _middle(olds[start : len(olds) - end], news[start : len(news) - end])
    kept = "".join(olds[:start]), "".join(olds[len(olds) - end :])
    yield from _joined([(Mark.KEPT, kept[0]), *middle, (Mark.KEPT, kept[1])])


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _middle(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    """What differs, by words, or by sentences where the words are too many to compare."""
    if len(olds) * len(news) > _MOST_PAIRS:
        olds, news = _SENTENCE.findall("".join(olds)), _SENTENCE.findall("".join(news))
    if len(olds) * len(news) > _MOST_PAIRS:
        olds, news = ["".join(olds)], ["".join(news)]
    for what, i1, i2, j1, j2 in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        old, new = "".join(olds[i1:i2]), "".join(news[j1:j2])
        if what == "equal":
            yield Mark.KEPT, old
        else:
            yield Mark.REMOVED, old
            yield Mark.ADDED, new


def _joined(pieces: Iterable[tuple[Mark, str]]) -> Iterator[Piece]:
    """Neighbours with one mark as one piece."""
    mark, text = Mark.KEPT, ""
    for one, words in pieces:
        if not words:
            continue
        if one is mark:
            text += words
            continue
        if text:
            yield Piece(mark, text)
        mark, text = one, words
    if text:
        yield Piece(mark, text)
