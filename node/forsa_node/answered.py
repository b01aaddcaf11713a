"""What an answer is about and says in short: it has no title of its own."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from forsa.envelope import Record
from forsa.kinds.labels import choice_label
from forsa.kinds.preview import pick, title_of
from forsa.kinds.registry import KINDS, Mark
from forsa.library.told import Told, chosen
from forsa.library.translations import MACHINE
from forsa.log_store.around import COMMENT, Around
from forsa.log_store.reading import LogReader
from forsa.words.reasons import Language

from forsa_node.ahead import number_of
from forsa_node.found import code_label, one_line
from forsa_node.seen import Seen

_GIST: Final = 80
"""Characters of a comment in a list."""


def answered_by(
    log: LogReader, seen: Seen, records: Collection[Record], language: Language
) -> dict[bytes, dict[str, Any] | None]:
    """What each of these records is about, by record id; None = it is not here.

    Records that answer nothing are left out. The first version of an answer says what it answers;
    people talk about a thing as it is now, and judge or translate one version of it.
    """
    answers = [one for one in records if _answers(one)]
    entries = log.entries_at(log.versions_of({one.header.object_id for one in answers}))
    parents: dict[bytes, bytes] = {}
    for entry in entries:
        header = entry.record().header
        parents.setdefault(header.object_id, header.parent)
    places = log.index_of(parents.values())
    around = Around(log, seen.state, seen.fresh_ms)
    meant: dict[bytes, Told] = {one.record.record_id: one for one in around.told(places.values())}
    things = {one.object_id for one in meant.values()}
    newest = {one.object_id: one for one in around.told(log.newest_of(things).values())}
    found: dict[bytes, dict[str, Any] | None] = {}
    for one in answers:
        told = meant.get(parents.get(one.header.object_id, b""))
        if told is not None and one.header.kind == COMMENT:
            told = newest[told.object_id]
        found[one.record_id] = None if told is None else _describe(told, language)
    return found


def _answers(record: Record) -> bool:
    kind = KINDS.get(record.header.kind)
    return kind is not None and kind.mark is Mark.TARGET


def _describe(told: Told, language: Language) -> dict[str, Any]:
    title = "" if told.message is None else title_of(told.message, language)
    return {
        "index": number_of(told.index),
        "record_id": told.record.record_id.hex(),
        "kind": told.kind,
        "member": told.member,
        "title": title or ("" if told.withdrawn else gist_of(told.kind, told.message, language)),
    }


def gist_of(kind: str, message: Any, language: Language) -> str:
    """An answer in some words, safe to print; empty for all others, and without a body."""
    if message is None:
        return ""
    match kind:
        case "comment.publish":
            text = one_line(pick(message.text, language, message.common.original_language))
            return text if len(text) <= _GIST else f"{text[: _GIST - 1]}…"
        case "practice.adopt":
            return choice_label(chosen(message, "verdict"), language)
        case "review.publish":
            return choice_label(chosen(message, "recommendation"), language)
        case "translation.publish":
            to = code_label("language", chosen(message, "to_language"), language)
            method = chosen(message, "method") or MACHINE
            return to if method == "human" else f"{to} ({choice_label(method, language)})"
    return ""


def about_line(about: Mapping[str, Any], language: Language) -> str:
    """A record that is answered, as people name it."""
    kind = code_label("kind", about["kind"], language)
    parts = (kind, about["member"], about["title"])
    return " · ".join(one_line(one) for one in parts if one)
