"""What `list` tells: the works and other records of this node, the newest version of each."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from forsa.envelope import Record
from forsa.kinds.preview import title_of
from forsa.library.cards import parse_body
from forsa.log_store.around import Around
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.log_store.state import Progress, no_progress
from forsa.words.reasons import Language

from forsa_node.answered import answered_by, gist_of
from forsa_node.reading import reading
from forsa_node.seen import Seen

PAGE: Final = 256


def list_of(
    folder: Path,
    language: Language,
    kinds: Sequence[str],
    members: Sequence[str],
    progress: Progress = no_progress,
) -> list[dict[str, Any]]:
    """The valid records with a body, the newest version of each object.

    A work tells its maturity as others made it; an answer what it says in short (`gist`) and what
    it is about; all of them whether their author withdrew them.
    """
    rows: list[dict[str, Any]] = []
    start = 0
    with reading(folder) as stores:
        seen = Seen.of(stores)
        while True:
            page = partial(LogReader.records_of, kinds=kinds, members=members, start=start)
            found = stores.mirror.read(partial(page, limit=PAGE))
            rows += stores.mirror.read(partial(_rows, seen, found, language))
            if len(found) < PAGE:
                return rows
            start = found[-1] + 1
            progress(start, seen.state.size)


def _rows(
    seen: Seen, indexes: Sequence[int], language: Language, log: LogReader
) -> list[dict[str, Any]]:
    entries = list(_newest(log, log.entries_at(indexes)))
    bodies = log.bodies([one.index for one in entries])
    records = {one.index: one.record() for one in entries}
    around = Around(log, seen.state, seen.fresh_ms)
    works = around.works({one.header.object_id for one in records.values()})
    withdrawn = around.withdrawals(records.values())
    about = answered_by(log, seen, records.values(), language)
    rows = []
    for index, record in records.items():
        shown = index in bodies and not seen.is_held(record.record_id)
        body = bodies[index].data if shown else None
        row = row_of(index, record, body, language)
        work = works.get(record.header.object_id)
        row["maturity"] = "" if work is None else work.maturity
        row["withdrawn"] = record.record_id in withdrawn
        message = None if row["withdrawn"] else parse_body(record.header.kind, body)
        row["gist"] = gist_of(record.header.kind, message, language)
        row["about"] = about.get(record.record_id)
        rows.append(row)
    return rows


def _newest(log: LogReader, entries: Iterable[StoredEntry]) -> Iterable[StoredEntry]:
    """Those with a body that are the newest version of their object."""
    told = [(one, one.record().header) for one in entries]
    newest = log.newest_of({header.object_id for _, header in told})
    for one, header in told:
        if header.HasField("body") and newest.get(header.object_id) == one.index:
            yield one


def row_of(
    index: int | None, record: Record, body: bytes | None, language: Language
) -> dict[str, Any]:
    """What a list says of a record, for machines; without its body only what the header tells.

    Without a number (`index`) it waits to be sent.
    """
    header = record.header
    message = parse_body(header.kind, body)
    return {
        "index": index,
        "record_id": record.record_id.hex(),
        "object_id": header.object_id.hex(),
        "kind": header.kind,
        "member": header.member,
        "audience": header.audience,
        "languages": list(header.languages),
        "region": header.region,
        "title": "" if message is None else title_of(message, language),
        "here": body is not None,
    }
