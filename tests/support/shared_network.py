"""One network for all tests of a module: founding it costs more than what most of them do.

Each test uses members of its own, or none that another one changes, so that their order is free.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from forsa.client.drafts import draft_of, sign_draft

from tests.support.commands import SETTINGS, Commands
from tests.support.nodes import active_network_of, network_of
from tests.support.reports import small_report

Play = Callable[[Callable[[Commands], Awaitable[None]]], None]
"""Plays a test in the network."""


@contextmanager
def shared_network(folder: Path, *members: str, active: bool = True) -> Iterator[Play]:
    """A network with these members; it stands still between two tests.

    With `active` they may vote and the office activates others alone; else the network's statutes
    are those it has by itself.
    """
    network = active_network_of(*members) if active else network_of(*members)
    with asyncio.Runner() as runner:
        commands = Commands(runner.run(network.__aenter__()), folder)

        async def played(test: Callable[[Commands], Awaitable[None]]) -> None:
            before = set(commands.network.nodes)
            try:
                await test(commands)
            finally:
                for holder in {*commands.network.nodes} - before:  # each sync would take them along
                    member, _, node = holder.partition("/")
                    await commands.network.close_node(member, node)

        try:
            yield lambda test: runner.run(played(test))
        finally:
            runner.run(network.__aexit__(None, None, None))


async def newcomer(commands: Commands, member: str, *, active: bool = True) -> None:
    """A member of the test's own, with a node n1."""
    node = await commands.network.add_node(member)
    (node.identity.folder / "node.toml").write_text(SETTINGS)
    if active:
        await commands.network.activate(member)
    await commands.sync()


async def published(commands: Commands, member: str, number: int, node: str = "n1") -> str:
    """A report of the member, in the log and at every open node; return its record id."""
    found = commands.network.nodes[f"{member}/{node}"]
    draft = draft_of(small_report(number))
    signed = sign_draft(draft, found.identity, found.clock.now_ms())
    found.queue(signed, "")
    await commands.sync()
    return signed.record.record_id.hex()
