"""The network itself: founded in a temporary folder, gone when the test is over."""

from __future__ import annotations  # hub and node are imported inside functions only

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.identity import Identity, create_identity
from forsa.client.node_keys import NodeKeys
from forsa.client.request import Request, admit_effect
from forsa.join_token import JoinToken
from forsa.rpc.address import HubAddress
from forsa.testing.clock import FakeClock
from forsa.testing.links import BadLink
from forsa.v1.effects_pb2 import MemberAct

if TYPE_CHECKING:
    from forsa_hub.server import Hub
    from forsa_hub.setup import Founded
    from forsa_node.node import Node

HOST: Final = "localhost"
ORIGIN: Final = "localhost/log1"
OFFICE: Final = "office"
"""The secretariat of every test network."""
_ROUNDS: Final = 10
_GENEROUS: Final = {
    "records_per_second": 100_000,
    "records_burst": 100_000,
    "records_per_day": 10_000_000,
    "enrolments_per_minute": 10_000,
}


class LocalNetwork:
    """A hub with its nodes. All of it runs in the loop that made it."""

    def __init__(
        self,
        folder: Path,
        clock: FakeClock,
        settings: dict[str, Any],
        statutes: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.clock = clock
        self._statutes = statutes or {}
        self.nodes: dict[str, Node] = {}
        """Open nodes by `<member>/<node>`."""
        self.links: dict[str, tuple[BadLink, BadLink]] = {}
        """The links of each node to the main and the enrolment port."""
        self._settings = settings
        self._founded: Founded | None = None
        self._hub: Hub | None = None
        self._doors: tuple[BadLink, BadLink] | None = None

    @property
    def founded(self) -> Founded:
        """Folder, network id and office of the network."""
        if self._founded is None:
            raise RuntimeError("the network is not founded yet")
        return self._founded

    @property
    def network_id(self) -> bytes:
        """32 bytes."""
        return self.founded.network_id

    @property
    def office(self) -> Identity:
        """The secretariat's node."""
        return self.founded.office

    @property
    def hub(self) -> Hub:
        """The running hub."""
        if self._hub is None:
            raise RuntimeError("the hub does not run")
        return self._hub

    @property
    def address(self) -> HubAddress:
        """Where an outsider finds the hub; stays the same when the hub is started again."""
        if self._doors is None:
            raise RuntimeError("the network is not founded yet")
        main, enrolment = self._doors
        return HubAddress(HOST, main.port, enrolment.port)

    async def found(self) -> None:
        """Make hub and office, and start the hub."""
        from forsa_hub.setup import Plan, found

        self._doors = await self._open_links()
        plan = Plan(
            folder=self.folder / "hub",
            name="Test network",
            origin=ORIGIN,
            host=HOST,
            member=OFFICE,
            node="n1",
            office_folder=self.folder / f"{OFFICE}-n1",
            root_key_file=self.folder / "root.pem",
            port=self._doors[0].port,
            enrol_port=self._doors[1].port,
            statutes=self._statutes,
        )
        self._founded = found(plan, self.clock)
        await self.start_hub()

    async def start_hub(self, **settings: Any) -> None:
        """Start the hub, after `found` or `stop_hub`; settings as in its `Config`."""
        from forsa_hub.config import Config
        from forsa_hub.server import Hub

        given = {
            "bind": "127.0.0.1",
            "port": 0,
            "enrol_port": 0,
            "metrics_port": 0,
            "showcase_port": 0,
            "library_seconds": 0,
            "verify_workers": 0,
            "free_bytes": 0,
            "limits": _GENEROUS,
        }
        folder = self.founded.folder
        config = Config.load(folder.path, **{**given, **self._settings, **settings})
        self._hub = await Hub.open(folder, config, self.clock)
        await self._hub.start()

    async def stop_hub(self) -> None:
        """Stop the hub as a signal would; nodes and links stay."""
        hub, self._hub = self.hub, None
        await hub.stop()

    async def _open_links(self) -> tuple[BadLink, BadLink]:
        main = await BadLink(lambda: self.hub.ports[0] if self._hub else 0).open()
        enrolment = await BadLink(lambda: self.hub.ports[1] if self._hub else 0).open()
        return main, enrolment

    async def add_node(
        self, member: str, node: str = "n1", *, name: str = "", role: str = "member"
    ) -> Node:
        """Make a node, have its member admitted if it is new, join, and open it."""
        from forsa_node.enrolment import join

        identity = self.make_identity(member, node, name or member)
        main, enrolment = self.links[identity.holder] = await self._open_links()
        token = await self.invite(identity, role)
        reached = replace(token, host=HOST, enrol_port=enrolment.port)
        await join(identity, reached, main.port, self.clock.now_ms())
        return await self.open_node(member, node)

    def make_identity(self, member: str, node: str, name: str) -> Identity:
        """A node that has its keys and has not joined."""
        folder = self.folder / f"{member}-{node}"
        identity = Identity(folder, self.network_id, member, node, name)
        return create_identity(identity, self._keys_of(identity))

    def _keys_of(self, identity: Identity) -> NodeKeys:
        """New keys; a second node of a member brings the member keys of the first."""
        drawn = NodeKeys.draw()
        first = next(self.folder.glob(f"{identity.member}-*"), None)
        if first is None:
            return drawn
        known = replace(identity, folder=first)
        keys = {purpose: known.signing_key(purpose) for purpose in drawn.member}
        return replace(drawn, member=keys)

    async def invite(self, identity: Identity, role: str = "member") -> JoinToken:
        """Admit the member of a node, if it is new, and make a token for the node."""
        from forsa_hub.invitations import Invitation, invite

        core = self.hub.core
        admission = b""
        if identity.member not in core.sequencer.state.rights.members:
            admission = self._admission(identity, role)
        wanted = Invitation(identity.member, identity.node, admission, 14)
        token, _ = await invite(core, wanted, HOST, self.address.enrol_port)
        return token

    def _admission(self, identity: Identity, role: str) -> bytes:
        keys = NodeKeys(
            {purpose: identity.signing_key(purpose) for purpose in ("admin", "govern", "record")},
            identity.witness_key(),
            identity.tls_key_pem(),
        )
        names = {"member": identity.member, "node": identity.node, "name": identity.name}
        request = Request.make(self.network_id, names, keys)
        draft = Draft("member.admit", effect=admit_effect(request, role))
        return sign_draft(draft, self.office, self.clock.now_ms()).record.envelope

    async def activate(self, *members: str) -> None:
        """Let provisional members vote, by the office alone.

        The network's `statutes` must say so: `admission` is `secretariat`.

        Raises:
            ForsaError: they do not, or there is no such provisional member.
        """
        for member in members:
            effect = MemberAct(member=member, reason="admitted")
            draft = Draft("member.activate", effect=effect)
            await self.log(sign_draft(draft, self.office, self.clock.now_ms()))

    async def log(self, signed: Signed) -> None:
        """Log a record at the hub, as if its author's node had sent it.

        Raises:
            ForsaError: the hub refuses it.
        """
        from forsa_hub.admission import Offer
        from forsa_hub.batch import Placed

        core = self.hub.core
        (offer,) = await core.offers([signed.item])
        if not isinstance(offer, Offer):
            raise offer[1]
        (placed,) = (await core.sequencer.publish([offer])).outcomes
        if not isinstance(placed, Placed):
            raise placed

    async def open_node(self, member: str, node: str = "n1", **settings: Any) -> Node:
        """Open a node that has joined, after `close_node`; settings as in its `Config`."""
        from forsa_node.config import Config
        from forsa_node.node import Node

        folder = self.folder / f"{member}-{node}"
        config = Config(**{"verify_workers": 0, "free_bytes": 0, **settings})
        opened = Node.open(folder, config, self.clock)
        self.nodes[f"{member}/{node}"] = opened
        return opened

    async def close_node(self, member: str, node: str = "n1") -> None:
        """Close a node as a signal would."""
        await self.nodes.pop(f"{member}/{node}").close()

    async def sync(self) -> None:
        """Let every node push, pull, cosign and move files until all hold the whole log.

        Raises:
            ForsaError: what ended a node's round.
            AssertionError: after ten rounds they still do not.
        """
        for _ in range(_ROUNDS):
            for node in self.nodes.values():
                report, moved = await node.exchange()
                error = report.error or moved.error
                if error is not None:
                    raise error
            size = self.hub.core.sequencer.head.size
            if all(node.mirror.trusted.size == size for node in self.nodes.values()):
                return
        raise AssertionError(f"after {_ROUNDS} rounds not every node holds {size} entries")

    def cut(self, member: str, node: str = "n1") -> None:
        """Break a node's links."""
        for link in self.links[f"{member}/{node}"]:
            link.cut()

    def restore(self, member: str, node: str = "n1") -> None:
        """Mend a node's links."""
        for link in self.links[f"{member}/{node}"]:
            link.restore()

    async def close(self) -> None:
        """Close nodes, hub and links."""
        for node in self.nodes.values():
            await node.close()
        self.nodes.clear()
        if self._hub is not None:
            await self.stop_hub()
        for link in (*self._all_links(),):
            await link.close()

    def _all_links(self) -> list[BadLink]:
        pairs = [*self.links.values(), *([self._doors] if self._doors else [])]
        return [link for pair in pairs for link in pair]


@asynccontextmanager
async def local_network(
    clock: FakeClock | None = None,
    statutes: Mapping[str, str] | None = None,
    **hub_settings: Any,
) -> AsyncIterator[LocalNetwork]:
    """Found a network in a temporary folder; everything is closed and deleted at the end.

    Args:
        clock: Shared by hub and nodes; None = a new one.
        statutes: Settings of the network that hold from its first entry, e.g. `admission`.
        hub_settings: As in `forsa_hub.config.Config`.
    """
    with TemporaryDirectory(prefix="forsa-") as folder:  # short: a socket lies in it
        network = LocalNetwork(Path(folder), clock or FakeClock(), hub_settings, statutes)
        try:
            await network.found()
            yield network
        finally:
            await network.close()
