"""How a text becomes terms: one family of analysis for Arabic, French, English and all others."""

import re
from collections.abc import Mapping
from string import ascii_lowercase
from typing import Final

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from forsa.normal_form import normalize

FAMILIES: Final = ("ar", "fr", "en", "other")
"""Each has a field for titles and one for texts."""

_FAMILY_OF: Final = {"ar": "ar", "ary": "ar", "fr": "fr", "en": "en"}
_ARABIC_LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_MARKS: Final = [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD)]
_TATWEEL: Final = 0x0640
_JOINED: Final = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي"}
_ARABIC_FOLDED: Final = {
    **dict.fromkeys(map(chr, [*_MARKS, _TATWEEL]), ""),
    **_JOINED,
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
}
_FOLDED: Final = {"’": "'", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
_SOME_ARABIC: Final = re.compile("[\u0610-\u06dc]")
_ARABIC_STOPS: Final = (
    "في من على الى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ان انه انها كان كانت هو هي هم"
    " كل او ثم قد بعد قبل بين حتى كما عند لكن اذا كيف هل اي ايضا منذ غير حول و ف ب ل ديال فين شنو"
    " باش واش علاش كيفاش اللي بزاف هاد ديالنا عندنا"
)
_FRENCH_STOPS: Final = (
    "l d j m n s t c qu jusqu lorsqu puisqu quoiqu comment quel quelle quels quelles"
)


def family_of(tag: str) -> str:
    """The family that a language is read by; the region of a tag does not count."""
    return _FAMILY_OF.get(tag.split("-", maxsplit=1)[0].lower(), "other")


def fold(text: str) -> str:
    """The text without what writers vary: vowel marks, tatweel, hamza, ligatures, digits."""
    if text.isascii():
        return text
    folded = normalize("NFKC", text)
    for letter, instead in _FOLDED.items():
        folded = folded.replace(letter, instead)
    if _SOME_ARABIC.search(folded):
        for letter, instead in _ARABIC_FOLDED.items():
            folded = folded.replace(letter, instead)
    return folded


def analyzers() -> Mapping[str, TextAnalyzer]:
    """The analysis of each family."""
    arabic_stops = sorted(set(fold(_ARABIC_STOPS).split()))
    return {
        "ar": _simple()
        .filter(Filter.custom_stopword(arabic_stops))
        .filter(Filter.stemmer("arabic"))
        .build(),
        "fr": _simple()
        .filter(Filter.stopword("french"))
        .filter(Filter.custom_stopword(_FRENCH_STOPS.split()))
        .filter(Filter.ascii_fold())  # before the stem: electricite is electricité to its reader
        .filter(Filter.stemmer("french"))
        .build(),
        "en": _simple()
        .filter(Filter.stopword("english"))
        .filter(Filter.stemmer("english"))
        .build(),
        "other": _simple().filter(Filter.ascii_fold()).build(),
    }


def is_arabic(word: str) -> bool:
    """Whether a word has Arabic letters."""
    return any("\u0620" <= letter <= "\u064a" for letter in word)


def one_edit_apart(left: str, right: str) -> bool:
    """Whether one letter added, left out, changed or two exchanged make one word of the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    left, right = left[start:], right[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right or left == right[1:]


def beginnings_apart(word: str) -> list[str]:
    """What a word of two letters is, or of more, if its first is wrong, missing or too many."""
    letters = _ARABIC_LETTERS if is_arabic(word) else ascii_lowercase
    changed = (letter + word[1:] for letter in letters if letter != word[0])
    return [word[1:], word[1] + word[0] + word[2:], *changed, *(one + word for one in letters)]


def _simple() -> TextAnalyzerBuilder:
    return TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
