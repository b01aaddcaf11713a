"""`datapackage.json`: tables of outcomes as a Frictionless Data Package, the first of the formats.

Source: Frictionless Data Package 1.0 and Table Schema.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from types import UnionType
from typing import Any, Final

from forsa.exports.catalogue import SPDX
from forsa.exports.outcomes.described import described
from forsa.exports.outcomes.observations import AXES, TOTAL_AXES
from forsa.exports.outcomes.published import PublishedRelease
from forsa.exports.outcomes.words import column_label, say
from forsa.library.frames import Columns
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.labels import axis_label, code_label, state_label
from forsa.outcomes.tables import CellState, Vintage
from forsa.words.reasons import LANGUAGES

NAME: Final = "forsa-outcomes"
FILE: Final = "datapackage.json"
_VALUES: Final = ("value", "lower", "upper", "state")
_COUNTED: Final = ("members", "members_enrolled", "learners", "enrolled")


def package(
    releases: Sequence[PublishedRelease], tables: Mapping[str, tuple[bytes, Columns]]
) -> dict[str, Any]:
    """The descriptor.

    Args:
        releases: All that the tables hold.
        tables: File name to its bytes and columns.
    """
    licences = sorted({one.licence for one in releases} - {""})
    contacts = sorted({(one.member, one.contact) for one in releases if one.contact})
    return {
        "profile": "data-package",
        "name": NAME,
        "title": say("fr", "package"),
        "titles": {language: say(language, "package") for language in LANGUAGES},
        "description": " ".join(say(language, "about") for language in LANGUAGES),
        **_some("licenses", [{"name": one, "path": f"{SPDX}{one}.html"} for one in licences]),
        **_some(
            "contributors",
            [{"title": member, "email": mail, "role": "author"} for member, mail in contacts],
        ),
        "resources": [_resource(name, *content) for name, content in tables.items()],
        "states": {
            state.value: {language: state_label(state, language) for language in LANGUAGES}
            for state in CellState
        },
        "releases": [described(one) for one in releases],
    }


def key_columns(columns: Iterable[str]) -> list[str]:
    """The columns that tell a row from every other."""
    return [name for name in columns if name not in _VALUES + _COUNTED]


def titles_of(column: str) -> dict[str, str]:
    """What people call a column, by language."""
    name = axis_label if column in AXES + TOTAL_AXES else column_label
    return {language: name(column, language) for language in LANGUAGES}


def text_of(descriptor: Mapping[str, Any]) -> bytes:
    """A descriptor as UTF-8 JSON that people can read."""
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(name: str, data: bytes, columns: Columns) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name.removesuffix(".csv"),
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "dialect": {"lineTerminator": "\n"},
        "schema": {
            "fields": [_field(column, kind) for column, kind in columns.items()],
            "primaryKey": key_columns(columns),
            "missingValues": [""],
        },
    }


def _field(column: str, kind: type | UnionType) -> dict[str, Any]:
    titles = titles_of(column)
    is_number = kind in {int, int | None}
    field = {
        "name": column,
        "type": "integer" if is_number else "string",
        "title": titles["fr"],
        "titles": titles,
        "constraints": {"required": kind != int | None, **_limits(column, is_number=is_number)},
    }
    if column in closed_axes():
        codes = (*closed_axes()[column].codes, TOTAL)
        field["labels"] = {
            code: {language: code_label(column, code, language) for language in LANGUAGES}
            for code in codes
        }
    return field


def _limits(column: str, *, is_number: bool) -> dict[str, Any]:
    if is_number:
        return {"minimum": 0}
    if column in closed_axes():
        return {"enum": [*closed_axes()[column].codes, TOTAL]}
    if column == "state":
        return {"enum": [state.value for state in CellState]}
    if column == "vintage":
        return {"enum": [vintage.value for vintage in Vintage]}
    return {}


def _some(name: str, values: Sequence[Any]) -> dict[str, Any]:
    return {name: list(values)} if values else {}
