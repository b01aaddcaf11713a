"""Drafts that answer the work of others, as they stand in the list of drafts."""

import asyncio
from pathlib import Path

from tests.support.commands import commands_of
from tests.support.library_log import review
from tests.support.reports import small_report


def test_an_answer_to_own_work_never_stands_as_ready(tmp_path: Path) -> None:
    """Who follows "ready; to publish" is refused again, for ever, and never told why."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal", "badr") as commands:
            work = await commands.publish("amal", "practice.report", small_report(1))
            path = commands.write("review.publish", review(), "review.yaml")
            for member in ("amal", "badr"):
                await commands.run(member, "comment", work, "--text", "Merci.", code=6)
                await commands.run(member, "review", work, path, code=6)
            own = (await commands.run("amal", "draft list")).splitlines()
            other = (await commands.run("badr", "draft list")).splitlines()
            described = await commands.json("amal", "draft list")

            assert ["ne peut pas être publié" in line for line in own] == [False, True]
            assert ["ne peut pas être publié" in line for line in other] == [False, False]
            assert "draft discard" in own[1]
            assert "prêt" in other[1]
            assert [one["refused"] is None for one in described] == [True, False]
            assert not described[1]["ready"]
            assert all("Rapport numéro 1" in line for line in own + other)
            assert own[1].startswith("3 · avis · Rapport numéro 1 · ")
            assert own[0].startswith("2 · commentaire · Rapport numéro 1 · ")

    asyncio.run(run())
