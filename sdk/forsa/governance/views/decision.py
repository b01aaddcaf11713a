"""A question that was put to the vote, as everybody can tell it from the log: the values alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from forsa.envelope import RecordId
from forsa.governance.tally import Decision as Verdict
from forsa.governance.views.arithmetic import Arithmetic, Votes
from forsa.kinds.proposal_types import DecisionRule, Quorum

Answer = Literal["open", "adopted", "rejected", "no_quorum", "withdrawn"]


class Stage(StrEnum):
    """Where a question stands."""

    VOTING = "voting"
    """Ballots count."""
    CLOSED = "closed"
    """Its time is over; the next entry of the log confirms what `expected` says."""
    PENDING = "pending"
    """Adopted; actions wait for somebody to execute them, until `lapses_ms`."""
    SECOND_CALL = "second_call"
    """Without quorum; it may be called again from `second_call_from_ms` to `lapses_ms`."""
    CALLED_AGAIN = "called_again"
    """Without quorum; `second_call` is the proposal that took its place."""
    LAPSED = "lapsed"
    """Adopted and not executed in time, or without quorum and not called again in time."""
    DONE = "done"
    """Nothing follows any more."""


@dataclass(frozen=True, slots=True)
class Executed:
    """The record that did what an action says."""

    record_id: RecordId
    index: int
    log_time_ms: int
    member: str
    """Who published it."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a decision allows any voter to publish: read from its bytes and from them alone."""

    number: int
    """From 0, in the order of the proposal."""
    kind: str
    effect: bytes
    fields: Mapping[str, Any]
    """Of the effect, as JSON has them."""
    executed: Executed | None
    is_pending: bool
    """Adopted, and waiting for somebody to execute it."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A ballot of a member of the roll."""

    member: str
    """Whose vote it is: with a proxy, the absent member."""
    choice: str
    """`for`, `against`, `abstain` or `blank`."""
    by_proxy: bool
    index: int
    """Of its record in the log."""
    cast_by: str | None
    """Who signed it: the member or its proxy. None: the chronicle has no ballots."""
    record_id: RecordId | None
    """None: the chronicle has no ballots."""
    log_time_ms: int | None
    """None: the chronicle has no ballots."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A ballot that counted once, or never, because another one counts for the same member."""

    vote: Vote
    by: int
    """Index of the ballot that counts instead."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The entry that ended the vote."""

    index: int
    log_time_ms: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A question that was put to the vote."""

    record_id: RecordId
    index: int
    type: str
    actions: tuple[Action, ...]
    """What happens if it is adopted: shown before the proposer's words and apart from them."""
    voted_text: tuple[bytes, int] | None
    """Root and size, in bytes, of the text that an `agreement` proposal would publish."""
    proposer: str
    seconders: tuple[str, ...]
    """As the proposer names them."""
    title: Mapping[str, str]
    """By language; empty: `text_state` says why."""
    text: Mapping[str, str]
    """The proposer's words, by language."""
    original_language: str
    text_state: str
    """Of the proposer's words: `served`, `held`, `redacted`, or `missing` from this copy."""
    subjects: tuple[bytes, ...]
    """Records it is about."""
    amends: bytes
    """The proposal it amends, as the proposer says; or empty."""
    created_ms: int
    """The author's clock: shown, never counted."""
    opened_ms: int
    """Log time of its record."""
    closes_ms: int
    """Last millisecond of log time at which a ballot counts."""
    closed: Closing | None
    """None: no entry has ended it."""
    rule: DecisionRule
    quorum: Quorum
    roll: tuple[str, ...]
    """Who may vote, frozen at its opening; sorted."""
    call: int
    first_call: RecordId | None
    """Of a second call: what it calls again."""
    second_call: RecordId | None
    """What called it again."""
    assembly: bytes
    """Record id of the assembly's call; empty: a written procedure."""
    count: Votes
    votes: tuple[Vote, ...]
    """The ballot that counts for each member of the roll that has one, by member."""
    not_voted: tuple[str, ...]
    """Members of the roll without one, sorted."""
    replaced: tuple[Replaced, ...]
    """Valid ballots that do not count, by index."""
    arithmetic: Arithmetic
    result: Answer
    """As the fold says."""
    expected: Verdict
    """What the ballots decide, or would so far."""
    stage: Stage
    is_confirmed: bool
    """False: it follows from the newest time alone, and the next entry of the log confirms it."""
    lapses_ms: int | None
    """The last millisecond to execute it, or to call it again; None: nothing can lapse."""
    second_call_from_ms: int | None
    """The first millisecond of a second call; None: none is possible."""
    withdrawn_for: str
    """Reason code of its withdrawal, or empty."""

    def vote_of(self, member: str) -> Vote | None:
        """The ballot that counts for a member; None: it has none."""
        return next((one for one in self.votes if one.member == member), None)

    @property
    def pending(self) -> tuple[Action, ...]:
        """The actions that wait for execution."""
        return tuple(one for one in self.actions if one.is_pending)
