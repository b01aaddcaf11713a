"""What a file of a draft is, and what is wrong with it: looked into once a process.

A draft is checked several times on its way to a signature, and a large document takes seconds. The
bytes are compared with their digest each time; what was found in them cannot change.
"""

from collections.abc import Iterator, MutableMapping
from typing import Final

from forsa.attachments.contents import check_safe
from forsa.attachments.problems import Problem, RefusedFileError
from forsa.attachments.sniff import media_type_of
from forsa.errors import ForsaError
from forsa.kinds.findings import Finding, Level, shown

from forsa_node.drafts.contents import limit_of
from forsa_node.files.content import ContentStore
from forsa_node.store.desk import HeldFile

PATH: Final = "attachments"
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
        yield Finding(PATH, "file.large", values)
        return
    try:
        media_type, problems = _judge(name, held, store)
    except ForsaError as error:
        yield Finding(PATH, "file.refused", {"file": shown(name), "why": shown(error.message)})
        return
    if media_type:
        types[name] = media_type
    for one in problems:
        level = Level.WARNING if one.is_warning else Level.ERROR
        yield Finding(PATH, f"file.{one.what}", {"file": shown(name), **one.values}, level)


def _judge(name: str, held: HeldFile, store: ContentStore) -> tuple[str, tuple[Problem, ...]]:
    key = (held.sha256, name)
    with store.open(held.sha256) as file:
        if key in _JUDGED:
            return _JUDGED[key]
        try:
            media_type = media_type_of(file, name)
            found = media_type, tuple(check_safe(file, media_type))
        except RefusedFileError as error:
            found = "", (error.problem,)
    if len(_JUDGED) >= _MAX_JUDGED:
        _JUDGED.clear()
    _JUDGED[key] = found
    return found
