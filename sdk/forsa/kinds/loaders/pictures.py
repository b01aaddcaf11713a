"""Pictures that a text shows by Markdown links become attachments: found, named, described once.

Nothing is fetched. A link that leads to no picture here is told about; in a course of another
platform its alternative text stays in its place, in our own form the author's text stays.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from forsa.kinds.findings import shown
from forsa.kinds.loaders.tree import Notes

PICTURE_SUFFIXES: Final = frozenset({"png", "jpg", "jpeg", "webp"})
"""Of the pictures that may be attached; SVG and GIF may not."""
PICTURE: Final = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,600})\]"
    r"\([ \t]*(?:<(?P<angled>[^<>\n]{1,600})>|(?P<bare>[^()<>\s]{1,600}))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
"""`![what it shows](where it is "title")`."""
_CODE: Final = re.compile(
    r"^[ \t]{0,12}(?P<fence>`{3,}+|~{3,}+)[^\n]*\n(?:.*?^[ \t]*(?P=fence)[`~]*[ \t]*$|.*)"
    r"|(?<!`)(?P<tick>`{1,9})(?!`)(?:(?!\n[ \t]*\n).){1,2000}?(?<!`)(?P=tick)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_REMOTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_ESCAPED: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_UNSAFE: Final = re.compile(r"[^\w.-]+")
_LONGEST_NAME: Final = 120
_LONGEST_TITLE: Final = 160
_SHORTEST_TITLE: Final = 3


def outside_code(text: str, change: Callable[[str, int], str]) -> str:
    """The text with everything but code blocks and code spans changed.

    Args:
        text: Markdown.
        change: Gets a piece and its offset in the text.
    """
    parts = []
    at = 0
    for code in _CODE.finditer(text):
        parts += [change(text[at : code.start()], at), code[0]]
        at = code.end()
    return "".join([*parts, change(text[at:], at)])


@dataclass(slots=True)
class _Picture:
    """A picture that texts show."""

    source: str
    """Path in the folder."""
    languages: set[str] = field(default_factory=set)
    """Of the texts that show it."""
    places: set[str] = field(default_factory=set)
    """The same picture in each language's edition has the same place."""


class Pictures:
    """The pictures of one body. Texts first (`linked`), then `describe`."""

    def __init__(
        self,
        files: Mapping[str, str | bytes],
        notes: Notes,
        described: Collection[str] = (),
        *,
        foreign: bool = False,
    ) -> None:
        """Find pictures among `files`, and write what is wrong to `notes`.

        Args:
            files: Path in the folder to content; of files that are no texts to whatever stands for
                their content, such as a digest; empty = not known. A picture may stand under the
                name of its attachment alone.
            notes: Takes the findings.
            described: Attachments that their author describes. In our own form links to them stay
                as they are, and nothing is added to what is said of them.
            foreign: Whether the text is of another platform: a link that leads to no picture gives
                way to what it was to show.
        """
        self._files = files
        self._notes = notes
        self._described = frozenset(described)
        self._foreign = foreign
        self._pictures: dict[str, _Picture] = {}
        self._alts: dict[str, dict[str, str]] = {}
        self.sources: dict[str, str] = {}
        """Name of an attachment to where it was found."""

    def linked(
        self,
        text: str,
        language: str,
        path: str,
        folder: str = "",
        prefix: str = "",
        first_line: int = 1,
    ) -> tuple[str, list[str]]:
        """The text with its pictures by the names of their attachments, and these names.

        Args:
            text: Markdown in the language.
            language: Of the text, and of what its pictures are said to show.
            path: The field that the text is for.
            folder: Where the text lies, empty or ending in `/`.
            prefix: Begins the names of pictures from here.
            first_line: Of the text in its file.
        """
        names: list[str] = []

        def one(match: re.Match[str], line: int) -> str:
            name = self._name(match, folder, prefix, language, path, line)
            if name:
                names.append(name)
                return f"![{match['alt'].strip()}]({name})"
            if not self._foreign:
                return match[0]
            return f"({match['alt'].strip()})" if match["alt"].strip() else ""

        def piece(part: str, at: int) -> str:
            return PICTURE.sub(
                lambda match: one(match, text.count("\n", 0, at + match.start()) + first_line), part
            )

        return outside_code(text, piece), list(dict.fromkeys(names))

    def _name(
        self, match: re.Match[str], folder: str, prefix: str, language: str, path: str, line: int
    ) -> str:
        """The attachment's name; empty = there is none, which is noted."""
        target = match["angled"] or match["bare"]
        alt = match["alt"].strip()
        if _REMOTE.match(target):
            self._notes.warn(path, "picture.remote", line, value=shown(target))
            return ""
        place = resolved(target) if self._foreign else self._own_place(folder, target)
        if not self._foreign and place.rpartition("/")[2] in self._described:
            return ""
        source = folder + place if self._foreign else place
        name = self._free_name(f"{prefix}{_plain(place)}", source) if place else ""
        if place and place.rpartition(".")[2].lower() not in PICTURE_SUFFIXES:
            self._notes.warn(path, "picture.type", line, value=shown(target))
            return ""
        if not place or (source not in self._files and name not in self._files):
            self._notes.warn(path, "picture.missing", line, value=shown(target))
            return ""
        if not alt:
            self._notes.warn(path, "picture.no_alt", line, value=shown(target))
            return ""
        return self._show(name, source, place, language, alt)

    def _own_place(self, folder: str, target: str) -> str:
        """Where a link of our own form leads: from the text's folder, else from that of all."""
        places = [place for place in (resolved(folder + target), resolved(target)) if place]
        return next((place for place in places if place in self._files), *places[:1] or [""])

    def _free_name(self, name: str, source: str) -> str:
        """The name, with a number if another picture has it."""
        number = 1
        free = name
        while free in self._pictures and self._pictures[free].source != source:
            number += 1
            stem, _, suffix = name.rpartition(".")
            free = f"{stem}-{number}.{suffix}"
        return free

    def _show(self, name: str, source: str, place: str, language: str, alt: str) -> str:
        content = self._content(name, source)
        same = next(
            (
                one
                for one, other in self._pictures.items()
                if content and content == self._content(one, other.source)
            ),
            name,
        )
        picture = self._pictures.setdefault(same, _Picture(source))
        picture.languages.add(language)
        picture.places.add(place)
        self._alts.setdefault(place, {}).setdefault(language, alt)
        self.sources.setdefault(same, picture.source)
        return same

    def _content(self, name: str, source: str) -> str | bytes:
        return self._files.get(source) or self._files.get(name) or b""

    def describe(self, message: Any, languages: int) -> None:
        """Add an attachment for each picture; what the author wrote about one stays.

        Args:
            message: The body.
            languages: How many languages its texts have.
        """
        known = {one.file_name: one for one in message.attachments}
        for name, picture in self._pictures.items():
            one = known.get(name) or message.attachments.add(file_name=name)
            one.role = one.role or "picture"
            if languages > 1 and len(picture.languages) == 1 and not one.language:
                one.language = min(picture.languages)
            alts = self._alts_of(picture)
            for language in sorted(set(alts) - {text.lang for text in one.alt_text}):
                one.alt_text.add(lang=language, text=alts[language])
            for language in sorted(set(alts) - {text.lang for text in one.title}):
                one.title.add(lang=language, text=_title(alts[language], name))

    def _alts_of(self, picture: _Picture) -> dict[str, str]:
        """What the picture shows, in every language that says it of this place."""
        alts: dict[str, str] = {}
        for place in sorted(picture.places):
            for language, alt in self._alts[place].items():
                alts.setdefault(language, alt)
        return alts


def locate(names: Iterable[str], files: Mapping[str, str | bytes]) -> dict[str, str]:
    """Where files lie that are named without their folder, for those that lie in one place only."""
    places: dict[str, list[str]] = {}
    for path in files:
        places.setdefault(path.rpartition("/")[2], []).append(path)
    return {
        name: places[name][0]
        for name in names
        if name not in files and len(places.get(name, ())) == 1
    }


def resolved(target: str) -> str:
    """A relative link as a path inside its folder; empty if it leads out of it."""
    try:
        decoded = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), target).encode("latin-1").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        decoded = target
    parts: list[str] = []
    for part in decoded.partition("?")[0].partition("#")[0].split("/"):
        if part == ".." and not parts:
            return ""
        if part == "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _plain(place: str) -> str:
    """The last part of a path as the name of an attachment that a link can carry."""
    stem, _, suffix = place.rpartition("/")[2].rpartition(".")
    stem = _UNSAFE.sub("-", stem).lstrip(".-") or "picture"
    return f"{stem[: _LONGEST_NAME - 24]}.{suffix}"


def _title(alt: str, name: str) -> str:
    return alt[:_LONGEST_TITLE].strip() if len(alt) >= _SHORTEST_TITLE else name
