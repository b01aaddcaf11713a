"""An association on its way from a register to a release: what its people type, in one network."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import polars as pl
from forsa.kinds.writing import format_yaml
from forsa.testing.learners import Association, draw_node
from forsa.v1.common_pb2 import Common, LocalText
from forsa.v1.member_pb2 import Centre, MemberProfile
from ruamel.yaml import YAML

from tests.support.commands import Commands, commands_of

YEAR = "2024-2025"
SECRETS: Mapping[str, str] = {
    "Salma": "la cour est pleine de moineaux",
    "Driss": "quatre chaises et une fenêtre",
}
"""People with keys of their own, and their passphrases."""
RECEIPT = "D-W-123/2024"
QUICK = 2**10
"""Cost of a passphrase where what it costs is no matter of the test."""


def profile(centres: Sequence[str], region: str = "MA-05") -> MemberProfile:
    """What the roster says of an association."""
    names = [LocalText(lang="ar", text="جمعية"), LocalText(lang="fr", text="Association")]
    return MemberProfile(
        common=Common(original_language="fr", licence="CC-BY-SA-4.0"),
        legal_name=names,
        short_name="Essai",
        region=region,
        centres=[
            Centre(code=code, name=[LocalText(lang="fr", text=f"Centre {code}")], milieu="rural")
            for code in centres
        ],
    )


def write_profile(path: Path, message: MemberProfile) -> Path:
    """A profile as a file that a person wrote."""
    path.write_text(format_yaml("member.profile", message), "utf-8")
    return path


def write_register(folder: Path, learners: pl.DataFrame) -> tuple[Path, Path]:
    """A register as CSV, and the mapping that reads it."""
    fields = [name for name in learners.columns if name not in ("age_band", "frame_status")]
    register, mapping = folder / "register.csv", folder / "mapping.yaml"
    points = [pl.col(name) == "continuing" for name in fields if name.startswith("outcome_")]
    stays = pl.any_horizontal(points)
    exits = pl.when(~stays).then(pl.col("exit_date")).alias("exit_date")
    learners.with_columns(exits).select(fields).write_csv(register)
    rules = {name: {"from": name} for name in fields}
    source = {"format": "csv", "delimiter": ",", "encoding": "utf-8"}
    with mapping.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump({"mapping": 1, "source": source, "fields": rules}, file)
    return register, mapping


def secret_of(folder: Path, name: str) -> Path:
    """A file with the passphrase of a person."""
    path = folder / f"{name}.secret"
    path.write_text(SECRETS[name] + "\n", "utf-8")
    return path


def files_with(folders: Sequence[Path], needles: Collection[bytes]) -> tuple[int, list[str]]:
    """How many files are in these folders, and the names of those that hold one of the needles.

    A file that is gone by the time it is read (a daemon tidies up) is left out.
    """
    count, holders = 0, []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        with suppress(FileNotFoundError):
            data = path.read_bytes()
            count += 1
            if any(one in data for one in needles):
                holders.append(path.name)
    return count, holders


class Stage(Commands):
    """A network in which amal releases and badr reads."""

    def secret(self, name: str) -> Path:
        """A file with the passphrase of a person."""
        return secret_of(self.folder, name)

    def as_person(self, name: str) -> tuple[object, ...]:
        """Options by which a person signs."""
        return ("--by", name, "--passphrase-file", self.secret(name))

    async def found(self, association: Association) -> None:
        """Publish a profile with the centres, and a key for each person; all synced."""
        message = profile(association.centres, association.region)
        path = write_profile(self.folder / "profile.yaml", message)
        await self.json("amal", "publish", path, "--yes")
        for name in SECRETS:
            await self.json("amal", "key add", name, "--passphrase-file", self.secret(name))
        await self.sync()

    async def take_in(self, learners: pl.DataFrame, *more: object) -> Any:
        """Import a register."""
        register, mapping = write_register(self.folder, learners)
        return await self.json(
            "amal", "outcomes import", register, "--mapping", mapping, "--yes", *more
        )

    async def freeze(self) -> Any:
        """Publish the enrolment."""
        return await self.json("amal", "outcomes frame", YEAR, "--yes")

    async def prepare(self, point: str = "exit", *more: object, code: int = 0) -> Any:
        """Prepare a release as Salma."""
        options = ("--legal-basis", RECEIPT, "--yes", *self.as_person("Salma"))
        return await self.json("amal", "outcomes prepare", YEAR, point, *options, *more, code=code)

    async def approve(self, point: str = "exit", name: str = "Driss", code: int = 0) -> Any:
        """Approve a release as Driss."""
        options = ("--yes", *self.as_person(name))
        return await self.json("amal", "outcomes approve", YEAR, point, *options, code=code)

    async def release(self, point: str = "exit", code: int = 0) -> Any:
        """Queue a release."""
        return await self.json("amal", "outcomes release", YEAR, point, code=code)


@asynccontextmanager
async def stage_of(folder: Path, association: Association | None = None) -> AsyncIterator[Stage]:
    """A network in which amal has imported and frozen a register; by default of 64 learners."""
    drawn = association or draw_node(3, n=64, centres=1, member="amal")
    async with commands_of(folder, "amal", "badr") as commands:
        stage = Stage(commands.network, folder)
        await stage.found(drawn)
        await stage.take_in(drawn.learners)
        await stage.freeze()
        await stage.sync()
        yield stage


def staged_folder(folder: Path, association: Association | None = None) -> Path:
    """The folder of amal's node, its enrolment published; the network is gone.

    Args:
        folder: Where to: the node in `amal`, and files of its people beside it.
        association: As for `stage_of`.
    """

    async def run() -> None:
        async with stage_of(folder, association) as stage:
            for name in SECRETS:
                stage.secret(name)
            await stage.network.close_node("amal")
            ignored = shutil.ignore_patterns("*.sock")
            shutil.copytree(stage.folder_of("amal"), folder / "amal", ignore=ignored)

    asyncio.run(run())
    return folder / "amal"
