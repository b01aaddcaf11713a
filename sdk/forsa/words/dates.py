"""Moments as people read them: days as Morocco writes them, with Western digits, and what is left.

Records hold milliseconds since 1970; a reader has a zone, which is an argument here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Final

from forsa.words.reasons import LANGUAGES, Language

_LAST_MS: Final = 253_402_300_799_999
"""The end of the year 9999: a later moment is shown as its number."""
_DAY_MS: Final = 86_400_000
_HOUR_MS: Final = 3_600_000
_MINUTE_MS: Final = 60_000
_MOROCCO: Final = "Africa/Casablanca"
_AT: Final[Mapping[Language, str]] = {
    "fr": "{day} à {hour} ({zone})",
    "ar": "{day} على الساعة {hour} ({zone})",
    "en": "{day} at {hour} ({zone})",
}
_OURS: Final[Mapping[Language, str]] = {
    "fr": "heure du Maroc",
    "ar": "بتوقيت المغرب",
    "en": "Moroccan time",
}
_UNITS: Final[tuple[tuple[int, tuple[str, str, str]], ...]] = (
    (_DAY_MS, ("{} j", "{} يوم", "{} d")),
    (_HOUR_MS, ("{} h", "{} ساعة", "{} h")),
    (_MINUTE_MS, ("{} min", "{} دقيقة", "{} min")),
)


def say_day(time_ms: int, zone: tzinfo = UTC) -> str:
    """The day of a moment in a zone: `31/08/2024`, in every language."""
    at = _at(time_ms, zone)
    return str(time_ms) if at is None else f"{at:%d/%m/%Y}"


def say_time(time_ms: int, language: Language, zone: tzinfo = UTC) -> str:
    """Day, minute and zone of a moment."""
    at = _at(time_ms, zone)
    if at is None:
        return str(time_ms)
    return _AT[language].format(
        day=f"{at:%d/%m/%Y}", hour=f"{at:%H:%M}", zone=name_zone(zone, language)
    )


def name_zone(zone: tzinfo, language: Language) -> str:
    """What people call the zone: Moroccan time, or its name."""
    key = getattr(zone, "key", "")
    return _OURS[language] if key == _MOROCCO else key or "UTC"


def say_left(left_ms: int, language: Language) -> str:
    """How long something lasts still, never too long: days, else hours, else minutes."""
    place = LANGUAGES.index(language)
    for size, words in _UNITS:
        if left_ms >= size:
            return words[place].format(left_ms // size)
    return _UNITS[-1][1][place].format(0)


def _at(time_ms: int, zone: tzinfo) -> datetime | None:
    if not 0 <= time_ms <= _LAST_MS - _DAY_MS:
        return None
    return datetime.fromtimestamp(time_ms / 1000, UTC).astimezone(zone)
