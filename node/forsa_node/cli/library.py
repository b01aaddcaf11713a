"""What was published, read from this node alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument
from forsa_node.cli.exporting import export_work
from forsa_node.words import say

Command = TypeVar("Command", bound=Callable[..., Any])


@click.command("list")
@folder_argument
@click.option("--kind", "kinds", multiple=True, help="Only these kinds, or their first segment.")
@click.option("--member", "members", multiple=True, help="Only of these members.")
@lang_option
@json_option
@tells_errors
def list_records(
    folder: Path,
    kinds: tuple[str, ...],
    members: tuple[str, ...],
    lang: Language,
    as_json: bool,
) -> None:
    """Practice reports, curricula and what else was published; works without a connection."""
    from forsa.client.console import late_progress

    from forsa_node.found import listed_line
    from forsa_node.library import list_of

    with late_progress() as progress:
        rows = list_of(folder, lang, kinds, members, progress)
    if as_json:
        print_json(rows)
    for row in () if as_json else rows:
        click.echo(listed_line(row, lang))


@click.command()
@folder_argument
@click.argument("which")
@click.option("--full", is_flag=True, help="Its texts in every language, with hashes.")
@lang_option
@json_option
@tells_errors
def show(folder: Path, which: str, full: bool, lang: Language, as_json: bool) -> None:
    """One record with what is around it: versions, adoptions, reviews, talk, translations, files.

    WHICH is its number, or the beginning of its id or of its object's id.
    """
    from forsa_node.showing import show_one

    found = show_one(folder, which, lang, full=full)
    if as_json:
        print_json(found)
    else:
        click.echo(found["text"])


def _facet(name: str, help_text: str) -> Callable[[Command], Command]:
    return click.option(f"--{name}", f"{name}s", multiple=True, help=help_text)


@click.command(
    # -word is a word of the query, also one that begins with h
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]}
)
@folder_argument
@click.argument("words", nargs=-1)
@_facet("kind", "practice or curriculum.")
@_facet("theme", "Code of a theme; alternatives if repeated, as in all of these.")
@_facet("region", "ISO 3166-2, such as MA-05.")
@_facet("language", "fr, ar, zgh, …")
@_facet("strand", "Code of a programme strand.")
@_facet("trade", "Code of a trade.")
@click.option("--maturity", "maturities", multiple=True, help="trial, promising, good, …")
@_facet("member", "Whose work.")
@_facet("year", "2024")
@click.option("--sort", type=click.Choice(["relevance", "newest"]), default="relevance")
@click.option("--offset", default=0, help="Hits to skip.")
@click.option("--limit", default=20, show_default=True, help="Hits wanted, at most 100.")
@click.option("--new", "only_new", is_flag=True, help="Only what came since the last such look.")
@click.option("--save", "save_as", default=None, help="Keep this search under a name.")
@click.option("--saved", default=None, help="Run the search of this name.")
@click.option("--forget", default=None, help="Drop the search of this name.")
@click.option("--searches", is_flag=True, help="Tell which searches are kept.")
@lang_option
@json_option
@tells_errors
def search(  # each facet is an option
    folder: Path,
    words: tuple[str, ...],
    only_new: bool,
    save_as: str | None,
    saved: str | None,
    forget: str | None,
    searches: bool,
    lang: Language,
    as_json: bool,
    **narrowing: Any,
) -> None:
    """Find reports and courses on this node, without a connection.

    "quoted words" stand together; -word excludes. Arabic is found with or without vowels.
    """
    from forsa_node.found import facet_lines, found_lines, unknown_lines
    from forsa_node.looking import Looking, look, members_of

    kept = Looking(folder)
    if forget is not None:
        name = kept.forget(forget)
        _say(lang, "search_forgotten", {"name": name}, as_json=as_json)
        return
    if searches:
        _tell_searches(kept.saved(), lang, as_json=as_json)
        return
    text = " ".join(words)
    names = () if save_as is None else kept.saved()
    before = [one for one in names if one["name"] == save_as]
    result, query = look(folder, text, narrowing, lang, saved, only_new=only_new, save_as=save_as)
    if save_as is not None:
        click.echo(say(lang, "search_saved", name=save_as, folder=folder), err=True)
    for one in before:
        click.echo(say(lang, "search_replaced", text=_asked(one)), err=True)
    if as_json:
        print_json(result.described())
        return
    for line in unknown_lines(query, lang, members_of(folder) if query.members else ()):
        click.echo(line, err=True)
    for line in found_lines(result, query, lang, only_new=only_new):
        click.echo(line)
    for line in facet_lines(result, lang):
        click.echo(line, err=True)


def _tell_searches(found: list[dict[str, Any]], lang: Language, *, as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    if not found:
        click.echo(say(lang, "searches_none"))
    for one in found:
        click.echo(say(lang, "search_line", name=one["name"], text=_asked(one)))


def _asked(search: dict[str, Any]) -> str:
    """The words of a saved search, and the codes that narrow it."""
    codes = [code for values in search.values() if isinstance(values, list) for code in values]
    return " ".join([*search.get("text", "").split(), *codes]) or "–"


def _say(lang: Language, key: str, values: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(values)
    else:
        click.echo(say(lang, key, **values))


@click.group()
def library() -> None:
    """The search index of this node."""


@library.command()
@folder_argument
@lang_option
@json_option
@tells_errors
def rebuild(folder: Path, lang: Language, as_json: bool) -> None:
    """Delete the index and make it again from the verified log."""
    from forsa.client.console import late_progress

    from forsa_node.searching import rebuild as rebuild_index

    with late_progress() as progress:
        found = rebuild_index(folder, progress)
    if as_json:
        print_json(found)
    else:
        click.echo(say(lang, "library_rebuilt", **found))


@library.command()
@folder_argument
@lang_option
@json_option
@tells_errors
def status(folder: Path, lang: Language, as_json: bool) -> None:
    """What the index knows."""
    from forsa_node.searching import standing

    found = standing(folder, lambda: click.echo(say(lang, "library_damaged"), err=True))
    if as_json:
        print_json(found)
    else:
        click.echo(say(lang, "library_status", **found))


library.add_command(export_work)

COMMANDS: Final = (list_records, show, search, library)
