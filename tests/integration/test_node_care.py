"""What a node does by itself: cosign, renew, start again, hold back, say what it sees."""

import asyncio
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.errors import CorruptStoreError, QuotaError, Reason
from forsa.governance.witnessed import count_witnesses
from forsa.rpc.identity import parse_certificate
from forsa.testing import LocalNetwork
from forsa.v1.effects_pb2 import BallotCast, RecordAct
from forsa_node.config import Config
from forsa_node.daemon import Daemon
from forsa_node.link import renewal_due_ms
from forsa_node.node import Node
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.member import OutboxState

from tests.support.nodes import between, network_of, queue, reasons, states
from tests.support.waiting import until

Use = Callable[[LocalNetwork], Awaitable[None]]
HOUR = 3600
DAY = 24 * HOUR


def in_network(use: Use, *members: str, **settings: object) -> None:
    """Run `use` in a network of these members."""

    async def run() -> None:
        async with network_of(*members, **settings) as network:
            await use(network)

    asyncio.run(run())


def test_an_unchanged_tree_is_cosigned_once_a_day() -> None:
    """Often enough to say that the node is there, and not at every look."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        size = amal.mirror.trusted.size
        again = await amal.sync()
        network.clock.advance(25 * HOUR)
        next_day = await amal.sync()

        assert amal.member.cosigned().size == size
        assert again.cosigned_size == 0
        assert next_day.cosigned_size == size

    in_network(use, "amal")


def test_who_cosigned_is_counted_by_members() -> None:
    """Logged, then witnessed, k of n."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        queue(amal)
        await network.sync()
        await amal.sync()
        mirror = amal.mirror
        cosigned = mirror.store.cosigned()
        found = count_witnesses(
            mirror.state, 0, mirror.fresh_ms, cosigned, mirror.store.last_record_ms()
        )

        assert {one.member for one in cosigned} <= {"amal", "badr"}
        assert found.present >= 1
        assert mirror.store.last_record_ms().keys() == {"office", "amal", "badr"}

    in_network(use, "amal", "badr")


def test_a_node_whose_clock_is_behind_does_not_cosign_and_says_so() -> None:
    """Its line would carry a time that nobody believes; reading goes on."""

    async def use(network: LocalNetwork) -> None:
        amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
        queue(amal)
        await amal.sync()
        clock = SimpleNamespace(
            now_ms=lambda: network.clock.now_ms() - 30 * 60_000,
            boot_ms=network.clock.boot_ms,
            sleep=network.clock.sleep,
        )
        badr.clock = badr.mirror.clock = clock
        report = await badr.sync()

        assert report.error is None
        assert report.pulled == 1
        assert report.cosigned_size == 0
        assert Reason.CLOCK_SUSPECT in reasons(badr)

    in_network(use, "amal", "badr")


def test_a_clock_a_year_ahead_costs_the_cosignature_and_nothing_else() -> None:
    """The hub refuses the line; the round must not fail for it."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        queue(amal)
        clock = SimpleNamespace(
            now_ms=lambda: network.clock.now_ms() + 365 * DAY * 1000,
            boot_ms=network.clock.boot_ms,
            sleep=network.clock.sleep,
        )
        amal.clock = amal.mirror.clock = clock
        report = await amal.sync()

        assert report.error is None
        assert report.cosigned_size == 0
        assert states(amal) == [OutboxState.LOGGED]
        assert {Reason.NOTE_SIGNATURE_INVALID, Reason.LOG_FROZEN} <= reasons(amal)

    in_network(use, "amal")


def test_a_certificate_is_renewed_at_half_of_its_life_within_a_session() -> None:
    """A daemon's session lasts for weeks; it must not run into the end of its certificate."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        await amal.sync()
        before = amal.identity.chain_pem()
        due_ms = renewal_due_ms(before)
        own = parse_certificate(before)
        half_ms = (own.not_before_ms + own.not_after_ms) // 2
        await amal.sync()
        early = amal.identity.chain_pem()
        network.clock.advance((due_ms - network.clock.now_ms()) / 1000 + 1)
        report = await amal.sync()
        after = amal.identity.chain_pem()

        assert abs(due_ms - half_ms) <= (own.not_after_ms - own.not_before_ms) // 20
        assert early == before
        assert report.error is None
        assert parse_certificate(after).not_after_ms > own.not_after_ms

    in_network(use, "amal")


def test_a_node_starts_again_where_it_stood() -> None:
    """Not folding 50,000 entries again is what makes a start light."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        for number in range(40):
            queue(amal, f"note {number}")
        await amal.sync()
        root, size = amal.mirror.head.root, amal.mirror.state.size
        digest = amal.mirror.state.rights
        await network.close_node("amal")
        amal = await network.open_node("amal")

        assert (amal.mirror.head.root, amal.mirror.state.size) == (root, size)
        assert amal.mirror.snapshot_size == size
        assert amal.mirror.state.rights.keys == digest.keys
        assert (await amal.sync()).pulled == 0

    in_network(use, "amal")


def test_a_node_killed_between_its_two_stores_finds_its_records_again() -> None:
    """The mirror has the entry, the outbox does not know it yet: it must not be sent for ever."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        folder = amal.identity.folder
        queue(amal)
        liar = await between(amal)
        member = (folder / "member.db", folder / "member.db-wal")
        kept = {path: path.read_bytes() for path in member}
        await amal.sync()
        assert liar is not None
        await network.close_node("amal")
        for path, data in kept.items():
            path.write_bytes(data)
        (folder / "member.db-shm").unlink(missing_ok=True)
        amal = await network.open_node("amal")

        assert states(amal) == [OutboxState.LOGGED]

    in_network(use, "amal")


def test_a_lost_mirror_is_fetched_again_and_nothing_of_the_member_is_lost() -> None:
    """The mirror holds nothing that cannot be fetched; what is the member's lies elsewhere."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        signed = queue(amal)
        await amal.sync()
        root, cosigned = amal.mirror.head.root, amal.member.cosigned()
        await network.close_node("amal")
        for path in amal.identity.folder.glob("mirror.db*"):
            path.unlink()
        amal = await network.open_node("amal")
        queue(amal, "deuxième")
        report = await amal.sync()

        assert report.error is None
        assert amal.mirror.head.root != root
        assert amal.mirror.store.read(lambda log: log.root(cosigned.size)) == cosigned.root
        assert amal.member.receipt(signed.record.record_id) is not None
        assert states(amal) == [OutboxState.LOGGED, OutboxState.LOGGED]
        assert reasons(amal) == set()

    in_network(use, "amal")


def flip_middle(path: Path) -> None:
    """Damage the pages of a database but its first."""
    data = bytearray(path.read_bytes())
    for at in range(16_384, len(data), 512):
        data[at] ^= 0xFF
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("name", ["member.db", "mirror.db"])
def test_a_damaged_store_is_refused_with_what_to_do(name: str) -> None:
    """Going on with it would lose more; a traceback would say nothing."""

    async def use(network: LocalNetwork) -> None:
        queue(network.nodes["amal/n1"])
        await network.sync()
        folder = network.nodes["amal/n1"].identity.folder
        await network.close_node("amal")
        flip_middle(folder / name)

        with pytest.raises(CorruptStoreError) as raised:
            await network.open_node("amal")

        assert isinstance(raised.value, DamagedStoreError)
        assert "forsa-node verify" in raised.value.message

    in_network(use, "amal")


def test_a_disk_that_fills_up_stops_taking_and_goes_on_sending() -> None:
    """Nothing half-written; and when there is space again nothing needs a restart."""

    async def use(network: LocalNetwork) -> None:
        amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
        queue(amal)
        await amal.sync()
        queue(badr, "avant")
        usual, badr.config = badr.config, without_space(badr.config)
        full = await badr.sync()
        with pytest.raises(QuotaError, match="bytes of disk are free"):
            queue(badr, "après")
        sent = [item.state for item in badr.member.items()]
        badr.config = usual
        report = await badr.sync()

        assert full.error is not None
        assert full.error.reason is Reason.STORAGE_FULL
        assert full.pulled == 0
        assert sent == [OutboxState.RECEIVED]
        assert report.error is None
        assert states(badr) == [OutboxState.LOGGED]
        assert reasons(badr) == set()

    in_network(use, "amal", "badr")


def without_space(config: Config) -> Config:
    """Settings by which no disk has enough space."""
    return config.model_copy(update={"free_bytes": 2**70, "free_percent": 1e9})


def test_what_waits_in_a_copy_put_back_goes_out_only_as_far_as_it_is_harmless() -> None:
    """A ballot since changed would be cast again; a report is a report."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        folder = amal.identity.folder
        queue(amal, "un rapport")
        draft = Draft("ballot.cast", effect=BallotCast(choice="for"), audience="network")
        ballot = sign_draft(draft, amal.identity, network.clock.now_ms())
        amal.queue(ballot, "un vote")
        await network.close_node("amal")
        shutil.copy(folder / "member.db", folder / "copy")
        amal = await network.open_node("amal")
        await network.close_node("amal")
        shutil.copy(folder / "copy", folder / "member.db")
        amal = await network.open_node("amal")
        await amal.sync()
        held = states(amal)
        amal.confirm([ballot.record.record_id])
        await amal.sync()

        assert held == [OutboxState.LOGGED, OutboxState.HELD]
        assert states(amal) == [OutboxState.LOGGED, OutboxState.REFUSED]

    in_network(use, "amal")


def test_keys_of_the_member_that_are_not_from_here_are_told_at_the_first_fold() -> None:
    """Whoever admits a member could have slipped in a key of his own."""

    async def use(network: LocalNetwork) -> None:
        first = reasons(network.nodes["amal/n1"])
        second = await network.add_node("amal", "n2")
        await network.sync()

        assert first == set()
        assert [alarm.details for alarm in second.member.alarms()] == [{"node": "amal/n1"}]
        assert reasons(second) == {Reason.KEY_UNKNOWN}

    in_network(use, "amal")


def test_a_text_erased_later_in_the_same_pull_is_no_alarm() -> None:
    """The hub answers by its newest state; the node reads the reason some entries later."""

    async def use(network: LocalNetwork) -> None:
        amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
        secret = queue(amal, "à effacer")
        queue(amal, "à garder")
        await amal.sync()
        act = RecordAct(target=secret.record.record_id, reason="privacy")
        draft = Draft("record.redact", effect=act, audience="public")
        amal.queue(sign_draft(draft, amal.identity, network.clock.now_ms()), "effacer")
        report = await amal.sync()
        assert report.error is None
        await network.sync()

        assert reasons(badr) == set()
        for node in (amal, badr):
            size = node.mirror.head.size
            held = node.mirror.store.read(lambda log, size=size: log.bodies(range(size)))  # type: ignore[misc]
            assert [body.data.decode() for body in held.values()] == ["à garder"]
            assert node.mirror.store.count_missing() == 0

    in_network(use, "amal", "badr")


def test_the_daemon_works_by_itself_and_waits_out_a_hub_that_is_away() -> None:
    """Queue and forget; the hub comes back, and everything arrives."""

    async def use(network: LocalNetwork) -> None:
        amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
        daemons = [Daemon(amal), Daemon(badr)]
        for daemon in daemons:
            await daemon.start()
        try:
            queue(amal, "première")
            daemons[0].wake()
            await until(lambda: states(amal) == [OutboxState.LOGGED])
            await until(lambda: badr.mirror.head.size == amal.mirror.head.size)
            network.cut("amal")
            queue(amal, "deuxième")
            daemons[0].wake()
            await until(lambda: amal.trouble is not None)
            network.restore("amal")
            await until(lambda: wait_and_look(network, amal), deadline_seconds=30)
        finally:
            for daemon in daemons:
                await daemon.stop()

    in_network(use, "amal", "badr")


def wait_and_look(network: LocalNetwork, node: Node) -> bool:
    """Let a minute pass, and look whether everything has arrived."""
    network.clock.advance(60)
    return set(states(node)) == {OutboxState.LOGGED}


def test_a_daemon_with_a_damaged_store_ends() -> None:
    """It must not go round and round over a broken file; its person must see it."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        daemon = Daemon(amal)
        await daemon.start()
        try:
            await until(lambda: network.clock.sleeping > 0)
            with closing(sqlite3.connect(amal.identity.folder / "mirror.db")) as other:
                other.execute("UPDATE head SET root = zeroblob(32)")
                other.commit()
            queue(amal)
            daemon.wake()
            async with asyncio.timeout(60):
                error = await daemon.failed()
        finally:
            await daemon.stop()

        assert isinstance(error, DamagedStoreError)

    in_network(use, "amal")
