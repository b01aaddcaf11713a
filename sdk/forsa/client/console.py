"""What the three commands have in common: the language, the exit codes, how an error is told."""

import errno
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import Any, Final, NoReturn, ParamSpec, TypeVar

import click

from forsa.client.files import ConfigError, FolderError, FolderProblem
from forsa.client.folder_words import FOLDER_WORDS, SAY_ALL
from forsa.client.zones import people_zone
from forsa.errors import (
    BusyError,
    CorruptStoreError,
    ForsaError,
    MalformedError,
    TooLargeError,
    VerificationError,
    Violation,
)
from forsa.rpc.details import clean
from forsa.words.details import say_detail, words_instead
from forsa.words.details.values import name_value, shown_value
from forsa.words.reasons import LANGUAGES, Language, explain_here

P = ParamSpec("P")
R = TypeVar("R")

EXIT_CODES: Final = """
\b
Exit codes:
  0  done
  1  an error of the program: please report it
  2  the command line is wrong
  3  something does not verify: a signature, a proof, another network
  4  a file or value is malformed or too large
  5  the folder is not what the command needs
  6  refused: by the rules, or by the hub
  7  the hub cannot be reached, or is busy: try again later
  8  stored data is damaged
"""
"""To end the help of each command."""

FOLDER_EXIT: Final = 5
_EXITS: Final[tuple[tuple[type[ForsaError], int], ...]] = (
    (VerificationError, 3),
    (MalformedError, 4),
    (TooLargeError, 4),
    (BusyError, 7),
    (CorruptStoreError, 8),
    (ForsaError, 6),
)


def exit_code_of(error: ForsaError) -> int:
    """The exit code of an error."""
    return next(code for raised, code in _EXITS if isinstance(error, raised))


def system_language(environment: Mapping[str, str]) -> Language:
    """The language that the machine asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`); else French."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        asked = environment.get(name, "").lower()
        for language in LANGUAGES:
            if asked == language or asked.startswith((f"{language}_", f"{language}.")):
                return language
    return LANGUAGES[0]


def lang_option(command: Callable[P, R]) -> Callable[P, R]:
    """`--lang`, handed to the command as `lang`; without it the language of the call."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), default=_language_of_the_call, help=_LANG_HELP
    )(command)


def lang_of_a_group() -> click.Option:
    """`--lang` before the name of a command: its commands have it for their default."""
    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        callback=_remember_language,
        help=_LANG_HELP,
    )


_LANG_HELP: Final = "Language of what is printed; default: from LANG."
_LANG_MEANT: Final = f"{__name__}.language"


def _remember_language(context: click.Context, _: click.Parameter, meant: Language | None) -> None:
    if meant is not None:
        context.meta[_LANG_MEANT] = meant


def _language_of_the_call() -> Language:
    context = click.get_current_context(silent=True)
    meant: Language | None = context.meta.get(_LANG_MEANT) if context else None
    return meant or system_language(os.environ)


def json_option(command: Callable[P, R]) -> Callable[P, R]:
    """`--json`, handed to the command as `as_json`: one JSON value on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")(
        command
    )


def missing_option(name: str) -> click.UsageError:
    """What to raise where an option is needed by some command lines only, as click says it."""
    context = click.get_current_context()
    return click.MissingParameter(ctx=context, param_hint=f"'{name}'", param_type="option")


SILENT_SECONDS: Final = 2.0
"""Work that takes longer shows how far it is."""


@contextmanager
def late_progress(what: str = "") -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, once the work inside takes longer than two seconds.

    Yields:
        What is to be told how much is done, and how much there is.
    """
    from rich.console import Console
    from rich.progress import Progress

    started = monotonic()
    with Progress(console=Console(stderr=True), transient=True, disable=False) as bar:
        task = bar.add_task(what, total=None, visible=False)

        def tell(done: int, total: int) -> None:
            late = monotonic() - started > SILENT_SECONDS
            bar.update(task, completed=done, total=total, visible=late)

        yield tell


@contextmanager
def late_pulse(what: str) -> Iterator[None]:
    """A sign of life on standard error, once work that cannot say how far it is takes long."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, visible=False)
        shows = Timer(SILENT_SECONDS, lambda: bar.update(task, visible=True))
        shows.daemon = True
        shows.start()
        try:
            yield
        finally:
            shows.cancel()


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def tells_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn errors that have a name, and refusals of this machine, into words and an exit code.

    The command takes `lang` and `as_json`, as the two options hand them.
    """

    @wraps(command)
    def wrapped(*args: P.args, **values: P.kwargs) -> R:
        lang: Any = values.get("lang", LANGUAGES[0])
        as_json = bool(values.get("as_json"))
        try:
            return command(*args, **values)
        except (ForsaError, FolderError) as error:
            fail(error, lang, as_json=as_json)
        except OSError as error:
            refused = refused_by_machine(error)
            if refused is None:
                raise
            fail(refused, lang, as_json=as_json)

    return wrapped


_BY_MACHINE: Final[Mapping[int, FolderProblem]] = {
    errno.ENOENT: FolderProblem.NO_SUCH_FILE,
    errno.ENOTDIR: FolderProblem.NO_SUCH_FILE,
    errno.EISDIR: FolderProblem.NO_SUCH_FILE,
    errno.EACCES: FolderProblem.FORBIDDEN,
    errno.EPERM: FolderProblem.FORBIDDEN,
    errno.EROFS: FolderProblem.FORBIDDEN,
    errno.EEXIST: FolderProblem.EXISTS,
    errno.ENOSPC: FolderProblem.DISK_FULL,
    errno.EDQUOT: FolderProblem.DISK_FULL,
}


def refused_by_machine(error: OSError) -> FolderError | None:
    """What people can mend of a file that is not read or written; None: it is a bug."""
    problem = _BY_MACHINE.get(error.errno or 0)
    if problem is None or not isinstance(error.filename, str | Path):
        return None
    if problem is FolderProblem.EXISTS:
        return FolderError(f"{error.filename} is there already", problem, Path(error.filename))
    return FolderError(f"{error.filename}: {error.strerror}", problem, Path(error.filename))


def fail(
    error: ForsaError | FolderError, lang: Language, *, as_json: bool = False, **done: object
) -> NoReturn:
    """Say what happened, with which values, and what to do next; then exit.

    In words on standard error; with `as_json` as one JSON value on standard output, beside it what
    was `done` before.
    """
    described = describe_error(error, lang)
    if as_json:
        print_json({"error": described, **done})
    else:
        for line in _lines(described, lang):
            click.echo(line, err=True)
    sys.exit(described["exit_code"])


def _lines(described: Mapping[str, Any], lang: Language) -> Iterator[str]:
    """An error as people read it."""
    yield click.style(described["what"], fg="red")
    detail = described["detail"]
    if detail:
        yield f"  {detail}"
    for name, value in described["values"].items():
        shown = shown_value(name, value, lang, people_zone())
        said = shown is None or shown in detail
        if not said and not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", detail):
            yield f"  {name_value(name, lang)}{_COLON[lang]}{shown}"
    for finding in described["findings"]:
        yield f"  {finding['path']}{_COLON[lang]}{finding['text']}"
    yield described["next_step"]


_COLON: Final[Mapping[Language, str]] = {"fr": " : ", "ar": ": ", "en": ": "}


def describe_error(error: ForsaError | FolderError, lang: Language) -> dict[str, Any]:
    """An error as machines read it, its words in `lang`; `message` is English, for developers."""
    if isinstance(error, FolderError):
        return _describe_folder(error, lang)
    message = clean(error.message)
    instead = None if error.situation else words_instead(message, lang)
    words = instead or explain_here(error.reason, error.situation, lang)
    return {
        "reason": error.reason.value,
        "what": words.what,
        "next_step": words.next_step,
        "detail": say_detail(message, lang, people_zone()),
        "message": message,
        "values": {clean(name): clean(value) for name, value in error.metadata.items()},
        "findings": _findings(error.violations, lang),
        "exit_code": exit_code_of(error),
    }


def _describe_folder(error: FolderError, lang: Language) -> dict[str, Any]:
    words = FOLDER_WORDS[error.problem][LANGUAGES.index(lang)]
    what, next_step = (sentence.format(path=clean(str(error.path))) for sentence in words)
    broken = error.broken if isinstance(error, ConfigError) else ()
    message = clean(error.message)
    return {
        "reason": f"FOLDER_{error.problem.name}",
        "what": what,
        "next_step": next_step,
        "detail": "" if broken or error.problem in SAY_ALL else say_detail(message, lang),
        "message": message,
        "values": {},
        "findings": _findings(broken, lang),
        "exit_code": FOLDER_EXIT,
    }


def _findings(violations: Iterable[Violation], lang: Language) -> list[dict[str, str]]:
    return [
        {
            "path": clean(one.path),
            "rule": clean(one.rule),
            "text": clean(one.words.get(lang) or next(iter(one.words.values()), one.rule)),
        }
        for one in violations
    ]
