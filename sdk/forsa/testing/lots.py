"""Drawing lots that fall the same everywhere: whole numbers, by counter, from a seed.

Neither the platform, nor the version of Python or numpy, nor the order of drawing changes a lot:
number `i` of the lot `name` is SplitMix64 of SHA-256(seed, name) + i. No floats.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Final

import numpy as np
import numpy.typing as npt

Odds = Mapping[str, int]
"""What can be drawn, and how often: weights of 0 or more with a sum from 1 to 2^31."""

Ints = npt.NDArray[np.int64]
Texts = npt.NDArray[np.str_]

_HALF: Final = np.uint64(32)
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)


class Lots:
    """All lots of one seed; each has a name."""

    def __init__(self, *seed: int | str) -> None:
        self._seed = seed

    def below(self, name: str, limit: int, size: int) -> Ints:
        """`size` numbers from 0 to `limit` - 1; `limit` from 1 to 2^31."""
        return ((self._halves(name, size) * np.uint64(limit)) >> _HALF).astype(np.int64)

    def pick(self, name: str, odds: Odds, size: int) -> Texts:
        """`size` draws."""
        return _fall(odds, self._halves(name, size))

    def pick_by(self, name: str, odds: Mapping[str, Odds], kinds: Texts) -> Texts:
        """One draw for each of `kinds`, whose odds are those of its kind."""
        halves = self._halves(name, len(kinds))
        drawn = np.empty(len(kinds), dtype="U40")
        for kind in np.unique(kinds):
            drawn[kinds == kind] = _fall(odds[str(kind)], halves[kinds == kind])
        return drawn

    def one(self, name: str, odds: Odds) -> str:
        """A single draw."""
        return str(self.pick(name, odds, 1)[0])

    def order(self, name: str, size: int) -> tuple[int, ...]:
        """The numbers 0 to `size` - 1, in a drawn order."""
        return tuple(int(at) for at in np.argsort(self._numbers(name, size), kind="stable"))

    def _halves(self, name: str, size: int) -> npt.NDArray[np.uint64]:
        """Numbers of 32 bits."""
        return self._numbers(name, size) >> _HALF

    def _numbers(self, name: str, size: int) -> npt.NDArray[np.uint64]:
        start = sha256("\n".join(map(str, (*self._seed, name))).encode()).digest()
        mixed = np.arange(1, size + 1, dtype=np.uint64) * _STEP
        mixed += np.uint64(int.from_bytes(start[:8], "big"))
        for shift, factor in _MIX:
            mixed = (mixed ^ (mixed >> shift)) * factor
        return mixed ^ (mixed >> np.uint64(31))


def _fall(odds: Odds, halves: npt.NDArray[np.uint64]) -> Texts:
    ends = np.cumsum(np.array(list(odds.values()), dtype=np.int64))
    drawn = ((halves * ends[-1].astype(np.uint64)) >> _HALF).astype(np.int64)
    fallen: Texts = np.array(list(odds))[np.searchsorted(ends, drawn, side="right")]
    return fallen
