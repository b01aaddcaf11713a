"""The texts of a body: which languages it speaks, and what no text may contain.

A body is walked along a plan made once for its type, for the hub walks one for every record.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from forsa.kinds.findings import Finding
from forsa.v1.common_pb2 import LocalItem, LocalText

FORBIDDEN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but the line feed; bidirectional embeddings, overrides and isolates."""

_LOCAL: Final = LocalText.DESCRIPTOR.full_name
_ITEM: Final = LocalItem.DESCRIPTOR.full_name


class _Plan(NamedTuple):
    """Where a message type holds text."""

    locals_: tuple[str, ...]
    strings: tuple[str, ...]
    lists: tuple[str, ...]
    messages: tuple[tuple[str, Any], ...]
    message_lists: tuple[tuple[str, Any], ...]


class Texts:
    """All texts of a body, gathered in one walk."""

    def __init__(self, body: Message) -> None:
        self._body = body
        self._local: list[Any] = []
        self._strings: list[str] = []
        self._gather(body, body.DESCRIPTOR)

    def languages(self) -> tuple[str, ...]:
        """The tags of all texts, sorted bytewise: what the header announces."""
        return tuple(sorted({one.lang for texts in self._local for one in texts}))

    def findings(self, original: str) -> list[Finding]:
        """What is wrong with characters, order of languages, and the original language.

        Args:
            original: The tag every text must exist in; empty = not known, then not checked.
        """
        joined = "\n".join(self._strings)
        clean = not FORBIDDEN.search(joined) and unicodedata.is_normalized("NFC", joined)
        if clean and all(_in_order(texts, original) for texts in self._local):
            return []
        return [
            finding
            for path, value in _walk(self._body, "")
            for finding in _judge(path, value, original)
        ]

    def _gather(self, message: Any, descriptor: Any) -> None:
        plan = _plan(descriptor)
        strings = self._strings
        for name in plan.locals_:
            texts = getattr(message, name)
            if texts:
                self._local.append(texts)
                strings.extend([one.text for one in texts])
        strings.extend([getattr(message, name) for name in plan.strings])
        for name in plan.lists:
            strings.extend(getattr(message, name))
        for name, inner in plan.messages:
            if message.HasField(name):
                self._gather(getattr(message, name), inner)
        for name, inner in plan.message_lists:
            for item in getattr(message, name):
                self._gather(item, inner)


@cache
def _plan(descriptor: Any) -> _Plan:
    forms = [(_form(field), field) for field in descriptor.fields]

    def names(form: _Form) -> tuple[str, ...]:
        return tuple(field.name for one, field in forms if one is form)

    def inner(form: _Form) -> tuple[tuple[str, Any], ...]:
        return tuple((field.name, field.message_type) for one, field in forms if one is form)

    return _Plan(
        locals_=names(_Form.LOCAL),
        strings=names(_Form.STRING),
        lists=names(_Form.STRINGS),
        messages=inner(_Form.MESSAGE),
        message_lists=inner(_Form.MESSAGES),
    )


class _Form(Enum):
    LOCAL = auto()
    STRING = auto()
    STRINGS = auto()
    MESSAGE = auto()
    MESSAGES = auto()
    OTHER = auto()


def _form(field: FieldDescriptor) -> _Form:
    if field.message_type is not None:
        if field.message_type.full_name == _LOCAL:
            return _Form.LOCAL
        return _Form.MESSAGES if field.is_repeated else _Form.MESSAGE
    if field.type != FieldDescriptor.TYPE_STRING:
        return _Form.OTHER
    return _Form.STRINGS if field.is_repeated else _Form.STRING


def _in_order(texts: Any, original: str) -> bool:
    tags = [one.lang for one in texts]
    if original and original not in tags:
        return False
    return len(tags) == 1 or all(before < after for before, after in pairwise(tags))


def _walk(message: Message, path: str) -> Iterator[tuple[str, Any]]:
    """Every text with its path; slower than gathering, so only when something is wrong."""
    is_item = message.DESCRIPTOR.full_name == _ITEM
    for field, value in message.ListFields():
        place = path if is_item else f"{path}.{field.name}".removeprefix(".")
        match _form(field):
            case _Form.LOCAL | _Form.STRING:
                yield place, value
            case _Form.STRINGS:
                yield from ((f"{place}[{index}]", one) for index, one in enumerate(value))
            case _Form.MESSAGE:
                yield from _walk(value, place)
            case _Form.MESSAGES:
                for index, item in enumerate(value):
                    yield from _walk(item, f"{place}[{index}]")
            case _Form.OTHER:
                pass


def _judge(path: str, value: Any, original: str) -> Iterator[Finding]:
    if isinstance(value, str):
        yield from _characters(path, value, "")
        return
    tags = [one.lang for one in value]
    if original and original not in tags:
        yield Finding(path, "text.original", {"original": original})
    if not all(before < after for before, after in pairwise(tags)):
        yield Finding(path, "text.order", {"languages": ", ".join(tags)})
    for one in value:
        yield from _characters(path, one.text, one.lang)


def _characters(path: str, text: str, tag: str) -> Iterator[Finding]:
    language = {"language": tag} if tag else {}
    found = FORBIDDEN.search(text)
    if found:
        yield Finding(path, "text.characters", {"char": f"U+{ord(found[0]):04X}", **language})
    if not unicodedata.is_normalized("NFC", text):
        yield Finding(path, "text.nfc", language)
