"""`members` and `delegate`: what people are told of a membership, and who acts for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from forsa.client import sealing
from forsa.client.drafts import Signed
from forsa.client.identity import load_identity
from forsa.errors import NotAllowedError
from forsa.governance.state import State
from forsa.governance.views.now import keys_of
from forsa.keys import KeyId
from forsa_node.enrolment import node_add
from forsa_node.people.signing import signer

from tests.support.commands import Commands, active_commands_of, commands_of, run_command
from tests.support.released import QUICK
from tests.support.reports import small_report

PASSPHRASE = "quatre mots bien choisis"
LAST_DAY = "2030-08-31"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that are tried in a moment."""
    monkeypatch.setattr(sealing, "_COST", QUICK)


pytestmark = pytest.mark.xdist_group("members of one network")


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """A network of amal, badr and cyn, to which each test brings its own member."""
    folder = tmp_path_factory.mktemp("members")
    (folder / "secret").write_text(PASSPHRASE + "\n", "utf-8")
    with shared_network(folder, "amal", "badr", "cyn") as play:
        yield play


async def with_key(commands: Commands, name: str, *purposes: str) -> str:
    """Give a person of amal a key that the network knows; return its id."""
    given = [word for one in purposes for word in ("--purpose", one)]
    secret = commands.folder / "secret"
    made = await commands.json("amal", "key add", name, "--passphrase-file", secret, *given)
    await commands.sync()
    return str(made["key_id"])


def state_of(commands: Commands, holder: str = "amal/n1") -> State:
    """As a node has it."""
    return commands.network.nodes[holder].mirror.state


def test_a_new_member_is_told_what_it_may_do_and_who_can_change_that(tmp_path: Path) -> None:
    """Provisional, then active: who is told that they may vote before, misses the vote after."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal", "badr") as commands:
            shown = await commands.json("badr", "members show", "amal")
            text = await commands.run("badr", "members show", "amal")
            listed = await commands.json("amal", "members list")
            own = await commands.json("amal", "members show")

            assert (shown["status"], shown["role"]) == ("provisional", "member")
            assert shown["may"]["publish"] is None
            assert shown["may"]["vote"] == "status"
            assert shown["since"]["kind"] == "member.admit"
            assert "proposal open" in text
            assert "--activate amal" in text
            assert {one["id"] for one in listed} == {"amal", "badr", "office"}
            assert own["own"]
            assert len(own["keys"]) == 3
            assert own["nodes"][0]["node"] == "n1"
            assert await commands.refused("amal", "members show", "amla") == "RECORD_UNKNOWN"

    asyncio.run(run())


def test_the_office_activates_where_the_statutes_say_so_and_nowhere_else(tmp_path: Path) -> None:
    """Where members vote on admissions, the office must not let anybody in by itself."""

    async def run() -> None:
        async with at_work(tmp_path, "amal") as commands:
            await commands.network.add_node("badr")
            await commands.sync()
            office = commands.network.office.folder
            (office / "node.toml").write_text("verify_workers = 0\nfree_bytes = 0\n")
            await commands.network.open_node("office")
            await commands.sync()
            await commands.json("office", "members activate", "badr", "--yes")
            again = await commands.refused("office", "members activate", "amal", "--yes")
            by_member = await commands.refused("amal", "members activate", "badr", "--yes")
            await commands.sync()
            shown = await commands.json("amal", "members show", "badr")

            assert shown["status"] == "active"
            assert shown["since"]["by"] == "office"
            assert shown["may"]["vote"] is None
            assert again == "KIND_PRECONDITION"
            assert by_member in ("KIND_NOT_ALLOWED", "KIND_PRECONDITION")

        async with commands_of(tmp_path, "cyn") as others:
            refused = await others.refused("cyn", "members activate", "cyn", "--yes")

            assert refused == "KIND_PRECONDITION"

    asyncio.run(run())


def test_leaving_is_told_before_it_is_signed(tmp_path: Path) -> None:
    """Nobody comes back by themselves."""

    async def run() -> None:
        async with at_work(tmp_path, "amal", "badr") as commands:
            said = await commands.run("amal", "members withdraw", answers="n\n", code=6)
            silent = await commands.json("amal", "members withdraw", code=6)
            before = await commands.json("badr", "members list")
            await commands.json("amal", "members withdraw", "--yes")
            node = commands.network.nodes["amal/n1"]
            await node.sync()
            await commands.network.close_node("amal")
            await commands.sync()
            after = await commands.json("badr", "members list")
            shown = await commands.json("badr", "members show", "amal")

            assert "il faut un vote" in said
            assert silent == [{"missing": ["yes"]}]
            assert {one["id"] for one in before} - {one["id"] for one in after} == {"amal"}
            assert shown["status"] == "withdrawn"
            assert shown["since"]["reason"] == "own_wish"

    asyncio.run(run())


def test_a_delegate_signs_with_their_own_key_and_for_their_powers_alone(tmp_path: Path) -> None:
    """A vote by the treasurer must be the treasurer's, and no more than a vote."""

    async def run() -> None:
        async with at_work(tmp_path, "amal", "badr") as commands:
            key_id = await with_key(commands, "Salma Aït", "govern")
            minutes = tmp_path / "pv.pdf"
            minutes.write_bytes(b"%PDF pv de l'assemblee")
            given = ("--power", "vote", "--to", LAST_DAY, "--function", "treasurer", "--yes")
            await commands.json(
                "amal", "delegate appoint", "Salma Aït", *given, "--minutes", minutes
            )
            await commands.sync()
            (row,) = await commands.json("amal", "delegate list")
            (theirs,) = await commands.json("badr", "delegate list", "--member", "amal")
            identity, state = load_identity(commands.folder_of("amal")), state_of(commands)
            votes = signer(identity, state, "Salma Aït", lambda _: PASSPHRASE, "ballot.cast")

            assert row["delegate"] == "treasurer"
            assert row["powers"] == ["vote"]
            assert row["current"]
            assert row["minutes_sha256"] == sha256(minutes.read_bytes()).hexdigest()
            assert [one["key_id"] for one in row["keys"]] == [key_id]
            assert row["called"] == "Salma Aït"
            assert (theirs["person"], theirs["function"]) == ("Salma Aït", "treasurer")
            assert theirs["called"] == ""
            assert votes.key.key_id.hex() == key_id
            for kind in ("agreement.ratify", "proposal.open", "outcome.release"):
                with pytest.raises(NotAllowedError):
                    signer(identity, state, "Salma Aït", lambda _: pytest.fail("asked"), kind)
            with pytest.raises(NotAllowedError):  # carrying out a decision is the member's own act
                signer(
                    identity,
                    state,
                    "Salma Aït",
                    lambda _: pytest.fail("asked"),
                    "member.activate",
                    executing=True,
                )

    asyncio.run(run())


def test_powers_change_and_end_with_the_delegate(tmp_path: Path) -> None:
    """The same person gets other powers; a person who leaves takes none along."""

    async def run() -> None:
        async with at_work(tmp_path, "amal", "badr") as commands:
            key_id = KeyId(bytes.fromhex(await with_key(commands, "Salma", "govern", "record")))
            given = ("--to", LAST_DAY, "--yes", "--unnamed")
            await commands.json("amal", "delegate appoint", "Salma", "--power", "vote", *given)
            await commands.sync()
            await commands.json("amal", "delegate appoint", "Salma", "--power", "publish", *given)
            await commands.sync()
            (row,) = await commands.json("amal", "delegate list")
            (key_row,) = [
                one for one in await commands.json("amal", "key list") if one["name"] == "Salma"
            ]
            await commands.json("amal", "delegate revoke", "Salma", "--yes")
            await commands.sync()
            state = state_of(commands, "badr/n1")

            assert (row["delegate"], row["powers"]) == ("delegate", ["publish"])
            assert row["person"] == ""
            assert key_row["delegate"] == "delegate"
            assert await commands.json("amal", "delegate list") == []
            assert state.rights.keys[key_id].revoked is not None
            assert await commands.refused("amal", "delegate revoke", "Salma") == "RECORD_UNKNOWN"

    asyncio.run(run())


def test_a_third_voter_and_a_key_for_something_else_are_refused_with_the_numbers(
    tmp_path: Path,
) -> None:
    """Two persons may vote for a member; the third is told so, not the hub's log."""

    async def run() -> None:
        async with at_work(tmp_path, "amal") as commands:
            given = ("--power", "vote", "--to", LAST_DAY, "--yes", "--unnamed")
            for name in ("Salma", "Driss", "Nora"):
                await with_key(commands, name, "govern")
            await with_key(commands, "Karim", "record")
            await commands.json("amal", "delegate appoint", "Salma", *given)
            await commands.json("amal", "delegate appoint", "Driss", *given)
            third = await commands.json("amal", "delegate appoint", "Nora", *given, code=6)
            other = await commands.json("amal", "delegate appoint", "Karim", *given, code=6)
            nobody = await commands.refused("amal", "delegate appoint", "Anas", *given)

            assert third["error"]["reason"] == "KIND_PRECONDITION"
            assert "3 personnes déléguées pourraient voter" in third["error"]["detail"]
            assert other["error"]["reason"] == "PURPOSE_NOT_ALLOWED"
            assert nobody == "RECORD_UNKNOWN"
            with_second = await commands.json("amal", "outbox")
            assert [one["kind"] for one in with_second].count("delegate.appoint") == 2

    asyncio.run(run())


async def decided(commands: Commands, by: str, what: str, *given: object) -> str:
    """Open a vote that amal opposes and the others adopt, and let it end; return its id."""
    title = ("--title", "Une décision des membres", "--text", "Ce que nous avons dit au bureau.")
    (opened,) = await commands.json(by, "proposal open", what, *given, *title, "--yes")
    await commands.sync()
    vote = str(opened["record_id"])[:16]
    for member, choice in (("badr", "for"), ("cyn", "for"), ("amal", "against")):
        await commands.json(member, "vote", vote, choice, "--yes")
    await commands.sync()
    commands.network.clock.advance(50 * 3600)
    await commands.publish(by, "practice.report", small_report(1))
    return vote


def test_an_admission_is_told_from_the_request_to_the_vote(tmp_path: Path) -> None:
    """On whose word an association came in is asked years later."""

    async def run() -> None:
        async with at_work(tmp_path, "amal", "badr", "cyn") as commands:
            await commands.network.add_node("dalia")
            await commands.sync()
            before = await commands.json("dalia", "members show")
            given = ("--activate", "dalia", "--seconder", "cyn", "--seconder", "amal")
            vote = await decided(commands, "badr", "admission", *given)
            await commands.json("cyn", "proposal execute", vote, "--yes")
            await commands.sync()
            after = await commands.json("dalia", "members show")
            text = await commands.run("dalia", "members show")

            assert (before["status"], before["may"]["vote"]) == ("provisional", "status")
            assert before["proposer"] == ""
            assert (after["status"], after["may"]["vote"]) == ("active", None)
            assert [one["kind"] for one in after["changes"]] == ["member.admit", "member.activate"]
            assert after["since"]["proposal"][:16] == vote
            assert (after["proposer"], sorted(after["sponsors"])) == ("badr", ["amal", "cyn"])
            assert "parrains" in text

    asyncio.run(run())


def test_keys_that_come_by_decision_are_seen_for_seven_days_and_can_be_stopped(
    tmp_path: Path,
) -> None:
    """Others could take an association over with a vote: its node says so, and how to stop it."""

    async def run() -> None:
        async with at_work(tmp_path, "amal", "badr", "cyn") as commands:
            fresh = tmp_path / "amal-new"
            named = ("--network", commands.network.network_id.hex(), "--member", "amal")
            run_command(fresh, "init", *named, "--node", "n2", "--name", "Amal")
            request = fresh / "request.json"
            checked = await commands.json("badr", "key recover", "--request", request)
            vote = await decided(commands, "badr", "keys", "--recover", request)
            await commands.json("cyn", "proposal execute", vote, "--yes")
            await commands.sync()
            status = await commands.json("amal", "status")
            told = await commands.run("amal", "status")
            seen = await commands.json("cyn", "key recover")
            theirs = await commands.refused("badr", "key veto", "--yes")
            await commands.json("amal", "key veto", "--yes")
            await commands.sync()
            after = await commands.json("badr", "key recover")

            assert checked["fingerprint"] == seen["recoveries"][0]["fingerprint"]
            (waiting,) = status["recoveries"]
            assert (waiting["member"], waiting["own"]) == ("amal", True)
            assert 0 < waiting["left_ms"] <= 7 * 86_400_000
            assert "key veto" in told
            assert theirs == "RECORD_UNKNOWN"
            assert after["recoveries"] == []

    asyncio.run(run())


def test_after_seven_days_the_new_keys_take_the_place_of_all_others(tmp_path: Path) -> None:
    """Nothing is left, no paper either: the others give the association its voice back."""

    async def run() -> None:
        async with at_work(tmp_path, "amal", "badr", "cyn") as commands:
            old = set(keys_of(state_of(commands), "amal"))
            fresh = commands.folder_of("amal/n2")
            named = ("--network", commands.network.network_id.hex(), "--member", "amal")
            run_command(fresh, "init", *named, "--node", "n2", "--name", "Amal")
            vote = await decided(commands, "cyn", "keys", "--recover", fresh / "request.json")
            await commands.json("badr", "proposal execute", vote, "--yes")
            await commands.network.sync()
            for _ in range(4):
                commands.network.clock.advance(50 * 3600)
                await commands.publish("badr", "practice.report", small_report(2))
                if "amal/n1" in commands.network.nodes:
                    await commands.network.close_node("amal")  # it burnt
            entry = node_add(load_identity(fresh), commands.network.clock.now_ms())
            await commands.network.log(Signed(entry, b"", b""))
            await commands.sync()
            keys = keys_of(state_of(commands, "badr/n1"), "amal")
            shown = await commands.json("badr", "members show", "amal")

            assert {one for one, key in keys.items() if key.revoked is None} == set(keys) - old
            assert [one["node"] for one in shown["nodes"] if one["active"]] == ["n2"]
            assert shown["recovery"] is None

    asyncio.run(run())
