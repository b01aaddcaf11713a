"""A member's own files: committed to once, with a salt of their own, for all editions.

Source: docs/protocol.md, "Commitments".
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from forsa.client.calls import ask
from forsa.clock import Clock
from forsa.commitment import CHUNK_BYTES, SALT_BYTES, Manifest, manifest_of
from forsa.v1 import node_service_pb2 as pb
from forsa.v1.record_pb2 import Commitment

from forsa_node.files.content import ContentStore
from forsa_node.local import reached
from forsa_node.store.member import MemberStore
from forsa_node.store.own_files import OwnFile

ATTACH_SECONDS: Final = 3600.0
"""Hashing some GiB on a slow disk takes its time."""


async def attach(
    folder: Path, clock: Clock, files: Sequence[tuple[bytes, int, str]]
) -> list[Commitment]:
    """Commit to files in the content store, by the daemon that runs or alone.

    Args:
        folder: The node's.
        clock: To wait for a daemon that is starting.
        files: SHA-256, size in bytes and media type of each.

    Returns:
        One commitment for each, in order; a file that was attached before keeps its own.

    Raises:
        NotFoundError: `BLOB_UNKNOWN`: a file is not in the content store.
        DamagedStoreError: it is there with other bytes.
    """
    from forsa_node.node import Node

    async with reached(folder, clock) as node:
        if isinstance(node, Node):
            return [node.files.commit(digest, media_type) for digest, _, media_type in files]
        wanted = [
            pb.AttachedFile(sha256=digest, media_type=media_type) for digest, _, media_type in files
        ]
        answer = await ask(node.Attach(pb.AttachRequest(files=wanted), timeout=ATTACH_SECONDS))
        return list(answer.commitments)


def commit_file(
    member: MemberStore,
    content: ContentStore,
    digest: bytes,
    media_type: str,
    known: Manifest | None = None,
) -> Commitment:
    """The commitment to a file of the content store; its salt is kept before it is told.

    Args:
        member: Keeps the salt.
        content: Where the file lies.
        digest: Its SHA-256.
        media_type: As its content shows.
        known: How this member committed to it at another node.

    Raises:
        NotFoundError, DamagedStoreError: as `ContentStore.open`.
    """
    own = member.own_file(digest)
    if own is None:
        manifest = known
        if manifest is None:
            with content.open(digest) as file:
                manifest = manifest_of(os.urandom(SALT_BYTES), chunks_of(file))
        fresh = OwnFile(digest, manifest.root(), manifest.salt, manifest.size, media_type)
        own = member.put_own_file(fresh)
    return Commitment(root=own.root, size=own.size, media_type=media_type)


def manifest_of_own(content: ContentStore, own: OwnFile) -> Manifest:
    """The manifest of an own file, computed again from its bytes."""
    with content.open_unverified(own.sha256) as file:
        return manifest_of(own.salt, chunks_of(file))


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    """What is left of a file, 1 MiB at a time."""
    while chunk := file.read(CHUNK_BYTES):
        yield chunk
