"""The field's code lists, with labels in French, Arabic and English.

The lists are part of this package, as the CSV files that people maintain: column one is the code
(stable, never used again for something else), then labels and what else a list knows of a code.
Reading a file of one's own package is no more than an import that waits until it is needed: the
content is fixed when the package is built, so these functions are as pure as a table in code.

`protos/forsa/v1/rules.proto` closes the same lists for every language; a test compares the two.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

LISTS: Final = (
    "age_band",
    "decision_rule",
    "entry_level",
    "evidence_level",
    "isced2011",
    "isced_f_broad",
    "isced_f_detail",
    "language",
    "licence",
    "maturity",
    "member_status",
    "milieu",
    "national_holiday",
    "obligation_kind",
    "observation_point",
    "outcome",
    "partner_role",
    "practice_theme",
    "region",
    "review_criterion",
    "sex",
    "strand",
    "target_group",
    "trade",
)

Row = Mapping[str, str]
"""What a list knows of one code: column name to value."""


@cache
def rows(name: str) -> Mapping[str, Row]:
    """The list `name`, in its own order: code to row.

    Raises:
        KeyError: There is no such list.
    """
    if name not in LISTS:
        raise KeyError(name)
    return MappingProxyType(dict(_read(name)))


def codes(name: str) -> tuple[str, ...]:
    """The codes of the list `name`, in its own order."""
    return tuple(rows(name))


def label(name: str, code: str, language: str) -> str:
    """What people call a code: in the language, else in French, else in English, else the code.

    An unknown code is shown as it is: records of newer programs may carry codes we do not know.
    """
    row = rows(name).get(code, {})
    return row.get(language) or row.get("fr") or row.get("en") or code


def _read(name: str) -> Iterator[tuple[str, Row]]:
    text = files(__package__).joinpath(f"{name}.csv").read_text("utf-8")
    header, *lines = csv.reader(text.splitlines())
    for line in lines:
        yield line[0], MappingProxyType(dict(zip(header, line, strict=True)))
