"""The mailboxes of the roster: those that members publish of themselves as their association's.

The newest profile of each member counts, as long as its text may be shown. One mailbox a member: so
much, and no more, can a member make the text scan pass (decision 0021).
"""

from dataclasses import dataclass, field
from typing import Any, Final

from immutables import Map

from forsa.envelope import Record, RecordId
from forsa.governance.audience import BodyState, body_state
from forsa.governance.outcomes import WITHDRAWAL
from forsa.governance.state import State
from forsa.library.cards import parse_body
from forsa.v1.effects_pb2 import RecordAct

PROFILE: Final = "member.profile"
KINDS: Final = (PROFILE, WITHDRAWAL)
"""Of the records that change it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What counts of a member's newest profile."""

    record_id: RecordId
    mailbox: str
    """Case folded; empty: it names none, or its text is not here."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The profiles of the first `size` entries of a log."""

    size: int = 0
    profiles: Map[str, Profile] = field(default_factory=Map)
    """By member."""

    def after(self, index: int, record: Record, body: bytes | None) -> "Roster":
        """The roster once the valid record at `index` >= `size` is logged, too.

        Args:
            index: Of its entry.
            record: Of any kind.
            body: None: it has none, or none that may be shown.
        """
        header, profiles = record.header, self.profiles
        if header.kind == PROFILE:
            message: Any = parse_body(PROFILE, body)
            mailbox = "" if message is None else message.contact.casefold()
            profiles = profiles.set(header.member, Profile(record.record_id, mailbox))
        elif header.kind == WITHDRAWAL:
            newest = profiles.get(header.member)
            if newest and newest.record_id == RecordAct.FromString(header.effect).target:
                profiles = profiles.delete(header.member)
        return Roster(index + 1, profiles)

    def mailboxes(self, state: State, fresh_ms: int = 0) -> frozenset[str]:
        """The mailboxes of profiles whose text is neither on hold nor erased.

        Args:
            state: The newest one.
            fresh_ms: As `body_state` has it.
        """
        return frozenset(
            one.mailbox
            for one in self.profiles.values()
            if one.mailbox and body_state(state, one.record_id, fresh_ms) is BodyState.SERVED
        )

    def all_mailboxes(self) -> frozenset[str]:
        """The same for who was given no text but those that are shown."""
        return frozenset(one.mailbox for one in self.profiles.values() if one.mailbox)
