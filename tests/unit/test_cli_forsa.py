"""`forsa verify` and `forsa inspect`: what a person gets to see of a file, offline."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from forsa.bundle import (
    BodyFrame,
    BundleWriter,
    CheckpointFrame,
    EntryFrame,
    Frame,
    ManifestFrame,
    PendingFrame,
    ReceiptFrame,
    RootFrame,
)
from forsa.cli import forsa
from forsa.cli.describe import describe
from forsa.client.identity import Identity, create_identity
from forsa.client.node_keys import NodeKeys
from forsa.errors import ForsaError
from forsa.join_token import JoinToken
from forsa.words.reasons import LANGUAGES
from hypothesis import given
from hypothesis import strategies as st

from tests.support.network_root import ORIGIN, NetworkKeys
from tests.support.signed_log import SALT, SignedLog, make_record

KEYS = NetworkKeys.make()
NETWORK = KEYS.network_id.hex()
LOG = SignedLog(KEYS)
for _number in range(5):
    LOG.append(make_record(KEYS, _number, b"body" if _number == 3 else b""))
RECEIPT = LOG.receipt(3).format()


def run(*arguments: str | Path) -> Result:
    """Run `forsa` with these arguments."""
    return CliRunner().invoke(forsa, [str(one) for one in arguments])


def told(*arguments: str | Path) -> Any:
    """What `forsa … --json` says."""
    result = run(*arguments, "--json")
    assert result.stdout, result.output
    return json.loads(result.stdout)


@pytest.fixture
def receipt_file(tmp_path: Path) -> Path:
    """A receipt on the disk."""
    path = tmp_path / "receipt.txt"
    path.write_text(RECEIPT)
    return path


@pytest.fixture
def root_file(tmp_path: Path) -> Path:
    """The trust root on the disk."""
    path = tmp_path / "1.root"
    path.write_bytes(KEYS.root.envelope)
    return path


def bundle(frames: Sequence[Frame] | None = None, manifest: ManifestFrame | None = None) -> bytes:
    """A bundle of the whole log, or of these frames."""
    out = io.BytesIO()
    writer = BundleWriter(out.write, manifest or ManifestFrame(KEYS.network_id, ORIGIN, 0, 5))
    for frame in whole() if frames is None else frames:
        writer.add(frame)
    writer.close()
    return out.getvalue()


def whole() -> list[Frame]:
    """Everything that the log has."""
    frames: list[Frame] = [RootFrame(KEYS.root.envelope)]
    frames.append(CheckpointFrame(LOG.note().format().encode()))
    frames += [EntryFrame(index, entry) for index, entry in enumerate(LOG.entries)]
    frames.append(BodyFrame(LOG.records[3].record_id, SALT, b"body"))
    frames.append(ReceiptFrame(RECEIPT.encode()))
    pending = make_record(KEYS, 9, b"later")
    frames.append(PendingFrame(pending.envelope, SALT, b"later"))
    return frames


def test_a_receipt_verifies_with_the_network_id_and_a_root_file(
    receipt_file: Path, root_file: Path
) -> None:
    """Years later, without hub or node."""
    found = told("verify", receipt_file, "--network", NETWORK, "--root", root_file)

    assert (found["verified"], found["index"], found["kind"]) == (True, 3, "practice.report")
    assert found["author_verified"]


def test_a_receipt_verifies_with_a_nodes_folder(tmp_path: Path, receipt_file: Path) -> None:
    """At home, where the trust root lies already."""
    folder = tmp_path / "amal"
    identity = Identity(folder, KEYS.network_id, "amal", "n1", "Amal")
    create_identity(identity, NodeKeys.draw()).save_roots([KEYS.root])

    assert run("verify", receipt_file, "--node", folder).exit_code == 0


def test_a_network_id_is_taken_as_people_copy_it(receipt_file: Path, root_file: Path) -> None:
    """In groups, from a telephone call or a poster."""
    spoken = " ".join(NETWORK.upper()[at : at + 4] for at in range(0, 64, 4))

    assert run("verify", receipt_file, "--network", spoken, "--root", root_file).exit_code == 0


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 3),  # nothing to trust
        (["--network", NETWORK], 3),
        (["--network", "00" * 32, "--root", "ROOT"], 3),
        (["--root", "ROOT"], 3),
        (["--network", "short", "--root", "ROOT"], 4),
        (["--network", NETWORK, "--root", "ROOT", "--author-key", "00" * 32], 3),
        (["--network", NETWORK, "--root", "ROOT", "--author-key", "xyz"], 4),
        (["--node", "HERE"], 5),
        (["--root", "/nowhere"], 2),
    ],
)
def test_without_the_right_trust_nothing_is_verified(
    receipt_file: Path, root_file: Path, options: list[str], code: int
) -> None:
    """A receipt proves nothing to who does not know whose log it is."""
    places = {"ROOT": str(root_file), "HERE": str(root_file.parent)}
    given = [places.get(option, option) for option in options]

    assert run("verify", receipt_file, *given).exit_code == code


@pytest.mark.parametrize("line", range(len(RECEIPT.split("\n"))))
def test_a_receipt_that_was_changed_anywhere_does_not_verify(
    receipt_file: Path, root_file: Path, line: int
) -> None:
    """Every line of it carries weight; the last is only the end of the file."""
    lines = RECEIPT.split("\n")
    lines[line] = lines[line][:-1] + "x" if lines[line] else "x"
    receipt_file.write_text("\n".join(lines))
    result = run("verify", receipt_file, "--network", NETWORK, "--root", root_file)

    assert result.exit_code in (3, 4)
    assert "Traceback" not in result.output


def test_a_whole_bundle_verifies(tmp_path: Path) -> None:
    """A member that gets the network on a USB stick checks it before using it."""
    path = tmp_path / "all.forsa"
    path.write_bytes(bundle())
    found = told("verify", path, "--network", NETWORK)

    assert (found["verified"], found["checkpoint_size"], found["network_given"]) == (True, 5, True)
    assert found["frames"]["entry"] == 5


def test_a_bundle_without_a_network_id_says_whose_it_claims_to_be(tmp_path: Path) -> None:
    """It brings its own trust root, so it proves only that it fits together."""
    path = tmp_path / "all.forsa"
    path.write_bytes(bundle())
    result = run("verify", path, "--lang", "en")

    assert result.exit_code == 0
    assert f"says it is of network {NETWORK}" in result.stdout


def _without(kind: type[Frame]) -> Callable[[list[Frame]], list[Frame]]:
    return lambda frames: [one for one in frames if not isinstance(one, kind)]


def _swapped(frames: list[Frame]) -> list[Frame]:
    one, two = frames[3], frames[4]
    assert isinstance(one, EntryFrame)
    assert isinstance(two, EntryFrame)
    frames[3], frames[4] = EntryFrame(1, two.entry), EntryFrame(2, one.entry)
    return frames


def _one_less(frames: list[Frame]) -> list[Frame]:
    del frames[6]
    return frames


def _one_twice(frames: list[Frame]) -> list[Frame]:
    return [*frames[:4], frames[3], *frames[4:]]


def _another_body(frames: list[Frame]) -> list[Frame]:
    return [*frames, BodyFrame(LOG.records[3].record_id, SALT, b"BODY")]


def _a_strangers_body(frames: list[Frame]) -> list[Frame]:
    return [*frames, BodyFrame(bytes(32), SALT, b"body")]


def _another_pending(frames: list[Frame]) -> list[Frame]:
    return [*frames, PendingFrame(make_record(KEYS, 9, b"later").envelope, SALT, b"LATER")]


@pytest.mark.parametrize(
    "bend",
    [
        _without(RootFrame),
        _without(CheckpointFrame),
        _swapped,
        _one_less,
        _one_twice,
        _another_body,
        _a_strangers_body,
        _another_pending,
    ],
)
def test_a_bundle_that_does_not_hold_together_is_refused(
    tmp_path: Path, bend: Callable[[list[Frame]], list[Frame]]
) -> None:
    """Whoever carries the stick could change what is on it."""
    path = tmp_path / "bent.forsa"
    path.write_bytes(bundle(bend(whole())))
    result = run("verify", path, "--network", NETWORK)

    assert result.exit_code in (3, 4)
    assert "Traceback" not in result.output


def test_a_bundle_with_fewer_entries_than_it_says_is_damaged(tmp_path: Path) -> None:
    """What is missing at the end leaves no gap behind."""
    path = tmp_path / "short.forsa"
    path.write_bytes(bundle(whole(), ManifestFrame(KEYS.network_id, ORIGIN, 0, 6)))

    assert told("verify", path)["error"]["reason"] == "BUNDLE_DAMAGED"


def test_an_entry_that_is_no_record_is_still_an_entry(tmp_path: Path) -> None:
    """A hub may log garbage; every copy of the log has it then, and calls it void."""
    log = SignedLog(KEYS)
    log.append(make_record(KEYS, 1))
    log.entries.append(b"garbage")
    frames: list[Frame] = [RootFrame(KEYS.root.envelope)]
    frames.append(CheckpointFrame(log.note().format().encode()))
    frames += [EntryFrame(index, entry) for index, entry in enumerate(log.entries)]
    path = tmp_path / "odd.forsa"
    path.write_bytes(bundle(frames, ManifestFrame(KEYS.network_id, ORIGIN, 0, 2)))

    assert told("verify", path)["unreadable_entries"] == 1


def test_a_bundle_that_goes_on_from_elsewhere_is_not_called_verified(tmp_path: Path) -> None:
    """Only a node that holds the entries before can connect these."""
    frames: list[Frame] = [one for one in whole() if not isinstance(one, EntryFrame | BodyFrame)]
    frames += [EntryFrame(index, LOG.entries[index]) for index in (3, 4)]
    path = tmp_path / "part.forsa"
    path.write_bytes(bundle(frames, ManifestFrame(KEYS.network_id, ORIGIN, 3, 5)))

    assert run("verify", path, "--network", NETWORK).exit_code == 3


@given(st.data())
def test_no_cut_or_changed_bundle_verifies(data: st.DataObject) -> None:
    """A stick pulled out too early, a disk that forgets a bit."""
    good = bundle()
    at = data.draw(st.integers(0, len(good) - 1))
    bent = (
        good[:at]
        if data.draw(st.booleans())
        else good[:at] + bytes([good[at] ^ 1 << data.draw(st.integers(0, 7))]) + good[at + 1 :]
    )
    with TemporaryDirectory() as folder:
        path = Path(folder, "bent")
        path.write_bytes(bent)
        result = run("verify", path, "--network", NETWORK)

    assert result.exit_code in (3, 4)
    assert result.exception is None or isinstance(result.exception, SystemExit)


TOKEN = JoinToken(KEYS.network_id, bytes(32), b"t" * 8, b"s" * 16, 7444, "hub.example.org")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (RECEIPT.encode(), "receipt"),
        (TOKEN.format().encode() + b"\n", "join token"),
        (LOG.note().format().encode(), "checkpoint"),
        (KEYS.root.envelope, "root document"),
        (LOG.records[0].envelope, "record"),
        (LOG.entries[0], "entry"),
        (bundle(), "bundle"),
    ],
)
def test_every_file_of_forsa_is_recognised(tmp_path: Path, data: bytes, what: str) -> None:
    """A file found on an old disk says what it is."""
    path = tmp_path / "found"
    path.write_bytes(data)

    assert told("inspect", path)["what"] == what
    shown = run("inspect", path, "--lang", "en")
    assert shown.exit_code == 0
    assert "Nothing of this is verified" in shown.stdout


def test_inspecting_a_join_token_hides_its_secret(tmp_path: Path) -> None:
    """People post what commands print."""
    path = tmp_path / "token"
    path.write_text(TOKEN.format())
    shown = run("inspect", path).output + run("inspect", path, "--json").output

    assert TOKEN.secret.hex() not in shown
    assert TOKEN.format() not in shown
    assert TOKEN.token_id.hex() in shown


def test_inspecting_reads_standard_input() -> None:
    """At the end of a pipe."""
    result = CliRunner().invoke(forsa, ["inspect", "-", "--json"], input=RECEIPT)

    assert json.loads(result.stdout)["index"] == 3


def test_a_root_document_shows_the_network_it_founds() -> None:
    """This is what people read aloud to each other."""
    assert describe(KEYS.root.envelope)["network_id"] == NETWORK


@given(st.binary(max_size=400))
def test_garbage_is_called_garbage(data: bytes) -> None:
    """Any file may be given to it."""
    try:
        described = describe(data)
    except ForsaError:
        return

    assert described["what"]


@pytest.mark.parametrize("data", [RECEIPT.encode(), LOG.entries[0], KEYS.root.envelope])
@given(choice=st.data())
def test_a_damaged_file_never_ends_in_a_traceback(data: bytes, choice: st.DataObject) -> None:
    """One flipped bit."""
    at = choice.draw(st.integers(0, len(data) - 1))
    bent = data[:at] + bytes([data[at] ^ 1 << choice.draw(st.integers(0, 7))]) + data[at + 1 :]
    try:
        described = describe(bent)
    except ForsaError:
        return

    assert described["what"]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """A video given by mistake."""
    path = tmp_path / "video"
    path.write_bytes(bytes(2**20 + 1))

    assert run("inspect", path).exit_code == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_commands_speak_every_language(receipt_file: Path, language: str) -> None:
    """French and Arabic first."""
    inspected = run("inspect", receipt_file, "--lang", language)
    refused = run("verify", receipt_file, "--lang", language)

    assert inspected.exit_code == 0
    assert refused.exit_code == 3
    assert refused.stderr


def test_the_module_is_the_command() -> None:
    """Where a PATH lacks the folder of the commands."""
    ran = subprocess.run(
        [sys.executable, "-m", "forsa", "--version"], capture_output=True, text=True, check=True
    )

    assert ran.stdout.startswith("forsa, version ")


def test_help_is_quick_and_names_every_command() -> None:
    """Commands are imported when they are called."""
    result = run("--help", "--lang", "en")

    assert result.exit_code == 0
    for command in ("verify", "inspect", "demo"):
        assert command in result.stdout
    assert "Exit codes" in result.stdout
    assert run("no-such-command").exit_code == 2
