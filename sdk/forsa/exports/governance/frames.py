"""Decisions and ballots as frames of polars or pandas, one row each, for whoever counts further."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from forsa.governance.views.decision import Decision, Vote
from forsa.governance.views.decision_words import text_in
from forsa.library import frames

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

DECISIONS: Final[frames.Columns] = {
    "index": int,
    "record_id": str,
    "type": str,
    "title": str,
    "proposer": str,
    "call": int,
    "opened_ms": int,
    "closes_ms": int,
    "closed_index": int | None,
    "rule": str,
    "quorum": str,
    "quorum_needed": int,
    "entitled": int,
    "present": int,
    "represented": int,
    "cast": int,
    "in_favour": int,
    "against": int,
    "abstain": int,
    "blank": int,
    "result": str,
    "expected": str,
    "stage": str,
    "actions": list,
    "pending": int,
}
"""Columns of decisions; `actions` are kinds."""
BALLOTS: Final[frames.Columns] = {
    "proposal_index": int,
    "proposal": str,
    "member": str,
    "choice": str,
    "by_proxy": bool,
    "cast_by": str,
    "index": int,
    "record_id": str,
    "log_time_ms": int | None,
    "counts": bool,
    "replaced_by": int | None,
}
"""Columns of ballots; those that another one replaced have `counts` false."""


def decisions_to_polars(decisions: Iterable[Decision], language: str = "fr") -> "pl.DataFrame":
    """One row a decision; titles in a language, or the nearest that there is.

    Raises:
        ImportError: polars is not installed.
    """
    return frames.to_polars((_decision(one, language) for one in decisions), DECISIONS)


def decisions_to_pandas(decisions: Iterable[Decision], language: str = "fr") -> "pd.DataFrame":
    """The same as a frame of pandas.

    Raises:
        ImportError: pandas is not installed.
    """
    return frames.to_pandas((_decision(one, language) for one in decisions), DECISIONS)


def ballots_to_polars(decisions: Iterable[Decision]) -> "pl.DataFrame":
    """One row a valid ballot, by decision and index.

    Raises:
        ImportError: polars is not installed.
    """
    return frames.to_polars(_ballots(decisions), BALLOTS)


def ballots_to_pandas(decisions: Iterable[Decision]) -> "pd.DataFrame":
    """The same as a frame of pandas.

    Raises:
        ImportError: pandas is not installed.
    """
    return frames.to_pandas(_ballots(decisions), BALLOTS)


def _decision(one: Decision, language: str) -> Mapping[str, Any]:
    count = {name: getattr(one.count, name) for name in one.count.__slots__}
    return {
        "index": one.index,
        "record_id": one.record_id.hex(),
        "type": one.type,
        "title": text_in(one.title, language, one.original_language),
        "proposer": one.proposer,
        "call": one.call,
        "opened_ms": one.opened_ms,
        "closes_ms": one.closes_ms,
        "closed_index": None if one.closed is None else one.closed.index,
        "rule": one.rule.value,
        "quorum": one.quorum.value,
        "quorum_needed": one.arithmetic.quorum.needed,
        **count,
        "result": one.result,
        "expected": one.expected,
        "stage": one.stage.value,
        "actions": [action.kind for action in one.actions],
        "pending": len(one.pending),
    }


def _ballots(decisions: Iterable[Decision]) -> Iterator[Mapping[str, Any]]:
    for one in decisions:
        found = [(vote, None) for vote in one.votes]
        gone = [(replaced.vote, replaced.by) for replaced in one.replaced]
        for vote, by in sorted([*found, *gone], key=lambda pair: pair[0].index):
            yield _ballot(one, vote, by)


def _ballot(one: Decision, vote: Vote, by: int | None) -> Mapping[str, Any]:
    return {
        "proposal_index": one.index,
        "proposal": one.record_id.hex(),
        "member": vote.member,
        "choice": vote.choice,
        "by_proxy": vote.by_proxy,
        "cast_by": vote.cast_by or "",
        "index": vote.index,
        "record_id": "" if vote.record_id is None else vote.record_id.hex(),
        "log_time_ms": vote.log_time_ms,
        "counts": by is None,
        "replaced_by": by,
    }
