"""EnrolmentService: a node's first certificate, or a new one after a long absence."""

import os
from collections import OrderedDict, deque
from collections.abc import Callable
from hashlib import sha256

import grpc
from cryptography.hazmat.primitives.serialization import Encoding
from forsa.client.enrolment import require_current
from forsa.envelope import parse_record
from forsa.errors import (
    ForsaError,
    NotAllowedError,
    QuotaError,
    Reason,
    UnknownCallerError,
)
from forsa.governance.state import Status
from forsa.governance.views.now import keys_of
from forsa.keys import KeyId, is_published_key, is_signature_valid
from forsa.signed import enrolment_message, reattestation_message
from forsa.v1 import enrolment_service_pb2 as v1
from forsa.v1.effects_pb2 import NodeAdd
from forsa.v1.enrolment_service_pb2_grpc import EnrolmentServiceServicer
from forsa.v1.log_service_pb2 import PublishItem

from forsa_hub.admission import Offer
from forsa_hub.authority import key_spki_sha256, parse_csr
from forsa_hub.batch import Placed
from forsa_hub.core import Core
from forsa_hub.services.access import Context
from forsa_hub.store.tokens import StoredToken, find_token, refused, use_token

NONCE_MS = 5 * 60_000
_NONCES = 10_000
_ADDRESSES = 10_000
_MINUTE_MS = 60_000


class EnrolmentService(EnrolmentServiceServicer):
    """Answers anyone on the enrolment port; every answer verifies from the network id."""

    def __init__(self, core: Core, main_port: Callable[[], int]) -> None:
        self._core = core
        self._main_port = main_port
        self._nonces: OrderedDict[bytes, int] = OrderedDict()
        self._attempts: OrderedDict[str, deque[int]] = OrderedDict()

    async def GetBootstrap(
        self,
        request: v1.GetBootstrapRequest,
        context: grpc.aio.ServicerContext[v1.GetBootstrapRequest, v1.GetBootstrapResponse],
    ) -> v1.GetBootstrapResponse:
        """The trust root chain and the authority."""
        core = self._core
        return v1.GetBootstrapResponse(
            roots=[root.envelope for root in core.roots],
            ca_certificate=core.authority.certificate.public_bytes(Encoding.DER),
        )

    async def Enrol(
        self,
        request: v1.EnrolRequest,
        context: grpc.aio.ServicerContext[v1.EnrolRequest, v1.EnrolResponse],
    ) -> v1.EnrolResponse:
        """Trade a join token for a certificate; the same token and key give it again."""
        self._count_attempt(context)
        core = self._core
        now_ms, most = core.clock.now_ms(), core.config.limits.enrolments_per_token
        secret_hash = sha256(request.secret).digest()
        token = await core.database.write(
            lambda c: _found(lambda: find_token(c, request.token_id, secret_hash, now_ms, most))
        )
        if isinstance(token, ForsaError):
            raise token
        spki = key_spki_sha256(parse_csr(request.csr))
        if not self._is_enrolled(token, spki):
            require_current(core.roots[-1], now_ms)
        item = self._node_add(request, token, spki)
        self._check_proof(request, token)
        if not await core.database.write(lambda c: use_token(c, token.token_id, spki)):
            core.alarm("join_token_reused", member=token.member, node=token.node)
            raise refused()
        index = await self._logged(item)
        chain = core.issue(request.csr, token.member, token.node)
        return v1.EnrolResponse(chain=chain, index=index, port=self._main_port())

    def _is_enrolled(self, token: StoredToken, spki: bytes) -> bool:
        """Whether this is a repeat after a lost answer."""
        node = self._core.sequencer.state.rights.nodes.get(f"{token.member}/{token.node}")
        return node is not None and node.tls_spki_sha256 == spki

    def _node_add(self, request: v1.EnrolRequest, token: StoredToken, spki: bytes) -> PublishItem:
        """The node.add record that comes along, if it fits the token and the request."""
        record = parse_record(request.node_add)
        header = record.header
        effect = NodeAdd.FromString(header.effect) if header.kind == "node.add" else NodeAdd()
        fits = (
            header.member == token.member
            and effect.node == token.node
            and effect.tls_spki_sha256 == spki
            and not is_published_key(effect.witness_key)
        )
        if not fits:
            raise refused()
        return PublishItem(envelope=request.node_add)

    async def _logged(self, item: PublishItem) -> int:
        (offer,) = await self._core.offers([item])
        if not isinstance(offer, Offer):
            raise offer[1]
        answer = await self._core.sequencer.publish([offer])
        (outcome,) = answer.outcomes
        if not isinstance(outcome, Placed):
            raise outcome
        return outcome.index

    def _check_proof(self, request: v1.EnrolRequest, token: StoredToken) -> None:
        core = self._core
        message = enrolment_message(core.roots[0].digest, request.token_id, request.csr)
        keys = keys_of(core.sequencer.state, token.member).values()
        usable = (key.public for key in keys if key.revoked is None)
        if not any(is_signature_valid(public, message, request.proof) for public in usable):
            raise refused()

    async def GetNonce(
        self,
        request: v1.GetNonceRequest,
        context: grpc.aio.ServicerContext[v1.GetNonceRequest, v1.GetNonceResponse],
    ) -> v1.GetNonceResponse:
        """A number for one Reattest."""
        self._count_attempt(context)
        nonce = os.urandom(32)
        self._nonces[nonce] = self._core.clock.now_ms()
        while len(self._nonces) > _NONCES:
            self._nonces.popitem(last=False)
        return v1.GetNonceResponse(nonce=nonce)

    async def Reattest(
        self,
        request: v1.ReattestRequest,
        context: grpc.aio.ServicerContext[v1.ReattestRequest, v1.ReattestResponse],
    ) -> v1.ReattestResponse:
        """Trade a signature by a member key for a certificate, after any absence."""
        self._count_attempt(context)
        core = self._core
        given = self._nonces.pop(request.nonce, None)
        if given is None or core.clock.now_ms() - given > NONCE_MS:
            raise NotAllowedError("the nonce is not good any more", Reason.KEY_UNKNOWN)
        state = core.sequencer.state
        holder = f"{request.member}/{request.node}"
        node = state.rights.nodes.get(holder)
        member = state.rights.members.get(request.member)
        outside = (Status.WITHDRAWN, Status.EXPELLED)
        if node is None or not node.active or member is None or member.status in outside:
            raise UnknownCallerError(f"{holder} is not an active node", Reason.NODE_REVOKED)
        key = state.rights.keys.get(KeyId(request.key_id))
        message = reattestation_message(
            core.roots[0].digest, request.nonce, request.member, request.node, request.csr
        )
        if key is None or key.member != request.member or key.revoked is not None:
            raise NotAllowedError("the key is not one of the member's", Reason.KEY_UNKNOWN)
        if not is_signature_valid(key.public, message, request.signature):
            raise NotAllowedError("the signature is not by this key", Reason.KEY_UNKNOWN)
        return v1.ReattestResponse(chain=core.issue(request.csr, request.member, request.node))

    def _count_attempt(self, context: Context) -> None:
        """Hold an address to its attempts a minute."""
        now_ms, most = self._core.clock.now_ms(), self._core.config.limits.enrolments_per_minute
        address = context.peer().rpartition(":")[0]
        times = self._attempts.setdefault(address, deque(maxlen=most))
        self._attempts.move_to_end(address)
        while len(self._attempts) > _ADDRESSES:
            self._attempts.popitem(last=False)
        if len(times) == most and now_ms - times[0] < _MINUTE_MS:
            wait = _MINUTE_MS - (now_ms - times[0])
            raise QuotaError(
                f"more than {most} attempts a minute", Reason.RATE_LIMITED, retry_ms=wait
            )
        times.append(now_ms)


def _found(find: Callable[[], StoredToken]) -> StoredToken | ForsaError:
    """The token or the refusal: a value, for an error would roll the counted attempt back."""
    try:
        return find()
    except ForsaError as error:
        return error
