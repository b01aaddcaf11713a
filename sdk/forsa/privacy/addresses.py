"""Where somebody lives, in running text: a street or neighbourhood and the number of a door.

With a word for the number ("n°", "maison", رقم) it is an address. Without one a number may be a
count as well, "douar Tazart 45 foyers": what follows it decides, and what stays uncertain warns.
"""

import re
from collections.abc import Iterator
from typing import Final

from forsa.privacy.patterns import cue_words

_FEW: Final = r"\s{0,3}"
_SPACE: Final = r"\s{1,3}"
_CAPITAL: Final = r"(?-i:[A-ZÀ-ÖØ-Þ])"
_WAY: Final = r"(?:rue|ruelle|avenue|av\.?|ave\.|bd\.?|blvd\.?|boulevard|impasse|derb|zankat)"
_AREA: Final = (
    r"(?:hay|lot\.?|lotissement|douar|r[ée]sidence|cit[ée]|quartier|secteur|bloc|groupe|imm\.?"
    r"|immeuble|b[âa]timent|villa|place|route|ksar|commune)"
)
_ARTICLE: Final = r"(?:des?|du|la|les?|l['’]|d['’]|al|el|ait|aït|ben|ibn|bni|ouled|oulad)"
_NAMED: Final = (
    rf"(?:{_ARTICLE}[ ]?){{0,2}}{_CAPITAL}[\w'’\-]*"
    rf"(?:[ ](?:{_ARTICLE}[ ]){{0,2}}{_CAPITAL}[\w'’\-]*){{0,3}}"
)
_SIGN: Final = (
    r"(?:(?:maison|villa|appt?\.?|apt\.?|appartement|porte|[ée]tage|bloc[ ]\w{1,2}|imm\.?|immeuble"
    r"|bloc)(?:[ ]n[°oº])?|n[°oº.]?|num[ée]ro)"
)
_DOOR: Final = r"\d{1,4}(?![\d.,]*\d)(?![ ]?%)"
_NO_YEAR: Final = r"(?!(?:19|20)\d\d\b)"
_GOES_ON: Final = (
    r"(?![ ]?(?!(?:bis|ter|à|a|au|aux|en|et|ou|où|dans|chez|près|avec|qui|pour|depuis|sur|par|le|la"
    r"|les|de|du|tél)\b)[a-zß-öø-ÿ]{2,})"
)
"""After a door: no noun, which the number would count."""
_SIGNED_DOOR: Final = rf"(?<!\w){_SIGN}{_FEW}{_DOOR}(?:[ ]?,?[ ]?{_SIGN}{_FEW}{_DOOR}){{0,3}}"
_SIGNED: Final = re.compile(
    # a street or a neighbourhood, then the door; a flat and its house
    rf"\b{_WAY}(?!\w)[^\n;:!?]{{0,40}}?{_SIGNED_DOOR}"
    rf"|\b{_AREA}[ ](?:{_NAMED}|\d{{1,3}}|[a-z]\b)[^\n;:!?]{{0,25}}?{_SIGNED_DOOR}"
    rf"|\b(?:appt?\.?|apt\.?|appartement|[ée]tage)[ ]?{_DOOR}[ ]?,?[ ]{{0,2}}{_SIGNED_DOOR}"
    # the door, then the street
    rf"|\b\d{{1,3}}{_FEW},?{_FEW}place[ ]{_CAPITAL}[\w'’\-]*(?:[ ]{_CAPITAL}[\w'’\-]*)?"
    rf"|\bn[°oº]?{_FEW}\d{{1,4}}[^\n.;:]{{0,25}}?\b(?:{_WAY}(?!\w)|(?:hay|lot|douar|lotissement)\b)"
    rf"(?:{_SPACE}[\w'’\-]+){{0,2}}"
    rf"|\b\d{{1,4}}{_FEW}(?:bis|ter)?{_FEW},?{_FEW}{_WAY}[ ](?:{_ARTICLE}[ ]?)?{_CAPITAL}[\w'’\-]*"
    rf"(?:[ ]{_CAPITAL}[\w'’\-]*)?",
    re.IGNORECASE,
)
_UNSIGNED: Final = re.compile(
    rf"\b(?:{_WAY}|hay|lot\.?|lotissement|r[ée]sidence|douar|cit[ée]|quartier)[ ]{_NAMED}"
    rf"[ ]?,?[ ]{{0,2}}{_NO_YEAR}(?P<door>{_DOOR})(?-i:{_GOES_ON})",
    re.IGNORECASE,
)
_WAY_AR: Final = r"(?:شارع|زنقة|درب|زنقه)"
_AREA_AR: Final = r"(?:حي|دوار|[إا]قامة|تجزئة|بلوك|عمارة|قطاع|مجموعة|قصر)"
_BEFORE_AR: Final = r"\b[وبلف]?(?:ال)?"
_SIGN_AR: Final = r"(?:ال)?(?:رقم|منزل|دار|شقة|عمارة|فيلا)"
_SIGNED_AR: Final = re.compile(
    rf"{_BEFORE_AR}(?:{_WAY_AR}|{_AREA_AR})[ ][^\n.;:؛]{{0,30}}?\b{_SIGN_AR}{_FEW}{_DOOR}"
    rf"(?:[ ]?[،,]?[ ]?{_SIGN_AR}{_FEW}{_DOOR}){{0,3}}"
    rf"|\bرقم{_FEW}\d{{1,4}}{_FEW}،?{_FEW}[وبلف]?(?:{_WAY_AR}|{_AREA_AR})\b(?:[ ]\w+){{0,2}}"
    rf"|\b\d{{1,4}}{_FEW}،?{_FEW}(?:{_WAY_AR}|[إا]قامة|تجزئة|حي(?=[ ]ال))[ ]\w+(?:[ ]ال\w+)?"
)
_GOES_ON_AR: Final = r"(?![ ]?(?!(?:كما|في|من|إلى|قرب|ثم|حيث|مكرر|[بلو]\w+)\b)[ء-ي]{2,})"
_UNSIGNED_AR: Final = re.compile(
    rf"\b[وبلف]?(?:{_WAY_AR}|حي|دوار|[إا]قامة|تجزئة)(?:[ ][ء-ي]+){{1,3}}[ ]?،?[ ]{{0,2}}"
    rf"{_NO_YEAR}(?P<door>{_DOOR}){_GOES_ON_AR}"
)
_SECTION: Final = 10
_PARTED: Final = re.compile(r"hay|douar|cit|quartier|[وبلف]?(?:حي|دوار)", re.IGNORECASE)


def find_addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Spans between two places of a plain text, and whether each is certain."""
    for pattern in (_SIGNED, _SIGNED_AR):
        for found in pattern.finditer(text, start, end):
            yield *found.span(), True
    for pattern in (_UNSIGNED, _UNSIGNED_AR):
        for found in pattern.finditer(text, start, end):
            # "Hay Salam 2" is a part of the town; a door there mostly has a higher number.
            is_part = int(found["door"]) < _SECTION and _PARTED.match(found[0]) is not None
            yield *found.span(), not is_part


_FRENCH: Final = (
    "rue ruelle avenue av ave bd blvd boulevard impasse derb zankat hay lot lotissement douar"
    " résidence residence cité cite quartier secteur bloc groupe imm immeuble bâtiment batiment"
    " villa place route ksar commune appt apt ap appartement étage etage"
)
_ARABIC: Final = "شارع زنقة زنقه درب حي دوار إقامة اقامة تجزئة بلوك عمارة قطاع مجموعة قصر"
STREETS: Final = cue_words(_FRENCH, _ARABIC, "وبلف")
"""In small letters: every address has one of them."""
