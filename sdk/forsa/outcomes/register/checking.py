"""What must hold of a row and between rows, and what follows from it: bands, windows, defaults.

Source: docs/privacy.md, "The register".
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from forsa.codelists import rows as codelist
from forsa.outcomes.register.applied import Applied
from forsa.outcomes.register.fields import MAX_KEY_CHARS, REQUIRED, columns, points
from forsa.outcomes.register.findings import Code, Level
from forsa.outcomes.register.mapping import RegisterMapping, RowNumber
from forsa.outcomes.register.values import OLDEST

if TYPE_CHECKING:
    import polars as pl

WINDOW_DAYS: Final = 45
"""How far from its point an outcome may be observed."""
WORKING_AGE: Final = 15
OLDEST_LEARNER: Final = 99
_UNKNOWN_AGE: Final = "a_unk"
_MASSAR: Final = r"(?i)^[a-z][ .\-]?[0-9]{9}$"
_CARD: Final = r"(?i)^[a-z]{1,2}[ .\-]?[0-9]{5,7}$"
_NAME: Final = r"^\p{L}{2,}(?:[ '’\-]+\p{L}{2,})+$"


def check_rows(
    applied: Applied, mapping: RegisterMapping, centres: Mapping[str, str], today: date
) -> "pl.DataFrame":
    """Note all that is wrong, and return the rows that are right, with the columns of the schema.

    Args:
        applied: The fields as the mapping makes them.
        mapping: Which fields it fills in.
        centres: Code of each of the member's centres to its region.
        today: The date of the import: nothing has been observed after it.
    """
    _check_required(applied)
    _check_keys(applied, mapping)
    _check_dates(applied, today)
    _add_age_band(applied, mapping)
    _check_outcomes(applied, today)
    _count_as_unknown(applied)
    _default_region(applied, centres)
    return _right_rows(applied)


def _right_rows(applied: Applied) -> "pl.DataFrame":
    rows = applied.rows.select(columns())
    if not applied.bad:
        return rows
    import polars as pl

    bad = pl.DataFrame([one.alias(str(at)) for at, one in enumerate(applied.bad)])
    return rows.filter(~bad.select(pl.any_horizontal(pl.all())).to_series())


def _check_required(applied: Applied) -> None:
    for name in REQUIRED:
        empty = applied.rows[name].is_null()
        told = applied.told(name)
        applied.note(empty & ~told, Code.MISSING_FIELD, "missing", name)


# --- keys -----------------------------------------------------------------------------------------


def _check_keys(applied: Applied, mapping: RegisterMapping) -> None:
    rule = mapping.rules["learner_key"]
    keys = applied.rows["learner_key"]
    if isinstance(rule, RowNumber):
        applied.notes.add(
            Code.KEY_NOT_STABLE, "key.row_number", level=Level.WARNING, place="learner_key"
        )
    for rule_id, pattern, level in (
        ("key.massar", _MASSAR, Level.ERROR),
        ("key.name", _NAME, Level.ERROR),
        ("key.card", _CARD, Level.WARNING),
    ):
        applied.note(keys.str.contains(pattern), Code.KEY_NOT_OPAQUE, rule_id, "learner_key", level)
    long = keys.str.len_chars() > MAX_KEY_CHARS
    applied.note(long, Code.KEY_NOT_OPAQUE, "key.long", "learner_key", limit=MAX_KEY_CHARS)
    odd = keys.str.contains(r"[\p{C}\p{Zl}\p{Zp}]")
    applied.note(odd, Code.KEY_NOT_OPAQUE, "key.controls", "learner_key")
    twice = _is_twice(applied, "learner_key")
    applied.note(twice, Code.DUPLICATE_KEY, "key.twice", "learner_key")
    same = _is_twice(applied, "dedup_tag")
    applied.note(same, Code.DUPLICATE_PERSON, "person.twice", "dedup_tag", Level.WARNING)


def _is_twice(applied: Applied, name: str) -> "pl.Series":
    pair = applied.rows.select("school_year", name)
    return pair.is_duplicated() & pair[name].is_not_null()


# --- dates and ages -------------------------------------------------------------------------------


def _check_dates(applied: Applied, today: date) -> None:
    rows = applied.rows
    for name in ("entry_date", "exit_date", *(f"observed_{point}" for point in points())):
        day = rows[name]
        applied.note(day < OLDEST, Code.IMPOSSIBLE_DATE, "date.old", name, limit=OLDEST.year)
        latest = today + timedelta(days=366) if name == "exit_date" else today
        applied.note(day > latest, Code.IMPOSSIBLE_DATE, "date.future", name, limit=str(latest))
    order = rows["exit_date"] < rows["entry_date"]
    applied.note(order, Code.IMPOSSIBLE_DATE, "date.order", "exit_date")
    for point in points():
        early = rows[f"observed_{point}"] < rows["entry_date"]
        applied.note(early, Code.IMPOSSIBLE_DATE, "date.before_entry", f"observed_{point}")


def _add_age_band(applied: Applied, mapping: RegisterMapping) -> None:
    """Age on entry: the year of entry less the year of birth, or as it is written."""
    import polars as pl

    rows = applied.rows
    born = rows["birth_year"]
    if "birth_year" in mapping.rules:
        undated = born.is_not_null() & rows["entry_date"].is_null()
        applied.note(undated, Code.MISSING_FIELD, "age.no_entry", "birth_year", Level.WARNING)
        rows = rows.with_columns(
            (pl.col("entry_date").dt.year() - pl.col("birth_year")).cast(pl.Int16).alias("age")
        )
    age = rows["age"]
    source = "birth_year" if "birth_year" in mapping.rules else "age"
    outside = ~age.is_between(0, OLDEST_LEARNER)
    applied.note(outside, Code.AGE_RULE, "age.range", source, limit=OLDEST_LEARNER)
    bands = [
        pl.when(pl.col("age").is_between(int(one["min"]), int(one["max"] or OLDEST_LEARNER))).then(
            pl.lit(code)
        )
        for code, one in codelist("age_band").items()
        if one["min"]
    ]
    applied.rows = rows.with_columns(pl.coalesce(*bands, pl.lit(_UNKNOWN_AGE)).alias("age_band"))


# --- outcomes -------------------------------------------------------------------------------------


def _days(point: str) -> int:
    return int(codelist("observation_point")[point]["days"])


def _due(applied: Applied, point: str) -> "pl.Series":
    return applied.rows["exit_date"].dt.offset_by(f"{_days(point)}d")


def _check_outcomes(applied: Applied, today: date) -> None:
    for point in points():
        name = f"outcome_{point}"
        outcome = applied.rows[name]
        if outcome.is_null().all():
            continue
        continues = (outcome == "continuing") & applied.rows["exit_date"].is_not_null()
        applied.note(continues, Code.IMPOSSIBLE_DATE, "date.continuing", name)
        early = outcome.is_not_null() & (_due(applied, point) > today + timedelta(WINDOW_DAYS))
        applied.note(early, Code.OBSERVED_OUTSIDE_WINDOW, "window.not_due", name)
        young = (outcome == "employed") & (_age_at(applied, point) < WORKING_AGE)
        applied.note(young, Code.AGE_RULE, "age.employed", name, limit=WORKING_AGE)


def _age_at(applied: Applied, point: str) -> "pl.Series":
    """Age in the year of the observation, or of the point; on entry where neither is known."""
    import polars as pl

    rows = applied.rows.with_columns(_due(applied, point).alias("due"))
    year = pl.coalesce(f"observed_{point}", "due").dt.year()
    grown = pl.col("age") + (year - pl.col("entry_date").dt.year())
    return rows.select(
        pl.coalesce(year - pl.col("birth_year"), grown, "age").alias("at")
    ).to_series()


def _count_as_unknown(applied: Applied) -> None:
    """What nobody saw in time, or nobody saw, counts as `unknown`, and that is told."""
    for point in points():
        name = f"outcome_{point}"
        known = applied.rows[name].is_not_null() & (applied.rows[name] != "unknown")
        apart = (applied.rows[f"observed_{point}"] - _due(applied, point)).dt.total_days().abs()
        outside = known & (apart > WINDOW_DAYS)
        unseen = known & (applied.rows[f"source_{point}"] == "none")
        warned = Level.WARNING
        applied.note(
            outside,
            Code.OBSERVED_OUTSIDE_WINDOW,
            "window.outside",
            f"observed_{point}",
            warned,
            limit=WINDOW_DAYS,
        )
        applied.note(unseen, Code.SOURCE_NONE, "source.none", f"source_{point}", warned)
        lost = (outside | unseen).fill_null(value=False)
        applied.rows = applied.rows.with_columns(applied.rows[name].set(lost, "unknown"))


def _default_region(applied: Applied, centres: Mapping[str, str]) -> None:
    """Where no region is written, that of the centre."""
    import polars as pl

    of_centre = pl.col("centre").replace_strict(
        list(centres), list(centres.values()), default=None, return_dtype=pl.String
    )
    empty = pl.col("region").is_null()
    applied.rows = applied.rows.with_columns(
        pl.when(empty).then(of_centre).otherwise("region").alias("region")
    )
