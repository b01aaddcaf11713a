"""One name for one thing, in French and in Arabic: in what programs say, and in the guides."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pytest

PROJECT: Final = Path(__file__).parents[2]
SOURCES: Final = ("sdk/forsa", "hub/forsa_hub", "node/forsa_node")
NOT_OURS: Final = ("/v1/", "/samples/", "/privacy/")
"""Generated, stories of our own in the words of educators, and patterns of what others write."""
GUIDES: Final = ("README.md", "docs/guide")


class Term(NamedTuple):
    """A word that is not to be said, and the one that is."""

    refused: str
    said: str
    why: str


TERMS: Final = (
    Term(r"\b[Ss]erveurs?\b(?! web)", "hub", "the glossary calls a node the association's server"),
    Term(r"خادم(?!\S* (?:ويب|الويب))", "المحور", "the same"),
    Term(r"إدخال", "قيد", "an entry of the log, as in a register"),
    Term(r"هذا النوع من السجلات|سجلات مرتبطة", "تسجيل", "السجل is the log, a record is not"),
    Term(r"الغلاف الموقَّع", "المظروف", "an envelope"),
    Term(
        r"(?:textes?|pièces? jointes?|[Mm]is aux voix) (?:est |sont )?(?:suspendu|en suspens)",
        "mis en attente",
        "a member is suspended, a text is held",
    ),
    Term(r"النظام الأساسي", "القانون الأساسي", "the glossary's word for statutes"),
    Term(r"توقيف", "تعليق العضوية", "the glossary's word for the suspension of a member"),
    Term(r"(?:ال)?سن(?:ة|وات) (?:ال)?دراسية", "موسم دراسي", "a school year"),
    Term(r"[\u0660-\u0669\u06f0-\u06f9]", "0-9", "the digits that Moroccans write"),
    Term(r"(?:^|[\s(])و (?=[A-Za-z.`{-])", "و without a space", "it belongs to its word"),
    Term(
        r"« | »(?=[^«]*[\u0600-\u06ff])|(?<=[\u0600-\u06ff] )« ", "«…»", "Arabic has no space there"
    ),
    Term(r"[\u0600-\u06ff] ?[,;?](?=\s|$)(?! fr:)", "، ؛ ؟", "Arabic has its own signs"),
)
ARABIC: Final = re.compile(r"[\u0600-\u06ff]")


def is_arabic(text: str) -> bool:
    """Whether a sentence is Arabic: most of its letters are."""
    return len(ARABIC.findall(text)) > len(re.findall(r"[A-Za-zÀ-ÿ]", text))


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Every text of the programs in French or Arabic, and every line of the guides; read once."""
    return tuple(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    for source in SOURCES:
        for path in sorted((PROJECT / source).rglob("*.py")):
            place = path.relative_to(PROJECT).as_posix()
            if any(part in f"/{place}" for part in NOT_OURS):
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield f"{place}:{node.lineno}", node.value
    for guide in GUIDES:
        found = PROJECT / guide
        for path in [found] if found.is_file() else sorted(found.glob("association*.md")):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                yield f"{path.relative_to(PROJECT)}:{number}", line


def concerns(term: Term, text: str) -> bool:
    """Whether a term is about a text: signs of Arabic are about Arabic."""
    if term.said in {"، ؛ ؟", "«…»", "و without a space"}:
        return is_arabic(text)
    return True


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.said)
def test_a_thing_has_one_name(term: Term) -> None:
    """The hub was a server in one sentence and a hub in the next: readers looked for two."""
    refused = re.compile(term.refused, re.MULTILINE)
    wrong = [
        f"{place}: {found[0]!r}, say {term.said} ({term.why})"
        for place, text in texts()
        if concerns(term, text) and (found := refused.search(text)) is not None
    ]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["hub", "المحور", "قيود", "تسجيل"])
def test_and_that_name_is_used(name: str) -> None:
    """A rule about words that nothing says would hold for ever."""
    assert sum(name in text for _, text in texts()) > 2
