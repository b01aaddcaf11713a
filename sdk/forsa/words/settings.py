"""What is wrong with a setting, by the rule that it breaks, in three languages."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES

Forms = tuple[str, str, str]

_NUMBER: Final = (
    "{value} n'est pas un nombre : écrivez-le sans guillemets, par exemple 2.5.",
    "{value} ليس عددا: اكتبوه دون علامات تنصيص، مثلا 2.5.",
    "{value} is no number: write it without quotation marks, such as 2.5.",
)
_WHOLE: Final = (
    "{value} n'est pas un nombre entier : écrivez-le sans guillemets, par exemple 25_000.",
    "{value} ليس عددا صحيحا: اكتبوه دون علامات تنصيص، مثلا 25_000.",
    "{value} is no whole number: write it without quotation marks, such as 25_000.",
)
_YES_OR_NO: Final = (
    "{value} ne dit ni oui ni non : écrivez true ou false.",
    "{value} لا تعني نعم ولا لا: اكتبوا true أو false.",
    "{value} is neither yes nor no: write true or false.",
)
_TEXT: Final = (
    "{value} n'est pas un texte : mettez-le entre guillemets.",
    "{value} ليس نصا: ضعوه بين علامتي تنصيص.",
    "{value} is no text: write it in quotation marks.",
)
_LIST: Final = (
    '{value} n\'est pas une liste : écrivez-la ainsi : ["a", "b"].',
    '{value} ليس لائحة: اكتبوها هكذا: ["a", "b"].',
    '{value} is no list: write it like this: ["a", "b"].',
)
_TABLE: Final = (
    (
        "{value} n'est pas un groupe de réglages : écrivez son nom entre crochets sur une ligne, "
        "puis une ligne par réglage."
    ),
    "{value} ليس مجموعة إعدادات: اكتبوا اسمها بين معقوفتين في سطر، ثم سطرا لكل إعداد.",
    (
        "{value} is no group of settings: write its name in square brackets on a line, then a line "
        "for each setting."
    ),
)

_WORDS: Final[Mapping[str, Forms]] = {
    "missing": (
        "ce réglage manque ; écrivez-le.",
        "هذا الإعداد ناقص؛ اكتبوه.",
        "this setting is missing; write it.",
    ),
    "extra_forbidden": (
        "ce réglage n'existe pas ; corrigez son nom, ou retirez la ligne.",
        "هذا الإعداد غير موجود؛ صححوا اسمه أو احذفوا السطر.",
        "there is no such setting; correct its name, or take the line out.",
    ),
    "extra_near": (
        "ce réglage n'existe pas ; vouliez-vous dire {near} ?",
        "هذا الإعداد غير موجود؛ هل تقصدون {near}؟",
        "there is no such setting; did you mean {near}?",
    ),
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _YES_OR_NO),
    "string_type": _TEXT,
    **dict.fromkeys(("tuple_type", "list_type"), _LIST),
    **dict.fromkeys(("model_type", "dict_type", "model_attributes_type"), _TABLE),
    "greater_than": (
        "{value} est trop petit : plus de {gt}.",
        "{value} صغير جدا: أكبر من {gt}.",
        "{value} is too small: more than {gt}.",
    ),
    "greater_than_equal": (
        "{value} est trop petit : {ge} au moins.",
        "{value} صغير جدا: {ge} على الأقل.",
        "{value} is too small: {ge} at least.",
    ),
    "less_than": (
        "{value} est trop grand : moins de {lt}.",
        "{value} كبير جدا: أقل من {lt}.",
        "{value} is too large: less than {lt}.",
    ),
    "less_than_equal": (
        "{value} est trop grand : {le} au plus.",
        "{value} كبير جدا: {le} على الأكثر.",
        "{value} is too large: {le} at most.",
    ),
    "zero_or": (
        "{value} est trop petit : 0, qui ne met pas de limite, ou {least} au moins.",
        "{value} صغير جدا: إما 0 أي دون حد، أو {least} على الأقل.",
        "{value} is too small: 0, which sets no limit, or {least} at least.",
    ),
    "web_address": (
        "{value} n'est pas une adresse : elle commence par https:// et n'a pas d'espaces.",
        "{value} ليس عنوانا: يبدأ بـ https:// وليس فيه فراغ.",
        "{value} is no address: it begins with https:// and has no spaces.",
    ),
    "mailbox": (
        "{value} n'est pas une adresse électronique : il y faut un nom, @ et un domaine.",
        "{value} ليس عنوان بريد إلكتروني: يلزم اسم ثم @ ثم نطاق.",
        "{value} is no e-mail address: it takes a name, @ and a domain.",
    ),
    "variable": (
        'la variable qui donne ce réglage ne se lit pas : une liste s\'y écrit ["a", "b"].',
        'لا يُقرأ المتغير الذي يحدد هذا الإعداد: تُكتب فيه اللائحة هكذا: ["a", "b"].',
        'the variable that gives this setting cannot be read: write a list in it as ["a", "b"].',
    ),
    "toml": (
        'le fichier ne se lit plus à cet endroit : une ligne est nom = valeur, un texte "…".',
        'لا يُقرأ الملف في هذا الموضع: السطر على شكل اسم = قيمة، والنص "…".',
        'the file cannot be read from here: a line is name = value, a text is "…".',
    ),
    "encoding": (
        "le fichier n'est pas en UTF-8 ; enregistrez-le en UTF-8.",
        "الملف ليس بترميز UTF-8؛ احفظوه بهذا الترميز.",
        "the file is not UTF-8; save it as UTF-8.",
    ),
}

_OTHERWISE: Final = (
    "{value} ne convient pas à ce réglage ; corrigez cette valeur, ou retirez la ligne.",
    "{value} لا يصلح لهذا الإعداد؛ صححوا هذه القيمة أو احذفوا السطر.",
    "{value} is not for this setting; correct it, or take the line out.",
)


def explain_setting(rule: str, values: Mapping[str, object]) -> dict[str, str]:
    """What is wrong with a setting, by language; for a rule without words: that its value is."""
    forms = _WORDS.get(rule, _OTHERWISE)
    return {
        language: form.format_map(values) for language, form in zip(LANGUAGES, forms, strict=True)
    }


def has_words(rule: str) -> bool:
    """Whether a rule has words of its own."""
    return rule in _WORDS
