"""Documents as the index stores them, and back."""

import json
from collections.abc import Collection, Mapping
from typing import Any

import tantivy

from forsa.library.index import schema
from forsa.library.index.analysis import family_of, fold
from forsa.library.index.documents import Document


def written(document: Document) -> tantivy.Document:
    """A document as the index takes it."""
    out = tantivy.Document()
    out.add_text(schema.KEY, document.object_id.hex())
    out.add_text(schema.AUDIENCE, document.audience)
    out.add_text(schema.SEGMENT, document.kind.split(".")[0])
    out.add_unsigned(schema.INDEX, document.index)
    for record_id in dict.fromkeys(document.related):
        out.add_text(schema.RELATED, record_id.hex())
    for name, values in _facet_values(document).items():
        for value in dict.fromkeys(values):
            if value:
                out.add_text(name, value)
    searched = (("title", document.titles), ("text", document.texts), ("text", document.labels))
    for part, texts in searched:
        for tag, text in texts.items():
            out.add_text(f"{part}_{family_of(tag)}", fold(text))
    out.add_bytes(schema.STORED, _stored(document).encode())
    return out


def written_position(position: int, held: Collection[bytes]) -> tantivy.Document:
    """Up to where the index is complete, what was on hold then, and which version wrote it."""
    out = tantivy.Document()
    out.add_text(schema.KEY, schema.POSITION_KEY)
    stored = {
        "position": position,
        "version": schema.VERSION,
        "held": sorted(one.hex() for one in held),
    }
    out.add_bytes(schema.STORED, json.dumps(stored).encode())
    return out


def read_stored(document: tantivy.Document) -> Mapping[str, Any]:
    """What `written` or `written_position` stored."""
    values: dict[str, Any] = json.loads(bytes(document.get_first(schema.STORED) or b"{}"))
    return values


def _facet_values(document: Document) -> dict[str, tuple[str, ...]]:
    return {
        "kind": (document.kind,),
        "theme": document.themes,
        "region": (document.region,),
        "language": document.languages,
        "strand": document.strands,
        "trade": document.trades,
        "maturity": (document.maturity,),
        "member": (document.member,),
        "year": document.years,
    }


def _stored(document: Document) -> str:
    return json.dumps(
        {
            "object_id": document.object_id.hex(),
            "record_id": document.record_id.hex(),
            "index": document.index,
            "kind": document.kind,
            "member": document.member,
            "sequenced_ms": document.sequenced_ms,
            "languages": document.languages,
            "region": document.region,
            "themes": document.themes,
            "maturity": document.maturity,
            "titles": dict(document.titles),
            "texts": dict(document.texts),
            "labels": dict(document.labels),
            "machine": sorted(document.machine),
        },
        ensure_ascii=False,
    )
