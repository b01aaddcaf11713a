"""What others think of a work: every review is shown, not every one is counted.

A review counts if it is by another member, the newest that this member wrote of any version of the
work, not withdrawn or hidden, and declares no conflict of interest.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from forsa import codelists
from forsa.library.told import Told, chosen, newest_of_each

LOWEST: Final = 1
HIGHEST: Final = 4


@dataclass(frozen=True, slots=True)
class Review:
    """One opinion."""

    told: Told
    counted: bool
    why_not: str
    """`conflict`, `own`, `withdrawn`, `hidden`, `superseded`; empty if it is counted."""
    recommendation: str
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reviews:
    """All opinions about a work."""

    reviews: tuple[Review, ...]
    """By index."""
    means: Mapping[str, tuple[Fraction, int]]
    """By criterion: the exact mean of what counts, and of how many."""
    recommendations: Mapping[str, int]
    """`endorse`, `revise`, `decline`: how many that count."""


def reviews_of(author: str, reviews: Iterable[Told]) -> Reviews:
    """The reviews of a work of `author`."""
    told = newest_of_each(reviews)
    shown = tuple(map(_review, told, _reasons(author, told)))
    counted = [one for one in shown if one.counted]
    scores: dict[str, list[int]] = {}
    for one in counted:
        for criterion, score in one.scores.items():
            scores.setdefault(criterion, []).append(score)
    means = {
        criterion: (Fraction(sum(found), len(found)), len(found))
        for criterion, found in sorted(scores.items())
    }
    recommended = Counter(one.recommendation for one in counted if one.recommendation)
    return Reviews(shown, means, dict(sorted(recommended.items())))


def _review(told: Told, why_not: str) -> Review:
    recommendation = chosen(told.message, "recommendation")
    return Review(told, not why_not, why_not, recommendation, _scores(told.message))


def _scores(message: Any) -> dict[str, int]:
    """By criterion; what the contract does not know is left out, the first of two counts."""
    known = codelists.rows("review_criterion")
    scores: dict[str, int] = {}
    for one in () if message is None else message.scores:
        if one.criterion in known and LOWEST <= one.score <= HIGHEST:
            scores.setdefault(one.criterion, one.score)
    return scores


def _reasons(author: str, reviews: Sequence[Told]) -> list[str]:
    """Why each of these, sorted by index, is not counted; empty where it is.

    A member that reviewed two versions of a work is heard once, with what it said last.
    """
    heard = set[str]()
    found = []
    for one in reversed(reviews):
        why_not = _why_not(author, one) or ("superseded" if one.member in heard else "")
        if why_not not in {"hidden", "withdrawn"}:
            heard.add(one.member)
        found.append(why_not)
    return found[::-1]


def _why_not(author: str, told: Told) -> str:
    if told.hidden or told.message is None:
        return "hidden"
    if told.withdrawn:
        return "withdrawn"
    if told.member == author:
        return "own"
    return "conflict" if told.message.conflict_of_interest else ""
