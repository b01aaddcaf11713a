"""Which column of a foreign file is which field, by its name."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from forsa.outcomes.register.fields import fields
from forsa.outcomes.register.known_words import COLUMNS, NUMBERS, SENSITIVE, fold, point_of


@dataclass(slots=True)
class FoundColumns:
    """Which column is what."""

    fields: dict[str, int] = field(default_factory=dict)
    """Field to position."""
    numbers: list[str] = field(default_factory=list)
    drop: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def sort_out(names: Collection[str]) -> FoundColumns:
    """What each column seems to be; the first one that fits a field has it."""
    columns = FoundColumns()
    counts = Counter(names)
    for at, name in enumerate(names):
        folded = fold(name)
        if not folded or counts[name] > 1:
            continue
        if folded in NUMBERS:
            columns.numbers.append(name)
            columns.drop.append(name)
            continue
        found = _field_of(folded)
        if found and found not in columns.fields:
            columns.fields[found] = at
        elif folded in SENSITIVE:
            columns.drop.append(name)
        else:
            columns.others.append(name)
    if "age" in columns.fields and "birth_year" in columns.fields:
        columns.others.append([*names][columns.fields.pop("age")])
    return columns


def _field_of(folded: str) -> str:
    for name, words in COLUMNS.items():
        if folded in words and name in fields():
            return name
    point, rest = point_of(folded)
    for name in ("observed", "source", "outcome"):
        if folded in COLUMNS[name]:
            return f"{name}_exit"
        if point and (rest in COLUMNS[name] or (not rest and name == "outcome")):
            return f"{name}_{point}"
        if point and any(rest.startswith(f"{word} ") for word in COLUMNS[name]):
            return f"{name}_{point}"
    return folded.replace(" ", "_") if folded.replace(" ", "_") in fields() else ""
