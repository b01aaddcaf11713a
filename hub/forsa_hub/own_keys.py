"""Which keys a hub signs and certifies with: of those it holds, the ones its trust root names.

`keys/log.pem`, `service.pem` and `ca.pem` are those of the founding; what was drawn for version 2
is `log-2.pem`, and so on. Nothing is ever moved or deleted: the trust root that is logged decides
which are used, so a hub that is stopped between two writes finds the right ones again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from forsa.client.files import PRIVATE, write_durably
from forsa.client.node_keys import draw_signing_key, format_signing_key, read_signing_key
from forsa.errors import ConflictError, Reason
from forsa.keys import SigningKey
from forsa.root import TrustRoot
from forsa.rpc.identity import parse_certificate, spki_sha256
from forsa.v1.trust_pb2 import RootDocument

from forsa_hub.authority import Authority, instant, make_authority
from forsa_hub.checkpoints import Signers
from forsa_hub.folder import HubFolder

LOG: Final = "log"
SERVICE: Final = "service"
AUTHORITY: Final = "ca"
KINDS: Final = (LOG, SERVICE, AUTHORITY)


def draw_key(folder: HubFolder, kind: str, version: int, now_ms: int) -> bytes:
    """Draw a key for a version of the trust root that is to come, and return its public part.

    Drawn again for the same version, it is the same: what was carried to the officers stays good.

    Args:
        folder: The hub's.
        kind: One of `KINDS`.
        version: That the trust root will have.
        now_ms: This machine's clock.

    Returns:
        The raw public key, 32 bytes; of an authority the SHA-256 of its SPKI.
    """
    path = folder.path / "keys" / f"{kind}-{version}.pem"
    if kind == AUTHORITY:
        certificate = folder.path / "tls" / f"ca-{version}.crt"
        if not certificate.exists():
            _draw_authority(folder, path, certificate, now_ms)
        return spki_sha256(_certificate(certificate))
    if not path.exists():
        write_durably(path, format_signing_key(draw_signing_key()), PRIVATE)
    return read_signing_key(path).public


def _draw_authority(folder: HubFolder, key: Path, certificate: Path, now_ms: int) -> None:
    """The certificate is written last: without it the key was never shown to anybody."""
    made = make_authority(folder.about.name, folder.about.trust_domain, instant(now_ms))
    pem = made.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_durably(key, pem, PRIVATE)
    write_durably(certificate, made.certificate.public_bytes(serialization.Encoding.PEM))


def signers_for(folder: HubFolder, document: RootDocument) -> Signers:
    """What the hub signs with under a trust root.

    Raises:
        ConflictError: `KIND_PRECONDITION`: it holds no log or service key that this one names.
    """
    log = _named(folder, LOG, list(document.log_keys), document.version)
    service = _named(folder, SERVICE, list(document.service_keys), document.version)
    return Signers(folder.about.origin, log, service)


def _named(folder: HubFolder, kind: str, named: list[bytes], version: int) -> SigningKey:
    for path in _newest_first(folder.path / "keys", kind, ".pem"):
        key = read_signing_key(path)
        if key.public in named:
            return key
    raise _absent(kind, version)


def authority_for(folder: HubFolder, document: RootDocument) -> Authority:
    """The certificate authority under a trust root.

    Raises:
        ConflictError: `KIND_PRECONDITION`: the hub holds none that this one names.
    """
    for path in _newest_first(folder.path / "tls", AUTHORITY, ".crt"):
        certificate = _certificate(path)
        if spki_sha256(certificate) in document.ca_spki_sha256:
            key = folder.ca_key(path.stem)
            return Authority(key, certificate, folder.about.trust_domain)
    raise _absent(AUTHORITY, document.version)


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _newest_first(folder: Path, kind: str, suffix: str) -> Iterator[Path]:
    """The files of a kind: by the version they were drawn for, the founding's last."""
    drawn = {}
    for path in folder.glob(f"{kind}-*{suffix}"):
        number = path.stem.removeprefix(f"{kind}-")
        if number.isdecimal():
            drawn[int(number)] = path
    yield from (drawn[number] for number in sorted(drawn, reverse=True))
    yield folder / f"{kind}{suffix}"


def _absent(kind: str, version: int) -> ConflictError:
    return ConflictError(
        f"this hub holds no {kind} key that version {version} of the trust root names: draw one "
        "here with forsa-hub root draw, and have a document signed that names it",
        Reason.KIND_PRECONDITION,
    )


@dataclass(frozen=True, slots=True)
class Heir:
    """What the sequencer asks of the folder when a new trust root is about to be logged."""

    folder: HubFolder

    def check(self, document: RootDocument) -> None:
        """Refuse a trust root under which this hub could not go on.

        Raises:
            ConflictError: as `signers_for` and `authority_for`.
        """
        signers_for(self.folder, document)
        authority_for(self.folder, document)

    def keep(self, root: TrustRoot) -> Signers:
        """Write it durably, before it is logged, and return what is signed with under it."""
        self.folder.save_root(root.version, root.envelope)
        return signers_for(self.folder, root.document)


def is_certified(folder: HubFolder, root: TrustRoot) -> bool:
    """Whether the certificate that the hub shows is by an authority and for a name of this root."""
    own = parse_certificate(folder.hub_chain_pem())
    by = spki_sha256(folder.ca_certificate())
    named = sorted(own.dns_names) == list(root.document.hub_names)
    return named and by == spki_sha256(authority_for(folder, root.document).certificate)


def certify(folder: HubFolder, root: TrustRoot, now_ms: int) -> Authority:
    """The authority in force; the hub's own certificate is issued anew if it is not certified."""
    authority = authority_for(folder, root.document)
    if is_certified(folder, root):
        return authority
    public = _public_of(folder.tls_key_pem())
    leaf = authority.issue_hub(public, list(root.document.hub_names), instant(now_ms))
    folder.save_chain(leaf, authority.chain(b""))
    return authority


def _public_of(tls_pem: bytes) -> ec.EllipticCurvePublicKey:
    key = serialization.load_pem_private_key(tls_pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("TLS keys are P-256")
    return key.public_key()
