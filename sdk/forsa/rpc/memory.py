"""How much memory a daemon takes from a small machine."""

import ctypes
from contextlib import suppress
from typing import Final

_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
"""Of glibc's malloc.h."""
LARGE_BYTES: Final = 2**19
"""Half of the 1 MiB of a chunk."""


def give_back_memory() -> None:
    """Let this process give back what messages took; call it before there are other threads.

    glibc gives threads heaps of their own, and soon takes blocks of 1 MiB from them: what gRPC once
    used for a message stays there, some 20 MiB of a daemon that moves files. Now all threads share
    one heap, and large blocks are not on it. Where the C library is another one, nothing changes.
    """
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_ARENA_MAX, 1)
        library.mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)
