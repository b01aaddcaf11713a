"""A vote by the commands of the members: opened, cast, changed, given to another, carried out.

One network for all of them: each asks questions of its own, and time only goes on.
"""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from forsa.bundle import BundleWriter, ManifestFrame, PendingFrame
from forsa.client.drafts import Draft, draft_of, sign_draft
from forsa.errors import BusyError, NotAllowedError, Reason, SignatureError
from forsa.keys import SigningKey
from forsa.v1 import log_service_pb2 as pb
from forsa.v1 import node_service_pb2 as node_pb
from forsa.v1.effects_pb2 import BallotCast, ProposalOpen
from forsa.v1.governance_pb2 import Assembly, Minutes, Proposal
from forsa_node.daemon import Daemon
from forsa_node.governance.own_ballots import Fate, own_vote
from forsa_node.governance.questions import question_of
from forsa_node.reading import reading
from forsa_node.seen import Seen
from forsa_node.services.local import LocalService
from forsa_node.store.outbox import OutboxState, Rejection

from tests.support.commands import Commands, active_commands_of, run_command, told
from tests.support.nodes import between, note, queue
from tests.support.reports import small_report

pytestmark = pytest.mark.xdist_group("node-votes")

MEMBERS = ("amal", "badr", "cyn")
OFFICE = "office"
HOUR = 3600
DAY = 86_400
TEXT = "Chaque centre ouvre ses portes un samedi de mai, aux familles et aux artisans."


class Room:
    """Three members and their office, each with its commands, and one loop for all tests."""

    def __init__(self, runner: asyncio.Runner, commands: Commands) -> None:
        self.runner = runner
        self.commands = commands
        self.network = commands.network

    def run(self, holder: str, words: str, *arguments: object, **more: Any) -> str:
        """Run a command in French; return all it said, on one line each."""
        said = self.runner.run(self.commands.run(holder, words, *arguments, **more))
        return said.replace("\N{NO-BREAK SPACE}", " ")

    def json(self, holder: str, words: str, *arguments: object, code: int = 0) -> Any:
        """Run a command with `--json`."""
        return self.runner.run(self.commands.json(holder, words, *arguments, code=code))

    def look(self, holder: str, words: str, *arguments: object, code: int = 0) -> str:
        """Run a command that only reads, beside the open node."""
        done = run_command(self.commands.folder_of(holder), words, *arguments)
        assert done.exit_code == code, done.output
        return done.output

    def rows(self, holder: str, words: str, *arguments: object, code: int = 0) -> Any:
        """The same with `--json`."""
        return told(self.commands.folder_of(holder), words, *arguments, code=code)

    def refused(self, holder: str, words: str, *arguments: object, code: int = 6) -> dict[str, Any]:
        """The error that a command ends with before it writes anything."""
        error: dict[str, Any] = self.rows(holder, words, *arguments, code=code)["error"]
        return error

    def sync(self, *without: str) -> None:
        """Let who has something to say meet the hub, then all, or all but some; no files move."""
        nodes = [one for name, one in self.network.nodes.items() if name[:-3] not in without]
        senders = [one for one in nodes if one.member.count(OutboxState.WAITING)]
        last = senders[0] if len(senders) == 1 else None
        for node in (*senders, *(one for one in nodes if one is not last)):
            report = self.runner.run(node.sync())
            assert report.error is None, report.error

    def pass_time(self, seconds: float, *without: str) -> None:
        """Let time pass, never more than two days without an entry; all nodes hear of it."""
        amal, clock = self.network.nodes["amal/n1"], self.network.clock
        left = seconds
        while left > 0:
            clock.let_pass(min(left, 2 * DAY))
            left -= 2 * DAY
            entry = note(amal, f"le temps passe {clock.now_ms()}")
            self.runner.run(self.network.log(entry))
        self.sync(*without)

    def open(self, by: str, kind: str, *more: object) -> str:
        """Open a vote with a short text, and let all know; return its record id."""
        words = ("--title", "Portes ouvertes", "--text", TEXT, "--yes")
        (row,) = self.json(by, "proposal open", kind, *words, *more)
        self.sync()
        return str(row["record_id"])

    def ask(self, by: str, days: int = 1) -> str:
        """Let a motion come in, as from another node of a member, and all know; return its id."""
        body = Proposal()
        body.common.original_language, body.common.licence = "fr", "CC-BY-SA-4.0"
        body.title.add(lang="fr", text="Portes ouvertes")
        body.text.add(lang="fr", text=TEXT)
        now_ms = self.network.clock.now_ms()
        effect = ProposalOpen(type="motion", closes_ms=now_ms + days * DAY * 1000, call=1)
        identity = self.network.nodes[f"{by}/n1"].identity
        signed = sign_draft(draft_of(body, effect=effect), identity, now_ms)
        self.runner.run(self.network.log(signed))
        self.sync()
        return signed.record.record_id.hex()

    def vote(self, which: str, **choices: str) -> None:
        """Let ballots of members come in, as from other nodes of theirs, and all know."""
        for member, choice in choices.items():
            effect = BallotCast(choice=choice)
            ballot = Draft("ballot.cast", effect=effect, parent=bytes.fromhex(which))
            identity = self.network.nodes[f"{member}/n1"].identity
            signed = sign_draft(ballot, identity, self.network.clock.now_ms())
            self.runner.run(self.network.log(signed))
        self.sync()

    def lie(self, holder: str) -> Any:
        """Put a liar between a node and its hub, until the node is closed."""
        return self.runner.run(between(self.network.nodes[f"{holder}/n1"]))

    def exchange(self, holder: str) -> Any:
        """Let one node meet its hub; return what the round of records did."""
        return self.runner.run(self.network.nodes[f"{holder}/n1"].exchange())[0]

    def leave(self, member: str) -> None:
        """Close the node of a member that no other test asks."""
        self.runner.run(self.network.close_node(member))

    def add(self, member: str) -> None:
        """Admit a member, still without a vote."""
        self.runner.run(self.network.add_node(member))
        self.sync()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The network, open until the last test of the module."""
    folder = tmp_path_factory.mktemp("votes")
    with asyncio.Runner() as runner:
        opened = active_commands_of(folder, *MEMBERS, office=True)
        commands = runner.run(opened.__aenter__())
        try:
            yield Room(runner, commands)
        finally:
            runner.run(opened.__aexit__(None, None, None))


def in_order(text: str, *parts: str) -> bool:
    """Whether all of these stand in a text, each behind the one before."""
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
    return True


def test_an_admission_from_its_opening_to_its_execution(room: Room) -> None:
    """The whole of it as members type it: what is asked, who voted what, and that it counts."""
    room.add("emir")
    asked = room.run(
        "amal",
        "proposal open",
        "admission",
        *("--title", "Adhésion d'Emir", "--text", TEXT, "--closes", "1"),
        *("--activate", "emir", "--seconder", "badr"),
        answers="o\n",
    )
    (queued,) = room.rows("amal", "proposal list")
    room.sync()
    (row,) = [one for one in room.rows("badr", "proposal list") if one["type"] == "admission"]
    which = row["record_id"]
    noticed = room.run("badr", "status")
    voted = room.run("badr", "vote", which, "for", answers="o\n")
    unsent = room.look("badr", "vote check", which, code=6)
    room.sync()
    checked = room.look("badr", "vote check", which)
    room.vote(which, amal="against")
    changed = room.run("amal", "vote", which, "for", "--yes")
    room.vote(which, cyn="abstain")
    shown = room.look("cyn", "proposal show", which)
    early = room.refused("amal", "proposal execute", which)
    room.pass_time(2 * DAY)
    waits = room.look("badr", "proposal list")
    executed = room.run("badr", "proposal execute", which, answers="o\n")
    room.sync()
    over = room.rows("amal", "proposal show", which)
    later = room.look("badr", "vote check", which)
    members = room.rows("amal", "members list")
    room.leave("emir")

    rule = "Règle : majorité simple ; quorum : plus de la moitié des membres (3 sur 4)"
    assert in_order(asked, "emir devient membre actif", rule, TEXT)
    assert (queued["stage"], queued.keys()) == ("waiting", row.keys())
    assert in_order(
        "".join((noticed, *row["says"])),
        "n'a pas voté",
        "n'a pas voté",
        "pour voter : forsa-node vote ",
    )
    assert in_order(voted, "emir devient membre actif", TEXT, "Votre vote, pour badr : pour")
    assert "forsa-node vote export" in unsent
    for told_twice in (checked, later):
        assert in_order(told_twice, "Votre vote compte : pour", "reçu du hub est vérifié")
    assert "Il remplace le vote précédent : contre" in changed
    assert in_order(shown, "quorum 3 sur 4 : 3 présents", "cyn : abstention", "ne compte pas")
    assert "rien ne s'exécute avant ; jusqu'ici 3 sur 4" in early["detail"]
    assert in_order(waits, "adoptée ; actions à exécuter", "pour l'exécuter : ")
    assert "telle qu'elle a été votée : emir devient membre actif" in executed
    assert over["actions"][0]["executed"]["member"] == "badr"
    assert [over["count"][one] for one in ("entitled", "present", "represented")] == [4, 3, 0]
    assert {one["id"]: one["status"] for one in members}["emir"] == "active"


def test_a_member_lets_another_vote_for_it_in_one_vote(room: Room, tmp_path: Path) -> None:
    """A small file carries the proxy; the absent member's own vote stands instead of it."""
    which, paper = room.ask("amal"), tmp_path / "procuration.txt"
    given = room.run("cyn", "proxy give", which, "--to", "amal", "--file", paper, answers="o\n")
    kept = paper.read_text()
    again = room.refused(
        "cyn", "proxy give", which, "--to", "amal", "--file", paper, "--yes", code=5
    )
    read = room.look("amal", "proxy show", paper)
    by_proxy = room.run("amal", "vote", which, "for", "--proxy", paper, "--yes")
    room.sync()
    shown = room.look("cyn", "proposal show", which)
    held = room.look("amal", "vote check", which, code=6)
    own = room.run("cyn", "vote", which, "against", "--yes")
    on_its_way = room.look("cyn", "vote check", which, code=6)
    room.sync()
    vain = room.run("amal", "proxy use", paper, "for", answers="n\n", code=6)
    counted = room.look("cyn", "vote check", which)

    assert in_order(given, TEXT, "cyn donne procuration à amal", "Signer cette procuration ?")
    assert in_order(kept, "from cyn\nto amal\n", "Portes ouvertes", "gives amal its proxy")
    assert again["reason"] == "FOLDER_EXISTS"
    assert "Procuration de cyn à amal, signée par une clé de cyn" in read
    assert "amal vote à la place de cyn : pour" in by_proxy
    assert in_order(
        shown,
        "présents 0, représentés 1",
        "cyn : pour, par procuration donnée à amal",
        "Un vote de votre main vaudrait à sa place",
    )
    assert "Pour cyn, par sa procuration, vous avez voté : pour" in held
    assert "Jusque-là compte votre vote précédent : pour" in on_its_way
    assert "Il vaut à la place du vote que amal a émis pour vous : pour" in own
    assert "celui-ci ne comptera pas" in vain
    assert "Votre vote compte : contre" in counted


def test_a_vote_without_quorum_is_called_again_after_fifteen_days(room: Room) -> None:
    """Two came: nothing is decided. Fifteen days later the same question needs no quorum."""
    first = room.ask("amal")
    room.vote(first, amal="for")
    room.pass_time(2 * DAY)
    shown = room.look("badr", "proposal show", first)
    again = ("motion", "--second-call-of", first, "--closes", "1", "--yes")
    early = room.refused("amal", "proposal open", *again)
    nothing = room.refused("amal", "proposal execute", first)
    room.pass_time(15 * DAY)
    recalled = room.run("badr", "proposal open", *again)
    room.sync()
    (second,) = [one for one in room.rows("badr", "proposal list") if one["stage"] == "voting"]
    room.vote(second["record_id"], cyn="for")
    room.pass_time(2 * DAY)
    over = room.rows("badr", "proposal show", second["record_id"])

    assert "1 présent ou représenté" in shown
    assert early["reason"] == "KIND_PRECONDITION"
    assert "deuxième convocation est possible" in early["detail"]
    assert "15 jours après" in early["detail"]
    assert not any(character * 13 in early["detail"] for character in "0123456789")
    assert "rien n'a été décidé" in nothing["detail"]
    assert "Deuxième convocation pour n°" in recalled
    assert "sans quorum (0 sur" in recalled
    assert TEXT in recalled
    assert (over["result"], over["count"]["in_favour"], over["call"]) == ("adopted", 1, 2)


def test_a_ballot_that_comes_too_late_is_told_with_both_times(room: Room) -> None:
    """Badr was offline, and voted in time by its own clock: only the log's time counts."""
    which = room.ask("amal")
    room.run("badr", "vote", which, "for", "--yes")
    room.pass_time(3 * DAY, "badr")
    report = room.exchange("badr")
    checked = room.look("badr", "vote check", which, code=6)
    outbox = room.rows("badr", "outbox")[-1]
    again = room.refused("badr", "vote", which, "for", "--yes")

    assert report.error is None
    assert "Votre bulletin a été refusé" in checked
    assert "le vote a fini le" in checked or "le vote est fini" in checked
    assert outbox["reason"] == again["reason"] == "BALLOT_CLOSED"


def test_another_member_brings_the_ballot_that_the_hub_withholds(
    room: Room, tmp_path: Path
) -> None:
    """A hub that closes its ears to one member decides votes: the ballot goes by another's node."""
    which = room.ask("amal", 2)
    (vote,) = [one for one in room.rows("badr", "proposal list") if one["record_id"] == which]
    room.run("badr", "vote", which, "against", "--yes")
    withheld = room.lie("badr")

    async def deaf(_items: Sequence[pb.PublishItem]) -> pb.PublishResponse:
        raise BusyError("come again later", Reason.HUB_READ_ONLY)

    withheld.publish = deaf
    room.exchange("badr")
    calm = room.look("badr", "proposal list")
    room.pass_time(vote["left_ms"] / 1000 * 0.8, "badr")
    room.runner.run(room.network.close_node("badr"))
    room.runner.run(room.network.open_node("badr"))
    deaf_again = room.lie("badr")
    deaf_again.publish = deaf
    room.exchange("badr")
    warned = [room.look("badr", "proposal list"), room.run("badr", "status")]
    file, forged = tmp_path / "bulletin.forsa", tmp_path / "forged"
    exported = room.json("badr", "vote export", file)
    forged.write_bytes(file.read_bytes()[:-1] + b"x")
    bad = room.refused("amal", "vote relay", forged, code=4)
    relayed = room.run("amal", "vote relay", file)
    twice = room.json("amal", "vote relay", file, code=6)
    room.sync()
    checked = room.look("badr", "vote check", which)
    nothing = room.refused("badr", "vote export", tmp_path / "again")

    assert "BULLETIN SANS REÇU" not in calm
    assert all("BULLETIN SANS REÇU" in one for one in warned)
    assert "forsa-node vote export" in warned[0]
    assert [one["member"] for one in exported] == ["badr"]
    assert bad["reason"] == "BUNDLE_DAMAGED"
    assert "Bulletin de badr : part au prochain envoi" in relayed
    assert twice[0]["reason"] == "DUPLICATE"
    assert "Votre vote compte : contre" in checked
    assert nothing["reason"] == "KIND_PRECONDITION"
    with reading(room.commands.folder_of("amal")) as stores:
        kept = [one for one in stores.member.items() if one.record.header.member == "badr"]
    assert [one.state.value for one in kept] == ["logged"]


def test_a_person_votes_with_a_key_of_their_own(room: Room, tmp_path: Path) -> None:
    """The chair signs, not the machine in the office; a key that only publishes cannot."""
    secret = tmp_path / "secret"
    secret.write_text("une phrase que personne ne devine\n")
    by = ("--by", "Salma", "--passphrase-file", secret)
    room.json("cyn", "key add", *by[1:], "--purpose", "govern")
    which = room.ask("amal")
    nobody = room.refused("cyn", "vote", which, "for", "--by", "Driss", *by[2:], "--yes")
    room.run("cyn", "vote", which, "for", *by, "--yes")
    with reading(room.commands.folder_of("cyn")) as stores:
        ballot = stores.member.items(OutboxState.WAITING)[-1].record
        node_key = stores.identity.signing_key("govern").key_id
    room.sync()

    assert nobody["reason"] == "RECORD_UNKNOWN"
    assert ballot.header.key_id != node_key
    assert "Votre vote compte : pour" in room.look("cyn", "vote check", which)


def bundle_of(room: Room, file: Path, envelope: bytes) -> Path:
    """A file that carries one signed record."""
    origin = room.network.nodes["badr/n1"].identity.roots()[0].document.origin
    with file.open("wb") as out:
        manifest = ManifestFrame(room.network.network_id, origin, 0, 0)
        writer = BundleWriter(out.write, manifest)
        writer.add(PendingFrame(envelope, bytes(32), b""))
        writer.close()
    return file


def test_only_ballots_by_their_own_keys_are_brought_for_others(room: Room, tmp_path: Path) -> None:
    """An outbox that takes any record of anybody carries what its office never read."""
    badr = room.network.nodes["badr/n1"]
    ballot = Draft("ballot.cast", effect=BallotCast(choice="for"), parent=bytes(range(32)))
    thief = SigningKey.from_seed(bytes(32))
    word = bundle_of(room, tmp_path / "word", note(badr, "un mot").record.envelope)
    stolen = sign_draft(ballot, badr.identity, 1, key=thief).record.envelope
    posing = replace(room.network.nodes["amal/n1"].identity, member="badr")
    posed = bundle_of(room, tmp_path / "posed", sign_draft(ballot, posing, 1).record.envelope)
    honest = sign_draft(ballot, badr.identity, 1).record
    forged = honest.envelope.replace(honest.signature, bytes(64))

    refused = room.refused("amal", "vote relay", word)
    unknown = room.refused("amal", "vote relay", bundle_of(room, tmp_path / "key", stolen))
    unsigned = room.refused("amal", "vote relay", bundle_of(room, tmp_path / "sig", forged), code=3)

    assert refused["reason"] == "KIND_NOT_ALLOWED"
    assert "on ne porte que des bulletins" in refused["detail"]
    assert (unknown["reason"], unsigned["reason"]) == ("KEY_UNKNOWN", "SIGNATURE_INVALID")
    assert room.refused("amal", "vote relay", posed)["reason"] == "KEY_UNKNOWN"


def test_a_daemon_takes_the_same_of_others_and_no_more(room: Room) -> None:
    """A command hands it over by a socket; what may leave is looked at where it leaves from."""
    amal, badr = room.network.nodes["amal/n1"], room.network.nodes["badr/n1"]
    ballot = Draft("ballot.cast", effect=BallotCast(choice="for"), parent=bytes(range(32)))
    honest = sign_draft(ballot, badr.identity, 1).record
    forged = honest.envelope.replace(honest.signature, bytes(64))
    service: Any = LocalService(Daemon(amal))

    def hand_over(envelope: bytes) -> None:
        request = node_pb.QueueRequest(records=[node_pb.QueuedRecord(envelope=envelope)])
        room.runner.run(service.Queue(request, None))

    for envelope, error in (
        (note(badr, "un mot").record.envelope, NotAllowedError),
        (forged, SignatureError),
    ):
        with pytest.raises(error):
            hand_over(envelope)
    hand_over(honest.envelope)
    waiting = [one.record.record_id for one in amal.member.items(OutboxState.WAITING)]
    amal.member.drop([honest.record_id])

    assert waiting == [honest.record_id]


def test_a_receipt_that_the_log_contradicts_is_an_alarm(room: Room) -> None:
    """The hub says "received", and does not count: the receipt is what convinces the others."""
    which = room.ask("amal")
    room.run("badr", "vote", which, "for", "--yes")
    queue(room.network.nodes["badr/n1"], "une note")
    room.sync()
    folder = room.commands.folder_of("badr")
    with reading(folder) as stores:
        seen = Seen.of(stores)
        found = question_of(stores, seen, which, "fr").decision
        assert found is not None
        sound = own_vote(stores, seen, found.record_id, found)
        nothing = replace(found, votes=(), replaced=())
        uncounted = own_vote(stores, seen, found.record_id, nothing)
        last = stores.member.items()[-1]
        swapped = stores.member.receipt(last.record.record_id)
    room.runner.run(room.network.close_node("badr"))
    with closing(sqlite3.connect(folder / "member.db")) as database, database:
        database.execute(
            "UPDATE outbox SET receipt = ? WHERE record_id = ?", (swapped, sound.record_id)
        )
    said = run_command(folder, "vote check", which)
    room.runner.run(room.network.open_node("badr"))

    assert last.record.record_id != sound.record_id
    assert (sound.fate, uncounted.fate) == (Fate.COUNTED, Fate.LOST)
    assert uncounted.reason is Reason.RECORD_WITHHELD
    assert said.exit_code == 3
    assert "ALERTE" in said.output
    assert "forsa-node verify" in said.output


def test_what_the_hub_refuses_against_the_rules_leaves_as_a_file_too(
    room: Room, tmp_path: Path
) -> None:
    """A hub that answers "not on the roll" to whom it likes least must not have the last word."""
    which = room.ask("amal")
    room.run("cyn", "vote", which, "for", "--yes")
    cyn = room.network.nodes["cyn/n1"]
    (ballot,) = cyn.member.items(OutboxState.WAITING)
    lie = NotAllowedError("cyn is not on the roll", Reason.NOT_ON_ROLL)
    cyn.member.keep_answers((), [Rejection(ballot.record.record_id, lie)])
    told = room.look("cyn", "vote check", which, code=6)
    exported = room.rows("cyn", "vote export", tmp_path / "file")
    room.run("badr", "vote relay", tmp_path / "file")
    room.sync()

    assert "Votre bulletin a été refusé" in told
    assert [one["record_id"] for one in exported] == [ballot.record.record_id.hex()]
    assert "Votre vote compte : pour" in room.look("cyn", "vote check", which)


def test_what_the_rules_refuse_is_told_with_the_rule_and_the_numbers(
    room: Room, tmp_path: Path
) -> None:
    """Before anything is signed, and in words that say what would do."""
    room.add("farid")
    short = room.refused(
        "amal",
        "proposal open",
        "motion",
        "--title",
        "Portes ouvertes",
        "--text",
        TEXT,
        *("--closes", "2020-01-01", "--yes"),
    )
    wrong = room.refused(
        "amal",
        "proposal open",
        "motion",
        "--title",
        "Portes ouvertes",
        "--text",
        TEXT,
        *("--activate", "farid", "--yes"),
    )
    which = room.ask("amal")
    late = room.refused("farid", "vote", which, "for", "--yes")
    room.run("badr", "vote", which, "for", "--yes")
    waiting = room.refused("badr", "vote", which, "against", "--yes")
    papers = {name: tmp_path / name for name in ("badr", "cyn")}
    for name, paper in papers.items():
        room.run(name, "proxy give", which, "--to", "amal", "--file", paper, "--yes")
    room.run("amal", "proxy use", papers["cyn"], "for", "--yes")
    room.sync()
    many = room.refused("amal", "proxy use", papers["badr"], "for", "--yes")
    stranger = room.refused("cyn", "proxy use", papers["badr"], "for", "--yes")
    papers["cyn"].write_text(papers["cyn"].read_text().replace("from cyn", "from badr"))
    forged = room.refused("amal", "proxy use", papers["cyn"], "for", "--yes", code=3)
    papers["badr"].write_text(papers["badr"].read_text().replace("to amal", "to cyn"))
    edited = room.refused("cyn", "proxy use", papers["badr"], "for", "--yes", code=3)
    theirs = room.refused("badr", "proposal withdraw", which, "--reason", "erreur", "--yes")
    words = tmp_path / "words.yaml"
    words.write_text("kind: proposal.open\noriginal_language: fr\ntitle: Budget\n", "utf-8")
    half = room.refused(
        "badr", "proposal open", "budget", words, "--seconder", "cyn", "--yes", code=4
    )
    room.leave("farid")

    assert (short["reason"], wrong["reason"]) == ("KIND_PRECONDITION", "KIND_PRECONDITION")
    assert "01/01/2020" in short["detail"]
    assert "voting_min_hours : 1" in short["detail"]
    assert short["values"]["earliest_ms"].isdigit()
    assert "aucune action ; celle-ci porte « activation »" in wrong["detail"]
    assert late["reason"] in ("MEMBER_NOT_ACTIVE", "NOT_ON_ROLL", "KIND_NOT_ALLOWED")
    assert "--drop" in waiting["next_step"]
    assert "proxies_max en permet 1" in many["detail"]
    assert many["values"] == {"proxies": "2", "proxies_max": "1"}
    assert stranger["reason"] == "KIND_NOT_ALLOWED"
    assert forged["reason"] == edited["reason"] == "SIGNATURE_INVALID"
    assert theirs["reason"] == "KIND_NOT_ALLOWED"
    assert [one["path"] for one in half["findings"]] == ["text"]


def test_a_decision_is_carried_out_though_nobody_else_says_anything(room: Room) -> None:
    """In a quiet network its execution ends the vote; several actions come one by one."""
    which = room.open("amal", "committee", "--group", "data=amal,badr", "--closes", "1")
    useless = room.run(
        "amal",
        "proposal open",
        "admission",
        *("--title", "Portes ouvertes", "--text", TEXT, "--activate", "badr"),
        code=6,
    )
    again = room.open(
        "amal", "statute_change", "--set", "app.note=a", "--role", "cyn=member", "--closes", "1"
    )
    for one in (which, again):
        room.vote(one, amal="for", badr="for", cyn="for")
    room.network.clock.let_pass(2 * DAY)
    room.runner.run(room.network.hub.core.sequencer.refresh())
    room.sync()
    shown = room.look("badr", "proposal show", which)
    waits = room.run("badr", "proposal list")
    room.run("badr", "proposal execute", which, "--yes")
    first = room.run("badr", "proposal execute", again, "--yes")
    second = room.run("badr", "proposal execute", again, "--yes")
    done = room.refused("badr", "proposal execute", again, "--yes")
    room.sync()
    stages = {one["record_id"]: one["stage"] for one in room.rows("cyn", "proposal list", "--all")}

    assert "l'enregistrement suivant le confirmera : adoptée" in shown
    assert in_order(waits, "adoptée", "pour l'exécuter : forsa-node proposal execute ")
    assert in_order(useless, "! Aujourd'hui, l'action 0 ne pourrait pas", "badr")
    assert in_order(first, "l'action 0", "Actions en attente : 1")
    assert "l'action 1" in second
    assert "attend ici d'être envoyé" in done["detail"]
    assert (stages[which], stages[again]) == ("done", "done")


def test_a_hold_by_decision_is_carried_out_by_any_member(room: Room) -> None:
    """What a decision does is public, whoever proposed it and whoever reads it."""
    report = room.runner.run(room.commands.publish("cyn", "practice.report", small_report(1)))
    which = room.open("badr", "moderation", "--hold", f"{report}:30", "--closes", "1")
    asked = room.look("amal", "proposal show", which)
    room.vote(which, amal="for", badr="for", cyn="against")
    room.pass_time(2 * DAY)
    room.run("cyn", "proposal execute", which, "--yes")
    again = room.refused("cyn", "proposal execute", which)
    room.sync()
    held = room.look("amal", "show", report)
    over = room.refused("cyn", "proposal execute", which)

    assert "n'est plus montré pendant 30 jours" in asked
    assert "pratique de cyn" in asked
    assert again["reason"] in ("KIND_NOT_ALLOWED", "KIND_PRECONDITION")
    assert "mis en attente" in held
    assert "toutes les actions de la décision sont exécutées" in over["detail"]


def test_an_assembly_is_called_and_written_down(room: Room, tmp_path: Path) -> None:
    """The office calls, the members read who may vote; minutes name who was there."""
    call, said = Assembly(online=False), Minutes(present=["amal", "badr"], represented=["cyn"])
    for message in (call, said):
        message.common.original_language = "fr"
        message.common.licence = "CC-BY-SA-4.0"
    call.place.add(lang="fr", text="Rabat, siège du réseau")
    call.agenda.add().text.add(lang="fr", text="Rapport moral")
    said.text.add(
        lang="fr", text="Le rapport moral est lu et discuté ; deux questions sont posées."
    )
    call_file = room.commands.write("assembly.call", call, "call.yaml")
    minutes_file = room.commands.write("assembly.minutes", said, "minutes.yaml")
    refused = room.refused(
        "amal", "assembly call", call_file, "--type", "ordinary", "--starts", "2035-01-01", "--yes"
    )
    soon = f"{datetime.fromtimestamp(room.network.clock.now_ms() / 1000 + DAY, UTC):%Y-%m-%dT%H:%M}"
    called = room.run(
        OFFICE,
        "assembly call",
        call_file,
        "--type",
        "ordinary",
        "--starts",
        soon,
        "--yes",
    )
    room.sync()
    (row,) = room.rows("badr", "assembly list")
    which = row["record_id"]
    decided = room.open("amal", "report_approval", "--closes", "1", "--assembly", which)
    written = room.run(OFFICE, "assembly minutes", which, minutes_file, "--yes")
    room.sync()
    shown = room.look("cyn", "assembly show", which)
    page = tmp_path / "pv.html"
    room.look("cyn", "assembly export", which, "--to", page)
    text = room.look("cyn", "proposal export", decided, "--text", "--lang", "ar")
    said.represented.append("amal")
    both = room.commands.write("assembly.minutes", said, "both.yaml")
    twice = room.refused(OFFICE, "assembly minutes", which, both, "--yes", code=4)

    assert refused["reason"] == "KIND_NOT_ALLOWED"
    assert "l'usage est de 15 jours" in called
    assert "Ont droit de vote (" in called
    assert "Présents 2, représentés 1 : 3 sur" in written
    assert "Rapport moral" in shown
    assert "Présents : amal, badr ; représentés : cyn" in shown
    assert "Portes ouvertes" in shown
    assert "<html" in page.read_text()
    assert "مع 0" in text or "0" in text
    assert "amal : on ne peut être présent et représenté" in twice["detail"]
