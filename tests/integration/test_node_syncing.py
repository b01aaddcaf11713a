"""What `sync` and `outbox` say of what did not go: which, why, and what to do about it."""

import asyncio
import json
import os
from contextlib import ExitStack
from typing import Any

import pytest
from forsa.commitment import CHUNK_BYTES
from forsa.testing import LocalNetwork
from forsa.v1.effects_pb2 import RecordAct
from forsa_node.daemon import Daemon
from forsa_node.local import lock_soon
from forsa_node.store.outbox import OutboxState
from forsa_node.syncing import exit_code_of_round

from tests.support.blobs import attached, roots
from tests.support.commands import Commands, run_command
from tests.support.looping import in_a_loop
from tests.support.nodes import network_of, queue

PHOTO = os.urandom(CHUNK_BYTES + 5)
PLENTY = {"records_per_second": 1000, "records_burst": 1000}


def commands(network: LocalNetwork) -> Commands:
    """Of the nodes of a network."""
    return Commands(network, network.folder)


def reason_of(one: dict[str, Any]) -> str:
    """Why it did not go."""
    return str(one["reason"])


@in_a_loop
async def test_a_record_that_the_hub_refuses_is_told_by_the_round_that_sent_it() -> None:
    """“Sent: 3” with exit code 0, and people believe that all four are out."""
    async with network_of("amal") as network:
        amal, run = network.nodes["amal/n1"], commands(network)
        queue(amal, "une bonne note")
        queue(amal, "une note pour personne", audience="nobody")
        told = await run.json("amal", "sync", code=6)
        again = await run.json("amal", "sync")

        assert told["received"] == 1
        assert [one["title"] for one in told["refused"]] == ["une note pour person"]
        assert [reason_of(one) for one in told["refused"]] == ["AUDIENCE_UNKNOWN"]
        assert (told["waiting"], told["files"], told["held_up"]) == ([], None, None)
        assert (again["refused"], again["exit_code"]) == ([], 0)


@in_a_loop
async def test_a_refusal_is_told_in_words_with_what_the_hub_said() -> None:
    """“Not possible now” helps nobody; what stands in the way is in the hub's own sentence."""
    async with network_of("amal") as network:
        amal, run = network.nodes["amal/n1"], commands(network)
        effect = RecordAct(target=bytes(32), reason="privacy")
        queue(amal, "un retrait", kind="record.withdraw", body=b"", effect=effect)
        synced = await run.run("amal", "sync", code=6)
        (row,) = await run.json("amal", "outbox")
        detail = str(row["details"]["message"])

        assert "un retrait" in synced
        assert row["says"] in synced
        assert row["state"] == "refused"
        assert row["says"].endswith(")")
        assert detail, "the hub said something"


@in_a_loop
async def test_a_file_that_the_hub_does_not_take_is_told_with_the_record_that_waits() -> None:
    """`"files": null` and exit code 0 meant “everything went”, while a photo was refused."""
    limits = {**PLENTY, "bytes_total": CHUNK_BYTES}
    async with network_of("amal", limits=limits) as network:
        run = commands(network)
        [root] = roots(attached(network.nodes["amal/n1"], PHOTO))
        told = await run.json("amal", "sync", code=6)
        said = await run.run("amal", "sync", code=6)
        (row,) = await run.json("amal", "outbox")

        assert [(one["root"], one["up"]) for one in told["refused_files"]] == [(root.hex(), True)]
        assert [one["title"] for one in told["waiting"]] == ["avec fichiers"]
        assert row["state"] == "waiting"
        assert reason_of(row) == reason_of(told["refused_files"][0]) == "QUOTA_EXCEEDED"
        assert f"sur {CHUNK_BYTES} (bytes_total)" in row["says"]
        assert f"sur {CHUNK_BYTES} (bytes_total)" in said
        assert "Attendent encore : 1" in said


@in_a_loop
async def test_records_that_the_hub_takes_no_more_of_are_told_as_held_up() -> None:
    """A daily limit ends no round, and so it ended with exit code 0."""
    async with network_of("amal", limits={**PLENTY, "records_per_day": 1}) as network:
        amal, run = network.nodes["amal/n1"], commands(network)
        for number in range(3):
            queue(amal, f"note {number}")
        told = await run.json("amal", "sync", code=6)

        assert told["held_up"]["reason"] == "QUOTA_EXCEEDED"
        assert [one["state"] for one in told["waiting"]] == ["waiting"] * len(told["waiting"])
        assert told["received"] + len(told["waiting"]) == 3


QUIET: dict[str, Any] = {
    "refused": [],
    "waiting": [],
    "refused_files": [],
    "held_up": None,
    "files": None,
}


@pytest.mark.parametrize(
    ("left", "code"),
    [
        ({}, 0),
        ({"files": {"reason": "OUTCOME_UNKNOWN"}, "waiting": [{}]}, 7),
        ({"files": {"reason": "QUOTA_EXCEEDED"}}, 6),
        ({"refused_files": [{"reason": "COMMITMENT_MISMATCH"}]}, 3),
        ({"refused_files": [{"reason": "STORED_DATA_CORRUPT"}]}, 8),
        ({"refused": [{"reason": "PARENT_STALE"}], "files": {"reason": "OUTCOME_UNKNOWN"}}, 6),
        ({"waiting": [{}]}, 7),
    ],
)
def test_the_exit_code_is_that_of_the_first_thing_that_did_not_go(
    left: dict[str, Any], code: int
) -> None:
    """The hub died in the middle of a file, and a script read 0: all is out."""
    assert exit_code_of_round(QUIET | left) == code


@in_a_loop
async def test_a_round_in_which_all_goes_ends_well() -> None:
    """An exit code that cries each time is one that nobody looks at."""
    async with network_of("amal") as network:
        run = commands(network)
        attached(network.nodes["amal/n1"], PHOTO)
        told = await run.json("amal", "sync")

        assert told["received"] == 1
        assert (told["refused"], told["waiting"], told["refused_files"]) == ([], [], [])


@in_a_loop
async def test_what_can_never_go_is_dropped_with_what_builds_on_it_and_the_rest_goes() -> None:
    """A photo beyond the quota would otherwise be tried and refused for ever."""
    limits = {**PLENTY, "bytes_total": CHUNK_BYTES}
    async with network_of("amal", limits=limits) as network:
        amal, run = network.nodes["amal/n1"], commands(network)
        large = attached(amal, PHOTO)
        parent, object_id = large.record.record_id, large.record.header.object_id
        queue(amal, "sa version 2", parent=parent, object_id=object_id)
        queue(amal, "une note")
        await run.json("amal", "sync", code=6)
        unknown = await run.refused("amal", "outbox", "--drop", "zz")
        rows = await run.run("amal", "outbox", "--drop", parent.hex()[:16])
        told = await run.json("amal", "sync")
        states = [one["state"] for one in await run.json("amal", "outbox")]

        assert unknown == "RECORD_UNKNOWN"
        assert "draft list" in rows
        assert (told["waiting"], told["refused_files"]) == ([], [])
        assert states == ["dropped", "dropped", "logged"]


@in_a_loop
async def test_what_was_dropped_too_late_stands_as_logged() -> None:
    """It left a moment before: an outbox that denies it would let its author publish it twice."""
    async with network_of("amal") as network:
        amal = network.nodes["amal/n1"]
        signed = queue(amal, "une note")
        await amal.sync()
        sent = amal.member.drop([signed.record.record_id])
        again = queue(amal, "une autre")
        client = await amal.link.client(amal.member.accepted(), amal.member.evidence())
        await client.publish([again.item])
        dropped = amal.member.drop([again.record.record_id])
        before = [one.state for one in amal.member.items()]
        await amal.sync()

        assert (sent, dropped) == (0, 1)
        assert before == [OutboxState.LOGGED, OutboxState.DROPPED]
        assert [one.state for one in amal.member.items()] == [OutboxState.LOGGED] * 2


@in_a_loop
async def test_a_daemon_s_rounds_are_told_and_its_outbox_is_let_go_of_as_any_other() -> None:
    """Most nodes have a daemon: it alone writes, and must not be the silent one."""
    limits = {**PLENTY, "bytes_total": CHUNK_BYTES}
    async with network_of("amal", limits=limits) as network:
        amal, run = network.nodes["amal/n1"], commands(network)
        folder = run.folder_of("amal")
        large = attached(amal, PHOTO)
        daemon = Daemon(amal)
        with ExitStack() as held:
            await lock_soon(folder, network.clock, held)
            await daemon.start()
            try:
                first = await asyncio.to_thread(run_command, folder, "sync", "--json")
                drop = ("--drop", large.record.record_id.hex())
                dropped = await asyncio.to_thread(run_command, folder, "outbox", *drop)
                second = await asyncio.to_thread(run_command, folder, "sync", "--json")
            finally:
                await daemon.stop()

        assert first.exit_code == 6, first.output
        assert [one["reason"] for one in json.loads(first.stdout)["waiting"]] == ["QUOTA_EXCEEDED"]
        assert dropped.exit_code == 0
        assert second.exit_code == 0, second.output
