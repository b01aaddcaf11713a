"""Help in the reader's language: the code says it in English, tables say it in French and Arabic.

A table is keyed by the words of the command line: `draft add` is what the command does,
`draft add --audience` and `draft add PATH` are what its options and arguments are, and the empty
key is the program. An option that many commands take has one entry, by its name alone: first in
the program's table, then in that of all programs (`help_words`). What no table has stays English,
and a test names it.

Where the code says nothing (arguments, as is click's custom, and some options), the table has the
English as well.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any, Final, TypeVar

import click

from forsa.client.click_words import click_speaks
from forsa.client.console import EXIT_CODES, lang_of_a_group, system_language
from forsa.client.help_words import EXIT_CODES_KEY, METAVARS, SHARED, SUBCOMMAND, HelpTable
from forsa.words.reasons import LANGUAGES, Language

AnyCommand = TypeVar("AnyCommand", bound=click.Command)

_LANG: Final = "--lang"
_FRENCH_SPACE: Final = re.compile(" (?=[;:?!»])|(?<=«) ")
"""No line begins with these signs, though a space stands before them."""


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language that `--lang` names, wherever it stands; else that of the machine.

    For what is said before the command line is understood: help, and what is wrong with it.
    """
    asked = system_language(environment)
    for before, word in zip(("", *arguments), arguments, strict=False):
        if word == "--":
            break
        option, equals, value = word.partition("=")
        named = value if equals and option == _LANG else word if before == _LANG else ""
        asked = next((language for language in LANGUAGES if language == named), asked)
    return asked


class SpokenGroup(click.Group):
    """A program whose help and usage errors are in the reader's language.

    Args:
        texts: Gives the program's table, once a command is called.
    """

    def __init__(self, *args: Any, texts: Callable[[], HelpTable], **values: Any) -> None:
        super().__init__(*args, **values)
        self._texts = texts
        self._help: Help | None = None

    def main(self, args: Sequence[str] | None = None, *others: Any, **values: Any) -> Any:
        """Run the command line, and tell what is wrong with it, in the language asked for."""
        arguments = sys.argv[1:] if args is None else list(args)
        language = asked_language(arguments, os.environ)
        told_help = Help(self.table(), language)
        spoken = told_help.of(self, ())
        spoken._help = told_help
        with click_speaks(language):
            return super(SpokenGroup, spoken).main(arguments, *others, **values)

    def table(self) -> HelpTable:
        """The texts of this program."""
        return self._texts()

    def load(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command as the code has it."""
        return super().get_command(ctx, name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, in the language that the program runs in."""
        command = self.load(ctx, cmd_name)
        if command is None or self._help is None:
            return command
        return self._help.of(command, (cmd_name,))


class Help:
    """The texts of a program in one language."""

    def __init__(self, table: HelpTable, language: Language) -> None:
        self._tables = (table, SHARED)
        self._language = language

    def of(self, command: AnyCommand, path: tuple[str, ...]) -> AnyCommand:
        """A copy of a command, of all below it, and of what they take, with their texts.

        Groups take `--lang` too, so that it may stand before the name of a command.
        The commands of a program itself (`SpokenGroup`) are left to it: they come one by one.
        """
        told = copy(command)
        told.help = self._text((" ".join(path),), command.help)
        if command.epilog == EXIT_CODES:
            told.epilog = self._text((EXIT_CODES_KEY,), EXIT_CODES)
        params = [*command.params, *([lang_of_a_group()] if isinstance(told, click.Group) else [])]
        told.params = [self._param(one, path) for one in params]
        if isinstance(told, click.Group) and self._language == "fr":
            told.subcommand_metavar = SUBCOMMAND
        if isinstance(told, click.Group) and not isinstance(told, SpokenGroup):
            told.commands = {
                name: self.of(below, (*path, name)) for name, below in told.commands.items()
            }
        return told

    def _param(self, param: click.Parameter, path: tuple[str, ...]) -> click.Parameter:
        told = copy(param)
        if isinstance(told, click.Option | click.Argument):
            told.help = self._text(keys_of(param, path), told.help)
        if isinstance(told, click.Option) and self._language == "fr":
            told.metavar = told.metavar or METAVARS.get(told.type.name)
        return told

    def _text(self, keys: Sequence[str], english: str | None) -> str | None:
        for key in keys:
            for table in self._tables:
                if self._language in table.get(key, {}):
                    text = table[key][self._language]
                    return _FRENCH_SPACE.sub("\N{NO-BREAK SPACE}", text)
        return english


def keys_of(param: click.Parameter, path: Sequence[str]) -> tuple[str, ...]:
    """Where the text of a parameter may stand in a table: of its command alone, or of all."""
    if isinstance(param, click.Argument):
        name = param.human_readable_name
    else:
        name = max(param.opts, key=len)
    return (" ".join((*path, name)), name)
