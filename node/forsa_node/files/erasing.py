"""What happens to an attachment once it is redacted: nothing of it is kept, not even its salt.

Source: docs/protocol.md, "Bodies, attachments, audiences", redaction.
"""

from dataclasses import replace

from forsa.errors import Reason

from forsa_node.files.content import ContentStore
from forsa_node.store.desk import DeskStore
from forsa_node.store.member import MemberStore
from forsa_node.store.mirror import MirrorStore
from forsa_node.store.mirror_files import Blob, BlobState


def erase(mirror: MirrorStore, member: MemberStore, content: ContentStore, blob: Blob) -> None:
    """Delete the data of an attachment, its salt and its manifest; repeating it is harmless.

    The content stays only where something else of this node has the same: another attachment,
    another own file, a draft.
    """
    own = member.own_file_at(blob.root)
    digests = {one for one in (blob.sha256, own.sha256 if own else None) if one is not None}
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
    content.partial(blob.root).unlink(missing_ok=True)
    for digest in digests:
        if not _is_needed(mirror, member, content, digest):
            content.erase(digest)


def _is_needed(
    mirror: MirrorStore, member: MemberStore, content: ContentStore, digest: bytes
) -> bool:
    if mirror.keepers(digest) or member.own_file(digest) is not None:
        return True
    desk = DeskStore(content.folder)
    try:
        return digest in desk.held_files()
    finally:
        desk.close()
