"""The words of what the scan for personal data finds: `scan.<what>`, French and Arabic first.

They say where in the text, never what stands there.
"""

from collections.abc import Mapping
from typing import Final

_WHAT: Final[Mapping[str, tuple[str, str, str]]] = {
    "massar": ("un code Massar", "رمز مسار", "a Massar code"),
    "cin": ("un numéro de carte d'identité", "رقم بطاقة وطنية", "an identity card number"),
    "phone": ("un numéro de téléphone", "رقم هاتف", "a telephone number"),
    "email": ("une adresse électronique", "عنوان بريد إلكتروني", "an e-mail address"),
    "rib": ("un numéro de compte (RIB)", "رقم حساب بنكي", "a bank account number"),
    "gps": ("un point géographique précis", "إحداثيات دقيقة", "exact coordinates"),
    "birth_date": ("une date de naissance", "تاريخ ازدياد", "a date of birth"),
    "address": ("une adresse", "عنوان سكن", "a postal address"),
    "place": (
        "un lieu suivi d'un numéro, peut-être une adresse",
        "مكان يليه رقم، وقد يكون عنوانا",
        "a place with a number, perhaps an address",
    ),
    "name": ("le nom d'une personne", "اسم شخص", "a person's name"),
    "small_count": (
        "un très petit nombre de personnes",
        "عدد قليل جدا من الأشخاص",
        "a very small number of persons",
    ),
    "given_name": ("un prénom", "اسم شخصي", "a given name"),
    "sensitive": (
        "une information sensible près d'une personne",
        "معلومة حساسة قرب ذكر شخص",
        "something sensitive beside a person",
    ),
    "learner_name": (
        "un nom de votre liste d'apprenants",
        "اسم من لائحة متعلميكم",
        "a name of your list of learners",
    ),
    "like_learner": (
        "un mot qui est peut-être un nom de votre liste d'apprenants",
        "كلمة قد تكون اسما من لائحة متعلميكم",
        "a word that may be a name of your list of learners",
    ),
}

_MASK: Final = (
    " ; masquez, ou dites pourquoi cela reste.",
    "؛ أخفوه، أو اذكروا سبب إبقائه.",
    "; mask it, or say why it stays.",
)
_ANY_MAILBOX: Final = (
    " ; masquez-la si c'est celle d'une personne.",
    "؛ أخفوه إن كان لشخص.",
    "; mask it if it is a person's.",
)
_WARNING: Final = (".", ".", ".")
_THEN: Final[Mapping[str, tuple[str, str, str]]] = {
    "email": _ANY_MAILBOX,
    **dict.fromkeys(
        ("place", "name", "given_name", "small_count", "sensitive", "like_learner"), _WARNING
    ),
}
"""What to do next: what only warns needs neither a mask nor a reason."""


def _sentences(what: str) -> tuple[str, str, str]:
    french, arabic, english = _WHAT[what]
    in_french, in_arabic, in_english = _THEN.get(what, _MASK)
    return (
        f"{french} (caractères {{start}} à {{end}}){in_french}",
        f"{arabic} (الحروف من {{start}} إلى {{end}}){in_arabic}",
        f"{english} (characters {{start}} to {{end}}){in_english}",
    )


SCAN_TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    f"scan.{what}": _sentences(what) for what in _WHAT
}
