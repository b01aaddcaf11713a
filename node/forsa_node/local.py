"""How a command reaches a node: through the daemon that runs, or alone where none does.

One writer a store: whoever holds the folder's lock.
"""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import grpc
from forsa.client.files import FolderError, FolderProblem
from forsa.clock import Clock, MachineClock
from forsa.errors import BusyError, Reason
from forsa.v1.node_service_pb2_grpc import NodeServiceStub

if TYPE_CHECKING:
    from forsa.v1.node_service_pb2_grpc import NodeServiceAsyncStub

    from forsa_node.node import Node

SOCKET: Final = "node.sock"
CALL_SECONDS: Final = 60.0
MAX_SOCKET_PATH: Final = 100
WAIT_MS: Final = 30_000
"""A command that opens a node with a long log may hold the lock for some seconds."""
WAIT_STEP_SECONDS: Final = 0.05


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
            FolderProblem.PATH_TOO_LONG,
            folder,
        )
    return path


@asynccontextmanager
async def daemon_of(folder: Path) -> "AsyncIterator[NodeServiceAsyncStub]":
    """Talk to the daemon that holds the folder's lock.

    Raises:
        BusyError: nobody listens: a command holds the lock, or the daemon is only starting.
    """
    socket = socket_of(folder)
    if not socket.exists():
        raise _busy(folder)
    async with grpc.aio.insecure_channel(f"unix:{socket}") as channel:
        yield NodeServiceStub(channel)


@asynccontextmanager
async def reached(folder: Path, clock: Clock) -> "AsyncIterator[Node | NodeServiceAsyncStub]":
    """The daemon that runs, or the node itself where none does.

    Another command, or a daemon that is only starting, is waited for.

    Raises:
        BusyError: it takes longer than half a minute.
    """
    from forsa_node.config import Config
    from forsa_node.node import Node

    machine = clock.machine
    deadline_ms = machine.boot_ms() + WAIT_MS
    while True:
        with locked(folder) as free:
            if free:
                socket_of(folder).unlink(missing_ok=True)  # a killed daemon's
                node = Node.open(folder, Config.load(folder), clock)
                node.files.mending.at_once = True
                try:
                    yield node
                finally:
                    await node.close()
                return
        if await _listens(folder):
            async with daemon_of(folder) as stub:
                yield stub
            return
        if machine.boot_ms() > deadline_ms:
            raise _busy(folder)
        await machine.sleep(WAIT_STEP_SECONDS)


async def lock_soon(folder: Path, machine: MachineClock, held: ExitStack) -> None:
    """Take the folder's lock for as long as `held` lasts; a command that has it is waited for.

    Raises:
        BusyError: a daemon runs, or a command takes longer than half a minute.
    """
    deadline_ms = machine.boot_ms() + WAIT_MS
    while True:
        with ExitStack() as tried:
            if tried.enter_context(locked(folder)):
                socket_of(folder).unlink(missing_ok=True)  # a killed daemon's
                held.push(tried.pop_all())
                return
        if machine.boot_ms() > deadline_ms or await _listens(folder):
            raise _busy(folder)
        await machine.sleep(WAIT_STEP_SECONDS)


async def _listens(folder: Path) -> bool:
    """Whether a daemon answers at the folder's socket; the file of a killed one may lie there."""
    try:
        _, writer = await asyncio.open_unix_connection(socket_of(folder))
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


def _busy(folder: Path) -> BusyError:
    return BusyError(f"another forsa-node works in {folder}; try again", Reason.OUTCOME_UNKNOWN)
