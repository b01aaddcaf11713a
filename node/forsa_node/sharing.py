"""Answers to the work of others, from what a person writes to a published record.

An answer has the audience of what it answers, and a further adoption or review of the same record
by this member is a new version of the first.
"""

from contextlib import closing
from pathlib import Path
from typing import Any, Final

from forsa.clock import SystemClock
from forsa.errors import MalformedError, Reason
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.kinds.writing import format_yaml
from forsa.library.translations import translatable_paths
from forsa.v1.effects_pb2 import FlagRaise, RecordAct
from forsa.v1.governance_pb2 import Note
from forsa.v1.sharing_pb2 import Comment, Flag, Translation
from forsa.words.reasons import Language
from google.protobuf.message import Message

from forsa_node.drafts.desk import Answering, Desk
from forsa_node.finding import find_record, newest_version
from forsa_node.publishing import Asking, publish_drafts
from forsa_node.reading import Stores, reading

WITHDRAWN: Final = "withdrawn"
"""The code of a withdrawal; its words are in the note."""


def answering(folder: Path, kind: str, which: str, effect: bytes = b"") -> Answering:
    """What an answer to a record carries: a further one to the same record is a new version.

    Its audience is that of the record: an answer tells of what it answers.
    """
    with reading(folder) as stores:
        target = find_record(stores, which)
        earlier = _own_answer(stores, kind, target.record_id)
    audience = target.header.audience
    if earlier is None:
        return Answering(target.record_id, b"", effect, audience)
    return Answering(earlier.record_id, earlier.header.object_id, effect, audience)


def _own_answer(stores: Stores, kind: str, target: bytes) -> Any:
    """The newest version of what this member answered already; comments and flags may be many."""
    if kind not in {"practice.adopt", "review.publish", "translation.publish"}:
        return None
    member = stores.identity.member
    around = stores.mirror.read(lambda log: log.entries_at(log.children_of([target])))
    own = [one.record() for one in around]
    mine = [one for one in own if (one.header.kind, one.header.member) == (kind, member)]
    if not mine or kind == "translation.publish":
        return None
    newest, _ = newest_version(stores, mine[0].header.object_id)
    return newest


def answer_file(folder: Path, which: str, kind: str, file: Path, asking: Asking) -> int:
    """Publish what a file says of a record; return the exit code.

    Raises:
        MalformedError: `KIND_UNKNOWN`: the file is something else.
    """
    with closing(Desk.open(folder, SystemClock())) as desk:
        row, _ = desk.add(file, asking.person, answering(folder, kind, which), asking.language)
        if row.kind != kind:
            desk.discard(row.number)
            raise MalformedError(f"{file} is a {row.kind}; a {kind} is meant", Reason.KIND_UNKNOWN)
        return publish_drafts(folder, desk, [row], asking)


def answer_message(
    folder: Path, which: str, kind: str, message: Message, asking: Asking, effect: bytes = b""
) -> int:
    """Publish an answer that was made of options; return the exit code."""
    with closing(Desk.open(folder, SystemClock())) as desk:
        what = answering(folder, kind, which, effect)
        row, _ = desk.add_message(kind, message, asking.person, what, asking.language)
        return publish_drafts(folder, desk, [row], asking)


def make_comment(folder: Path, what: str, text: str, language: str, accepts: str) -> Comment:
    """The body of a comment."""
    message = Comment(kind=what)
    message.common.original_language = language
    message.common.licence = DEFAULT_LICENCE
    message.text.add(lang=language, text=text)
    if accepts:
        with reading(folder) as stores:
            message.accepted_answer = find_record(stores, accepts).record_id
    return message


def make_flag(reason: str, note: str, language: Language) -> tuple[Flag, bytes]:
    """The body of a flag, and its effect."""
    message = Flag()
    message.common.original_language = language
    message.common.licence = DEFAULT_LICENCE
    message.note.add(lang=language, text=note)
    return message, FlagRaise(reason=reason).SerializeToString(deterministic=True)


def translation_form(folder: Path, which: str, source: str, to: str, method: str) -> str:
    """A file with every text of a record, to be replaced by its translation."""
    with reading(folder) as stores:
        target = find_record(stores, which)
        _, body = newest_version(stores, target.header.object_id)
    common: Any = body
    source = source or common.common.original_language
    message = Translation(from_language=source, to_language=to, method=method)
    message.common.original_language = to
    message.common.licence = common.common.licence
    for path, text in translatable_paths(body, source).items():
        message.fields.add(path=path, text=text)
    return format_yaml("translation.publish", message)


def publish_withdrawal(folder: Path, which: str, reason: str, asking: Asking) -> int:
    """Withdraw an own record; return the exit code."""
    with reading(folder) as stores:
        target = find_record(stores, which)
    note = Note()
    note.common.original_language = asking.language
    note.common.licence = DEFAULT_LICENCE
    note.text.add(lang=asking.language, text=reason)
    act = RecordAct(target=target.record_id, reason=WITHDRAWN).SerializeToString(deterministic=True)
    with closing(Desk.open(folder, SystemClock())) as desk:
        what = Answering(effect=act, audience=target.header.audience)
        row, _ = desk.add_message("record.withdraw", note, asking.person, what, asking.language)
        return publish_drafts(folder, desk, [row], asking)
