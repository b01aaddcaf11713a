"""What a search found, as people are told it.

Titles and texts come from other associations: nothing of them may move a cursor or turn a line.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import click
from forsa.kinds.suggest import nearest_name
from forsa.library.labels import facet_label, is_known, nearest_code
from forsa.library.query import Facet, Hit, Query, SearchResult, parse_text
from forsa.rpc.details import clean
from forsa.words.reasons import Language
from forsa.words.searching import say_no_word, say_unknown

from forsa_node.words import say

SHOWN_VALUES: Final = 8
"""Values of one facet that people are shown."""


def code_label(facet: str, code: str, language: Language) -> str:
    """What people call a value of a facet, safe to print."""
    return one_line(facet_label(facet, code, language))


def one_line(text: str) -> str:
    """A text of another association on one line, safe to print."""
    return " ".join(clean(text).split())


def listed_line(row: Mapping[str, Any], language: Language) -> str:
    """A record in a list."""
    standing = code_label("maturity", row["maturity"], language)
    if row["withdrawn"]:
        standing = say(language, "list_withdrawn")
    kind = code_label("kind", row["kind"], language)
    text = one_line(row["title"]) or one_line(row["gist"])
    about = row["about"]
    if about is not None:
        title = one_line(about["title"]) or code_label("kind", about["kind"], language)
        values = {"gist": text, "title": title, "index": about["index"]}
        text = say(language, "list_about", **values).strip()
    line = f"{row['index']:>6}  {row['member']:<20}  {kind:<20}  {text}"
    return f"{line}  ({standing})" if standing else line


def unknown_lines(query: Query, language: Language, members: Collection[str]) -> Iterator[str]:
    """Codes that none of our lists has, each with the nearest one that it has.

    Args:
        query: What was asked.
        language: Of the lines.
        members: Short names of the network's members.
    """
    known = ", ".join(sorted(members)[:SHOWN_VALUES])
    if len(members) > SHOWN_VALUES:
        known += ", …"
    for facet, codes in query.choices().items():
        if facet == "member":
            unknown = [(one, nearest_name(one, members)) for one in codes if one not in members]
        else:
            unknown = [(one, nearest_code(facet, one)) for one in codes if not is_known(facet, one)]
        for code, near in unknown:
            shown = one_line(code)
            if facet == "member" and not near:
                values = {"facet": facet, "code": shown, "members": one_line(known)}
                yield say(language, "member_unknown", **values)
            else:
                yield say_unknown(facet, shown, one_line(near or ""), language)


def found_lines(
    result: SearchResult, query: Query, language: Language, *, only_new: bool = False
) -> Iterator[str]:
    """What was found, for people; of nothing, where it was looked for."""
    if not result.size:
        yield say(language, "found_nothing_here")
        return
    if not result.total:
        yield _nothing(query, language, only_new=only_new)
        return
    for hit in result.hits:
        yield f"{hit.index:>6}  {click.style(one_line(hit.title), bold=True)}"
        yield f"        {_about(hit, language)}"
        if hit.snippet:
            yield f"        {snippet(hit, language)}"
    yield say(language, "found", total=result.total, size=result.size)


def _nothing(query: Query, language: Language, *, only_new: bool) -> str:
    if only_new:
        return say(language, "found_nothing_new")
    asked = query.choices().items()
    filters = ", ".join(f"--{facet} {one_line(code)}" for facet, codes in asked for code in codes)
    text = one_line(query.text)
    if text and parse_text(query.text).is_empty:
        return say_no_word(text, language)
    key = "found_nothing_with" if text and filters else "found_nothing" if text else "found_no_such"
    if not text and not filters:
        key = "found_nothing_here"
    return say(language, key, query=text, filters=filters)


def facet_lines(result: SearchResult, language: Language) -> Iterator[str]:
    """How the matches divide, with the code that narrows to each."""
    for facet in result.facets:
        if len(facet.counts) > 1:
            yield f"  {say(language, f'facet_{facet.name}')} {_counts(facet, language)}"


def _counts(facet: Facet, language: Language) -> str:
    shown = []
    for code, count in facet.counts[:SHOWN_VALUES]:
        label = code_label(facet.name, code, language)
        named = label if label == code else f"{label} [{one_line(code)}]"
        shown.append(f"{named} {count}")
    return " · ".join(shown)


def _about(hit: Hit, language: Language) -> str:
    parts = [
        code_label("kind", hit.kind, language),
        hit.member,
        code_label("region", hit.region, language),
        code_label("maturity", hit.maturity, language),
        say(language, "machine_translated") if hit.machine_translated else "",
    ]
    return " · ".join(one_line(part) for part in parts if part)


def snippet(hit: Hit, language: Language) -> str:
    """The passage on one line, what matched underlined; its language if it is not the title's."""
    words = []
    for part in hit.snippet:
        text = clean(part.text).replace("\n", " ")
        words.append(click.style(text, underline=True) if part.matched and text.strip() else text)
    passage = " ".join("".join(words).split())
    if hit.snippet_language in ("", hit.language):
        return passage
    about = code_label("language", hit.snippet_language, language)
    if hit.snippet_machine_translated:
        about += f", {say(language, 'machine_translated')}"
    return f"[{about}] {passage}"
