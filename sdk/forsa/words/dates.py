"""Moments as people read them: days as Morocco writes them, with Western digits, and what is left.

Records hold milliseconds since 1970; a reader has a zone, which is an argument here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Final

from forsa.words.reasons import Language

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
_UNITS: Final = ((_DAY_MS, "day"), (_HOUR_MS, "hour"), (_MINUTE_MS, "minute"))
_SHORT: Final[Mapping[str, tuple[str, str]]] = {
    "day": ("j", "d"),
    "hour": ("h", "h"),
    "minute": ("min", "min"),
}
"""French and English."""
_ARABIC: Final[Mapping[str, tuple[str, str, str, str, str]]] = {
    "day": ("يوم واحد", "يومان", "أيام", "يوما", "يوم"),
    "hour": ("ساعة واحدة", "ساعتان", "ساعات", "ساعة", "ساعة"),
    "minute": ("دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة", "دقيقة"),
}
"""One, two; after 3 to 10, after 11 to 99, after whole hundreds: the last two digits count."""
_FEW: Final = range(3, 11)


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
    size, unit = next((one for one in _UNITS if left_ms >= one[0]), _UNITS[-1])
    count = max(0, left_ms // size)
    if language == "ar":
        return _arabic(count, unit)
    french, english = _SHORT[unit]
    return f"{count} {french if language == 'fr' else english}"


def say_days(days: int, language: Language) -> str:
    """A number of days, 0 or more: `9 jours`, `9 أيام`, `9 days`."""
    match language:
        case "fr":
            return f"{days} jour" if days < 2 else f"{days} jours"
        case "en":
            return f"{days} day" if days == 1 else f"{days} days"
    return _arabic(days, "day")


def _arabic(count: int, unit: str) -> str:
    one, two, few, many, hundred = _ARABIC[unit]
    if count in {1, 2}:
        return (one, two)[count - 1]
    last = count % 100
    if last in _FEW:
        return f"{count} {few}"
    return f"{count} {hundred if last < _FEW.start else many}"


def _at(time_ms: int, zone: tzinfo) -> datetime | None:
    if not 0 <= time_ms <= _LAST_MS - _DAY_MS:
        return None
    return datetime.fromtimestamp(time_ms / 1000, UTC).astimezone(zone)
