"""Plays stories of sharing, told in French: what members make of each other's work, as all see it.

Every event is judged as a node judges it before it signs (`sharing_rules`), then by the fold; with
`malgré tout` another program skips the first. What holds in the end is read through the views.
Words: tests/scenarios/README.md.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from forsa import codelists
from forsa.envelope import Record
from forsa.governance.fold import Folded
from forsa.kinds.labels import choice_label
from forsa.library.sharing_rules import DAY_MS, sharing_error
from forsa.library.threads import Thread
from forsa.log_store.around import COMMENT, Work
from forsa.log_store.reading import StoredBody
from forsa.log_store.shelf import document_of
from forsa.v1.effects_pb2 import BallotCast, FlagRaise, ProposalOpen, RecordAct, RecordHold
from forsa.v1.governance_pb2 import Proposal
from forsa.v1.record_pb2 import Commitment
from google.protobuf.message import Message

from tests.scenarios.story import Story, unit_of
from tests.support.folded_log import OFFICE, unique
from tests.support.library_log import (
    LibraryLog,
    adoption,
    comment,
    common,
    flag,
    local,
    review,
    translation,
)
from tests.support.reports import small_report

_VERDICTS: Final = {
    "a marché": "worked",
    "en partie": "partly",
    "n'a pas marché": "did_not_work",
    "trop tôt": "too_early",
}
_ADVICE: Final = {"approuver": "endorse", "à revoir": "revise", "ne pas retenir": "decline"}
_WHY_NOT: Final = {
    "": "compté",
    "conflict": "non compté : lien déclaré",
    "withdrawn": "non compté : retiré",
    "hidden": "non compté : non montré",
    "superseded": "non compté : remplacé",
    "own": "non compté : de l'auteur",
}
_UNITS: Final = {"jour": "days", "jours": "days", "heure": "hours", "heures": "hours"}


class SharingStage:
    """One story; names stand for records."""

    def __init__(self, story: Story) -> None:
        (people,) = [line for line in story.events if line.startswith("membres ")]
        self.log = LibraryLog(people.split()[1:])
        self.records: dict[str, Record] = {}
        """The newest version of each name."""
        self.first: dict[str, Record] = {}
        self._reports = 0

    # --- events ----------------------------------------------------------------------------

    def play(self, line: str) -> None:
        """Play one event; it must end as the line says."""
        told, _, expected = (part.strip() for part in line.partition("->"))
        for pattern, event in EVENTS:
            match = re.fullmatch(pattern, told)
            if match:
                outcome = event(self, **match.groupdict())
                assert outcome == (expected or "accepté"), f"{line} : {outcome}"
                return
        raise AssertionError(f"personne ne comprend {line!r}")

    def tell(
        self,
        who: str,
        kind: str,
        message: Message | None,
        name: str = "",
        *,
        target: str = "",
        revises: str = "",
        effect: Message | None = None,
        anyway: str | None = None,
    ) -> str:
        """Judge and offer a record; return the reason of a refusal, or `accepté`."""
        self.log.now_ms += 1000
        before = self.records.get(revises)
        parent = before or self.records.get(target)
        own = before.header.object_id if before else None
        if parent is not None and not anyway:
            error = self._error(who, kind, parent, own or b"", message)
            if error is not None:
                return error
        data = b"" if message is None else message.SerializeToString(deterministic=True)
        index = len(self.log.entries)
        body = Commitment(root=unique(f"text {index}"), size=max(1, len(data)))
        record = self.log.record(
            who,
            kind,
            effect,
            parent=parent.record_id if parent else b"",
            object_id=own,
            body=None if message is None else body,
            observed=self.log.seen(),
        )
        folded = self.log.offer(record)
        if not isinstance(folded, Folded):
            return str(folded.reason)
        if message is not None:
            self.log.bodies[index] = StoredBody(bytes(32), data)
        if name:
            self.records[name] = record
            self.first.setdefault(name, record)
        return "accepté"

    def _error(
        self, who: str, kind: str, parent: Record, own: bytes, message: Message | None
    ) -> str | None:
        target = self.log.around(lambda around: around.target(parent.record_id, own))
        since_ms = self.log.now_ms - DAY_MS
        today = self.log.read(lambda log: log.count_by(who, COMMENT, since_ms))
        error = sharing_error(kind, who, target, today, message)
        return None if error is None else str(error.reason)

    def publish(self, qui: str, nom: str) -> str:
        """A practice report."""
        self._reports += 1
        return self.tell(qui, "practice.report", small_report(self._reports), nom)

    def revise(self, qui: str, nom: str) -> str:
        """A new version."""
        self._reports += 1
        kind = self.records[nom].header.kind
        return self.tell(qui, kind, small_report(self._reports), nom, revises=nom)

    def adopt(self, qui: str, cible: str, nom: str, verdict: str, malgre: str | None) -> str:
        """How it went elsewhere."""
        body = adoption(_VERDICTS[verdict])
        return self.tell(qui, "practice.adopt", body, nom, target=cible, anyway=malgre)

    def change_adoption(self, qui: str, nom: str, verdict: str) -> str:
        """Another word on the same try."""
        return self.tell(qui, "practice.adopt", adoption(_VERDICTS[verdict]), nom, revises=nom)

    def review(self, qui: str, nom: str, cible: str, avis: str, note: str, lien: str | None) -> str:
        """An opinion."""
        body = review(int(note), _ADVICE[avis], tied=lien is not None)
        return self.tell(qui, "review.publish", body, nom, target=cible)

    def say(self, qui: str, quoi: str, nom: str, cible: str, malgre: str | None) -> str:
        """A word in a conversation."""
        sort = {"demande": "question", "répond": "answer", "remarque": "remark"}[quoi]
        body = comment(f"{nom} ?", sort)
        return self.tell(qui, COMMENT, body, nom, target=cible, anyway=malgre)

    def say_often(self, qui: str, nombre: str, cible: str) -> str:
        """Many remarks in a row; the last outcome counts."""
        outcomes = [self.say(qui, "remarque", "", cible, None) for _ in range(int(nombre))]
        assert set(outcomes[:-1]) <= {"accepté"}
        return outcomes[-1]

    def accept(self, qui: str, reponse: str, question: str) -> str:
        """Who asked says which comment answers."""
        body = comment(f"{question} ?", "question", self.records[reponse].record_id)
        return self.tell(qui, COMMENT, body, question, revises=question)

    def translate(self, qui: str, cible: str, nom: str, langue: str, machine: str | None) -> str:
        """The title in one more language."""
        body = translation({"title": f"{nom} {langue}"}, langue, "machine" if machine else "human")
        return self.tell(qui, "translation.publish", body, nom, target=cible)

    def withdraw(self, qui: str, nom: str) -> str:
        """Its author withdraws it."""
        act = RecordAct(target=self.records[nom].record_id, reason="withdrawn")
        return self.tell(qui, "record.withdraw", None, effect=act)

    def erase(self, qui: str, nom: str) -> str:
        """Its author has it erased."""
        act = RecordAct(target=self.records[nom].record_id, reason="privacy")
        return self.tell(qui, "record.redact", None, effect=act)

    def hold(self, nom: str, jours: str) -> str:
        """The secretariat holds it."""
        effect = RecordHold(target=self.records[nom].record_id, reason="privacy", days=int(jours))
        return self.tell(OFFICE, "record.hold", None, effect=effect)

    def flag(self, qui: str, nom: str, raison: str) -> str:
        """A word to the secretariat."""
        return self.tell(qui, "flag.raise", flag(), target=nom, effect=FlagRaise(reason=raison))

    def wait(self, nombre: str, unite: str) -> str:
        """Time passes, and the log shows it."""
        self.log.wait(unit_of(f"{nombre} {_UNITS[unite]}"))
        self.log.fresh_ms = self.log.now_ms
        return "accepté"

    def recommend(self, verbe: str, nom: str) -> str:
        """All members vote on making it a reference."""
        choice = "for" if verbe == "recommande" else "against"
        effect = ProposalOpen(
            type="reference_practice", closes_ms=self.log.now_ms + 20 * DAY_MS, call=1
        )
        text = Proposal(
            common=common(),
            title=local("Pratique de référence"),
            text=local("Nous proposons que le réseau la recommande."),
            subjects=[self.records[nom].record_id],
        )
        members = [one for one in self.log.rights.members if one != OFFICE]
        opened = self.tell(members[0], "proposal.open", text, f"vote {nom}", effect=effect)
        assert opened == "accepté", opened
        for one in members:
            ballot = BallotCast(choice=choice)
            cast = self.tell(one, "ballot.cast", None, target=f"vote {nom}", effect=ballot)
            assert cast == "accepté", cast
        return self.wait("21", "jours")

    # --- the ending ------------------------------------------------------------------------

    def holds(self, line: str) -> None:
        """Check one line of the ending."""
        name, _, claim = line.partition(" ")
        facts = self.facts(name)
        assert claim in facts, f"{line!r} ne tient pas : {name} est {facts}"

    def facts(self, name: str) -> list[str]:
        """All that is seen of a name."""
        record = self.records[name]
        object_id = record.header.object_id
        work = self.log.around(lambda around: around.work(object_id))
        if work is not None:
            return _of_work(work)
        return [
            fact
            for one in self.log.around(lambda around: around.works(self._works()).values())
            for fact in self._of_answer(one, object_id)
        ]

    def _works(self) -> Sequence[bytes]:
        return [one.header.object_id for one in self.records.values()]

    def _of_answer(self, work: Work, object_id: bytes) -> list[str]:
        facts = []
        for one in work.adoptions:
            if one.told.object_id == object_id:
                late = ["après le retrait"] if one.after_withdrawal else []
                facts += [choice_label(one.verdict, "fr") or "sans verdict", *late]
                facts.append("compte" if one.counts else "ne compte pas")
        facts += [
            _WHY_NOT[one.why_not] for one in work.reviews.reviews if one.told.object_id == object_id
        ]
        for two in work.translations:
            if two.told.object_id == object_id:
                facts.append("dépassée" if two.is_outdated else "à jour")
                facts.append("par une machine" if two.is_machine else "par une personne")
        threads = self.log.around(lambda around: around.threads(work.card.object_id))
        return facts + [fact for one in threads for fact in _of_thread(one, object_id, self._name)]

    def _name(self, object_id: bytes) -> str:
        named = (name for name, one in self.records.items() if one.header.object_id == object_id)
        return next(named, "?")


def _of_work(work: Work) -> list[str]:
    label = codelists.label("maturity", work.maturity, "fr").lower()
    adopted = ", ".join(one.told.member for one in work.adoptions if one.counts) or "personne"
    means = [
        f"note {float(mean):g} ({count} avis)".replace(".", ",")
        for mean, count in work.reviews.means.values()
    ]
    return [
        f"maturité {label}",
        "retiré" if work.withdrawal else "offert",
        "introuvable" if document_of(work) is None else "trouvé",
        f"adopté par {adopted}",
        f"versions {len(work.versions)}",
        f"signalé {work.flags} fois",
        *(means or ["sans note"]),
        *(f"traduit en {one.language}" for one in work.translations if one.counts),
    ]


def _of_thread(thread: Thread, object_id: bytes, name: Callable[[bytes], str]) -> list[str]:
    if thread.told.object_id == object_id:
        accepted = [name(one.told.object_id) for one in thread.answers if one.is_accepted]
        gone = "retiré" if thread.told.withdrawn else "montré"
        return [
            f"profondeur {thread.depth}",
            gone,
            f"réponse retenue {accepted[0]}" if accepted else "sans réponse retenue",
            "est retenue" if thread.is_accepted else "n'est pas retenue",
        ]
    return [fact for one in thread.answers for fact in _of_thread(one, object_id, name)]


def _people(_stage: SharingStage) -> str:
    return "accepté"


_Q: Final = r"(?P<qui>\S+)"
_MALGRE: Final = r"(?P<malgre>,? malgré tout)?"
EVENTS: Final[Sequence[tuple[str, Callable[..., Any]]]] = (
    (r"membres .*", _people),
    (rf"{_Q} publie (?P<nom>\S+)", SharingStage.publish),
    (rf"{_Q} révise (?P<nom>\S+)", SharingStage.revise),
    (
        rf"{_Q} adopte (?P<cible>\S+) en (?P<nom>\S+) : (?P<verdict>.*?){_MALGRE}",
        SharingStage.adopt,
    ),
    (rf"{_Q} corrige (?P<nom>\S+) : (?P<verdict>.*)", SharingStage.change_adoption),
    (
        (
            rf"{_Q} donne l'avis (?P<nom>\S+) sur (?P<cible>\S+) : (?P<avis>.*?), note (?P<note>\d)"
            r"(?P<lien>, avec un lien)?"
        ),
        SharingStage.review,
    ),
    (rf"{_Q} écrit (?P<nombre>\d+) remarques sur (?P<cible>\S+)", SharingStage.say_often),
    (
        rf"{_Q} (?P<quoi>demande|répond|remarque) (?P<nom>\S+) (?:sur|à) (?P<cible>\S+?){_MALGRE}",
        SharingStage.say,
    ),
    (rf"{_Q} retient (?P<reponse>\S+) pour (?P<question>\S+)", SharingStage.accept),
    (
        (
            rf"{_Q} traduit (?P<cible>\S+) en (?P<nom>\S+) vers (?P<langue>\S+?)"
            r"(?P<machine>,? par une machine)?"
        ),
        SharingStage.translate,
    ),
    (rf"{_Q} retire (?P<nom>\S+)", SharingStage.withdraw),
    (rf"{_Q} efface (?P<nom>\S+)", SharingStage.erase),
    (r"le secrétariat suspend (?P<nom>\S+) (?P<jours>\d+) jours?", SharingStage.hold),
    (rf"{_Q} signale (?P<nom>\S+) : (?P<raison>\S+)", SharingStage.flag),
    (r"(?P<nombre>\d+) (?P<unite>jours?|heures?) passent?", SharingStage.wait),
    (r"l'assemblée (?P<verbe>recommande|écarte) (?P<nom>\S+)", SharingStage.recommend),
)
