"""The library of this node: a search index that follows the mirror, and is rebuilt from it.

It lies in `DIR/search`, holds nothing of its own, and works without a connection. A running daemon
keeps it up to date; where none runs, the command that searches does so first. One process writes
it at a time; damaged, it is deleted and made again.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

from forsa.errors import BusyError, CorruptStoreError, Reason
from forsa.governance.state import State
from forsa.library.cards import LIBRARY_KINDS
from forsa.library.index import SearchIndex
from forsa.library.query import Query, SearchResult
from forsa.log_store.reading import LogReader
from forsa.log_store.shelf import Change, Standing, changes_to, follow, hidden_works, put_changes
from forsa.log_store.state import Progress, no_progress
from forsa.log_store.touching import works_touched

from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.mirror import MirrorStore

FOLDER: Final = "search"
LOCK: Final = "search.lock"
PAGE: Final = 256
"""Bodies that came late and are taken at once."""
T = TypeVar("T")
Notice = Callable[[], None]
"""Called when damage was met, before the index is made again."""


def nothing_to_say() -> None:
    """Let damage pass without a word."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the only process that writes or deletes the index.

    Raises:
        BusyError: `RECOVERING`: another one does.
    """
    with (folder / "run" / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(
                "the library is being written by another command or the daemon: try again",
                Reason.RECOVERING,
            ) from None
        yield


def with_index(folder: Path, work: Callable[[SearchIndex], T], notice: Notice) -> T:
    """Open the index of a node's folder and use it; one that is damaged is deleted first.

    Raises:
        BusyError: it is damaged, and another process makes it again at this moment.
    """
    place = folder / FOLDER
    try:
        with closing(SearchIndex.open(place)) as index:
            return work(index)
    except DamagedStoreError:  # not the index: the mirror, whose damage people must hear of
        raise
    except CorruptStoreError:
        with writing(folder):
            SearchIndex.erase(place)
        notice()
    with closing(SearchIndex.open(place)) as index:
        return work(index)


def catch_up(
    folder: Path,
    store: MirrorStore,
    state: State,
    fresh_ms: int,
    progress: Progress = no_progress,
    notice: Notice = nothing_to_say,
) -> int:
    """Bring the index up to the mirror, which this process holds; return its size then.

    Raises:
        BusyError: another process writes it.
    """

    def work(index: SearchIndex) -> int:
        with writing(folder):
            size = store.read(LogReader.head).size
            now = Standing(state, fresh_ms, size)
            follow(index, store.read, now, progress)
            _take_late(index, store, now)
        return size

    return with_index(folder, work, notice)


def _take_late(index: SearchIndex, store: MirrorStore, now: Standing) -> None:
    """Works whose body, or that of an answer to them, came after its entry."""
    late = store.late()
    for start in range(0, len(late), PAGE):
        page = late[start : start + PAGE]

        def touched(log: LogReader, page: list[int] = page) -> list[Change]:
            around = (works_touched(log, one, one + 1) for one in page)
            return changes_to(log, now, set[bytes]().union(*around))

        put_changes(index, store.read(touched), now.size, now.held)
        store.forget_late(page)


def search_here(
    folder: Path,
    query: Query,
    progress: Progress = no_progress,
    notice: Notice = nothing_to_say,
) -> SearchResult:
    """Search this node.

    Args:
        folder: The node's.
        query: What is looked for.
        progress: Told of entries that the index had to catch up with.
        notice: Called if the index was damaged and is made again.

    Raises:
        FolderError: there is no node in the folder, or `NOT_ENROLLED`: one that never joined has
            no library.
        BusyError: the index is being made again.
    """
    with reading(folder) as stores:
        stores.identity.hub_address()
        seen = Seen.of(stores)
        refresh(folder, stores, seen, progress, notice)
        return _search(folder, stores, seen, query, notice)


def search_and_note(
    folder: Path,
    query: Query,
    progress: Progress = no_progress,
    notice: Notice = nothing_to_say,
) -> tuple[SearchResult, frozenset[bytes]]:
    """As `search_here`; and the works that a later look must count as new, as `absent_works`."""
    with reading(folder) as stores:
        stores.identity.hub_address()
        seen = Seen.of(stores)
        refresh(folder, stores, seen, progress, notice)
        # Before the search: what comes in between is told twice, and never missed.
        absent = absent_works(stores, seen)
        return _search(folder, stores, seen, query, notice), absent


def _search(folder: Path, stores: Stores, seen: Seen, query: Query, notice: Notice) -> SearchResult:
    def work(index: SearchIndex) -> SearchResult:
        return index.search(replace(query, hidden=_hidden(stores, seen, index)))

    return with_index(folder, work, notice)


def _hidden(stores: Stores, seen: Seen, index: SearchIndex) -> frozenset[bytes]:
    return stores.mirror.read(
        lambda log: hidden_works(log, seen.state, seen.fresh_ms, index.position)
    )


def absent_works(stores: Stores, seen: Seen) -> frozenset[bytes]:
    """Object ids of logged works that cannot be found yet: their texts are to come, or on hold."""
    mirror, held = stores.mirror, Standing(seen.state, seen.fresh_ms, seen.state.size).held
    awaited = [*mirror.missing(mirror.count_missing()), *mirror.late()]

    def read(log: LogReader) -> frozenset[bytes]:
        entries = log.entries_at([*awaited, *log.index_of(held).values()])
        headers = [one.record().header for one in entries if one.void is None]
        return frozenset(one.object_id for one in headers if one.kind in LIBRARY_KINDS)

    return mirror.read(read)


def refresh(
    folder: Path, stores: Stores, seen: Seen, progress: Progress, notice: Notice = nothing_to_say
) -> None:
    """Let the index follow the mirror if nobody else does; an empty one is made in any case."""
    try:
        if not stores.running:
            catch_up(folder, stores.mirror, seen.state, seen.fresh_ms, progress, notice)
        elif with_index(folder, lambda index: index.position, notice) == 0:
            _make(folder, stores, seen, progress, notice)
    except BusyError:  # another process writes it at this moment: what is there is searched
        return


def _make(
    folder: Path, stores: Stores, seen: Seen, progress: Progress, notice: Notice
) -> dict[str, Any]:
    """Follow the mirror beside a daemon, whose list of late bodies stays its own."""

    def work(index: SearchIndex) -> dict[str, Any]:
        with writing(folder):
            now = Standing(seen.state, seen.fresh_ms, seen.state.size)
            follow(index, stores.mirror.read, now, progress)
        return {"size": index.position, "works": index.search(Query(limit=1)).total}

    return with_index(folder, work, notice)


def rebuild(folder: Path, progress: Progress = no_progress) -> dict[str, Any]:
    """Delete the index and make it again from the mirror; return what it knows then.

    Raises:
        BusyError: another process writes it.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        with writing(folder):
            SearchIndex.erase(folder / FOLDER)
        return _make(folder, stores, seen, progress, nothing_to_say)


def standing(folder: Path, notice: Notice = nothing_to_say) -> dict[str, Any]:
    """What the index knows, and how far the mirror is."""
    with reading(folder) as stores:
        size = stores.mirror.read(LogReader.head).size

        def work(index: SearchIndex) -> dict[str, Any]:
            works = index.search(Query(limit=1)).total
            return {"size": index.position, "mirror": size, "works": works}

        return with_index(folder, work, notice)


def relating_to(folder: Path, stores: Stores, seen: Seen, record_ids: list[bytes]) -> list[bytes]:
    """Object ids of the works that name one of these records as related."""
    refresh(folder, stores, seen, no_progress)

    def work(index: SearchIndex) -> list[bytes]:
        hidden = _hidden(stores, seen, index)
        return [one for one in index.relating_to(record_ids) if one not in hidden]

    return with_index(folder, work, nothing_to_say)
