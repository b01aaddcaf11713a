"""Two observation points that are safe alone and give cells away together: vector JH1."""

from typing import Final

from forsa.outcomes.tables import Release

from tests.support.outcome_tables import release
from tests.support.privacy_vectors import privacy_vector

CODES: Final = {"p": "formal_education", "q": "not_integrated_known", "r": "unknown"}
"""Codes of `outcome7` for those of the vector."""


def joint_releases() -> tuple[Release, Release]:
    """The releases of the joint example, its outcomes called by codes of ours."""
    axes = {"sex": ("f", "m"), "outcome7": tuple(CODES.values())}
    counts: dict[str, dict[tuple[str, ...], int | None]] = {"exit": {}, "m3": {}}
    for cell in privacy_vector("JH1")["cells"]:
        point, sex, outcome = cell["at"]
        counts[point][sex, CODES.get(outcome, outcome)] = cell.get("value")
    first, second = (
        release({("sex", "outcome7"): counts[point]}, frame_n=64, axes=axes, point=point)
        for point in ("exit", "m3")
    )
    return first, second
