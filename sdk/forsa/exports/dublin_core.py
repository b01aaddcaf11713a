"""Simple Dublin Core (oai_dc) of a record."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from forsa.exports.catalogue import CatalogueItem, instant

DC_PREFIX: Final = "oai_dc"
DC_NAMESPACE: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC_SCHEMA: Final = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_ELEMENTS: Final = "http://purl.org/dc/elements/1.1/"
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES: Final = {"practice.report": "Text", "curriculum.publish": "InteractiveResource"}


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold, each replaced by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def add_dublin_core(out: Element, item: CatalogueItem) -> None:
    """Add the metadata of a record that is shown."""
    dc = SubElement(
        out,
        "oai_dc:dc",
        {
            "xmlns:oai_dc": DC_NAMESPACE,
            "xmlns:dc": _ELEMENTS,
            "xsi:schemaLocation": f"{DC_NAMESPACE} {DC_SCHEMA}",
        },
    )
    for name, language, text in _statements(item):
        tag = {"xml:lang": clean(language)} if language else {}
        SubElement(dc, f"dc:{name}", tag).text = clean(text)


def _statements(item: CatalogueItem) -> Iterator[tuple[str, str, str]]:
    """Element, language and text, in the order of the Dublin Core.

    The one relation is to the version that followed.
    """
    card = item.card
    yield from (("title", lang, text) for lang, text in item.titles.items())
    yield "creator", "", item.author
    yield from (("subject", "", code) for _, code in item.subjects)
    yield from (("description", lang, text) for lang, text in item.abstracts.items())
    yield "date", "", instant(card.sequenced_ms)
    yield "type", "", _TYPES.get(card.kind, "Text")
    yield "identifier", "", f"forsa:record:{item.record_id}"
    yield "identifier", "", f"forsa:index:{item.index}"
    yield from (("language", "", one) for one in item.languages)
    if item.replaced_by:
        yield "relation", "", f"forsa:record:{item.replaced_by.hex()}"
    if card.region:
        yield "coverage", "", card.region
    yield "rights", "", item.licence_url
