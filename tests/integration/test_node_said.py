"""What one command says in its options: published, or nothing left that nobody asked for."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from forsa.library import sharing_rules

from tests.support.commands import Commands, commands_of
from tests.support.desks import PHONE
from tests.support.reports import small_report

Use = Callable[[Commands, str], Awaitable[None]]


def played(folder: Path, use: Use) -> None:
    """Let amal publish a report, and its members say something."""

    async def run() -> None:
        async with commands_of(folder, "amal", "badr") as commands:
            work = await commands.publish("amal", "practice.report", small_report(1))
            await use(commands, work)

    asyncio.run(run())


def test_what_the_rules_refuse_is_said_anew_and_leaves_no_draft(tmp_path: Path) -> None:
    """Each slip stood in the list of drafts for ever, as something to mend."""

    async def use(commands: Commands, work: str) -> None:
        told = await commands.run("amal", "withdraw", work, "--reason", "", "--yes", code=4)
        await commands.run("badr", "comment", work, "--text", "x" * 3000, "--yes", code=4)
        (described,) = await commands.json(
            "badr", "comment", work, "--text", f"{PHONE} " * 300, "--yes", code=4
        )

        assert "Rien n'a été publié ni gardé" in told
        assert "draft" not in told
        assert (described["number"], described["missing"]) == (None, ["findings"])
        assert described["findings"]
        assert len(await commands.json("amal", "draft list", "--all")) == 1  # the report
        assert await commands.json("badr", "draft list", "--all") == []

    played(tmp_path, use)


def test_what_sharing_forbids_leaves_no_draft(tmp_path: Path) -> None:
    """A text that may not leave today, nor tomorrow."""

    async def use(commands: Commands, work: str) -> None:
        at = work
        for _ in range(4):
            (row,) = await commands.json("badr", "comment", at, "--text", "Merci.", "--yes")
            await commands.sync()
            at = row["record_id"]
        refused = await commands.json(
            "amal", "comment", at, "--text", "Trop profond.", "--yes", code=4
        )

        assert refused["error"]["reason"] == "KIND_BODY_INVALID"
        assert await commands.json("amal", "draft list") == []

    played(tmp_path, use)


def test_said_better_it_takes_the_place_of_what_was_to_be_mended(tmp_path: Path) -> None:
    """The draft with the telephone number waited, until somebody published it by mistake."""

    async def use(commands: Commands, work: str) -> None:
        blocked = await commands.run(
            "badr", "comment", work, "--text", f"Appelez le {PHONE}.", "--yes", code=4
        )
        (kept,) = await commands.json("badr", "draft list")
        await commands.run("badr", "comment", work, "--text", "Appelez le centre.", "--yes")

        assert "draft mask" in blocked
        assert kept["scan"]
        assert await commands.json("badr", "draft list") == []

    played(tmp_path, use)


def test_what_waits_for_a_yes_is_kept_once_however_often_it_is_said(tmp_path: Path) -> None:
    """Another text about the same report is another comment, and waits beside it."""

    async def use(commands: Commands, work: str) -> None:
        for text in ("Merci.", "Merci.", "Et les absences ?"):
            await commands.run("badr", "comment", work, "--text", text, code=6)
        again = await commands.json("badr", "draft again", 1, code=6)
        listed = await commands.json("badr", "draft list")

        assert again["error"]["reason"] == "KIND_PRECONDITION"
        assert len(listed) == 2
        assert all(one["ready"] for one in listed)

    played(tmp_path, use)


def test_two_withdrawals_for_the_same_reason_are_of_two_records(tmp_path: Path) -> None:
    """The same words again are the same draft, but only if they are about the same record."""

    async def use(commands: Commands, work: str) -> None:
        other = await commands.publish("amal", "practice.report", small_report(2))
        for one in (work, other):
            await commands.run("amal", "withdraw", one, "--reason", "Une erreur.", code=6)
        numbers = [one["number"] for one in await commands.json("amal", "draft list")]
        for number in numbers:
            await commands.run("amal", "draft publish", number, "--yes")
        await commands.sync()
        shown = [await commands.json("badr", "show", one) for one in (work, other)]

        assert len(numbers) == 2
        assert all(one["withdrawn"] for one in shown)

    played(tmp_path, use)


def test_what_a_limit_holds_up_is_kept_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may leave tomorrow; tried five times today, it is one draft."""
    monkeypatch.setattr(sharing_rules, "COMMENTS_A_DAY", 1)

    async def use(commands: Commands, work: str) -> None:
        await commands.run("badr", "comment", work, "--text", "Le premier.", "--yes")
        for _ in range(3):
            reason = await commands.refused("badr", "comment", work, "--text", "De trop.", "--yes")

        assert reason == "RATE_LIMITED"
        assert len(await commands.json("badr", "draft list")) == 1

    played(tmp_path, use)
