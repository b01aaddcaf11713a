"""What happens to an attachment once it is redacted: nothing of it is kept, not even its salt.

Source: docs/protocol.md, "Audiences, holds, redaction".
"""

from contextlib import closing
from dataclasses import replace

from forsa.clock import MachineClock
from forsa.errors import CorruptStoreError, Reason

from forsa_node.files.content import STALE_SECONDS, ContentStore
from forsa_node.store.desk import DeskStore
from forsa_node.store.member import MemberStore
from forsa_node.store.mirror import MirrorStore
from forsa_node.store.mirror_files import Blob, BlobState


def erase(mirror: MirrorStore, member: MemberStore, content: ContentStore, blob: Blob) -> None:
    """Delete the data of an attachment, its salt and its manifest; repeating it is harmless.

    The content stays only where something else of this node has the same: another attachment,
    another own file, a draft. The data go before the rows that lead to them: whatever stops this in
    between, the next start finds them.
    """
    own = member.own_file_at(blob.root)
    if blob.state is BlobState.ERASED and own is None:
        return
    content.partial(blob.root).unlink(missing_ok=True)
    for digest in {one for one in (blob.sha256, own.sha256 if own else None) if one is not None}:
        if not _is_needed(mirror, member, content, digest, blob.root):
            content.erase(digest)
    member.forget_own_file(blob.root)
    mirror.save_blob(
        replace(
            blob,
            state=BlobState.ERASED,
            asked=False,
            manifest=None,
            sha256=None,
            done=0,
            reason=Reason.BODY_REDACTED.value,
            message="",
        )
    )


def sweep(
    mirror: MirrorStore, member: MemberStore, content: ContentStore, machine: MachineClock
) -> None:
    """Delete what nothing of this node needs any more: files of drafts that are gone.

    What is younger than a day stays: a command may be about to make a draft of it. While the desk
    is damaged everything stays: its drafts come back, and need their files.
    """
    content.sweep(machine.now_ms())
    old = set(content.older_than(STALE_SECONDS, machine.now_ms()))
    held = _held(content) if old else None
    if held is None:
        return
    for digest in old - held - mirror.contents() - {one.sha256 for one in member.own_files()}:
        content.erase(digest)


def _is_needed(
    mirror: MirrorStore, member: MemberStore, content: ContentStore, digest: bytes, root: bytes
) -> bool:
    """Whether anything but the attachment `root` has this content."""
    own = member.own_file(digest)
    others = [one for one in mirror.with_content(digest) if one.root != root]
    if others or (own is not None and own.root != root):
        return True
    held = _held(content)
    return held is None or digest in held  # else a later sweep deletes it


def _held(content: ContentStore) -> set[bytes] | None:
    """What drafts hold; None: the desk is damaged, its people hear of it at their next command."""
    try:
        with closing(DeskStore(content.folder)) as desk:
            return desk.held_files()
    except CorruptStoreError:
        return None
