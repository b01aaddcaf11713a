"""One attachment on its way: up from the content store, down into it.

What is done stays done: every try goes on where the last one ended, to one chunk.
"""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from forsa.client.blobs import BlobClient
from forsa.commitment import CHUNK_BYTES

from forsa_node.files.budget import Budget
from forsa_node.files.content import ContentStore
from forsa_node.files.own import manifest_of_own
from forsa_node.files.partial import Partial
from forsa_node.store.own_files import OwnFile

SLICE_CHUNKS: Final = 32
"""Fetched with one call, then made durable; after it something smaller may come first."""


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


def tell_nobody(_moved: Moved) -> None:
    """Nobody watches."""


async def upload(
    client: BlobClient, content: ContentStore, own: OwnFile, budget: Budget, tell: Tell
) -> int:
    """Bring an own file to the hub, durable there; return how many bytes were sent.

    Raises:
        VerificationError: the content store gives other bytes than were committed to.
        ForsaError: as `BlobClient.put`; the budget's `QuotaError`.
    """
    manifest = await asyncio.to_thread(manifest_of_own, content, own)
    with content.open_unverified(own.sha256) as file:

        def read_chunk(index: int) -> bytes:
            file.seek(index * CHUNK_BYTES)
            return file.read(CHUNK_BYTES)

        return await client.put(
            manifest,
            read_chunk,
            take=budget.take,
            progress=lambda done, size: tell(Moved(own.root, True, done, size)),
        )


async def download_slice(
    client: BlobClient, root: bytes, partial: Partial, budget: Budget, tell: Tell
) -> None:
    """Fetch the next chunks that are missing, as many as one call and the budget allow.

    What arrived is kept, also when this raises.

    Raises:
        ForsaError: as `BlobClient.get_chunks`; the budget's `QuotaError`.
    """
    manifest = partial.manifest
    wanted = partial.missing[: budget.chunks_today(SLICE_CHUNKS)]
    try:
        async with aclosing(client.get_chunks(manifest, wanted)) as chunks:
            async for index, data in chunks:
                await asyncio.to_thread(partial.write, index, data)
                tell(Moved(root, False, partial.done, manifest.size))
                await budget.take(len(data))
    finally:
        await asyncio.to_thread(partial.sync)
