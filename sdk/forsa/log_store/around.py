"""What stands around a work in a stored log: its versions, adoptions, reviews, words, translations.

The views themselves are pure (`forsa.library`); this reads what they are made of, for many works at
once in a few queries, whatever the size of the log.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from forsa.entry import parse_entry
from forsa.envelope import Record, RecordId
from forsa.governance.audience import BodyState, body_state
from forsa.governance.state import State
from forsa.library.adoptions import Adoption, adoptions_of, maturity_of
from forsa.library.cards import LIBRARY_KINDS, Card, card_with, parse_body
from forsa.library.reviews import Reviews, reviews_of
from forsa.library.sharing_rules import Target
from forsa.library.threads import Thread, threads_of
from forsa.library.told import Told
from forsa.library.translations import TranslationView, translations_of
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.v1.effects_pb2 import RecordAct

WITHDRAW: Final = "record.withdraw"
COMMENT: Final = "comment.publish"
ANSWERS: Final = ("practice.adopt", "review.publish", "translation.publish", "flag.raise")
"""What others make of a work, the conversations aside."""
REFERENCE_TYPE: Final = "reference_practice"
"""The proposals by whose adoption a practice becomes a reference of the network."""
_CHAIN: Final = 64
"""Records that are followed upwards from an answer to the work."""
_MANY: Final = 10_000
"""Comments of one work that are read; more are a flood, and the oldest are shown."""
K = TypeVar("K")


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
    endorsed: bool = False
    """The assembly adopted it as a reference."""
    answered: Mapping[bytes, bytes] = field(default_factory=dict)
    """By object id of an answer, the record id of the version that it is about."""

    @property
    def newest(self) -> Told:
        """Its newest version."""
        return self.versions[-1]

    @property
    def card(self) -> Card:
        """The card of its newest version."""
        one = self.newest
        return card_with(one.index, one.sequenced_ms, one.record, one.message)

    @property
    def maturity(self) -> str:
        """As it is shown: computed from what others tell."""
        return maturity_of(self.card.claimed_maturity, self.adoptions, endorsed=self.endorsed)


class Around:
    """Reads through one connection; `state` says what may be shown."""

    def __init__(
        self, log: LogReader, state: State, fresh_ms: int = 0, *, held_too: bool = False
    ) -> None:
        """With `held_too` the bodies of works on hold are read as well, to be shown to nobody."""
        self._log = log
        self._state = state
        self._fresh_ms = fresh_ms
        self._held_too = held_too
        self._adopted: frozenset[bytes] | None = None

    def told(self, indexes: Iterable[int]) -> list[Told]:
        """Valid records with their bodies, as far as these are here and may be shown."""
        entries = [one for one in self._log.entries_at(list(indexes)) if one.void is None]
        bodies = self._log.bodies([one.index for one in entries])
        records = {one.index: one.record() for one in entries}
        withdrawn = self._withdrawals([one.record_id for one in records.values()])
        found = []
        for one in entries:
            record = records[one.index]
            hidden = not self._is_readable(record.header.kind, record.record_id)
            shown = one.index in bodies and not hidden
            data = bodies[one.index].data if shown else None
            found.append(
                Told(
                    one.index,
                    _sequenced_ms(one),
                    record,
                    parse_body(record.header.kind, data),
                    withdrawn=record.record_id in withdrawn,
                    hidden=hidden,
                )
            )
        return found

    def _is_readable(self, kind: str, record_id: bytes) -> bool:
        stands = body_state(self._state, RecordId(record_id), self._fresh_ms)
        return stands is BodyState.SERVED or (
            stands is BodyState.HELD and self._held_too and kind in LIBRARY_KINDS
        )

    def _withdrawals(self, record_ids: Collection[bytes]) -> set[bytes]:
        """Those of these records that their author withdrew."""
        acts = self._log.entries_at(self._log.children_of(record_ids, (WITHDRAW,)))
        return {RecordAct.FromString(one.record().header.effect).target for one in acts}

    def withdrawals(self, records: Collection[Record]) -> dict[bytes, Withdrawal]:
        """Records of any kind that are offered no more, by record id.

        A record is withdrawn with the newest version of its thing, and by itself.
        """
        things = {one.header.object_id for one in records}
        versions = self._log.entries_at(self._log.newest_of(things).values())
        newest = {one.record().header.object_id: one.record().record_id for one in versions}
        targets = {*newest.values(), *(one.record_id for one in records)}
        acts = self.told(self._log.children_of(targets, (WITHDRAW,)))
        by_target = {_target(one): _withdrawal(one) for one in reversed(acts)}
        found: dict[bytes, Withdrawal] = {}
        for one in records:
            whole = by_target.get(newest.get(one.header.object_id, b""))
            act = whole or by_target.get(one.record_id)
            if act is not None:
                found[one.record_id] = act
        return found

    def work(self, object_id: bytes) -> Work | None:
        """A work with what is around it; None if there is no such work."""
        return self.works([object_id]).get(object_id)

    def works(self, object_ids: Iterable[bytes]) -> dict[bytes, Work]:
        """Works with what is around them, by object id; what is no work is left out."""
        told = _by(self.told(self._log.versions_of(set(object_ids))), lambda one: one.object_id)
        versions = {key: found for key, found in told.items() if found[0].kind in LIBRARY_KINDS}
        home: dict[bytes, bytes] = {
            one.record.record_id: key for key, found in versions.items() for one in found
        }
        indexes = self._log.children_of(home, (*ANSWERS, WITHDRAW))
        first = [(one.index, one.record()) for one in self._log.entries_at(indexes)]
        things: dict[bytes, bytes] = {}
        """Object id of an answer to the record that its first version answers."""
        for _, record in first:
            if record.header.kind in ANSWERS:
                things.setdefault(record.header.object_id, record.header.parent)
        answers = _by(
            self.told(self._log.versions_of(things)), lambda one: home.get(things[one.object_id])
        )
        withdrawals = _by(
            self.told([index for index, one in first if one.header.kind == WITHDRAW]),
            lambda one: home.get(_target(one)),
        )
        references = self._references()
        return {
            key: _work(
                found,
                answers.get(key, []),
                things,
                withdrawals.get(key, []),
                endorsed=any(one.record.record_id in references for one in found),
            )
            for key, found in versions.items()
        }

    def _references(self) -> frozenset[bytes]:
        """Record ids that adopted proposals name as references; read once."""
        if self._adopted is None:
            positions = self._log.index_of(self._log.decided(REFERENCE_TYPE, "adopted"))
            proposals = self.told(positions.values())
            self._adopted = frozenset(
                subject for one in proposals if one.message for subject in one.message.subjects
            )
        return self._adopted

    def threads(self, object_id: bytes) -> tuple[Thread, ...]:
        """What was said about a thing: any kind, not works alone."""
        versions = self.told(self._log.versions_of([object_id]))
        known: dict[bytes, bytes] = {one.record.record_id: object_id for one in versions}
        comments: dict[int, Told] = {}
        asked: list[bytes] = list(known)
        while asked and len(comments) < _MANY:
            around = self._log.children_of(asked, (COMMENT,))
            found = self.told([one for one in around if one not in comments][:_MANY])
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
        newest = self.told(self._log.newest_of([one.object_id]).values())
        withdrawn = one.withdrawn or any(version.withdrawn for version in newest)
        depth = self._depth(one) if one.kind == COMMENT else 0
        readers = frozenset(told.record.header.audience for told in (one, *newest))
        return Target(one.member, one.kind, withdrawn, depth, one.message, readers)

    def _depth(self, comment: Told) -> int:
        """Comments from the work down to this one, itself included."""
        seen, at = {comment.object_id}, comment.record
        for _ in range(_CHAIN):
            index = self._log.index_of([at.header.parent]).get(at.header.parent)
            if index is None:
                break
            at = self._log.entries_at([index])[0].record()
            if at.header.kind != COMMENT:
                break
            seen.add(at.header.object_id)
        return len(seen)


def _work(
    versions: Sequence[Told],
    answers: Collection[Told],
    things: Mapping[bytes, bytes],
    withdrawals: Iterable[Told],
    *,
    endorsed: bool,
) -> Work:
    author, newest = versions[0].member, versions[-1].record.record_id
    kinds = _by(answers, lambda one: one.kind)
    acts = [one for one in withdrawals if _target(one) == newest]
    withdrawal = _withdrawal(acts[0]) if acts else None
    return Work(
        versions=versions,
        withdrawal=withdrawal,
        adoptions=adoptions_of(
            author, kinds.get("practice.adopt", ()), withdrawal.index if withdrawal else None
        ),
        reviews=reviews_of(author, kinds.get("review.publish", ())),
        translations=translations_of(newest, kinds.get("translation.publish", ()), things),
        flags=len({one.object_id for one in kinds.get("flag.raise", ())}),
        endorsed=endorsed,
        answered={one.object_id: things[one.object_id] for one in answers},
    )


def _by(told: Iterable[Told], key: Callable[[Told], K | None]) -> dict[K, list[Told]]:
    """Records by a key, in their order; those without one are left out."""
    found: dict[K, list[Told]] = {}
    for one in told:
        value = key(one)
        if value is not None:
            found.setdefault(value, []).append(one)
    return found


def _act(one: Told) -> RecordAct:
    """The effect of a withdrawal: it parses, for the fold reads it too."""
    return RecordAct.FromString(one.record.header.effect)


def _withdrawal(one: Told) -> Withdrawal:
    return Withdrawal(one.index, _act(one).reason, one)


def _target(one: Told) -> bytes:
    return _act(one).target


def _sequenced_ms(entry: StoredEntry) -> int:
    return parse_entry(entry.data).sequenced_ms
