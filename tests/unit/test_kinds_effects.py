"""What is well-formed in each effect: in code, in the docs, and tried field by field."""

import re
from pathlib import Path
from typing import Any

import pytest
from forsa.errors import MalformedError, Reason
from forsa.kinds.effects import FORMS, is_well_formed, parse_effect
from forsa.kinds.registry import KINDS, kind_of
from forsa.v1 import effects_pb2 as v1
from forsa.v1.trust_pb2 import MemberKey, Setting
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

DOCS = (Path(__file__).parents[2] / "docs" / "effects.md").read_text()
DOCUMENTED = re.findall(r"^\| (\w+) \| `(\w+)` \| (.+) \|$", DOCS, re.MULTILINE)
HASH, SIGNATURE = bytes(range(32)), bytes(range(64))
KEY = MemberKey(public_key=HASH, purposes=["admin", "record"], proof=SIGNATURE)

GOOD: dict[str, Message] = {
    "root.publish": v1.RootPublish(envelope=b"envelope"),
    "member.admit": v1.MemberAdmit(member="emir", role="observer", keys=[KEY]),
    "member.suspend": v1.MemberAct(member="emir", reason="statutes_7"),
    "member.role": v1.MemberRole(member="emir", role="secretariat"),
    "key.add": v1.KeyAdd(key=KEY),
    "key.revoke": v1.KeyRevoke(key_id=HASH, reason="lost"),
    "key.recover": v1.KeyRecover(member="emir", keys=[KEY]),
    "node.add": v1.NodeAdd(node="n1", witness_key=HASH, proof=SIGNATURE),
    "node.revoke": v1.NodeRevoke(node="n1"),
    "delegate.appoint": v1.DelegateAppoint(
        delegate="d1", powers=["publish", "vote"], key_ids=[HASH], to_ms=1
    ),
    "delegate.revoke": v1.DelegateRevoke(delegate="d1"),
    "setting.change": v1.SettingChange(settings=[Setting(name="group.data", value="")]),
    "agreement.publish": v1.AgreementPublish(type="charter", version=1, needed=1),
    "agreement.ratify": v1.AgreementRatify(act="ratify"),
    "assembly.call": v1.AssemblyCall(type="ordinary", call=1, starts_ms=1),
    "proposal.open": v1.ProposalOpen(
        type="dues",
        actions=[v1.Action(kind="member.role", effect=b"x")],
        closes_ms=1,
        call=2,
        first_call=HASH,
    ),
    "ballot.cast": v1.BallotCast(
        choice="for", proxy_for="emir", proxy_key_id=HASH, proxy_sig=SIGNATURE
    ),
    "obligation.set": v1.ObligationSet(code="report", members=["amal", "badr"], due_ms=1),
    "obligation.submit": v1.ObligationSubmit(),
    "obligation.review": v1.ObligationReview(result="returned"),
    "obligation.waive": v1.ObligationWaive(member="emir"),
    "sanction.notice": v1.SanctionNotice(member="emir", code="warning"),
    "outcome.release": v1.OutcomeRelease(preparer_key_id=HASH, preparer_sig=SIGNATURE),
    "flag.raise": v1.FlagRaise(reason="privacy"),
    "record.redact": v1.RecordAct(target=HASH, reason="privacy"),
    "record.hold": v1.RecordHold(target=HASH, reason="privacy", days=1),
    "record.redact_done": v1.RedactDone(target=HASH, node="n1"),
}
MAY_BE_EMPTY = {
    (message, field)
    for message, field, form in DOCUMENTED
    if "may be" in form or "0 =" in form or "empty =" in form
}
FIELDS = [
    (kind, field.name) for kind, effect in GOOD.items() for field in type(effect).DESCRIPTOR.fields
]


def read(kind: str, effect: Message) -> Message | None:
    """Read an effect as the fold does."""
    return parse_effect(KINDS[kind], effect.SerializeToString(deterministic=True))


def changed(effect: Message, field: str, value: Any) -> Message:
    """Return a copy with another value in one field."""
    copy = type(effect)()
    copy.CopyFrom(effect)
    copy.ClearField(field)
    if isinstance(value, list):
        getattr(copy, field).extend(value)
    elif value is not None:
        setattr(copy, field, value)
    return copy


def test_there_is_a_good_example_of_every_effect() -> None:
    """A refusal proves nothing about a message that is never accepted."""
    examples = {type(effect) for effect in GOOD.values()}

    assert examples == {kind.effect for kind in KINDS.values() if kind.effect is not None}


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_effect_is_read(kind: str) -> None:
    """What must be refused stands beside what must be accepted."""
    assert read(kind, GOOD[kind]) == GOOD[kind]


def test_every_field_of_every_effect_has_a_form_and_a_line_in_the_docs() -> None:
    """A field nobody judged is a field in which anything travels, signed and kept for ever."""
    judged = [
        (message.DESCRIPTOR.name, field) for message, forms in FORMS.items() for field in forms
    ]
    declared = [
        (message.DESCRIPTOR.name, field.name)
        for message in FORMS
        for field in message.DESCRIPTOR.fields
    ]

    assert judged == declared
    assert [(message, field) for message, field, _ in DOCUMENTED] == judged


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_only_the_named_fields_may_be_empty(kind: str, field: str) -> None:
    """Two programs that differ here would void each other's records."""
    effect = GOOD[kind]
    empty = changed(effect, field, None)
    name = type(effect).DESCRIPTOR.name
    goes_together = (name, field) in {
        ("ProposalOpen", "first_call"),
        *(("BallotCast", f) for f in ("proxy_for", "proxy_key_id", "proxy_sig")),
    }
    allowed = (name, field) in MAY_BE_EMPTY and not goes_together

    assert is_well_formed(empty) == allowed


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_a_value_of_another_form_is_refused(kind: str, field: str) -> None:
    """Free text in an effect could never be erased."""
    effect = GOOD[kind]
    descriptor = type(effect).DESCRIPTOR.fields_by_name[field]
    if descriptor.type in (FieldDescriptor.TYPE_MESSAGE, FieldDescriptor.TYPE_UINT64):
        return
    if (kind, field) == ("root.publish", "envelope"):
        return  # judged whole, by the rules of trust roots
    values = {
        FieldDescriptor.TYPE_STRING: "Not A Code!",
        FieldDescriptor.TYPE_BYTES: b"33 bytes are no hash, key or sig!",
        FieldDescriptor.TYPE_UINT32: 3,
    }
    value: Any = values[descriptor.type]
    wrong = changed(effect, field, [value] if descriptor.is_repeated else value)
    free_number = field in ("version", "needed", "days", "grace_days")

    assert is_well_formed(wrong) == free_number


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("delegate.appoint", "powers", ["vote", "publish"]),
        ("delegate.appoint", "powers", ["vote", "vote"]),
        ("delegate.appoint", "key_ids", [HASH, bytes(32)]),
        ("obligation.set", "members", ["badr", "amal"]),
        ("member.admit", "keys", [KEY, KEY]),
        (
            "setting.change",
            "settings",
            [Setting(name="b", value="1"), Setting(name="a", value="1")],
        ),
        ("setting.change", "settings", [Setting(name="app.x", value="")]),
        ("proposal.open", "call", 1),
        ("ballot.cast", "proxy_for", None),
        ("proposal.open", "type", "coronation"),
    ],
)
def test_lists_are_sorted_and_fields_go_together(kind: str, field: str, value: Any) -> None:
    """One fact, one spelling: else one decision would have several record ids."""
    with pytest.raises(MalformedError) as refused:
        read(kind, changed(GOOD[kind], field, value))

    assert refused.value.reason is Reason.KIND_EFFECT_INVALID


def test_an_effect_on_a_kind_without_one_is_refused() -> None:
    """Bytes that nobody reads must not be signed into the log."""
    assert parse_effect(KINDS["practice.report"], b"") is None
    with pytest.raises(MalformedError) as refused:
        parse_effect(KINDS["practice.report"], b"\x0a\x01x")

    assert refused.value.reason is Reason.KIND_EFFECT_INVALID


def test_an_unknown_kind_may_carry_any_effect() -> None:
    """Programs of tomorrow know what it means; ours relays it."""
    unknown = kind_of("recipe.share")

    assert unknown is not None
    assert parse_effect(unknown, b"\xff\xff not protobuf") is None


def test_an_integer_over_two_to_the_53_is_refused() -> None:
    """Sums of times would overflow in some languages, and folds would part ways."""
    with pytest.raises(MalformedError):
        read("delegate.appoint", changed(GOOD["delegate.appoint"], "to_ms", 2**53))

    assert read("delegate.appoint", changed(GOOD["delegate.appoint"], "to_ms", 2**53 - 1))
