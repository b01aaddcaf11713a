"""A new version of what was published: what is carried over, and what comes next."""

import asyncio
import shutil
from contextlib import closing
from pathlib import Path

from forsa.samples import sample_paths
from forsa.v1.practice_pb2 import PracticeReport
from forsa_node.store.desk import DeskStore

from tests.support.commands import commands_of
from tests.support.desks import PHONE, written
from tests.support.made_files import picture
from tests.support.reports import small_report


def with_pictures() -> PracticeReport:
    """A report with two photographs."""
    report = small_report(1)
    for name in ("empty.png", "people.png"):
        one = report.attachments.add(
            file_name=name, role="picture", language="fr", licence="CC-BY-4.0"
        )
        one.title.add(lang="fr", text=f"L'atelier {name}")
        one.alt_text.add(lang="fr", text="Des établis.")
    return report


def test_what_was_said_of_a_picture_is_said_of_the_same_picture_alone(tmp_path: Path) -> None:
    """Nobody answers twice; and who agreed to one photograph did not agree to its successor."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            path = commands.write("practice.report", with_pictures(), "report.yaml")
            for level, name in enumerate(("empty.png", "people.png")):
                (tmp_path / name).write_bytes(picture("PNG", compress_level=level))
            await commands.json("amal", "draft add", path)
            for name, choice in (("empty.png", "nobody"), ("people.png", "agreed")):
                await commands.json("amal", "draft consent", 1, choice, name, "--by", "Badia")
            (work,) = await commands.json("amal", "draft publish", 1, "--yes")
            await commands.sync()
            revised = await commands.json("amal", "draft revise", work["record_id"])
            to = tmp_path / "out"
            await commands.json("amal", "draft export", revised["number"], "--to", to)
            same = await commands.json("amal", "draft update", 2, to / "draft.yaml")
            (to / "people.png").write_bytes(picture("PNG", compress_level=5))
            other = await commands.json("amal", "draft update", 2, to / "draft.yaml")
            shutil.copy(tmp_path / "people.png", to / "people.png")
            await commands.json("amal", "draft update", 2, to / "draft.yaml")
            await commands.json("amal", "draft publish", 2, "--yes")
            with closing(DeskStore(commands.folder_of("amal"))) as desk:
                signed = desk.signed(2)

            assert revised["consent_unasked"] == same["consent_unasked"] == []
            assert other["consent_unasked"] == ["people.png"]
            assert signed is not None
            body = PracticeReport.FromString(signed.body)
            assert [one.consent for one in body.attachments] == [False, True]

    asyncio.run(run())


def test_a_revision_of_a_curriculum_says_how_it_is_changed(tmp_path: Path) -> None:
    """A draft whose text nobody can find is a dead end; its number must grow."""
    (course,) = (one for one in sample_paths() if "coiffure" in one.name)
    place = tmp_path / "files" / "coiffure"
    shutil.copytree(Path(str(course)), place)

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            (first,) = await commands.json("amal", "publish", place, "--yes")
            await commands.sync()
            said = await commands.run("amal", "draft revise", first["record_id"])

            assert "draft export" in said
            assert "draft update" in said
            assert "1.0.0 est publié" in said

    asyncio.run(run())


def test_whoever_masks_a_draft_hears_that_the_own_file_is_as_it_was(tmp_path: Path) -> None:
    """The next update with the old file brings the number back, and nobody knows why."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            path = written(tmp_path, 1, f" Appelez le {PHONE}.")
            await commands.json("amal", "draft add", path)
            said = await commands.run("amal", "draft mask", 1)
            again = await commands.run("amal", "draft mask", 1)

            assert "draft export" in said
            assert "rien n'a été masqué" in again
            assert PHONE in path.read_text()

    asyncio.run(run())
