"""`forsa query`: search the library at a hub."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import click

from forsa.cli.library_words import say
from forsa.cli.source import narrowing_options, open_source, source_options
from forsa.client.console import EXIT_CODES, json_option, lang_option, print_json, tells_errors
from forsa.library.labels import facet_label, is_known, nearest_code
from forsa.library.query import (
    LIMIT,
    OFFSET_LIMIT,
    SORTS,
    Hit,
    SearchResult,
    SnippetPart,
    parse_text,
)
from forsa.rpc.details import clean
from forsa.words.reasons import Language
from forsa.words.searching import say_no_word, say_unknown

FACETS: Final = (
    ("kind", "kinds", "practice or curriculum."),
    ("theme", "themes", "Code of a theme."),
    ("region", "regions", "ISO 3166-2 code, such as MA-05."),
    ("language", "languages", "Its language: fr, ar, zgh, …"),
    ("strand", "strands", "Code of a programme strand."),
    ("trade", "trades", "Code of a trade."),
    ("maturity", "maturities", "Its maturity: trial, promising, good, …"),
    ("member", "members", "Whose work."),
    ("year", "years", "A year of its period; of a course, that of its publication."),
)


@click.command(epilog=EXIT_CODES)
@source_options
@click.argument("words", nargs=-1)
@narrowing_options(*FACETS)
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default=SORTS[0],
    show_default=True,
    help="relevance: the best first; newest: the newest first.",
)
@click.option("--offset", type=click.IntRange(0, OFFSET_LIMIT), default=0, help="Hits to skip.")
@click.option(
    "--limit", type=click.IntRange(1, LIMIT), default=20, show_default=True, help="Hits wanted."
)
@click.option(
    "--since-index", type=click.IntRange(0), default=0, help="Only from this index of the log on."
)
@lang_option
@json_option
@tells_errors
def query(
    source: str,
    network: str | None,
    enrol_port: int,
    words: tuple[str, ...],
    lang: Language,
    as_json: bool,
    **narrowing: Any,
) -> None:
    """Find reports and courses at a hub: SOURCE is the folder of a node that has joined, or, with
    --network, the hub's host; then what is public is searched.

    "quoted words" stand together; -word excludes (after --). Arabic is found with or without
    vowels. Without a connection: forsa-node search.
    """
    with open_source(source, network, enrol_port) as opened:
        result = opened.search(" ".join(words), display_language=lang, **narrowing)
    if as_json:
        print_json(result.described())
        return
    for line in unknown_lines(narrowing, lang):
        click.echo(line, err=True)
    click.echo("\n".join(lines_of(result, lang, " ".join(words))))


def unknown_lines(narrowing: Mapping[str, Any], language: Language) -> Iterator[str]:
    """Codes that none of our lists has, each with the nearest one that it has."""
    for facet, name, _ in FACETS:
        for code in (one for one in narrowing[name] if not is_known(facet, one)):
            yield say_unknown(facet, _line(code), nearest_code(facet, code) or "", language)


def lines_of(result: SearchResult, language: Language, text: str = "") -> list[str]:
    """A result for people: plain text, whatever a hub or an author put into it.

    Args:
        result: What was found.
        language: Of the reader.
        text: What was asked.
    """
    if not result.hits and text.strip() and parse_text(text).is_empty:
        return [say_no_word(_line(text), language)]
    if not result.hits:
        return [say(language, "found_nothing", size=result.size)]
    lines = [say(language, "found", total=result.total, size=result.size)]
    for one in result.hits:
        lines += ["", *_lines_of(one, language)]
    return [*lines, "", say(language, "hubs_word")]


def _lines_of(hit: Hit, language: Language) -> list[str]:
    when = f"{datetime.fromtimestamp(hit.sequenced_ms // 1000, UTC):%d/%m/%Y}"
    about = (
        facet_label("kind", hit.kind, language),
        hit.member,
        facet_label("region", hit.region, language),
        facet_label("maturity", hit.maturity, language),
        ", ".join(facet_label("language", one, language) for one in hit.languages),
        when,
    )
    marked = f" ({say(language, 'machine')})" if hit.machine_translated else ""
    return [
        click.style(f"{_line(hit.title)}{marked}", bold=True),
        "  " + " · ".join(_line(one) for one in about if one),
        "  " + _language_of(hit, language) + "".join(map(_part, hit.snippet)),
        "  " + say(language, "place", index=hit.index, record=hit.record_id.hex()),
    ]


def _language_of(hit: Hit, language: Language) -> str:
    """What the snippet is written in, where it is not the language of the title."""
    if hit.snippet_language in ("", hit.language):
        return ""
    marked = f", {say(language, 'machine')}" if hit.snippet_machine_translated else ""
    return f"[{_line(facet_label('language', hit.snippet_language, language))}{marked}] "


def _part(part: SnippetPart) -> str:
    return click.style(_line(part.text), bold=True) if part.matched else _line(part.text)


def _line(text: str) -> str:
    """Foreign text on one line; spaces at its ends stay."""
    return " ".join(clean(text).split("\n"))
