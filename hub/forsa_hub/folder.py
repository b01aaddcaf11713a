"""What a hub's folder holds, and reading and writing it.

DIR/hub.json         name, origin, trust domain, host, the secretariat's node
DIR/keys/            log.pem service.pem (Ed25519) ca.pem tls.pem (P-256); 0600 in 0700;
                     log-2.pem and so on: drawn for version 2 of the trust root
DIR/tls/             ca.crt ca-2.crt hub.crt (PEM)
DIR/roots/N.root     trust root envelopes
DIR/hub.db           the log and everything that follows from it
DIR/blobs/           attachments, unless they lie in an object store
DIR/anchor.json      the newest checkpoint released; never part of a database backup
DIR/hub.toml         settings; one that is not there, or says less, leaves the defaults
DIR/run/             socket and lock
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from forsa.client.demonstration import clock_by
from forsa.client.files import (
    PRIVATE,
    FolderError,
    FolderProblem,
    make_private_folder,
    sync_folder,
    write_durably,
)
from forsa.client.node_keys import format_signing_key, read_signing_key
from forsa.clock import Clock
from forsa.keys import SigningKey
from forsa.root import TrustRoot, walk

_FILE = "hub.json"


@dataclass(frozen=True, slots=True)
class About:
    """What hub.json says."""

    network_id: str
    name: str
    origin: str
    trust_domain: str
    host: str
    member: str
    """The secretariat's member id."""
    secretariat_folder: str
    """Its node folder as it was made; it may have been carried away since."""


@dataclass(frozen=True, slots=True)
class HubFolder:
    """A hub's folder."""

    path: Path
    about: About

    @property
    def network_id(self) -> bytes:
        """32 bytes."""
        return bytes.fromhex(self.about.network_id)

    @property
    def database(self) -> Path:
        """The database file."""
        return self.path / "hub.db"

    @property
    def socket(self) -> Path:
        """Where `serve` takes commands of the same machine."""
        return self.path / "run" / "admin.sock"

    def log_key(self) -> SigningKey:
        """The log key of the founding; `forsa_hub.own_keys` says which one is in use."""
        return read_signing_key(self.path / "keys" / "log.pem")

    def ca_key(self, name: str = "ca") -> ec.EllipticCurvePrivateKey:
        """A certificate authority's key; by itself that of the founding."""
        pem = (self.path / "keys" / f"{name}.pem").read_bytes()
        key = serialization.load_pem_private_key(pem, password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise FolderError(f"keys/{name}.pem is damaged", FolderProblem.DAMAGED, self.path)
        return key

    def ca_certificate(self) -> x509.Certificate:
        """The certificate of the authority that certified the hub."""
        return x509.load_pem_x509_certificates(self.hub_chain_pem())[-1]

    def tls_key_pem(self) -> bytes:
        """The key of the hub's certificate."""
        return (self.path / "keys" / "tls.pem").read_bytes()

    def hub_chain_pem(self) -> bytes:
        """The hub's certificate and the authority's."""
        tls = self.path / "tls"
        chain = (tls / "hub.crt").read_bytes()
        one = chain.count(b"-----BEGIN CERTIFICATE-----") == 1  # as `init` wrote it
        return chain + (tls / "ca.crt").read_bytes() if one else chain

    def ca_pem(self) -> bytes:
        """That authority's certificate, PEM."""
        return self.ca_certificate().public_bytes(serialization.Encoding.PEM)

    def save_chain(self, leaf_pem: bytes, ca_pem: bytes) -> None:
        """Keep a new certificate of the hub, with its authority's."""
        write_durably(self.path / "tls" / "hub.crt", leaf_pem + ca_pem)

    def roots(self, logged: TrustRoot | None = None) -> tuple[TrustRoot, ...]:
        """The trust root chain, verified from the network id.

        Args:
            logged: The version that the log has: the files are made to end with it; None = as far
                as there are files.
        """
        if logged is not None:
            self._fit_to(logged)
        envelopes: list[bytes] = []
        while (path := self._root_file(len(envelopes) + 1)).exists():
            envelopes.append(path.read_bytes())
        return walk(envelopes, self.network_id)

    def _fit_to(self, logged: TrustRoot) -> None:
        """The file of this version says what the log says, and none comes after it.

        One that does was written before an entry that never was: the hub was stopped in between.
        """
        path, beyond = self._root_file(logged.version), self._root_file(logged.version + 1)
        if not path.exists() or path.read_bytes() != logged.envelope:
            write_durably(path, logged.envelope)
        if beyond.exists():
            beyond.replace(beyond.with_suffix(".unlogged"))
            sync_folder(beyond.parent)

    def _root_file(self, version: int) -> Path:
        return self.path / "roots" / f"{version}.root"

    def save_root(self, version: int, envelope: bytes) -> None:
        """Keep a trust root version."""
        write_durably(self._root_file(version), envelope)

    def clock(self) -> Clock:
        """The clock that this hub orders by: the machine's, or a demonstration's.

        Raises:
            FolderError: a demonstration's is named, and this is a real network (`CLOCK_REFUSED`).
        """
        return clock_by(lambda: self.roots()[0].document.origin)

    @contextmanager
    def lock(self) -> Iterator[bool]:
        """Hold the folder's lock; False if another process holds it (a running hub)."""
        with (self.path / "run" / "lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True


def create_folder(path: Path, about: About, keys: "HubKeys", settings: bytes) -> HubFolder:
    """Make a hub's folder, with `settings` as its hub.toml; hub.json is written last.

    Raises:
        FolderError: `EXISTS`: the folder is not empty.
    """
    for part in ("", "keys", "tls", "roots", "run"):
        make_private_folder(path / part)
    write_durably(path / "keys" / "log.pem", format_signing_key(keys.log), PRIVATE)
    write_durably(path / "keys" / "service.pem", format_signing_key(keys.service), PRIVATE)
    write_durably(path / "keys" / "ca.pem", keys.ca_pem, PRIVATE)
    write_durably(path / "keys" / "tls.pem", keys.tls_pem, PRIVATE)
    write_durably(path / "tls" / "ca.crt", keys.ca_certificate_pem)
    write_durably(path / "tls" / "hub.crt", keys.hub_certificate_pem)
    write_durably(path / "hub.toml", settings)
    text = json.dumps(asdict(about), ensure_ascii=False, indent=2) + "\n"
    write_durably(path / _FILE, text.encode())
    return HubFolder(path, about)


@dataclass(frozen=True, slots=True, repr=False)
class HubKeys:
    """Everything secret a hub holds, and its certificates."""

    log: SigningKey
    service: SigningKey
    ca_pem: bytes
    tls_pem: bytes
    ca_certificate_pem: bytes
    hub_certificate_pem: bytes


def require_empty(path: Path) -> None:
    """Refuse a folder that holds anything.

    Raises:
        FolderError: `EXISTS`.
    """
    if path.exists() and any(path.iterdir()):
        raise FolderError(f"{path} is not empty; choose a new folder", FolderProblem.EXISTS, path)


def open_folder(path: Path) -> HubFolder:
    """Read a hub's folder.

    Raises:
        FolderError: `MISSING` or `DAMAGED`.
    """
    try:
        return HubFolder(path, About(**json.loads((path / _FILE).read_text("utf-8"))))
    except FileNotFoundError:
        raise FolderError(
            f"{path} holds no hub; make one with forsa-hub init", FolderProblem.MISSING, path
        ) from None
    except (ValueError, TypeError):
        raise FolderError(
            f"{path / _FILE} is damaged; restore it from a backup", FolderProblem.DAMAGED, path
        ) from None
