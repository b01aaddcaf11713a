"""The next trust root before it is one: what it builds on, who must sign it, and who did.

Officers sign apart, each on a machine of their own; what they carry is a value of this kind.
Source: docs/protocol.md, "Trust root".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final, Self

from forsa.encoding import format_canonical
from forsa.envelope import ROOT_TYPE, pae
from forsa.errors import MalformedError, NotAllowedError, Reason, VerificationError
from forsa.keys import SigningKey, is_signature_valid, key_id_of
from forsa.root import (
    MAX_ROOT_BYTES,
    TrustRoot,
    accept_next,
    check_document,
    check_follows,
)
from forsa.v1.record_pb2 import Envelope, Signature
from forsa.v1.trust_pb2 import RootDocument

ONCE: Final = ("members", "settings", "log_time_ms")
"""What a document does not take over from the one before: the first is said once, the last never
by itself."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of a list of root keys must sign, and which did."""

    threshold: int
    signed: tuple[bytes, ...]
    """Public keys."""
    missing: tuple[bytes, ...]
    """Of the others any will do."""

    @property
    def wanted(self) -> int:
        """Signatures that are missing."""
        return max(0, self.threshold - len(self.signed))


@dataclass(frozen=True, slots=True)
class Succession:
    """A version that follows `chain`, from `propose` or `parse` of a carried file, and signatures.

    Its form and its place in the chain are checked; signatures count by themselves.
    """

    chain: tuple[TrustRoot, ...]
    """Every version up to the one in force, verified from the network id."""
    document: RootDocument
    signatures: Mapping[bytes, bytes] = field(default_factory=dict)
    """By public key; good ones of listed keys alone."""

    @classmethod
    def of(
        cls,
        chain: tuple[TrustRoot, ...],
        document: RootDocument,
        signatures: Mapping[bytes, bytes],
    ) -> Self:
        """Check a document and keep those signatures that count.

        Raises:
            VerificationError: `ROOT_INVALID`: its form, or it does not follow the chain.
        """
        try:
            check_document(document)
        except MalformedError as error:
            message = f"the root document is refused: {error.message}"
            raise VerificationError(message, Reason.ROOT_INVALID) from None
        check_follows(chain[-1], document)
        payload = format_canonical(document)
        if len(payload) > MAX_ROOT_BYTES:
            raise VerificationError(
                f"the document has {len(payload)} bytes, {MAX_ROOT_BYTES} are allowed: fewer keys",
                Reason.ROOT_INVALID,
            )
        one = cls(chain, document)
        good = {
            public: signature
            for public, signature in signatures.items()
            if public in one.signers and is_signature_valid(public, one._message, signature)
        }
        return replace(one, signatures=good)

    @property
    def current(self) -> TrustRoot:
        """The version in force."""
        return self.chain[-1]

    @property
    def signers(self) -> frozenset[bytes]:
        """Public keys whose signature counts: of the version in force, and its own."""
        return frozenset((*self.current.document.root_keys, *self.document.root_keys))

    @property
    def digest(self) -> bytes:
        """32 bytes: what is signed; officers read it to each other."""
        return sha256(self._message).digest()

    @property
    def _message(self) -> bytes:
        return pae(ROOT_TYPE, format_canonical(self.document))

    def quorums(self) -> tuple[Quorum, Quorum]:
        """Of the version in force, and of this one: both must be met."""
        return self._quorum(self.current.document), self._quorum(self.document)

    def _quorum(self, document: RootDocument) -> Quorum:
        keys = document.root_keys
        return Quorum(
            document.threshold,
            tuple(key for key in keys if key in self.signatures),
            tuple(key for key in keys if key not in self.signatures),
        )

    @property
    def is_complete(self) -> bool:
        """Whether enough signed."""
        return not any(one.wanted for one in self.quorums())

    def signed_with(self, key: SigningKey) -> Self:
        """The same with one signature more; a second one of a key changes nothing.

        Raises:
            NotAllowedError: `KEY_UNKNOWN`: it is no root key, neither of the version in force nor
                of this one.
        """
        if key.public not in self.signers:
            raise NotAllowedError(
                f"root key {key.key_id.hex()} is in neither version: its signature counts for "
                "nothing",
                Reason.KEY_UNKNOWN,
            )
        if key.public in self.signatures:
            return self
        signatures = dict(self.signatures)
        signatures[key.public] = key.sign(self._message)
        return replace(self, signatures=signatures)

    def joined(self, other: Self) -> Self:
        """The same with the signatures of another copy.

        Raises:
            VerificationError: `ROOT_INVALID`: the other is another document.
        """
        if other.digest != self.digest:
            raise VerificationError(
                f"these are two documents: {self.digest.hex()} and {other.digest.hex()}",
                Reason.ROOT_INVALID,
            )
        return replace(self, signatures={**other.signatures, **self.signatures})

    def accept(self) -> TrustRoot:
        """The trust root that it is, once enough signed.

        Raises:
            VerificationError: `ROOT_INVALID`: too few did, with the numbers.
        """
        versions = (self.current.version, self.document.version)
        for version, quorum in zip(versions, self.quorums(), strict=True):
            if quorum.wanted:
                raise VerificationError(
                    f"version {version} asks for {quorum.threshold} signatures of its root keys, "
                    f"{len(quorum.signed)} are there",
                    Reason.ROOT_INVALID,
                )
        return accept_next(self.current, self._envelope())

    def _envelope(self) -> bytes:
        """With as few signatures as both thresholds need: an envelope may have 16."""
        by_id = {key_id_of(one).hex(): self.signatures[one] for one in self._needed()}
        return format_canonical(
            Envelope(
                payload=format_canonical(self.document),
                payloadType=ROOT_TYPE,
                signatures=[Signature(keyid=one, sig=by_id[one]) for one in sorted(by_id)],
            )
        )

    def _needed(self) -> set[bytes]:
        """Of the keys that signed, those of both versions first."""
        lists = [set(one.signed) for one in self.quorums()]
        by_use = sorted(self.signatures, key=lambda one: (one not in lists[0] & lists[1], one))
        needed = set[bytes]()
        for quorum, signed in zip(self.quorums(), lists, strict=True):
            own = [one for one in by_use if one in signed]
            needed.update(own[: quorum.threshold])
        return needed


def next_document(current: TrustRoot) -> RootDocument:
    """The document that follows, with everything as it is: what changes is written into it."""
    document = RootDocument()
    document.CopyFrom(current.document)
    for name in ONCE:
        document.ClearField(name)
    document.version = current.version + 1
    document.prev = current.digest
    return document
