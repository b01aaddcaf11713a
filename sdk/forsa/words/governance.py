"""What people call the codes of governance: types of proposals, rules, results, choices, roles."""

from collections.abc import Mapping
from typing import Final, Literal

from forsa.words.reasons import LANGUAGES, Language

Names = Mapping[str, tuple[str, str, str]]
What = Literal[
    "type",
    "rule",
    "quorum",
    "result",
    "choice",
    "role",
    "status",
    "assembly",
    "reason",
    "sanction",
]

_TYPES: Final[Names] = {
    "admission": ("adhésion", "انخراط", "admission"),
    "suspension": ("suspension d'un membre", "تعليق عضوية", "suspension of a member"),
    "exclusion": ("exclusion d'un membre", "إقصاء عضو", "exclusion of a member"),
    "reinstatement": ("réintégration d'un membre", "إعادة إدماج عضو", "reinstatement of a member"),
    "statute_change": ("changement des statuts", "تعديل القانون الأساسي", "change of the statutes"),
    "agreement": ("accord", "اتفاقية", "agreement"),
    "committee": ("comité", "لجنة", "committee"),
    "moderation": ("modération", "إشراف على المنشورات", "moderation"),
    "keys": ("clés d'un membre", "مفاتيح عضو", "keys of a member"),
    "report_approval": (
        "approbation du rapport moral",
        "المصادقة على التقرير الأدبي",
        "approval of the narrative report",
    ),
    "accounts_approval": (
        "approbation des comptes",
        "المصادقة على الحسابات",
        "approval of the accounts",
    ),
    "budget": ("budget", "ميزانية", "budget"),
    "dues": ("cotisation", "واجب الانخراط", "dues"),
    "reference_practice": ("pratique de référence", "ممارسة مرجعية", "reference practice"),
    "motion": ("motion", "ملتمس", "motion"),
    "dissolution": ("dissolution du réseau", "حل الشبكة", "dissolution of the network"),
}
_RULES: Final[Names] = {
    "simple": ("majorité simple", "الأغلبية البسيطة", "simple majority"),
    "absolute": ("majorité absolue", "الأغلبية المطلقة", "absolute majority"),
    "two_thirds_cast": (
        "deux tiers des exprimés",
        "ثلثا الأصوات المعبر عنها",
        "two thirds of votes cast",
    ),
    "two_thirds_entitled": (
        "deux tiers des membres",
        "ثلثا الأعضاء",
        "two thirds of voting members",
    ),
    "three_quarters_cast": (
        "trois quarts des exprimés",
        "ثلاثة أرباع الأصوات المعبر عنها",
        "three quarters of votes cast",
    ),
    "unanimity": ("unanimité", "الإجماع", "unanimity"),
    "consent": ("consentement (sans objection)", "التوافق دون اعتراض", "consent (no objection)"),
}
_QUORUMS: Final[Names] = {
    "more_than_half": (
        "plus de la moitié des membres",
        "أكثر من نصف الأعضاء",
        "more than half of the members",
    ),
    "one_third": ("un tiers des membres", "ثلث الأعضاء", "one third of the members"),
    "none": ("sans quorum", "دون نصاب", "no quorum"),
}
_RESULTS: Final[Names] = {
    "open": ("ouverte", "مفتوح", "open"),
    "adopted": ("adoptée", "معتمد", "adopted"),
    "rejected": ("rejetée", "مرفوض", "rejected"),
    "no_quorum": ("sans quorum", "دون نصاب", "no quorum"),
    "withdrawn": ("retirée", "مسحوب", "withdrawn"),
    "lapsed": ("caduque", "ساقط بالأجل", "lapsed"),
}
_CHOICES: Final[Names] = {
    "for": ("pour", "مع", "for"),
    "against": ("contre", "ضد", "against"),
    "abstain": ("abstention", "امتناع", "abstention"),
    "blank": ("blanc", "ورقة بيضاء", "blank"),
}
_ROLES: Final[Names] = {
    "secretariat": ("secrétariat", "الكتابة", "secretariat"),
    "member": ("membre", "عضو", "member"),
    "observer": ("observateur", "ملاحظ", "observer"),
}
_STATUSES: Final[Names] = {
    "provisional": ("membre provisoire", "عضو مؤقت", "provisional member"),
    "active": ("membre actif", "عضو نشيط", "active member"),
    "suspended": ("membre suspendu", "عضوية معلقة", "suspended member"),
    "withdrawn": ("membre démissionnaire", "عضو منسحب", "withdrawn member"),
    "expelled": ("membre exclu", "عضو مقصى", "expelled member"),
}
_ASSEMBLIES: Final[Names] = {
    "ordinary": ("assemblée générale ordinaire", "الجمع العام العادي", "ordinary general assembly"),
    "extraordinary": (
        "assemblée générale extraordinaire",
        "الجمع العام الاستثنائي",
        "extraordinary general assembly",
    ),
    "bureau": ("bureau", "المكتب المسير", "executive board"),
    "committee": ("comité", "لجنة", "committee"),
}
_REASONS: Final[Names] = {
    "identifies_person": (
        "permet de reconnaître une personne",
        "يمكّن من معرفة شخص",
        "identifies a person",
    ),
    "consent_withdrawn": ("accord retiré", "سُحبت الموافقة", "consent withdrawn"),
    "unsafe": ("dangereux", "خطير", "unsafe"),
    "copyright": ("droits d'auteur", "حقوق المؤلف", "copyright"),
    "unlawful": ("contraire à la loi", "مخالف للقانون", "unlawful"),
    "wrong_language": ("langue fausse", "لغة غير صحيحة", "wrong language"),
    "duplicate": ("en double", "مكرر", "duplicate"),
    "settled": ("réglé", "تمت التسوية", "settled"),
    "unfounded": ("sans fondement", "لا أساس له", "unfounded"),
    "decided": ("décision des membres", "قرار الأعضاء", "decision of the members"),
    "own_wish": ("à sa demande", "بطلب منه", "by its own wish"),
    "office": ("admission par le secrétariat", "قبول من الكتابة", "admission by the secretariat"),
    "rotated": ("remplacement", "تعويض", "replacement"),
    "lost": ("perte", "ضياع", "loss"),
    "stolen": ("vol", "سرقة", "theft"),
    "left": ("départ de la personne", "مغادرة الشخص", "the person left"),
    "other": ("autre raison", "سبب آخر", "another reason"),
}
"""Those that programs offer; another code is shown as it is."""
_SANCTIONS: Final[Names] = {
    "reminder": ("rappel", "تذكير", "reminder"),
    "warning": ("avertissement", "إنذار", "warning"),
    "suspension": ("suspension", "تعليق العضوية", "suspension"),
    "exclusion": ("exclusion", "إقصاء", "exclusion"),
}
_TABLES: Final[Mapping[What, Names]] = {
    "type": _TYPES,
    "rule": _RULES,
    "quorum": _QUORUMS,
    "result": _RESULTS,
    "choice": _CHOICES,
    "role": _ROLES,
    "status": _STATUSES,
    "assembly": _ASSEMBLIES,
    "reason": _REASONS,
    "sanction": _SANCTIONS,
}


def codes_of(what: What) -> tuple[str, ...]:
    """The codes that have a name, in the order of the table."""
    return tuple(_TABLES[what])


def say_code(what: What, code: str, language: Language) -> str:
    """What people call a code; one we do not know is shown as it is.

    An unknown code is the word of another member: who prints a label cleans it.
    """
    known = _TABLES[what].get(code)
    return known[LANGUAGES.index(language)] if known else code
