"""The texts beside the tables of a release, as people type them."""

import pytest
from forsa.errors import MalformedError
from forsa_node.outcomes.release_texts import Texts, parse_texts, usual_population


def read(*given: str) -> dict[str, str]:
    """Language to text, for somebody who writes French."""
    return {one.lang: one.text for one in parse_texts(given, "fr")}


def test_a_text_may_name_its_language() -> None:
    """Two languages come from one command line."""
    assert read("ar: حدود", "Des limites.") == {"ar": "حدود", "fr": "Des limites."}
    assert read("en: Limits: few answers") == {"en": "Limits: few answers"}


@pytest.mark.parametrize(
    "text", ["nb: douze réponses manquent", "ps: merci", "Note: merci", "12: ?"]
)
def test_what_looks_like_a_tag_and_is_none_stays_in_the_text(text: str) -> None:
    """« nb » is a note to everybody here, and Norwegian to a standard."""
    assert read(text) == {"fr": text}


def test_a_language_has_one_text() -> None:
    """Which of two would be meant?"""
    with pytest.raises(MalformedError):
        read("Une limite.", "fr: une autre")


def test_the_original_language_has_every_text() -> None:
    """Readers of one language must not meet half a release."""
    usual = usual_population("2024-10-31")
    arabic, french = parse_texts(["ar: حدود"], "fr"), parse_texts(["Des limites."], "fr")

    assert Texts(usual, french).original("fr") == "fr"
    assert Texts(usual, arabic).original("fr") == "ar"
    assert Texts(usual, (*arabic, *french)).languages == ("ar", "en", "fr")
    with pytest.raises(MalformedError):
        Texts(arabic, french).original("fr")
