"""`forsa-node key`: a second person's key, which the first one cannot use."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from forsa.client import sealing
from forsa.client.files import FolderError, FolderProblem
from forsa.client.identity import load_identity
from forsa.errors import ConflictError, NotAllowedError
from forsa.governance.state import State
from forsa.governance.views.now import keys_of
from forsa_node.people import adding
from forsa_node.people.keys import PersonKey, find_person
from forsa_node.people.signing import signer

from tests.support.commands import Commands, commands_of, run_command
from tests.support.desks import node_folder
from tests.support.released import QUICK

PASSPHRASE = "quatre mots bien choisis"
OTHER = "un autre secret tout neuf"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that are tried in a moment, but for the test of what they cost."""
    monkeypatch.setattr(sealing, "_COST", QUICK)


class StoppedError(Exception):
    """The program ends here."""


@asynccontextmanager
async def at_work(folder: Path) -> AsyncIterator[Commands]:
    """A network with a node of amal, and a file with a passphrase."""
    (folder / "secret").write_text(PASSPHRASE + "\n", "utf-8")
    async with commands_of(folder, "amal", "badr") as commands:
        yield commands


async def added(commands: Commands, name: str = "Salma", code: int = 0) -> Any:
    """What `key add` tells."""
    secret = commands.folder / "secret"
    return await commands.json("amal", "key add", name, "--passphrase-file", secret, code=code)


def standings(rows: list[dict[str, Any]]) -> dict[str, str]:
    """How the keys of people stand, by name."""
    return {row["name"]: row["standing"] for row in rows if row["name"]}


def test_a_second_person_gets_a_key_that_the_network_knows(tmp_path: Path) -> None:
    """Two people sign a release: without it a member has one key for that purpose."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            made = await added(commands)
            before = await commands.json("amal", "key list")
            await commands.sync()
            after = await commands.json("amal", "key list")
            state = commands.network.nodes["badr/n1"].mirror.state
            key = keys_of(state, "amal")[bytes.fromhex(made["key_id"])]  # type: ignore[index]

            assert standings(before) == {"Salma": "waiting"}
            assert standings(after) == {"Salma": "usable"}
            assert key.purposes == ("record",)
            assert key.revoked is None

    asyncio.run(run())


def test_a_person_of_this_node_is_no_stranger_at_its_first_fold(tmp_path: Path) -> None:
    """An office that adds its people before it syncs was told of keys it had just made itself."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            await added(commands)
            await commands.sync()
            second = await commands.network.add_node("amal", "n2")
            people = Path("keys", "people")
            shutil.copytree(
                commands.folder_of("amal") / people, second.mirror.identity.folder / people
            )
            await commands.sync()

            assert [alarm.details for alarm in second.member.alarms()] == [{"node": "amal/n1"}]

    asyncio.run(run())


def test_the_name_and_the_passphrase_stay_on_the_machine(tmp_path: Path) -> None:
    """Who works in an association is nobody's business; the log keeps everything for ever."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            await added(commands, "Salma Aït")
            await commands.sync()
            holds_name = [
                path.relative_to(commands.network.folder).parts[:3]
                for path in commands.network.folder.rglob("*")
                if path.is_file() and not path.name.endswith("sock")
                if "Salma" in (text := path.read_bytes().decode("utf-8", "replace"))
                or PASSPHRASE in text
            ]

            assert {parts[:3] for parts in holds_name} == {("amal-n1", "keys", "people")}

    asyncio.run(run())


def test_the_key_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    """One person at the machine must not sign for both."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            made = await added(commands)
            identity = load_identity(commands.folder_of("amal"))
            person = find_person(identity, "  salma ")

            assert person is not None
            assert person.unseal(PASSPHRASE).key_id.hex() == made["key_id"]
            with pytest.raises(FolderError) as error:
                person.unseal(OTHER)
            assert error.value.problem is FolderProblem.LOCKED
            assert PASSPHRASE.encode() not in person.path.read_bytes()
            assert person.path.stat().st_mode & 0o077 == 0

    asyncio.run(run())


def test_a_key_file_of_another_member_or_name_does_not_open(tmp_path: Path) -> None:
    """A file that is copied over must not make its owner somebody else."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            await added(commands, "Salma")
            await added(commands, "Driss")
            identity = load_identity(commands.folder_of("amal"))
            salma, driss = find_person(identity, "Salma"), find_person(identity, "Driss")
            assert salma is not None
            assert driss is not None
            values = json.loads(salma.path.read_bytes())
            driss.path.write_text(json.dumps(values | {"name": "Driss"}), "utf-8")
            renamed = find_person(identity, "Driss")

            assert renamed is not None
            with pytest.raises(FolderError):
                renamed.unseal(PASSPHRASE)

    asyncio.run(run())


def test_one_name_has_one_key_until_it_is_revoked(tmp_path: Path) -> None:
    """Who lost a passphrase, or left, must be able to make room."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            first = await added(commands)
            await commands.sync()
            again = await added(commands, "SALMA", code=6)
            await commands.json("amal", "key revoke", "Salma", "--reason", "lost")
            await commands.sync()
            revoked = standings(await commands.json("amal", "key list"))
            second = await added(commands)
            await commands.sync()
            rows = await commands.json("amal", "key list")

            assert again["error"]["reason"] == "KIND_PRECONDITION"
            assert revoked == {"Salma": "revoked"}
            assert second["key_id"] != first["key_id"]
            assert standings(rows) == {"Salma": "usable"}
            assert [row["standing"] for row in rows].count("revoked") == 1

    asyncio.run(run())


def test_a_command_that_was_stopped_goes_on_with_the_same_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between file and outbox, a person would have a key that nobody ever hears of."""

    async def stopped(*_: object) -> None:
        raise StoppedError

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            folder, clock = commands.folder_of("amal"), commands.network.clock
            await commands.network.close_node("amal")
            with monkeypatch.context() as patched:
                patched.setattr(adding, "queue", stopped)
                with pytest.raises(StoppedError):
                    await asyncio.to_thread(adding.add_person, folder, "Salma", PASSPHRASE, clock)
            await commands.network.open_node("amal")
            begun = await commands.json("amal", "key list")
            kept = find_person(load_identity(commands.folder_of("amal")), "Salma")
            made = await added(commands)
            await commands.sync()
            rows = await commands.json("amal", "key list")

            assert standings(begun) == {"Salma": "unsent"}
            assert kept is not None
            assert made["key_id"] == kept.key_id.hex()
            assert standings(rows) == {"Salma": "usable"}

    asyncio.run(run())


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """The folder of a node that has not joined."""
    return node_folder(tmp_path / "node")


def told_person(folder: Path, name: str) -> PersonKey | None:
    """Whether a key was made."""
    return find_person(load_identity(folder), name)


@pytest.mark.parametrize(
    ("name", "line"),
    [("Salma", "trop court"), ("", PASSPHRASE), ("a\u202eb", PASSPHRASE), ("Salma", "é" * 1025)],
)
def test_a_name_or_passphrase_that_will_not_do_makes_no_key(
    alone: Path, tmp_path: Path, name: str, line: str
) -> None:
    """A passphrase of one word is guessed in an hour; a name must be one on the screen."""
    (tmp_path / "secret").write_text(line, "utf-8")
    done = run_command(alone, "key add", name, "--passphrase-file", tmp_path / "secret")

    assert done.exit_code == 4, done.output
    assert not list(alone.glob("keys/people/*"))


def test_a_passphrase_is_typed_twice_and_never_shown(alone: Path) -> None:
    """A slip at the first typing would lock the key for ever."""
    slip = run_command(
        alone, "key add", "Salma", answers=f"{PASSPHRASE}\n{OTHER}\n{PASSPHRASE}\n{PASSPHRASE}\n"
    )
    person = told_person(alone, "Salma")

    assert person is not None
    assert person.unseal(PASSPHRASE).public == person.public
    assert PASSPHRASE not in slip.output
    assert "Salma" in slip.output


def test_two_commands_at_once_make_one_key_for_a_name(alone: Path, tmp_path: Path) -> None:
    """The later one would replace a key that a record may be on its way for."""
    (tmp_path / "secret").write_text(PASSPHRASE, "utf-8")
    run_command(alone, "key add", "Salma", "--passphrase-file", tmp_path / "secret")
    person = told_person(alone, "Salma")
    assert person is not None
    before = person.path.read_bytes()

    with pytest.raises(ConflictError):
        person.save_new()
    assert person.path.read_bytes() == before


def test_the_nodes_key_stands_for_a_person_until_two_have_their_own(
    alone: Path, tmp_path: Path
) -> None:
    """A first office has one person with a key; with two, either could take it for the other."""
    (tmp_path / "secret").write_text(PASSPHRASE, "utf-8")
    identity, state = load_identity(alone), State.start(bytes(32))
    run_command(alone, "key add", "Salma", "--passphrase-file", tmp_path / "secret")
    whoever = signer(identity, state, "", lambda _: "")
    run_command(alone, "key add", "Driss", "--passphrase-file", tmp_path / "secret")

    assert whoever.key.public == identity.signing_key("record").public
    with pytest.raises(NotAllowedError):
        signer(identity, state, "", lambda _: "")
    with pytest.raises(ConflictError):  # no network knows it yet, and nobody is asked for a secret
        signer(identity, state, "Salma", lambda _: pytest.fail("asked"))


@pytest.mark.parametrize("change", ["sealed", "public", "format", "cost"])
def test_a_damaged_key_file_is_told_and_not_used(alone: Path, tmp_path: Path, change: str) -> None:
    """A disk that forgets must not end in a traceback, or in gigabytes for a made-up cost."""
    (tmp_path / "secret").write_text(PASSPHRASE, "utf-8")
    run_command(alone, "key add", "Salma", "--passphrase-file", tmp_path / "secret")
    (path,) = alone.glob("keys/people/*.json")
    values = json.loads(path.read_bytes())
    if change == "cost":
        values["sealed"]["n"] = 2**30
    else:
        values[change] = "00"
    path.write_text(json.dumps(values), "utf-8")
    done = run_command(alone, "key list")

    assert done.exit_code == 5, done.output


def test_a_try_of_a_passphrase_costs_memory_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever copies the file tries millions: RFC 7914 with 128 MiB makes that dear."""
    monkeypatch.undo()
    sealed = sealing.seal(bytes(32), PASSPHRASE, b"salma")

    assert sealed.cost >= 2**17
    assert sealed.open(PASSPHRASE, b"salma") == bytes(32)
    with pytest.raises(sealing.NotOpenedError):
        sealed.open(PASSPHRASE, b"driss")
