"""What stands around a work in a stored log: its versions, adoptions, reviews, words, translations.

The views themselves are pure (`forsa.library`); this reads what they are made of, for one work a
few queries, whatever the size of the log.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from forsa.entry import parse_entry
from forsa.governance.audience import BodyState, body_state
from forsa.governance.state import State
from forsa.library.adoptions import Adoption, adoptions_of, maturity_of
from forsa.library.cards import LIBRARY_KINDS, Card, parse_body
from forsa.library.reviews import Reviews, reviews_of
from forsa.library.sharing_rules import Target
from forsa.library.threads import MAX_DEPTH, Thread, threads_of
from forsa.library.told import Told
from forsa.library.translations import TranslationView, translations_of
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.v1.effects_pb2 import RecordAct

WITHDRAW: Final = "record.withdraw"
COMMENT: Final = "comment.publish"
_CHAIN: Final = 64
"""Records that are followed upwards from an answer to the work."""
_MANY: Final = 10_000
"""Comments of one work that are read; more are a flood, and the oldest are shown."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Its author withdrew it."""

    index: int
    reason: str
    """A code."""
    note: Told
    """The record, whose body says more."""


@dataclass(frozen=True, slots=True)
class Work:
    """One work and what others made of it."""

    versions: Sequence[Told]
    """By index."""
    withdrawal: Withdrawal | None
    """Of its newest version."""
    adoptions: Sequence[Adoption]
    reviews: Reviews
    translations: Sequence[TranslationView]
    flags: int
    """How often it was flagged; who and why is for the secretariat."""

    @property
    def newest(self) -> Told:
        """Its newest version."""
        return self.versions[-1]

    @property
    def card(self) -> Card:
        """The card of its newest version."""
        one = self.newest
        header = one.record.header
        return Card(
            index=one.index,
            sequenced_ms=one.sequenced_ms,
            record_id=one.record.record_id,
            object_id=header.object_id,
            parent=header.parent,
            kind=header.kind,
            member=header.member,
            audience=header.audience,
            region=header.region,
            languages=tuple(header.languages),
            message=one.message,
        )

    @property
    def maturity(self) -> str:
        """As it is shown: computed from what others tell."""
        return maturity_of(self.card.claimed_maturity, self.adoptions)


class Around:
    """Reads through one connection; `state` says what may be shown."""

    def __init__(
        self, log: LogReader, state: State, fresh_ms: int = 0, *, held_too: bool = False
    ) -> None:
        """With `held_too` the bodies of records on hold are read as well, to be shown to nobody."""
        self._log = log
        self._state = state
        self._fresh_ms = fresh_ms
        self._readable = {BodyState.SERVED, *([BodyState.HELD] if held_too else [])}

    def told(self, indexes: Iterable[int]) -> list[Told]:
        """Valid records with their bodies, as far as these are here and may be shown."""
        entries = [one for one in self._log.entries_at(list(indexes)) if one.void is None]
        bodies = self._log.bodies([one.index for one in entries])
        records = {one.index: one.record() for one in entries}
        withdrawn = self._withdrawals([one.record_id for one in records.values()])
        found = []
        for one in entries:
            record = records[one.index]
            stands = body_state(self._state, record.record_id, self._fresh_ms)
            shown = one.index in bodies and stands in self._readable
            data = bodies[one.index].data if shown else None
            found.append(
                Told(
                    one.index,
                    _sequenced_ms(one),
                    record,
                    parse_body(record.header.kind, data),
                    withdrawn=record.record_id in withdrawn,
                    hidden=stands not in self._readable,
                )
            )
        return found

    def _withdrawals(self, record_ids: Collection[bytes]) -> dict[bytes, int]:
        """Those of these records that their author withdrew, with the index of the withdrawal."""
        acts = self._log.entries_at(self._log.children_of(record_ids))
        records = ((one.index, one.record()) for one in acts)
        return {
            RecordAct.FromString(record.header.effect).target: index
            for index, record in records
            if record.header.kind == WITHDRAW
        }

    def work(self, object_id: bytes) -> Work | None:
        """A work with what is around it; None if there is no such work."""
        versions = self.told(self._log.versions_of([object_id]))
        if not versions or versions[0].kind not in LIBRARY_KINDS:
            return None
        ids = [one.record.record_id for one in versions]
        first = self.told(self._log.children_of(ids))
        answers = [one for one in first if one.object_id != object_id]
        things = {one.object_id for one in answers if one.kind != COMMENT}
        everything = self.told(self._log.versions_of(things))
        by_kind: dict[str, list[Told]] = {}
        for one in everything:
            by_kind.setdefault(one.kind, []).append(one)
        author, newest = versions[0].member, versions[-1]
        withdrawal = self._withdrawal(newest, answers)
        translated = {one.object_id: one.record.header.parent for one in reversed(answers)}
        return Work(
            versions=versions,
            withdrawal=withdrawal,
            adoptions=adoptions_of(
                author,
                by_kind.get("practice.adopt", ()),
                withdrawal.index if withdrawal else None,
            ),
            reviews=reviews_of(author, by_kind.get("review.publish", ())),
            translations=translations_of(
                newest.record.record_id, by_kind.get("translation.publish", ()), translated
            ),
            flags=len({one.object_id for one in by_kind.get("flag.raise", ())}),
        )

    def _withdrawal(self, newest: Told, answers: Sequence[Told]) -> Withdrawal | None:
        for one in answers:
            if one.kind == WITHDRAW:
                act = RecordAct.FromString(one.record.header.effect)
                if act.target == newest.record.record_id:
                    return Withdrawal(one.index, act.reason, one)
        return None

    def threads(self, object_id: bytes) -> tuple[Thread, ...]:
        """What was said about a thing: any kind, not works alone."""
        versions = self.told(self._log.versions_of([object_id]))
        known: dict[bytes, bytes] = {one.record.record_id: object_id for one in versions}
        comments: dict[int, Told] = {}
        asked: list[bytes] = list(known)
        while asked and len(comments) < _MANY:
            around = [one for one in self._log.children_of(asked) if one not in comments]
            found = [one for one in self.told(around) if one.kind == COMMENT]
            comments |= {one.index: one for one in found}
            known |= {one.record.record_id: one.object_id for one in found}
            asked = [one.record.record_id for one in found]
        return threads_of(object_id, comments.values(), known)

    def target(self, parent: bytes, object_id: bytes) -> Target | None:
        """What an answer must know of the record that it answers; None if it is not in the log.

        Args:
            parent: What the answer's header names.
            object_id: The answer's own: a new version of it names the version before.
        """
        for _ in range(_CHAIN):
            index = self._log.index_of([parent]).get(parent)
            if index is None:
                return None
            (one,) = self.told([index])
            if one.object_id != object_id:
                break
            parent = one.record.header.parent
        depth = 0
        if one.kind == COMMENT:
            depth = self._depth(one)
        return Target(one.member, one.kind, one.withdrawn, depth, one.message)

    def _depth(self, comment: Told) -> int:
        """Comments from the work down to this one, itself included."""
        depth, at = 0, comment
        seen = set[bytes]()
        while at.kind == COMMENT and depth <= MAX_DEPTH and len(seen) < _CHAIN:
            if at.object_id not in seen:
                depth += 1
                seen.add(at.object_id)
            parent = self._log.index_of([at.record.header.parent])
            if not parent:
                break
            (at,) = self.told(parent.values())
        return depth

    def works_touched(self, start: int, end: int) -> set[bytes]:
        """Object ids of the works that the valid entries [start, end) are about."""
        touched = set[bytes]()
        for one in self._log.entries(start, end):
            if one.void is not None:
                continue
            header = one.record().header
            if header.kind in LIBRARY_KINDS:
                touched.add(header.object_id)
            elif header.kind in _CHANGES:
                work = self._work_above(_about(header.kind, header.parent, header.effect))
                if work is not None:
                    touched.add(work)
        return touched

    def _work_above(self, record_id: bytes) -> bytes | None:
        """The work that a record is, or answers, through any number of versions."""
        for _ in range(_CHAIN):
            index = self._log.index_of([record_id]).get(record_id)
            if index is None:
                return None
            header = self._log.entries_at([index])[0].record().header
            if header.kind in LIBRARY_KINDS:
                return header.object_id
            record_id = _about(header.kind, header.parent, header.effect)
        return None


_ACTS: Final = frozenset({WITHDRAW, "record.redact"})
_CHANGES: Final = _ACTS | {"practice.adopt", "translation.publish"}
"""Kinds that change how a work is found."""


def _about(kind: str, parent: bytes, effect: bytes) -> bytes:
    """The record that one is about."""
    return RecordAct.FromString(effect).target if kind in _ACTS else parent


def _sequenced_ms(entry: StoredEntry) -> int:
    return parse_entry(entry.data).sequenced_ms
