"""From what people type to the actions of a proposal: each well-formed, and about what exists.

The fold judges an action when it is executed, weeks later. What could never be executed, such as a
setting that takes no such value, is refused here, before anybody votes on it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forsa.client.request import MAX_REQUEST_BYTES, parse_request
from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.governance.rules.records import HOLD_DAYS_BY_DECISION
from forsa.governance.settings import GROUP_PREFIX, is_setting
from forsa.governance.state import Role, State
from forsa.kinds.effects import parse_effect
from forsa.kinds.findings import shown
from forsa.kinds.registry import KINDS
from forsa.v1 import effects_pb2 as v1
from forsa.v1.trust_pb2 import MemberKey, Setting
from google.protobuf.message import Message

from forsa_node.finding import MIN_DIGITS, find_record
from forsa_node.governance.member_named import require_member
from forsa_node.reading import Stores

DECIDED: Final = "decided"
"""The reason code of what gives no other."""
_ACTS: Final = ("activate", "suspend", "reinstate", "expel")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a decision is to do, as people type it."""

    activate: tuple[str, ...] = ()
    """Members."""
    suspend: tuple[str, ...] = ()
    reinstate: tuple[str, ...] = ()
    expel: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """`MEMBER=ROLE`."""
    settings: tuple[str, ...] = ()
    """`NAME=VALUE`."""
    groups: tuple[str, ...] = ()
    """`ID=a,b`; nobody behind the sign empties the group."""
    redact: tuple[str, ...] = ()
    """Records, as people call them."""
    hold: tuple[str, ...] = ()
    """`WHICH:DAYS`."""
    release: tuple[str, ...] = ()
    revoke_keys: tuple[str, ...] = ()
    """Beginnings of key ids."""
    compromised_from: int = 0
    """Index from which what these keys signed is marked; 0: not stated."""
    recover: Path | None = None
    """The request of a member that begins anew."""
    reason: str = DECIDED
    """Code that all of them carry."""


def actions_of(wanted: Wanted, stores: Stores, state: State) -> list[v1.Action]:
    """The actions, in an order that does not depend on how they were typed.

    Raises:
        MalformedError: one of them is not well-formed, or a setting takes no such value.
        NotFoundError: there is no such member, record or key.
    """
    made = [
        *_acts(wanted, state),
        *_roles(wanted, state),
        *_settings(wanted, state),
        *_moderation(wanted, stores),
        *_keys(wanted, stores, state),
    ]
    return [_action(kind, effect) for kind, effect in made]


Made = Iterator[tuple[str, Message]]


def _action(kind: str, effect: Message) -> v1.Action:
    data = effect.SerializeToString(deterministic=True)
    parse_effect(KINDS[kind], data)
    return v1.Action(kind=kind, effect=data)


def _acts(wanted: Wanted, state: State) -> Made:
    for name in _ACTS:
        for member in _each(getattr(wanted, name)):
            require_member(state, member)
            yield f"member.{name}", v1.MemberAct(member=member, reason=wanted.reason)


def _roles(wanted: Wanted, state: State) -> Made:
    for text in wanted.roles:
        member, role = _split(text, "=", "MEMBER=ROLE")
        require_member(state, member)
        if role not in list(Role):
            raise MalformedError(
                f"{shown(role)} is no role; there are: {', '.join(Role)}",
                Reason.KIND_EFFECT_INVALID,
            )
        yield "member.role", v1.MemberRole(member=member, role=role)


def _settings(wanted: Wanted, state: State) -> Made:
    pairs = [_split(text, "=", "NAME=VALUE") for text in wanted.settings]
    for text in wanted.groups:
        group, members = _split(text, "=", "ID=a,b")
        sorted_members = ",".join(sorted({one.strip() for one in members.split(",") if one}))
        pairs.append((GROUP_PREFIX + group, sorted_members))
    if not pairs:
        return
    for name, value in pairs:
        if not is_setting(name, value, state.rights.members):
            raise MalformedError(
                f"no network has the setting {shown(name)}={shown(value)}",
                Reason.KIND_EFFECT_INVALID,
            )
    if len({name for name, _ in pairs}) < len(pairs):
        raise MalformedError("a setting is named twice", Reason.KIND_EFFECT_INVALID)
    settings = [Setting(name=name, value=value) for name, value in sorted(pairs)]
    yield "setting.change", v1.SettingChange(settings=settings)


def _moderation(wanted: Wanted, stores: Stores) -> Made:
    for which in wanted.redact:
        target = find_record(stores, which).record_id
        yield "record.redact", v1.RecordAct(target=target, reason=wanted.reason)
    for text in wanted.hold:
        which, days = _split(text, ":", "WHICH:DAYS")
        if not (_DAYS.fullmatch(days) and 1 <= int(days) <= HOLD_DAYS_BY_DECISION):
            raise MalformedError(
                f"a hold of {shown(days)} days; a decision gives 1 to {HOLD_DAYS_BY_DECISION}",
                Reason.KIND_EFFECT_INVALID,
            )
        target = find_record(stores, which).record_id
        yield "record.hold", v1.RecordHold(target=target, reason=wanted.reason, days=int(days))
    for which in wanted.release:
        target = find_record(stores, which).record_id
        yield "record.release", v1.RecordAct(target=target, reason=wanted.reason)


_DAYS: Final = re.compile(r"[1-9]\d{0,2}", re.ASCII)


def _keys(wanted: Wanted, stores: Stores, state: State) -> Made:
    for digits in wanted.revoke_keys:
        yield (
            "key.revoke",
            v1.KeyRevoke(
                key_id=_key_id(state, digits),
                reason=wanted.reason,
                compromised_from=wanted.compromised_from,
            ),
        )
    if wanted.recover is not None:
        yield "key.recover", _recovery(wanted.recover, stores, state)


def _key_id(state: State, text: str) -> bytes:
    digits = text.replace(" ", "").lower()
    found = [one for one in state.rights.keys if one.hex().startswith(digits)]
    if len(digits) < MIN_DIGITS or len(found) != 1:
        raise NotFoundError(
            f"{len(found)} keys of the network begin with {shown(text)}", Reason.RECORD_UNKNOWN
        )
    return found[0]


def _recovery(file: Path, stores: Stores, state: State) -> v1.KeyRecover:
    """The keys that a member asks for by the file of its new node."""
    with file.open("rb") as opened:
        request = parse_request(opened.read(MAX_REQUEST_BYTES + 1), stores.identity.network_id)
    require_member(state, request.member)
    keys = [
        MemberKey(public_key=one.public, purposes=one.purposes, proof=one.proof)
        for one in request.keys
    ]
    return v1.KeyRecover(member=request.member, keys=keys)


def _each(values: Iterable[str]) -> Iterator[str]:
    """The same members once, however often they are typed."""
    yield from dict.fromkeys(values)


def _split(text: str, sign: str, form: str) -> tuple[str, str]:
    before, found, after = text.rpartition(sign) if sign == ":" else text.partition(sign)
    if not found or not before:
        raise MalformedError(f"{shown(text)} is not written as {form}", Reason.KIND_EFFECT_INVALID)
    return before.strip(), after.strip()
