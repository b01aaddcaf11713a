"""The help of the three commands, and what they say of a wrong command line, in three languages."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner
from forsa.cli import forsa as forsa_program
from forsa.client.click_words import WORDS as CLICK_WORDS
from forsa.client.console import EXIT_CODES
from forsa.client.help import Help, SpokenGroup, asked_language, keys_of
from forsa.client.help_words import EXIT_CODES_KEY, SHARED
from forsa.words.reasons import LANGUAGES, Language
from forsa_hub.cli import main as hub_program
from forsa_node.cli import main as node_program

PROGRAMS: Final[Mapping[str, SpokenGroup]] = {
    "forsa": forsa_program,
    "forsa-hub": hub_program,
    "forsa-node": node_program,
}
PROJECT = Path(__file__).parents[2]
ARABIC = re.compile(r"[\u0600-\u06ff]")
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CODE = re.compile(
    r"--[a-z][a-z-]*"  # options
    r"|\bforsa-(?:node|hub) [a-z]+"  # commands
    r"|\b[A-Z][A-Z0-9-]+\b|\bCtrl-C\b"  # FOLDER, JSON, MA-05, SIGTERM
    r"|[\w./-]+\.(?:toml|pem|md|yaml|json|root|admit)\b|HOST/log1"  # files, names
)
NOT_FOR_PEOPLE = {
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Could not determine name for option with declarations {decls!r}",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument "
        "instead? Did you mean to pass '--{name}'?"
    ),
    "Unknown color {colour!r}",
    "Value must be an iterable.",
    "%(prog)s, version %(version)s",
    "file",
    "directory",
    "path",
}
"""What click tells a programmer, or says before a program runs."""


@dataclass(frozen=True)
class Spoken:
    """A command, an option or an argument, and what the code says of it."""

    program: str
    keys: tuple[str, ...]
    english: str | None
    table: str
    choices: tuple[str, ...]

    def text(self, language: Language) -> str | None:
        """What is said of it, or None."""
        if language == "en" and self.english:
            return self.english
        for table in (PROGRAMS[self.program].table(), SHARED):
            for key in self.keys:
                if language in table.get(key, {}):
                    return table[key][language]
        return None


def commands_of(program: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command of a program, itself first, as the code has it."""

    def below(
        command: click.Command, path: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], click.Command]]:
        yield path, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None
                yield from below(found, (*path, name))

    yield from below(PROGRAMS[program], ())


def table_of(program: str, command: click.Command) -> str:
    """The file that has the texts of a command."""
    if program != "forsa-node":
        return {"forsa": "sdk/forsa/cli/help_words.py", "forsa-hub": "hub/forsa_hub/help_words.py"}[
            program
        ]
    module = (command.callback.__module__ if command.callback else "").rpartition(".")[2]
    return f"node/forsa_node/words/help/{'__init__' if module == 'cli' else module}.py"


def choices_of(param: click.Parameter) -> tuple[str, ...]:
    """What may be chosen from, if so."""
    return tuple(param.type.choices) if isinstance(param.type, click.Choice) else ()


def everything() -> Iterator[Spoken]:
    """All that has a help, in all three programs."""
    for program in PROGRAMS:
        for path, command in commands_of(program):
            table = table_of(program, command)
            explained = [f"{one}:" for param in command.params for one in choices_of(param)]
            yield Spoken(program, (" ".join(path),), command.help, table, tuple(explained))
            for param in command.params:
                assert isinstance(param, click.Option | click.Argument)
                choices = choices_of(param)
                yield Spoken(program, keys_of(param, path), param.help, table, choices)


def test_every_command_option_and_argument_has_help_in_three_languages() -> None:
    """Whoever reads no English would be alone with the new command."""
    missing = [
        f'{one.table}: add to HELP  "{one.keys[0]}": {{"{language}": "…"}}'
        for one in everything()
        for language in LANGUAGES
        if not one.text(language)
    ]

    ends = {command.epilog for program in PROGRAMS for _, command in commands_of(program)}

    assert not missing, "\n".join(["texts are missing:", *missing])
    assert ends == {None, EXIT_CODES}
    assert not [one.table for one in everything() if not (PROJECT / one.table).exists()]


def test_no_text_stands_for_what_is_gone_or_said_in_the_code() -> None:
    """A table that keeps the dead is not read; English in two places says two things one day."""
    said: dict[str, set[str]] = {program: set() for program in PROGRAMS}
    twice = []
    for one in everything():
        tables = (PROGRAMS[one.program].table(), SHARED)
        found = next((key for table in tables for key in one.keys if key in table), None)
        if found is None:
            continue
        said[one.program].add(found)
        if one.english and any("en" in table.get(found, {}) for table in tables):
            twice.append(f"{one.table}: take the English of {found!r} away, the code has it")
    stale = [
        f"the table of {program}: take {key!r} away, nothing has this name"
        for program in PROGRAMS
        for key in PROGRAMS[program].table().keys() - said[program]
    ]
    stale += [
        f"help_words.SHARED: nothing is named {key!r}"
        for key in SHARED.keys() - set().union(*said.values()) - {EXIT_CODES_KEY}
    ]

    assert not stale + twice, "\n".join(stale + twice)


def test_each_language_is_that_language() -> None:
    """A text that was copied over looks translated to every other test."""
    for one in everything():
        texts = {language: one.text(language) or language for language in LANGUAGES}

        assert len(set(texts.values())) == len(LANGUAGES), (one.table, one.keys[0], texts)
        assert ARABIC.search(texts["ar"]) or texts["ar"] == "ar", (one.table, one.keys[0])
        assert not ARABIC.search(texts["fr"] + texts["en"]), (one.table, one.keys[0])
        assert not BIDI_CONTROLS.search("".join(texts.values())), (one.table, one.keys[0])


def test_what_is_typed_as_it_stands_is_not_translated() -> None:
    """An option, a file or a choice that a text changes or forgets cannot be typed."""
    wrong = []
    for one in everything():
        english = one.text("en") or ""
        typed = {*CODE.findall(english)}
        typed |= {
            word.removesuffix(":") for word in one.choices if re.search(rf"\b{word}(?!\w)", english)
        }
        for language in ("fr", "ar"):
            text = one.text(language)
            wrong += [
                f"{one.table}: {one.keys[0]!r} in {language} lacks {word}"
                for word in sorted(typed)
                if text is not None and word not in text
            ]

    assert not wrong, "\n".join(wrong)


def test_a_program_whose_table_lacks_a_text_says_it_in_english() -> None:
    """A command must work before it is translated."""
    what, how = click.Argument(["what"]), click.Option(["--how"], help="So.")
    command = click.Command("try", help="Try it.", params=[what, how])
    told = Help({"try WHAT": {"fr": "Quoi."}}, "fr").of(command, ("try",))

    assert told.help == "Try it."
    assert [one.help for one in told.params] == ["Quoi.", "So."]


def test_the_exit_codes_are_the_same_in_every_language() -> None:
    """Scripts and people go by one table."""
    codes = [
        re.findall(r"^  (\d)  \S", text, re.MULTILINE)
        for text in (EXIT_CODES, *SHARED[EXIT_CODES_KEY].values())
    ]

    assert codes == [[str(code) for code in range(9)]] * len(LANGUAGES)
    assert set(SHARED[EXIT_CODES_KEY]) == {"fr", "ar"}


def run(program: str, *arguments: str, lang: str = "C", width: int = 80) -> tuple[int, str]:
    """The exit code and all that is printed, on a machine whose language is `lang`."""
    done = CliRunner().invoke(
        PROGRAMS[program],
        arguments,
        prog_name=program,
        env={"LC_ALL": lang, "LANG": lang},
        terminal_width=width,
    )
    return done.exit_code, done.output


HEADINGS: Final[Mapping[Language, tuple[str, str]]] = {
    "fr": ("Usage : ", "Options :"),
    "ar": ("الاستعمال: ", "الخيارات:"),
    "en": ("Usage: ", "Options:"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("program", PROGRAMS)
def test_help_speaks_the_language_all_through(program: str, language: Language) -> None:
    """A help that is half in English is no help: headings, texts, defaults, exit codes."""
    foreign = [word for other, words in HEADINGS.items() if other != language for word in words]
    if language != "en":
        foreign += ["[default:", "required]", " and exit.", "Exit codes"]
    if language == "fr":
        foreign += [" COMMAND [ARGS]", " TEXT ", " INTEGER", " DIRECTORY "]
    for path, command in commands_of(program):
        code, told = run(program, *path, "--help", "--lang", language, width=1000)
        words = " ".join(told.replace("\N{NO-BREAK SPACE}", " ").split())
        said = Help(PROGRAMS[program].table(), language).of(command, path).help or ""
        sentence = " ".join(said.replace("\N{NO-BREAK SPACE}", " ").split())

        assert code == 0, told
        assert all(heading in told for heading in HEADINGS[language])
        assert not [word for word in foreign if word in told]
        assert sentence.replace("\b ", "") in words


WRONG: Final = (
    ("forsa", ("no-such-command",)),
    ("forsa", ("verifi",)),
    ("forsa", ()),
    ("forsa", ("verify",)),
    ("forsa", ("verify", "no-such-file")),
    ("forsa", ("verify", "--node", __file__, __file__)),
    ("forsa", ("verify", "--what", __file__)),
    ("forsa", ("verify", __file__, "--network")),
    ("forsa", ("inspect", __file__, "two", "more")),
    ("forsa", ("inspect", str(Path(__file__).parent))),
    ("forsa-hub", ("init", "hub")),
    ("forsa-hub", ("invite", "hub", "--days", "15")),
    ("forsa-hub", ("invite", "hub", "--days", "many")),
    ("forsa-hub", ("invite", "hub", "--role", "king")),
    ("forsa-hub", ("status", "hub", "--json=1")),
    ("forsa-node", ("template",)),
    ("forsa-node", ("comment", "node", "1")),
    ("forsa-node", ("translate", "node", "1")),
    ("forsa-node", ("draft", "shwo")),
)
ENGLISH = re.compile(
    r"Usage:|Error|Try|Missing|No such|Did you|Invalid|does not|is not|Choose|requires|unexpected"
    r"|range [^]]|one of|Commands|Show this"
)


@pytest.mark.parametrize(("program", "arguments"), WRONG)
def test_what_is_wrong_with_a_command_line_is_said_in_the_language(
    program: str, arguments: tuple[str, ...]
) -> None:
    """The first thing that a newcomer meets is his own slip."""
    french, arabic, english = (
        run(program, *arguments, lang=f"{language}_MA.UTF-8") for language in LANGUAGES
    )

    assert french[0] == arabic[0] == english[0] == 2
    assert ENGLISH.search(english[1])
    assert not ENGLISH.search(french[1] + arabic[1])
    assert ARABIC.search(arabic[1])
    assert not ARABIC.search(french[1])


@pytest.mark.parametrize("program", ["forsa.cli", "forsa_hub.cli", "forsa_node.cli"])
def test_help_needs_no_network_and_no_store(program: str) -> None:
    """Whoever asks for help waits for what is imported: commands import what they use when run."""
    script = (
        f"import sys\nfrom {program} import main\ntry:\n    main(['--help'])\n"
        "except SystemExit:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {"forsa.client.network", "sqlalchemy", "tantivy", "polars", "PIL", "pypdf"}

    assert "click" in ran.stderr.split()
    assert not heavy & {*ran.stderr.split()}


@pytest.mark.parametrize(
    ("arguments", "machine", "language"),
    [
        (["show", "--lang", "ar"], "en_US.UTF-8", "ar"),
        (["--lang=en", "show"], "ar_MA.UTF-8", "en"),
        (["--lang", "en", "show", "--lang", "ar"], "", "ar"),
        (["show"], "ar_MA.UTF-8", "ar"),
        (["show", "--lang"], "ar", "ar"),
        (["show", "--lang", "de"], "C.UTF-8", "fr"),
        (["comment", "--text-lang", "ar"], "", "fr"),
        (["show", "--", "--lang", "ar"], "", "fr"),
    ],
)
def test_the_language_is_that_of_the_line_and_else_of_the_machine(
    arguments: list[str], machine: str, language: Language
) -> None:
    """Help comes before a line is understood: `--lang` counts wherever it stands."""
    assert asked_language(arguments, {"LANG": machine}) == language


def test_lang_before_a_command_is_the_language_of_what_it_prints(tmp_path: Path) -> None:
    """Help in Arabic and then an answer in French: nobody would ask for that."""
    file = tmp_path / "file"
    file.write_bytes(b"forsa")
    before = run("forsa", "--lang", "ar", "inspect", str(file))
    over = run("forsa", "--lang", "ar", "inspect", str(file), "--lang", "fr")

    assert ARABIC.search(before[1])
    assert not ARABIC.search(over[1])


def test_the_source_stays_english_and_click_as_it_was() -> None:
    """Two calls in one process, of tests or of a program: the second has its own language."""
    before = list(everything())
    run("forsa-node", "--help", "--lang", "ar")
    run("forsa-node", "--lang", "ar")

    assert list(everything()) == before
    assert vars(click.core)["_"] is vars(click.formatting)["_"] is gettext


def sentences_of_click() -> Iterator[str]:
    """What click's sources hand to gettext, where a command of ours can meet it."""
    aside = {"_winconsole.py", "_termui_impl.py", "shell_completion.py", "utils.py"}
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        if path.name in aside:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                count = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
                for argument in node.args[:count]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value


def test_all_that_click_says_to_people_is_translated() -> None:
    """An update of click brings sentences that only this test notices."""
    said = set(sentences_of_click()) | {"required"}

    assert said - NOT_FOR_PEOPLE - CLICK_WORDS.keys() == set()
    assert CLICK_WORDS.keys() - said == set()


def test_the_words_of_click_keep_their_values() -> None:
    """A value that click does not hand over would end the command with a traceback."""
    for english, texts in CLICK_WORDS.items():
        known = set(re.findall(r"{(\w+)", english))

        assert set(texts) == {"fr", "ar"}, english
        for language, text in texts.items():
            assert set(re.findall(r"{(\w+)", text)) <= known, english
            assert bool(ARABIC.search(text)) is (language == "ar"), english
            assert not BIDI_CONTROLS.search(text), english
