"""One field of all rows, from the columns of a foreign file.

A value that the mapping or the code list does not know is told and becomes nothing else.
"""

import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, assert_never

from forsa.outcomes.register.applied import Applied
from forsa.outcomes.register.fields import Field, Kind
from forsa.outcomes.register.findings import Code, Level
from forsa.outcomes.register.mapping import Const, From, KeyOf, OneHot, RowNumber, Rule
from forsa.outcomes.register.sheets import Sheet, clean_name, is_ascii
from forsa.outcomes.register.values import (
    ARABIC_DIGITS,
    DATE_FORMATS,
    is_school_year,
    told_formats,
)

if TYPE_CHECKING:
    import polars as pl

SHOWN_CODES: Final = 30
_LEAST_SERIAL: Final = 18_000
"""Of a date as a number: 1949; a year alone is no date."""


class Column:
    """Makes one field."""

    def __init__(
        self, known: Field, sheet: Sheet, applied: Applied, centres: Mapping[str, str]
    ) -> None:
        self._known = known
        self._sheet = sheet
        self._applied = applied
        self._codes = tuple(centres) if known.kind is Kind.CENTRE else known.codes

    def _of(self, column: str) -> "pl.Series":
        return self._sheet.columns[clean_name(column)]

    def _note(
        self,
        wrong: "pl.Series",
        code: Code,
        rule: str,
        level: Level = Level.ERROR,
        **values: str | int,
    ) -> None:
        self._applied.note(wrong, code, rule, self._known.name, level, **values)

    def _allowed(self) -> str:
        told = ", ".join(self._codes[:SHOWN_CODES])
        return told if len(self._codes) <= SHOWN_CODES else f"{told}, …"

    def made(self, rule: Rule, node_key: bytes) -> "pl.Series":
        """The values of the field, by its rule; null = empty, or wrong and told."""
        match rule:
            case Const():
                return self._const(rule)
            case From():
                return self._typed(self._of(rule.column), rule)
            case OneHot():
                return self._one_hot(rule)
            case KeyOf():
                return self._key_of(rule, node_key)
            case RowNumber():
                return self._row_number()
            case _:
                assert_never(rule)

    def _const(self, rule: Const) -> "pl.Series":
        import polars as pl

        return self._typed(pl.repeat(rule.value, len(self._sheet.lines), eager=True), From(""))

    def _typed(self, values: "pl.Series", rule: From) -> "pl.Series":
        match self._known.kind:
            case Kind.CODE | Kind.CENTRE:
                return self._coded(values, rule)
            case Kind.WHOLE:
                return self._year_of(values, rule) if rule.date_formats else self._whole(values)
            case Kind.DATE:
                return self._dated(values, rule)
            case Kind.YEAR:
                return self._year(values, rule)
            case _:
                return values

    def _coded(self, values: "pl.Series", rule: From) -> "pl.Series":
        if rule.bands:
            made, allowed = _banded(values, rule), _intervals(rule)
            self._note(
                values.is_not_null() & made.is_null(), Code.UNKNOWN_CODE, "code.band", known=allowed
            )
        elif rule.codes is not None:
            made = _replaced(values, rule.codes)
            unknown = values.is_not_null() & made.is_null()
            if rule.codes:
                self._note(unknown, Code.UNKNOWN_CODE, "code.no_entry", known=_sources(rule.codes))
            else:
                self._note(unknown, Code.UNKNOWN_CODE, "code.no_map", known=self._allowed())
        else:
            made = values
        known = made.is_in(list(self._codes))
        rule_id = "code.centre" if self._known.kind is Kind.CENTRE else "code.unknown"
        self._note(made.is_not_null() & ~known, Code.UNKNOWN_CODE, rule_id, known=self._allowed())
        return made.set(~known.fill_null(value=True), None)

    def _whole(self, values: "pl.Series") -> "pl.Series":
        import polars as pl

        plain = _western(values).str.replace(r"\.0+$", "")
        number = plain.set(~plain.str.contains(r"^[+-]?[0-9]{1,4}$"), None).cast(
            pl.Int16, strict=False
        )
        self._note(values.is_not_null() & number.is_null(), Code.NOT_A_NUMBER, "number")
        return number

    def _year_of(self, values: "pl.Series", rule: From) -> "pl.Series":
        """The year of a date of birth; day and month are not kept."""
        return self._dated(values, rule).dt.year()

    def _dated(self, values: "pl.Series", rule: From) -> "pl.Series":
        import polars as pl

        texts = _western(values)
        formats = rule.date_formats or DATE_FORMATS
        plain = texts.str.replace(r"[ T]00:00(?::00(?:\.0+)?)?$", "")
        made = pl.select(
            pl.coalesce(
                *(pl.lit(plain).str.to_date(one, strict=False) for one in (*formats, "%Y-%m-%d"))
            )
        ).to_series()
        number = _serials(plain)
        is_number = made.is_null() & number.is_not_null()
        zero = self._sheet.day_zero
        if zero is None:
            self._note(is_number, Code.DATE_AS_NUMBER, "date.number")
        else:
            since = pl.select(pl.lit(zero) + pl.duration(days=pl.lit(number))).to_series()
            made = made.zip_with(made.is_not_null(), since.cast(pl.Date))
            self._note(is_number, Code.DATE_AS_NUMBER, "date.number_read", level=Level.WARNING)
        unread = values.is_not_null() & made.is_null() & ~is_number
        self._note(unread, Code.IMPOSSIBLE_DATE, "date", known=told_formats(formats))
        return made

    def _year(self, values: "pl.Series", rule: From) -> "pl.Series":
        made = _replaced(values, rule.codes) if rule.codes is not None else _western(values)
        years = made.unique().drop_nulls().to_list()
        wrong = made.is_in([one for one in years if not is_school_year(one)])
        unknown = values.is_not_null() & made.is_null()
        self._note(wrong | unknown, Code.UNKNOWN_CODE, "code.year")
        return made.set(wrong, None)

    def _one_hot(self, rule: OneHot) -> "pl.Series":
        """The code of the one column that is true."""
        import polars as pl

        given = {column: self._of(column) for column in rule.codes}
        true = pl.DataFrame(
            [
                (one == rule.true_value).fill_null(value=False).alias(name)
                for name, one in given.items()
            ]
        )
        self._note(
            true.sum_horizontal() != 1, Code.UNKNOWN_CODE, "code.one_hot", value=rule.true_value
        )
        choice = pl.coalesce(
            *(pl.when(pl.col(name)).then(pl.lit(code)) for name, code in rule.codes.items())
        )
        made = true.select(choice.alias("made")).to_series()
        return self._coded(made.set(true.sum_horizontal() != 1, None), From(""))

    def _key_of(self, rule: KeyOf, node_key: bytes) -> "pl.Series":
        """Digests with the node's key; null where all columns are empty."""
        import polars as pl

        given = pl.DataFrame(
            [self._of(name).alias(str(at)) for at, name in enumerate(rule.columns)]
        )
        joined = given.select(
            pl.when(~pl.all_horizontal(pl.all().is_null())).then(
                pl.concat_str(pl.all().fill_null(""), separator="\x1f")
            )
        ).to_series()
        prefix = b"" if self._known.kind is Kind.TAG else b"learner_key\x1f"
        begun = hmac.new(node_key, prefix, "sha256")
        digests = [_digest(begun, one) for one in normal_numbers(joined).to_list()]
        return pl.Series(digests, dtype=pl.String)

    def _row_number(self) -> "pl.Series":
        import polars as pl

        return pl.int_range(1, len(self._sheet.lines) + 1, eager=True).cast(pl.String)


def _digest(begun: hmac.HMAC, text: str | None) -> str | None:
    if text is None:
        return None
    digest = begun.copy()
    digest.update(text.encode())
    return digest.hexdigest()


def normal_numbers(values: "pl.Series") -> "pl.Series":
    """Numbers of persons as they are compared: NFKC, digits 0-9, capitals, no blanks or dashes.

    `\\x1f`, which stands between several columns, stays.
    """
    plain = _western(values if is_ascii(values) else values.str.normalize("NFKC"))
    return plain.str.to_uppercase().str.replace_all(r"[ ./_-]+", "")


def _western(values: "pl.Series") -> "pl.Series":
    """The values with digits 0-9."""
    if is_ascii(values):
        return values
    return values.str.replace_many(
        [chr(one) for one in ARABIC_DIGITS], list(ARABIC_DIGITS.values())
    )


def _serials(values: "pl.Series") -> "pl.Series":
    """Days since the spreadsheet's day zero, where a value is such a number."""
    import polars as pl

    digits = values.set(~values.str.contains(r"^[0-9]{5}(?:\.[0-9]+)?$"), None)
    number = digits.cast(pl.Float64, strict=False).floor().cast(pl.Int32)
    return number.set(number < _LEAST_SERIAL, None)


def _replaced(values: "pl.Series", codes: Mapping[str, str]) -> "pl.Series":
    import polars as pl

    clean = {clean_name(value): code for value, code in codes.items()}
    if "" in clean:
        values = values.fill_null("")
    return values.replace_strict(
        list(clean), list(clean.values()), default=None, return_dtype=pl.String
    )


def _banded(values: "pl.Series", rule: From) -> "pl.Series":
    import polars as pl

    number = pl.col("number")
    choice = pl.coalesce(
        *(
            pl.when(number.is_between(one.low, one.high)).then(pl.lit(one.code))
            for one in rule.bands
        )
    )
    numbers = _western(values).cast(pl.Float64, strict=False)
    return pl.DataFrame({"number": numbers}).select(choice.alias("made")).to_series()


def _intervals(rule: From) -> str:
    return ", ".join(f"{one.low:g}-{one.high:g}" for one in rule.bands[:SHOWN_CODES])


def _sources(codes: Mapping[str, str]) -> str:
    told = ", ".join(list(codes)[:SHOWN_CODES])
    return told if len(codes) <= SHOWN_CODES else f"{told}, …"
