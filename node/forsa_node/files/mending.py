"""Up again: what the hub lost chunks of and is whole here, whoever shared it.

Disks forget, a hub's too. It names what it cannot give whole any more to those who may read it.
The author's nodes bring what is missing at once; all others that hold the file draw a time first
and look again then, so that one pays for its link, and not each.
Source: docs/protocol.md, "Attachments".
"""

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from forsa.client.blobs import BlobClient
from forsa.clock import Clock
from forsa.commitment import Manifest, chunk_count
from forsa.errors import (
    BusyError,
    CorruptStoreError,
    ForsaError,
    NotFoundError,
    Reason,
    UnknownCallerError,
)

from forsa_node.files.budget import DAY_MS, Budget, is_own_limit
from forsa_node.files.content import ContentStore
from forsa_node.files.overview import Overview
from forsa_node.files.own import manifest_of_own
from forsa_node.files.transfer import LetBy, Moved, Told, is_bug_of_hub, upload
from forsa_node.mirror import Mirror
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.mirror_files import Blob, BlobState

LOOK_MS: Final = 10_000
"""How often at most the hub is asked."""
RETRY_MS: Final = 3_600_000
"""What could not be brought is tried again after an hour."""
TURN_MS: Final = 900_000
"""The longest that one who is not the author waits before each of two looks."""


@dataclass(frozen=True, slots=True)
class Turn:
    """When this node looks at what another member shared, by the boot clock."""

    due_ms: int
    held: int | None = None
    """Chunks that the hub held at the look before; more by now, and somebody else brings it."""


@dataclass(slots=True)
class Mending:
    """What this node brings to its hub a second time."""

    mirror: Mirror
    content: ContentStore
    overview: Overview
    budget: Budget
    clock: Clock
    told: Told
    let_by: LetBy
    """Whether an attachment that a record waits for goes first."""
    at_once: bool = False
    """A command that ends soon has no turns: it looks, and brings what is still missing."""
    draw: random.Random = field(default_factory=random.SystemRandom)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _look_ms: int = 0
    """When the hub may be asked again, by the boot clock."""
    _wait_ms: dict[bytes, int] = field(default_factory=dict)
    """By root: until when it is left alone, by the boot clock."""
    _turns: dict[bytes, Turn] = field(default_factory=dict)
    """By root, of what others shared; a day after it was due, one is over."""

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
            self._turns = {
                root: turn for root, turn in self._turns.items() if now_ms - turn.due_ms < DAY_MS
            }
            roots = await client.list_damaged()
            self.draw.shuffle(roots)
            for root in roots:
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
            if not self.overview.is_own(root) and not await self._is_due(client, blob):
                return False
            is_whole = await self._send(client, blob, blob.sha256)
            if is_whole:
                self._turns.pop(root, None)
            return is_whole
        except UnknownCallerError:
            raise
        except ForsaError as error:
            if isinstance(error, BusyError) and not is_bug_of_hub(error):
                raise
            if is_own_limit(error):
                raise
            self._wait_ms[root] = self.clock.boot_ms() + RETRY_MS
            rotted = isinstance(error, CorruptStoreError)  # here: it is to come, and not to go
            self.told(Moved(root, not rotted, 0, blob.size, error.reason.value, error.message))
            if rotted:
                await asyncio.to_thread(self._set_aside, blob.sha256)
            return False

    async def _is_due(self, client: BlobClient, blob: Blob) -> bool:
        """Whether this node brings now what another member shared; else it draws when to look.

        Once it began it goes on, whatever the hub holds by then.
        """
        root, now_ms, turn = blob.root, self.clock.boot_ms(), self._turns.get(blob.root)
        if turn is None and not self.at_once:
            self._turns[root] = self._turn(now_ms)
            return False
        if turn is not None and now_ms < turn.due_ms:
            return False
        stat = await client.stat(root)
        if stat.complete:
            self._turns.pop(root, None)
            return False
        held = sum(one.count for one in stat.durable)
        is_idle = turn is None or (turn.held is not None and held <= turn.held)
        mine = Turn(now_ms, chunk_count(blob.size))
        self._turns[root] = mine if is_idle else self._turn(now_ms, held)
        return is_idle

    def _turn(self, now_ms: int, held: int | None = None) -> Turn:
        return Turn(now_ms + self.draw.randint(1, TURN_MS), held)

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
