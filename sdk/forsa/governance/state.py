"""The state of the network after a number of entries: immutable values, nothing else.

`State` changes with every entry (size and log time); `Rights`, what the digest lists and what
timers and caps need, only when a record gives or takes a right. So an entry that is a view
costs one small new value.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NewType

from immutables import Map

from forsa.envelope import RecordId
from forsa.keys import KeyId, PublicKey
from forsa.kinds.proposal_types import DecisionRule, Quorum
from forsa.root import TrustRoot

ObjectId = NewType("ObjectId", bytes)
"""16 bytes: the stable name of a thing across its versions."""

SUPPORTED_LEVEL: Final = 1
"""The highest rule level that this version folds; above it, it parks."""

DAY_MS: Final = 86_400_000
NEVER_MS: Final = 2**63


class Role(StrEnum):
    """What a member is in the network."""

    SECRETARIAT = "secretariat"
    MEMBER = "member"
    OBSERVER = "observer"


class Status(StrEnum):
    """How a member stands."""

    PROVISIONAL = "provisional"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    EXPELLED = "expelled"


class Result(StrEnum):
    """Where a proposal stands that is still kept; `rejected` and `withdrawn` ones are gone."""

    OPEN = "open"
    ADOPTED = "adopted"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Member:
    """A member; `changed` is the index at which role or status last changed."""

    id: str
    role: Role
    status: Status
    changed: int

    @property
    def may_vote(self) -> bool:
        """Active, and not an observer: what the registry calls a voter."""
        return self.status is Status.ACTIVE and self.role is not Role.OBSERVER


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a member, for ever; usable from the entry after `added` to `revoked` itself."""

    public: PublicKey
    member: str
    purposes: tuple[str, ...]
    added: int
    revoked: int | None = None
    compromised_from: int | None = None
    """Index from which its records are marked, as whoever revoked it stated."""
    delegate: str | None = None
    """The delegate of the member who holds it; None: the member's own."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a member; `changed` is the index of its last add or revoke."""

    member: str
    node: str
    active: bool
    tls_spki_sha256: bytes
    """32 bytes, or empty: works with files only."""
    witness_key: PublicKey
    changed: int


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person who acts for a member, from `from_ms` to before `to_ms` of log time."""

    member: str
    delegate: str
    object_id: ObjectId
    powers: tuple[str, ...]
    key_ids: tuple[KeyId, ...]
    from_ms: int
    to_ms: int

    def is_current(self, log_time_ms: int) -> bool:
        """Tell whether the delegate may act at this log time."""
        return self.from_ms <= log_time_ms < self.to_ms


@dataclass(frozen=True, slots=True)
class Ballot:
    """A choice, and the index of the entry that made it."""

    choice: str
    index: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question put to the vote, with what was frozen at its opening."""

    record_id: RecordId
    author: str
    opened: int
    type: str
    actions: tuple[tuple[str, bytes], ...]
    """Kind and effect of each."""
    text: tuple[bytes, int] | None
    """Root and size of its first attachment: what a voted agreement must say."""
    closes_ms: int
    call: int
    rule: DecisionRule
    quorum: Quorum
    roll: tuple[str, ...]
    result: Result = Result.OPEN
    closed: int | None = None
    """Index of the entry that fired its closing."""
    pending: tuple[int, ...] = ()
    """Numbers of the actions not executed yet."""
    own: Map[str, Ballot] = field(default_factory=Map)
    """The last own ballot of each member of the roll."""
    by_proxy: Map[str, Ballot] = field(default_factory=Map)
    """The last ballot by proxy for each member of the roll."""
    proxies: Map[str, frozenset[str]] = field(default_factory=Map)
    """By voter: the members its valid proxy ballots named."""

    def counted(self, member: str) -> Ballot | None:
        """Return the ballot that counts for a member: its own, else the last by proxy."""
        return self.own.get(member) or self.by_proxy.get(member)


@dataclass(frozen=True, slots=True)
class Act:
    """The last act of a party on an agreement."""

    ratified: bool
    index: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """One version of an agreement that is open for ratification or in force."""

    object_id: ObjectId
    record_id: RecordId
    author: str
    version: int
    needed: int
    parties: tuple[str, ...]
    ratify_by_ms: int
    in_force: bool = False
    acts: Map[str, Act] = field(default_factory=Map)

    @property
    def ratified_by(self) -> tuple[str, ...]:
        """The parties whose last act ratified it, sorted."""
        return tuple(sorted(member for member, act in self.acts.items() if act.ratified))


@dataclass(frozen=True, slots=True)
class Recovery:
    """Keys that replace all keys and nodes of a member unless one of its admin keys vetoes."""

    member: str
    record_id: RecordId
    index: int
    effective_ms: int
    keys: tuple[tuple[PublicKey, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """A record that is not served; `ends_ms` is None once the hold has ended."""

    index: int
    ends_ms: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Rights:
    """Who may do what: compared by identity, so that its digest is computed once."""

    network_id: bytes
    level: int = 1
    root: TrustRoot | None = None
    members: Map[str, Member] = field(default_factory=Map)
    keys: Map[KeyId, Key] = field(default_factory=Map)
    nodes: Map[str, Node] = field(default_factory=Map)
    """By `<member>/<node>`."""
    delegates: Map[str, Delegate] = field(default_factory=Map)
    """By `<member>/<delegate>`."""
    settings: Map[str, str] = field(default_factory=Map)
    """Settings that were ever set."""
    settings_changed: Map[str, int] = field(default_factory=Map)
    """Index of the last entry that set each."""
    proposals: Map[RecordId, Proposal] = field(default_factory=Map)
    agreements: Map[RecordId, Agreement] = field(default_factory=Map)
    recoveries: Map[str, Recovery] = field(default_factory=Map)
    """Pending ones, by member."""
    recovered: Map[str, int] = field(default_factory=Map)
    """Index at which the last recovery of each member took effect."""
    holds: Map[RecordId, Hold] = field(default_factory=Map)
    """Every record that is or was on hold."""
    redacted: Map[RecordId, int] = field(default_factory=Map)
    """Index of the redaction."""
    voids: Map[int, str] = field(default_factory=Map)
    """By index of the entry: the rule it broke."""
    next_deadline_ms: int = NEVER_MS
    """No timer has an earlier deadline; it may be earlier than the first timer."""


@dataclass(frozen=True, slots=True)
class State:
    """The state after entry `size` - 1."""

    rights: Rights
    size: int = 0
    log_time_ms: int = 0
    log_time_set: int = 0
    """Index of the entry that last set log time back; 0: none did."""

    @classmethod
    def start(cls, network_id: bytes) -> "State":
        """Return the state before entry 0 of the network with this id."""
        return cls(Rights(network_id))

    @property
    def parked(self) -> bool:
        """The log has a rule level above what this version folds: it must not fold on."""
        return self.rights.level > SUPPORTED_LEVEL
