"""What people are told of an agreement: what is in force, since when, and what is missing."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, tzinfo
from typing import Final

from forsa.governance.views.agreement import Act, AgreementCard, Party, Stand, Version
from forsa.kinds.findings import printable
from forsa.words.agreements import act_name
from forsa.words.dates import say_day
from forsa.words.reasons import LANGUAGES, Language

_SENTENCES: Final[Mapping[str, tuple[str, str, str]]] = {
    "in_force": (
        (
            "En vigueur depuis le numéro {number}, le {day} : {needed} ratifications sur {needed} "
            "demandées."
        ),
        "سارية منذ الرقم {number} بتاريخ {day}: المصادقات المطلوبة {needed} وتم بلوغها.",
        "In force since number {number}, {day}: {needed} of {needed} needed.",
    ),
    "in_force_now": (
        "Aujourd'hui {count} parties la ratifient.",
        "عدد الأطراف المصادقة اليوم: {count}.",
        "Today {count} parties ratify it.",
    ),
    "replaced": (
        "A été en vigueur du {since} au {day} ; remplacée depuis le numéro {number}.",
        "كانت سارية من {since} إلى {day}؛ وعُوضت منذ الرقم {number}.",
        "Was in force from {since} to {day}; replaced since number {number}.",
    ),
    "passed_over": (
        "N'est jamais entrée en vigueur ; une version suivante l'est.",
        "لم تدخل حيز التنفيذ؛ ودخلته نسخة لاحقة.",
        "Never came into force; a later version has.",
    ),
    "open": (
        "Pas en vigueur : ratifications {count} sur {needed} demandées, il en manque {lacking}.",
        "غير سارية: المصادقات {count} والمطلوب {needed}، وتنقص {lacking}.",
        "Not in force: {count} of {needed} needed, {lacking} are missing.",
    ),
    "expired": (
        (
            "Pas en vigueur : ratifications {count} sur {needed} demandées, et le délai pour "
            "ratifier a pris fin le {day}."
        ),
        "غير سارية: المصادقات {count} والمطلوب {needed}، وانتهى أجل المصادقة يوم {day}.",
        "Not in force: {count} of {needed} needed, and the time to ratify ended on {day}.",
    ),
    "until": (
        "On peut ratifier jusqu'au {day}.",
        "المصادقة ممكنة إلى غاية {day}.",
        "It can be ratified until {day}.",
    ),
    "dates": (
        (
            "Le texte dit lui-même : {term}, {where}. Ce sont les mots du texte ; l'entrée en "
            "vigueur se compte aux ratifications."
        ),
        "يقول النص نفسه: {term}، {where}. هذه عبارة النص؛ أما السريان فيُحسب بالمصادقات.",
        (
            "The text itself says: {term}, {where}. These are the text's words; ratifications are "
            "what is counted."
        ),
    ),
    "term": ("du {start} au {end}", "من {start} إلى {end}", "from {start} to {end}"),
    "term_from": ("à partir du {start}", "ابتداء من {start}", "from {start} on"),
    "term_to": ("jusqu'au {end}", "إلى غاية {end}", "until {end}"),
    "before": ("pas encore commencé", "لم تبدأ بعد", "not begun yet"),
    "within": ("en cours", "جارية", "running"),
    "after": ("terminé", "انتهت", "over"),
    "bound": (
        "En vigueur pour {member} depuis le numéro {number}, le {day}.",
        "سارية على {member} منذ الرقم {number} بتاريخ {day}.",
        "In force for {member} since number {number}, {day}.",
    ),
    "bound_before": (
        "A été en vigueur pour {member} jusqu'au {day} (numéro {number}).",
        "كانت سارية على {member} إلى غاية {day} (الرقم {number}).",
        "Was in force for {member} until {day} (number {number}).",
    ),
    "not_a_party": (
        "{member} n'est pas partie à cette version.",
        "{member} ليست طرفا في هذه النسخة.",
        "{member} is no party of this version.",
    ),
    "ratified_waits": (
        "{member} a ratifié ; la version n'est pas encore en vigueur.",
        "صادقت {member}؛ والنسخة لم تدخل بعد حيز التنفيذ.",
        "{member} ratified; the version is not in force yet.",
    ),
    "not_bound": (
        "Pas en vigueur pour {member} : {act}.",
        "غير سارية على {member}: {act}.",
        "Not in force for {member}: {act}.",
    ),
    "ratify_again": (
        (
            "{member} avait ratifié la version {before} ; la version {version} demande une "
            "nouvelle ratification."
        ),
        "سبق أن صادقت {member} على النسخة {before}؛ والنسخة {version} تتطلب مصادقة جديدة.",
        "{member} had ratified version {before}; version {version} needs a new ratification.",
    ),
    "act": (
        "{member} {act}, le {day} (numéro {number})",
        "{member}: {act}، يوم {day} (الرقم {number})",
        "{member} {act}, {day} (number {number})",
    ),
    "no_act": ("{member} {act}", "{member}: {act}", "{member} {act}"),
}


def say_stand(
    version: Version, language: Language, zone: tzinfo = UTC, day: date | None = None
) -> Iterator[str]:
    """Where a version stands for the network, counted; then what the text says of its own dates.

    Args:
        version: The version.
        language: Of who reads.
        zone: In which moments are days.
        day: On which the text's own dates are looked at; None: they are not told.
    """
    values = {
        "needed": version.needed,
        "count": len(version.ratified),
        "lacking": version.lacking,
        "day": say_day(version.ratify_by_ms, zone),
    }
    force = version.in_force
    match version.stand:
        case Stand.IN_FORCE if force is not None:
            since = {"number": force.since.index, "day": say_day(force.since.log_time_ms, zone)}
            yield _say("in_force", language, **{**values, **since})
            if len(version.ratified) != version.needed:
                yield _say("in_force_now", language, **values)
        case Stand.REPLACED if force is not None and force.until is not None:
            ended = {
                "since": say_day(force.since.log_time_ms, zone),
                "day": say_day(force.until.log_time_ms, zone),
                "number": force.until.index,
            }
            yield _say("replaced", language, **ended)
        case Stand.REPLACED:
            yield _say("passed_over", language)
        case Stand.EXPIRED:
            yield _say("expired", language, **values)
        case _:
            yield _say("open", language, **values)
            if version.ratify_by_ms:
                yield _say("until", language, **values)
    if day is not None:
        yield from say_dates(version, language, day)


def say_dates(version: Version, language: Language, day: date) -> Iterator[str]:
    """What the text says of its own dates; nothing if it names none."""
    where = version.dates(day.isoformat())
    if where != "none" and version.text is not None:
        start, end = (_written(one) for one in (version.text.valid_from, version.text.valid_to))
        key = "term" if start and end else "term_from" if start else "term_to"
        term = _say(key, language, start=start, end=end)
        yield _say("dates", language, term=term, where=_say(where, language))


def say_member(
    card: AgreementCard, version: Version, member: str, language: Language, zone: tzinfo = UTC
) -> Iterator[str]:
    """Where a version stands for one member."""
    party = version.of(member)
    if party is None:
        yield _say("not_a_party", language, member=member)
        return
    yield _say_party(version, party, language, zone)
    before = card.ratified_before(member, version.version)
    is_open = version.stand in (Stand.OPEN, Stand.IN_FORCE)
    if before is not None and is_open and party.last is None:
        values = {"member": member, "before": before.version, "version": version.version}
        yield _say("ratify_again", language, **values)


def _say_party(version: Version, party: Party, language: Language, zone: tzinfo) -> str:
    values: dict[str, object] = {"member": party.member}
    if party.in_force:
        span = party.in_force[-1]
        at = span.since if span.until is None else span.until
        values |= {"number": at.index, "day": say_day(at.log_time_ms, zone)}
        return _say("bound" if span.until is None else "bound_before", language, **values)
    if party.ratified and version.stand is Stand.OPEN:
        return _say("ratified_waits", language, **values)
    act = act_name(party.last.act if party.last else "", language)
    return _say("not_bound", language, act=act, **values)


def say_act(member: str, act: Act | None, language: Language, zone: tzinfo = UTC) -> str:
    """What a member did last with a text, and when; without reservation."""
    name = act_name("" if act is None else act.act, language)
    if act is None:
        return _say("no_act", language, member=member, act=name)
    values = {"number": act.at.index, "day": say_day(act.at.log_time_ms, zone)}
    return _say("act", language, member=member, act=name, **values)


def _written(day: str) -> str:
    """`2027-01-01` as Morocco writes it; empty stays empty. Its author may have said anything."""
    return "/".join(reversed(printable(day).split("-")))


def _say(key: str, language: Language, /, **values: object) -> str:
    return _SENTENCES[key][LANGUAGES.index(language)].format(**values)
