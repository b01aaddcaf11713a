"""Refusals as sentences: which cell, the calculation that gives it away, and what would repair it.

    Girl × Unknown = Girl × Total − Girl × Working life = 7 − 4 = 3

Cells shown as 0 are left out of a calculation. Everything in it is public.

Source: docs/privacy.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from forsa.outcomes.axes import OUTCOMES, TOTAL
from forsa.outcomes.labels import code_label, point_label, vintage_label
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Combination, Failure, Term, Where
from forsa.words.reasons import LANGUAGES, Language, explain

_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "between": (
        "{cell} : entre {lower} et {upper}.",
        "{cell}: بين {lower} و{upper}.",
        "{cell}: between {lower} and {upper}.",
    ),
    "exact": (
        "{cell} : exactement {upper}.",
        "{cell}: {upper} بالضبط.",
        "{cell}: exactly {upper}.",
    ),
    "nobody": (
        "Personne ne compte dans cette somme, qui vaut pourtant {sum}.",
        "لا أحد يُحتسب في هذا المجموع، ومع ذلك فهو {sum}.",
        "Nobody counts in this sum, and yet it is {sum}.",
    ),
    "fixes": (
        "Pour y remédier, masquez aussi {fixes}.",
        "لإصلاح ذلك أخفوا أيضا {fixes}.",
        "To repair it, hide {fixes} too.",
    ),
    "and": (" et ", " و", " and "),
    "or": (" ; ou ", "؛ أو ", "; or "),
}


def failure_sentences(
    releases: Sequence[Release], failure: Failure, language: Language
) -> tuple[str, ...]:
    """What fails and why, one sentence after the other.

    Args:
        releases: Those that were audited, in log order.
        failure: From the report, explained or not.
    """
    return tuple(_sentences(releases, failure, language))


def _sentences(releases: Sequence[Release], failure: Failure, language: Language) -> Iterator[str]:
    yield explain(failure.problem.reason, language).what
    cell = _key_label(releases, failure, language)
    if failure.interval is not None:
        lower, upper = failure.interval
        kind = "exact" if lower == upper else "between"
        yield _say(kind, language, cell=cell, lower=lower, upper=upper)
    elif failure.problem.at:
        where = (failure.release, failure.problem.table, failure.problem.at)
        yield f"{cell_label(releases, where, language)}."
    elif failure.lower is not None:
        yield _say("nobody", language, sum=_calculation(releases, failure.lower, language))
    if failure.interval is not None:
        for sign, combination in _sides(failure):
            yield f"{cell} {sign} {_calculation(releases, combination, language)}."
    if failure.fixes:
        sets = (
            _say("and", language).join(cell_label(releases, where, language) for where in some)
            for some in failure.fixes
        )
        yield _say("fixes", language, fixes=_say("or", language).join(sets))


def cell_label(releases: Sequence[Release], where: Where, language: Language) -> str:
    """What people call a cell: its codes, with the point where there are several releases."""
    release, table, at = where
    axes = next(one.axes for one in releases[release].tables if one.id == table)
    return _label(releases, release, list(zip(axes, at, strict=True)), language)


def _key_label(releases: Sequence[Release], failure: Failure, language: Language) -> str:
    return _label(releases, failure.release, failure.key, language)


def _label(
    releases: Sequence[Release],
    release: int,
    codes: Sequence[tuple[str, str]],
    language: Language,
) -> str:
    """Codes in words; a group of learners is the same at every point."""
    ordered = sorted(codes, key=lambda one: one[0] in OUTCOMES)
    words = [code_label(axis, code, language) for axis, code in ordered if code != TOTAL]
    text = " × ".join(words or [code_label("", TOTAL, language)])
    if len(releases) == 1 or not any(axis in OUTCOMES for axis, code in codes if code != TOTAL):
        return text
    one = releases[release]
    points = Counter(other.observation_point for other in releases)
    place = point_label(one.observation_point, language)
    if points[one.observation_point] > 1:
        place = f"{place}, {vintage_label(one.vintage, language)}"
    return f"{text} ({place})"


def _sides(failure: Failure) -> Iterator[tuple[str, Combination]]:
    """The calculations of a cell: one, where least and greatest value are the same."""
    lower, upper = failure.lower, failure.upper
    if lower is not None and upper is not None and lower.bound == upper.bound:
        yield "=", min(lower, upper, key=lambda one: sum(1 for term in one.terms if term.value))
        return
    if upper is not None and upper.bound == 0:
        yield "=", upper
        return
    if lower is not None:
        yield "≥", lower
    if upper is not None:
        yield "≤", upper


def _calculation(releases: Sequence[Release], combination: Combination, language: Language) -> str:
    """The sum in words, in numbers, and what it is."""
    terms = sorted((one for one in combination.terms if one.value), key=lambda one: one.times < 0)
    if not terms:
        return str(combination.bound)
    words = _added((one, cell_label(releases, one.where, language)) for one in terms)
    numbers = _added((one, str(one.value)) for one in terms)
    parts = [words, numbers, str(combination.bound)]
    return " = ".join(dict.fromkeys(parts))


def _added(terms: Iterator[tuple[Term, str]]) -> str:
    text = ""
    for term, name in terms:
        sign = "−" if term.times < 0 else "+"
        times = abs(term.times)
        factor = name if times == 1 else f"{_number(times)} × {name}"
        text += f" {sign} {factor}" if text or term.times < 0 else factor
    return text.strip()


def _number(times: Fraction) -> str:
    return str(times) if times.denominator == 1 else f"({times})"


def _say(name: str, language: Language, **values: object) -> str:
    return _WORDS[name][LANGUAGES.index(language)].format(**values)
