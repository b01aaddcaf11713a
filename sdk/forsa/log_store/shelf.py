"""The search index follows the log: which works an entry touches, and what is known of them now.

The index is a projection. It is complete up to a position in the log, and rebuilt from the log by
starting at 0; the same entries give the same index.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from forsa.governance.audience import BodyState, body_state, is_within
from forsa.governance.state import State
from forsa.library.cards import LIBRARY_KINDS, texts_of
from forsa.library.index import SearchIndex
from forsa.library.index.documents import Document
from forsa.library.labels import labels_of
from forsa.library.translations import TranslationView, apply_translation
from forsa.log_store.around import WITHDRAW, Around, Work
from forsa.log_store.reading import LogReader
from forsa.log_store.state import Progress, no_progress
from forsa.log_store.touching import works_above, works_touched
from forsa.v1.effects_pb2 import RecordAct

PAGE: Final = 256
"""Entries that are looked at at once: the bodies of their works lie in memory."""
COMMIT: Final = 16 * PAGE
"""Entries after which what is written is kept: a commit costs as much as some hundred works."""
Read: TypeAlias = Callable[[Callable[[LogReader], Any]], Any]
"""Runs a function over the stored log, and returns what it returns."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a projection must know of the moment."""

    state: State
    fresh_ms: int
    size: int

    @property
    def held(self) -> frozenset[bytes]:
        """Record ids of what is on hold."""
        return frozenset(
            one
            for one in self.state.rights.holds
            if body_state(self.state, one, self.fresh_ms) is BodyState.HELD
        )


def follow(index: SearchIndex, read: Read, now: Standing, progress: Progress = no_progress) -> int:
    """Bring the index up to the log; return how many entries it was behind.

    What was erased since is erased from its files too, which takes as long as making it anew.

    Args:
        index: Open for writing.
        read: Access to the log.
        now: Up to where.
        progress: Told entries done and entries in all.
    """
    if index.position > now.size:  # the log was put back from a copy, or fetched again
        index.rewrite([], 0)
    start = behind = index.position
    redacted = [one for one, at in now.state.rights.redacted.items() if behind <= at < now.size]
    if behind and redacted and read(lambda log: works_above(log, redacted)):
        # First and in one step: interrupted, the position still says that it is to be done.
        index.rewrite(_documents(read, now, progress), now.size, now.held)
        return now.size - behind
    changed = index.held ^ now.held
    if changed:
        around = read(lambda log: changes_to(log, now, works_above(log, changed)))
        put_changes(index, around, start, now.held)
    while start < now.size:
        end = min(start + COMMIT, now.size)
        put_changes(index, _changes(read, now, start, end, progress), end, now.held)
        start = end
    return now.size - behind


def _changes(
    read: Read, now: Standing, start: int, end: int, progress: Progress
) -> "Iterator[Change]":
    """What these entries change, page by page."""
    for at in range(start, end, PAGE):
        until = min(at + PAGE, end)
        yield from read(lambda log, at=at, until=until: changes_of(log, now, at, until))  # type: ignore[misc]
        progress(until, now.size)


@dataclass(frozen=True, slots=True)
class Change:
    """A work to be written anew; without a document it is taken out."""

    object_id: bytes
    document: Document | None


def changes_of(log: LogReader, now: Standing, start: int, end: int) -> list[Change]:
    """What the valid entries [start, end) change in the index, by the newest state of each work."""
    return changes_to(log, now, works_touched(log, start, end))


def changes_to(log: LogReader, now: Standing, object_ids: Collection[bytes]) -> list[Change]:
    """The newest state of works, as the index is to have it."""
    works = Around(log, now.state, now.fresh_ms, held_too=True).works(object_ids)
    documents = {key: document_of(work) for key, work in works.items()}
    return [Change(one, documents.get(one)) for one in sorted(object_ids)]


def put_changes(
    index: SearchIndex, changes: Iterable[Change], position: int, held: frozenset[bytes]
) -> None:
    """Write them, in one step, as what is known at this position of the log."""
    index.put(((one.object_id, one.document) for one in changes), position, held)


def _documents(read: Read, now: Standing, progress: Progress) -> Iterator[Document]:
    """Every work that is found, once: in the page of its newest version."""
    for start in range(0, now.size, PAGE):
        end = min(start + PAGE, now.size)
        changes = read(lambda log, start=start, end=end: _written_in(log, now, start, end))  # type: ignore[misc]
        yield from (one.document for one in changes if one.document is not None)
        progress(end, now.size)


def _written_in(log: LogReader, now: Standing, start: int, end: int) -> list[Change]:
    entries = log.entries_at(log.records_of(LIBRARY_KINDS, start=start, limit=end - start))
    things = {one.record().header.object_id for one in entries if one.index < end}
    newest = log.newest_of(things)
    return changes_to(log, now, {one for one in things if start <= newest[one] < end})


def hidden_works(log: LogReader, state: State, fresh_ms: int, known: int = 0) -> frozenset[bytes]:
    """Object ids of works left out of every search now, before anything is counted.

    Those on hold; a hold of an older version hides nothing, for the index knows the newest alone.
    And those around which something was held, erased or withdrawn that the index still shows.

    Args:
        log: Where the records are.
        state: The newest.
        fresh_ms: The newest accepted freshness time.
        known: Log entries that the index knows.
    """
    held = [one for one in state.rights.holds if body_state(state, one, fresh_ms) is BodyState.HELD]
    entries = log.entries_at(log.index_of(held).values()) if held else []
    things = {one.record().header.object_id: one.index for one in entries}
    newest = log.newest_of(things)
    hidden = {one for one, index in newest.items() if things[one] == index}
    late = [one for one, hold in state.rights.holds.items() if hold.index >= known]
    late += [one for one, index in state.rights.redacted.items() if index >= known]
    return frozenset(hidden | works_above(log, [*late, *_withdrawn_since(log, known)]))


def _withdrawn_since(log: LogReader, known: int) -> list[bytes]:
    """Ids of the records that were withdrawn at entry `known` or later."""
    acts = log.records_of((WITHDRAW,), start=known, limit=log.head().size)
    return [RecordAct.FromString(one.record().header.effect).target for one in log.entries_at(acts)]


def document_of(work: Work) -> Document | None:
    """A work as it is found; None for one that was withdrawn, erased, or whose body is not here.

    A work on hold stays in the index: who searches leaves it out, as long as the hold lasts.
    """
    card = work.card
    if work.withdrawal is not None or card.message is None:
        return None
    titles, texts = dict(card.titles), dict(card.texts)
    machine = set[str]()
    for one in _shown(work.translations, card.audience):
        if one.language not in titles:
            whole, _ = apply_translation(card.message, one.told.message)
            parts = [(path, text) for path, lang, text in texts_of(whole) if lang == one.language]
            titles[one.language] = next((text for path, text in parts if path == "title"), "")
            texts[one.language] = "\n".join(text for path, text in parts if path != "title")
            if one.is_machine:
                machine.add(one.language)
    return Document(
        object_id=card.object_id,
        record_id=card.record_id,
        index=card.index,
        kind=card.kind,
        member=card.member,
        audience=card.audience,
        sequenced_ms=card.sequenced_ms,
        languages=tuple(dict.fromkeys((card.original_language, *card.languages, *titles))),
        region=card.region,
        themes=card.themes,
        strands=card.strands,
        trades=card.trades,
        maturity=work.maturity,
        years=card.years,
        labels=labels_of({"target_group": card.target_groups}),
        related=tuple(record_id for record_id, _ in card.related),
        titles={lang: text for lang, text in titles.items() if text},
        texts=texts,
        machine=frozenset(machine),
    )


def _shown(translations: Sequence[TranslationView], audience: str) -> list[TranslationView]:
    """Those that can be searched: people's before machines', those of the newest version first.

    One for fewer readers than the work would be told to all of them, and is left out.
    """
    usable = [
        one
        for one in translations
        if one.counts and is_within(audience, one.told.record.header.audience)
    ]
    return sorted(usable, key=lambda one: (one.is_machine, one.is_outdated, -one.told.index))
