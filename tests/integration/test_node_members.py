"""`members` and `delegate`: what people are told of a membership, and who acts for it."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from forsa.client import sealing
from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.identity import load_identity
from forsa.envelope import RecordId
from forsa.errors import ConflictError, NotAllowedError
from forsa.governance.state import State, Status
from forsa.governance.views.now import keys_of, members_with
from forsa.keys import KeyId
from forsa.v1.effects_pb2 import BallotCast
from forsa_node.enrolment import node_add
from forsa_node.people.signing import signer

from tests.support.commands import SETTINGS, Commands, run_command
from tests.support.released import QUICK
from tests.support.shared_network import Play, newcomer, published, shared_network

PASSPHRASE = "quatre mots bien choisis"
LAST_DAY = "2030-08-31"
HOUR = 3600
TITLE = ("--title", "Une décision des membres", "--text", "Ce que nous avons dit au bureau.")

pytestmark = pytest.mark.xdist_group("members of one network")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that are tried in a moment."""
    monkeypatch.setattr(sealing, "_COST", QUICK)


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """A network of amal, badr and cyn, to which each test brings a member of its own."""
    folder = tmp_path_factory.mktemp("members")
    (folder / "secret").write_text(PASSPHRASE + "\n", "utf-8")
    with shared_network(folder, "amal", "badr", "cyn") as play:
        yield play


def state_of(commands: Commands, holder: str) -> State:
    """As a node has it."""
    return commands.network.nodes[holder].mirror.state


async def with_key(commands: Commands, member: str, name: str, *purposes: str) -> str:
    """Give a person of a member a key that is on its way to the network; return its id."""
    given = [word for one in purposes for word in ("--purpose", one)]
    secret = commands.folder / "secret"
    made = await commands.json(member, "key add", name, "--passphrase-file", secret, *given)
    return str(made["key_id"])


async def decided(commands: Commands, what: str, *given: object, against: str = "") -> str:
    """Have badr open a vote that all others adopt, but one; let it end, and return its id."""
    (opened,) = await commands.json("badr", "proposal open", what, *given, *TITLE, "--yes")
    await commands.sync()
    network, vote = commands.network, bytes.fromhex(opened["record_id"])
    for member in members_with(state_of(commands, "badr/n1"), status=Status.ACTIVE):
        folder = network.office.folder if member.id == "office" else commands.folder_of(member.id)
        choice = "against" if member.id == against else "for"
        draft = Draft("ballot.cast", effect=BallotCast(choice=choice), parent=vote)
        identity = load_identity(folder)
        await network.log(sign_draft(draft, identity, network.clock.now_ms()))
    network.clock.let_pass(50 * HOUR)
    await published(commands, "cyn", 1)
    return str(opened["record_id"])[:16]


def test_a_new_member_is_told_what_it_may_do_and_who_can_change_that(play: Play) -> None:
    """Who is told that they may vote before they do, misses the vote after."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "dalia", active=False)
        shown = await commands.json("badr", "members show", "dalia")
        text = await commands.run("dalia", "members show")
        listed = await commands.json("badr", "members list", "--status", "provisional")

        assert (shown["status"], shown["role"], shown["is_own"]) == ("provisional", "member", False)
        assert shown["may"]["publish"] is None
        assert shown["may"]["vote"] == "status"
        assert shown["since"]["kind"] == "member.admit"
        assert len(shown["keys"]) == 3
        assert shown["nodes"][0]["node"] == "n1"
        assert "members activate" in text
        assert "proposal open" not in text, "who may not propose is not told to"
        assert shown["decisions"]
        assert "dalia" in {one["id"] for one in listed}
        assert await commands.refused("badr", "members show", "dalai") == "RECORD_UNKNOWN"

    play(run)


def test_the_office_activates_alone_where_the_statutes_say_so(play: Play) -> None:
    """A small network need not vote on each association; no other member can do it."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "emir", active=False)
        await commands.network.open_node("office")
        (commands.folder_of("office") / "node.toml").write_text(SETTINGS)
        await commands.sync()
        by_member = await commands.refused("badr", "members activate", "emir", "--yes")
        said = await commands.run("office", "members activate", "emir", answers="n\n", code=6)
        await commands.json("office", "members activate", "emir", "--yes")
        again = await commands.refused("office", "members activate", "amal", "--yes")
        await commands.sync()
        shown = await commands.json("badr", "members show", "emir")

        assert by_member == "KIND_NOT_ALLOWED"
        assert "membre actif" in said
        assert again == "KIND_PRECONDITION"
        assert (shown["status"], shown["since"]["by"]) == ("active", "office")
        assert shown["may"]["vote"] is None

    play(run)


def test_an_admission_is_told_from_the_request_to_the_vote(play: Play) -> None:
    """On whose word an association came in is asked years later."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "fatna", active=False)
        before = await commands.json("fatna", "members show")
        given = ("--activate", "fatna", "--seconder", "cyn", "--seconder", "amal")
        vote = await decided(commands, "admission", *given)
        await commands.json("cyn", "proposal execute", vote, "--yes")
        await commands.sync()
        after = await commands.json("fatna", "members show")
        text = await commands.run("fatna", "members show")

        assert (before["status"], before["may"]["vote"]) == ("provisional", "status")
        assert before["proposer"] == ""
        assert (after["status"], after["may"]["vote"]) == ("active", None)
        assert [one["kind"] for one in after["changes"]] == ["member.admit", "member.activate"]
        assert after["since"]["proposal"][:16] == vote
        assert (after["proposer"], sorted(after["sponsors"])) == ("badr", ["amal", "cyn"])
        assert "parrains" in text

    play(run)


def test_leaving_is_told_before_it_is_signed(play: Play) -> None:
    """Nobody comes back by themselves, and nobody under a new name: a vote takes them back."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "ghita", active=False)
        ghita = commands.network.nodes["ghita/n1"].identity
        said = await commands.run("ghita", "members withdraw", answers="n\n", code=6)
        silent = await commands.json("ghita", "members withdraw", code=6)
        await commands.json("ghita", "members withdraw", "--yes")
        await commands.network.nodes["ghita/n1"].sync()
        await commands.network.close_node("ghita")
        await commands.sync()
        listed = await commands.json("badr", "members list")
        shown = await commands.json("badr", "members show", "ghita")
        with pytest.raises(ConflictError) as refused:
            await commands.network.invite(ghita)

        assert "admission --activate ghita" in refused.value.message
        assert "il faut un vote" in said
        assert silent == [{"missing": ["yes"]}]
        assert "ghita" not in {one["id"] for one in listed}
        assert (shown["status"], shown["since"]["reason"]) == ("withdrawn", "own_wish")

    play(run)


def test_a_delegate_signs_with_their_own_key_and_for_their_powers_alone(
    play: Play, tmp_path: Path
) -> None:
    """A vote by the treasurer must be the treasurer's, and no more than a vote."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "hind")
        key_id = await with_key(commands, "hind", "Salma Aït", "govern")
        minutes = tmp_path / "pv.pdf"
        minutes.write_bytes(b"%PDF pv de l'assemblee")
        given = ("--power", "vote", "--to", LAST_DAY, "--function", "treasurer", "--yes")
        await commands.json("hind", "delegate appoint", "Salma Aït", *given, "--minutes", minutes)
        await commands.sync()
        (row,) = await commands.json("hind", "delegate list")
        (theirs,) = await commands.json("badr", "delegate list", "--member", "hind")
        identity, state = load_identity(commands.folder_of("hind")), state_of(commands, "hind/n1")
        (opened,) = await commands.json("badr", "proposal open", "motion", *TITLE, "--yes")
        await commands.sync()
        by = ("--by", "Salma Aït", "--passphrase-file", commands.folder / "secret", "--yes")
        vote = opened["record_id"]
        (cast,) = await commands.json("hind", "vote", vote[:16], "for", *by)
        await commands.sync()
        proposal = state_of(commands, "badr/n1").rights.proposals[RecordId(bytes.fromhex(vote))]
        store = commands.network.nodes["badr/n1"].mirror.store
        ballot = store.read(lambda log: log.entries_at([proposal.own["hind"].index])[0].record())

        assert (row["delegate"], row["powers"], row["current"]) == ("treasurer", ["vote"], True)
        assert row["minutes_sha256"] == sha256(minutes.read_bytes()).hexdigest()
        assert [one["key_id"] for one in row["keys"]] == [key_id]
        assert row["called"] == "Salma Aït"
        assert (theirs["person"], theirs["function"]) == ("Salma Aït", "treasurer")
        assert theirs["called"] == ""
        assert proposal.own["hind"].choice == "for"
        assert ballot.record_id.hex() == cast["record_id"]
        assert ballot.header.key_id.hex() == key_id
        for kind in ("agreement.ratify", "proposal.open", "outcome.release"):
            with pytest.raises(NotAllowedError):
                signer(identity, state, "Salma Aït", lambda _: pytest.fail("asked"), kind)

    play(run)


def test_powers_change_and_end_with_the_delegate(play: Play) -> None:
    """The same person gets other powers; a person who leaves takes none along."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "ilham")
        key_id = KeyId(
            bytes.fromhex(await with_key(commands, "ilham", "Salma", "govern", "record"))
        )
        given = ("--to", LAST_DAY, "--yes", "--unnamed")
        await commands.json("ilham", "delegate appoint", "Salma", "--power", "vote", *given)
        await commands.json("ilham", "delegate appoint", "Salma", "--power", "publish", *given)
        await commands.sync()
        (row,) = await commands.json("ilham", "delegate list")
        rows = await commands.json("ilham", "key list")
        await with_key(commands, "ilham", "Driss", "govern")
        words = ("--power", "vote", "--to", LAST_DAY, "--id", "delegate", "--unnamed")
        warned = await commands.run(
            "ilham", "delegate appoint", "Driss", *words, answers="n\n", code=6
        )
        await commands.json("ilham", "delegate revoke", "Salma", "--yes")
        await commands.sync()

        assert (row["delegate"], row["powers"]) == ("delegate", ["publish"])
        assert row["person"] == ""
        assert "avait une autre clé" in warned
        assert [one["delegate"] for one in rows if one["name"] == "Salma"] == ["delegate"]
        assert await commands.json("ilham", "delegate list") == []
        assert state_of(commands, "badr/n1").rights.keys[key_id].revoked is not None
        assert await commands.refused("ilham", "delegate revoke", "Salma") == "RECORD_UNKNOWN"

    play(run)


def test_a_third_voter_and_a_key_for_something_else_are_refused_with_the_numbers(
    play: Play,
) -> None:
    """Two persons may vote for a member; the third is told so here, though none is logged yet."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "jamila")
        given = ("--power", "vote", "--to", LAST_DAY, "--yes", "--unnamed")
        for name in ("Salma", "Driss", "Nora"):
            await with_key(commands, "jamila", name, "govern")
        await commands.json("jamila", "delegate appoint", "Salma", *given)
        await commands.json("jamila", "delegate appoint", "Driss", *given)
        third = await commands.json("jamila", "delegate appoint", "Nora", *given, code=6)
        given = ("--power", "publish", "--to", LAST_DAY, "--yes", "--unnamed")
        other = await commands.json("jamila", "delegate appoint", "Nora", *given, code=6)
        signed = [one["kind"] for one in await commands.json("jamila", "outbox")]

        assert third["error"]["reason"] == "KIND_PRECONDITION"
        assert "3 personnes déléguées pourraient voter" in third["error"]["detail"]
        assert other["error"]["reason"] == "PURPOSE_NOT_ALLOWED"
        assert signed.count("delegate.appoint") == 2

    play(run)


def test_keys_that_come_by_decision_are_seen_for_seven_days_and_can_be_stopped(
    play: Play, tmp_path: Path
) -> None:
    """Others could take an association over with a vote: its node says so, and how to stop it."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "karima")
        request = asked_anew(commands, "karima", tmp_path / "new")
        checked = await commands.json("badr", "key recover", "--request", request)
        vote = await decided(commands, "keys", "--recover", request, against="karima")
        await commands.json("cyn", "proposal execute", vote, "--yes")
        await commands.sync()
        status = await commands.json("karima", "status")
        told = await commands.run("karima", "status")
        seen = await commands.json("cyn", "key recover")
        theirs = await commands.refused("badr", "key veto", "--yes")
        await commands.json("karima", "key veto", "--yes")
        await commands.sync()
        after = await commands.json("badr", "key recover")

        assert checked["fingerprint"] == seen["recoveries"][0]["fingerprint"]
        (waiting,) = status["recoveries"]
        assert (waiting["member"], waiting["is_own"]) == ("karima", True)
        assert 0 < waiting["left_ms"] <= 7 * 24 * HOUR * 1000
        assert told.count("dans 6 j") == 1  # said once, and how to stop it
        assert "key veto" in told
        assert theirs == "RECORD_UNKNOWN"
        assert after["recoveries"] == []

    play(run)


def test_after_seven_days_the_new_keys_take_the_place_of_all_others(
    play: Play, tmp_path: Path
) -> None:
    """Nothing is left, no paper either: the others give the association its voice back."""

    async def run(commands: Commands) -> None:
        await newcomer(commands, "latifa")
        old = set(keys_of(state_of(commands, "badr/n1"), "latifa"))
        request = asked_anew(commands, "latifa", tmp_path / "new")
        vote = await decided(commands, "keys", "--recover", request)
        await commands.json("cyn", "proposal execute", vote, "--yes")
        await commands.sync()
        await commands.network.close_node("latifa")  # it burnt
        for number in range(4):
            commands.network.clock.let_pass(50 * HOUR)
            await published(commands, "badr", number)
        entry = node_add(load_identity(request.parent), commands.network.clock.now_ms())
        await commands.network.log(Signed(entry, b"", b""))
        await commands.sync()
        keys = keys_of(state_of(commands, "badr/n1"), "latifa")
        shown = await commands.json("badr", "members show", "latifa")

        assert {one for one, key in keys.items() if key.revoked is None} == set(keys) - old
        assert [one["node"] for one in shown["nodes"] if one["active"]] == ["n2"]
        assert shown["recovery"] is None
        assert shown["recovered"]["index"] == max(key.added for key in keys.values())
        assert "remplacées par décision" in await commands.run("badr", "members show", "latifa")

    play(run)


def asked_anew(commands: Commands, member: str, folder: Path) -> Path:
    """The request of a member that begins again in a new folder."""
    named = ("--network", commands.network.network_id.hex(), "--member", member)
    done = run_command(folder, "init", *named, "--node", "n2", "--name", member)
    assert done.exit_code == 0, done.output
    return folder / "request.json"
