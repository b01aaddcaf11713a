"""`forsa export`: what a network published, verified and written in formats of others."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from forsa.cli.library_words import say
from forsa.cli.source import narrowing_options, open_source, source_options
from forsa.client.console import (
    EXIT_CODES,
    json_option,
    lang_option,
    late_progress,
    print_json,
    tells_errors,
)
from forsa.client.files import FolderError, FolderProblem
from forsa.words.reasons import Language

if TYPE_CHECKING:
    from forsa.client.blocking import Network
    from forsa.client.items import Item
    from forsa.exports.catalogue import CatalogueItem

PUBLIC: Final = "public"
FORMATS: Final = {
    "catalogue": ("csv", "parquet", "jsonl"),
    "feed": ("json",),
    "jsonld": ("json",),
    "oai": ("xml",),
    "outcomes": ("zip", "csv"),
}
"""What can be exported, and as what; the first is the default."""
FACETS: Final = (
    ("kind", "kinds", "practice or curriculum."),
    ("region", "regions", "ISO 3166-2 code, such as MA-05."),
    ("language", "languages", "Its language: fr, ar, zgh, …"),
    ("member", "members", "Whose work."),
)
NOT_OF_OUTCOMES: Final = {
    "--kind": "kinds",
    "--language": "languages",
    "--every-version": "every_version",
}
"""Filters that say nothing of tables of outcomes, each with the name of its value."""
Tell = Callable[[int, int], None]


@click.command(epilog=EXIT_CODES)
@click.argument("what", type=click.Choice(list(FORMATS)))
@source_options
@click.option(
    "--to",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@click.option(
    "--format",
    "wanted",
    type=click.Choice(["csv", "parquet", "jsonl", "json", "xml", "zip"]),
    help="Of a catalogue: csv, parquet or jsonl; of outcomes: zip (every format) or csv.",
)
@click.option(
    "--audience",
    type=click.Choice([PUBLIC, "all"]),
    default=PUBLIC,
    show_default=True,
    help="all: also what only members may read; keep such a file among them.",
)
@narrowing_options(*FACETS)
@click.option("--every-version", is_flag=True, help="Older versions of a work, too.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@lang_option
@json_option
@tells_errors
def export(
    what: str,
    source: str,
    network: str | None,
    enrol_port: int,
    lang: Language,
    as_json: bool,
    **said: Any,
) -> None:
    """Write what a network published into a file: the catalogue of reports and courses as a table,
    a JSON feed, JSON-LD of schema.org, or a complete answer of OAI-PMH; or outcomes: the released
    tables of learners (--member and --region narrow them; the other filters are refused).

    SOURCE is the folder of a node that has joined, or, with --network, the hub's host. Every
    record is verified on its way; what was withdrawn or erased is told without its text.
    """
    from forsa.cli.exporting import Counted, pieces, write

    file: Path = said["file"]
    chosen = _format(what, said["wanted"])
    if what == "outcomes":
        _refuse_filters(said, lang)
    if file.exists() and not said["force"]:
        raise FolderError(
            f"{file} exists: choose another name, or --force to replace it",
            FolderProblem.EXISTS,
            file,
        )
    with (
        open_source(source, network, enrol_port) as opened,
        late_progress(say(lang, "working")) as tell,
    ):
        if what == "outcomes":
            count, parts = _outcomes(opened, said, chosen, lang, tell)
            written = write(file, parts, lang)
        else:
            items = Counted(_items(opened, said, tell))
            written = write(file, pieces(what, chosen, items, opened, lang), lang)
            count = items.count
    told = {"file": str(file), "what": what, "format": chosen, "items": count}
    if as_json:
        print_json({**told, "bytes": written})
    else:
        click.echo(say(lang, "exported", items=count, file=file, bytes=written))


def _outcomes(
    network: "Network", said: Mapping[str, Any], chosen: str, lang: Language, tell: Tell
) -> tuple[int, list[bytes]]:
    """How many releases, and the file; those that did not pass are named, not written."""
    from forsa.cli.outcome_export import outcome_bytes, read_releases
    from forsa.exports.outcomes.lines import refused_lines

    public_only = said["audience"] == PUBLIC
    members, regions = said["members"], said["regions"]
    found = read_releases(network, members, regions, public_only=public_only, tell=tell)
    for line in refused_lines(found.refused, lang):
        click.echo(line, err=True)
    try:
        return len(found.releases), [outcome_bytes(found, chosen)]
    except ImportError:
        raise click.UsageError(say(lang, "needs_outcomes")) from None


def _refuse_filters(said: Mapping[str, Any], lang: Language) -> None:
    """A filter without effect would make a file of more than was asked for."""
    given = [option for option, name in NOT_OF_OUTCOMES.items() if said[name]]
    if given:
        raise click.UsageError(say(lang, "not_of_outcomes", options=", ".join(given)))


def _format(what: str, wanted: str | None) -> str:
    known = FORMATS[what]
    if wanted not in (None, *known):
        raise click.BadParameter(f"{what}: {', '.join(known)}", param_hint="--format")
    return wanted or known[0]


def _items(network: "Network", said: Mapping[str, Any], tell: Tell) -> "Iterator[CatalogueItem]":
    """The works by log index, each verified."""
    from forsa.client.catalogue import (
        WITHDRAWAL,
        catalogue_of,
        names_of_authors,
        withdrawals_of,
    )
    from forsa.client.values import Filter
    from forsa.library.cards import LIBRARY_KINDS
    from forsa.library.roster import PROFILE

    def is_readable(item: "Item") -> bool:
        return said["audience"] == "all" or item.header.audience == PUBLIC

    withdrawn = withdrawals_of(network.list(Filter([WITHDRAWAL])))
    works = Filter(
        said["kinds"] or ("practice", "curriculum"),
        languages=said["languages"],
        regions=said["regions"],
        members=said["members"],
        newest_only=not said["every_version"],
    )

    def is_wanted(item: "Item") -> bool:
        tell(item.index + 1, item.proved.checkpoint.size)
        return item.kind in LIBRARY_KINDS and is_readable(item)

    profiles = network.list(Filter([PROFILE], members=said["members"]))
    authors = names_of_authors(filter(is_readable, profiles), withdrawn)
    return catalogue_of(network.list(works), withdrawn, is_wanted, authors)
