"""What `sync` and `files` say of a file on its way: its name, and how much the hub holds of it."""

import os

import pytest
from forsa.commitment import CHUNK_BYTES
from forsa_node.files.listing import FileRow, Standing, files_of
from forsa_node.files.telling import says
from forsa_node.node import Node

from tests.support.blobs import attached, files_network
from tests.support.commands import Commands
from tests.support.looping import in_a_loop
from tests.support.made_files import pdf
from tests.support.nodes import network_of
from tests.support.reports import small_report

LARGE = os.urandom(6 * CHUNK_BYTES + 5)
MIB = CHUNK_BYTES


async def published(run: Commands) -> None:
    """A report of amal with one file, signed and not sent."""
    report = small_report(1)
    one = report.attachments.add(
        file_name="fiche.pdf", role="worksheet", language="fr", licence="CC-BY-4.0"
    )
    one.title.add(lang="fr", text="La fiche")
    path = run.write("practice.report", report, "report.yaml")
    (run.folder / "fiche.pdf").write_bytes(pdf())
    await run.json("amal", "publish", path, "--yes")


@in_a_loop
async def test_a_file_is_called_by_its_name_while_it_moves() -> None:
    """“envoi 3be9fb1c3e47bbf8” tells nobody which of six photos is slow."""
    async with network_of("amal", "badr") as network:
        run = Commands(network, network.folder)
        await published(run)
        up = await run.run("amal", "sync")
        down = await run.run("badr", "sync")

        assert "envoi fiche.pdf : " in up
        assert "réception fiche.pdf : " in down


@in_a_loop
async def test_a_file_that_is_at_the_hub_is_not_told_as_sent() -> None:
    """A new edition of six photos looked like 120 MB on a prepaid card, and cost nothing."""
    async with network_of("amal") as network:
        run = Commands(network, network.folder)
        await published(run)
        await run.run("amal", "sync")
        [row] = files_of(run.folder_of("amal"))
        draft = await run.json("amal", "draft revise", row.record_id)
        await run.json("amal", "draft publish", draft["number"], "--yes")
        said = await run.run("amal", "sync")

        assert "fiche.pdf : déjà au hub" in said
        assert "envoi fiche.pdf" not in said


def leaving(node: Node) -> FileRow:
    """How the only file that waits stands."""
    [row] = files_of(node.identity.folder)
    assert row.standing is Standing.LEAVING
    return row


@in_a_loop
async def test_what_leaves_is_told_with_what_the_hub_holds_of_it() -> None:
    """Never begun and all there were one sentence; people waited for nothing, or gave up."""
    async with files_network("amal") as here:
        amal = here.node("amal")
        attached(amal, LARGE)
        told = [leaving(amal)]
        for chunks in (3, 2):
            here.fake.breaks_after = chunks
            await amal.transfer()
            amal.member.note_refusal(bytes.fromhex(told[0].root))
        told.append(leaving(amal))
        await amal.transfer()
        told.append(leaving(amal))
        await amal.exchange()
        [logged] = files_of(amal.identity.folder)

        assert told[0].done == 0
        assert told[1].done in (2 * MIB, 3 * MIB)
        assert told[2].done == len(LARGE)
        assert len({says(one, "fr") for one in told}) == 3
        assert "rien n'en est encore au hub" in says(told[0], "fr")
        assert "au hub en entier" in says(told[2], "fr")
        assert logged.standing is Standing.COMPLETE


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_stand_of_what_leaves_has_its_own_words(language: str) -> None:
    """A sentence that is missing in one language ends the command there."""
    rows = [
        FileRow(None, "ab", "k", "amal", "f.pdf", "cd", 9, "", Standing.LEAVING, done)
        for done in (0, 4, 9)
    ]

    assert len({says(one, language) for one in rows}) == 3  # type: ignore[arg-type]
