"""An explained refusal: how each failing cell is calculated, and what would repair it.

A cell that the last release gives away alone is explained from it alone; only what takes the
history is explained with it.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from forsa.errors import Reason
from forsa.outcomes.addresses import group_of
from forsa.outcomes.bounds import find_intervals
from forsa.outcomes.fixing import find_fixes
from forsa.outcomes.highs import Answer, Limits
from forsa.outcomes.model import Model, build_model
from forsa.outcomes.refuting import Cell
from forsa.outcomes.reject_proof import format_refusal
from forsa.outcomes.rejecting import Sums
from forsa.outcomes.sparse import Ints, Matrix
from forsa.outcomes.tables import Release
from forsa.outcomes.verdicts import Combination, Failure, Report, Term

MOST: Final = 25
"""Failing cells that are explained; with these understood, the others are, too."""

MOST_FIXED: Final = 5
"""Failing cells for which fixes are looked for: each takes much more work."""

_R = Reason
_CALCULATED: Final = {
    _R.KIND_OUTCOME_INTERVAL_NARROW,
    _R.KIND_OUTCOME_HISTORY_NARROW,
    _R.KIND_OUTCOME_GROUP_ATTRIBUTE,
    _R.KIND_OUTCOME_DERIVED_CELL,
}


def explain(
    releases: Sequence[Release], report: Report, *, limits: Limits | None = None, fixes: bool = True
) -> Report:
    """Add to a refusal how its failing cells are calculated.

    Args:
        releases: Those that the report is about.
        report: From `forsa.outcomes.audit`.
        limits: Work allowed for each question to the solver.
        fixes: Whether to look for what would repair it, too.

    Returns:
        The report with the sums of its first `MOST` failures, checked exactly, up to three fixes
        of the first `MOST_FIXED`, and the reject proof.
    """
    scopes = [_Scope(releases[-1:], len(releases) - 1, limits)]
    if len(releases) > 1:
        scopes.append(_Scope(releases, 0, limits))
    told = [_explained(scopes, one) for one in report.failures[:MOST]]
    if fixes:
        for at, one in enumerate(told[:MOST_FIXED]):
            told[at] = replace(one, fixes=find_fixes(releases, one, limits=limits))
    proof = format_refusal(releases, told)
    return replace(report, failures=(*told, *report.failures[MOST:]), reject=proof)


def _explained(scopes: Sequence["_Scope"], failure: Failure) -> Failure:
    if failure.problem.reason is _R.KIND_OUTCOME_TABLE_INFEASIBLE and not failure.problem.table:
        sums = (scope.sums.contradiction() for scope in scopes if not scope.is_possible)
        return replace(failure, lower=next(sums, None))
    if failure.problem.reason in _CALCULATED:
        for scope in scopes:
            found = scope.bounds(failure)
            if found is not None:
                return replace(failure, lower=found[0], upper=found[1])
    return failure


class _Scope:
    """Some of the releases, from which a cell may be calculated."""

    def __init__(self, releases: Sequence[Release], first: int, limits: Limits | None) -> None:
        self._releases, self._first, self._limits = releases, first, limits

    @cached_property
    def _model(self) -> Model:
        return build_model(self._releases)

    @cached_property
    def _atoms(self) -> Model:
        return build_model(self._releases, whole=True)

    @cached_property
    def sums(self) -> Sums:
        """Sums over the tables."""
        return Sums(self._releases, self._model, self._limits)

    @cached_property
    def _sums_of_atoms(self) -> Sums:
        return Sums(self._releases, self._atoms, self._limits)

    @cached_property
    def is_possible(self) -> bool:
        """Whether some table has all shown numbers."""
        found = find_intervals(self._model.system, Matrix.of([]), limits=self._limits)
        return found.answer is not Answer.IMPOSSIBLE

    def bounds(self, failure: Failure) -> tuple[Combination | None, Combination | None] | None:
        """The sums that give the cell of a failure its interval; None if it is wider here."""
        key = failure.key
        cell = Cell(None if group_of(key) == key else failure.release - self._first, key)
        if cell.release is not None and cell.release < 0:
            return None
        known = {Cell(one.release, one.key): one for one in self._model.targets}
        if cell in known and known[cell].values:
            value = min(known[cell].values)
            shown = Term(known[cell].at[0], value, Fraction(1))
            return (self._placed(Combination(Fraction(value), (shown,))),) * 2
        if cell in known:
            return self._between(failure, cell, self._model, known[cell].columns)
        spaces = self._atoms.groups if cell.release is None else self._atoms.outcomes[cell.release]
        if not spaces or not spaces[0].covers(key):
            return None
        return self._between(failure, cell, self._atoms, spaces[0].select(key))

    def _between(
        self, failure: Failure, cell: Cell, model: Model, columns: Ints
    ) -> tuple[Combination | None, Combination | None] | None:
        found = find_intervals(model.system, Matrix.of([(columns, 1.0)]), limits=self._limits)
        if found.answer is not Answer.FOUND or found.whole(0) != failure.interval:
            return None
        sums = self.sums if model is self._model else self._sums_of_atoms
        lower, upper = found.lower[0], found.upper[0]
        return (
            self._placed(sums.bound(cell, columns, lower, upper=False) if lower > 0.5 else None),
            self._placed(sums.bound(cell, columns, upper, upper=True)),
        )

    def _placed(self, combination: Combination | None) -> Combination | None:
        """The same, with positions among all releases."""
        if combination is None:
            return None
        terms = (
            replace(one, where=(one.where[0] + self._first, *one.where[1:]))
            for one in combination.terms
        )
        return replace(combination, terms=tuple(terms))
