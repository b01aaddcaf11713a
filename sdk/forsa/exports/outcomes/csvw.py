"""Metadata of CSV on the Web, one file beside each table.

Source: W3C Model for Tabular Data and Metadata, Metadata Vocabulary for Tabular Data.
"""

from collections.abc import Sequence
from types import UnionType
from typing import Any, Final

from forsa.exports.catalogue import SPDX
from forsa.exports.outcomes.described import described
from forsa.exports.outcomes.package import key_columns, titles_of
from forsa.exports.outcomes.published import PublishedRelease
from forsa.exports.outcomes.words import say
from forsa.library.frames import Columns
from forsa.words.reasons import LANGUAGES

CONTEXT: Final = "http://www.w3.org/ns/csvw"


def metadata_name(table: str) -> str:
    """Where a reader looks for the metadata of a file."""
    return f"{table}-metadata.json"


def metadata(table: str, columns: Columns, releases: Sequence[PublishedRelease]) -> dict[str, Any]:
    """The metadata of one table.

    Args:
        table: Name of the CSV file, in the same folder.
        columns: Its columns.
        releases: All that it holds.
    """
    licences = sorted({one.licence for one in releases} - {""})
    return {
        "@context": [CONTEXT, {"@language": "fr"}],
        "url": table,
        "dc:title": _in_languages({language: say(language, "package") for language in LANGUAGES}),
        "dc:description": _in_languages(
            {language: say(language, "about") for language in LANGUAGES}
        ),
        "dc:license": [{"@id": f"{SPDX}{one}.html"} for one in licences],
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "notes": [{"release": described(one)} for one in releases],
        "tableSchema": {
            "columns": [_column(name, kind) for name, kind in columns.items()],
            "primaryKey": key_columns(columns),
        },
    }


def _column(name: str, kind: type | UnionType) -> dict[str, Any]:
    is_number = kind in {int, int | None}
    return {
        "name": name,
        "titles": name,
        "dc:title": _in_languages(titles_of(name)),
        "datatype": {"base": "nonNegativeInteger"} if is_number else "string",
        "required": kind != int | None,
        "null": "",
    }


def _in_languages(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]
