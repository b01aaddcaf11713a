"""A round of attachments: what own records wait for goes up, what the hub lost too, what is wanted
comes down.

It runs beside the exchange of records and never holds it up. Small files go before large ones.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial

from forsa.client.blobs import BlobClient
from forsa.clock import Clock
from forsa.v1.record_pb2 import Commitment

from forsa_node.config import Config
from forsa_node.files.budget import Budget
from forsa_node.files.content import ContentStore
from forsa_node.files.downloads import Downloads
from forsa_node.files.erasing import sweep
from forsa_node.files.mending import Mending
from forsa_node.files.overview import Overview
from forsa_node.files.own import commit_file
from forsa_node.files.transfer import Tell, Told, tell_nobody
from forsa_node.files.uploads import Uploads
from forsa_node.files.wanted import FileRule
from forsa_node.mirror import Mirror
from forsa_node.space import lack_of_space


@dataclass(slots=True)
class Files:
    """The attachments of an open node."""

    mirror: Mirror
    content: ContentStore
    overview: Overview
    budget: Budget
    told: Told
    uploads: Uploads
    mending: Mending
    downloads: Downloads

    async def close(self) -> None:
        """Finish what runs, and let go of the files that are open."""
        async with self.uploads.lock, self.mending.lock, self.downloads.lock:
            self.downloads.close()

    def commit(self, digest: bytes, media_type: str) -> Commitment:
        """Commit to a file of the content store; raises as `commit_file`.

        One that another node of this member committed to keeps its commitment, too.
        """
        return commit_file(
            self.mirror.member, self.content, digest, media_type, self.overview.committed(digest)
        )

    def blocked(self) -> set[bytes]:
        """Ids of records that must not be sent yet, for the hub lacks attachments of theirs."""
        return self.uploads.blocked()

    def forget(self, record_ids: Iterable[bytes]) -> None:
        """The hub said that it lacks attachments of these records after all."""
        self.uploads.doubt(record_ids)

    async def upload(self, client: BlobClient, tell: Tell = tell_nobody) -> int:
        """As `Uploads.run`, then `Mending.run`; `tell` hears also what was moving before."""
        with self.told.to(tell):
            ready = await self.uploads.run(client)
            if not ready:  # records that may go now do not wait for what the hub lost
                await self.mending.run(client)
            return ready

    async def download(
        self, client: BlobClient, tell: Tell = tell_nobody, only: Collection[bytes] = ()
    ) -> int:
        """As `Downloads.run`; `tell` as for `upload`."""
        with self.told.to(tell):
            return await self.downloads.run(client, only)

    @property
    def is_unfinished(self) -> bool:
        """Whether there is more to fetch now."""
        return self.downloads.is_unfinished


def open_files(mirror: Mirror, config: Config, clock: Clock) -> Files:
    """The attachments of a node that is being opened."""
    folder = mirror.identity.folder
    content, told = ContentStore(folder), Told()
    sweep(mirror.store, mirror.member, content, clock.machine)
    rule = FileRule(
        config.files_max_bytes, config.files_kinds, config.files_languages, config.files_regions
    )
    limits = (config.files_bytes_per_second, config.files_bytes_per_day)
    budget = Budget(clock, *limits, mirror.store.traffic, mirror.store.add_traffic)
    overview = Overview(mirror, content, rule)
    full = partial(lack_of_space, folder, config)
    uploads = Uploads(mirror, content, budget, clock, told)
    mending = Mending(mirror, content, overview, budget, clock, told, lambda: uploads.has_newer)
    downloads = Downloads(mirror, content, overview, budget, clock, told, full)
    return Files(mirror, content, overview, budget, told, uploads, mending, downloads)
