"""A body as a reader of one language gets it."""

from typing import Any, Final

import pytest
from forsa.kinds.preview import preview
from forsa.kinds.reader import for_reader
from forsa.words.reasons import LANGUAGES, Language
from hypothesis import given
from hypothesis import strategies as st

from tests.support.catalogue import in_languages
from tests.support.reports import small_report

TEXTS: Final = st.dictionaries(st.sampled_from(["fr", "ar", "zgh", "es"]), st.just("x"), min_size=1)


def report(**titles: str) -> Any:
    """A French report with these titles, a file, and a related record."""
    message = small_report(1)
    del message.title[:]
    message.title.extend(in_languages(**titles))
    one = message.attachments.add(file_name="fiche.pdf", root=b"\xab" * 32)
    one.title.extend(in_languages(fr="Fiche", ar="بطاقة"))
    message.related.add(record_id=b"\xcd" * 32, relation="uses")
    return message


@pytest.mark.parametrize(("language", "title"), [("fr", "Titre"), ("ar", "عنوان"), ("en", "Titre")])
def test_each_text_is_there_once(language: Language, title: str) -> None:
    """Who reads Arabic on a small screen scrolled past everything in French, and past hashes."""
    message = report(fr="Titre", ar="عنوان")
    reduced, left_out = for_reader(message, language)
    text = preview(reduced, language)

    assert [one.text for one in reduced.title] == [title]
    assert left_out == (("fr",) if language == "ar" else ("ar",))
    assert ("بطاقة" in text) is (language == "ar")
    assert "fiche.pdf" in text
    assert "abab" not in text
    assert "cdcd" not in text


def test_what_exists_in_one_language_alone_stays() -> None:
    """A reader of Arabic gets the French steps rather than none."""
    message = report(ar="عنوان")
    reduced, _ = for_reader(message, "ar")

    assert reduced.steps[0].text == message.steps[0].text
    assert reduced.summary == message.summary


def test_the_body_itself_stays_as_it_was() -> None:
    """It is hashed, and shown again in full."""
    message = report(fr="Titre", ar="عنوان")
    before = message.SerializeToString()
    for_reader(message, "ar")

    assert message.SerializeToString() == before


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_no_language_is_lost_without_a_word(titles: dict[str, str], language: Language) -> None:
    """What is not shown is named: shown and left out are all there is."""
    message = report(**titles)
    reduced, left_out = for_reader(message, language)
    shown = {one.lang for one in reduced.title}

    assert len(reduced.title) == 1
    assert shown | set(left_out) >= titles.keys()
    assert shown == {language} or language not in titles
