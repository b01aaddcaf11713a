"""The roster as a stored log has it."""

from dataclasses import replace
from typing import Final

from forsa.library.roster import KINDS, Roster
from forsa.log_store.reading import LogReader

_PAGE: Final = 256


def follow_roster(log: LogReader, known: Roster) -> Roster:
    """The roster with what was logged since `known`, a part of the same log.

    What other kinds were logged meanwhile is passed over once: it is not searched again.
    """
    size = log.head().size
    while True:
        page = log.records_of(KINDS, start=known.size, limit=_PAGE)
        bodies = log.bodies(page)
        for entry in log.entries_at(page):
            body = bodies.get(entry.index)
            known = known.after(entry.index, entry.record(), body.data if body else None)
        if len(page) < _PAGE:
            return replace(known, size=max(known.size, size))
