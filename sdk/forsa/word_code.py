"""Sixteen secret bytes as fourteen numbers of 0 to 2047, each the place of a word in a list.

Twelve numbers carry the bytes, two check them: a Reed-Solomon code over GF(2^11). Whatever one or
two of the fourteen are exchanged for is found, always, and so is any two of them that changed
places; where a single one is wrong, the code tells which.

Laws: `parse_numbers(format_numbers(x)) == x`; two different texts of bytes differ in at least
three numbers.
Source: docs/decisions/0036; R. Blahut, Algebraic Codes for Data Transmission, section 6.1.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from forsa.errors import MalformedError, Reason

SECRET_BYTES: Final = 16
NUMBERS: Final = 14
"""How many stand for one secret."""
RADIX: Final = 2048
"""Words in a list, and elements of the field."""
_DATA: Final = NUMBERS - 2
_BITS: Final = 11
_FORM: Final = 1
"""Not 0: fourteen times the first word of a list would be a key."""
_POLYNOMIAL: Final = 0b1000_0000_0101
"""x^11 + x^2 + 1, which is primitive: 2 generates all elements but 0."""


def format_numbers(secret: bytes) -> tuple[int, ...]:
    """The numbers that stand for 16 bytes: four bits for the form, then the bytes, 11 bits each."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"{len(secret)} bytes, not {SECRET_BYTES}")
    value = _FORM << SECRET_BYTES * 8 | int.from_bytes(secret, "big")
    data = [value >> _BITS * place & (RADIX - 1) for place in reversed(range(_DATA))]
    total, weighted = _sums(data)
    last = _divide(weighted ^ _times(total, _DATA), _power(_DATA) ^ _power(_DATA + 1))
    return (*data, total ^ last, last)


def parse_numbers(numbers: Sequence[int]) -> bytes:
    """The 16 bytes that fourteen numbers stand for.

    Args:
        numbers: Each 0 to 2047.

    Raises:
        MalformedError: there are more or fewer; or they do not fit together.
    """
    if len(numbers) != NUMBERS:
        raise MalformedError(
            f"{len(numbers)} words: a recovery key has {NUMBERS}", Reason.KIND_EFFECT_INVALID
        )
    total, weighted = _sums(numbers)
    if total or weighted:
        raise _misfit(total, weighted)
    value = 0
    for number in numbers[:_DATA]:
        value = value << _BITS | number
    if value >> SECRET_BYTES * 8 != _FORM:
        raise MalformedError(
            "the words are of a form that this version does not know", Reason.KIND_EFFECT_INVALID
        )
    return (value ^ _FORM << SECRET_BYTES * 8).to_bytes(SECRET_BYTES, "big")


def _misfit(total: int, weighted: int) -> MalformedError:
    """Say which word to look at first: the wrong one, if only one is wrong."""
    place = _log(_divide(weighted, total)) if total and weighted else NUMBERS
    if place < NUMBERS:
        return MalformedError(
            f"the words do not fit together: look at number {place + 1} first",
            Reason.KIND_EFFECT_INVALID,
        )
    return MalformedError(
        "the words do not fit together: some are wrong, or in another order",
        Reason.KIND_EFFECT_INVALID,
    )


def _sums(numbers: Sequence[int]) -> tuple[int, int]:
    """The sum of the numbers, and the sum of each times 2^place: both 0 for what fits."""
    total = weighted = 0
    for place, number in enumerate(numbers):
        total ^= number
        weighted ^= _times(number, place)
    return total, weighted


@cache
def _powers() -> tuple[tuple[int, ...], dict[int, int]]:
    """The powers of 2 in the field, and the exponent of each element but 0."""
    powers = [1]
    while len(powers) < RADIX - 1:
        doubled = powers[-1] << 1
        powers.append(doubled ^ _POLYNOMIAL if doubled & RADIX else doubled)
    return tuple(powers), {power: exponent for exponent, power in enumerate(powers)}


def _power(exponent: int) -> int:
    return _powers()[0][exponent % (RADIX - 1)]


def _log(element: int) -> int:
    return _powers()[1][element]


def _times(element: int, exponent: int) -> int:
    """`element` times 2^`exponent`."""
    return _power(_log(element) + exponent) if element else 0


def _divide(element: int, by: int) -> int:
    return _power(_log(element) - _log(by)) if element else 0
