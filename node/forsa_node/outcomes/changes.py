"""What a final release changes of what its point showed before: two people answer for it."""

from dataclasses import dataclass
from pathlib import Path

from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.tables import Release

from forsa_node.outcomes.earlier import earlier_releases
from forsa_node.outcomes.prepared import Prepared
from forsa_node.outcomes.store import RegisterStore
from forsa_node.reading import reading


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that everybody could read, and reads with another number now."""

    key: CellKey
    before: int
    after: int


def changes(before: Release, after: Release) -> tuple[Change, ...]:
    """The shown cells whose number is another one; each once, in however many tables it stands.

    A cell may change in one table and stand in another, which is held at its provisional numbers.

    Args:
        before: The provisional release of a point.
        after: Its final one: of the same tables, and hidden where the first is.
    """
    old = {(table.id, cell.at): cell.value for table in before.tables for cell in table.cells}
    found = {}
    for table in after.tables:
        for cell in table.cells:
            was = old.get((table.id, cell.at))
            if was is not None and cell.value is not None and was != cell.value:
                key = cell_key(table.axes, cell.at)
                found[key] = Change(key, was, cell.value)
    return tuple(found.values())


def replaced(folder: Path, prepared: Prepared) -> Release | None:
    """The provisional release that a prepared one is to replace; None: it is the first.

    Raises:
        ConflictError: `KIND_OUTCOME_VINTAGE_CLOSED`: a release of the year was erased.
    """
    if not prepared.parent:
        return None
    year = RegisterStore.open(folder).require(prepared.school_year)
    with reading(folder) as stores:
        found = {one.record_id: one.release for one in earlier_releases(stores, year)}
    return found.get(prepared.parent)
