"""A record of the library as a card: what it is about, and every text that can be searched.

A card is derived from header and body alone; what others made of the work is computed beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from google.protobuf.message import DecodeError, Message

from forsa.envelope import Record
from forsa.kinds.bodies import body_type
from forsa.library.told import chosen
from forsa.v1.common_pb2 import LocalItem, LocalText

LIBRARY_KINDS: Final = ("practice.report", "curriculum.publish")
"""Kinds that are works: they are found, adopted, reviewed."""
_LOCAL: Final = LocalText.DESCRIPTOR.full_name
_YEAR_10000_MS: Final = 253_402_300_800_000
_ITEM: Final = LocalItem.DESCRIPTOR.full_name


@dataclass(frozen=True, slots=True)
class File:
    """An attachment as its record describes it."""

    root: bytes
    size: int
    media_type: str
    file_name: str
    role: str
    language: str


@dataclass(frozen=True, slots=True)
class Card:
    """One version of one work."""

    index: int
    sequenced_ms: int
    record_id: bytes
    object_id: bytes
    parent: bytes
    kind: str
    member: str
    audience: str
    region: str
    languages: tuple[str, ...]
    message: Any = field(repr=False)
    """The body; None if it is not here, or is no message of its kind."""

    @property
    def original_language(self) -> str:
        """The language it was written in; empty without a body."""
        return "" if self.message is None else self.message.common.original_language

    @property
    def titles(self) -> Mapping[str, str]:
        """The title by language."""
        return by_language(getattr(self.message, "title", ()))

    @property
    def texts(self) -> Mapping[str, str]:
        """Everything that can be searched, by language; the title is not in it."""
        gathered: dict[str, list[str]] = {}
        for path, lang, text in texts_of(self.message):
            if path != "title":
                gathered.setdefault(lang, []).append(text)
        return {lang: "\n".join(parts) for lang, parts in gathered.items()}

    @property
    def themes(self) -> tuple[str, ...]:
        """Codes of its themes."""
        return tuple(getattr(self.message, "themes", ()))

    @property
    def target_groups(self) -> tuple[str, ...]:
        """Codes of those it is for."""
        return tuple(getattr(self.message, "target_groups", ()))

    @property
    def strands(self) -> tuple[str, ...]:
        """Codes of its programme strands."""
        one = getattr(self.message, "strand", "")
        return (one,) if one else tuple(getattr(self.message, "strands", ()))

    @property
    def trades(self) -> tuple[str, ...]:
        """Codes of its trades."""
        trade = getattr(self.message, "trade", "")
        return (trade,) if trade else ()

    @property
    def licence(self) -> str:
        """SPDX; empty without a body."""
        return "" if self.message is None else self.message.common.licence

    @property
    def claimed_maturity(self) -> str:
        """What the author says; empty for a kind that has none, or a word that is no author's."""
        has_one = self.message is not None and "maturity" in self.message.DESCRIPTOR.fields_by_name
        return chosen(self.message, "maturity") if has_one else ""

    @property
    def years(self) -> tuple[str, ...]:
        """Years of its period, four digits; of what has none, the year it was logged in."""
        start = getattr(self.message, "period_start", "")[:4]
        if not start and self.message is not None:
            return _year_of(self.sequenced_ms)
        end = getattr(self.message, "period_end", "")[:4] or start
        if not (start.isdigit() and end.isdigit()) or not 0 <= int(end) - int(start) <= 50:
            return ()
        return tuple(str(year) for year in range(int(start), int(end) + 1))

    @property
    def related(self) -> tuple[tuple[bytes, str], ...]:
        """Record ids that it names as related, each with the relation."""
        named = getattr(self.message, "related", ())
        return tuple((one.record_id, one.relation) for one in named)

    @property
    def files(self) -> tuple[File, ...]:
        """Its attachments."""
        attached = getattr(self.message, "attachments", ())
        return tuple(
            File(one.root, one.size, one.media_type, one.file_name, one.role, one.language)
            for one in attached
        )


def _year_of(milliseconds: int) -> tuple[str, ...]:
    """The year of a time; none for a time that no calendar here reaches: a hub may claim any."""
    if not 0 <= milliseconds < _YEAR_10000_MS:
        return ()
    return (f"{datetime.fromtimestamp(milliseconds // 1000, UTC):%Y}",)


def card_of(index: int, sequenced_ms: int, record: Record, body: bytes | None) -> Card:
    """The card of a record; without a body, or with one that does not parse, it has no message."""
    return card_with(index, sequenced_ms, record, parse_body(record.header.kind, body))


def card_with(index: int, sequenced_ms: int, record: Record, message: Message | None) -> Card:
    """The card of a record whose body was parsed already; None if it may not be shown."""
    header = record.header
    return Card(
        index=index,
        sequenced_ms=sequenced_ms,
        record_id=record.record_id,
        object_id=header.object_id,
        parent=header.parent,
        kind=header.kind,
        member=header.member,
        audience=header.audience,
        region=header.region,
        languages=tuple(header.languages),
        message=message,
    )


def parse_body(kind: str, body: bytes | None) -> Message | None:
    """The body as its message; None if there is none, or it is not one of its kind."""
    message_type = body_type(kind)
    if body is None or message_type is None:
        return None
    try:
        return message_type.FromString(body)
    except DecodeError:
        return None


def by_language(texts: Any) -> dict[str, str]:
    """A text by language."""
    return {one.lang: one.text for one in texts}


def texts_of(message: Any, prefix: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text in several languages of a body: path, language, text.

    Paths are those of findings: `steps[2].title`, `lessons[0]`.
    """
    if message is None:
        return
    for one, value in message.ListFields():
        if one.message_type is None:
            continue
        path = f"{prefix}{one.name}"
        if one.message_type.full_name == _LOCAL:
            yield from ((path, text.lang, text.text) for text in value)
        elif not one.is_repeated:
            yield from texts_of(value, f"{path}.")
        else:
            for number, item in enumerate(value):
                place = f"{path}[{number}]"
                if one.message_type.full_name == _ITEM:
                    yield from ((place, text.lang, text.text) for text in item.text)
                else:
                    yield from texts_of(item, f"{place}.")
