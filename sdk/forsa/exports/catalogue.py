"""What an export says of one record: its card, what became of it, and when that last changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final, Literal

from forsa.library.cards import Card, by_language, parse_body
from forsa.library.roster import PROFILE

State = Literal["shown", "withdrawn", "held", "redacted"]
SPDX: Final = "https://spdx.org/licenses/"


@dataclass(frozen=True, slots=True)
class CatalogueItem:
    """One version of one work."""

    card: Card
    state: State
    changed_ms: int
    """When it was logged, replaced, or its state last changed; milliseconds since 1970."""
    author_names: Mapping[str, str] = field(default_factory=dict)
    """The member's name for itself, by language; empty: it published none to these readers."""
    replaced_by: bytes = b""
    """Record id of the version that followed it; empty: none that is shown to these readers."""

    @property
    def record_id(self) -> str:
        """64 hexadecimal digits."""
        return self.card.record_id.hex()

    @property
    def index(self) -> int:
        """Its place in the log."""
        return self.card.index

    @property
    def message(self) -> Any:
        """The body; None unless it may be shown and is here."""
        return self.card.message if self.state == "shown" else None

    @property
    def author(self) -> str:
        """The member's name for itself, in the language of the work if it has one; else its id."""
        return self.original(self.author_names) or self.card.member

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show but its number."""
        return self.message is not None

    @property
    def languages(self) -> tuple[str, ...]:
        """BCP 47 tags, the original first."""
        original = (self.message.common.original_language,) if self.is_shown else ()
        return tuple(dict.fromkeys((*original, *self.card.languages)))

    @property
    def titles(self) -> Mapping[str, str]:
        """The title by language; empty unless it is shown."""
        return self.card.titles if self.is_shown else {}

    @property
    def abstracts(self) -> Mapping[str, str]:
        """Summary of a report, description of a curriculum, by language."""
        if not self.is_shown:
            return {}
        is_report = self.card.kind == "practice.report"
        texts = getattr(self.message, "summary" if is_report else "description", ())
        return {one.lang: one.text for one in texts}

    @property
    def licence_url(self) -> str:
        """Of SPDX; empty unless it is shown."""
        return f"{SPDX}{self.card.licence}" if self.is_shown else ""

    @property
    def subjects(self) -> tuple[tuple[str, str], ...]:
        """Code list and code of what it is about; empty unless it is shown."""
        if not self.is_shown:
            return ()
        card = self.card
        groups = (("practice_theme", card.themes), ("strand", card.strands), ("trade", card.trades))
        return tuple((name, code) for name, codes in groups for code in codes)

    def original(self, texts: Mapping[str, str]) -> str:
        """A text in the language it was written in, else in any; empty if there is none."""
        return next((texts[lang] for lang in (*self.languages, *texts) if lang in texts), "")


def names_of(profile: bytes | None) -> Mapping[str, str]:
    """The names of an association by language, from the body of its profile; empty without one."""
    message: Any = parse_body(PROFILE, profile)
    return {} if message is None else by_language(message.legal_name)


def with_newer(items: Sequence[CatalogueItem]) -> list[CatalogueItem]:
    """The same items, each told which of them followed it and is shown; that changed it, too."""
    newer = {one.card.parent: one for one in items if one.card.parent}
    return [_followed(one, newer.get(one.card.record_id)) for one in items]


def _followed(item: CatalogueItem, newer: CatalogueItem | None) -> CatalogueItem:
    if newer is None:
        return item
    replaced_by = newer.card.record_id if newer.state == "shown" else b""
    changed_ms = max(item.changed_ms, newer.changed_ms)
    return replace(item, replaced_by=replaced_by, changed_ms=changed_ms)


def instant(milliseconds: int) -> str:
    """A time as RFC 3339, UTC, whole seconds."""
    return f"{datetime.fromtimestamp(milliseconds // 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"
