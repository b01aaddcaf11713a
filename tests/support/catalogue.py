"""Items of a catalogue, as a hub or a client makes them of records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from forsa.exports.catalogue import CatalogueItem, State
from forsa.exports.oai import About, Selection
from forsa.kinds.loaders import load_curriculum
from forsa.library.cards import Card
from forsa.samples import sample_files, sample_paths
from forsa.v1.common_pb2 import LocalText

from tests.support.reports import small_report

MONDAY_MS = 1_767_571_200_000
"""2026-01-05T00:00:00Z."""
HOUR_MS = 3_600_000
ABOUT = About("Réseau d'essai", "https://hub.example/oai", "hub.example", "a@hub.example", 0)


def report_item(
    number: int = 1, *, title: str = "", state: State = "shown", **card: Any
) -> CatalogueItem:
    """The report of this number, logged `number` hours after Monday."""
    message = small_report(number)
    if title:
        message.title[0].text = title
    return item_of(number, message, state, **card)


def course_item(number: int = 1, name: str = "curriculum-coiffure.fr") -> CatalogueItem:
    """A sample curriculum."""
    sample = next(one for one in sample_paths() if one.name == name)
    loaded = load_curriculum(sample_files(sample), date(2026, 11, 24))
    return item_of(number, loaded.message, kind="curriculum.publish", region="")


def item_of(number: int, message: Any, state: State = "shown", **card: Any) -> CatalogueItem:
    """An item with this body."""
    at = MONDAY_MS + number * HOUR_MS
    values: dict[str, Any] = {
        "index": number,
        "sequenced_ms": at,
        "record_id": number.to_bytes(32, "big"),
        "object_id": number.to_bytes(16, "big"),
        "parent": b"",
        "kind": "practice.report",
        "member": "atlas",
        "audience": "public",
        "region": "MA-05",
        "languages": ("fr",),
        "message": message,
    }
    changed = card.pop("changed_ms", at)
    return CatalogueItem(Card(**{**values, **card}), state, changed)


def read_xml(data: bytes) -> Element:
    """Our own answer; fails if it is not well-formed."""
    return fromstring(data)  # noqa: S314 (no foreign document)


def in_languages(**texts: str) -> list[LocalText]:
    """A text in several languages."""
    return [LocalText(lang=lang, text=text) for lang, text in texts.items()]


@dataclass
class Shelf:
    """A catalogue in memory."""

    items: Sequence[CatalogueItem] = ()
    known_sets: Mapping[str, str] = field(
        default_factory=lambda: {"practice.report": "Pratiques", "curriculum.publish": "Cours"}
    )
    about: About = ABOUT

    def sets(self) -> Mapping[str, str]:
        """As given."""
        return self.known_sets

    def select(self, wanted: Selection, limit: int) -> tuple[Sequence[CatalogueItem], int]:
        """By looking at each."""
        found = [one for one in self.items if _matches(one, wanted)]
        return found[:limit], len(found)

    def find(self, record_id: bytes) -> CatalogueItem | None:
        """By looking at each."""
        return next((one for one in self.items if one.card.record_id == record_id), None)


def _matches(item: CatalogueItem, wanted: Selection) -> bool:
    second = item.changed_ms // 1000
    return (
        item.index >= wanted.start
        and wanted.kind in ("", item.card.kind)
        and (wanted.since is None or second >= wanted.since)
        and (wanted.until is None or second <= wanted.until)
    )
