"""The texts of a release: in several languages, free of personal data, silent on what is hidden."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from forsa.codelists import codes
from forsa.errors import ConflictError, MalformedError, Reason, Violation
from forsa.outcomes.addresses import CellKey
from forsa.outcomes.hidden_numbers import hidden_numbers
from forsa.privacy.body_scan import ScanFinding
from forsa.v1.common_pb2 import LocalText
from forsa.words.reasons import LANGUAGES, Language

from forsa_node.words import say

_TAGGED: Final = re.compile(r"([a-z]{2,3}):\s*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Texts:
    """What people write beside the figures, each in one or several languages."""

    population: tuple[LocalText, ...] = ()
    """Who is counted."""
    limits: tuple[LocalText, ...] = ()
    """What the figures cannot say."""
    reason: tuple[LocalText, ...] = ()
    """Why they differ from the provisional ones."""

    def named(self) -> Mapping[str, Sequence[LocalText]]:
        """Each by its field of the message."""
        return {
            "population": self.population,
            "limits": self.limits,
            "correction_reason": self.reason,
        }

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of all, sorted."""
        return tuple(sorted({one.lang for texts in self.named().values() for one in texts}))

    def original(self, preferred: str) -> str:
        """The language that every text has, the preferred one if it can be.

        Raises:
            MalformedError: no language has all of them.
        """
        common = set.intersection(
            *({one.lang for one in texts} for texts in self.named().values() if texts)
        )
        if not common:
            raise MalformedError(
                "one language must have all of the texts of a release", Reason.KIND_BODY_INVALID
            )
        return preferred if preferred in common else min(common)


def parse_texts(given: Iterable[str], language: Language) -> tuple[LocalText, ...]:
    """Texts as they are given: `ar: ...` names its language, if the network knows it; others are in
    `language`.

    Raises:
        MalformedError: a language has two texts.
    """
    texts: dict[str, str] = {}
    for one in given:
        tagged = _TAGGED.fullmatch(one.strip())
        is_told = tagged is not None and tagged[1] in codes("language")  # « nb : » begins a note
        lang, text = (tagged[1], tagged[2]) if tagged and is_told else (language, one.strip())
        if lang in texts:
            raise MalformedError(
                f"a text of a release is given twice in {lang}", Reason.KIND_BODY_INVALID
            )
        texts[lang] = text
    return tuple(LocalText(lang=lang, text=texts[lang]) for lang in sorted(texts))


def usual_population(frozen_on: str) -> tuple[LocalText, ...]:
    """What is said of who is counted where nobody says otherwise, in every language."""
    texts = {one: say(one, "release_population", day=frozen_on) for one in LANGUAGES}
    return tuple(LocalText(lang=lang, text=texts[lang]) for lang in sorted(texts))


def require_silent(
    texts: Texts, hidden: Iterable[tuple[CellKey, int]], centres: Collection[str]
) -> None:
    """Refuse texts that say a number which the tables hide.

    Args:
        texts: Of the release.
        hidden: Hidden cells of this and of the member's earlier releases of the year, and how many
            learners each has.
        centres: Codes of the member's centres.

    Raises:
        ConflictError: `KIND_OUTCOME_TEXT_PERSONAL_DATA`, with the places and not the numbers.
    """
    by_value: dict[int, set[CellKey]] = {}
    for key, value in hidden:
        by_value.setdefault(value, set()).add(key)
    found = [
        _told(path, one.lang, number.start, number.end)
        for path, local in texts.named().items()
        for one in local
        for number in hidden_numbers(one.text, by_value, centres)
    ]
    if found:
        raise _blocked("a text says a number that the tables hide", found)


def require_no_person(findings: Sequence[ScanFinding]) -> None:
    """Refuse texts that may tell of a person; here nothing is overridden.

    Raises:
        ConflictError: `KIND_OUTCOME_TEXT_PERSONAL_DATA`.
    """
    blocking = [one.finding().violation() for one in findings if one.blocks]
    if blocking:
        raise _blocked("a text may tell of a person", blocking)


def _blocked(message: str, found: Sequence[Violation]) -> ConflictError:
    error = ConflictError(message, Reason.KIND_OUTCOME_TEXT_PERSONAL_DATA, findings=len(found))
    error.violations = tuple(found)
    return error


def _told(path: str, lang: str, start: int, end: int) -> Violation:
    values = {"language": lang, "start": start + 1, "end": end}
    words: dict[str, str] = {one: say(one, "release_hidden_number", **values) for one in LANGUAGES}
    return Violation(path, "release.hidden_number", words)
