"""Looking for something: words and facets of a command, saved searches, what is new since."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click
from forsa import codelists
from forsa.client.console import late_progress, print_json
from forsa.errors import NotFoundError, Reason
from forsa.library.query import Hit, Query, SearchResult
from forsa.words.reasons import Language

from forsa_node.searching import describe, search_here
from forsa_node.store.desk import DeskStore
from forsa_node.words import say

EVERYTHING: Final = ""
"""Name of the last look that was at no saved search."""
_FACETS: Final = (
    "kinds",
    "themes",
    "regions",
    "languages",
    "strands",
    "trades",
    "maturities",
    "members",
    "years",
)
_SHORT_KINDS: Final = {"curriculum": "curriculum.publish", "practice": "practice.report"}


class Looking:
    """Saved searches of a node's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, name: str, text: str, narrowing: Mapping[str, Any]) -> None:
        """Keep a search; its next look for what is new begins where this one ended."""
        size = search_here(self._folder, Query(limit=1)).size
        with closing(DeskStore(self._folder)) as desk:
            desk.save_search(name, {"text": text, **_kept(narrowing)}, size)

    def forget(self, name: str) -> str:
        """Drop a search and return its name.

        Raises:
            NotFoundError: there is none of this name.
        """
        with closing(DeskStore(self._folder)) as desk:
            if not desk.forget_search(name):
                raise _unknown(name, desk)
        return name


def look(
    folder: Path,
    text: str,
    narrowing: Mapping[str, Any],
    language: Language,
    saved: str = "",
    *,
    only_new: bool = False,
) -> tuple[SearchResult, str]:
    """Search this node, and keep how far was looked; return what was found, and the words.

    Args:
        folder: The node's.
        text: Words; with `saved` in addition to those of the saved search.
        narrowing: Facets, `sort`, `offset` and `limit`, as the command has them.
        language: Of titles and snippets.
        saved: Name of a saved search; empty = none.
        only_new: Only what was logged since the last such look.

    Raises:
        NotFoundError: no search was saved under this name.
        TooLargeError, MalformedError: as `Query`.
    """
    asked, looked = dict(narrowing), 0
    with closing(DeskStore(folder)) as desk:
        known = desk.searches()
        if saved and saved not in known:
            raise _unknown(saved, desk)
        kept, looked = known.get(saved, ({}, 0))
    text = f"{kept.get('text', '')} {text}".strip()
    for name in _FACETS:
        asked[name] = tuple(asked.get(name, ())) or tuple(kept.get(name, ()))
    query = _query(text, asked, language)
    if only_new:
        query = replace(query, since_index=looked)
    with late_progress() as progress:
        result = search_here(folder, query, progress)
    if only_new:
        with closing(DeskStore(folder)) as desk:
            desk.save_search(saved, kept, result.size)
    return result, text


def _query(text: str, asked: Mapping[str, Any], language: Language) -> Query:
    kinds = tuple(_SHORT_KINDS.get(one, one) for one in asked["kinds"])
    choices: dict[str, Any] = {name: tuple(asked[name]) for name in _FACETS} | {"kinds": kinds}
    return Query(
        text=text,
        display_language=language,
        sort=asked.get("sort", "relevance"),
        offset=asked.get("offset", 0),
        limit=asked.get("limit", 0),
        **choices,
    )


def _kept(narrowing: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(narrowing[name]) for name in _FACETS if narrowing.get(name)}


def _unknown(name: str, desk: DeskStore) -> NotFoundError:
    known = ", ".join(one for one in desk.searches() if one) or "–"
    return NotFoundError(f"no search is saved as {name}; saved: {known}", Reason.RECORD_UNKNOWN)


def show_found(result: SearchResult, text: str, language: Language, *, as_json: bool) -> None:
    """What was found, as people or machines read it."""
    if as_json:
        print_json(describe(result))
        return
    if not result.total:
        click.echo(say(language, "found_nothing", query=text))
        return
    for hit in result.hits:
        click.echo(_head(hit, language))
        if hit.snippet:
            click.echo(f"        {_snippet(hit)}")
    click.echo(say(language, "found", total=result.total, size=result.size))
    for facet in result.facets:
        if len(facet.counts) > 1:
            counts = ", ".join(f"{code} {count}" for code, count in facet.counts[:8])
            click.echo(f"  {facet.name}: {counts}", err=True)


def _head(hit: Hit, language: Language) -> str:
    maturity = codelists.label("maturity", hit.maturity, language) if hit.maturity else ""
    region = codelists.label("region", hit.region, language) if hit.region else ""
    mark = say(language, "machine_translated") if hit.machine_translated else ""
    parts = [hit.member, region, maturity, mark]
    about = " · ".join(part for part in parts if part)
    return f"{hit.index:>6}  {click.style(hit.title, bold=True)}\n        {about}"


def _snippet(hit: Hit) -> str:
    shown = (
        click.style(one.text, underline=True) if one.matched else one.text for one in hit.snippet
    )
    return " ".join("".join(shown).split())
