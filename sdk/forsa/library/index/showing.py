"""What a hit shows: the language the reader asked for, and a passage that matches."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import tantivy

from forsa.kinds.body_texts import FORBIDDEN
from forsa.library.index.analysis import family_of
from forsa.library.query import Hit, SnippetPart

SNIPPET_CHARACTERS: Final = 200
FALLBACKS: Final = ("fr", "ar")
"""After the asked and the original language."""


def hit_of(
    stored: Mapping[str, Any],
    score: float,
    display_language: str,
    snippets: Mapping[str, tantivy.SnippetGenerator],
) -> Hit:
    """A match as it is shown, its snippet in the language of its title."""
    language = _shown_language(stored, display_language)
    text = FORBIDDEN.sub(" ", stored["texts"].get(language, ""))
    return Hit(
        record_id=bytes.fromhex(stored["record_id"]),
        object_id=bytes.fromhex(stored["object_id"]),
        index=stored["index"],
        kind=stored["kind"],
        member=stored["member"],
        title=stored["titles"].get(language, ""),
        language=language,
        snippet=_snippet(text, language, snippets),
        languages=tuple(stored["languages"]),
        region=stored["region"],
        themes=tuple(stored["themes"]),
        maturity=stored["maturity"],
        sequenced_ms=stored["sequenced_ms"],
        score=score,
        machine_translated=language in stored["machine"],
    )


def _shown_language(stored: Mapping[str, Any], asked: str) -> str:
    """Asked language, original, French, Arabic, any: the first that has a title.

    What has no title at all is shown by its text.
    """
    told = stored["titles"] or stored["texts"]
    wanted = (asked, *stored["languages"][:1], *FALLBACKS, *told)
    return next((tag for tag in wanted if told.get(tag)), "")


def _snippet(
    text: str, language: str, snippets: Mapping[str, tantivy.SnippetGenerator]
) -> tuple[SnippetPart, ...]:
    """The passage that matches best, else how the text begins."""
    name = f"text_{family_of(language)}"
    if name in snippets and text:
        shown = tantivy.Document()
        shown.add_text(name, text)
        found = snippets[name].snippet_from_doc(shown)
        if found.highlighted():
            return tuple(_parts(found))
    beginning = text[:SNIPPET_CHARACTERS].strip()
    return (SnippetPart(beginning, False),) if beginning else ()


def _parts(snippet: tantivy.Snippet) -> Iterator[SnippetPart]:
    """The fragment cut at what matched: the ranges are in UTF-8 bytes."""
    data = snippet.fragment().encode()
    end = 0
    for one in snippet.highlighted():
        if one.start > end:
            yield SnippetPart(data[end : one.start].decode(), False)
        yield SnippetPart(data[max(one.start, end) : one.end].decode(), True)
        end = one.end
    if data[end:]:
        yield SnippetPart(data[end:].decode(), False)
