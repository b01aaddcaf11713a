"""Minutes that a court, a funder and a chair on a phone can read, and that nobody can abuse."""

from collections.abc import Mapping

import pytest
from forsa.exports.governance.blocks import (
    Document,
    Facts,
    Heading,
    Items,
    Line,
    Mark,
    Table,
    Words,
)
from forsa.exports.governance.minutes_page import page_of_assembly, page_of_decision
from forsa.exports.governance.minutes_text import text_of_assembly, text_of_decision
from forsa.exports.governance.page import page_of
from forsa.governance.history import Part
from forsa.governance.views.assemblies import KIND_NAMES, Assembly, assemblies, assembly
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.decision import Decision
from forsa.governance.views.decisions import decision
from forsa.v1 import effects_pb2 as v1
from forsa.v1.common_pb2 import Common, LocalItem, LocalText
from forsa.v1.governance_pb2 import Assembly as AssemblyText
from forsa.v1.governance_pb2 import Minutes as MinutesText
from forsa.v1.governance_pb2 import Proposal as ProposalText
from forsa.words.reasons import LANGUAGES, Language
from google.protobuf.message import Message

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage
from tests.support.chronicles import chronicle
from tests.support.folded_log import DAY_MS, OFFICE
from tests.support.html import see

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>&\"'\x1b[2J"
COMMON = Common(original_language="fr")


def texts(fr: str, ar: str = "") -> list[LocalText]:
    """A text in French, and in Arabic if it is given."""
    return [LocalText(lang="fr", text=fr), *([LocalText(lang="ar", text=ar)] if ar else [])]


def played(*lines: str) -> Stage:
    """The stage after these events."""
    stage = Stage(lines)
    for line in lines:
        stage.play(line, EVENTS)
    return stage


VOTE = (
    "members amal badr cyn dalia",
    "open p1 by amal: set proxies_max=2",
    "ballot p1 by amal: against",
    "ballot p1 by amal: for",
    "ballot p1 by badr: for",
    "ballot p1 by cyn for dalia: abstain",
    "close p1",
    "execute p1 by badr",
)


def adopted(title: str = "Deux procurations") -> Decision:
    """A decision that was executed."""
    stage = played(*VOTE)
    text = ProposalText(common=COMMON, title=texts(title, "توكيلان"), text=texts(title * 3))
    found = decision(chronicle(stage.log, {stage.records["p1"]: text}), stage.records["p1"])
    assert found is not None
    return found


def test_minutes_name_every_ballot_the_numbers_and_who_executed() -> None:
    """Who reads them years later must be able to count again with a pencil."""
    said = text_of_decision(adopted(), "fr")

    for part in (
        "Résultat : adoptée",
        "quorum 3 sur 4 : 3 présents ou représentés",
        "2 voix pour sur 2 exprimées : au moins deux tiers",
        "pour 2, contre 0, abstentions 1, blancs 0 ; présents 2, représentés 1",
        "amal | pour | lui-même | 3 |",
        "dalia | abstention | procuration à cyn | 5 |",
        "amal | contre | lui-même | 2 | 01/01/2026 à 00:00 (UTC) | 3",
        "Sans bulletin : cyn",
        "exécuté par badr, n° 7",
    ):
        assert part in said, part


def test_what_is_voted_on_stands_before_the_words_of_the_proposer() -> None:
    """A kind title must not hide what the bytes do."""
    said = text_of_decision(adopted("Une simple formalité"), "fr")

    assert said.index("procurations par votant") < said.index("Une simple formalité")


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_read_in_the_direction_of_their_language(language: Language) -> None:
    """Arabic minutes that run from left to right are not read by anybody."""
    page = page_of_decision(adopted(), language)

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
    assert "{" not in text_of_decision(adopted(), language)


def test_nothing_that_a_member_writes_becomes_part_of_the_page() -> None:
    """Minutes are opened by people who trust the network: a title must not run a program there."""
    page = page_of_decision(adopted(NASTY), "fr", named=lambda member: f"{member}{NASTY}")
    found = see(page)

    assert {name for name, _ in found.elements} <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "h4", "p", "ul"),
        *("li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "div", "bdi"),
    }
    assert {name for _, values in found.elements for name in values} <= {
        *("lang", "dir", "charset", "http-equiv", "content", "name", "class", "scope"),
    }
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert "\x1b" not in text_of_decision(adopted(NASTY), "fr")


def test_no_block_of_a_document_lets_a_tag_through() -> None:
    """Other exports are made of the same blocks, and put other people's words into them."""
    blocks = (
        Heading(1, NASTY),
        Mark(NASTY),
        Line(NASTY),
        Facts(((NASTY, NASTY),)),
        Items((NASTY,)),
        Table((NASTY,), ((NASTY,),)),
        Words(NASTY, "fr"),
        Words(NASTY, '"><script>'),
    )
    found = see(page_of(Document(NASTY, "ar", blocks)))

    assert not {"script", "img"} & {name for name, _ in found.elements}
    assert found.text.count("alert(1)") >= len(blocks)


def test_an_open_vote_has_no_minutes_yet_and_says_so() -> None:
    """A printed count of Tuesday would be shown as the result on Friday."""
    stage = played("members amal badr", "open p1 by amal: motion", "ballot p1 by amal: for")
    found = decision(chronicle(stage.log), stage.records["p1"])
    assert found is not None

    assert "Ce n'est pas encore un procès-verbal : vote ouvert jusqu'au" in text_of_decision(
        found, "fr"
    )
    assert "Ce texte n'est pas dans cette copie." in text_of_decision(found, "fr")


CALL = AssemblyText(
    common=COMMON,
    place=texts("Khénifra, salle de l'association", "خنيفرة"),
    agenda=[LocalItem(text=texts("Rapport moral")), LocalItem(text=texts("Budget"))],
)
SAID = MinutesText(
    common=COMMON,
    text=texts("La séance est ouverte. " + NASTY),
    present=["amal", "visitor"],
    represented=["badr"],
)


def held(*more: str) -> tuple[Stage, Mapping[bytes, Message]]:
    """An assembly with a proposal and its minutes."""
    stage = played("members amal badr cyn", "observers visitor", "assembly ag by office")
    called = stage.records["ag"]
    effect = v1.ProposalOpen(
        type="budget", closes_ms=stage.log.now_ms + 10 * DAY_MS, call=1, assembly=called
    )
    stage.publish("amal", "proposal.open", effect, name="p1")
    for line in ("minutes pv of ag by office", *more):
        stage.play(line, EVENTS)
    return stage, {called: CALL, stage.records["pv"]: SAID}


def only(found: tuple[Assembly, ...]) -> Assembly:
    """The one assembly."""
    (one,) = found
    return one


def test_an_assembly_has_the_roll_of_its_call_and_the_attendance_of_its_minutes() -> None:
    """Who came later, or may not vote, makes no quorum; who was called and stayed away is named."""
    stage, bodies = held(
        "admit emir",
        "open p2 by amal: activate emir",
        "ballot p2 by amal: for",
        "ballot p2 by badr: for",
        "close p2",
        "execute p2 by amal",
    )
    found = only(assemblies(chronicle(stage.log, bodies)))

    assert found.roll == ("amal", "badr", "cyn")
    assert found.quorum is not None
    assert (found.quorum.have, found.quorum.of, found.quorum.needed) == (2, 3, 2)
    assert [one.record_id for one in found.decisions] == [stage.records["p1"]]
    assert found.notice_ms == 15 * DAY_MS
    said = text_of_assembly(found, "fr")
    for part in (
        "quorum 2 sur 3 : 2 présents ou représentés",
        "amal | présent\nbadr | représenté\ncyn | absent\nvisitor | présent, sans droit de vote",
        "Lieu : Khénifra, salle de l'association",
        "- Rapport moral\n- Budget",
        "Décision n° 2 : budget",
        "La séance est ouverte.",
    ):
        assert part in said, part


def test_the_page_of_an_assembly_is_as_safe_as_that_of_a_decision() -> None:
    """What was said in a room is written down by somebody."""
    stage, bodies = held()
    found = see(page_of_assembly(only(assemblies(chronicle(stage.log, bodies))), "ar"))

    assert not {"script", "img"} & {name for name, _ in found.elements}


def test_an_assembly_is_found_by_its_call_and_by_its_minutes() -> None:
    """People copy the number that they have before them."""
    stage, bodies = held()
    told = chronicle(stage.log, bodies)
    whole = only(assemblies(told))

    assert assembly(told, stage.records["ag"]) == whole
    assert assembly(told, stage.records["pv"]) == whole
    assert assembly(told, stage.records["p1"]) is None


def test_minutes_on_hold_tell_nobody_who_was_there() -> None:
    """What may not be served must not come back as a table of attendance."""
    stage, bodies = held("hold pv by office for 3 days")
    found = only(assemblies(chronicle(stage.log, bodies)))

    assert found.minutes is not None
    assert (found.minutes.present, found.minutes.text, found.quorum) == ((), {}, None)
    assert "Ce texte est en attente d'examen : il n'est pas montré." in text_of_assembly(
        found, "fr"
    )


def test_assemblies_need_the_kinds_they_name_and_no_others() -> None:
    """Who asks for these alone gets the same."""
    stage, bodies = held()
    whole = chronicle(stage.log, bodies)
    events = tuple(one for one in whole.events if one.kind in KIND_NAMES)
    past = tuple(
        one for one in whole.past if one.turn.part in (Part.MEMBER, Part.SETTING, Part.PROPOSAL)
    )

    assert assemblies(Chronicle(events, past, whole.state, whole.now_ms)) == assemblies(whole)
    assert whole.of("assembly.call")[0].member == OFFICE
