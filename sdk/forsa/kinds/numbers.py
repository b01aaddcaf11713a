"""The numbers and days that a text names, so that two languages of one text can be compared.

`31 août 2024`, `31 غشت 2024` and `31/08/2024` are one day, also in Arabic-Indic digits; `12 000`
and `12.000` are one number. Numbers in words stay words: nobody counts them here.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

_MONTHS: Final = (
    "janvier january يناير",
    "février fevrier february فبراير",
    "mars march مارس",
    "avril april أبريل ابريل",
    "mai may ماي مايو",
    "juin june يونيو",
    "juillet july يوليوز يوليو",
    "août aout august غشت أغسطس",
    "septembre september شتنبر سبتمبر",
    "octobre october أكتوبر اكتوبر",
    "novembre november نونبر نوفمبر",
    "décembre decembre december دجنبر ديسمبر",
)
"""The names of each month, the Arabic ones of Morocco first."""
_MONTH: Final[Mapping[str, int]] = {
    name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()
}
_DIGITS: Final = {zero + at: str(at) for zero in (0x660, 0x6F0) for at in range(10)}
"""Arabic-Indic digits, those of the Mashreq and the eastern ones."""
_NAMES: Final = "|".join(sorted(_MONTH, key=len, reverse=True))
_FIRST: Final = re.compile(rf"\b(?:1er|premier|فاتح)(?=\s+(?:{_NAMES})\b)", re.IGNORECASE)
_NAMED: Final = re.compile(
    rf"(?<!\d)([0-9]{{1,2}})\s+(?:de\s+|من\s+)?({_NAMES})\b(?:\s+([0-9]{{4}}))?", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(r"(?<!\d)([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})(?!\d)")
_NUMBER: Final = re.compile(
    r"(?<!\d)[0-9]{1,3}(?:[ \u00a0\u202f.,\u066c][0-9]{3})+(?![0-9])|[0-9]+(?:[.,\u066b][0-9]+)*"
)
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f.,\u066c][0-9]{3})+")


def western(text: str) -> str:
    """The text with the digits 0 to 9 in the place of Arabic-Indic ones."""
    return text.translate(_DIGITS)


def numbers_in(text: str) -> Counter[str]:
    """How often a text names each number or day; a day as `2024-08-31`, without a year `08-31`."""
    found: Counter[str] = Counter()
    text = _FIRST.sub("1", western(text))
    for pattern, order in ((_NAMED, (2, 1, 0)), (_YEAR_FIRST, (0, 1, 2)), (_DAY_FIRST, (2, 1, 0))):
        for match in pattern.finditer(text):
            found[_day(match.groups(), order)] += 1
        text = pattern.sub(" ; ", text)
    for match in _NUMBER.finditer(text):
        found[_number(match[0])] += 1
    return found


def _day(parts: tuple[str | None, ...], order: tuple[int, int, int]) -> str:
    year, month, day = (parts[at] or "" for at in order)
    number = _MONTH.get(month.casefold()) or int(month)
    return f"{year}-{number:02}-{int(day):02}".removeprefix("-")


def _number(text: str) -> str:
    if _GROUPED.fullmatch(text):
        return "".join(char for char in text if char.isdigit()).lstrip("0") or "0"
    plain = text.replace(",", ".").replace("\u066b", ".")
    return plain if "." in plain else plain.lstrip("0") or "0"
