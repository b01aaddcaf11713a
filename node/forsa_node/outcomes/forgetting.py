"""Forgetting a learner: what goes, what must stay counted, and that it stays so.

Before the frame is frozen the row goes. Afterwards the learner is counted as unknown and nothing
personal is left. A mark under the node's key keeps a later import from bringing the row back.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from forsa.errors import NotFoundError, Reason
from forsa.outcomes.enrolment import KEY, STATUS, Status, no_rows, withdraw

from forsa_node.outcomes.keys import RegisterKey
from forsa_node.outcomes.reading_files import mark_of
from forsa_node.outcomes.school_year import SchoolYear
from forsa_node.outcomes.settled import changed_meanwhile, is_released, published_of, with_frame
from forsa_node.outcomes.store import RegisterStore
from forsa_node.reading import Stores, reading

_NAME_BYTES: Final = 12


class Meaning(StrEnum):
    """What forgetting a learner means for what is published."""

    ROW_GONE = "row_gone"
    """No frame yet, or a late entrant: the row goes, and nothing else knows of it."""
    UNKNOWN = "unknown"
    """In a frozen frame, nothing released: n stays, the learner counts as unknown."""
    RELEASED = "released"
    """Tables are out: they stay; the next vintage counts the learner as unknown."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done, or would be, in one school year."""

    school_year: str
    meaning: Meaning
    frame_n: int
    """The published enrolment, which stays; 0: none is."""

    def as_json(self) -> dict[str, str | int]:
        """For machines."""
        return {
            "school_year": self.school_year,
            "meaning": self.meaning.value,
            "frame_n": self.frame_n,
        }


def find_learner(
    stores: Stores, store: RegisterStore, key: str, school_year: str = ""
) -> list[Forgotten]:
    """Where a learner is, and what forgetting would mean there; nothing is changed.

    Args:
        stores: For what was published.
        store: The register.
        key: Of the learner, as the register has it.
        school_year: Only there; empty = in every year.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`: nobody has this key; the message does not repeat it.
    """
    found = []
    for name in [school_year] if school_year else store.years():
        published = published_of(stores, name)
        year = with_frame(store.require(name), published)
        meaning = _meaning(year, key, released=is_released(published, year))
        found += [] if meaning is None else [meaning]
    if not found:
        raise NotFoundError(
            "no learner of the register has this key; look at it with outcomes export-local",
            Reason.RECORD_UNKNOWN,
        )
    return found


def forget(folder: Path, store: RegisterStore, key: str, found: Collection[Forgotten]) -> None:
    """Forget the learner in these years; each is durable before the next one begins.

    Raises:
        ConflictError: since it was looked at, something was published of a year.
        QuotaError: `STORAGE_FULL`; the row of a year that is not done yet is there still.
    """
    for one in found:
        store.change(one.school_year, partial(_forgotten, folder, store, key, one))


def _forgotten(
    folder: Path, store: RegisterStore, key: str, shown: Forgotten, now: SchoolYear
) -> SchoolYear:
    with reading(folder) as stores:
        published = published_of(stores, now.school_year)
    year = with_frame(now, published)
    if _meaning(year, key, released=is_released(published, year)) != shown:
        raise changed_meanwhile(now.school_year)
    return without_learner(year, store.key, key)


def without_learner(year: SchoolYear, node_key: RegisterKey, key: str) -> SchoolYear:
    """A year without this learner, as its frame allows."""
    rows = year.rows()
    if year.frame is None:
        rows = rows.filter(rows[KEY] != key)
    else:
        rows = withdraw(rows, [key], [draw_name()])
    return without_traces(year.with_rows(rows), node_key, [key])


def draw_name() -> str:
    """A key that means nobody: what is left of a learner who withdraws."""
    return secrets.token_hex(_NAME_BYTES)


def without_traces(year: SchoolYear, node_key: RegisterKey, keys: Collection[str]) -> SchoolYear:
    """The year whose journal no longer names these learners, and whose imports leave them out."""
    secret = node_key.forgotten_key(year.school_year)
    marks = {mark_of(key.encode(), secret) for key in keys}
    corrections = tuple(one for one in year.corrections if one.learner_key not in keys)
    return replace(year, forgotten=year.forgotten | marks, corrections=corrections)


def _meaning(year: SchoolYear, key: str, *, released: bool) -> Forgotten | None:
    """What forgetting the learner would mean in a year; None: it has none of this key."""
    rows = year.rows() if year.rows_ipc else no_rows()
    status = rows.filter(rows[KEY] == key)[STATUS].to_list()
    if not status or status[0] == Status.WITHDRAWN.value:
        return None
    if year.frame is None or status[0] == Status.LATE.value:
        return Forgotten(year.school_year, Meaning.ROW_GONE, 0)
    meaning = Meaning.RELEASED if released else Meaning.UNKNOWN
    return Forgotten(year.school_year, meaning, year.frame.frame_n)
