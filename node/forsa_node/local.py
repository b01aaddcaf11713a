"""How a command reaches a node: through the daemon that runs, or alone where none does.

One writer a store: whoever holds the folder's lock.
"""

import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import grpc
from forsa.client.files import FolderError, FolderProblem
from forsa.clock import Clock
from forsa.errors import BusyError, Reason
from forsa.v1.node_service_pb2_grpc import NodeServiceStub

from forsa_node.config import Config
from forsa_node.node import Node

if TYPE_CHECKING:
    from forsa.v1.node_service_pb2_grpc import NodeServiceAsyncStub

SOCKET: Final = "node.sock"
CALL_SECONDS: Final = 60.0
MAX_SOCKET_PATH: Final = 100


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Hold the folder's lock; False if a daemon or another command holds it."""
    run = folder / "run"
    if not run.is_dir():
        raise FolderError(f"{folder} holds no node", FolderProblem.MISSING, folder)
    with (run / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def socket_of(folder: Path) -> Path:
    """The daemon's socket.

    Raises:
        FolderError: its path is longer than a socket's may be.
    """
    path = folder.resolve() / "run" / SOCKET
    if len(str(path).encode()) > MAX_SOCKET_PATH:
        raise FolderError(
            f"the path of {path} is too long for a socket; move the folder to a shorter one",
            FolderProblem.DAMAGED,
            folder,
        )
    return path


@asynccontextmanager
async def daemon_of(folder: Path) -> "AsyncIterator[NodeServiceAsyncStub]":
    """Talk to the daemon that holds the folder's lock.

    Raises:
        BusyError: another command holds the lock, or the daemon is only starting.
    """
    socket = socket_of(folder)
    if not socket.exists():
        raise BusyError(f"another command works in {folder}; try again", Reason.OUTCOME_UNKNOWN)
    async with grpc.aio.insecure_channel(f"unix:{socket}") as channel:
        yield NodeServiceStub(channel)


@asynccontextmanager
async def opened(folder: Path, clock: Clock) -> AsyncIterator[Node]:
    """The node itself, for a command that holds the lock."""
    node = Node.open(folder, Config.load(folder), clock)
    try:
        yield node
    finally:
        await node.close()
