"""Records at random: sensible ones, so that a network lives, and every sort of nonsense between.

What is drawn comes from one seed; the same seed gives the same log, byte for byte.
"""

import random
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from copy import copy
from functools import cache
from typing import Any, Final, TypeVar

from forsa.encoding import format_canonical
from forsa.entry import LogEntry
from forsa.envelope import RECORD_TYPE, Record, pae
from forsa.errors import ForsaError
from forsa.governance.state import Result, Status
from forsa.kinds.effects import parse_effect
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.kinds.registry import KINDS, Kind, Mark
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Commitment, Envelope, Observed, RecordHeader, Signature
from forsa.v1.trust_pb2 import MemberKey, Setting
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog, key_named, unique

MEMBERS: Final = ("amal", "badr", "cyn", "dalia", "farid")
PEOPLE: Final = (*MEMBERS, *MEMBERS, "academy", OFFICE, OFFICE, "emir", "nobody")
"""Members, an observer, the office, one who may be admitted, and one who never is."""
KINDS_TRIED: Final = (*KINDS, "recipe.share", "member.dance")
AnyMessage = TypeVar("AnyMessage", bound=Message)
HOUR_MS: Final = 3_600_000
PAUSES: Final = (
    *(0, 0, 0, 0, 0, 0, 1, 1, 1000, 1000, 1000, 1000, 1000, 1000, 1000),
    *(HOUR_MS // 4, HOUR_MS // 4, HOUR_MS // 4, HOUR_MS + 1, HOUR_MS + 1, 8 * DAY_MS, -5000),
)
STATUTES: Final = {
    "voting_min_hours": "1",
    "admission": "secretariat",
    "group.data": "amal,badr",
} | {f"rule.{name}": "simple none" for name in PROPOSAL_TYPES}
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


@cache
def _founded() -> FoldedLog:
    return FoldedLog(MEMBERS, observers=["academy"], settings=STATUTES)


class Chaos:
    """A log that anything may happen to."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.log = copy(_founded())
        self.log.earlier = self.log.earlier.copy()
        self.log.entries, self.log.folded = list(self.log.entries), list(self.log.folded)
        self.made: list[Record] = []
        self.plan: list[Callable[[], Record]] = []
        """What comes next of what was begun."""

    def entry(self) -> bytes:
        """Return the bytes of one more entry."""
        self.log.now_ms += self.rng.choice(PAUSES)
        chance = self.rng.random()
        if self.made and chance < 0.05:
            return self._entry_of(self.rng.choice(self.made).envelope)
        record = self._sensible() if chance < 0.65 else self._drawn()
        self.made.append(record)
        if chance > 0.95:
            return self._entry_of(self._spoiled(record))
        entry = self._entry_of(record.envelope)
        if chance > 0.9:
            at = self.rng.randrange(len(entry))
            return entry[:at] + self.rng.randbytes(self.rng.randrange(3)) + entry[at + 1 :]
        return entry

    def _entry_of(self, envelope: bytes) -> bytes:
        backwards = self.rng.random() < 0.02
        now_ms = self.log.now_ms if backwards else max(self.log.now_ms, self.log.state.log_time_ms)
        return LogEntry(now_ms, envelope).format()

    # --- what a network would do ------------------------------------------------------------

    def _sensible(self) -> Record:
        if self.plan:
            return self.plan.pop(0)()
        begun = (self._decide, self._decide, self._open, self._vote, self._execute, self._ratify)
        return self.rng.choice((*begun, self._admit, self._add_key, self._appoint, self._report))()

    def _decide(self) -> Record:
        """Open a proposal; a vote on it, its close and its execution follow."""
        record = self._open()

        def vote() -> Record:
            ballot = v1.BallotCast(choice="for")
            return self._by_voter("ballot.cast", ballot, parent=record.record_id)

        def close() -> Record:
            self.log.now_ms += HOUR_MS + 1001
            return self._execute()

        self.plan += [vote, close, self._execute]
        return record

    def _open(self) -> Record:
        """Propose, with each effect drawn as it would be executed."""
        acting = [line for line in PROPOSAL_TYPES.values() if line.actions]
        line = self.rng.choice((*acting, PROPOSAL_TYPES["motion"]))
        kinds = [self.rng.choice(line.actions)] if line.actions else []
        if line.name == "moderation":
            kinds *= 2
        effect = v1.ProposalOpen(
            type=line.name,
            actions=[v1.Action(kind=k, effect=self._well_formed(k)) for k in kinds],
            closes_ms=max(self.log.now_ms, self.log.state.log_time_ms) + HOUR_MS + 1000,
            call=1,
        )
        text = Commitment(root=unique("text"), size=9, media_type="text/plain")
        return self._by_voter("proposal.open", effect, attachments=[text])

    def _vote(self) -> Record:
        open_now = [p for p in self.log.rights.proposals.values() if p.result is Result.OPEN]
        if not open_now:
            return self._open()
        one = min(open_now, key=lambda proposal: len(proposal.own))
        effect = v1.BallotCast(choice="for")
        return self._by_voter("ballot.cast", effect, parent=one.record_id, observed=self.log.seen())

    def _execute(self) -> Record:
        adopted = [p for p in self.log.rights.proposals.values() if p.result is Result.ADOPTED]
        if not adopted:
            return self._vote()
        one = self.rng.choice(sorted(adopted, key=lambda proposal: proposal.opened)[-2:])
        kind, effect = one.actions[one.pending[0]]
        body = Commitment(root=unique("text"), size=9) if kind == "agreement.publish" else None
        return self._by_voter(kind, effect, parent=one.record_id, body=body)

    def _ratify(self) -> Record:
        agreements = list(self.log.rights.agreements.values())
        if not agreements:
            parties = sorted(self.rng.sample(MEMBERS, 2))
            return self._by_voter(
                "agreement.publish",
                v1.AgreementPublish(type="partnership", version=1, parties=parties, needed=1),
            )
        effect = v1.AgreementRatify(act=self.rng.choice(WORDS["act"][:-1]))
        one = self.rng.choice(agreements)
        party = self.rng.choice((*one.parties, *one.parties, *MEMBERS))
        seen = self.log.seen()
        return self.log.record(
            party, "agreement.ratify", effect, parent=one.record_id, observed=seen
        )

    def _admit(self) -> Record:
        emir = self.log.rights.members.get("emir")
        if emir is not None and emir.status is not Status.PROVISIONAL:
            return self._add_key()
        if emir is not None:
            act = v1.MemberAct(member="emir", reason="told")
            return self.log.record(OFFICE, "member.activate", act)
        effect = v1.MemberAdmit(
            member="emir", role="member", keys=[self.log.new_key("emir", "emir")]
        )
        return self.log.record(OFFICE, "member.admit", effect)

    def _add_key(self) -> Record:
        member = self.rng.choice(MEMBERS)
        key = self.log.new_key(member, f"key {self.rng.randrange(40)}")
        return self.log.record(member, "key.add", v1.KeyAdd(key=key))

    def _appoint(self) -> Record:
        """Appoint a delegate with keys of anybody."""
        keys = self.log.rights.keys
        found = self.rng.choice(sorted(keys))
        holder = keys[found].member if self.rng.random() < 0.8 else self.rng.choice(MEMBERS)
        effect = v1.DelegateAppoint(
            delegate=self.rng.choice(WORDS["delegate"]),
            powers=["vote"],
            key_ids=[found],
            to_ms=self.log.now_ms + 2 * HOUR_MS,
        )
        return self.log.record(holder, "delegate.appoint", effect)

    def _report(self) -> Record:
        return self.log.record(self.rng.choice(MEMBERS), "practice.report")

    def _by_voter(self, kind: str, effect: Message | bytes, **more: Any) -> Record:
        voters = [one.id for one in self.log.rights.members.values() if one.may_vote]
        return self.log.record(self.rng.choice(voters), kind, effect, **more)

    # --- what nobody should do ---------------------------------------------------------------

    def _drawn(self) -> Record:
        """Any kind by anybody about anything."""
        kind, member = self.rng.choice(KINDS_TRIED), self.rng.choice(PEOPLE)
        line = KINDS.get(kind)
        effect: Message | bytes = self.rng.randbytes(self.rng.randrange(40))
        if line is not None and line.effect is not None and self.rng.random() < 0.9:
            effect = self._effect(kind)
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

    def _spoiled(self, record: Record) -> bytes:
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

    def _well_formed(self, kind: str) -> bytes:
        """Return an effect that may be voted on, if one is drawn soon."""
        data = b""
        for _ in range(12):
            data = self._effect(kind).SerializeToString(deterministic=True)
            with suppress(ForsaError):
                parse_effect(KINDS[kind], data)
                return data
        return data

    def _effect(self, kind: str) -> Message:
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
        return v1.Action(kind=kind, effect=self._effect(kind).SerializeToString())

    def _bytes(self, name: str) -> bytes:
        if name in ("target", "first_call", "evidence", "assembly"):
            return self._id()
        if "key_id" in name:
            return key_named(self.rng.choice(PEOPLE)).key_id
        return self.rng.randbytes(self.rng.choice((0, 32, 32, 64)))
