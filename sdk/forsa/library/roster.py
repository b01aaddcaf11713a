"""The roster: the mailboxes and centres that members publish of themselves.

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
    centres: tuple[str, ...] = ()
    """Codes of its centres, sorted; none: it names none, or its text is not here."""


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
            profile = Profile(record.record_id, mailbox, centres_in(body))
            profiles = profiles.set(header.member, profile)
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

    def centres_of(self, member: str, state: State, fresh_ms: int = 0) -> tuple[str, ...]:
        """Codes of a member's centres, sorted; none if its profile may not be shown.

        Args:
            member: Of the network.
            state: The newest one.
            fresh_ms: As `body_state` has it.
        """
        newest = self.profiles.get(member)
        if newest is None or body_state(state, newest.record_id, fresh_ms) is not BodyState.SERVED:
            return ()
        return newest.centres

    def all_mailboxes(self) -> frozenset[str]:
        """The same for who was given no text but those that are shown."""
        return frozenset(one.mailbox for one in self.profiles.values() if one.mailbox)


def centres_in(body: bytes | None) -> tuple[str, ...]:
    """Codes of the centres that a profile names, sorted; None, or no profile, names none."""
    message: Any = parse_body(PROFILE, body)
    return () if message is None else tuple(sorted(one.code for one in message.centres))
