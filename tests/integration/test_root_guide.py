"""The page on the trust root ceremony, typed as it is written, and its twin in Arabic."""

import re
import shlex
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from forsa.client import sealing
from forsa_hub.cli import main

from tests.support.terminal import PROJECT, blocks

GUIDES: Final = PROJECT / "docs" / "guide"
PASSPHRASE: Final = "quatre mots tout simples\n"
KEY: Final = re.compile(r"^ +clé racine ((?:[0-9a-f]{4} ?){8})", re.MULTILINE)
"""What `CLE` stands for: the fingerprint of a key that is in force."""


@pytest.fixture(autouse=True)
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs half a second otherwise."""
    monkeypatch.setattr(sealing, "_COST", 2**4)


def typed_after(words: list[str]) -> str:
    """What a person answers: a passphrase, twice where it is chosen, and yes."""
    if words[:3] == ["forsa-hub", "root", "key"]:
        return 2 * PASSPHRASE
    if words[:3] == ["forsa-hub", "root", "sign"]:
        return "o\n" if words[-1].endswith(".pem") else f"{PASSPHRASE}o\n"
    return ""


def enter(line: str, printed: str) -> str:
    """Run a line of the page in this process; return what it printed."""
    if "CLE" in line:
        line = line.replace("CLE", KEY.findall(printed)[-1].strip())
    words = shlex.split(line)
    if words[0] == "cp":
        Path(words[2]).write_bytes(Path(words[1]).read_bytes())
        return ""
    assert words[0] == "forsa-hub"
    done = CliRunner().invoke(main, [*words[1:], "--lang", "fr"], input=typed_after(words))
    assert done.exit_code == 0, f"{line}\n{done.output}"
    return done.output


def test_the_guide_of_the_ceremony_works_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Officers meet once in three years: whoever types the page has nobody to ask."""
    monkeypatch.chdir(tmp_path)
    for name in ("amina", "brahim", "chafik", "dounia", "omar"):
        (tmp_path / name).mkdir()
    printed = ""
    for block in blocks(GUIDES / "root-ceremony.md", "guide"):
        for line in block.text.splitlines():
            printed += enter(line, printed)

    assert "3 sur 5 doivent signer" in printed
    assert printed.count("est en vigueur") == 2
    assert "Racine de confiance : version 3" in printed


def test_the_page_in_both_languages_types_the_same() -> None:
    """A step that only one of the languages tells is a step that half of the readers miss."""
    french, arabic = (blocks(GUIDES / f"root-ceremony{end}.md", "guide") for end in ("", ".ar"))

    assert [block.text for block in french] == [block.text for block in arabic]
