"""How a node gets its certificate: with a token, in time, or after any absence.

Source: docs/protocol.md, "Enrolment".
"""

from dataclasses import replace
from typing import Final

from forsa.client.drafts import LEVEL, draw_object_id
from forsa.client.enrolment import (
    Bootstrap,
    enrolment,
    fetch_bootstrap,
    require_current,
    require_known_authority,
)
from forsa.client.files import write_durably
from forsa.client.hub import HubClient
from forsa.client.identity import Identity
from forsa.envelope import Record, parse_record, sign_record
from forsa.errors import MalformedError, Reason, UnknownCallerError, VerificationError
from forsa.join_token import JoinToken
from forsa.keys import SigningKey
from forsa.rpc.address import MAIN_PORT, HubAddress
from forsa.rpc.identity import make_csr, parse_certificate, tls_spki_sha256
from forsa.signed import enrolment_message, possession_message, reattestation_message
from forsa.v1 import enrolment_service_pb2 as pb
from forsa.v1.effects_pb2 import NodeAdd
from forsa.v1.record_pb2 import RecordHeader

MAX_PORT: Final = 65535


async def join(
    identity: Identity,
    token: JoinToken,
    port: int | None,
    now_ms: int,
    admin: SigningKey | None = None,
) -> tuple[Identity, int]:
    """Trade a token for a certificate, and keep what the network is trusted by.

    A repeat after a lost answer is harmless: the same record and key get the same certificate.

    Args:
        identity: A node that has not joined, or not finished joining.
        token: For this network.
        port: The hub's main port as its user knows it, for the token names the other one; None:
            as the hub tells.
        now_ms: This machine's clock; 0 = unknown.
        admin: The member's key that lets the node in; None: the one in its folder.

    Returns:
        The identity with its hub, and the main port that the hub told; 0 = it told none.

    Raises:
        VerificationError: `WRONG_NETWORK`: the token is for another network.
        NotAllowedError: `JOIN_TOKEN_INVALID`: used by another key, expired, or never given.
        MalformedError: the hub told a port that is none.
        ConflictError: `KIND_PRECONDITION`: the trust root has expired.
    """
    if token.network_id != identity.network_id:
        raise VerificationError(
            f"the token is for network {token.network_id.hex()}, "
            f"this node for {identity.network_id.hex()}",
            Reason.WRONG_NETWORK,
        )
    address = HubAddress(token.host, enrol_port=token.enrol_port)
    known, pinned = identity.roots(), token.ca_spki_sha256
    bootstrap = await fetch_bootstrap(address, identity.network_id, pinned, known)
    if bootstrap.rival is not None:
        identity.save_rival(bootstrap.rival)
    if now_ms:
        require_current(bootstrap.roots[-1], now_ms)
    async with enrolment(address, bootstrap) as client:
        key = admin or identity.signing_key("admin")
        answer = await client.enrol(_enrol_request(identity, token, now_ms, key))
    if answer.port > MAX_PORT:
        raise MalformedError(f"the hub told port {answer.port}", Reason.ENTRY_MALFORMED)
    _keep(identity, bootstrap, answer.chain)
    used = port or answer.port or MAIN_PORT
    return identity.save_hub(replace(address, port=used)), answer.port


async def reattest(identity: Identity, now_ms: int) -> None:
    """Get a new certificate after any absence, by a signature of a member key.

    What the network is trusted by is fetched along: the officers may have changed the authority.

    Args:
        identity: A node that has joined.
        now_ms: The clock that tells whether the trust root has expired.

    Raises:
        ConflictError: `KIND_PRECONDITION`: it has, and the hub shows another authority.
        UnknownCallerError: `NODE_REVOKED`: the network no longer knows this node.
    """
    address = identity.hub_address()
    bootstrap = await fetch_bootstrap(address, identity.network_id, known=identity.roots())
    if bootstrap.rival is not None:
        identity.save_rival(bootstrap.rival)
    require_known_authority(bootstrap.ca_pem, identity.ca_pem(), bootstrap.roots[-1], now_ms)
    key = identity.signing_key("record")
    csr = make_csr(identity.tls_key_pem())
    async with enrolment(address, bootstrap) as client:
        nonce = await client.get_nonce()
        message = reattestation_message(
            identity.network_id, nonce, identity.member, identity.node, csr
        )
        chain = await client.reattest(
            pb.ReattestRequest(
                member=identity.member,
                node=identity.node,
                csr=csr,
                nonce=nonce,
                key_id=key.key_id,
                signature=key.sign(message),
            )
        )
    _keep(identity, bootstrap, chain)


async def renew(identity: Identity, client: HubClient) -> None:
    """Get a new certificate over the channel that the present one opened."""
    chain = await client.renew(make_csr(identity.tls_key_pem()))
    _check_chain(identity, chain)
    identity.save_chain(chain, identity.ca_pem())


def node_add(identity: Identity, now_ms: int, key: SigningKey | None = None) -> Record:
    """The record by which a member's node enters the network, signed with an `admin` key."""
    key = key or identity.signing_key("admin")
    witness = identity.witness_key()
    effect = NodeAdd(
        node=identity.node,
        tls_spki_sha256=tls_spki_sha256(identity.tls_key_pem()),
        witness_key=witness.public,
        proof=witness.sign(
            possession_message(identity.network_id, identity.holder, witness.public)
        ),
    )
    header = RecordHeader(
        network_id=identity.network_id,
        member=identity.member,
        key_id=key.key_id,
        kind="node.add",
        min_level=LEVEL,
        created_ms=now_ms,
        object_id=draw_object_id(now_ms),
        audience="public",
        effect=effect.SerializeToString(deterministic=True),
    )
    return sign_record(header, key)


def _enrol_request(
    identity: Identity, token: JoinToken, now_ms: int, key: SigningKey
) -> pb.EnrolRequest:
    csr = make_csr(identity.tls_key_pem())
    return pb.EnrolRequest(
        token_id=token.token_id,
        secret=token.secret,
        csr=csr,
        node_add=_kept_node_add(identity, now_ms, key),
        proof=key.sign(enrolment_message(identity.network_id, token.token_id, csr)),
    )


def _kept_node_add(identity: Identity, now_ms: int, key: SigningKey) -> bytes:
    """The envelope of the node.add record: signed once, so that a repeat is the same record.

    One by another key, which the network did not take, makes room.
    """
    path = identity.folder / "node-add.envelope"
    if path.exists():
        kept = path.read_bytes()
        if parse_record(kept).header.key_id == key.key_id:
            return kept
    made = node_add(identity, now_ms, key).envelope
    write_durably(path, made)
    return made


def _keep(identity: Identity, bootstrap: Bootstrap, chain: bytes) -> None:
    _check_chain(identity, chain)
    identity.save_roots(bootstrap.roots)
    identity.save_chain(chain, bootstrap.ca_pem)


def _check_chain(identity: Identity, chain: bytes) -> None:
    """Take no certificate but one for this node's key: another would lock the node out."""
    if parse_certificate(chain).spki_sha256 != tls_spki_sha256(identity.tls_key_pem()):
        raise UnknownCallerError("the certificate is for another key", Reason.CERT_INVALID)
