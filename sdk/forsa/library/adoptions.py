"""Who used a work elsewhere, what came of it, and how mature that makes a practice.

`good` needs an adoption by another member that worked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forsa.library.told import Told, chosen, newest_of_each

GOOD = "good"
REFERENCE = "network_reference"
WORKED = "worked"


@dataclass(frozen=True, slots=True)
class Adoption:
    """A work used by another member, as that member tells it now."""

    told: Told
    verdict: str
    """`worked`, `partly`, `did_not_work`, `too_early`; empty if it may not be shown, or is none."""
    fidelity: str
    region: str
    after_withdrawal: bool
    """The work was withdrawn when this was logged."""

    @property
    def counts(self) -> bool:
        """Whether it says something about the work: not withdrawn itself, and readable."""
        return not (self.told.withdrawn or self.told.hidden) and bool(self.verdict)


def adoptions_of(
    author: str, adoptions: Iterable[Told], withdrawn_at: int | None = None
) -> list[Adoption]:
    """The newest version of every adoption by another member, by index.

    Args:
        author: Whose work it is; what that member says of its own work is no adoption.
        adoptions: Records of kind practice.adopt that answer a version of the work.
        withdrawn_at: Index of the work's withdrawal; None = it was not withdrawn.
    """
    found = []
    for one in newest_of_each(adoptions):
        if one.member != author:
            late = withdrawn_at is not None and one.index > withdrawn_at
            found.append(
                Adoption(
                    one,
                    chosen(one.message, "verdict"),
                    chosen(one.message, "fidelity"),
                    one.record.header.region,
                    late,
                )
            )
    return found


def maturity_of(claimed: str, adoptions: Sequence[Adoption], *, endorsed: bool = False) -> str:
    """What is shown in place of the author's claim; empty where nothing was claimed."""
    if not claimed:
        return ""
    if endorsed:
        return REFERENCE
    if any(one.counts and one.verdict == WORKED for one in adoptions):
        return GOOD
    return claimed
