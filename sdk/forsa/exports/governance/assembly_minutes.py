"""Minutes of an assembly: its call, who came, what was said, and each decision with its ballots."""

from collections.abc import Iterator
from datetime import UTC, tzinfo

from forsa.exports.governance.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    Mark,
    Table,
)
from forsa.exports.governance.minutes import Named, colophon, decision_blocks, words_of
from forsa.exports.governance.minutes_words import word
from forsa.governance.views.assemblies import Assembly, Minutes
from forsa.governance.views.decision_words import say_quorum_share, text_in
from forsa.words.dates import say_time
from forsa.words.governance import say_code
from forsa.words.reasons import Language


def minutes_of_assembly(
    assembly: Assembly, language: Language, zone: tzinfo = UTC, named: Named = str
) -> Document:
    """The minutes of one assembly.

    Args:
        assembly: With its decisions and their ballots.
        language: Of the document.
        zone: For times.
        named: How members are called; their ids by themselves.
    """
    kind = say_code("assembly", assembly.type, language)
    title = word("assembly_title", language, type=kind, index=assembly.index)
    blocks = (
        Heading(1, title),
        *_call(assembly, language, zone, named),
        *_attendance(assembly, language, named),
        *_said(assembly.minutes, language),
        *_decisions(assembly, language, zone, named),
        *colophon(language),
    )
    return Document(title, language, blocks)


def _call(assembly: Assembly, language: Language, zone: tzinfo, named: Named) -> Iterator[Block]:
    if assembly.withdrawn:
        yield Mark(word("withdrawn_call", language))
    place = text_in(assembly.place, language, assembly.original_language)
    online = word("online", language) if assembly.online else ""
    facts = [
        ("starts", say_time(assembly.starts_ms, language, zone)),
        ("place", ", ".join(one for one in (place, online) if one)),
        ("call", word(f"call_{assembly.call}", language)),
        ("called", say_time(assembly.called_ms, language, zone)),
        ("called_by", named(assembly.member)),
        ("record", assembly.record_id.hex()),
    ]
    yield Facts(tuple((word(key, language), value) for key, value in facts if value))
    yield Heading(2, word("agenda", language))
    if assembly.text_state != "served":
        yield Line(word(f"words_{assembly.text_state}", language))
        return
    original = assembly.original_language
    yield Items(tuple(text_in(one, language, original) for one in assembly.agenda))


def _attendance(assembly: Assembly, language: Language, named: Named) -> Iterator[Block]:
    yield Heading(2, word("attendance", language))
    minutes = assembly.minutes
    if minutes is None:
        yield Line(word("no_minutes", language))
        return
    if assembly.quorum is None:
        yield Line(word(f"words_{minutes.text_state}", language))
        return
    yield Line(word("attendance_note", language))
    yield Items((say_quorum_share(assembly.quorum, language),))
    rows = [(named(one), word(_came(one, minutes), language)) for one in assembly.roll]
    guests = sorted({*minutes.present, *minutes.represented} - set(assembly.roll))
    rows += [(named(one), word("guest", language)) for one in guests]
    yield Table((word("member", language), word("state", language)), tuple(rows))


def _came(member: str, minutes: Minutes) -> str:
    if member in minutes.present:
        return "present"
    return "represented" if member in minutes.represented else "absent"


def _said(minutes: Minutes | None, language: Language) -> Iterator[Block]:
    if minutes is None or not minutes.text:
        return
    yield Heading(2, word("said", language))
    yield from words_of(minutes.text, language, minutes.original_language)


def _decisions(
    assembly: Assembly, language: Language, zone: tzinfo, named: Named
) -> Iterator[Block]:
    yield Heading(2, word("decisions", language))
    if not assembly.decisions:
        yield Line(word("no_decisions", language))
    for one in assembly.decisions:
        kind = say_code("type", one.type, language)
        yield Heading(3, word("decision", language, index=one.index, type=kind))
        yield from decision_blocks(one, language, zone, named, level=4)
