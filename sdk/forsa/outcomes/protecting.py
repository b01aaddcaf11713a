"""Protection: from true counts to tables of which the audit finds nothing to be concluded.

Cells that tell of a learner are hidden, then others from which those could be calculated; then the
audit that everybody can repeat judges the result from the public view alone, and what it finds
narrow is given more room. Where that does not help, the inside of the table is hidden, then the
next lower product is taken, and where nothing on the ladder is safe nothing is published.

The same counts, earlier releases, key and version of this package give the same tables, whatever
the order of rows.

Needs the extra `outcomes`; import it late.

Source: docs/privacy.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from forsa.errors import DisclosureError, Reason
from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.attempting import Attempt, Seal
from forsa.outcomes.audit import audit
from forsa.outcomes.highs import Limits
from forsa.outcomes.patterns import products_down, with_tables
from forsa.outcomes.primary import Why, primary_cells
from forsa.outcomes.products import Product, product
from forsa.outcomes.revising import revised
from forsa.outcomes.tables import CellState, Release
from forsa.outcomes.tabulating import Counts, roll_up
from forsa.outcomes.verdicts import Report, Verdict

_DEFAULT: Final = Limits()


@dataclass(frozen=True, slots=True)
class Protected:
    """A release that the audit accepts, and what of it stays in the node."""

    release: Release
    product: Product
    """What is published: the wanted product or one below it."""
    reasons: Mapping[CellKey, Why]
    """Why each cell is hidden. Private."""
    report: Report
    """The audit that accepted it; its proof names the digest of `release`."""
    rounds: int
    """How often the audit was asked."""


def protect(
    counts: Counts,
    header: Release,
    *,
    cost_key: bytes,
    earlier: Sequence[Release],
    seal: Seal = lambda draft: draft,
    limits: Limits = _DEFAULT,
    optimal: bool = False,
) -> Protected:
    """Hide what has to be hidden, and prove that it is enough.

    Args:
        counts: The true counts of the product that is wanted, from `tabulate`.
        header: The release without its tables: `product` is the richest wanted, `axes` has the
            codes of every axis that it uses.
        cost_key: The node's secret of this frame, `costs.KEY_BYTES`.
        earlier: The accepted releases of the same frame, in the order of the log.
        seal: Gives a draft the digest of its message; the proof names it.
        limits: Work allowed for each question of the audit.
        optimal: Whether to look for the cheapest pattern of a small release.

    Raises:
        ConflictError: the product may not be published for this frame.
        DisclosureError: no product of the ladder is safe; nothing is published.
    """
    before = [one for one in earlier if one.observation_point == header.observation_point]
    if before:
        return _revise(counts, header, before[-1], earlier, seal, limits)
    rounds = 0
    for one in products_down(header, earlier):
        rolled = roll_up(counts, one, header.axes)
        attempt = Attempt(rolled, header, one, earlier, cost_key)
        report = attempt.run(seal, limits, optimal=optimal)
        rounds += attempt.rounds
        if report is not None:
            return Protected(attempt.release, one, attempt.reasons, report, rounds)
    raise _nothing_safe(header)


def _revise(
    counts: Counts,
    header: Release,
    before: Release,
    earlier: Sequence[Release],
    seal: Seal,
    limits: Limits,
) -> Protected:
    """The final vintage: the pattern is settled, so what fails stands at its provisional values."""
    one = product(before.product)
    rolled = roll_up(counts, one, header.axes)
    every = {table.id for table in before.tables}
    held: set[str] = set()
    for rounds in range(1, len(every) + 2):
        tables = revised(rolled, before, held, header.theta)
        release = seal(with_tables(header, one, tables))
        report = audit((*earlier, release), limits=limits)
        if report.verdict is Verdict.ACCEPT:
            return Protected(release, one, _reasons(rolled, release), report, rounds)
        if held == every:
            break
        failing = {failure.problem.table for failure in report.failures} & every
        held |= failing - held or every
    raise _nothing_safe(header)


def _reasons(counts: Counts, release: Release) -> dict[CellKey, Why]:
    primaries = primary_cells(counts, release.theta)
    hidden = {
        cell_key(table.axes, cell.at)
        for table in release.tables
        for cell in table.cells
        if cell.state is CellState.CONFIDENTIAL
    }
    return {key: primaries.get(key, Why.COMPLEMENT) for key in sorted(hidden)}


def _nothing_safe(header: Release) -> DisclosureError:
    return DisclosureError(
        "no table of this release is safe to publish",
        Reason.KIND_OUTCOME_RELEASE_HELD,
        school_year=header.school_year,
        point=header.observation_point,
    )
