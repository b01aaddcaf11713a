"""Who may read a text is said with a command, at any time before it is signed."""

import json
from pathlib import Path
from typing import Any

import pytest
from forsa.kinds.templates import template

from tests.support.commands import SETTINGS, run_command
from tests.support.desks import written
from tests.support.nodes import copy_of


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A copy of that folder: writing and signing need no network."""
    return copy_of(joined, tmp_path / "w" / "amal", SETTINGS)


def told(folder: Path, words: str, *arguments: object, code: int = 0) -> Any:
    """What a command of this node answers, as JSON."""
    done = run_command(folder, words, *arguments, "--json")
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


def test_every_command_that_keeps_or_publishes_a_draft_takes_its_readers(
    folder: Path, tmp_path: Path
) -> None:
    """The template says that it is said when one publishes; the command did not know the word."""
    path = written(tmp_path)
    kept = told(folder, "draft add", path)
    updated = told(folder, "draft update", 1, path, "--audience", "public")
    again = told(folder, "draft add", path)
    shown = run_command(folder, "draft show", 1).stdout
    told(folder, "draft publish", 1, "--audience", "network", "--yes")
    published = told(folder, "draft show", 1)

    assert "--audience" in next(iter(template("practice", "fr").values()))
    assert [one["audience"] for one in (kept, updated, again)] == ["network", "public", "public"]
    assert "tout le monde" in shown
    assert published["audience"] == "network"


def test_publishing_a_file_again_takes_the_readers_it_names(folder: Path, tmp_path: Path) -> None:
    """The draft of the first try stood open, and its readers were those of the first try."""
    path = written(tmp_path)
    told(folder, "draft add", path)
    told(folder, "publish", path, "--audience", "public", "--yes")

    assert told(folder, "draft show", 1)["audience"] == "public"


def test_an_approval_was_for_the_readers_of_then(folder: Path, tmp_path: Path) -> None:
    """A second person said yes to a text for members, not for everybody."""
    (folder / "node.toml").write_text(f"{SETTINGS}approval = true\n")
    told(folder, "draft add", written(tmp_path))
    told(folder, "draft approve", 1, "--by", "Badia", "--yes")
    wider = told(folder, "draft publish", 1, "--audience", "public", "--yes", code=6)

    assert wider[0]["missing"] == ["approval"]


def test_a_word_that_names_no_readers_is_refused_before_anything_is_kept(
    folder: Path, tmp_path: Path
) -> None:
    """A slip would be found at the hub, after everything was signed."""
    path = written(tmp_path)
    for words in ("draft add", "publish"):
        refused = told(folder, words, path, "--audience", "publik", code=4)

        assert refused["error"]["reason"] == "AUDIENCE_UNKNOWN"
    assert told(folder, "draft list") == []
