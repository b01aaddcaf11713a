"""Single values of a register and its mapping: numbers, dates, school years."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from forsa.outcomes.register.fields import Field, Kind

ARABIC_DIGITS: Final = {zero + at: str(at) for zero in (0x660, 0x6F0) for at in range(10)}
"""Arabic-Indic and Persian digits to 0-9, for `str.translate`."""

DATE_FORMATS: Final = ("%Y-%m-%d", "%d/%m/%Y")
"""What a date is read as where the mapping does not say: ISO 8601, and what Morocco writes."""

SCHOOL_YEAR: Final = re.compile(r"([0-9]{4})-([0-9]{4})")
OLDEST: Final = date(1950, 1, 1)
"""No date of a register lies before."""

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_WORDS: Final = (
    ("YYYY", "%Y"),
    ("AAAA", "%Y"),
    ("YY", "%y"),
    ("MM", "%m"),
    ("DD", "%d"),
    ("JJ", "%d"),
)
_TOLD: Final = (("YYYY", "%Y"), ("YY", "%y"), ("MM", "%m"), ("DD", "%d"))
_DIRECTIVE: Final = re.compile(r"%(.)")
_TIMES: Final = ("", "HM", "HMS")
"""Times of day that may stand in a date; they are not kept."""


def parse_number(text: str) -> float | None:
    """A number in Western or Arabic-Indic digits, with a point; None if it is none."""
    plain = text.strip().translate(ARABIC_DIGITS)
    return float(plain) if _NUMBER.fullmatch(plain) else None


def parse_date_format(text: str) -> str | None:
    """A date format as `strptime` knows it, from `%d/%m/%Y` or `DD/MM/YYYY`, `JJ/MM/AAAA`.

    None if it has not exactly a day, a month and a year, or half a time of day.
    """
    plain = text
    for word, directive in _WORDS if "%" not in text else ():
        plain = plain.replace(word, directive)
    found = _DIRECTIVE.findall(plain)
    one_each = all(sum(found.count(c) for c in group) == 1 for group in ("d", "m", "Yy"))
    time = "".join(one for one in found if one not in "dmYy")
    return plain if one_each and time in _TIMES else None


def told_formats(formats: Iterable[str]) -> str:
    """Date formats as people write them, from those of `strptime`: `DD/MM/YYYY`."""
    told = ", ".join(formats)
    for word, directive in _TOLD:
        told = told.replace(directive, word)
    return told


def is_school_year(text: str) -> bool:
    """Whether it is two years, `2024-2025`, the second right after the first."""
    match = SCHOOL_YEAR.fullmatch(text)
    return match is not None and int(match[2]) == int(match[1]) + 1


def check_const(field: Field, text: str) -> bool:
    """Whether a value fits a field; of a centre only whether there is one."""
    match field.kind:
        case Kind.CODE:
            return text in field.codes
        case Kind.WHOLE:
            number = parse_number(text)
            return number is not None and number == int(number)
        case Kind.DATE:
            return any(_is_date(text, one) for one in DATE_FORMATS)
        case Kind.YEAR:
            return is_school_year(text)
        case _:
            return bool(text)


def _is_date(text: str, date_format: str) -> bool:
    try:
        return datetime.strptime(text, date_format).date() >= OLDEST  # noqa: DTZ007
    except ValueError:
        return False
