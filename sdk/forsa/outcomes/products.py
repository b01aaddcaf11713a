"""The ladder of products: a member's enrolment, and nothing else, says which tables it publishes.

Source: docs/privacy.md.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from forsa.errors import MalformedError, Reason
from forsa.outcomes.axes import CENTRE, OUTCOMES

VARIANTS: Final = ("strand", "trade", "milieu", "entry_level")
"""Axes of which a member chooses one before its first release of a frame; the first by default."""

VERSION: Final = 1

_OUTCOME: Final = "outcome"
"""All outcome axes are one vertex: each is a coarsening of the one before."""


@dataclass(frozen=True, slots=True)
class Product:
    """A fixed list of tables."""

    id: str
    least_n: int
    """Smallest frame it is allowed for."""
    tables: tuple[tuple[str, ...], ...]
    """The axes of each table, the outcome axis last."""


_LADDER: Final = (
    Product("node-0", 1, ((),)),
    Product("node-1", 30, (("outcome4",),)),
    Product("node-2", 60, (("outcome7",), ("sex", "outcome4"))),
    Product(
        "node-3",
        150,
        (
            ("sex", "outcome7"),
            ("age3", "outcome4"),
            ("strand", "outcome4"),
            ("centre", "outcome4"),
        ),
    ),
    Product(
        "node-4",
        400,
        (
            ("sex", "age3", "outcome7"),
            ("strand", "sex", "outcome7"),
            ("centre", "outcome7"),
        ),
    ),
)
NETWORK: Final = Product(
    "network", 1, (("sex", "age3", "outcome7"), ("strand", "outcome7"), ("region", "outcome7"))
)


def ladder(frame_n: int, variant: str = VARIANTS[0]) -> tuple[Product, ...]:
    """The products that a frame of `frame_n` learners may publish, the richest first.

    Args:
        frame_n: The published enrolment, at least 1.
        variant: One of `VARIANTS`: the axis that stands for `strand`.
    """
    return tuple(_varied(one, variant) for one in reversed(_LADDER) if one.least_n <= frame_n)


def product(name: str) -> Product:
    """The product of a name, `node-3` or with its variant `node-3/trade`.

    Raises:
        KeyError: there is none.
    """
    plain, _, variant = name.partition("/")
    if variant and variant not in VARIANTS[1:]:
        raise KeyError(name)
    for one in (*_LADDER, NETWORK):
        if one.id == plain:
            varied = _varied(one, variant or VARIANTS[0])
            if varied.id == name:
                return varied
    raise KeyError(name)


def is_by_centre(name: str) -> bool:
    """Whether the product of a name has a table by centre, which one centre alone leaves out.

    Raises:
        KeyError: there is none.
    """
    return any(CENTRE in axes for axes in product(name).tables)


def _varied(one: Product, variant: str) -> Product:
    if variant == VARIANTS[0] or not any(VARIANTS[0] in axes for axes in one.tables):
        return one
    tables = tuple(
        tuple(variant if axis == VARIANTS[0] else axis for axis in axes) for axes in one.tables
    )
    return Product(f"{one.id}/{variant}", one.least_n, tables)


def linted(one: Product) -> Product:
    """The product, whose tables fit together: every product of this program went through here.

    Raises:
        MalformedError: `KIND_OUTCOME_PRODUCT_CYCLIC`: its tables cross in a circle.
    """
    edges = [frozenset(_OUTCOME if axis in OUTCOMES else axis for axis in t) for t in one.tables]
    if not is_acyclic(edges):
        raise MalformedError(
            f"the tables of {one.id} cross in a circle",
            Reason.KIND_OUTCOME_PRODUCT_CYCLIC,
            product=one.id,
        )
    return one


def table_id(axes: Iterable[str]) -> str:
    """What a table of these axes is called in a release."""
    return "_x_".join(axes) or "total"


def axes_of(table: str) -> tuple[str, ...]:
    """The axes of a table by its id, from `table_id`."""
    return () if table == "total" else tuple(table.split("_x_"))


def is_acyclic(edges: Collection[Collection[str]]) -> bool:
    """Whether tables over these axes fit together without a circle (GYO reduction).

    Then bounds found table by table are exact for one observation point.

    Args:
        edges: The axes of each table, all outcome axes as one vertex.
    """
    left = [frozenset(edge) for edge in edges]
    while True:
        shared = [
            frozenset(v for v in edge if _in_another(v, at, left)) for at, edge in enumerate(left)
        ]
        kept = [edge for at, edge in enumerate(shared) if not _is_within(edge, at, shared)]
        if kept == left:
            return len(left) <= 1
        left = kept


def _in_another(vertex: str, at: int, edges: Sequence[frozenset[str]]) -> bool:
    return any(vertex in edge for other, edge in enumerate(edges) if other != at)


def _is_within(edge: frozenset[str], at: int, edges: Sequence[frozenset[str]]) -> bool:
    """Whether another edge contains this one; of equal edges the first stays."""
    return any(
        edge < other or (edge == other and position < at) for position, other in enumerate(edges)
    )


for _one in (*_LADDER, NETWORK):
    for _axis in VARIANTS:
        linted(_varied(_one, _axis))
