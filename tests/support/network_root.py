"""A trust root for tests that need one and no hub."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from forsa.client.node_keys import draw_signing_key
from forsa.keys import SigningKey
from forsa.root import TrustRoot, accept_first, network_id_of, sign_root
from forsa.v1.trust_pb2 import MemberKey, RootDocument, RootMember

ORIGIN = "hub.example.org/log1"
TRUST_DOMAIN = "network.example.org"
HUB_NAME = "hub.example.org"


@dataclass(frozen=True)
class NetworkKeys:
    """The private keys behind a trust root, and the root."""

    log: SigningKey
    service: SigningKey
    member: SigningKey
    """Key of the one member, `office`, with all purposes."""
    root: TrustRoot

    @classmethod
    def make(
        cls, authorities: Sequence[bytes] = (bytes(32),), officer: SigningKey | None = None
    ) -> Self:
        """Draw keys and sign version 1 as `officer`; `authorities` are SPKI hashes."""
        officer = officer or draw_signing_key()
        log, service, member = (draw_signing_key() for _ in range(3))
        key = MemberKey(public_key=member.public, purposes=["admin", "govern", "record"])
        document = RootDocument(
            version=1,
            origin=ORIGIN,
            trust_domain=TRUST_DOMAIN,
            level=1,
            threshold=1,
            root_keys=[officer.public],
            log_keys=[log.public],
            service_keys=[service.public],
            ca_spki_sha256=sorted(authorities),
            hub_names=[HUB_NAME, "localhost"],
            members=[RootMember(id="office", role="secretariat", keys=[key])],
        )
        envelope = sign_root(document, [officer])
        return cls(log, service, member, accept_first(envelope, network_id_of(envelope)))

    @property
    def network_id(self) -> bytes:
        """32 bytes."""
        return self.root.digest
