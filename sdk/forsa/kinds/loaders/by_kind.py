"""One Markdown file: what its front matter says that it is, else a practice report."""

import re
from datetime import date
from typing import Final

from forsa.kinds.loaders.agreement import AGREEMENT, load_agreement
from forsa.kinds.loaders.loaded import Loaded
from forsa.kinds.loaders.practice import load_practice

_HEAD: Final = 4096
_KIND: Final = re.compile(
    rf"^kind:[ \t]*[\"']?{re.escape(AGREEMENT)}[\"']?[ \t]*(?:#.*)?$", re.MULTILINE
)


def load_markdown(data: str | bytes, today: date, file: str = "") -> Loaded:
    """Read the text of one Markdown file.

    Args:
        data: The text of the file, or its bytes.
        today: The day its rules are judged on.
        file: Its name, for findings.
    """
    if is_agreement(data):
        return load_agreement(data, today, file).loaded
    return load_practice(data, today, file)


def is_agreement(data: str | bytes) -> bool:
    """Whether a file's front matter says that it is an agreement."""
    head = data[:_HEAD]
    text = head.decode("utf-8", "replace") if isinstance(head, bytes) else head
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    front = text.split("\n---")[0]
    return front.startswith("---") and _KIND.search(front) is not None
