"""Texts that were written for something else, as the beginning of a report."""

from datetime import date
from typing import Any

import pytest
from forsa.kinds.findings import Level
from forsa.kinds.loaders import Loaded, load_practice
from forsa.kinds.loaders.guessing import guess_language
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 26)
NOTE = """\
# Trois artisans

Ce que nous avons essayé avec trois artisans du souk.

## Point de départ

Les jeunes choisissaient un métier sans l'avoir vu.

## La visite

Une matinée par atelier, avec un carnet.

## Ce qui ne fonctionne pas

- Le transport.
- Deux ateliers refusent les filles.

## À retenir

Préparer aussi l'artisan.

Prévenir la famille.
"""
FORM = """\
# Job office

[[year:2022]]
[[latlng:18.50230162867195,103.73787193586227]]
[[country:Laos]]

> What is the frontier challenge?

Young people do not find work.

> Prepared by

> Results

Half of them did.
"""


def load(text: str) -> Loaded:
    """What is read of a file."""
    return load_practice(text, TODAY, "note.md")


def report_of(loaded: Loaded) -> Any:
    """The report it begins."""
    assert loaded.message is not None
    return loaded.message


def test_headings_that_sound_like_a_field_begin_it() -> None:
    """An educator's notes are half a report already."""
    report = report_of(load(NOTE))

    assert report.title[0].text == "Trois artisans"
    assert report.summary[0].text == "Ce que nous avons essayé avec trois artisans du souk."
    assert report.context[0].text == "Les jeunes choisissaient un métier sans l'avoir vu."
    assert [one.text[0].text for one in report.constraints] == [
        "Le transport.",
        "Deux ateliers refusent les filles.",
    ]
    assert [one.text[0].text for one in report.lessons] == [
        "Préparer aussi l'artisan.",
        "Prévenir la famille.",
    ]


def test_a_text_without_headings_is_called_as_its_file() -> None:
    """In a list of drafts it has a name that its author knows."""
    report = report_of(load_practice("Une idée.\n\nEt sa suite.", TODAY, "petite-note.md"))

    assert report.title[0].text == "petite note"
    assert (report.summary[0].text, report.context[0].text) == ("Une idée.", "Et sa suite.")


def test_what_sounds_like_no_field_becomes_a_step() -> None:
    """A part that is dropped is missed by nobody until it is too late."""
    (step,) = report_of(load(NOTE)).steps

    assert step.title[0].text == "La visite"
    assert step.text[0].text == "Une matinée par atelier, avec un carnet."


def test_everything_that_is_missing_is_told_at_once() -> None:
    """The draft lists what its author has to add, and says how the file was read."""
    loaded = load(NOTE)
    paths = {finding.path for finding in loaded.errors}

    assert {"themes", "region", "objective", "results", "safeguarding_declaration"} <= paths
    assert ("plain.text", Level.WARNING) in [(one.rule, one.level) for one in loaded.findings]


def test_the_questions_of_a_form_are_headings_and_its_tags_go() -> None:
    """A position to the metre stands in a tag: it must not become part of a text."""
    loaded = load(FORM)
    report = report_of(loaded)

    assert report.context[0].text == "Young people do not find work."
    assert report.results[0].text == "Half of them did."
    assert "103.73" not in str(report)
    assert {"value": 3} in [one.values for one in loaded.findings if one.rule == "plain.tags"]


def test_a_quotation_in_a_text_without_tags_stays_a_quotation() -> None:
    """A young person's words are no heading."""
    (step,) = report_of(load("## Paroles\n\n> On nous écoute.\n")).steps

    assert step.text[0].text == "> On nous écoute."


def test_pictures_elsewhere_are_told_and_never_become_files() -> None:
    """Who publishes a text must not make every reader's node ask a stranger's server."""
    loaded = load("# Club\n\nVoir ![le club](https://example.org/club.png) ici.\n")

    assert report_of(loaded).summary[0].text == "Voir (le club) ici."
    assert loaded.files == ()
    assert "picture.remote" in {one.rule for one in loaded.findings}


def test_html_and_scripts_go() -> None:
    """What is pasted from a page brings its machinery along."""
    loaded = load("# Club\n\nAvant <script>alert(1)</script><b>après</b>.\n")

    assert report_of(loaded).summary[0].text == "Avant après."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Les jeunes et la formation pour une place", "fr"),
        ("The young people and the workshop of the town", "en"),
        ("تعلم اليافعون مهنة في الورشة مع code.py", "ar"),
        ("ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ", "zgh"),
        ("Los jóvenes que van al taller con el maestro para aprender", "es"),
    ],
)
def test_the_language_is_guessed(text: str, language: str) -> None:
    """A text under the wrong language is found by nobody who reads it."""
    assert guess_language(text) == language


def test_a_language_outside_the_list_is_found_so() -> None:
    """Spanish taken for French would be published as French."""
    loaded = load("# El club\n\nLos jóvenes que van al taller con el maestro para aprender.\n")

    assert "code.language" in {one.rule for one in loaded.errors}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_read(text: str) -> None:
    """The first file of a newcomer is anything; a crash is no finding."""
    loaded = load(f"Note {text}")

    assert loaded.message is not None


@given(st.lists(st.text("abc éس", min_size=1, max_size=30), max_size=6))
def test_no_word_is_lost(words: list[str]) -> None:
    """Whatever the headings, what stands under them is in the report."""
    text = "\n\n".join(f"## Partie {n}\n\nmot{n} {word}" for n, word in enumerate(words))
    report = str(report_of(load(f"# Titre\n\n{text}")))

    assert all(f"mot{n}" in report for n in range(len(words)))
