"""An age right beside a name: with it even a word that is rarely a name is a person.

What is told of years otherwise, of work, experience, an association, is nobody's age.
"""

import re
from collections.abc import Iterator
from typing import Final

_GAP: Final = r"\s{1,3}"
_MARK: Final = r"(?:\^\d{1,3})?[_*]{0,3}\s{0,3}[,،(:\-\u2013\u2014]?\s{0,3}"
_TEENS: Final = "onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt"
_ANS: Final = (
    rf"(?:\d{{1,2}}|{_TEENS}){_GAP}ans\b"
    r"(?!\s(?:d['’](?!âge)|apr[èe]s|plus tard|durant|de (?:m[ée]tier|service|carri[èe]re|pratique"
    r"|travail|pr[ée]sence|terrain|vie|lutte)))"
)
_OLD: Final = r"\d{1,2}(?:\s|-)years?(?:\s|-)old"
_PUPIL: Final = (
    r"(?:apprentie?|apprenante?|[ée]l[èe]ve|stagiaire|jeune|fille|gar[çc]on|adolescente?|ado|enfant"
    r"|mineure?|b[ée]n[ée]ficiaire|[ée]tudiante?|lyc[ée]enne|lyc[ée]en|coll[ée]gienne|coll[ée]gien)"
)
_SANA: Final = (
    r"(?:ال ?)?\d{1,2}\s{1,3}(?:سنة|سنوات|سنين|عاما|عام|أعوام|ربيعا)(?!\w)"
    r"(?! من (?:ال)?(?:خبرة|عمل|تجربة|عطاء|ممارسة|تدريس|نضال)| خبرة| تجربة)"
)
_AGED_AR: Final = (
    r"(?:ال)?بالغة?(?: من العمر| عمره[ا]?)|و?[يت]بلغ (?:من العمر|عمره[ا]?)|و?عمره[ا]?(?!\w)"
)
"""With a number in words, too."""
_WITH_AR: Final = r"(?:ال)?بالغة?|و?[يت]بلغ|ذو|ذي|ذات|صاحبة?|ابنة?|في سن|في عمر|سنه[ا]?"
_AFTER: Final = re.compile(
    rf"{_MARK}(?:(?P<bare>{_ANS}|{_SANA})"
    rf"|(?:[âa]g[ée]e?{_GAP}de{_GAP}"
    rf"|(?:qui{_GAP})?(?:a|avait|aura|ayant){_GAP}"
    rf"(?:(?:à peine|seulement|bient[ôo]t|presque|d[ée]j[àa]|environ){_GAP})?){_ANS}"
    # « Salma, apprentie de 17 ans », « Salma est une jeune fille de 16 ans »
    rf"|(?:(?:est|[ée]tait){_GAP})?(?:(?:une?|la|le|notre){_GAP}|l['’])?(?:(?:jeune|petite?){_GAP})?"
    rf"{_PUPIL}(?:{_GAP}[\w'’\-]{{1,20}}){{0,3}},?{_GAP}(?:(?:[âa]g[ée]e?{_GAP})?de{_GAP})?{_ANS}"
    rf"|(?:(?:is|was|who is){_GAP})?{_OLD}|(?:is{_GAP})?aged{_GAP}\d{{1,2}}\b"
    rf"|{_AGED_AR}|(?:{_WITH_AR}){_GAP}{_SANA})",
    re.IGNORECASE,
)
_NAMED: Final = r"(?:(?:pr[ée]|d[ée])?nomm[ée]e?|appel[ée]e?|qui s['’]appelle|called|named)"
_NAMED_AR: Final = r"و?(?:تدعى|يدعى|تسمى|يسمى|اسمه[ا]?)"
_BEFORE: Final = re.compile(
    rf"(?:(?:\b[âa]g[ée]e?{_GAP}de|(?<!\d )(?<!ans )\bà"
    rf"|\b{_PUPIL}(?:{_GAP}[\w'’\-]{{1,20}}){{0,3}}{_GAP}de)"
    rf"{_GAP}{_ANS}(?:\s?[,(:]\s?|,?{_GAP}{_NAMED}{_GAP})|\b{_OLD}{_GAP}(?:{_NAMED}{_GAP})?"
    rf"|(?:{_AGED_AR}|(?:ال)?بالغة?|ذو|ذي|ذات|[يت]بلغ){_GAP}{_SANA}\s?[،,(:]?\s?(?:{_NAMED_AR}{_GAP})?"
    rf"|{_SANA}\s?[،,]?\s?{_NAMED_AR}{_GAP})[_*]{{0,3}}$",
    re.IGNORECASE,
)
_INSTITUTION: Final = re.compile(
    r"\b(?:associations?|centre|[ée]cole|fondation|espace|projet|lyc[ée]e|coll[èe]ge|maison|atelier"
    r"|[وبلف]?(?:ال)?(?:جمعية|مؤسسة|مركز|فضاء|مدرسة|دار|مشروع|برنامج|إعدادية|ثانوية))\s{1,3}$",
    re.IGNORECASE,
)
_FAR: Final = 70
_GUARDED: Final = 20
"""What follows an age and may show that it is none."""
_YEARS: Final = re.compile(r"\d|ans\b")
_ANS_ALONE: Final = re.compile(r"ans\b")
_AGED: Final = re.compile(
    r"(?<!\w)(?P<name>[A-ZÀ-ÖØ-Þ][\w'’\-]{2,30}(?: [A-ZÀ-ÖØ-Þ][\w'’\-]{1,30}){0,2})"
    rf"[_*]{{0,3}}\s?[,(]\s?(?:[âa]g[ée]e?\sde\s)?{_ANS}(?! et plus| ou plus)"
)


def find_aged(text: str) -> Iterator[tuple[int, int]]:
    """Words with capitals right before an age, « Zoulfa, 16 ans »: names that no list has, or not.

    Args:
        text: Plain.
    """
    past = 0
    for years in _ANS_ALONE.finditer(text):
        if text[years.start() - 1 : years.start()].isspace():
            found = _AGED.search(text, max(past, years.start() - _FAR), years.end() + _GUARDED)
            if found is not None:
                past = found.end("name")
                yield found.span("name")


def has_age(text: str, start: int, end: int, *, is_bare_enough: bool = True) -> bool:
    """Whether an age stands right behind or before the name of this span.

    Args:
        text: Plain.
        start: Of the name.
        end: Of the name.
        is_bare_enough: Whether years are an age without a word or a mark before them: « عمر 15
            سنة » is "the age of 15".
    """
    after = _AFTER.match(text, end)
    is_behind = after is not None and (is_bare_enough or after[0].lstrip() != after["bare"])
    if not is_behind and not _stands_before(text, start):
        return False
    return _INSTITUTION.search(text[max(0, start - 20) : start]) is None


def _stands_before(text: str, start: int) -> bool:
    first = max(0, start - _FAR)
    if _YEARS.search(text, first, start) is None:
        return False
    return _BEFORE.search(text[first:start]) is not None
