"""Up again: what the hub lost chunks of and is whole here, whoever shared it.

Disks forget, a hub's too. It names what it cannot give whole any more to those who may read it;
the author's nodes, and all others that hold the file, bring what is missing.
Source: docs/protocol.md, "Attachments".
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from forsa.client.blobs import BlobClient
from forsa.clock import Clock
from forsa.commitment import Manifest
from forsa.errors import (
    BusyError,
    CorruptStoreError,
    ForsaError,
    NotFoundError,
    QuotaError,
    Reason,
    UnknownCallerError,
)

from forsa_node.files.budget import Budget
from forsa_node.files.content import ContentStore
from forsa_node.files.own import manifest_of_own
from forsa_node.files.transfer import LetBy, Moved, Told, upload
from forsa_node.mirror import Mirror
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.mirror_files import Blob, BlobState

LOOK_MS: Final = 10_000
"""How often at most the hub is asked."""
RETRY_MS: Final = 3_600_000
"""What could not be brought is tried again after an hour."""


@dataclass(slots=True)
class Mending:
    """What this node brings to its hub a second time."""

    mirror: Mirror
    content: ContentStore
    budget: Budget
    clock: Clock
    told: Told
    let_by: LetBy
    """Whether an attachment that a record waits for goes first."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _look_ms: int = 0
    """When the hub may be asked again, by the boot clock."""
    _wait_ms: dict[bytes, int] = field(default_factory=dict)
    """By root: until when it is left alone, by the boot clock."""

    async def run(self, client: BlobClient) -> int:
        """Bring what the hub lacks; return how many files are whole there again.

        What cannot be brought is told and left alone for an hour.

        Raises:
            BusyError, UnknownCallerError: the connection is gone.
            QuotaError: this node's own limit for today is reached.
        """
        async with self.lock:
            now_ms = self.clock.boot_ms()
            if now_ms < self._look_ms:
                return 0
            mended = 0
            for root in await client.list_damaged():
                if self._wait_ms.get(root, 0) <= now_ms and not self.let_by():
                    mended += await self._mend(client, root)
            if not self.let_by():
                self._look_ms = now_ms + LOOK_MS
            return mended

    async def _mend(self, client: BlobClient, root: bytes) -> bool:
        blob = self.mirror.store.blob(root)
        if blob is None or blob.state is not BlobState.COMPLETE or blob.sha256 is None:
            return False
        try:
            return await self._send(client, blob, blob.sha256)
        except (BusyError, UnknownCallerError):
            raise
        except ForsaError as error:
            if isinstance(error, QuotaError) and error.metadata.get("whose") == "node":
                raise
            self._wait_ms[root] = self.clock.boot_ms() + RETRY_MS
            rotted = isinstance(error, CorruptStoreError)  # here: it is to come, and not to go
            self.told(Moved(root, not rotted, 0, blob.size, error.reason.value, error.message))
            if rotted:
                await asyncio.to_thread(self._set_aside, blob.sha256)
            return False

    async def _send(self, client: BlobClient, blob: Blob, sha256: bytes) -> bool:
        manifest = blob.manifest
        if manifest is None:
            manifest = await asyncio.to_thread(self._manifest_of_own, blob.root)
        return await upload(
            client,
            self.content,
            sha256,
            manifest,
            budget=self.budget,
            tell=self.told,
            let_by=self.let_by,
        )

    def _manifest_of_own(self, root: bytes) -> Manifest:
        """The manifest of a file that was attached here.

        Raises:
            NotFoundError: `BLOB_UNKNOWN`: it was not, or is gone.
            CorruptStoreError: `STORED_DATA_CORRUPT`: it does not lead to its root any more.
        """
        own = self.mirror.member.own_file_at(root)
        if own is None:
            raise NotFoundError("no file was attached under this root", Reason.BLOB_UNKNOWN)
        manifest = manifest_of_own(self.content, own)
        if manifest.root() != root:
            raise CorruptStoreError(
                f"the file {own.sha256.hex()} is damaged on this disk", Reason.STORED_DATA_CORRUPT
            )
        return manifest

    def _set_aside(self, sha256: bytes) -> None:
        """Let what is damaged here be fetched again, once somebody else has brought it."""
        with suppress(NotFoundError, DamagedStoreError):
            self.content.open(sha256).close()
