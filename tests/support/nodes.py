"""Nodes in a test: records to queue, and a hub whose words are changed on their way to a node."""

import asyncio
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.hub import HubClient, PullPart
from forsa.errors import Reason
from forsa.testing import LocalNetwork, local_network
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.record_pb2 import Observed
from forsa_node.node import Node
from forsa_node.store.member import OutboxState

KIND = "field_note.publish"
"""Unknown to the registry: any body will do."""


def note(node: Node, text: str, observed: Observed | None = None, **fields: Any) -> Signed:
    """A signed record of this node with `text` as its body."""
    values: dict[str, Any] = {"kind": KIND, "body": text.encode(), "audience": "public"}
    draft = Draft(**{**values, **fields})
    return sign_draft(draft, node.identity, node.clock.now_ms(), observed)


def queue(node: Node, text: str = "une note", **fields: Any) -> Signed:
    """Sign such a record and queue it."""
    signed = note(node, text, **fields)
    node.queue(signed, text[:20])
    return signed


def states(node: Node) -> list[OutboxState]:
    """The states of everything in the outbox, in order."""
    return [item.state for item in node.member.items()]


def reasons(node: Node) -> set[Reason]:
    """The reasons of all alarms."""
    return {alarm.reason for alarm in node.member.alarms()}


@asynccontextmanager
async def network_of(*members: str, **settings: object) -> AsyncIterator[LocalNetwork]:
    """A network with a node for each of these members, all synced once."""
    async with local_network(**settings) as network:  # type: ignore[arg-type]
        for member in members:
            await network.add_node(member)
        await network.sync()
        yield network


STATUTES = {"admission": "secretariat", "voting_min_hours": "1"}
"""Of networks that govern themselves in a test: the office activates, a vote takes an hour."""


@asynccontextmanager
async def active_network_of(*members: str, **settings: object) -> AsyncIterator[LocalNetwork]:
    """The same, and all of them may vote."""
    async with network_of(*members, statutes=STATUTES, **settings) as network:
        await network.activate(*members)
        await network.sync()
        yield network


def joined_folder(folder: Path) -> Path:
    """Make the folder of a node of amal that joined a network, which is gone."""

    async def run() -> None:
        async with network_of("amal") as network:
            place = network.nodes["amal/n1"].identity.folder
            await network.close_node("amal")
            shutil.copytree(place, folder, ignore=shutil.ignore_patterns("*.sock"))

    asyncio.run(run())
    return folder


def copy_of(joined: Path, folder: Path, settings: str) -> Path:
    """Copy the folder of a node, with settings of its own: writing and signing need no network."""
    shutil.copytree(joined, folder)
    (folder / "node.toml").write_text(settings)
    return folder


@dataclass
class LyingHub(HubClient):
    """The real hub, with what it says changed: `lie` gets each part of a pull, and what a hub
    answers to `publish`."""

    honest: HubClient
    lie: Callable[[PullPart], Sequence[PullPart]] = lambda part: [part]
    lie_about_bodies: Callable[[pb.Body], pb.Body] = lambda body: body
    lie_about_receipts: Callable[[pb.PublishResponse], pb.PublishResponse] = lambda answer: answer
    cosigned: list[str] = field(default_factory=list)
    """Lines that came in."""

    def __post_init__(self) -> None:
        """Attachments come as they are."""
        self.blobs = self.honest.blobs

    async def hello(self, request: pb.HelloRequest) -> pb.HelloResponse:
        """As it is."""
        return await self.honest.hello(request)

    async def publish(self, items: Sequence[pb.PublishItem]) -> pb.PublishResponse:
        """Changed."""
        return self.lie_about_receipts(await self.honest.publish(items))

    async def pull(self, request: pb.PullRequest) -> AsyncGenerator[PullPart, None]:
        """Changed."""
        async with aclosing(self.honest.pull(request)) as parts:
            async for part in parts:
                for told in self.lie(part):
                    yield told

    async def get_bodies(self, indexes: Sequence[int]) -> AsyncGenerator[pb.Body, None]:
        """Changed."""
        async with aclosing(self.honest.get_bodies(indexes)) as bodies:
            async for body in bodies:
                yield self.lie_about_bodies(body)

    async def cosign(self, size: int, root: bytes, line: str) -> None:
        """Noted, and handed on."""
        self.cosigned.append(line)
        await self.honest.cosign(size, root, line)


async def between(node: Node) -> LyingHub:
    """Put a liar between a node and its hub; it is honest until its lies are set."""
    honest = await node.link.client(node.member.accepted())
    liar = LyingHub(honest)
    node.link._client = liar
    return liar
