"""`forsa-node library export`: one work of a node for people outside."""

import asyncio
import errno
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from forsa.client.drafts import Draft, Signed, draft_of, sign_draft
from forsa.kinds.loaders import with_files
from forsa.v1.effects_pb2 import RecordAct
from forsa_node.cli import main
from forsa_node.exported_work import work_to_export
from forsa_node.files.wanted import FileRule
from forsa_node.new_files import new_file, new_folder
from forsa_node.node import Node

from tests.support.blobs import FilesNetwork, files_network
from tests.support.courses import COURSE, PNG, TODAY, content_of, whole_course
from tests.support.html import see
from tests.support.library_log import profile
from tests.support.looping import in_a_loop


@dataclass
class Shared:
    """A course that was published by one member and read by another."""

    network: FilesNetwork
    message: Any
    index: int

    def node(self, member: str) -> Node:
        """A node."""
        return self.network.node(member)


def queue_course(node: Node, audience: str = "network") -> Any:
    """Commit to the course's pictures, sign it, queue it; return its body."""
    loaded = whole_course()
    files = {}
    for one in loaded.message.attachments:  # type: ignore[union-attr]
        digest, _ = node.content.put(BytesIO(content_of(one.file_name, loaded)))
        files[one.file_name] = node.files.commit(digest, "image/png")
    message: Any = with_files(loaded, files, TODAY).message
    signed = sign_draft(draft_of(message, audience=audience), node.identity, node.clock.now_ms())
    node.queue(signed, "Mémoire")
    return message


@asynccontextmanager
async def shared_course(audience: str = "network") -> AsyncIterator[Shared]:
    """Two nodes that both have the course and its pictures."""
    async with files_network("amal", "badr") as network:
        message = queue_course(network.node("amal"), audience)
        await network.network.sync()
        (item,) = network.node("amal").member.items()
        assert item.log_index is not None
        yield Shared(network, message, item.log_index)


async def run(node: Node, which: object, form: str, to: Path, *more: str) -> Result:
    """Run the command beside the node, as its people do."""
    line = [
        "library",
        "export",
        str(node.identity.folder),
        str(which),
        "--as",
        form,
        "--to",
        str(to),
        *more,
    ]
    return await asyncio.to_thread(CliRunner().invoke, main, line)


async def exported(node: Node, which: object, form: str, to: Path, *more: str) -> Any:
    """What it says to a program."""
    done = await run(node, which, form, to, "--json", *more)

    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def names_in(folder: Path) -> set[str]:
    """What lies in a folder, hidden files too."""
    return {one.name for one in folder.iterdir()}


@in_a_loop
async def test_a_reader_has_the_course_as_a_page(tmp_path: Path) -> None:
    """From the node alone: the educator prints it where there is no link."""
    async with shared_course() as here:
        badr = here.node("badr")
        told = await exported(badr, here.index, "html", tmp_path / "c.html", "--lang", "ar")
        seen = see((tmp_path / "c.html").read_text("utf-8"))

        assert (told["language"], told["missing"], told["files"]) == ("ar", [], 2)
        assert seen.elements[0][1] == {"lang": "ar", "dir": "rtl"}
        assert len(seen.values("src")) == 2
        assert told["record_id"] in seen.text


@in_a_loop
async def test_a_reader_has_the_course_as_a_folder_and_as_a_cartridge(tmp_path: Path) -> None:
    """To adapt it, and to load it into a learning platform."""
    async with shared_course() as here:
        badr = here.node("badr")
        await exported(badr, here.index, "folder", tmp_path / "deep" / "cours")
        await exported(badr, here.index, "imscc", tmp_path / "c.imscc")
        folder = tmp_path / "deep" / "cours"

        assert (folder / "fr-ballerina.png").read_bytes() == PNG
        assert names_in(folder) == {
            "curriculum.yaml", "module-01.md", "module-02.md", "fr-ballerina.png", "fr-screen.png",
        }  # fmt: skip
        with ZipFile(tmp_path / "c.imscc") as archive:
            assert archive.read("files/fr-ballerina.png") == PNG
            assert archive.testzip() is None


async def publish(shared: Shared, signed: Signed) -> Signed:
    """Bring a record of the author to everybody."""
    shared.node("amal").queue(signed, "")
    await shared.network.network.sync()
    return signed


@pytest.mark.parametrize(
    ("work", "audience", "name"),
    [
        ("public", "public", "Association Amal (amal)"),
        ("public", "network", "amal"),
        ("network", "network", "Association Amal (amal)"),
    ],
)
@in_a_loop
async def test_the_author_has_the_name_that_all_readers_of_the_work_may_read(
    work: str, audience: str, name: str
) -> None:
    """The page goes to people outside: what is for members, or was taken back, must not."""
    async with shared_course(work) as shared:
        identity, clock = shared.node("amal").identity, shared.node("amal").clock

        def author() -> str:
            return work_to_export(shared.node("badr").identity.folder, str(shared.index), ()).author

        unnamed = author()
        draft = draft_of(profile("bureau@amal.example"), audience=audience)
        published = await publish(shared, sign_draft(draft, identity, clock.now_ms()))
        named = author()
        act = RecordAct(target=published.record.record_id, reason="error")
        draft = Draft("record.withdraw", effect=act, audience="public")
        await publish(shared, sign_draft(draft, identity, clock.now_ms()))

        assert (unnamed, named, author()) == ("amal", name, "amal")


@in_a_loop
async def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    """The name was typed by somebody in a hurry."""
    async with shared_course() as here:
        for form in ("folder", "html", "imscc"):
            taken = tmp_path / form
            taken.write_text("mine")
            done = await run(here.node("badr"), here.index, form, taken)

            assert (done.exit_code, taken.read_text()) == (5, "mine")
        assert names_in(tmp_path) == {"folder", "html", "imscc"}


def test_a_file_that_somebody_makes_meanwhile_stays_too(tmp_path: Path) -> None:
    """Looking first is not enough: a large cartridge is written for a while."""
    to = tmp_path / "c.imscc"

    def write_while_somebody_else_does() -> None:
        with new_file(to) as target:
            target.write(b"ours")
            to.write_text("mine")

    with pytest.raises(FileExistsError):
        write_while_somebody_else_does()

    assert (to.read_text(), names_in(tmp_path)) == ("mine", {"c.imscc"})


def test_a_stick_without_links_takes_an_export_too(tmp_path: Path) -> None:
    """The page is printed where there is no link: it goes there on a FAT stick."""
    with (
        patch("os.link", side_effect=PermissionError(errno.EPERM, "no links")),
        new_file(tmp_path / "c.html") as target,
    ):
        target.write(b"page")

    assert (tmp_path / "c.html").read_bytes() == b"page"
    assert names_in(tmp_path) == {"c.html"}


def test_a_folder_that_could_not_be_filled_is_not_there(tmp_path: Path) -> None:
    """Half a course looks like a course; and the next try would be told that it exists."""

    def write_on_a_disk_that_fails() -> None:
        with new_folder(tmp_path / "c") as folder:
            (folder / "m.md").write_text("texte")
            raise OSError(errno.EIO, "the disk fails")

    with pytest.raises(OSError, match="fails"):
        write_on_a_disk_that_fails()

    assert names_in(tmp_path) == set()


@in_a_loop
async def test_files_that_are_not_here_are_named_with_the_command_that_fetches_them(
    tmp_path: Path,
) -> None:
    """A course without its pictures looks whole to who never saw it."""
    async with files_network("amal", "badr") as network:
        network.node("badr").files.overview.rule = FileRule(max_bytes=1)
        queue_course(network.node("amal"))
        await network.network.sync()
        (item,) = network.node("amal").member.items()
        done = await run(
            network.node("badr"), item.log_index, "html", tmp_path / "c", "--lang", "fr"
        )

        assert done.exit_code == 0, done.output
        assert "forsa-node get" in done.stderr
        assert "fr-ballerina.png, fr-screen.png" in done.stderr
        assert "[ballerine]" in see((tmp_path / "c").read_text("utf-8")).text


@in_a_loop
async def test_what_is_damaged_on_this_disk_is_not_exported(tmp_path: Path) -> None:
    """A copy must be what its author signed, or not be."""
    async with shared_course() as here:
        badr = here.node("badr")
        blob = badr.mirror.store.blob(here.message.attachments[0].root)
        assert blob is not None
        assert blob.sha256 is not None
        name = blob.sha256.hex()
        path = badr.identity.folder / "files" / name[:2] / name
        path.write_bytes(b"x" + path.read_bytes()[1:])
        done = await run(badr, here.index, "imscc", tmp_path / "c.imscc")

        assert done.exit_code == 8
        assert names_in(tmp_path) == set()


@in_a_loop
async def test_a_draft_is_exported_too_and_can_be_completed(tmp_path: Path) -> None:
    """The way of a course from elsewhere: import, export in our form, complete, add again."""
    async with files_network("amal") as network:
        amal = network.node("amal")
        for name, data in COURSE.items():
            path = tmp_path / "course" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        folder = str(amal.identity.folder)
        add = ["draft", "add", folder, str(tmp_path / "course"), "--json"]
        draft = json.loads((await asyncio.to_thread(CliRunner().invoke, main, add)).stdout)
        told = await exported(amal, f"draft:{draft['number']}", "folder", tmp_path / "own")
        again = ["draft", "add", folder, str(tmp_path / "own"), "--json"]
        second = json.loads((await asyncio.to_thread(CliRunner().invoke, main, again)).stdout)

        assert (told["record_id"], told["missing"]) == ("", [])
        assert (tmp_path / "own" / "fr-ballerina.png").read_bytes() == PNG
        required = {one["path"] for one in draft["findings"] if one["rule"] == "required"}
        assert {one["path"] for one in second["findings"] if one["rule"] == "required"} == required


@in_a_loop
async def test_what_does_not_exist_and_what_is_no_course_is_said(tmp_path: Path) -> None:
    """A traceback helps nobody; a note of the network is no course."""
    async with files_network("amal") as network:
        for which in ("999999", "9" * 5000, "draft:7", "draft:x", "draft:-1", "0", "tout"):
            done = await run(network.node("amal"), which, "imscc", tmp_path / "c")

            assert done.exit_code in {4, 6}, which[:20]
            assert isinstance(done.exception, SystemExit)
        assert names_in(tmp_path) == set()
