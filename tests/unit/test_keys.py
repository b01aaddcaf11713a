"""Signatures on which every library agrees, and keys that may be admitted.

The points below are made by hand, on the curve of RFC 8032, because no library signs so badly.
"""

from hashlib import sha512

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from forsa.errors import MalformedError, SignatureError
from forsa.keys import (
    SigningKey,
    is_published_key,
    is_signature_valid,
    parse_public_key,
    verify_signature,
)
from hypothesis import given
from hypothesis import strategies as st

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
MESSAGE = b"the record"

Point = tuple[int, int]


def x_of(y: int, sign: int) -> int | None:
    """The x of a point on the curve; None if there is none."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def add(a: Point, b: Point) -> Point:
    """The sum of two points."""
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + k, P - 2, P) % P
    return x, (y1 * y2 + x1 * x2) * pow(1 - k, P - 2, P) % P


def multiply(n: int, point: Point) -> Point:
    """`n` times a point."""
    result: Point = (0, 1)
    while n:
        if n & 1:
            result = add(result, point)
        point = add(point, point)
        n >>= 1
    return result


def encode(point: Point) -> bytes:
    """The 32 bytes of a point."""
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def base_point() -> Point:
    """The generator of RFC 8032."""
    y = 4 * pow(5, P - 2, P) % P
    x = x_of(y, 0)
    assert x is not None
    return x, y


def torsion_point() -> Point:
    """A point of order 8."""
    for y in range(2, 1000):
        x = x_of(y, 0)
        if x is None:
            continue
        point = multiply(L, (x, y))
        if multiply(4, point) != (0, 1):
            return point
    raise AssertionError("no point of order 8 found")


SECRET = 12345678901234567890
BASE, TORSION = base_point(), torsion_point()
PUBLIC = encode(multiply(SECRET, BASE))


def sign_with(r: int, extra: Point) -> bytes:
    """Sign, with a point added to R before it is hashed."""
    encoded = encode(add(multiply(r, BASE), extra))
    k = int.from_bytes(sha512(encoded + PUBLIC + MESSAGE).digest(), "little") % L
    return encoded + ((r + k * SECRET) % L).to_bytes(32, "little")


def openssl_accepts(signature: bytes) -> bool:
    """What OpenSSL alone says."""
    try:
        Ed25519PublicKey.from_public_bytes(PUBLIC).verify(signature, MESSAGE)
    except InvalidSignature:
        return False
    return True


def test_an_honest_signature_made_by_hand_verifies() -> None:
    """The must-accept beside the refusals below: the arithmetic here is right."""
    signature = sign_with(987654321987654321, (0, 1))

    assert is_signature_valid(PUBLIC, MESSAGE, signature)
    assert openssl_accepts(signature)


def test_a_signature_with_a_point_of_small_order_added_is_refused() -> None:
    """Verification with a cofactor would take it: half of the network would, half would not."""
    signature = sign_with(987654321987654321, TORSION)

    assert not is_signature_valid(PUBLIC, MESSAGE, signature)


@pytest.mark.parametrize("order", range(8))
def test_an_r_of_small_order_is_refused_whatever_openssl_says(order: int) -> None:
    """OpenSSL takes R = identity, libsodium does not: without our rule they would split."""
    signature = sign_with(0, multiply(order, TORSION))

    assert not is_signature_valid(PUBLIC, MESSAGE, signature)


def test_the_rule_on_r_is_needed() -> None:
    """If no library took such a signature any more, the rule would guard nothing."""
    assert openssl_accepts(sign_with(0, (0, 1)))


@pytest.mark.parametrize("bit", [0, 255])
def test_an_r_that_is_not_canonical_is_refused(bit: int) -> None:
    """One point with two encodings would be two signatures of one record."""
    signature = sign_with(5, (0, 1))
    encoded = (P + 1 | bit << 255 if bit else P).to_bytes(33, "little")[:32]

    assert not is_signature_valid(PUBLIC, MESSAGE, encoded + signature[32:])


def test_an_s_that_is_not_reduced_is_refused() -> None:
    """S + L verifies as well, in a careless library: the same record, other bytes."""
    signature = sign_with(5, (0, 1))
    s = int.from_bytes(signature[32:], "little") + L

    assert not is_signature_valid(PUBLIC, MESSAGE, signature[:32] + s.to_bytes(32, "little"))


@given(st.binary(max_size=80), st.binary(max_size=40), st.binary(max_size=40))
def test_no_bytes_make_verification_raise(signature: bytes, message: bytes, public: bytes) -> None:
    """Everything a peer sends is hostile; a wrong length is simply invalid."""
    assert not is_signature_valid(public, message, signature)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511))
def test_any_flipped_bit_breaks_a_signature(seed: bytes, message: bytes, bit: int) -> None:
    """A signature is over these bytes by this key, and there is only one of it."""
    key = SigningKey.from_seed(seed)
    signature = key.sign(message)
    flipped = (int.from_bytes(signature, "big") ^ 1 << bit).to_bytes(64, "big")
    verify_signature(key.public, message, signature)

    with pytest.raises(SignatureError):
        verify_signature(key.public, message, flipped)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        bytes(31),
        encode((0, 1)),
        encode(TORSION),
        encode(add(multiply(7, BASE), TORSION)),
        (P + 3).to_bytes(32, "little"),
        (2).to_bytes(32, "little"),
        b"\xff" * 32,
    ],
    ids=["empty", "short", "identity", "small", "mixed", "not canonical", "off curve", "ones"],
)
def test_a_malformed_public_key_is_not_admitted(raw: bytes) -> None:
    """A key of small order would sign anything."""
    with pytest.raises(MalformedError):
        parse_public_key(raw)


def test_an_honest_public_key_is_admitted() -> None:
    """The must-accept beside the refusals."""
    assert parse_public_key(PUBLIC) == PUBLIC


def test_published_keys_are_known_and_drawn_ones_are_not() -> None:
    """Whoever sets up with a key from a book has no secret."""
    rfc_8032 = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")

    assert is_published_key(SigningKey.from_seed(b"\x05" * 32).public)
    assert is_published_key(SigningKey.from_seed(rfc_8032).public)
    assert not is_published_key(PUBLIC)


def test_a_key_never_prints_its_secret() -> None:
    """Keys end up in logs through a stray repr."""
    key = SigningKey.from_seed(b"\x07" * 31 + b"\x08")

    assert key.seed.hex() not in repr(key)
    assert repr(key.seed) not in f"{key}"
