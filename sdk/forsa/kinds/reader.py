"""A body for a reader of one language: each text once, and no digest that only programs compare."""

from collections.abc import Sequence
from typing import Any, Final, TypeVar

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from forsa.kinds.preview import tag_of
from forsa.v1.common_pb2 import LocalText

_LOCAL_TEXT: Final = LocalText.DESCRIPTOR.full_name
M = TypeVar("M", bound=Message)


def for_reader(message: M, language: str) -> tuple[M, tuple[str, ...]]:
    """A copy with each text in one language, and the tags of the languages that were left out.

    A text that is not there in `language` stays in the original one, else in French, Arabic or
    any. Ids and hashes, which are bytes, are left out of everything.

    Args:
        message: A body; it stays as it is.
        language: BCP 47 tag.
    """
    copy = type(message)()
    copy.CopyFrom(message)
    original = getattr(getattr(copy, "common", None), "original_language", "")
    left_out: dict[str, None] = {}
    _reduce(copy, language, original, left_out)
    return copy, tuple(sorted(left_out))


def _reduce(message: Message, language: str, original: str, left_out: dict[str, None]) -> None:
    for field, value in message.ListFields():
        if field.type == FieldDescriptor.TYPE_BYTES:
            message.ClearField(field.name)
        elif field.message_type is None:
            continue
        elif field.message_type.full_name == _LOCAL_TEXT and field.is_repeated:
            kept = tag_of(value, language, original)
            left_out.update(dict.fromkeys(one.lang for one in value if one.lang != kept))
            _keep(value, kept)
        else:
            for one in value if field.is_repeated else (value,):
                _reduce(one, language, original, left_out)


def _keep(texts: Any, tag: str) -> None:
    """Leave one text of several."""
    found: Sequence[Any] = [one for one in texts if one.lang == tag]
    text = found[-1].text
    del texts[1:]
    texts[0].lang, texts[0].text = tag, text
