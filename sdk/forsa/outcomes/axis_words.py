"""Words by which a text speaks of an axis: what its codes are called, and what people say instead.

Beginnings of words, small, without the article and prefixes of Arabic: « filles », « féminine ».
"""

import re
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType
from typing import Final

from forsa.codelists import rows
from forsa.outcomes.axes import CENTRE, OUTCOMES
from forsa.privacy.normalising import plain

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS: Final = 4
"""Shorter words of a label (de, au, et) stand in any sentence."""
_LANGUAGES: Final = ("fr", "ar", "en")
_LIST_OF: Final = MappingProxyType({**dict.fromkeys(OUTCOMES, "outcome"), "age3": "age_band"})
_ENDINGS: Final = ("es", "s", "x", "e")
_PREFIXES: Final = ("وال", "بال", "كال", "فال", "لل", "ال")
_LETTERS_BEFORE: Final = frozenset("وبل")
"""And, with, for: written on to the next word."""

_SAID: Final = MappingProxyType(
    {
        "sex": "fill garçon garcon femm homm fémin femin masculin sexe girl boy wom men female mal "
        "gender sex تلميذة تلميذات فتاة فتيات فتى فتيان بنت بنات ولد أولاد ذكر ذكور أنثى إناث نساء "
        "رجال جنس",
        "age3": "âge age âgé agé mineur majeur ans year old minor سن عمر سنة سنوات قاصر قاصرين",
        "milieu": "rural urbain périurbain periurbain campagn vill villag quartier milieu town "
        "village countryside قروي حضري بادية مدينة قرية وسط",
        "entry_level": "niveau primaire collèg colleg lycé lyce scolari level primary secondary "
        "school مستوى ابتدائي إعدادي تأهيلي تمدرس",
        "strand": "filièr filier parcours volet strand مسار تكوين تأهيل",
        "trade": "métier metier atelier trade workshop حرفة مهنة ورشة",
        CENTRE: "centr center مركز",
        "region": "région region province جهة إقليم عمالة",
        "outcome": "inser insér emploi travail chôm chom abandon décroch decroch école ecole lycé "
        "formation apprentissag stag joint injoign contact nouvell sortant sorti quitté quitte "
        "poursui transfér job work employ dropp left school training reach unknown outcome "
        "إدماج شغل عمل مهني تكوين تدرج انقطع انقطاع مدرسة تعليم مجهول تعذر اتصال غادر مغادرة بطالة",
    }
)
"""What people say beside the names of the codes, by axis; of all outcome axes under one."""


@cache
def axis_words(axis: str, language: str = "") -> frozenset[str]:
    """Beginnings of words that tell of an axis, in all three languages.

    Args:
        axis: An axis id.
        language: One alone, for tests; empty = all.
    """
    said = _SAID.get("outcome" if axis in OUTCOMES else axis, "")
    labels = _labels(axis, (language,) if language else _LANGUAGES)
    return frozenset({stem(word) for word in (*said.split(), *labels)} - {""})


def stem(word: str) -> str:
    """A word as it is compared: small, plain, without the endings and prefixes that change."""
    small = plain(word).lower()
    for prefix in _PREFIXES:
        if small.startswith(prefix) and len(small) > len(prefix) + 2:
            return small.removeprefix(prefix)
    for ending in _ENDINGS:
        if small.endswith(ending) and len(small) > len(ending) + 2:
            return small.removesuffix(ending)
    return small


def stems(word: str) -> frozenset[str]:
    """What a word of a text may be the beginning of: an Arabic one also without its first letter.

    « وبنات » is « and girls »; « بنات » alone is girls.
    """
    found = stem(word)
    return frozenset({found, found[1:]} if found[:1] in _LETTERS_BEFORE else {found})


def _labels(axis: str, languages: tuple[str, ...]) -> Iterator[str]:
    """The longer words of the labels of a list; a member's centres have none."""
    if axis == CENTRE:
        return
    for row in rows(_LIST_OF.get(axis, axis)).values():
        for language in languages:
            for word in _LETTERS.findall(row[language]):
                if len(word) >= _LEAST_LETTERS:
                    yield word
