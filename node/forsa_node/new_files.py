"""Files and folders for people outside: whole or not at all, and never over another."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from forsa.client import files

READABLE: Final = 0o644
"""What is exported is for others to read."""


@contextmanager
def new_file(to: Path) -> Iterator[BinaryIO]:
    """A file that is at `to` once it is whole, also on a stick without links.

    Raises:
        FileExistsError: there is something at `to`; it stays as it is.
        OSError: nothing is at `to`.
    """
    with files.new_file(to) as target:
        with suppress(OSError):  # a stick has no modes
            os.fchmod(target.fileno(), READABLE)
        yield target


@contextmanager
def new_folder(to: Path) -> Iterator[Path]:
    """A folder to fill, which is at `to` once the block has ended well.

    Raises:
        OSError: there is something at `to`, or the disk refuses; then nothing new is there.
    """
    beside = to.with_name(f".{secrets.token_hex(8)}.part")
    beside.mkdir()
    try:
        yield beside
        beside.rename(to)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
