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

from forsa import codelists
from forsa.kinds.findings import Finding
from forsa.kinds.limits import choices_of, limits_of, lists_of
from forsa.v1.common_pb2 import LocalItem, LocalText

FORBIDDEN: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but the line feed; bidirectional embeddings, overrides and isolates."""

_LOCAL: Final = LocalText.DESCRIPTOR.full_name
_ITEM: Final = LocalItem.DESCRIPTOR.full_name
_ENDLESS: Final = 2**31


class _Plan(NamedTuple):
    """Where a message type holds text, and which of the shared rules hold there."""

    locals_: tuple[tuple[str, int, int], ...]
    """Texts in several languages, with the fewest and most characters."""
    items: tuple[tuple[str, int, int], ...]
    """Lists of such texts."""
    codes: tuple[tuple[str, frozenset[str]], ...]
    code_lists: tuple[tuple[str, frozenset[str]], ...]
    strings: tuple[str, ...]
    string_lists: tuple[str, ...]
    messages: tuple[tuple[str, Any], ...]
    message_lists: tuple[tuple[str, Any], ...]


class Texts:
    """All texts of a body, gathered and judged in one walk.

    `are_clean` promises that the body keeps every rule of `rules.proto` about lengths and code
    lists, and that `findings` would be empty. It says so in a tenth of the time that the rules'
    own expressions take; a property test holds the two against each other.
    """

    def __init__(self, body: Any) -> None:
        self._body = body
        self._original: str = body.common.original_language
        self._strings: list[str] = []
        self._tags: set[str] = set()
        self._keeps_rules = True
        self._gather(body, _plan(body.DESCRIPTOR))

    @property
    def are_clean(self) -> bool:
        """Whether nothing is wrong with any text, nor with any code."""
        joined = "\n".join(self._strings)
        return (
            self._keeps_rules
            and self._tags <= _languages()
            and not FORBIDDEN.search(joined)
            and unicodedata.is_normalized("NFC", joined)
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of all texts, sorted bytewise: what the header announces."""
        return tuple(sorted(self._tags))

    def findings(self) -> list[Finding]:
        """What is wrong with characters, the order of languages, and the original language."""
        return [
            finding
            for path, value in walk_texts(self._body, "")
            for finding in _judge(path, value, self._original)
        ]

    def _gather(self, message: Any, plan: _Plan) -> None:
        for name, low, high in plan.locals_:
            texts = getattr(message, name)
            if texts:
                self._local(texts, low, high)
        for name, low, high in plan.items:
            for item in getattr(message, name):
                self._local(item.text, low, high)
        if not _keeps_lists(message, plan):
            self._keeps_rules = False
        self._strings += [getattr(message, name) for name in plan.strings]
        for name in plan.string_lists:
            self._strings += getattr(message, name)
        for name, inner in plan.messages:
            if message.HasField(name):
                self._gather(getattr(message, name), inner)
        for name, inner in plan.message_lists:
            for item in getattr(message, name):
                self._gather(item, inner)

    def _local(self, texts: Any, low: int, high: int) -> None:
        last = ""
        is_original = False
        for one in texts:
            tag, text = one.lang, one.text
            if tag <= last or not low <= len(text) <= high:
                self._keeps_rules = False
            is_original = is_original or tag == self._original
            last = tag
            self._tags.add(tag)
            self._strings.append(text)
        if not is_original:
            self._keeps_rules = False


def _keeps_lists(message: Any, plan: _Plan) -> bool:
    for name, known in plan.codes:
        code = getattr(message, name)
        if code and code not in known:
            return False
    return all(known.issuperset(getattr(message, name)) for name, known in plan.code_lists)


@cache
def _languages() -> frozenset[str]:
    return frozenset(codelists.codes("language"))


@cache
def _plan(descriptor: Any) -> _Plan:
    forms = [(_form(field), field) for field in descriptor.fields]

    def names(form: _Form) -> tuple[str, ...]:
        return tuple(field.name for one, field in forms if one is form)

    def lengths(form: _Form) -> tuple[tuple[str, int, int], ...]:
        return tuple((field.name, *_lengths(field)) for one, field in forms if one is form)

    def closed(form: _Form) -> tuple[tuple[str, frozenset[str]], ...]:
        known = [(field.name, choices_of(field)) for one, field in forms if one is form]
        return tuple((name, frozenset(codes)) for name, codes in known)

    def inner(form: _Form) -> tuple[tuple[str, Any], ...]:
        return tuple((field.name, _plan(field.message_type)) for one, field in forms if one is form)

    return _Plan(
        locals_=lengths(_Form.LOCAL),
        items=lengths(_Form.ITEMS),
        codes=closed(_Form.CODE),
        code_lists=closed(_Form.CODES),
        strings=names(_Form.STRING),
        string_lists=names(_Form.STRINGS),
        messages=inner(_Form.MESSAGE),
        message_lists=inner(_Form.MESSAGES),
    )


class _Form(Enum):
    LOCAL = auto()
    ITEMS = auto()
    CODE = auto()
    CODES = auto()
    STRING = auto()
    STRINGS = auto()
    MESSAGE = auto()
    MESSAGES = auto()
    OTHER = auto()


def _form(field: FieldDescriptor) -> _Form:
    if field.message_type is not None:
        known = {_LOCAL: _Form.LOCAL, _ITEM: _Form.ITEMS}
        other = _Form.MESSAGES if field.is_repeated else _Form.MESSAGE
        return known.get(field.message_type.full_name, other)
    if field.type != FieldDescriptor.TYPE_STRING:
        return _Form.OTHER
    if lists_of(field):
        return _Form.CODES if field.is_repeated else _Form.CODE
    return _Form.STRINGS if field.is_repeated else _Form.STRING


def _lengths(field: FieldDescriptor) -> tuple[int, int]:
    """The fewest and most characters of a text, or of each item of a list of texts."""
    limits = limits_of(field)
    low = limits.get("text_min", limits.get("each_min", 0))
    return low, limits.get("text_max", limits.get("each_max", _ENDLESS))


def walk_texts(message: Message, path: str) -> Iterator[tuple[str, Any]]:
    """Every text with its path: a string, or one text in several languages.

    Slower than gathering: hubs ask only when something is wrong.
    """
    is_item = message.DESCRIPTOR.full_name == _ITEM
    for field, value in message.ListFields():
        place = path if is_item else f"{path}.{field.name}".removeprefix(".")
        match _form(field):
            case _Form.LOCAL | _Form.STRING | _Form.CODE:
                yield place, value
            case _Form.STRINGS | _Form.CODES:
                yield from ((f"{place}[{index}]", one) for index, one in enumerate(value))
            case _Form.MESSAGE:
                yield from walk_texts(value, place)
            case _Form.MESSAGES | _Form.ITEMS:
                for index, item in enumerate(value):
                    yield from walk_texts(item, f"{place}[{index}]")
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
