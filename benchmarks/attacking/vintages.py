"""Two vintages of one point: whether their difference is a learner."""

from dataclasses import replace

import polars as pl
from forsa.codelists import codes
from forsa.outcomes.tables import Cell, CellState, Release, Vintage
from forsa.outcomes.tabulating import TableCounts
from forsa.testing.learners import Association
from forsa.testing.lots import Lots

from benchmarks.attacking.knowledge import Hidden, Knowledge
from benchmarks.attacking.publishing import counts_of, header_of, publish, revise
from benchmarks.attacking.solving import Attack


def publish_twice(node: Association, seed: int) -> list[Release]:
    """A provisional vintage, a few learners recoded, and the final one."""
    released = publish(node, ["exit"])
    if released:
        revise(recoded(node, seed), "exit", released, Vintage.FINAL)
    return released


def publish_every_change(node: Association, seed: int) -> list[Release]:
    """The weaker rule: the final vintage shows whatever is true then."""
    (first,) = publish(node, ["exit"])
    again = recoded(node, seed)
    _, counts = counts_of(again, header_of(again, "exit", [first], Vintage.FINAL))
    tables = tuple(
        replace(table, cells=tuple(_now(cell, counts[table.axes]) for cell in table.cells))
        for table in first.tables
    )
    return [first, replace(first, tables=tables, vintage=Vintage.FINAL)]


def _now(cell: Cell, counts: TableCounts) -> Cell:
    if cell.value is None:
        return cell
    return Cell(cell.at, CellState.SHOWN if counts[cell.at] else CellState.ZERO, counts[cell.at])


def recoded(node: Association, seed: int) -> Association:
    """The same learners, of whom up to eight have another outcome now."""
    lots = Lots("recoded", seed)
    outcomes = node.learners["outcome_exit"].to_list()
    known = codes("outcome")
    several = int(lots.below("several", 9, 1)[0])
    places = lots.below("who", len(outcomes), several)
    for place, code in zip(places, lots.below("what", len(known), several), strict=True):
        outcomes[place] = known[code]
    return replace(node, learners=node.learners.with_columns(pl.Series("outcome_exit", outcomes)))


def changes_of_learners(releases: list[Release], k_delta: int) -> int:
    """The cells whose change is known, and is that of fewer than `k_delta` learners."""
    first, then = releases
    found = 0
    knowledge = Knowledge(releases)
    attack = Attack(knowledge.columns, knowledge.rows)
    for one, other in zip(first.tables, then.tables, strict=True):
        for old, new in zip(one.cells, other.cells, strict=True):
            if old.value is not None and new.value is not None:
                found += 0 < abs(new.value - old.value) < k_delta
            elif new.state is CellState.CONFIDENTIAL:
                cells = [
                    knowledge.of(
                        Hidden((at, one.id, old.at), knowledge.covered(at, one.axes, old.at))
                    )
                    for at in (0, 1)
                ]
                least, most = attack.difference(*cells)
                found += least == most and 0 < abs(least) < k_delta
    return found
