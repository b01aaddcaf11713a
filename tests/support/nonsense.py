"""Records that nobody should send: any kind by anybody about anything, from one seed."""

import random
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any, Final, TypeVar

from forsa.encoding import format_canonical
from forsa.envelope import RECORD_TYPE, Record, pae
from forsa.errors import ForsaError
from forsa.kinds.effects import parse_effect
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.kinds.registry import KINDS, Kind, Mark
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Envelope, Observed, RecordHeader, Signature
from forsa.v1.trust_pb2 import MemberKey, Setting
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog, key_named

AnyMessage = TypeVar("AnyMessage", bound=Message)
MEMBERS: Final = ("amal", "badr", "cyn", "dalia", "farid")
PEOPLE: Final = (*MEMBERS, *MEMBERS, "academy", OFFICE, OFFICE, "emir", "nobody")
"""Members, an observer, the office, one who may be admitted, and one who never is."""
KINDS_TRIED: Final = (*KINDS, "recipe.share", "member.dance")
WORDS: Final[dict[str, Sequence[str]]] = {
    "member": PEOPLE,
    "proxy_for": ("", *PEOPLE),
    "role": ("member", "observer", "secretariat", "king"),
    "choice": ("for", "against", "abstain", "blank", "perhaps"),
    "act": ("ratify", "ratify_with_reservation", "refuse", "withdraw", "applaud"),
    "type": (*PROPOSAL_TYPES, "partnership", "charter"),
    "kind": tuple(KINDS),
    "name": ("proxies_max", "voting_min_hours", "group.data", "app.x", "app.x", "secret"),
    "value": ("1", "1", "2", "2", "yes", "simple none", "amal,cyn", "badr,amal", "", "\n"),
    "node": ("n1", "n2"),
    "delegate": ("sara", "omar"),
    "parties": PEOPLE,
    "powers": ("approve_outcomes", "publish", "sign_agreement", "vote", "fly"),
    "purposes": ("admin", "govern", "record", "rule"),
    "result": ("accepted", "returned"),
    "evidence_kind": ("", "practice.report"),
}


class Nonsense:
    """Draws records and parts of them, against a log and what was made for it so far."""

    def __init__(self, rng: random.Random, log: FoldedLog, made: list[Record]) -> None:
        self.rng = rng
        self.log = log
        self.made = made

    def drawn(self) -> Record:
        """Any kind by anybody about anything."""
        kind, member = self.rng.choice(KINDS_TRIED), self.rng.choice(PEOPLE)
        line = KINDS.get(kind)
        effect: Message | bytes = self.rng.randbytes(self.rng.randrange(40))
        if line is not None and line.effect is not None and self.rng.random() < 0.9:
            effect = self.effect(kind)
        elif self.rng.random() < 0.7:
            effect = b""
        return self.log.record(
            member,
            kind,
            effect,
            key=key_named(self.rng.choice(PEOPLE)) if self.rng.random() < 0.1 else None,
            parent=self._parent(line),
            object_id=self._object() if self.rng.random() < 0.1 else None,
            audience=self.rng.choice((*(["public"] * 9), "network", "data", "nowhere")),
            observed=self._observed(),
        )

    def spoiled(self, record: Record) -> bytes:
        """Change a field of the header, and sign again what no author's program would sign."""
        header = RecordHeader()
        header.CopyFrom(record.header)
        field = self.rng.choice(
            ("network_id", "key_id", "object_id", "min_level", "kind", "region")
        )
        match field:
            case "min_level":
                header.min_level = self.rng.choice((0, 2, 2**32 - 1))
            case "kind" | "region":
                setattr(header, field, self.rng.choice(("Recipe Share", "x" * 65, "member.dance")))
            case _:
                setattr(header, field, self.rng.randbytes(self.rng.choice((0, 16, 32))))
        payload, signer = format_canonical(header), key_named(header.member)
        sig = signer.sign(pae(RECORD_TYPE, payload))
        signature = Signature(sig=sig, keyid=header.key_id.hex())
        envelope = Envelope(payload=payload, payloadType=RECORD_TYPE, signatures=[signature])
        return format_canonical(envelope)

    def _observed(self) -> Observed | None:
        match self.rng.randrange(4):
            case 0:
                return None
            case 1:
                return self.log.seen(self.rng.randint(1, self.log.state.size))
            case 2:
                return self.log.seen()
            case _:
                false = self.rng.random() < 0.3
                size = self.rng.randint(1, self.log.state.size)
                return Observed(size=size, root=bytes(32)) if false else self.log.seen()

    def _parent(self, line: Kind | None) -> bytes:
        """Mostly one that fits the kind."""
        if self.rng.random() < 0.1:
            return self._id()
        if line is None or line.mark is not Mark.TARGET:
            return b""
        return self._id(line.targets)

    def _id(self, kinds: Collection[str] = ()) -> bytes:
        known = [r.record_id for r in self.made[-60:] if not kinds or r.header.kind in kinds]
        return self.rng.choice(known) if known else self.rng.randbytes(32)

    def _object(self) -> bytes:
        known = [record.header.object_id for record in self.made[-30:]]
        return self.rng.choice(known) if known else bytes(16)

    def well_formed(self, kind: str) -> bytes:
        """Return an effect that may be voted on, if one is drawn soon."""
        data = b""
        for _ in range(12):
            data = self.effect(kind).SerializeToString(deterministic=True)
            with suppress(ForsaError):
                parse_effect(KINDS[kind], data)
                return data
        return data

    def effect(self, kind: str) -> Message:
        line = KINDS[kind].effect
        if kind == "key.recover" and self.rng.random() < 0.8:
            member = self.rng.choice(PEOPLE)
            key = self.log.new_key(member, f"key {self.rng.randrange(40)}")
            return v1.KeyRecover(member=member, keys=[key])
        if kind == "agreement.publish" and self.rng.random() < 0.8:
            return v1.AgreementPublish(type="charter", version=1, needed=1)
        return v1.MemberAct() if line is None else self._filled(line())

    def _filled(self, message: AnyMessage) -> AnyMessage:
        """Fill every field with something that might belong there."""
        for field in message.DESCRIPTOR.fields:
            if self.rng.random() < 0.1:
                continue
            if field.is_repeated:
                drawn = [self._value(field) for _ in range(self.rng.randrange(1, 3))]
                unique_ones = {repr(one): one for one in drawn}
                getattr(message, field.name).extend(v for _, v in sorted(unique_ones.items()))
            elif field.message_type is not None:
                getattr(message, field.name).CopyFrom(self._value(field))
            else:
                setattr(message, field.name, self._value(field))
        return message

    def _value(self, field: Any) -> Any:
        if field.message_type is not None:
            return self._message(field.message_type.name)
        if field.type == FieldDescriptor.TYPE_STRING:
            words = WORDS.get(field.name) or WORDS.get(field.name.rstrip("s")) or ("told",)
            return self.rng.choice(words)
        if field.type == FieldDescriptor.TYPE_BYTES:
            return self._bytes(field.name)
        later = self.log.now_ms + DAY_MS
        long = field.type == FieldDescriptor.TYPE_UINT64
        return self.rng.choice((0, later, later, 2**53) if long else (0, 1, 1, 2, 14, 400))

    def _message(self, name: str) -> Message:
        if name == "MemberKey":
            member = self.rng.choice(PEOPLE)
            good = self.log.new_key(member, f"key {self.rng.randrange(40)}")
            return good if self.rng.random() < 0.7 else self._filled(MemberKey())
        if name == "Setting":
            return self._filled(Setting())
        kind = self.rng.choice(list(KINDS))
        return v1.Action(kind=kind, effect=self.effect(kind).SerializeToString())

    def _bytes(self, name: str) -> bytes:
        if name in ("target", "first_call", "evidence", "assembly"):
            return self._id()
        if "key_id" in name:
            return key_named(self.rng.choice(PEOPLE)).key_id
        return self.rng.randbytes(self.rng.choice((0, 32, 32, 64)))
