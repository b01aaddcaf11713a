"""A second count of a vote, written from the protocol's words and sharing nothing with the fold.

It keeps every ballot it was shown and looks through all of them for every answer: slow, and short
enough to be read beside docs/protocol.md, "Ballots" and "Decision".
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Shown:
    """A ballot as it stands in the log."""

    index: int
    log_time_ms: int
    voter: str
    choice: str
    proxy_for: str = ""
    signed_by: str = ""
    """Whose key signed the proxy."""
    observed_size: int = 0


@dataclass
class NaiveVote:
    """One proposal: what was frozen at its opening, and the valid ballots in order."""

    roll: Sequence[str]
    closes_ms: int
    proxies_max: int
    valid: list[Shown] = field(default_factory=list)

    def verdict(self, ballot: Shown, active: Collection[str]) -> str:
        """Say why a ballot does not count, or take it and return an empty text.

        `active`: the members that are active at its index.
        """
        if ballot.voter not in active:
            return "MEMBER_NOT_ACTIVE"
        if ballot.log_time_ms > self.closes_ms:
            return "BALLOT_CLOSED"
        if ballot.voter not in self.roll:
            return "NOT_ON_ROLL"
        if ballot.proxy_for and not self._is_proxy(ballot, active):
            return "KIND_PRECONDITION"
        replaced = self._replaced(ballot)
        if replaced is not None and ballot.observed_size <= replaced.index:
            return "KIND_PRECONDITION"
        self.valid.append(ballot)
        return ""

    def _is_proxy(self, ballot: Shown, active: Collection[str]) -> bool:
        absent = ballot.proxy_for
        if absent not in self.roll or absent not in active or absent == ballot.voter:
            return False
        if ballot.signed_by != absent:
            return False
        before = {
            one.proxy_for for one in self.valid if one.proxy_for and one.voter == ballot.voter
        }
        return len(before | {absent}) <= self.proxies_max

    def _replaced(self, ballot: Shown) -> Shown | None:
        """The counted ballot that this one takes the place of: own by own, proxy by proxy."""
        member = ballot.proxy_for or ballot.voter
        counted = self.counted(member)
        same = counted is not None and bool(counted.proxy_for) == bool(ballot.proxy_for)
        return counted if same else None

    def counted(self, member: str) -> Shown | None:
        """The member's own last ballot, else the last one by proxy."""
        own = [one for one in self.valid if one.voter == member and not one.proxy_for]
        by_proxy = [one for one in self.valid if one.proxy_for == member]
        return (by_proxy[-1:] + own[-1:])[-1] if own or by_proxy else None

    def result(self, rule: str, quorum: str) -> str:
        """Decide with fractions."""
        counted = [one for member in self.roll if (one := self.counted(member)) is not None]
        choices = [one.choice for one in counted]
        present = Fraction(len(choices), len(self.roll))
        if quorum == "more_than_half" and not present > Fraction(1, 2):
            return "no_quorum"
        if quorum == "one_third" and not present >= Fraction(1, 3):
            return "no_quorum"
        return "adopted" if self._is_adopted(rule, choices) else "rejected"

    def _is_adopted(self, rule: str, choices: list[str]) -> bool:
        favour, against = choices.count("for"), choices.count("against")
        cast = Fraction(favour, favour + against) if favour else Fraction(0)
        entitled = Fraction(favour, len(self.roll))
        return {
            "simple": favour > against,
            "absolute": entitled > Fraction(1, 2),
            "two_thirds_cast": cast >= Fraction(2, 3),
            "two_thirds_entitled": entitled >= Fraction(2, 3),
            "three_quarters_cast": cast >= Fraction(3, 4),
            "unanimity": cast == 1,
            "consent": against == 0,
        }[rule]
