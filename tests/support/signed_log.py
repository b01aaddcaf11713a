"""A log in memory with signed checkpoints: what a hub's answers are made of, and bent from."""

from collections.abc import Sequence

from forsa.commitment import commit
from forsa.entry import LogEntry, hash_entry
from forsa.envelope import Record, sign_record
from forsa.errors import ForsaError
from forsa.merkle.hashes import NodeHash, root_hash
from forsa.merkle.proof import NodeAt, make_inclusion
from forsa.note import Checkpoint, Note, Notice, sign_checkpoint, sign_freshness, sign_notice
from forsa.receipt import Receipt
from forsa.rpc.status import format_status
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.record_pb2 import RecordHeader
from google.rpc import status_pb2

from tests.support.network_root import ORIGIN, NetworkKeys

NOW_MS = 1_795_500_000_000
SALT = b"s" * 32


def make_record(keys: NetworkKeys, number: int, body: bytes = b"", **fields: object) -> Record:
    """A record of the member `office`; `number` makes it another thing."""
    header = RecordHeader(
        network_id=keys.network_id,
        member="office",
        key_id=keys.member.key_id,
        kind="practice.report",
        min_level=1,
        object_id=number.to_bytes(16, "big"),
        audience="public",
    )
    if body:
        header.body.CopyFrom(commit(SALT, body))
    header.MergeFrom(RecordHeader(**fields))  # type: ignore[arg-type]  # the test names fields
    return sign_record(header, keys.member)


class SignedLog:
    """Entries in order, with the keys to sign what is said about them."""

    def __init__(self, keys: NetworkKeys) -> None:
        self.keys = keys
        self.entries: list[bytes] = []
        self.records: list[Record] = []

    def append(self, record: Record) -> int:
        """Log a record; returns its index."""
        sequenced_ms = NOW_MS + len(self.entries)
        self.entries.append(LogEntry(sequenced_ms, record.envelope).format())
        self.records.append(record)
        return len(self.entries) - 1

    def note(self) -> Note:
        """The newest checkpoint with log line and freshness."""
        leaves = [hash_entry(entry) for entry in self.entries]
        checkpoint = Checkpoint(ORIGIN, len(leaves), root_hash(leaves))
        log = sign_checkpoint(checkpoint, self.keys.log)
        fresh = sign_freshness(checkpoint, self.keys.service, NOW_MS // 1000)
        return Note(checkpoint.text, (log, fresh))

    def path(self, index: int) -> list[NodeHash]:
        """The inclusion proof of an entry in the newest tree."""
        return make_inclusion(index, len(self.entries), self._node)

    def _node(self, node: NodeAt) -> bytes:
        level, index = node
        part = self.entries[index << level : (index + 1) << level]
        return root_hash([hash_entry(entry) for entry in part])

    def receipt(self, index: int) -> Receipt:
        """The receipt of an entry in the newest tree."""
        return Receipt(self.entries[index], index, tuple(self.path(index)), self.note())

    def answer(
        self, records: Sequence[Record], refusals: dict[int, ForsaError]
    ) -> pb.PublishResponse:
        """Publish the records but those refused (by position), and answer as a hub does."""
        places = {
            at: self.append(record) for at, record in enumerate(records) if at not in refusals
        }
        answer = pb.PublishResponse(note=self.note().format().encode() if places else b"")
        for at, record in enumerate(records):
            result = answer.results.add(record_id=record.record_id)
            if at in refusals:
                result.status = pb.PUBLISH_STATUS_REFUSED
                result.refusal.CopyFrom(_refusal(refusals[at]))
                notice = Notice(ORIGIN, record.record_id, refusals[at].reason, NOW_MS)
                result.notice = sign_notice(notice, self.keys.service).format().encode()
                continue
            result.status = pb.PUBLISH_STATUS_LOGGED
            result.index = places[at]
            result.sequenced_ms = NOW_MS + places[at]
            for one in self.path(places[at]):
                if one not in answer.hashes:
                    answer.hashes.append(one)
                result.path.append(list(answer.hashes).index(one))
        return answer


def _refusal(error: ForsaError) -> status_pb2.Status:
    return format_status(error)
