"""The check of an accept proof once more, slowly, from docs/privacy.md: every atom by its name.

It shares no code with `forsa.outcomes.verify` but the values of tables and the code lists.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product
from typing import Any

from forsa.outcomes.axes import BENIGN, OUTCOMES, TOTAL, closed_axes, coarsen
from forsa.outcomes.tables import Cell, CellState, Release, Table

Atom = tuple[tuple[str, str], ...]
Counts = dict[Atom, int]
Covers = frozenset[Atom]

FINE = closed_axes()["outcome7"].codes


def holds(releases: Sequence[Release], proof: bytes) -> bool:
    """Whether the proof shows everything."""
    try:
        return _Naive(releases, json.loads(proof)).holds()
    except (KeyError, IndexError, ValueError, StopIteration):
        return False


class _Naive:
    def __init__(self, releases: Sequence[Release], said: Mapping[str, Any]) -> None:
        self.releases = releases
        self.said = said
        self.left = {
            name: list(said[name]) for name in ("spread", "groups", "derived", "revisions")
        }
        spoken = [[one for one in r.tables if not _is_missing(one)] for r in releases]
        self.tables = spoken
        self.groups = sorted(
            {a for tables in spoken for t in tables for a in t.axes} - set(OUTCOMES)
        )
        self.codes = {axis: codes for r in releases for axis, codes in r.axes.items()}
        names = [[(axis, code) for code in self.codes[axis]] for axis in self.groups]
        ends = [("outcome7", code) for code in FINE]
        self.atoms: list[Atom] = [tuple(one) for one in product(*names, ends)]
        self.worlds = [self._world(at) for at in range(len(said["tables"]))]

    def holds(self) -> bool:
        digests = [*self.said["history"], self.said["release"]]
        return (
            digests == [one.digest.hex() for one in self.releases]
            and all(self._is_a_world(*world) for world in self.worlds)
            and all(self._release_holds(at) for at in range(len(self.releases)))
            and not any(self.left.values())
        )

    def _dense(self, flat: Sequence[int]) -> Counts:
        counts, at = {}, -1
        for gap, more in zip(flat[::2], flat[1::2], strict=True):
            at += gap + 1
            counts[self.atoms[at]] = more
        return counts

    def _world(self, number: int) -> tuple[list[Counts], dict[int, Counts], list[Counts]]:
        """Learners by release, additions, and all that may not be negative."""
        raw = [self._dense(flat) for flat in self.said["tables"][number]]
        if number:
            base = [self._dense(flat) for flat in self.said["tables"][0]]
            raw = [_sum(a, b) for a, b in zip(raw, base, strict=True)]
        learners: list[Counts] = []
        added: dict[int, Counts] = {}
        signed = list(raw)
        for at, release in enumerate(self.releases):
            first = self._first(at)
            one = raw.pop(0)
            if first == at:
                learners.append(one)
                continue
            taken = raw.pop(0)
            added[at] = one
            kept = _sum(learners[first], {atom: -n for atom, n in taken.items()})
            signed.append(kept)
            learners.append(_sum(kept, one))
            assert release.observation_point == self.releases[first].observation_point
        if raw:
            raise ValueError
        return learners, added, signed

    def _first(self, at: int) -> int:
        return next(
            one
            for one in range(len(self.releases))
            if self.releases[one].observation_point == self.releases[at].observation_point
        )

    def _is_a_world(
        self, learners: list[Counts], _: dict[int, Counts], signed: list[Counts]
    ) -> bool:
        people = [
            {
                g: sum(n for atom, n in one.items() if atom[:-1] == g)
                for g in {a[:-1] for a in self.atoms}
            }
            for one in learners
        ]
        return all(n >= 0 for one in signed for n in one.values()) and all(
            one == people[0] for one in people
        )

    @cache  # noqa: B019  # lives as long as one proof
    def _covers(self, axes: tuple[str, ...], at: tuple[str, ...]) -> Covers:
        return frozenset(
            atom
            for atom in self.atoms
            if all(
                code == TOTAL or _code(dict(atom), axis) == code
                for axis, code in zip(axes, at, strict=True)
            )
        )

    def _count(self, world: int, release: int, covers: Covers) -> int:
        return sum(self.worlds[world][0][release].get(atom, 0) for atom in covers)

    def _next(self, name: str) -> int:
        chosen: int = self.left[name].pop(0)
        if not 0 <= chosen < len(self.worlds):
            raise IndexError
        return chosen

    def _release_holds(self, at: int) -> bool:
        return all(
            self._table_holds(at, table) for table in self.tables[at]
        ) and self._derived_holds(at)

    def _table_holds(self, at: int, table: Table) -> bool:
        for cell in table.cells:
            covers = self._covers(table.axes, cell.at)
            if _tells(table, cell):
                if any(self._count(w, at, covers) != cell.value for w in range(len(self.worlds))):
                    return False
            elif cell.state is CellState.HELD and self._is_told(at, covers):
                continue
            elif self._is_new("spread", at, table.axes, cell.at):
                one, other = (self._count(self._next("spread"), at, covers) for _ in "ab")
                if abs(one - other) < self.releases[at].theta.w:
                    return False
        return self._groups_hold(at, table) and self._revisions_hold(at, table)

    def _is_told(self, at: int, covers: Covers) -> bool:
        """Whether cells of a table that does not wait add up to a held cell."""
        for table in self.tables[at]:
            if any(c.state is CellState.HELD for c in table.cells) or not set(table.axes) & set(
                OUTCOMES
            ):
                continue
            parts = [self._covers(table.axes, c.at) for c in table.cells if TOTAL not in c.at]
            if frozenset().union(*(part for part in parts if part <= covers)) == covers:
                return True
        return False

    def _is_new(self, name: str, at: int, axes: tuple[str, ...], address: tuple[str, ...]) -> bool:
        seen: set[tuple[str, int, int, Covers]] = self.__dict__.setdefault("seen", set())
        outcome = any(a in OUTCOMES and c != TOTAL for a, c in zip(axes, address, strict=True))
        width = self.releases[at].theta.w
        one = (name, width, at if outcome else -1, self._covers(axes, address))
        new = one not in seen
        seen.add(one)
        return new

    def _groups_hold(self, at: int, table: Table) -> bool:
        theta = self.releases[at].theta
        if not table.axes or table.axes[-1] not in OUTCOMES:
            return True
        values = {c.at: c.value for c in table.cells if _tells(table, c)}
        groups = [(c.at[:-1], values.get(c.at) or 0) for c in table.cells if c.at[-1] == TOTAL]
        own = [(table.axes, code) for code in closed_axes()[table.axes[-1]].codes]
        merged = [((*table.axes[:-1], "outcome4"), code) for code in ("vocational", "rest")]
        for some in (own, merged if table.axes[-1] == "outcome7" else []):
            for group, size in groups:
                for axes, code in some:
                    if size == 0 or (code in BENIGN and size >= 2 * theta.m_min):
                        continue
                    covers = self._covers(axes, (*group, code))
                    if self._count(0, at, covers) < size - theta.k_star:
                        continue
                    if self._count(self._next("groups"), at, covers) >= size - theta.k_star:
                        return False
        return True

    def _revisions_hold(self, at: int, table: Table) -> bool:
        first = self._first(at)
        old = {
            c.at: c.value
            for t in self.releases[first].tables
            if t.axes == table.axes
            for c in t.cells
            if _tells(t, c)
        }
        due: list[tuple[str, ...]] = []
        for cell in table.cells:
            if _tells(table, cell) and cell.at in old and old[cell.at] != cell.value:
                due += [one for one in (cell.at, (*cell.at[:-1], TOTAL)) if one not in due]
        for address in due:
            covers = self._covers(table.axes, address)
            chosen = [self.worlds[self._next("revisions")][1][at] for _ in "ab"]
            one, other = (sum(world.get(atom, 0) for atom in covers) for world in chosen)
            if abs(one - other) < self.releases[at].theta.k_delta:
                return False
        return True

    def _derived_holds(self, at: int) -> bool:
        own = {self._covers(t.axes, c.at) for t in self.tables[at] for c in t.cells}
        for axes in _crossings(self.tables[at]):
            codes = {**self.codes, **{one: closed_axes()[one].codes for one in OUTCOMES}}
            for address in sorted(product(*((*codes[axis], TOTAL) for axis in axes))):
                covers = self._covers(axes, address)
                count = self._count(0, at, covers)
                if not 1 <= count < self.releases[at].theta.k or covers in own:
                    continue
                due = self._is_new("derived", at, axes, address)
                if due and self._count(self._next("derived"), at, covers) == count:
                    return False
        return True


def _crossings(tables: Sequence[Table]) -> Iterator[tuple[str, ...]]:
    for one, other in combinations(tables, 2):
        both = {*one.axes, *other.axes}
        groups = sorted(axis for axis in both if axis not in OUTCOMES)
        outcomes = [axis for axis in OUTCOMES if axis in both]
        yield from ((*groups, outcome) for outcome in outcomes)
        if not outcomes:
            yield tuple(groups)


def _is_missing(table: Table) -> bool:
    return all(cell.state is CellState.NOT_COLLECTED for cell in table.cells)


def _tells(table: Table, cell: Cell) -> bool:
    """Whether a cell says what is so in its own release."""
    if cell.value is None:
        return False
    waits = any(one.state is CellState.HELD for one in table.cells)
    if not waits or table.axes[-1] not in OUTCOMES or cell.at[-1] == TOTAL:
        return True
    group = next(one for one in table.cells if one.at == (*cell.at[:-1], TOTAL))
    return group.value == 0


def _code(atom: Mapping[str, str], axis: str) -> str:
    return coarsen(atom["outcome7"], "outcome7", axis) if axis in OUTCOMES else atom[axis]


def _sum(one: Counts, other: Counts) -> Counts:
    return {atom: one.get(atom, 0) + other.get(atom, 0) for atom in {*one, *other}}
