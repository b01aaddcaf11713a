"""A body as a file that people edit: YAML with the contract's names, which the loader reads again.

What the program computes (root, size and type of attachments) is left out. Texts in several
languages are written by tag; a text of one language too, so that nothing depends on the original.
"""

from io import StringIO
from typing import Any, Final

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from forsa.kinds.loaders.loaded import KIND, OWN_KIND
from forsa.v1.common_pb2 import Attachment, LocalItem, LocalText

_LOCAL_TEXT: Final = LocalText.DESCRIPTOR.full_name
_LOCAL_ITEM: Final = LocalItem.DESCRIPTOR.full_name
_COMPUTED: Final = {Attachment.DESCRIPTOR.full_name: frozenset({"root", "size", "media_type"})}


def format_yaml(kind: str, message: Message) -> str:
    """The body of a kind as YAML; `load_yaml` reads the same body from it."""
    return dump_yaml(format_file(kind, message))


def format_file(kind: str, message: Message) -> dict[str, Any]:
    """What a file of a kind holds, as names and values; `load_json` reads them as JSON."""
    fields = format_fields(message)
    if KIND in fields:
        fields = {OWN_KIND if name == KIND else name: value for name, value in fields.items()}
    return {KIND: kind, **fields}


def dump_yaml(fields: dict[str, Any]) -> str:
    """Fields as YAML, in their order, lines as long as they are."""
    yaml = YAML()
    yaml.width = 2**20
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(fields, out)
    return out.getvalue()


def format_fields(message: Message) -> dict[str, Any]:
    """What `format_yaml` writes of a message, as names and values that `dump_yaml` takes."""
    left_out = _COMPUTED.get(message.DESCRIPTOR.full_name, frozenset())
    return {
        field.name: _value(field, value)
        for field, value in message.ListFields()
        if field.name not in left_out
    }


def _value(field: FieldDescriptor, value: Any) -> Any:
    inner = field.message_type
    if inner is None:
        return [_scalar(one) for one in value] if field.is_repeated else _scalar(value)
    if inner.full_name == _LOCAL_TEXT:
        return _texts(value)
    if inner.full_name == _LOCAL_ITEM:
        return [_texts(one.text) for one in value]
    return [format_fields(one) for one in value] if field.is_repeated else format_fields(value)


def _texts(value: Any) -> dict[str, Any]:
    return {one.lang: _scalar(one.text) for one in value}


def _scalar(value: Any) -> Any:
    if isinstance(value, bytes):
        return DoubleQuotedScalarString(value.hex())
    if isinstance(value, str):
        is_block = "\n" in value and value == value.strip() and value.isprintable() is False
        return LiteralScalarString(value) if is_block else DoubleQuotedScalarString(value)
    return value
