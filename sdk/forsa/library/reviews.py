"""What others think of a work: every review is shown, not every one is counted.

A review counts if it is by another member, of the newest version the reviewer wrote, not withdrawn
or hidden, and declares no conflict of interest (DOMAIN 6.5).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from forsa.library.told import Told, newest_of_each


@dataclass(frozen=True, slots=True)
class Review:
    """One opinion."""

    told: Told
    counted: bool
    why_not: str
    """`conflict`, `own`, `withdrawn`, `hidden`; empty if it is counted."""
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
    shown = tuple(_review(author, one) for one in newest_of_each(reviews))
    counted = [one for one in shown if one.counted]
    scores: dict[str, list[int]] = {}
    for one in counted:
        for criterion, score in one.scores.items():
            scores.setdefault(criterion, []).append(score)
    means = {
        criterion: (Fraction(sum(found), len(found)), len(found))
        for criterion, found in sorted(scores.items())
    }
    recommended = Counter(one.recommendation for one in counted)
    return Reviews(shown, means, dict(sorted(recommended.items())))


def _review(author: str, told: Told) -> Review:
    body = told.message
    why_not = _why_not(author, told)
    scores = {} if body is None else {one.criterion: one.score for one in body.scores}
    recommendation = "" if body is None else body.recommendation
    return Review(told, not why_not, why_not, recommendation, scores)


def _why_not(author: str, told: Told) -> str:
    if told.hidden or told.message is None:
        return "hidden"
    if told.withdrawn:
        return "withdrawn"
    if told.member == author:
        return "own"
    return "conflict" if told.message.conflict_of_interest else ""
