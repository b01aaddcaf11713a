"""Every reason has words, in every language, that tell what to do next."""

import re

import pytest
from forsa.errors import Reason, Situation
from forsa.words.reasons import LANGUAGES, Language, explain, explain_here

ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_a_reason_says_what_happened_and_what_to_do(reason: Reason, language: Language) -> None:
    """A bare code leaves a coordinator alone with it."""
    words = explain(reason, language)

    assert all(len(sentence) >= 8 and sentence.endswith(".") for sentence in words)
    assert all(bool(ARABIC.search(sentence)) is (language == "ar") for sentence in words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", Situation)
def test_a_situation_has_words_of_its_own(situation: Situation, language: Language) -> None:
    """The words of the reason tell something else: that the node tries again."""
    words = explain_here(Reason.BLOB_UNKNOWN, situation, language)

    assert words != explain_here(Reason.BLOB_UNKNOWN, None, language)
    assert all(bool(ARABIC.search(sentence)) is (language == "ar") for sentence in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_that_ends_does_not_say_that_it_tries_again(language: Language) -> None:
    """Nothing runs after `forsa query` or `sync`: who waits for it waits for ever."""
    here = explain_here(Reason.OUTCOME_UNKNOWN, None, language)
    daemon = explain(Reason.OUTCOME_UNKNOWN, language)

    assert here.what == daemon.what
    assert here.next_step != daemon.next_step
    assert "forsa-node run" in here.next_step


def test_no_two_languages_say_the_same() -> None:
    """A sentence copied and not translated would look complete."""
    for reason in Reason:
        sentences = {explain(reason, language).what for language in LANGUAGES}

        assert len(sentences) == len(LANGUAGES), reason
