"""The fixed strings that keys sign besides records (docs/protocol.md, "Names and keys")."""

from hashlib import sha256


def possession_message(network_id: bytes, holder: str, public: bytes) -> bytes:
    """What a new key signs to show that its private half is held.

    `holder` is the member, or `<member>/<node>` for a witness key.
    """
    return b"forsa-pop/v1\n" + network_id + holder.encode() + b"\n" + public


def proxy_message(network_id: bytes, absent: str, voting: str, proposal: bytes) -> bytes:
    """What the absent member signs so that another may vote for it in one proposal."""
    return b"forsa-proxy/v1\n" + network_id + f"{absent}\n{voting}\n".encode() + proposal


def outcome_message(network_id: bytes, member: str, object_id: bytes, body_root: bytes) -> bytes:
    """What the person who prepared outcome tables signs."""
    return b"forsa-outcome/v1\n" + network_id + f"{member}\n".encode() + object_id + body_root


def enrolment_message(network_id: bytes, token_id: bytes, csr: bytes) -> bytes:
    """What a member key signs to trade a join token for a certificate; `csr` is DER."""
    return b"forsa-enrol/v1\n" + network_id + token_id + sha256(csr).digest()


def reattestation_message(
    network_id: bytes, nonce: bytes, member: str, node: str, csr: bytes
) -> bytes:
    """What a member key signs to get a certificate after an absence; `csr` is DER."""
    return (
        b"forsa-reattest/v1\n"
        + network_id
        + nonce
        + f"{member}/{node}\n".encode()
        + sha256(csr).digest()
    )
