"""What becomes of attachments that a decision of the log erases or puts on hold."""

import os
from contextlib import closing
from hashlib import sha256
from io import BytesIO
from unittest.mock import patch

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.commitment import CHUNK_BYTES
from forsa.errors import ConflictError, Reason
from forsa.testing import LocalNetwork
from forsa.v1.effects_pb2 import RecordHold
from forsa_node.files.getting import save
from forsa_node.files.listing import Standing, files_of
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.desk import Contents, DeskStore, DraftRow, HeldFile
from forsa_node.store.mirror_files import BlobState

from tests.support.blobs import attached, content_of, files_network, path_of, redact, roots, spoil
from tests.support.looping import in_a_loop

SMALL = os.urandom(1000)
LARGE = os.urandom(6 * CHUNK_BYTES + 5)


@in_a_loop
async def test_a_redacted_file_goes_with_its_salt_and_partly_fetched_ones_too() -> None:
    """Deleting means everywhere; the remaining hash must not confirm a guess."""
    async with files_network("amal", "badr") as here:
        amal, badr = here.node("amal"), here.node("badr")
        signed = attached(amal, SMALL, LARGE)
        await amal.exchange()
        await badr.sync()
        here.fake.breaks_after = 4
        await badr.transfer()
        small, large = roots(signed)
        held = badr.mirror.store.blob(small)
        partial = badr.content.partial(large)
        before = (content_of(badr, small), partial.exists())
        redact(amal, signed.record.record_id)
        await here.network.sync()

        assert before == (SMALL, True)
        assert held is not None
        assert held.sha256 is not None
        for node in (amal, badr):
            assert not node.content.has(held.sha256)
            blob = node.mirror.store.blob(small)
            assert blob is not None
            assert (blob.state, blob.manifest) == (BlobState.ERASED, None)
        assert not partial.exists()
        assert amal.member.own_files() == []


@in_a_loop
async def test_a_redacted_file_stays_where_another_record_of_somebody_needs_its_content() -> None:
    """The same picture in two associations: one takes it back, the other keeps its own."""
    async with files_network("amal", "badr", "cyn") as here:
        amal, badr, cyn = (here.node(one) for one in ("amal", "badr", "cyn"))
        first, second = attached(amal, SMALL), attached(badr, SMALL)
        await here.network.sync()
        redact(amal, first.record.record_id)
        await here.network.sync()

        assert roots(first) != roots(second)
        assert content_of(cyn, roots(first)[0]) is None
        assert content_of(cyn, roots(second)[0]) == SMALL


@in_a_loop
async def test_a_redaction_that_was_stopped_half_way_is_ended_at_the_next_start() -> None:
    """The power fails between the row and the file: the picture must not stay on the disk."""
    async with files_network("amal", "badr") as here:
        amal, badr = here.node("amal"), here.node("badr")
        signed = attached(amal, SMALL)
        await here.network.sync()
        redact(amal, signed.record.record_id)
        await amal.exchange()
        stop = patch.object(type(badr.mirror.store), "save_blob", side_effect=KeyboardInterrupt)
        with stop, pytest.raises(KeyboardInterrupt):
            await badr.sync()
        badr = await here.reopened("badr")
        await badr.sync()
        blob = badr.mirror.store.blob(roots(signed)[0])

        assert not path_of(badr, SMALL).exists()
        assert blob is not None
        assert blob.state is BlobState.ERASED


@in_a_loop
async def test_a_redaction_erases_what_was_set_aside_as_damaged_too() -> None:
    """A damaged picture of somebody is a picture of somebody."""
    async with files_network("amal", "badr") as here:
        amal, badr = here.node("amal"), here.node("badr")
        signed = attached(amal, LARGE)
        await here.network.sync()
        spoil(path_of(badr, LARGE), 5)
        with pytest.raises(DamagedStoreError):
            content_of(badr, roots(signed)[0])
        redact(amal, signed.record.record_id)
        await here.network.sync()

        left = [one for one in (badr.identity.folder / "files").rglob("*") if one.is_file()]
        assert left == []


@in_a_loop
async def test_a_file_stays_while_a_draft_of_this_node_holds_the_same() -> None:
    """The next edition is being written: taking the old one back must not empty it."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        signed = attached(amal, SMALL)
        await here.network.sync()
        with closing(DeskStore(amal.identity.folder)) as desk:
            held = HeldFile(sha256(SMALL).digest(), len(SMALL))
            row = DraftRow(0, "practice.report", "", "public", b"", b"", b"", "", "amal", 0, 0)
            desk.add(row, Contents({}, {"photo.png": held}))
        redact(amal, signed.record.record_id)
        await here.network.sync()

        assert path_of(amal, SMALL).exists()
        assert amal.member.own_files() == []


@in_a_loop
async def test_a_file_on_hold_is_kept_and_neither_fetched_listed_nor_saved() -> None:
    """The secretariat suspends a text: its pictures are as much of it."""
    async with files_network("amal", "badr") as here:
        amal, badr = here.node("amal"), here.node("badr")
        signed = attached(amal, SMALL)
        await here.network.sync()
        await hold(here.network, signed.record.record_id)
        cyn = await here.network.add_node("cyn")
        await here.network.sync()
        folder = badr.identity.folder
        await here.network.close_node("badr")
        [row] = files_of(folder, signed.record.record_id.hex())

        assert content_of(cyn, roots(signed)[0]) is None
        assert (row.standing, row.sha256, row.file_name) == (Standing.HELD, "", "")
        assert path_of(badr, SMALL).exists()
        error = save(folder, [row], folder / "out").error
        assert isinstance(error, ConflictError)
        assert error.reason is Reason.BODY_HELD
        assert not (folder / "out").exists()


async def hold(network: LocalNetwork, record_id: bytes) -> None:
    """The secretariat suspends a record for a week."""
    effect = RecordHold(target=record_id, reason="privacy", days=7)
    draft = Draft("record.hold", effect=effect, audience="public")
    signed = sign_draft(draft, network.office, network.clock.now_ms())
    client = await network.nodes["amal/n1"].link.client(None)
    answer = await client.publish([signed.item])
    assert answer.results[0].index


@in_a_loop
async def test_files_of_drafts_that_are_gone_are_swept_and_needed_ones_stay() -> None:
    """A discarded draft's picture has nobody left who answers for it."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        attached(amal, SMALL)
        await here.network.sync()
        amal.content.put(BytesIO(b"of no draft"))
        amal = await here.reopened("amal")
        young = path_of(amal, b"of no draft").exists()
        here.network.clock.advance(2 * 86_400)
        amal = await here.reopened("amal")

        assert young
        assert not path_of(amal, b"of no draft").exists()
        assert path_of(amal, SMALL).exists()
