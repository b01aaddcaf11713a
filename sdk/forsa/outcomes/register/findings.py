"""What is wrong with a register or its mapping: one finding a kind of problem and column.

A finding says at which lines, in which column and what is allowed, and never what the cell says:
a name in the wrong column must not come back in a message or a log.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from forsa.kinds.findings import printable
from forsa.outcomes.register.finding_texts import sentence, where
from forsa.words.reasons import Language

MAX_LINES: Final = 1_000
"""Lines that a finding names; `count` says how many there are."""


class Level(StrEnum):
    """What a finding means for the import."""

    ERROR = "error"
    """The rows are left out; nothing should be kept before the file is corrected."""
    WARNING = "warning"
    """The row counts, as the finding says."""
    INFO = "info"


class Code(StrEnum):
    """The kinds of findings, as `--json` and programs name them."""

    # Of learners.
    DUPLICATE_KEY = "DUPLICATE_KEY"
    DUPLICATE_PERSON = "DUPLICATE_PERSON"
    UNKNOWN_CODE = "UNKNOWN_CODE"
    IMPOSSIBLE_DATE = "IMPOSSIBLE_DATE"
    MISSING_FIELD = "MISSING_FIELD"
    AGE_RULE = "AGE_RULE"
    OBSERVED_OUTSIDE_WINDOW = "OBSERVED_OUTSIDE_WINDOW"
    SOURCE_NONE = "SOURCE_NONE"
    FRAME_MISMATCH = "FRAME_MISMATCH"
    NOT_A_NUMBER = "NOT_A_NUMBER"
    KEY_NOT_OPAQUE = "KEY_NOT_OPAQUE"
    """A key that is a Massar code, an identity card or a name, or longer than 64 characters."""
    KEY_NOT_STABLE = "KEY_NOT_STABLE"
    """A row number: it cannot recognise a person again."""
    # Of the file.
    COLUMN_DROPPED = "COLUMN_DROPPED"
    COLUMN_MISSING = "COLUMN_MISSING"
    COLUMN_TWICE = "COLUMN_TWICE"
    WRONG_FORMAT = "WRONG_FORMAT"
    WRONG_ENCODING = "WRONG_ENCODING"
    WRONG_SEPARATOR = "WRONG_SEPARATOR"
    RAGGED_LINE = "RAGGED_LINE"
    BAD_QUOTES = "BAD_QUOTES"
    CONTROL_CHARACTERS = "CONTROL_CHARACTERS"
    EMPTY_FILE = "EMPTY_FILE"
    TOO_LARGE = "TOO_LARGE"
    MERGED_CELLS = "MERGED_CELLS"
    FORMULA = "FORMULA"
    HIDDEN = "HIDDEN"
    SHEET_UNKNOWN = "SHEET_UNKNOWN"
    DATE_AS_NUMBER = "DATE_AS_NUMBER"
    # Of the mapping.
    MAPPING_INVALID = "MAPPING_INVALID"


@dataclass(frozen=True, slots=True)
class LearnerFinding:
    """One problem, at all the lines that have it."""

    code: Code
    rule: str
    """Which sentence tells it, e.g. `date.order`."""
    level: Level = Level.ERROR
    lines: tuple[int, ...] = ()
    """The first `MAX_LINES` of them, from 1, ascending; empty = the file as a whole."""
    count: int = 0
    """How many lines there are."""
    column: str = ""
    """As the header of the file writes it."""
    place: str = ""
    """The field of the row, or the place in the mapping."""
    values: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    """Limits, names of columns, allowed codes: never a value of a learner."""

    def text(self, language: Language) -> str:
        """Say where, what is wrong and what to do; safe to print."""
        values = {
            name: printable(value) if isinstance(value, str) else value
            for name, value in self.values.items()
        }
        at = where(self.lines, self.count, printable(self.column or self.place), language)
        told = sentence(self.rule, values, language)
        if not at:
            return told
        return f"{at} : {told}" if language == "fr" else f"{at}: {told}"

    def as_json(self, language: Language) -> dict[str, object]:
        """What programs get."""
        return {
            "code": self.code.value,
            "rule": self.rule,
            "level": self.level.value,
            "lines": list(self.lines),
            "count": self.count,
            "column": printable(self.column),
            "place": printable(self.place),
            "text": self.text(language),
        }


def has_errors(findings: Iterable[LearnerFinding]) -> bool:
    """Whether something stands in the way of the import."""
    return any(one.level is Level.ERROR for one in findings)


def in_order(findings: Iterable[LearnerFinding]) -> tuple[LearnerFinding, ...]:
    """Errors first, then by line: what keeps the officer from going on stands at the top."""
    order = list(Level)
    return tuple(
        sorted(
            findings,
            key=lambda one: (order.index(one.level), one.lines[:1], one.column, one.rule),
        )
    )


@dataclass(slots=True)
class Notes:
    """What is written down while a file is read."""

    findings: list[LearnerFinding] = field(default_factory=list)

    def add(
        self,
        code: Code,
        rule: str,
        lines: Sequence[int] = (),
        *,
        level: Level = Level.ERROR,
        count: int | None = None,
        column: str = "",
        place: str = "",
        **values: str | int,
    ) -> None:
        """Note one problem at some lines, the first of which are kept; `place` is the field."""
        self.findings.append(
            LearnerFinding(
                code,
                rule,
                level,
                tuple(lines[:MAX_LINES]),
                len(lines) if count is None else count,
                column,
                place,
                MappingProxyType(values),
            )
        )

    def __iter__(self) -> Iterator[LearnerFinding]:
        return iter(self.findings)
