"""New versions of what was published, and drafts that go on with what one held."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from forsa.attachments.names import safe_file_name
from forsa.client.drafts import draw_object_id
from forsa.client.files import FolderError, FolderProblem
from forsa.envelope import Record
from forsa.errors import ConflictError, NotAllowedError, Reason
from google.protobuf.message import Message

from forsa_node.drafts.checking import AGREED, NOBODY, SHOWS, consent_key
from forsa_node.drafts.desk import Desk
from forsa_node.drafts.writing import Answering
from forsa_node.finding import find_record, newest_version
from forsa_node.following import following
from forsa_node.new_files import new_folder
from forsa_node.reading import Stores, reading
from forsa_node.store.desk import DraftRow, DraftState, HeldFile, ScanAnswer
from forsa_node.store.mirror_files import BlobState

_BLOCK: Final = 2**20


def replacing(folder: Path, which: str) -> Answering:
    """What a new version of an own record carries: its object, its newest version, its readers."""
    with reading(folder) as stores:
        newest, _ = _own_newest(stores, which)
    return Answering.replacing(newest)


def begin_revision(folder: Path, desk: Desk, which: str, person: str, language: str) -> DraftRow:
    """Begin a draft with the published text of an own record, or go on with the one begun.

    What was said of its pictures and recordings is said of the same ones again.

    Raises:
        NotAllowedError: it is another member's.
        NotFoundError: its text is not here.
    """
    with reading(folder) as stores:
        newest, body = _own_newest(stores, which)
        files = files_of(stores, body)
    source = f"revise:{newest.record_id.hex()}"
    begun = desk.begun_from(source)
    if begun is not None:
        return begun
    said = said_of_files(desk, newest.record_id, body, files)
    text, answering = without_consent(body, files), Answering.replacing(newest)
    kind = newest.header.kind
    row, _ = desk.add_message(kind, text, person, answering, language, files, source)
    desk.store.answer(row.number, said)
    return row


def said_of_files(
    desk: Desk, record_id: bytes, body: Any, files: Mapping[str, HeldFile]
) -> dict[str, ScanAnswer]:
    """The consent that was signed with an own record, file by file.

    By whom it was said is known where its draft is on this desk; else it was this member.
    """
    drafts = [one for one in desk.store.drafts() if one.record_id == record_id]
    earlier = {key: one for row in drafts for key, one in desk.store.answers(row.number).items()}
    said = {}
    for one in _showing(body, files):
        key = consent_key(one.file_name, files[one.file_name].sha256)
        published = AGREED if one.consent else NOBODY
        author = earlier[key].person if key in earlier else desk.identity.member
        said[key] = ScanAnswer(published, author, desk.clock.now_ms())
    return said


def without_consent(body: Any, files: Mapping[str, HeldFile]) -> Message:
    """The text that says nothing of consent: it would hold for another file of that name."""
    copy: Message = type(body)()
    copy.CopyFrom(body)
    for one in _showing(copy, files):
        one.ClearField("consent")
    return copy


def _showing(body: Any, files: Mapping[str, HeldFile]) -> list[Any]:
    """Attachments in which somebody can be recognised, and whose files are here."""
    attached = getattr(body, "attachments", ())
    return [one for one in attached if one.file_name in files and one.media_type.startswith(SHOWS)]


def begin_again(folder: Path, desk: Desk, number: int) -> DraftRow:
    """Begin a draft with what one that ended holds: its record was refused, say.

    A new version of what is in the log, or waits to be sent, stays one; what was said to findings
    is said of it too.

    Raises:
        ConflictError: it is open still.
    """
    row = desk.store.draft(number)
    if row.state is DraftState.OPEN:
        raise ConflictError(f"draft {number} is open still", Reason.KIND_PRECONDITION)
    if not desk.store.contents(number).texts:
        raise ConflictError(f"draft {number} was erased with its record", Reason.BODY_REDACTED)
    with reading(folder) as stores:
        parent, object_id = following(stores, row, desk.check(number).loaded.message)
        is_known = stores.ahead(lambda log: object_id in log.newest_of([object_id]))
    now_ms = desk.clock.now_ms()
    fresh = replace(
        row,
        parent=parent,
        object_id=object_id if is_known else draw_object_id(now_ms),
        created_ms=now_ms,
        changed_ms=now_ms,
        state=DraftState.OPEN,
        approved_by="",
        approved_digest=b"",
        record_id=b"",
    )
    begun = desk.store.add(fresh, desk.store.contents(number))
    desk.store.answer(begun.number, desk.store.answers(number))
    return begun


def write_out(desk: Desk, number: int, to: Path) -> list[Path]:
    """Write the texts and files of a draft into a new folder; return what was written.

    Raises:
        FolderError: the folder is there already.
        DamagedStoreError: a file is damaged on this disk; nothing is written.
    """
    contents = desk.store.contents(number)
    if to.exists() or to.is_symlink():
        raise FolderError(f"{to} is there already", FolderProblem.EXISTS, to)
    to.parent.mkdir(parents=True, exist_ok=True)
    taken: list[str] = []
    with new_folder(to) as folder:
        for name, data in contents.texts.items():
            (folder / _place(name, taken)).write_bytes(data)
        for name, held in contents.files.items():
            if not held.is_taken:
                continue
            place = folder / _place(name, taken)
            with desk.files.open(held.sha256) as source, place.open("xb") as target:
                shutil.copyfileobj(source, target, _BLOCK)
    return [to / name for name in taken]


def _place(name: str, taken: list[str]) -> str:
    taken.append(safe_file_name(name, taken))
    return taken[-1]


def _own_newest(stores: Stores, which: str) -> tuple[Record, Message]:
    found = find_record(stores, which)
    if found.header.member != stores.identity.member:
        raise NotAllowedError(
            f"{which} is a record of {found.header.member}; only its author revises it",
            Reason.KIND_NOT_ALLOWED,
        )
    return newest_version(stores, found.header.object_id)


def files_of(stores: Stores, body: Any) -> dict[str, HeldFile]:
    """The files of a record of this member, so that the next version can name them again.

    What another of its nodes attached is here if it was fetched.
    """
    roots = {one.file_name: one.root for one in getattr(body, "attachments", ())}
    held = {name: _held_file(stores, root) for name, root in roots.items()}
    return {name: one for name, one in held.items() if one is not None}


def _held_file(stores: Stores, root: bytes) -> HeldFile | None:
    own = stores.member.own_file_at(root)
    if own is not None:
        return HeldFile(own.sha256, own.size)
    blob = stores.mirror.blob(root)
    if blob is None or blob.state is not BlobState.COMPLETE or not blob.sha256:
        return None
    return HeldFile(blob.sha256, blob.size)
