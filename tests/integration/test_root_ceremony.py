"""The trust root ceremony: officers on machines of their own, and files carried by hand."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result
from forsa.client import sealing
from forsa.root import walk
from forsa_hub.cli import main
from forsa_hub.folder import open_folder

OFFICERS: Final = ("amina", "brahim", "chafik", "dounia", "omar")
PASSPHRASE: Final = "quatre mots tout simples"
UNVERIFIED, MALFORMED, FOLDER, REFUSED = 3, 4, 5, 6


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    """Run a command of forsa-hub in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


def ask(*arguments: str | Path) -> dict[str, Any]:
    """What a command that succeeds prints with --json."""
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


class Ceremony:
    """A hub, and officers who have a folder each and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hub = folder / "hub"
        self.first_key = folder / "hub-root-key.pem"
        self.secret = folder / "passphrase"
        self.secret.write_text(PASSPHRASE + "\n")
        ask("init", self.hub, "--name", "Essai", "--origin", "localhost/log1")

    def key_of(self, name: str) -> Path:
        """The officer's key, drawn once."""
        path = self.folder / name / "key.json"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            ask("root", "key", path, "--passphrase-file", self.secret)
        return path

    def new(self, *options: str | Path, out: str = "next.json") -> Path:
        """Prepare a version at the hub."""
        path = self.folder / out
        ask("root", "new", self.hub, "--out", path, *options)
        return path

    def sign(self, file: Path, *keys: Path) -> dict[str, Any]:
        """Sign with each key; return what the last one was told."""
        said: dict[str, Any] = {}
        for key in keys:
            secret = ("--passphrase-file", self.secret)
            said = ask("root", "sign", file, "--key", key, "--yes", *secret)
        return said

    def to_three_of_five(self) -> list[Path]:
        """Five officers take over from the key of the founding; their keys."""
        keys = [self.key_of(name) for name in OFFICERS]
        added = [part for key in keys for part in ("--add-root", f"{key}.pub")]
        digits = ask("root", "show", self.hub)["document"]["root_keys"][0][:16]
        file = self.new(*added, "--remove-root", digits, "--threshold", "3", out="v2.json")
        self.sign(file, self.first_key, *keys[:3])
        ask("root", "publish", self.hub, file)
        return keys


@pytest.fixture(scope="module", autouse=True)
def quick_passphrases() -> Iterator[None]:
    """Half a second of scrypt a key would be most of this file's time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "_COST", 2**4)
        yield


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of one root key, and one of five, to be copied."""
    folder = tmp_path_factory.mktemp("founded")
    (folder / "one").mkdir()
    Ceremony(folder / "one")
    (folder / "five").mkdir()
    Ceremony(folder / "five").to_three_of_five()
    return folder


def copy_of(founded: Path, name: str, folder: Path) -> Ceremony:
    """The same network in a folder of its own."""
    shutil.copytree(founded / name, folder, dirs_exist_ok=True)
    about = folder / "hub" / "hub.json"
    about.write_text(about.read_text().replace(str(founded / name), str(folder)))
    ceremony = Ceremony.__new__(Ceremony)
    ceremony.folder, ceremony.hub = folder, folder / "hub"
    ceremony.first_key, ceremony.secret = folder / "hub-root-key.pem", folder / "passphrase"
    return ceremony


@pytest.fixture
def one(founded: Path, tmp_path: Path) -> Ceremony:
    """A network whose root is one key."""
    return copy_of(founded, "one", tmp_path)


@pytest.fixture
def five(founded: Path, tmp_path: Path) -> Ceremony:
    """A network whose root is three keys of five."""
    return copy_of(founded, "five", tmp_path)


def keys(five: Ceremony) -> list[Path]:
    """The officers' keys."""
    return [five.key_of(name) for name in OFFICERS]


def test_one_key_becomes_three_of_five(five: Ceremony) -> None:
    """A network founded in an afternoon must not stay in the hands of one person."""
    shown = ask("root", "show", five.hub)
    folder = open_folder(five.hub)

    assert shown["document"]["version"] == 2
    assert (shown["document"]["threshold"], len(shown["document"]["root_keys"])) == (3, 5)
    assert ask("status", five.hub)["root_version"] == 2
    assert ask("verify", five.hub)["damaged"] == []
    assert len(walk([root.envelope for root in folder.roots()], folder.network_id)) == 2
