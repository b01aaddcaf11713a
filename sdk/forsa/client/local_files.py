"""A file on this disk that a record is to carry: looked into, and committed to.

What the author's node asks of a file is asked here, too: a type of the list that name and content
agree on, and nothing in it that nobody should open.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, Self

from forsa.attachments.contents import look_into
from forsa.commitment import CHUNK_BYTES, SALT_BYTES, Manifest, manifest_of
from forsa.errors import MalformedError, Reason
from forsa.kinds.findings import Finding, errors_of, finding_of, shown
from forsa.v1.common_pb2 import Attachment, LocalText
from forsa.v1.record_pb2 import Commitment

_SHOWS: Final = ("image/", "video/", "audio/")
"""Beginnings of the media types in which somebody can be recognised."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file that may be attached. Whoever holds the value can go on with an upload."""

    path: Path
    name: str
    """What readers are told it is called."""
    media_type: str
    """As name and content say."""
    manifest: Manifest = field(repr=False)
    warnings: tuple[Finding, ...] = ()
    """What its author should know, such as where a picture was taken; it may stay."""

    @classmethod
    def read(cls, path: str | Path, *, name: str = "", salt: bytes = b"") -> Self:
        """Look into a file, and commit to it. Reads it twice; in an event loop, use a thread.

        Args:
            path: The file; at most 25 MiB.
            name: Another name than its own.
            salt: 32 bytes: the `salt` of an earlier value for the same content, which lets an
                upload go on after a restart, and keeps one commitment for all editions; as
                confidential as the file. Empty = a fresh one.

        Raises:
            MalformedError: `KIND_BODY_INVALID`: nobody should open it, or it is of no accepted
                type; all that is wrong in `violations`.
            OSError: it cannot be read.
        """
        if salt and len(salt) != SALT_BYTES:
            raise MalformedError(f"a salt of {len(salt)} bytes, not 32", Reason.LIMIT_EXCEEDED)
        place = Path(path).absolute()
        called = name or place.name
        with place.open("rb") as file:
            media_type, problems = look_into(file, called)
            findings = [finding_of(one, called) for one in problems]
            _require_safe(findings, called)
            file.seek(0)
            manifest = manifest_of(salt or os.urandom(SALT_BYTES), _chunks(file))
        return cls(place, called, media_type, manifest, tuple(findings))

    @property
    def size(self) -> int:
        """Bytes."""
        return self.manifest.size

    @property
    def salt(self) -> bytes:
        """32 bytes; a program that keeps them can go on with an upload after a restart."""
        return self.manifest.salt

    @property
    def commitment(self) -> Commitment:
        """What the header of a record says of it."""
        return Commitment(
            root=self.manifest.root(), size=self.manifest.size, media_type=self.media_type
        )

    def describe(
        self,
        title: Mapping[str, str],
        *,
        licence: str,
        role: str,
        language: str = "",
        alt_text: Mapping[str, str] | None = None,
        consent: bool | None = None,
    ) -> Attachment:
        """The file as the body of a report or course describes it; `publish` checks its rules.

        Args:
            title: By BCP 47 tag, what it is called.
            licence: Its own terms, e.g. `CC-BY-SA-4.0`.
            role: `guide`, `worksheet`, `slides`, `video`, `audio`, `picture`, `package`, `dataset`.
            language: The language inside the file; empty = none.
            alt_text: By tag, what a picture shows; mandatory for pictures.
            consent: True: every recognisable person (a minor's guardian) has agreed. False: nobody
                can be recognised. Somebody has to say it of pictures, films and recordings.

        Raises:
            MalformedError: `KIND_BODY_INVALID`: nobody said who can be recognised.
        """
        if consent is None and self.media_type.startswith(_SHOWS):
            raise MalformedError(
                f"{shown(self.name)} may show or let hear somebody: say consent=True if all who "
                "can be recognised have agreed, consent=False if nobody can be",
                Reason.KIND_BODY_INVALID,
                file=shown(self.name),
            )
        return Attachment(
            root=self.manifest.root(),
            size=self.size,
            media_type=self.media_type,
            file_name=self.name,
            title=_texts(title),
            language=language,
            licence=licence,
            role=role,
            alt_text=_texts(alt_text or {}),
            consent=bool(consent),
        )


def _require_safe(findings: list[Finding], name: str) -> None:
    refusals = errors_of(findings)
    if refusals:
        error = MalformedError(
            f"{shown(name)} cannot be attached: {refusals[0].text('en')}",
            Reason.KIND_BODY_INVALID,
            file=shown(name),
            findings=len(refusals),
        )
        error.violations = tuple(one.violation() for one in refusals)
        raise error


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _texts(by_tag: Mapping[str, str]) -> list[LocalText]:
    return [LocalText(lang=tag, text=text) for tag, text in by_tag.items()]
