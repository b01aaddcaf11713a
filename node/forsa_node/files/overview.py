"""What the log says of attachments: those that are new, opened, erased, since the last look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from forsa.commitment import Manifest
from forsa.envelope import Record, RecordId
from forsa.governance.audience import audiences_of
from forsa.log_store.around import Around
from forsa.v1.record_pb2 import Commitment

from forsa_node.files.content import ContentStore
from forsa_node.files.erasing import erase
from forsa_node.files.wanted import Access, FileRule, access, is_needed, owners_of
from forsa_node.mirror import Mirror
from forsa_node.store.mirror_files import Blob, BlobState

PAGE: Final = 256


@dataclass(slots=True)
class Overview:
    """Keeps the rows of attachments in step with the mirror."""

    mirror: Mirror
    content: ContentStore
    rule: FileRule
    newer: bool = False
    """Something became wanted since whoever fetches looked last."""
    _audiences: frozenset[str] | None = None
    _redacted: set[RecordId] = field(default_factory=set)
    """Redacted records that were looked at."""

    @property
    def erased(self) -> frozenset[RecordId]:
        """Redacted records of whose attachments nothing is left."""
        return frozenset(self._redacted)

    def update(self) -> None:
        """Add what is new, erase what was redacted, want what was opened."""
        while roots := self.mirror.store.unknown_roots(PAGE):
            self.mirror.store.add_blobs([self._new(root) for root in roots])
            self.newer = True
        self._erase_redacted()
        now = audiences_of(self.mirror.state, self.mirror.identity.member)
        if now == self._audiences:
            return
        if self._audiences is None:
            self._want_no_more()
        self._audiences = now
        for blob in self.mirror.store.blobs(BlobState.ABSENT):
            if self._is_wanted(blob):
                self.mirror.store.save_blob(replace(blob, state=BlobState.WANTED))
                self.newer = True

    def _want_no_more(self) -> None:
        """At a start the rules may be others: what only an old one wanted stays as far as it is."""
        for blob in self.mirror.store.blobs(BlobState.WANTED, BlobState.PARTIAL, BlobState.REFUSED):
            if not blob.asked and not self._is_wanted(blob):
                self.mirror.store.save_blob(replace(blob, state=BlobState.ABSENT))

    def committed(self, digest: bytes) -> Manifest | None:
        """How this member, at whatever node, committed to this content; None = not that we know.

        The content must be complete here.
        """
        for blob in self.mirror.store.with_content(digest):
            is_whole = blob.manifest is not None and blob.state is BlobState.COMPLETE
            if is_whole and self.is_own(blob.root):
                return blob.manifest
        return None

    def access(self, root: bytes) -> Access:
        """Whether this member may have an attachment now."""
        owners = owners_of(self._naming(root))
        member = self.mirror.identity.member
        return access(self.mirror.state, owners, member, self.mirror.fresh_ms)

    def is_own(self, root: bytes) -> bool:
        """Whether this member shared it, from whatever node."""
        return self._is_own(owners_of(self._naming(root)))

    def _is_own(self, owners: Sequence[Record]) -> bool:
        return owners[0].header.member == self.mirror.identity.member

    def is_offered(self, root: bytes) -> bool:
        """Whether a record of its owner that names it is not withdrawn; own files always are.

        A member's other node needs them to begin a new version.
        """
        owners = owners_of(self._naming(root))
        if self._is_own(owners):
            return True
        state, fresh_ms = self.mirror.state, self.mirror.fresh_ms
        gone = self.mirror.store.read(lambda log: Around(log, state, fresh_ms).withdrawals(owners))
        return any(one.record_id not in gone for one in owners)

    def _new(self, root: bytes) -> Blob:
        """The row of an attachment that is named for the first time."""
        first, commitment = self._first(root)
        blob = Blob(root, first, commitment.size, commitment.media_type)
        own = self.mirror.member.own_file_at(root)
        if own is not None and self.content.has(own.sha256):
            return replace(blob, state=BlobState.COMPLETE, sha256=own.sha256, done=blob.size)
        return replace(blob, state=BlobState.WANTED) if self._is_wanted(blob) else blob

    def _first(self, root: bytes) -> tuple[int, Commitment]:
        """Where an attachment is named first, and how."""
        store = self.mirror.store
        index = store.read(lambda log: log.naming([root]))[root][0]
        header = store.read(lambda log: log.entries_at([index]))[0].record().header
        return index, next(one for one in header.attachments if one.root == root)

    def _is_wanted(self, blob: Blob) -> bool:
        member = self.mirror.identity.member
        owners = owners_of(self._naming(blob.root))
        if access(self.mirror.state, owners, member, self.mirror.fresh_ms) is not Access.OPEN:
            return False
        if self._is_own(owners):
            return True
        if is_needed(blob.media_type, blob.size):
            return True
        return any(self.rule.matches(one.header, blob.size) for one in owners)

    def _naming(self, root: bytes) -> list[Record]:
        indexes = self.mirror.store.read(lambda log: log.naming([root]))[root]
        entries = self.mirror.store.read(lambda log: log.entries_at(indexes))
        return [one.record() for one in entries]

    def _erase_redacted(self) -> None:
        redacted = [one for one in self.mirror.state.rights.redacted if one not in self._redacted]
        for root in self._roots_of(redacted):
            blob = self.mirror.store.blob(root)
            if blob is not None and self.access(root) is Access.ERASED:
                erase(self.mirror.store, self.mirror.member, self.content, blob)
        self._redacted.update(redacted)

    def _roots_of(self, record_ids: Sequence[RecordId]) -> Iterator[bytes]:
        if not record_ids:
            return
        indexes = self.mirror.store.read(lambda log: log.index_of(record_ids)).values()
        for entry in self.mirror.store.read(lambda log: log.entries_at(list(indexes))):
            for one in entry.record().header.attachments:
                yield one.root
