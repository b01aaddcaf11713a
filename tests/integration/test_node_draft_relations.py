"""What a draft says of other records: named as people name them, and checked against the log."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Commands, commands_of
from tests.support.reports import small_report


def relating(commands: Commands, name: str, which: str) -> Path:
    """A report that cites a record, as an author writes it."""
    path = commands.write("practice.report", small_report(2), name)
    with path.open("a") as file:
        file.write(f"related:\n  - record_id: {which}\n    relation: cites\n")
    return path


def about(draft: Any) -> list[tuple[str, str]]:
    """What was found in its relations."""
    return [
        (one["rule"], one["level"]) for one in draft["findings"] if one["path"].startswith("rel")
    ]


def test_a_record_is_named_by_number_or_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    """Lists show numbers; nobody copies 64 digits without a slip."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal", "badr") as commands:
            work = await commands.publish("amal", "practice.report", small_report(1))
            await commands.sync()
            (listed,) = await commands.json("badr", "list")
            for number, which in enumerate((str(listed["index"]), work[:12], work), 1):
                path = relating(commands, f"{number}.yaml", which)
                draft = await commands.json("badr", "draft add", path)

                assert about(draft) == []
                assert draft["ready"]
            await commands.json("badr", "draft publish", 1, "--yes")
            await commands.sync()
            shown = await commands.json("amal", "show", work)

            assert [one["relation"] for one in shown["related"]] == ["cites"]

    asyncio.run(run())


@pytest.mark.parametrize(
    ("which", "found", "is_ready"),
    [
        ("9999", [("related.reference", "error")], False),
        ("abcdef12", [("related.reference", "error")], False),
        ("ab" * 32, [("related.unknown", "warning")], True),
    ],
)
def test_a_record_that_is_not_here_is_told(
    tmp_path: Path, which: str, found: list[tuple[str, str]], is_ready: bool
) -> None:
    """A slip in a number points to another's work, one in an id to nothing at all."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            draft = await commands.json("amal", "draft add", relating(commands, "one.yaml", which))

            assert about(draft) == found
            assert draft["ready"] is is_ready

    asyncio.run(run())
