"""A duty in one line, as its member and everybody else reads it."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Final

from forsa import codelists
from forsa.governance.views.duties import Duty, Standing, Why
from forsa.governance.views.obligations import Obligation
from forsa.governance.views.reminders import Reminder
from forsa.governance.views.submissions import (
    Evidence,
    EvidenceState,
    Review,
    Submission,
    Waiver,
    shown_as,
)
from forsa.kinds.findings import printable
from forsa.kinds.labels import kind_label
from forsa.words.dates import say_day, say_days, say_time
from forsa.words.duties import say_due
from forsa.words.reasons import LANGUAGES, Language

_SENTENCES: Final[Mapping[str, tuple[str, str, str]]] = {
    "upcoming": (
        "ouvre le {opens}, à remettre pour le {due}",
        "يُفتح يوم {opens}، ويُقدَّم قبل نهاية {due}",
        "opens on {opens}, due on {due}",
    ),
    "running": (
        "à remettre pour le {due} : {days}",
        "يُقدَّم قبل نهاية {due}: {days}",
        "due on {due}: {days}",
    ),
    "hours": (
        "à remettre pour le {due} : moins d'un jour",
        "يُقدَّم قبل نهاية {due}: أقل من يوم",
        "due on {due}: less than a day",
    ),
    "in_grace": (
        "échéance passée le {due} ; délai de grâce jusqu'au {limit}",
        "انتهى الأجل يوم {due}؛ والمهلة الإضافية إلى {limit}",
        "was due on {due}; grace until {limit}",
    ),
    "late": (
        "{late} de retard (délai jusqu'au {limit})",
        "تأخر: {late} (كان الأجل إلى {limit})",
        "{late} late (there was time until {limit})",
    ),
    "submitted": (
        "remis le {when}, à examiner",
        "قُدِّم يوم {when}، وهو قيد الفحص",
        "handed in on {when}, to be looked at",
    ),
    "accepted": (
        "accepté le {reviewed}, remis le {when}",
        "قُبل يوم {reviewed}، وقُدِّم يوم {when}",
        "accepted on {reviewed}, handed in on {when}",
    ),
    "returned": (
        "à compléter depuis le {reviewed}",
        "مطلوب استكماله منذ {reviewed}",
        "to be completed since {reviewed}",
    ),
    "waived": (
        "dispensé le {waived}",
        "أُعفي منه يوم {waived}",
        "waived on {waived}",
    ),
    "not_owed": ("non demandé : {why}", "غير مطلوب: {why}", "not asked: {why}"),
    "days_late": ("{late} de retard", "تأخر: {late}", "{late} late"),
    "first_in_time": (
        "première remise dans les délais",
        "قُدِّم أول مرة داخل الأجل",
        "first handed in on time",
    ),
    "queued": (
        (
            "signé le {queued} d'après son auteur, avant la fin du délai ; c'est l'heure du "
            "journal qui compte"
        ),
        "وُقِّع يوم {queued} حسب صاحبه، قبل نهاية الأجل؛ والعبرة بوقت السجل",
        "signed on {queued} by its author's word, while there was time; the log's time counts",
    ),
    "by_itself": (
        "examiné par le membre lui-même",
        "فحصه العضو نفسه",
        "looked at by the member itself",
    ),
    "record": (
        "preuve : n° {index} ({kind}), {state}",
        "الحجة: رقم {index} ({kind})، {state}",
        "evidence: no. {index} ({kind}), {state}",
    ),
    "absent": (
        "preuve : {kind}, pas sur ce nœud",
        "الحجة: {kind}، ليست في هذه العقدة",
        "evidence: {kind}, not on this node",
    ),
    "files": (
        "preuve : fichiers joints ({count}), {state}",
        "الحجة: ملفات مرفقة ({count})، {state}",
        "evidence: attached files ({count}), {state}",
    ),
    "other_kind": (
        "la preuve n'est pas du genre demandé aujourd'hui",
        "الحجة ليست من النوع المطلوب الآن",
        "the evidence is not of the kind that is asked for now",
    ),
    "text": (
        "texte de l'obligation : {state}",
        "نص الالتزام: {state}",
        "text of the obligation: {state}",
    ),
    "no_reason": ("motif : texte {state}", "السبب: النص {state}", "why: the text is {state}"),
    "note": ("mot du membre : {text}", "كلمة العضو: {text}", "the member's word: {text}"),
    "other": (
        "remis aussi le {when} (n° {index})",
        "قُدِّم أيضا يوم {when} (رقم {index})",
        "also handed in on {when} (no. {index})",
    ),
    "taken_back": (
        "remis le {when} (n° {index}), puis repris par le membre",
        "قُدِّم يوم {when} (رقم {index})، ثم سحبه العضو",
        "handed in on {when} (no. {index}), then taken back by the member",
    ),
    "reason": ("motif : {reason}", "السبب: {reason}", "why: {reason}"),
    "office": (
        "{member} : {title} — {says}",
        "{member}: {title} — {says}",
        "{member}: {title} — {says}",
    ),
    "own": ("{title} — {says}", "{title} — {says}", "{title} — {says}"),
}


def title_of(obligation: Obligation, language: Language) -> str:
    """What people call an obligation: its title, else what its code is called."""
    code = codelists.label("obligation_kind", obligation.code, language)
    return printable(obligation.title(language, code))


def called(obligation: Obligation, language: Language, zone: tzinfo) -> str:
    """Title and due date: whoever signs for one of two years sees which."""
    return f"{title_of(obligation, language)} ({say_day(obligation.due_ms, zone)})"


def evidence_asked(obligation: Obligation, language: Language) -> str:
    """What is to be shown: a kind of record, or files."""
    if obligation.evidence_kind:
        return printable(kind_label(obligation.evidence_kind, language))
    return ("des fichiers joints", "ملفات مرفقة", "attached files")[LANGUAGES.index(language)]


def say_duty(duty: Duty, language: Language, zone: tzinfo) -> str:
    """Where it stands, in a line."""
    values = _values(duty, language, zone)
    parts = [_say(_key(duty), language, **values)]
    if duty.is_late and duty.standing is not Standing.LATE:
        parts.append(_say("days_late", language, **values))
    if duty.is_late and duty.first_in_time:
        parts.append(_say("first_in_time", language))
    return _joined(parts, language)


def say_details(duty: Duty, language: Language, zone: tzinfo) -> Iterator[str]:
    """What else there is to say of it, a line each: evidence, reasons, the author's own time."""
    if not duty.obligation.titles:
        state = shown_as(duty.obligation.body_state, is_here=False)
        yield _say("text", language, state=say_due("text", state.value, language))
    if duty.submission is not None:
        yield from _say_submission(duty.submission, language, zone)
    if duty.waiver is not None:
        yield from _reason(duty.waiver, language)
    for one in duty.others:
        key = "taken_back" if one.is_withdrawn else "other"
        yield _say(key, language, when=say_day(one.log_time_ms, zone), index=one.index)


def say_reminder(reminder: Reminder, language: Language, zone: tzinfo) -> str:
    """A reminder in a line: to the member of its own, to the office of others."""
    duty = reminder.duty
    says, title = say_duty(duty, language, zone), title_of(duty.obligation, language)
    key = "office" if reminder.is_for_office else "own"
    return _say(key, language, member=duty.member, title=title, says=says)


def say_evidence(evidence: Evidence, asked: str, language: Language) -> str:
    """What is shown, and whether anybody can look at it.

    Args:
        evidence: What a submission names.
        asked: The kind that the obligation asks for: said where the record is not known here.
        language: Of the reader.
    """
    kind = printable(kind_label(evidence.kind or asked, language))
    state = say_due("evidence", evidence.state.value, language)
    if not evidence.record_id:
        return _say("files", language, count=evidence.files, state=state)
    if evidence.index is None or evidence.state is EvidenceState.ABSENT:
        return _say("absent", language, kind=kind)
    return _say("record", language, index=evidence.index, kind=kind, state=state)


def reason_in(reasons: Mapping[str, str], language: Language) -> str:
    """A reason in a language, else in any; empty: none was given, or it may not be shown."""
    return printable(reasons.get(language) or next(iter(reasons.values()), ""))


def _say_submission(one: Submission, language: Language, zone: tzinfo) -> Iterator[str]:
    yield say_evidence(one.evidence, one.evidence.kind, language)
    if not one.is_asked:
        yield _say("other_kind", language)
    if one.was_signed_in_time and one.queued_ms is not None:
        yield _say("queued", language, queued=say_time(one.queued_ms, language, zone))
    if one.is_reviewed_by_author:
        yield _say("by_itself", language)
    if one.texts:
        yield _say("note", language, text=reason_in(one.texts, language))
    if one.review is not None:
        yield from _reason(one.review, language)


def _reason(said: Review | Waiver, language: Language) -> Iterator[str]:
    """The office's reason, or why it cannot be shown; nothing: it gave none."""
    if said.reasons:
        yield _say("reason", language, reason=reason_in(said.reasons, language))
    elif said.text_state is not None:
        yield _say("no_reason", language, state=say_due("text", said.text_state.value, language))


def _key(duty: Duty) -> str:
    match duty.why:
        case Why.RUNNING:
            return "running" if duty.days_left else "hours"
        case Why.IN_GRACE:
            return "in_grace"
    return duty.standing.value


def _values(duty: Duty, language: Language, zone: tzinfo) -> Mapping[str, str]:
    obligation, handed = duty.obligation, duty.submission
    review = None if handed is None else handed.review
    times = {
        "opens": obligation.opens_ms,
        "due": obligation.due_ms,
        "limit": obligation.limit_ms,
        "when": handed.log_time_ms if handed else 0,
        "reviewed": review.log_time_ms if review else 0,
        "waived": duty.waiver.log_time_ms if duty.waiver else 0,
    }
    return {name: say_day(one, zone) for name, one in times.items()} | {
        "days": say_days(duty.days_left or 0, language),
        "late": say_days(duty.days_late, language),
        "why": say_due("why", duty.why.value, language),
    }


def _say(key: str, language: Language, **values: object) -> str:
    return _SENTENCES[key][LANGUAGES.index(language)].format(**values)


def _joined(parts: list[str], language: Language) -> str:
    return {"fr": " ; ", "ar": "؛ ", "en": "; "}[language].join(parts)
