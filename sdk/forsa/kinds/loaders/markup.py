"""HTML and links that no reader will see as their author means them: told before publishing.

Readers show Markdown without the author's HTML, and follow links to the web and to mailboxes alone
(`forsa.library.rendering`). In code nothing is meant to run, so nothing is told.
"""

import re
from collections.abc import Iterator
from typing import Final

from google.protobuf.message import Message

from forsa.kinds.body_texts import walk_texts
from forsa.kinds.findings import Finding, Level, shown
from forsa.kinds.loaders.pictures import outside_code

_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,20}(?=[\s/>])[^<>]{0,1000}>")
_LINK: Final = re.compile(r"\]\([ \t]*<?([A-Za-z][A-Za-z0-9+.-]{0,30}:)")
_DEFINED: Final = re.compile(
    r"^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]*<?([A-Za-z][A-Za-z0-9+.-]{0,30}:)", re.MULTILINE
)
_FOLLOWED: Final = frozenset({"http:", "https:", "mailto:"})


def markup_findings(message: Message) -> Iterator[Finding]:
    """The first tag or link of each text that will not be there for its reader, as a warning."""
    for path, value in walk_texts(message, ""):
        for one in () if isinstance(value, str) else value:
            found = _first(one.text)
            if found:
                values = {"value": shown(found), "language": one.lang}
                yield Finding(path, "text.markup", values, Level.WARNING)


def _first(text: str) -> str:
    """A tag as it is written, else the scheme of a link; empty = there is none."""
    prose = _without_code(text)
    tag = _TAG.search(prose)
    if tag:
        return tag[0]
    schemes = (one[1] for known in (_LINK, _DEFINED) for one in known.finditer(prose))
    return next((one for one in schemes if one.lower() not in _FOLLOWED), "")


def _without_code(text: str) -> str:
    parts: list[str] = []

    def keep(piece: str, _at: int) -> str:
        parts.append(piece)
        return piece

    outside_code(text, keep)
    return "\n".join(parts)
