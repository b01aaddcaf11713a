"""A catalogue as a file: piece by piece, and in its place once it is whole."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click

from forsa.cli.library_words import say
from forsa.client.blocking import Network
from forsa.clock import SystemClock
from forsa.exports import oai
from forsa.exports.catalogue import CatalogueItem, with_newer
from forsa.exports.dublin_core import DC_PREFIX
from forsa.exports.feed import Channel, feed
from forsa.exports.jsonld import graph, text_of
from forsa.exports.table import csv_text, json_lines
from forsa.words.reasons import Language


@dataclass
class Counted:
    """Items, and how many went by."""

    items: Iterable[CatalogueItem]
    count: int = 0

    def __iter__(self) -> Iterator[CatalogueItem]:
        for one in self.items:
            self.count += 1
            yield one


def pieces(
    what: str, chosen: str, items: Iterable[CatalogueItem], network: Network, lang: Language
) -> Iterable[bytes]:
    """The file, piece by piece; a table is never whole in memory."""
    if chosen == "csv":
        rows = (csv_text([one], header=False) for one in items)
        return map(str.encode, chain([csv_text(())], rows))
    if chosen == "jsonl":
        return (json_lines([one]).encode() for one in items)
    if chosen == "parquet":
        return [_parquet(items, lang)]
    if what == "feed":
        title = say(lang, "feed_title", network=network.network_id.hex()[:16])
        newest = sorted(items, key=lambda one: -one.index)
        return [json.dumps(feed(Channel(title), newest), ensure_ascii=False, indent=2).encode()]
    if what == "jsonld":
        return [text_of(graph(with_newer(list(items))))]
    return [_harvest(with_newer(list(items)), network)]


def _parquet(items: Iterable[CatalogueItem], lang: Language) -> bytes:
    try:
        from forsa.exports.frame import parquet

        return parquet(items)
    except ImportError:
        raise click.UsageError(say(lang, "needs_polars")) from None


def _harvest(items: Sequence[CatalogueItem], network: Network) -> bytes:
    """As if a harvester had asked for everything."""
    host = network.roots[-1].document.origin.split("/")[0]
    about = oai.About(host, f"https://{host}/oai", host, f"postmaster@{host}", 0)
    asked = [("verb", "ListRecords"), ("metadataPrefix", DC_PREFIX)]
    return oai.answer(asked, _Everything(items, about), SystemClock().now_ms())


@dataclass(frozen=True, slots=True)
class _Everything:
    """A catalogue that is listed whole."""

    items: Sequence[CatalogueItem]
    about: oai.About

    def sets(self) -> Mapping[str, str]:
        """None."""
        return {}

    def select(self, wanted: oai.Selection, limit: int) -> tuple[Sequence[CatalogueItem], int]:
        """All of them, whatever the limit."""
        del wanted, limit
        return self.items, len(self.items)

    def find(self, record_id: bytes) -> CatalogueItem | None:
        """One of them."""
        return next((one for one in self.items if one.card.record_id == record_id), None)


def write(file: Path, pieces: Iterable[bytes], lang: Language) -> int:
    """Write beside the file, then put it in its place: whole, or as it was."""
    part = file.with_name(f".{file.name}.part")
    written = 0
    try:
        with part.open("wb") as out:
            for piece in pieces:
                written += out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError as error:
        raise click.UsageError(say(lang, "no_folder", file=file)) from error
    finally:
        part.unlink(missing_ok=True)
    return written
