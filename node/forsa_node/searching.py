"""The library of this node: a search index that follows the mirror, and is rebuilt from it.

It lies in `DIR/search`, holds nothing of its own, and works without a connection. A running daemon
keeps it up to date; where none runs, the command that searches does so first.
"""

from collections.abc import Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forsa.errors import BusyError, CorruptStoreError
from forsa.governance.state import State
from forsa.library.index import SearchIndex
from forsa.library.query import Hit, Query, SearchResult
from forsa.log_store.around import Around
from forsa.log_store.reading import LogReader
from forsa.log_store.shelf import Standing, changes_to, follow, hidden_works
from forsa.log_store.state import Progress, no_progress

from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.mirror import MirrorStore

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = "search"


@contextmanager
def opened(folder: Path) -> "Iterator[SearchIndex]":
    """The index of a node's folder; one that is damaged, or of another version, begins anew."""
    place = folder / FOLDER
    try:
        index = SearchIndex.open(place)
    except CorruptStoreError:
        SearchIndex.erase(place)
        index = SearchIndex.open(place)
    with closing(index):
        yield index


def catch_up(
    index: SearchIndex,
    store: MirrorStore,
    state: State,
    fresh_ms: int,
    progress: Progress = no_progress,
) -> int:
    """Bring the index up to the mirror; return how many entries it was behind."""
    size = store.read(LogReader.head).size
    now = Standing(state, fresh_ms, size)
    behind = follow(index, store.read, now, progress)
    late = store.late()
    if late:
        changes = store.read(lambda log: _changes_of_late(log, now, late))
        add = [one.document for one in changes if one.document is not None]
        index.apply(add, [one.object_id for one in changes if one.document is None], size)
        store.forget_late(late)
    return behind


def _changes_of_late(log: LogReader, now: Standing, late: Sequence[int]) -> Any:
    around = Around(log, now.state, now.fresh_ms, held_too=True)
    touched = set[bytes]()
    for index in late:
        touched |= around.works_touched(index, index + 1)
    return changes_to(around, touched)


def search_here(folder: Path, query: Query, progress: Progress = no_progress) -> SearchResult:
    """Search this node.

    Raises:
        FolderError: there is no node in the folder.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        with opened(folder) as index:
            _freshen(index, stores, seen, progress)
            return index.search(_narrowed(query, stores, seen))


def _narrowed(query: Query, stores: Stores, seen: Seen) -> Query:
    """Without what is on hold now."""
    from dataclasses import replace

    hidden = stores.mirror.read(lambda log: hidden_works(log, seen.state, seen.fresh_ms))
    return replace(query, hidden=hidden)


def _freshen(index: SearchIndex, stores: Stores, seen: Seen, progress: Progress) -> None:
    if stores.running:
        return
    try:
        catch_up(index, stores.mirror, seen.state, seen.fresh_ms, progress)
    except BusyError:  # another command writes it at this moment: what is there is searched
        return


def rebuild(folder: Path, progress: Progress = no_progress) -> dict[str, Any]:
    """Delete the index and make it again from the mirror; return what it knows then."""
    with reading(folder) as stores:
        seen = Seen.of(stores)
        SearchIndex.erase(folder / FOLDER)
        with opened(folder) as index:
            catch_up(index, stores.mirror, seen.state, seen.fresh_ms, progress)
            return {"size": index.position, "works": index.search(Query(limit=1)).total}


def standing(folder: Path) -> dict[str, Any]:
    """What the index knows, and how far the mirror is."""
    with reading(folder) as stores:
        size = stores.mirror.read(LogReader.head).size
        with opened(folder) as index:
            works = index.search(Query(limit=1)).total
            return {"size": index.position, "mirror": size, "works": works}


def describe_hit(hit: Hit) -> dict[str, Any]:
    """A hit for machines."""
    return {
        "index": hit.index,
        "record_id": hit.record_id.hex(),
        "object_id": hit.object_id.hex(),
        "kind": hit.kind,
        "member": hit.member,
        "title": hit.title,
        "language": hit.language,
        "machine_translated": hit.machine_translated,
        "snippet": [{"text": one.text, "matched": one.matched} for one in hit.snippet],
        "languages": list(hit.languages),
        "region": hit.region,
        "themes": list(hit.themes),
        "maturity": hit.maturity,
        "sequenced_ms": hit.sequenced_ms,
        "score": round(hit.score, 4),
    }


def describe(result: SearchResult) -> dict[str, Any]:
    """An answer for machines."""
    return {
        "total": result.total,
        "size": result.size,
        "hits": [describe_hit(one) for one in result.hits],
        "facets": {one.name: dict(one.counts) for one in result.facets},
    }
