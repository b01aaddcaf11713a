"""What people call where a duty stands, why, and how many days that is.

The words say what is the case and blame nobody: an association reads them about itself, and all
others read them about it.
"""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

Names = Mapping[str, tuple[str, str, str]]

STANDINGS: Final[Names] = {
    "upcoming": ("à venir", "لم يفتح بعد", "upcoming"),
    "open": ("à remettre", "مطلوب تقديمه", "to hand in"),
    "submitted": ("remis", "تم تقديمه", "handed in"),
    "accepted": ("accepté", "مقبول", "accepted"),
    "returned": ("à compléter", "مطلوب استكماله", "to complete"),
    "late": ("en retard", "متأخر", "late"),
    "waived": ("dispensé", "معفى منه", "waived"),
    "not_owed": ("non demandé", "غير مطلوب", "not asked"),
}
WHYS: Final[Names] = {
    "not_open": ("pas encore ouvert", "لم يفتح بعد", "not open yet"),
    "running": ("le délai court", "الأجل سارٍ", "there is time"),
    "in_grace": ("dans le délai de grâce", "ضمن المهلة الإضافية", "within the grace"),
    "nothing_handed_in": ("rien n'a été remis", "لم يُقدَّم شيء", "nothing was handed in"),
    "in_review": ("le secrétariat l'examine", "قيد الفحص لدى الكتابة", "the office looks at it"),
    "reviewed": ("examiné par le secrétariat", "فحصته الكتابة", "the office looked at it"),
    "waived": ("dispense du secrétariat", "إعفاء من الكتابة", "waived by the office"),
    "taken_back": (
        "le secrétariat l'a retiré",
        "سحبته الكتابة",
        "the office took it back",
    ),
    "not_named": (
        "demandé à d'autres membres",
        "مطلوب من أعضاء آخرين",
        "asked of other members",
    ),
    "not_a_member": (
        "pas encore membre à l'échéance",
        "لم يكن عضوا عند حلول الأجل",
        "not a member yet when it was due",
    ),
    "observer": ("observateur", "ملاحظ", "observer"),
    "office": (
        "le secrétariat n'est pas une association",
        "الكتابة ليست جمعية",
        "the office is no association",
    ),
    "suspended": (
        "suspendu à l'échéance",
        "عضويته معلقة عند حلول الأجل",
        "suspended when it was due",
    ),
    "gone": (
        "plus membre à l'échéance",
        "لم يعد عضوا عند حلول الأجل",
        "no longer a member when it was due",
    ),
}
EVIDENCE_STATES: Final[Names] = {
    "shown": ("lisible", "مقروءة", "readable"),
    "withdrawn": ("retirée par son auteur", "سحبها صاحبها", "withdrawn by its author"),
    "held": ("mise en attente", "معلقة", "on hold"),
    "redacted": ("effacée", "ممحوة", "erased"),
    "absent": ("pas sur ce nœud", "ليست في هذه العقدة", "not on this node"),
}
TEXT_STATES: Final[Names] = {
    "shown": ("lisible", "مقروء", "readable"),
    "withdrawn": ("retiré par son auteur", "سحبه صاحبه", "withdrawn by its author"),
    "held": ("mis en attente", "معلق", "on hold"),
    "redacted": ("effacé", "ممحو", "erased"),
    "absent": ("pas sur ce nœud", "ليس في هذه العقدة", "not on this node"),
}
_TABLES: Final[Mapping[str, Names]] = {
    "standing": STANDINGS,
    "why": WHYS,
    "evidence": EVIDENCE_STATES,
    "text": TEXT_STATES,
}


def say_due(what: str, code: str, language: Language) -> str:
    """What people call a code of `standing`, `why`, `evidence` or `text`."""
    return _TABLES[what][code][LANGUAGES.index(language)]
