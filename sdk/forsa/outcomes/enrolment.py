"""Who is in the frame, and what may still change of a learner: rules over the rows of one year.

Laws: once frozen the number of learners in the frame never moves; a learner who withdrew is counted
as `unknown`, and nothing else of it is left; after the first release only outcomes change.

Rows are those of `forsa.outcomes.register.fields.schema`, with `frame_status` behind; they are in
the order of their keys, so that equal registers are equal values.

Source: docs/privacy.md.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from forsa.outcomes.register.fields import columns, points, schema

if TYPE_CHECKING:
    import polars as pl

KEY: Final = "learner_key"
STATUS: Final = "frame_status"
UNKNOWN: Final = "unknown"

CLASSIFICATIONS: Final = (
    "centre",
    "sex",
    "birth_year",
    "age",
    "age_band",
    "milieu",
    "region",
    "entry_level",
    "strand",
    "trade",
)
"""What the first release of a frame freezes."""

_KEPT_OF_THE_WITHDRAWN: Final = frozenset({"school_year", *CLASSIFICATIONS} - {"birth_year", "age"})
"""Without these the published counts of groups would move."""

_FOLLOWS_AGE: Final = ("birth_year", "age", "age_band")


class Status(StrEnum):
    """Where a learner stands to the frame."""

    IN_FRAME = "in_frame"
    LATE = "late"
    """Entered after the frame was frozen: belongs to the next one."""
    WITHDRAWN = "withdrawn"
    """Left after the frame was frozen: counted as unknown, with nothing personal left."""


@dataclass(frozen=True, slots=True, repr=False)
class Change:
    """One value of one learner that is another now. It never prints itself."""

    learner_key: str
    field: str
    before: str
    """Empty: there was none."""
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import does to a year, in numbers of learners."""

    before: int
    after: int
    added: int
    """New ones that are in the frame, or will be."""
    late: int
    """New ones that entered too late for the frozen frame."""
    removed: int
    """Of before, gone now."""
    missing: int
    """Of before, not in the file, and kept since the frame is frozen."""
    withdrawn: int
    """Of before, not in the file, and withdrawn by this import."""
    changed: int
    fields: Mapping[str, int]
    """Field to how many learners have another value in it."""
    held: Mapping[str, int]
    """Field to how many learners have another value in the file that a release has frozen."""

    @property
    def is_none(self) -> bool:
        """Whether all stays as it is."""
        return not (self.added or self.late or self.removed or self.withdrawn or self.changed)


@dataclass(frozen=True, slots=True, repr=False)
class Merged:
    """The rows after an import, and what it does."""

    rows: "pl.DataFrame"
    difference: Difference
    corrections: tuple[Change, ...]
    """What was said before and is said otherwise now, of a frozen frame."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a year is; it decides what an import may do."""

    is_frozen: bool
    """Whether the enrolment was published."""
    is_released: bool
    """Whether tables of the frame were."""
    withdraws_missing: bool = False
    """Whether learners of the frame that the file has not are withdrawn; else they are kept."""


def no_rows() -> "pl.DataFrame":
    """The register of a year before its first import."""
    import polars as pl

    return pl.DataFrame(schema={**schema(), STATUS: pl.String()})


def frame_of(rows: "pl.DataFrame") -> "pl.DataFrame":
    """The learners that are counted: those of the frame, and those who left it since."""
    return rows.filter(rows[STATUS] != Status.LATE.value)


def freeze(rows: "pl.DataFrame", frozen_on: date) -> "pl.DataFrame":
    """The rows of a frame that is frozen on this day: who entered later is late.

    A learner without an entry date is in it. Who withdrew after an earlier freezing stays counted.
    """
    import polars as pl

    is_late = (pl.col("entry_date") > frozen_on).fill_null(value=False)
    status = (
        pl.when(pl.col(STATUS) == Status.WITHDRAWN.value)
        .then(pl.col(STATUS))
        .when(is_late)
        .then(pl.lit(Status.LATE.value))
        .otherwise(pl.lit(Status.IN_FRAME.value))
    )
    return rows.with_columns(status.alias(STATUS))


def filled(rows: "pl.DataFrame") -> Mapping[str, int]:
    """Observation point to how many learners of the frame have an outcome there."""
    frame = frame_of(rows)
    return {point: frame.height - frame[f"outcome_{point}"].null_count() for point in points()}


def merge(
    before: "pl.DataFrame",
    read: "pl.DataFrame",
    fields: Collection[str],
    standing: Standing,
    names: Sequence[str] = (),
) -> Merged:
    """What the register of a year is after an import.

    A field that the mapping does not fill stays, for learners who are there, as it was. Before the
    frame is frozen the file says who is in the register; afterwards it only adds late learners.

    Args:
        before: The rows there are, of one school year; each key once.
        read: The checked rows of the file, of the same year, each key once; no `frame_status`.
        fields: Those that the mapping fills.
        standing: How far the year is.
        names: Opaque keys for learners who are withdrawn, at least one for each row of `before`,
            if any may be.
    """
    import polars as pl

    new = read.join(before, on=KEY, how="anti")
    old = before.join(read, on=KEY, how="anti")
    met = before.join(read, on=KEY, how="semi").sort(KEY)
    theirs = read.join(before, on=KEY, how="semi").sort(KEY)
    updated, held = _updated(met, theirs, _kept_columns(fields), standing)
    changes = _changes(met, updated)
    status = Status.LATE if standing.is_frozen else Status.IN_FRAME
    added = new.with_columns(pl.lit(status.value, pl.String()).alias(STATUS))
    staying, withdrawn = _staying(old, standing, names)
    rows = pl.concat([updated, added.select(before.columns), staying]).sort(KEY)
    difference = Difference(
        before=before.height,
        after=rows.height,
        added=0 if standing.is_frozen else new.height,
        late=new.height if standing.is_frozen else 0,
        removed=old.height - staying.height,
        missing=_count(staying, Status.IN_FRAME),
        withdrawn=withdrawn,
        changed=len({key for of in changes.values() for key, _, _ in of}),
        fields={name: len(of) for name, of in changes.items()},
        held=held,
    )
    return Merged(rows, difference, _corrections(changes) if standing.is_frozen else ())


def withdraw(rows: "pl.DataFrame", keys: Collection[str], names: Sequence[str]) -> "pl.DataFrame":
    """Let learners of the frame go: counted as unknown from now on, with nothing personal left.

    Who is late, and so is not counted, leaves the rows.

    Args:
        rows: Of a frozen year.
        keys: Theirs.
        names: Opaque keys to stand for them, at least as many.
    """
    import polars as pl

    is_meant = pl.col(KEY).is_in(list(keys))
    rows = rows.filter(~(is_meant & (pl.col(STATUS) == Status.LATE.value)))
    gone = rows.filter(is_meant)
    erased = gone.with_columns(
        *(
            pl.lit(None, dtype).alias(name)
            for name, dtype in schema().items()
            if name not in _KEPT_OF_THE_WITHDRAWN
        )
    ).with_columns(
        pl.Series(KEY, names[: gone.height], pl.String()),
        pl.lit(Status.WITHDRAWN.value).alias(STATUS),
        *(pl.lit(UNKNOWN).alias(f"outcome_{point}") for point in points()),
    )
    return pl.concat([rows.filter(~is_meant), erased.select(rows.columns)]).sort(KEY)


def _kept_columns(fields: Collection[str]) -> frozenset[str]:
    """The columns that a mapping leaves alone; the three of age go together."""
    told = set(fields) | ({*_FOLLOWS_AGE} if {"birth_year", "age"} & set(fields) else set())
    return frozenset(columns()) - told


def _updated(
    met: "pl.DataFrame", theirs: "pl.DataFrame", kept: Collection[str], standing: Standing
) -> tuple["pl.DataFrame", dict[str, int]]:
    """The rows of learners who were there, as the file has them; and what it may not change."""
    counted = met[STATUS] == Status.IN_FRAME.value
    held, values = dict[str, int](), []
    for name in columns():
        value = met[name] if name in kept else theirs[name]
        if standing.is_released and name in CLASSIFICATIONS:
            refused = int((counted & value.ne_missing(met[name])).sum())
            held |= {name: refused} if refused else {}
            value = met[name].zip_with(counted, value)
        values.append(value.alias(name))
    return theirs.with_columns(values).with_columns(met[STATUS]).select(met.columns), held


_Changes = dict[str, list[tuple[str, str, str]]]


def _changes(met: "pl.DataFrame", updated: "pl.DataFrame") -> _Changes:
    """Field to the learners in whom it is another: key, before, after."""
    found: _Changes = {}
    for name in columns():
        differs = met[name].ne_missing(updated[name])
        if differs.any():
            parts = (met[KEY], met[name], updated[name])
            rows = zip(*(one.filter(differs) for one in parts), strict=True)
            found[name] = [(key, _text(was), _text(now)) for key, was, now in rows]
    return found


def _corrections(changes: _Changes) -> tuple[Change, ...]:
    """What was said otherwise before; an outcome that had not been said is none."""
    return tuple(
        Change(key, name, was, now)
        for name, of in changes.items()
        for key, was, now in of
        if was or not name.startswith(("outcome_", "observed_", "source_"))
    )


def _staying(
    old: "pl.DataFrame", standing: Standing, names: Sequence[str]
) -> tuple["pl.DataFrame", int]:
    """Those of the learners the file has not who stay in the register; and how many withdrew."""
    if not standing.is_frozen:
        return old.clear(), 0
    if not standing.withdraws_missing:
        return old, 0
    leaving = old.filter(old[STATUS] != Status.WITHDRAWN.value)
    stays = withdraw(old, leaving[KEY].to_list(), names)
    return stays, _count(leaving, Status.IN_FRAME)


def _count(rows: "pl.DataFrame", status: Status) -> int:
    """How many learners have this status."""
    return int((rows[STATUS] == status.value).sum())


def _text(value: object) -> str:
    return "" if value is None else str(value)
