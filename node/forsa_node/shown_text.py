"""The text of a record as people read it, safe to print."""

from typing import Any, Final

from forsa.kinds.bodies import body_type
from forsa.kinds.preview import preview
from forsa.kinds.reader import for_reader
from forsa.library.cards import parse_body
from forsa.rpc.details import clean
from forsa.words.reasons import Language
from google.protobuf.message import Message

from forsa_node.found import code_label
from forsa_node.words import say

RAW_BYTES: Final = 1024


def body_text(kind: str, body: bytes, language: Language, *, full: bool, claim: bool) -> str:
    """A body of a kind as text, whatever is in it.

    Args:
        kind: Of the record.
        body: Its bytes.
        language: Of who reads.
        full: In every language that it has; else in one.
        claim: Whether its author's word on its maturity is told.
    """
    message = parse_body(kind, body)
    if message is not None:
        if not claim:
            drop_claim(message)
        return message_text(message, language, full=full)
    if body_type(kind) is not None:
        return say(language, "text_malformed", size=len(body))
    return raw_text(body)


def message_text(message: Message, language: Language, *, full: bool) -> str:
    """A body as text: all of it, or for a reader of one language, with the names of the others."""
    if full:
        return preview(message, language)
    reduced, left_out = for_reader(message, language)
    text = preview(reduced, language)
    names = ", ".join(code_label("language", tag, language) for tag in left_out)
    return f"{text}\n{say(language, 'shown_left_out', languages=names)}" if names else text


def drop_claim(message: Any) -> None:
    """How far a practice is tried is told as others made it, not in its author's word."""
    if "maturity" in message.DESCRIPTOR.fields_by_name:
        message.ClearField("maturity")


def raw_text(body: bytes) -> str:
    """The body of a kind that this version does not know, safe to print: text, or hex digits."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return body[:RAW_BYTES].hex(" ")
    lines = [clean(line) for line in text.splitlines()]
    return "\n".join(lines)
