"""`forsa-node due`: what is asked of members and when, what they show, what the office says."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.console import (
    json_option,
    lang_option,
    late_pulse,
    print_json,
    tells_errors,
)
from forsa.words.dates import say_time
from forsa.words.reasons import Language

from forsa_node.cli.acting import signs
from forsa_node.cli.common import folder_argument
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.governance.acting import Signing
    from forsa_node.publishing import Asking

which_argument: Final = click.argument("which")
year_option: Final = click.option(
    "--year", metavar="YEAR", default="", help="A school year such as 2026-2027."
)
note_option: Final = click.option("--note", default="", help="A word with it; all members read it.")


@click.group()
def due() -> None:
    """What is due: reports, accounts, minutes, outcomes, and the evidence of each."""


@due.command("list")
@folder_argument
@click.option("--all", "everything", is_flag=True, help="What is settled or not asked, too.")
@lang_option
@json_option
@tells_errors
def list_due(folder: Path, everything: bool, lang: Language, as_json: bool) -> None:
    """What this association has to hand in, and by when."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.dues import listed

    found = listed(folder, lang, people_zone(), everything=everything)
    if as_json:
        print_json(found)
        return
    click.echo(say(lang, "due_as_of", time=say_time(found["as_of_ms"], lang, people_zone())))
    for row in found["duties"]:
        _tell(row, lang)
    if not found["duties"]:
        click.echo(say(lang, "due_none"))
    if found["to_review"]:
        click.echo(say(lang, "due_to_review", count=found["to_review"], folder=folder))


@due.command()
@folder_argument
@which_argument
@lang_option
@json_option
@tells_errors
def show(folder: Path, which: str, lang: Language, as_json: bool) -> None:
    """The own duty WHICH with all that was handed in for it and said to it."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.dues import shown

    row = shown(folder, which, lang, people_zone())
    if as_json:
        print_json(row)
        return
    _tell(row, lang)
    for line in row["texts"]:
        click.echo(f"    {line}")


@due.command()
@folder_argument
@which_argument
@click.argument("evidence", nargs=-1)
@note_option
@signs
def submit(
    folder: Path,
    which: str,
    evidence: tuple[str, ...],
    note: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Hand in for WHICH: an own record, or files, whichever is asked for.

    WHICH is a code such as practice_report, or a number. Without evidence, own records that fit
    are listed.
    """
    from forsa.client.zones import people_zone

    from forsa_node.governance.handing_in import hand_in

    sys.exit(hand_in(folder, which, evidence, note, asking, signing, people_zone()))


@due.command()
@folder_argument
@click.argument("which", required=False, default="")
@click.option("--accept", is_flag=True, help="It is what was asked for.")
@click.option("--return", "reason", default="", help="What is to be completed; all members see it.")
@signs
def review(
    folder: Path,
    which: str,
    accept: bool,
    reason: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """For the office: look at the submission WHICH; without it, what waits is listed."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.due_reviewing import review as review_it
    from forsa_node.governance.due_reviewing import waiting_for_review

    if not which:
        rows = waiting_for_review(folder, asking.language, people_zone())
        _tell_waiting(rows, asking.language, as_json=asking.as_json)
        return
    if accept is bool(reason):
        raise click.UsageError(say(asking.language, "due_accept_or_return"))
    sys.exit(review_it(folder, which, reason, asking, signing, people_zone()))


@due.command()
@folder_argument
@which_argument
@click.argument("member")
@click.option("--reason", default="", help="Why; all members see it.")
@signs
def waive(
    folder: Path,
    which: str,
    member: str,
    reason: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """For the office: MEMBER does not owe WHICH."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.due_reviewing import waive as waive_it

    sys.exit(waive_it(folder, which, member, reason, asking, signing, people_zone()))


@due.command()
@folder_argument
@year_option
@click.option("--network", "everybody", is_flag=True, help="All members, not this one alone.")
@lang_option
@json_option
@tells_errors
def table(folder: Path, year: str, everybody: bool, lang: Language, as_json: bool) -> None:
    """Who stands where with what is due in a school year; this association, or all."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.due_tables import table as table_of

    with late_pulse(say(lang, "due_reading")):
        rows, lines = table_of(folder, lang, people_zone(), year, everybody=everybody)
    if as_json:
        print_json(rows)
        return
    for line in lines:
        click.echo(line)


@due.command()
@folder_argument
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="A new file that ends in .csv or .xlsx.",
)
@year_option
@lang_option
@json_option
@tells_errors
def overview(folder: Path, to: Path, year: str, lang: Language, as_json: bool) -> None:
    """Write the whole network's duties of a school year as a table for the office."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.due_tables import overview as write

    with late_pulse(say(lang, "due_reading")):
        count = write(folder, to, lang, people_zone(), year)
    if as_json:
        print_json({"path": str(to), "rows": count})
        return
    click.echo(say(lang, "due_overview_written", path=to, count=count))


@due.command()
@click.option("--year", metavar="YEAR", required=True, help="A school year such as 2026-2027.")
@lang_option
@json_option
@tells_errors
def template(year: str, lang: Language, as_json: bool) -> None:
    """Print the calendar of a school year, to be edited: every kind of duty, with proposals.

    forsa-node due template --year 2026-2027 > calendrier.yaml
    """
    from forsa.governance.calendar.template import calendar_template

    try:
        text = calendar_template(year, lang)
    except ValueError:
        raise click.UsageError(say(lang, "due_year_form", year=year[:40])) from None
    if as_json:
        print_json({"text": text})
        return
    click.echo(text, nl=False)


@due.command()
@folder_argument
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@signs
def plan(
    folder: Path,
    file: Path,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """For the office: ask members for what the calendar FILE says.

    Every date is shown with what moved it, and what differs from what is set; the same file again
    changes nothing.
    """
    from forsa_node.governance.due_planning import publish_plan

    sys.exit(publish_plan(folder, file, asking, signing))


def _tell(row: dict[str, Any], lang: Language) -> None:
    values = {"code": row["obligation"]["code"], "title": row["title"], "says": row["says"]}
    click.echo(say(lang, "due_line", **values))
    if row["is_waiting"]:
        click.echo(f"    {say(lang, 'due_on_its_way')}")
    for line in row["details"]:
        click.echo(f"    {line}")
    if row["submission"] is None and row["standing"] in {"open", "late"}:
        click.echo(f"    {say(lang, 'due_evidence_asked', asked=row['asked'])}")


def _tell_waiting(rows: list[dict[str, Any]], lang: Language, *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    for row in rows:
        index = row["submission"]["index"]
        values = {name: row[name] for name in ("member", "title", "says")}
        click.echo(say(lang, "due_review_line", index=index, **values))
        for line in row["details"]:
            click.echo(f"    {line}")
    if not rows:
        click.echo(say(lang, "due_review_none"))


COMMANDS: Final = (due,)
