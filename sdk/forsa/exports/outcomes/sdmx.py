"""The same cells as SDMX-CSV 2.0, for statistical offices.

What a state means there: `v` and `0` are normal and free, `c` is missing because it is confidential
(Q, C), `x` exists but was not collected (L), `z` cannot exist (M), `h` is provisional (P), `e` and
`b` are estimated (E). A and D of CONF_STATUS tell cells hidden for their own sake from those that
are hidden to protect them: nobody may say that, so they are not used.

Source: SDMX-CSV 2.0 field guide; code lists CL_OBS_STATUS, CL_CONF_STATUS.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from forsa.exports.outcomes.observations import (
    AXES,
    TOTAL_AXES,
    observations,
    total_rows,
)
from forsa.exports.outcomes.published import PublishedRelease
from forsa.exports.outcomes.words import release_title, totals_title
from forsa.exports.table import neutral
from forsa.library.frames import Row
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.network import Totals
from forsa.outcomes.tables import CellState

OUTCOMES_FLOW: Final = "FORSA:OUTCOMES(1.0.0)"
TOTALS_FLOW: Final = "FORSA:OUTCOME_TOTALS(1.0.0)"
STATUS: Final[Mapping[CellState, tuple[str, str]]] = {
    CellState.SHOWN: ("A", "F"),
    CellState.ZERO: ("A", "F"),
    CellState.CONFIDENTIAL: ("Q", "C"),
    CellState.NOT_COLLECTED: ("L", "F"),
    CellState.STRUCTURAL_ZERO: ("M", "F"),
    CellState.HELD: ("P", "F"),
    CellState.BOUNDED: ("E", "F"),
    CellState.ESTIMATED: ("E", "F"),
}
"""State to OBS_STATUS and CONF_STATUS."""
_TOTAL: Final = "_T"


def sdmx_observations(releases: Iterable[PublishedRelease]) -> Iterator[Row]:
    """The rows of releases, each with the attributes of its release."""
    for one in releases:
        release, theta = one.release, one.release.theta
        attributes = {
            "FRAME_N": release.frame_n,
            "REFERENCE_DATE": release.reference_date,
            "CENTRES_TOTAL": release.centres_total,
            "CENTRES_INCLUDED": release.centres_included,
            "THETA": f"k={theta.k} w={theta.w} m_min={theta.m_min} "
            f"k_star={theta.k_star} k_delta={theta.k_delta}",
            "PROOF_SHA256": release.proof_digest.hex(),
            "RECORD_ID": one.record_id.hex(),
            "LICENCE": neutral(one.licence),
            "CONTACT": neutral(one.contact),
            "TITLE_FR": neutral(release_title(one, "fr")),
            "TITLE_AR": neutral(release_title(one, "ar")),
        }
        for row in observations([one]):
            yield _row(OUTCOMES_FLOW, row, ("member", "product", "vintage"), AXES) | attributes


def sdmx_totals(views: Iterable[Totals]) -> Iterator[Row]:
    """The rows of totals; `LOWER` and `UPPER` are the ends of an interval."""
    for view in views:
        attributes = {
            "TITLE_FR": neutral(totals_title(view, "fr")),
            "TITLE_AR": neutral(totals_title(view, "ar")),
        }
        for row in total_rows([view]):
            names = ("lower", "upper", "members", "members_enrolled", "learners", "enrolled")
            counted = {name.upper(): row[name] for name in names}
            yield _row(TOTALS_FLOW, row, ("scope", "product"), TOTAL_AXES) | counted | attributes


def _row(flow: str, row: Row, named: Iterable[str], axes: Iterable[str]) -> dict[str, object]:
    observed, confidential = STATUS[CellState(row["state"])]
    return {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": flow,
        "ACTION": "I",
        **{name.upper(): row[name] for name in named},
        "PRODUCT_VERSION": row["product_version"],
        "OBSERVATION_POINT": row["observation_point"],
        "TABLE": row["table"],
        **{axis.upper(): _TOTAL if row[axis] == TOTAL else row[axis] for axis in axes},
        "TIME_PERIOD": f"{row['school_year'][:4]}-09-01/P1Y",
        "OBS_VALUE": row["value"],
        "OBS_STATUS": observed,
        "CONF_STATUS": confidential,
    }
