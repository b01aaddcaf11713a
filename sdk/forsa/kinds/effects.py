"""What is well-formed in each effect: one line a field, the same as in `docs/effects.md`.

Only the form is judged here. Whether a member exists, or a key may be admitted, is for the fold.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from google.protobuf.message import Message

from forsa.encoding import is_code, is_kind, is_member_id, parse_canonical
from forsa.errors import MalformedError, Reason
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.kinds.registry import Kind
from forsa.v1 import effects_pb2 as v1
from forsa.v1 import trust_pb2

MAX_EFFECT_BYTES: Final = 6 * 1024

Form = Callable[[Any], bool]
"""Whether the value of one field is well-formed."""

POWERS: Final = ("approve_outcomes", "publish", "sign_agreement", "vote")
CHOICES: Final = ("abstain", "against", "blank", "for")
ACTS: Final = ("ratify", "ratify_with_reservation", "refuse", "withdraw")


def _one_of(*names: str) -> Form:
    return frozenset(names).__contains__


def _size(*sizes: int) -> Form:
    return lambda value: len(value) in sizes


def _or_empty(form: Form) -> Form:
    return lambda value: not value or form(value)


def _any(_value: Any) -> bool:
    return True


def _sorted(values: Sequence[Any]) -> bool:
    return all(before < after for before, after in pairwise(values))


def _set_of(form: Form, *, empty: bool = False) -> Form:
    """Return the form of a list that is sorted bytewise, without doubles. Strings are UTF-8."""

    def check(values: Sequence[Any]) -> bool:
        if not values:
            return empty
        return all(map(form, values)) and _sorted(values)

    return check


def _set_of_messages(first_field: str) -> Form:
    """Return the form of a list of well-formed messages, sorted by their first field."""

    def check(values: Sequence[Any]) -> bool:
        keys = [getattr(value, first_field) for value in values]
        return bool(keys) and all(map(is_well_formed, values)) and _sorted(keys)

    return check


def _is_message(value: Any) -> bool:
    return is_well_formed(value)


def _positive(value: int) -> bool:
    return value > 0


_MEMBER = is_member_id
_NODE = is_member_id
_DELEGATE = is_member_id
_HASH = _size(32)
_KEY = _size(32)
_SIGNATURE = _size(64)
_CALL = (1, 2).__contains__
_ACT = {"member": _MEMBER, "reason": is_code}

FORMS: Final[Mapping[type[Message], Mapping[str, Form]]] = {
    trust_pb2.MemberKey: {
        "public_key": _KEY,
        "purposes": _set_of(_one_of("admin", "govern", "record")),
        "proof": _SIGNATURE,
    },
    trust_pb2.Setting: {"name": bool, "value": _any},
    v1.RootPublish: {"envelope": bool},
    v1.MemberAct: _ACT,
    v1.MemberAdmit: {
        "member": _MEMBER,
        "role": _one_of("member", "observer"),
        "keys": _set_of_messages("public_key"),
    },
    v1.MemberRole: {"member": _MEMBER, "role": _one_of("secretariat", "member", "observer")},
    v1.KeyAdd: {"key": _is_message},
    v1.KeyRevoke: {"key_id": _HASH, "reason": is_code, "compromised_from": _any},
    v1.KeyRecover: {"member": _MEMBER, "keys": _set_of_messages("public_key")},
    v1.NodeAdd: {
        "node": _NODE,
        "tls_spki_sha256": _size(0, 32),
        "witness_key": _KEY,
        "proof": _SIGNATURE,
    },
    v1.NodeRevoke: {"node": _NODE},
    v1.DelegateAppoint: {
        "delegate": _DELEGATE,
        "powers": _set_of(_one_of(*POWERS)),
        "key_ids": _set_of(_HASH),
        "from_ms": _any,
        "to_ms": _positive,
    },
    v1.DelegateRevoke: {"delegate": _DELEGATE},
    v1.SettingChange: {"settings": _set_of_messages("name")},
    v1.AgreementPublish: {
        "type": is_code,
        "version": _positive,
        "parties": _set_of(_MEMBER, empty=True),
        "needed": _positive,
        "ratify_by_ms": _any,
    },
    v1.AgreementRatify: {"act": _one_of(*ACTS)},
    v1.AssemblyCall: {"type": is_code, "call": _CALL, "starts_ms": _positive},
    v1.ProposalOpen: {
        "type": _one_of(*PROPOSAL_TYPES),
        "actions": lambda actions: all(map(is_well_formed, actions)),
        "closes_ms": _positive,
        "call": _CALL,
        "first_call": _size(0, 32),
        "assembly": _size(0, 32),
    },
    v1.Action: {"kind": is_kind, "effect": bool},
    v1.BallotCast: {
        "choice": _one_of(*CHOICES),
        "proxy_for": _or_empty(_MEMBER),
        "proxy_key_id": _size(0, 32),
        "proxy_sig": _size(0, 64),
    },
    v1.ObligationSet: {
        "code": is_code,
        "members": _set_of(_MEMBER, empty=True),
        "opens_ms": _any,
        "due_ms": _positive,
        "grace_days": _any,
        "evidence_kind": _or_empty(is_kind),
    },
    v1.ObligationSubmit: {"evidence": _size(0, 32)},
    v1.ObligationReview: {"result": _one_of("accepted", "returned")},
    v1.ObligationWaive: {"member": _MEMBER},
    v1.SanctionNotice: {"member": _MEMBER, "code": is_code, "hearing_ms": _any},
    v1.OutcomeRelease: {"preparer_key_id": _HASH, "preparer_sig": _SIGNATURE},
    v1.FlagRaise: {"reason": is_code},
    v1.RecordAct: {"target": _HASH, "reason": is_code},
    v1.RecordHold: {"target": _HASH, "reason": is_code, "days": _positive},
    v1.RedactDone: {"target": _HASH, "node": _NODE},
}
"""The form of every field of every effect, and of the messages inside."""


def _is_setting(setting: Any) -> bool:
    return bool(setting.value or setting.name.startswith("group."))


def _is_proposal(effect: Any) -> bool:
    return bool(effect.first_call) is bool(effect.call == 2)


def _is_ballot(effect: Any) -> bool:
    proxy = (bool(effect.proxy_for), bool(effect.proxy_key_id), bool(effect.proxy_sig))
    return all(proxy) or not any(proxy)


ACROSS: Final[Mapping[type[Message], Form]] = {
    trust_pb2.Setting: _is_setting,
    v1.ProposalOpen: _is_proposal,
    v1.BallotCast: _is_ballot,
}
"""What holds between fields of one message."""


def is_well_formed(message: Message) -> bool:
    """Tell whether every field of an effect, or of a message inside one, has its form."""
    forms = FORMS[type(message)]
    if not all(form(getattr(message, name)) for name, form in forms.items()):
        return False
    return _fits_across(message)


def _fits_across(message: Message) -> bool:
    across = ACROSS.get(type(message))
    return True if across is None else across(message)


def parse_effect(kind: Kind, data: bytes) -> Message | None:
    """Read the effect of a record of `kind`; None for a kind without one.

    An unknown kind has no effect that anyone reads: any bytes do.

    Raises:
        MalformedError: `KIND_EFFECT_INVALID`: not canonical, not well-formed, or an effect on a
            kind that has none.
    """
    if not kind.known:
        return None
    if kind.effect is None:
        if data:
            raise MalformedError(
                f"{kind.name} has no effect, but the header carries {len(data)} bytes of one",
                Reason.KIND_EFFECT_INVALID,
                kind=kind.name,
            )
        return None
    effect = parse_canonical(kind.effect, data, Reason.KIND_EFFECT_INVALID)
    for name, form in FORMS[kind.effect].items():
        if not form(getattr(effect, name)):
            raise _malformed(kind, name)
    if not _fits_across(effect):
        raise _malformed(kind, "fields that go together")
    return effect


def _malformed(kind: Kind, field: str) -> MalformedError:
    return MalformedError(
        f"the effect of {kind.name} is not well-formed: {field}",
        Reason.KIND_EFFECT_INVALID,
        kind=kind.name,
        field=field,
    )
