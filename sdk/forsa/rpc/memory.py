"""How much memory a process that moves chunks takes from a small machine, and how often."""

import ctypes
from contextlib import suppress
from typing import Final

_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
"""Of glibc's malloc.h."""
LARGE_BYTES: Final = 2 * 2**20
"""Above the 1 MiB of a chunk in its message, below the 4 MiB of a page of records."""
SPARE_BYTES: Final = 16 * 2**20
"""What the copies of a few chunks in flight take together."""


def give_back_memory() -> None:
    """Let this process give back what messages took; call it before there are other threads.

    glibc gives threads heaps of their own, where memory stays that gRPC once used for a message:
    some 20 MiB of a daemon that moves files. Now all threads share one heap, and what is larger
    than a chunk is not on it. A chunk is: a fresh MiB from the system costs half a millisecond of
    page faults, ten times its copy, and several are taken for each chunk. So up to `SPARE_BYTES`
    that are free stay here for the next ones. Where the C library is another one, nothing changes.
    """
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_ARENA_MAX, 1)
        library.mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)
        library.mallopt(_M_TRIM_THRESHOLD, SPARE_BYTES)


def trim_memory() -> None:
    """Give back what is free on the heap, the spare too, after work that took much and is over.

    It takes some milliseconds, without the lock of Python. Called before the next chunks move, it
    costs them page faults; where the C library is another one, nothing changes.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
