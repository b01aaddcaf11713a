"""Now, as far as this node can tell, and the days and hours that people type.

What counts is the time of the log, and a node that was cut off for a week knows that of a week ago;
its own clock may be wrong by days, in either direction. So its clock is believed as far as the
network's newest time allows.
"""

import re
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from forsa.clock import Clock
from forsa.errors import MalformedError, Reason
from forsa.governance.state import DAY_MS
from forsa.kinds.findings import shown

from forsa_node.seen import Seen

MOST_AHEAD_MS: Final = 30 * DAY_MS
"""No node is cut off longer and then opens a vote; a clock further ahead is wrong."""
_DAYS: Final = re.compile(r"[0-9]{1,3}", re.ASCII)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_HOUR: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}", re.ASCII)


def now_of(seen: Seen, clock: Clock) -> int:
    """Milliseconds since 1970: the newest time of the network, or this machine's if it is later
    and can be believed.
    """
    known, here = seen.now_ms, clock.now_ms()
    return here if known < here <= known + MOST_AHEAD_MS else known


def end_of_day(time_ms: int, zone: tzinfo) -> int:
    """The last millisecond of the day that holds a moment."""
    day = datetime.fromtimestamp(time_ms / 1000, zone).date() + timedelta(days=1)
    return int(datetime.combine(day, time(), zone).timestamp() * 1000) - 1


def parse_deadline(text: str, now_ms: int, zone: tzinfo) -> int:
    """The last millisecond that people mean.

    Args:
        text: A number of days from now, or a day (2026-09-30): to the end of that day; or an hour
            (2026-09-30T18:00).
        now_ms: Now.
        zone: Where the day is.

    Raises:
        MalformedError: it is none of these.
    """
    if _DAYS.fullmatch(text):
        return end_of_day(now_ms + int(text) * DAY_MS, zone)
    at = _parsed(text, zone)
    return end_of_day(at, zone) if _DAY.fullmatch(text) else at


def parse_moment(text: str, zone: tzinfo) -> int:
    """The millisecond of a day (its beginning) or an hour that people type.

    Raises:
        MalformedError: it is neither.
    """
    return _parsed(text, zone)


def _parsed(text: str, zone: tzinfo) -> int:
    if _DAY.fullmatch(text) or _HOUR.fullmatch(text):
        try:
            at = datetime.fromisoformat(text).replace(tzinfo=zone)
        except ValueError:
            raise _unreadable(text) from None
        if at.year >= 1970:
            return int(at.timestamp() * 1000)
    raise _unreadable(text)


def _unreadable(text: str) -> MalformedError:
    return MalformedError(
        f"{shown(text)} is no day such as 2026-09-30 and no hour such as 2026-09-30T18:00",
        Reason.KIND_EFFECT_INVALID,
    )
