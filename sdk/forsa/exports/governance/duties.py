"""The year's duties as a table: a row for each member and thing that is due, in CSV and as rows.

Days are those of the network's zone. Nothing is in it that members do not see anyway: the records
of the log, and what follows from them.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from forsa.exports.table import neutral
from forsa.governance.views.duties import Duty
from forsa.governance.views.duty_words import evidence_asked, reason_in, say_evidence, title_of
from forsa.kinds.findings import printable
from forsa.words.duties import say_due
from forsa.words.reasons import LANGUAGES, Language

Value = str | int | date
COLUMNS: Final[Mapping[str, tuple[str, str, str]]] = {
    "school_year": ("Année scolaire", "الموسم الدراسي", "School year"),
    "member": ("Membre", "العضو", "Member"),
    "code": ("Code", "الرمز", "Code"),
    "title": ("Objet", "الموضوع", "What is due"),
    "due": ("Échéance", "الأجل", "Due date"),
    "grace_days": ("Délai de grâce (jours)", "المهلة الإضافية (أيام)", "Grace (days)"),
    "standing": ("État", "الوضعية", "Standing"),
    "why": ("Précision", "توضيح", "Why"),
    "days_late": ("Jours de retard", "أيام التأخر", "Days late"),
    "handed_in": ("Remis le", "تاريخ التقديم", "Handed in on"),
    "signed": (
        "Signé le, d'après l'auteur (ne compte pas)",
        "تاريخ التوقيع حسب صاحبه (لا يُعتد به)",
        "Signed on, by the author's word (not counted)",
    ),
    "evidence": ("Preuve", "الحجة", "Evidence"),
    "reviewed": ("Examiné le", "تاريخ الفحص", "Looked at on"),
    "reason": ("Motif", "السبب", "Reason"),
    "obligation": ("Identifiant", "المعرّف", "Identifier"),
}
_LAST_MS: Final = 253_370_764_800_000


def duty_row(duty: Duty, language: Language, zone: tzinfo) -> dict[str, Value]:
    """A duty with the columns of `COLUMNS`; an empty text where there is nothing."""
    asked, handed = duty.obligation, duty.submission
    review = None if handed is None else handed.review
    given = review.reasons if review else duty.waiver.reasons if duty.waiver else {}
    return {
        "school_year": printable(asked.school_year),
        "member": duty.member,
        "code": asked.code,
        "title": title_of(asked, language),
        "due": _day(asked.due_ms, zone),
        "grace_days": asked.grace_days,
        "standing": say_due("standing", duty.standing.value, language),
        "why": say_due("why", duty.why.value, language),
        "days_late": duty.days_late,
        "handed_in": _day(handed.log_time_ms, zone) if handed else "",
        "signed": _day(handed.queued_ms, zone) if handed and handed.queued_ms else "",
        "evidence": (
            say_evidence(handed.evidence, asked.evidence_kind, language)
            if handed
            else evidence_asked(asked, language)
        ),
        "reviewed": _day(review.log_time_ms, zone) if review else "",
        "reason": reason_in(given, language),
        "obligation": asked.object_id.hex(),
    }


def header_row(language: Language) -> list[str]:
    """What the columns are called."""
    return [names[LANGUAGES.index(language)] for names in COLUMNS.values()]


def duties_csv(duties: Iterable[Duty], language: Language, zone: tzinfo) -> str:
    """The table as RFC 4180 CSV with a header line, days as `2027-03-01`; no cell is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header_row(language))
    for duty in duties:
        values = duty_row(duty, language, zone).values()
        writer.writerow([neutral(_plain(one)) for one in values])
    return out.getvalue()


def counts(duties: Sequence[Duty]) -> Mapping[str, int]:
    """How many stand where, by code of `Standing`, and under `days_late` how many are late."""
    found: dict[str, int] = {}
    for one in duties:
        found[one.standing.value] = found.get(one.standing.value, 0) + 1
    return {**found, "days_late": sum(one.is_late for one in duties)}


def _plain(value: Value) -> str | int:
    return value.isoformat() if isinstance(value, date) else value


def _day(time_ms: int, zone: tzinfo) -> Value:
    """The day of a moment; a number that no calendar has is shown as it is."""
    if not 0 <= time_ms <= _LAST_MS:
        return str(time_ms)
    return datetime.fromtimestamp(time_ms / 1000, UTC).astimezone(zone).date()
