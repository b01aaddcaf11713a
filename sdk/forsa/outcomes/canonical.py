"""JSON in one spelling, for what gets hashed: RFC 8785 for texts, whole numbers and lists.

Names are of ASCII, so that sorting them by code unit and by character is one; fractions are
written as texts, since their spelling as numbers is the hard part of that standard.
"""

import json
from collections.abc import Mapping, Sequence

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]

SAFE = 2**53 - 1
"""Greatest whole number that every reader of JSON has exactly."""


def canonical_json(value: Value) -> bytes:
    """Write a value.

    Raises:
        ValueError: a name is not of ASCII, a number is no whole one or too large, or a text has
            half a surrogate pair.
    """
    _check(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _check(value: object) -> None:
    if isinstance(value, Mapping):
        for name, one in value.items():
            if not name.isascii():
                raise ValueError(name)
            _check(one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            _check(one)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > SAFE):
        raise ValueError(value)
