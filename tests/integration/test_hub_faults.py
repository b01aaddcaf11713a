"""What a hub does when its disk, its clock or its database is not what it should be."""

import asyncio
import errno
import shutil
import sqlite3
from pathlib import Path

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.client.published import Logged, Refused
from forsa.errors import BusyError, CorruptStoreError, OutOfLogError, QuotaError, Reason
from forsa.keys import SigningKey
from forsa.merkle.hashes import NodeHash
from forsa.note import Checkpoint, Note, sign_checkpoint
from forsa.signed import possession_message
from forsa.testing.clock import FakeClock
from forsa.v1.effects_pb2 import KeyAdd
from forsa.v1.log_service_pb2 import HelloRequest
from forsa.v1.trust_pb2 import MemberKey
from forsa_hub.anchor import Anchor
from forsa_hub.config import Limits
from forsa_hub.folder import open_folder
from forsa_hub.server import Hub, PortError
from forsa_hub.verifying import verify_folder

from tests.support.hubs import (
    FREE,
    found_network,
    loopback_config,
    running_hub,
    serving,
)
from tests.support.waiting import until


def publish_some(folder: Path, count: int = 5) -> list[int]:
    """Found a network, publish, stop the hub; the indexes."""

    async def story() -> list[int]:
        async with running_hub(folder) as net:
            outcomes = await net.publish(*[net.sign() for _ in range(count)])
            return [one.index for one in outcomes if isinstance(one, Logged)]

    return asyncio.run(story())


def open_hub(folder: Path) -> None:
    """Start a hub as far as reading everything it stands on."""

    async def story() -> None:
        hub = await Hub.open(open_folder(folder / "hub"), loopback_config(), FakeClock())
        await hub.stop()

    asyncio.run(story())


def test_a_database_of_yesterday_is_not_served(tmp_path: Path) -> None:
    """A restored copy would sign other trees for sizes that members hold already."""
    publish_some(tmp_path)
    yesterday = tmp_path / "yesterday.db"
    shutil.copy(tmp_path / "hub" / "hub.db", yesterday)
    publish_some(tmp_path)
    for beside in ("hub.db-wal", "hub.db-shm"):
        (tmp_path / "hub" / beside).unlink(missing_ok=True)
    shutil.copy(yesterday, tmp_path / "hub" / "hub.db")

    with pytest.raises(CorruptStoreError) as caught:
        open_hub(tmp_path)
    assert caught.value.reason is Reason.LOG_ROLLED_BACK
    assert (caught.value.metadata["size"], caught.value.metadata["released"]) == ("7", "12")


def test_another_branch_than_was_released_is_not_served(tmp_path: Path) -> None:
    """The anchor names the root, not only the size."""
    publish_some(tmp_path)
    path = tmp_path / "hub" / "anchor.json"
    anchor = Anchor.load(path)
    assert anchor is not None
    Anchor(anchor.size, bytes(32), anchor.fresh_seconds).save(path)

    with pytest.raises(CorruptStoreError) as caught:
        open_hub(tmp_path)
    assert caught.value.reason is Reason.LOG_ROLLED_BACK


def change(folder: Path, statement: str) -> None:
    """Change the hub's database behind its back."""
    database = sqlite3.connect(folder / "hub" / "hub.db")
    database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE entry SET data = CAST(data || x'00' AS BLOB) WHERE position = 4", "entry 4"),
        ("UPDATE entry SET leaf = zeroblob(32) WHERE position = 3", "entry 3"),
        ("UPDATE entry SET completed = zeroblob(32) WHERE position = 3", "entry 3"),
        ("DELETE FROM entry WHERE position = 2", "entry 2 is missing"),
        ("UPDATE body SET data = x'00' WHERE position = 5", "entry 5: its body"),
        ("UPDATE head SET root = zeroblob(32)", "the head"),
        ("UPDATE digest SET digest = zeroblob(32)", "entry 15: the state"),
    ],
)
def test_verify_names_what_was_changed(tmp_path: Path, statement: str, found: str) -> None:
    """An operator learns which entry to fetch again, not that something is wrong."""
    publish_some(tmp_path, 20)
    assert verify_folder(tmp_path / "hub", 1, quiet=True)["damaged"] == []
    change(tmp_path, statement)

    damaged = verify_folder(tmp_path / "hub", 1, quiet=True)["damaged"]

    assert any(found in line for line in damaged), damaged


def test_a_file_that_is_no_database_is_refused_with_the_next_step(tmp_path: Path) -> None:
    """A traceback tells an operator nothing."""
    publish_some(tmp_path)
    (tmp_path / "hub" / "hub.db").write_bytes(b"not a database at all" * 1000)

    with pytest.raises(CorruptStoreError, match="forsa-hub verify"):
        open_hub(tmp_path)


def test_a_damaged_snapshot_is_passed_over(tmp_path: Path) -> None:
    """The state is in the entries; a snapshot only saves time."""
    publish_some(tmp_path)
    change(tmp_path, "UPDATE snapshot SET state = x'00'")

    assert publish_some(tmp_path) == [7, 8, 9, 10, 11]


def test_a_clock_behind_the_log_stops_sequencing_and_not_reading(tmp_path: Path) -> None:
    """Deadlines follow the log's time: a hub must not order records by a wrong clock."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            await net.publish(net.sign())
            net.clock.jump(-3600)
            with pytest.raises(BusyError) as caught:
                await net.publish(net.sign())
            note = await net.client.get_checkpoint()

            assert caught.value.reason is Reason.CLOCK_SUSPECT
            assert note

    asyncio.run(story())


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_clock_days_ahead_waits_for_an_operator(tmp_path: Path, confirmed: bool) -> None:
    """After a long pause nobody but a person can tell a pause from a leap."""
    clock = FakeClock()
    found_network(tmp_path, clock)
    later = FakeClock(clock.now_ms() + 80 * 3_600_000)

    async def story() -> str:
        folder = open_folder(tmp_path / "hub")
        hub = await Hub.open(folder, loopback_config(), later, confirm_clock=confirmed)
        try:
            await hub.core.sequencer.refresh()
        except BusyError as error:
            return error.reason
        finally:
            await hub.stop()
        return "sequencing"

    assert asyncio.run(story()) == ("sequencing" if confirmed else "CLOCK_SUSPECT")


def test_a_nearly_full_disk_refuses_what_is_new_and_recovers(tmp_path: Path) -> None:
    """Members go on reading, and publishing goes on without a restart when there is room."""

    async def story() -> None:
        total = shutil.disk_usage(tmp_path).total
        strict = loopback_config(free_bytes=2**62, free_percent=50.0)
        async with running_hub(tmp_path, strict) as net:
            free = shutil.disk_usage(tmp_path).free
            if free * 2 >= total:  # half the disk is free: ask for more than there can be
                net.hub.core.sequencer.config = strict.model_copy(update={"free_percent": 200.0})
            with pytest.raises(QuotaError) as caught:
                await net.publish(net.sign())
            net.hub.core.sequencer.config = loopback_config()
            (outcome,) = await net.publish(net.sign())

            assert caught.value.reason is Reason.STORAGE_FULL
            assert isinstance(outcome, Logged)
            assert await net.client.get_checkpoint()

    asyncio.run(story())


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"records_burst": 3, "records_per_second": 1}, Reason.RATE_LIMITED),
        ({"records_per_day": 3}, Reason.QUOTA_EXCEEDED),
        ({"bytes_per_day": 1500}, Reason.QUOTA_EXCEEDED),
        ({"bytes_total": 1500}, Reason.QUOTA_EXCEEDED),
    ],
    ids=str,
)
def test_a_member_over_its_share_is_told_when_to_come_back(
    tmp_path: Path, limits: dict[str, int], reason: Reason
) -> None:
    """One association's mistake must not fill everybody's log; nothing of its outbox is lost."""

    async def story() -> None:
        config = loopback_config(limits=Limits(**{**FREE.model_dump(), **limits}))
        async with running_hub(tmp_path, config) as net:
            outcomes = await net.publish(*[net.sign() for _ in range(5)])
            late = [one for one in outcomes if isinstance(one, Refused)]

            assert late
            assert {one.error.reason for one in late} == {reason}
            assert all(int(one.error.metadata["retry_ms"]) >= 1000 for one in late)
            assert not any(one.notice for one in late)

    asyncio.run(story())


def test_quotas_outlive_a_restart(tmp_path: Path) -> None:
    """Restarting the hub must not give a flood a new day."""

    async def story() -> None:
        config = loopback_config(limits=FREE.model_copy(update={"records_per_day": 4}))
        async with running_hub(tmp_path, config) as net:
            await net.publish(*[net.sign() for _ in range(3)])
            clock = net.clock
        async with running_hub(tmp_path, config, clock) as net:
            outcomes = await net.publish(net.sign(), net.sign())

            assert [type(one) for one in outcomes] == [Logged, Refused]

    asyncio.run(story())


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """A second hub on the port of the first must not seem to run."""
    clock = FakeClock()
    found_network(tmp_path / "one", clock)
    found_network(tmp_path / "two", clock)

    async def story() -> None:
        async with serving(open_folder(tmp_path / "one" / "hub"), clock) as first:
            config = loopback_config(port=first.ports[0])
            second = await Hub.open(open_folder(tmp_path / "two" / "hub"), config, clock)
            with pytest.raises(PortError, match=str(first.ports[0])):
                await second.start()
            await second.stop()

    asyncio.run(story())


@pytest.mark.parametrize("ahead", [0, 1], ids=["another root", "a larger tree"])
def test_a_hub_that_is_shown_more_than_it_holds_only_reads_on(tmp_path: Path, ahead: int) -> None:
    """Its own key signed what its database lacks: appending would fork the log."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            core = net.hub.core
            size = core.sequencer.head.size + ahead
            checkpoint = Checkpoint(core.origin, size, NodeHash(bytes(32)))
            line = sign_checkpoint(checkpoint, net.hub.folder.log_key())
            note = Note(checkpoint.text, (line,)).format().encode()
            with pytest.raises((OutOfLogError, CorruptStoreError)):
                await net.client.hello(HelloRequest(minors=[0], note=note))
            with pytest.raises(BusyError) as caught:
                await net.publish(net.sign())

            assert caught.value.reason is Reason.HUB_READ_ONLY
            assert await net.client.get_checkpoint()

    asyncio.run(story())


def test_a_note_of_a_stranger_halts_nothing(tmp_path: Path) -> None:
    """Anyone can write a note; only our own key can say that we lost something."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            checkpoint = Checkpoint(net.hub.core.origin, 10**6, NodeHash(bytes(32)))
            line = sign_checkpoint(checkpoint, net.office.signing_key("record"))
            note = Note(checkpoint.text, (line,)).format().encode()
            await net.client.hello(HelloRequest(minors=[0], note=note))
            (outcome,) = await net.publish(net.sign())

            assert isinstance(outcome, Logged)

    asyncio.run(story())


def test_a_published_key_is_not_admitted(tmp_path: Path) -> None:
    """The worked example's keys are known to everybody."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            key = SigningKey.from_seed(b"\x05" * 32)
            message = possession_message(net.office.network_id, net.office.member, key.public)
            added = MemberKey(public_key=key.public, purposes=["record"], proof=key.sign(message))
            draft = Draft("key.add", effect=KeyAdd(key=added))
            (outcome,) = await net.publish(sign_draft(draft, net.office, net.clock.now_ms()))

            assert isinstance(outcome, Refused)
            assert outcome.error.reason is Reason.KIND_EFFECT_INVALID

    asyncio.run(story())


def test_a_full_disk_at_the_anchor_holds_the_receipt_back_until_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A receipt before the anchor is durable could be of a tree that a restart forgets."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:

            def full(*_: object) -> None:
                raise OSError(errno.ENOSPC, "No space left on device")

            signed = net.sign()
            with monkeypatch.context() as patched:
                patched.setattr(Anchor, "save", full)
                with pytest.raises(QuotaError) as caught:
                    await net.publish(signed)
                note = await net.client.get_checkpoint()
            await until(lambda: net.clock.sleeping > 1)  # the freshness loop, and the anchor
            net.clock.advance(5)
            (outcome,) = await net.publish(signed)

            assert caught.value.reason is Reason.STORAGE_FULL
            assert b"\n2\n" in note
            assert isinstance(outcome, Logged)
            assert outcome.index == 2

    asyncio.run(story())
