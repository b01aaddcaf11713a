"""`forsa-node outcomes`: the register of learners, which never leaves this machine."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli import releases
from forsa_node.cli.common import folder_argument, person_option
from forsa_node.cli.network import network
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.outcomes.overview import Overview

file_argument: Final = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
year_argument: Final = click.argument("school_year", metavar="YEAR")
years_argument: Final = click.argument("school_year", metavar="YEAR", required=False, default="")
yes_option: Final = click.option("--yes", is_flag=True, help="Do not ask; for scripts.")


@click.group()
def outcomes() -> None:
    """What becomes of learners: the register of this machine, and the tables made of it."""


@outcomes.command()
@folder_argument
@click.option(
    "--guess",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="A register: its columns are looked at, and nothing of it is kept.",
)
@click.option("--to", type=click.Path(path_type=Path), help="The new mapping file; default: print.")
@lang_option
@json_option
@tells_errors
def mapping(folder: Path, file: Path, to: Path | None, lang: Language, as_json: bool) -> None:
    """Propose what the columns of a register mean; read it line by line before you use it."""
    from forsa_node.outcomes.asking import guess_file

    sys.exit(guess_file(folder, file, to, lang, as_json=as_json))


@outcomes.command("import")
@folder_argument
@file_argument
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="What the columns of FILE mean (forsa-node outcomes mapping proposes one).",
)
@click.option("--dry-run", is_flag=True, help="Read and compare, keep nothing.")
@click.option(
    "--withdraw-missing",
    is_flag=True,
    help="Learners of a frozen frame that FILE has not left: erase what is personal of them.",
)
@yes_option
@person_option
@lang_option
@json_option
@tells_errors
def import_register(
    folder: Path,
    file: Path,
    mapping: Path,
    dry_run: bool,
    withdraw_missing: bool,
    yes: bool,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Read a register of learners (CSV or XLSX), show what it changes, and keep it.

    All that is wrong is listed by line; then nothing is kept. Columns that the mapping does not
    name are dropped, and named. The same file again changes nothing.
    """
    from forsa_node.outcomes.asking import import_file
    from forsa_node.publishing import Asking

    asking = Asking(lang, person, yes=yes, as_json=as_json)
    how = {"keeps": not dry_run, "withdraws_missing": withdraw_missing}
    sys.exit(import_file(folder, file, mapping, asking, **how))


@outcomes.command()
@folder_argument
@years_argument
@lang_option
@json_option
@tells_errors
def check(folder: Path, school_year: str, lang: Language, as_json: bool) -> None:
    """Say what stands in the way of the next tables, and what would hide more than need be."""
    from forsa_node.outcomes.telling import check_lines, problems
    from forsa_node.publishing import EXIT_NO

    found = _overviews(folder, school_year, lang)
    stuck = not any(not problems(one) for one in found)
    if as_json:
        print_json([one.as_json() | {"problems": problems(one)} for one in found])
    elif not found:
        click.echo(say(lang, "outcomes_none", folder=folder))
    for one in () if as_json else found:
        for line in check_lines(one, folder, lang):
            click.echo(line)
    sys.exit(EXIT_NO if stuck else 0)


@outcomes.command()
@folder_argument
@lang_option
@json_option
@tells_errors
def status(folder: Path, lang: Language, as_json: bool) -> None:
    """Say how far each school year is, and what to do next."""
    from forsa_node.outcomes.telling import overview_lines
    from forsa_node.outcomes.unfinished import unfinished_lines, unfinished_of

    found, rows = _overviews(folder, "", lang), unfinished_of(folder)
    if as_json:
        of_year = {one.year.school_year: one.as_json() for one in found}
        for year, told in of_year.items():
            told["unfinished"] = [row for row in rows if row["school_year"] == year]
        print_json(list(of_year.values()))
        return
    if not found:
        click.echo(say(lang, "outcomes_none", folder=folder))
    for one in found:
        waits = [row for row in rows if row["school_year"] == one.year.school_year]
        prepared = {row["point"] for row in waits if row["state"] != "refused"}
        for line in overview_lines(one, folder, lang, prepared):
            click.echo(line)
    for line in unfinished_lines(folder, rows, lang):
        click.echo(line)


@outcomes.command()
@folder_argument
@year_argument
@click.option(
    "--on",
    "day",
    metavar="YYYY-MM-DD",
    default=None,
    help="Day of the enrolment return; default: 31 October of the first year.",
)
@click.option(
    "--learners",
    type=click.IntRange(1),
    default=None,
    help="Learners in your enrolment return: refused if the register has another number.",
)
@yes_option
@person_option
@lang_option
@json_option
@tells_errors
def frame(
    folder: Path,
    school_year: str,
    day: str | None,
    learners: int | None,
    yes: bool,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Freeze the enrolment of YEAR and publish how many learners it has.

    It chooses which tables may be published, and every table of the year is held against it. It can
    be corrected the same way until the first release of the year.
    """
    from forsa_node.outcomes.asking import frame_year
    from forsa_node.outcomes.framing import return_day
    from forsa_node.publishing import Asking

    framed_on = _day(day, lang) if day else return_day(school_year)
    asking = Asking(lang, person, yes=yes, as_json=as_json)
    sys.exit(frame_year(folder, school_year, framed_on, learners or 0, asking))


def _day(text: str, lang: Language) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise click.BadParameter(say(lang, "no_day", day=text), param_hint="'--on'") from None


@outcomes.command("forget")
@folder_argument
@click.argument("learner_key", metavar="KEY")
@click.option("--year", "school_year", default="", help="In this school year alone; default: all.")
@yes_option
@lang_option
@json_option
@tells_errors
def forget_learner(
    folder: Path, learner_key: str, school_year: str, yes: bool, lang: Language, as_json: bool
) -> None:
    """Forget the learner KEY, for good, and say what it means for what is published.

    KEY as the register has it; - reads it from standard input, so that no list of commands keeps
    it.
    """
    from forsa_node.outcomes.asking import forget_key
    from forsa_node.publishing import Asking

    asking = Asking(lang, "", yes=yes, as_json=as_json)
    sys.exit(forget_key(folder, learner_key, school_year, asking))


@outcomes.command("export-local")
@folder_argument
@year_argument
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    required=True,
    help="The new CSV file; nothing is overwritten.",
)
@lang_option
@json_option
@tells_errors
def export_local(folder: Path, school_year: str, to: Path, lang: Language, as_json: bool) -> None:
    """Write the rows of YEAR for yourselves, in clear: only this account may read the file."""
    from forsa_node.outcomes.local_export import export_rows
    from forsa_node.outcomes.store import RegisterStore

    rows = RegisterStore.open(folder).require(school_year).rows()
    count = export_rows(rows, to)
    if as_json:
        print_json({"rows": count, "to": str(to), "school_year": school_year})
    else:
        click.echo(say(lang, "rows_exported", count=count, year=school_year, to=to))
        click.echo(say(lang, "rows_warning"), err=True)


def _overviews(folder: Path, school_year: str, lang: Language) -> "list[Overview]":
    """Of one year, or of all; looking makes no register."""
    from forsa.client.identity import load_identity

    from forsa_node.outcomes.overview import overview_of
    from forsa_node.outcomes.store import RegisterStore
    from forsa_node.outcomes.telling import mended_lines
    from forsa_node.reading import reading

    load_identity(folder)
    if not RegisterStore.is_there(folder):
        return []
    store = RegisterStore.open(folder)
    for line in mended_lines(store, lang):
        click.echo(line, err=True)
    with reading(folder) as stores:
        years = [school_year] if school_year else store.years()
        return [overview_of(stores, store, year) for year in years]


for _command in releases.COMMANDS:
    outcomes.add_command(_command)
outcomes.add_command(network)

COMMANDS: Final = (outcomes,)
