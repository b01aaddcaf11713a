"""The root of trust: versioned documents that name the log's keys (docs/protocol.md, "Trust root").

Updating follows TUF section 5.3: one version at a time, signed by enough keys of the version
before and of itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, pairwise
from typing import Final, NewType

from forsa.encoding import format_canonical, is_code, is_member_id, parse_canonical
from forsa.envelope import ROOT_TYPE, pae, parse_envelope
from forsa.errors import MalformedError, Reason, VerificationError
from forsa.keys import SigningKey, is_signature_valid, key_id_of, parse_public_key
from forsa.v1.record_pb2 import Envelope, Signature
from forsa.v1.trust_pb2 import RootDocument, RootMember

NetworkId = NewType("NetworkId", bytes)
"""32 bytes: the hash that names a network and authenticates its first root document."""

ROLES: Final = ("member", "observer", "secretariat")
PURPOSES: Final = ("admin", "govern", "record")
MAX_ROOT_ENVELOPE_BYTES: Final = 6_000
MAX_ROOT_BYTES: Final = 4_096
MAX_ROOT_SIGNATURES: Final = 16
MAX_KEYS: Final = 16
MAX_AUTHORITIES: Final = 4
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class TrustRoot:
    """A root document that was accepted, from `accept_first` or `accept_next` alone."""

    document: RootDocument
    envelope: bytes
    digest: bytes
    """SHA-256 of what was signed; of version 1 it is the network id."""

    @property
    def version(self) -> int:
        """1, 2, 3, ..."""
        return self.document.version


@dataclass(frozen=True, slots=True)
class _Offered:
    document: RootDocument
    envelope: Envelope
    raw: bytes
    signed: bytes

    def signers(self, keys: Sequence[bytes]) -> int:
        """How many distinct keys of `keys` signed."""
        by_id = {key_id_of(key).hex(): key for key in keys}
        return sum(
            one.keyid in by_id and is_signature_valid(by_id[one.keyid], self.signed, one.sig)
            for one in self.envelope.signatures
        )


def _invalid(what: str) -> VerificationError:
    return VerificationError(f"the root document is refused: {what}", Reason.ROOT_INVALID)


def _parse(data: bytes) -> _Offered:
    if len(data) > MAX_ROOT_ENVELOPE_BYTES:
        raise _invalid(f"an envelope of {len(data)} bytes")
    try:
        envelope = parse_envelope(data, MAX_ROOT_SIGNATURES)
        if envelope.payloadType != ROOT_TYPE or len(envelope.payload) > MAX_ROOT_BYTES:
            raise _invalid("another payload type, or more than 4 KiB")
        document = parse_canonical(RootDocument, envelope.payload, Reason.ROOT_INVALID)
        check_document(document)
    except MalformedError as error:
        raise _invalid(error.message) from None
    return _Offered(document, envelope, data, pae(ROOT_TYPE, envelope.payload))


def check_document(document: RootDocument) -> None:
    """Hold every field to its form; who signed is another question.

    Raises:
        VerificationError: `ROOT_INVALID`.
        MalformedError: a key that is none.
    """
    lists = (document.root_keys, document.log_keys, document.service_keys)
    members = [key.public_key for member in document.members for key in member.keys]
    keys = list(chain(*lists, members))
    checks = (
        ("version", document.version >= 1),
        ("prev", len(document.prev) == (32 if document.version > 1 else 0)),
        ("origin", _is_origin(document.origin)),
        ("trust_domain", _is_host(document.trust_domain)),
        ("level", document.level >= 1),
        ("threshold", 1 <= document.threshold <= len(document.root_keys)),
        ("keys", all(1 <= len(one) <= MAX_KEYS and _is_sorted(one) for one in lists)),
        ("one key in two places", len(set(keys)) == len(keys)),
        ("ca_spki_sha256", _are_authorities(document.ca_spki_sha256)),
        ("hub_names", _is_sorted(document.hub_names) and all(map(_is_host, document.hub_names))),
        ("hub_names", len(document.hub_names) >= 1),
        ("members", document.version == 1 or not (document.members or document.settings)),
        ("members", document.version > 1 or _are_members(document.members)),
        ("settings", _is_sorted([one.name for one in document.settings])),
    )
    for name, holds in checks:
        if not holds:
            raise _invalid(f"{name} is malformed")
    for key in keys:
        parse_public_key(key)


def _is_sorted(values: Iterable[str] | Iterable[bytes]) -> bool:
    raw = [one.encode() if isinstance(one, str) else one for one in values]
    return all(a < b for a, b in pairwise(raw))


def _is_origin(origin: str) -> bool:
    return 1 <= len(origin) <= 255 and origin.isprintable() and not set(origin) & {" ", "+"}


def _is_host(name: str) -> bool:
    return 1 <= len(name) <= 253 and all(
        1 <= len(label) <= 63 and set(label) <= _HOST and label[0] != "-" != label[-1]
        for label in name.split(".")
    )


_HOST: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


def _are_authorities(hashes: Sequence[bytes]) -> bool:
    right_size = all(len(one) == 32 for one in hashes)
    return 1 <= len(hashes) <= MAX_AUTHORITIES and right_size and _is_sorted(hashes)


def _are_members(members: Sequence[RootMember]) -> bool:
    return (
        _is_sorted([member.id for member in members])
        and all(_is_member(member) for member in members)
        and any(member.role == "secretariat" for member in members)
    )


def _is_member(member: RootMember) -> bool:
    return (
        is_member_id(member.id)
        and member.role in ROLES
        and 1 <= len(member.keys) <= MAX_KEYS
        and _is_sorted([key.public_key for key in member.keys])
        and all(are_purposes(key.purposes) and not key.proof for key in member.keys)
    )


def are_purposes(purposes: Sequence[str]) -> bool:
    """Whether these are one to three purposes of a member key, sorted, without doubles."""
    return (
        bool(purposes)
        and all(map(is_code, purposes))
        and sorted(set(purposes)) == list(purposes)
        and set(purposes) <= set(PURPOSES)
    )


def accept_first(envelope: bytes, network_id: bytes) -> TrustRoot:
    """Accept version 1: it hashes to the network id and its own keys signed it.

    Raises:
        VerificationError: `WRONG_NETWORK` or `ROOT_INVALID`.
    """
    offered = _parse(envelope)
    digest = sha256(offered.signed).digest()
    if digest != network_id:
        raise VerificationError(
            f"this root document founds network {digest.hex()}", Reason.WRONG_NETWORK
        )
    if offered.document.version != 1 or offered.signers(offered.document.root_keys) < (
        offered.document.threshold
    ):
        raise _invalid("it is not version 1, or too few of its own keys signed it")
    return TrustRoot(offered.document, envelope, digest)


def network_id_of(envelope: bytes) -> NetworkId:
    """The network that a root document of version 1 would found; nothing is verified."""
    return NetworkId(sha256(_parse(envelope).signed).digest())


def check_follows(current: TrustRoot, document: RootDocument) -> None:
    """Hold a document to all that is asked of the next version but the signatures.

    Raises:
        VerificationError: `ROOT_INVALID`, saying which rule it breaks.
    """
    old, new = current.document, document
    checks = (
        ("it is not the next version", new.version == old.version + 1),
        ("prev is another document", new.prev == current.digest),
        ("another origin", new.origin == old.origin),
        ("a lower level", new.level >= old.level),
        (
            "log time set while a service key stays",
            not new.log_time_ms or not set(new.service_keys) & set(old.service_keys),
        ),
    )
    for broken, holds in checks:
        if not holds:
            raise _invalid(broken)


def accept_next(current: TrustRoot, envelope: bytes) -> TrustRoot:
    """Accept the version after `current`.

    Raises:
        VerificationError: `ROOT_INVALID`, saying which rule it breaks.
    """
    offered = _parse(envelope)
    old, new = current.document, offered.document
    check_follows(current, new)
    if offered.signers(old.root_keys) < old.threshold:
        raise _invalid("too few keys of the version before")
    if offered.signers(new.root_keys) < new.threshold:
        raise _invalid("too few of its own keys")
    return TrustRoot(new, envelope, sha256(offered.signed).digest())


def walk(envelopes: Sequence[bytes], network_id: bytes) -> tuple[TrustRoot, ...]:
    """Accept versions 1, 2, ... in this order; at least one.

    Raises:
        VerificationError: `WRONG_NETWORK` or `ROOT_INVALID`.
    """
    if not envelopes:
        raise _invalid("there is none")
    roots = [accept_first(envelopes[0], network_id)]
    for envelope in envelopes[1:]:
        roots.append(accept_next(roots[-1], envelope))
    return tuple(roots)


def follow(
    known: tuple[TrustRoot, ...], envelopes: Sequence[bytes]
) -> tuple[tuple[TrustRoot, ...], TrustRoot | None]:
    """Go on from the known versions with what somebody shows; what is known stays.

    Args:
        known: Versions 1, 2, ...; at least one.
        envelopes: In order of their versions, as much of them as was shown.

    Returns:
        The chain, and the fork if there is one: a second valid document of a known version, which
        proves that root keys were misused. What is shown after it is not looked at.

    Raises:
        VerificationError: `ROOT_INVALID`: what is shown is not valid.
    """
    held = {root.envelope for root in known}
    for envelope in envelopes:
        if envelope in held:
            continue
        offered = _parse(envelope)
        version, digest = offered.document.version, sha256(offered.signed).digest()
        if version > len(known):
            known = (*known, accept_next(known[-1], envelope))
        elif digest != known[version - 1].digest:  # of the first version the digest is the network
            return known, accept_next(known[version - 2], envelope) if version > 1 else None
    return known, None


def days_over(root: TrustRoot, now_ms: int) -> int | None:
    """Whole days since a trust root expired; None: it is good. It is a warning, never a stop."""
    over_ms = now_ms - root.document.expires_ms
    return over_ms // _DAY_MS if over_ms >= 0 else None


def parse_root(envelope: bytes) -> RootDocument:
    """The document in an envelope; no signature is looked at.

    Raises:
        VerificationError: `ROOT_INVALID`.
    """
    return _parse(envelope).document


def sign_root(document: RootDocument, keys: Sequence[SigningKey]) -> bytes:
    """The envelope of a root document, signed by `keys`."""
    payload = format_canonical(document)
    message = pae(ROOT_TYPE, payload)
    by_id = {key.key_id.hex(): key for key in keys}
    signatures = [Signature(sig=by_id[keyid].sign(message), keyid=keyid) for keyid in sorted(by_id)]
    envelope = Envelope(payload=payload, payloadType=ROOT_TYPE, signatures=signatures)
    return format_canonical(envelope)
