"""`forsa-node bundle export`: what is in the file, for whom, and that others can count from it."""

import asyncio
import io
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result
from forsa.bundle import (
    BodyFrame,
    BundleWriter,
    CheckpointFrame,
    EntryFrame,
    EvidenceFrame,
    Frame,
    ManifestFrame,
    read_bundle,
)
from forsa.cli import forsa as program
from forsa.client.hub import PullPart
from forsa.governance.digest import state_digest
from forsa.testing import LocalNetwork
from forsa.v1 import effects_pb2 as v1
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.common_pb2 import Common, LocalText
from forsa.v1.governance_pb2 import Proposal

from tests.support.commands import Commands, active_commands_of, run_command
from tests.support.nodes import between, queue

HOURS_MS: Final = 3_600_000
OPEN: Final = "une note pour tous"
INSIDE: Final = "une note entre membres"
TEXT: Final = Proposal(
    common=Common(original_language="fr", licence="CC-BY-SA-4.0"),
    title=[LocalText(lang="fr", text="Cotisation de l'année")],
    text=[LocalText(lang="fr", text="La cotisation reste celle de l'année passée.")],
    seconders=["badr"],
)


@dataclass
class Told:
    """What one run of a network left; the network is gone."""

    folder: Path
    network_id: str = ""
    digest: str = ""
    size: int = 0
    later: int = 0
    public: Any = None
    inside: Any = None
    new: Any = None
    cut_off: Any = None
    said: str = ""
    unsynced: str = ""
    behind: str = ""
    behind_left: list[Path] | None = None
    caught_up: Any = None
    nothing_new: str = ""
    too_far: str = ""
    twice: str = ""
    no_stick: str = ""
    damaged: list[str] = field(default_factory=list)

    def file(self, name: str) -> Path:
        """A bundle of this run."""
        return self.folder / f"{name}.forsa"


async def vote(network: LocalNetwork) -> None:
    """A motion that both members adopt, and a note for everybody and one for members."""
    amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
    effect = v1.ProposalOpen(type="motion", closes_ms=network.clock.now_ms() + 2 * HOURS_MS, call=1)
    opened = queue(amal, kind="proposal.open", body=TEXT, effect=effect, languages=("fr",))
    await network.sync()
    for node in (amal, badr):
        ballot = v1.BallotCast(choice="for")
        queue(node, kind="ballot.cast", body=b"", effect=ballot, parent=opened.record.record_id)
    await network.sync()
    network.clock.let_pass(3 * HOURS_MS / 1000)
    queue(amal, OPEN)
    queue(amal, INSIDE, audience="network")
    await network.sync()


async def play(told: Told) -> None:
    """A vote; then badr is cut off while amal goes on."""
    async with active_commands_of(told.folder, "amal", "badr") as commands:
        network = commands.network
        await vote(network)
        told.network_id = network.network_id.hex()
        rights = network.nodes["amal/n1"].mirror.state.rights
        told.digest = state_digest(rights).hex()
        export = "bundle export"
        told.public = await commands.json("amal", export, told.file("public"))
        told.said = await commands.run("amal", export, told.file("said"), "--lang", "en")
        told.inside = await commands.json(
            "amal", export, told.file("inside"), "--bodies", "network"
        )
        told.size = told.public["to_size"]
        told.nothing_new = await commands.run(
            "amal", export, told.file("n"), "--from", told.size, code=6
        )
        told.too_far = await commands.run("amal", export, told.file("n"), "--from", 9999, code=6)
        told.twice = await commands.run("amal", export, told.file("public"), code=5)
        told.no_stick = await commands.run("amal", export, told.folder / "no" / "f", code=5)
        await cut_off(commands, told)
        await commands.network.add_node("cyn")
        told.unsynced = await commands.run("cyn", export, told.file("n"), code=6)


async def cut_off(commands: Commands, told: Told) -> None:
    """Badr knows less than amal; then a line that breaks after the head; then all of it."""
    network, export = commands.network, "bundle export"
    for number in range(3):
        queue(network.nodes["amal/n1"], f"encore {number}")
    await network.nodes["amal/n1"].sync()
    told.new = await commands.json("amal", export, told.file("new"), "--from", told.size)
    told.later = told.new["to_size"]
    told.cut_off = await commands.json("badr", export, told.file("cut"), "--bodies", "network")
    badr = network.nodes["badr/n1"]
    (await between(badr)).lie = head_alone
    await badr.sync()
    before = set(told.folder.iterdir())
    told.behind = await commands.run("badr", export, told.file("n"), code=6)
    told.behind_left = sorted(set(told.folder.iterdir()) - before)
    badr = network.nodes["badr/n1"]
    note = (told.public["root"] + "\n").encode()
    badr.member.add_evidence(EvidenceFrame(1, note, note, (), b""), network.clock.now_ms())
    await badr.sync()
    told.caught_up = await commands.json("badr", export, told.file("caught"))
    await network.close_node("badr")
    told.damaged = [
        await asyncio.to_thread(on_a_damaged_disk, commands.folder_of("badr"), told, *change)
        for change in ((swap_entries, "none"), (change_texts, "public"))
    ]
    await network.open_node("badr")


def swap_entries(connection: sqlite3.Connection) -> None:
    """The two last entries change places, and so do the hashes beside them."""
    rows = connection.execute("SELECT data, leaf FROM entry ORDER BY position DESC LIMIT 2")
    for place, row in enumerate(reversed(rows.fetchall())):
        change = "UPDATE entry SET data = ?, leaf = ? WHERE position = ?"
        (last,) = connection.execute("SELECT max(position) FROM entry").fetchone()
        connection.execute(change, (*row, last - place))


def change_texts(connection: sqlite3.Connection) -> None:
    """No text is what its author signed."""
    connection.execute("UPDATE body SET data = x'00'")


def on_a_damaged_disk(
    folder: Path, told: Told, change: Callable[[sqlite3.Connection], None], readers: str
) -> str:
    """What the command says in a copy of a node's folder that was changed."""
    copy = told.folder / change.__name__
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.sock"))
    with closing(sqlite3.connect(copy / "mirror.db")) as connection, connection:
        change(connection)
    done = run_command(copy, "bundle export", told.file("damaged"), "--bodies", readers)
    assert done.exit_code == 8, done.output
    return done.output


def head_alone(part: PullPart) -> list[PullPart]:
    """A line that breaks when the head has come."""
    return [part] if isinstance(part, pb.PullHead) else []


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """One run."""
    found = Told(tmp_path_factory.mktemp("bundles"))
    asyncio.run(play(found))
    return found


def run(*arguments: object) -> Result:
    """`forsa` with these arguments."""
    return CliRunner().invoke(program, [*map(str, arguments), "--json"])


def answer(*arguments: object) -> Any:
    """The same, which must end well, as JSON."""
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


COMMANDS: Final = (("verify",), ("governance", "recount"))


def test_a_written_log_verifies_without_any_network(told: Told) -> None:
    """The network id alone is trusted; the file brings the rest."""
    found = answer("verify", told.file("public"), "--network", told.network_id)

    assert (found["verified"], found["network_given"]) == (True, True)
    assert found["to_size"] == found["checkpoint_size"] == told.size
    assert found["frames"]["entry"] == told.size
    assert found["frames"]["body"] == told.public["texts"]


def test_every_decision_is_counted_again_from_a_file(told: Told) -> None:
    """Who has no node arrives where every node is, ballots and all."""
    found = answer("governance", "recount", told.file("public"), "--network", told.network_id)
    (decision,) = found["decisions"]

    assert (found["agrees"], found["state_digest"]) == (True, told.digest)
    assert found["signed_size"] == found["size"] == told.size
    assert (decision["result"], len(decision["votes"])) == ("adopted", 2)
    assert decision["title"] == {"fr": "Cotisation de l'année"}


def test_a_text_for_members_is_in_no_file_for_others(told: Told) -> None:
    """The default is the file that does the least harm where it was not meant to go."""
    assert INSIDE.encode() not in told.file("public").read_bytes()
    assert INSIDE.encode() in told.file("inside").read_bytes()
    assert told.public["left"]["others"] == 1
    assert told.inside["texts"] == told.public["texts"] + 1


def test_a_file_is_told_with_what_is_in_it_and_for_whom(told: Told) -> None:
    """Who hands it on must know whose business it is."""
    assert "no other text" in told.said
    assert "members and observers of the network" in told.said
    assert f"--network {told.network_id}" in told.said
    assert f"--from {told.size}" in told.said


def test_a_file_is_its_owners_alone_on_the_disk(told: Told) -> None:
    """Every header is in it: who did what, and when."""
    assert told.file("public").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_what_follows_goes_on_from_the_file_before(told: Told, command: tuple[str, ...]) -> None:
    """A member on a bad line is sent what is new."""
    assert told.new["from_size"] == told.size
    found = answer(*command, told.file("public"), "--then", told.file("new"))

    assert found.get("checkpoint_size", found.get("signed_size")) == told.later
    assert run(*command, told.file("new")).exit_code == 3


def test_a_node_that_was_cut_off_writes_what_it_verified(told: Told) -> None:
    """An old log that holds is worth more than none; its time is told."""
    assert told.cut_off["to_size"] == told.size < told.later
    assert answer("verify", told.file("cut"))["checkpoint_size"] == told.size
    assert answer("governance", "recount", told.file("cut"))["state_digest"] == told.digest
    assert told.cut_off["root"] == told.public["root"]


def test_a_node_that_lacks_entries_of_its_checkpoint_says_what_to_do(told: Told) -> None:
    """Entries that no checkpoint covers would prove nothing to anybody."""
    assert f"{told.size} entrées sur {told.later}" in told.behind
    assert "forsa-node sync" in told.behind
    assert told.behind_left == []
    assert told.caught_up["to_size"] == told.later


def test_a_node_that_never_synchronised_has_nothing_to_write(told: Told) -> None:
    """The trust root that it joined with is not the log."""
    assert "forsa-node sync" in told.unsynced


def test_evidence_against_the_hub_goes_with_the_log(told: Told) -> None:
    """A node that keeps it to itself warns nobody."""
    assert (told.public["evidence"], told.caught_up["evidence"]) == (0, 1)
    assert answer("verify", told.file("caught"))["frames"]["evidence"] == 1


def test_nothing_is_overwritten_and_no_folder_is_made(told: Told) -> None:
    """A stick that is not there must not become a folder on this disk."""
    assert "public.forsa" in told.twice
    assert not (told.folder / "no").exists()
    assert ".part" not in told.no_stick
    assert "sans --from" in told.nothing_new
    assert str(told.size) in told.too_far


def test_a_damaged_disk_gives_no_file(told: Told) -> None:
    """Half a file would be taken for one, and a wrong one for the network's fault."""
    swapped, texts = told.damaged

    assert "ne sont pas celles qui ont été vérifiées" in swapped
    assert "est abîmé" in texts
    assert not told.file("damaged").exists()
    assert list(told.folder.glob(".*")) == []


# Files that somebody changed.


def frames_in(told: Told) -> list[Frame]:
    """Of the file with public texts."""
    path = told.file("public")
    origin = told.public["origin"]
    return list(read_bundle(io.BytesIO(path.read_bytes()), bytes.fromhex(told.network_id), origin))


def forged(frames: Iterable[Frame], path: Path) -> Path:
    """A file of these frames with the right hash at its end."""
    manifest, *others = frames
    assert isinstance(manifest, ManifestFrame)
    out = io.BytesIO()
    writer = BundleWriter(out.write, manifest)
    for one in others:
        writer.add(one)
    writer.close()
    path.write_bytes(out.getvalue())
    return path


def other_vote(frame: Frame) -> Frame:
    """Badr voted otherwise."""
    if isinstance(frame, EntryFrame):
        return replace(frame, entry=frame.entry.replace(b"\n\x03for", b"\n\x03fox"))
    return frame


def other_words(frame: Frame) -> Frame:
    """The proposal said something else."""
    if isinstance(frame, BodyFrame):
        return replace(frame, body=frame.body.replace(b"Cotisation", b"Dissolution"))
    return frame


def other_tree(frame: Frame) -> Frame:
    """The hub signed something else."""
    if isinstance(frame, CheckpointFrame):
        line = frame.note.split(b"\n")[2]
        return CheckpointFrame(frame.note.replace(line, b"A" * 43 + b"="))
    return frame


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("bend", [other_vote, other_words, other_tree])
def test_a_forger_who_mends_the_hash_gets_nowhere(
    told: Told, tmp_path: Path, bend: Callable[[Frame], Frame], command: tuple[str, ...]
) -> None:
    """The hash at the end is for accidents; signatures, proofs and commitments are for people."""
    honest = frames_in(told)
    bent = [bend(one) for one in honest]
    assert bent != honest

    assert run(*command, forged(honest, tmp_path / "honest")).exit_code == 0
    assert run(*command, forged(bent, tmp_path / "bent")).exit_code in (3, 4)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_which_entries_were_taken_is_refused(
    told: Told, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """A ballot that is left out would change a result."""
    manifest, *others = frames_in(told)
    assert isinstance(manifest, ManifestFrame)
    last = told.size - 1
    fewer = [one for one in others if not (isinstance(one, EntryFrame) and one.index == last)]
    kept = [one for one in fewer if not isinstance(one, BodyFrame)]
    shorter = [replace(manifest, to_size=last), *kept]

    assert run(*command, forged(shorter, tmp_path / "shorter")).exit_code == 3
    assert run(*command, forged([manifest, *kept], tmp_path / "gap")).exit_code == 4


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_was_cut_or_scratched_is_refused(
    told: Told, tmp_path: Path, part: float, command: tuple[str, ...]
) -> None:
    """Sticks forget, too."""
    data = bytearray(told.file("public").read_bytes())
    place = round(part * (len(data) - 1))
    cut, scratched = tmp_path / "cut", tmp_path / "scratched"
    cut.write_bytes(data[:place])
    data[place] ^= 1
    scratched.write_bytes(data)

    assert run(*command, cut).exit_code in (3, 4)
    assert run(*command, scratched).exit_code in (3, 4)
