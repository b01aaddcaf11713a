"""One attachment on its way: up from the content store, down into it.

What is done stays done: every try goes on where the last one ended, to one chunk. Between two
chunks another file may be let by.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from typing import Final

from forsa.client.blobs import BlobClient
from forsa.commitment import CHUNK_BYTES, Manifest
from forsa.errors import BusyError, ForsaError, Reason
from grpc import StatusCode

from forsa_node.files.budget import Budget
from forsa_node.files.content import ContentStore, named_by_disk
from forsa_node.files.partial import Partial

SLICE_CHUNKS: Final = 16
"""Fetched with one call, then made durable."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How far an attachment is."""

    root: bytes
    up: bool
    """To the hub; else from it."""
    done: int
    size: int
    reason: str = ""
    """Why it ended, if it did."""
    message: str = ""


Tell = Callable[[Moved], None]
LetBy = Callable[[], bool]
"""Whether something else goes before what is on its way."""


def tell_nobody(_moved: Moved) -> None:
    """Nobody watches."""


def is_bug_of_hub(error: ForsaError) -> bool:
    """Whether the hub answered, and only to say that it failed at this file: others may go on."""
    return error.metadata.get("code") == StatusCode.INTERNAL.name


class Told:
    """Whoever watches now: a command hears also of what a round that ran before it moves."""

    def __init__(self) -> None:
        self._listeners: list[Tell] = []
        self.steps = 0
        """Chunks and files that moved since the start: whether a round that failed got anywhere."""

    @contextmanager
    def to(self, tell: Tell) -> Iterator[None]:
        """Tell this one, too, for as long as the block lasts."""
        self._listeners.append(tell)
        try:
            yield
        finally:
            self._listeners.remove(tell)

    def __call__(self, moved: Moved) -> None:
        """Tell everybody."""
        self.steps += not moved.reason
        for one in self._listeners:
            one(moved)


async def upload(
    client: BlobClient,
    content: ContentStore,
    sha256: bytes,
    manifest: Manifest,
    *,
    budget: Budget,
    tell: Tell,
    let_by: LetBy,
) -> bool:
    """Bring a file to the hub; whether it is whole and durable there now.

    Args:
        client: An open session.
        content: Where the file lies.
        sha256: Of the file.
        manifest: Its manifest, which leads to its root.
        budget: Says how many may leave today, and waits for each.
        tell: Told of each chunk.
        let_by: Asked after each chunk; if so, the rest is left for later.

    Raises:
        CorruptStoreError: `whose` = caller: the content store gives other bytes than committed to.
        BusyError: the connection broke, or the hub does not keep what it took.
        ForsaError: as `BlobClient.put_chunks`; the budget's `QuotaError`.
    """
    root = manifest.root()
    durable = await client.put_manifest(manifest)
    missing = [one for one in range(len(manifest.leaf_hashes)) if one not in durable.chunks]
    done = manifest.size - sum(map(manifest.chunk_bytes, missing))
    tell(Moved(root, True, done, manifest.size))
    if durable.complete:
        return True
    fitting = budget.fitting(map(manifest.chunk_bytes, missing)) if missing else 0
    left = missing[fitting:]

    def in_turn() -> Iterator[int]:
        for at, index in enumerate(missing[:fitting]):
            if at and let_by():
                left.extend(missing[at:])
                return
            yield index

    async def counted(size: int) -> None:
        nonlocal done
        await budget.take(size)
        done += size
        tell(Moved(root, True, done, manifest.size))

    with content.open_unverified(sha256) as file:

        def read_chunk(index: int) -> bytes:
            with named_by_disk():
                file.seek(index * CHUNK_BYTES)
                return file.read(CHUNK_BYTES)

        durable = await client.put_chunks(manifest, in_turn(), read_chunk, counted)
    if left:
        budget.fitting([manifest.chunk_bytes(left[0])])  # raises if that is all for today
    elif not durable.complete:
        raise BusyError("the hub did not keep all that was sent", Reason.OUTCOME_UNKNOWN)
    return durable.complete


async def download_slice(
    client: BlobClient, partial: Partial, budget: Budget, tell: Callable[[], None], let_by: LetBy
) -> None:
    """Fetch the next chunks that are missing, as many as one call and the budget allow.

    What arrived is kept, also when this raises.

    Args:
        client: An open session.
        partial: Where they go.
        budget: Says how many may come today, and waits for each.
        tell: Called after each chunk.
        let_by: Asked after each chunk; if so, the rest is left for later.

    Raises:
        ForsaError: as `BlobClient.get_chunks`; the budget's `QuotaError`.
    """
    manifest = partial.manifest
    wanted: Sequence[int] = partial.missing[:SLICE_CHUNKS]
    wanted = wanted[: budget.fitting(map(manifest.chunk_bytes, wanted))]
    try:
        async with aclosing(client.get_chunks(manifest, wanted)) as chunks:
            async for index, data in chunks:
                await asyncio.to_thread(partial.write, index, data)
                tell()
                await budget.use(len(data))
                if let_by():
                    return
    finally:
        await asyncio.to_thread(partial.sync)
