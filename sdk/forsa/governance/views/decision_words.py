"""A decision in sentences: quorum, majority, where it stands. Numbers come from its arithmetic.

Arabic names a number after what it counts, so that no noun has to agree with it.
"""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Final

from forsa.governance.views.arithmetic import Share, Votes
from forsa.governance.views.decision import Decision, Stage
from forsa.kinds.proposal_types import DecisionRule, Quorum
from forsa.words.dates import say_time
from forsa.words.governance import say_code
from forsa.words.reasons import LANGUAGES, Language

_Forms = tuple[str, str, str]

_CAST: Final[_Forms] = (
    "{have} voix pour sur {of} exprimée{s}",
    "الأصوات المؤيدة {have} من مجموع الأصوات المعبر عنها ({of})",
    "{have} for of {of} cast",
)
_ENTITLED: Final[_Forms] = (
    "{have} voix pour sur {of} membre{s} ayant droit de vote",
    "الأصوات المؤيدة {have} من مجموع الأعضاء الذين لهم حق التصويت ({of})",
    "{have} for of {of} entitled",
)
_MET: Final[Mapping[str, _Forms]] = {
    "simple": ("plus de la moitié", "أكثر من النصف", "more than half"),
    "absolute": ("plus de la moitié", "أكثر من النصف", "more than half"),
    "two_thirds_cast": ("au moins deux tiers", "الثلثان على الأقل", "at least two thirds"),
    "two_thirds_entitled": ("au moins deux tiers", "الثلثان على الأقل", "at least two thirds"),
    "three_quarters_cast": (
        "au moins trois quarts",
        "ثلاثة أرباع على الأقل",
        "at least three quarters",
    ),
    "unanimity": ("aucune voix contre", "لا صوت معارض", "nobody against"),
    "consent": ("aucune objection", "لا اعتراض", "no objection"),
}
_UNMET: Final[Mapping[str, _Forms]] = {
    "simple": ("pas plus de la moitié", "ليس أكثر من النصف", "not more than half"),
    "absolute": ("pas plus de la moitié", "ليس أكثر من النصف", "not more than half"),
    "two_thirds_cast": ("moins de deux tiers", "أقل من الثلثين", "less than two thirds"),
    "two_thirds_entitled": ("moins de deux tiers", "أقل من الثلثين", "less than two thirds"),
    "three_quarters_cast": (
        "moins de trois quarts",
        "أقل من ثلاثة أرباع",
        "less than three quarters",
    ),
    "unanimity": ("pas toutes les voix", "ليست كل الأصوات", "not all votes"),
    "consent": ("il y a une objection", "هناك اعتراض", "there is an objection"),
}
_NEEDED: Final[_Forms] = (
    "{what} ({needed} nécessaire{s})",
    "{what} (المطلوب {needed})",
    "{what} ({needed} needed)",
)
_NOTHING_CAST: Final[_Forms] = (
    "aucune voix pour ni contre : rien n'est adopté",
    "لا صوت مع ولا ضد: لا يعتمد شيء",
    "no vote for or against: nothing is adopted",
)
_NOBODY_OBJECTS: Final[_Forms] = (
    "aucune voix pour ni contre : aucune objection",
    "لا صوت مع ولا ضد: لا اعتراض",
    "no vote for or against: no objection",
)
_WORDS: Final[Mapping[str, _Forms]] = {
    "quorum": (
        "quorum {needed} sur {of} : {have} présent{s} ou représenté{s}",
        "النصاب {needed} من {of}: الحاضرون أو الممثلون {have}",
        "quorum {needed} of {of}: {have} present or represented",
    ),
    "no_quorum_asked": (
        "sans condition de quorum : {have} présent{s} ou représenté{s} sur {of}",
        "دون شرط النصاب: الحاضرون أو الممثلون {have} من {of}",
        "no quorum asked: {have} of {of} present or represented",
    ),
    "so_far": (
        "{have} sur {of}, {needed} nécessaire{s}",
        "{have} من {of}، المطلوب {needed}",
        "{have} of {of}, {needed} needed",
    ),
    "so_far_none": (
        "{have} sur {of}, sans condition de quorum",
        "{have} من {of}، دون شرط النصاب",
        "{have} of {of}, no quorum asked",
    ),
    "votes": (
        (
            "pour {in_favour}, contre {against}, abstentions {abstain}, blancs {blank} ; "
            "présents {present}, représentés {represented}, ayant droit de vote {entitled}"
        ),
        (
            "مع {in_favour}، ضد {against}، امتناع {abstain}، أوراق بيضاء {blank}؛ "
            "الحاضرون {present}، الممثلون {represented}، من لهم حق التصويت {entitled}"
        ),
        (
            "for {in_favour}, against {against}, abstentions {abstain}, blank {blank}; "
            "present {present}, represented {represented}, entitled {entitled}"
        ),
    ),
    "voting": (
        "vote ouvert jusqu'au {closes}",
        "التصويت مفتوح إلى {closes}",
        "open until {closes}",
    ),
    "closed": (
        "clos depuis le {closes} ; l'enregistrement suivant le confirmera : {expected}",
        "أغلق منذ {closes}؛ يؤكده التسجيل الموالي: {expected}",
        "closed since {closes}; to be confirmed by the next entry: {expected}",
    ),
    "pending": (
        "adoptée ; actions à exécuter : {pending}, avant le {lapses}",
        "معتمد؛ الإجراءات التي تنتظر التنفيذ: {pending}، قبل {lapses}",
        "adopted; actions to execute: {pending}, before {lapses}",
    ),
    "second_call": (
        "sans quorum ; deuxième convocation possible du {second} au {lapses}",
        "دون نصاب؛ يمكن الاستدعاء الثاني من {second} إلى {lapses}",
        "no quorum; a second call is possible from {second} to {lapses}",
    ),
    "called_again": (
        "sans quorum ; soumise de nouveau en deuxième convocation",
        "دون نصاب؛ أعيد عرضه في استدعاء ثان",
        "no quorum; put to the vote again by a second call",
    ),
    "lapsed_adopted": (
        "adoptée, mais pas exécutée à temps : caduque depuis le {lapses}",
        "معتمد، لكنه لم ينفذ في الأجل: ساقط منذ {lapses}",
        "adopted, but not executed in time: lapsed on {lapses}",
    ),
    "lapsed_no_quorum": (
        "sans quorum, et pas de deuxième convocation à temps : close depuis le {lapses}",
        "دون نصاب ودون استدعاء ثان في الأجل: انتهى في {lapses}",
        "no quorum, and no second call in time: over on {lapses}",
    ),
    "unconfirmed": (
        "{said} ; l'enregistrement suivant le confirmera",
        "{said}؛ يؤكده التسجيل الموالي",
        "{said}; to be confirmed by the next entry",
    ),
}


def say_quorum(decision: Decision, language: Language) -> str:
    """Its quorum: `quorum 21 of 41: 25 present or represented`."""
    return say_quorum_share(decision.arithmetic.quorum, language)


def say_quorum_share(share: Share, language: Language) -> str:
    """As `say_quorum`, of a vote or of a room."""
    key = "no_quorum_asked" if share.rule == Quorum.NONE else "quorum"
    return _share(_WORDS[key], share, language, share.have)


def say_quorum_so_far(decision: Decision, language: Language) -> str:
    """How much of the quorum is in: `25 of 41, 21 needed`."""
    share = decision.arithmetic.quorum
    key = "so_far_none" if share.rule == Quorum.NONE else "so_far"
    return _share(_WORDS[key], share, language, share.needed)


def say_majority(decision: Decision, language: Language) -> str:
    """Its majority: `22 for of 23 cast: more than half`."""
    share = decision.arithmetic.majority
    if decision.count.cast == 0 and share.rule not in _COUNT_THE_ROLL:
        words = _NOBODY_OBJECTS if share.met else _NOTHING_CAST
        return words[LANGUAGES.index(language)]
    have = _ENTITLED if share.rule in _COUNT_THE_ROLL else _CAST
    said = (_MET if share.met else _UNMET)[share.rule][LANGUAGES.index(language)]
    if not share.met:
        said = _share(_NEEDED, share, language, share.needed, what=said)
    return _colon(_share(have, share, language, share.of), said, language)


_COUNT_THE_ROLL: Final = (DecisionRule.ABSOLUTE, DecisionRule.TWO_THIRDS_ENTITLED)


def say_arithmetic(decision: Decision, language: Language) -> tuple[str, ...]:
    """Why the decision is what it is: the quorum, and if it is met the majority."""
    quorum = say_quorum(decision, language)
    if not decision.arithmetic.quorum.met:
        return (quorum,)
    return quorum, say_majority(decision, language)


def say_votes(votes: Votes, language: Language) -> str:
    """Every number of a count."""
    values = {name: getattr(votes, name) for name in votes.__slots__}
    return _WORDS["votes"][LANGUAGES.index(language)].format(**values)


def say_stage(decision: Decision, language: Language, zone: tzinfo = UTC) -> str:
    """Where it stands, and what follows until when."""
    said = _stage(decision, language, zone)
    if decision.is_confirmed or decision.stage is Stage.CLOSED:
        return said
    return _WORDS["unconfirmed"][LANGUAGES.index(language)].format(said=said)


def _stage(decision: Decision, language: Language, zone: tzinfo) -> str:
    key = str(decision.stage)
    if decision.stage is Stage.DONE:
        return say_code("result", decision.result, language)
    if decision.stage is Stage.LAPSED:
        key = f"lapsed_{decision.result}"
    return _WORDS[key][LANGUAGES.index(language)].format(
        closes=say_time(decision.closes_ms, language, zone),
        expected=say_code("result", decision.expected, language),
        lapses=_time(decision.lapses_ms, language, zone),
        second=_time(decision.second_call_from_ms, language, zone),
        pending=len(decision.pending),
    )


def _time(time_ms: int | None, language: Language, zone: tzinfo) -> str:
    return "" if time_ms is None else say_time(time_ms, language, zone)


def _share(words: _Forms, share: Share, language: Language, counted: int, **more: str) -> str:
    """A sentence with the numbers of a share; `counted` is the one that French agrees with."""
    return words[LANGUAGES.index(language)].format(
        have=share.have,
        of=share.of,
        needed=share.needed,
        s="s" if counted > 1 else "",
        **more,
    )


def _colon(first: str, second: str, language: Language) -> str:
    return f"{first} : {second}" if language == "fr" else f"{first}: {second}"


def text_in(texts: Mapping[str, str], language: str, original: str = "") -> str:
    """The text in a language, else in its original, French, Arabic, any; empty: there is none."""
    return texts.get(tag_in(texts, language, original), "")


def tag_in(texts: Mapping[str, str], language: str, original: str = "") -> str:
    """The language of the text that `text_in` takes; empty: there is none."""
    return next((one for one in (language, original, "fr", "ar", *texts) if one in texts), "")
