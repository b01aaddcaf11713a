"""Finding the worlds of an accept proof, from the public releases alone.

First the learners: one table over all axes that agrees with what is shown of groups. Given them,
the releases no longer touch each other, so what became of the learners is asked release by release,
in directions that push what is hidden up, then down. What these learners leave too narrow is shown
by steps from worlds that are known, in all releases at once, and at last by feasibility over all
unknowns.

The seed is the SHA-256 of the digests: the same releases give the same proof. No argument is
private, so a proof says nothing that the releases do not.

This module needs the extra `outcomes`; import it late.

Source: docs/privacy.md; docs/decisions/0025-audit-and-proof.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

import numpy as np

from forsa.errors import TooLargeError
from forsa.outcomes.atoms import Atoms
from forsa.outcomes.bounds import Intervals
from forsa.outcomes.duties import find_duties
from forsa.outcomes.grid import Grid
from forsa.outcomes.highs import Answer, Limits, Rows, Solver
from forsa.outcomes.joining import Draws, join_groups
from forsa.outcomes.model import Model
from forsa.outcomes.proof import AcceptProof, format_proof
from forsa.outcomes.reducing import CLOSE
from forsa.outcomes.renewing import renewals
from forsa.outcomes.sparse import Ints
from forsa.outcomes.tables import Release
from forsa.outcomes.verify import verify_accept
from forsa.outcomes.wants import Wants, World, find_derived_cells, wants_of
from forsa.outcomes.world_search import Given, Search
from forsa.outcomes.writing_proof import telling, write_accept

_MET: Final = 40
"""How many of the tables met the middle is taken of."""
_TRIES: Final = 8


def find_witnesses(
    releases: Sequence[Release],
    model: Model,
    found: Intervals,
    limits: Limits | None = None,
) -> bytes | None:
    """Find the accept proof of the last release.

    Args:
        releases: All of one member and school year in log order, of right shape.
        model: Of these releases, table by table.
        found: Its intervals: whole tables that were met are where the search begins.
        limits: Work allowed for each question.

    Returns:
        The bytes of the proof; None if none was found: the release stays undecided.
    """
    draws = Draws(sha256(b"".join(one.digest for one in releases)).digest())
    atoms = Atoms(Grid(releases))
    duties = find_duties(releases, atoms)
    search = Search(releases, atoms, duties, draws, limits)
    groups = _Learners(model, _middle(model, found, draws), atoms, draws)
    given = _begin(search, groups)
    if not search.worlds:
        return None
    wants = wants_of(duties)
    wants.see(search.worlds[0])
    _show(search, given, wants)
    derived = find_derived_cells(releases, atoms, search.worlds[0])
    small = derived.wants()
    for world in search.worlds:
        small.see(world)
    _show(search, given, small)
    if wants.open.any() or small.open.any():
        return None
    told = [telling(atoms.grid, world) for world in search.worlds]
    told += renewals(atoms, duties, told, limits)
    proof = write_accept(releases, atoms.grid, duties, derived, told)
    return None if proof is None else _verified(releases, proof)


def _show(search: Search, given: Given | None, wants: Wants) -> None:
    """Look for worlds until nothing is open: what shows much at once first."""
    search.sweep(given, wants)
    search.step(wants)
    search.aim_jointly(wants)


def _begin(search: Search, groups: "_Learners") -> Given | None:
    """Find a first world: of learners that are easily given outcomes, or else of any."""
    for turn in range(_TRIES):
        given = search.given(groups.drawn(turn))
        world = None if given is None else search.world(given, f"first {turn}")
        if world is not None:
            search.worlds.append(world)
            return given
    world = search.any_world()
    if world is not None:
        search.worlds.append(world)
        return search.given(groups.of(world))
    return None


def _verified(releases: Sequence[Release], proof: AcceptProof) -> bytes | None:
    """The bytes of a proof, once the verifier has seen them: nothing else may say that it holds."""
    try:
        data = format_proof(proof)
    except TooLargeError:
        return None
    verify_accept(releases, data)
    return data


@dataclass(frozen=True, slots=True)
class _Learners:
    """Tables of learners over all axes that agree with what is shown of groups."""

    model: Model
    middle: Ints | None
    """Whole numbers at each unknown of the model."""
    atoms: Atoms
    draws: Draws

    def drawn(self, turn: int) -> Ints | None:
        """One of them."""
        if self.middle is None:
            return None
        draws = Draws(self.draws.seed + turn.to_bytes(4, "big"))
        return join_groups(self.model.groups, self.middle, self.atoms.grid.order[:-1], draws)

    def of(self, world: World) -> Ints:
        """Those of a world."""
        learners: Ints = world[0].reshape(self.atoms.groups, self.atoms.outcomes).sum(axis=1)
        return learners.astype(np.int32)


def _middle(model: Model, found: Intervals, draws: Draws) -> Ints | None:
    """Whole tables near the middle of those met: where nothing is at its end, all is possible."""
    mean = found.tables(_MET).mean(axis=0)
    rows, equal = model.system.rows, model.system.equal
    solver = Solver(
        model.system.columns,
        Rows(rows.starts, rows.columns, rows.weights, equal, equal),
        lower=np.floor(mean + CLOSE),
        upper=np.ceil(mean - CLOSE),
    )
    for turn in range(_TRIES):
        costs = draws.numbers(f"middle {turn}", model.system.columns).astype(np.float64)
        if solver.minimise(costs) is not Answer.FOUND:
            return None
        near = np.rint(solver.values)
        if np.all(np.abs(solver.values - near) < CLOSE):
            return near.astype(np.int32)
    return None
