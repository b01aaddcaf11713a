"""The network as a pytest fixture, for tests without an event loop.

Put `pytest_plugins = ["forsa.testing.fixtures"]` into the top `conftest.py`.
"""

from collections.abc import Coroutine, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import pytest

from forsa.client.blocking import LoopThread, Network, connect
from forsa.testing.clock import FakeClock
from forsa.testing.network import LocalNetwork, local_network

A = TypeVar("A")


class BlockingNetwork:
    """A `LocalNetwork` that runs in a thread of its own."""

    def __init__(self, thread: LoopThread, network: LocalNetwork, stack: ExitStack) -> None:
        self.network = network
        self._thread = thread
        self._stack = stack

    @property
    def clock(self) -> FakeClock:
        """Shared by hub and nodes; may be moved from here."""
        return self.network.clock

    @property
    def network_id(self) -> bytes:
        """32 bytes."""
        return self.network.network_id

    def run(self, work: Coroutine[Any, Any, A]) -> A:
        """Run something of the network in its loop."""
        return self._thread.call(work)

    def add_member(self, member: str) -> Path:
        """Admit a member with one node; returns the node's folder."""
        return self.run(self.network.add_node(member)).identity.folder

    def connect(self, member: str) -> Network:
        """Connect as a member that was added; closed at the end of the test."""
        folder = self.network.nodes[f"{member}/n1"].identity.folder
        return self._stack.enter_context(connect(folder, clock=self.clock))

    def connect_outside(self) -> Network:
        """Connect from outside, with host and network id."""
        address = self.network.address
        return self._stack.enter_context(
            connect(
                host=address.host,
                network_id=self.network_id,
                enrol_port=address.enrol_port,
                clock=self.clock,
            )
        )

    def sync(self) -> None:
        """Let every node push, pull and cosign until all hold the whole log."""
        self.run(self.network.sync())

    def stop_hub(self) -> None:
        """Stop the hub."""
        self.run(self.network.stop_hub())

    def start_hub(self) -> None:
        """Start it again."""
        self.run(self.network.start_hub())


@pytest.fixture
def forsa_network() -> Iterator[BlockingNetwork]:
    """A hub and no nodes yet, in this process; gone after the test."""
    thread = LoopThread()
    context = local_network()
    try:
        network = thread.call(context.__aenter__())
        try:
            with ExitStack() as stack:
                yield BlockingNetwork(thread, network, stack)
        finally:
            thread.call(context.__aexit__(None, None, None))
    finally:
        thread.close()
