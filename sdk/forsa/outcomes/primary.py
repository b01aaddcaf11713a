"""Which cells would show a learner by themselves: the primary rule. Its result is private.

A count below `k` is small. A group below `m_min` is thin: nothing of it is shown by outcome, not
even that there is nobody. A group gives itself away when, for whoever knows `k_star` of its
learners, all others have one outcome; an outcome that harms nobody may be known of larger groups.
An empty group shows its zeros: nobody is in it.

Source: docs/privacy.md.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from forsa.outcomes.addresses import EVERYBODY, CellKey, cell_key
from forsa.outcomes.axes import BENIGN, OUTCOMES, TOTAL, merged_outcomes
from forsa.outcomes.tables import Theta
from forsa.outcomes.tabulating import Counts, TableCounts


class Why(StrEnum):
    """Why a cell is hidden. It stays in the node: with it, others undo what is hidden."""

    SMALL = "small"
    THIN = "thin"
    GROUP = "group"
    COMPLEMENT = "complement"
    """Another cell could be calculated from it."""


def primary_cells(counts: Counts, theta: Theta) -> dict[CellKey, Why]:
    """The cells to hide for what they say themselves, each with its reason.

    A cell that stands in several groups has the first reason of thin, group and small. The frame
    total is never one of them.
    """
    found: dict[CellKey, Why] = {}
    for axes, cells in counts.items():
        for at, why in _of_table(cells, theta, by_outcome=bool(axes) and axes[-1] in OUTCOMES):
            key = cell_key(axes, at)
            if key != EVERYBODY and found.get(key, Why.SMALL) is Why.SMALL:
                found[key] = why
    return dict(sorted(found.items()))


def hidden_outcomes(outcomes: Mapping[str, int], theta: Theta) -> dict[str, Why]:
    """What of one group has to be hidden.

    Args:
        outcomes: Learners of the group by code of an outcome axis, all codes of it.
        theta: The parameters.
    """
    n = sum(outcomes.values())
    if 0 < n < theta.m_min:
        return dict.fromkeys(outcomes, Why.THIN)
    if gives_itself_away(outcomes, theta):
        return dict.fromkeys(outcomes, Why.GROUP)
    return {code: Why.SMALL for code, count in outcomes.items() if is_small(count, theta)}


def gives_itself_away(outcomes: Mapping[str, int], theta: Theta) -> bool:
    """Whether an insider who knows `k_star` learners knows what became of all the others.

    That nobody is integrated is known of them, too, where what became of them instead is told in
    parts: `rest` is one outcome, whether a table has it as one or not.
    """
    n = sum(outcomes.values())
    if n == 0:
        return False
    return any(
        count >= n - theta.k_star and (code not in BENIGN or n < 2 * theta.m_min)
        for code, count in (*outcomes.items(), *_merged(outcomes))
    )


def _merged(outcomes: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Outcomes that the table has in several parts."""
    for whole, parts in merged_outcomes().items():
        if outcomes.keys() >= set(parts):
            yield whole, sum(outcomes[part] for part in parts)


def is_small(count: int, theta: Theta) -> bool:
    """Whether a count, 0 or more, is too small to be shown."""
    return 1 <= count < theta.k


def _of_table(
    cells: TableCounts, theta: Theta, *, by_outcome: bool
) -> list[tuple[tuple[str, ...], Why]]:
    if not by_outcome:
        return []
    groups: dict[tuple[str, ...], dict[str, int]] = {}
    for at, count in cells.items():
        groups.setdefault(at[:-1], {})[at[-1]] = count
    found = []
    for group, outcomes in groups.items():
        n = outcomes.pop(TOTAL)
        hidden = hidden_outcomes(outcomes, theta)
        found += [((*group, code), why) for code, why in hidden.items()]
        if is_small(n, theta):
            found.append(((*group, TOTAL), Why.SMALL))
    return found
