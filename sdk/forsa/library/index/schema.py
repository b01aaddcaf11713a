"""The fields of the index, and which version of them and of the analysis a folder holds."""

from typing import Final

from tantivy import Schema, SchemaBuilder

from forsa.library.index.analysis import FAMILIES
from forsa.library.query import FACETS

VERSION: Final = 6
"""To be raised with every change to the fields, the analysis or what is stored: folders rebuild."""

KEY: Final = "key"
"""Object id in hexadecimal; `POSITION_KEY` for the one document that is none."""
POSITION_KEY: Final = "position"
STORED: Final = "stored"
"""What a hit shows, as JSON."""
AUDIENCE: Final = "audience"
SEGMENT: Final = "kind_segment"
"""First segment of the kind."""
RELATED: Final = "related"
"""Record ids, in hexadecimal, that the text names as related."""
INDEX: Final = "log_index"
RAW: Final = "raw"

TEXT_FIELDS: Final = tuple(
    (f"{part}_{family}", family) for part in ("title", "text") for family in FAMILIES
)
"""Name and family of every field that words are looked for in."""


def build_schema() -> Schema:
    """The fields: facets to count by, texts as terms, and what a hit shows."""
    builder = SchemaBuilder()
    builder.add_text_field(KEY, tokenizer_name=RAW, index_option="basic")
    builder.add_bytes_field(STORED, stored=True)
    for name in (AUDIENCE, SEGMENT, RELATED):
        builder.add_text_field(name, tokenizer_name=RAW, index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name=RAW, index_option="basic")
    builder.add_unsigned_field(INDEX, fast=True, indexed=True)
    for name, family in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=f"forsa_{family}")
    return builder.build()
