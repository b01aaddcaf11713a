"""Commands of nodes in a network of one process: run in a thread while their node is closed."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from forsa.kinds.writing import format_yaml
from forsa.testing import LocalNetwork
from forsa_node.cli import main
from google.protobuf.message import Message

from tests.support.nodes import active_network_of, network_of

SETTINGS = "verify_workers = 0\nfree_bytes = 0\n"


def run_command(folder: Path, words: str, *arguments: object, answers: str = "") -> Result:
    """`forsa-node WORDS FOLDER ARGUMENTS`, in French; `answers` are typed when it asks."""
    given = list(map(str, arguments))
    language = [] if "--lang" in given else ["--lang", "fr"]
    return CliRunner().invoke(main, [*words.split(), str(folder), *language, *given], input=answers)


def told(folder: Path, words: str, *arguments: object, code: int = 0) -> Any:
    """What a command answers as JSON; it must end with this code."""
    done = run_command(folder, words, *arguments, "--json")
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


class Commands:
    """A network whose members use their commands."""

    def __init__(self, network: LocalNetwork, folder: Path) -> None:
        self.network = network
        self.folder = folder
        """For files that people write."""
        for node in network.nodes.values():
            (node.identity.folder / "node.toml").write_text(SETTINGS)

    def folder_of(self, holder: str) -> Path:
        """Of a node, `member` or `member/node`."""
        member, _, node = holder.partition("/")
        return self.network.folder / f"{member}-{node or 'n1'}"

    async def run(
        self, holder: str, words: str, *arguments: object, code: int = 0, answers: str = ""
    ) -> str:
        """Run a command of a node, which must end with this code; return all it said."""
        member, _, node = holder.partition("/")
        await self.network.close_node(member, node or "n1")
        try:
            done = await asyncio.to_thread(
                run_command, self.folder_of(holder), words, *arguments, answers=answers
            )
        finally:
            await self.network.open_node(member, node or "n1")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return done.output

    async def json(self, holder: str, words: str, *arguments: object, code: int = 0) -> Any:
        """The same with `--json`."""
        member, _, node = holder.partition("/")
        await self.network.close_node(member, node or "n1")
        try:
            done = await asyncio.to_thread(
                run_command, self.folder_of(holder), words, *arguments, "--json"
            )
        finally:
            await self.network.open_node(member, node or "n1")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return json.loads(done.stdout)

    def write(self, kind: str, message: Message, name: str = "text.yaml") -> Path:
        """A file as a person would write it."""
        path = self.folder / name
        path.write_text(format_yaml(kind, message), encoding="utf-8")
        return path

    async def publish(self, holder: str, kind: str, message: Message, *more: object) -> str:
        """Publish a body and sync all; return the record id."""
        name = f"{kind}-{len(list(self.folder.iterdir()))}.yaml"
        path = self.write(kind, message, name)
        (row,) = await self.json(holder, "publish", path, "--yes", *more)
        await self.sync()
        return str(row["record_id"])

    async def sync(self) -> None:
        """Twice: what was sent, and what the others cosigned."""
        await self.network.sync()

    async def refused(self, holder: str, words: str, *arguments: object, code: int = 6) -> str:
        """The reason a command is refused with."""
        found = await self.json(holder, words, *arguments, code=code)
        return str(found["error"]["reason"])


@asynccontextmanager
async def commands_of(folder: Path, *members: str) -> AsyncIterator[Commands]:
    """A network of these members, all synced once, and a folder for what they write."""
    async with network_of(*members) as network:
        yield Commands(network, folder)


@asynccontextmanager
async def active_commands_of(
    folder: Path, *members: str, office: bool = False
) -> AsyncIterator[Commands]:
    """The same with members who may vote; a vote takes an hour at least.

    With `office` the secretariat's node takes commands, too.
    """
    async with active_network_of(*members) as network:
        if office:
            await network.open_node("office")
            await network.sync()
        yield Commands(network, folder)
