"""The year's duties as a workbook: who stands where at a glance, the rows, and the counts."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Final

from forsa.exports.governance.duties import counts, duty_row, header_row
from forsa.exports.sheets import Sheet, Value, workbook_of
from forsa.governance.views.duties import Duty, Standing
from forsa.governance.views.duty_words import title_of
from forsa.words.dates import say_day, say_days, say_time
from forsa.words.duties import say_due
from forsa.words.reasons import LANGUAGES, Language

_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "overview": ("Synthèse", "نظرة عامة", "Overview"),
    "rows": ("Détail", "التفاصيل", "Details"),
    "counts": ("Comptes", "الأعداد", "Counts"),
    "member": ("Membre", "العضو", "Member"),
    "title": ("Objet", "الموضوع", "What is due"),
    "due": ("Échéance", "الأجل", "Due date"),
    "late": ("Avec retard", "مع تأخر", "With delay"),
    "read_me": ("À lire", "للقراءة", "Read me"),
    "as_of": ("Situation au", "الوضعية بتاريخ", "As of"),
    "entries": ("Entrées du journal lues", "عدد قيود السجل", "Entries of the log read"),
    "rule": ("Règle", "القاعدة", "Rule"),
    "by_log": (
        "Un retard se compte par l'heure du journal, contre l'échéance et le délai de grâce.",
        "يُحسب التأخر بوقت السجل مقارنة مع الأجل والمهلة الإضافية.",
        "A delay is counted by the time of the log, against due date and grace.",
    ),
    "again": (
        "Chaque nœud du réseau calcule ce tableau lui-même, à partir du même journal.",
        "تحسب كل عقدة في الشبكة هذا الجدول بنفسها انطلاقا من السجل نفسه.",
        "Every node of the network computes this table by itself, from the same log.",
    ),
}


def duties_workbook(
    duties: Sequence[Duty], language: Language, zone: tzinfo, *, now_ms: int, size: int
) -> bytes:
    """The workbook; the same duties give the same bytes.

    Args:
        duties: Of one school year, as `views.duties.duties` sorts them.
        language: Of headers and words.
        zone: In which days are shown.
        now_ms: `Chronicle.now_ms`: up to when it holds.
        size: Of the log that it was made of.
    """
    rows: Sheet = [[*header_row(language)]]
    rows += [[*duty_row(one, language, zone).values()] for one in duties]
    sheets: dict[str, Sheet] = {
        _say("overview", language): _matrix(duties, language, zone),
        _say("rows", language): rows,
        _say("counts", language): _counts(duties, language, zone),
        _say("read_me", language): [
            [_say("as_of", language), say_time(now_ms, language, zone)],
            [_say("entries", language), size],
            [_say("rule", language), _say("by_log", language)],
            ["", _say("again", language)],
        ],
    }
    return workbook_of(sheets, language)


def _matrix(duties: Sequence[Duty], language: Language, zone: tzinfo) -> Sheet:
    """A row a member, a column for each thing that is due."""
    asked = list({one.obligation.object_id: one.obligation for one in duties}.values())
    heads = [f"{title_of(one, language)} ({say_day(one.due_ms, zone)})" for one in asked]
    cells = {(one.member, one.obligation.object_id): in_short(one, language) for one in duties}
    sheet: Sheet = [[_say("member", language), *heads]]
    for member in sorted({one.member for one in duties}):
        sheet.append([member, *(cells.get((member, one.object_id), "") for one in asked)])
    return sheet


def _counts(duties: Sequence[Duty], language: Language, zone: tzinfo) -> Sheet:
    names = [say_due("standing", one.value, language) for one in Standing]
    heads = [_say("title", language), _say("due", language), *names, _say("late", language)]
    sheet: Sheet = [[*heads]]
    for asked in {one.obligation.object_id: one.obligation for one in duties}.values():
        own = [one for one in duties if one.obligation.object_id == asked.object_id]
        found = counts(own)
        numbers: list[Value] = [found.get(one.value, 0) for one in Standing]
        head: list[Value] = [title_of(asked, language), say_day(asked.due_ms, zone)]
        sheet.append([*head, *numbers, found["days_late"]])
    return sheet


def in_short(duty: Duty, language: Language) -> str:
    """Where it stands in a word, with its days of delay."""
    stands = say_due("standing", duty.standing.value, language)
    return f"{stands} ({say_days(duty.days_late, language)})" if duty.is_late else stands


def _say(key: str, language: Language) -> str:
    return _WORDS[key][LANGUAGES.index(language)]
