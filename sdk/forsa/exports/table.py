"""The catalogue as a table: one row a record, in CSV that a spreadsheet can open without harm,
and in JSON, a line a record.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from forsa.exports.catalogue import CatalogueItem, instant

COLUMNS: Final = (
    "record_id",
    "index",
    "object_id",
    "sequenced",
    "changed",
    "state",
    "kind",
    "member",
    "audience",
    "region",
    "languages",
    "title",
    "summary",
    "themes",
    "strands",
    "trades",
    "claimed_maturity",
    "edition",
    "licence",
    "files",
)
_SIGNS: Final = "=+@＝＋－＠\\-"
"""Some spreadsheets take the wide ones, too."""
_DANGEROUS: Final = re.compile(f"[{_SIGNS}\t\r\n\0]")
_INSIDE: Final = re.compile(f'([;\t\r\n][\\s"]{{0,8}})(?=[{_SIGNS}])')
"""Where cells begin in a program set to French, which parts the lines at semicolons."""


def row_of(item: CatalogueItem) -> Mapping[str, str | int]:
    """The columns of a record; texts in the language it was written in, lists by spaces."""
    card, shown = item.card, item.is_shown
    return {
        "record_id": item.record_id,
        "index": item.index,
        "object_id": card.object_id.hex(),
        "sequenced": instant(card.sequenced_ms),
        "changed": instant(item.changed_ms),
        "state": item.state,
        "kind": card.kind,
        "member": card.member,
        "audience": card.audience,
        "region": card.region,
        "languages": " ".join(item.languages),
        "title": item.original(item.titles),
        "summary": item.original(item.abstracts),
        "themes": " ".join(card.themes) if shown else "",
        "strands": " ".join(card.strands) if shown else "",
        "trades": " ".join(card.trades) if shown else "",
        "claimed_maturity": card.claimed_maturity if shown else "",
        "edition": getattr(item.message, "edition", ""),
        "licence": card.licence if shown else "",
        "files": len(card.files) if shown else 0,
    }


def csv_text(items: Iterable[CatalogueItem], *, header: bool = True) -> str:
    """The table as RFC 4180 CSV with a header line; no cell can begin a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(COLUMNS)
    for item in items:
        writer.writerow(neutral(value) for value in row_of(item).values())
    return out.getvalue()


def neutral(value: str | int) -> str | int:
    """A cell; what a spreadsheet would take for a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    value = _INSIDE.sub(r"\1'", value)
    return f"'{value}" if _DANGEROUS.match(value) else value


def json_lines(items: Iterable[CatalogueItem]) -> str:
    """The table as one JSON object a line; texts are as they are."""
    return "".join(f"{json.dumps(dict(row_of(one)), ensure_ascii=False)}\n" for one in items)
