"""What a file of a draft is, and what is wrong with it: looked into once a process.

A draft is checked several times on its way to a signature, and a large document takes seconds. The
bytes are compared with their digest each time; what was found in them cannot change.
"""

from collections.abc import Iterator, MutableMapping
from typing import Final

from forsa.attachments import contents
from forsa.attachments.problems import Problem
from forsa.errors import ForsaError
from forsa.kinds.findings import ATTACHMENTS, Finding, finding_of, shown

from forsa_node.drafts.contents import limit_of
from forsa_node.files.content import ContentStore
from forsa_node.store.desk import HeldFile

_MAX_JUDGED: Final = 1000
_JUDGED: Final[dict[tuple[bytes, str], tuple[str, tuple[Problem, ...]]]] = {}
"""By content and name: the media type, empty = refused, and what is wrong."""


def look_into(
    name: str, held: HeldFile, store: ContentStore, types: MutableMapping[str, str]
) -> Iterator[Finding]:
    """What is wrong with a file; its media type is noted in `types` if it has one."""
    if not held.is_taken:
        values: dict[str, str | int | float] = {
            "file": shown(name),
            "size": held.size,
            "limit": limit_of(held.size),
        }
        yield Finding(ATTACHMENTS, "file.large", values)
        return
    try:
        media_type, problems = _judge(name, held, store)
    except ForsaError as error:
        yield Finding(
            ATTACHMENTS, "file.refused", {"file": shown(name), "why": shown(error.message)}
        )
        return
    if media_type:
        types[name] = media_type
    for one in problems:
        yield finding_of(one, name)


def _judge(name: str, held: HeldFile, store: ContentStore) -> tuple[str, tuple[Problem, ...]]:
    key = (held.sha256, name)
    with store.open(held.sha256) as file:
        if key in _JUDGED:
            return _JUDGED[key]
        found = contents.look_into(file, name)
    if len(_JUDGED) >= _MAX_JUDGED:
        _JUDGED.clear()
    _JUDGED[key] = found
    return found
