"""What a query says, and what it may not be."""

from typing import Any

import pytest
from forsa.errors import MalformedError, Reason, TooLargeError
from forsa.library.query import Query, Wanted, parse_text


def test_quotes_keep_words_together_and_a_hyphen_excludes() -> None:
    """The two signs that people know would do nothing."""
    found = parse_text('atelier "carnet de bord" -couture -"en ligne" « mot à mot »')

    assert found == Wanted(
        words=("atelier",),
        phrases=("carnet de bord", "mot à mot"),
        excluded=("couture", "en ligne"),
    )


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    """`peut-être` would look for the absence of `être`."""
    assert parse_text("peut-être") == Wanted(words=("peut-être",))


@pytest.mark.parametrize("text", ['"', '-"', "-", "AND OR (", "a:b^2~", '"a', "[* TO *]", "\\"])
def test_signs_are_no_syntax(text: str) -> None:
    """A stray sign would be answered with an error about a grammar nobody knows."""
    found = parse_text(text)

    assert not found.phrases
    assert not found.excluded


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "a" * 501},
        {"text": "a" * 100_000},
        {"offset": 10_001},
        {"offset": -1},
        {"limit": 101},
        {"since_index": 2**64},
        {"themes": ("x",) * 101},
        {"members": ("x" * 129,)},
    ],
)
def test_what_is_too_much_is_refused_by_its_code(fields: dict[str, Any]) -> None:
    """One peer's query would cost everybody's time."""
    with pytest.raises(TooLargeError) as refused:
        Query(**fields)

    assert refused.value.reason is Reason.LIMIT_EXCEEDED


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "a\0b"},
        {"text": "\u202eevil"},
        {"text": "\u2066x\u2069"},
        {"text": "\ud800"},
        {"kinds": ("a\0",)},
        {"sort": "random"},
    ],
)
def test_what_is_no_text_is_refused_by_its_code(fields: dict[str, Any]) -> None:
    """Characters that nobody sees would reach logs, screens and the engine."""
    with pytest.raises(MalformedError) as refused:
        Query(**fields)

    assert refused.value.reason is Reason.KIND_BODY_INVALID


def test_tabs_and_line_ends_are_spaces() -> None:
    """A query pasted from a document would be refused."""
    assert parse_text(Query(text="deux\tmots\r\n").text).words == ("deux", "mots")
