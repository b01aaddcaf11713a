"""`forsa governance recount`: an honest copy agrees, and nothing that was changed in one does."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from forsa.bundle import BodyFrame, CheckpointFrame, EntryFrame, Frame
from forsa.cli import forsa
from forsa.cli.recount_copy import recount_copy
from forsa.commitment import commit
from forsa.entry import LogEntry
from forsa.v1 import effects_pb2 as v1
from forsa.v1.common_pb2 import Common, LocalText
from forsa.v1.governance_pb2 import Proposal as Text
from forsa.v1.trust_pb2 import Setting
from forsa.words.reasons import LANGUAGES, Language

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage
from tests.support.folded_log import DAY_MS, FoldedLog
from tests.support.log_copies import (
    SALT,
    bundle_of,
    digest_of,
    frames_of,
    hub_copy,
    node_copy,
    note_of,
)

TEXT = Text(
    common=Common(original_language="fr"),
    title=[LocalText(lang="fr", text="Rapport moral"), LocalText(lang="ar", text="التقرير الأدبي")],
    text=[LocalText(lang="fr", text="Le rapport de l'année est approuvé.")],
).SerializeToString()
STORY = (
    "members amal badr cyn dalia",
    "open p1 by amal: set proxies_max=2",
    "ballot p1 by amal: against",
    "ballot p1 by amal: for",
    "ballot p1 by badr: for",
    "ballot p1 by cyn for dalia: for",
    "close p1",
    "execute p1 by amal",
    "open p2 by badr: motion",
    "ballot p2 by badr: against",
    "ballot p2 by cyn: against",
    "ballot p2 by dalia: abstain",
    "close p2",
    *["wait 1 days"] * 3,
)


def told_log() -> tuple[FoldedLog, int]:
    """A log with an adopted, a rejected and an open proposal, and the index of the last."""
    stage = Stage(STORY)
    for line in STORY:
        stage.play(line, EVENTS)
    log = stage.log
    effect = v1.ProposalOpen(type="report_approval", closes_ms=log.now_ms + 9 * DAY_MS, call=1)
    log.publish("cyn", "proposal.open", effect, body=commit(SALT, TEXT))
    return log, log.state.size - 1


LOG, OPEN = told_log()
P1, P2 = 1, 8
TEXTS = {OPEN: TEXT}


def run(*arguments: object) -> Result:
    """Run `forsa governance recount` with these arguments."""
    return CliRunner().invoke(forsa, ["governance", "recount", *map(str, arguments)])


def told(*arguments: object, code: int = 0) -> Any:
    """What it says as JSON."""
    result = run(*arguments, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a hub."""
    return hub_copy(LOG, tmp_path_factory.mktemp("made") / "hub", TEXTS)


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "copy"))


def change(folder: Path, *statements: tuple[str, tuple[object, ...]]) -> Path:
    """Change the database of a copy."""
    with closing(sqlite3.connect(folder / "hub.db")) as connection, connection:
        for statement, values in statements:
            assert connection.execute(statement, values).rowcount > 0, statement
    return folder


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle of the whole log."""
    path = tmp_path / "log.forsa"
    path.write_bytes(bundle_of(LOG, frames_of(LOG, TEXTS)))
    return path


def test_an_honest_copy_agrees_and_has_the_digest_that_every_node_has(copy: Path) -> None:
    """What the network decided can be said by anybody who has its entries."""
    found = told(copy, "--network", LOG.network_id.hex())

    assert (found["agrees"], found["differences"], found["source"]) == (True, [], "copy")
    assert found["state_digest"] == digest_of(LOG)
    assert found["signed_size"] == found["size"] == LOG.state.size
    assert [(one["index"], one["result"], one["expected"]) for one in found["decisions"]] == [
        (P1, "adopted", "adopted"),
        (P2, "rejected", "rejected"),
        (OPEN, "open", "no_quorum"),
    ]
    assert found["decisions"][2]["title"]["ar"] == "التقرير الأدبي"
    assert found["decisions"][0]["text_state"] == "missing"


def test_a_bundle_is_counted_without_any_database(bundle: Path) -> None:
    """A file on a USB stick is all that a member without a network has."""
    found = told(bundle)

    assert (found["agrees"], found["source"], found["network_given"]) == (True, "bundle", False)
    assert found["state_digest"] == digest_of(LOG)
    assert found["signed_size"] == LOG.state.size
    assert found["decisions"][2]["title"]["fr"] == "Rapport moral"


def test_a_proposal_is_shown_with_every_ballot_and_proxy_behind_it(copy: Path) -> None:
    """A member checks its own, and everybody the sum."""
    said = run(copy, "--proposal", P1, "--lang", "en").stdout

    for part in (
        f"Number {P1}, change of the statutes: adopted",
        "  > ",
        "quorum 3 of 4: 3 present or represented",
        "3 for of 3 cast: at least two thirds",
        "amal: for (number 3, ",
        "dalia: for, by proxy to cyn (number 5, ",
        "amal: against (number 2, ",
        "; replaced by number 3",
        "without a ballot: cyn",
        "(its text is not here)",
        "Everything agrees",
    ):
        assert part in said, part
    assert f"Number {P2}" not in said


def test_a_proposal_is_found_by_its_record_id_and_no_other_is_meant(copy: Path) -> None:
    """An id that was cut short must not show another decision."""
    (one,) = told(copy, "--proposal", P2)["decisions"]

    assert told(copy, "--proposal", one["record_id"][:16])["decisions"] == [one]
    assert told(copy, "--proposal", "7", code=6)["error"]["reason"] == "RECORD_UNKNOWN"
    assert told(copy, "--proposal", one["record_id"][:4], code=6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recount_is_said_in_the_language_of_its_reader(copy: Path, language: Language) -> None:
    """Half of the members check in Arabic, what agrees and what does not."""
    change(copy, ("UPDATE turn SET value = 'null' WHERE position = ?", (P1 + 5,)))
    said = run(copy, "--ballots", "--lang", language)

    assert said.exit_code == 3
    assert "{" not in said.stdout.replace('{"', "")


def test_a_node_that_has_not_fetched_everything_is_told_so_and_not_suspected(
    tmp_path: Path,
) -> None:
    """It accepted a tree before the link broke. Who cut off the end of a copy is told the same."""
    whole = node_copy(LOG, tmp_path / "whole", note_of(LOG))
    behind = node_copy(LOG, tmp_path / "behind", note_of(LOG), size=P2)
    found, less = told(whole), told(behind)

    assert (found["signed_size"], found["known_size"]) == (LOG.state.size, None)
    assert (less["signed_size"], less["known_size"]) == (None, LOG.state.size)
    assert less["agrees"]
    assert (
        f"INCOMPLETE: a signed tree of size {LOG.state.size}" in run(behind, "--lang", "en").stdout
    )


def test_a_node_whose_entries_are_not_those_of_the_tree_it_accepted_is_found(
    tmp_path: Path,
) -> None:
    """The mirror was changed, and what the member keeps beside it was not."""
    other = FoldedLog()
    changed = node_copy(LOG, tmp_path / "changed", note_of(other))
    found = told(changed, code=3)

    assert [one["what"] for one in found["differences"]] == ["checkpoint"]


def test_entries_after_the_signed_ones_are_not_called_proved(copy: Path) -> None:
    """What a hub appended and did not sign yet may still be another tomorrow."""
    change(copy, ("UPDATE checkpoint SET note = ?", (note_of(LOG, P2).format(),)))
    found = told(copy)

    assert (found["signed_size"], found["size"]) == (P2, LOG.state.size)
    assert f"The first {P2} are the tree" in run(copy, "--lang", "en").stdout


# --- what somebody changed ----------------------------------------------------------------------


def other_choice(entry: bytes) -> bytes:
    """The same ballot, with another choice: what a hub's owner could write into the database."""
    assert b"against" in entry
    return entry.replace(b"against", b"abstain")


def changed_ballot(folder: Path) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The bytes of a ballot, with the leaf hash that goes with them."""
    from forsa.entry import hash_entry

    del folder
    entry = other_choice(LOG.entries[P2 + 1])
    wanted = "UPDATE entry SET data = ?, leaf = ? WHERE position = ?"
    yield wanted, (entry, hash_entry(entry), P2 + 1)


def test_a_ballot_that_was_changed_in_a_copy_is_found(copy: Path) -> None:
    """Its signature fails, the tree is another, and what was kept of the vote does not follow."""
    change(copy, *changed_ballot(copy))
    found = told(copy, code=3)
    what = {one["what"] for one in found["differences"]}

    assert {"verdict", "turn", "head", "checkpoint"} <= what
    assert {"index": P2 + 1, "stored": "valid", "found": "V9"}.items() <= next(
        one for one in found["differences"] if one["what"] == "verdict"
    ).items()
    assert found["signed_size"] is None


def test_what_differs_is_said_in_lines_that_can_be_read(copy: Path) -> None:
    """A screen full of a database's rows tells nobody which ballot it was."""
    change(copy, *changed_ballot(copy))
    lines = run(copy, "--lang", "fr").stdout.splitlines()
    listed = [one for one in lines if one.startswith("- ")]

    assert f"- l'enregistrement n° {P2 + 1} est gardé comme valable, il est V9" in listed
    assert any("[…]" in one for one in listed)
    assert max(map(len, listed)) < 500
    assert not any("Aucun point de contrôle signé n'est ici" in one for one in lines)


def test_bytes_that_do_not_fit_their_leaf_hash_are_found(copy: Path) -> None:
    """A disk that forgets a bit, or a hand that is in a hurry."""
    entry = other_choice(LOG.entries[P2 + 1])
    change(copy, ("UPDATE entry SET data = ? WHERE position = ?", (entry, P2 + 1)))
    found = told(copy, code=3)

    assert ("entry_bytes", P2 + 1) in {(one["what"], one["index"]) for one in found["differences"]}


def test_an_entry_that_is_missing_ends_the_count(copy: Path) -> None:
    """A ballot that was taken out leaves a hole; what comes after it is not guessed."""
    change(copy, ("DELETE FROM entry WHERE position = ?", (P2 + 1,)))
    found = told(copy, code=3)

    assert found["size"] == P2 + 1
    assert found["differences"][0] == {
        "what": "entry_missing",
        "index": P2 + 1,
        "stored": "",
        "found": "",
    }
    assert [one["index"] for one in found["decisions"]] == [P1, P2]


CHANGES: dict[str, tuple[str, tuple[object, ...]]] = {
    "turn": (
        "UPDATE turn SET value = replace(value, 'rejected', 'adopted') WHERE position = ?",
        (P2 + 4,),
    ),
    "outcome": ("UPDATE outcome SET result = 'adopted' WHERE result = 'rejected'", ()),
    "digest": ("UPDATE digest SET digest = zeroblob(32)", ()),
    "verdict": ("UPDATE entry SET void = 'V14' WHERE position = ?", (P1 + 1,)),
    "head": ("UPDATE head SET root = zeroblob(32)", ()),
    "text": ("UPDATE body SET data = ? WHERE position = ?", (TEXT + b"\x00", OPEN)),
    "checkpoint": ("UPDATE checkpoint SET note = ?", (note_of(FoldedLog()).format(),)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_is_kept_beside_the_entries_is_held_against_them(copy: Path, what: str) -> None:
    """Screens show what is kept: who can write there could show another result."""
    change(copy, CHANGES[what])
    found = told(copy, code=3)

    assert not found["agrees"]
    assert {one["what"] for one in found["differences"]} == {what}
    assert found["state_digest"] == digest_of(LOG)


def test_a_turn_that_nobody_made_and_one_that_is_gone_are_found(copy: Path) -> None:
    """What was added is as false as what was taken away."""
    change(
        copy,
        ("DELETE FROM turn WHERE part = 'proposal' AND position = ?", (P2 + 4,)),
        ("INSERT INTO turn VALUES ('setting', 'proxies_max', 2, '\"5\"')", ()),
    )
    found = told(copy, code=3)

    assert [(one["what"], one["index"], bool(one["stored"])) for one in found["differences"]] == [
        ("turn", 2, True),
        ("turn", P2 + 4, False),
    ]


def test_a_copy_of_an_earlier_version_is_counted_without_what_it_did_not_keep(copy: Path) -> None:
    """An old backup has no table of turns: its entries are still the law."""
    with closing(sqlite3.connect(copy / "hub.db")) as connection, connection:
        connection.executescript("DROP TABLE turn; DROP TABLE outcome; DROP TABLE checkpoint")
    found = told(copy)

    assert (found["agrees"], found["signed_size"]) == (True, None)
    assert "No signed checkpoint is here" in run(copy, "--lang", "en").stdout


def test_a_copy_of_a_running_hub_is_read_with_what_it_had_not_filed_and_left_as_it_is(
    copy: Path, tmp_path: Path
) -> None:
    """Evidence that a program wrote to is no evidence; the newest ballots lie beside the file."""
    with closing(sqlite3.connect(copy / "hub.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE outcome SET result = 'adopted' WHERE result = 'rejected'")
        connection.commit()
        taken = tmp_path / "taken"
        taken.mkdir()
        for name in ("hub.db", "hub.db-wal"):
            shutil.copy(copy / name, taken)
    before = {path.name: path.read_bytes() for path in taken.iterdir()}
    found = told(taken, code=3)

    assert {one["what"] for one in found["differences"]} == {"outcome"}
    assert {name: (taken / name).read_bytes() for name in before} == before


def test_a_hub_that_goes_on_meanwhile_is_counted_as_it_was_at_the_start(copy: Path) -> None:
    """Entries that come while the first are folded would else differ from what is kept of them."""
    with closing(sqlite3.connect(copy / "hub.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")

    def log_more(_done: int, _total: int) -> None:
        change(copy, ("UPDATE head SET size = size + 1", ()), ("DELETE FROM turn", ()))

    _, findings = recount_copy(copy / "hub.db", log_more)

    assert findings.differences == []
    assert findings.signed_size == LOG.state.size


def test_a_copy_on_a_disk_that_nothing_may_be_written_to_is_counted(copy: Path) -> None:
    """An archive is read-only, and its database was left as a running hub leaves it."""
    with closing(sqlite3.connect(copy / "hub.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    copy.chmod(0o500)
    try:
        found = told(copy)
    finally:
        copy.chmod(0o700)

    assert found["agrees"]


# --- what is no log, or not this one ------------------------------------------------------------


def swapped(frames: list[Frame]) -> list[Frame]:
    """A bundle in which a ballot says something else."""
    return [
        EntryFrame(one.index, other_choice(one.entry))
        if isinstance(one, EntryFrame) and one.index == P2 + 1
        else one
        for one in frames
    ]


def other_words(frames: list[Frame]) -> list[Frame]:
    """A bundle that puts other words into a proposer's mouth."""
    return [
        BodyFrame(one.record_id, one.salt, one.body + b"\x00")
        if isinstance(one, BodyFrame)
        else one
        for one in frames
    ]


def unsigned(frames: list[Frame]) -> list[Frame]:
    """A bundle without a checkpoint."""
    return [one for one in frames if not isinstance(one, CheckpointFrame)]


@pytest.mark.parametrize("bend", [swapped, other_words, unsigned])
def test_a_bundle_that_was_changed_is_not_counted(
    tmp_path: Path, bend: Callable[[list[Frame]], list[Frame]]
) -> None:
    """Its hash at the end is anybody's to write; the signatures are not."""
    path = tmp_path / "log.forsa"
    path.write_bytes(bundle_of(LOG, bend(frames_of(LOG, TEXTS))))

    assert run(path).exit_code == 3


def test_a_bundle_that_begins_later_is_not_counted(tmp_path: Path) -> None:
    """Who may vote was decided in the entries that it does not have."""
    path = tmp_path / "log.forsa"
    frames = [one for one in frames_of(LOG) if not isinstance(one, EntryFrame) or one.index >= 2]
    path.write_bytes(bundle_of(LOG, frames, start=2))

    assert run(path).exit_code == 3


def test_another_network_is_refused(copy: Path, bundle: Path) -> None:
    """A made-up network with the right names counts right, too: the id is what tells it apart."""
    for source in (copy, bundle):
        assert run(source, "--network", "0" * 64).exit_code == 3
        assert run(source, "--network", LOG.network_id.hex()).exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("letter.txt", b"Dear members", 4),
        ("hub.db", b"SQLite format 3\x00 and nothing more", 8),
        ("cut.forsa", bundle_of(LOG)[:-40], 4),
        ("empty", b"", 4),
    ],
)
def test_what_is_no_log_says_so(tmp_path: Path, name: str, content: bytes, code: int) -> None:
    """People take the wrong file from a stick."""
    path = tmp_path / name
    path.write_bytes(content)

    assert run(path).exit_code == code


def test_a_folder_and_a_database_without_a_log_say_so(tmp_path: Path) -> None:
    """A folder of pictures is no copy, and an empty database founds no network."""
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE entry (position INTEGER, data BLOB, leaf BLOB)")

    assert run(tmp_path).exit_code == 5
    assert run(tmp_path / "other.db").exit_code == 4


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"\x01",
        LogEntry(1, b"no envelope").format(),
        LOG.entries[1],
        LOG.entry(LOG.record("amal", "recipe.share", b"\xff")),
    ],
)
def test_a_first_entry_that_founds_nothing_is_told(copy: Path, first: bytes) -> None:
    """Whose log it is follows from entry 0 alone."""
    change(copy, ("UPDATE entry SET data = ? WHERE position = 0", (first,)))

    assert run(copy).exit_code == 4


def test_entries_of_any_size_and_type_are_read_as_what_they_are(copy: Path) -> None:
    """A copy is a stranger's file: a row of text or of a gigabyte is no entry, and no crash."""
    change(
        copy,
        ("UPDATE entry SET data = 'text' WHERE position = ?", (P2 + 1,)),
        ("UPDATE entry SET data = zeroblob(2000000) WHERE position = ?", (P2 + 2,)),
        ("UPDATE body SET data = zeroblob(3000000)", ()),
        ("UPDATE turn SET value = 7 WHERE position = ?", (P1 + 5,)),
        ("UPDATE head SET size = 'many'", ()),
    )
    found = told(copy, code=3)

    assert {"entry_bytes", "verdict", "turn", "head"} <= {
        one["what"] for one in found["differences"]
    }


def test_a_made_up_entry_beyond_the_last_does_not_keep_the_count_busy(copy: Path) -> None:
    """One row far away must not be waited for."""
    entry = LogEntry(1, b"x").format()
    wanted = "INSERT INTO entry (position, data, leaf, completed) VALUES (?, ?, zeroblob(32), '')"
    change(copy, (wanted, (2**40, entry)))
    found = told(copy, code=3)

    assert found["size"] == LOG.state.size
    assert found["differences"][0]["what"] == "entry_missing"


def test_no_action_is_cut_and_no_title_looks_like_the_count(tmp_path: Path) -> None:
    """The last of many settings may be what matters, and a title may say that it was adopted."""
    log = FoldedLog(["amal", "badr"], settings={"voting_min_hours": "1"})
    values = {f"app.a{number}": "x" * 250 for number in range(5)} | {"voting_min_hours": "2"}
    settings = [Setting(name=name, value=value) for name, value in sorted(values.items())]
    effect = v1.SettingChange(settings=settings).SerializeToString()
    action = v1.Action(kind="setting.change", effect=effect)
    closes_ms = log.now_ms + DAY_MS
    opening = v1.ProposalOpen(type="statute_change", actions=[action], closes_ms=closes_ms, call=1)
    forged = "Adoptée : 41 pour"
    text = Text(common=Common(original_language="fr"), title=[LocalText(lang="fr", text=forged)])
    data = text.SerializeToString()
    log.publish("amal", "proposal.open", opening, body=commit(SALT, data))
    lines = run(hub_copy(log, tmp_path / "hub", {1: data}), "--lang", "fr").stdout.splitlines()

    assert any("app.a0" in line and "2 heures" in line for line in lines)
    assert f"  | {forged}" in lines
    assert not any(line.strip().startswith(forged) for line in lines)


def test_a_view_in_the_place_of_the_entries_is_not_asked(copy: Path) -> None:
    """A stranger's file could answer for ever, or with other entries each time."""
    with closing(sqlite3.connect(copy / "hub.db")) as connection, connection:
        connection.executescript(ENDLESS)

    assert run(copy).exit_code == 8


ENDLESS = """
    ALTER TABLE entry RENAME TO kept;
    CREATE VIEW entry AS
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
        SELECT i AS position, data, leaf, void FROM n JOIN kept ON kept.position = min(i, 3);
"""
