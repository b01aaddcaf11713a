"""The scan over every text of a body: findings with their places, and the body with them masked."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import takewhile
from typing import Any, Final, NamedTuple, TypeVar

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from forsa.kinds.bodies import body_type
from forsa.kinds.body import MAX_FINDINGS
from forsa.kinds.findings import Finding, Level
from forsa.kinds.limits import choices_of, limits_of
from forsa.privacy.text_scan import SHIPPED, Hit, NameLists, mask, may_block, scan_text
from forsa.v1.common_pb2 import LocalItem, LocalText

M = TypeVar("M", bound=Message)

_LOCAL: Final = LocalText.DESCRIPTOR.full_name
_ITEM: Final = LocalItem.DESCRIPTOR.full_name
_AROUND: Final = 30
_AT_SIGNS: Final = tuple(sign.encode() for sign in "@\ufe6b\uff20")
"""All that normalising makes one of."""
_CONTACT: Final = "contact"
_TECHNICAL: Final = frozenset(
    [
        "lang",
        "path",
        "code",
        "competencies",
        "materials",
        "edition",
        "framework",
        "uri",
        "esco_uri",
        "isco08",
        "certification",
        "receipt_number",
        "reference",
        "number",
        "seconders",
        "school_year",
        "product_id",
        "id",
        "axes",
        "at",
        "legal_basis",
    ]
)
"""Plain strings that are codes, links, references of a decision or of a receipt."""


@dataclass(frozen=True, slots=True)
class ScanFinding:
    """One hit in one text of a body."""

    path: str
    """The field, as findings write it; without the language."""
    language: str
    """Of the text; empty = a plain string."""
    start: int
    end: int
    """Code points in the text."""
    what: str
    blocks: bool
    masked_excerpt: str
    """The surroundings, every hit masked: fit to be shown."""
    id: str
    """Stays the same while place, kind of hit and its words stay: what a written reason names."""

    def finding(self) -> Finding:
        """As rules report what they find: never with the text itself."""
        values: dict[str, str | int | float] = {"start": self.start + 1, "end": self.end}
        if self.language:
            values["language"] = self.language
        level = Level.ERROR if self.blocks else Level.WARNING
        return Finding(self.path, f"scan.{self.what}", values, level)


def scan_body(
    message: Message, *, lists: NameLists = SHIPPED, mailboxes: Collection[str] = ()
) -> list[ScanFinding]:
    """Everything in the texts of a body that may tell about a person, in their order."""
    return [one for place in _places(message) for one in _scan_place(place, lists, mailboxes)]


def blocking_in(message: Message, mailboxes: Collection[str] = ()) -> list[ScanFinding]:
    """The blocking findings alone, as the hub asks of every record: a clean body costs little.

    Each text is asked by itself: a word of the next one could make another thing of a name's age.
    """
    places = (place for place in _places(message) if may_block(place.text))
    found = (one for place in places for one in _scan_place(place, SHIPPED, mailboxes))
    return [one for one in found if one.blocks]


def names_mailbox(body: bytes) -> bool:
    """Whether the bytes of a body may name a mailbox; False is certain: no roster is needed."""
    return any(sign in body for sign in _AT_SIGNS)


def unmet(findings: Iterable[ScanFinding], overrides: int) -> list[ScanFinding]:
    """All blocking findings if they are more than `overrides`, else none.

    All, and not only those beyond the count: which of them the author meant to keep is not known.
    """
    blocking = [one for one in findings if one.blocks]
    return blocking if len(blocking) > overrides else []


def refusals_of(kind: str, body: bytes, mailboxes: Collection[str] = ()) -> list[Finding]:
    """What a hub refuses a body for: personal data beyond what its author overrode.

    Args:
        kind: Of the record; a kind whose bodies nobody reads has no texts.
        body: It parses as one of its kind.
        mailboxes: Of the roster: they warn, and warnings refuse nothing.
    """
    message_type = body_type(kind)
    if message_type is None or not body:
        return []
    message: Any = message_type.FromString(body)
    unanswered = unmet(blocking_in(message, mailboxes), message.common.scan_overrides)
    return [one.finding() for one in unanswered[:MAX_FINDINGS]]


def mask_body(message: M, findings: Iterable[ScanFinding]) -> M:
    """A copy of the body with the spans of these findings masked."""
    copy = type(message)()
    copy.CopyFrom(message)
    wanted: dict[tuple[str, str], list[Hit]] = {}
    for one in findings:
        hit = Hit(one.start, one.end, one.what, one.blocks)
        wanted.setdefault((one.path, one.language), []).append(hit)
    for place in list(_places(copy)):
        hits = wanted.get((place.path, place.language))
        if hits:
            place.write(mask(place.text, hits))
    return copy


class _Place(NamedTuple):
    """Where one text stands in a message."""

    path: str
    language: str
    text: str
    owner: Any
    name: str
    position: int | None
    """In a list of strings."""

    def write(self, text: str) -> None:
        """Put another text in its place."""
        if self.position is None:
            setattr(self.owner, self.name, text)
        else:
            getattr(self.owner, self.name)[self.position] = text


def _scan_place(
    place: _Place, lists: NameLists, mailboxes: Collection[str]
) -> Iterator[ScanFinding]:
    if place.name == _CONTACT:
        # The contract asks for the association's own mailbox here, and the form says so: to name
        # one is what the field is for. Whether it is a person's is for the author to confirm.
        mailboxes = (place.text,)
    hits = scan_text(place.text, lists, mailboxes)
    seen: Counter[str] = Counter()
    for number, hit in enumerate(hits):
        words = place.text[hit.start : hit.end]
        named = "\0".join((place.path, place.language, hit.what, words, str(seen[words])))
        seen[words] += 1
        yield ScanFinding(
            place.path,
            place.language,
            *hit,
            masked_excerpt=_excerpt(place.text, hits, number),
            id=sha256(named.encode()).hexdigest()[:12],
        )


def _excerpt(text: str, hits: Sequence[Hit], number: int) -> str:
    """A hit and what is around it, cut between hits, on one line.

    A text of nothing but hits must not cost their square: only those that are near are looked at.
    """
    hit = hits[number]
    start, end = max(0, hit.start - _AROUND), min(len(text), hit.end + _AROUND)
    before = (hits[at] for at in range(number - 1, -1, -1))
    after = (hits[at] for at in range(number + 1, len(hits)))
    near = [
        hit,
        *takewhile(lambda one: one.end > start, before),
        *takewhile(lambda one: one.start < end, after),
    ]
    first = min(start, *(one.start for one in near))
    last = max(end, *(one.end for one in near))
    inside = [one._replace(start=one.start - first, end=one.end - first) for one in near]
    cut = mask(text[first:last], inside)
    return f"{'…' if first else ''}{' '.join(cut.split())}{'…' if last < len(text) else ''}"


def _places(message: Any, path: str = "") -> Iterator[_Place]:
    """Every text that a person wrote, with its place."""
    is_item = message.DESCRIPTOR.full_name == _ITEM
    for field, value in message.ListFields():
        place = path if is_item else f"{path}.{field.name}".removeprefix(".")
        if field.message_type is None:
            if _is_prose(field):
                yield from _strings(message, field, value, place)
        elif field.message_type.full_name == _LOCAL:
            for one in value:
                yield _Place(place, one.lang, one.text, one, "text", None)
        elif field.is_repeated:
            for index, item in enumerate(value):
                yield from _places(item, f"{place}[{index}]")
        else:
            yield from _places(value, place)


def _strings(owner: Any, field: FieldDescriptor, value: Any, path: str) -> Iterator[_Place]:
    if not field.is_repeated:
        yield _Place(path, "", value, owner, field.name, None)
        return
    for index, one in enumerate(value):
        yield _Place(f"{path}[{index}]", "", one, owner, field.name, index)


@cache
def _is_prose(field: FieldDescriptor) -> bool:
    """Whether a plain field holds what somebody wrote: no closed list, no day, no reference."""
    if field.type != FieldDescriptor.TYPE_STRING or field.name in _TECHNICAL:
        return False
    return not choices_of(field) and "day" not in limits_of(field)
