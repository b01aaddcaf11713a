"""The search for worlds: release by release for known learners, then over all releases at once.

This module needs the extra `outcomes`; import it late.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from forsa.outcomes.atoms import Atoms
from forsa.outcomes.duties import Duty
from forsa.outcomes.highs import NO_LIMIT, Limits
from forsa.outcomes.joining import Draws
from forsa.outcomes.joint_systems import joint_system, system_of_release
from forsa.outcomes.sparse import Floats, Ints
from forsa.outcomes.tables import Release
from forsa.outcomes.wants import Wants, World
from forsa.outcomes.whole_numbers import Numbers, WholeNumbers

_SWEEPS: Final = 16
"""How often all that is open is pushed at once, each sum up or down by lot."""
_SWEEPS_OF_OTHERS: Final = 4
_NOISE: Final = 1 / 2**36
"""Of a drawn number of 31 bits: small beside a push, so that nothing stands still for no reason."""


class Given:
    """The releases of a frame whose learners are known: then each can be asked by itself."""

    def __init__(
        self, atoms: Atoms, duties: Sequence[Duty], learners: Ints, limits: Limits | None
    ) -> None:
        """Write down what every release says of these learners."""
        self._size = atoms.grid.size
        present = np.repeat(learners > 0, atoms.outcomes)
        self._positions = np.flatnonzero(present).astype(np.int32)
        self._numbers = [
            WholeNumbers.of(
                system_of_release(atoms, duties, number, learners, self._positions), limits
            )
            for number in range(len(atoms.grid.tables))
        ]

    def towards(self, release: int, costs: Floats) -> Numbers | None:
        """Learners at each position of a release, near the least sum of costs; None if none met."""
        numbers = self._numbers[release]
        found = None if numbers is None else numbers.towards(costs[self._positions])
        if found is None:
            return None
        every = np.zeros(self._size, dtype=np.int64)
        every[self._positions] = found
        return every


class Search:
    """Worlds of one frame, and what they show."""

    def __init__(
        self,
        releases: Sequence[Release],
        atoms: Atoms,
        duties: Sequence[Duty],
        draws: Draws,
        limits: Limits | None,
    ) -> None:
        """Nothing is found yet."""
        self._releases, self._atoms, self._duties = releases, atoms, duties
        self._draws, self._limits = draws, limits
        self._joint: WholeNumbers | None = None
        self.worlds: list[World] = []

    def given(self, learners: Ints | None) -> Given | None:
        """The releases of these learners."""
        return (
            None if learners is None else Given(self._atoms, self._duties, learners, self._limits)
        )

    def sweep_first(self, given: Given | None, wants: Wants) -> None:
        """Push what is open of the first world's learners."""
        if given is not None:
            self._sweep(given, wants, self.worlds[0], range(_SWEEPS))

    def world(self, given: Given, name: str) -> World | None:
        """A world of known learners, whichever."""
        found = []
        for release in range(len(self._releases)):
            one = given.towards(release, self._noise(f"{name} {release}"))
            if one is None:
                return None
            found.append(one)
        return tuple(found)

    def _sweep(self, given: Given, wants: Wants, base: World, turns: range) -> None:
        """Push all that is open up or down by lot, then the other way."""
        for turn in turns:
            if not wants.open.any():
                return
            drawn = self._draws.signs(f"sweep {turn // 2}", len(wants.release)).astype(np.float64)
            signs = drawn * (1 - 2 * (turn % 2))
            signs[np.isfinite(wants.most)] = -1.0
            signs = np.where(wants.open, signs, signs / 25)
            self._push(given, wants, signs, base, f"sweep {turn}")

    def aim(self, given: Given | None, wants: Wants) -> None:
        """Push what is open of the first world's learners one by one, in all releases at once."""
        if given is None:
            return
        for way in (1.0, -1.0):
            left = np.flatnonzero(wants.open & ~wants.common)
            while len(left):
                _, first = np.unique(wants.release[left], return_index=True)
                signs = np.zeros(len(wants.release))
                signs[left[first]] = np.where(np.isfinite(wants.most[left[first]]), -1.0, way)
                self._push(given, wants, signs, self.worlds[0], f"aim {left[0]} {way}")
                left = np.delete(left, first)
                left = left[wants.open[left]]

    def aim_jointly(self, wants: Wants) -> None:
        """Ask for what is open over all releases and learners: pushed first, then exactly."""
        size = self._atoms.grid.size
        joint = None
        for at in np.flatnonzero(wants.open).tolist():
            joint = joint or self._all_at_once()
            if joint is None:
                return
            columns = wants.rows.row(at)[0] + wants.release[at] * size
            for way in (1.0, -1.0):
                costs = self._noise(f"joint {at} {way}", len(self._releases))
                costs[columns] -= way
                if wants.open[at]:
                    self._take(joint.towards(costs), wants)
            if wants.open[at] and wants.width[at]:
                for found in joint.apart(columns, int(wants.width[at])) or ():
                    self._take(found, wants)
            elif wants.open[at]:
                bound = (columns, -NO_LIMIT, float(wants.most[at]))
                self._take(
                    joint.bounded(
                        [bound], np.bincount(columns, minlength=len(costs)).astype(np.float64)
                    ),
                    wants,
                )
            if wants.open[at]:
                return

    def any_world(self) -> World | None:
        """A world of any learners."""
        joint = self._all_at_once()
        found = (
            None if joint is None else joint.bounded([], self._noise("any", len(self._releases)))
        )
        return None if found is None else self._split(found)

    def see(self, world: World, wants: Wants) -> None:
        """Keep a world if it shows something."""
        if wants.see(world):
            self.worlds.append(world)

    def show_among(self, learners: Ints | None, wants: Wants, turn: int) -> None:
        """Push what is open of other learners; their first world is kept in any case."""
        given = self.given(learners)
        base = None if given is None else self.world(given, f"other {turn}")
        if given is None or base is None:
            return
        wants.see(base)
        self.worlds.append(base)
        self._sweep(given, wants, base, range(_SWEEPS * turn, _SWEEPS * turn + _SWEEPS_OF_OTHERS))

    def _push(self, given: Given, wants: Wants, signs: Floats, base: World, name: str) -> None:
        """A world that differs from another one in the releases that are pushed."""
        found = list(base)
        for release in np.unique(wants.release[wants.open & ~wants.common & (signs != 0)]):
            push = wants.push(signs, int(release), self._atoms.grid.size)
            one = given.towards(int(release), push + self._noise(f"{name} {release}"))
            found[release] = found[release] if one is None else one
        self.see(tuple(found), wants)

    def _take(self, found: Numbers | None, wants: Wants) -> None:
        if found is not None:
            self.see(self._split(found), wants)

    def _split(self, found: Numbers) -> World:
        return tuple(np.split(found, len(self._releases)))

    def _all_at_once(self) -> WholeNumbers | None:
        if self._joint is None:
            system = joint_system(self._atoms, self._duties, self._releases)
            self._joint = WholeNumbers.of(system, self._limits)
        return self._joint

    def _noise(self, name: str, times: int = 1) -> Floats:
        drawn = self._draws.numbers(name, self._atoms.grid.size * times)
        return drawn.astype(np.float64) * _NOISE
