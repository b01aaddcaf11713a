"""The error of a release that may not stand: the first problem in a sentence, with its numbers.

Everything in it is public: addresses and numbers of the release itself and of earlier ones.
"""

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Final

from forsa.errors import ForsaError, Reason, error_for
from forsa.outcomes.checks import Problem

_R = Reason

_SENTENCES: Final[Mapping[Reason, tuple[str, ...]]] = {
    _R.KIND_OUTCOME_TABLE_MALFORMED: (
        "table {table} mixes the states {states}",
        "the tables of {product} are not {tables}",
        "the axis {axis} has {codes} codes",
        "{centres} of {centres_total} centres are counted",
    ),
    _R.KIND_OUTCOME_PRODUCT_NOT_ALLOWED: (
        "{product} asks for {limit} learners; the frame has {n}",
        "{product} is not allowed after {earlier}",
    ),
    _R.KIND_OUTCOME_THETA_NOT_ALLOWED: ("{parameter} is {value}; the network asks for {limit}",),
    _R.KIND_OUTCOME_TABLE_INFEASIBLE: ("the numbers of table {table} do not add up at {at}",),
    _R.KIND_OUTCOME_SMALL_COUNT: (
        "table {table} shows {shown} at {at}; counts under {limit} are hidden",
    ),
    _R.KIND_OUTCOME_THIN_GROUP: (
        "table {table} shows an outcome at {at} of a group of {group}; {limit} are asked for",
    ),
    _R.KIND_OUTCOME_GROUP_ATTRIBUTE: (
        "table {table} shows {others} learners of a group with another outcome than {at}",
    ),
    _R.KIND_OUTCOME_PATTERN_CHANGED: (
        "the cell {at} of table {table} was in state {before} and is in state {state}",
        "the cell {at} of table {table} is in state {state}, and in {elsewhere} in another table",
    ),
    _R.KIND_OUTCOME_VINTAGE_CLOSED: ("{point} is published as {vintage} already",),
    _R.KIND_OUTCOME_FRAME_CHANGED: (
        "table {table} counts {shown} at {at}; an earlier release counts {before}",
        "{n} learners in {centres} centres; the first release was of {first_n} in {first_centres}",
        "the codes of {axis} are not those of an earlier release",
    ),
    _R.KIND_OUTCOME_FRAME_MISMATCH: (
        "the release is of {n} learners; the published enrolment is {frame_n}",
        "the tables are of the centres {centres}; the roster has {roster}",
    ),
    _R.KIND_OUTCOME_REVISION_SMALL: (
        "table {table} goes from {before} to {shown} at {at}; a change is 0, or {limit} or more",
    ),
    _R.KIND_OUTCOME_APPROVAL_STALE: (
        "the release was prepared beside {listed} earlier ones; the log has {accepted}",
    ),
}
"""For each reason what it may be about: the first whose values are all there is said."""


def refusal(problems: Sequence[Problem]) -> ForsaError | None:
    """The error of the first problem, which counts all of them; None: there is none.

    Its metadata are `table`, `at` (codes joined by `|`), the numbers, and `problems`.
    """
    if not problems:
        return None
    first = problems[0]
    told: dict[str, str | int] = dict(first.values)
    if first.table:
        told["table"] = first.table
    if first.at:
        told["at"] = "|".join(first.at)
    return error_for(first.reason, _say(first.reason, told), **told, problems=len(problems))


def _say(reason: Reason, values: Mapping[str, str | int]) -> str:
    for sentence in _SENTENCES.get(reason, ()):
        names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        if names <= values.keys():
            return sentence.format_map(values)
    return "the release may not stand as it is"
