"""What people are told of agreements: in force since when, for whom, and what is missing."""

from collections.abc import Mapping
from datetime import date

import pytest
from forsa.envelope import Record
from forsa.governance.audience import BodyState
from forsa.governance.views.agreement import AgreementCard, Stand, Version
from forsa.governance.views.agreement_words import say_act, say_member, say_stand
from forsa.governance.views.agreements import agreement, agreements
from forsa.governance.views.as_json import as_json
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Agreement, Ratification
from google.protobuf.message import Message

from tests.support.chronicles import chronicle
from tests.support.folded_log import DAY_MS, START_MS, FoldedLog, unique

OBJECT = unique("the agreement", 16)
DAY = date(2026, 11, 26)


class Office:
    """A log of amal, badr and cyn, and their agreement."""

    def __init__(self) -> None:
        self.log = FoldedLog(("amal", "badr", "cyn"))
        self.bodies: dict[bytes, Message] = {}

    def publish(
        self,
        version: int = 1,
        parties: str = "amal badr cyn",
        needed: int = 2,
        days: int = 0,
        text: Agreement | None = None,
    ) -> Record:
        """Publish a version; `days` to ratify it, 0: no limit."""
        effect = v1.AgreementPublish(
            type="partnership",
            version=version,
            parties=parties.split(),
            needed=needed,
            ratify_by_ms=self.log.now_ms + days * DAY_MS if days else 0,
        )
        record = self.log.publish("amal", "agreement.publish", effect, object_id=OBJECT)
        self.bodies[record.record_id] = text or Agreement()
        return record

    def act(self, member: str, record: Record, act: str = "ratify", words: str = "") -> None:
        """Let a member act on a version, having seen the whole log."""
        said = self.log.publish(
            member,
            "agreement.ratify",
            v1.AgreementRatify(act=act),
            parent=record.record_id,
            observed=self.log.seen(),
        )
        if words:
            body = Ratification()
            body.reservation.add(lang="fr", text=words)
            self.bodies[said.record_id] = body

    def card(self, at_ms: int | None = None) -> AgreementCard:
        """The agreement as everybody sees it."""
        (card,) = agreements(chronicle(self.log, self.bodies), at_ms)
        return card


def told(version: Version, language: str = "fr") -> str:
    """What is said of a version."""
    return " ".join(say_stand(version, language, day=DAY))  # type: ignore[arg-type]


def test_a_version_is_in_force_from_the_ratification_that_was_missing() -> None:
    """Everybody names the same number of the log, and can look at it."""
    office = Office()
    record = office.publish(needed=2)
    office.act("amal", record)
    waiting = office.card().newest
    office.act("badr", record, "ratify_with_reservation", "Sauf pour les stages.")
    version = office.card().newest

    assert (waiting.stand, waiting.lacking, waiting.in_force) == (Stand.OPEN, 1, None)
    assert "ratifications 1 sur 2 demandées, il en manque 1" in told(waiting)
    assert version.stand is Stand.IN_FORCE
    assert version.in_force is not None
    assert version.in_force.since.index == office.log.state.size - 1
    assert told(version) == (
        "En vigueur depuis le numéro 3, le 01/01/2026 : 2 ratifications sur 2 demandées."
    )
    (reserved,) = version.of("badr").acts  # type: ignore[union-attr]
    assert reserved.reservation == {"fr": "Sauf pour les stages."}
    assert reserved.ratified


def test_in_force_for_the_network_is_not_in_force_for_a_party_that_did_not_ratify() -> None:
    """Nobody is bound by what others signed."""
    office = Office()
    record = office.publish(needed=2)
    office.act("amal", record)
    office.act("badr", record)
    office.act("cyn", record, "refuse")
    card = office.card()

    bound = {one.member: one.is_bound for one in card.newest.parties}
    assert bound == {"amal": True, "badr": True, "cyn": False}
    assert card.for_member("amal") is card.in_force
    assert card.for_member("cyn") is None
    assert list(say_member(card, card.newest, "cyn", "fr")) == [
        "Pas en vigueur pour cyn : a refusé."
    ]
    assert list(say_member(card, card.newest, "dalia", "fr")) == [
        "dalia n'est pas partie à cette version."
    ]


def test_who_withdraws_is_free_from_then_on_and_the_others_stay_bound() -> None:
    """One that leaves does not free the others, and stays bound for the time before."""
    office = Office()
    record = office.publish(needed=2)
    office.act("amal", record)
    office.act("badr", record)
    begun = office.log.state.size - 1
    office.log.wait(DAY_MS)
    office.act("amal", record, "withdraw")
    left = office.log.state.size - 1
    office.act("amal", record)
    back = office.log.state.size - 1
    version = office.card().newest

    assert version.stand is Stand.IN_FORCE
    party = version.of("amal")
    assert party is not None
    spans = [(one.since.index, one.until and one.until.index) for one in party.in_force]
    assert spans == [(begun, left), (back, None)]
    assert [one.act for one in party.acts] == ["ratify", "withdraw", "ratify"]


def test_at_any_date_it_is_as_it_stood_then() -> None:
    """A year later people ask what was in force on the day of the accident."""
    office = Office()
    record = office.publish(needed=2)
    office.log.wait(DAY_MS)
    office.act("amal", record)
    office.act("badr", record)
    office.log.wait(10 * DAY_MS)
    office.act("amal", record, "refuse")
    office.log.wait(DAY_MS)

    def stand(days: int) -> tuple[Stand, tuple[str, ...]]:
        found = office.card(START_MS + days * DAY_MS).newest
        return found.stand, found.ratified

    assert stand(0) == (Stand.OPEN, ())
    assert stand(2) == (Stand.IN_FORCE, ("amal", "badr"))
    assert stand(12) == (Stand.IN_FORCE, ("badr",))
    assert agreements(chronicle(office.log), START_MS - 1) == ()


def test_a_new_version_needs_new_ratifications_and_replaces_the_former_when_it_has_them() -> None:
    """Who ratified version 1 did not ratify what was written later."""
    office = Office()
    first = office.publish(needed=2)
    office.act("amal", first)
    office.act("badr", first)
    second = office.publish(version=2, needed=2)
    office.act("badr", second)
    waiting = office.card()
    office.act("amal", second)
    card = office.card()

    assert waiting.in_force is waiting.versions[0]
    assert waiting.newest.stand is Stand.OPEN
    again = list(say_member(waiting, waiting.newest, "amal", "fr"))
    assert again[-1] == (
        "amal avait ratifié la version 1 ; la version 2 demande une nouvelle ratification."
    )
    assert waiting.ratified_before("cyn", 2) is None
    assert waiting.ratified_before("amal", 1) is None
    assert card.in_force is card.versions[1]
    assert card.versions[0].stand is Stand.REPLACED
    ended = card.versions[0].in_force
    assert ended is not None
    assert ended.until == card.newest.in_force.since  # type: ignore[union-attr]
    assert not card.versions[0].parties[0].is_bound
    assert "A été en vigueur du 01/01/2026 au 01/01/2026" in told(card.versions[0])
    assert agreement(chronicle(office.log), second.record_id) is not None


def test_a_version_that_was_passed_over_says_so() -> None:
    """Version 2 may be in force before version 1 ever was."""
    office = Office()
    office.publish(needed=3)
    office.act("badr", office.publish(version=2, needed=1))
    former = office.card().versions[0]

    assert (former.stand, former.in_force) == (Stand.REPLACED, None)
    assert told(former) == "N'est jamais entrée en vigueur ; une version suivante l'est."


def test_when_the_time_to_ratify_is_over_it_says_so() -> None:
    """A party that waits for the others should know that they can no more."""
    office = Office()
    record = office.publish(needed=2, days=5)
    office.act("amal", record)
    before = office.card()
    office.log.wait(5 * DAY_MS)
    last = office.card()
    office.log.wait(1)
    after = office.card()

    assert before.newest.stand is Stand.OPEN
    assert "On peut ratifier jusqu'au 06/01/2026." in told(before.newest)
    assert last.newest.stand is Stand.OPEN
    assert after.newest.stand is Stand.EXPIRED
    assert "le délai pour ratifier a pris fin le 06/01/2026" in told(after.newest)


@pytest.mark.parametrize(
    ("start", "end", "dates", "said"),
    [
        ("", "", "none", ""),
        ("2027-01-01", "", "before", "à partir du 01/01/2027, pas encore commencé"),
        ("2026-11-26", "2026-11-26", "within", "du 26/11/2026 au 26/11/2026, en cours"),
        ("", "2026-11-25", "after", "jusqu'au 25/11/2026, terminé"),
    ],
)
def test_the_dates_of_a_text_are_shown_and_decide_nothing(
    start: str, end: str, dates: str, said: str
) -> None:
    """A body can be erased, and its author writes what it likes: ratifications are counted."""
    office = Office()
    text = Agreement(valid_from=start, valid_to=end)
    office.act("amal", office.publish(needed=1, text=text))
    version = office.card().newest

    assert version.stand is Stand.IN_FORCE
    assert version.dates(DAY.isoformat()) == dates
    assert said in told(version)
    assert ("mots du texte" in told(version)) == bool(said)


def test_parties_that_are_not_named_are_those_who_could_vote() -> None:
    """A member that came later is no party, and is told so."""
    office = Office()
    record = office.publish(parties="", needed=3)
    names = [one.member for one in office.card().newest.parties]
    office.log.publish("cyn", "member.withdraw", v1.MemberAct(member="cyn", reason="left"))
    left = office.card().newest.of("cyn")

    assert names == ["amal", "badr", "cyn", "office"]
    assert left is not None
    assert left.status == "withdrawn"
    assert record.record_id == office.card().newest.record_id


def test_an_erased_text_leaves_its_ratifications() -> None:
    """What was signed stays countable when the words are gone."""
    office = Office()
    record = office.publish(needed=1)
    office.act("badr", record)
    office.log.publish(
        "amal", "record.redact", v1.RecordAct(target=record.record_id, reason="asked")
    )
    version = office.card().newest

    assert version.text is None
    assert version.body_state is BodyState.REDACTED
    assert version.stand is Stand.IN_FORCE


def test_words_say_all_in_three_languages_and_machines_read_the_same() -> None:
    """A sentence with a name left open tells nobody anything."""
    office = Office()
    record = office.publish(needed=1, text=Agreement(valid_from="2027-01-01"))
    office.act("amal", record, "ratify_with_reservation", "Sauf l'article 3.")
    card = office.card()
    found: Mapping[str, object] = as_json(card)["versions"][0]

    for language in ("fr", "ar", "en"):
        lines = [
            *say_stand(card.newest, language, day=DAY),
            *say_member(card, card.newest, "amal", language),
            say_act("amal", card.newest.parties[0].last, language),
            say_act("badr", card.newest.parties[1].last, language),
        ]
        assert len(lines) == 5
        assert all(line and "{" not in line for line in lines)
    assert found["stand"] == "in_force"
    assert found["record_id"] == record.record_id.hex()
