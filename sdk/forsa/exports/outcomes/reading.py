"""An export of outcomes, read back: the same releases, or a reason why not.

What is read is held to its manifest and to the shape of a release, cell by cell. It is a copy: that
it was signed, and that it is safe, its records in the log prove.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any, Final, NoReturn

from forsa.encoding import parse_decimal
from forsa.errors import MalformedError, Reason
from forsa.exports.outcomes.described import parse_described
from forsa.exports.outcomes.folder import FORMAT, MANIFEST, OBSERVATIONS_FILE
from forsa.exports.outcomes.observations import AXES, OBSERVATIONS
from forsa.exports.outcomes.package import FILE as PACKAGE
from forsa.exports.outcomes.published import PublishedRelease
from forsa.outcomes.messages import About, format_release, parse_release, release_message
from forsa.outcomes.tables import Cell, CellState, Release, Table
from forsa.v1.common_pb2 import Common

MAX_BYTES: Final = 256 * 2**20
"""Of one file; 200 associations with four points are 20 MiB."""
_OF_RELEASE: Final = ("member", "product", "school_year", "observation_point", "vintage")


def read_export(files: Mapping[str, bytes]) -> tuple[PublishedRelease, ...]:
    """The releases of an export.

    Args:
        files: File name to its bytes, as `forsa.exports.outcomes.folder` made them.

    Raises:
        MalformedError: a file is missing, is not what the manifest says, or is no such table.
    """
    _check_manifest(files)
    descriptor = _json(files, PACKAGE)
    texts = _rows(files[OBSERVATIONS_FILE])
    groups = {
        key: list(rows)
        for key, rows in groupby(texts, key=lambda row: tuple(row[name] for name in _OF_RELEASE))
    }
    said = descriptor.get("releases")
    if not isinstance(said, list) or len(said) != len(groups):
        _refuse("as many releases must be described as have rows")
    return tuple(
        _release(one, key, rows) for one, (key, rows) in zip(said, groups.items(), strict=True)
    )


def _check_manifest(files: Mapping[str, bytes]) -> None:
    manifest = _json(files, MANIFEST)
    named = manifest.get("files")
    if manifest.get("format") != FORMAT or not isinstance(named, dict):
        _refuse(f"{MANIFEST} is not of the format {FORMAT}")
    for name in (PACKAGE, OBSERVATIONS_FILE):
        if name not in named:
            _refuse(f"{MANIFEST} does not name {name}")
    for name, said in named.items():
        data = files.get(name)
        if data is None:
            _refuse(f"{name} is missing", file=name)
        if said != {"bytes": len(data), "sha256": sha256(data).hexdigest()}:
            _refuse(f"{name} is not the file that the manifest names", file=name)


def _json(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    data = files.get(name)
    if data is None:
        _refuse(f"{name} is missing", file=name)
    if len(data) > MAX_BYTES:
        _refuse(f"{name} has more than {MAX_BYTES} bytes", file=name)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        _refuse(f"{name} is no JSON", file=name)
    if not isinstance(value, dict):
        _refuse(f"{name} is no JSON object", file=name)
    return value


def _rows(data: bytes) -> Iterator[dict[str, str]]:
    if len(data) > MAX_BYTES:
        _refuse(f"{OBSERVATIONS_FILE} has more than {MAX_BYTES} bytes")
    try:
        lines = csv.reader(data.decode().split("\n"), strict=True)
        if next(lines, None) != list(OBSERVATIONS):
            _refuse(f"{OBSERVATIONS_FILE} has other columns")
        for number, line in enumerate(lines, start=2):
            if line:
                if len(line) != len(OBSERVATIONS):
                    _refuse(f"line {number} has {len(line)} cells", line=number)
                yield dict(zip(OBSERVATIONS, line, strict=True))
    except (UnicodeDecodeError, csv.Error):
        _refuse(f"{OBSERVATIONS_FILE} is no table")


def _release(
    said: object, key: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> PublishedRelease:
    if not isinstance(said, dict) or [said.get(name) for name in _OF_RELEASE] != list(key):
        _refuse("rows and description are of different releases")
    axes = said.get("tables")
    if not isinstance(axes, dict):
        _refuse("the axes of the tables are not described")
    tables = [
        _table(name, axes.get(name), list(cells))
        for name, cells in groupby(rows, key=lambda row: row["table"])
    ]
    one = parse_described(said, tables)
    _check_shape(one.release)
    return one


def _table(name: str, axes: object, rows: Sequence[Mapping[str, str]]) -> Table:
    if not isinstance(axes, list) or not set(axes) <= set(AXES):
        _refuse(f"{name} has other axes", table=name)
    cells = tuple(_cell(tuple(row[axis] for axis in axes), row) for row in rows)
    return Table(name, tuple(axes), cells)


def _cell(at: tuple[str, ...], row: Mapping[str, str]) -> Cell:
    try:
        state = CellState(row["state"])
    except ValueError:
        _refuse(f"{row['state']} is no state")
    return Cell(at, state, parse_decimal(row["value"]) if row["value"] else None)


def _check_shape(release: Release) -> None:
    """As strict as if its bytes had come in: every combination once, values where they belong."""
    try:
        message = release_message(release, About(Common(), (), ""))
        read = parse_release(format_release(message))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise MalformedError(
            "an export holds no release", Reason.KIND_OUTCOME_TABLE_MALFORMED
        ) from error
    if read.tables != release.tables or read.axes != release.axes:
        _refuse("the tables of a release are of another shape")


def _refuse(message: str, **values: str | int) -> NoReturn:
    raise MalformedError(message, Reason.KIND_OUTCOME_TABLE_MALFORMED, **values)
