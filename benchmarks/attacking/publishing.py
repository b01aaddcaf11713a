"""Associations that publish: as they should, and by weaker rules that must be caught."""

from collections.abc import Callable, Iterable, Sequence

from forsa.errors import DisclosureError
from forsa.outcomes.axes import closed_axes
from forsa.outcomes.complementing import widen
from forsa.outcomes.costs import cell_costs
from forsa.outcomes.moving import Moves
from forsa.outcomes.patterns import published_tables, with_tables
from forsa.outcomes.primary import primary_cells
from forsa.outcomes.products import Product, ladder
from forsa.outcomes.protecting import protect
from forsa.outcomes.sheets import EVERYBODY_AT, Place, build_sheet, place_of
from forsa.outcomes.tables import Release, Theta, Vintage
from forsa.outcomes.tabulating import Counts, tabulate
from forsa.testing.learners import POINTS, SCHOOL_YEAR, Association

COST_KEY = bytes(range(32))

Publisher = Callable[[Association], list[Release]]


def header_of(
    node: Association, point: str, earlier: Sequence[Release], vintage: Vintage
) -> Release:
    """A release without its tables."""
    axes = {axis.id: axis.codes for axis in closed_axes().values()}
    return Release(
        product=ladder(node.n)[0].id,
        product_version=1,
        axes=axes | {"centre": node.centres},
        school_year=SCHOOL_YEAR,
        observation_point=point,
        vintage=vintage,
        reference_date="2026-10-31",
        frame_n=node.n,
        centres_total=len(node.centres),
        centres_included=len(node.centres),
        theta=Theta(),
        tables=(),
        history=tuple(release.digest for release in earlier),
        proof_digest=b"",
        digest=bytes(32),
    )


def counts_of(node: Association, header: Release) -> tuple[Product, Counts]:
    """The product of the frame, and its true counts."""
    product = ladder(node.n)[0]
    return product, tabulate(node.learners, product, header.axes, header.observation_point)


def publish(
    node: Association, points: Iterable[str] = POINTS, cost_key: bytes = COST_KEY
) -> list[Release]:
    """As it should be: all points together. A release that is held is not there."""
    released: list[Release] = []
    for point in points:
        revise(node, point, released, Vintage.PROVISIONAL, cost_key)
    return released


def revise(
    node: Association,
    point: str,
    released: list[Release],
    vintage: Vintage,
    cost_key: bytes = COST_KEY,
) -> None:
    """Publish one more vintage, if it can be."""
    header = header_of(node, point, released, vintage)
    _, counts = counts_of(node, header)
    try:
        protected = protect(counts, header, cost_key=cost_key, earlier=tuple(released))
    except DisclosureError:
        return
    released.append(protected.release)


def publish_points_alone(node: Association) -> list[Release]:
    """Every point protected as if it were the only one, as by a program that keeps nothing."""
    return [
        release
        for at, point in enumerate(POINTS)
        for release in publish(node, [point], bytes([at]) * 32)
    ]


def publish_without_loop(node: Association) -> list[Release]:
    """Complements for primary cells, once; nobody looks at the result."""
    return [_unaudited(node, point, _one_pass) for point in POINTS]


def publish_small_hidden(node: Association) -> list[Release]:
    """Counts of 1 to 4 hidden, as a spreadsheet does it."""
    return [_unaudited(node, point, lambda counts, _: _small(counts)) for point in POINTS]


def publish_two_a_line(node: Association) -> list[Release]:
    """No line with a single hidden cell: the rule of thumb."""
    return [_unaudited(node, point, lambda counts, _: _two_a_line(counts)) for point in POINTS]


def _unaudited(
    node: Association, point: str, choose: Callable[[Counts, Release], set[Place]]
) -> Release:
    header = header_of(node, point, [], Vintage.PROVISIONAL)
    product, counts = counts_of(node, header)
    hidden = choose(counts, header) - {EVERYBODY_AT}
    return with_tables(header, product, published_tables(product, header.axes, counts, hidden, 0))


def _one_pass(counts: Counts, header: Release) -> set[Place]:
    costs = cell_costs(tuple(counts), header.axes, SCHOOL_YEAR, COST_KEY)
    sheet = build_sheet(counts, header.axes, ())
    primaries = primary_cells(counts, header.theta)
    payable = {place: costs[place[1]] for place in sheet.true if place != EVERYBODY_AT}
    moves = Moves(sheet, payable, [place for place in payable if place[1] in primaries])
    for place in sorted(moves.hidden, key=lambda one: (-sheet.true[one], one)):
        widen(moves, place, header.theta.w)
    return moves.hidden


def _small(counts: Counts) -> set[Place]:
    return {
        place_of(0, table, at)
        for table, cells in counts.items()
        for at, count in cells.items()
        if 1 <= count < 5
    }


def _two_a_line(counts: Counts) -> set[Place]:
    hidden = _small(counts)
    while True:
        before = len(hidden)
        for table, cells in counts.items():
            for at in cells:
                for position in range(len(table)):
                    line = [
                        (count, place_of(0, table, one))
                        for one, count in cells.items()
                        if one[:position] == at[:position]
                        and one[position + 1 :] == at[position + 1 :]
                    ]
                    if sum(place in hidden for _, place in line) == 1:
                        shown = [one for one in line if one[1] not in hidden | {EVERYBODY_AT}]
                        hidden |= {min(shown)[1]} if shown else set()
        if len(hidden) == before:
            return hidden
