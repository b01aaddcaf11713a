"""Publishers that go on while their hub is killed, and the audit of what it then has to hold."""

import asyncio
import os
from collections.abc import Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field

from forsa.client.hub import HubClient
from forsa.client.identity import Identity
from forsa.client.published import Logged, Refused, verify_published
from forsa.commitment import commit
from forsa.entry import hash_entry, parse_entry
from forsa.envelope import Record, RecordId, parse_record, sign_record
from forsa.errors import BusyError
from forsa.merkle.frontier import EMPTY
from forsa.note import Checkpoint
from forsa.rpc.channel import NodeCredentials, open_channel
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.record_pb2 import RecordHeader

MakeBody = Callable[[int], bytes]
_RETRY_SECONDS = 0.05


@dataclass
class Acknowledged:
    """What a hub has promised: where each record stands, and every note it signed."""

    index: dict[RecordId, int] = field(default_factory=dict)
    checkpoints: set[Checkpoint] = field(default_factory=set)

    def add(self, logged: Logged) -> None:
        known = self.index.setdefault(logged.record.record_id, logged.index)
        self.checkpoints.add(Checkpoint.parse(logged.receipt.note.text))

        assert known == logged.index, "a record was acknowledged at two places"


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

    def __init__(self, identity: Identity, make_body: MakeBody, promised: Acknowledged) -> None:
        self._identity = identity
        self._key = identity.signing_key("record")
        self._make_body = make_body
        self._promised = promised
        self.sent = 0

    async def publish_until(self, stop: asyncio.Event, batch: int) -> None:
        """Publish until `stop`; the last batch is sent until it is acknowledged."""
        client = await connect(self._identity)
        while not stop.is_set():
            records = [self._draft() for _ in range(batch)]
            while not await self._is_acknowledged(client, records):
                client = await connect(self._identity)

    def _draft(self) -> tuple[Record, pb.PublishItem]:
        body, salt = self._make_body(self.sent), os.urandom(32)
        self.sent += 1
        header = RecordHeader(
            network_id=self._identity.network_id,
            member=self._identity.member,
            key_id=self._key.key_id,
            kind="practice.report",
            min_level=1,
            object_id=os.urandom(16),
            audience="network",
            body=commit(salt, body),
            languages=["fr"],
            region="MA-05",
        )
        record = sign_record(header, self._key)
        return record, pb.PublishItem(envelope=record.envelope, salt=salt, body=body)

    async def _is_acknowledged(
        self, client: HubClient, drafts: Sequence[tuple[Record, pb.PublishItem]]
    ) -> bool:
        try:
            answer = await client.publish([item for _, item in drafts])
        except BusyError:
            return False
        records = [record for record, _ in drafts]
        for outcome in verify_published(answer, records, self._identity.roots()):
            match outcome:
                case Logged():
                    self._promised.add(outcome)
                case Refused():
                    raise AssertionError(f"refused: {outcome.error}")
        return True


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
