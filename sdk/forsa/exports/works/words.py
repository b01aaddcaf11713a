"""What a page and a cartridge say by themselves, French and Arabic first."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "overview": ("Présentation", "تقديم", "Overview"),
    "files": ("Fichiers joints", "الملفات المرفقة", "Attached files"),
    "sources": ("Sources", "المصادر", "Sources"),
    "author": ("Publié par", "الناشر", "Published by"),
    "day": ("Publié le", "تاريخ النشر", "Published on"),
    "licence": ("Licence", "الرخصة", "Licence"),
    "record": ("Enregistrement", "التسجيل", "Record"),
    "index": ("Numéro dans le journal", "الرقم في السجل", "Number in the log"),
    "original": ("Langue d'origine", "اللغة الأصلية", "Original language"),
    "file_here": ("fichier joint", "ملف مرفق", "attached file"),
    "file_absent": (
        "pas dans cette copie",
        "غير موجود في هذه النسخة",
        "not in this copy",
    ),
    "bytes": ("octets", "بايت", "bytes"),
    "picture_above": (
        "image {number}, plus haut",
        "الصورة {number} أعلاه",
        "picture {number}, above",
    ),
    "draft": (
        "BROUILLON : rien n'est encore publié.",
        "مسودة: لم ينشر شيء بعد.",
        "DRAFT: nothing is published yet.",
    ),
    "translation_human": (
        "Traduction par {member}.",
        "ترجمة {member}.",
        "Translation by {member}.",
    ),
    "translation_machine": (
        "TRADUCTION AUTOMATIQUE non relue, proposée par {member}.",
        "ترجمة آلية غير مراجعة، اقترحها {member}.",
        "MACHINE TRANSLATION that nobody revised, offered by {member}.",
    ),
    "translation_machine_revised": (
        "Traduction automatique relue, proposée par {member}.",
        "ترجمة آلية مراجعة، اقترحها {member}.",
        "Machine translation, revised, offered by {member}.",
    ),
    "translation_outdated": (
        "Elle est celle d'une version plus ancienne.",
        "وهي لنسخة أقدم.",
        "It is of an older version.",
    ),
    "colophon": (
        "Copie faite d'après le journal vérifié du réseau ; l'original se retrouve par son numéro.",
        "نسخة مأخوذة من سجل الشبكة المتحقق منه؛ يُعثر على الأصل برقمه.",
        "Copied from the network's verified log; the original is found by its number.",
    ),
}


def word(key: str, language: Language, **values: object) -> str:
    """A word or sentence with its values."""
    return _WORDS[key][LANGUAGES.index(language)].format(**values)
