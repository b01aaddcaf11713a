"""All files of an export, in every format, with a manifest that holds them together.

`manifest.json` names each other file with its size and SHA-256, in the one spelling of RFC 8785.
The same releases give the same bytes.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

from forsa.exports.outcomes import csvw, package
from forsa.exports.outcomes.observations import (
    OBSERVATIONS,
    TOTALS,
    csv_text,
    observations,
    total_rows,
)
from forsa.exports.outcomes.published import PublishedRelease
from forsa.exports.outcomes.sdmx import sdmx_observations, sdmx_totals
from forsa.exports.outcomes.workbook import workbook
from forsa.library.frames import Columns, Row
from forsa.outcomes.canonical import canonical_json
from forsa.outcomes.network import Totals

FORMAT: Final = "forsa-outcomes-1"
MANIFEST: Final = "manifest.json"
OBSERVATIONS_FILE: Final = "observations.csv"
TOTALS_FILE: Final = "totals.csv"


def export_files(
    releases: Sequence[PublishedRelease], views: Sequence[Totals] = ()
) -> dict[str, bytes]:
    """File name to its bytes; the manifest is the last.

    Args:
        releases: What to export; each member, school year, point and vintage once.
        views: Totals of the network that belong to it.

    Raises:
        ValueError: two releases are of the same member, school year, point and vintage.
        ImportError: openpyxl is not installed.
    """
    _require_each_once(releases)
    views = [one for one in views if one.members]  # no numbers, where nobody released any
    tables: dict[str, tuple[bytes, Columns]] = {
        OBSERVATIONS_FILE: (
            csv_text(observations(releases), OBSERVATIONS).encode(),
            OBSERVATIONS,
        )
    }
    if views:
        tables[TOTALS_FILE] = (csv_text(total_rows(views), TOTALS).encode(), TOTALS)
    files = {package.FILE: package.text_of(package.package(releases, tables))}
    for name, (data, columns) in tables.items():
        files[name] = data
        described = csvw.metadata(name, columns, releases)
        files[csvw.metadata_name(name)] = package.text_of(described)
    files["observations.sdmx.csv"] = _sdmx(list(sdmx_observations(releases)))
    if views:
        files["totals.sdmx.csv"] = _sdmx(list(sdmx_totals(views)))
    files["outcomes.fr.xlsx"] = workbook(releases, views, "fr")
    files["outcomes.ar.xlsx"] = workbook(releases, views, "ar")
    return {**files, MANIFEST: manifest(files)}


def manifest(files: Mapping[str, bytes]) -> bytes:
    """What the other files are, as canonical JSON."""
    return canonical_json(
        {
            "format": FORMAT,
            "files": {
                name: {"bytes": len(data), "sha256": sha256(data).hexdigest()}
                for name, data in files.items()
            },
        }
    )


def _require_each_once(releases: Sequence[PublishedRelease]) -> None:
    keys = [
        (one.member, one.release.school_year, one.release.observation_point, one.release.vintage)
        for one in releases
    ]
    if len(set(keys)) < len(keys):
        raise ValueError("two releases of one member, school year, point and vintage")


def _sdmx(rows: Sequence[Row]) -> bytes:
    return csv_text(rows, rows[0] if rows else ()).encode()
