"""Agreements as lines on a screen: where they stand, their clauses, and what changed in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Final

import click
from forsa.governance.views.agreement import AgreementCard, Version
from forsa.governance.views.agreement_words import say_act, say_member, say_stand
from forsa.governance.views.clauses import (
    Change,
    Difference,
    Mark,
    Piece,
    differences,
    frame_of,
)
from forsa.kinds.body_texts import FORBIDDEN
from forsa.kinds.labels import field_label
from forsa.kinds.preview import pick, tag_of, title_of
from forsa.v1.governance_pb2 import Agreement
from forsa.words.agreements import type_name
from forsa.words.reasons import Language

from forsa_node.words import say

_THEIRS: Final = "| "
"""Before each line that members wrote: none of it can look like a line of this program."""
_BRACKETS: Final[Mapping[Mark, str]] = {Mark.ADDED: "{{+{}+}}", Mark.REMOVED: "[-{}-]"}
_COLOURS: Final[Mapping[Mark, str]] = {Mark.ADDED: "green", Mark.REMOVED: "red"}


def day_of(time_ms: int, zone: tzinfo) -> date:
    """The day of a moment."""
    return datetime.fromtimestamp(time_ms / 1000, UTC).astimezone(zone).date()


def name_of(version: Version, language: Language) -> str:
    """What a version is called: title or type, and its number."""
    title = "" if version.text is None else one_line(title_of(version.text, language))
    return say(
        language,
        "agreement_name",
        title=title or type_name(version.type, language),
        version=version.version,
        number=version.published.index,
    )


def stand_lines(
    card: AgreementCard,
    version: Version,
    member: str,
    language: Language,
    zone: tzinfo,
    now_ms: int,
) -> Iterator[str]:
    """Where a version stands for the network and for this member."""
    yield name_of(version, language)
    for line in say_stand(version, language, zone, day_of(now_ms, zone)):
        yield f"  {line}"
    for line in say_member(card, version, member, language, zone):
        yield f"  {line}"


def party_lines(version: Version, language: Language, zone: tzinfo) -> Iterator[str]:
    """What each party did with it, and the reservations, word for word."""
    yield say(language, "agreement_parties", count=len(version.parties))
    for party in version.parties:
        yield f"  {say_act(party.member, party.last, language, zone)}"
        if party.last is not None and party.last.reservation:
            texts = party.last.reservation
            chosen = next((texts[tag] for tag in (language, "fr", "ar") if tag in texts), "")
            yield from _theirs(chosen or next(iter(texts.values())), "    ")
        elif party.last is not None and party.last.is_missing:
            yield f"    {say(language, 'agreement_words_missing')}"


def text_lines(
    text: Agreement, digest: str, language: Language, *, full: bool = False
) -> Iterator[str]:
    """The text of an agreement, clause by clause.

    Args:
        text: The agreement.
        digest: SHA-256 of its bytes, in hexadecimal.
        language: Of who reads.
        full: In every language it has; else in one.
    """
    original = text.common.original_language
    yield one_line(pick(text.title, language, original))
    for name, value in frame_of(text):
        yield f"{field_label(name, language)}: {one_line(value)}"
    yield from _passage("", text.text, language, original, full=full)
    for clause in text.clauses:
        yield from _passage(clause.number, clause.text, language, original, full=full)
    shown = tag_of(text.title, language, original)
    others = [one_line(one.lang) for one in text.title if one.lang != shown]
    if others and not full:
        yield say(language, "agreement_other_languages", languages=", ".join(others))
    if digest:
        yield say(language, "agreement_digest", digest=digest)


def _passage(
    number: str, texts: Sequence[Any], language: Language, original: str, *, full: bool
) -> Iterator[str]:
    if not texts:
        return
    yield f"§ {one_line(number)}" if number else ""
    if not full:
        yield from _theirs(pick(texts, language, original))
        return
    for one in sorted(texts, key=lambda one: one.lang != language):
        yield f"[{one_line(one.lang)}]"
        yield from _theirs(one.text)


def difference_lines(before: Agreement, after: Agreement, language: Language) -> Iterator[str]:
    """What changed between two versions, by clause and language, word by word."""
    found = differences(before, after)
    if not found:
        yield say(language, "agreement_same")
    for one in found:
        yield _head(one, language)
        if one.change is not Change.RENUMBERED:
            yield from _changed(one.texts, language)


def _head(one: Difference, language: Language) -> str:
    if one.name:
        return f"{field_label(one.name, language)}: {say(language, f'clause_{one.change.value}')}"
    before, after = one_line(one.number_before), one_line(one.number_after)
    number = before if before == after or not after else after
    moved = before and after and before != after
    key = f"clause_{one.change.value}"
    line = f"§ {number}: {say(language, key)}"
    return f"{line} {say(language, 'clause_was', number=before)}" if moved else line


def _changed(texts: Mapping[str, tuple[Piece, ...]], language: Language) -> Iterator[str]:
    """Each language in which something changed, the reader's first."""
    for tag in sorted(texts, key=lambda one: (one != language, one)):
        pieces = texts[tag]
        if any(one.mark is not Mark.KEPT for one in pieces):
            if tag:
                yield f"  [{one_line(tag)}]"
            yield from _marked(pieces)


def _marked(pieces: Iterable[Piece]) -> Iterator[str]:
    """Words with marks that are there without colours, too."""
    parts = []
    for one in pieces:
        text = FORBIDDEN.sub(" ", one.text)
        if one.mark is Mark.KEPT:
            parts.append(text)
        else:
            bracketed = _BRACKETS[one.mark].format(text)
            parts.append(click.style(bracketed, fg=_COLOURS[one.mark]))
    yield from (f"  {_THEIRS}{line}".rstrip() for line in "".join(parts).split("\n"))


def _theirs(text: str, indent: str = "") -> Iterator[str]:
    clean = FORBIDDEN.sub(" ", text)
    yield from (f"{indent}{_THEIRS}{line}".rstrip() for line in clean.split("\n"))


def one_line(text: str) -> str:
    """What a member wrote where one line is meant: it begins no other."""
    return " ".join(FORBIDDEN.sub(" ", text).split())
