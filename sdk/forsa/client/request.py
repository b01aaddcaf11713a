"""What an association sends to be admitted: public keys with proofs, never a private one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from forsa.client.node_keys import NodeKeys
from forsa.encoding import is_member_id, is_region, parse_hex
from forsa.errors import MalformedError, Reason, VerificationError
from forsa.keys import is_published_key, is_signature_valid, parse_public_key
from forsa.root import PURPOSES, are_purposes
from forsa.signed import possession_message
from forsa.v1.effects_pb2 import MemberAdmit
from forsa.v1.trust_pb2 import MemberKey

MAX_REQUEST_BYTES: Final = 64 * 1024
MAX_NAME: Final = 200
MAX_REQUESTED_KEYS: Final = 8
_FORMAT: Final = "forsa-request/1"


@dataclass(frozen=True, slots=True)
class RequestedKey:
    """A public key, what it is for, and the proof that its private half is held."""

    public: bytes
    purposes: tuple[str, ...]
    proof: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks to be admitted, and with which keys; from `parse_request`, the proofs hold."""

    network_id: bytes
    member: str
    node: str
    name: str
    region: str
    """ISO 3166-2, or empty."""
    keys: tuple[RequestedKey, ...]
    """Sorted by public key, 1 to 8, at least one `admin`."""
    witness: RequestedKey
    """Its purposes are empty: it cosigns."""

    @classmethod
    def make(cls, network_id: bytes, names: Mapping[str, str], keys: NodeKeys) -> Self:
        """The request for new keys; `names` has member, node, name and region."""
        member, node = names["member"], names["node"]
        requested = [
            RequestedKey(
                key.public, (purpose,), key.sign(possession_message(network_id, member, key.public))
            )
            for purpose, key in keys.member.items()
        ]
        witness = keys.witness
        proof = witness.sign(possession_message(network_id, f"{member}/{node}", witness.public))
        return cls(
            network_id,
            member,
            node,
            names["name"],
            names.get("region", ""),
            tuple(sorted(requested, key=lambda one: one.public)),
            RequestedKey(witness.public, (), proof),
        )


def admit_effect(request: Request, role: str = "member") -> MemberAdmit:
    """The effect that admits the member with the keys it asked for."""
    keys = [
        MemberKey(public_key=key.public, purposes=key.purposes, proof=key.proof)
        for key in request.keys
    ]
    return MemberAdmit(member=request.member, role=role, keys=keys)


def format_request(request: Request) -> str:
    """The request as a JSON file."""
    values = {
        "format": _FORMAT,
        "network_id": request.network_id.hex(),
        "member": request.member,
        "node": request.node,
        "name": request.name,
        "region": request.region,
        "keys": [_format_key(key) for key in request.keys],
        "witness": _format_key(request.witness),
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _format_key(key: RequestedKey) -> dict[str, object]:
    return {
        "public": key.public.hex(),
        "purposes": list(key.purposes),
        "proof": key.proof.hex(),
    }


def parse_request(data: bytes, network_id: bytes) -> Request:
    """Read a request for this network and verify every proof in it.

    Raises:
        MalformedError: `KIND_EFFECT_INVALID`: not a request, or a field is malformed.
        VerificationError: `WRONG_NETWORK`; `SIGNATURE_INVALID`: a proof does not hold, or a
            key's private half is published.
    """
    if len(data) > MAX_REQUEST_BYTES:
        raise _malformed(f"it has {len(data)} bytes")
    try:
        request = _parse(json.loads(data))
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        MalformedError,
    ) as error:
        raise _malformed(f"{type(error).__name__}: {error}") from None
    if request.network_id != network_id:
        raise VerificationError(
            f"the request is for network {request.network_id.hex()}", Reason.WRONG_NETWORK
        )
    verify_request(request)
    return request


def _malformed(what: str) -> MalformedError:
    return MalformedError(f"not a request of forsa-node init: {what}", Reason.KIND_EFFECT_INVALID)


def _parse(values: dict[str, Any]) -> Request:
    if values["format"] != _FORMAT:
        raise ValueError("another format")
    keys: Sequence[dict[str, Any]] = values["keys"]
    if not 1 <= len(keys) <= MAX_REQUESTED_KEYS:
        raise ValueError(f"{len(keys)} keys, not 1 to {MAX_REQUESTED_KEYS}")
    request = Request(
        network_id=parse_hex(values["network_id"], 32),
        member=values["member"],
        node=values["node"],
        name=values["name"],
        region=values["region"],
        keys=tuple(_parse_key(one) for one in keys),
        witness=_parse_key(values["witness"]),
    )
    checks = (
        ("member", is_member_id(request.member)),
        ("node", is_member_id(request.node)),
        ("name", 1 <= len(request.name) <= MAX_NAME and request.name.isprintable()),
        ("region", not request.region or is_region(request.region)),
        ("purposes", all(are_purposes(key.purposes) for key in request.keys)),
        ("purposes", any("admin" in key.purposes for key in request.keys)),
        ("keys", _ascending([key.public for key in request.keys])),
        ("witness", not request.witness.purposes),
    )
    for field, holds in checks:
        if not holds:
            raise ValueError(f"{field} is malformed")
    return request


def _ascending(keys: Sequence[bytes]) -> bool:
    return list(keys) == sorted(set(keys))


def _parse_key(values: dict[str, Any]) -> RequestedKey:
    purposes = tuple(values["purposes"])
    if not set(purposes) <= set(PURPOSES):
        raise ValueError(f"unknown purposes {purposes}")
    return RequestedKey(
        parse_public_key(parse_hex(values["public"], 32)), purposes, parse_hex(values["proof"], 64)
    )


def verify_request(request: Request) -> None:
    """Check that every key's private half is held by whoever made the request, and secret.

    Raises:
        VerificationError: `SIGNATURE_INVALID`.
    """
    holders = [(key, request.member) for key in request.keys]
    for key, holder in (*holders, (request.witness, f"{request.member}/{request.node}")):
        message = possession_message(request.network_id, holder, key.public)
        if is_published_key(key.public):
            raise _unproved(key, "its private half is published")
        if not is_signature_valid(key.public, message, key.proof):
            raise _unproved(key, "the proof is not by it")


def _unproved(key: RequestedKey, what: str) -> VerificationError:
    return VerificationError(
        f"key {key.public.hex()} of the request is refused: {what}",
        Reason.SIGNATURE_INVALID,
    )
