"""A stored log as frames of a bundle: every entry, and no text that a reader may not have."""

import io
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeVar

import pytest
from click.testing import CliRunner, Result
from forsa.bundle import (
    BodyFrame,
    BundleWriter,
    CheckpointFrame,
    EntryFrame,
    ManifestFrame,
    RootFrame,
)
from forsa.cli import forsa
from forsa.commitment import commit
from forsa.entry import hash_entry
from forsa.errors import CorruptStoreError
from forsa.log_store.bundling import BATCH, Left, LogFrames, Texts, edge_of
from forsa.log_store.reading import LogReader
from forsa.v1 import effects_pb2 as v1
from forsa_hub.store.tables import METADATA
from sqlalchemy import create_engine

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog, key_named
from tests.support.log_copies import SALT, hub_copy, note_of

T = TypeVar("T")
KIND: Final = "field_note.publish"
GROUP: Final = "data"
FILLING: Final = BATCH
"""Entries without a text: more than one batch is written."""
SAID: Final = {
    "open": ("public", b"pour tous"),
    "inside": ("network", b"entre membres"),
    "group": (GROUP, b"pour deux associations"),
    "held": ("public", b"mise en attente"),
    "held inside": ("network", b"mise en attente, entre membres"),
    "erased": ("public", b"un nom qui part"),
    "absent": ("public", b"jamais arrive"),
}
HELD_DAYS: Final = 3


class Made:
    """A log with a text for each of `SAID`, and where it stands."""

    def __init__(self) -> None:
        self.log = FoldedLog(settings={f"group.{GROUP}": "amal,badr"})
        self.ids: dict[str, bytes] = {}
        self.texts: dict[int, bytes] = {}
        for name, (audience, text) in SAID.items():
            body = commit(SALT, text)
            one = self.log.publish("amal", KIND, audience=audience, body=body)
            self.ids[name] = one.record_id
            if name != "absent":
                self.texts[self.log.state.size - 1] = text
        self.log_void()
        for _ in range(FILLING):
            self.log.publish("badr", KIND)
        for name in ("held", "held inside"):
            hold = v1.RecordHold(target=self.ids[name], reason="unsafe", days=HELD_DAYS)
            self.log.publish(OFFICE, "record.hold", hold)
        act = v1.RecordAct(target=self.ids["erased"], reason="consent_withdrawn")
        self.log.publish("amal", "record.redact", act)

    def log_void(self) -> None:
        """What a lying hub lets in: bytes that are no record, and a thief's, with its text."""
        thief = key_named("thief")
        text = b"au nom d'une autre"
        stolen = self.log.record("amal", KIND, key=thief, body=commit(SALT, text))
        for entry in (self.log.entry(stolen), b"no record"):
            assert self.log.log(entry).void is not None
        self.texts[self.log.state.size - 2] = text


MADE: Final = Made()
SIZE: Final = MADE.log.state.size


class Database:
    """The log in tables, asked as hub and node ask it."""

    def __init__(self, folder: Path) -> None:
        hub_copy(MADE.log, folder, MADE.texts)
        self.engine = create_engine(f"sqlite:///{folder / 'hub.db'}")

    def read(self, work: Callable[[LogReader], T], /) -> T:
        with self.engine.connect() as connection:
            return work(LogReader(connection, METADATA))

    def run(self, statement: str, values: tuple[bytes, ...] = ()) -> None:
        with self.engine.begin() as connection:
            assert connection.exec_driver_sql(statement, values).rowcount == 1

    def frames(
        self, texts: Texts = Texts.PUBLIC, start: int = 0, end: int = SIZE, fresh_ms: int = 0
    ) -> LogFrames:
        return LogFrames(self.read, MADE.log.state, fresh_ms, texts, start, end)

    def texts(self, texts: Texts, fresh_ms: int = 0) -> tuple[set[bytes], Counter[Left]]:
        """The texts that are written, and why the others are not."""
        frames = self.frames(texts, fresh_ms=fresh_ms)
        written = {one.body for one in frames if isinstance(one, BodyFrame)}
        assert frames.written == len(written)
        return written, +frames.left


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Never changed."""
    return Database(tmp_path_factory.mktemp("stored") / "hub")


@pytest.fixture
def damaged(tmp_path: Path) -> Database:
    """One to change."""
    return Database(tmp_path / "hub")


def test_a_file_for_anybody_has_public_texts_alone(stored: Database) -> None:
    """Nobody calls back a file; what is on hold or erased would live on in it."""
    written, left = stored.texts(Texts.PUBLIC)

    assert written == {b"pour tous"}
    assert left == {Left.OTHERS: 2, Left.HELD: 2, Left.REDACTED: 1, Left.ABSENT: 1}


def test_a_file_for_the_network_has_no_text_of_a_group(stored: Database) -> None:
    """Every member may have the file, and a group is some of them."""
    written, left = stored.texts(Texts.NETWORK)

    assert written == {b"pour tous", b"entre membres"}
    assert left == {Left.OTHERS: 1, Left.HELD: 2, Left.REDACTED: 1, Left.ABSENT: 1}


def test_a_file_without_texts_has_none(stored: Database) -> None:
    """For who counts votes the words are not needed."""
    assert stored.texts(Texts.NONE) == (set(), Counter())


def test_a_text_whose_hold_is_over_is_written_again(stored: Database) -> None:
    """A hold ends by the hub's time even where nothing is logged any more."""
    over_ms = MADE.log.now_ms + (HELD_DAYS + 1) * DAY_MS

    assert stored.texts(Texts.PUBLIC, over_ms)[0] == {b"pour tous", b"mise en attente"}


@pytest.mark.parametrize("size", [0, 1, 2, 3, 6, 100, BATCH, SIZE - 1, SIZE])
def test_the_edge_of_a_stored_tree_is_the_one_that_its_entries_grew(
    stored: Database, size: int
) -> None:
    """Every file that goes on from another would else seem to be of another log."""
    tree = MADE.log.earlier
    edge = stored.read(lambda reader: edge_of(reader, size))

    assert edge.size == size
    assert edge.root() == tree.root(size)
    leaves = [one.claim.leaf for one in MADE.log.folded[size:]]
    assert edge.extend(leaves)[0].root() == tree.root(SIZE)


@pytest.mark.parametrize("start", [0, 1, BATCH - 1, BATCH, SIZE - 1])
def test_every_entry_is_written_once_and_before_its_text(stored: Database, start: int) -> None:
    """A reader that streams can check a text only against an entry that it has seen."""
    frames = stored.frames(start=start)
    seen: dict[bytes, int] = {}
    ids = {one.index: one.record.record_id if one.record else b"" for one in MADE.log.folded}
    for one in frames:
        if isinstance(one, EntryFrame):
            assert one.entry == MADE.log.entries[one.index]
            seen[ids[one.index]] = one.index
        else:
            assert one.record_id in seen

    assert list(seen.values()) == list(range(start, SIZE))
    assert frames.frontier.root() == MADE.log.earlier.root(SIZE)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entry WHERE position = 200",
        "DELETE FROM entry WHERE position = (SELECT max(position) FROM entry)",
        "UPDATE entry SET data = CAST(data || x'00' AS BLOB) WHERE position = 200",
        "UPDATE body SET data = x'00' WHERE position = 1",
        "UPDATE body SET salt = zeroblob(32) WHERE position = 1",
    ],
)
def test_a_store_that_lost_or_changed_something_gives_no_file(
    damaged: Database, statement: str
) -> None:
    """Disks forget; what was verified once is verified on its way out."""
    damaged.run(statement)

    with pytest.raises(CorruptStoreError):
        list(damaged.frames())


def test_a_changed_entry_shows_in_the_root(damaged: Database) -> None:
    """A store that was changed with its hashes leads to another tree than the signed one."""
    other = MADE.log.entries[201]
    change = "UPDATE entry SET data = ?, leaf = ? WHERE position = 200"
    damaged.run(change, (other, bytes(hash_entry(other))))
    frames = damaged.frames()
    for _ in frames:
        pass

    assert frames.frontier.root() != MADE.log.earlier.root(SIZE)


# Files that go on from one another.


def written(stored: Database, path: Path, start: int, end: int) -> Path:
    """A bundle of these entries."""
    out, log = io.BytesIO(), MADE.log
    writer = BundleWriter(out.write, ManifestFrame(log.network_id, log.root.origin, start, end))
    assert log.rights.root is not None
    writer.add(RootFrame(log.rights.root.envelope))
    writer.add(CheckpointFrame(note_of(log, end).format().encode()))
    for frame in stored.frames(start=start, end=end):
        writer.add(frame)
    writer.close()
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture(scope="module")
def files(stored: Database, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The log in three files."""
    folder = tmp_path_factory.mktemp("files")
    cuts = (0, 5, 200, SIZE)
    return [written(stored, folder / f"{start}.forsa", start, end) for start, end in pairwise(cuts)]


COMMANDS: Final = (("verify",), ("governance", "recount"))


def run(command: tuple[str, ...], first: Path, *then: Path) -> Result:
    """`forsa COMMAND FIRST --then NEXT …`."""
    more = [word for one in then for word in ("--then", str(one))]
    return CliRunner().invoke(forsa, [*command, str(first), *more, "--lang", "en"])


@pytest.mark.parametrize("command", COMMANDS)
def test_files_in_order_are_one_log(files: list[Path], command: tuple[str, ...]) -> None:
    """A member on a bad line gets what is new, and not everything again."""
    done = run(command, *files)

    assert done.exit_code == 0, done.output
    assert str(SIZE) in done.output


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("order", [(0, 2), (0, 2, 1), (0, 0), (0, 1, 1)])
def test_files_that_do_not_follow_are_refused(
    files: list[Path], command: tuple[str, ...], order: tuple[int, ...]
) -> None:
    """A count with entries left out is no count."""
    done = run(command, *(files[one] for one in order))

    assert done.exit_code == 6
    assert "do not follow each other" in done.output


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_goes_on_from_another_is_nothing_alone(
    files: list[Path], command: tuple[str, ...]
) -> None:
    """Nobody can tie its entries to a tree without those before."""
    alone = run(command, files[1])

    assert alone.exit_code == 3
    assert "the entries follow others" in alone.output or "begins at entry 5" in alone.output
    assert run(command, files[1], files[2]).exit_code == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_goes_on_from_a_bundle_alone(files: list[Path], command: tuple[str, ...]) -> None:
    """What was asked for and not looked at is not passed over in silence."""
    receipt = files[0].with_name("receipt.txt")
    receipt.write_text("no receipt")

    assert run(command, receipt, files[1]).exit_code == 4
