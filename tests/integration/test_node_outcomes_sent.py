"""A release on its way: to the hub, to another node, or refused with the reason."""

import asyncio
import json
import shutil
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from forsa.errors import ForsaError, MalformedError
from forsa.outcomes.report_file import verify_file
from forsa.v1.outcomes_pb2 import OutcomeTables
from forsa_node.node import Node
from forsa_node.people import sealing
from forsa_node.store.mirror_files import BlobState

from tests.support.released import QUICK, YEAR, Stage, stage_of


async def sent(stage: Stage, point: str) -> str:
    """Prepare, approve and queue; return the record id."""
    await stage.prepare(point)
    await stage.approve(point)
    return str((await stage.release(point))["record_id"])


async def row_of(stage: Stage, record_id: str) -> dict[str, Any]:
    """What the outbox tells of a record."""
    rows = await stage.json("amal", "outbox")
    return next(row for row in rows if row["record_id"] == record_id)


def proof_at(node: Node, record_id: str) -> BlobState:
    """How the proof of a release stands at a node."""
    index = node.mirror.store.read(lambda log: log.index_of([bytes.fromhex(record_id)]))
    (place,) = index.values()
    (entry,) = node.mirror.store.read(lambda log: log.entries_at([place]))
    blob = node.mirror.store.blob(entry.record().header.attachments[0].root)
    assert blob is not None
    return blob.state


def test_a_release_goes_offline_and_is_refused_or_logged_with_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines of one association, and one of them does not know of the other's release.

    What the second prepared was never audited with the first: the hub must say so, and the people
    prepare it again.
    """
    monkeypatch.setattr(sealing, "_COST", QUICK)

    async def run() -> None:
        async with stage_of(tmp_path) as stage:
            network, folder = stage.network, stage.folder_of("amal")
            await network.close_node("badr")
            await network.open_node("badr")
            await network.close_node("amal")
            other = Path(shutil.copytree(folder, tmp_path / "other"))
            await network.open_node("amal")
            first = await sent(stage, "exit")
            waiting = await row_of(stage, first)
            await stage.sync()
            logged = await row_of(stage, first)
            proof = proof_at(network.nodes["badr/n1"], first)

            await network.close_node("amal")
            folder.rename(tmp_path / "first")
            shutil.copytree(other, folder)
            await network.open_node("amal")
            second = await sent(stage, "m3")
            await stage.sync()
            refused = await row_of(stage, second)
            (year,) = await stage.json("amal", "outcomes status")
            third = await sent(stage, "m3")
            await stage.sync()
            again = await row_of(stage, third)
            report = tmp_path / "report.json"
            told = await stage.json("badr", "outcomes report", third, "--to", report)

            assert (waiting["state"], logged["state"]) == ("waiting", "logged")
            assert proof is BlobState.COMPLETE
            assert refused["state"] == "refused"
            assert refused["reason"] == "KIND_OUTCOME_APPROVAL_STALE"
            assert [one["reason"] for one in year["unfinished"]] == [refused["reason"]]
            assert again["state"] == "logged"
            assert YEAR in again["title"]
            assert (told["member"], told["releases"]) == ("amal", 2)
            _check_report(report.read_bytes(), [first, third])

    asyncio.run(run())


def _check_report(data: bytes, record_ids: Sequence[str]) -> None:
    """An outsider trusts nothing but what the file shows by itself."""
    verified = verify_file(data)
    values = json.loads(data)
    body = OutcomeTables.FromString(b64decode(values["releases"][-1]["body"]))
    body.tables[0].cells[0].value += 1
    forged = b64encode(body.SerializeToString()).decode()
    releases = [*values["releases"][:-1], values["releases"][-1] | {"body": forged}]

    assert [one.hex() for one in verified.record_ids] == list(record_ids)
    for changed in (
        {"releases": releases},
        {"releases": values["releases"][1:]},
        {"proof": "AAAA"},
    ):
        with pytest.raises(ForsaError):
            verify_file(json.dumps(values | changed).encode())
    with pytest.raises(MalformedError):
        verify_file(data[: len(data) // 2])
