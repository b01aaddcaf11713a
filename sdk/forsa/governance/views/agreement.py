"""An agreement as everybody can tell it from the log: the values alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from forsa.envelope import RecordId
from forsa.governance.audience import BodyState
from forsa.governance.state import ObjectId, Status
from forsa.v1.governance_pb2 import Agreement

Dates = Literal["before", "within", "after", "none"]


class Stand(StrEnum):
    """Where a version stands for the network."""

    OPEN = "open"
    """Parties may ratify it; too few have."""
    EXPIRED = "expired"
    """The last day to ratify is over, and too few had."""
    IN_FORCE = "in_force"
    """Enough parties ratified it; what one of them does later takes it off nobody else."""
    REPLACED = "replaced"
    """A later version is in force."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the log, and when the hub placed it."""

    index: int
    log_time_ms: int


@dataclass(frozen=True, slots=True)
class Span:
    """From an entry to before another one."""

    since: Moment
    until: Moment | None
    """None: still."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a party did with a text; its last act counts."""

    act: str
    """`ratify`, `ratify_with_reservation`, `refuse` or `withdraw`."""
    record_id: RecordId
    at: Moment
    reservation: Mapping[str, str]
    """By language; empty: none, or none that can be shown."""
    minutes_sha256: bytes
    """Of the minutes that decided it: 32 bytes, or empty."""
    date: str
    """Of that decision, as the party says; empty: it does not."""
    is_missing: bool
    """It has words of the party that are not here or may not be shown."""

    @property
    def ratified(self) -> bool:
        """Whether it counts as a ratification."""
        return self.act in ("ratify", "ratify_with_reservation")


@dataclass(frozen=True, slots=True)
class Party:
    """A member that the version names, and what it did with it."""

    member: str
    status: Status | None
    """As a member of the network; None: it is none."""
    acts: tuple[Act, ...]
    """By index."""
    in_force: tuple[Span, ...]
    """When the version was in force for it: it had ratified, and enough parties had."""

    @property
    def last(self) -> Act | None:
        """The act that counts; None: it has not acted."""
        return self.acts[-1] if self.acts else None

    @property
    def ratified(self) -> bool:
        """Whether its last act ratified the version."""
        return self.last is not None and self.last.ratified

    @property
    def is_bound(self) -> bool:
        """Whether the version is in force for it."""
        return bool(self.in_force) and self.in_force[-1].until is None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an agreement."""

    record_id: RecordId
    object_id: ObjectId
    type: str
    version: int
    author: str
    """Who published it; of a text that was voted on, who executed the decision."""
    proposal: RecordId | None
    """The decision that it executes; None: its author published it by itself."""
    published: Moment
    audience: str
    needed: int
    parties: tuple[Party, ...]
    """By member id."""
    ratify_by_ms: int
    """Last millisecond of log time to ratify; 0: no limit."""
    stand: Stand
    in_force: Span | None
    """For the network; None: it never was."""
    text: Agreement | None
    """None: not here, on hold or erased; `body_state` says which."""
    body_state: BodyState

    @property
    def ratified(self) -> tuple[str, ...]:
        """The parties whose last act ratified it, sorted."""
        return tuple(one.member for one in self.parties if one.ratified)

    @property
    def lacking(self) -> int:
        """How many ratifications it lacks to be in force; 0 once it was."""
        return 0 if self.in_force else max(0, self.needed - len(self.ratified))

    def of(self, member: str) -> Party | None:
        """A party; None: the version does not name the member."""
        return next((one for one in self.parties if one.member == member), None)

    def dates(self, day: str) -> Dates:
        """Where a day (`2026-11-26`) lies in the term that the text itself names.

        That is the text's word. Whether the version is in force is counted from ratifications
        alone; people are shown both.
        """
        if self.text is None or not (self.text.valid_from or self.text.valid_to):
            return "none"
        if self.text.valid_from and day < self.text.valid_from:
            return "before"
        return "after" if self.text.valid_to and day > self.text.valid_to else "within"


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """An agreement with all its versions."""

    object_id: ObjectId
    type: str
    versions: tuple[Version, ...]
    """The oldest first."""

    @property
    def newest(self) -> Version:
        """The last one that was published, in force or not."""
        return self.versions[-1]

    @property
    def in_force(self) -> Version | None:
        """The version that is in force for the network; None: none is."""
        return next((one for one in self.versions if one.stand is Stand.IN_FORCE), None)

    def for_member(self, member: str) -> Version | None:
        """The version that is in force for a member; None: none is."""
        found = (one for one in self.versions if (party := one.of(member)) and party.is_bound)
        return next(found, None)

    def ratified_before(self, member: str, version: int) -> Version | None:
        """The newest version before this one that a member ratified; None: it ratified none.

        A new version needs a new ratification; what such a member has to read again is what
        changed since.
        """
        earlier = [
            one
            for one in self.versions
            if one.version < version and (party := one.of(member)) is not None and party.ratified
        ]
        return earlier[-1] if earlier else None
