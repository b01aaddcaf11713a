"""`forsa export outcomes`: released tables in every format, in one archive, or as one table."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from forsa.client.blocking import Network
    from forsa.exports.outcomes.collection import Outcomes

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
Tell = Callable[[int, int], None]


def read_releases(
    network: "Network", members: Sequence[str], *, public_only: bool, tell: Tell
) -> "Outcomes":
    """The releases that pass, each judged here with its proof."""
    found = network.outcomes(members=members, tell=lambda done: tell(done, 0))
    return replace(found, public_only=public_only)


def outcome_bytes(outcomes: "Outcomes", chosen: str) -> bytes:
    """The file: `csv`, one row a cell, or `zip`, a folder with every format.

    Raises:
        ImportError: openpyxl is not installed, which the archive needs.
    """
    from forsa.exports.outcomes.observations import OBSERVATIONS, csv_text, observations

    if chosen == "csv":
        return csv_text(observations(outcomes.releases), OBSERVATIONS).encode()
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in outcomes.files().items():
            archive.writestr(ZipInfo(name, _EPOCH), data, ZIP_DEFLATED)
    return out.getvalue()
