"""`forsa-hub` as a secretariat types it."""

import json
import re
import socket
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner, Result
from forsa.client.identity import Identity, create_identity, load_identity
from forsa.client.node_keys import NodeKeys
from forsa.client.request import Request, format_request
from forsa.join_token import parse_join_token
from forsa.words.reasons import Language
from forsa_hub.cli import main
from forsa_hub.config import Config
from forsa_hub.telling import says_status

DAMAGED, FOLDER, REFUSED, USAGE = 8, 5, 6, 2


def run(*arguments: str | Path) -> Result:
    """Run a command of forsa-hub in this process."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


def ask(*arguments: str | Path) -> dict[str, Any]:
    """What a command that succeeds prints with --json."""
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    answer: dict[str, Any] = json.loads(done.output)
    return answer


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A founded network's hub folder."""
    folder = tmp_path / "hub"
    ask("init", folder, "--name", "Essai", "--origin", "localhost/log1")
    return folder


def request_file(hub: Path, member: str = "amal") -> Path:
    """What an association's `forsa-node init` writes."""
    network_id = bytes.fromhex(ask("status", hub)["network_id"])
    keys = NodeKeys.draw()
    folder = hub.parent / member
    create_identity(Identity(folder, network_id, member, "n1", "Amal"), keys)
    names = {"member": member, "node": "n1", "name": "Amal"}
    path = folder / "request.json"
    path.write_text(format_request(Request.make(network_id, names, keys)), encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_init_says_what_to_carry_away_and_what_to_do_next(tmp_path: Path, language: str) -> None:
    """The root key left on the server is the network's worst secret in its worst place."""
    folder = tmp_path / "hub"
    done = run("init", folder, "--name", "Essai", "--origin", "localhost/log1", "--lang", language)
    key = tmp_path / "hub-root-key.pem"

    assert done.exit_code == 0
    assert str(key) in done.output
    assert f"forsa-hub serve {folder}" in done.output
    assert key.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "hub-office" / "identity.json").exists()


PORTS_OF_INIT: Final = {
    "--port": "7543",
    "--enrol-port": "7544",
    "--metrics-port": "0",
    "--showcase-port": "8081",
}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_ports_are_said_once_and_kept_where_they_are_changed(tmp_path: Path, language: str) -> None:
    """Said to `init` alone, they were forgotten: `serve` took others, and `invite` named others."""
    folder = tmp_path / "hub"
    said = [text for pair in PORTS_OF_INIT.items() for text in pair]
    names = ("--name", "Essai", "--origin", "localhost/log1", "--lang", language)
    done = run("init", folder, *names, *said)
    config = Config.load(folder)
    office = load_identity(tmp_path / "hub-office").hub_address()
    token = parse_join_token(ask("invite", folder, "--request", request_file(folder))["token"])

    assert done.exit_code == 0
    assert (config.port, config.enrol_port) == (7543, 7544)
    assert (config.metrics_port, config.showcase_port) == (0, 8081)
    assert (office.port, office.enrol_port, token.enrol_port) == (7543, 7544, 7544)
    assert ("Inscription" in (folder / "hub.toml").read_text("utf-8")) is (language == "fr")


def test_the_settings_of_a_new_hub_are_the_defaults(hub: Path) -> None:
    """A default that the file says otherwise would be two truths."""
    assert Config.load(hub).model_dump() == Config().model_dump()


@pytest.mark.parametrize("port", ["0", "65536"])
def test_init_takes_no_port_that_nodes_cannot_be_told(tmp_path: Path, port: str) -> None:
    """The office's node would look for its hub there for ever."""
    names = ("--name", "Essai", "--origin", "localhost/log1")
    done = run("init", tmp_path / "hub", *names, "--enrol-port", port)

    assert done.exit_code == USAGE
    assert not (tmp_path / "hub").exists()


def test_until_when_something_holds_is_a_day_as_people_write_it(hub: Path) -> None:
    """`2026-12-10 19:23 UTC` and `2029-11-25T19:22:43.250Z` are dates of machines."""
    day = r"\d\d/\d\d/\d{4} à \d\d:\d\d \("
    invited = run("invite", hub, "--request", request_file(hub), "--lang", "fr")
    root = run("root", "show", hub, "--lang", "fr")

    assert re.search(f"jusqu'au {day}", invited.output)
    assert re.search(f"Expire le {day}", root.output)


@pytest.mark.parametrize(("language", "words"), [("fr", "Démarrez-le"), ("ar", "شغّلوه")])
def test_no_token_names_a_port_that_is_not_known_yet(hub: Path, language: str, words: str) -> None:
    """With any free port a token made before the hub runs leads nowhere."""
    (hub / "hub.toml").write_text("enrol_port = 0\n")
    done = run("invite", hub, "--request", request_file(hub), "--lang", language)

    assert done.exit_code == REFUSED
    assert words in done.stderr
    assert "forsa1_" not in done.output
    assert ask("status", hub)["members"] == 1


def test_init_never_overwrites(hub: Path) -> None:
    """A second init over a living hub would end its network."""
    done = run("init", hub, "--name", "Essai", "--origin", "localhost/log1")

    assert done.exit_code == FOLDER
    assert ask("verify", hub)["damaged"] == []


@pytest.mark.parametrize("origin", ["", "two words/log1", "a+b/log1"])
def test_init_refuses_an_origin_that_notes_cannot_carry(tmp_path: Path, origin: str) -> None:
    """It stands in every checkpoint for ever."""
    done = run("init", tmp_path / "hub", "--name", "Essai", "--origin", origin)

    assert done.exit_code != 0
    assert not (tmp_path / "hub" / "hub.json").exists()


def test_invite_admits_who_asks_and_prints_a_token(hub: Path) -> None:
    """One command, from the file of the association to the line it types."""
    answer = ask("invite", hub, "--request", request_file(hub))
    token = parse_join_token(answer["token"])

    assert (answer["member"], answer["node"]) == ("amal", "n1")
    assert token.network_id.hex() == ask("status", hub)["network_id"]
    assert len(answer["fingerprint"].split()) == 8
    assert ask("status", hub)["members"] == 2


def test_a_second_token_needs_no_second_admission(hub: Path) -> None:
    """A token that was lost is replaced; the member stays the one it is."""
    request = request_file(hub)
    ask("invite", hub, "--request", request)
    size = ask("status", hub)["size"]
    ask("invite", hub, "--request", request)
    ask("invite", hub, "--member", "amal", "--node", "n2")

    assert ask("status", hub)["size"] == size


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--member", "nobody", "--node", "n1"], REFUSED),
        ([], REFUSED),
        (["--member", "secretariat", "--node", "n2", "--days", "15"], USAGE),
        (["--request", "/nowhere.json"], FOLDER),
    ],
    ids=["unknown member", "nobody named", "too many days", "no file"],
)
def test_an_invitation_that_cannot_be_says_why(hub: Path, arguments: list[str], code: int) -> None:
    """No token, no traceback, an exit code."""
    done = run("invite", hub, *arguments)

    assert done.exit_code == code
    assert "Traceback" not in done.output
    assert "forsa1_" not in done.output


@pytest.mark.parametrize("change", ["network", "proof", "format"])
def test_a_request_that_does_not_hold_is_refused(hub: Path, change: str) -> None:
    """Keys without proof, or for another network, are not admitted."""
    path = request_file(hub)
    content = json.loads(path.read_text("utf-8"))
    if change == "network":
        content["network_id"] = "00" * 32
    elif change == "proof":
        content["keys"][0]["proof"] = content["keys"][1]["proof"]
    else:
        content["format"] = "something/9"
    path.write_text(json.dumps(content), encoding="utf-8")
    done = run("invite", hub, "--request", path)

    assert done.exit_code in (3, 4)
    assert ask("status", hub)["members"] == 1


def test_verify_ends_with_its_exit_code_and_names_the_damage(hub: Path) -> None:
    """A script that watches backups looks at the code alone."""
    import sqlite3

    assert run("verify", hub).exit_code == 0
    database = sqlite3.connect(hub / "hub.db")
    database.execute("UPDATE entry SET leaf = zeroblob(32) WHERE position = 1")
    database.commit()
    database.close()
    done = run("verify", hub, "--lang", "fr")

    assert done.exit_code == DAMAGED
    assert "entrée 1 : ses octets ont une autre empreinte" in done.stdout
    assert "sauvegarde" in done.stdout
    assert "entry" not in done.output
    assert ask_damaged(hub) == ["entry 1: its bytes have another leaf hash"]


def ask_damaged(hub: Path) -> list[str]:
    """What verify names for programs, in the one language of programs."""
    damaged: list[str] = json.loads(run("verify", hub, "--json").stdout)["damaged"]
    return damaged


STATUS: Final = {
    "fr": ("Réseau « Essai »", "Le hub est arrêté", "entrées : 2", "Membres : 1"),
    "ar": ("الشبكة «Essai»", "المحور متوقف", "عدد القيود 2", "الأعضاء: 1"),
    "en": ("Network “Essai”", "The hub is stopped", "entries: 2", "Members: 1"),
}


@pytest.mark.parametrize("language", STATUS)
def test_status_is_said_in_sentences_of_the_language(hub: Path, language: str) -> None:
    """A list of names of fields tells the secretariat nothing, and nothing in Arabic."""
    told = run("status", hub, "--lang", language).stdout
    values = ask("status", hub)

    assert all(words in told for words in STATUS[language])
    assert f"forsa-hub serve {hub}" in told
    assert values["network_id"] in told
    assert values["root"] in told
    assert not [name for name in values if "_" in name and name in told]


@pytest.mark.parametrize("language", STATUS)
def test_what_stops_the_hub_is_said_before_its_numbers(hub: Path, language: Language) -> None:
    """Whoever looks because nothing is accepted any more reads the first lines."""
    values = {
        **ask("status", hub),
        "running": True,
        "ports": [7443, 7444],
        "halted": "a member holds a larger checkpoint of ours",
        "damaged_attachments": 2,
    }
    lines = list(says_status(values, hub, language))

    assert "7443" in lines[1]
    assert (values["halted"] in lines[2]) is (language == "en")
    assert "2" in lines[-1]
    assert f"forsa-hub verify {hub}" in lines[-1]


PORTS: Final = {
    "--port": "port",
    "--enrol-port": "enrol_port",
    "--metrics-port": "metrics_port",
    "--showcase-port": "showcase_port",
}


@pytest.mark.parametrize("option", PORTS)
@pytest.mark.parametrize(("language", "words"), [("fr", "impossible d'écouter"), ("ar", "تعذر")])
def test_a_port_that_is_taken_is_said_with_the_setting_to_change(
    hub: Path, option: str, language: str, words: str
) -> None:
    """Two hubs, or another program, on one machine: the first thing that goes wrong there."""
    others = [one for name in PORTS for one in (name, "0")]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        bound = ("--bind", "127.0.0.1", option, str(port))
        done = run("serve", hub, *others, *bound, "--lang", language)

    assert done.exit_code == USAGE
    assert words in done.stderr
    assert f"127.0.0.1:{port}" in done.stderr
    assert re.search(rf"\b{PORTS[option]}\b.*hub\.toml", done.stderr, re.DOTALL)
    assert PORTS[option] in (hub / "hub.toml").read_text()


@pytest.mark.parametrize(("language", "words"), [("fr", "n'est pas là"), ("ar", "غير موجود")])
def test_a_file_that_is_not_there_is_said_not_thrown(hub: Path, language: str, words: str) -> None:
    """A mistyped name ended with a traceback, as if the program were broken."""
    for option in ("--request", "--admit"):
        done = run("invite", hub, option, "/nowhere.json", "--lang", language)

        assert done.exit_code == FOLDER
        assert "/nowhere.json" in done.stderr
        assert words in done.stderr


def test_a_folder_that_holds_no_hub_is_named(tmp_path: Path) -> None:
    """A mistyped path is the most common mistake."""
    for command in ("serve", "status", "verify"):
        done = run(command, tmp_path / "nothing")

        assert done.exit_code == FOLDER, command
        assert str(tmp_path / "nothing") in done.output


def test_a_wrong_setting_stops_serve_with_the_hint(hub: Path) -> None:
    """A limit that is mistyped must not be a limit that is absent."""
    (hub / "hub.toml").write_text("[limits]\nrecords_burts = 5\n")
    for command in ("serve", "status"):
        done = run(command, hub)

        assert done.exit_code == FOLDER, command
        assert "records_burts" in done.output
        assert "hub.toml" in done.output


def test_an_office_compares_the_fingerprint_before_it_admits(
    hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is admitted stays in the log: comparing afterwards helps nobody."""
    monkeypatch.setattr("forsa_hub.cli.at_a_terminal", lambda: True)
    words = ["invite", str(hub), "--request", str(request_file(hub)), "--lang", "fr"]
    refused = CliRunner().invoke(main, words, input="non\n")
    members = ask("status", hub)["members"]
    taken = CliRunner().invoke(main, words, input="oui\n")

    assert refused.exit_code == REFUSED
    assert "empreinte" in refused.output
    assert "forsa1_" not in refused.output
    assert taken.exit_code == 0, taken.output
    assert "forsa1_" in taken.output
    assert ask("status", hub)["members"] == members + 1
