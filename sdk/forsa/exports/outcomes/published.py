"""A release and what the log says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forsa.library.cards import by_language
from forsa.outcomes.tables import Release
from forsa.v1.outcomes_pb2 import OutcomeTables


@dataclass(frozen=True, slots=True)
class PublishedRelease:
    """One release, verified, with where it stands."""

    release: Release
    member: str
    record_id: bytes
    """32 bytes."""
    audience: str = ""
    """Who may read it: `public`, or a group of members."""
    region: str = ""
    """Of the member, by its profile; empty: not known to the reader."""
    licence: str = ""
    """SPDX."""
    contact: str = ""
    """Mailbox of the member, by its profile."""
    tool: str = ""
    """Name and version of the program that made it."""
    population: Mapping[str, str] = field(default_factory=dict)
    """Who is counted, by language."""
    limits: Mapping[str, str] = field(default_factory=dict)
    """What the figures cannot say, by language."""


def published_release(
    release: Release,
    body: bytes,
    member: str,
    record_id: bytes,
    *,
    audience: str = "",
    region: str = "",
    contact: str = "",
) -> PublishedRelease:
    """A release with what its body says beside the figures.

    Args:
        release: What `parse_release` made of the body.
        body: Its bytes.
        member: Its author.
        record_id: 32 bytes.
        audience: Who may read it.
        region: Of the member, by its profile.
        contact: Mailbox of the member, by its profile.
    """
    message = OutcomeTables.FromString(body)
    return PublishedRelease(
        release,
        member,
        record_id,
        audience=audience,
        region=region,
        licence=message.common.licence,
        contact=contact,
        tool=message.tool,
        population=by_language(message.population),
        limits=by_language(message.limits),
    )
