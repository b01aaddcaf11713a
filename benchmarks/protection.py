"""What protection costs: figures lost against the exact optimum, and the time it takes.

`FORSA_BENCH_TABLES` chooses how many tables are compared with the optimum (500 is the goal's), and
`FORSA_BENCH_NODES` how many associations of one network publish.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from forsa.outcomes.audit import audit
from forsa.outcomes.complementing import hide_complements
from forsa.outcomes.costs import cell_costs
from forsa.outcomes.moving import Moves
from forsa.outcomes.optimal import MOST_CELLS, MOST_PRIMARIES, cheapest_pattern
from forsa.outcomes.primary import primary_cells
from forsa.outcomes.products import ladder, product
from forsa.outcomes.protecting import protect
from forsa.outcomes.sheets import EVERYBODY_AT, Place, Sheet, build_sheet
from forsa.outcomes.tables import Release, Table, Theta, Vintage
from forsa.outcomes.tabulating import Counts, tabulate
from forsa.testing.learners import POINTS, SCHOOL_YEAR, Association, draw_network, draw_node

from benchmarks.attacking.plain_tables import costs_of, draw_values, keys, sheet_of
from benchmarks.attacking.publishing import COST_KEY, header_of, publish
from benchmarks.report import Row
from benchmarks.shown_at_most import shown_at_most

_TABLES = int(os.environ.get("FORSA_BENCH_TABLES", "500"))
_NODES = int(os.environ.get("FORSA_BENCH_NODES", "190"))
_W = 8


@dataclass(frozen=True)
class _Problem:
    """One table to protect."""

    sheet: Sheet
    costs: Mapping[Place, int]
    primaries: Sequence[Place]


def rows() -> list[Row]:
    """Cost, share of cells, time."""
    return [
        _against_optimum("tables of a network", _network_problems()),
        _against_optimum("random two-way tables", _random_problems()),
        *_shares(),
        *_times(),
    ]


def _network_problems() -> Iterator[_Problem]:
    """Single tables of ladder products with up to 60 cells, at all points."""
    for seed in range(1, 50):
        for node in draw_network(seed):
            for point in POINTS:
                header = header_of(node, point, [], Vintage.PROVISIONAL)
                counts = tabulate(node.learners, ladder(node.n)[0], header.axes, point)
                for table, cells in counts.items():
                    if table and len(cells) <= MOST_CELLS:
                        yield _problem({table: cells}, header)


def _problem(counts: Counts, header: Release) -> _Problem:
    sheet = build_sheet(counts, header.axes, ())
    costs = cell_costs(tuple(counts), header.axes, SCHOOL_YEAR, COST_KEY)
    primaries = primary_cells(counts, Theta())
    payable = {place: costs[place[1]] for place in sheet.true if place != EVERYBODY_AT}
    return _Problem(sheet, payable, [place for place in payable if place[1] in primaries])


def _random_problems() -> Iterator[_Problem]:
    for seed in range(100_000):
        sheet = sheet_of(draw_values(seed, 3 + seed % 3, 3 + seed % 5))
        costs = costs_of(sheet, keys(1, seed)[0])
        yield _Problem(sheet, costs, [one for one in costs if 1 <= sheet.true[one] < 5])


def _against_optimum(what: str, problems: Iterator[_Problem]) -> Row:
    """The costs of hidden cells, of all tables where something has to be hidden."""
    ours = best = compared = 0
    for problem in problems:
        if not 0 < len(problem.primaries) <= MOST_PRIMARIES:
            continue
        moves = Moves(problem.sheet, problem.costs, problem.primaries)
        if hide_complements(moves, _W):
            continue
        optimum = cheapest_pattern(problem.sheet, problem.costs, problem.primaries, _W)
        if optimum is None:
            continue
        ours += sum(problem.costs[place] for place in moves.hidden)
        best += sum(problem.costs[place] for place in optimum)
        compared += 1
        if compared == _TABLES:
            break
    name = f"cost of hidden cells, {compared} {what} of up to {MOST_CELLS} cells"
    goal = "<= 1.05" if "network" in what else "-"
    return Row(name, ours, "", "exact minimum", best, goal, "a linear program for a choice")


def _shares() -> Iterator[Row]:
    """Cells with a value, of all cells that the associations of a network publish."""
    nodes = draw_network(1)[:_NODES]
    every = [(node, release) for node in nodes for release in publish(node)]
    yield _share(f"cells shown, {len(nodes)} associations, 4 points", ">= 80 %", every)
    plain = [(node, release) for node in nodes if node.n >= 30 for release in _outcome4(node)]
    yield _share("the same, where {outcome4} alone is published", ">= 96 %", plain)


def _share(name: str, goal: str, every: Sequence[tuple[Association, Release]]) -> Row:
    """Cells shown beside the most that any pattern shows, each release by itself."""
    shown = most = cells = 0
    for node, release in every:
        one = product(release.product)
        counts = tabulate(node.learners, one, release.axes, release.observation_point)
        shown += sum(_shown(table) for table in release.tables)
        cells += sum(len(table.cells) for table in release.tables)
        most += shown_at_most(counts, release.axes)
    told = f"{cells:,} cells; keyed costs, and all points together"
    percent = [100 * count / cells for count in (shown, most)]
    return Row(name, percent[0], "%", "no pattern shows more than", percent[1], goal, told)


def _shown(table: Table) -> int:
    return sum(cell.value is not None for cell in table.cells)


def _outcome4(node: Association) -> list[Release]:
    """What an association publishes that chose the lowest product with outcomes."""
    header = replace(header_of(node, "exit", [], Vintage.PROVISIONAL), product="node-1")
    counts = tabulate(node.learners, product("node-1"), header.axes, "exit")
    return [protect(counts, header, cost_key=COST_KEY, earlier=()).release]


def _times() -> Iterator[Row]:
    """One association of each product: protection of all points, the audit's part in it."""
    for n, centres in ((50, 1), (110, 1), (280, 2), (600, 3)):
        node = draw_node(7, n, centres)
        started = time.perf_counter()
        releases = publish(node)
        spent = time.perf_counter() - started
        started = time.perf_counter()
        for at in range(len(releases)):
            audit(releases[: at + 1])
        judged = time.perf_counter() - started
        name = f"protecting 4 points of {n} learners, {releases[-1].product}"
        yield Row(name, spent, "s", "their audits, with proofs", judged, "-", "linear programs")
