"""Notices as lines that people read on a status page."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Final

from forsa.governance.views.decision_words import text_in
from forsa.governance.views.notices import Notice, What
from forsa.kinds.findings import printable
from forsa.words.agreements import type_name
from forsa.words.dates import say_left, say_time
from forsa.words.governance import say_code
from forsa.words.reasons import LANGUAGES, Language

_WORDS: Final[Mapping[What, tuple[str, str, str]]] = {
    What.VOTE: (
        "{thing} : votre association n'a pas voté ; clôture le {due}, dans {left}",
        "{thing}: لم تصوت جمعيتكم بعد؛ الإغلاق {due}، بعد {left}",
        "{thing}: your association has not voted; it closes on {due}, in {left}",
    ),
    What.OPEN: (
        "{thing} : vote ouvert jusqu'au {due}, encore {left}",
        "{thing}: التصويت مفتوح إلى {due}، بقي {left}",
        "{thing}: open until {due}, {left} left",
    ),
    What.CLOSED: (
        "{thing} : vote clos depuis le {since} ; résultat et suite : forsa-node proposal list",
        "{thing}: أغلق التصويت منذ {since}؛ النتيجة وما يليها: forsa-node proposal list",
        "{thing}: closed since {since}; result and next step: forsa-node proposal list",
    ),
    What.EXECUTE: (
        (
            "{thing} : adoptée, à exécuter (forsa-node proposal execute) avant le {due}, "
            "encore {left}"
        ),
        "{thing}: معتمد، ينتظر التنفيذ (forsa-node proposal execute) قبل {due}، بقي {left}",
        (
            "{thing}: adopted, to be executed (forsa-node proposal execute) before {due}, "
            "{left} left"
        ),
    ),
    What.SECOND_CALL: (
        "{thing} : sans quorum ; deuxième convocation possible du {since} au {due}",
        "{thing}: دون نصاب؛ يمكن الاستدعاء الثاني من {since} إلى {due}",
        "{thing}: no quorum; a second call is possible from {since} to {due}",
    ),
    What.RECOVERY: (
        "Clés de {member} : d'autres les remplacent le {due}, dans {left}, sauf veto",
        "مفاتيح {member}: تعوضها مفاتيح أخرى {due}، بعد {left}، ما لم يعترض العضو",
        "Keys of {member}: others replace them on {due}, in {left}, unless it objects",
    ),
    What.RATIFY: (
        "{thing} : votre association doit encore se prononcer{limit}",
        "{thing}: على جمعيتكم أن تبدي موقفها{limit}",
        "{thing}: your association has still to answer{limit}",
    ),
    What.RATIFYING: (
        "{thing} : ouvert à la ratification{limit}",
        "{thing}: مفتوح للمصادقة{limit}",
        "{thing}: open for ratification{limit}",
    ),
}
_LIMIT: Final = (
    " avant le {due}, encore {left}",
    " قبل {due}، بقي {left}",
    " by {due}, {left} left",
)
_UNTITLED: Final = ("{type}, n° {index}", "{type}، رقم {index}", "{type}, number {index}")
_TITLED: Final = (
    "« {title} » ({type}, n° {index})",
    "«{title}» ({type}، رقم {index})",
    "“{title}” ({type}, number {index})",
)


def say_notice(notice: Notice, language: Language, zone: tzinfo = UTC) -> str:
    """A notice in one line, whatever its author put into the title."""
    place = LANGUAGES.index(language)
    due = "" if notice.due_ms is None else say_time(notice.due_ms, language, zone)
    left = "" if notice.left_ms is None else say_left(notice.left_ms, language)
    limit = _LIMIT[place].format(due=due, left=left) if due else ""
    return _WORDS[notice.what][place].format(
        thing=_thing(notice, language),
        member=printable(notice.member),
        since=say_time(notice.from_ms, language, zone),
        due=due,
        left=left,
        limit=limit,
    )


def _thing(notice: Notice, language: Language) -> str:
    place = LANGUAGES.index(language)
    title = " ".join(printable(text_in(notice.title, language, notice.original_language)).split())
    named = _TITLED if title else _UNTITLED
    kind = printable(_kind(notice, language))
    return named[place].format(title=title, type=kind, index=notice.index)


def _kind(notice: Notice, language: Language) -> str:
    if notice.what in (What.RATIFY, What.RATIFYING):
        return type_name(notice.type, language)
    return say_code("type", notice.type, language)
