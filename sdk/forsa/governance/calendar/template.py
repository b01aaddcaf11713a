"""The field's calendar for one school year, as a file that a secretariat edits and adopts.

Every kind of the code list `obligation_kind` is in it. What has a date is a line that counts; what
follows an event stands there as a comment, with what to fill in.

That a duty is documented says that it is found in published sources; the dates are proposals, all
of them (docs/decisions/0034).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from forsa import codelists
from forsa.governance.calendar.calendar import HOME
from forsa.governance.calendar.template_words import say
from forsa.words.reasons import Language

GRACE_DAYS: Final = 7
"""A proposal: a week, for nodes that are offline."""
SEPTEMBER: Final = 9
EVIDENCE: Final[Mapping[str, str]] = {
    "enrolment_return": "outcome.frame",
    "exit_outcomes": "outcome.release",
    "followup_m6": "outcome.release",
    "practice_report": "practice.report",
}
"""Kind of obligation to the kind of record that is its evidence; the others are shown by files."""
_LEAD_MONTHS: Final = 1
"""How many whole months before that of its date something opens."""


def calendar_template(school_year: str, language: Language) -> str:
    """The file, with comments in a language; titles are in French and Arabic.

    Args:
        school_year: `2026-2027`.
        language: Of the comments.

    Raises:
        ValueError: that is no school year.
    """
    first, second = map(int, school_year.split("-"))
    if second != first + 1:
        raise ValueError(f"{school_year} is not a school year")
    rows = codelists.rows("obligation_kind")
    dated = {code: due_date(row, first) for code, row in rows.items() if row["default_due"]}
    lines = [*_head(school_year, language), "obligations:"]
    for code, due in sorted(dated.items(), key=lambda item: item[1]):
        lines += ["", *_entry(code, rows[code], due, language)]
    lines += ["", f"  # {say(language, 'events')}"]
    for code, row in rows.items():
        if not row["default_due"]:
            lines += ["", *_event(code, row, language)]
    return "\n".join(lines) + "\n"


def due_date(row: Mapping[str, str], first: int) -> date:
    """The date of a row in the school year that begins in the year `first`."""
    day, month = map(int, row["default_due"].split("/"))
    return date(first if month >= SEPTEMBER else first + 1, month, day)


def opening(due: date) -> date:
    """The first day of the month before that of a date."""
    month = due.month - 1 - _LEAD_MONTHS
    return date(due.year + month // 12, month % 12 + 1, 1)


def _head(school_year: str, language: Language) -> Iterator[str]:
    yield from _comment("head", language)
    yield f"school_year: {school_year}"
    yield "language: fr"
    yield from _comment("zone", language)
    yield f"time_zone: {HOME}"
    yield 'due_time: "24:00"'
    yield from _comment("week", language)
    yield "working_days:"
    yield "  weekend: [saturday, sunday]"
    yield '  half_days: {friday: "12:00"}'
    yield from _comment("national", language, "  ")
    yield "  national_holidays: yes"
    yield from _comment("moon", language, "  ")
    yield "  holidays: []"
    yield '  # - {day: 2027-03-10, name: "Aïd al-Fitr"}'
    yield from _comment("entries", language)


def _entry(code: str, row: Mapping[str, str], due: date, language: Language) -> Iterator[str]:
    yield f"  # {say(language, row['basis'])}"
    yield f"  - code: {code}"
    yield f'    title: {{fr: "{row["fr"]}", ar: "{row["ar"]}"}}'
    yield f"    opens: {opening(due).isoformat()}"
    yield f"    due: {due.isoformat()}"
    yield f"    grace_days: {GRACE_DAYS}"
    evidence = EVIDENCE.get(code, "")
    said = f" {evidence}" if evidence else f"    # {say(language, 'files')}"
    yield f"    evidence_kind:{said}"
    yield "    members: all"


def _event(code: str, row: Mapping[str, str], language: Language) -> Iterator[str]:
    yield f"  # {say(language, 'event')} : {say(language, code)}"
    yield f"  # - code: {code}"
    yield f'  #   title: {{fr: "{row["fr"]}", ar: "{row["ar"]}"}}'
    yield "  #   due:"
    yield "  #   evidence_kind:"
    yield "  #   members: []"


def _comment(key: str, language: Language, indent: str = "") -> Iterator[str]:
    for line in say(language, key).splitlines():
        yield f"{indent}# {line}"
