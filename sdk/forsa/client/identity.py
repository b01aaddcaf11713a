"""The folder of a node: who it is, its keys, its certificate and what it trusts.

identity.json            who this is, and where the hub is
keys/*.pem               private keys, readable by their owner only
tls/chain.pem, ca.pem    the certificate the hub issued, and its authority's
roots/<version>.root     the trust root, envelope by envelope
roots/<version>.rival    a second valid document of a version: root keys were misused
member.db, mirror.db     the node's stores;  run/ sockets and locks
register/                learners, sealed with keys/register.key; neither is there before an import
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Self

from forsa.client.files import (
    FolderError,
    FolderProblem,
    make_private_folder,
    sync_folder,
    write_durably,
)
from forsa.client.node_keys import TLS_FILE, WITNESS, NodeKeys, read_signing_key, read_tls_key
from forsa.encoding import is_member_id, parse_hex
from forsa.errors import MalformedError, Reason, VerificationError
from forsa.keys import SigningKey
from forsa.root import TrustRoot, follow, walk
from forsa.rpc.address import HubAddress

LANGUAGES: Final = ("fr", "ar", "en")
_FORMAT: Final = 1
_FILE: Final = "identity.json"
_RIVAL: Final = ".rival"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a node is. What lies in the folder beside it is read when asked for."""

    folder: Path
    network_id: bytes
    """32 bytes."""
    member: str
    node: str
    name: str
    """What people call the association, for display; signed nowhere."""
    language: str = "fr"
    hub: HubAddress | None = None
    """Known once the node has joined."""

    @property
    def holder(self) -> str:
        """`<member>/<node>`, as cosignatures name it."""
        return f"{self.member}/{self.node}"

    def signing_key(self, purpose: str) -> SigningKey:
        """The member key for `record`, `govern` or `admin`.

        Raises:
            FolderError: `KEY_ABSENT`: its owner carried it away; or `DAMAGED`.
        """
        return read_signing_key(self.folder / "keys" / f"{purpose}.pem")

    def witness_key(self) -> SigningKey:
        """The key that cosigns."""
        return read_signing_key(self.folder / "keys" / f"{WITNESS}.pem")

    def tls_key_pem(self) -> bytes:
        """The private key of the channel."""
        return read_tls_key(self.folder / "keys" / TLS_FILE)

    def chain_pem(self) -> bytes:
        """The node's certificate and its authority's, or raise FolderError `NOT_ENROLLED`."""
        return self._enrolled_file("chain.pem")

    def ca_pem(self) -> bytes:
        """The pinned authority, or raise FolderError `NOT_ENROLLED`."""
        return self._enrolled_file("ca.pem")

    def hub_address(self) -> HubAddress:
        """Where the hub is, or raise FolderError `NOT_ENROLLED`."""
        if self.hub is None:
            raise self._not_enrolled()
        return self.hub

    def roots(self) -> tuple[TrustRoot, ...]:
        """The trust root chain, verified from the network id; empty before the node has joined.

        Raises:
            VerificationError: a file was changed: `WRONG_NETWORK` or `ROOT_INVALID`.
        """
        folder = self.folder / "roots"
        envelopes: list[bytes] = []
        while (path := folder / f"{len(envelopes) + 1}.root").exists():
            envelopes.append(path.read_bytes())
        return walk(envelopes, self.network_id) if envelopes else ()

    def rivals(self) -> tuple[TrustRoot, ...]:
        """Second valid documents of versions that this node knows another one of.

        Each proves that root keys were misused. While there is one, nothing is published or
        cosigned; once the officers have settled it, a person moves the file away. A file that
        proves nothing is passed over.
        """
        files = sorted((self.folder / "roots").glob(f"*{_RIVAL}"))
        known = self.roots() if files else ()
        found = [_rival_in(path, known) for path in files if known]
        return tuple(one for one in found if one is not None)

    def rival_file(self, rival: TrustRoot) -> Path:
        """Where a second document of a version is kept."""
        return self.folder / "roots" / f"{rival.version}{_RIVAL}"

    def save_rival(self, rival: TrustRoot) -> None:
        """Keep a second valid document of a version, from `forsa.root.follow`; the first stays."""
        path = self.rival_file(rival)
        if not path.exists():
            write_durably(path, rival.envelope)

    def save_roots(self, roots: Sequence[TrustRoot]) -> None:
        """Write those versions that are not there yet; what is there stays as it is."""
        folder = self.folder / "roots"
        make_private_folder(folder)
        for root in roots:
            path = folder / f"{root.version}.root"
            if not path.exists():
                write_durably(path, root.envelope)

    def save_chain(self, chain_pem: bytes, ca_pem: bytes) -> None:
        """Write the certificate chain and the authority that TLS will trust alone."""
        folder = self.folder / "tls"
        make_private_folder(folder)
        write_durably(folder / "ca.pem", ca_pem)
        write_durably(folder / "chain.pem", chain_pem)

    def save_hub(self, address: HubAddress) -> Self:
        """Write where the hub is, and return the identity that knows it."""
        changed = replace(self, hub=address)
        write_durably(self.folder / _FILE, _format(changed))
        return changed

    def _enrolled_file(self, name: str) -> bytes:
        try:
            return (self.folder / "tls" / name).read_bytes()
        except FileNotFoundError:
            raise self._not_enrolled() from None

    def _not_enrolled(self) -> FolderError:
        return FolderError(
            f"{self.folder} has not joined a network yet; ask the secretariat for a join token",
            FolderProblem.NOT_ENROLLED,
            self.folder,
        )


def _rival_in(path: Path, known: tuple[TrustRoot, ...]) -> TrustRoot | None:
    try:
        return follow(known, [path.read_bytes()])[1]
    except VerificationError:
        return None


def create_identity(identity: Identity, keys: NodeKeys) -> Identity:
    """Make the folder of a new node, with its keys; `identity.json` is written last.

    Raises:
        FolderError: `EXISTS`: there is a node in the folder already; its keys are never replaced.
        MalformedError: the member or node id is not one.
    """
    _check_names(identity)
    folder = identity.folder
    if (folder / _FILE).exists() or (folder / "keys").exists():
        raise FolderError(
            f"{folder} holds a node already; choose another folder", FolderProblem.EXISTS, folder
        )
    for name in ("", "keys", "tls", "roots", "run"):
        make_private_folder(folder / name)
    keys.save(folder / "keys")
    write_durably(folder / _FILE, _format(identity))
    sync_folder(folder)
    return identity


def _check_names(identity: Identity) -> None:
    for what, value in (("member", identity.member), ("node", identity.node)):
        if not is_member_id(value):
            raise MalformedError(
                f"{value!r} is no {what} id: small letters, digits and hyphens, at most 63",
                Reason.HEADER_MALFORMED,
            )


def load_identity(folder: Path) -> Identity:
    """Read who the node in `folder` is.

    Raises:
        FolderError: `MISSING`: there is no node here; `DAMAGED`: the file is not as written.
    """
    path = folder / _FILE
    try:
        text = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FolderError(
            f"{folder} is not the folder of a node; make one with forsa-node init",
            FolderProblem.MISSING,
            folder,
        ) from None
    try:
        return _parse(folder, json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, MalformedError) as error:
        raise FolderError(
            f"{path} is damaged ({error}); restore it from a backup", FolderProblem.DAMAGED, path
        ) from None


def _format(identity: Identity) -> bytes:
    hub = asdict(identity.hub) if identity.hub else None
    values = {
        "format": _FORMAT,
        "network_id": identity.network_id.hex(),
        "member": identity.member,
        "node": identity.node,
        "name": identity.name,
        "language": identity.language,
        "hub": hub,
    }
    return json.dumps(values, ensure_ascii=False, indent=2).encode() + b"\n"


def _parse(folder: Path, values: dict[str, Any]) -> Identity:
    if values["format"] != _FORMAT:
        raise ValueError(f"format {values['format']}, this version reads {_FORMAT}")
    hub = values["hub"]
    identity = Identity(
        folder=folder,
        network_id=parse_hex(values["network_id"], 32),
        member=values["member"],
        node=values["node"],
        name=str(values["name"]),
        language=values["language"] if values["language"] in LANGUAGES else LANGUAGES[0],
        hub=HubAddress(str(hub["host"]), int(hub["port"]), int(hub["enrol_port"])) if hub else None,
    )
    _check_names(identity)
    return identity
