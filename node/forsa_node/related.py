"""Relations between works, both ways: what a work names, and what names it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from forsa.kinds.labels import choice_label
from forsa.library.told import chosen
from forsa.log_store.around import Around, Work
from forsa.log_store.reading import LogReader
from forsa.words.reasons import Language

from forsa_node.ahead import number_of
from forsa_node.found import one_line
from forsa_node.reading import Stores
from forsa_node.searching import relating_to
from forsa_node.seen import Seen
from forsa_node.words import say
from forsa_node.works import title_at

TO: Final = "to"
FROM: Final = "from"


def related_of(
    folder: Path, stores: Stores, seen: Seen, work: Work, language: Language
) -> list[dict[str, Any]]:
    """What the newest version names, and the works whose newest version names any of its."""
    own = {one.record.record_id for one in work.versions}
    naming = relating_to(folder, stores, seen, sorted(own))

    def read(log: LogReader) -> list[dict[str, Any]]:
        around = Around(log, seen.state, seen.fresh_ms)
        named = dict(_named(work))
        things = _things(log, named)
        works = around.works([*things.values(), *naming])
        rows = [
            _row(record_id, relation, TO, works.get(things.get(record_id, b"")), language)
            for record_id, relation in named.items()
        ]
        for key in naming:
            other = works.get(key)
            for record_id, relation in _named(other) if other else ():
                if record_id in own:
                    found = other.card.record_id if other else b""
                    rows.append(_row(found, relation, FROM, other, language))
        return rows

    return stores.ahead(read)


def _named(work: Work) -> list[tuple[bytes, str]]:
    named = getattr(work.card.message, "related", ())
    return [(one.record_id, chosen(one, "relation")) for one in named]


def _things(log: LogReader, record_ids: Iterable[bytes]) -> dict[bytes, bytes]:
    """Record id to object id, of those that are logged."""
    entries = log.entries_at(log.index_of(list(record_ids)).values())
    records = [one.record() for one in entries]
    return {one.record_id: one.header.object_id for one in records}


def _row(
    record_id: bytes, relation: str, direction: str, other: Work | None, language: Language
) -> dict[str, Any]:
    known: dict[str, Any] = {"index": None, "kind": "", "member": "", "title": ""}
    if other is not None:
        card = other.card
        known = {
            "index": number_of(card.index),
            "kind": card.kind,
            "member": card.member,
            "title": title_at(card, language),
        }
    return {"record_id": record_id.hex(), "relation": relation, "direction": direction, **known}


def related_lines(rows: Iterable[Mapping[str, Any]], language: Language) -> list[str]:
    """The same for people: an arrow from who says it to whom it is said of."""
    return [
        say(
            language,
            "related_to" if one["direction"] == TO else "related_from",
            relation=choice_label(one["relation"], language) or "–",
            title=one_line(one["title"]) or one["record_id"][:16],
            index="–" if one["index"] is None else one["index"],
            member=one["member"] or "–",
        )
        for one in rows
    ]
