"""The index in its folder: open, apply, search, close."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Protocol, Self, cast

import tantivy
from tantivy import Occur, Order, SnippetGenerator

from forsa.errors import BusyError, CorruptStoreError, Reason
from forsa.library.index import schema as fields
from forsa.library.index.analysis import analyzers
from forsa.library.index.documents import Document
from forsa.library.index.glossary import glossary
from forsa.library.index.matching import Matcher
from forsa.library.index.showing import SNIPPET_CHARACTERS, hit_of
from forsa.library.index.writing import read_stored, written, written_position
from forsa.library.query import DEFAULT_LIMIT, FACETS, Facet, Query, SearchResult

WRITER_BYTES: Final = 30_000_000
"""Memory of a writer; it is given back after every `apply`."""
LOCKED: Final = "LockBusy"
"""What the engine says when another writer holds the folder."""
PANIC: Final = "PanicException"
"""What the engine raises when it meets bytes that cannot be: no `Exception`, and it has no name to
import."""
_DAMAGES: Final = (ValueError, OSError, KeyError)
FACET_VALUES: Final = 1_000
"""Values that one facet counts at most."""
MOST_RELATED: Final = 100
"""What names a record as related is shown up to so many."""


class _Counted(Protocol):
    """What the engine's answer has and its typing does not tell."""

    count: int


class _View(NamedTuple):
    """What one search sees from beginning to end, whatever is written meanwhile."""

    searcher: tantivy.Searcher
    matcher: Matcher
    position: int
    held: frozenset[bytes]


class SearchIndex:
    """Documents by object id, with the log position up to which they are complete.

    One writes at a time; any number reads. What is in it can be rebuilt from the log, so damage is
    answered by deleting the folder (`SearchIndex.erase`).
    """

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._analyzers = analyzers()
        self._glossary = glossary(self._analyzers)
        self._reload()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open or create the index in a folder.

        Raises:
            CorruptStoreError: `STORED_DATA_CORRUPT`: damaged, or written by another version.
        """
        folder.mkdir(parents=True, exist_ok=True)
        with _sound():
            new = not tantivy.Index.exists(str(folder))
            if new and any(folder.glob("*.store")):
                raise _damaged("segments without the list of them")
            index = tantivy.Index(fields.build_schema(), str(folder))
            for family, analyzer in analyzers().items():
                index.register_tokenizer(f"forsa_{family}", analyzer)
            index.config_reader("manual")
            if new:
                with _writing(index, 0, ()):
                    pass
            return cls(index)

    @staticmethod
    def erase(folder: Path) -> None:
        """Delete what `open` made, so that it makes it anew; other files stay."""
        for path in sorted(folder.glob("*")) + sorted(folder.glob(".*")):
            if path.is_file():
                path.unlink()

    @property
    def position(self) -> int:
        """Log entries that the index knows."""
        return self._view.position

    @property
    def held(self) -> frozenset[bytes]:
        """Record ids that were on hold when it was written last."""
        return self._view.held

    def put(
        self,
        changes: Iterable[tuple[bytes, Document | None]],
        position: int,
        held: frozenset[bytes] = frozenset(),
    ) -> None:
        """Put documents in place of those of the same object, and remove others, all or nothing.

        What was replaced or removed is found no more, and its bytes may stay in the files until
        the engine merges them; only `rewrite` erases.

        Args:
            changes: Object ids, each with its document; None = it is removed. Of two changes to
                one object the later counts.
            position: Log entries that the index knows then.
            held: Record ids that are on hold.

        Raises:
            BusyError: `RECOVERING`: another writer holds the folder.
            CorruptStoreError: `STORED_DATA_CORRUPT`.
        """
        with _sound(), _writing(self._index, position, held) as writer:
            for object_id, document in changes:
                writer.delete_documents_by_term(fields.KEY, object_id.hex())
                if document is not None:
                    writer.add_document(written(document))
            writer.delete_documents_by_term(fields.KEY, fields.POSITION_KEY)
        self._reload()

    def rewrite(
        self, documents: Iterable[Document], position: int, held: frozenset[bytes] = frozenset()
    ) -> None:
        """Put these documents in place of everything: no file keeps a byte of what was there.

        Until it returns, searches see what was there before; it takes as long as a rebuild.

        Args:
            documents: One of each object.
            position: Log entries that they know.
            held: Record ids that are on hold.

        Raises:
            BusyError, CorruptStoreError: as `put`.
        """
        with _sound(), _writing(self._index, position, held) as writer:
            writer.delete_all_documents()
            for document in documents:
                writer.add_document(written(document))
        self._reload()

    def search(self, query: Query) -> SearchResult:
        """What matches, in order; rights are applied before anything is ranked or counted.

        Raises:
            CorruptStoreError: `STORED_DATA_CORRUPT`.
        """
        view = self._view
        with _sound():
            words = view.matcher.words(query)
            everything = view.matcher.everything(query, words)
            newest = query.sort == "newest" or words is None
            found = view.searcher.search(
                everything,
                limit=query.limit or DEFAULT_LIMIT,
                offset=query.offset,
                order_by_field=fields.INDEX if newest else None,
                order=Order.Desc,
            )
            snippets = {} if words is None or not found.hits else self._snippets(view, words)
            hits = []
            for score, address in found.hits:
                stored = read_stored(view.searcher.doc(address))
                ranked = 0.0 if newest else score
                hits.append(hit_of(stored, ranked, query.display_language, snippets))
            total = cast(_Counted, found).count
            return SearchResult(tuple(hits), total, _facets(view, everything), view.position)

    def relating_to(self, record_ids: Collection[bytes], limit: int = MOST_RELATED) -> list[bytes]:
        """Object ids of what names one of these records as related, the newest first.

        Raises:
            CorruptStoreError: `STORED_DATA_CORRUPT`.
        """
        view, schema = self._view, self._index.schema
        terms = [
            (Occur.Should, tantivy.Query.term_query(schema, fields.RELATED, one.hex(), "basic"))
            for one in record_ids
        ]
        with _sound():
            found = view.searcher.search(
                tantivy.Query.boolean_query(terms),
                limit=limit,
                order_by_field=fields.INDEX,
                order=Order.Desc,
            )
            stored = [read_stored(view.searcher.doc(address)) for _, address in found.hits]
        return [bytes.fromhex(one["object_id"]) for one in stored]

    def close(self) -> None:
        """Let go of the files."""
        del self._view, self._index

    def _reload(self) -> None:
        with _sound():
            self._index.reload()
            searcher, schema = self._index.searcher(), self._index.schema
            matcher = Matcher(schema, searcher, self._analyzers, self._glossary)
            self._view = _View(searcher, matcher, *_position_of(schema, searcher))

    def _snippets(self, view: _View, words: tantivy.Query) -> dict[str, SnippetGenerator]:
        found = {}
        for name, _ in fields.TEXT_FIELDS:
            one = SnippetGenerator.create(view.searcher, words, self._index.schema, name)
            one.set_max_num_chars(SNIPPET_CHARACTERS)
            found[name] = one
        return found


def _facets(view: _View, everything: tantivy.Query) -> tuple[Facet, ...]:
    counted = view.searcher.aggregate(
        everything,
        {name: {"terms": {"field": name, "size": FACET_VALUES}} for name in FACETS},
    )
    return tuple(Facet(name, _counts(counted[name]["buckets"])) for name in FACETS)


def _counts(buckets: list[dict[str, str | int]]) -> tuple[tuple[str, int], ...]:
    counts = [(str(one["key"]), int(one["doc_count"])) for one in buckets]
    return tuple(sorted(counts, key=lambda one: (-one[1], one[0])))


@contextmanager
def _writing(
    index: tantivy.Index, position: int, held: Collection[bytes]
) -> Iterator[tantivy.IndexWriter]:
    """Write in one commit, with the new position; whatever fails leaves what was there."""
    writer = index.writer(WRITER_BYTES, 1)
    try:
        yield writer
        writer.add_document(written_position(position, held))
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _position_of(
    schema: tantivy.Schema, searcher: tantivy.Searcher
) -> tuple[int, frozenset[bytes]]:
    """The position, and what was on hold then."""
    key = tantivy.Query.term_query(schema, fields.KEY, fields.POSITION_KEY, "basic")
    found = searcher.search(key, 2).hits
    if len(found) != 1:
        raise _damaged("no position")
    stored = read_stored(searcher.doc(found[0][1]))
    if stored.get("version") != fields.VERSION:
        raise _damaged(f"version {stored.get('version')}, not {fields.VERSION}")
    return int(stored["position"]), frozenset(map(bytes.fromhex, stored["held"]))


def _damaged(why: str) -> CorruptStoreError:
    return CorruptStoreError(
        f"the search index cannot be used ({why}): delete its folder, it is rebuilt from the log",
        Reason.STORED_DATA_CORRUPT,
    )


@contextmanager
def _sound() -> Iterator[None]:
    """What the engine raises, as what a caller can act on."""
    try:
        yield
    except BaseException as error:
        if not isinstance(error, _DAMAGES) and type(error).__name__ != PANIC:
            raise
        if LOCKED in str(error):
            raise BusyError(
                "another process writes to the search index: try again", Reason.RECOVERING
            ) from error
        raise _damaged(type(error).__name__) from error
