"""What somebody probably meant: the nearest field name, code or section heading."""

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from google.protobuf.descriptor import FieldDescriptor

from forsa import codelists
from forsa.kinds.labels import CHOICES
from forsa.kinds.limits import choices_of, lists_of
from forsa.normal_form import normalize
from forsa.words.reasons import LANGUAGES

_LONGEST = 80


def fold(text: str) -> str:
    """A text as it is compared: no case, accents, Arabic vowel signs or article, one space."""
    decomposed = normalize("NFKD", text.casefold().replace("ـ", ""))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = plain.replace("_", " ").replace("’", "'").split()
    return " ".join(word.removeprefix("ال") for word in words)


def nearest(text: str, known: Mapping[str, str]) -> str | None:
    """The value in `known` whose folded key is nearest to `text`; None if nothing is near."""
    key = fold(text[:_LONGEST])
    if key in known:
        return known[key]
    near = get_close_matches(key, known, n=1, cutoff=0.7)
    return known[near[0]] if near else None


def nearest_name(text: str, names: Iterable[str]) -> str | None:
    """The name nearest to `text`."""
    return nearest(text, {fold(name): name for name in names})


def closest(field: FieldDescriptor, value: str) -> str | None:
    """The code that was probably meant, by its spelling or by its label in any language."""
    return nearest(value, _known(field)) if value else None


@cache
def _known(field: FieldDescriptor) -> dict[str, str]:
    known = {}
    for code in choices_of(field):
        for label in CHOICES.get(code, ()):
            known[fold(label)] = code
    for name in lists_of(field):
        for code in codelists.codes(name):
            for language in LANGUAGES:
                known[fold(codelists.label(name, code, language))] = code
    return known | {fold(code): code for code in choices_of(field)}
