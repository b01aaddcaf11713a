"""A hub's BlobService in memory, on a real socket: it keeps, lies, refuses or breaks off."""

from __future__ import annotations  # grpc's classes are generic for mypy only

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import grpc
from forsa.client.blobs import BlobClient
from forsa.client.drafts import Signed
from forsa.commitment import Manifest, make_manifest, ranges_of
from forsa.envelope import Record
from forsa.errors import ConflictError, ForsaError, NotFoundError, Reason
from forsa.rpc.server import SERVER_OPTIONS, ErrorInterceptor
from forsa.testing import LocalNetwork
from forsa.v1 import blob_service_pb2 as pb
from forsa.v1.effects_pb2 import RecordAct
from forsa_node.node import Node
from forsa_node.store.mirror_files import BlobState

from tests.support.nodes import network_of, queue

SALT = bytes(range(32))
Context = Any


@dataclass
class Held:
    """Data as far as they came."""

    manifest: pb.BlobManifest
    chunks: dict[int, bytes] = field(default_factory=dict)


@dataclass
class FakeBlobs:
    """Honest until its fields are set."""

    held: dict[bytes, Held] = field(default_factory=dict)
    received: list[int] = field(default_factory=list)
    """Indexes of chunks that came in, in order."""
    sent: list[int] = field(default_factory=list)
    announced: list[bytes] = field(default_factory=list)
    """Roots of the manifests that came in, in order."""
    asked: list[bytes] = field(default_factory=list)
    """Roots of the downloads, in order."""
    refuse: Callable[[bytes], ForsaError | None] = lambda _root: None
    """Why a manifest is refused."""
    lie: Callable[[pb.GetChunksResponse], pb.GetChunksResponse] = lambda answer: answer
    lie_about_manifest: Callable[[pb.BlobManifest], pb.BlobManifest] = lambda one: one
    answers: Callable[[bytes], list[pb.GetChunksResponse]] | None = None
    """What a download brings instead of what was asked for."""
    pretends: bool = False
    """Says that it holds data which it does not keep."""
    fails_at: bytes | None = None
    """A root whose data make it raise what it does not expect."""
    channel: grpc.aio.Channel | None = None
    """To it."""
    breaks_after: int | None = None
    """Chunks, either way, after which the next stream breaks, once."""

    def keep(self, data: bytes, salt: bytes = SALT) -> Manifest:
        """Hold these data, complete."""
        manifest = make_manifest(salt, data)
        chunks = [data[at : at + 2**20] for at in range(0, len(data), 2**20)]
        self.held[manifest.root()] = Held(_message(manifest), dict(enumerate(chunks)))
        return manifest

    async def put_manifest(self, request: Any, _context: Context) -> pb.PutManifestResponse:
        """As the contract says, unless it refuses."""
        root = request.manifest.root
        error = self.refuse(root)
        if error is not None:
            raise error
        self.announced.append(root)
        if self.pretends:
            return pb.PutManifestResponse(complete=True)
        held = self.held.setdefault(root, Held(request.manifest))
        return pb.PutManifestResponse(durable=_ranges(held), complete=_complete(held))

    async def put_chunks(
        self, request_iterator: AsyncIterator[Any], context: Context
    ) -> pb.PutChunksResponse:
        """Keep what comes."""
        held = None
        async for one in request_iterator:
            held = self.held[one.root]
            held.chunks[one.index] = one.data
            self.received.append(one.index)
            await self._break(context)
        assert held is not None
        return pb.PutChunksResponse(durable=_ranges(held), complete=_complete(held))

    async def get_manifest(self, request: Any, _context: Context) -> pb.GetManifestResponse:
        """What it has, or a lie."""
        manifest = self._held(request.root).manifest
        return pb.GetManifestResponse(manifest=self.lie_about_manifest(manifest))

    async def get_chunks(
        self, request: Any, context: Context
    ) -> AsyncGenerator[pb.GetChunksResponse, None]:
        """Give what is asked for, or a lie."""
        held = self._held(request.root)
        sent = self.sent  # what a stream still gives after its end is not counted with the next
        self.asked.append(request.root)
        for answer in self.answers(request.root) if self.answers else ():
            yield answer
        for one in request.ranges:
            for index in range(one.first, one.first + one.count):
                sent.append(index)
                yield self.lie(pb.GetChunksResponse(index=index, data=held.chunks[index]))
                await self._break(context)

    def handlers(self) -> dict[str, grpc.RpcMethodHandler[Any, Any]]:
        """For a server."""
        kinds: dict[str, tuple[Any, Any, Any]] = {
            "PutManifest": (
                grpc.unary_unary_rpc_method_handler,
                self.put_manifest,
                pb.PutManifestRequest,
            ),
            "PutChunks": (
                grpc.stream_unary_rpc_method_handler,
                self.put_chunks,
                pb.PutChunksRequest,
            ),
            "GetManifest": (
                grpc.unary_unary_rpc_method_handler,
                self.get_manifest,
                pb.GetManifestRequest,
            ),
            "GetChunks": (
                grpc.unary_stream_rpc_method_handler,
                self.get_chunks,
                pb.GetChunksRequest,
            ),
        }
        return {
            name: make(answer, request.FromString, lambda message: message.SerializeToString())
            for name, (make, answer, request) in kinds.items()
        }

    def _held(self, root: bytes) -> Held:
        if root == self.fails_at:
            raise RuntimeError("a bug")
        if root not in self.held:
            raise NotFoundError("no such data", Reason.BLOB_UNKNOWN)
        return self.held[root]

    async def _break(self, context: Context) -> None:
        if self.breaks_after is not None:
            self.breaks_after -= 1
            if self.breaks_after <= 0:
                self.breaks_after = None
                await context.abort(grpc.StatusCode.UNAVAILABLE, "the connection broke")


@asynccontextmanager
async def blob_hub(fake: FakeBlobs | None = None) -> AsyncIterator[tuple[FakeBlobs, BlobClient]]:
    """Serve, and connect."""
    fake = fake or FakeBlobs()
    server = grpc.aio.server(
        interceptors=[ErrorInterceptor(lambda _method, _error: None)], options=SERVER_OPTIONS
    )
    handler = grpc.method_handlers_generic_handler("forsa.v1.BlobService", fake.handlers())
    server.add_generic_rpc_handlers((handler,))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    try:
        async with grpc.aio.insecure_channel(
            f"127.0.0.1:{port}", options=[("grpc.max_receive_message_length", 2**23)]
        ) as channel:
            fake.channel = channel
            yield fake, BlobClient(channel)
    finally:
        await server.stop(None)


def _message(manifest: Manifest) -> pb.BlobManifest:
    return pb.BlobManifest(
        root=manifest.root(),
        size=manifest.size,
        salt=manifest.salt,
        leaf_hashes=b"".join(manifest.leaf_hashes),
    )


def _ranges(held: Held) -> list[pb.ChunkRange]:
    return [pb.ChunkRange(first=first, count=count) for first, count in ranges_of(held.chunks)]


def _complete(held: Held) -> bool:
    return len(held.chunks) == len(held.manifest.leaf_hashes) // 32


@dataclass
class FilesNetwork:
    """A network whose attachments lie at a hub that a test may make lie."""

    network: LocalNetwork
    fake: FakeBlobs

    def node(self, member: str) -> Node:
        """The first node of a member."""
        return self.network.nodes[f"{member}/n1"]

    async def reopened(self, member: str, **settings: Any) -> Node:
        """A member's node, closed and opened again with these settings."""
        await self.network.close_node(member)
        return await self.network.open_node(member, **settings)


@asynccontextmanager
async def files_network(
    *members: str, fake: FakeBlobs | None = None
) -> AsyncIterator[FilesNetwork]:
    """A network of these members, its log at a real hub and its attachments at a fake one."""
    async with network_of(*members) as network, blob_hub(fake) as (kept, client):
        with (
            patch("forsa.client.hub.BlobClient", lambda _channel: client),
            patch("forsa_hub.admission.check_attachments", _missing_at(kept)),
        ):
            for node in network.nodes.values():
                await node.link.close()
            yield FilesNetwork(network, kept)


def _missing_at(fake: FakeBlobs) -> Callable[[Record, object], ForsaError | None]:
    """As the hub judges attachments, by what the fake holds."""

    def check(record: Record, _roots: object) -> ForsaError | None:
        whole = {root for root, held in fake.held.items() if _complete(held)}
        lacking = [one for one in record.header.attachments if one.root not in whole]
        return ConflictError("lacking", Reason.BLOB_MISSING) if lacking else None

    return check


def attached(node: Node, *contents: bytes, **fields: Any) -> Signed:
    """Queue a record with these contents as its attachments."""
    commitments = []
    for data in contents:
        digest, _ = node.content.put(BytesIO(data))
        commitments.append(node.files.commit(digest, "application/pdf"))
    return queue(node, "avec fichiers", attachments=tuple(commitments), **fields)


def content_of(node: Node, root: bytes) -> bytes | None:
    """The bytes of an attachment at a node; None if it is not complete there."""
    blob = node.mirror.store.blob(root)
    if blob is None or blob.state is not BlobState.COMPLETE or blob.sha256 is None:
        return None
    with node.content.open(blob.sha256) as file:
        return file.read()


def roots(signed: Signed) -> list[bytes]:
    """Of a record's attachments."""
    return [one.root for one in signed.record.header.attachments]


def spoil(path: Path, at: int) -> None:
    """Change one byte of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 1]))


def path_of(node: Node, data: bytes) -> Path:
    """Where a content lies at a node."""
    name = sha256(data).hexdigest()
    return node.identity.folder / "files" / name[:2] / name


def redact(node: Node, record_id: bytes) -> None:
    """The author takes a record back."""
    act = RecordAct(target=record_id, reason="privacy")
    queue(node, "", kind="record.redact", body=b"", effect=act)
