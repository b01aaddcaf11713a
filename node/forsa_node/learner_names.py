"""Names of learners that the scan looks for: a list of the centre's own, which never leaves it.

One name a line, in `DIR/learner-names.txt`; lines that begin with # are comments. The list is read
by the scan alone: it is part of no register, no record and no message.
"""

from pathlib import Path
from typing import Final

from forsa.errors import MalformedError, Reason
from forsa.privacy.text_scan import SHIPPED, NameLists

FILE: Final = "learner-names.txt"
MAX_BYTES: Final = 2**20


def load_names(folder: Path) -> NameLists:
    """The shipped lists, with the centre's own if there is one.

    Raises:
        MalformedError: `LIMIT_EXCEEDED` or `KIND_BODY_INVALID`: the list is too long, no text or no
            file, such as a link to a list that is gone: without it names would pass.
    """
    path = folder / FILE
    if not path.exists() and not path.is_symlink():
        return SHIPPED
    if not path.is_file():
        raise _unreadable()
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise MalformedError(
            f"{FILE} has {size} bytes, at most {MAX_BYTES}", Reason.LIMIT_EXCEEDED, size=size
        )
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise MalformedError(
            f"{FILE} is not UTF-8 text; save it again as UTF-8", Reason.KIND_BODY_INVALID
        ) from None
    except OSError:
        raise _unreadable() from None
    names = (line.strip() for line in lines)
    return SHIPPED.with_learners(name for name in names if name and not name.startswith("#"))


def _unreadable() -> MalformedError:
    return MalformedError(
        f"{FILE} cannot be read; make it a text file with one name a line, or take it away",
        Reason.KIND_BODY_INVALID,
    )
