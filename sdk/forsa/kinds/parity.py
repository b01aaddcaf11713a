"""Do two languages of an agreement say the same, as far as a program can tell?

Each clause stands in every language of the title, once; its lists have as many points, and it names
the same numbers and days. What only a reader can judge stays a warning.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any, Final

from forsa.kinds.findings import Finding, Level, shown
from forsa.kinds.numbers import numbers_in
from forsa.v1.governance_pb2 import Agreement

_ITEM: Final = re.compile(
    r"^\s*(?:[-*+•]|[0-9\u0660-\u0669]{1,3}[.)]|[A-Za-zأ-ي][.)])\s", re.MULTILINE
)
PREAMBLE: Final = "0"
"""The number under which what stands before the clauses is spoken of."""
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def parity_findings(agreement: Agreement, _today: date) -> Iterator[Finding]:
    """What is missing in a language, stands twice, or differs between two languages."""
    languages = [one.lang for one in agreement.title]
    yield from _twice(agreement)
    if agreement.text:
        yield from _compared("text", PREAMBLE, agreement.text, languages)
    for index, clause in enumerate(agreement.clauses):
        path = f"clauses[{index}].text"
        yield from _compared(path, shown(clause.number), clause.text, languages)


def _twice(agreement: Agreement) -> Iterator[Finding]:
    seen = set[str]()
    last: tuple[int, ...] = ()
    for index, clause in enumerate(agreement.clauses):
        path, number = f"clauses[{index}].number", clause.number
        if number in seen:
            yield Finding(path, "clause.twice", {"value": shown(number)})
        seen.add(number)
        if _NUMBER.fullmatch(number):
            place = tuple(int(one[:6]) for one in number.split("."))
            if place < last:
                values = {"value": shown(number), "before": ".".join(map(str, last))}
                yield Finding(path, "clause.order", values, Level.WARNING)
            last = place


def _compared(path: str, number: str, texts: Any, languages: list[str]) -> Iterator[Finding]:
    known = {one.lang: one.text for one in texts}
    for language in languages:
        if language not in known:
            yield Finding(path, "clause.missing", {"number": number, "language": language})
    points = {tag: len(_ITEM.findall(text)) for tag, text in known.items()}
    numbers = {tag: numbers_in(text) for tag, text in known.items()}
    for one, other in combinations(sorted(known), 2):
        values = {"number": number, "one": one, "other": other}
        if points[one] != points[other]:
            counts = {"one_count": points[one], "other_count": points[other]}
            yield Finding(path, "clause.points", {**values, **counts}, Level.WARNING)
        if numbers[one] != numbers[other]:
            alone = {
                "one_alone": _listed(numbers[one] - numbers[other]),
                "other_alone": _listed(numbers[other] - numbers[one]),
            }
            yield Finding(path, "clause.figures", {**values, **alone}, Level.WARNING)


def _listed(numbers: Counter[str]) -> str:
    """The numbers of one language alone, each once; a dash if there is none."""
    return shown(", ".join(sorted(numbers))) or "–"
