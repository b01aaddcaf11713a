"""The trust root ceremony: officers on machines of their own, and files carried by hand."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result
from forsa.client import sealing
from forsa.keys import SigningKey
from forsa.root import walk
from forsa_hub.cli import main
from forsa_hub.folder import open_folder
from forsa_hub.own_keys import signers_for
from forsa_hub.telling import says_status

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
    return copy_of(founded, "one", tmp_path / "one")


@pytest.fixture
def five(founded: Path, tmp_path: Path) -> Ceremony:
    """A network whose root is three keys of five."""
    return copy_of(founded, "five", tmp_path / "five")


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


def test_an_officer_signs_with_the_file_and_nothing_else(five: Ceremony) -> None:
    """No hub, no node, no network: an old laptop and a stick are enough."""
    file = five.new("--expires", "2031-01-01")
    away = five.folder / "elsewhere"
    away.mkdir()
    for name in (file.name, "key.json"):
        source = file if name == file.name else five.key_of("amina")
        shutil.copy(source, away / name)
    shutil.rmtree(five.hub)
    said = five.sign(away / file.name, away / "key.json")

    assert said["quorum_before"]["wanted"] == 2
    assert len(said["quorum_before"]["signed"]) == 1
    assert (said["quorum"]["threshold"], len(said["quorum"]["missing"])) == (3, 4)
    assert not said["complete"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            ("+ nom du hub", "Signatures nécessaires : 3 sur 5 → 2 sur 4", "Signer ce document"),
        ),
        ("ar", ("+ اسم المحور", "التوقيعات اللازمة: 3 من 5", "هل توقّعون")),
        ("en", ("+ hub name", "Signatures needed: 3 of 5 → 2 of 4", "Sign this document")),
    ],
)
def test_what_is_signed_is_shown_before_it_is_asked(
    five: Ceremony, language: str, words: tuple[str, ...]
) -> None:
    """A signature given to a file name is a signature given to whoever wrote the file."""
    gone = ask("root", "show", five.hub)["document"]["root_keys"][4][:12]
    change = ("--hub-name", "localhost", "--hub-name", "hub.example.org")
    file = five.new(*change, "--threshold", "2", "--remove-root", gone)
    before = file.read_bytes()
    options = ("--passphrase-file", five.secret, "--lang", language)
    done = run("root", "sign", file, "--key", five.key_of("amina"), *options, stdin="n\n")
    digest = ask("root", "show", file)["digest"]

    assert done.exit_code == REFUSED
    for word in words:
        assert word in done.output
    assert " ".join(digest[at : at + 4] for at in range(0, 64, 4)) in done.output
    assert done.output.index(words[0]) < done.output.index(words[2])
    assert file.read_bytes() == before


def test_signing_twice_is_harmless(five: Ceremony) -> None:
    """A stick that comes back to the same officer must not spoil the file."""
    file = five.new("--expires", "2031-01-01")
    once = five.sign(file, keys(five)[0])
    twice = five.sign(file, keys(five)[0])

    assert once == twice


def test_two_copies_that_come_back_are_joined(five: Ceremony) -> None:
    """Officers in three towns sign at the same time, not in turn."""
    file = five.new("--expires", "2031-01-01")
    copies = []
    for name, key in zip("abc", keys(five), strict=False):
        copies.append(five.folder / f"copy-{name}.json")
        shutil.copy(file, copies[-1])
        five.sign(copies[-1], key)
    said = ask("root", "join", *copies)
    ask("root", "publish", five.hub, copies[0])

    assert said["complete"]
    assert len(said["quorum"]["signed"]) == 3
    assert ask("status", five.hub)["root_version"] == 3


def test_copies_of_two_documents_are_not_joined(five: Ceremony) -> None:
    """Signatures under one text must not be counted under another."""
    one = five.new("--expires", "2031-01-01")
    other = five.new("--expires", "2032-01-01", out="other.json")
    five.sign(other, keys(five)[0])
    done = run("root", "join", one, other, "--lang", "fr")

    assert done.exit_code == UNVERIFIED
    assert "ce sont deux documents" in done.stderr
    assert not ask("root", "show", one)["quorum"]["signed"]


def test_too_few_signatures_publish_nothing(five: Ceremony) -> None:
    """Two of five may be two who were talked into it; beside it, the third makes it good."""
    file = five.new("--expires", "2031-01-01")
    five.sign(file, *keys(five)[:2])
    refused = run("root", "publish", five.hub, file, "--lang", "fr")
    before = ask("status", five.hub)["root_version"]
    five.sign(file, keys(five)[2])
    ask("root", "publish", five.hub, file)

    assert refused.exit_code == UNVERIFIED
    assert "demande 3 signatures de ses clés racines, 2 sont là" in refused.stderr
    assert before == 2
    assert ask("status", five.hub)["root_version"] == 3


def test_newcomers_sign_for_their_own_version_as_well(one: Ceremony) -> None:
    """Keys that nobody showed to hold could lock the network out of its own trust root."""
    key = one.key_of("amina")
    file = one.new("--add-root", f"{key}.pub", "--threshold", "2")
    one.sign(file, one.first_key)
    refused = run("root", "publish", one.hub, file, "--lang", "en")
    one.sign(file, key)
    ask("root", "publish", one.hub, file)

    assert refused.exit_code == UNVERIFIED
    assert "version 2 asks for 2 signatures of its root keys, 1 are there" in refused.stderr


def test_a_proposal_of_another_network_is_not_taken(five: Ceremony, one: Ceremony) -> None:
    """An officer of two networks carries two files that look alike."""
    file = five.new("--expires", "2031-01-01")
    five.sign(file, *keys(five)[:3])
    network_id = ask("root", "show", one.hub)["network_id"]
    secret = ("--passphrase-file", five.secret, "--yes", "--lang", "fr")
    signed = run("root", "sign", file, "--key", keys(five)[3], "--network", network_id, *secret)
    published = run("root", "publish", one.hub, file, "--lang", "fr")

    assert signed.exit_code == published.exit_code == UNVERIFIED
    assert "la proposition est pour le réseau" in signed.stderr
    assert "la proposition est pour le réseau" in published.stderr


def test_a_stranger_cannot_sign(five: Ceremony) -> None:
    """A signature that counts for nothing, and looks as if it did, is worse than none."""
    file = five.new("--expires", "2031-01-01")
    stranger = five.key_of("stranger")
    done = run(
        *("root", "sign", file, "--key", stranger, "--yes"),
        *("--passphrase-file", five.secret, "--lang", "fr"),
    )

    assert done.exit_code == REFUSED
    assert "sa signature ne compte pas" in done.stderr
    assert not json.loads(file.read_text())["signatures"]


def test_a_signature_that_somebody_wrote_in_counts_for_nothing(five: Ceremony) -> None:
    """The file is carried through many hands."""
    file = five.new("--expires", "2031-01-01")
    five.sign(file, *keys(five)[:2])
    values = json.loads(file.read_text())
    third = next(
        key
        for key in values["document"]["root_keys"]
        if key not in {one["key"] for one in values["signatures"]}
    )
    values["signatures"].append({"key": third, "signature": values["signatures"][0]["signature"]})
    file.write_text(json.dumps(values))

    assert ask("root", "show", file)["quorum"]["wanted"] == 1


def test_a_document_changed_on_its_way_has_lost_its_signatures(five: Ceremony) -> None:
    """Nobody can sign one text and be counted for another."""
    file = five.new("--expires", "2031-01-01")
    five.sign(file, *keys(five)[:3])
    values = json.loads(file.read_text())
    values["document"]["threshold"] = 1
    file.write_text(json.dumps(values))
    shown = ask("root", "show", file)

    assert shown["quorum_before"]["signed"] == []
    assert shown["quorum"]["threshold"] == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "forsa-root-proposal/2"),
        (("network_id",), "00" * 32),
        (("document", "prev"), "00" * 32),
        (("document", "version"), 4),
        (("document", "version"), True),
        (("document", "threshold"), 6),
        (("document", "threshold"), 2**40),
        (("document", "expires"), "2031-01-01"),
        (("document", "expires"), -1),
        (("document", "origin"), "other/log1"),
        (("document", "hub_names"), ["b", "a"]),
        (("document", "hub_names"), "localhost"),
        (("document", "root_keys"), ["00" * 32]),
        (("document", "surprise"), 1),
        (("document", "members"), [{"id": "amal"}]),
        (("chain",), []),
        (("chain",), ["!"]),
        (("signatures",), [{"key": "00"}]),
        (("signatures",), {}),
    ],
)
def test_a_file_that_is_not_as_written_is_refused(
    five: Ceremony, path: tuple[str, ...], value: object
) -> None:
    """It comes on a stick from who knows where; nothing of it may reach the officer's screen."""
    file = five.new("--expires", "2031-01-01")
    values = json.loads(file.read_text())
    place = values if len(path) == 1 else values[path[0]]
    place[path[-1]] = value
    file.write_text(json.dumps(values))
    done = run("root", "show", file, "--lang", "fr")

    assert done.exit_code in (UNVERIFIED, MALFORMED), done.output
    assert "Traceback" not in done.output


def test_an_officer_who_knows_a_newer_version_is_not_led_back(five: Ceremony) -> None:
    """A file with an old chain asks for a second document of a version that is in force already."""
    old = five.folder / "old"
    shutil.copytree(five.hub, old)
    (old / "roots" / "2.root").unlink()
    digits = ask("root", "show", old / "roots" / "1.root")["document"]["root_keys"][0]
    file = five.folder / "fork.json"
    add = [part for key in keys(five)[:1] for part in ("--add-root", f"{key}.pub")]
    ask("root", "new", "--from", old / "roots" / "1.root", "--out", file, *add)
    secret = ("--passphrase-file", five.secret, "--yes", "--lang", "fr")
    known = ("--known", five.hub / "roots" / "2.root")
    led = run("root", "sign", file, "--key", keys(five)[0], *known, *secret)
    again = run("root", "sign", file, "--key", keys(five)[0], *secret)

    assert digits
    assert led.exit_code == UNVERIFIED
    assert "ici on connaît la version 2" in led.stderr
    assert again.exit_code == REFUSED, "the key itself remembers version 2"
    assert "coupent le réseau en deux" in again.stderr


def test_a_key_signs_one_document_of_a_version_unless_its_owner_insists(five: Ceremony) -> None:
    """Two documents that three officers signed each are two networks."""
    key = keys(five)[0]
    one, other = five.new("--expires", "2031-01-01"), five.new("--expires", "2032-01-01", out="b")
    five.sign(one, key)
    secret = ("--passphrase-file", five.secret, "--yes")
    refused = run("root", "sign", other, "--key", key, *secret)
    insisted = run("root", "sign", other, "--key", key, *secret, "--instead")

    assert refused.exit_code == REFUSED
    assert not ask("root", "show", one)["complete"]
    assert insisted.exit_code == 0


def test_a_stale_proposal_is_not_published(five: Ceremony) -> None:
    """Two proposals were signed; the second builds on a version that is no longer in force."""
    first = five.new("--expires", "2031-01-01")
    second = five.new("--expires", "2032-01-01", out="second.json")
    five.sign(first, *keys(five)[:3])
    ask("root", "publish", five.hub, first)
    for key in keys(five)[2:]:
        options = ("--passphrase-file", five.secret, "--yes", "--instead")
        run("root", "sign", second, "--key", key, *options)
    stale = run("root", "publish", five.hub, second, "--lang", "fr")
    repeat = run("root", "publish", five.hub, first, "--lang", "fr")

    assert stale.exit_code != 0
    assert "est déjà un autre document" in stale.stderr
    assert repeat.exit_code == REFUSED, "it is in force: nothing is logged twice"
    assert "n'est pas plus récente" in repeat.stderr
    assert ask("status", five.hub)["root_version"] == 3


def test_a_wrong_passphrase_signs_nothing(five: Ceremony) -> None:
    """And it is said as an officer can use it, who has no node to revoke a key at."""
    file = five.new("--expires", "2031-01-01")
    wrong = five.folder / "wrong"
    wrong.write_text("une tout autre phrase\n")
    options = ("--key", keys(five)[0], "--passphrase-file", wrong, "--yes", "--lang", "fr")
    done = run("root", "sign", file, *options)

    assert done.exit_code == FOLDER
    assert "n'ouvre pas la clé racine" in done.stderr
    assert "forsa-node" not in done.stderr


def test_the_key_of_the_founding_is_sealed_by_its_owner(one: Ceremony) -> None:
    """`init` writes it in the clear: whoever copies that stick is the network."""
    sealed = one.folder / "sealed.json"
    made = ask("root", "key", sealed, "--from", one.first_key, "--passphrase-file", one.secret)
    file = one.new("--expires", "2031-01-01")
    said = one.sign(file, sealed)

    assert made["public"] in ask("root", "show", one.hub)["document"]["root_keys"]
    assert sealed.stat().st_mode & 0o777 == 0o600
    assert one.first_key.read_bytes().splitlines()[1] not in sealed.read_bytes()
    assert said["complete"]


def test_a_key_is_never_written_over(five: Ceremony) -> None:
    """The second key of the same name would be the end of the first."""
    before = five.key_of("amina").read_bytes()
    done = run("root", "key", five.key_of("amina"), "--passphrase-file", five.secret)

    assert done.exit_code == FOLDER
    assert five.key_of("amina").read_bytes() == before


def test_new_keys_of_the_hub_are_drawn_there_and_used_once_they_are_named(five: Ceremony) -> None:
    """Private halves never leave the hub, and a key drawn twice for a version is the same."""
    drawn = ask("root", "draw", five.hub, "log")["public"]
    file = five.new("--draw", "log", "--draw", "service")
    document = ask("root", "show", file)["document"]
    folder = open_folder(five.hub)
    before = signers_for(folder, folder.roots()[-1].document)
    five.sign(file, *keys(five)[:3])
    ask("root", "publish", five.hub, file)
    after = signers_for(folder, folder.roots()[-1].document)

    assert document["log_keys"] == [drawn]
    assert before.log.public.hex() != drawn
    assert after.log.public.hex() == drawn
    assert after.service.public.hex() == document["service_keys"][0]
    assert ask("verify", five.hub)["damaged"] == []


def test_a_hub_that_lost_its_keys_goes_on_with_new_ones(five: Ceremony) -> None:
    """The log is with every member; a dead disk with the keys on it must not end it."""
    for path in (five.hub / "keys").glob("*.pem"):
        path.unlink() if path.stem != "tls" else None
    dead = run("status", five.hub)
    file = five.new("--draw", "log", "--draw", "service", "--draw", "ca")
    five.sign(file, *keys(five)[:3])
    ask("root", "publish", five.hub, file)

    assert dead.exit_code == FOLDER
    assert ask("status", five.hub)["root_version"] == 3
    assert ask("verify", five.hub)["damaged"] == []


def test_a_hub_that_lacks_the_key_says_so_and_what_to_do(five: Ceremony) -> None:
    """The checkpoint after such a version could be signed by nobody."""
    done = run("root", "new", five.hub, "--log", "ab" * 31 + "cd")
    stranger = json.loads(five.key_of("stranger").read_text())["public"]
    file = five.new("--log", stranger, out="log.json")
    five.sign(file, *keys(five)[:3])
    refused = run("root", "publish", five.hub, file, "--lang", "fr")

    assert done.exit_code != 0, "no point of the curve"
    assert refused.exit_code == REFUSED
    assert "forsa-hub root draw" in refused.stderr
    assert ask("status", five.hub)["root_version"] == 2


def test_a_version_that_is_expired_already_is_not_published(five: Ceremony) -> None:
    """It would be a warning on every screen from its first day."""
    file = five.new("--expires", "2020-01-01")
    five.sign(file, *keys(five)[:3])
    done = run("root", "publish", five.hub, file, "--lang", "fr")

    assert done.exit_code == REFUSED
    assert "est expirée depuis" in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "rien ne changerait"),
        (("--add-root", "zz"), "n'est pas une clé publique"),
        (("--remove-root", "00000000"), "désigne 0 clés racines"),
        (("--remove-root", "0"), "désigne 0 clés racines"),
        (("--threshold", "9"), "threshold"),
        (("--add-root", SigningKey.from_seed(b"\x05" * 32).public.hex()), "est publiée"),
        (("--log-time", "2026-01-01"), "clé de service"),
    ],
)
def test_what_cannot_follow_is_refused_when_it_is_prepared(
    five: Ceremony, options: tuple[str, ...], words: str
) -> None:
    """Five officers on the road are a dear way to find a typing mistake."""
    file = five.folder / "never.json"
    done = run("root", "new", five.hub, "--out", file, *options, "--lang", "fr")

    assert done.exit_code not in (0, 1)
    assert words in done.stderr
    assert not file.exists()


def test_expiry_is_an_age_on_the_status_and_stops_no_reading(one: Ceremony) -> None:
    """It says how old, what goes on, and what to do."""
    values = ask("status", one.hub)
    over = {**values, "root_days": -4}
    said = "\n".join(says_status(over, one.hub, "fr"))

    assert 1090 <= values["root_days"] <= 1095
    assert "expire dans" in "\n".join(says_status(values, one.hub, "fr"))
    assert "expirée depuis 3 jours" in said
    assert "cosigner continuent" in said
