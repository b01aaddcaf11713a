"""What is wrong with a text that somebody wants to publish: one finding a place and rule.

A finding is a value; its words are made on demand, in French, Arabic or English. It carries sizes,
limits and codes, never the text itself: findings travel and are logged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NamedTuple

from forsa.attachments.problems import Problem
from forsa.errors import Violation
from forsa.kinds import labels
from forsa.kinds.rule_texts import text_of
from forsa.words.reasons import LANGUAGES, Language

ATTACHMENTS: Final = "attachments"
"""The path of what is found in a file beside a text."""


class Level(StrEnum):
    """Whether a finding stands in the way of publishing."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """Where in the files of the author."""

    file: str
    """Name of the file; empty = the only one."""
    line: int
    """From 1; 0 = the file as a whole."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one place breaks."""

    path: str
    """The field, e.g. `steps[2].title`, indexes from 0; empty = the text as a whole."""
    rule: str
    """The rule's id, e.g. `string.max_len`."""
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    """What the words need: limits, sizes, codes; `language` = the tag of the text meant."""
    level: Level = Level.ERROR
    place: Place | None = None

    def text(self, language: Language) -> str:
        """Say where, what is wrong and what to do, in one or two sentences; safe to print."""
        values = {
            name: printable(value) if isinstance(value, str) else value
            for name, value in self.values.items()
        }
        sentence = text_of(self.rule, values, language)
        where = printable(labels.path_label(self.path, language))
        tag = str(values.get("language", ""))
        if where and tag:
            where = f"{where} ({tag})"
        if not where:
            return sentence
        return f"{where} : {sentence}" if language == "fr" else f"{where}: {sentence}"

    def violation(self) -> Violation:
        """The finding as errors carry it, in every language."""
        words: dict[str, str] = {language: self.text(language) for language in LANGUAGES}
        return Violation(self.path, self.rule, words)

    def at(self, place: Place | None) -> "Finding":
        """The same finding with its place in the author's files."""
        return replace(self, place=place)


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings that stand in the way of publishing."""
    return [finding for finding in findings if finding.level is Level.ERROR]


def finding_of(problem: Problem, name: str) -> Finding:
    """What is wrong with an attachment of this name, as a finding of the text that carries it."""
    level = Level.WARNING if problem.is_warning else Level.ERROR
    values = {"file": shown(name), **problem.values}
    return Finding(ATTACHMENTS, f"file.{problem.what}", values, level)


_SHOWN: Final = 60


def shown(value: object) -> str:
    """A short foreign value as a message may show it: one line, no controls, no bidi marks."""
    text = str(value)
    clean = printable(text[: _SHOWN + 1])
    return clean if len(text) <= _SHOWN else f"{clean[:_SHOWN]}…"


def printable(text: str) -> str:
    """The text with a blank for every character that could move a cursor or turn a line."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
