"""The accept proof as bytes: one spelling, and hostile ones cost nothing."""

import tracemalloc

import pytest
from forsa.errors import Reason, TooLargeError, VerificationError
from forsa.outcomes.proof import MAX_PROOF_BYTES, AcceptProof, format_proof, parse_proof

PROOF = AcceptProof(
    release=b"a" * 32,
    history=(b"b" * 32,),
    tables=(({0: 9, 3: 1}, {}), ({0: -1, 7: 1}, {2: 4})),
    spread=(0, 1),
    groups=(1,),
    derived=(),
    revisions=(),
)
WRITTEN = format_proof(PROOF)


def test_a_proof_is_read_as_it_was_written() -> None:
    """What a node sends is what a hub checks."""
    assert parse_proof(WRITTEN) == PROOF


def test_a_proof_is_canonical_json() -> None:
    """Anybody's JSON library reads it, and one proof has one digest."""
    assert WRITTEN.startswith(b'{"derived":[],"format":"forsa-outcome-proof-1","groups":[1]')
    assert b'"tables":[[[0,9,2,1],[]],[[0,-1,6,1],[2,4]]]}' in WRITTEN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"[0,9,2,1]", b"[0,9.0,2,1]"),
        (b"[0,9,2,1]", b"[0,9e0,2,1]"),
        (b"[0,9,2,1]", b"[0,NaN,2,1]"),
        (b"[0,9,2,1]", b"[0,true,2,1]"),
        (b"[0,9,2,1]", b"[0,null,2,1]"),
        (b"[0,9,2,1]", b'[0,"9",2,1]'),
        (b"[0,9,2,1]", b"[0,09,2,1]"),
        (b"[0,9,2,1]", b"[0,-0,2,1]"),
        (b"[0,9,2,1]", b"[0,999999999,2,1]"),
        (b"[0,9,2,1]", b"[0, 9,2,1]"),
        (b"[0,9,2,1]", b"[0,9,2]"),
        (b"[0,9,2,1]", b"[0,0,2,1]"),
        (b"[0,9,2,1]", b"[-1,9,2,1]"),
        (b"[0,9,2,1]", b"[[0,9,2,1]]"),
        (b"[[[0,9,2,1],[]],[[0,-1,6,1],[2,4]]]", b"[]"),
        (b'"groups":[1]', b'"groups":[1],"groups":[1]'),
        (b'"groups":[1],', b""),
        (b"61" * 32, b"6A" * 32),
        (b"}", b"}\n"),
        (b"proof-1", b"proof-2"),
    ],
)
def test_only_whole_numbers_in_their_one_spelling_are_a_proof(old: bytes, new: bytes) -> None:
    """Two spellings of one proof would have two digests, and a fraction would be rounded."""
    assert old in WRITTEN

    with pytest.raises(VerificationError) as refused:
        parse_proof(WRITTEN.replace(old, new))
    assert refused.value.reason is Reason.KIND_OUTCOME_PROOF_INVALID


@pytest.mark.parametrize(
    "hostile",
    [
        b"[" * MAX_PROOF_BYTES,
        b'{"derived":' * 300_000,
        WRITTEN.replace(b"[0,9,2,1]", b"[0," + b"9" * 4_000_000 + b"]"),
        WRITTEN.replace(b"[0,9,2,1]", b"[],".join([b""] * 900_000) + b"[]"),
        WRITTEN.replace(b"[0,9,2,1]", b"[" + b"0,1," * 900_000 + b"0.5]"),
        b"\x00" * MAX_PROOF_BYTES,
    ],
    ids=["deep", "nested", "long number", "many lists", "late fraction", "zeros"],
)
def test_a_hostile_proof_is_refused_before_it_takes_memory(hostile: bytes) -> None:
    """Everybody may send a hub 4 MiB; it must not need a hundred times that to say no."""
    tracemalloc.start()
    try:
        with pytest.raises((VerificationError, TooLargeError)):
            parse_proof(hostile)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 1_000_000


def test_a_proof_over_the_limit_says_so() -> None:
    """The reason tells the sender to publish a smaller product, not to repair the proof."""
    with pytest.raises(TooLargeError) as refused:
        parse_proof(b" " * (MAX_PROOF_BYTES + 1))

    assert refused.value.reason is Reason.KIND_OUTCOME_PROOF_TOO_LARGE
