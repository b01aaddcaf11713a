"""`forsa-node outcomes network`: what became of learners in the whole network."""

from pathlib import Path
from typing import Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.codelists import codes
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument
from forsa_node.words import say

BY: Final = ("sex", "age3", "strand", "region")


@click.command()
@folder_argument
@click.argument("school_year", metavar="YEAR", required=False, default="")
@click.option(
    "--point",
    type=click.Choice(codes("observation_point")),
    default="exit",
    show_default=True,
    help="When outcomes were observed.",
)
@click.option(
    "--region",
    type=click.Choice(codes("region")),
    metavar="CODE",
    default=None,
    help="One region alone: its code, such as MA-05.",
)
@click.option("--by", "axis", type=click.Choice(BY), default=None, help="Told apart by this.")
@click.option("--member", "members", multiple=True, help="Only these associations.")
@click.option("--trend", is_flag=True, help="Every school year that is here, side by side.")
@click.option(
    "--chart",
    type=click.Path(path_type=Path),
    help="Draw it into this new SVG file; what is hidden is drawn as hidden.",
)
@click.option(
    "--export",
    "to",
    type=click.Path(path_type=Path),
    help="Write releases and totals into this new folder: data package, CSVW, SDMX-CSV, Excel.",
)
@lang_option
@json_option
@tells_errors
def network(
    folder: Path,
    school_year: str,
    point: str,
    region: str | None,
    axis: str | None,
    members: tuple[str, ...],
    trend: bool,
    chart: Path | None,
    to: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Totals of the network as intervals, from published tables that this node judged itself.

    YEAR is a school year such as 2024-2025; without it, the newest. Works offline.
    """
    from forsa.client.console import late_progress
    from forsa.exports.outcomes.lines import refused_lines

    from forsa_node.outcomes.network_view import Wanted, ask, require_new

    for target in (chart, to):
        if target is not None:
            require_new(target)
    wanted = Wanted(school_year, point, region or "", axis or "", frozenset(members), trend)
    with late_progress(say(lang, "network_reading")) as tell:
        answer = ask(folder, wanted, tell)
    values = answer.values()
    if chart is not None:
        try:
            values["chart"] = str(answer.draw(chart, lang))
        except ImportError:
            raise click.UsageError(say(lang, "needs_charts")) from None
    if to is not None:
        values["export"] = str(answer.export(to))
    if as_json:
        print_json(values)
        return
    click.echo("\n".join(answer.lines(lang)))
    for written in (chart, to):
        if written is not None:
            click.echo(say(lang, "network_written", path=written))
    for line in refused_lines(answer.outcomes.refused, lang):
        click.echo(line, err=True)
