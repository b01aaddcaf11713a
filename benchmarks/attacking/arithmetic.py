"""Subtraction, as anybody does it with a sheet of paper: a total less all parts but one."""

from collections.abc import Iterator, Sequence

from forsa.outcomes.tables import CellState, Release

from benchmarks.attacking.knowledge import Address, Knowledge

Line = tuple[bytes, tuple[bytes, ...]]
"""A total and its parts, each called by the learners that it counts."""


def subtract(releases: Sequence[Release], knowledge: Knowledge) -> dict[Address, int]:
    """The hidden cells whose value follows step by step from shown ones."""
    values: dict[bytes, int] = {}
    places: dict[bytes, Address] = {}
    lines: set[Line] = set()
    for at, release in enumerate(releases):
        for table in release.tables:
            if {cell.state for cell in table.cells} & {CellState.NOT_COLLECTED, CellState.HELD}:
                continue
            names = {
                cell.at: knowledge.covered(at, table.axes, cell.at).tobytes()
                for cell in table.cells
            }
            for cell in table.cells:
                if cell.value is not None:
                    values[names[cell.at]] = cell.value
                else:
                    places.setdefault(names[cell.at], (at, table.id, cell.at))
            lines.update(_lines(table.axes, release, names))
    while _step(lines, values):
        pass
    return {place: values[name] for name, place in places.items() if name in values}


def _lines(
    axes: Sequence[str], release: Release, names: dict[tuple[str, ...], bytes]
) -> Iterator[Line]:
    for at, name in names.items():
        for place, axis in enumerate(axes):
            if at[place] == "total":
                parts = ((*at[:place], code, *at[place + 1 :]) for code in release.axes[axis])
                yield name, tuple(names[part] for part in parts)


def _step(lines: set[Line], values: dict[bytes, int]) -> bool:
    """Solve every line that has one unknown, or whose unknown parts must all be 0."""
    before = len(values)
    for total, parts in lines:
        unknown = [part for part in parts if part not in values]
        known = sum(values[part] for part in parts if part in values)
        if total not in values:
            if not unknown:
                values[total] = known
        elif len(unknown) == 1 or (unknown and values[total] == known):
            values |= dict.fromkeys(unknown, values[total] - known)
    return len(values) > before
