"""The key of the register: 32 bytes in the node's keys folder, and what is derived from it.

It is drawn once, before the first register is written, and never again while there is one: a new
key would open none of what is there.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from forsa.client.files import PRIVATE, FolderError, FolderProblem, write_durably
from forsa.encoding import parse_hex
from forsa.errors import MalformedError

from forsa_node.outcomes.private_files import require_private_file
from forsa_node.outcomes.sealing import KEY_BYTES

FILE: Final = "register.key"
_MAX_BYTES: Final = 1024


@dataclass(frozen=True, slots=True, repr=False)
class RegisterKey:
    """The node's secret for its register. It never prints itself."""

    secret: bytes
    """32 bytes: opens every file of the register."""

    @property
    def node_key(self) -> bytes:
        """32 bytes, for HMAC: marks of Massar and identity card numbers, of this node alone."""
        return self._derive("dedup")

    def source_key(self, school_year: str) -> bytes:
        """32 bytes, for HMAC: of the file a register was read from.

        Whoever must prove later which file it was shows this key, and opens nothing by it.
        """
        return self._derive(f"source {school_year}")

    def forgotten_key(self, school_year: str) -> bytes:
        """32 bytes, for HMAC: marks of learners who were forgotten, so that they stay it."""
        return self._derive(f"forgotten {school_year}")

    def _derive(self, purpose: str) -> bytes:
        info = f"forsa-register/1 {purpose}".encode()
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(self.secret)

    def __repr__(self) -> str:
        return "RegisterKey(…)"


def load_key(folder: Path, *, may_draw: bool) -> RegisterKey:
    """The key of a node's register; drawn if there is none and `may_draw`.

    Args:
        folder: The node's; no other program draws a key for it meanwhile.
        may_draw: Whether there is no register yet that another key would not open.

    Raises:
        FolderError: `KEY_ABSENT`, `DAMAGED` or `REGISTER_NOT_PRIVATE`: it is not there, is
            no key, or is another account's.
    """
    path = folder / "keys" / FILE
    if not path.is_symlink() and not path.exists():
        if not may_draw:
            raise FolderError(f"{path} is not there", FolderProblem.KEY_ABSENT, path)
        write_durably(path, os.urandom(KEY_BYTES).hex().encode() + b"\n", PRIVATE)
    require_private_file(path)
    with path.open("rb") as file:
        text = file.read(_MAX_BYTES)
    try:
        return RegisterKey(parse_hex(text.decode("ascii").strip(), KEY_BYTES))
    except (MalformedError, UnicodeDecodeError):
        raise _damaged(path) from None


def _damaged(path: Path) -> FolderError:
    message = f"{path} is no key of a register; restore it from a backup"
    return FolderError(message, FolderProblem.DAMAGED, path)
