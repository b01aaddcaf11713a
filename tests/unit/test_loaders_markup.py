"""What will not be there for a reader is told to the author; what would run is no address."""

from datetime import date

import pytest
from forsa.kinds.body import check_message
from forsa.kinds.findings import Level
from forsa.kinds.loaders import load_practice, load_yaml
from forsa.kinds.writing import format_yaml
from forsa.library.rendering import Renderer
from forsa.v1.curriculum_pb2 import Curriculum

from tests.support.reports import small_report

TODAY = date(2026, 11, 24)


def told(text: str) -> list[tuple[str, str]]:
    """Path and value of what is found in a report whose context ends in this text."""
    report = small_report(1)
    report.context[0].text += f"\n\n{text}"
    loaded = load_yaml(format_yaml("practice.report", report), TODAY, "report.yaml")
    found = [one for one in loaded.findings if one.rule == "text.markup"]
    assert all(one.level is Level.WARNING for one in found)
    return [(one.path, str(one.values["value"])) for one in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('Un <a href="x">lien</a>.', '<a href="x">'),
        ("[cliquez](javascript:alert(1))", "javascript:"),
        ("[cliquez](<data:text/html,x>)", "data:"),
        ("[cliquez][1]\n\n[1]: JavaScript:alert(1)", "JavaScript:"),
        ("[le disque](file:///etc/passwd)", "file:"),
    ],
)
def test_what_a_reader_will_not_see_is_told(text: str, value: str) -> None:
    """It was dropped without a word, and the author thought that the network shows it."""
    assert told(text) == [("context", value)]
    assert "<a " not in Renderer().render(text)
    assert "<script" not in Renderer().render(text)


@pytest.mark.parametrize(
    "text",
    [
        "[le site](https://example.org) et [nous](mailto:contact@example.org)",
        "<https://example.org>",
        "moins de <5 ans, et 3 < 4 > 2",
        "Dans le code : `<script>` et :\n\n```html\n<p>Bonjour</p>\n```",
        "un crochet [1]: suite",
    ],
)
def test_links_and_code_that_are_shown_are_not_told(text: str) -> None:
    """A course about web pages is full of tags, and they are what it teaches."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("uri", "rules"),
    [
        ("https://example.org/cours", set()),
        ("HTTP://example.org/cours", set()),
        ("urn:isbn:9789954000000", set()),
        ("javascript:alert(1)", {"string.web_address"}),
        ("data:text/html,x", {"string.web_address"}),
        ("file:///etc/passwd", {"string.web_address"}),
        ("pas une adresse", {"string.uri"}),
    ],
)
def test_a_source_is_an_address_of_the_web_or_a_name(uri: str, rules: set[str]) -> None:
    """Another program makes a link of it; and one slip is told once."""
    course = Curriculum(esco_uri=[uri])
    course.based_on.add(title="Source", uri=uri, licence="CC-BY-4.0")
    course.competencies.add(framework=uri)
    found = check_message(course, TODAY)
    places = ("based_on[0].uri", "esco_uri[0]", "competencies[0].framework")

    for place in places:
        assert {one.rule for one in found if one.path == place} == rules


def test_comments_of_a_template_are_no_markup() -> None:
    """They are left out when the file is read."""
    text = "---\nkind: practice.report\n---\n# Titre\n\n<!-- a -->\n"
    loaded = load_practice(text, TODAY, "a.md")

    assert "text.markup" not in {one.rule for one in loaded.findings}
