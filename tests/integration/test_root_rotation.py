"""A network under the next trust root: hub and nodes go on with its keys, and with no others."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.client.node_keys import draw_signing_key, read_signing_key
from forsa.errors import ConflictError, ForsaError, Reason
from forsa.keys import SigningKey
from forsa.receipt import parse_receipt, verify_receipt
from forsa.root import TrustRoot, accept_next, sign_root
from forsa.rpc.identity import parse_certificate
from forsa.succession import next_document
from forsa.testing import LocalNetwork
from forsa.v1.effects_pb2 import RootPublish
from forsa.v1.log_service_pb2 import PublishItem
from forsa.v1.trust_pb2 import RootDocument
from forsa_hub.admission import Offer
from forsa_hub.batch import Placed
from forsa_hub.ceremony.publishing import publish_through
from forsa_hub.own_keys import draw_key
from forsa_hub.root_publishing import Published, publish_root
from forsa_node.enrolment import join, reattest
from forsa_node.standing import status_of

from tests.support.nodes import network_of, note, queue, reasons

Use = Callable[[LocalNetwork], Awaitable[None]]
Change = Callable[[RootDocument], None]
DAY = 86_400
LEAP = 10 * DAY


def in_network(use: Use, *members: str) -> None:
    """Run `use` in a network of these members."""

    async def run() -> None:
        async with network_of(*members) as network:
            await use(network)

    asyncio.run(run())


def first_key(network: LocalNetwork) -> SigningKey:
    """The root key of the founding."""
    return read_signing_key(network.folder / "root.pem")


def drawn(network: LocalNetwork, kind: str) -> bytes:
    """A hub key for the next version."""
    version = network.hub.core.roots[-1].version + 1
    return draw_key(network.founded.folder, kind, version, network.clock.now_ms())


def succession(network: LocalNetwork, change: Change, keys: Sequence[SigningKey] = ()) -> TrustRoot:
    """The next version, signed."""
    current = network.hub.core.roots[-1]
    document = next_document(current)
    change(document)
    return accept_next(current, sign_root(document, [first_key(network), *keys]))


def record_of(network: LocalNetwork, root: TrustRoot) -> bytes:
    """The office's record that publishes it."""
    draft = Draft("root.publish", effect=RootPublish(envelope=root.envelope))
    return sign_draft(draft, network.office, network.clock.now_ms()).record.envelope


async def publish(network: LocalNetwork, root: TrustRoot) -> Published:
    """Log it as `forsa-hub root publish` does."""
    return await publish_root(network.hub.core, network.founded.folder, record_of(network, root))


def new_keys(network: LocalNetwork) -> Change:
    """A new log key and a new service key, in place of the old ones."""

    def change(document: RootDocument) -> None:
        document.log_keys[:] = [drawn(network, "log")]
        document.service_keys[:] = [drawn(network, "service")]

    return change


def test_nodes_follow_new_log_and_service_keys_of_a_running_hub() -> None:
    """A key that may have been seen is replaced the same day, and nobody's node stops for it."""

    async def use(network: LocalNetwork) -> None:
        amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
        before = queue(amal, "avant")
        await network.sync()
        root = succession(network, new_keys(network))
        done = await publish_through(network.founded.folder, record_of(network, root))
        after = queue(amal, "après")
        report = await amal.sync()
        await network.sync()
        log_keys = set(root.document.log_keys)

        assert (done.version, done.restart) == (2, False)
        assert report.error is None
        assert report.held_up is None
        for node in (amal, badr):
            assert node.mirror.trusted.root.version == 2
            assert node.mirror.trusted.accepted is not None
            assert {node.mirror.trusted.accepted.log_key} == log_keys
            assert node.mirror.state.rights.root is not None
            assert node.mirror.state.rights.root.version == 2
            assert not reasons(node)
        for signed, retired in ((before, True), (after, False)):
            text = amal.member.receipt(signed.record.record_id)
            assert text is not None
            assert (
                verify_receipt(parse_receipt(text), amal.identity.roots()).log_key_retired
                is retired
            )

    in_network(use, "amal", "badr")


def test_a_hub_that_is_started_again_signs_with_the_new_keys() -> None:
    """Keys that only the running process knew would be forgotten with it."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        await publish(network, succession(network, new_keys(network)))
        await network.stop_hub()
        await network.start_hub()
        queue(amal, "après")
        await network.sync()

        assert network.hub.core.roots[-1].version == 2
        assert amal.mirror.trusted.root.version == 2
        assert not reasons(amal)

    in_network(use, "amal")


def test_a_root_file_beyond_the_log_is_not_followed() -> None:
    """A hub that died before the entry was committed must go on as if nothing had been."""

    async def use(network: LocalNetwork) -> None:
        root = succession(network, new_keys(network))
        network.founded.folder.save_root(2, root.envelope)
        await network.stop_hub()
        await network.start_hub()
        await network.sync()
        version = network.hub.core.roots[-1].version
        shown = len(network.founded.folder.roots())
        await publish(network, root)

        assert version == shown == 1
        assert network.hub.core.roots[-1].version == 2

    in_network(use, "amal")


@pytest.mark.parametrize("name", ["log_keys", "service_keys"])
def test_the_hub_refuses_a_root_whose_keys_it_does_not_hold(name: str) -> None:
    """All officers may sign it: the next checkpoint could be signed by nobody."""

    async def use(network: LocalNetwork) -> None:
        stranger = draw_signing_key().public

        def change(document: RootDocument) -> None:
            getattr(document, name)[:] = [stranger]

        with pytest.raises(ForsaError, match="this hub holds no"):
            await publish(network, succession(network, change))
        queue(network.nodes["amal/n1"], "la vie continue")
        await network.sync()

        assert network.hub.core.roots[-1].version == 1

    in_network(use, "amal")


def test_another_authority_and_name_take_effect_at_the_next_start() -> None:
    """A stolen authority key lets its thief be any node: it must be possible to replace it."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        await network.sync()
        new = drawn(network, "ca")

        def change(document: RootDocument) -> None:
            document.ca_spki_sha256[:] = [new]
            document.hub_names[:] = ["hub.example.org", "localhost"]

        done = await publish(network, succession(network, change))
        await network.stop_hub()
        await network.start_hub()
        await amal.link.close()
        queue(amal, "après")
        await network.sync()

        assert done.restart
        assert parse_certificate(amal.identity.ca_pem()).spki_sha256 == new
        assert amal.mirror.trusted.root.version == 2
        assert not reasons(amal)

    in_network(use, "amal")


def test_two_versions_of_one_number_stop_publishing_and_cosigning() -> None:
    """Whoever holds enough root keys can show each half of the network another hub."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        kept = succession(network, new_keys(network))
        rival = succession(network, lambda document: document.hub_names.append("zz.example.org"))
        await publish(network, kept)
        await network.sync()
        cosigned = amal.member.cosigned().size
        network.hub.core.roots = (network.hub.core.roots[0], rival)  # as a hub of the other half
        queue(amal, "après")
        report = await amal.sync()
        network.hub.core.roots = (network.hub.core.roots[0], kept)
        again = await amal.sync()
        told = await asyncio.to_thread(status_of, amal.identity.folder, "fr")
        line = next(one for one in told["says"] if one.startswith("ALARME : deux versions 2"))

        for shown in (kept.digest.hex(), rival.digest.hex(), "2.rival"):
            assert shown in line
        assert amal.identity.roots()[-1].digest == kept.digest, "the first one is kept"
        assert [one.digest for one in amal.identity.rivals()] == [rival.digest]
        assert Reason.ROOT_INVALID in reasons(amal)
        assert report.error is None, "reading goes on"
        assert again.held_up is not None
        assert again.held_up.reason is Reason.ROOT_INVALID
        assert again.received == 0
        assert amal.member.cosigned().size == cosigned

        amal.identity.rival_file(rival).write_bytes(b"not a document")  # and a file proves nothing
        await network.sync()

        assert amal.member.cosigned().size > cosigned

    in_network(use, "amal")


def test_a_rival_that_stands_in_the_log_is_found_there() -> None:
    """A hub that hides it from the head of a pull cannot hide it from who reads every entry."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        kept = succession(network, lambda document: document.hub_names.append("yy.example.org"))
        rival = succession(network, lambda document: document.hub_names.append("zz.example.org"))
        amal.identity.save_roots([*amal.identity.roots(), kept])
        amal.mirror.trusted = amal.mirror.trusted.with_root(network.hub.core.roots[0])
        await publish(network, rival)
        network.hub.core.roots = network.hub.core.roots[:1]
        await amal.sync()

        assert [one.digest for one in amal.identity.rivals()] == [rival.digest]

    in_network(use, "amal")


def short(network: LocalNetwork) -> Change:
    """It expires within the day."""

    def change(document: RootDocument) -> None:
        document.expires_ms = network.clock.now_ms() + 1000 * 3600

    return change


def test_under_an_expired_root_members_go_on_and_nobody_joins() -> None:
    """Officers on holiday must not stop the schools; who is new can wait for them."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        await publish(network, succession(network, short(network)))
        await network.sync()
        soon = await asyncio.to_thread(status_of, amal.identity.folder, "fr")
        waiting = network.make_identity("badr", "n1", "badr")
        token = await network.invite(waiting)
        network.clock.advance(DAY)
        queue(amal, "on continue")
        await network.sync()

        assert any("expire dans 0 jours" in one for one in soon["says"])
        assert amal.member.cosigned().size == network.hub.core.sequencer.head.size
        with pytest.raises(ForsaError, match="the trust root expired 0 days ago"):
            await network.invite(network.make_identity("cyn", "n1", "cyn"))
        with pytest.raises(ConflictError, match="no node joins until the officers sign"):
            await join(waiting, token, None, 0)  # its clock is not known: the hub refuses

        def renew(document: RootDocument) -> None:
            document.expires_ms = network.clock.now_ms() + 1000 * DAY

        await publish(network, succession(network, renew))
        joined, _ = await join(waiting, token, None, network.clock.now_ms())
        later_ms = network.clock.now_ms() + 2 * 1000 * DAY
        ahead = network.make_identity("dalia", "n1", "dalia")
        ahead_token = await network.invite(ahead)
        with pytest.raises(ConflictError, match="the trust root expired 1 days ago"):
            await join(ahead, ahead_token, None, later_ms)  # by its own clock

        assert joined.hub is not None
        assert "dalia/n1" not in network.hub.core.sequencer.state.rights.nodes

    in_network(use, "amal")


def test_an_expired_root_vouches_for_no_other_authority() -> None:
    """Its officers may have lost their keys years ago, and nobody would have told the nodes."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        new = drawn(network, "ca")

        def change(document: RootDocument) -> None:
            document.ca_spki_sha256[:] = [new]
            short(network)(document)

        root = succession(network, change)
        await publish(network, root)
        await network.stop_hub()
        await network.start_hub()
        before = amal.identity.ca_pem()
        with pytest.raises(ConflictError, match="no other certificate authority is trusted"):
            await reattest(amal.identity, root.document.expires_ms)
        refused = amal.identity.ca_pem()
        await reattest(amal.identity, root.document.expires_ms - 1)

        assert refused == before
        assert parse_certificate(amal.identity.ca_pem()).spki_sha256 == new

    in_network(use, "amal")


async def leap(network: LocalNetwork) -> None:
    """The hub's clock runs ten days ahead, entries are logged, and it is set right again."""
    amal, clock = network.nodes["amal/n1"], network.clock
    await network.stop_hub()
    clock.jump(LEAP)
    await network.start_hub()
    network.hub.core.sequencer.guard.confirmed = True
    queue(amal, "dans dix jours")
    await network.sync()
    await network.stop_hub()
    clock.jump(-LEAP)
    await network.start_hub()


def repaired(network: LocalNetwork, log_time_ms: int) -> TrustRoot:
    """The version that sets the log's time back."""

    def repair(document: RootDocument) -> None:
        new_keys(network)(document)
        document.log_time_ms = log_time_ms

    return succession(network, repair)


def test_a_leap_of_the_logs_time_is_repaired_by_a_root() -> None:
    """One record logged in 2049 would keep the hub shut until then."""

    async def use(network: LocalNetwork) -> None:
        amal, now_ms = network.nodes["amal/n1"], network.clock.now_ms()
        await leap(network)
        late = note(amal, "retour")
        (offer,) = await network.hub.core.offers([late.item])
        assert isinstance(offer, Offer)
        with pytest.raises(ForsaError, match="the hub's clock is not safe"):
            await network.hub.core.sequencer.publish([offer])
        await network.stop_hub()
        anchor = network.founded.folder.path / "anchor.json"
        old = anchor.read_bytes()
        await network.start_hub()
        record = record_of(network, repaired(network, now_ms))
        (root,) = await network.hub.core.offers([PublishItem(envelope=record)])
        assert isinstance(root, Offer)
        answer = await network.hub.core.sequencer.publish([root, offer], repairs=True)
        await network.stop_hub()
        anchor.write_bytes(old)  # as if it had died before the anchor was written
        await network.start_hub()
        queue(amal, "encore")
        await network.sync()
        head = network.hub.core.sequencer.head

        assert all(isinstance(one, Placed) for one in answer.outcomes)
        assert head.log_time_ms < now_ms + 60_000
        assert amal.mirror.state.log_time_ms == head.log_time_ms
        assert amal.mirror.fresh_ms < now_ms + 60_000
        assert amal.member.cosigned().size == head.size
        assert [one.message for one in amal.member.alarms()] == [
            "the log's time is ahead of this machine's clock: one of the two is wrong"
        ], "which it was"

    in_network(use, "amal")


def test_a_root_that_would_repair_nothing_is_not_logged() -> None:
    """The officers would have met in vain: the log is still ahead, or was never behind."""

    async def use(network: LocalNetwork) -> None:
        now_ms = network.clock.now_ms()
        with pytest.raises(ConflictError, match="repairs nothing"):
            await publish(network, repaired(network, now_ms + 1000))
        await leap(network)
        with pytest.raises(ConflictError, match="repairs nothing"):
            await publish(network, repaired(network, now_ms + 1000 * DAY))

        assert network.hub.core.roots[-1].version == 1

    in_network(use, "amal")


def test_a_key_that_stands_in_a_book_is_no_root_key() -> None:
    """Everybody could sign the version after."""

    async def use(network: LocalNetwork) -> None:
        book = SigningKey.from_seed(b"\x05" * 32)

        def change(document: RootDocument) -> None:
            document.root_keys[:] = sorted([*document.root_keys, book.public])

        with pytest.raises(ForsaError, match="published"):
            await publish(network, succession(network, change))

    in_network(use)
