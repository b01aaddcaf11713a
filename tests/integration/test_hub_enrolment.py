"""Joining: a token enrols one key once, and a member key always finds the way back in."""

import asyncio
from dataclasses import replace

import pytest
from forsa.client.enrolment import enrolment, fetch_bootstrap
from forsa.client.identity import Identity, create_identity, load_identity
from forsa.client.node_keys import NodeKeys
from forsa.errors import (
    ForsaError,
    MalformedError,
    NotAllowedError,
    QuotaError,
    Reason,
    UnknownCallerError,
    VerificationError,
)
from forsa.join_token import JoinToken
from forsa.rpc.identity import make_csr
from forsa.signed import reattestation_message
from forsa.testing.network import LocalNetwork, local_network
from forsa.v1 import enrolment_service_pb2 as v1
from forsa_node.enrolment import join

DAY_SECONDS = 86_400


def newcomer(network: LocalNetwork, name: str) -> Identity:
    """An association's node folder, before it has joined; members of one name share no keys."""
    identity = Identity(network.folder / f"new-{name}", network.network_id, name, "n1", name)
    return create_identity(identity, NodeKeys.draw())


async def enter(network: LocalNetwork, identity: Identity, token: JoinToken) -> None:
    """Join over the hub's own ports."""
    address = network.address
    reached = replace(token, host="localhost", enrol_port=address.enrol_port)
    await join(identity, reached, address.port, network.clock.now_ms())


def run(story: object) -> None:
    """Run a story against a network of its own."""

    async def in_network() -> None:
        async with local_network() as network:
            await story(network)  # type: ignore[operator]

    asyncio.run(in_network())


def test_a_token_gives_the_same_node_its_certificate_twice() -> None:
    """An answer that was lost on the way must not cost the association its token."""

    async def story(network: LocalNetwork) -> None:
        amal = newcomer(network, "amal")
        token = await network.invite(amal)
        await enter(network, amal, token)
        size = network.hub.core.sequencer.head.size
        await enter(network, amal, token)

        assert "amal/n1" in network.hub.core.sequencer.state.rights.nodes
        assert network.hub.core.sequencer.head.size == size

    run(story)


@pytest.mark.parametrize(
    ("named", "told", "used"),
    [(None, 7543, 7543), (9443, 7543, 9443), (None, 0, 7443), (9443, 0, 9443)],
    ids=["told", "behind a router", "an older hub", "an older hub, named"],
)
def test_the_main_port_is_the_users_or_else_the_hubs(
    named: int | None, told: int, used: int
) -> None:
    """The token names one port of two: a node that guesses the other never syncs."""

    async def story(network: LocalNetwork) -> None:
        amal = newcomer(network, "amal")
        token = replace(
            await network.invite(amal), host="localhost", enrol_port=network.address.enrol_port
        )
        network.hub.ports = (told, network.hub.ports[1])
        joined, answered = await join(amal, token, named, network.clock.now_ms())

        assert (joined.hub_address().port, answered) == (used, told)
        assert joined.hub_address().enrol_port == token.enrol_port
        assert load_identity(amal.folder).hub_address() == joined.hub_address()

    run(story)


def test_a_port_that_is_none_is_not_kept() -> None:
    """A node that keeps it can never be told why it does not sync."""

    async def story(network: LocalNetwork) -> None:
        amal = newcomer(network, "amal")
        token = replace(
            await network.invite(amal), host="localhost", enrol_port=network.address.enrol_port
        )
        network.hub.ports = (65536, network.hub.ports[1])
        with pytest.raises(MalformedError):
            await join(amal, token, None, network.clock.now_ms())

        assert load_identity(amal.folder).hub is None

    run(story)


def test_a_token_that_was_used_enrols_no_other_key() -> None:
    """Whoever finds a token on a desk must not get in with it."""

    async def story(network: LocalNetwork) -> None:
        amal = newcomer(network, "amal")
        token = await network.invite(amal)
        await enter(network, amal, token)
        thief = newcomer(network, "badr")
        with pytest.raises(NotAllowedError) as caught:
            await enter(network, thief, token)

        assert caught.value.reason is Reason.JOIN_TOKEN_INVALID

    run(story)


def test_a_token_is_for_the_member_it_names() -> None:
    """A token of one association admits no other."""

    async def story(network: LocalNetwork) -> None:
        amal, badr = newcomer(network, "amal"), newcomer(network, "badr")
        token = await network.invite(amal)
        await network.invite(badr)
        with pytest.raises(NotAllowedError) as caught:
            await enter(network, badr, token)

        assert caught.value.reason is Reason.JOIN_TOKEN_INVALID
        assert "badr/n1" not in network.hub.core.sequencer.state.rights.nodes

    run(story)


@pytest.mark.parametrize("days", [14, 15])
def test_a_token_ends_with_its_last_day(days: int) -> None:
    """A token in an old letter opens nothing; every bad token is refused alike."""

    async def story(network: LocalNetwork) -> None:
        amal = newcomer(network, "amal")
        token = await network.invite(amal)
        network.clock.jump(days * DAY_SECONDS)
        with pytest.raises(NotAllowedError) as caught:
            await enter(network, amal, token)

        assert caught.value.reason is Reason.JOIN_TOKEN_INVALID
        assert caught.value.message == "the join token is not valid"

    run(story)


def test_a_wrong_secret_is_refused_like_an_unknown_token() -> None:
    """An attacker learns nothing about which tokens there are."""

    async def story(network: LocalNetwork) -> None:
        amal = newcomer(network, "amal")
        token = await network.invite(amal)
        messages = set()
        for wrong in (replace(token, secret=bytes(16)), replace(token, token_id=bytes(8))):
            with pytest.raises(NotAllowedError) as caught:
                await enter(network, amal, wrong)
            messages.add((caught.value.reason, caught.value.message))

        assert messages == {(Reason.JOIN_TOKEN_INVALID, "the join token is not valid")}

    run(story)


def test_a_token_is_tried_twenty_times_at_most() -> None:
    """Guessing the secret of a known token ends early, also for who then knows it."""

    async def story(network: LocalNetwork) -> None:
        amal = newcomer(network, "amal")
        token = await network.invite(amal)
        for _ in range(20):
            with pytest.raises(NotAllowedError):
                await enter(network, amal, replace(token, secret=bytes(16)))
        with pytest.raises(NotAllowedError):
            await enter(network, amal, token)

    run(story)


def test_an_address_may_try_ten_times_a_minute() -> None:
    """A flood on the open port is held off with the time to wait."""

    async def story() -> None:
        async with local_network(limits={"enrolments_per_minute": 10}) as network:
            bootstrap = await fetch_bootstrap(network.address, network.network_id)
            async with enrolment(network.address, bootstrap) as client:
                for _ in range(10):
                    await client.get_nonce()
                with pytest.raises(QuotaError) as caught:
                    await client.get_nonce()

            assert caught.value.reason is Reason.RATE_LIMITED
            assert 0 < int(caught.value.metadata["retry_ms"]) <= 60_000

    asyncio.run(story())


def test_a_newcomer_believes_only_the_network_it_was_told() -> None:
    """Somebody else on the hub's address cannot pass for the network."""

    async def story(network: LocalNetwork) -> None:
        with pytest.raises(VerificationError) as caught:
            await fetch_bootstrap(network.address, bytes(32))
        assert caught.value.reason is Reason.WRONG_NETWORK
        with pytest.raises(VerificationError):
            await fetch_bootstrap(network.address, network.network_id, bytes(32))

    run(story)


def reattestation(network: LocalNetwork, identity: Identity, nonce: bytes) -> v1.ReattestRequest:
    """What a node sends to get in again, signed by its record key."""
    key = identity.signing_key("record")
    csr = make_csr(identity.tls_key_pem())
    message = reattestation_message(network.network_id, nonce, identity.member, identity.node, csr)
    return v1.ReattestRequest(
        member=identity.member,
        node=identity.node,
        csr=csr,
        nonce=nonce,
        key_id=key.key_id,
        signature=key.sign(message),
    )


def test_a_nonce_is_good_once_and_for_five_minutes() -> None:
    """A signature that was overheard opens nothing."""

    async def story(network: LocalNetwork) -> None:
        amal = newcomer(network, "amal")
        await enter(network, amal, await network.invite(amal))
        bootstrap = await fetch_bootstrap(network.address, network.network_id)
        async with enrolment(network.address, bootstrap) as client:
            request = reattestation(network, amal, await client.get_nonce())
            assert b"CERTIFICATE" in await client.reattest(request)
            late = reattestation(network, amal, await client.get_nonce())
            network.clock.jump(301)
            for stale in (request, late):
                with pytest.raises(NotAllowedError):
                    await client.reattest(stale)

    run(story)


def test_a_stranger_is_not_reattested() -> None:
    """Only a key of the member opens the door for its node."""

    async def story(network: LocalNetwork) -> None:
        amal, badr = newcomer(network, "amal"), newcomer(network, "badr")
        await enter(network, amal, await network.invite(amal))
        await network.invite(badr)
        bootstrap = await fetch_bootstrap(network.address, network.network_id)
        async with enrolment(network.address, bootstrap) as client:
            forged = reattestation(network, badr, await client.get_nonce())
            forged.member = "amal"
            with pytest.raises(ForsaError):
                await client.reattest(forged)
            absent = reattestation(network, badr, await client.get_nonce())
            with pytest.raises(UnknownCallerError) as caught:
                await client.reattest(absent)

        assert caught.value.reason is Reason.NODE_REVOKED

    run(story)
