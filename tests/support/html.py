"""HTML as a browser sees it: elements, attributes, and whether everything that opens also ends."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset({"br", "hr", "img", "meta"})


@dataclass
class Seen(HTMLParser):
    """What stands in a piece of HTML."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""
    opened: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened, f"</{tag}> ends nothing"
        assert self.opened.pop() == tag, f"</{tag}> ends something else"

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data[:40]}")

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute, in order."""
        return [values[attribute] for _, values in self.elements if attribute in values]


def see(html: str) -> Seen:
    """Read a piece of HTML; it must be balanced, without comments."""
    seen = Seen()
    seen.feed(html)
    seen.close()

    assert seen.opened == []
    return seen
