"""A log in memory, for tests of the fold: members with keys and a clock that tests move."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from forsa.entry import LogEntry
from forsa.envelope import Record, RecordId, sign_record
from forsa.governance.fold import Folded, admit_entry, fold_entry, read_entry
from forsa.governance.lookup import Answer, Logged, Lookup, Versions
from forsa.governance.state import ObjectId, Rights, State
from forsa.governance.verdict import Refused
from forsa.keys import SigningKey
from forsa.kinds.registry import KINDS
from forsa.merkle.frontier import EMPTY
from forsa.merkle.hashes import NodeHash, root_hash
from forsa.merkle.proof import NodeAt
from forsa.root import network_id_of, sign_root
from forsa.signed import possession_message, proxy_message
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Commitment, Observed, RecordHeader
from forsa.v1.trust_pb2 import MemberKey, RootDocument, RootMember, Setting
from google.protobuf.message import Message

START_MS = 1_767_225_600_000
"""2026-01-01."""
DAY_MS = 86_400_000
OFFICE = "office"
"""The secretariat of every test network."""
PURPOSES = ("admin", "govern", "record")


def key_named(name: str) -> SigningKey:
    """Return the key of this name: the same in every test."""
    return SigningKey.from_seed(sha256(name.encode()).digest())


def unique(name: str, size: int = 32) -> bytes:
    """Return bytes that stand for this name."""
    return sha256(name.encode()).digest()[:size]


def root_document(
    members: Mapping[str, str], settings: Mapping[str, str], level: int = 1
) -> RootDocument:
    """Return root version 1 with these members (id: role) and settings."""
    return RootDocument(
        version=1,
        origin="hub.example.org/log1",
        trust_domain="net.example.org",
        level=level,
        expires_ms=START_MS + 365 * DAY_MS,
        threshold=1,
        root_keys=[key_named("root key").public],
        log_keys=[key_named("log key").public],
        service_keys=[key_named("service key").public],
        ca_spki_sha256=[unique("ca")],
        hub_names=["hub.example.org"],
        members=[
            RootMember(
                id=member,
                role=role,
                keys=[MemberKey(public_key=key_named(member).public, purposes=PURPOSES)],
            )
            for member, role in sorted(members.items())
        ],
        settings=[Setting(name=name, value=value) for name, value in sorted(settings.items())],
    )


class FoldedLog:
    """A log and its fold; `now_ms` is the hub's clock, and moves when a test moves it."""

    def __init__(
        self,
        members: Iterable[str] = ("amal", "badr"),
        *,
        observers: Iterable[str] = (),
        settings: Mapping[str, str] | None = None,
    ) -> None:
        roles = dict.fromkeys(members, "member") | dict.fromkeys(observers, "observer")
        document = root_document(roles | {OFFICE: "secretariat"}, settings or {})
        self.root = document
        envelope = sign_root(document, [key_named("root key")])
        self.network_id = network_id_of(envelope)
        self.start = State.start(self.network_id)
        self.state = self.start
        self.now_ms = START_MS
        self.earlier = Lookup(EMPTY)
        self.entries: list[bytes] = []
        self.folded: list[Folded] = []
        self._made = 0
        self.publish(OFFICE, "root.publish", v1.RootPublish(envelope=envelope))

    @property
    def rights(self) -> Rights:
        """What the state gives to whom."""
        return self.state.rights

    def record(
        self,
        member: str,
        kind: str,
        effect: Message | bytes | None = None,
        *,
        key: SigningKey | None = None,
        parent: bytes = b"",
        object_id: bytes | None = None,
        audience: str = "public",
        body: Commitment | None = None,
        attachments: Sequence[Commitment] = (),
        observed: Observed | None = None,
    ) -> Record:
        """Make a record; with a body if its kind must have one, and a new object id."""
        self._made += 1
        line = KINDS.get(kind)
        if body is None and line is not None and line.body_required:
            body = Commitment(root=unique(f"body {self._made}"), size=1)
        signer = key or key_named(member)
        data = effect if isinstance(effect, bytes) else effect and effect.SerializeToString()
        header = RecordHeader(
            network_id=self.network_id,
            member=member,
            key_id=signer.key_id,
            kind=kind,
            min_level=1,
            created_ms=self.now_ms,
            object_id=object_id or unique(f"object {self._made}", 16),
            parent=parent,
            audience=audience,
            effect=data or b"",
            body=body,
            attachments=attachments,
            observed=observed,
        )
        return sign_record(header, signer)

    def seen(self, size: int | None = None) -> Observed:
        """Return what an author who saw the log at `size` (all of it) says it saw."""
        size = self.state.size if size is None else size
        root = self.earlier.root(size)
        assert root is not None
        return Observed(size=size, root=root, state=self.earlier.digests.get(size // 16 * 16, b""))

    def entry(self, record: Record) -> bytes:
        """Return the entry that the hub would make of a record now."""
        return LogEntry(max(self.now_ms, self.state.log_time_ms), record.envelope).format()

    def offer(self, record: Record) -> Folded | Refused:
        """Offer a record to the hub."""
        entry = self.entry(record)
        folded = admit_entry(self.state, read_entry(entry), self.earlier)
        if isinstance(folded, Folded):
            self._take(entry, folded)
        return folded

    def log(self, entry: bytes) -> Folded:
        """Log these bytes whatever they are, as a lying hub would."""
        folded = fold_entry(self.state, read_entry(entry), self.earlier)
        self._take(entry, folded)
        return folded

    def publish(
        self, member: str, kind: str, effect: Message | bytes | None = None, /, **more: Any
    ) -> Record:
        """Publish a record that must be accepted."""
        record = self.record(member, kind, effect, **more)
        folded = self.offer(record)
        assert isinstance(folded, Folded), folded
        return record

    def refusal(
        self, member: str, kind: str, effect: Message | bytes | None = None, /, **more: Any
    ) -> str:
        """Return the reason for which the hub refuses a record, or `accepted`; logging nothing."""
        entry = self.entry(self.record(member, kind, effect, **more))
        folded = admit_entry(self.state, read_entry(entry), self.earlier.copy())
        return folded.reason if isinstance(folded, Refused) else "accepted"

    def wait(self, ms: int) -> None:
        """Let time pass, and an entry that gives nobody a right notice it."""
        self.now_ms += ms
        self.publish(OFFICE, "member.profile")

    def _take(self, entry: bytes, folded: Folded) -> None:
        self.entries.append(entry)
        self.folded.append(folded)
        self.state = folded.state

    def new_key(self, member: str, name: str, purposes: Sequence[str] = PURPOSES) -> MemberKey:
        """Return a new key of this name with the proof that `member` holds it."""
        key = key_named(name)
        proof = key.sign(possession_message(self.network_id, member, key.public))
        return MemberKey(public_key=key.public, purposes=purposes, proof=proof)

    def node(self, member: str, node: str, name: str | None = None) -> v1.NodeAdd:
        """Return the effect that adds a node, its witness key called `name`."""
        holder = f"{member}/{node}"
        key = key_named(name or f"witness {holder}")
        return v1.NodeAdd(
            node=node,
            tls_spki_sha256=unique(f"tls {holder}"),
            witness_key=key.public,
            proof=key.sign(possession_message(self.network_id, holder, key.public)),
        )

    def proxy(
        self, choice: str, absent: str, voter: str, proposal: bytes, key: SigningKey | None = None
    ) -> v1.BallotCast:
        """Return a ballot that `voter` casts for `absent`, signed by it or by `key`."""
        signer = key or key_named(absent)
        message = proxy_message(self.network_id, absent, voter, proposal)
        return v1.BallotCast(
            choice=choice,
            proxy_for=absent,
            proxy_key_id=signer.key_id,
            proxy_sig=signer.sign(message),
        )


class Store:
    """What a hub or node keeps of a log: bulk answers about its valid entries."""

    def __init__(self, log: FoldedLog) -> None:
        self.log = log
        self.size = 0
        """Entries that the store has so far; later ones are not known to it."""

    def _records(self) -> dict[bytes, Logged]:
        known = self.log.earlier.records
        return {rid: logged for rid, logged in known.items() if logged.index < self.size}

    def records(self, ids: Collection[bytes], /) -> list[Logged]:
        """Return those of these records that are logged and valid."""
        return [logged for rid, logged in self._records().items() if rid in ids]

    def objects(self, ids: Collection[ObjectId], /) -> list[Versions]:
        """Return the versions of these objects."""
        found: dict[ObjectId, Versions] = {}
        for logged in sorted(self._records().values(), key=lambda logged: logged.index):
            if logged.object_id in ids:
                former = found.get(logged.object_id)
                found[logged.object_id] = Versions(
                    logged.object_id,
                    logged.kind,
                    logged.member,
                    logged.record_id,
                    logged.index,
                    logged.parent if former is None else former.target,
                )
        return list(found.values())

    def answers(self, asked: Collection[Answer], /) -> set[Answer]:
        """Return those of these that a valid record answers."""
        known = self._records().values()
        return {Answer(r.kind, r.member, RecordId(r.parent)) for r in known} & set(asked)

    def hashes(self, nodes: Collection[NodeAt], /) -> Mapping[NodeAt, NodeHash]:
        """Return the hashes of these complete subtrees."""
        leaves = self.log.earlier.leaves[: self.size]
        return {
            (level, index): root_hash(leaves[index << level : (index + 1) << level])
            for level, index in nodes
        }

    def digests(self, sizes: Collection[int], /) -> Mapping[int, bytes]:
        """Return the state digests at these sizes."""
        known = self.log.earlier.digests
        return {size: known[size] for size in sizes if size in known and size <= self.size}
