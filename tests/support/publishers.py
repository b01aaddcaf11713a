"""Publishers that go on while their hub is killed, and the audit of what it then has to hold."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field

from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.hub import HubClient
from forsa.client.identity import Identity
from forsa.client.published import Logged, Refused, verify_published
from forsa.clock import SystemClock
from forsa.entry import hash_entry, parse_entry
from forsa.envelope import RecordId, parse_record
from forsa.errors import BusyError
from forsa.merkle.frontier import EMPTY
from forsa.note import Checkpoint
from forsa.rpc.channel import NodeCredentials, open_channel
from forsa.v1 import log_service_pb2 as pb

from tests.support.reports import LANGUAGE, REGION, small_report

_RETRY_SECONDS = 0.05


@dataclass
class Acknowledged:
    """What a hub has promised: where each record stands, and every note it signed."""

    index: dict[RecordId, int] = field(default_factory=dict)
    checkpoints: set[Checkpoint] = field(default_factory=set)
    _grown: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, logged: Logged) -> None:
        known = self.index.setdefault(logged.record.record_id, logged.index)
        self.checkpoints.add(Checkpoint.parse(logged.receipt.note.text))

        self._grown.set()

        assert known == logged.index, "a record was acknowledged at two places"

    async def reach(self, count: int) -> None:
        """Wait until so many records are acknowledged."""
        while len(self.index) < count:
            self._grown.clear()
            await self._grown.wait()


async def connect(identity: Identity) -> HubClient:
    """A client of the node's hub, once it answers."""
    credentials = NodeCredentials(identity.ca_pem(), identity.chain_pem(), identity.tls_key_pem())
    while True:
        with suppress(BusyError):
            channel = await open_channel(identity.hub_address(), credentials, identity.roots()[-1])
            client = HubClient(channel)
            await client.hello(pb.HelloRequest(minors=[0], software="forsa tests"))
            return client
        await asyncio.sleep(_RETRY_SECONDS)


class Publisher:
    """A member that publishes batch after batch and sends again what was not acknowledged."""

    def __init__(self, identity: Identity, promised: Acknowledged) -> None:
        self.identity = identity
        self._promised = promised
        self.sent = 0

    async def publish_until(self, stop: asyncio.Event, batch: int) -> None:
        """Publish until `stop`; the last batch is sent until it is acknowledged."""
        client = await connect(self.identity)
        while not stop.is_set():
            drafts = [self._draft() for _ in range(batch)]
            while not await self._is_acknowledged(client, drafts):
                client = await connect(self.identity)

    def _draft(self) -> Signed:
        report = small_report(self.sent)
        self.sent += 1
        draft = Draft("practice.report", report, languages=(LANGUAGE,), region=REGION)
        return sign_draft(draft, self.identity, SystemClock().now_ms())

    async def _is_acknowledged(self, client: HubClient, drafts: Sequence[Signed]) -> bool:
        try:
            refused = await self._send(client, drafts)
        except BusyError:
            return False
        assert refused is None, f"refused: {refused.error}"
        return True

    async def publish_some(self, client: HubClient, batch: int) -> Refused | None:
        """Publish new records once; return the first refusal, if any."""
        return await self._send(client, [self._draft() for _ in range(batch)])

    async def _send(self, client: HubClient, drafts: Sequence[Signed]) -> Refused | None:
        answer = await client.publish([one.item for one in drafts])
        records = [one.record for one in drafts]
        refusals = []
        for outcome in verify_published(answer, records, self.identity.roots()):
            if isinstance(outcome, Logged):
                self._promised.add(outcome)
            else:
                refusals.append(outcome)
        return refusals[0] if refusals else None


async def audit(identity: Identity, promised: Acknowledged) -> int:
    """Pull the whole log and check every promise against it; return its size.

    Every acknowledged record stands at its index, no record stands twice, and every checkpoint
    ever signed is the root of that many entries: so there are no two roots for one size.
    """
    entries = await _pull_all(await connect(identity))
    records = [parse_record(parse_entry(entry).envelope).record_id for entry in entries]
    frontier, roots = EMPTY, [EMPTY.root()]
    for entry in entries:
        frontier = frontier.append(hash_entry(entry))
        roots.append(frontier.root())

    assert len(set(records)) == len(records), "a record stands in the log twice"
    for record_id, index in promised.index.items():
        assert records[index] == record_id, f"acknowledged at {index}, and not there"
    for checkpoint in promised.checkpoints:
        assert checkpoint.size <= len(entries), f"signed {checkpoint.size}, holds {len(entries)}"
        assert roots[checkpoint.size] == checkpoint.root, f"two roots for size {checkpoint.size}"
    return len(entries)


async def _pull_all(client: HubClient) -> list[bytes]:
    entries: list[bytes] = []
    async with aclosing(client.pull(pb.PullRequest())) as parts:
        async for part in parts:
            if isinstance(part, pb.PullBatch):
                entries += [one.entry for one in part.entries]
    return entries
