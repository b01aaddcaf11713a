"""The parts of the demo, in the order in which they are told. A new part is one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from forsa.demo.network import Network
from forsa.demo.parts.found import found
from forsa.demo.parts.offline import offline
from forsa.demo.parts.outcomes import outcomes
from forsa.demo.parts.publish import publish
from forsa.demo.parts.season import season
from forsa.demo.parts.share import share
from forsa.demo.parts.tamper import tamper
from forsa.demo.screen import Screen

Facts: TypeAlias = Mapping[str, object]
"""What a part measured or found, for `--json` and for the tests."""


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of the demo: it raises `ProcessError` if what it shows does not hold."""

    name: str
    needs: tuple[str, ...]
    """The parts that must have run before, in this order."""
    run: Callable[[Network, Screen], Facts]


PARTS: Final[Mapping[str, Part]] = {
    part.name: part
    for part in (
        Part("network", (), found),
        Part("publish", ("network",), publish),
        Part("share", ("network",), share),
        Part("outcomes", ("network",), outcomes),
        Part("season", ("network",), season),
        Part("offline", ("network",), offline),
        Part("tamper", ("network",), tamper),
    )
}


def plan(name: str | None) -> tuple[Part, ...]:
    """All parts, or the one called `name` after what it needs.

    Raises:
        KeyError: there is no such part.
    """
    if name is None:
        return tuple(PARTS.values())
    part = PARTS[name]
    return (*(PARTS[needed] for needed in part.needs), part)
