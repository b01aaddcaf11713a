"""Agreements on a screen: no word of a member can pass for a word of the program."""

from datetime import UTC

import pytest
from forsa.governance.views.agreements import agreements
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Agreement, Ratification
from forsa_node.governance.agreement_lines import (
    difference_lines,
    party_lines,
    stand_lines,
    text_lines,
)

from tests.support.chronicles import chronicle
from tests.support.folded_log import FoldedLog

FALSE = "En vigueur depuis le numéro 1"
HOSTILE = f"Charte\n  {FALSE}\x1b[2J\u202e"


def hostile(text: str = HOSTILE) -> Agreement:
    """An agreement whose author would like to write the program's lines."""
    made = Agreement(valid_from="2027-01-01", valid_to=f"2028\x1b[2J\u202e\n{FALSE}")
    made.common.original_language = "fr"
    for lang in ("fr", f"ar\n{FALSE}"):
        made.title.add(lang=lang, text=text)
        made.text.add(lang=lang, text=text)
    clause = made.clauses.add(number=f"1\n{FALSE}")
    clause.text.add(lang="fr", text=text)
    clause.text.add(lang=f"ar\n{FALSE}", text=text)
    return made


@pytest.mark.parametrize("full", [False, True])
def test_no_line_of_a_text_looks_like_one_of_the_program(full: bool) -> None:
    """A clause that says that it is in force would be believed."""
    log = FoldedLog(("amal", "badr"))
    effect = v1.AgreementPublish(type="partnership", version=1, parties=["amal", "badr"], needed=2)
    record = log.publish("amal", "agreement.publish", effect)
    act = log.publish(
        "badr",
        "agreement.ratify",
        v1.AgreementRatify(act="ratify_with_reservation"),
        parent=record.record_id,
    )
    said = Ratification()
    said.reservation.add(lang="fr", text=HOSTILE)
    bodies = {bytes(record.record_id): hostile(), bytes(act.record_id): said}
    (card,) = agreements(chronicle(log, bodies))
    lines = [
        *stand_lines(card, card.newest, "amal", "fr", UTC, log.now_ms),
        *party_lines(card.newest, "fr", UTC),
        *text_lines(hostile(), "00", "fr", full=full),
        *difference_lines(hostile("Avant"), hostile(), "fr"),
    ]

    assert all("\n" not in line for line in lines)
    assert not any(line.strip().startswith(FALSE) for line in lines)
    assert not any("\x1b[2J" in line or "\u202e" in line for line in lines)


def test_what_changed_is_marked_without_colours_too() -> None:
    """A printer and a pipe have none."""
    before, after = Agreement(), Agreement()
    before.clauses.add(number="1").text.add(lang="fr", text="Sous 30 jours.")
    after.clauses.add(number="2").text.add(lang="fr", text="Sous 45 jours.")
    shown = [
        line.replace("\x1b[31m", "").replace("\x1b[32m", "").replace("\x1b[0m", "")
        for line in difference_lines(before, after, "fr")
    ]

    assert shown == ["§ 2: modifiée (était § 1)", "  [fr]", "  | Sous [-30-]{+45+} jours."]
    assert list(difference_lines(before, before, "fr")) == [
        "Les deux textes sont les mêmes, mot pour mot."
    ]


def test_who_ratifies_sees_renewals_and_files_and_that_they_changed() -> None:
    """A text that renews itself twenty times, or has another annex, is not the same text."""
    before, after = hostile("Charte"), hostile("Charte")
    after.renewals_max = 20
    for made, root in ((before, b"\x01"), (after, b"\x02")):
        made.attachments.add(file_name="annexe.pdf", size=9, root=root * 32)
    shown = list(text_lines(after, "00", "fr"))
    changed = "\n".join(difference_lines(before, after, "fr"))

    assert shown[1:5] == [
        "Valable du: 2027-01-01",
        "Valable jusqu'au: 2028 [2J " + FALSE,
        "Renouvellements: 20",
        f"Pièces jointes: annexe.pdf (, 9, {'02' * 32})",
    ]
    assert "Renouvellements: " in changed
    assert "Pièces jointes: modifié" in changed
