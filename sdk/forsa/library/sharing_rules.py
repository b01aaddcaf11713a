"""What a node refuses to sign and a hub to admit when members answer each other.

The fold checks who may publish a kind and what it may answer; these rules are beside it, so that
two releases of the program may differ in them without their states differing. What was logged all
the same is shown as such by the views.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from forsa.errors import (
    ConflictError,
    ForsaError,
    MalformedError,
    NotAllowedError,
    QuotaError,
    Reason,
    Situation,
)
from forsa.governance.audience import PUBLIC, is_within
from forsa.kinds.findings import errors_of
from forsa.library.threads import MAX_DEPTH
from forsa.library.translations import apply_translation, unchanged_findings

COMMENTS_A_DAY: Final = 30
"""Of one member, in 24 hours of log time."""
DAY_MS: Final = 86_400_000
_TOLD: Final = 10
"""Untranslated texts that a refusal names; it counts them all."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is answered, as far as the rules ask."""

    member: str
    kind: str
    withdrawn: bool
    depth: int = 0
    """Comments from the work down to it, itself included; 0 = it is no comment."""
    message: Any = None
    """Its body, if it is at hand."""
    audiences: frozenset[str] = frozenset({PUBLIC})
    """Who may read it, and who its newest version: who reads an answer to it is in both."""


def sharing_error(
    kind: str, member: str, target: Target | None, comments_today: int, message: Any = None
) -> ForsaError | None:
    """Why an answer is refused; None = nothing forbids it.

    Args:
        kind: Of the answer.
        member: Its author.
        target: What it answers; None = it answers nothing known.
        comments_today: Comments of the author in the last 24 hours.
        message: Its body, if it is at hand.
    """
    if target is None:
        return None
    own = target.member == member
    if own and kind in {"practice.adopt", "review.publish"}:
        return ConflictError(
            f"{member} cannot answer its own work with {kind}", Reason.KIND_PRECONDITION
        )
    if target.withdrawn and kind in {"practice.adopt", "review.publish", "translation.publish"}:
        return ConflictError(
            f"the {target.kind} of {target.member} was withdrawn", Reason.KIND_PRECONDITION
        )
    if kind == "comment.publish":
        return _comment_error(member, target, comments_today)
    if kind == "translation.publish":
        return _translation_error(target, message)
    return None


def _comment_error(member: str, target: Target, comments_today: int) -> ForsaError | None:
    if target.depth >= MAX_DEPTH:
        return MalformedError(
            f"comments go {MAX_DEPTH} deep; this one would be number {target.depth + 1}",
            Reason.KIND_BODY_INVALID,
            depth=target.depth + 1,
            limit=MAX_DEPTH,
        )
    if comments_today >= COMMENTS_A_DAY:
        return QuotaError(
            f"{member} has published {comments_today} comments in 24 hours, at most "
            f"{COMMENTS_A_DAY}",
            Reason.RATE_LIMITED,
            comments=comments_today,
            limit=COMMENTS_A_DAY,
        )
    return None


def is_comment_limit(error: ForsaError) -> bool:
    """Whether a refusal holds up comments alone: what else the member sends may go on."""
    return error.reason is Reason.RATE_LIMITED and "comments" in error.metadata


def _translation_error(target: Target, message: Any) -> ForsaError | None:
    if message is None or target.message is None:
        return None
    languages = {text.lang for text in getattr(target.message, "title", ())}
    if languages and message.from_language not in languages:
        return MalformedError(
            f"the work is not in {message.from_language}, but in {', '.join(sorted(languages))}",
            Reason.KIND_BODY_INVALID,
        )
    _, unknown = apply_translation(target.message, message)
    if unknown:
        return MalformedError(
            f"{len(unknown)} paths are not in the work: {', '.join(unknown[:5])}",
            Reason.KIND_BODY_INVALID,
            unknown=len(unknown),
        )
    return _untouched_error(target, message)


def _untouched_error(target: Target, message: Any) -> ForsaError | None:
    """A form sent back as it came: texts of one language under the name of another."""
    found = errors_of(unchanged_findings(target.message, message))
    if not found:
        return None
    error = MalformedError(
        f"{len(found)} of {len(message.fields)} texts are still in {message.from_language}: "
        f"translate them into {message.to_language}, or delete their entries",
        Reason.KIND_BODY_INVALID,
        unchanged=len(found),
    )
    error.violations = tuple(one.violation() for one in found[:_TOLD])
    return error


def readers_error(limits: Collection[str], audience: str) -> ForsaError | None:
    """Why an answer is not for its readers: it tells of what it answers; None = all may read that.

    Args:
        limits: Who may read what is answered (`Target.audiences`).
        audience: Who may read the answer.
    """
    limit = next((one for one in limits if all(is_within(one, other) for other in limits)), None)
    if limit is None:
        return NotAllowedError(
            f"it answers what is for different groups: {', '.join(sorted(limits))}",
            Reason.KIND_NOT_ALLOWED,
        ).told_as(Situation.READERS_APART)
    if is_within(audience, limit):
        return None
    return NotAllowedError(
        f"it answers what is for {limit}, and would be for {audience}", Reason.KIND_NOT_ALLOWED
    )


def comments_within(times_ms: Iterable[int], now_ms: int) -> int:
    """How many of these times lie within the last 24 hours."""
    return sum(1 for time in times_ms if time > now_ms - DAY_MS)
