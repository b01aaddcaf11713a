"""What people call the types of agreements, and what a party does with a text."""

from collections.abc import Mapping
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

Names = Mapping[str, tuple[str, str, str]]

TYPES: Final[Names] = {
    "network_convention": ("convention du réseau", "اتفاقية الشبكة", "convention of the network"),
    "charter": ("charte", "ميثاق", "charter"),
    "internal_rules": ("règlement intérieur", "النظام الداخلي", "internal rules"),
    "partnership": ("convention de partenariat", "اتفاقية شراكة", "partnership agreement"),
    "aref_convention": (
        "convention avec l'académie (AREF)",
        "اتفاقية مع الأكاديمية الجهوية",
        "convention with the academy (AREF)",
    ),
    "data_protocol": ("protocole de données", "بروتوكول المعطيات", "data protocol"),
}
"""Types this network knows; the first three are decided by vote, whatever a network adds is not."""

ACTS: Final[Names] = {
    "ratify": ("a ratifié", "صادقت", "ratified"),
    "ratify_with_reservation": (
        "a ratifié avec réserve",
        "صادقت مع تحفظ",
        "ratified with a reservation",
    ),
    "refuse": ("a refusé", "رفضت", "refused"),
    "withdraw": ("s'est retiré", "انسحبت", "withdrew"),
    "": ("ne s'est pas prononcé", "لم تتخذ موقفا بعد", "has not acted yet"),
}
"""What a party did last; empty: nothing yet."""


def type_name(code: str, language: Language) -> str:
    """What people call a type of agreement; a network's own code is shown as it is.

    An unknown code is the word of another member: who prints a name cleans it.
    """
    known = TYPES.get(code)
    return known[LANGUAGES.index(language)] if known else code


def act_name(act: str, language: Language) -> str:
    """What a party did, as people say it."""
    known = ACTS.get(act)
    return known[LANGUAGES.index(language)] if known else act
