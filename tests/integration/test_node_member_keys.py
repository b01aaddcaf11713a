"""A member's keys: the node's own replaced in time, one ended, and the way back after a theft."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from forsa.client.identity import load_identity
from forsa.errors import BusyError, Reason
from forsa.governance.state import State
from forsa.governance.views.now import active_nodes, keys_of, marked_from
from forsa.keys import KeyId
from forsa.words.reasons import Language
from forsa_node.people import recovering, rotating, rotation_files
from forsa_node.people.paper import key_of, parse_words
from forsa_node.people.rotating import Wanted
from forsa_node.syncing import sync_once

from tests.support.commands import SETTINGS, Commands, run_command
from tests.support.reports import small_report
from tests.support.shared_network import Play, newcomer, published, shared_network

PURPOSES = ("admin", "govern", "record")


pytestmark = pytest.mark.xdist_group("one network")


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """A network in which badr looks on, and each test brings its member."""
    with shared_network(tmp_path_factory.mktemp("keys"), "badr", active=False) as play:
        yield play


def own(commands: Commands, holder: str) -> dict[str, KeyId]:
    """The keys in a node's folder, by purpose."""
    identity = load_identity(commands.folder_of(holder))
    return {one: identity.signing_key(one).key_id for one in PURPOSES}


def state_of(commands: Commands, holder: str = "badr/n1") -> State:
    """What a node sees: another member's, if no other is named."""
    return commands.network.nodes[holder].mirror.state


def usable(commands: Commands, member: str, holder: str = "badr/n1") -> set[KeyId]:
    """Keys of a member that the network takes."""
    keys = keys_of(state_of(commands, holder), member)
    return {one for one, key in keys.items() if key.revoked is None}


def index_of(commands: Commands, record_id: str) -> int:
    """Where a record stands."""
    mirror = commands.network.nodes["badr/n1"].mirror
    wanted = bytes.fromhex(record_id)
    return mirror.store.read(lambda log: log.index_of([wanted]))[wanted]


def test_a_node_gets_new_keys_step_by_step_and_never_has_none(play: Play) -> None:
    """A volunteer leaves: her keys go, and the node publishes before, between and after."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "amina", active=False)
        before = own(commands, "amina")
        steps = []
        for number in range(4):
            steps.append((await commands.json("amina", "key rotate"))["step"])
            await published(commands, "amina", number)
        after = own(commands, "amina")

        assert steps == ["added", "changed", "done", "added"]
        assert not set(before.values()) & set(after.values())
        assert set(after.values()) <= usable(commands, "amina")
        assert not set(before.values()) & usable(commands, "amina")
        assert {
            tuple(key.purposes)
            for key_id, key in keys_of(state_of(commands), "amina").items()
            if key_id in after.values()
        } == {("admin",), ("govern",), ("record",)}

    play(run)


def test_what_the_old_keys_signed_leaves_before_they_end(play: Play) -> None:
    """A report of three weeks offline would be refused, signed by a key that was just ended."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "basma", active=False)
        await commands.json("basma", "key rotate")
        await commands.sync()
        path = commands.write("practice.report", small_report(1))
        await commands.json("basma", "publish", path, "--yes")
        waits = await commands.json("basma", "key rotate")
        await commands.sync()
        goes_on = await commands.json("basma", "key rotate")
        await commands.sync()

        assert (waits["step"], waits["waiting"]) == ("waiting", 1)
        assert goes_on["step"] == "changed"
        assert not [one for one in await commands.json("basma", "outbox") if one["reason"]]

    play(run)


class StoppedError(Exception):
    """The program ends here."""


class Stops:
    """Lets so many writes of a rotation pass, then ends the program once."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.has_stopped = False

    def around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """What is called instead of a function that writes."""

        def called(*given: Any, **more: Any) -> Any:
            if self.left == 0 and not self.has_stopped:
                self.has_stopped = True
                raise StoppedError
            self.left -= 1
            return real(*given, **more)

        return called


async def rotated(
    commands: Commands, member: str, stops: Stops, patched: pytest.MonkeyPatch
) -> None:
    """Rotate until it is done, whatever stops the program in between."""
    folder, clock, step = commands.folder_of(member), commands.network.clock, ""
    for where, name in (
        (rotation_files, "write_durably"),
        (rotation_files, "sync_folder"),
        (rotating, "queue"),
    ):
        patched.setattr(where, name, stops.around(getattr(where, name)))
    while step != "done":
        await commands.network.close_node(member)
        with suppress(StoppedError):
            told = await asyncio.to_thread(rotating.rotate, folder, Wanted(), clock)
            step = told["step"]
        node = await commands.network.open_node(member)
        await node.sync()
        assert set(own(commands, member).values()) <= usable(commands, member, f"{member}/n1")


def test_a_rotation_that_was_stopped_goes_on(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between two files, an association must not be without a key that the network takes."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "chaima", active=False)
        for writes in (2, 10, 16):  # while drawing, while changing over, before the revocations
            stops = Stops(writes)
            with monkeypatch.context() as patched:
                await rotated(commands, "chaima", stops, patched)
            assert stops.has_stopped
            assert set(own(commands, "chaima").values()) == usable(commands, "chaima", "chaima/n1")
            assert not list((commands.folder_of("chaima") / "keys").glob("rotation*"))

    play(run)


def test_what_a_stolen_key_signed_is_listed_before_and_marked_after(play: Play) -> None:
    """People must look again at what a thief may have signed, and at nothing else."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "dounia", active=False)
        await published(commands, "dounia", 1)
        second = await published(commands, "dounia", 2)
        key_id, index = own(commands, "dounia")["record"], index_of(commands, second)
        values = (key_id.hex()[:16], "--reason", "stolen", "--compromised-from", index)
        asked = await commands.json("dounia", "key revoke", *values, code=6)
        shown = await commands.run("dounia", "key revoke", *values, answers="n\n", code=6)
        done = await commands.json("dounia", "key revoke", *values, "--yes")
        await commands.sync()
        rows = await commands.json("dounia", "key list")
        row = next(one for one in rows if one["key_id"] == key_id.hex())

        of_thief = await commands.run("badr", "show", index)
        of_before = await commands.json("badr", "show", index - 1)

        assert asked["missing"] == ["yes"]
        assert "MARQUÉ" in of_thief
        assert of_before["marked_from"] is None
        assert [one["record_id"] for one in asked["marked"]] == [second]
        assert small_report(2).title[0].text in shown
        assert done["marked"] == asked["marked"] == row["marked"]
        assert row["standing"] == "revoked"
        assert marked_from(state_of(commands), key_id, index) is not None
        assert marked_from(state_of(commands), key_id, index - 1) is None
        assert await commands.refused("dounia", "key revoke", *values) == "KIND_PRECONDITION"

    play(run)


def test_the_last_key_that_adds_others_is_not_ended_by_a_slip(play: Play) -> None:
    """After it only a decision of the others and seven days give the association keys again."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "emane", active=False)
        admin = own(commands, "emane")["admin"].hex()
        said = await commands.run(
            "emane", "key revoke", admin[:8], "--reason", "lost", answers="n\n", code=6
        )
        await commands.json("emane", "recovery-key new", "--yes")
        await commands.sync()
        told = await commands.json("emane", "key revoke", admin[:8], "--reason", "lost", "--yes")

        assert "dernière clé" in said
        assert told["admins_left"] == 1

    play(run)


def test_a_recovery_key_is_shown_once_and_its_words_stay_nowhere(
    play: Play, tmp_path: Path
) -> None:
    """Whoever copies the folder must not have the key that takes everything back."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "fatna", active=False)
        page = tmp_path / "feuille.html"
        made = await commands.json("fatna", "recovery-key", "--yes", "--page", page)
        await commands.sync()
        key = key_of(parse_words(" ".join(made["words"])))
        rows = await commands.json("fatna", "key list")
        row = next(one for one in rows if one["key_id"] == made["key_id"])
        held = b"\n".join(
            path.read_bytes()
            for path in commands.network.folder.rglob("*")
            if path.is_file() and not path.name.endswith("sock")
        )

        assert key.key_id.hex() == made["key_id"]
        assert (row["whose"], row["standing"], row["purposes"]) == (
            "paper",
            "usable",
            ["admin"],
        )
        assert key.seed not in held
        assert key.seed.hex().encode() not in held
        assert not any(f" {word} ".encode() in held for word in made["words"])
        assert all(word in page.read_text() for word in made["words"])
        assert page.stat().st_mode & 0o077 == 0

    play(run)


class BreaksAfterOne:
    """A link that bears one round with the hub."""

    def __init__(self) -> None:
        self.rounds = 0

    def __call__(self, folder: Path, language: Language) -> None:
        """One round, or none."""
        self.rounds += 1
        if self.rounds > 1:
            raise BusyError("nobody answers", Reason.OUTCOME_UNKNOWN)
        sync_once(folder, language)


def test_an_association_whose_machine_was_stolen_comes_back_with_its_words(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thief has every key of the machine; the paper is stronger, and at once."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "ghita", active=False)
        made = await commands.json("ghita", "recovery-key", "--yes")
        await published(commands, "ghita", 1)
        forged = await published(commands, "ghita", 2)
        stolen = own(commands, "ghita")
        words = tmp_path / "mots.txt"
        words.write_text("\n".join(made["words"]).upper(), "utf-8")
        folder = commands.folder_of("ghita/n2")
        await asyncio.to_thread(
            run_command,
            folder,
            "init",
            *("--network", commands.network.network_id.hex(), "--member", "ghita"),
            *("--node", "n2", "--name", "Ghita"),
        )
        (folder / "node.toml").write_text(SETTINGS)
        token = await commands.network.invite(load_identity(folder))
        port = commands.network.address.port
        given = ("--words-file", words, "--port", port, "--compromised-from")
        since = index_of(commands, forged)
        asked = await asyncio.to_thread(
            run_command, folder, "recovery-key use", token.format(), *given, since, "--json"
        )
        with monkeypatch.context() as patched:
            patched.setattr(recovering, "sync_once", BreaksAfterOne())
            stopped = await asyncio.to_thread(
                run_command, folder, "recovery-key use", token.format(), *given, since, "--yes"
            )
        done = await asyncio.to_thread(
            run_command, folder, "recovery-key use", token.format(), *given, since, "--yes"
        )
        await commands.network.close_node("ghita")  # the stolen one
        await commands.network.open_node("ghita", "n2")
        await commands.sync()
        fresh = own(commands, "ghita/n2")
        report = await published(commands, "ghita", 3, "n2")

        plan = json.loads(asked.stdout)
        assert (asked.exit_code, plan["missing"]) == (6, ["yes"])
        assert {one["key_id"] for one in plan["ended"]} == {k.hex() for k in stolen.values()}
        assert plan["nodes"] == ["n1"]
        assert [one["record_id"] for one in plan["marked"]] == [forged]
        assert stopped.exit_code == 7
        assert done.exit_code == 0, done.output
        assert usable(commands, "ghita") == {*fresh.values(), bytes.fromhex(made["key_id"])}
        nodes = [one for one in active_nodes(state_of(commands)) if one.startswith("ghita/")]
        assert nodes == ["ghita/n2"]
        assert index_of(commands, report) > since

    play(run)


def test_words_of_another_member_or_none_let_nobody_in(play: Play, tmp_path: Path) -> None:
    """A sheet that was swapped must say so, and sign nothing."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "hind", active=False)
        theirs = await commands.json("badr", "recovery-key", "--yes")
        await commands.sync()
        words = tmp_path / "mots.txt"
        words.write_text(" ".join(theirs["words"]), "utf-8")
        use = ("recovery-key use", "--words-file", words)
        of_another = await commands.refused("hind", *use)
        words.write_text(" ".join([*theirs["words"][:13], "abandon"]), "utf-8")
        miswritten = await commands.json("hind", *use, code=4)

        assert of_another == "KEY_UNKNOWN"
        assert "look at number 14 first" in miswritten["error"]["message"]
        waiting = [one for one in await commands.json("hind", "outbox") if not one["index"]]
        assert waiting == []

    play(run)


def test_a_lost_key_file_is_replaced_by_the_paper_key(play: Play, tmp_path: Path) -> None:
    """A stick that broke, a key that was ended: the machine itself is in good hands."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "ilham", active=False)
        made = await commands.json("ilham", "recovery-key", "--yes")
        await commands.sync()
        before = own(commands, "ilham")
        ending = ("--reason", "lost", "--yes")
        await commands.json("ilham", "key revoke", before["record"].hex()[:16], *ending)
        await commands.sync()
        lost = before["admin"]
        (commands.folder_of("ilham") / "keys" / "admin.pem").unlink()
        words = tmp_path / "mots.txt"
        words.write_text(" ".join(made["words"]), "utf-8")
        told = await commands.json("ilham", "recovery-key use", "--words-file", words, "--yes")
        await commands.sync()
        await commands.json("ilham", "key revoke", lost.hex()[:16], "--reason", "lost")
        await commands.sync()

        assert (told["added"], told["ended"], told["nodes"]) == (["admin", "record"], [], [])
        assert own(commands, "ilham")["govern"] == before["govern"]
        assert {*own(commands, "ilham").values(), bytes.fromhex(made["key_id"])} == usable(
            commands, "ilham"
        )

    play(run)


def test_two_words_are_asked_back_before_the_key_is_anything(play: Play, tmp_path: Path) -> None:
    """A key that nobody copied would be believed to lie in the safe."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "jamila", active=False)
        page = tmp_path / "feuille.html"
        said = await commands.run(
            "jamila", "recovery-key", "--page", page, answers="un\ndeux\ntrois\n", code=6
        )

        assert "Aucune clé n'a été faite" in said
        assert not page.exists()
        assert not list(commands.folder_of("jamila").glob("keys/recovery/*"))

    play(run)


def test_where_members_vote_on_admissions_the_office_lets_nobody_in_alone(play: Play) -> None:
    """The refusal names the vote that it takes; who may not propose is offered none."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "latifa", active=False)
        text = await commands.run("badr", "members show", "latifa")
        activating = ("members activate", "latifa", "--yes")
        refused = await commands.json("badr", *activating, code=6)

        assert "admission --activate latifa" not in text
        assert refused["error"]["reason"] == "KIND_PRECONDITION"
        assert "admission --activate latifa" in refused["error"]["next_step"]

    play(run)
