"""Judging releases ahead of the sequencer: what they are held against, and their proof.

What is found here is true of the records that it names. Whether these are still all there are is
asked once more in the release's place in the log (`ordering`).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from forsa.errors import ConflictError, CorruptStoreError, ForsaError, NotFoundError
from forsa.library.cards import parse_body
from forsa.log_store.reading import LogReader
from forsa.outcomes.admitting import proof_of
from forsa.outcomes.names import FRAME, RELEASE
from forsa.outcomes.products import is_by_centre
from forsa.outcomes.school_years import (
    YearRecord,
    counting_frame,
    school_year_of,
    whole_releases,
)
from forsa.pool import VerifyPool
from forsa.v1.outcomes_pb2 import OutcomeFrame, OutcomeTables
from sqlalchemy import Connection

from forsa_hub.admission import Offer
from forsa_hub.blobs.attached import load_attached
from forsa_hub.blobs.keeper import BlobKeeper
from forsa_hub.checking import Checked
from forsa_hub.outcomes.claims import OutcomeClaim
from forsa_hub.outcomes.ordering import proof_missing
from forsa_hub.outcomes.turns import Turns
from forsa_hub.outcomes.worker import ReleaseJob, judge_release
from forsa_hub.outcomes.years import year_record
from forsa_hub.store.blobs import BlobState, StoredBlob, find_blobs
from forsa_hub.store.database import Database
from forsa_hub.store.outcomes import outcome_records
from forsa_hub.store.tables import METADATA

AT_ONCE: Final = 2
"""Releases that are judged at the same time, of different members."""
KEPT_ANSWERS: Final = 64
"""Of the worker, for those who ask again."""


class Centres(NamedTuple):
    """What the roster says of a member."""

    codes: tuple[str, ...]
    size: int
    """Entries of the log that the roster was read from."""


CentresOf = Callable[[str], Awaitable[Centres]]
"""The centres of a member on the roster."""
Charge = Callable[[Offer], Awaitable[Offer]]
"""Counts an offer to its member's quotas, or raises `QuotaError`."""


class _Asked(NamedTuple):
    """What an answer of the worker depends on."""

    record_id: bytes
    earlier: tuple[bytes, ...]
    frame: tuple[int, int] | None
    centres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the log has for a release, and what came before it in the same call."""

    logged: bool
    """The release itself is there: nothing is asked of it again."""
    records: Sequence[YearRecord]
    """Enrolments and releases of its year, in log order."""
    bodies: Mapping[bytes, bytes]
    """Of these, by record id; without those that were erased."""
    proof: StoredBlob | None
    """None: not complete, or not the sender's to name."""


class ReleaseJudge:
    """Judges one release of a member at a time, a few in all; everything else goes on.

    A release counts to the quotas of its member before any work is done on it, and is not judged
    where it exceeds them.

    A caller whose patience ends before the work does finds its result when it asks again: else a
    release that takes longer than calls may last would be judged for ever.
    """

    def __init__(
        self, database: Database, blobs: BlobKeeper, pool: VerifyPool, charge: Charge
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._pool = pool
        self._charge = charge
        self._turns = Turns(AT_ONCE)
        self._asked: dict[_Asked, asyncio.Task[Checked]] = {}
        """What was asked last, oldest first."""

    async def judge(self, offer: Offer, before: Sequence[Offer], centres_of: CentresOf) -> Offer:
        """The offer with its claim, or with what forbids to log it; others are left as they are.

        Args:
            offer: Of any kind.
            before: What came before it in the same call, judged.
            centres_of: Asks the roster.

        Raises:
            QuotaError: its member published too much; it is not judged.
            BusyError: the worker ended before it had an answer.
        """
        header = offer.record.header
        message = parse_body(header.kind, offer.body) if header.kind == RELEASE else None
        if offer.body_error is not None or not isinstance(message, OutcomeTables):
            return offer
        year = message.school_year
        known = await self._database.read(lambda one: _known(one, offer, year, before))
        if known.logged:
            return offer
        offer = await self._charge(offer)
        try:
            claim = await self._claim(offer, message, known, centres_of)
        except _RefusedError as refused:
            return replace(offer, body_error=refused.error)
        return replace(offer, claim=claim)

    async def _claim(
        self, offer: Offer, message: OutcomeTables, known: _Known, centres_of: CentresOf
    ) -> OutcomeClaim:
        year = message.school_year
        blob = _proof_of(offer, known)
        earlier = tuple(one.record_id for one in _earlier(known, year))
        frame = counting_frame(known.records, year)
        centres = await centres_of(offer.record.header.member)
        job = ReleaseJob(
            offer.body,
            b"",
            tuple((one, known.bodies[one]) for one in earlier),
            None if frame is None else _frame(known.bodies[frame.record_id]),
            centres.codes,
        )
        error = (await self._ask(offer, blob, job)).error()
        if error is not None:
            raise _RefusedError(error)
        by_centre = not earlier and is_by_centre(message.product_id)
        return OutcomeClaim(
            year,
            earlier,
            b"" if frame is None else frame.record_id,
            centres.codes if by_centre else None,
            centres.size,
        )

    async def _ask(self, offer: Offer, blob: StoredBlob, job: ReleaseJob) -> Checked:
        """The worker's answer. The record commits to body and proof, so its id stands for both."""
        earlier = tuple(record_id for record_id, _ in job.earlier)
        asked = _Asked(offer.record.record_id, earlier, job.frame, job.centres)
        if asked not in self._asked:
            for oldest in list(self._asked)[:-KEPT_ANSWERS]:
                if self._asked[oldest].done():
                    del self._asked[oldest]
            task = self._asked[asked] = asyncio.create_task(self._work(offer, blob, job))
            task.add_done_callback(lambda done: self._forget_failed(asked, done))
        return await asyncio.shield(self._asked[asked])

    async def _work(self, offer: Offer, blob: StoredBlob, job: ReleaseJob) -> Checked:
        """In its turn, the reading too: what waits must not fill the memory with proofs."""
        async with self._turns.of(offer.record.header.member):
            chunks = self._blobs.chunks(blob, range(blob.key.chunks))
            try:
                proof = b"".join([data async for _, data in chunks])
            except (CorruptStoreError, NotFoundError):
                raise _RefusedError(proof_missing(offer.record.header)) from None
            return await self._pool.run_apart(judge_release, job._replace(proof=proof))

    def _forget_failed(self, asked: "_Asked", done: asyncio.Task[Checked]) -> None:
        if done.cancelled() or done.exception() is not None:
            self._asked.pop(asked, None)


class _RefusedError(Exception):
    """Why a release is refused: told to who sent it, and no failure of the call."""

    def __init__(self, error: ForsaError) -> None:
        super().__init__(error.message)
        self.error = error


def _proof_of(offer: Offer, known: _Known) -> StoredBlob:
    try:
        proof_of(offer.record.header)
    except ForsaError as error:
        raise _RefusedError(error) from None
    if known.proof is None:
        raise _RefusedError(proof_missing(offer.record.header))
    return known.proof


def _earlier(known: _Known, year: str) -> Sequence[YearRecord]:
    try:
        return whole_releases(known.records, year)
    except ConflictError as closed:
        raise _RefusedError(closed) from None


def _frame(body: bytes) -> tuple[int, int] | None:
    message = parse_body(FRAME, body)
    if not isinstance(message, OutcomeFrame):
        return None
    return message.frame_n, message.centres_total


def _known(connection: Connection, offer: Offer, year: str, before: Sequence[Offer]) -> _Known:
    reader = LogReader(connection, METADATA)
    header = offer.record.header
    logged = outcome_records(connection, header.member, year)
    stored = reader.bodies([one.position for one in logged])
    records = [year_record(one, year, is_whole=one.position in stored) for one in logged]
    placed = _placed(offer, year, before, {one.record_id for one in logged})
    records += [
        YearRecord.read(one.record.record_id, one.record.header.kind, one.body) for one in placed
    ]
    bodies = {one.record_id: stored[one.position].data for one in logged if one.position in stored}
    return _Known(
        bool(reader.index_of([offer.record.record_id])),
        records,
        bodies | {one.record.record_id: one.body for one in placed},
        _complete(connection, reader, offer),
    )


def _placed(offer: Offer, year: str, before: Sequence[Offer], logged: set[bytes]) -> list[Offer]:
    """Records of the same member and year that came before in the same call, if they may stand."""
    return [
        one
        for one in before
        if one.record.header.kind in (FRAME, RELEASE)
        and one.record.header.member == offer.record.header.member
        and one.body_error is None
        and one.record.record_id not in logged
        and school_year_of(one.record.header.kind, one.body) == year
    ]


def _complete(connection: Connection, reader: LogReader, offer: Offer) -> StoredBlob | None:
    """The proof, where it is complete and the sender may name it."""
    attached = load_attached(connection, [offer], reader.head().size)
    sizes = attached.complete_for(offer)
    named: Any = next(iter(offer.record.header.attachments), None)
    if named is None or sizes.get(named.root) != named.size:
        return None
    found = find_blobs(connection, [named.root])
    return next((one for one in found if one.state is BlobState.COMPLETE), None)
