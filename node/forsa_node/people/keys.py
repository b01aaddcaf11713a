"""Keys of people, in `keys/people/`: one file a person, sealed under a passphrase only they know.

The node's own keys sign whenever the node does; a key here signs while its person types. The name
in a file is what the association calls them. It stays on this machine: a record names the key.
"""

import errno
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Self
from unicodedata import normalize

from forsa.client.files import (
    PRIVATE,
    FolderError,
    FolderProblem,
    make_private_folder,
    new_file,
    write_durably,
)
from forsa.client.identity import Identity
from forsa.client.sealing import NotOpenedError, Sealed, seal
from forsa.encoding import parse_hex
from forsa.envelope import Record, parse_record
from forsa.errors import ConflictError, ForsaError, MalformedError, NotFoundError, Reason
from forsa.keys import KeyId, PublicKey, SigningKey, key_id_of, parse_public_key
from forsa.v1.effects_pb2 import KeyAdd
from google.protobuf.message import DecodeError

MAX_NAME: Final = 80
_FOLDER: Final = ("keys", "people")
_FORMAT: Final = "forsa-person-key/1"
_UNREADABLE: Final = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RecursionError,
    DecodeError,
)
_MAX_BYTES: Final = 2**20
"""Of a file; what is longer is cut, and does not parse."""


@dataclass(frozen=True, slots=True)
class PersonKey:
    """Whose key it is, and all that is known of it without its passphrase."""

    path: Path
    name: str
    public: PublicKey
    sealed: Sealed
    belongs_to: bytes
    """Network, member, name and public key: in another place the key does not open."""
    added: Record
    """The `key.add` record, signed once, so that a repeat is the same record."""

    @property
    def key_id(self) -> KeyId:
        """The id that records name it by."""
        return key_id_of(self.public)

    @property
    def purposes(self) -> tuple[str, ...]:
        """What the record that publishes it says that it is for."""
        return tuple(KeyAdd.FromString(self.added.header.effect).key.purposes)

    def unseal(self, passphrase: str) -> SigningKey:
        """The private key.

        Raises:
            FolderError: `LOCKED`: the passphrase is another one.
        """
        try:
            key = SigningKey.from_seed(self.sealed.open(passphrase, self.belongs_to))
        except NotOpenedError:
            raise self._locked() from None
        if key.public != self.public:
            raise _damaged(self.path, "another key")
        return key

    def _locked(self) -> FolderError:
        message = f"the passphrase does not open the key of {self.name}"
        return FolderError(message, FolderProblem.LOCKED, self.path)

    def save(self) -> None:
        """Write it over what is in its place.

        Only the record can have changed.
        """
        write_durably(self.path, self._format(), PRIVATE)

    def save_new(self) -> None:
        """Write it where nothing is yet.

        Raises:
            ConflictError: somebody of this name has a key here.
        """
        make_private_folder(self.path.parent)
        try:
            with new_file(self.path) as file:
                file.write(self._format())
        except FileExistsError:
            raise name_taken(self.name) from None

    def with_record(self, added: Record) -> Self:
        """The same key, published by another record."""
        return replace(self, added=added)

    def _format(self) -> bytes:
        values = {
            "format": _FORMAT,
            "name": self.name,
            "public": self.public.hex(),
            "sealed": self.sealed.values(),
            "key_add": self.added.envelope.hex(),
        }
        return json.dumps(values, ensure_ascii=False, indent=2).encode() + b"\n"


def seal_key(
    identity: Identity, name: str, key: SigningKey, passphrase: str, added: Record
) -> PersonKey:
    """A new person's key, sealed; nothing is written.

    Args:
        identity: The node that keeps it.
        name: From `parse_name`.
        key: The key.
        passphrase: From `forsa.client.sealing.require_passphrase`.
        added: The record that publishes it.
    """
    belongs_to = _belonging(identity, name, key.public)
    sealed = seal(key.seed, passphrase, belongs_to)
    return PersonKey(_path(identity, name), name, key.public, sealed, belongs_to, added)


def parse_name(text: str) -> str:
    """What the association calls a person, without spaces around it.

    Raises:
        MalformedError: it is empty, too long, or cannot be printed.
    """
    name = " ".join(normalize("NFC", text).split())
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable():
        raise MalformedError(
            f"the name of a person has 1 to {MAX_NAME} characters that can be printed",
            Reason.KIND_BODY_INVALID,
        )
    return name


def person_keys(identity: Identity) -> Iterator[PersonKey]:
    """The keys of all people of this node, by name.

    Raises:
        FolderError: `DAMAGED`: a file is not as written.
    """
    found = [_read(identity, path) for path in identity.folder.joinpath(*_FOLDER).glob("*.json")]
    yield from sorted(found, key=lambda one: one.name)


def find_person(identity: Identity, name: str) -> PersonKey | None:
    """The key of a person; None = there is none here.

    Raises:
        FolderError: `DAMAGED`: its file is not as written.
    """
    path = _path(identity, parse_name(name))
    return _read(identity, path) if path.exists() else None


def require_person(identity: Identity, name: str) -> PersonKey:
    """The key of a person.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`: nobody of this name has one here.
    """
    found = find_person(identity, name)
    if found is None:
        raise NotFoundError(f"nobody is called {name} among the keys here", Reason.RECORD_UNKNOWN)
    return found


def name_taken(name: str) -> ConflictError:
    """What is said of a second key for the same name."""
    return ConflictError(f"{name} has a key at this node already", Reason.KIND_PRECONDITION)


def _path(identity: Identity, name: str) -> Path:
    """Named by the name, however it is written: one person has one file."""
    digits = sha256(normalize("NFKC", name).casefold().encode()).hexdigest()[:16]
    return identity.folder.joinpath(*_FOLDER, f"{digits}.json")


def _belonging(identity: Identity, name: str, public: bytes) -> bytes:
    head = f"{_FORMAT}\n{identity.member}\n{name}\n".encode()
    return head + identity.network_id + public


def _read(identity: Identity, path: Path) -> PersonKey:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES)
    except OSError as error:
        if error.errno != errno.ENOENT:
            raise
        raise _damaged(path, "gone") from None
    try:
        return _parse(identity, path, json.loads(data))
    except (*_UNREADABLE, ForsaError) as error:
        raise _damaged(path, type(error).__name__) from None


def _parse(identity: Identity, path: Path, values: dict[str, Any]) -> PersonKey:
    if values["format"] != _FORMAT:
        raise ValueError("another format")
    name = parse_name(values["name"])
    public = parse_public_key(parse_hex(values["public"], 32))
    return PersonKey(
        path,
        name,
        public,
        Sealed.parse(values["sealed"]),
        _belonging(identity, name, public),
        _parse_added(values["key_add"]),
    )


def _parse_added(digits: str) -> Record:
    """The record that publishes the key; its effect is read whenever purposes are asked for."""
    record = parse_record(bytes.fromhex(digits))
    KeyAdd.FromString(record.header.effect)
    return record


def _damaged(path: Path, what: str) -> FolderError:
    message = f"{path} holds no person's key as this program writes them ({what})"
    return FolderError(message, FolderProblem.DAMAGED, path)
