"""Both ends of the transfers that are measured, each a process of its own.

`python -m benchmarks.transfer_roles ROLE ARGUMENTS...` prints one JSON object a line.
"""

import asyncio
import json
import os
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from io import FileIO
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import grpc
from forsa.client.connecting import connect_async
from forsa.client.drafts import Draft, sign_draft
from forsa.client.identity import load_identity
from forsa.client.published import Logged, verify_published
from forsa.clock import SystemClock
from forsa.commitment import CHUNK_BYTES, Manifest, manifest_of
from forsa.merkle.hashes import hash_leaf
from forsa.rpc.memory import give_back_memory
from forsa.v1.record_pb2 import Commitment

from benchmarks.place import client_of

_PLAIN: Final = "/plain.Plain/"
AHEAD: Final = 2
"""Chunks that are worked on beside the one that travels."""


def say(**values: Any) -> None:
    """One line for the process that asked."""
    print(json.dumps(values), flush=True)


class Clocks(NamedTuple):
    """A moment, by the clock on the wall and by what this process has had of the processor."""

    wall: float
    processor: float

    @classmethod
    def now(cls) -> Self:
        """This moment."""
        return cls(time.perf_counter(), time.process_time())

    def passed(self) -> dict[str, float]:
        """Seconds since, as a role says them."""
        now = self.now()
        return {"seconds": now.wall - self.wall, "processor": now.processor - self.processor}


def _opened(file: str) -> FileIO:
    return FileIO(file)


def _manifest(file: Path) -> Manifest:
    with file.open("rb") as opened:
        return manifest_of(os.urandom(32), iter(lambda: opened.read(CHUNK_BYTES), b""))


async def upload(folder: str, file: str) -> None:
    """Upload a file until it is durable at the hub, then publish a record that names it."""
    identity = load_identity(Path(folder))
    client = await client_of(identity)
    manifest = _manifest(Path(file))
    with _opened(file) as opened:
        say(ready=True)
        started = Clocks.now()
        sent = await client.blobs.put(
            manifest, lambda i: os.pread(opened.fileno(), CHUNK_BYTES, i * CHUNK_BYTES)
        )
        took = started.passed()
    commitment = Commitment(
        root=manifest.root(), size=manifest.size, media_type="application/octet-stream"
    )
    draft = Draft("trial.note", b"bench", attachments=(commitment,))
    signed = sign_draft(draft, identity, SystemClock().now_ms())
    answer = await client.publish([signed.item])
    (outcome,) = verify_published(answer, [signed.record], identity.roots())
    if not isinstance(outcome, Logged):
        raise outcome.error
    say(**took, sent=sent, record_id=signed.record.record_id.hex())


async def download(folder: str, record_id: str, to: str) -> None:
    """Download the attachment of a record: verified, and durable in a new file."""
    async with connect_async(folder) as network:
        item = await network.get(bytes.fromhex(record_id))
        say(ready=True)
        started = Clocks.now()
        await network.attachment(item, item.header.attachments[0], to)
        say(**started.passed())


async def _read(file: str) -> AsyncIterator[bytes]:
    with _opened(file) as opened:
        while chunk := opened.read(CHUNK_BYTES):
            yield chunk


async def _read_hashed(file: str) -> AsyncIterator[bytes]:
    """Each chunk read and hashed on a thread, the next two while one is sent."""
    ahead: deque[asyncio.Future[bytes]] = deque()
    with _opened(file) as opened:

        def read(at: int) -> bytes:
            chunk = os.pread(opened.fileno(), CHUNK_BYTES, at)
            hash_leaf(chunk)
            return chunk

        for at in range(0, os.fstat(opened.fileno()).st_size, CHUNK_BYTES):
            ahead.append(asyncio.ensure_future(asyncio.to_thread(read, at)))
            if len(ahead) > AHEAD:
                yield await ahead.popleft()
        for one in ahead:
            yield await one


async def _forget(chunks: AsyncIterator[bytes]) -> None:
    async for _ in chunks:
        pass


async def _hash_and_write(chunks: AsyncIterator[bytes], to: str) -> None:
    """Each chunk hashed and written on a thread, a few at a time; synced at the end."""
    flying: deque[asyncio.Future[None]] = deque()
    with FileIO(to, "w") as opened:

        def write(chunk: bytes, at: int) -> None:
            hash_leaf(chunk)
            os.pwrite(opened.fileno(), chunk, at)

        at = 0
        async for chunk in chunks:
            if len(flying) > AHEAD:
                await flying.popleft()
            flying.append(asyncio.ensure_future(asyncio.to_thread(write, chunk, at)))
            at += len(chunk)
        await asyncio.gather(*flying)
        os.fdatasync(opened.fileno())


async def plain_server(hub_folder: str, file: str) -> None:
    """The references, TLS, gRPC as it is: chunks of a file, given or taken.

    `Take` and `Give` do nothing with them; `Keep` and `Show` hash them, and keep them in a file or
    read them from one, as both ends of an attachment must.
    """
    folder = Path(hub_folder)

    async def take(chunks: AsyncIterator[bytes], _context: Any) -> bytes:
        await _forget(chunks)
        return b""

    async def keep(chunks: AsyncIterator[bytes], _context: Any) -> bytes:
        await _hash_and_write(chunks, f"{file}.kept")
        return b""

    async def give(_request: bytes, _context: Any) -> AsyncIterator[bytes]:
        async for chunk in _read(file):
            yield chunk

    async def show(_request: bytes, _context: Any) -> AsyncIterator[bytes]:
        async for chunk in _read_hashed(file):
            yield chunk

    server = grpc.aio.server()
    handlers: dict[str, Any] = {
        "Take": grpc.stream_unary_rpc_method_handler(take),
        "Keep": grpc.stream_unary_rpc_method_handler(keep),
        "Give": grpc.unary_stream_rpc_method_handler(give),
        "Show": grpc.unary_stream_rpc_method_handler(show),
    }
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler("plain.Plain", handlers),)
    )
    chain = (folder / "tls/hub.crt").read_bytes() + (folder / "tls/ca.crt").read_bytes()
    pair = ((folder / "keys/tls.pem").read_bytes(), chain)
    port = server.add_secure_port("127.0.0.1:0", grpc.ssl_server_credentials([pair]))
    await server.start()
    say(port=port)
    await server.wait_for_termination()


def _plain_channel(hub_folder: str, port: str) -> grpc.aio.Channel:
    ca = (Path(hub_folder) / "tls/ca.crt").read_bytes()
    credentials = grpc.ssl_channel_credentials(root_certificates=ca)
    return grpc.aio.secure_channel(f"localhost:{port}", credentials)


async def _send(hub_folder: str, port: str, method: str, chunks: AsyncIterator[bytes]) -> None:
    async with _plain_channel(hub_folder, port) as channel:
        await channel.channel_ready()
        started = Clocks.now()
        call: Any = channel.stream_unary(_PLAIN + method)
        await call(chunks)
        say(**started.passed())


async def plain_up(hub_folder: str, port: str, file: str) -> None:
    """Send a file's chunks to the reference."""
    await _send(hub_folder, port, "Take", _read(file))


async def checked_up(hub_folder: str, port: str, file: str) -> None:
    """The same, hashed and read at this end, hashed and written at the other."""
    await _send(hub_folder, port, "Keep", _read_hashed(file))


async def _fetch(
    hub_folder: str, port: str, method: str, work: Callable[[AsyncIterator[bytes]], Awaitable[None]]
) -> None:
    async with _plain_channel(hub_folder, port) as channel:
        await channel.channel_ready()
        started = Clocks.now()
        call: Any = channel.unary_stream(_PLAIN + method)
        await work(call(b""))
        say(**started.passed())


async def plain_down(hub_folder: str, port: str) -> None:
    """Take chunks from the reference."""
    await _fetch(hub_folder, port, "Give", _forget)


async def checked_down(hub_folder: str, port: str, to: str) -> None:
    """The same, hashed and read at the other end, hashed and written at this one."""
    await _fetch(hub_folder, port, "Show", lambda chunks: _hash_and_write(chunks, to))


ROLES: Final[dict[str, Any]] = {
    "upload": upload,
    "download": download,
    "plain-server": plain_server,
    "plain-up": plain_up,
    "plain-down": plain_down,
    "checked-up": checked_up,
    "checked-down": checked_down,
}

if __name__ == "__main__":
    give_back_memory()  # as hub and node do; the reference, too
    asyncio.run(ROLES[sys.argv[1]](*sys.argv[2:]))
