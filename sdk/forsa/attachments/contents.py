"""What is unsafe in a file of a known type: bombs, traps, programs, personal traces."""

from collections.abc import Iterator
from typing import BinaryIO

from forsa.attachments import media_types as types
from forsa.attachments.problems import Problem, RefusedFileError
from forsa.attachments.zips import Budget, read_directory, unpacked


def check_safe(file: BinaryIO, media_type: str) -> Iterator[Problem]:
    """Everything that is wrong with a file, the gravest where it made looking further pointless.

    Args:
        file: Readable and seekable; its position does not matter, and is lost.
        media_type: What `media_type_of` said.
    """
    try:
        if media_type in types.ARCHIVES:
            budget = Budget()
            for entry in read_directory(file):
                for _ in unpacked(file, entry, budget):
                    pass
    except RefusedFileError as error:
        yield error.problem
