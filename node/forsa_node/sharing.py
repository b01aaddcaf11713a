"""Answers to the work of others, from what a person writes to a published record.

An answer has the audience of what it answers. A further adoption or review of the same version by
this member is a new version of the first, and so is a translation into the same language.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import click
from forsa import codelists
from forsa.client.demonstration import clock_of
from forsa.envelope import Record
from forsa.errors import ConflictError, MalformedError, NotAllowedError, Reason, Situation
from forsa.governance.audience import NETWORK, PUBLIC, narrower
from forsa.kinds.findings import Finding, errors_of, shown
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.library.translations import translatable_paths, unchanged_findings
from forsa.log_store.around import COMMENT
from forsa.v1.effects_pb2 import FlagRaise, RecordAct
from forsa.v1.governance_pb2 import Note
from forsa.v1.sharing_pb2 import Comment, Flag, Translation
from forsa.words.reasons import Language
from google.protobuf.message import Message

from forsa_node.ahead import number_of
from forsa_node.drafts.desk import Desk
from forsa_node.drafts.writing import Answering
from forsa_node.finding import (
    body_of,
    find_index,
    find_record,
    newest_record,
    newest_version,
    require_offered,
    text_of,
)
from forsa_node.following import ONCE, TRANSLATION, own_answer
from forsa_node.publishing import Asking, publish_drafts
from forsa_node.reading import reading
from forsa_node.said import publish_said
from forsa_node.seen import Seen
from forsa_node.words import say

WITHDRAWN: Final = "withdrawn"
"""The code of a withdrawal; its words are in the note."""
FLAG: Final = "flag.raise"


def answering(
    folder: Path, kind: str, which: str, message: Message | None = None, effect: bytes = b""
) -> Answering:
    """What an answer to a record carries; `message` is its body, as far as it could be read.

    Its audience is that of the record: an answer tells of what it answers, and of its newest
    version; what replaces an own answer is for no more than that one was. A flag is for the network
    at most: outside nobody has to read what may be wrong with a text.

    Raises:
        ConflictError: these are for two groups: an answer to the newest version is for its readers.
    """
    with reading(folder) as stores:
        target = find_record(stores, which)
        earlier = own_answer(stores, kind, target.record_id, message) if kind in ONCE else None
        _, newest = newest_record(stores, target.header.object_id)
    audience = _readers_of_all(newest, [one for one in (target, newest, earlier) if one], kind)
    if earlier is None:
        return Answering(target.record_id, b"", effect, audience)
    return Answering(earlier.record_id, earlier.header.object_id, effect, audience)


def _readers_of_all(newest: Record, told: Sequence[Record], kind: str) -> str:
    audience = NETWORK if kind == FLAG else PUBLIC
    for one in told:
        both = narrower(audience, one.header.audience)
        if both is None:
            raise ConflictError(
                f"an answer would be for {audience}, and tell of what is for "
                f"{one.header.audience}: answer the newest version, {newest.record_id.hex()}",
                Reason.KIND_PRECONDITION,
            ).told_as(Situation.READERS_APART)
        audience = both
    return audience


def answer_file(
    folder: Path,
    which: str,
    kind: str,
    file: Path,
    asking: Asking,
    said: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """Publish what a file says of a record; return the exit code.

    Args:
        folder: The node's.
        which: The record.
        kind: Of the answer.
        file: With its text.
        asking: How its author is asked.
        said: Field to what the command says of it; empty = nothing.

    Raises:
        MalformedError: `KIND_UNKNOWN`: the file is something else; `KIND_BODY_INVALID`: it says
            another thing than the command: nothing of that is dropped without a word.
    """
    with closing(Desk.open(folder, clock_of(folder))) as desk:
        loaded = desk.look(file)
        if loaded.kind != kind:
            raise MalformedError(
                f"{file} is a {loaded.kind or 'text of no kind'}; a {kind} is meant",
                Reason.KIND_UNKNOWN,
            )
        if loaded.message is not None:
            _require_same(file, loaded.message, said)
        if kind == TRANSLATION:
            _tell_unchanged(folder, which, loaded.message, asking.language)
        what = answering(folder, kind, which, loaded.message)
        row, _ = desk.add(file, asking.person, what, asking.language)
        return publish_drafts(folder, desk, [row], asking)


def _require_same(file: Path, message: Any, said: Mapping[str, str]) -> None:
    for field, asked in said.items():
        written = getattr(message, field)
        if asked and asked != written:
            raise MalformedError(
                f"{file.name} says {field}: {shown(written)}, but the command says {asked}",
                Reason.KIND_BODY_INVALID,
            )


def answer_message(
    folder: Path, which: str, kind: str, message: Message, asking: Asking, effect: bytes = b""
) -> int:
    """Publish an answer that was made of options; return the exit code."""
    what = answering(folder, kind, which, message, effect)
    return publish_said(folder, kind, message, what, asking)


def make_comment(what: str, text: str, language: str) -> Comment:
    """The body of a comment."""
    message = Comment(kind=what)
    message.common.original_language = language
    message.common.licence = DEFAULT_LICENCE
    message.text.add(lang=language, text=text)
    return message


def accept_answer(folder: Path, which: str, accepts: str, asking: Asking) -> int:
    """Say which comment answers the own question `which`, by a new version of it.

    Raises:
        NotAllowedError: somebody else asked it.
        ConflictError: it is no question, or that comment is no answer to it.
    """
    with reading(folder) as stores:
        question, answer = find_record(stores, which), find_record(stores, accepts)
        newest, body = newest_version(stores, question.header.object_id)
        hosts = stores.ahead(
            lambda log: log.entries_at(log.index_of([answer.header.parent]).values())
        )
    header = newest.header
    if not isinstance(body, Comment) or body.kind != "question":
        raise ConflictError(f"{which} is no question", Reason.KIND_PRECONDITION)
    if header.member != stores.identity.member:
        raise NotAllowedError(
            f"{header.member} asked it; only who asked accepts an answer", Reason.KIND_NOT_ALLOWED
        )
    below = [one.record().header.object_id for one in hosts]
    if answer.header.kind != COMMENT or header.object_id not in below:
        raise ConflictError(f"{accepts} is no answer to {which}", Reason.KIND_PRECONDITION)
    body.accepted_answer = answer.record_id
    what = Answering(newest.record_id, header.object_id, b"", header.audience)
    return publish_said(folder, COMMENT, body, what, asking)


def make_flag(reason: str, note: str, language: Language) -> tuple[Flag, bytes]:
    """The body of a flag, and its effect."""
    message = Flag()
    message.common.original_language = language
    message.common.licence = DEFAULT_LICENCE
    message.note.add(lang=language, text=note)
    return message, FlagRaise(reason=reason).SerializeToString(deterministic=True)


def translation_form(
    folder: Path, which: str, source: str, to: str, method: str, language: Language
) -> Translation:
    """A translation with every text of a record, each to be replaced.

    The texts are those of the very version that was named, which its translation will answer;
    that there is a newer one is said on standard error, in `language`.

    Raises:
        MalformedError: `to` is no language of the network, or the one it is translated from.
        ConflictError: the record was withdrawn, or has no texts in `source`.
    """
    _require_language(to)
    with reading(folder) as stores:
        target = find_record(stores, which)
        require_offered(stores, Seen.of(stores), target, which)
        body = text_of(stores, find_index(stores, which), target)
        index, newest = newest_record(stores, target.header.object_id)
    if newest.record_id != target.record_id:
        number = newest.record_id.hex() if number_of(index) is None else index
        click.echo(say(language, "shown_superseded", index=number), err=True)
    common: Any = body
    source = source or common.common.original_language
    texts = translatable_paths(body, source)
    if not texts:
        raise ConflictError(
            f"{which} has no texts in {source or 'any language'}", Reason.KIND_PRECONDITION
        )
    if source == to:
        raise _told(f"{which} is in {to} already", Finding("to_language", "translation.languages"))
    message = Translation(from_language=source, to_language=to, method=method)
    message.common.original_language = to
    message.common.licence = common.common.licence
    for path, text in texts.items():
        message.fields.add(path=path, text=text)
    return message


def _require_language(tag: str) -> None:
    known = codelists.codes("language")
    if tag not in known:
        values = {"value": shown(tag), "known": ", ".join(known)}
        message = f"{shown(tag)} is no language of the network: {values['known']}"
        raise _told(message, Finding("to_language", "translation.tag", values))


def _told(message: str, finding: Finding) -> MalformedError:
    error = MalformedError(message, Reason.KIND_BODY_INVALID)
    error.violations = (finding.violation(),)
    return error


def _tell_unchanged(folder: Path, which: str, message: Any, language: Language) -> None:
    """Say on standard error which texts of a translation are still the original ones.

    Where they are too many the rules of sharing refuse it, with their own words.
    """
    with reading(folder) as stores:
        target = find_record(stores, which)
        body = body_of(stores, target.record_id)
    found = [] if body is None or message is None else unchanged_findings(body, message)
    for one in () if errors_of(found) else found:
        click.echo(f"  {one.text(language)}", err=True)


def publish_withdrawal(folder: Path, which: str, reason: str, asking: Asking) -> int:
    """Withdraw the newest version of an own record; return the exit code.

    Raises:
        NotAllowedError: it is another member's.
    """
    with reading(folder) as stores:
        _, target = newest_record(stores, find_record(stores, which).header.object_id)
    header = target.header
    if header.member != stores.identity.member:
        raise NotAllowedError(
            f"{which} is a record of {header.member}; only its author withdraws it",
            Reason.KIND_NOT_ALLOWED,
        )
    note = Note()
    note.common.original_language = asking.language
    note.common.licence = DEFAULT_LICENCE
    note.text.add(lang=asking.language, text=reason)
    act = RecordAct(target=target.record_id, reason=WITHDRAWN).SerializeToString(deterministic=True)
    what = Answering(effect=act, audience=header.audience)
    code = publish_said(folder, "record.withdraw", note, what, asking)
    if code == 0 and not asking.as_json:
        click.echo(say(asking.language, "withdrawal_means"), err=True)
    return code
