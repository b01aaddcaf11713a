"""A root key of an officer: one file, sealed under a passphrase; and what it signed, beside it.

The key that `forsa-hub init` wrote is read as well. It is not sealed: `root key --from` seals it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from forsa.client.files import PRIVATE, FolderError, FolderProblem, new_file, write_durably
from forsa.client.node_keys import draw_signing_key, read_signing_key
from forsa.client.sealing import NotOpenedError, Sealed, require_passphrase, seal
from forsa.encoding import parse_hex
from forsa.errors import ConflictError, ForsaError, Reason
from forsa.keys import PublicKey, SigningKey, parse_public_key
from forsa.succession import Succession

_FORMAT: Final = "forsa-root-key/1"
_MAX_BYTES: Final = 2**16
_PEM: Final = b"-----BEGIN"


@dataclass(frozen=True, slots=True)
class RootKeyFile:
    """An officer's key, as it lies on the officer's own machine or stick."""

    path: Path
    public: PublicKey | None
    """None: it is not sealed, and known once it is read."""
    sealed: Sealed | None

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a key's file; nothing is opened yet.

        Raises:
            FolderError: `KEY_ABSENT` or `DAMAGED`.
        """
        try:
            with path.open("rb") as file:
                data = file.read(_MAX_BYTES)
        except FileNotFoundError:
            message = f"{path} is not there; put the key back to do this"
            raise FolderError(message, FolderProblem.KEY_ABSENT, path) from None
        if data.startswith(_PEM):
            return cls(path, None, None)
        try:
            values = json.loads(data)
            if values["format"] != _FORMAT:
                raise ValueError("another format")
            public = parse_public_key(parse_hex(values["public"], 32))
            return cls(path, public, Sealed.parse(values["sealed"]))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ForsaError):
            raise _damaged(path) from None

    def open(self, passphrase: str) -> SigningKey:
        """The private key; one that is not sealed needs no passphrase.

        Raises:
            FolderError: `ROOT_KEY_LOCKED`: the passphrase is another one; `DAMAGED`.
        """
        if self.sealed is None or self.public is None:
            return read_signing_key(self.path)
        try:
            seed = self.sealed.open(passphrase, _belonging(self.public))
        except NotOpenedError:
            message = f"the passphrase does not open the root key {self.path}"
            raise FolderError(message, FolderProblem.ROOT_KEY_LOCKED, self.path) from None
        key = SigningKey.from_seed(seed)
        if key.public != self.public:
            raise _damaged(self.path)
        return key

    def remember(self, signed: Succession, *, instead: bool) -> None:
        """Note durably that this key signs a document; only then may the signature leave.

        Two documents of one version that enough officers signed split the network for good, so a
        key signs one, unless its owner knows that the other is gone.

        Raises:
            ConflictError: `KIND_PRECONDITION`: it signed another document of this version, or a
                later version.
            FolderError: `DAMAGED`: what it signed cannot be read.
        """
        known = self._signed()
        network, version = signed.chain[0].digest.hex(), signed.document.version
        own: dict[str, str] = {**known.get(network, {})}
        if own.get(str(version)) == signed.digest.hex():
            return
        newest = max((int(one) for one in own), default=0)
        if newest >= version and not instead:
            raise ConflictError(
                f"this key signed version {newest} already, {own[str(newest)]}: two documents of "
                f"one version split the network. Sign version {version} with --instead only if "
                "every copy of the other is destroyed",
                Reason.KIND_PRECONDITION,
            )
        own[str(version)] = signed.digest.hex()
        text = json.dumps({**known, network: own}, indent=2) + "\n"
        write_durably(self._beside(), text.encode(), PRIVATE)

    def _beside(self) -> Path:
        return self.path.with_name(f"{self.path.name}.signed.json")

    def _signed(self) -> Mapping[str, Mapping[str, str]]:
        """Digests by network id and version."""
        path = self._beside()
        if not path.exists():
            return {}
        try:
            values = json.loads(path.read_bytes())
            return {
                str(network): {str(int(version)): str(digest) for version, digest in own.items()}
                for network, own in values.items()
            }
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise _damaged(path) from None


def make_key(path: Path, passphrase: str, key: SigningKey | None = None) -> SigningKey:
    """Draw a root key, or take one that there is, and write it sealed where nothing is yet.

    Beside it, `<path>.pub` holds the public key alone: that is what is carried to the others.

    Raises:
        MalformedError: the passphrase is too short or too long.
        FileExistsError: there is a file already.
    """
    require_passphrase(passphrase)
    key = key or draw_signing_key()
    values: dict[str, Any] = {
        "format": _FORMAT,
        "public": key.public.hex(),
        "sealed": seal(key.seed, passphrase, _belonging(key.public)).values(),
    }
    with new_file(path) as file:
        file.write(json.dumps(values, indent=2).encode() + b"\n")
    write_durably(public_file(path), key.public.hex().encode() + b"\n")
    return key


def public_file(path: Path) -> Path:
    """Where the public key of a key's file lies."""
    return path.with_name(f"{path.name}.pub")


def _belonging(public: bytes) -> bytes:
    return f"{_FORMAT}\n".encode() + public


def _damaged(path: Path) -> FolderError:
    message = f"{path} holds no root key as this program writes them"
    return FolderError(message, FolderProblem.DAMAGED, path)
