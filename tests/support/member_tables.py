"""True counts of drawn associations, and releases of them before protection: for tests."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from forsa.outcomes.axes import closed_axes
from forsa.outcomes.products import ladder
from forsa.outcomes.tables import Release, Theta, Vintage

if TYPE_CHECKING:
    from forsa.testing.learners import Association

COST_KEY = bytes(range(32))


def axes_of(association: "Association") -> dict[str, tuple[str, ...]]:
    """The codes of every axis, the association's own centres among them."""
    axes = {axis.id: axis.codes for axis in closed_axes().values()}
    return axes | {"centre": association.centres}


def header_of(
    association: "Association",
    point: str = "exit",
    *,
    product: str = "",
    vintage: Vintage = Vintage.PROVISIONAL,
    earlier: Sequence[Release] = (),
    theta: Theta | None = None,
) -> Release:
    """A release of an association, without its tables."""
    return Release(
        product=product or ladder(association.n)[0].id,
        product_version=1,
        axes=axes_of(association),
        school_year="2024-2025",
        observation_point=point,
        vintage=vintage,
        reference_date="2026-10-31",
        frame_n=association.n,
        centres_total=len(association.centres),
        centres_included=len(association.centres),
        theta=theta or Theta(),
        tables=(),
        history=tuple(release.digest for release in earlier),
        proof_digest=b"",
        digest=bytes(32),
    )
