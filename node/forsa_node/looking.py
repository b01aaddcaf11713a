"""Looking for something: words and facets of a command, saved searches, what is new since."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
from forsa.client.console import late_progress
from forsa.client.identity import load_identity
from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.library.query import FACETS, Query, SearchResult
from forsa.words.reasons import Language

from forsa_node.reading import reading
from forsa_node.searching import search_and_note, search_here
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
_ABSENT: Final = "absent"
"""Beside a saved search: object ids of works that could not be found at its last look."""
_SHORT_KINDS: Final = {"curriculum": "curriculum.publish", "practice": "practice.report"}


def look(
    folder: Path,
    text: str,
    narrowing: Mapping[str, Any],
    language: Language,
    saved: str | None = None,
    *,
    only_new: bool = False,
    save_as: str | None = None,
) -> tuple[SearchResult, Query]:
    """Search this node, and keep how far was looked; return what was found, and what was asked.

    Args:
        folder: The node's.
        text: Words; with `saved` in addition to those of the saved search.
        narrowing: Facets, `sort`, `offset` and `limit`, as the command has them.
        language: Of titles and snippets.
        saved: Name of a saved search; None = none.
        only_new: Only what was logged since the last such look, or could not be found then.
        save_as: Keep the search under this name, looked at now; None = do not.

    Raises:
        FolderError: there is no node in the folder; nothing is made there.
        NotFoundError: no search was saved under this name.
        TooLargeError, MalformedError: as `Query`; `save_as` is too long or cannot be shown.
    """
    if save_as is not None:
        _require_name(save_as)
    with _desk(folder) as desk:
        known = desk.searches()
        if saved is not None and (saved == EVERYTHING or saved not in known):
            raise _unknown(saved, desk)
    kept, looked = known.get(saved or EVERYTHING, ({}, 0))
    came_since = frozenset(map(bytes.fromhex, kept.pop(_ABSENT, ())))
    text = f"{kept.get('text', '')} {text}".strip()
    query = _query(text, _narrowed(narrowing, kept), language)
    if only_new:
        query = replace(query, since_index=looked, came_since=came_since)
    with late_progress() as progress:
        notice = partial(_tell_damage, language)
        if not only_new and save_as is None:
            return search_here(folder, query, progress, notice), query
        result, absent = search_and_note(folder, query, progress, notice)
    note = {_ABSENT: sorted(one.hex() for one in absent)}
    with _desk(folder) as desk:
        if only_new:
            desk.save_search(saved or EVERYTHING, kept | note, result.size)
        if save_as is not None:
            desk.save_search(save_as, {"text": text} | _kept(narrowing) | note, result.size)
    return result, query


def _desk(folder: Path) -> closing[DeskStore]:
    """The desk of a node; where there is none, none is made."""
    load_identity(folder)
    return closing(DeskStore(folder))


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


def members_of(folder: Path) -> frozenset[str]:
    """Short names of all who belong to the network, or did."""
    with reading(folder) as stores:
        return frozenset(stores.mirror.load_state().rights.members)


class Looking:
    """Saved searches of a node's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def saved(self) -> list[dict[str, Any]]:
        """What was saved, by name."""
        with _desk(self._folder) as desk:
            found = desk.searches()
        return [
            {"name": name, "looked": looked, **_without_absent(query)}
            for name, (query, looked) in found.items()
            if name != EVERYTHING
        ]

    def forget(self, name: str) -> str:
        """Drop a search and return its name.

        Raises:
            NotFoundError: there is none of this name.
        """
        with _desk(self._folder) as desk:
            if name == EVERYTHING or not desk.forget_search(name):
                raise _unknown(name, desk)
        return name


def _require_name(name: str) -> None:
    if not name.strip() or len(name) > MAX_NAME or not name.isprintable():
        raise MalformedError(
            f"a search's name has 1 to {MAX_NAME} characters that can be shown",
            Reason.KIND_BODY_INVALID,
        )


def _without_absent(query: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in query.items() if name != _ABSENT}


def _kept(narrowing: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(narrowing[name]) for name in PLURALS.values() if narrowing.get(name)}


def _unknown(name: str, desk: DeskStore) -> NotFoundError:
    known = ", ".join(one for one in desk.searches() if one) or "–"
    return NotFoundError(f"no search is saved as {name}; saved: {known}", Reason.RECORD_UNKNOWN)
