"""The node's one connection to its hub: opened when needed, with a certificate that is good.

A handshake that fails for the certificate's sake looks to gRPC like a dead network. So the node
looks at its certificate first, and where the hub answers but lets nobody in, asks for a new one.
"""

import asyncio
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

import grpc
from forsa.client.hub import HubClient
from forsa.client.identity import Identity
from forsa.client.session import MINORS, software
from forsa.clock import MachineClock
from forsa.errors import BusyError, ForsaError, Reason, UnknownCallerError
from forsa.rpc.channel import NodeCredentials, open_channel
from forsa.rpc.identity import check_own_certificate, parse_certificate
from forsa.v1 import log_service_pb2 as pb

from forsa_node.enrolment import reattest, renew

REATTEST_EVERY_MS: Final = 60_000
"""How often a new certificate is asked for at most, where nothing else explains a failure."""


class Link:
    """Opens a session when it is asked for a client; `close` ends it."""

    def __init__(self, identity: Identity, machine: MachineClock) -> None:
        """Take the clock that certificates are looked at by."""
        self._identity = identity
        self._clock = machine
        self._channel: grpc.aio.Channel | None = None
        self._client: HubClient | None = None
        self._reattested_ms: int | None = None
        self._opening = asyncio.Lock()
        self._ahead_ms = 0
        self.publish_items = 0
        """Records the hub takes in one call; 0 = it did not say."""

    def hub_time_ms(self) -> int:
        """The hub's clock as far as we know it: our own may be wrong by years."""
        return self._clock.boot_ms() + self._ahead_ms

    async def client(self, note: str | None, evidence: Sequence[bytes] = ()) -> HubClient:
        """The open session, or a new one.

        Args:
            note: The newest checkpoint accepted, which the hub must know.
            evidence: What this node holds against the hub.

        Raises:
            BusyError: nobody answers.
            UnknownCallerError: what answers is not the hub, or the network no longer knows us.
        """
        async with self._opening:
            return self._client or await self._begin(note, evidence)

    async def _begin(self, note: str | None, evidence: Sequence[bytes]) -> HubClient:
        await self._renew_if_expired()
        try:
            return await self._open(note, evidence)
        except ForsaError as error:
            await self.close()
            ours = _may_be_our_certificate(error)
            if not (ours or _may_be_another_authority(error)) or not self._may_reattest():
                raise
            failed = error
        try:
            await self._reattest()
        except ForsaError:
            if ours:
                raise
            raise failed from None  # a stranger answers: what it is not matters more
        return await self._open(note, evidence)

    async def close(self) -> None:
        """End the session; the next call of `client` begins another."""
        channel, self._channel, self._client = self._channel, None, None
        if channel is not None:
            await channel.close()

    async def _open(self, note: str | None, evidence: Sequence[bytes]) -> HubClient:
        identity = self._identity
        chain = identity.chain_pem()
        credentials = NodeCredentials(identity.ca_pem(), chain, identity.tls_key_pem())
        root = identity.roots()[-1]
        self._channel = await open_channel(identity.hub_address(), credentials, root)
        client = HubClient(self._channel)
        request = pb.HelloRequest(
            minors=MINORS,
            software=software(),
            note=(note or "").encode(),
            evidence=evidence[:8],
        )
        answer = await client.hello(request)
        self._ahead_ms = answer.hub_time_ms - self._clock.boot_ms()
        self.publish_items = answer.limits.publish_items
        self._client = client
        return client

    async def renew_in_time(self) -> bool:
        """Renew the certificate once about half of its life is over, and tell whether that was.

        Only within a session. The session goes on with the old one, which is still good; the next
        one begins with the new.
        """
        client = self._client
        due_ms = renewal_due_ms(self._identity.chain_pem())
        if client is None or self.hub_time_ms() < due_ms:
            return False
        await renew(self._identity, client)
        return True

    async def _renew_if_expired(self) -> None:
        try:
            check_own_certificate(self._identity.chain_pem(), self._clock.now_ms())
        except UnknownCallerError as error:
            if error.reason is Reason.CERT_EXPIRED and self._may_reattest():
                await self._reattest()

    def _may_reattest(self) -> bool:
        last = self._reattested_ms
        return last is None or self._clock.boot_ms() - last >= REATTEST_EVERY_MS

    async def _reattest(self) -> None:
        self._reattested_ms = self._clock.boot_ms()
        await reattest(self._identity, self._clock.now_ms())


def _may_be_our_certificate(error: ForsaError) -> bool:
    """Whether the hub answered at all, and then hung up or named the certificate."""
    if isinstance(error, UnknownCallerError):
        return error.reason is Reason.CERT_EXPIRED and error.metadata.get("whose") != "hub"
    return isinstance(error, BusyError) and "host" not in error.metadata


def _may_be_another_authority(error: ForsaError) -> bool:
    """Whether somebody answered who is not the hub as we know it: the officers may know better.

    What is fetched then is verified from the network id, and from the versions known here.
    """
    return isinstance(error, UnknownCallerError) and error.reason is Reason.CERT_INVALID


def renewal_due_ms(chain_pem: bytes) -> int:
    """When a certificate is renewed: at half of its life, up to a tenth of it earlier or later.

    The tenth comes from the certificate, so that nodes enrolled together do not renew together.
    """
    own = parse_certificate(chain_pem)
    half = (own.not_after_ms - own.not_before_ms) // 2
    draw = int.from_bytes(sha256(chain_pem).digest()[:4], "big") / 2**32
    return own.not_before_ms + int(half * (0.9 + 0.2 * draw))
