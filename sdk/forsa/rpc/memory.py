"""How much memory a daemon takes from a small machine."""

import ctypes
from contextlib import suppress
from typing import Final

_M_ARENA_MAX: Final = -8
"""`M_ARENA_MAX` of glibc's malloc.h."""


def share_heap() -> None:
    """Let all threads of this process share one heap; call it before there are others.

    glibc gives threads heaps of their own, and what a thread of gRPC once used for a message of
    1 MiB stays there: some 20 MiB of a daemon that moves files. Where the C library is another one,
    nothing changes.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
