"""From names, lists and texts to a body message; the field decides what a text means.

Texts in several languages are written short: `title: Un titre` is in the original language,
`title: {fr: …, ar: …}` names each. The long form of protobuf's JSON is understood too. Whatever
does not fit is noted and left out, so that one reading reports everything.
"""

import base64
import re
from typing import Any, Final

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from forsa.kinds.findings import shown
from forsa.kinds.loaders.tree import Fields, Items, Node, Notes, Scalar
from forsa.kinds.suggest import nearest_name
from forsa.normal_form import normalize
from forsa.v1.common_pb2 import Common, LocalItem, LocalText

_LOCAL_TEXT: Final = LocalText.DESCRIPTOR.full_name
_LOCAL_ITEM: Final = LocalItem.DESCRIPTOR.full_name
_COMMON: Final = frozenset(field.name for field in Common.DESCRIPTOR.fields)
_WHOLE: Final = re.compile(r"\d{1,15}", re.ASCII)
_DECIMAL: Final = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?", re.ASCII)
_HEX: Final = re.compile(r"(?:[0-9a-f]{2})+")
_RECORD: Final = "record_id"
_REFERENCE: Final = re.compile(r"\d{1,19}|[0-9a-f]{6,63}", re.ASCII)
"""How people name a record: its number in the log, or the beginning of its id."""
_TRUE: Final = frozenset({"true", "yes", "oui", "نعم"})
_FALSE: Final = frozenset({"false", "no", "non", "لا"})
_LARGEST: Final = {
    FieldDescriptor.TYPE_UINT32: 2**32 - 1,
    FieldDescriptor.TYPE_UINT64: 2**53 - 1,
    FieldDescriptor.TYPE_ENUM: 2**31 - 1,
}


class Filler:
    """Fills messages from one text."""

    def __init__(self, notes: Notes, original: str) -> None:
        """Write findings to `notes`; texts without a language are in the language `original`."""
        self._notes = notes
        self._original = original

    def fill(self, message: Any, node: Fields, path: str = "") -> None:
        """Set every field that is named, and note every name that is no field."""
        descriptor = message.DESCRIPTOR
        names = {field.json_name: field.name for field in descriptor.fields}
        for name, (line, value) in node.fields.items():
            field = descriptor.fields_by_name.get(names.get(name, name))
            if field is not None:
                self._set(message, field, value, _join(path, field.name), line)
            elif not path and name in _COMMON and "common" in descriptor.fields_by_name:
                common = Common.DESCRIPTOR.fields_by_name[name]
                self._set(message.common, common, value, f"common.{name}", line)
            else:
                self._unknown(name, path, line, [field.name for field in descriptor.fields])

    def _unknown(self, name: str, path: str, line: int, names: list[str]) -> None:
        known = names if path else [*names, *sorted(_COMMON)]
        near = nearest_name(name, known)
        hint = {"closest": near} if near else {}
        self._notes.add(path, "field.unknown", line, value=shown(name), **hint)

    def _set(self, message: Any, field: FieldDescriptor, node: Node, path: str, line: int) -> None:
        self._notes.came_from(path, line)
        if isinstance(node, Scalar) and node.is_blank:
            return
        inner = field.message_type
        target = getattr(message, field.name) if inner is not None or field.is_repeated else None
        if inner is not None and inner.full_name == _LOCAL_TEXT:
            self.texts(target, node, path)
        elif field.is_repeated:
            self._list(target, field, node, path)
        elif inner is not None:
            self._message(message, field, node, path, line)
        else:
            value = self._scalar(field, node, path, line)
            if value is not None:
                setattr(message, field.name, value)

    def _message(
        self, message: Any, field: FieldDescriptor, node: Node, path: str, line: int
    ) -> None:
        target = getattr(message, field.name)
        if isinstance(node, Fields):
            target.SetInParent()
            self.fill(target, node, path)
        else:
            self._notes.add(path, "field.mapping", line)

    def _list(self, target: Any, field: FieldDescriptor, node: Node, path: str) -> None:
        if not isinstance(node, Items):
            self._notes.add(path, "field.list", node.line)
            return
        for item in node.items:
            place = f"{path}[{len(target)}]"
            if field.message_type is None:
                value = self._scalar(field, item, place, item.line)
                if value is not None:
                    target.append(value)
            else:
                self._notes.came_from(place, item.line)
                self._item(target.add(), item, place)

    def _item(self, message: Any, node: Node, path: str) -> None:
        """One message of a list; a list item in several languages may be written as its text."""
        if message.DESCRIPTOR.full_name == _LOCAL_ITEM:
            is_long = isinstance(node, Fields) and set(node.fields) == {"text"}
            if is_long and isinstance(node, Fields):
                self.fill(message, node, path)
            else:
                self.texts(message.text, node, path)
        elif isinstance(node, Fields):
            self.fill(message, node, path)
        else:
            self._notes.add(path, "field.mapping", node.line)

    def texts(self, target: Any, node: Node, path: str) -> None:
        """A text in one or more languages: short, by tag, or protobuf's list."""
        if isinstance(node, Scalar):
            self._text(target, self._original, node, path)
        elif isinstance(node, Fields):
            for tag, (_, one) in node.fields.items():
                self._text(target, tag, one, path)
        else:
            for one in node.items:
                if isinstance(one, Fields):
                    self.fill(target.add(), one, path)
                else:
                    self._notes.add(path, "field.mapping", one.line)

    def _text(self, target: Any, tag: str, node: Node, path: str) -> None:
        if not isinstance(node, Scalar):
            self._notes.add(path, "field.single", node.line)
        elif not node.is_blank:
            text = clean(node.text, path, node.line, self._notes)
            target.add(lang=clean(tag, path, node.line, self._notes), text=text)

    def _scalar(
        self, field: FieldDescriptor, node: Node, path: str, line: int
    ) -> str | int | float | bytes | None:
        if not isinstance(node, Scalar):
            self._notes.add(path, "field.single", line)
            return None
        text = clean(node.text, path, line, self._notes)
        match field.type:
            case FieldDescriptor.TYPE_STRING:
                return text
            case FieldDescriptor.TYPE_BOOL:
                return self._boolean(text, path, line)
            case FieldDescriptor.TYPE_BYTES if field.name == _RECORD and _REFERENCE.fullmatch(text):
                self._notes.references[path] = text
                return None
            case FieldDescriptor.TYPE_BYTES:
                return self._bytes(text, path, line)
            case FieldDescriptor.TYPE_DOUBLE:
                return self._decimal(text, path, line)
        return self._whole(text, path, line, _LARGEST[field.type])

    def _boolean(self, text: str, path: str, line: int) -> bool | None:
        word = text.casefold()
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        self._notes.add(path, "field.boolean", line, value=shown(text))
        return None

    def _whole(self, text: str, path: str, line: int, largest: int) -> int | None:
        if _WHOLE.fullmatch(text) and int(text) <= largest:
            return int(text)
        self._notes.add(path, "field.number", line, value=shown(text))
        return None

    def _decimal(self, text: str, path: str, line: int) -> float | None:
        if _DECIMAL.fullmatch(text):
            return float(text.replace(",", "."))
        self._notes.add(path, "field.number", line, value=shown(text))
        return None

    def _bytes(self, text: str, path: str, line: int) -> bytes | None:
        # People copy identifiers in hexadecimal; protobuf's JSON writes base64. A text that could
        # be both is hexadecimal: as base64 it would have a length that no field of ours has.
        if _HEX.fullmatch(text):
            return bytes.fromhex(text)
        try:
            return base64.b64decode(text, validate=True)
        except ValueError:
            self._notes.add(path, "field.identifier", line, value=shown(text))
            return None


def clean(text: str, path: str, line: int, notes: Notes) -> str:
    """A text as it is stored: NFC, no tabs, no blanks at the ends; lone surrogates are noted."""
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        notes.add(path, "text.characters", line, char="U+D800")
        text = text.encode("utf-8", "replace").decode()
    return normalize("NFC", text.replace("\t", "    ")).strip()


def sort_texts(message: Message) -> None:
    """Put every text's languages into the order the contract asks for."""
    for field, value in message.ListFields():
        if field.message_type is None:
            continue
        if field.message_type.full_name == _LOCAL_TEXT:
            value.sort(key=lambda one: one.lang)
        elif field.is_repeated:
            for item in value:
                sort_texts(item)
        else:
            sort_texts(value)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
