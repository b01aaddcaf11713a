"""What a person hears of a setting that cannot be."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from forsa.client.console import FOLDER_EXIT
from forsa.words.reasons import LANGUAGES
from forsa_node.cli import main

from tests.support.desks import node_folder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["draft list", "run", "sync"])
def test_a_wrong_setting_is_told_in_words(command: str, language: str, tmp_path: Path) -> None:
    """A mistyped line is no damage: nobody is to restore a backup for it."""
    folder = node_folder(tmp_path / "amal")
    (folder / "node.toml").write_text('files_max_bytes = "many"\n')
    done = CliRunner().invoke(main, [*command.split(), str(folder), "--lang", language])

    assert done.exit_code == FOLDER_EXIT
    assert "node.toml" in done.stderr
    assert "files_max_bytes" in done.stderr
    assert "Traceback" not in done.output


def test_settings_that_can_be_are_taken(tmp_path: Path) -> None:
    """The must-accept beside it."""
    folder = node_folder(tmp_path / "amal")
    (folder / "node.toml").write_text("files_max_bytes = 2_000_000\n")
    done = CliRunner().invoke(main, ["draft", "list", str(folder)])

    assert done.exit_code == 0
