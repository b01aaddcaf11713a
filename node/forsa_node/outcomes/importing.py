"""Importing a register: read, held against what is there, shown, and kept once somebody says yes.

What was shown is what is kept: where another command changed the year meanwhile, nothing is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from forsa.clock import Clock
from forsa.errors import ConflictError, Reason
from forsa.outcomes.enrolment import (
    KEY,
    Difference,
    Merged,
    Standing,
    frame_of,
    freeze,
    merge,
    no_rows,
)
from forsa.outcomes.register import (
    LearnerFinding,
    frame_finding,
    has_errors,
    parse_mapping,
    read_register,
)

from forsa_node.outcomes.forgetting import draw_name, without_traces
from forsa_node.outcomes.own_records import own_centres
from forsa_node.outcomes.reading_files import (
    MAX_FILE_BYTES,
    MAX_MAPPING_BYTES,
    mark_of,
    read_bytes,
    today_of,
)
from forsa_node.outcomes.school_year import Correction, Imported, SchoolYear
from forsa_node.outcomes.settled import is_released, published_of, with_frame
from forsa_node.outcomes.store import RegisterStore
from forsa_node.reading import Stores, reading

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, repr=False)
class Arrived:
    """A file as it was read; in memory alone."""

    rows: "pl.DataFrame"
    """The checked rows, of one school year or several."""
    findings: tuple[LearnerFinding, ...]
    fields: tuple[str, ...]
    """Those that the mapping fills."""
    dropped: tuple[str, ...]
    mapping_digest: str
    data: bytes
    """The file itself, for its mark."""

    @property
    def counts(self) -> dict[str, int]:
        """Code of a finding to how many lines have it; 0: it is about the file as a whole."""
        found = dict[str, int]()
        for one in self.findings:
            found[one.code.value] = found.get(one.code.value, 0) + one.count
        return found

    @property
    def is_clean(self) -> bool:
        """Whether nothing has to be corrected first."""
        return not has_errors(self.findings)


@dataclass(frozen=True, slots=True, repr=False)
class Planned:
    """What an import does to one school year."""

    year: SchoolYear
    """As it is before, with the frame that was published."""
    standing: Standing
    merged: Merged
    mismatch: LearnerFinding | None
    """Whether the frame would have another number of learners than was published."""
    back_again: int
    """Rows of the file that are left out: their learners were forgotten or have withdrawn."""

    @property
    def difference(self) -> Difference:
        """What becomes other."""
        return self.merged.difference


def read_file(
    stores: Stores, store: RegisterStore, file: Path, mapping: Path, clock: Clock
) -> Arrived:
    """Read a register through a mapping; what is wrong with either is in the findings.

    Args:
        stores: For the centres of this member.
        store: For the node's key: marks of persons are made at the door.
        file: The register.
        mapping: How its columns become fields.
        clock: For the day it is judged on.

    Raises:
        TooLargeError: a file is too long.
        ConflictError: this member has no centres on the roster.
        OSError: a file cannot be read.
    """
    centres = own_centres(stores)
    mapping_data = read_bytes(mapping, MAX_MAPPING_BYTES)
    parsed = parse_mapping(mapping_data)
    digest = sha256(mapping_data).hexdigest()
    if parsed.mapping is None:
        return Arrived(no_rows(), parsed.findings, (), (), digest, b"")
    data = read_bytes(file, MAX_FILE_BYTES)
    read = read_register(
        data,
        parsed.mapping,
        centres=centres,
        node_key=store.key.node_key,
        today=today_of(clock.now_ms()),
    )
    findings = (*parsed.findings, *read.findings)
    fields = tuple(parsed.mapping.rules)
    return Arrived(read.rows, findings, fields, read.dropped, digest, data)


def plan_import(
    stores: Stores, store: RegisterStore, arrived: Arrived, *, withdraws_missing: bool
) -> list[Planned]:
    """What keeping a file would do, year by year; nothing is written."""
    years = sorted(arrived.rows["school_year"].unique())
    return [
        _planned(stores, store, arrived, one, store.load(one), withdraws_missing) for one in years
    ]


def keep_import(
    folder: Path,
    store: RegisterStore,
    arrived: Arrived,
    plans: Sequence[Planned],
    by: str,
    now_ms: int,
) -> None:
    """Keep what was shown; each year is durable before the next one begins.

    Raises:
        ConflictError: another command changed a year, or published of it, since it was shown.
        QuotaError: `STORAGE_FULL`; what was there is there.
    """
    for plan in plans:
        school_year = plan.year.school_year
        store.change(school_year, partial(_kept, folder, store, arrived, plan, by, now_ms))


def _planned(
    stores: Stores,
    store: RegisterStore,
    arrived: Arrived,
    school_year: str,
    now: SchoolYear | None,
    withdraws_missing: bool,
) -> Planned:
    published = published_of(stores, school_year)
    year = with_frame(now or SchoolYear(school_year, b""), published)
    standing = Standing(
        is_frozen=year.frame is not None,
        is_released=is_released(published, year),
        withdraws_missing=withdraws_missing,
    )
    merged, back_again = _merged(store, year, arrived, standing)
    frame = year.frame
    counted = frame_of(merged.rows)
    mismatch = None if frame is None else frame_finding(counted, school_year, frame.frame_n)
    return Planned(year, standing, merged, mismatch, back_again)


def _kept(
    folder: Path,
    store: RegisterStore,
    arrived: Arrived,
    shown: Planned,
    by: str,
    now_ms: int,
    now: SchoolYear,
) -> SchoolYear:
    with reading(folder) as stores:
        withdraws = shown.standing.withdraws_missing
        plan = _planned(stores, store, arrived, now.school_year, now, withdraws)
    if (plan.standing, plan.difference) != (shown.standing, shown.difference):
        raise ConflictError(
            f"another command changed the register of {now.school_year} meanwhile; import again",
            Reason.KIND_PRECONDITION,
        )
    year, before = plan.year, plan.year.imported
    source = mark_of(arrived.data, store.key.source_key(year.school_year))
    if plan.difference.is_none and before is not None and before.source_digest == source:
        return year
    imported = Imported(
        at_ms=now_ms,
        by=by,
        mapping_digest=arrived.mapping_digest,
        source_digest=source,
        findings=arrived.counts,
        dropped=arrived.dropped,
    )
    corrections = tuple(
        Correction(now_ms, by, one.learner_key, one.field, one.before, one.after)
        for one in plan.merged.corrections
    )
    kept = replace(year, imported=imported, corrections=(*year.corrections, *corrections))
    kept = kept.with_rows(plan.merged.rows)
    if not plan.standing.is_frozen or not year.rows_ipc:
        return kept
    return without_traces(kept, store.key, set(year.rows()[KEY]) - set(plan.merged.rows[KEY]))


def _merged(
    store: RegisterStore, year: SchoolYear, arrived: Arrived, standing: Standing
) -> tuple[Merged, int]:
    """The rows of a year after the import, and how many of the file's stay out.

    Where the enrolment was published and the register of it is gone, the file makes the frame anew.
    """
    before = year.rows() if year.rows_ipc else no_rows()
    read = arrived.rows.filter(arrived.rows["school_year"] == year.school_year)
    welcome = _welcome(store, year, read)
    names = [draw_name() for _ in range(before.height)]
    back_again = read.height - welcome.height
    if before.height or year.frame is None:
        return merge(before, welcome, arrived.fields, standing, names), back_again
    anew = merge(before, welcome, arrived.fields, replace(standing, is_frozen=False))
    rows = freeze(anew.rows, date.fromisoformat(year.frame.frozen_on))
    in_frame = frame_of(rows).height
    difference = replace(anew.difference, added=in_frame, late=rows.height - in_frame)
    return Merged(rows, difference, ()), back_again


def _welcome(store: RegisterStore, year: SchoolYear, read: "pl.DataFrame") -> "pl.DataFrame":
    """The rows without learners who are to stay forgotten."""
    if not year.forgotten:
        return read
    key = store.key.forgotten_key(year.school_year)
    return read.filter([mark_of(one.encode(), key) not in year.forgotten for one in read[KEY]])
