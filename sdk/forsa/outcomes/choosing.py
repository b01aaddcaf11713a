"""Which product a release begins with: the enrolment, the variant and the earlier releases say so.

Source: docs/privacy.md.
"""

from collections.abc import Sequence

from forsa.errors import ConflictError, MalformedError, Reason
from forsa.outcomes.products import VARIANTS, ladder, product
from forsa.outcomes.tables import Release


def choose_product(name: str, variant: str, frame_n: int, earlier: Sequence[Release]) -> str:
    """The product to begin with: as asked for, and never above what was released before.

    Args:
        name: As `node-2`; empty: as before, or the richest.
        variant: One of `VARIANTS`; empty: as before, or the first.
        frame_n: The published enrolment.
        earlier: The releases of the frame, in log order.

    Raises:
        MalformedError: there is no such product or variant.
        ConflictError: the enrolment does not allow it, or it is above an earlier one, or of another
            variant.
    """
    settled = _settled_variant(earlier)
    variant = variant or settled or VARIANTS[0]
    if variant not in VARIANTS:
        raise MalformedError(
            f"{variant[:40]} is no variant of a product; there are: {', '.join(VARIANTS)}",
            Reason.KIND_OUTCOME_PRODUCT_UNKNOWN,
        )
    if settled not in ("", variant):
        raise ConflictError(
            f"the releases of this year are by {settled}, not by {variant}",
            Reason.KIND_OUTCOME_PRODUCT_NOT_ALLOWED,
            variant=settled,
        )
    allowed = [one.id for one in ladder(frame_n, variant)]
    for one in earlier:
        allowed = _not_above(allowed, one.product)
    wanted = _wanted(name, variant) if name else allowed[0]
    if wanted not in allowed:
        raise ConflictError(
            f"{wanted} is not allowed here; there are: {', '.join(allowed)}",
            Reason.KIND_OUTCOME_PRODUCT_NOT_ALLOWED,
            product=wanted,
        )
    return wanted


def _settled_variant(earlier: Sequence[Release]) -> str:
    """The one that a release of the frame was made with; empty: none had tables of any."""
    for one in earlier:
        axes = {axis for table in product(one.product).tables for axis in table}
        for variant in VARIANTS:
            if variant in axes:
                return variant
    return ""


def _wanted(name: str, variant: str) -> str:
    try:
        found = product(name)
    except KeyError:
        raise MalformedError(
            f"there is no product {name[:40]}", Reason.KIND_OUTCOME_PRODUCT_UNKNOWN
        ) from None
    varied = {one.id.partition("/")[0]: one.id for one in ladder(10**6, variant)}
    return varied.get(found.id, found.id)


def _not_above(allowed: Sequence[str], before: str) -> list[str]:
    """The products that are not above one that was released."""
    plain = [one.partition("/")[0] for one in allowed]
    first = before.partition("/")[0]
    return list(allowed[plain.index(first) :]) if first in plain else list(allowed)
