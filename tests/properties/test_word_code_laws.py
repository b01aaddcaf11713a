"""A key on paper: whatever hand and eye do to the words, no wrong key comes of it."""

from itertools import combinations

import pytest
from forsa.errors import MalformedError
from forsa.word_code import NUMBERS, RADIX, format_numbers, parse_numbers
from forsa_node.people.paper import format_words, key_of, parse_words
from hypothesis import given
from hypothesis import strategies as st

secrets = st.binary(min_size=16, max_size=16)
places = st.integers(0, NUMBERS - 1)
SECRET = bytes(range(16))


@given(secrets, st.sampled_from(["fr", "ar", "en"]))
def test_what_was_written_is_read_again(secret: bytes, language: str) -> None:
    """Years later, on another machine, the words are all there is."""
    words = format_words(secret, language)  # type: ignore[arg-type]

    assert parse_words(" ".join(words)) == secret
    assert all(word.isascii() and word.isalpha() for word in words)


def test_every_single_wrong_word_is_found_and_named() -> None:
    """All 28,658 of them: a check that lets one in sixteen pass sends people to a key of nobody."""
    numbers = format_numbers(SECRET)
    for place in range(NUMBERS):
        for other in range(RADIX):
            if other == numbers[place]:
                continue
            with pytest.raises(MalformedError) as error:
                parse_numbers([*numbers[:place], other, *numbers[place + 1 :]])
            assert f"number {place + 1} first" in error.value.message


@given(secrets, st.data())
def test_every_two_wrong_words_are_found(secret: bytes, data: st.DataObject) -> None:
    """A line that was read twice, or a page with a stain."""
    numbers = list(format_numbers(secret))
    first, second = data.draw(st.lists(places, min_size=2, max_size=2, unique=True))
    for place in (first, second):
        numbers[place] ^= data.draw(st.integers(1, RADIX - 1))

    with pytest.raises(MalformedError):
        parse_numbers(numbers)


@given(secrets)
def test_every_two_words_that_changed_places_are_found(secret: bytes) -> None:
    """The commonest slip of whoever copies a table by column and reads it by row."""
    numbers = list(format_numbers(secret))
    for first, second in combinations(range(NUMBERS), 2):
        if numbers[first] != numbers[second]:
            swapped = list(numbers)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            with pytest.raises(MalformedError):
                parse_numbers(swapped)


@given(secrets, secrets)
def test_two_keys_differ_in_three_words(one: bytes, other: bytes) -> None:
    """What no check can find must be far from what a slip can do."""
    differing = sum(a != b for a, b in zip(format_numbers(one), format_numbers(other), strict=True))

    assert differing >= 3 or one == other


def test_words_are_read_as_hands_write_them() -> None:
    """Capitals, accents, numbers before them, four letters only, a line each."""
    words = format_words(SECRET, "fr")
    numbered = "\n".join(f"{place}. {word.upper()}," for place, word in enumerate(words, 1))

    assert parse_words(numbered) == SECRET
    assert parse_words(" ".join(word[:4] for word in words)) == SECRET
    assert parse_words(" ".join(words).replace("e", "é")) == SECRET


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ".join(format_words(SECRET, "fr")[:-1]), "13 words"),
        (" ".join((*format_words(SECRET, "fr"), "abandon")), "15 words"),
        (
            " ".join((*format_words(SECRET, "fr")[:4], "xylolo", *format_words(SECRET, "fr")[5:])),
            "places: 5",
        ),
        ("", "0 words"),
        ("abandon " * 14, "fit together"),
        ("mot " * 100_000, "words"),
    ],
)
def test_what_is_no_recovery_key_says_where_it_is_wrong(text: str, said: str) -> None:
    """Who types fourteen words again must know which, and the message must not print them."""
    with pytest.raises(MalformedError) as error:
        parse_words(text)

    assert said in error.value.message
    assert "xylolo" not in error.value.message


def test_the_same_words_are_the_same_key_for_ever() -> None:
    """The paper outlives this program: list, code and derivation are fixed."""
    words = "appuyer abolir agreable exotique adhesif chlorure prodige arroser murmure jambe cobra"

    assert format_words(SECRET, "fr") == (*words.split(), "proceder", "sphere", "ouvrage")
    assert key_of(SECRET).public.hex() == (
        "43c8b519318006ea2a20969f7202bc4cec4f571e1942378e7015c91f8242cd3b"
    )
