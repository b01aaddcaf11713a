"""The fold of a long log: a year of work, votes among it, with signatures that count as checked.

A log is made and folded batch by batch, as a node folds a pull; making it is not timed. What the
rules ask of earlier records is answered from memory. Times are those of this process alone
(CPU time of one core), for other programs share the machine.
"""

import os
import time
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

import psutil
from forsa.encoding import format_canonical
from forsa.entry import LogEntry
from forsa.envelope import RECORD_TYPE, RecordId
from forsa.governance.digest import state_digest, state_text
from forsa.governance.fold import Claim, Folded, fold_entry, read_entry
from forsa.governance.lookup import Answer, Logged, Lookup, Versions, gather
from forsa.governance.snapshot import format_snapshot, parse_snapshot
from forsa.governance.state import Ballot, ObjectId, State
from forsa.keys import SigningKey
from forsa.kinds.registry import KINDS
from forsa.merkle.frontier import EMPTY, Frontier
from forsa.merkle.hashes import NodeHash
from forsa.merkle.proof import NodeAt
from forsa.root import network_id_of, sign_root
from forsa.signed import possession_message
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Commitment, Envelope, Observed, RecordHeader, Signature
from forsa.v1.trust_pb2 import MemberKey, RootDocument, RootMember, Setting
from google.protobuf.message import Message

from benchmarks.report import Row

ENTRIES: Final = int(os.environ.get("FORSA_BENCH_ENTRIES", "1000000"))
MEMBERS: Final = 200
BALLOTS: Final = 5_000
BATCH: Final = 256
KEPT: Final = 4_096
"""Earlier records that later ones answer or replace: authors answer what is new."""
START_MS: Final = 1_767_225_600_000
HOUR_MS: Final = 3_600_000
GOAL: Final = 20_000
BUSY_MEMBERS: Final = 500
BUSY_BALLOTS: Final = 10_000
PROBES: Final = 100
OFFICE: Final = "office"
_SIGNATURE: Final = bytes(range(64))


def _key(name: str) -> SigningKey:
    return SigningKey.from_seed(sha256(name.encode()).digest())


@dataclass
class Past:
    """What the fold may ask: the newest records, and every record of a decision."""

    recent: OrderedDict[RecordId, Logged] = field(default_factory=OrderedDict)
    lasting: dict[RecordId, Logged] = field(default_factory=dict)
    versions: dict[ObjectId, Versions] = field(default_factory=dict)
    known: dict[int, bytes] = field(default_factory=dict)
    """Digests."""

    def take(self, folded: Sequence[Folded], lookup: Lookup) -> None:
        """Keep a batch that was folded."""
        for one in folded:
            if one.digest is not None:
                self.known = {one.state.size: one.digest}
            if one.record is None or one.void is not None:
                continue
            logged = lookup.records[one.record.record_id]
            kept = self.lasting if logged.kind == "proposal.open" else self.recent
            kept[logged.record_id] = logged
            self.versions[logged.object_id] = lookup.objects[logged.object_id]
        while len(self.recent) > KEPT:
            _, gone = self.recent.popitem(last=False)
            self.versions.pop(gone.object_id, None)

    def records(self, ids: Collection[RecordId]) -> Iterable[Logged]:
        """Those that are kept."""
        both = (self.recent, self.lasting)
        return [one[record_id] for record_id in ids for one in both if record_id in one]

    def objects(self, ids: Collection[ObjectId]) -> Iterable[Versions]:
        """Those that are kept."""
        return [self.versions[one] for one in ids if one in self.versions]

    def answers(self, _asked: Collection[Answer], /) -> Iterable[Answer]:
        """Nobody reviews twice here."""
        return ()

    def hashes(self, _nodes: Collection[NodeAt], /) -> Mapping[NodeAt, NodeHash]:
        """Authors saw the tree at the start of the batch, whose right edge is at hand."""
        return {}

    def digests(self, sizes: Collection[int]) -> Mapping[int, bytes]:
        """The newest."""
        return {size: self.known[size] for size in sizes if size in self.known}


class Year:
    """Makes the entries of a log: members, then work, and every now and then a vote."""

    def __init__(self, entries: int, members: int, ballots: int) -> None:
        self.names = [f"m{number:03}" for number in range(members)]
        self._entries = entries
        self._votes = -(-ballots // members)
        self._ballots = ballots
        self._keys = {name: _key(name) for name in (OFFICE, *self.names)}
        self._made = 0
        self._now_ms = START_MS
        root = sign_root(self._root(), [_key("root")])
        self.network_id = network_id_of(root)
        self._first = self._record(OFFICE, "root.publish", v1.RootPublish(envelope=root))
        self.reports: list[RecordId] = []
        """Those that may be answered."""

    def _root(self) -> RootDocument:
        key = MemberKey(
            public_key=self._keys[OFFICE].public, purposes=["admin", "govern", "record"]
        )
        settings = {"admission": "secretariat", "voting_min_hours": "1"}
        return RootDocument(
            version=1,
            origin="hub.example.org/log1",
            trust_domain="example.org",
            level=1,
            expires_ms=START_MS,
            threshold=1,
            root_keys=[_key("root").public],
            log_keys=[_key("log").public],
            service_keys=[_key("service").public],
            ca_spki_sha256=[bytes(32)],
            hub_names=["hub.example.org"],
            members=[RootMember(id=OFFICE, role="secretariat", keys=[key])],
            settings=[Setting(name=name, value=value) for name, value in settings.items()],
        )

    def batches(self, view: "View") -> Iterator[list[bytes]]:
        """All entries, in batches; `view` says what authors see when a batch is made."""
        entries = self._all(view)
        for start in range(0, self._entries, BATCH):
            yield [next(entries) for _ in range(min(BATCH, self._entries - start))]

    def _all(self, view: "View") -> Iterator[bytes]:
        yield self._first
        for name in self.names:
            yield self._admission(name)
            act = v1.MemberAct(member=name, reason="approved")
            yield self._record(OFFICE, "member.activate", act)
        left = self._entries - 1 - 2 * len(self.names)
        every = max(2, (left - self._votes) // max(1, self._ballots))
        ballots, cast = iter(self._cast()), 0
        while True:
            entry = next(ballots, None) if cast % every == 0 else None
            yield entry or self._work(view)
            cast += 1

    def _admission(self, name: str) -> bytes:
        public = self._keys[name].public
        proof = self._keys[name].sign(possession_message(self.network_id, name, public))
        key = MemberKey(public_key=public, purposes=["admin", "govern", "record"], proof=proof)
        effect = v1.MemberAdmit(member=name, role="member", keys=[key])
        return self._record(OFFICE, "member.admit", effect)

    def _cast(self) -> Iterator[bytes]:
        """One proposal after the other, and the ballots of all members in each."""
        for number in range(self._votes):
            author = self.names[number % len(self.names)]
            closes_ms = self._now_ms + 90 * 24 * HOUR_MS
            effect = v1.ProposalOpen(type="motion", closes_ms=closes_ms, call=1)
            entry = self._record(author, "proposal.open", effect)
            yield entry
            claim = read_entry(entry).record
            proposal = claim.record_id if claim else b""
            for voter in range(min(len(self.names), self._ballots - number * len(self.names))):
                choice = v1.BallotCast(choice=("for", "against", "abstain")[voter % 3])
                yield self._record(self.names[voter], "ballot.cast", choice, parent=proposal)

    def _work(self, view: "View") -> bytes:
        """A report, mostly; now and then a new version, or a comment on what is new."""
        turn, name = self._made % 10, self.names[self._made * 7 % len(self.names)]
        seen = view.observed() if turn in (1, 6) else None
        if turn == 3 and self.reports:
            target = self.reports[self._made % len(self.reports)]
            return self._record(name, "comment.publish", parent=target, body=True)
        entry = self._record(name, "practice.report", body=True, observed=seen)
        if turn == 5:
            record = read_entry(entry).record
            if record is not None:
                self.reports.append(record.record_id)
                del self.reports[: -KEPT // 16]
        return entry

    def _record(
        self,
        member: str,
        kind: str,
        effect: Message | None = None,
        *,
        parent: bytes = b"",
        body: bool = False,
        observed: Observed | None = None,
    ) -> bytes:
        self._made += 1
        self._now_ms += 20
        key_id = self._keys[member].key_id
        name = self._made.to_bytes(16, "big")
        body = body or KINDS[kind].body_required
        header = RecordHeader(
            network_id=getattr(self, "network_id", bytes(32)),
            member=member,
            key_id=key_id,
            kind=kind,
            min_level=1,
            created_ms=self._now_ms,
            object_id=name,
            parent=parent,
            audience="public",
            effect=effect.SerializeToString(deterministic=True) if effect else b"",
            body=Commitment(root=name + name, size=2_000) if body else None,
            observed=observed,
            languages=["fr"] if body else [],
        )
        envelope = Envelope(
            payload=format_canonical(header),
            payloadType=RECORD_TYPE,
            signatures=[Signature(sig=_SIGNATURE, keyid=key_id.hex())],
        )
        return LogEntry(self._now_ms, format_canonical(envelope)).format()


@dataclass
class View:
    """What an author has verified when a batch is made."""

    size: int = 0
    root: bytes = b""
    digest: bytes = b""

    def observed(self) -> Observed | None:
        """For a header."""
        if not self.size or self.size % 16:
            return None
        return Observed(size=self.size, root=self.root, state=self.digest)


@dataclass(frozen=True)
class Measured:
    """What folding cost."""

    seconds: float
    voids: int
    state: State
    grown_mib: float
    sample: Sequence[bytes]
    """The last entries."""


def bare_rate(entries: Sequence[bytes]) -> float:
    """Entries a second of what no fold can leave out, on this core, now."""
    rounds = max(1, 20_000 // len(entries))
    started = time.process_time()
    for _ in range(rounds):
        for entry in entries:
            sha256(entry).digest()
            data = entry[11:]  # version, time and length stand before it
            envelope = Envelope.FromString(data)
            header = RecordHeader.FromString(envelope.payload)
            sha256(header.SerializeToString(deterministic=True)).digest()
            sha256(envelope.SerializeToString(deterministic=True)).digest()
    return rounds * len(entries) / (time.process_time() - started)


def fold_year(year: Year) -> Measured:
    """Fold all of it."""
    process = psutil.Process()
    view, past, frontier = View(), Past(), EMPTY
    state, spent, voids, base = State.start(year.network_id), 0.0, 0, 0.0
    entries: list[bytes] = []
    for entries in year.batches(view):
        started = time.process_time()
        claims = [read_entry(entry) for entry in entries]
        folded, lookup = fold_batch(state, claims, past, frontier)
        spent += time.process_time() - started
        state = folded[-1].state
        past.take(folded, lookup)
        frontier, _ = frontier.extend(lookup.leaves)
        voids += sum(one.void is not None for one in folded)
        view.digest = state_digest(state.rights)
        view.size, view.root = state.size, frontier.root()
        base = base or process.memory_full_info().pss
    grown = (process.memory_full_info().pss - base) / 2**20
    return Measured(spent, voids, state, grown, entries)


def fold_batch(
    state: State, claims: Sequence[Claim], past: Past, frontier: Frontier
) -> tuple[list[Folded], Lookup]:
    """Fold a batch as a node does: ask once, then entry by entry."""
    records = [claim.record for claim in claims if claim.record is not None]
    lookup = gather(records, past, frontier)
    folded = []
    for claim in claims:
        one = fold_entry(state, claim, lookup, signature_ok=True)
        folded.append(one)
        state = one.state
    return folded, lookup


def _busy() -> Row:
    """What a digest costs after one more ballot, where many proposals are open."""
    entries = 1 + 2 * BUSY_MEMBERS + 2 * (BUSY_BALLOTS + BUSY_BALLOTS // BUSY_MEMBERS)
    rights = fold_year(Year(entries, BUSY_MEMBERS, BUSY_BALLOTS)).state.rights
    cast = sum(len(one.own) for one in rights.proposals.values())
    proposal = next(iter(rights.proposals.values()))
    spent = 0.0
    for member in proposal.roll[:PROBES]:
        proposal = replace(proposal, own=proposal.own.set(member, Ballot("blank", entries)))
        rights = replace(rights, proposals=rights.proposals.set(proposal.record_id, proposal))
        started = time.process_time()
        state_digest(rights)
        spent += time.process_time() - started
    text = state_text(rights)
    started = time.process_time()
    for _ in range(PROBES):
        sha256(text.encode()).digest()
    hashing = time.process_time() - started
    return Row(
        f"digest after one more ballot, {BUSY_MEMBERS} members, {cast:,} ballots open",
        spent / PROBES * 1e3,
        "ms",
        f"hashing its {len(text) / 2**20:.2f} MiB of lines",
        hashing / PROBES * 1e3,
        "no line made again that is as it was",
        "the hash is over all lines, and those of one proposal are made again",
    )


def rows() -> list[Row]:
    """Entries a second, memory, and what a snapshot saves."""
    year = Year(ENTRIES, MEMBERS, BALLOTS)
    measured = fold_year(year)
    if measured.voids:
        raise AssertionError(f"{measured.voids} entries of the made log are void")
    rate, bare = ENTRIES / measured.seconds, bare_rate(measured.sample)
    started = time.process_time()
    data = format_snapshot(measured.state)
    written = time.process_time() - started
    started = time.process_time()
    parse_snapshot(data)
    read = time.process_time() - started
    return [
        Row(
            f"fold {ENTRIES:,} entries, {MEMBERS} members, {BALLOTS:,} ballots, one core",
            rate,
            "entries/s",
            "reading the same bytes as protobuf, writing them again, three hashes",
            bare,
            f">= {GOAL:,}",
            "parsing: canonical form of envelope and header, two hashes",
        ),
        Row("memory that the fold adds", measured.grown_mib, "MiB", "", None, "stated", "state"),
        Row(
            "a restart from a verified snapshot",
            read,
            "s",
            "folding it all again",
            measured.seconds,
            "not from zero",
            f"a snapshot of {len(data) / 2**10:,.0f} KiB, written in {written:.2f} s",
        ),
        _busy(),
    ]
