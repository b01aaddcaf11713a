"""Two versions written at once: what is left to decide is told whole, and kept with the draft."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from forsa.v1.practice_pb2 import PracticeReport

from tests.support.commands import Commands, commands_of
from tests.support.made_files import picture
from tests.support.reports import small_report
from tests.support.two_versions import add_second_node, write_at_once

LONG = "Le carnet se remplit chaque matin avant la première séance, par deux personnes. " * 4


def two_versions() -> tuple[PracticeReport, PracticeReport]:
    """The own one, and the one that is published first; both have another title and one lesson
    more, and the first lesson reads otherwise.
    """
    mine, theirs = small_report(1), small_report(1)
    mine.title[0].text, theirs.title[0].text = "Le carnet du matin", "Le carnet de présence"
    mine.lessons[0].text[0].text, theirs.lessons[0].text[0].text = LONG.strip(), "Un carnet suffit."
    mine.lessons.add().text.add(lang="fr", text="Commencer tôt dans l'année.")
    theirs.lessons.add().text.add(lang="fr", text="Prévoir une remplaçante.")
    return mine, theirs


def both_wrote(mine: PracticeReport, theirs: PracticeReport) -> None:
    """What `two_versions` say."""
    for report, changed in zip((mine, theirs), two_versions(), strict=True):
        report.CopyFrom(changed)


Change = Callable[[PracticeReport, PracticeReport], None]


async def refused_version(commands: Commands, change: Change = both_wrote) -> str:
    """The record of the node n2 that came too late."""
    await add_second_node(commands)
    work = await commands.publish("amal/n1", "practice.report", small_report(1))
    mine, theirs = small_report(1), small_report(1)
    change(mine, theirs)
    return await write_at_once(commands, work, theirs, mine)


def test_passages_are_shown_whole_and_decided_one_by_one(tmp_path: Path) -> None:
    """A text cut in its middle, or in a program's own spelling, cannot be compared; and a draft
    that counts as ready before is published with words that its author never chose.
    """

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            lost = await refused_version(commands)
            merge = await commands.json("amal/n2", "draft merge", lost)
            text = await commands.run("amal/n2", "draft merge", lost)
            number = merge["number"]
            opened = await commands.json("amal/n2", "draft show", number)
            unready = await commands.json("amal/n2", "draft publish", number, "--yes", code=4)
            one = await commands.json("amal/n2", "draft merge", lost, "--theirs", "title")
            both = await commands.json("amal/n2", "draft merge", lost, "--mine", "lessons")
            shown: Any = await commands.json("amal/n2", "draft show", number)
            read = await commands.run("amal/n2", "draft show", number)

            places = [conflict["path"] for conflict in merge["conflicts"]]
            assert places == ["title.fr", "lessons[0].text.fr"]
            assert merge["conflicts"][1]["mine"] == LONG.strip()
            assert LONG.strip() in text
            assert not opened["ready"]
            assert [one["path"] for one in opened["findings"]] == sorted(places)
            assert [one["ready"] for one in unready] == [False]
            assert [conflict["path"] for conflict in one["conflicts"]] == ["lessons[0].text.fr"]
            assert (both["number"], both["conflicts"]) == (number, [])
            assert shown["ready"]
            for words in ("Le carnet de présence", LONG.strip(), "Commencer tôt", "Prévoir une"):
                assert words in read

    asyncio.run(run())


def test_a_path_that_decides_nothing_is_refused(tmp_path: Path) -> None:
    """A slip in it would leave the other's text where the own one was asked for."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            lost = await refused_version(commands)
            for slip in (["--mine", "bogus.path"], ["--mine", "title", "--theirs", "title.fr"]):
                refused = await commands.refused("amal/n2", "draft merge", lost, *slip, code=4)

                assert refused == "KIND_BODY_INVALID"
            taken = await commands.json("amal/n2", "draft merge", lost, "--mine", "title.fr")
            assert [one["path"] for one in taken["conflicts"]] == ["lessons[0].text.fr"]

    asyncio.run(run())


def test_what_the_other_node_attached_is_in_the_draft(tmp_path: Path) -> None:
    """Two offices of one association share no disk; the joined version must not lose a picture."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            network = commands.network
            (tmp_path / "atelier.png").write_bytes(picture("PNG"))

            def change(mine: PracticeReport, theirs: PracticeReport) -> None:
                mine.province = "Khénifra"
                one = theirs.attachments.add(file_name="atelier.png", role="picture")
                for texts in (one.title, one.alt_text):
                    texts.add(lang="fr", text="Un établi rangé")

            lost = await refused_version(commands, change)
            for _ in range(2):
                for holder in ("amal/n1", "amal/n2"):
                    await network.nodes[holder].transfer()
            merge = await commands.json("amal/n2", "draft merge", lost)
            draft = await commands.json("amal/n2", "draft show", merge["number"])

            assert draft["findings"] == []
            assert draft["consent_unasked"] == []

    asyncio.run(run())


def test_a_text_that_the_author_writes_anew_decides_what_was_open(tmp_path: Path) -> None:
    """A third wording is often the best one."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            lost = await refused_version(commands)
            merge = await commands.json("amal/n2", "draft merge", lost)
            report, _ = two_versions()
            report.title[0].text = "Le carnet de présence du matin"
            path = commands.write("practice.report", report, "third.yaml")
            written = await commands.json("amal/n2", "draft update", merge["number"], path)

            assert written["ready"]

    asyncio.run(run())
