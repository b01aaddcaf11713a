"""Documents, sheets and slides of both families: macros, traps, and what sheets hide.

Sources: ECMA-376 part 2 (packages, relationships); OpenDocument 1.3.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from forsa.attachments import media_types as types
from forsa.attachments.problems import Problem, What, problem, refuse
from forsa.attachments.xml_parts import check_prolog, read_tags
from forsa.attachments.zips import Budget, Entry, unpacked

MAX_PART_BYTES: Final = 32 * 2**20
"""Of a part that is read tag by tag."""
_MACROS: Final = re.compile(
    r"vbaproject\.bin|vbadata\.xml|/macrosheets/|/dialogsheets/|^basic/|^scripts/", re.IGNORECASE
)
_OBJECTS: Final = re.compile(r"/activex/|/embeddings/.*\.(?:bin|ole)$|/ctrlprops/", re.IGNORECASE)
_EMBEDDED: Final = re.compile(r"/embeddings/", re.IGNORECASE)
_SHEET_PARTS: Final = (
    (What.CACHE, re.compile(r"^xl/pivotcache/", re.IGNORECASE)),
    (What.COMMENTS, re.compile(r"^xl/(?:threadedcomments/|comments[^/]*\.xml)", re.IGNORECASE)),
    (
        What.EXTERNAL,
        re.compile(r"^xl/(?:externallinks/|connections\.xml|querytables/)", re.IGNORECASE),
    ),
)
_NOTES: Final = re.compile(r"^(?:word/comments[^/]*\.xml|ppt/comments/)", re.IGNORECASE)
_SAFE_LINK: Final = re.compile(
    r"(?:https?|mailto|tel):|#|(?![a-z][a-z0-9+.\-]*:|\\|//)", re.IGNORECASE
)
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.\-]*:|\\\\|//|/", re.IGNORECASE)
_FIELD: Final = re.compile(r"\bDDE(?:AUTO)?\b|\bINCLUDE(?:PICTURE|TEXT)\b", re.IGNORECASE)


class _Seen:
    """What was met, counted."""

    def __init__(self) -> None:
        self.counts: Counter[What] = Counter()

    def problems(self, media_type: str) -> Iterator[Problem]:
        """One each; comments are refused in sheets, and a warning elsewhere."""
        is_sheet = media_type in (types.XLSX, types.ODS)
        for what, count in self.counts.items():
            one = problem(what, count=count)
            lenient = what is What.COMMENTS and not is_sheet
            yield Problem(what, one.values, one.is_warning or lenient)


def check_office(
    file: BinaryIO, media_type: str, entries: Sequence[Entry], budget: Budget
) -> Iterator[Problem]:
    """Everything but what the archive itself may hide."""
    seen = _Seen()
    for entry in entries:
        name = entry.name
        if _MACROS.search(name):
            yield problem(What.MACROS, entry=name)
        elif _OBJECTS.search(name):
            yield problem(What.OBJECTS, entry=name)
        elif _EMBEDDED.search(name):
            seen.counts[What.EMBEDDED] += 1
        for what, pattern in _SHEET_PARTS if media_type == types.XLSX else ():
            seen.counts[what] += bool(pattern.search(name))
        seen.counts[What.COMMENTS] += bool(_NOTES.search(name))
        if name.lower().endswith((".xml", ".rels", ".rdf", ".vml")):
            _read_part(file, media_type, entry, budget, seen)
    seen.counts = +seen.counts
    yield from seen.problems(media_type)


def _read_part(file: BinaryIO, media_type: str, entry: Entry, budget: Budget, seen: _Seen) -> None:
    reader = _reader(media_type, entry.name, seen)
    data = unpacked(file, entry, budget)
    if reader is None:
        check_prolog(data)
        return
    if entry.size > MAX_PART_BYTES:
        raise refuse(What.UNPACKED, limit=MAX_PART_BYTES)
    read_tags(data, reader.start, reader.text)


class _Reader:
    """Takes the tags of one part."""

    def __init__(self, seen: _Seen) -> None:
        self.seen = seen

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """A tag begins."""

    def text(self, around: str, found: str) -> None:
        """Text in a tag."""


class _Relations(_Reader):
    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name != "Relationship" or given.get("TargetMode") != "External":
            return
        is_link = given.get("Type", "").endswith("/hyperlink")
        if not (is_link and _SAFE_LINK.match(given.get("Target", "").strip())):
            self.seen.counts[What.EXTERNAL] += 1


class _ContentTypes(_Reader):
    def start(self, name: str, given: Mapping[str, str]) -> None:  # noqa: ARG002
        content_type = given.get("ContentType", "").lower()
        if "macroenabled" in content_type or "vbaproject" in content_type:
            self.seen.counts[What.MACROS] += 1


class _Workbook(_Reader):
    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "sheet" and given.get("state", "visible") != "visible":
            self.seen.counts[What.HIDDEN] += 1


class _Words(_Reader):
    """The text of a Word document: its fields may be cut into pieces."""

    def __init__(self, seen: _Seen) -> None:
        super().__init__(seen)
        self.field = ""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name in ("ins", "del", "moveFrom", "moveTo"):
            self.seen.counts[What.CHANGES] += 1
        elif name == "fldChar":
            self.field = ""
        elif name == "fldSimple" and _FIELD.search(given.get("instr", "")):
            self.seen.counts[What.EXTERNAL] += 1

    def text(self, around: str, found: str) -> None:
        if around == "instrText":
            before = bool(_FIELD.search(self.field))
            self.field = (self.field + found)[-1000:]
            if _FIELD.search(self.field) and not before:
                self.seen.counts[What.EXTERNAL] += 1


class _OpenDocument(_Reader):
    """The text and styles of an OpenDocument file."""

    def __init__(self, seen: _Seen) -> None:
        super().__init__(seen)
        self.style = ""
        self.hidden: set[str] = set()

    def start(self, name: str, given: Mapping[str, str]) -> None:
        counts = self.seen.counts
        match name:
            case "style":
                self.style = given.get("name", "")
            case "table-properties" if given.get("display") == "false":
                self.hidden.add(self.style)
            case "table" if given.get("style-name") in self.hidden:
                counts[What.HIDDEN] += 1
            case "annotation":
                counts[What.COMMENTS] += 1
            case "tracked-changes":
                counts[What.CHANGES] += 1
            case "event-listener" | "script":
                counts[What.MACROS] += 1
            case "object-ole" | "plugin" | "applet":
                counts[What.OBJECTS] += 1
            case "table-source" | "dde-source" | "dde-link" | "cell-range-source":
                counts[What.EXTERNAL] += 1
            case "encryption-data":
                raise refuse(What.ENCRYPTED, entry="content.xml")
        where = given.get("href", "")
        if not where:
            return
        allowed = _SAFE_LINK.match(where) if name == "a" else not _ELSEWHERE.match(where)
        if not allowed:
            counts[What.EXTERNAL] += 1


def _reader(media_type: str, name: str, seen: _Seen) -> _Reader | None:
    """Who reads a part; None = only its first lines matter."""
    if media_type in types.OPEN_DOCUMENT:
        wanted = ("content.xml", "styles.xml", "META-INF/manifest.xml")
        return _OpenDocument(seen) if name in wanted else None
    if name.endswith(".rels"):
        return _Relations(seen)
    if name == "[Content_Types].xml":
        return _ContentTypes(seen)
    if name == "xl/workbook.xml":
        return _Workbook(seen)
    if re.match(r"word/(?:document|header|footer|footnotes|endnotes)[^/]*\.xml", name):
        return _Words(seen)
    return None
