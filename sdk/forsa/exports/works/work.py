"""What an export is made from: a body, where it stands in the log, its files that are here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

from forsa.kinds.preview import pick
from forsa.library.rendering import direction_of
from forsa.words.reasons import LANGUAGES, Language

Opener = Callable[[], BinaryIO]
"""Opens a file that was verified, at its start."""
PICTURE_TYPES: Final = frozenset({"image/png", "image/jpeg", "image/webp"})
_INTERFACE: Final[Mapping[str, Language]] = {**{one: one for one in LANGUAGES}, "ary": "ar"}


@dataclass(frozen=True, slots=True)
class Translated:
    """Whose words the texts in the asked language are, if not the author's."""

    member: str
    method: str
    """`human`, `machine`, `machine_revised`."""
    is_outdated: bool
    """The work has a newer version than the one that was translated."""


@dataclass(frozen=True, slots=True)
class Work:
    """One version of a work, in the language it is wanted in."""

    message: Any
    """The body."""
    kind: str
    language: str
    """BCP 47 tag; texts that it does not have stand in another."""
    author: str
    """The member's name, or its id."""
    record_id: str = ""
    """64 hexadecimal digits; empty = a draft."""
    index: int | None = None
    """Its place in the log."""
    published_ms: int = 0
    """When it was logged, milliseconds since 1970; 0 = it is a draft."""
    files: Mapping[str, Opener] = field(default_factory=dict)
    """By name of attachment; those that are not here are absent."""
    translated: Translated | None = None
    warnings: Sequence[str] = ()
    """What a reader must know first, in the language of labels."""
    maturity: str = ""
    """Of a practice, as others made it: shown in place of its author's claim; else empty."""

    @property
    def original(self) -> str:
        """The language it was written in."""
        return str(self.message.common.original_language)

    @property
    def interface(self) -> Language:
        """The language of labels: the asked one where there is one, else French."""
        return interface_of(self.language)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction_of(self.language)

    @property
    def day(self) -> str:
        """The day it was logged, as dates are written in Morocco; empty for a draft."""
        if not self.published_ms:
            return ""
        return f"{datetime.fromtimestamp(self.published_ms // 1000, UTC):%d/%m/%Y}"

    @property
    def title(self) -> str:
        """Its title in the asked language, or another."""
        return pick(self.message.title, self.language, self.original)

    @property
    def missing(self) -> list[str]:
        """Names of attachments that are not here."""
        return [
            one.file_name for one in self.message.attachments if one.file_name not in self.files
        ]


def interface_of(language: str) -> Language:
    """The language of labels for readers of a language."""
    return _INTERFACE.get(language, "fr")


def text_in(texts: Sequence[Any], language: str, original: str) -> tuple[str, str]:
    """The text to show and its language: asked, original, fr, ar, any; empty if there is none."""
    known = {one.lang: one.text for one in texts}
    for tag in (language, original, "fr", "ar", *known):
        if tag in known:
            return known[tag], tag
    return "", language
