"""A damaged database file is refused in words that say what to do, by hub and node alike."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from forsa.demo.network import Network, Node
from forsa.demo.processes import Finished

from tests.support.processes import TRACEBACK, founded, joined

EXIT_DAMAGED = 8


def overwrite_pages(path: Path) -> None:
    """What a dying disk does: most of the file is other bytes; its size and start stay."""
    _close_wal(path)
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


def overwrite_start(path: Path) -> None:
    """The file no longer begins as a database does."""
    _close_wal(path)
    with path.open("r+b") as file:
        file.write(b"not a database, not any more" * 4)


def cut_short(path: Path) -> None:
    """A copy that was interrupted."""
    _close_wal(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _close_wal(path: Path) -> None:
    """Bring what is in the write-ahead log into the file, so that the damage is met."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


DAMAGES = pytest.mark.parametrize("damage", [overwrite_pages, overwrite_start, cut_short])


def assert_told(finished: Finished, advice: str) -> None:
    """The command ended in words: what, which file, what to do next."""
    assert TRACEBACK not in finished.told()
    assert finished.code == EXIT_DAMAGED, finished.told()
    assert advice in finished.told()


@pytest.fixture(scope="module")
def whole() -> Iterator[Path]:
    """The folder of a stopped hub with a stopped node that holds everything."""
    with founded() as network:
        (node,) = joined(network, "amal")
        node.run("sync").expect()
        network.hub.daemon.stop()
        yield network.folder


@pytest.fixture
def network(whole: Path) -> Iterator[Network]:
    """A copy of it to damage."""
    with TemporaryDirectory(prefix="forsa-") as folder, Network(Path(folder) / "n") as network:
        for name in ("hub", "amal"):
            shutil.copytree(whole / name, network.folder / name)
        network.nodes.append(Node(network.folder / "amal", network.logs, "Amal"))
        yield network


@DAMAGES
def test_a_hub_refuses_a_damaged_database(network: Network, damage: Callable[[Path], None]) -> None:
    """A hub that serves on would hand out, or sign, what the disk made up."""
    damage(network.hub.folder / "hub.db")
    for verb in ("serve", "status"):
        finished = network.hub.run(verb)

        assert_told(finished, "forsa-hub verify")


def test_verify_names_what_is_damaged_in_a_hub(network: Network) -> None:
    """The advice leads somewhere: verify says which entry, and to restore or refetch it."""
    with closing(sqlite3.connect(network.hub.folder / "hub.db")) as connection, connection:
        connection.execute("UPDATE entry SET data = zeroblob(100) WHERE position = 1")
    verified = network.hub.run("verify")

    assert_told(verified, "entrée 1")


@DAMAGES
@pytest.mark.parametrize("name", ["member.db", "mirror.db"])
def test_a_node_refuses_a_damaged_database(
    network: Network, damage: Callable[[Path], None], name: str
) -> None:
    """A volunteer meets this after a power cut: the node must say which file, and what to do."""
    (node,) = network.nodes
    damage(node.folder / name)
    for verb in ("status", "run"):
        finished = node.run(verb)

        assert_told(finished, name)
        assert "forsa-node verify" in finished.told()


def test_verify_tells_how_to_get_a_damaged_mirror_back(network: Network) -> None:
    """The advice leads somewhere: what to delete, and that nothing of the member's is in it."""
    (node,) = network.nodes
    overwrite_pages(node.folder / "mirror.db")
    verified = node.run("verify", "--lang", "en")

    assert_told(verified, "delete mirror.db")


def test_a_lost_mirror_is_fetched_again() -> None:
    """What the message advises, delete and sync, must bring everything back."""
    with founded() as network:
        (node,) = joined(network, "amal")
        node.run("sync").expect()
        before = node.status()
        for path in node.folder.glob("mirror.db*"):
            path.unlink()
        node.run("sync").expect()
        after = node.status()

    assert after["size"] >= before["size"] > 0
    assert after["cosigned_size"] >= before["cosigned_size"]
    assert not after["alarms"]
