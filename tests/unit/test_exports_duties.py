"""The year's duties as CSV, workbook and frame: what people and programs open them as."""

import csv
import io
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from forsa.exports.governance.duties import COLUMNS, counts, duties_csv, duty_row
from forsa.exports.governance.duties_frame import to_polars
from forsa.exports.governance.duties_workbook import duties_workbook
from forsa.governance.views.duties import Duty, Standing, Why, duties
from forsa.governance.views.duty_words import say_details, say_duty, say_reminder
from forsa.governance.views.reminders import Rhythm, reminders
from forsa.governance.views.submissions import EvidenceState
from forsa.v1.governance_pb2 import Obligation, ReviewNote
from forsa.words.dates import say_days
from forsa.words.duties import EVIDENCE_STATES, STANDINGS, TEXT_STATES, WHYS
from forsa.words.reasons import LANGUAGES, Language
from openpyxl import load_workbook

from tests.support.due_log import DUE_MS, LIMIT_MS, DueLog
from tests.support.folded_log import DAY_MS, OFFICE

RABAT = ZoneInfo("Africa/Casablanca")
FORMULA = '=HYPERLINK("x","y")'


def year() -> DueLog:
    """Amal handed in and has to complete it, badr is late, cyn is waived, the office is on time."""
    office = DueLog(("amal", "badr", "cyn"))
    asked = office.ask()
    office.bodies[asked.record_id] = Obligation(school_year="2025-2026")
    office.bodies[asked.record_id].title.add(lang="fr", text=FORMULA)
    handed = office.at(LIMIT_MS + DAY_MS).submit(asked)
    note = office.review(handed, "returned")
    office.bodies[note.record_id] = ReviewNote()
    office.bodies[note.record_id].reason.add(lang="fr", text="@SUM(A1)\n+1")
    office.waive(asked, "cyn")
    office.submit(asked, who=OFFICE)
    return office


def found(office: DueLog | None = None) -> tuple[Duty, ...]:
    """Its duties, three days after the limit."""
    return duties((office or year()).chronicle(LIMIT_MS + 3 * DAY_MS))


def opened(language: Language) -> Any:
    """The workbook as a spreadsheet opens it."""
    data = duties_workbook(found(), language, RABAT, now_ms=LIMIT_MS + 3 * DAY_MS, size=9)
    return load_workbook(io.BytesIO(data))


def test_the_csv_has_a_row_for_each_duty_and_no_cell_is_a_formula() -> None:
    """A title from another association runs on the machine of who opens it."""
    text = duties_csv(found(), "fr", RABAT)
    header, *rows = csv.reader(io.StringIO(text))
    amal = dict(zip(COLUMNS, rows[0], strict=True))

    assert header[1:5] == ["Membre", "Code", "Objet", "Échéance"]
    assert [row[1] for row in rows] == ["amal", "badr", "cyn", OFFICE]
    assert amal["title"] == f"'{FORMULA}"
    assert amal["reason"].startswith("'@SUM")
    assert (amal["due"], amal["days_late"], amal["standing"]) == ("2026-02-10", "3", "à compléter")
    assert not any(cell[:1] in "=+@-" for row in rows for cell in row if cell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_opens_with_its_sheets_and_no_formula(language: Language) -> None:
    """What an office sends to the ministry opens without a warning, from the right in Arabic."""
    book = opened(language)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert len(book.sheetnames) == 4
    assert all(sheet.sheet_view.rightToLeft is (language == "ar") for sheet in book)
    assert "f" not in {cell.data_type for cell in cells}
    assert any(cell.value == f"'{FORMULA}" for cell in cells)


def test_the_overview_has_a_member_a_row_and_a_duty_a_column() -> None:
    """The secretariat's year at a glance, in words that blame nobody."""
    book = opened("fr")
    overview = [list(row) for row in book["Synthèse"].values]
    counted = [list(row) for row in book["Comptes"].values]

    assert overview[0] == ["Membre", f"'{FORMULA} (10/02/2026)"]
    assert overview[1:] == [
        ["amal", "à compléter (3 jours)"],
        ["badr", "en retard (3 jours)"],
        ["cyn", "dispensé"],
        [OFFICE, "remis (1 jour)"],
    ]
    assert dict(zip(counted[0][2:], counted[1][2:], strict=True)) == {
        "à venir": 0,
        "à remettre": 0,
        "remis": 1,
        "accepté": 0,
        "à compléter": 1,
        "en retard": 1,
        "dispensé": 1,
        "non demandé": 0,
        "Avec retard": 3,
    }


def test_days_are_days_in_a_workbook() -> None:
    """A text that looks like a day is sorted as a text."""
    details = opened("fr")["Détail"]
    due = details.cell(2, list(COLUMNS).index("due") + 1)

    assert due.is_date
    assert due.value.date() == date(2026, 2, 10)
    assert due.number_format == "dd/mm/yyyy"


def test_the_same_duties_give_the_same_bytes() -> None:
    """Two nodes of one log can compare the files they made."""
    first, second = (
        duties_workbook(found(), "ar", RABAT, now_ms=LIMIT_MS, size=9) for _ in range(2)
    )

    assert first == second


def test_a_year_in_which_nothing_is_due_has_its_sheets() -> None:
    """The first thing that a new secretariat looks at."""
    book = load_workbook(io.BytesIO(duties_workbook([], "fr", RABAT, now_ms=0, size=0)))

    assert book.sheetnames == ["Synthèse", "Détail", "Comptes", "À lire"]
    assert list(book["Synthèse"].values) == [("Membre",)]


def test_what_a_date_cannot_hold_is_shown_as_its_number() -> None:
    """A due date of the year 287,396 is an effect that the log admits."""
    office = DueLog()
    office.ask(due_ms=2**53 - 1)
    (duty, *_) = found(office)

    assert duty_row(duty, "fr", RABAT)["due"] == str(2**53 - 1)
    assert duties_csv(found(office), "fr", RABAT)
    assert say_duty(duty, "fr", RABAT)


def test_a_frame_has_codes_and_numbers_with_and_without_rows() -> None:
    """An analyst counts by them; an empty year has the same columns."""
    frame = to_polars(found())

    assert frame["standing"].to_list() == ["returned", "late", "waived", "submitted"]
    assert frame["handed_in_ms"].to_list()[1] is None
    assert to_polars([]).schema == frame.schema


def test_counts_are_by_where_it_stands() -> None:
    """Zero is a count: a standing nobody has is not there."""
    assert counts(found()) == {
        "returned": 1,
        "late": 1,
        "waived": 1,
        "submitted": 1,
        "days_late": 3,
    }


@pytest.mark.parametrize(
    ("days", "french", "arabic"),
    [
        (0, "0 jour", "0 يوم"),
        (1, "1 jour", "يوم واحد"),
        (2, "2 jours", "يومان"),
        (3, "3 jours", "3 أيام"),
        (10, "10 jours", "10 أيام"),
        (11, "11 jours", "11 يوما"),
        (99, "99 jours", "99 يوما"),
        (100, "100 jours", "100 يوم"),
        (103, "103 jours", "103 أيام"),
    ],
)
def test_days_are_counted_as_each_language_counts(days: int, french: str, arabic: str) -> None:
    """`3 jour` and `11 أيام` are read as a machine's."""
    assert (say_days(days, "fr"), say_days(days, "ar")) == (french, arabic)


def test_every_code_has_words() -> None:
    """A new standing would end the command with a traceback."""
    assert set(STANDINGS) == {*Standing}
    assert set(WHYS) == {*Why}
    assert set(EVIDENCE_STATES) == set(TEXT_STATES) == {*EvidenceState}


def test_a_line_says_where_it_stands_and_what_helps() -> None:
    """Days, dates, and that the first came in time; nothing that shames."""
    office = year()
    amal, badr, cyn, own = found(office)
    told = {one.member: say_duty(one, "fr", RABAT) for one in (amal, badr, cyn, own)}

    assert told["badr"] == "3 jours de retard (délai jusqu'au 17/02/2026)"
    assert told["amal"] == "à compléter depuis le 18/02/2026 ; 3 jours de retard"
    assert told["cyn"] == "dispensé le 18/02/2026"
    assert told[OFFICE] == "remis le 18/02/2026, à examiner ; 1 jour de retard"
    assert list(say_details(amal, "fr", RABAT)) == [
        "preuve : pratique, pas sur ce nœud",
        "motif : @SUM(A1) +1",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("now_ms", [0, DUE_MS - 9 * DAY_MS, DUE_MS, DUE_MS + 1, LIMIT_MS + 1])
def test_every_standing_can_be_said(now_ms: int, language: Language) -> None:
    """A sentence without its value is a traceback in front of a coordinator."""
    office = DueLog()
    office.ask()
    said = say_duty(office.duty(now_ms=now_ms), language, RABAT)

    assert "{" not in said
    assert ("10/02/2026" in said) or ("17/02/2026" in said)


def test_a_reminder_says_what_and_until_when() -> None:
    """« rapport semestriel : 9 jours »: what a coordinator looks for in the morning."""
    office = DueLog()
    office.ask()
    now_ms = DUE_MS - 9 * DAY_MS
    (mine,) = reminders(duties(office.chronicle(now_ms), "amal"), now_ms, Rhythm())
    late_ms = LIMIT_MS + 20 * DAY_MS
    (theirs,) = reminders(duties(office.chronicle(late_ms), "amal"), late_ms, Rhythm())

    assert say_reminder(mine, "fr", RABAT) == (
        "Fiche de pratique — à remettre pour le 10/02/2026 : 9 jours"
    )
    assert say_reminder(theirs, "fr", RABAT).startswith("amal : Fiche de pratique — 20 jours")
