"""Exports of governance whose words somebody wrote to deceive their reader."""

from forsa.exports.governance.blocks import Document, Line, Words
from forsa.exports.governance.page import page_of
from forsa.exports.governance.text import text_of

RESULT = "Adopté : 41 pour, 0 contre"


def minutes_with(text: str, language: str = "fr") -> Document:
    """A document with the words of a member."""
    return Document("Procès-verbal", "fr", (Line("Rejeté : 0 pour"), Words(text, language)))


def test_no_line_of_a_member_stands_where_the_lines_of_the_program_do() -> None:
    """Editors turn a line at more signs than the line feed, and a result would be forged there."""
    for turn in ("\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\r\n", "\x1c"):
        lines = text_of(minutes_with(f"Oui.{turn}{RESULT}")).splitlines()

        assert lines[0] == "Rejeté : 0 pour"
        assert all(not one or one.startswith("    ") for one in lines[1:])


def test_a_language_tag_is_no_way_into_a_page() -> None:
    """Of a text that a hub let through, the tag is foreign as well."""
    page = page_of(minutes_with("Oui.", 'fr"><script>\x1b[31m\u202e'))

    assert "<script" not in page
    assert not {"\x1b", "\u202e"} & set(page)
    assert 'lang="fr-MA"' in page_of(minutes_with("Oui.", "fr-MA"))
