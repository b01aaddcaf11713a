"""JSON Feed 1.1: what was published, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from forsa.exports.catalogue import CatalogueItem, instant

VERSION: Final = "https://jsonfeed.org/version/1.1"
MEDIA_TYPE: Final = "application/feed+json"


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says about itself."""

    title: str
    feed_url: str = ""
    records_url: str = ""
    """Where records are shown: `<records_url><record id>.jsonld`."""
    next_url: str = ""
    """Where older items are."""


def feed(channel: Channel, items: Iterable[CatalogueItem]) -> dict[str, Any]:
    """A feed of what may be shown, in the order of `items`; the rest is left out."""
    addresses = {"feed_url": channel.feed_url, "next_url": channel.next_url}
    return {
        "version": VERSION,
        "title": channel.title,
        **{name: value for name, value in addresses.items() if value},
        "items": [_entry(channel, one) for one in items if one.is_shown],
    }


def _entry(channel: Channel, item: CatalogueItem) -> dict[str, Any]:
    card = item.card
    summary = item.original(item.abstracts)
    entry = {
        "id": item.record_id,
        "title": item.original(item.titles),
        "summary": summary,
        "content_text": item.original(card.texts) or summary,
        "date_published": instant(card.sequenced_ms),
        "date_modified": instant(item.changed_ms),
        "authors": [{"name": item.author}],
        "tags": [code for _, code in item.subjects],
        "language": item.languages[0],
        "_forsa": {
            "record_id": item.record_id,
            "index": item.index,
            "object_id": card.object_id.hex(),
            "kind": card.kind,
            "member": card.member,
            "region": card.region,
            "licence": item.licence_url,
        },
    }
    if channel.records_url:
        entry["url"] = f"{channel.records_url}{item.record_id}.jsonld"
    return entry
