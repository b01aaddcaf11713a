"""The time zone that people of the network read dates in, as this machine knows it."""

from datetime import UTC, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MOROCCO: Final = "Africa/Casablanca"


@cache
def people_zone() -> tzinfo:
    """Moroccan time; UTC on a machine without the table of zones. Who shows a time names it."""
    try:
        return ZoneInfo(MOROCCO)
    except (ZoneInfoNotFoundError, OSError):
        return UTC
