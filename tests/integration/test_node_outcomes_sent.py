"""A release on its way: to the hub, to another node, or refused with the reason.

One story: an association has two machines. The second does not know of the first one's release, and
what it prepared was never audited with it.
"""

import asyncio
import json
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from forsa.client import sealing
from forsa.client.drafts import Draft, sign_draft
from forsa.errors import ForsaError, MalformedError
from forsa.outcomes.report_file import verify_file
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.outcomes_pb2 import OutcomeTables
from forsa_node.node import Node
from forsa_node.store.mirror_files import BlobState

from tests.support.released import QUICK, YEAR, Stage, stage_of


@dataclass
class Story:
    """What the people were told, step by step."""

    rows: dict[str, Any] = field(default_factory=dict)
    """Rows of the outbox, by when they were looked at."""
    proof: BlobState | None = None
    """Of the first release, at another member's node."""
    status: Any = None
    """On the second machine, once its release was refused."""
    told: Any = None
    """What the command said that wrote the report."""
    report: bytes = b""
    closed: Any = None
    """What `prepare` said after the first release was erased."""


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    """The story, told once."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory(prefix="forsa-") as folder:
        patch.setattr(sealing, "_COST", QUICK)
        yield asyncio.run(_tell(Path(folder)))


async def _tell(folder: Path) -> Story:
    async with stage_of(folder) as stage:
        story, network = Story(), stage.network
        await network.close_node("badr")
        await network.open_node("badr", files_max_bytes=0)
        await network.close_node("amal")
        other = Path(shutil.copytree(stage.folder_of("amal"), folder / "other"))
        await network.open_node("amal")
        first = await _sent(stage, "exit")
        story.rows["waiting"] = await _row(stage, first)
        await stage.sync()
        story.rows["logged"] = await _row(stage, first)
        story.proof = _proof_at(network.nodes["badr/n1"], first)
        await _change_machines(stage, other)
        await _second_machine(stage, story)
        await _outside(stage, story, folder / "report.json")
        await _redact(stage, first)
        story.closed = await stage.prepare("m6", code=6)
        return story


async def _change_machines(stage: Stage, other: Path) -> None:
    folder = stage.folder_of("amal")
    await stage.network.close_node("amal")
    folder.rename(stage.folder / "first")
    shutil.copytree(other, folder)
    await stage.network.open_node("amal")


async def _second_machine(stage: Stage, story: Story) -> None:
    second = await _sent(stage, "m3")
    await stage.sync()
    story.rows["refused"] = await _row(stage, second)
    (story.status,) = await stage.json("amal", "outcomes status")
    third = await _sent(stage, "m3")
    await stage.sync()
    story.rows["again"] = await _row(stage, third)


async def _outside(stage: Stage, story: Story, report: Path) -> None:
    third = story.rows["again"]["record_id"]
    story.told = await stage.json("badr", "outcomes report", third, "--to", report)
    story.report = await asyncio.to_thread(report.read_bytes)


async def _sent(stage: Stage, point: str) -> str:
    """Prepare, approve and queue; return the record id."""
    await stage.prepare(point)
    await stage.approve(point)
    return str((await stage.release(point))["record_id"])


async def _row(stage: Stage, record_id: str) -> dict[str, Any]:
    """What the outbox tells of a record."""
    rows = await stage.json("amal", "outbox")
    return next(row for row in rows if row["record_id"] == record_id)


def _proof_at(node: Node, record_id: str) -> BlobState:
    """How the proof of a release stands at a node."""
    index = node.mirror.store.read(lambda log: log.index_of([bytes.fromhex(record_id)]))
    (place,) = index.values()
    (entry,) = node.mirror.store.read(lambda log: log.entries_at([place]))
    blob = node.mirror.store.blob(entry.record().header.attachments[0].root)
    assert blob is not None
    return blob.state


async def _redact(stage: Stage, record_id: str) -> None:
    """Erase a release of amal everywhere, by its own decision."""
    node = stage.network.nodes["amal/n1"]
    effect = RecordAct(target=bytes.fromhex(record_id), reason="error")
    draft = Draft("record.redact", effect=effect, audience="public")
    node.queue(sign_draft(draft, node.identity, stage.network.clock.now_ms()), "")
    await stage.sync()


def test_a_release_waits_offline_and_goes_with_its_proof(story: Story) -> None:
    """Offices without a network prepare in the morning and send at night.

    The other member's node fetches no files by itself, but for proofs: without them it could judge
    nothing.
    """
    assert story.rows["waiting"]["state"] == "waiting"
    assert story.rows["logged"]["state"] == "logged"
    assert YEAR in story.rows["logged"]["title"]
    assert story.proof is BlobState.COMPLETE


def test_what_was_not_audited_with_an_earlier_release_is_refused_and_prepared_again(
    story: Story,
) -> None:
    """Two tables that are each safe may not be safe together; the people must hear why."""
    refused = story.rows["refused"]

    assert (refused["state"], refused["reason"]) == ("refused", "KIND_OUTCOME_APPROVAL_STALE")
    assert [one["reason"] for one in story.status["unfinished"]] == [refused["reason"]]
    assert story.rows["again"]["state"] == "logged"


def test_another_member_hands_a_release_out_in_one_file(story: Story) -> None:
    """An outsider trusts nothing but what the file shows by itself."""
    verified = verify_file(story.report)
    ids = [story.rows[name]["record_id"] for name in ("logged", "again")]

    assert (story.told["member"], story.told["releases"]) == ("amal", 2)
    assert [one.hex() for one in verified.record_ids] == ids


@pytest.mark.parametrize("change", ["cell", "history", "proof", "salt", "end"])
def test_a_file_that_was_changed_does_not_verify(story: Story, change: str) -> None:
    """Whoever hands it on could have filled a hidden cell, or left out the release before."""
    values = json.loads(story.report)
    *before, last = values["releases"]
    changed = {
        "cell": {"releases": [*before, last | {"body": _one_more(last["body"])}]},
        "history": {"releases": [last]},
        "proof": {"proof": "AAAA"},
        "salt": {"releases": [*before, last | {"salt": before[0]["salt"]}]},
        "end": {},
    }[change]
    data = json.dumps(values | changed).encode()

    with pytest.raises(ForsaError):
        verify_file(data[: -9 if change == "end" else None])
    with pytest.raises(MalformedError):
        verify_file(b"[]")


def _one_more(body: str) -> str:
    """The body with one learner more in its first cell."""
    message = OutcomeTables.FromString(b64decode(body))
    message.tables[0].cells[0].value += 1
    return b64encode(message.SerializeToString()).decode()


def test_an_erased_release_closes_its_year(story: Story) -> None:
    """It was seen; what it showed can no longer be held against a new table."""
    assert story.closed["error"]["reason"] == "KIND_OUTCOME_VINTAGE_CLOSED"
