"""Questions that are answered with yes or no."""

import click
import pytest
from click.testing import CliRunner, Result
from forsa.client.questions import ask_yes_or_no
from forsa.words.reasons import LANGUAGES, Language


def asked(language: Language, typed: str) -> Result:
    """What a command prints that asks once; its exit code says yes (0) or no (3)."""

    @click.command()
    def command() -> None:
        said = ask_yes_or_no("Publier ?", language)
        raise click.exceptions.Exit(0 if said else 3)

    return CliRunner().invoke(command, input=typed)


YES, NO = 0, 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ["o", "oui", "OUI ", "نعم", "ن", "y", "Yes"])
def test_yes_is_yes_in_every_language(language: Language, answer: str) -> None:
    """Who is asked « Publier ? » answers oui, and was told that this is no answer."""
    assert asked(language, f"{answer}\n").exit_code == YES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ["n", "non", "Non", "لا", "no", "", "  "])
def test_no_is_no_and_so_is_enter_alone(language: Language, answer: str) -> None:
    """Nothing is published because somebody leaned on a key."""
    assert asked(language, f"{answer}\n").exit_code == NO


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_neither_is_asked_again_in_the_language(language: Language) -> None:
    """A slip must not decide, and must not be left unexplained."""
    told = asked(language, "peut-être\noui\n")
    hint = {"fr": "Répondez", "ar": "أجيبوا", "en": "Answer"}[language]

    assert told.exit_code == YES
    assert told.output.count("Publier ?") == 2
    assert hint in told.output


@pytest.mark.parametrize("typed", ["", "peut-être\n"])
def test_an_input_that_ends_is_a_no(typed: str) -> None:
    """A script without --yes does not publish, does not ask for ever, and is told of no error."""
    assert asked("fr", typed).exit_code == NO
