"""Networks of real processes for the acceptance tests, and how hard they are treated."""

import os
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from forsa.client.identity import Identity, load_identity
from forsa.demo.network import Network, Node

from tests.support.reports import REGION

IS_CAMPAIGN: Final = bool(os.environ.get("FORSA_CAMPAIGN"))
RELAXED: Final = {
    "FORSA_HUB_LIMITS__RECORDS_PER_SECOND": "100000",
    "FORSA_HUB_LIMITS__RECORDS_BURST": "100000",
    "FORSA_HUB_LIMITS__RECORDS_PER_DAY": "10000000",
}
"""Limits that a test about something else never meets."""
MEMBERS: Final = ("amal", "badr", "cyn", "dalia")
TRACEBACK: Final = "Traceback (most recent call last)"


def seeded() -> random.Random:
    """Draws of this run; a failing test shows the seed, FORSA_SEED repeats it."""
    seed = int(os.environ.get("FORSA_SEED") or random.randrange(2**32))
    print(f"FORSA_SEED={seed}")  # noqa: T201 - pytest shows it when the test fails
    return random.Random(seed)


@contextmanager
def founded(settings: Mapping[str, str] | None = None) -> Iterator[Network]:
    """A hub that serves; its processes end with the block, and none may have shown a traceback."""
    with TemporaryDirectory(prefix="forsa-") as folder:  # short: sockets lie in it
        with Network(Path(folder) / "n", settings=settings) as network:
            network.hub.init("Test")
            network.hub.start()
            yield network
        for log in network.logs.iterdir():
            assert TRACEBACK not in log.read_text(), f"{log.name}:\n{log.read_text()}"


def joined(
    network: Network, *members: str, settings: Mapping[str, str] | None = None
) -> list[Node]:
    """Enrolled nodes that do not run."""
    return [network.add(member, member.title(), REGION, settings) for member in members]


def identity_of(node: Node) -> Identity:
    """The node's identity, to act in its place."""
    return load_identity(node.folder)
