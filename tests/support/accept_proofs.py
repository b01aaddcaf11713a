"""Accept proofs that are written down by hand, for releases of four outcomes of one group."""

from collections.abc import Mapping, Sequence
from typing import Final

from forsa.outcomes.axes import closed_axes
from forsa.outcomes.proof import AcceptProof, Column, format_proof
from forsa.outcomes.tables import Release

from tests.support.releases import Learner, learners, make_release

_CODES: Final = closed_axes()["outcome7"].codes
HIDDEN: Final = frozenset(("vocational", "rest"))
"""The categories of `four_outcomes` that are not shown."""


def four_outcomes(
    counts: Mapping[str, int], *, point: str = "exit", history: Sequence[bytes] = ()
) -> Release:
    """A release of `node-1` with so many learners by `outcome7`; two categories hidden."""
    people: list[Learner] = learners(*((many, {"outcome7": one}) for one, many in counts.items()))
    return make_release(
        people,
        "node-1",
        hidden=lambda _table, at: at[0] in HIDDEN,
        point=point,
        history=history,
        proof_digest=b"",
    )


def prove(
    releases: Sequence[Release], counts: Sequence[Mapping[str, int]], moved: int = 8
) -> bytes:
    """The proof that the last of these may follow the others.

    Two worlds: the true one, and one in which so many of the rest learn a trade, at each point.

    Args:
        releases: Of `four_outcomes`, in log order.
        counts: The learners of each, by `outcome7`.
        moved: How far the worlds are apart.
    """
    truth = tuple(_column(one) for one in counts)
    other = tuple(_column({"apprenticeship": moved, "unknown": -moved}) for _ in counts)
    return format_proof(
        AcceptProof(
            release=releases[-1].digest,
            history=tuple(one.digest for one in releases[:-1]),
            tables=(truth, other),
            spread=(0, 1) * len(HIDDEN) * len(releases),
            groups=(),
            derived=(),
            revisions=(),
        )
    )


def _column(counts: Mapping[str, int]) -> Column:
    return {_CODES.index(one): many for one, many in counts.items()}
