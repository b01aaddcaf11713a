"""Answers from the public records, worked out on one thread beside the sequencer."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import Final, TypeVar

from forsa.entry import parse_entry
from forsa.exports.catalogue import CatalogueItem, names_of
from forsa.exports.oai import About, Selection
from forsa.library.cards import card_of
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.log_store.shelf import Standing

from forsa_hub.sequencer import Sequencer
from forsa_hub.showcase.turns import ANSWER_BYTES, Turns
from forsa_hub.showcase.works import PublicWorks, stands_of
from forsa_hub.store.database import Database
from forsa_hub.store.tables import METADATA

SETS: Final[Mapping[str, str]] = {
    "practice.report": "Rapports de pratique - تقارير الممارسات",
    "curriculum.publish": "Curricula - مناهج",
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class View:
    """The public records as one request sees them. A `forsa.exports.oai.Catalogue`."""

    log: LogReader
    works: PublicWorks
    now: Standing
    about: About

    @property
    def tag(self) -> str:
        """The same as long as no answer can differ."""
        timed = self.now.fresh_ms if self.now.state.rights.holds else 0
        return f"{self.now.size}-{timed}"

    def sets(self) -> Mapping[str, str]:
        """Kinds."""
        return SETS

    def select(self, wanted: Selection, limit: int) -> tuple[Sequence[CatalogueItem], int]:
        """The first records that match, as many as may lie in memory, and how many match."""
        indexes, left = self.works.select(wanted, limit)
        return list(self.items(self.fitting(indexes))), left

    def find(self, record_id: bytes) -> CatalogueItem | None:
        """A public record, whatever became of it."""
        index = self.works.find(self.log, record_id)
        return None if index is None else next(self.items([index]))

    def newest(self, indexes: Collection[int]) -> Iterator[CatalogueItem]:
        """Those of these that are shown and the newest version of their work, in this order."""
        entries = {one.index: one for one in self.log.entries_at(indexes)}
        things = {one.index: one.record().header.object_id for one in entries.values()}
        newest = self.log.newest_of(set(things.values()))
        wanted = [one for one in indexes if newest[things[one]] == one]
        return (one for one in self.items(wanted) if one.is_shown)

    def fitting(self, indexes: Sequence[int]) -> Sequence[int]:
        """The first of these, at least one, until their bodies are too much for one answer."""
        sizes = {one.index: one.record().header.body.size for one in self.log.entries_at(indexes)}
        sums = accumulate(sizes[one] for one in indexes)
        return indexes[: max(1, sum(1 for total in sums if total <= ANSWER_BYTES))]

    def items(self, indexes: Sequence[int]) -> Iterator[CatalogueItem]:
        """Records in this order."""
        entries = {one.index: one for one in self.log.entries_at(indexes)}
        stands = stands_of(self.log, self.now, list(entries.values()), self.works.newer)
        names = self._names({one.record().header.member for one in entries.values()})
        for index in indexes:
            stand, entry = stands[index], entries[index]
            body = self._body(entry) if stand.state == "shown" else None
            at = parse_entry(entry.data).sequenced_ms
            card = card_of(index, at, entry.record(), body)
            told = names.get(card.member, {})
            yield CatalogueItem(card, stand.state, stand.changed_ms, told, stand.replaced_by)

    def _names(self, members: Collection[str]) -> dict[str, Mapping[str, str]]:
        """What members call themselves in public, by member and language."""
        known = self.works.profiles
        entries = self.log.entries_at({known[one] for one in members if one in known})
        stands = stands_of(self.log, self.now, entries)
        return {
            one.record().header.member: names_of(self._body(one))
            for one in entries
            if stands[one.index].state == "shown"
        }

    def _body(self, entry: StoredEntry) -> bytes | None:
        found = self.log.bodies([entry.index]).get(entry.index)
        return None if found is None else found.data


class Desk:
    """Runs the questions of many requests one after another."""

    def __init__(
        self, database: Database, sequencer: Sequencer, about: About, turns: Turns
    ) -> None:
        self.about = about
        self._database = database
        self._sequencer = sequencer
        self._turns = turns
        self._works = PublicWorks()

    async def ask(self, question: Callable[[View], T]) -> T:
        """The answer, as of the newest released entry.

        Raises:
            BusyError: too many wait already, or too much that they do not take.
        """
        sequencer = self._sequencer
        now = Standing(sequencer.state, sequencer.fresh_seconds * 1000, sequencer.head.size)
        return await self._turns.do(partial(self._answer, now, question))

    def _answer(self, now: Standing, question: Callable[[View], T]) -> T:
        def run(log: LogReader) -> T:
            works, self._works = self._works, PublicWorks()  # half of a look would be forgotten
            works.follow(log, now)
            self._works = works
            return question(View(log, self._works, now, self.about))

        return self._database.read_here(lambda c: run(LogReader(c, METADATA, before=now.size)))
