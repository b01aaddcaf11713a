"""Names of persons in running text: known ones, and words in the place of a name.

French writes names with capitals, Arabic does not: there a word counts as a family name by its form
(ال…ي, بن…) or by the list, and only behind a given name, a title or a word of kinship.
"""

import re
from collections.abc import Iterable, Iterator, Set
from typing import Final, NamedTuple

from forsa.privacy.ages import find_aged, has_age
from forsa.privacy.name_lists import (
    NameLists,
    everyday_names,
    family_names,
    forms,
    rows,
    small_names,
)
from forsa.privacy.patterns import PERSON

_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"
_PARTICLE: Final = r"(?:El|Al|Ben|Bent|Bni|Ait|Aït|Ould|Ibn|Abou|Bou)"
_LATIN: Final = rf"(?:(?:{_PARTICLE}[ \-])?{_CAPITAL}[\w'’\-]{{1,40}}|{_CAPITAL}\.)"
_GAP: Final = r"[^\S\n]{1,3}"
_AFTER_TITLE: Final = re.compile(rf"{_GAP}(?P<name>{_LATIN}(?:{_GAP}{_LATIN}){{0,3}})")
_AFTER_GIVEN: Final = re.compile(rf"(?:[ \-]{_LATIN}){{1,3}}")
_BEFORE_GIVEN: Final = re.compile(rf"(?<!\w){_CAPITAL}{{3,30}}(?:[ \-]{_CAPITAL}{{2,}}){{0,2}} $")
_KING: Final = re.compile(
    r"(?:Moham+ed|Hassan) (?:I|II|V|VI)(?!\w)|(?:محمد|الحسن|حسن) (?:الأول|الثاني|الخامس|السادس)"
)
"""Streets, schools and universities are called after them."""
_FROM_SOMEWHERE: Final = re.compile(
    r"[^\W\d]+(?:ais|ois|ain|ien|éen|aise|oise|aine|ienne|éenne)s?(?!\w)"
)
"""Behind « jeune » or « élève » a people or a town, not a name."""
_LETTERS: Final = r"[ء-ي]"
_FORM: Final = (
    rf"(?:ال{_LETTERS}{{2,}}ي|بن{_LETTERS}{{3,}}|(?:بن|بنت|ايت|آيت|أيت) {_LETTERS}{{2,}})"
    rf"(?!{_LETTERS})"
)
_SECOND: Final = (
    rf"(?!(?:على|إلى|الى|هذا|هذه|التي|الذي|عند|بعد|قبل|منذ|حول|عبر|ضمن|لدى) ){_LETTERS}{{3,}}"
)
_AFTER_GIVEN_AR: Final = re.compile(rf"(?: {_SECOND})? {_FORM}")
_AFTER_TITLE_AR: Final = re.compile(rf"{_GAP}(?!ال){_LETTERS}{{2,}} {_FORM}")
_TWO_WORDS: Final = re.compile(rf"{_GAP}{_LETTERS}{{2,}}{_GAP}(?P<second>{_LETTERS}{{2,}})")
_NO_NAME: Final = re.compile(
    r"ال|[يت]|(?:قد|لم|لن|لا|لما|كان|كانت|في|من|عن|على|إلى|الى|أن|ان|إن|هو|هي|هم|ما|مع|حتى|ثم|أو|بعد|قبل"
    r"|منذ|عند|حين|إذا|غير|كل|رئيس|رئيسة|مدير|مديرة|وزير|وزيرة|والي|عامل|كاتب|كاتبة|نائب|نائبة|منسق|منسقة"
    r"|سابقا|حاليا|داخل|خارج|خلال|بين|نحو)(?!\w)|[بفكلو](?:ال|ل)|\w+(?:ات|ون|ين)(?!\w)"
)
"""Articles, verbs, particles, offices, plurals: « التلميذ الذي انقطع » is nobody's name."""
_ONE_FORM: Final = re.compile(rf"{_GAP}(?:بن{_LETTERS}{{3,}}|بن {_LETTERS}{{2,}})")
_ACRONYM: Final = 5
_NEXT: Final = re.compile(rf"{_GAP}(\w+)")
_ONE_MORE: Final = re.compile(r"[ \-]([^\W\d_]{2,40})(?!\w)")
_MOST_BEHIND: Final = 2


def _cue_words(script: str) -> frozenset[str]:
    return frozenset(rows("name_cues.csv")[script].split())


def _cased(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word.lower(), word.capitalize()))


_ABBREVIATED: Final = _cue_words("abbreviated")
"""Titles that may have a point behind them."""
_TITLES: Final = _ABBREVIATED | _cased(_cue_words("titles")) | {"M"}
"""Behind these any word with a capital is a name."""
_LATIN_CUES: Final = _TITLES | _cased(_cue_words("Latn"))
_CALLED: Final = _cue_words("called")
"""Behind these two Arabic words are a name, unless the first is none."""
_CUES: Final = _LATIN_CUES | _CALLED | _cue_words("Arab")


_OF_AGES: Final = frozenset(form for word in ("عمر", "حياة") for form in forms(word))
"""« عمر 15 سنة » is "the age of 15", « حياة 15 سنة » a life of them."""


def cues_in(words: Set[str], lists: NameLists) -> Set[str]:
    """Those of a text's words at which `find_names` is to look."""
    known = (lists.first_names, family_names(), everyday_names(), small_names(), _CUES)
    return frozenset().union(*(one & words for one in known))


class Named(NamedTuple):
    """A name."""

    start: int
    end: int
    is_given: bool
    """A given name alone."""
    has_title: bool
    """Then the sentence decides whether it blocks."""
    has_age: bool
    """Right beside it: it blocks."""


def find_names(text: str, spans: Iterable[tuple[int, int]], lists: NameLists) -> Iterator[Named]:
    """The names at the words of these spans, each a cue, a given or a family name."""
    families, everyday, small, past = family_names(), everyday_names(), small_names(), 0
    for start, end in spans:
        if start < past:  # a part of the name before
            continue
        word = text[start:end]
        if word in _CUES:
            past = _titled(text, end, word, lists)
            if past:
                yield Named(start, past, is_given=False, has_title=True, has_age=False)
        elif word in families:
            is_aged = has_age(text, start, end)
            yield Named(start, end, is_given=False, has_title=False, has_age=is_aged)
        elif word in small:
            found = _small_name(text, start, end)
            if found is not None:
                past = found.end
                yield found
        elif _KING.match(text, start) is None:
            is_everyday = word in everyday and word not in lists.first_names
            found = _whole_name(text, start, end, is_age_itself=word in _OF_AGES)
            if is_everyday and found.is_given and not found.has_age:
                continue
            past = found.end
            yield found


def find_unlisted(text: str) -> Iterator[tuple[int, int]]:
    """Words that are a name by the age behind them and by their capitals, as « Zoulfa, 16 ans ».

    « Apprentie, 16 ans » is nobody's, nor is the short name of an office.
    """
    for start, end in find_aged(text):
        name = text[start:end]
        if name.lower() not in _CUES and PERSON.fullmatch(name) is None and not _is_no_name(name):
            yield start, end


def _titled(text: str, end: int, word: str, lists: NameLists) -> int:
    """Where the name behind a cue ends; 0: there is none."""
    if word in _LATIN_CUES:
        has_dot = text[end : end + 1] == "."
        if has_dot != (word == "M") and not (has_dot and word in _ABBREVIATED):
            return 0
        found = _AFTER_TITLE.match(text, end + has_dot)
        if found is None or (word not in _TITLES and _is_no_name(found["name"])):
            return 0
        return found.end()
    found = _AFTER_TITLE_AR.match(text, end) or _ONE_FORM.match(text, end)
    if found is not None:
        return found.end()
    two = _TWO_WORDS.match(text, end)
    if two is not None and two["second"] in family_names():
        return two.end()
    first = _NEXT.match(text, end)
    if first is None:
        return 0
    is_listed = first[1] in lists.first_names or first[1] in family_names()
    if two is not None and word in _CALLED and (is_listed or not _NO_NAME.match(first[1])):
        return two.end()
    return first.end() if is_listed else 0


def _is_no_name(words: str) -> bool:
    """A people, a town, or the short name of an office, school or examination."""
    is_acronym = words.isupper() and len(words) <= _ACRONYM and " " not in words
    return is_acronym or _FROM_SOMEWHERE.match(words) is not None


def _whole_name(text: str, start: int, end: int, *, is_age_itself: bool) -> Named:
    """A given name with the family name before or after it."""
    after = _AFTER_GIVEN.match(text, end) or _AFTER_GIVEN_AR.match(text, end)
    following = _NEXT.match(text, end)
    stop = end
    if after is not None:
        stop = after.end()
    elif following is not None and following[1] in family_names():
        stop = following.end()
    before = _BEFORE_GIVEN.search(text, max(0, start - 40), start)
    first = start if before is None else before.start()
    is_given = (first, stop) == (start, end)
    is_aged = has_age(text, first, stop, is_bare_enough=not (is_given and is_age_itself))
    return Named(first, stop, is_given=is_given, has_title=False, has_age=is_aged)


def _small_name(text: str, start: int, end: int) -> Named | None:
    """A name in small letters, up to the age without which it may be any word."""
    stop = end
    is_name = True
    for _ in range(_MOST_BEHIND + 1):
        if has_age(text, start, stop, is_bare_enough=is_name):
            is_given = stop == end and text[start:end].capitalize() not in family_names()
            return Named(start, stop, is_given=is_given, has_title=False, has_age=True)
        more = _ONE_MORE.match(text, stop)
        if more is None:
            return None
        stop, is_name = more.end(), more[1] in small_names()
    return None
