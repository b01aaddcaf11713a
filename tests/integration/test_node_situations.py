"""Words that fit the situation: who reads what to do next must not do what cannot help."""

import json
import os
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from forsa_node.cli import main

from tests.support.catalogue import in_languages
from tests.support.commands import SETTINGS, run_command
from tests.support.desks import PHONE, write, written
from tests.support.nodes import copy_of
from tests.support.reports import small_report

FOLDER: Final = 5
ELSEWHERE: Final = ("règles de ce genre", "synchronisez", "قواعد هذا النوع", "زامنوا")
"""What was said of everything: that the text breaks rules, or is to be had from the hub."""


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A node that joined a network."""
    return copy_of(joined, tmp_path / "amal", SETTINGS)


def told(folder: Path, words: str, *arguments: object, code: int) -> str:
    """All that a command says to people."""
    done = run_command(folder, words, *arguments)
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "raison est trop courte"), ("ar", "السبب قصير جدا")]
)
def test_a_reason_too_short_is_told_of_the_reason(folder: Path, language: str, words: str) -> None:
    """The text is not what has to be corrected."""
    told(folder, "draft add", written(folder.parent, 1, f" Le {PHONE}."), code=0)
    said = told(folder, "draft override", 1, "a", "--reason", "oui", "--lang", language, code=4)

    assert words in said
    assert not [one for one in ELSEWHERE if one in said]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "ne peut pas avoir ce nom"), ("ar", "لا يصلح هذا الاسم")]
)
def test_a_name_too_long_is_told_of_the_search(folder: Path, language: str, words: str) -> None:
    """No text was written at all."""
    said = told(folder, "search", "bois", "--save", "b" * 200, "--lang", language, code=4)

    assert words in said
    assert not [one for one in ELSEWHERE if one in said]


@pytest.mark.parametrize("command", ["draft add", "publish"])
def test_a_path_that_is_no_file_is_told_as_that(folder: Path, command: str) -> None:
    """A pipe is there; synchronising brings no file of this machine."""
    pipe = folder.parent / "rapport.md"
    os.mkfifo(pipe)
    said = told(folder, command, pipe, code=FOLDER)

    assert f"{pipe} n'est pas là, ou n'est pas ce qu'il faut" in said
    assert not [one for one in ELSEWHERE if one in said]


@pytest.mark.parametrize(
    ("language", "own", "other", "words"),
    [
        ("ar", "العاشقات", "Rapport numéro 1", "لغات أخرى لهذا النص: الفرنسية"),
        ("fr", "Rapport numéro 1", "العاشقات", "Autres langues de ce texte : Arabe"),
    ],
)
def test_a_record_is_shown_in_the_language_of_who_reads(
    folder: Path, language: str, own: str, other: str, words: str
) -> None:
    """Every text twice is a long way to the comments; what was left out is named."""
    report = small_report(1)
    report.title.extend(in_languages(ar="العاشقات"))
    file = write(folder.parent / "report.yaml", report)
    told(folder, "publish", file, "--yes", code=0)
    (row,) = json.loads(told(folder, "outbox", "--json", code=0))
    shown = told(folder, "show", row["record_id"], "--lang", language, code=0)
    whole = told(folder, "show", row["record_id"], "--lang", language, "--full", code=0)

    assert own in shown
    assert other not in shown
    assert words in shown
    assert own in whole
    assert other in whole
    assert "--full" not in whole


@pytest.mark.parametrize(("language", "words"), [("fr", "Synchronisez"), ("ar", "زامنوا")])
def test_a_search_where_nothing_came_yet_says_so(folder: Path, language: str, words: str) -> None:
    """“Try fewer words” is no help while there is nothing to be found."""
    for store in folder.glob("mirror.db*"):
        store.unlink()
    said = told(folder, "search", "bois", "--lang", language, code=0)

    assert words in said
    assert "bois" not in said


def test_a_search_on_a_node_that_never_joined_says_so(tmp_path: Path) -> None:
    """It has no library: “nothing found” would be believed of the network."""
    folder = tmp_path / "amal"
    names = ("--network", "00" * 32, "--member", "amal", "--node", "n1", "--name", "Amal")
    made = CliRunner().invoke(main, ["init", str(folder), *names])
    said = told(folder, "search", "bois", code=FOLDER)

    assert made.exit_code == 0, made.output
    assert "n'a pas encore rejoint de réseau" in said
    assert "forsa-node join" in said
