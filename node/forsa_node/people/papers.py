"""Keys that lie on paper: which they are, and the records that publish them; never the words.

`keys/recovery/<key id>.json` is written before the record leaves, so that a repeat of the command
sends the same record, and that this node knows its paper keys for no strangers.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from forsa.client.files import (
    PRIVATE,
    FolderError,
    FolderProblem,
    make_private_folder,
    write_durably,
)
from forsa.client.identity import Identity
from forsa.encoding import parse_hex
from forsa.envelope import Record, parse_record
from forsa.errors import ForsaError
from forsa.keys import KeyId, PublicKey, key_id_of, parse_public_key

_FOLDER: Final = ("keys", "recovery")
_FORMAT: Final = "forsa-paper-key/1"
_MAX_BYTES: Final = 2**16


@dataclass(frozen=True, slots=True)
class PaperKey:
    """A key whose private half is in no machine."""

    public: PublicKey
    added: Record | None
    """The `key.add` record, signed once; None: its words were typed here, it was made elsewhere."""

    @property
    def key_id(self) -> KeyId:
        """The id that records name it by."""
        return key_id_of(self.public)


def paper_keys(identity: Identity) -> Iterator[PaperKey]:
    """Those that were made at this node, by key id.

    Raises:
        FolderError: `DAMAGED`: a file is not as written.
    """
    for path in sorted(identity.folder.joinpath(*_FOLDER).glob("*.json")):
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES)
        try:
            yield _parse(json.loads(data))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ForsaError):
            message = f"{path} holds no paper key as this program writes them"
            raise FolderError(message, FolderProblem.DAMAGED, path) from None


def keep_paper_key(identity: Identity, paper: PaperKey) -> None:
    """Note it, durably."""
    folder = identity.folder.joinpath(*_FOLDER)
    make_private_folder(folder.parent)
    make_private_folder(folder)
    values = {
        "format": _FORMAT,
        "public": paper.public.hex(),
        "key_add": paper.added.envelope.hex() if paper.added else "",
    }
    write_durably(_path(folder, paper.key_id), json.dumps(values, indent=2).encode(), PRIVATE)


def _path(folder: Path, key_id: KeyId) -> Path:
    return folder / f"{key_id.hex()[:16]}.json"


def _parse(values: dict[str, Any]) -> PaperKey:
    if values["format"] != _FORMAT:
        raise ValueError("another format")
    public = parse_public_key(parse_hex(values["public"], 32))
    envelope = bytes.fromhex(values["key_add"])
    return PaperKey(public, parse_record(envelope) if envelope else None)
