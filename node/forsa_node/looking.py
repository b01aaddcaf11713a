"""Looking for something: words and facets of a command, saved searches, what is new since."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click
from forsa.client.console import late_progress
from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.library.query import FACETS, Query, SearchResult
from forsa.words.reasons import Language

from forsa_node.searching import search_here
from forsa_node.store.desk import DeskStore
from forsa_node.words import say

EVERYTHING: Final = ""
"""Name of the last look that was at no saved search."""
MAX_NAME: Final = 80
"""Characters of a saved search's name."""
PLURALS: Final = {
    "kind": "kinds",
    "theme": "themes",
    "region": "regions",
    "language": "languages",
    "strand": "strands",
    "trade": "trades",
    "maturity": "maturities",
    "member": "members",
    "year": "years",
}
"""Facet to the option and the field of a query that narrow by it."""
_SHORT_KINDS: Final = {"curriculum": "curriculum.publish", "practice": "practice.report"}


def look(
    folder: Path,
    text: str,
    narrowing: Mapping[str, Any],
    language: Language,
    saved: str = EVERYTHING,
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
    with closing(DeskStore(folder)) as desk:
        known = desk.searches()
        if saved and saved not in known:
            raise _unknown(saved, desk)
        kept, looked = known.get(saved, ({}, 0))
    text = f"{kept.get('text', '')} {text}".strip()
    query = _query(text, _narrowed(narrowing, kept), language)
    if only_new:
        query = replace(query, since_index=looked)
    with late_progress() as progress:
        result = search_here(folder, query, progress, lambda: _tell_damage(language))
    if only_new:
        with closing(DeskStore(folder)) as desk:
            desk.save_search(saved, kept, result.size)
    return result, text


def _narrowed(narrowing: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """What the command says, and where it says nothing, the saved search."""
    asked = dict(narrowing)
    for name in PLURALS.values():
        asked[name] = tuple(asked.get(name, ())) or tuple(kept.get(name, ()))
    return asked


def _query(text: str, asked: Mapping[str, Any], language: Language) -> Query:
    kinds = tuple(_SHORT_KINDS.get(one, one) for one in asked["kinds"])
    choices = {name: asked[name] for name in map(PLURALS.__getitem__, FACETS)} | {"kinds": kinds}
    return Query(
        text=text,
        display_language=language,
        sort=asked.get("sort", "relevance"),
        offset=asked.get("offset", 0),
        limit=asked.get("limit", 0),
        **choices,
    )


def _tell_damage(language: Language) -> None:
    click.echo(say(language, "library_damaged"), err=True)


class Looking:
    """Saved searches of a node's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, name: str, text: str, narrowing: Mapping[str, Any], size: int) -> None:
        """Keep a search; its next look for what is new begins at this size of the log.

        Raises:
            MalformedError: the name is empty, too long or cannot be shown.
        """
        if not 0 < len(name) <= MAX_NAME or not name.isprintable():
            raise MalformedError(
                f"a search's name has 1 to {MAX_NAME} characters that can be shown",
                Reason.KIND_BODY_INVALID,
            )
        with closing(DeskStore(self._folder)) as desk:
            desk.save_search(name, {"text": text, **_kept(narrowing)}, size)

    def saved(self) -> list[dict[str, Any]]:
        """What was saved, by name."""
        with closing(DeskStore(self._folder)) as desk:
            found = desk.searches()
        return [
            {"name": name, "looked": looked, **query}
            for name, (query, looked) in found.items()
            if name != EVERYTHING
        ]

    def forget(self, name: str) -> str:
        """Drop a search and return its name.

        Raises:
            NotFoundError: there is none of this name.
        """
        with closing(DeskStore(self._folder)) as desk:
            if not desk.forget_search(name):
                raise _unknown(name, desk)
        return name


def _kept(narrowing: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(narrowing[name]) for name in PLURALS.values() if narrowing.get(name)}


def _unknown(name: str, desk: DeskStore) -> NotFoundError:
    known = ", ".join(one for one in desk.searches() if one) or "–"
    return NotFoundError(f"no search is saved as {name}; saved: {known}", Reason.RECORD_UNKNOWN)
