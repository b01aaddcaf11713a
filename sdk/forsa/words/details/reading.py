"""Reading a message back: which sentence it is, and with which values.

An error's message is English in the code, in logs and on the wire. As with gettext, the English
sentence is the key of the others; but a message arrives as a string, often from another machine,
so its values are found by the words around them. Each word is looked for once, from the left, so
a long message of a stranger costs what it is long.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Self

from forsa.words.reasons import Words

Forms = Mapping[str, tuple[str, str]]
"""French and Arabic by the English sentence; names in braces are its values."""

Instead = Mapping[str, tuple[Words, Words, Words]]
"""Words of an error by its English message, in every language; names in braces are its values."""


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence with places for values."""

    words: tuple[str, ...]
    """What stands before, between and behind the values: one more than there are values."""
    names: tuple[str, ...]
    told: tuple[str, str]
    """The same in French and Arabic."""

    @classmethod
    def parse(cls, english: str, told: tuple[str, str]) -> Self:
        """Take a sentence of a table apart."""
        words, names = [""], list[str]()
        for literal, name, _, _ in Formatter().parse(english):
            words[-1] += literal
            if name is not None:
                names.append(name)
                words.append("")
        return cls(tuple(words), tuple(names), told)

    def read(self, message: str) -> dict[str, str] | None:
        """The values in a message of this form, each at least a character; None: it is another."""
        if not self.names:
            return {} if message == self.words[0] else None
        first, *between, last = self.words
        if not message.startswith(first) or not message.endswith(last):
            return None
        at, end = len(first), len(message) - len(last)
        values = []
        for word in between:
            found = message.find(word, at + 1, end)
            if found < 0:
                return None
            values.append(message[at:found])
            at = found + len(word)
        if at >= end:
            return None
        return dict(zip(self.names, [*values, message[at:end]], strict=True))


def first_read(forms: Iterable[Form], message: str) -> tuple[Form, dict[str, str]] | None:
    """The first form that a message has, and the values in it; None: it has none of them."""
    for form in forms:
        values = form.read(message)
        if values is not None:
            return form, values
    return None


def most_said_first(tables: Iterable[Forms]) -> tuple[Form, ...]:
    """Every form, those with the most words of their own first: `there is no draft {number}`
    before `there is no {what}`.
    """
    forms = [Form.parse(english, told) for table in tables for english, told in table.items()]
    return tuple(sorted(forms, key=lambda form: -sum(map(len, form.words))))
