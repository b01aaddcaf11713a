"""`forsa export outcomes`: released tables in every format, in one archive, or as one table."""

import io
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from forsa.client.values import Filter
from forsa.errors import NotFoundError, Reason
from forsa.outcomes.gathering import PUBLIC
from forsa.outcomes.names import RELEASE

if TYPE_CHECKING:
    from forsa.client.blocking import Network
    from forsa.exports.outcomes.collection import Outcomes

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
Tell = Callable[[int, int], None]


def read_releases(
    network: "Network",
    members: Sequence[str],
    regions: Sequence[str],
    *,
    public_only: bool,
    tell: Tell,
) -> "Outcomes":
    """The releases that pass, each judged here with its proof.

    Args:
        network: Whose.
        members: Only of these associations; none = of all.
        regions: Only of associations of these regions, ISO 3166-2; none = of all.
        public_only: Only what everybody may read.
        tell: Told how many records were read.

    Raises:
        NotFoundError: one of the members or regions has no release.
    """
    found = network.outcomes(members=members, tell=lambda done: tell(done, 0))
    found = replace(found, public_only=public_only)
    missing = set(members) - {one.member for one in found.releases}
    if missing:
        records = network.list(Filter([RELEASE]))
        known = {one.member for one in records if not public_only or one.header.audience == PUBLIC}
        raise _nothing(missing, known - missing)
    known = {one.region for one in found.releases}
    missing = set(regions) - known
    if missing:
        raise _nothing(missing, known - {""})
    return replace(found, regions=frozenset(regions))


def _nothing(wanted: Collection[str], known: Collection[str]) -> NotFoundError:
    names, others = ", ".join(sorted(wanted)), ", ".join(sorted(known))
    if not known:
        return NotFoundError(f"no tables of {names} are published here", Reason.RECORD_UNKNOWN)
    return NotFoundError(
        f"no tables of {names} are published here; there are some of {others}",
        Reason.RECORD_UNKNOWN,
    )


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
