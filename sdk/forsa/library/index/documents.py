"""What the index knows of one object: plain values, the newest version only."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An object that can be found; `object_id` is its key."""

    object_id: bytes
    record_id: bytes
    index: int
    kind: str
    member: str
    audience: str
    sequenced_ms: int
    languages: tuple[str, ...] = ()
    """BCP 47 tags, the original language first."""
    region: str = ""
    themes: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    maturity: str = ""
    years: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    """Everything that is searched but the title, by language."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What people call its codes, by language: searched like its texts, and none of them."""
    related: tuple[bytes, ...] = ()
    """Record ids that the text names as related."""
    machine: frozenset[str] = frozenset()
    """Languages whose title and text are a machine's translation."""
