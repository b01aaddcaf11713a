"""How long to wait before trying again: exponential, with full jitter; the hub's word overrides.

Source: docs/protocol.md, "Calls".
"""

import random
from typing import Final

from forsa.errors import BusyError, ForsaError, QuotaError
from forsa.rpc.details import RETRY

BASE_SECONDS: Final = 1.0
CAP_SECONDS: Final = 900.0


def can_wait(error: ForsaError) -> bool:
    """Whether the same call may succeed later."""
    return isinstance(error, BusyError | QuotaError)


def seconds_until(error: ForsaError, failures: int, draw: random.Random) -> float:
    """Seconds to wait after `failures` failures in a row (at least 1), at most 15 minutes.

    A hub that names a time is waited for that long, with a little jitter above it, so that not
    everybody comes back in the same moment.
    """
    told = error.metadata.get(RETRY)
    if told is not None and told.isdecimal():
        return min(CAP_SECONDS, int(told) / 1000 * draw.uniform(1.0, 1.1))
    return draw.uniform(0.0, min(CAP_SECONDS, BASE_SECONDS * 2 ** min(failures, 20)))
