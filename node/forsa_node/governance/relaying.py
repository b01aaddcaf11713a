"""Ballots as files: out of a node whose hub does not answer, and on through that of another member.

Authorship comes from the signature, never from whoever brings a ballot. What is taken in is judged
here as the network will judge it, then sent unchanged, and kept.
"""

import asyncio
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from forsa.bundle import BundleWriter, ManifestFrame, PendingFrame, read_bundle
from forsa.client.demonstration import clock_of
from forsa.client.drafts import Signed
from forsa.client.files import FolderError, FolderProblem, write_durably
from forsa.envelope import Record, RecordId, parse_record
from forsa.errors import ConflictError, ForsaError, MalformedError, Reason
from forsa.governance.state import State
from forsa.words.reasons import Language

from forsa_node.governance.foreseeing import foresee
from forsa_node.governance.late_ballots import LateBallot, unreceived
from forsa_node.governance.own_ballots import ballots_here
from forsa_node.governance.proposing import find_proposal
from forsa_node.governance.relayable import require_relayable
from forsa_node.publishing import queue
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say

MAX_BYTES: Final = 2**20
MAX_BALLOTS: Final = 64
_NO_SALT: Final = bytes(32)


def export(folder: Path, which: str, file: Path) -> list[dict[str, Any]]:
    """Write ballots that have no receipt yet into a file for other members; tell which.

    Args:
        folder: The node's.
        which: The proposal; empty: every open vote.
        file: A new one.

    Raises:
        ConflictError: no such ballot is here.
        FolderError: the file is there already.
    """
    with reading(folder) as stores:
        found = unreceived(stores, Seen.of(stores), clock_of(folder))
        if which:
            proposal = find_proposal(stores, which).record_id
            found = [one for one in found if one.proposal.record_id == proposal]
        data = _bundle(stores, found)
    if file.exists():
        raise FolderError(f"{file} is there already", FolderProblem.EXISTS, file)
    write_durably(file, data)
    rows = [_told(one.item.record, one.proposal.opened) for one in found]
    return [{name: one for name, one in row.items() if name != "error"} for row in rows]


def _bundle(stores: Stores, ballots: Sequence[LateBallot]) -> bytes:
    if not ballots:
        raise ConflictError(
            "no ballot waits here without a receipt in a vote that is open",
            Reason.KIND_PRECONDITION,
        )
    if len(ballots) > MAX_BALLOTS:
        raise ConflictError(
            f"{len(ballots)} ballots wait here, a file takes {MAX_BALLOTS}: name a proposal",
            Reason.KIND_PRECONDITION,
        )
    identity, out = stores.identity, BytesIO()
    origin = identity.roots()[0].document.origin
    writer = BundleWriter(out.write, ManifestFrame(identity.network_id, origin, 0, 0))
    for one in ballots:
        writer.add(PendingFrame(one.item.record.envelope, _NO_SALT, b""))
    writer.close()
    return out.getvalue()


def relay(folder: Path, file: Path, language: Language) -> list[dict[str, Any]]:
    """Take the ballots of a file into the outbox, as their authors signed them; tell of each.

    `error` of a row says why a ballot was not taken; None: it was.

    Raises:
        MalformedError: it is no such file, or holds something else than ballots: nothing of it is
            taken then.
        SignatureError: a ballot is not by whom it names.
        VerificationError: `WRONG_NETWORK`.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        records = list(_ballots(stores, seen.state, file))
        held: set[bytes] = {one.record.record_id for one in ballots_here(stores)}
        rows, taken = [], []
        for record in records:
            problem = _problem(stores, seen, record, held)
            rows.append(_told(record, _opened(seen.state, record), problem))
            if problem is None:
                taken.append(record)
    signed = [Signed(record, b"", b"") for record in taken]
    titles = [say(language, "relayed_title", member=one.header.member) for one in taken]
    asyncio.run(queue(folder, signed, titles, clock_of(folder)))
    return rows


def _ballots(stores: Stores, state: State, file: Path) -> Iterator[Record]:
    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise MalformedError(
            f"a file of {len(data)} bytes or more; ballots take at most {MAX_BYTES}",
            Reason.LIMIT_EXCEEDED,
        )
    identity = stores.identity
    origin = identity.roots()[0].document.origin
    for number, frame in enumerate(read_bundle(BytesIO(data), identity.network_id, origin)):
        if isinstance(frame, ManifestFrame):
            continue
        if not isinstance(frame, PendingFrame) or frame.body:
            raise MalformedError(
                "the file holds something else than ballots", Reason.BUNDLE_DAMAGED
            )
        if number > MAX_BALLOTS:
            raise MalformedError(
                f"the file holds more than {MAX_BALLOTS} ballots", Reason.LIMIT_EXCEEDED
            )
        record = parse_record(frame.envelope)
        require_relayable(state, record)
        yield record


def _problem(stores: Stores, seen: Seen, record: Record, held: set[bytes]) -> ForsaError | None:
    """Why a ballot is not taken: it is here, in the log, or the network would refuse it."""
    if record.record_id in held:
        return ConflictError("the ballot is in the outbox already", Reason.DUPLICATE)
    _, refused = foresee(stores, seen, record)
    return None if refused is None else refused.error()


def _opened(state: State, record: Record) -> int | None:
    found = state.rights.proposals.get(RecordId(record.header.parent))
    return None if found is None else found.opened


def _told(record: Record, opened: int | None, problem: ForsaError | None = None) -> dict[str, Any]:
    return {
        "record_id": record.record_id.hex(),
        "member": record.header.member,
        "proposal": record.header.parent.hex(),
        "index": opened,
        "reason": problem.reason.value if problem else None,
        "message": problem.message if problem else "",
        "error": problem,
    }
