"""The program's own words in an agreement to read and to print."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "titled": (
        "{title} – version {version}",
        "{title} – النسخة {version}",
        "{title} – version {version}",
    ),
    "untitled": (
        "{type} – version {version}",
        "{type} – النسخة {version}",
        "{type} – version {version}",
    ),
    "type": ("Type", "النوع", "Type"),
    "published": ("Publiée le, numéro", "تاريخ النشر والرقم", "Published, number"),
    "author": ("Publiée par", "نشرتها", "Published by"),
    "proposal": ("Décidée par la proposition", "قررها المقترح", "Decided by proposal"),
    "needed": (
        "Ratifications demandées / parties",
        "المصادقات المطلوبة / الأطراف",
        "Ratifications needed / parties",
    ),
    "ratify_by": ("À ratifier jusqu'au", "آخر أجل للمصادقة", "To be ratified until"),
    "licence": ("Licence", "الرخصة", "Licence"),
    "record": ("Enregistrement", "التسجيل", "Record"),
    "text": ("Texte", "النص", "Text"),
    "parties": ("Parties", "الأطراف", "Parties"),
    "member": ("Membre", "العضو", "Member"),
    "status": ("Statut", "الوضعية", "Status"),
    "act": ("Dernier acte", "آخر إجراء", "Last act"),
    "day": ("Jour", "اليوم", "Day"),
    "number": ("Numéro", "الرقم", "Number"),
    "in_force": ("Pour ce membre", "بالنسبة لهذا العضو", "For this member"),
    "reservation": ("Réserve de {member}", "تحفظ {member}", "Reservation of {member}"),
    "versions": ("Versions", "النسخ", "Versions"),
    "replaced": (
        "Cette version n'est plus celle qui compte.",
        "هذه النسخة لم تعد هي المعمول بها.",
        "This version is no longer the one that counts.",
    ),
    "text_absent": (
        "Le texte n'est pas sur ce nœud.",
        "النص غير موجود في هذه العقدة.",
        "The text is not on this node.",
    ),
    "text_held": (
        "Le texte est mis en attente : il n'est montré à personne.",
        "النص معلق: لا يُعرض على أحد.",
        "The text is on hold: it is shown to nobody.",
    ),
    "text_redacted": ("Le texte a été effacé.", "مُحي النص.", "The text was erased."),
    "words_absent": (
        "{member} a ajouté des mots qui ne peuvent pas être montrés ici.",
        "أضافت {member} كلاما لا يمكن عرضه هنا.",
        "{member} added words that cannot be shown here.",
    ),
    "colophon": (
        "Calculé à partir du journal du réseau ; tout membre peut le refaire.",
        "محسوب من سجل الشبكة؛ يمكن لكل عضو إعادة الحساب.",
        "Computed from the network's log; every member can do it again.",
    ),
}


def word(key: str, language: Language, /, **values: object) -> str:
    """A word or sentence with its values."""
    return _WORDS[key][LANGUAGES.index(language)].format(**values)
