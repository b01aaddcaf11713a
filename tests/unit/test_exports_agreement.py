"""An agreement as a page and as text: both languages side by side, and who ratified it."""

from datetime import date
from importlib.resources import files

from forsa.exports.governance.agreement_page import agreement_document
from forsa.exports.governance.page import page_of
from forsa.exports.governance.text import text_of
from forsa.governance.views.agreements import agreements
from forsa.kinds.loaders import load_agreement
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Agreement, Ratification
from google.protobuf.message import Message

from tests.support.chronicles import chronicle
from tests.support.folded_log import FoldedLog
from tests.support.html import see

DAY = date(2026, 11, 26)


def sample() -> Agreement:
    """The charter that comes with the program."""
    text = files("forsa.samples").joinpath("agreement-charte.fr-ar.md").read_text("utf-8")
    message = load_agreement(text, DAY).loaded.message
    assert isinstance(message, Agreement)
    return message


def page(text: Agreement | None, reservation: str, language: str = "fr") -> tuple[str, str]:
    """HTML and text of an agreement of amal and badr; badr ratified with a reservation."""
    log = FoldedLog(("amal", "badr"))
    effect = v1.AgreementPublish(type="partnership", version=1, parties=["amal", "badr"], needed=1)
    record = log.publish("amal", "agreement.publish", effect)
    act = log.publish(
        "badr",
        "agreement.ratify",
        v1.AgreementRatify(act="ratify_with_reservation"),
        parent=record.record_id,
    )
    said = Ratification()
    said.reservation.add(lang="fr", text=reservation)
    bodies: dict[bytes, Message] = {act.record_id: said}
    if text is not None:
        bodies[record.record_id] = text
    (card,) = agreements(chronicle(log, bodies))
    document = agreement_document(card, card.newest, language, DAY)  # type: ignore[arg-type]
    return page_of(document), text_of(document)


def test_clauses_stand_side_by_side_each_in_its_direction() -> None:
    """Whoever compares two languages of a clause has them before their eyes."""
    html, text = page(sample(), "Sauf pour les stages d'été.")

    assert html.count('<div class="beside">') == 1 + len(sample().clauses)
    french, arabic = html.index('lang="fr" dir="ltr"'), html.index('lang="ar" dir="rtl"')
    assert french < arabic
    assert "En vigueur depuis le numéro 2" in html
    assert "Sauf pour les stages d'été." in text
    assert "[fr]\n    **Objet**" in text
    assert "badr | membre actif | a ratifié avec réserve" in text


def test_what_parties_write_cannot_leave_its_place() -> None:
    """A reservation is a stranger's text on everybody's screen."""
    hostile = Agreement()
    hostile.title.add(lang="fr", text="<script>alert(1)</script> Charte")
    hostile.clauses.add(number="1</h3><script>").text.add(lang="fr", text="<img src=x onerror=y>")
    html, _ = page(hostile, '"><script>x</script>')

    assert "<script" not in html
    assert "onerror=y>" not in html
    assert {name for name, _ in see(html).elements} & {"script", "img"} == set()


def test_a_text_that_is_not_here_is_said_to_be_missing() -> None:
    """A page without clauses is not an agreement without clauses."""
    html, text = page(None, "Sauf l'article 3.", "ar")

    assert 'dir="rtl"' in html
    assert "النص غير موجود في هذه العقدة" in text
    assert "ميثاق" not in text
