"""An agreement to read and to print: its clauses side by side, and what each party did with it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, tzinfo
from typing import Any, Final

from forsa.exports.governance.agreement_page_words import word
from forsa.exports.governance.blocks import (
    Beside,
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    Mark,
    Table,
    Words,
)
from forsa.governance.audience import BodyState
from forsa.governance.views.agreement import AgreementCard, Stand, Version
from forsa.governance.views.agreement_words import say_member, say_stand
from forsa.governance.views.clauses import frame_of
from forsa.kinds.labels import field_label
from forsa.kinds.preview import pick
from forsa.words.agreements import act_name, type_name
from forsa.words.dates import say_day
from forsa.words.governance import say_code
from forsa.words.reasons import Language

Named = Callable[[str], str]
_FIRST: Final = ("fr", "ar")
"""These languages come first where words stand side by side."""


def agreement_document(
    card: AgreementCard,
    version: Version,
    language: Language,
    day: date,
    zone: tzinfo = UTC,
    named: Named = str,
) -> Document:
    """One version of an agreement with its ratifications.

    Args:
        card: The agreement.
        version: One of its versions.
        language: Of the program's words; the clauses stand in every language they have.
        day: On which the text's own dates are looked at.
        zone: In which moments are days.
        named: How members are called; their ids by themselves.
    """
    title = _title(version, language)
    blocks = (
        Heading(1, title),
        *(Mark(one) for one in _marks(version, language)),
        _facts(version, language, zone, named),
        Items(tuple(say_stand(version, language, zone, day))),
        *_text(version, language),
        *_parties(card, version, language, zone, named),
        *_versions(card, language, zone),
        Line(word("colophon", language)),
    )
    return Document(title, language, blocks)


def _title(version: Version, language: Language) -> str:
    kind = type_name(version.type, language)
    if version.text is None:
        return word("untitled", language, type=kind, version=version.version)
    text = version.text
    title = pick(text.title, language, text.common.original_language)
    return word("titled", language, title=title, version=version.version)


def _marks(version: Version, language: Language) -> Iterator[str]:
    """What nobody may overlook: a text that is no more, or that is not here."""
    if version.stand is Stand.REPLACED:
        yield word("replaced", language)
    if version.body_state is not BodyState.SERVED:
        yield word(f"text_{version.body_state.value}", language)
    elif version.text is None:
        yield word("text_absent", language)


def _facts(version: Version, language: Language, zone: tzinfo, named: Named) -> Facts:
    published = f"{say_day(version.published.log_time_ms, zone)} · {version.published.index}"
    pairs = [
        ("type", type_name(version.type, language)),
        ("published", published),
        ("author", named(version.author)),
        ("proposal", "" if version.proposal is None else version.proposal.hex()),
        ("needed", f"{version.needed} / {len(version.parties)}"),
        ("ratify_by", say_day(version.ratify_by_ms, zone) if version.ratify_by_ms else ""),
        ("licence", "" if version.text is None else version.text.common.licence),
        ("record", version.record_id.hex()),
    ]
    said = [(word(key, language), value) for key, value in pairs if value]
    frame = () if version.text is None else frame_of(version.text)
    return Facts((*said, *((field_label(name, language), value) for name, value in frame)))


def _text(version: Version, language: Language) -> Iterator[Block]:
    if version.text is None:
        return
    yield Heading(2, word("text", language))
    if version.text.text:
        yield _beside(version.text.text)
    for clause in version.text.clauses:
        yield Heading(3, clause.number)
        yield _beside(clause.text)


def _beside(texts: Any) -> Beside:
    """French on the left of Arabic, then what else there is."""
    known = {one.lang: one.text for one in texts}
    order = [*(tag for tag in _FIRST if tag in known), *(tag for tag in known if tag not in _FIRST)]
    return Beside(tuple(Words(known[tag], tag) for tag in order))


def _parties(
    card: AgreementCard, version: Version, language: Language, zone: tzinfo, named: Named
) -> Iterator[Block]:
    yield Heading(2, word("parties", language))
    head = ("member", "status", "act", "day", "number", "in_force")
    rows = []
    for one in version.parties:
        last = one.last
        status = "" if one.status is None else say_code("status", one.status.value, language)
        rows.append(
            (
                named(one.member),
                status,
                act_name("" if last is None else last.act, language),
                "" if last is None else say_day(last.at.log_time_ms, zone),
                "" if last is None else str(last.at.index),
                next(say_member(card, version, one.member, language, zone), ""),
            )
        )
    yield Table(tuple(word(key, language) for key in head), tuple(rows))
    for one in version.parties:
        if one.last is not None and one.last.reservation:
            yield Heading(3, word("reservation", language, member=named(one.member)))
            yield from (Words(text, tag) for tag, text in one.last.reservation.items())
        elif one.last is not None and one.last.is_missing:
            yield Line(word("words_absent", language, member=named(one.member)))


def _versions(card: AgreementCard, language: Language, zone: tzinfo) -> Iterator[Block]:
    if len(card.versions) > 1:
        yield Heading(2, word("versions", language))
        yield Items(
            tuple(
                f"{one.version} ({one.published.index}): {next(say_stand(one, language, zone))}"
                for one in card.versions
            )
        )
