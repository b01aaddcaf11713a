"""Who is given an attachment: the owner's records decide, and nobody who merely names it."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.client.published import Logged, Refused, verify_published
from forsa.commitment import CHUNK_BYTES, Manifest
from forsa.errors import Reason
from forsa.v1 import library_service_pb2 as library_pb
from forsa.v1.effects_pb2 import RecordAct, RecordHold

from tests.support.attachments import (
    Member,
    Shared,
    chunks_of,
    reason_of,
    salted,
    sharing,
)
from tests.support.blobs import spoil
from tests.support.waiting import until

DATA = os.urandom(CHUNK_BYTES + 17)


def run(check: Callable[[Shared], Awaitable[None]], *members: str, **settings: Any) -> None:
    """Run a check in a network of these members."""

    async def inside() -> None:
        async with sharing(*members, **settings) as shared:
            await check(shared)

    asyncio.run(inside())


def set_group(shared: Shared, members: str) -> None:
    """Give the hub's state a group `essai`, as a decision of the members would."""
    sequencer = shared.network.hub.core.sequencer
    rights = sequencer.state.rights
    settings = rights.settings.set("group.essai", members)
    sequencer.state = replace(sequencer.state, rights=replace(rights, settings=settings))


async def office_acts(shared: Shared, kind: str, effect: Any) -> None:
    """Let the secretariat publish a record about another, through a member's channel."""
    draft = Draft(kind, effect=effect, audience="public")
    signed = sign_draft(draft, shared.network.office, shared.network.clock.now_ms())
    relay = next(iter(shared.members.values()))
    answer = await relay.hub.publish([signed.item])
    (outcome,) = verify_published(answer, [signed.record], relay.identity.roots())
    assert isinstance(outcome, Logged), outcome


def stored(shared: Shared) -> list[Path]:
    """The files of the hub's store."""
    return sorted((shared.network.folder / "hub" / "blobs").glob("??/*"))


async def everything_is_unknown(member: Member, manifest: Manifest, record_id: bytes) -> bool:
    """Whether every question about it has the one answer."""
    reasons = [
        await reason_of(member.blobs.stat(manifest.root())),
        await reason_of(member.get(manifest)),
        await reason_of(_drain(member.blobs.get_chunks(manifest, range(2)))),
        await reason_of(_read(member, record_id, manifest)),
    ]
    return set(reasons) == {Reason.BLOB_UNKNOWN}


async def _drain(stream: Any) -> None:
    async for _ in stream:
        pass


async def _read(member: Member, record_id: bytes, manifest: Manifest) -> list[int]:
    """Through the library: indexes of what came."""
    request = library_pb.ReadBlobRequest(record_id=record_id, root=manifest.root())
    stream = member.library.read_blob(request)
    return [one.index async for one in stream if not one.HasField("manifest")]


def test_the_network_reads_what_is_for_the_network() -> None:
    """Sharing is what this is for."""

    async def check(shared: Shared) -> None:
        manifest = await shared["amal"].put(DATA)
        record_id = await shared["amal"].name(manifest)

        assert await shared["badr"].get(manifest) == DATA
        assert await _read(shared["badr"], record_id, manifest) == [0, 1]

    run(check, "amal", "badr")


def test_a_group_reads_what_is_for_the_group() -> None:
    """A working group's drafts are nobody else's, and joining it opens what it holds."""

    async def check(shared: Shared) -> None:
        set_group(shared, "amal,badr")
        manifest = await shared["amal"].put(DATA)
        record_id = await shared["amal"].name(manifest, audience="essai")

        assert await shared["badr"].get(manifest) == DATA
        assert await everything_is_unknown(shared["cyn"], manifest, record_id)
        set_group(shared, "amal,cyn")
        assert await everything_is_unknown(shared["badr"], manifest, record_id)
        assert await shared["cyn"].get(manifest) == DATA
        set_group(shared, "cyn")
        assert await shared["amal"].get(manifest) == DATA

    run(check, "amal", "badr", "cyn")


def test_what_was_damaged_is_named_to_those_alone_who_may_read_it() -> None:
    """Holders bring it again; a list of roots would tell others what a group keeps to itself."""

    async def check(shared: Shared) -> None:
        set_group(shared, "amal,badr")
        amal = shared["amal"]
        manifest = await amal.put(DATA)
        await amal.name(manifest, audience="essai")
        spoil(stored(shared)[0], 3)
        before = await amal.blobs.list_damaged()
        await reason_of(amal.get(manifest))
        named = {one: await shared[one].blobs.list_damaged() for one in ("amal", "badr", "cyn")}
        await shared["badr"].blobs.put(manifest, chunks_of(DATA))

        assert before == []
        assert named == {"amal": [manifest.root()], "badr": [manifest.root()], "cyn": []}
        assert await amal.blobs.list_damaged() == []

    run(check, "amal", "badr", "cyn")


def test_damage_that_nobody_can_mend_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files without a holder stay damaged for good: those after them would never be named."""
    monkeypatch.setattr("forsa_hub.services.blobs.MAX_DAMAGED", 1)

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        manifests = [await amal.put(data) for data in (DATA, DATA[1:], DATA[2:])]
        for manifest, place in zip(manifests, stored(shared), strict=True):
            await amal.name(manifest)
            spoil(place, 3)
        for manifest in manifests:
            await reason_of(amal.get(manifest))
        answers = [await amal.blobs.list_damaged() for _ in range(100)]

        assert {len(one) for one in answers} == {1}
        assert {root for [root] in answers} == {one.root() for one in manifests}

    run(check, "amal")


def test_before_a_record_names_it_only_its_uploader_knows_of_it() -> None:
    """A draft's files lie at the hub days before anybody may hear of them."""

    async def check(shared: Shared) -> None:
        manifest = await shared["amal"].put(DATA)
        stat = await shared["amal"].blobs.stat(manifest.root())
        now_ms = shared.network.clock.now_ms()

        assert await shared["amal"].get(manifest) == DATA
        assert stat.expires_ms == now_ms + 30 * 86_400_000
        assert await everything_is_unknown(shared["badr"], manifest, bytes(32))

    run(check, "amal", "badr")


def test_naming_a_commitment_gains_nothing() -> None:
    """Headers are seen by all: a copied root must open no door."""

    async def check(shared: Shared) -> None:
        amal, cyn = shared["amal"], shared["cyn"]
        set_group(shared, "amal,badr")
        manifest = await amal.put(DATA)
        await amal.name(manifest, audience="essai")
        copied = cyn.sign(manifest)
        (refused,) = await cyn.publish(copied)

        assert isinstance(refused, Refused)
        assert refused.error.reason is Reason.BLOB_MISSING
        assert await everything_is_unknown(cyn, manifest, copied.record.record_id)

    run(check, "amal", "badr", "cyn")


def test_who_has_the_file_may_name_it_and_still_opens_nothing() -> None:
    """A reader who has the manifest may refer to it; whose it is does not change."""

    async def check(shared: Shared) -> None:
        amal, badr, cyn = shared["amal"], shared["badr"], shared["cyn"]
        set_group(shared, "amal,badr")
        manifest = await amal.put(DATA)
        await amal.name(manifest, audience="essai")
        await badr.blobs.put(manifest, chunks_of(DATA))
        record_id = await badr.name(manifest, audience="network")

        assert await everything_is_unknown(cyn, manifest, record_id)
        await badr.redact(record_id)
        assert await amal.get(manifest) == DATA
        assert await badr.get(manifest) == DATA

    run(check, "amal", "badr", "cyn")


def test_an_owner_names_its_own_again_from_any_node() -> None:
    """The next edition of a course keeps its unchanged files, and sends none of them."""

    async def check(shared: Shared) -> None:
        manifest = await shared["amal"].put(DATA)
        await shared["amal"].name(manifest)
        again = shared["amal"].sign(manifest)
        (relayed,) = await shared["badr"].publish(again)

        assert isinstance(relayed, Logged)

    run(check, "amal", "badr")


def test_who_only_showed_a_manifest_does_not_own_what_another_published() -> None:
    """Once a record names it, having seen its manifest is no right to its data."""

    async def check(shared: Shared) -> None:
        amal, cyn, manifest = shared["amal"], shared["cyn"], salted(DATA)
        set_group(shared, "amal")
        await cyn.blobs.put_manifest(manifest)
        await amal.put(DATA, manifest)
        record_id = await amal.name(manifest, audience="essai")

        assert await everything_is_unknown(cyn, manifest, record_id)

    run(check, "amal", "cyn")


def test_redaction_takes_data_manifest_and_salt() -> None:
    """A family takes back its consent: nothing may be left that could confirm a guess."""

    async def check(shared: Shared) -> None:
        amal, badr = shared["amal"], shared["badr"]
        manifest = await amal.put(DATA)
        record_id = await amal.name(manifest)
        await amal.name(manifest)  # another record of its owner does not save it
        await amal.redact(record_id)
        await until(lambda: not stored(shared))
        await shared.network.hub.core.blobs.erase_due()  # the note of it is deleted last
        left = await shared.network.hub.core.database.read(
            lambda c: [
                c.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608
                for table in ("blob", "blob_shown", "blob_erasing")
            ]
        )

        assert left == [0, 0, 0]
        for member in (amal, badr):
            assert await reason_of(member.get(manifest)) is Reason.BODY_REDACTED
        assert await reason_of(amal.put(DATA, manifest)) is Reason.BODY_REDACTED
        assert await reason_of(_read(badr, record_id, manifest)) is Reason.BODY_REDACTED
        (refused,) = await amal.publish(amal.sign(manifest))
        assert isinstance(refused, Refused)
        assert refused.error.reason is Reason.BLOB_MISSING
        assert salt_is_nowhere(shared, manifest.salt)

    run(check, "amal", "badr")


def salt_is_nowhere(shared: Shared, salt: bytes) -> bool:
    """Whether no file of the hub holds it: deleted pages are overwritten."""
    folder = shared.network.folder / "hub"
    connection = shared.network.hub.core.database._writer.raw_connection()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = list(folder.glob("hub.db*"))
    return files != [] and all(salt not in path.read_bytes() for path in files)


def test_what_a_stopped_hub_had_to_erase_is_erased_when_it_starts() -> None:
    """Power fails between the record and the deletion: the deletion is owed all the same."""

    async def check(shared: Shared) -> None:
        amal = shared["amal"]
        kept, gone = await amal.put(DATA), await amal.put(DATA)
        record_id = await amal.name(gone)
        await amal.name(kept)
        shared.network.hub.core.sequencer.on_erasing = lambda: None
        await amal.redact(record_id)
        before = len(stored(shared))
        await shared.again()
        await until(lambda: len(stored(shared)) == 1)

        assert before == 2
        assert await shared["amal"].get(kept) == DATA

    run(check, "amal")


def test_a_held_attachment_is_kept_and_not_served() -> None:
    """While a complaint is looked into nobody reads, and nothing is lost if it is unfounded."""

    async def check(shared: Shared) -> None:
        amal, badr = shared["amal"], shared["badr"]
        manifest = await amal.put(DATA)
        record_id = await amal.name(manifest)
        hold = RecordHold(target=record_id, reason="privacy", days=7)
        await office_acts(shared, "record.hold", hold)
        held = [await reason_of(member.get(manifest)) for member in (amal, badr)]
        through_library = await reason_of(_read(badr, record_id, manifest))
        kept = len(stored(shared))
        release = RecordAct(target=record_id, reason="unfounded")
        await office_acts(shared, "record.release", release)

        assert [*held, through_library] == [Reason.BODY_HELD] * 3
        assert kept == 1
        assert await badr.get(manifest) == DATA

    run(check, "amal", "badr")


def test_what_is_redacted_while_it_is_read_stops() -> None:
    """A download of hours must not outlive the right to it."""

    async def check(shared: Shared) -> None:
        data = os.urandom(80 * CHUNK_BYTES)
        manifest = await shared["amal"].put(data)
        record_id = await shared["amal"].name(manifest)
        got: list[int] = []

        async def read() -> None:
            async for index, _ in shared["badr"].blobs.get_chunks(manifest, range(80)):
                got.append(index)
                if index == 1:
                    await shared["amal"].redact(record_id)

        reason = await reason_of(read())

        assert reason is Reason.BODY_REDACTED
        assert len(got) < 80

    run(check, "amal", "badr")


def test_the_library_gives_an_attachment_by_its_own_record_only() -> None:
    """A record that the reader may see must not be the key to another's files."""

    async def check(shared: Shared) -> None:
        amal, badr = shared["amal"], shared["badr"]
        set_group(shared, "amal")
        inner = await amal.put(DATA)
        inner_id = await amal.name(inner, audience="essai")
        outer = await amal.put(b"for all")
        outer_id = await amal.name(outer)

        assert await _read(badr, outer_id, outer) == [0]
        for record_id, manifest in ((outer_id, inner), (inner_id, inner), (bytes(32), outer)):
            assert await reason_of(_read(badr, record_id, manifest)) is Reason.BLOB_UNKNOWN
        # What one may read otherwise is not read by a record that says nothing of it, or that
        # one may not see.
        assert await reason_of(_read(amal, outer_id, inner)) is Reason.BLOB_UNKNOWN
        hidden_id = await amal.name(outer, audience="essai")
        assert await reason_of(_read(badr, hidden_id, outer)) is Reason.BLOB_UNKNOWN
        assert await _read(amal, hidden_id, outer) == [0]

    run(check, "amal", "badr")
