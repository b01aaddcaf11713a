"""An agreement as one Markdown file: front matter, then clauses, French and Arabic side by side.

    ## 3.2 Cotisation / واجب الانخراط

    Chaque association verse sa cotisation avant le 31 janvier.

    تؤدي كل جمعية واجب انخراطها قبل 31 يناير.

A clause begins with `##` and its number. Letters tell Arabic from French, paragraph by paragraph;
`[fr]` or `[ar]` alone on a line says it where letters do not, and is needed for other languages.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from forsa.kinds.findings import shown
from forsa.kinds.loaders.agreement_blocks import Heading, blocks_of, heading_of
from forsa.kinds.loaders.agreement_terms import TERMS, Terms, read_terms
from forsa.kinds.loaders.data import note_kind
from forsa.kinds.loaders.fill import clean
from forsa.kinds.loaders.loaded import Loaded, finish, original_of, start, unreadable
from forsa.kinds.loaders.markdown import Line, Section, sections, split_front_matter
from forsa.kinds.loaders.tree import Notes, decoded

AGREEMENT: Final = "agreement.publish"
VOTED_TYPES: Final = ("charter", "internal_rules", "network_convention")
"""Types that only an adopted proposal publishes."""
_BOTH: Final = ("ar", "fr")


@dataclass(frozen=True, slots=True)
class LoadedAgreement:
    """A file of an agreement: its text, and what its record's effect will say."""

    loaded: Loaded
    """`message` is the text; the findings are those of the whole file."""
    terms: Terms = field(default_factory=Terms)

    @property
    def is_voted(self) -> bool:
        """Whether only an adopted proposal publishes it."""
        return self.terms.type in VOTED_TYPES


def load_agreement(data: str | bytes, today: date, file: str = "") -> LoadedAgreement:
    """Read an agreement from Markdown with front matter.

    Args:
        data: The text of the file, or its bytes.
        today: The day its rules are judged on.
        file: Its name, for findings.
    """
    notes = Notes(file)
    text = decoded(data, notes)
    front_matter = split_front_matter(text, notes) if text is not None else None
    if text is None or front_matter is None:
        return LoadedAgreement(unreadable(AGREEMENT, notes))
    front, line = front_matter
    if front.text("kind") != AGREEMENT:
        note_kind(front.text("kind"), [AGREEMENT], notes)
        return LoadedAgreement(unreadable("", notes))
    terms = read_terms(front, notes)
    message, _ = start(AGREEMENT, front.without(*TERMS), notes)
    if not message.common.original_language:
        message.common.original_language = original_of(front)
    _Writer(message, notes).write(text, line)
    if terms.type in VOTED_TYPES:
        _require_both(message, notes)
    return LoadedAgreement(finish(AGREEMENT, message, notes, today), terms)


def _require_both(message: Any, notes: Notes) -> None:
    """What the whole network is bound by is in both its languages, and whole without a file."""
    known = {one.lang for one in message.title}
    missing = [language for language in _BOTH if language not in known]
    line = notes.places["title"].line if "title" in notes.places else 1
    if known and missing:
        notes.add("title", "agreement.languages", line, missing=", ".join(missing))
    if message.attachments:
        place = notes.place_of("attachments")
        notes.add("attachments", "agreement.attachments", place.line if place else 1)


class _Writer:
    """Writes the clauses of one file into a message."""

    def __init__(self, message: Any, notes: Notes) -> None:
        self._message = message
        self._notes = notes

    def write(self, text: str, first_line: int) -> None:
        """Write everything from a line on."""
        before, found = sections(text, first_line, deepest=2)
        self._texts(self._message.text, before, "text", Heading())
        for section in found:
            title = shown(section.title)
            if section.level != 2:
                self._notes.add("clauses", "agreement.heading", section.line, value=title)
            elif (heading := heading_of(section.title)) is None:
                self._notes.add("clauses", "clause.number", section.line, value=title)
            else:
                self._clause(section, heading)
        if not self._message.clauses:
            self._notes.add("clauses", "agreement.empty", first_line)

    def _clause(self, section: Section, heading: Heading) -> None:
        path = f"clauses[{len(self._message.clauses)}]"
        clause = self._message.clauses.add(number=heading.number)
        self._notes.came_from(path, section.line)
        if len(heading.titles) == 1:
            self._notes.warn(path, "clause.title", section.line, value=heading.number)
        self._texts(clause.text, section.lines, f"{path}.text", heading)

    def _texts(self, target: Any, lines: list[Line], path: str, heading: Heading) -> None:
        """One text for each language that the lines are in, under the clause's title."""
        blocks = blocks_of(lines, path, self._notes)
        for language, (line, text) in blocks.items():
            self._notes.came_from(path, line)
            title = heading.titles.get(language, "")
            whole = f"**{title}**\n\n{text}" if title else text
            cleaned = clean(whole, path, line, self._notes)
            if cleaned:
                target.add(lang=language, text=cleaned)
