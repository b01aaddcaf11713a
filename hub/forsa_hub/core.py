"""What the services share: the log, the state, the keys, the clock; asked, never decided, there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import structlog
from forsa.clock import Clock
from forsa.envelope import MAX_ATTACHMENTS, Record, parse_record
from forsa.errors import (
    CorruptStoreError,
    ForsaError,
    NotAllowedError,
    NotFoundError,
    QuotaError,
    Reason,
)
from forsa.governance.fold import signing_key
from forsa.library.roster import Roster
from forsa.log_store.reading import LogReader
from forsa.log_store.roster import follow_roster
from forsa.outcomes.names import RELEASE
from forsa.pool import VerifyPool
from forsa.privacy.body_scan import names_mailbox
from forsa.receipt import Receipt
from forsa.root import TrustRoot
from forsa.rpc.status import CODE_OF
from forsa.v1 import log_service_pb2 as v1
from sqlalchemy import Connection

from forsa_hub.admission import Offer
from forsa_hub.authority import Authority, instant, key_spki_sha256, parse_csr
from forsa_hub.blobs.keeper import BlobKeeper
from forsa_hub.checking import Job, check_chunk
from forsa_hub.config import Config
from forsa_hub.metrics import Metrics
from forsa_hub.outcomes.judging import Centres, ReleaseJudge
from forsa_hub.sequencer import Sequencer
from forsa_hub.services.access import Access
from forsa_hub.shelf import Shelf
from forsa_hub.store.database import Database
from forsa_hub.store.notes import StoredNote, get_checkpoint
from forsa_hub.store.tables import METADATA

HEAVY_BYTES = 64 * 1024
"""Bodies that are checked beside the loop: a member could write them to keep it busy."""
_RETRIED = frozenset({Reason.BLOB_MISSING, Reason.LIMIT_EXCEEDED})


@dataclass(slots=True)
class Core:
    """One hub, for its services."""

    database: Database
    sequencer: Sequencer
    config: Config
    clock: Clock
    metrics: Metrics
    access: Access
    authority: Authority
    pool: VerifyPool
    shelf: Shelf
    blobs: BlobKeeper
    releases: ReleaseJudge
    origin: str
    roots: Sequence[TrustRoot]
    """The trust root chain, version 1 first."""
    roster: Roster = field(default_factory=Roster)
    """As far as it was asked for."""

    def log_keys(self) -> list[bytes]:
        """Every log key there ever was."""
        return [key for root in self.roots for key in root.document.log_keys]

    def service_keys(self) -> list[bytes]:
        """Every service key there ever was."""
        return [key for root in self.roots for key in root.document.service_keys]

    def succeed(self, root: TrustRoot) -> None:
        """A new trust root is in force."""
        self.roots = (*self.roots, root)

    async def offers(
        self, items: Sequence[v1.PublishItem], holder: str = ""
    ) -> list[Offer | tuple[bytes, ForsaError]]:
        """Read items and check all that needs no state; a record that does not parse is refused.

        Args:
            items: As they came.
            holder: The node that sent them, `<member>/<node>`.
        """
        read: list[Record | ForsaError] = [_read(item.envelope) for item in items]
        mailboxes = await self._mailboxes(items)
        jobs = [
            self._job(item, one, mailboxes)
            for item, one in zip(items, read, strict=True)
            if isinstance(one, Record)
        ]
        heavy = sum(len(job.body) for job in jobs) > HEAVY_BYTES
        checked = iter(await self.pool.run(check_chunk, jobs, heavy=heavy))
        offers: list[Offer | tuple[bytes, ForsaError]] = []
        for item, one in zip(items, read, strict=True):
            if isinstance(one, ForsaError):
                offers.append((b"", one))
                continue
            found = next(checked)
            offer = Offer(one, item.salt, item.body, found.signature_ok, found.error(), holder)
            offers.append(await self._judged(offer, offers))
        return offers

    async def _judged(
        self, offer: Offer, before: Sequence[Offer | tuple[bytes, ForsaError]]
    ) -> Offer | tuple[bytes, ForsaError]:
        """The offer; a release of outcomes whose signature is good with what became of it.

        A key that is not known yet, which the same call may add, is none to work for: the
        sequencer asks for its release again.
        """
        if offer.record.header.kind != RELEASE or not offer.signature_ok:
            return offer
        earlier = [one for one in before if isinstance(one, Offer)]
        try:
            return await self.releases.judge(offer, earlier, self._centres_of)
        except QuotaError as error:
            return offer.record.record_id, error

    async def _mailboxes(self, items: Sequence[v1.PublishItem]) -> frozenset[str]:
        """Those of the roster, as the newest entry leaves it, if an item may name one."""
        if not any(names_mailbox(item.body) for item in items):
            return frozenset()
        roster, sequencer = await self._followed(), self.sequencer
        return roster.mailboxes(sequencer.state, sequencer.fresh_seconds * 1000)

    async def _centres_of(self, member: str) -> Centres:
        roster, sequencer = await self._followed(), self.sequencer
        codes = roster.centres_of(member, sequencer.state, sequencer.fresh_seconds * 1000)
        return Centres(codes, roster.size)

    async def _followed(self) -> Roster:
        known = self.roster
        self.roster = await self.database.read_log(lambda log: follow_roster(log, known))
        return self.roster

    def _job(self, item: v1.PublishItem, record: Record, mailboxes: frozenset[str]) -> Job:
        return Job(
            signing_key(self.sequencer.state, record) or b"",
            item.envelope,
            item.salt,
            item.body,
            instant(self.clock.now_ms()).date(),
            self.config.limits.body_bytes,
            mailboxes,
        )

    async def newest(self) -> StoredNote | None:
        """The newest released checkpoint; a larger one may be committed and not released yet."""
        size = self.sequencer.head.size
        return await self.database.read(lambda connection: get_checkpoint(connection, size))

    async def receipt(self, index: int) -> Receipt:
        """The receipt of an entry, with the newest released checkpoint.

        Raises:
            NotFoundError: `RECORD_UNKNOWN`.
        """

        released = self.sequencer.head.size

        def read(connection: Connection) -> Receipt | None:
            return read_receipt(connection, index, released)

        found = await self.database.read(read)
        if found is None:
            raise NotFoundError("no such record in the log", Reason.RECORD_UNKNOWN)
        return found

    def issue(self, csr: bytes, member: str, node: str) -> bytes:
        """A certificate chain for a node whose registered TLS key signed the request.

        Raises:
            MalformedError: the request is malformed.
            NotAllowedError: its key is not the one the network knows for this node.
        """
        public = parse_csr(csr)
        registered = self.sequencer.state.rights.nodes.get(f"{member}/{node}")
        if registered is None or registered.tls_spki_sha256 != key_spki_sha256(public):
            raise NotAllowedError(
                f"the request is not signed by the TLS key of {member}/{node}",
                Reason.KEY_UNKNOWN,
            )
        leaf = self.authority.issue_node(public, member, node, instant(self.clock.machine.now_ms()))
        return self.authority.chain(leaf)

    def require_entry(self, index: int) -> None:
        """Refuse an index that the log does not have, before any database sees the number.

        Raises:
            NotFoundError: `RECORD_UNKNOWN`.
        """
        if not 0 <= index < self.sequencer.head.size:
            raise NotFoundError("no such record in the log", Reason.RECORD_UNKNOWN)

    def require_size(self, size: int) -> None:
        """Refuse a size that the log has not reached, alike."""
        if size > self.sequencer.head.size:
            raise NotFoundError(f"the log has no {size} entries yet", Reason.RECORD_UNKNOWN)

    def announced_limits(self) -> v1.Limits:
        """The limits in force, for Hello."""
        limits = self.config.limits
        return v1.Limits(
            publish_items=limits.publish_items,
            message_bytes=4 * 2**20,
            body_bytes=limits.body_bytes,
            batch_entries=limits.batch_entries,
            records_per_second=limits.records_per_second,
            records_burst=limits.records_burst,
            records_per_day=limits.records_per_day,
            bytes_per_day=limits.bytes_per_day,
            watch_seconds=limits.watch_seconds,
            attachments=MAX_ATTACHMENTS,
            blob_bytes=self.blobs.room.blob_bytes,
            open_uploads=limits.open_uploads,
        )

    def alarm(self, what: str, **values: int | str) -> None:
        """Tell the operator."""
        structlog.get_logger().error(what, **values)

    def halt(self, why: str, **values: int) -> None:
        """Sequence nothing new until an operator acts: our own key signed what we do not hold."""
        self.sequencer.halted = why
        self.alarm("halted", why=why, **values)

    def diverged(self, size: int) -> CorruptStoreError:
        """The caller's tree of this size is not ours."""
        return CorruptStoreError(
            f"the caller's log of {size} entries has another root than ours",
            Reason.LOG_DIVERGED,
            size=size,
        )

    @staticmethod
    def is_final(reason: Reason, noticed: Collection[str]) -> bool:
        """Whether a refusal for this reason stands however often it is repeated."""
        code = CODE_OF.get(reason)
        return code is not None and code.name in noticed and reason not in _RETRIED


def read_receipt(connection: Connection, index: int, released: int) -> Receipt | None:
    """The receipt of an entry against the checkpoint of size `released`; None: there is none."""
    log = LogReader(connection, METADATA)
    stored = log.entries(index, index + 1) if 0 <= index < released else []
    note = get_checkpoint(connection, released)
    if not stored or note is None:
        return None
    path = log.inclusion(index, released)
    return Receipt(stored[0].data, index, tuple(path), note.note)


def _read(envelope: bytes) -> Record | ForsaError:
    try:
        return parse_record(envelope)
    except ForsaError as error:
        return error
