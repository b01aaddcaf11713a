"""Small documents to search for."""

from collections.abc import Collection, Iterable
from typing import Any

from forsa.library.index import Document, SearchIndex


def document_of(number: int, **fields: Any) -> Document:
    """A document of this number; a `title` and a `text` are in its first language, or French."""
    language = fields.get("languages", ("fr",))[0]
    title, text = fields.pop("title", ""), fields.pop("text", "")
    plain: dict[str, Any] = {
        "object_id": number.to_bytes(16, "big"),
        "record_id": number.to_bytes(32, "big"),
        "index": number,
        "kind": "practice.report",
        "member": "atlas",
        "audience": "network",
        "sequenced_ms": 1_000 + number,
        "languages": (language,),
        "titles": {language: title} if title else {},
        "texts": {language: text} if text else {},
    }
    return Document(**{**plain, **fields})


def apply(
    index: SearchIndex, add: Iterable[Document], remove: Collection[bytes], position: int
) -> None:
    """Put documents, and remove objects, in one step."""
    gone = [(one, None) for one in remove]
    index.put([*gone, *((one.object_id, one) for one in add)], position)
