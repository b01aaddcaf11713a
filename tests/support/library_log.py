"""A log whose records have bodies, stored as hub and node store it: for the views around a work."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from forsa.envelope import Record
from forsa.governance.fold import Folded
from forsa.log_store.around import Around, Work
from forsa.log_store.reading import EMPTY_HEAD, LogReader, StoredBody
from forsa.log_store.shelf import Standing
from forsa.log_store.writing import LogWriter, next_head
from forsa.v1.common_pb2 import Common, LocalText
from forsa.v1.curriculum_pb2 import Curriculum
from forsa.v1.effects_pb2 import RecordAct, RecordHold
from forsa.v1.governance_pb2 import Note
from forsa.v1.member_pb2 import MemberProfile
from forsa.v1.record_pb2 import Commitment
from forsa.v1.sharing_pb2 import (
    Adoption,
    Comment,
    CriterionScore,
    Flag,
    Review,
    TranslatedField,
    Translation,
)
from google.protobuf.message import Message
from sqlalchemy import StaticPool, create_engine

from tests.contract.test_log_store import METADATA
from tests.support.folded_log import OFFICE, FoldedLog, unique
from tests.support.reports import small_report

T = TypeVar("T")
LICENCE = "CC-BY-SA-4.0"


def local(text: str, lang: str = "fr") -> list[LocalText]:
    """A text in one language."""
    return [LocalText(lang=lang, text=text)]


def common(lang: str = "fr") -> Common:
    """What every body has."""
    return Common(original_language=lang, licence=LICENCE)


def adoption(verdict: str = "worked", **fields: Any) -> Adoption:
    """How it went elsewhere."""
    values: dict[str, Any] = {
        "common": common(),
        "region": "MA-03",
        "milieu": "rural",
        "period_start": "2025-01-06",
        "fidelity": "adapted",
        "changes": local("Les séances ont été déplacées au matin."),
        "verdict": verdict,
    }
    return Adoption(**{**values, **fields})


def review(score: int = 3, recommendation: str = "endorse", *, tied: bool = False) -> Review:
    """An opinion on one criterion."""
    return Review(
        common=common(),
        capacity="peer",
        scores=[CriterionScore(criterion="feasible", score=score)],
        comment=local("Facile à mettre en place dans un petit centre."),
        recommendation=recommendation,
        conflict_of_interest=tied,
    )


def comment(
    text: str = "Combien de temps ?", kind: str = "question", accepts: bytes = b""
) -> Comment:
    """A word in a conversation."""
    return Comment(common=common(), kind=kind, text=local(text), accepted_answer=accepts)


def translation(
    fields: dict[str, str], to: str = "ar", method: str = "human", source: str = "fr"
) -> Translation:
    """Texts in one more language, by path."""
    return Translation(
        common=common(to),
        from_language=source,
        to_language=to,
        method=method,
        fields=[TranslatedField(path=path, text=text) for path, text in fields.items()],
    )


def flag(note: str = "Un prénom y figure.") -> Flag:
    """A word to the office."""
    return Flag(common=common(), note=local(note))


def course(edition: str = "1.0.0", hours: int = 30) -> Curriculum:
    """As much of a curriculum as the views read."""
    return Curriculum(
        common=common(), title=local("Électricité"), edition=edition, total_hours=hours
    )


def profile(mailbox: str) -> MemberProfile:
    """What an association says of itself."""
    return MemberProfile(
        common=common(),
        legal_name=local("Association Amal"),
        short_name="Amal",
        region="MA-05",
        contact=mailbox,
    )


class LibraryLog(FoldedLog):
    """A log in memory with bodies, and a store that grows with it."""

    def __init__(self, members: Iterable[str] = ("amal", "badr", "cyn"), **more: Any) -> None:
        super().__init__(members, **more)
        self.bodies: dict[int, StoredBody] = {}
        self.fresh_ms = 0
        self._head = EMPTY_HEAD
        engine = create_engine("sqlite://", poolclass=StaticPool)
        METADATA.create_all(engine)
        self._engine = engine

    def tell(self, member: str, kind: str, message: Message | bytes, /, **more: Any) -> Record:
        """Publish a record with this body, which must be accepted."""
        self.now_ms += 1000
        data = message if isinstance(message, bytes) else message.SerializeToString()
        body = Commitment(root=unique(f"text {len(self.entries)}"), size=max(1, len(data)))
        self.bodies[len(self.entries)] = StoredBody(bytes(32), data)
        effect = more.pop("effect", None)
        return self.publish(member, kind, effect, body=body, **more)

    def report(self, member: str = "amal", number: int = 1, **more: Any) -> Record:
        """A practice report."""
        return self.tell(member, "practice.report", small_report(number), **more)

    def revise(self, before: Record, message: Message | bytes) -> Record:
        """A new version of a record."""
        header = before.header
        return self.tell(
            header.member,
            header.kind,
            message,
            parent=before.record_id,
            object_id=header.object_id,
            effect=header.effect,
            audience=header.audience,
        )

    def answer(
        self, member: str, kind: str, message: Message | bytes, target: Record, **more: Any
    ) -> Record:
        """A record that answers another one."""
        return self.tell(member, kind, message, parent=target.record_id, **more)

    def withdraw(self, record: Record, why: str = "Nous le refaisons.") -> Record:
        """Its author withdraws it."""
        act = RecordAct(target=record.record_id, reason="withdrawn")
        note = Note(common=common(), text=local(why))
        return self.tell(record.header.member, "record.withdraw", note, effect=act)

    def hold(self, record: Record, days: int = 7) -> Record:
        """The office holds it."""
        effect = RecordHold(target=record.record_id, reason="privacy", days=days)
        return self.publish(OFFICE, "record.hold", effect)

    def redact(self, record: Record) -> Record:
        """Its author has it erased."""
        act = RecordAct(target=record.record_id, reason="privacy")
        return self.publish(record.header.member, "record.redact", act)

    # What a reader sees.

    def store(self) -> None:
        """Append what is new."""
        folded: list[Folded] = self.folded[self._head.size :]
        if not folded:
            return
        after, completed = next_head(self._head, folded)
        bodies = {one: self.bodies[one] for one in self._new(after.size)}
        with self._engine.begin() as connection:
            LogWriter(connection, METADATA).append(self._head, after, completed, folded, bodies)
        self._head = after

    def _new(self, size: int) -> list[int]:
        return [one for one in self.bodies if self._head.size <= one < size]

    def read(self, work: Callable[[LogReader], T]) -> T:
        """Ask the store, once it has everything."""
        self.store()
        with self._engine.begin() as connection:
            return work(LogReader(connection, METADATA))

    def around(self, use: Callable[[Around], T]) -> T:
        """Look around a record, by the newest state."""
        return self.read(lambda log: use(Around(log, self.state, self.fresh_ms)))

    def work(self, record: Record) -> Work:
        """The work that a record is a version of."""
        found = self.around(lambda around: around.work(record.header.object_id))
        assert found is not None
        return found

    @property
    def standing(self) -> Standing:
        """The moment, for a projection."""
        return Standing(self.state, self.fresh_ms, self.state.size)
