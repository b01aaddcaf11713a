"""What a command finds when the daemon logs a record, or its answer comes, while the command works.

A network is slow and a person is not: both act on one outbox at the same moment.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pytest
from forsa.commitment import CHUNK_BYTES
from forsa.log_store.reading import StoredEntry
from forsa_node import exported_work, showing
from forsa_node.finding import find_index, find_record
from forsa_node.local import lock_soon
from forsa_node.node import Node
from forsa_node.reading import Stores, reading
from forsa_node.store.outbox import OutboxState

from tests.support.blobs import attached
from tests.support.commands import Commands, commands_of
from tests.support.looping import in_a_loop
from tests.support.nodes import network_of, queue, states
from tests.support.reports import small_report

PHOTO = os.urandom(CHUNK_BYTES + 5)
SMALL = {"bytes_total": CHUNK_BYTES, "records_per_second": 1000, "records_burst": 1000}
T = TypeVar("T")


async def beside_the_daemon(node: Node, held: ExitStack) -> Stores:
    """What a command reads while a daemon holds the folder."""
    await lock_soon(node.identity.folder, node.clock.machine, held)
    return held.enter_context(reading(node.identity.folder))


def entry_at(stores: Stores, place: int) -> StoredEntry:
    """What stands there now."""
    (entry,) = stores.ahead(lambda log: log.entries_at([place]))
    return entry


def record_at(stores: Stores, place: int) -> bytes:
    """Its record id."""
    return bytes(entry_at(stores, place).record().record_id)


def played(folder: Path, use: Callable[[Commands, str], Awaitable[None]]) -> None:
    """Let amal sign a report, which waits."""

    async def run() -> None:
        async with commands_of(folder, "amal") as commands:
            path = commands.write("practice.report", small_report(1), "report.yaml")
            (row,) = await commands.json("amal", "publish", path, "--yes")
            await use(commands, row["record_id"])

    asyncio.run(run())


def arrives_after(
    patch: pytest.MonkeyPatch, module: ModuleType, step: str, commands: Commands
) -> None:
    """Let the daemon log all that waits right after the first time a command took this step."""
    loop, taken = asyncio.get_running_loop(), getattr(module, step)

    def and_then(*arguments: Any) -> Any:
        found = taken(*arguments)
        patch.setattr(module, step, taken)
        asyncio.run_coroutine_threadsafe(commands.network.sync(), loop).result()
        return found

    patch.setattr(module, step, and_then)


async def told(commands: Commands, command: Callable[[], T]) -> T:
    """What a command of amal's says beside the daemon."""
    node = commands.network.nodes["amal/n1"]
    with ExitStack() as held:
        await lock_soon(node.identity.folder, node.clock.machine, held)
        return await asyncio.to_thread(command)


@in_a_loop
async def test_a_place_behind_the_log_names_one_record_whatever_the_daemon_logs_meanwhile() -> None:
    """A withdrawal reached another record than was named: all that waited behind it moved down."""
    async with network_of("amal", limits=SMALL) as network:
        amal = network.nodes["amal/n1"]
        signed = [queue(amal, "une note"), attached(amal, PHOTO), queue(amal, "une autre")]
        ids = [one.record.record_id for one in signed]
        with ExitStack() as held:
            stores = await beside_the_daemon(amal, held)
            places = [find_index(stores, one.hex()) for one in ids]
            await amal.sync()
            named = [record_at(stores, place) for place in places]
            bodies = stores.ahead(lambda log: log.bodies(places))
            waiting = stores.ahead(lambda log: [log.item(place) for place in places])
            numbers = [entry_at(stores, place).index for place in places]

        assert states(amal) == [OutboxState.LOGGED, OutboxState.WAITING, OutboxState.LOGGED]
        assert named == ids
        assert [bodies[one].data for one in places] == [b"une note", b"avec fichiers", b"une autre"]
        assert [one is not None for one in waiting] == [False, True, False]
        assert numbers == [amal.member.items()[0].log_index, places[1], numbers[0] + 1]


@in_a_loop
async def test_what_was_named_before_it_arrived_is_found_after() -> None:
    """The command ended in a crash, in the very second in which its record arrived."""
    async with network_of("amal") as network:
        amal = network.nodes["amal/n1"]
        first, second = (queue(amal, text).record.record_id for text in ("une note", "une autre"))
        with ExitStack() as held:
            stores = await beside_the_daemon(amal, held)
            before = find_record(stores, second.hex())
            place = find_index(stores, first.hex())
            await amal.sync()

            assert before.record_id == second
            assert record_at(stores, place) == first
            assert find_record(stores, second.hex()).record_id == second


@pytest.mark.parametrize(("step", "arrived"), [("find_index", True), ("_entry", False)])
def test_a_record_that_arrives_while_it_is_shown_is_shown_as_one_of_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, arrived: bool
) -> None:
    """“Received by the network, number 9223372036854775807”, seen by nobody, and “waits”."""

    async def use(commands: Commands, record_id: str) -> None:
        arrives_after(monkeypatch, showing, step, commands)
        folder = commands.folder_of("amal")
        shown = await told(commands, lambda: showing.show_one(folder, record_id, "fr"))
        (item,) = commands.network.nodes["amal/n1"].member.items()

        assert item.state is OutboxState.LOGGED
        assert shown["index"] == (item.log_index if arrived else None)
        assert (shown["witnessed"] is not None) is arrived
        assert (f"numéro {item.log_index}" in shown["says"]) is arrived
        assert "Rapport numéro 1" in shown["text"]

    played(tmp_path, use)


def test_a_work_that_arrives_while_it_is_exported_has_the_number_of_its_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is given away: a number that no log has stays on paper."""

    async def use(commands: Commands, record_id: str) -> None:
        arrives_after(monkeypatch, exported_work, "find_index", commands)
        folder = commands.folder_of("amal")
        work = await told(
            commands, lambda: exported_work.work_to_export(folder, record_id, ("fr",))
        )
        (item,) = commands.network.nodes["amal/n1"].member.items()

        assert (work.index, work.warnings) == (item.log_index, ())

    played(tmp_path, use)


def test_a_newer_version_that_waits_is_named_by_its_id_in_an_export(tmp_path: Path) -> None:
    """It has no number yet, and none may be made up for it."""

    async def use(commands: Commands, record_id: str) -> None:
        draft = await commands.json("amal", "draft revise", record_id)
        path = commands.write("practice.report", small_report(2), "second.yaml")
        await commands.json("amal", "draft update", draft["number"], path)
        (row,) = await commands.json("amal", "draft publish", draft["number"], "--yes")
        folder = commands.folder_of("amal")
        await commands.network.close_node("amal", "n1")
        old = exported_work.work_to_export(folder, record_id, ("fr",))
        new = exported_work.work_to_export(folder, row["record_id"], ("fr",))
        await commands.network.open_node("amal", "n1")

        assert [row["record_id"][:8] in one for one in old.warnings] == [True]
        assert new.warnings == ()

    played(tmp_path, use)


def test_the_receipt_that_comes_after_its_record_was_dropped_is_kept(tmp_path: Path) -> None:
    """The hub has logged it by then: its author is told so, and holds the proof."""

    async def use(commands: Commands, record_id: str) -> None:
        node = commands.network.nodes["amal/n1"]
        wanted = bytes.fromhex(record_id)
        client = await node.link.client(node.member.accepted(), node.member.evidence())
        answered = client.publish

        async def dropped_meanwhile(items: Any) -> Any:
            answer = await answered(items)
            assert node.member.drop([wanted]) == 1
            return answer

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(client), "publish", staticmethod(dropped_meanwhile))
            await node.sync()

        assert states(node) == [OutboxState.LOGGED]
        assert node.member.receipt(wanted)

    played(tmp_path, use)


def test_what_is_given_up_is_told_with_what_may_still_become_of_it(tmp_path: Path) -> None:
    """“Given up before it was sent” was said of what the hub had logged already."""

    async def use(commands: Commands, record_id: str) -> None:
        said = await commands.run("amal", "outbox", "--drop", record_id)

        assert "Abandonnés : 1." in said
        assert "parti un instant avant" in said
        assert "avant l'envoi" not in said

    played(tmp_path, use)
