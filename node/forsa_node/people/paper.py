"""A key on paper: fourteen words that a person copies by hand and types again years later.

The words are those of BIP-39, in French or English, without accents: any keyboard has their
letters, and the first four letters name each. What checks them is `forsa.word_code`: the check of
BIP-39 itself lets one wrong word in sixteen pass.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import Final
from unicodedata import combining, normalize

from forsa.errors import MalformedError, Reason
from forsa.keys import SigningKey
from forsa.word_code import NUMBERS, SECRET_BYTES, format_numbers, parse_numbers
from forsa.words.reasons import Language

MAX_TEXT: Final = 2000
"""Characters that are read; fourteen words have some hundred."""
_PREFIX: Final = 4
"""Letters that name a word in either list."""
_LISTS: Final[Mapping[str, str]] = {"fr": "french", "en": "english"}
_DOMAIN: Final = b"forsa-recovery/1\n"


def key_of(secret: bytes) -> SigningKey:
    """The key whose seed is H("forsa-recovery/1" LF || 16 secret bytes)."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"{len(secret)} bytes, not {SECRET_BYTES}")
    return SigningKey.from_seed(sha256(_DOMAIN + secret).digest())


def format_words(secret: bytes, language: Language) -> tuple[str, ...]:
    """The fourteen words of 16 secret bytes; French for readers of Arabic, too."""
    words = _words(_LISTS.get(language, "french"))
    return tuple(words[number] for number in format_numbers(secret))


def parse_words(text: str) -> bytes:
    """The 16 bytes of fourteen words, as typed: capitals, accents, numbers, commas do not matter.

    The first four letters of a word are enough. The list is the one that has all of them.

    Raises:
        MalformedError: too many or too few words; one that no list has; or they do not fit
            together. It names places, never words: they are a key.
    """
    typed = _typed(text)
    if len(typed) != NUMBERS:
        raise MalformedError(
            f"{len(typed)} words: a recovery key has {NUMBERS}", Reason.KIND_EFFECT_INVALID
        )
    read = [_numbers(typed, name) for name in _LISTS.values()]
    whole = [numbers for numbers in read if None not in numbers]
    if not whole:
        raise _unknown(read)
    return _first_that_fits(whole)


def _first_that_fits(whole: Sequence[Sequence[int | None]]) -> bytes:
    """Both lists have some words, so that all fourteen may be in both: the check decides."""
    first, *others = ([one for one in numbers if one is not None] for numbers in whole)
    try:
        return parse_numbers(first)
    except MalformedError:
        for numbers in others:
            with suppress(MalformedError):
                return parse_numbers(numbers)
        raise


def _unknown(read: Sequence[Sequence[int | None]]) -> MalformedError:
    """Name the places of what the likelier list does not have."""
    nearest = min(read, key=lambda numbers: numbers.count(None))
    places = [str(place) for place, number in enumerate(nearest, 1) if number is None]
    return MalformedError(
        f"no list has the words at these places: {', '.join(places)}", Reason.KIND_EFFECT_INVALID
    )


def _typed(text: str) -> list[str]:
    """The words of a text, folded; what is no letter separates them."""
    folded = _fold(text[:MAX_TEXT])
    return "".join(one if one.isalpha() else " " for one in folded).split()


def _numbers(typed: Sequence[str], name: str) -> list[int | None]:
    places = _places(name)
    return [places.get(word) for word in typed]


@cache
def _words(name: str) -> tuple[str, ...]:
    from mnemonic import Mnemonic  # its lists are read from files

    return tuple(map(_fold, Mnemonic(name).wordlist))


@cache
def _places(name: str) -> Mapping[str, int]:
    """Of each word, and of its first four letters."""
    words = _words(name)
    return {word[:_PREFIX]: place for place, word in enumerate(words)} | {
        word: place for place, word in enumerate(words)
    }


def _fold(text: str) -> str:
    return "".join(one for one in normalize("NFKD", text) if not combining(one)).casefold()
