"""The next trust root before it is one, and what a node makes of the versions it is shown."""

from itertools import combinations

import pytest
from forsa.errors import NotAllowedError, Reason, VerificationError
from forsa.keys import SigningKey
from forsa.root import TrustRoot, accept_next, days_over, follow, parse_root, sign_root
from forsa.succession import Succession, next_document
from forsa.v1.trust_pb2 import RootDocument
from hypothesis import given
from hypothesis import strategies as st

from tests.support.network_root import NetworkKeys

KEYS = sorted((SigningKey.from_seed(bytes([n]) * 32) for n in range(1, 33)), key=lambda k: k.public)
OFFICER = SigningKey.from_seed(b"o" * 32)
FIRST = NetworkKeys.make(officer=OFFICER).root
DAY_MS = 86_400_000


def next_of(root: TrustRoot, officers: list[SigningKey], threshold: int) -> RootDocument:
    """The version after `root`, with these root keys."""
    document = next_document(root)
    document.root_keys[:] = sorted(one.public for one in officers)
    document.threshold = threshold
    return document


FIVE = accept_next(FIRST, sign_root(next_of(FIRST, KEYS[:5], 3), [OFFICER, *KEYS[:3]]))
"""Three of five."""


def renewed(root: TrustRoot, expires_ms: int, officers: list[SigningKey]) -> TrustRoot:
    """The version after, that expires then."""
    document = next_document(root)
    document.expires_ms = expires_ms
    return accept_next(root, sign_root(document, officers))


@given(st.sets(st.integers(0, 7), max_size=8))
def test_a_succession_is_complete_where_a_node_would_accept_it(signed: set[int]) -> None:
    """Officers who were told that all is signed must not meet again in a month."""
    document = next_of(FIVE, KEYS[3:8], 4)
    succession = Succession.of((FIRST, FIVE), document, {})
    for number in signed:
        succession = succession.signed_with(KEYS[number])
    complete = len(signed & {0, 1, 2, 3, 4}) >= 3 and len(signed & {3, 4, 5, 6, 7}) >= 4

    assert succession.is_complete is complete
    if complete:
        assert succession.accept().document == document
    else:
        with pytest.raises(VerificationError, match="signatures of its root keys"):
            succession.accept()


def test_sixteen_old_keys_and_sixteen_new_ones_fit_in_an_envelope() -> None:
    """It holds sixteen signatures; who signed last must not push out who is needed."""
    old = accept_next(FIRST, sign_root(next_of(FIRST, KEYS[:16], 3), [OFFICER, *KEYS[:3]]))
    succession = Succession.of((FIRST, old), next_of(old, KEYS[16:], 3), {})
    for key in KEYS:
        succession = succession.signed_with(key)

    assert succession.accept().version == 3


def test_a_key_that_is_in_neither_version_cannot_sign() -> None:
    """Beside it, one of the old version alone, and one of the new alone, can."""
    succession = Succession.of((FIRST, FIVE), next_of(FIVE, KEYS[3:8], 4), {})

    assert succession.signed_with(KEYS[0]).quorums()[0].signed == (KEYS[0].public,)
    assert succession.signed_with(KEYS[7]).quorums()[1].signed == (KEYS[7].public,)
    with pytest.raises(NotAllowedError) as refused:
        succession.signed_with(KEYS[20])
    assert refused.value.reason is Reason.KEY_UNKNOWN


def test_what_follows_says_only_what_is_written_into_it() -> None:
    """Members and settings are said once; a repair of the log's time is never repeated."""
    document = next_document(FIRST)

    assert (document.version, document.prev) == (2, FIRST.digest)
    assert not document.members
    assert not document.settings
    assert list(document.log_keys) == list(FIRST.document.log_keys)


def test_the_same_document_under_other_signatures_is_the_same_version() -> None:
    """Two mirrors may show it signed by different officers: that is no misuse of keys."""
    document = next_document(FIVE)
    document.expires_ms = 1
    known = accept_next(FIVE, sign_root(document, KEYS[:3]))
    for chosen in combinations(KEYS[:5], 3):
        shown = [FIRST.envelope, FIVE.envelope, sign_root(document, chosen)]

        assert follow((FIRST, FIVE, known), shown) == ((FIRST, FIVE, known), None)


def test_a_second_valid_document_of_a_version_is_a_rival_and_not_followed() -> None:
    """The first that was taken stays, and what builds on the second is not looked at."""
    kept, rival = renewed(FIVE, 1, KEYS[:3]), renewed(FIVE, 2, KEYS[2:5])
    after = renewed(rival, 3, KEYS[:3])
    chain = (FIRST, FIVE, kept)
    shown = [one.envelope for one in (FIRST, FIVE, rival, after)]

    assert follow(chain, shown) == (chain, rival)
    assert follow((FIRST, FIVE), shown) == ((FIRST, FIVE, rival, after), None)


def test_a_document_that_too_few_signed_is_no_rival() -> None:
    """Else anybody could stop a node with a file of his own."""
    kept = renewed(FIVE, 1, KEYS[:3])
    document = parse_root(kept.envelope)
    document.expires_ms = 2

    with pytest.raises(VerificationError, match="too few"):
        follow((FIRST, FIVE, kept), [sign_root(document, KEYS[:2])])


def test_expiry_is_told_in_days_that_are_over() -> None:
    """A root is good to the millisecond before, and then has an age."""
    root = renewed(FIVE, 10 * DAY_MS, KEYS[:3])

    assert days_over(root, 10 * DAY_MS - 1) is None
    assert days_over(root, 10 * DAY_MS) == 0
    assert days_over(root, 13 * DAY_MS - 1) == 2
