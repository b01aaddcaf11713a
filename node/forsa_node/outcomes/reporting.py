"""A release that this node holds, in one file for somebody outside (`report_file`)."""

from pathlib import Path
from typing import Any

from forsa.envelope import Record
from forsa.errors import ConflictError, NotFoundError, Reason
from forsa.log_store.reading import LogReader
from forsa.outcomes.admitting import proof_of
from forsa.outcomes.messages import parse_release
from forsa.outcomes.names import RELEASE
from forsa.outcomes.report_file import Published, format_file, verify_file

from forsa_node.files.content import ContentStore
from forsa_node.finding import find_record
from forsa_node.new_files import new_file
from forsa_node.reading import Stores, reading


def write_report(folder: Path, which: str, to: Path) -> dict[str, Any]:
    """Write a release of any member with all it was audited with and its proof; it is verified.

    Args:
        folder: The node's.
        which: The release: its number, or the beginning of an id.
        to: The new file; nothing is overwritten.

    Raises:
        NotFoundError: there is no such release, or its tables or its proof are not here.
        ConflictError: the record is no release.
        FileExistsError: there is something at `to`.
        ForsaError: it does not verify: nothing is written.
    """
    with reading(folder) as stores:
        record = find_record(stores, which)
        if record.header.kind != RELEASE:
            raise ConflictError(
                f"a {record.header.kind} is no release of outcomes", Reason.KIND_PRECONDITION
            )
        published = _published(stores, record.record_id)
        proof = _proof(stores, folder, record)
    data = format_file(published, proof)
    verified = verify_file(data)
    with new_file(to) as file:
        file.write(data)
    return {
        "path": str(to),
        "member": verified.member,
        "record_id": record.record_id.hex(),
        "releases": len(published),
    }


def _published(stores: Stores, record_id: bytes) -> list[Published]:
    """The release and those that it names, in their order."""
    newest = _one(stores, record_id)
    history = parse_release(newest.body).history
    return [*(_one(stores, one) for one in history), newest]


def _one(stores: Stores, record_id: bytes) -> Published:
    def read(log: LogReader) -> Published | None:
        index = log.index_of([record_id]).get(record_id, -1)
        body = log.bodies([index]).get(index)
        if body is None:
            return None
        return Published(log.entries_at([index])[0].record().envelope, body.salt, body.data)

    found = stores.ahead(read)
    if found is None:
        raise _absent(record_id)
    return found


def _absent(record_id: bytes) -> NotFoundError:
    return NotFoundError(
        f"the tables of {record_id.hex()} are not on this node", Reason.RECORD_UNKNOWN
    )


def _proof(stores: Stores, folder: Path, record: Record) -> bytes:
    root = proof_of(record.header).root
    own, blob = stores.member.own_file_at(root), stores.mirror.blob(root)
    digest = own.sha256 if own else blob.sha256 if blob else None
    if digest is None:
        raise NotFoundError(
            f"the proof of {record.record_id.hex()} is not on this node yet", Reason.BLOB_UNKNOWN
        )
    with ContentStore(folder).open(digest) as file:
        return file.read()
