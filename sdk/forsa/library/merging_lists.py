"""Which item of two changed lists was which of the list that both grew out of.

A list is told as the items of the base, each kept, changed or taken out by either side, and what
either side added before, between and after them. Equal items are found again wherever they moved
less than the others; of a stretch with no equal item the first is the first, and so on.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any


@dataclass(frozen=True, slots=True)
class Gap:
    """What both sides added at one place, in their order."""

    mine: Sequence[Any]
    theirs: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """One item of the base, and what either side made of it; None = it was taken out."""

    number: int
    base: Any
    mine: Any
    theirs: Any


def slots_of(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Gap | Slot]:
    """The items of the base with what lies around them: a gap first, a gap last."""
    own, new = _Side(base, mine), _Side(base, theirs)
    slots: list[Gap | Slot] = [Gap(own.added[0], new.added[0])]
    for number, item in enumerate(base):
        slots.append(Slot(number, item, own.items[number], new.items[number]))
        slots.append(Gap(own.added[number + 1], new.added[number + 1]))
    return slots


def is_too_many(items: Sequence[Any], at: int, mine: Sequence[Any], theirs: Sequence[Any]) -> bool:
    """Whether an item stands before as often as on the side that has it most.

    Both may have added the same, at other places.
    """
    return items[:at].count(items[at]) >= max(mine.count(items[at]), theirs.count(items[at]), 1)


class _Side:
    """What one side made of the base."""

    def __init__(self, base: Sequence[Any], changed: Sequence[Any]) -> None:
        self.items: list[Any] = [None] * len(base)
        """By index in the base."""
        self.added: list[list[Any]] = [[] for _ in range(len(base) + 1)]
        """Before the item of that index; the last are those at the end."""
        keys = [_key(one) for one in base], [_key(one) for one in changed]
        for _, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            pairs = min(i2 - i1, j2 - j1)
            self.items[i1 : i1 + pairs] = changed[j1 : j1 + pairs]
            self.added[i2] += changed[j1 + pairs : j2]


def _key(item: Any) -> Hashable:
    """Equal for equal items."""
    key: Hashable = item
    return item.SerializeToString(deterministic=True) if hasattr(item, "DESCRIPTOR") else key
