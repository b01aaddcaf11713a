"""What becomes of this member's own copies of a text that was redacted: they are erased too.

The outbox keeps what was sent, the desk what was written; a redaction asks for both, with what was
derived from them. Number, kind and what became of the record stay.

Source: docs/protocol.md, "Audiences, holds, redaction".
"""

from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from forsa.errors import CorruptStoreError

from forsa_node.store.desk import DeskStore
from forsa_node.store.desk_copy import COPY_FILE, DESK_FILE, erase_aside, keep_copy
from forsa_node.store.member import MemberStore


def erase_own(folder: Path, member: MemberStore, redacted: Collection[bytes]) -> bool:
    """Erase the own copies of these records; False if one of them is left, and must wait.

    A desk that is gone comes back from its copy, with what is to be erased. One that was put aside
    is deleted if it holds such a text; where own texts are redacted, also if it cannot be read.
    """
    member.erase_texts(redacted)
    own = member.known(redacted)
    if any((folder / name).exists() for name in (DESK_FILE, COPY_FILE)):
        try:
            with closing(DeskStore(folder)) as desk:
                desk.erase_texts(redacted)
                own |= {one.record_id for one in desk.drafts()}.intersection(redacted)
        except CorruptStoreError:  # its people hear of it at their next command, the log goes on
            return False
        if not keep_copy(folder):  # the copy of before holds the text still
            return False
    return erase_aside(folder, redacted, unread=bool(own))
