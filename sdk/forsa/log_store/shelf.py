"""The search index follows the log: which works an entry touches, and what is known of them now.

The index is a projection. It is complete up to a position in the log, and rebuilt from the log by
starting at 0; the same entries give the same index.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from forsa.governance.audience import BodyState, body_state
from forsa.governance.state import State
from forsa.library.cards import texts_of
from forsa.library.index import SearchIndex
from forsa.library.index.documents import Document
from forsa.library.translations import TranslationView, apply_translation
from forsa.log_store.around import Around, Work
from forsa.log_store.reading import LogReader
from forsa.log_store.state import Progress, no_progress

PAGE: Final = 1024
"""Entries that are looked at before their works are written."""
T = TypeVar("T")
Read = Callable[[Callable[[LogReader], T]], T]
"""Runs a function over the stored log, and returns what it returns."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a projection must know of the moment."""

    state: State
    fresh_ms: int
    size: int


def follow(
    index: SearchIndex, read: "Read[list[Change]]", now: Standing, progress: Progress = no_progress
) -> int:
    """Bring the index up to the log; return how many entries it was behind.

    Args:
        index: Open for writing.
        read: Access to the log.
        now: Up to where.
        progress: Told entries done and entries in all.
    """
    start = behind = index.position
    while start < now.size:
        end = min(start + PAGE, now.size)
        changes = read(lambda log, start=start, end=end: changes_of(log, now, start, end))  # type: ignore[misc]
        add = [one.document for one in changes if one.document is not None]
        remove = [one.object_id for one in changes if one.document is None]
        index.apply(add, remove, end)
        progress(end, now.size)
        start = end
    return now.size - behind


@dataclass(frozen=True, slots=True)
class Change:
    """A work to be written anew; without a document it is taken out."""

    object_id: bytes
    document: Document | None


def changes_of(log: LogReader, now: Standing, start: int, end: int) -> list[Change]:
    """What the valid entries [start, end) change in the index, by the newest state of each work."""
    around = Around(log, now.state, now.fresh_ms, held_too=True)
    return changes_to(around, around.works_touched(start, end))


def changes_to(around: Around, object_ids: Iterable[bytes]) -> list[Change]:
    """The newest state of works, as the index is to have it."""
    found = []
    for object_id in sorted(object_ids):
        work = around.work(object_id)
        found.append(Change(object_id, None if work is None else document_of(work)))
    return found


def hidden_works(log: LogReader, state: State, fresh_ms: int) -> frozenset[bytes]:
    """Object ids of what is on hold now: left out of every search, before anything is counted."""
    held = [one for one in state.rights.holds if body_state(state, one, fresh_ms) is BodyState.HELD]
    entries = log.entries_at(log.index_of(held).values()) if held else []
    return frozenset(one.record().header.object_id for one in entries)


def document_of(work: Work) -> Document | None:
    """A work as it is found; None for one that was withdrawn, erased, or whose body is not here.

    A work on hold stays in the index: who searches leaves it out, as long as the hold lasts.
    """
    card = work.card
    if work.withdrawal is not None or card.message is None:
        return None
    titles, texts = dict(card.titles), dict(card.texts)
    machine = set[str]()
    for one in _shown(work.translations):
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
        titles={lang: text for lang, text in titles.items() if text},
        texts=texts,
        machine=frozenset(machine),
    )


def _shown(translations: Sequence[TranslationView]) -> list[TranslationView]:
    """Those that can be searched: people's before machines', those of the newest version first."""
    usable = [one for one in translations if one.counts]
    return sorted(usable, key=lambda one: (one.is_machine, one.is_outdated, -one.told.index))
