"""A state as bytes, so that a restart does not fold the log from its first entry.

A snapshot is ours alone: it is never sent, and never believed without its two hashes. One state has
one snapshot; reading it back gives a state that folds on equally.
"""

import json
from hashlib import sha256
from typing import Final

from google.protobuf.message import DecodeError

from forsa.errors import CorruptStoreError, Reason
from forsa.governance.digest import state_digest
from forsa.governance.plain import from_plain, to_plain
from forsa.governance.state import State

_MAGIC: Final = "forsa-snapshot 1"


def format_snapshot(state: State) -> bytes:
    """Write a state: a line of format and hashes, then its values."""
    body = json.dumps(to_plain(state), separators=(",", ":"), ensure_ascii=True).encode()
    hashes = f"{sha256(body).hexdigest()} {state_digest(state.rights).hex()}"
    return f"{_MAGIC} {hashes}\n".encode() + body


def parse_snapshot(data: bytes) -> State:
    """Read what `format_snapshot` wrote.

    Raises:
        CorruptStoreError: `STORED_DATA_CORRUPT`: damaged, or of another version of this program.
            The state can be folded again from the stored entries.
    """
    head, _, body = data.partition(b"\n")
    try:
        format_1, body_hash, digest = head.decode("ascii").rsplit(" ", 2)
        if format_1 != _MAGIC or sha256(body).hexdigest() != body_hash:
            raise _corrupt("its format or its hash is another")
        state = from_plain(State, json.loads(body))
    except (ValueError, LookupError, TypeError, DecodeError) as error:
        raise _corrupt(f"it does not read: {type(error).__name__}") from None
    if state_digest(state.rights).hex() != digest:
        raise _corrupt("the state in it has another digest")
    return state


def _corrupt(what: str) -> CorruptStoreError:
    return CorruptStoreError(
        f"the stored state cannot be used, {what}: fold the stored entries again",
        Reason.STORED_DATA_CORRUPT,
    )
