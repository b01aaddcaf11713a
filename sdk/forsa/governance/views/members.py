"""A member as people see it: how it stands since when, what it may do now, and its keys.

What it may do is asked of the functions that judge its records (V8 and the authority of V14), so
that no screen says yes where the log says no. Nothing here is counted or decided.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from forsa.envelope import RecordId
from forsa.governance.audience import NETWORK, audiences_of
from forsa.governance.authority import has_authority
from forsa.governance.history import Part
from forsa.governance.settings import setting
from forsa.governance.state import Delegate, Member, Node, Recovery, Role, State, Status
from forsa.governance.validate import check_status
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.governance.views.now import delegates_of, keys_of, nodes_of
from forsa.keys import KeyId, PublicKey
from forsa.kinds.registry import KINDS
from forsa.v1.effects_pb2 import KeyRevoke

KIND_NAMES: Final = (
    "root.publish",
    "member.admit",
    "member.activate",
    "member.role",
    "member.suspend",
    "member.reinstate",
    "member.withdraw",
    "member.expel",
    "member.profile",
    "proposal.open",
    "key.add",
    "key.revoke",
    "key.recover",
    "key.veto",
    "node.add",
    "node.revoke",
    "delegate.appoint",
    "delegate.revoke",
    "record.withdraw",
)
"""What the chronicle of these views has to hold."""


class Why(StrEnum):
    """Why a member may not do something now."""

    STATUS = "status"
    ROLE = "role"
    SETTING = "setting"
    """The setting `secretariat_votes` is `no`."""


@dataclass(frozen=True, slots=True)
class May:
    """One thing people ask about, and whether the member may do it now."""

    what: str
    """One of `ABILITIES`, or `read`."""
    why_not: Why | None = None
    """None: it may."""


ABILITIES: Final = {
    "publish": "practice.report",
    "comment": "comment.publish",
    "vote": "ballot.cast",
    "propose": "proposal.open",
    "ratify": "agreement.ratify",
    "office": "assembly.call",
    "appeal": "appeal.open",
    "leave": "member.withdraw",
    "keys": "key.add",
    "revoke": "key.revoke",
}
"""What people ask about, and the kind of record that answers for it."""


def abilities(state: State, member: Member) -> tuple[May, ...]:
    """What a member may do after the newest entry: reading first, then as in `ABILITIES`."""
    reads = NETWORK in audiences_of(state, member.id)
    done = [May(what, _why_not(state, member, kind)) for what, kind in ABILITIES.items()]
    return (May("read", None if reads else Why.STATUS), *done)


def _why_not(state: State, member: Member, name: str) -> Why | None:
    kind = KINDS[name]
    if check_status(member, kind) is not None:
        return Why.STATUS
    if not has_authority(member, kind):
        return _lacks(member, name)
    is_office = member.role is Role.SECRETARIAT
    if name == "ballot.cast" and is_office and setting(state.rights, "secretariat_votes") == "no":
        return Why.SETTING
    return None


def _lacks(member: Member, name: str) -> Why:
    """Role or status: would the same member, active, have the authority?"""
    active = Member(member.id, member.role, Status.ACTIVE, member.changed)
    return Why.STATUS if has_authority(active, KINDS[name]) else Why.ROLE


@dataclass(frozen=True, slots=True)
class Change:
    """A record that gave a member its role or status."""

    index: int
    log_time_ms: int
    role: Role
    status: Status
    kind: str
    """`root.publish`: a member of the first hour."""
    record_id: RecordId | None
    by: str
    """The member that published it."""
    reason: str
    """Its reason code; empty: it has none."""
    proposal: RecordId | None
    """The decision that it executed."""


@dataclass(frozen=True, slots=True)
class KeyCard:
    """A key of a member, for ever."""

    key_id: KeyId
    public: PublicKey
    purposes: tuple[str, ...]
    added: int
    added_ms: int | None
    """Log time of that entry; None: it was a recovery that took effect, or is not known here."""
    revoked: int | None
    revoked_ms: int | None
    reason: str
    """Of its revocation."""
    compromised_from: int | None
    """Its records from this index on are marked."""
    delegate: str | None


@dataclass(frozen=True, slots=True)
class MemberCard:
    """All that the log says about one member."""

    member: Member
    changes: tuple[Change, ...]
    """The first admitted it; the last says since when it stands as it does."""
    may: tuple[May, ...]
    keys: tuple[KeyCard, ...]
    nodes: tuple[Node, ...]
    delegates: tuple[Delegate, ...]
    profile: Event | None
    """The newest that its author did not take back."""
    sponsors: tuple[str, ...]
    """The seconders of the proposal that made it active, as its proposer names them."""
    proposer: str
    """Who opened that proposal; empty: it took none."""
    recovery: Recovery | None
    """Pending."""

    @property
    def since(self) -> Change | None:
        """The change that made it what it is; None: this chronicle does not have it."""
        return self.changes[-1] if self.changes else None


def member_cards(chronicle: Chronicle) -> tuple[MemberCard, ...]:
    """All members there ever were, by id."""
    members = chronicle.state.rights.members
    profiles = _profiles(chronicle)
    return tuple(_card(chronicle, members[one], profiles) for one in sorted(members))


def member_card(chronicle: Chronicle, member: Member) -> MemberCard:
    """What the log says about a member of the newest state."""
    return _card(chronicle, member, _profiles(chronicle))


def _card(chronicle: Chronicle, member: Member, profiles: Mapping[str, Event]) -> MemberCard:
    state = chronicle.state
    changes = tuple(_changes(chronicle, member.id))
    admission = _admission(chronicle, changes)
    seconders = () if admission is None or admission.body is None else _seconders(admission)
    return MemberCard(
        member,
        changes,
        abilities(state, member),
        tuple(key_cards(chronicle, member.id)),
        nodes_of(state, member.id),
        delegates_of(state, member.id),
        profiles.get(member.id),
        seconders,
        "" if admission is None else admission.member,
        state.rights.recoveries.get(member.id),
    )


def _changes(chronicle: Chronicle, member: str) -> Iterator[Change]:
    for past in chronicle.turns(Part.MEMBER, member):
        found, event = past.turn.value, chronicle.at(past.index)
        if isinstance(found, Member) and event is not None:
            effect: Any = event.effect
            yield Change(
                past.index,
                past.log_time_ms,
                found.role,
                found.status,
                event.kind,
                event.record_id,
                event.member,
                getattr(effect, "reason", ""),
                RecordId(event.header.parent) if event.header.parent else None,
            )


def _admission(chronicle: Chronicle, changes: Iterable[Change]) -> Event | None:
    """The proposal behind the last activation."""
    activated = [one for one in changes if one.kind == "member.activate"]
    if not activated or activated[-1].proposal is None:
        return None
    return chronicle.by_id(activated[-1].proposal)


def _seconders(admission: Event) -> tuple[str, ...]:
    body: Any = admission.body
    return tuple(body.seconders)


def _profiles(chronicle: Chronicle) -> Mapping[str, Event]:
    """The newest profile of each member, as long as it stands."""
    newest = {one.member: one for one in chronicle.newest("member.profile")}
    return {
        member: one for member, one in newest.items() if chronicle.withdrawn(one.record_id) is None
    }


def key_cards(chronicle: Chronicle, member: str) -> Iterator[KeyCard]:
    """The keys a member ever had, by when they were added."""
    revoked = (KeyRevoke.FromString(one.header.effect) for one in chronicle.of("key.revoke"))
    reasons = {effect.key_id: effect.reason for effect in revoked}
    for key_id, key in keys_of(chronicle.state, member).items():
        yield KeyCard(
            key_id,
            key.public,
            key.purposes,
            key.added,
            chronicle.time_at(key.added),
            key.revoked,
            None if key.revoked is None else chronicle.time_at(key.revoked),
            "" if key.revoked is None else reasons.get(key_id, ""),
            key.compromised_from,
            key.delegate,
        )


def marked(events: Iterable[Event], key_id: KeyId, compromised_from: int) -> tuple[Event, ...]:
    """The records that are marked if a key counts as stolen from an index on.

    They stay valid: what they did is not undone. People look at them again.

    Args:
        events: By the member, of any kind, by index.
        key_id: Of the key.
        compromised_from: The first index from which somebody else may have had it.
    """
    return tuple(
        one for one in events if one.index >= compromised_from and one.header.key_id == key_id
    )


def living_admins(state: State, member: str, without: Iterable[KeyId] = ()) -> int:
    """How many keys of a member could add others, if those of `without` ended now."""
    gone = set(without)
    return sum(
        "admin" in key.purposes and key.revoked is None and key_id not in gone
        for key_id, key in keys_of(state, member).items()
    )
