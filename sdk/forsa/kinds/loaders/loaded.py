"""What a loader hands out: the message as far as it could be read, and all that is wrong."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from google.protobuf.message import Message

from forsa.kinds.bodies import body_type
from forsa.kinds.body import check_message, languages_of, region_of
from forsa.kinds.findings import Finding, errors_of, shown
from forsa.kinds.loaders.fill import Filler, sort_texts
from forsa.kinds.loaders.markup import markup_findings
from forsa.kinds.loaders.tree import Fields, Notes
from forsa.v1.record_pb2 import Commitment

DEFAULT_LICENCE: Final = "CC-BY-SA-4.0"
"""What a text is published under if its author says nothing: the network's usual terms."""
_FALLBACK: Final = "fr"
KIND: Final = "kind"
"""Under this name a file says what it is."""
OWN_KIND: Final = "comment_kind"
"""So a file calls the field `kind` of a body that has one: what sort of comment it is."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text that somebody wrote, on its way to become a record."""

    kind: str
    """Empty if the file does not say what it is."""
    message: Message | None
    """The body; None if nothing could be read."""
    findings: tuple[Finding, ...]
    """Everything that is wrong, and warnings, in the order of the fields."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Where the loader found a file that the message names, if not under that name itself."""
    notes: Notes | None = field(default=None, repr=False, compare=False)
    """What reading it left: `with_files` judges by it again."""

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the attachments whose data nobody has read yet."""
        attached = getattr(self.message, "attachments", ())
        return tuple(one.file_name for one in attached if not one.root)

    @property
    def errors(self) -> list[Finding]:
        """The findings that stand in the way of publishing; none = it may be published."""
        return errors_of(self.findings)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that its header must announce."""
        return languages_of(self.message) if self.message is not None else ()

    @property
    def region(self) -> str:
        """The region that its header must announce; may be empty."""
        return region_of(self.message) if self.message is not None else ""


def unreadable(kind: str, notes: Notes) -> Loaded:
    """Nothing could be read; the notes say why."""
    return Loaded(kind, None, tuple(notes.findings))


def original_of(front: Fields) -> str:
    """The language that texts without one are in; French if the author forgot to say."""
    _, common = front.fields.get("common", (0, None))
    named = common.text("original_language") if isinstance(common, Fields) else ""
    return named or front.text("original_language") or front.text("originalLanguage") or _FALLBACK


def start(kind: str, front: Fields, notes: Notes) -> tuple[Any, Filler]:
    """A message of the kind, filled with what its file says by name."""
    body = body_type(kind)
    if body is None:
        raise ValueError(f"{kind} has no body to fill")
    message = body()
    filler = Filler(notes, original_of(front))
    filler.fill(message, _body_fields(front))
    return message, filler


def _body_fields(front: Fields) -> Fields:
    """What belongs to the body itself."""
    fields = dict(front.without(KIND).fields)
    if OWN_KIND in fields:
        fields[KIND] = fields.pop(OWN_KIND)
    return Fields(fields, front.line)


def finish(
    kind: str,
    message: Any,
    notes: Notes,
    today: date,
    sources: Mapping[str, str] | None = None,
) -> Loaded:
    """Complete, sort and check a message; findings of the rules get their place in the file."""
    if not message.common.licence:
        message.common.licence = DEFAULT_LICENCE
    for one in getattr(message, "attachments", ()):
        one.licence = one.licence or message.common.licence
    sort_texts(message)
    return Loaded(kind, message, _judged(message, notes, today), sources or {}, notes)


def with_files(
    loaded: Loaded,
    files: Mapping[str, Commitment],
    today: date,
    refused: Collection[str] = (),
) -> Loaded:
    """The same text with the files it names, judged again.

    Args:
        loaded: What was read; its message is left as it is.
        files: What the header will commit to, by the attachment's `file_name`.
        today: The day its rules are judged on.
        refused: Names of files that are there and cannot be attached; the caller says why.
    """
    message: Any = loaded.message
    if message is None or loaded.notes is None:
        return loaded
    whole = type(message)()
    whole.CopyFrom(message)
    for one in getattr(whole, "attachments", ()):
        found = files.get(one.file_name)
        if found is not None:
            one.root, one.size, one.media_type = found.root, found.size, found.media_type
    findings = _judged(whole, loaded.notes, today, refused)
    return Loaded(loaded.kind, whole, findings, loaded.sources, loaded.notes)


def with_records(loaded: Loaded, known: Mapping[str, bytes], today: date) -> Loaded:
    """The same text with the ids of the records that it names by number, judged again.

    Args:
        loaded: What was read; its message is left as it is.
        known: Record ids by what the author wrote, see `Notes.references`.
        today: The day its rules are judged on.
    """
    message: Any = loaded.message
    if message is None or loaded.notes is None or not loaded.notes.references:
        return loaded
    whole = type(message)()
    whole.CopyFrom(message)
    for path, text in loaded.notes.references.items():
        one = _related(whole, path)
        if one is not None and text in known:
            one.record_id = known[text]
    findings = _judged(whole, loaded.notes, today)
    return Loaded(loaded.kind, whole, findings, loaded.sources, loaded.notes)


_RELATED: Final = re.compile(r"related\[(\d+)\]\.record_id")


def _related(message: Any, path: str) -> Any:
    """The relation whose record a path is; None = it is another field."""
    match, related = _RELATED.fullmatch(path), getattr(message, "related", ())
    return related[int(match[1])] if match and int(match[1]) < len(related) else None


def _unknown(message: Any, notes: Notes) -> dict[str, Finding]:
    """Records that are named by a number or the beginning of an id, and that nobody found."""
    return {
        path: Finding(path, "related.reference", {"value": shown(text)}).at(notes.place_of(path))
        for path, text in notes.references.items()
        if not getattr(_related(message, path), "record_id", b"")
    }


_COMPUTED: Final = re.compile(r"attachments\[(\d+)\]\.(?:root|size|media_type)")
"""What the program writes once it has read the file; nothing for the author to mend."""


def _judged(
    message: Any, notes: Notes, today: date, refused: Collection[str] = ()
) -> tuple[Finding, ...]:
    told = {finding.path for finding in notes.findings}
    attached = getattr(message, "attachments", ())
    unread = {index for index, one in enumerate(attached) if not one.root}
    names = {index: attached[index].file_name for index in sorted(unread)}
    absent = (_absent(index, name) for index, name in names.items() if name not in refused)
    unknown = _unknown(message, notes)
    found = [
        finding.at(notes.place_of(finding.path))
        for finding in (*absent, *check_message(message, today), *markup_findings(message))
        if (finding.rule != "required" or finding.path not in told)
        and _computed_of(finding.path) not in unread
        and finding.path not in unknown
    ]
    return (*notes.findings, *unknown.values(), *found)


def _absent(index: int, name: str) -> Finding:
    return Finding(f"attachments[{index}].file_name", "attachments.absent", {"value": shown(name)})


def _computed_of(path: str) -> int:
    """Index of the attachment whose computed field this is; -1 = it is another field."""
    match = _COMPUTED.fullmatch(path)
    return int(match[1]) if match else -1
