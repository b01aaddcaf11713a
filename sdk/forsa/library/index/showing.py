"""What a hit shows: the language the reader asked for, and a passage that matches, in any."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import tantivy

from forsa.kinds.body_texts import FORBIDDEN
from forsa.library.index.analysis import family_of
from forsa.library.query import Hit, SnippetPart

SNIPPET_CHARACTERS: Final = 200
FALLBACKS: Final = ("fr", "ar")
"""After the asked and the original language."""


class _Passage(NamedTuple):
    """A snippet, with its language and whether that is a machine's."""

    parts: tuple[SnippetPart, ...]
    language: str
    machine: bool


def hit_of(
    stored: Mapping[str, Any],
    score: float,
    display_language: str,
    snippets: Mapping[str, tantivy.SnippetGenerator],
) -> Hit:
    """A match as it is shown: its title, and what of it matches, if possible in that language."""
    language = _shown_language(stored, display_language)
    passage = _passage(stored, language, snippets)
    return Hit(
        record_id=bytes.fromhex(stored["record_id"]),
        object_id=bytes.fromhex(stored["object_id"]),
        index=stored["index"],
        kind=stored["kind"],
        member=stored["member"],
        title=stored["titles"].get(language, ""),
        language=language,
        snippet=passage.parts,
        snippet_language=passage.language,
        languages=tuple(stored["languages"]),
        region=stored["region"],
        themes=tuple(stored["themes"]),
        maturity=stored["maturity"],
        sequenced_ms=stored["sequenced_ms"],
        score=score,
        machine_translated=language in stored["machine"],
        snippet_machine_translated=passage.machine,
    )


def _shown_language(stored: Mapping[str, Any], asked: str) -> str:
    """Asked language, original, French, Arabic, any: the first that has a title.

    What has no title at all is shown by its text.
    """
    told = stored["titles"] or stored["texts"]
    wanted = (asked, *stored["languages"][:1], *FALLBACKS, *told)
    return next((tag for tag in wanted if told.get(tag)), "")


def _passage(
    stored: Mapping[str, Any], language: str, snippets: Mapping[str, tantivy.SnippetGenerator]
) -> _Passage:
    """What matches best in the shown language, or in another one; else how the text begins.

    A title or a label is shown where no text matches; the title of the shown language is seen
    beside it, and needs no second place.
    """
    for part, tag, text in _looked_at(stored, language):
        field = "title" if part == "titles" else "text"
        found = _matching(text, f"{field}_{family_of(tag)}", snippets)
        if found:
            if part == "titles" and tag == language:
                break
            return _Passage(found, tag, part != "labels" and tag in stored["machine"])
    return _beginning(stored, language)


def _looked_at(stored: Mapping[str, Any], language: str) -> Iterator[tuple[str, str, str]]:
    """Every text, with part and language: the shown one first, then as written, machines last."""
    parts = tuple((part, stored[part]) for part in ("texts", "titles", "labels"))
    tags = dict.fromkeys((*stored["languages"], *stored["texts"], *stored["labels"]))
    others = sorted((tag for tag in tags if tag != language), key=stored["machine"].__contains__)
    yield from ((part, language, texts[language]) for part, texts in parts if texts.get(language))
    yield from (
        (part, tag, texts[tag]) for part, texts in parts for tag in others if texts.get(tag)
    )


def _matching(
    text: str, name: str, snippets: Mapping[str, tantivy.SnippetGenerator]
) -> tuple[SnippetPart, ...]:
    """The passage of a text of this field that matches best; nothing if nothing of it does."""
    if name not in snippets:
        return ()
    shown = tantivy.Document()
    shown.add_text(name, FORBIDDEN.sub(" ", text))
    found = snippets[name].snippet_from_doc(shown)
    return tuple(_parts(found)) if found.highlighted() else ()


def _beginning(stored: Mapping[str, Any], language: str) -> _Passage:
    text = FORBIDDEN.sub(" ", stored["texts"].get(language, ""))[:SNIPPET_CHARACTERS].strip()
    parts = (SnippetPart(text, False),) if text else ()
    return _Passage(parts, language, language in stored["machine"])


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
