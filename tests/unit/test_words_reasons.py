"""Every reason has words, in every language, that tell what to do next."""

import re

import pytest
from forsa.errors import Reason
from forsa.words.reasons import LANGUAGES, Language, explain

ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_a_reason_says_what_happened_and_what_to_do(reason: Reason, language: Language) -> None:
    """A bare code leaves a coordinator alone with it."""
    words = explain(reason, language)

    assert all(len(sentence) >= 8 and sentence.endswith(".") for sentence in words)
    assert all(bool(ARABIC.search(sentence)) is (language == "ar") for sentence in words)


def test_no_two_languages_say_the_same() -> None:
    """A sentence copied and not translated would look complete."""
    for reason in Reason:
        sentences = {explain(reason, language).what for language in LANGUAGES}

        assert len(sentences) == len(LANGUAGES), reason
