"""Attacks on what made-up associations publish, and on what weaker protectors would publish.

`FORSA_BENCH_NODES` and `FORSA_BENCH_SEEDS` choose how many associations of how many networks; the
goals are set for 1,000 of 20.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from forsa.outcomes.audit import audit
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Verdict
from forsa.testing.learners import Association, draw_network

from benchmarks.attacking.arithmetic import subtract
from benchmarks.attacking.insiders import known_to_insiders
from benchmarks.attacking.knowledge import Knowledge
from benchmarks.attacking.plain_tables import attack_of, draw_values, keys, protect_table
from benchmarks.attacking.publishing import (
    publish,
    publish_points_alone,
    publish_small_hidden,
    publish_two_a_line,
)
from benchmarks.attacking.rerunning import replay
from benchmarks.attacking.solving import Attack
from benchmarks.attacking.vintages import (
    changes_of_learners,
    publish_every_change,
    publish_twice,
)
from benchmarks.report import Row

NODES = int(os.environ.get("FORSA_BENCH_NODES", "60"))
SEEDS = int(os.environ.get("FORSA_BENCH_SEEDS", "3"))
_W = 8
_K_DELTA = 3
_LARGEST = 400
"""Learners of the largest associations that the weaker rules and whole numbers are tried on."""


@dataclass
class Broken:
    """What an attacker reads out of the releases of some associations."""

    nodes: int = 0
    cells: int = 0
    subtracted: int = 0
    exact: int = 0
    narrow: int = 0
    undone: int = 0
    """Associations of which something is read."""
    refused: int = 0
    """Those of them that the audit refuses."""


def draw_nodes(nodes: int, seeds: int) -> Iterator[Association]:
    """Associations of several networks, as many of each."""
    each = max(nodes // seeds, 1)
    for seed in range(1, seeds + 1):
        centres, learners = each * 231 // 190, each * 19_800 // 190
        yield from draw_network(seed, associations=each, centres=centres, learners=learners)


def read_out(releases: Sequence[Release], broken: Broken) -> bool:
    """Subtract, then ask a linear program, over all releases of one association."""
    knowledge = Knowledge(releases)
    broken.nodes += 1
    broken.cells += len(knowledge.hidden)
    if not knowledge.hidden:
        return False
    broken.subtracted += len(subtract(releases, knowledge))
    attack = Attack(knowledge.columns, knowledge.rows)
    concluded = list(attack.conclude(knowledge.hidden, _W))
    broken.exact += sum(one.width == 0 for one in concluded)
    broken.narrow += len(concluded)
    broken.undone += bool(concluded)
    return bool(concluded)


def is_refused(releases: Sequence[Release]) -> bool:
    """Whether the audit refuses a release, or one of those before it."""
    return any(
        audit(releases[: at + 1], witnesses=False).verdict is Verdict.REJECT
        for at in range(len(releases))
    )


def rows() -> list[Row]:
    """Every attack on the real protector, then the weaker ones."""
    nodes = list(draw_nodes(NODES, SEEDS))
    small = [node for node in nodes if node.n < _LARGEST]
    return [
        *_released(nodes),
        *_whole(small[: max(NODES // 5, 10)]),
        *_vintages([node for node in small if node.n >= 30]),
        *_insiders(small[: max(NODES // 5, 10)]),
        *_plain_tables(),
        *_replayed(),
        *_weaker(small),
    ]


def _count(what: str, found: int, of: int, unit: str, goal: str = "0") -> Row:
    return Row(what, found, unit, "", None, goal, f"of {of:,}")


def _released(nodes: Sequence[Association]) -> Iterator[Row]:
    broken = Broken()
    for node in nodes:
        read_out(publish(node), broken)
    name = f"{broken.nodes:,} associations of {SEEDS} networks, 4 points: "
    yield _count(f"{name}known by subtraction", broken.subtracted, broken.cells, "cells")
    yield _count(f"{name}known by linear programs", broken.exact, broken.cells, "cells")
    yield _count(f"{name}narrower than {_W}", broken.narrow, broken.cells, "cells")


def _whole(nodes: Sequence[Association]) -> Iterator[Row]:
    """Whole numbers, point by point: where they allow less than fractions do."""
    cells = narrow = 0
    for node in nodes:
        for release in publish(node)[:1]:
            knowledge = Knowledge([release])
            attack = Attack(max(knowledge.columns, 1), knowledge.rows)
            cells += len(knowledge.hidden)
            narrow += sum(attack.whole_width(one, _W) < _W for one in knowledge.hidden)
    name = f"{len(nodes)} associations, whole numbers"
    yield _count(f"{name}: narrower than {_W}", narrow, cells, "cells")


def _vintages(nodes: Sequence[Association]) -> Iterator[Row]:
    pairs = [
        (publish_twice(node, at), publish_every_change(node, at)) for at, node in enumerate(nodes)
    ]
    safe = sum(changes_of_learners(one, _K_DELTA) for one, _ in pairs if len(one) == 2)
    weak = [changes_of_learners(other, _K_DELTA) for _, other in pairs]
    yield _count("two vintages: known changes of 1 or 2 learners", safe, len(pairs), "cells")
    yield _count("the same, every change shown", sum(weak), len(pairs), "cells", "> 0")
    refused = sum(is_refused(other) for (_, other), n in zip(pairs, weak, strict=True) if n)
    undone = sum(n > 0 for n in weak)
    yield _count("those of them that the audit refuses", refused, undone, "pairs", "all")


def _insiders(nodes: Sequence[Association]) -> Iterator[Row]:
    tried = exact = 0
    for node in nodes:
        found = known_to_insiders(node, publish(node, ["exit"]))
        tried, exact = tried + found[0], exact + found[1]
    yield _count("insiders of one learner: know another cell", exact, tried, "insiders")


def _plain_tables() -> Iterator[Row]:
    """Random tables, where complements alone are not enough."""
    for loop, goal in ((True, "0"), (False, "> 0")):
        cells = narrow = 0
        for seed in range(NODES * 4):
            values = draw_values(seed, 3 + seed % 3, 3 + seed % 4)
            table = protect_table(values, keys(1, seed)[0], 5, loop=loop)
            if table is not None and table.hidden:
                attack, hidden = attack_of(table)
                cells += len(hidden)
                narrow += len(list(attack.conclude(hidden, _W)))
        name = "with the loop" if loop else "without the loop"
        yield _count(f"random tables {name}: narrower than {_W}", narrow, cells, "cells", goal)


def _replayed() -> Iterator[Row]:
    """The program run again; its goal is a share of the cells inside the tables."""
    for name, labels, known in (
        ("64 sampled keys", False, False),
        ("64 sampled keys, labels shown", True, False),
        ("no key at all", False, True),
    ):
        cells = unique = values = 0
        for seed in range(max(NODES // 6, 5)):
            key = bytes(32) if known else keys(1, 10_000 + seed)[0]
            drawn = draw_values(seed, 3 + seed % 2, 3 + seed % 3)
            table = protect_table(drawn, key, 3 + 2 * (seed % 2))
            if table is not None and table.hidden:
                tried = [key] if known else keys(64, seed)
                k = 3 + 2 * (seed % 2)
                left = replay(table, k, tried, labels=labels, tables=120, seed=seed)
                cells, unique = cells + left.cells, unique + left.unique
                values += left.values
        goal = "<= 1 %" if not (labels or known) else "more"
        share = 100 * unique / max(cells, 1)
        told = f"{values / max(cells, 1):.1f} values left on average, {cells} cells"
        yield Row(f"run again, {name}: one value left", share, "%", "", None, goal, told)


def _weaker(nodes: Sequence[Association]) -> Iterator[Row]:
    """Protectors that the same attacks undo, and what the audit says of them."""
    weaker: dict[str, Callable[[Association], list[Release]]] = {
        "only counts of 1 to 4 hidden": publish_small_hidden,
        "two hidden in each line": publish_two_a_line,
        "each point protected alone": publish_points_alone,
    }
    for name, protector in weaker.items():
        broken = Broken()
        hiding = refused = 0
        for node in nodes:
            releases = protector(node)
            undone = read_out(releases, broken)
            if _hides(releases):
                hiding += 1
                verdict = is_refused(releases)
                refused += verdict
                broken.refused += verdict and undone
        yield _count(f"{name}: known exactly", broken.exact, broken.cells, "cells", "> 0")
        yield _count(f"{name}: undone and refused", broken.refused, broken.undone, "nodes", "all")
        yield Row(
            f"{name}: refused, of all that hide a cell",
            100 * refused / max(hiding, 1), "%", "", None, ">= 95 %", f"{hiding} nodes",
        )  # fmt: skip


def _hides(releases: Sequence[Release]) -> bool:
    return any(
        cell.value is None for one in releases for table in one.tables for cell in table.cells
    )
