"""The same network for programs without an event loop (`forsa.connect`).

One thread runs the loop; every call waits for it. An iterator asks for one item at a time, so a
slow program holds the hub back instead of filling memory.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from google.protobuf.message import Message

from forsa.client.blobs import Progress, ignore_progress
from forsa.client.connecting import connect_async
from forsa.client.drafts import Draft, Signed
from forsa.client.identity import Identity
from forsa.client.items import Item
from forsa.client.local_files import LocalFile
from forsa.client.network import ATTACHMENT_SECONDS, PUBLISH_SECONDS, AsyncNetwork
from forsa.client.values import EVERYTHING, Filter, Published, Saved, Uploaded
from forsa.clock import Clock
from forsa.library.query import SearchResult
from forsa.receipt import Receipt, VerifiedReceipt
from forsa.root import TrustRoot
from forsa.rpc.address import ENROL_PORT
from forsa.v1.common_pb2 import Attachment
from forsa.v1.record_pb2 import Commitment

if TYPE_CHECKING:
    from forsa.client.blocking_governance import Governance
    from forsa.exports.outcomes.collection import Outcomes

A = TypeVar("A")


class LoopThread:
    """An event loop in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="forsa", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def call(self, work: Coroutine[Any, Any, A]) -> A:
        """Run `work` in the loop and wait for it; an interrupt cancels it.

        Raises:
            RuntimeError: the connection was closed before.
        """
        if self._loop.is_closed():
            work.close()
            raise RuntimeError("the connection is closed")
        future: Future[A] = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def iterate(self, items: AsyncGenerator[A, None]) -> Iterator[A]:
        """Yield what `items` yields, each fetched when it is asked for; closes it at the end."""
        try:
            while (item := self.call(_next(items))) is not None:
                yield item[0]
        finally:
            if not self._loop.is_closed():
                self.call(_close(items))

    def close(self) -> None:
        """End what still runs, then the loop and its thread."""
        if self._loop.is_closed():
            return
        self.call(_end_everything())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _next(items: AsyncGenerator[A, None]) -> tuple[A] | None:
    async for item in items:
        return (item,)
    return None


async def _close(items: AsyncGenerator[Any, None]) -> None:
    await items.aclose()


async def _end_everything() -> None:
    own = asyncio.current_task()
    tasks = [task for task in asyncio.all_tasks() if task is not own]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_asyncgens()


class Network:
    """An open connection; see `AsyncNetwork`, whose every promise holds here."""

    def __init__(self, connection: AbstractAsyncContextManager[AsyncNetwork]) -> None:
        self._connection = connection
        self._thread = LoopThread()
        try:
            self._network = self._thread.call(connection.__aenter__())
        except BaseException:
            self._thread.close()
            raise
        self._open = True

    @property
    def network_id(self) -> bytes:
        """32 bytes."""
        return self._network.network_id

    @property
    def identity(self) -> Identity | None:
        """Whose folder this is connected with; None for an outsider."""
        return self._network.identity

    @property
    def roots(self) -> tuple[TrustRoot, ...]:
        """The trust root chain, version 1 first."""
        return self._network.roots

    @property
    def governance(self) -> "Governance":
        """Members, decisions, texts and duties, computed here from the whole log."""
        from forsa.client.blocking_governance import Governance

        return Governance(self._thread, self._network.governance)

    def sign(self, draft: Draft | Message, **fields: Any) -> Signed:
        """Sign a draft, or a body message whose kind follows from its type."""
        return self._network.sign(draft, **fields)

    def publish(
        self,
        what: Signed | Draft | Message,
        *,
        files: Sequence[LocalFile] = (),
        patience_seconds: float = PUBLISH_SECONDS,
        progress: Progress = ignore_progress,
        **fields: Any,
    ) -> Published:
        """Publish directly to the hub, its files first; return once its proof is verified.

        There is no queue behind this: the durable outbox is the node's (`forsa-node publish`).
        `progress` is called in the thread of the connection.
        """
        work = self._network.publish(
            what, files=files, patience_seconds=patience_seconds, progress=progress, **fields
        )
        return self._thread.call(work)

    def upload(
        self,
        file: LocalFile,
        *,
        patience_seconds: float = ATTACHMENT_SECONDS,
        progress: Progress = ignore_progress,
    ) -> Uploaded:
        """Bring a file to the hub ahead of the record that will name it; goes on where it ended."""
        work = self._network.upload(file, patience_seconds=patience_seconds, progress=progress)
        return self._thread.call(work)

    def get(self, what: bytes) -> Item:
        """The newest version of a thing (object id, 16 bytes), or one record (32 bytes)."""
        return self._thread.call(self._network.get(what))

    def list(
        self, which: Filter = EVERYTHING, *, from_index: int = 0, limit: int = 0
    ) -> Iterator[Item]:
        """Yield the records that match, by log index."""
        return self._thread.iterate(self._network.list(which, from_index=from_index, limit=limit))

    def search(self, text: str = "", **narrowing: Any) -> SearchResult:
        """Search the hub's library, as far as the caller may read."""
        return self._thread.call(self._network.search(text, **narrowing))

    def outcomes(
        self,
        *,
        school_year: str = "",
        point: str = "",
        members: Sequence[str] = (),
        tell: Callable[[int], None] = lambda _: None,
    ) -> "Outcomes":
        """Read the published tables of outcomes, each judged here with its proof and its history.

        `tell` is called in the thread of the connection.
        """
        work = self._network.outcomes(
            school_year=school_year, point=point, members=members, tell=tell
        )
        return self._thread.call(work)

    def attachment(
        self,
        item: Item,
        which: Commitment | Attachment,
        to: str | Path,
        *,
        patience_seconds: float = ATTACHMENT_SECONDS,
        progress: Progress = ignore_progress,
    ) -> Saved:
        """Download an attachment into a new file; every chunk is verified before it is written.

        What arrived before the program was stopped is verified again, and not fetched again.
        """
        work = self._network.attachment(
            item, which, to, patience_seconds=patience_seconds, progress=progress
        )
        return self._thread.call(work)

    def follow(
        self, which: Filter = EVERYTHING, *, from_index: int | None = None
    ) -> Iterator[Item]:
        """Yield records as the network logs them, without end."""
        return self._thread.iterate(self._network.follow(which, from_index=from_index))

    def receipt(self, record_id: bytes, *, min_size: int = 0) -> VerifiedReceipt:
        """Fetch the receipt of a record, verified."""
        return self._thread.call(self._network.receipt(record_id, min_size=min_size))

    def verify_receipt(self, receipt: Receipt, record_id: bytes | None = None) -> VerifiedReceipt:
        """Verify a receipt by this network's trust roots."""
        return self._network.verify_receipt(receipt, record_id)

    def close(self) -> None:
        """Close the connection; iterators that are still open end. Harmless if done twice."""
        if not self._open:
            return
        self._open = False
        try:
            self._thread.call(self._connection.__aexit__(None, None, None))
        finally:
            self._thread.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def connect(
    node_folder: str | Path | None = None,
    *,
    host: str | None = None,
    network_id: str | bytes | None = None,
    enrol_port: int = ENROL_PORT,
    clock: Clock | None = None,
) -> Network:
    """Connect as a member, with a node's folder, or from outside, with host and network id.

    Takes and raises what `connect_async` does. Close it, or use it in a `with` statement.
    """
    return Network(
        connect_async(
            node_folder, host=host, network_id=network_id, enrol_port=enrol_port, clock=clock
        )
    )
