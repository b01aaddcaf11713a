"""Pages drawn by a seeded die: forms written into a report, and where they stand in it."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from benchmarks.planted.forms import CARRIERS, STREETS

PARAGRAPHS: Final = 8
_OTHER_DIGITS: Final = tuple({48 + one: zero + one for one in range(10)} for zero in (0x660, 0x6F0))
"""Those of Arabic and of Persian."""


class Planted(NamedTuple):
    """A form as it was written, and where it stands, in code points."""

    form: str
    words: str
    start: int


def plant(
    forms: Sequence[str], clean: Sequence[str], dice: random.Random
) -> tuple[str, list[Planted]]:
    """A page of clean paragraphs with these forms in it, each in one of its own.

    Args:
        forms: At most `PARAGRAPHS`, of `benchmarks.planted.forms`.
        clean: Paragraphs without personal data.
        dice: Seeded; the same draws the same.
    """
    page = dice.choices(clean, k=PARAGRAPHS)
    places = sorted(dice.sample(range(PARAGRAPHS), len(forms)))
    planted = []
    for place, form in zip(places, forms, strict=True):
        words, carrier = fill(form, dice), dice.choice(CARRIERS)
        before, after = carrier.split("{}")
        head = "\n".join([*page[:place], f"{page[place]} {before}"])
        page[place] += f" {before}{words}{after}"
        planted.append(Planted(form, words, len(head)))
    return "\n".join(page), planted


def fill(form: str, dice: random.Random) -> str:
    """A form with its places filled; one in five in the digits of Arabic or Persian."""
    words = "".join(_FILLED[one](dice) if one in _FILLED else one for one in form)
    return words.translate(dice.choice(_OTHER_DIGITS)) if dice.random() < 0.2 else words


def clean_page(clean: Sequence[str], dice: random.Random) -> str:
    """A page in which nothing may block."""
    return "\n".join(dice.choices(clean, k=PARAGRAPHS))


def _birth(dice: random.Random) -> str:
    mark = dice.choice("/-.")
    year = dice.randrange(2003, 2012)
    return f"{dice.randrange(1, 29):02}{mark}{dice.randrange(1, 13):02}{mark}{year}"


_FILLED: Final[Mapping[str, Callable[[random.Random], str]]] = {
    "#": lambda dice: dice.choice("0123456789"),
    "%": lambda dice: dice.choice("5678"),
    "&": lambda dice: dice.choice("ABCDEFGHJKLMPQRSTUWXZ"),
    "$": lambda dice: str(dice.randrange(1, 300)),
    "~": _birth,
    "^": lambda dice: dice.choice(STREETS),
}
