"""The search for worlds: pushed for known learners, then step by step, at last exactly.

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
from forsa.outcomes.sparse import Floats, Ints, Numbers
from forsa.outcomes.stepping import Goal, Steps
from forsa.outcomes.tables import Release
from forsa.outcomes.wants import Wants, World
from forsa.outcomes.whole_numbers import WholeNumbers

_SWEEPS: Final = 16
"""How often all that is open is pushed at once, each sum up or down by lot."""
_NOISE: Final = 1 / 2**36
"""Of a drawn number of 31 bits: small beside a push, so that nothing stands still for no reason."""
_STEP_NOISE: Final = 4
"""The same beside the cost of a learner who moves."""


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
        self._steps: Steps | None = None
        self.worlds: list[World] = []

    def given(self, learners: Ints | None) -> Given | None:
        """The releases of these learners."""
        return (
            None if learners is None else Given(self._atoms, self._duties, learners, self._limits)
        )

    def world(self, given: Given, name: str) -> World | None:
        """A world of known learners, whichever."""
        found = []
        for release in range(len(self._releases)):
            one = given.towards(release, self._noise(f"{name} {release}"))
            if one is None:
                return None
            found.append(one)
        return tuple(found)

    def sweep(self, given: Given | None, wants: Wants) -> None:
        """Push all that is open up or down by lot, then the other way, for known learners."""
        if given is None:
            return
        for turn in range(_SWEEPS):
            if not wants.open.any():
                return
            drawn = self._draws.signs(f"sweep {turn // 2}", len(wants.release)).astype(np.float64)
            signs = drawn * (1 - 2 * (turn % 2))
            signs[np.isfinite(wants.most)] = -1.0
            signs = np.where(wants.open, signs, signs / 25)
            self._push(given, wants, signs, f"sweep {turn}")

    def step(self, wants: Wants) -> None:
        """Go from the worlds that show most of what is open to ones that show more of it."""
        steps = self._stepping() if wants.open.any() else None
        if steps is None:
            return
        seen = [wants.values(world) for world in self.worlds]
        for at in np.flatnonzero(wants.open).tolist():
            for way in (1, -1):
                values = np.array([one[at] for one in seen])
                best = int(np.argmax(way * values))
                by = way * (_goal(wants, at, way) - values[best])
                if not wants.open[at] or by < 1:
                    continue
                columns = wants.rows.row(at)[0] + wants.release[at] * self._atoms.grid.size
                goal = Goal(int(wants.release[at]), columns, way, round(by))
                noise = self._noise(f"step {at} {way}", len(self._releases)) * _STEP_NOISE
                world = steps.towards(self.worlds[best], goal, noise)
                if world is not None and self.see(world, wants):
                    seen.append(wants.values(world))

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

    def see(self, world: World, wants: Wants) -> bool:
        """Keep a world if it shows something."""
        new = wants.see(world)
        if new:
            self.worlds.append(world)
        return new

    def _push(self, given: Given, wants: Wants, signs: Floats, name: str) -> None:
        """A world that differs from the first one in the releases that are pushed."""
        found = list(self.worlds[0])
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

    def _stepping(self) -> Steps | None:
        if self._steps is None:
            self._steps = Steps.of(self._releases, self._atoms, self._duties, self._limits)
        return self._steps

    def _noise(self, name: str, times: int = 1) -> Floats:
        drawn = self._draws.numbers(name, self._atoms.grid.size * times)
        return drawn.astype(np.float64) * _NOISE


def _goal(wants: Wants, at: int, way: int) -> float:
    """The value of a sum that would show what is wanted of it, above or below those seen."""
    if np.isfinite(wants.most[at]):
        return float(wants.most[at] if way < 0 else wants.high[at])
    return float(wants.low[at] + wants.width[at] if way > 0 else wants.high[at] - wants.width[at])
