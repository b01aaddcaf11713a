"""Questions that are answered with yes or no, in the words of whoever is asked."""

from collections.abc import Mapping
from typing import Final

import click

from forsa.words.reasons import Language

_YES: Final = frozenset({"o", "oui", "ن", "نعم", "y", "yes"})
_NO: Final = frozenset({"n", "non", "ل", "لا", "no", ""})
_CHOICE: Final[Mapping[Language, str]] = {"fr": "o/N", "ar": "نعم/لا", "en": "y/N"}
_AGAIN: Final[Mapping[Language, str]] = {
    "fr": "Répondez par o (oui) ou n (non).",
    "ar": "أجيبوا بـ نعم أو لا.",
    "en": "Answer y (yes) or n (no).",
}


def ask_yes_or_no(question: str, language: Language, *, err: bool = False) -> bool:
    """Ask until the answer is a yes or a no, in any of the languages; Enter alone is no.

    Where nobody is there to answer, for the input has ended, it is no as well.

    Click's own question takes y and n alone, whatever language it is asked in.

    Args:
        question: What is asked, in `language`.
        language: The language of the reader.
        err: Ask on standard error: standard output is read by a program.
    """
    asked = f"{question} [{_CHOICE[language]}]"
    while True:
        try:
            said = click.prompt(asked, default="", show_default=False, prompt_suffix=" ", err=err)
        except click.Abort:
            click.echo(err=err)
            return False
        answer = said.strip().casefold()
        if answer in _YES | _NO:
            return answer in _YES
        click.echo(_AGAIN[language], err=err)
