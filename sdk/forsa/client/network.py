"""A network to publish to and read from: the asynchronous face (`forsa.connect_async`)."""

import random
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from google.protobuf.message import Message

from forsa.client.attachments import Download
from forsa.client.backoff import can_wait
from forsa.client.blobs import Progress, ignore_progress
from forsa.client.drafts import (
    Draft,
    Signed,
    draft_of,
    names_mailbox,
    require_author,
    require_publishable,
    sign_draft,
)
from forsa.client.files import resumed_file
from forsa.client.following import Following
from forsa.client.hub import HubClient
from forsa.client.identity import Identity
from forsa.client.items import Item, require_match, require_object, require_record, verify_item
from forsa.client.local_files import LocalFile
from forsa.client.patience import Patience, carry
from forsa.client.published import Logged, Refused, verify_published
from forsa.client.search import request_of, result_of
from forsa.client.session import Session
from forsa.client.uploads import Upload, part_of, require_named
from forsa.client.values import (
    EVERYTHING,
    Filter,
    Published,
    Saved,
    UnpublishedError,
    Uploaded,
)
from forsa.clock import Clock
from forsa.envelope import RecordId
from forsa.errors import CorruptStoreError, ForsaError
from forsa.library.query import Query, SearchResult
from forsa.library.roster import KINDS, Roster
from forsa.receipt import Receipt, VerifiedReceipt, parse_receipt, verify_receipt
from forsa.root import TrustRoot
from forsa.v1 import library_service_pb2 as library_pb
from forsa.v1.common_pb2 import Attachment
from forsa.v1.record_pb2 import Commitment, Observed

if TYPE_CHECKING:
    from forsa.client.governance import AsyncGovernance
    from forsa.exports.outcomes.collection import Outcomes

PUBLISH_SECONDS: Final = 60.0
ATTACHMENT_SECONDS: Final = 60.0


class AsyncNetwork:
    """An open connection. Everything it hands out is verified; what is not proved says so."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._roster = Roster()
        self._draw = random.Random()  # noqa: S311  (jitter, not a secret)
        self._governance: AsyncGovernance | None = None

    @property
    def network_id(self) -> bytes:
        """32 bytes."""
        return self._session.network_id

    @property
    def identity(self) -> Identity | None:
        """Whose folder this is connected with; None for an outsider."""
        return self._session.identity

    @property
    def roots(self) -> tuple[TrustRoot, ...]:
        """The trust root chain, version 1 first."""
        return self._session.roots

    @property
    def governance(self) -> "AsyncGovernance":
        """Members, decisions, texts and duties, computed here from the whole log."""
        from forsa.client.governance import AsyncGovernance

        if self._governance is None:
            self._governance = AsyncGovernance(self._session, self.list, self.get)
        return self._governance

    def sign(self, draft: Draft | Message, **fields: Any) -> Signed:
        """Sign a draft, or a body message whose kind follows from its type.

        Nothing is asked of the hub: mailboxes of associations are those that `publish` last read.

        Args:
            draft: What to sign.
            fields: With a message: other fields of its `Draft`, e.g. `audience="public"`.

        Raises:
            NotAllowedError: this is an outsider's connection.
            MalformedError: `KIND_BODY_INVALID`: the body breaks rules of its kind, all of them in
                `violations`; else as `sign_draft` says, like TooLargeError and FolderError.
        """
        identity = require_author(self._session.identity)
        whole = draft if isinstance(draft, Draft) else draft_of(draft, **fields)
        now_ms = self._clock.now_ms()
        signed = sign_draft(whole, identity, now_ms, self._observed())
        today = datetime.fromtimestamp(now_ms / 1000, UTC).date()
        return require_publishable(signed, today, self._roster.all_mailboxes())

    async def _sign_with_roster(self, draft: Draft) -> Signed:
        """Sign a draft; a text that names a mailbox is held against the roster as it is now."""
        if names_mailbox(draft):
            which, known = Filter(kinds=KINDS), self._roster.size
            async with aclosing(self.list(which, from_index=known)) as items:
                async for item in items:
                    record = item.proved.record
                    self._roster = self._roster.after(item.index, record, item.data or None)
        return self.sign(draft)

    def _observed(self) -> Observed | None:
        head = self._session.head
        return Observed(size=head.size, root=head.root) if head and head.size else None

    async def publish(
        self,
        what: Signed | Draft | Message,
        *,
        files: Sequence[LocalFile] = (),
        patience_seconds: float = PUBLISH_SECONDS,
        progress: Progress = ignore_progress,
        **fields: Any,
    ) -> Published:
        """Publish directly to the hub, and return once its proof is verified.

        What can wait is tried again for `patience_seconds`. There is no queue behind this: the
        durable outbox is the node's (`forsa-node publish`).

        Args:
            what: A body message (its kind follows from its type), a draft, or a record that
                `sign` made earlier.
            files: Attachments that it names; they are brought to the hub before it.
            patience_seconds: How long to try; of files, while none of their chunks arrives.
            progress: Told bytes of files that are brought, and all of them.
            fields: As for `sign`.

        Raises:
            UnpublishedError: time ran out; it carries the signed record, to be published again,
                with the same `files`: what arrived of them is not sent again.
            MalformedError: `HEADER_MALFORMED`: the record does not name one of the files.
            CorruptStoreError: a file changed since it was read.
            ForsaError: the hub refused record or file for good, in the class of its reason.
            VerificationError: the hub's answer does not prove what it says.
        """
        hub = self._hub()
        if isinstance(what, Signed):
            signed = what
        else:
            draft = what if isinstance(what, Draft) else draft_of(what, **fields)
            signed = await self._sign_with_roster(draft)
        require_named(files, signed.record.header)
        try:
            await self._bring_all(files, patience_seconds, progress)
            return await self._publish(hub, signed, patience_seconds)
        except ForsaError as error:
            if not can_wait(error):
                raise
            raise UnpublishedError(signed, error) from error

    async def _publish(self, hub: HubClient, signed: Signed, patience_seconds: float) -> Published:
        time = Patience(self._clock.machine, self._draw, patience_seconds)
        while True:
            try:
                return await self._publish_once(hub, signed)
            except ForsaError as error:
                if not can_wait(error) or not await time.lasts(error):
                    raise

    async def _publish_once(self, hub: HubClient, signed: Signed) -> Published:
        answer = await hub.publish([signed.item])
        (outcome,) = verify_published(answer, [signed.record], self.roots)
        match outcome:
            case Refused(error=error):
                raise error
            case Logged(index=index, sequenced_ms=sequenced_ms, receipt=receipt, duplicate=again):
                return Published(signed.record.record_id, index, sequenced_ms, receipt, again)

    def _hub(self) -> HubClient:
        require_author(self._session.identity)
        if self._session.hub is None:
            raise TypeError("a member's session has a hub")
        return self._session.hub

    async def get(self, what: bytes) -> Item:
        """The newest version of a thing (16 bytes: object id), or one record (32 bytes).

        Raises:
            NotFoundError: there is none, or the caller may not see it.
            MalformedError, VerificationError: the answer is not what was asked for, or is not
                proved.
        """
        library = self._session.library
        if len(what) == 16:
            found = await library.get(library_pb.GetRequest(object_id=what))
            return require_object(self._verified(found), what)
        found = await library.get(library_pb.GetRequest(record_id=what))
        return require_record(self._verified(found), what)

    async def list(
        self, which: Filter = EVERYTHING, *, from_index: int = 0, limit: int = 0
    ) -> AsyncGenerator[Item, None]:
        """Yield the records that match, by log index.

        Args:
            which: The selection; that nothing is missing from it is the hub's word.
            from_index: Where to begin; the last index + 1 of a former answer resumes it.
            limit: At most so many; 0 = all there are.

        Raises:
            MalformedError, VerificationError: an answer was not asked for, or is not proved.
        """
        request = which.request(from_index, limit)
        async with aclosing(self._session.library.list_items(request)) as answers:
            async for answer in answers:
                item = require_match(self._verified(answer), request)
                request.from_index = item.index + 1
                yield item

    async def search(self, text: str = "", **narrowing: Any) -> SearchResult:
        """Search the hub's library, as far as the caller may read.

        The order, and that nothing is missing, are the hub's word; `get(hit.record_id)` brings
        what a hit shows with its proof.

        Args:
            text: Words; quoted ones stand together, one with - before it is excluded.
            narrowing: Other fields of `forsa.library.query.Query`: `kinds`, `themes`, `regions`,
                `languages`, `sort`, `limit`, ...

        Raises:
            TooLargeError, MalformedError: as `Query`, or the answer is none to it.
            BusyError: the hub prepares its library.
        """
        query = Query(text=text, **{name: _value(one) for name, one in narrowing.items()})
        return result_of(await self._session.library.search(request_of(query)), query)

    async def outcomes(
        self,
        *,
        school_year: str = "",
        point: str = "",
        members: Sequence[str] = (),
        tell: Callable[[int], None] = lambda _: None,
    ) -> "Outcomes":
        """Read the published tables of outcomes, each judged here with its proof and its history.

        What did not pass, though the hub let it in, is in `refused` and counts nowhere. That
        nothing is missing is the hub's word.

        Args:
            school_year: Only releases of this year, `2024-2025`; empty = of all.
            point: Only releases of this observation point: `exit`, `m3`, `m6`, `m12`.
            members: Only releases of these associations.
            tell: Told how many records were read.

        Returns:
            The releases; `.to_polars()`, `.to_pandas()`, and `.network_totals()`, which needs the
            extra `outcomes`.

        Raises:
            MalformedError: `school_year` or `point` is none; nothing was asked for.
            MalformedError, VerificationError: an answer was not asked for, or is not proved.
            BusyError: the link broke; repeat.
        """
        from forsa.client.outcomes import read_outcomes

        return await read_outcomes(
            self,
            self._session.library,
            school_year=school_year,
            point=point,
            members=members,
            tell=tell,
        )

    async def upload(
        self,
        file: LocalFile,
        *,
        patience_seconds: float = ATTACHMENT_SECONDS,
        progress: Progress = ignore_progress,
    ) -> Uploaded:
        """Bring a file to the hub ahead of the record that will name it, within 30 days.

        A broken link is waited out as long as chunks arrive. Repeated with the same value, or one
        read again with its salt, it sends what the hub does not have.

        Args:
            file: What to bring.
            patience_seconds: How long to try while nothing arrives.
            progress: Told bytes that the hub has or that were sent, and all.

        Raises:
            NotAllowedError: this is an outsider's connection.
            CorruptStoreError: the file changed since it was read.
            BusyError: time ran out; the same call goes on later.
            ForsaError: as the hub raised it, among them `QUOTA_EXCEEDED`, `BODY_REDACTED`.
        """
        hub = self._hub()
        upload = Upload(file, progress)
        await carry(
            lambda: upload.bring(hub.blobs),
            lambda: upload.durable_bytes,
            Patience(self._clock.machine, self._draw, patience_seconds),
        )
        return Uploaded(file.commitment, upload.sent_bytes)

    async def _bring_all(
        self, files: Sequence[LocalFile], patience_seconds: float, progress: Progress
    ) -> None:
        total, before = sum(one.size for one in files), 0
        for file in files:
            told = part_of(progress, before, total)
            await self.upload(file, patience_seconds=patience_seconds, progress=told)
            before += file.size

    async def attachment(
        self,
        item: Item,
        which: Commitment | Attachment,
        to: str | Path,
        *,
        patience_seconds: float = ATTACHMENT_SECONDS,
        progress: Progress = ignore_progress,
    ) -> Saved:
        """Download an attachment into a new file; every chunk is verified before it is written.

        A broken link is waited out as long as chunks arrive. What arrived before the program was
        stopped, or before time ran out, stays in a hidden file beside `to`, and the same call goes
        on from there: it verifies that file again and fetches what is missing.

        Args:
            item: A record that `get`, `list` or `follow` gave.
            which: One of its `header.attachments`, or of its `body.attachments`.
            to: Where the file is to be, whole and durable or not at all; never overwritten.
            patience_seconds: How long to try while nothing arrives.
            progress: Told bytes that are done, and all.

        Raises:
            FileExistsError: there is something at `to`; it is left as it is.
            NotFoundError: `BLOB_UNKNOWN`: it is not at the hub, or the caller may not have it.
            ConflictError: `BODY_HELD` or `BODY_REDACTED`.
            VerificationError: `COMMITMENT_MISMATCH`: the hub sent other data.
            CorruptStoreError: the hub's disk lost a chunk; its author's `upload` or a node that has
                the file mends it, and the same call goes on then.
            BusyError: time ran out; the same call goes on later.
        """
        place = Path(to)
        wanted = Commitment(root=which.root, size=which.size)
        with resumed_file(place, wanted.root, _may_go_on) as file:
            download = Download(item.record_id, wanted, file, progress)
            await carry(
                lambda: download.fetch(self._session.library),
                lambda: download.chunks,
                Patience(self._clock.machine, self._draw, patience_seconds),
            )
        return Saved(place, wanted.size, download.fetched_bytes)

    async def follow(
        self, which: Filter = EVERYTHING, *, from_index: int | None = None
    ) -> AsyncGenerator[Item, None]:
        """Yield records as the network logs them, without end; broken links are waited out.

        Args:
            which: The selection.
            from_index: Where to begin; None = with what is logged from now on. A program that
                keeps the last index + 1 misses nothing and sees nothing twice.

        Raises:
            MalformedError, VerificationError: the hub's answer is wrong; following stops.
        """
        following = Following(self._session, self._clock, self._draw, self.list)
        async with aclosing(following.items(which, from_index)) as items:
            async for item in items:
                yield item

    async def receipt(self, record_id: bytes, *, min_size: int = 0) -> VerifiedReceipt:
        """Fetch the receipt of a record, verified; `.format()` of its receipt is what to keep.

        Args:
            record_id: 32 bytes.
            min_size: The checkpoint has at least this size; members only.

        Raises:
            NotFoundError: no such record is logged.
            VerificationError: it proves something else.
        """
        hub = self._session.hub
        if hub is None:
            return (await self.get(record_id)).proved
        receipt = parse_receipt(await hub.get_receipt(record_id, min_size))
        return self.verify_receipt(receipt, record_id)

    def verify_receipt(self, receipt: Receipt, record_id: bytes | None = None) -> VerifiedReceipt:
        """Verify a receipt by this network's trust roots; raises as `forsa.receipt` says."""
        expected = None if record_id is None else RecordId(record_id)
        return verify_receipt(receipt, self.roots, record_id=expected)

    def _verified(self, answer: library_pb.LibraryItem) -> Item:
        return verify_item(answer, self.roots)


def _may_go_on(error: BaseException) -> bool:
    """Whether what was downloaded is worth keeping.

    The program was stopped, time ran out, or the hub has to be given a chunk again.
    """
    if isinstance(error, ForsaError):
        return can_wait(error) or isinstance(error, CorruptStoreError)
    return not isinstance(error, Exception)


def _value(given: Any) -> Any:
    """A list of alternatives as a query has it."""
    return tuple(given) if isinstance(given, list) else given
