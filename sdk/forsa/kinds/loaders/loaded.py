"""What a loader hands out: the message as far as it could be read, and all that is wrong."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from google.protobuf.message import Message

from forsa.kinds.bodies import body_type
from forsa.kinds.body import check_message, languages_of, region_of
from forsa.kinds.findings import Finding, errors_of
from forsa.kinds.loaders.fill import Filler, sort_texts
from forsa.kinds.loaders.tree import Fields, Notes

DEFAULT_LICENCE: Final = "CC-BY-SA-4.0"
"""What a text is published under if its author says nothing: the network's usual terms."""
_FALLBACK: Final = "fr"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text that somebody wrote, on its way to become a record."""

    kind: str
    """Empty if the file does not say what it is."""
    message: Message | None
    """The body; None if nothing could be read."""
    findings: tuple[Finding, ...]
    """Everything that is wrong, and warnings, in the order of the fields."""

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
    filler.fill(message, front.without("kind"))
    return message, filler


def finish(kind: str, message: Any, notes: Notes, today: date) -> Loaded:
    """Complete, sort and check a message; findings of the rules get their place in the file."""
    if not message.common.licence:
        message.common.licence = DEFAULT_LICENCE
    sort_texts(message)
    told = {finding.path for finding in notes.findings}
    checked = [
        finding.at(notes.place_of(finding.path))
        for finding in check_message(message, today)
        if finding.rule != "required" or finding.path not in told
    ]
    return Loaded(kind, message, (*notes.findings, *checked))
