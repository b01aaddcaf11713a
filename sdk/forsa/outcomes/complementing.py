"""Complements: what else has to be hidden so that no hidden cell can be calculated.

Needs the extra `outcomes`; import it late.

Source: docs/privacy.md.
"""

from collections.abc import Iterable, Iterator

from forsa.outcomes.highs import NO_LIMIT
from forsa.outcomes.moving import Moves
from forsa.outcomes.sheets import Place


def hide_complements(moves: Moves, width: int) -> tuple[Place, ...]:
    """Hide cells until every hidden cell can have values `width` apart.

    The largest come first: what they need often serves the smaller ones. Cells that are hidden on
    the way are held to the same width.

    Returns:
        The cells for which nothing was enough; usually none.
    """
    failed: list[Place] = []
    waiting = sorted(moves.hidden, key=lambda place: (-moves.whole_value(place), place))
    while waiting:
        before = set(moves.hidden)
        failed += [place for place in waiting if not widen(moves, place, width)]
        waiting = sorted(moves.hidden - before)
    return tuple(failed)


def widen(moves: Moves, place: Place, width: int) -> bool:
    """Hide what one hidden cell needs, or say that there is nothing."""
    if moves.spread(place) >= width:
        return True
    moves.reach(place)
    if moves.spread(place) >= width:
        return True
    value = moves.whole_value(place)
    for down in splits(value, width):
        above = moves.move(place, value + width - down, NO_LIMIT)
        if above is None:
            continue
        _hide(moves, above)
        below = moves.move(place, 0, value - down)
        if below is not None:
            _hide(moves, below)
            return True
    return False


def splits(value: int, width: int) -> Iterator[int]:
    """How much of a width may lie below the value, what is nearest to half of it first."""
    half = width // 2
    yield from sorted(range(min(value, width) + 1), key=lambda down: (abs(down - half), down))


def _hide(moves: Moves, places: Iterable[Place]) -> None:
    for place in sorted(places):
        moves.hide(place)
