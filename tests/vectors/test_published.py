"""Vectors that others published: RFC 6962 proofs, Wycheproof, DSSE, C2SP.

Sources and licences: the README in each folder.
"""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from forsa.envelope import pae
from forsa.errors import ForsaError, ProofError
from forsa.keys import is_signature_valid
from forsa.merkle.hashes import LeafHash
from forsa.merkle.proof import verify_consistency, verify_inclusion
from forsa.note import Checkpoint, parse_note, parse_vkey

HERE = Path(__file__).parent


def load(name: str) -> Any:
    """One of the files beside this one."""
    return json.loads((HERE / name).read_text())


def raw(text: str | None) -> bytes:
    """Base64 as the Merkle vectors write it; null is nothing."""
    return base64.b64decode(text or "")


INCLUSION = load("rfc6962-merkle/inclusion.json")
CONSISTENCY = load("rfc6962-merkle/consistency.json")
WYCHEPROOF = [
    (group["publicKey"]["pk"], case)
    for group in load("wycheproof-ed25519/ed25519_test.json")["testGroups"]
    for case in group["tests"]
]
C2SP = load("c2sp-note/vectors.json")
DSSE = load("dsse/vectors.json")


@pytest.mark.parametrize("case", INCLUSION, ids=lambda case: case["file"])
def test_inclusion_verifies_exactly_when_it_should(case: dict[str, Any]) -> None:
    """A wrong proof that is accepted puts a record where it never was."""
    path = [raw(one) for one in case["proof"] or ()]
    leaf, root = LeafHash(raw(case["leafHash"])), raw(case["root"])
    good = True
    try:
        verify_inclusion(leaf, case["leafIdx"], case["treeSize"], path, root)
    except ProofError:
        good = False

    assert good is not case["wantErr"], case["desc"]


@pytest.mark.parametrize("case", CONSISTENCY, ids=lambda case: case["file"])
def test_consistency_verifies_exactly_when_it_should(case: dict[str, Any]) -> None:
    """A wrong proof that is accepted lets a hub rewrite what was logged."""
    proof = [raw(one) for one in case["proof"] or ()]
    root1, root2 = raw(case["root1"]), raw(case["root2"])
    good = True
    try:
        verify_consistency(case["size1"], root1, case["size2"], root2, proof)
    except ProofError:
        good = False

    assert good is not case["wantErr"], case["desc"]


def test_the_merkle_vectors_are_all_there() -> None:
    """A file that was cut would make the two tests above weaker in silence."""
    accepted = [sum(not case["wantErr"] for case in cases) for cases in (INCLUSION, CONSISTENCY)]

    assert (len(INCLUSION), len(CONSISTENCY), accepted) == (98, 98, [6, 6])


def openssl_accepts(public: bytes, message: bytes, signature: bytes) -> bool:
    """What OpenSSL alone says."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@pytest.mark.parametrize(("public", "case"), WYCHEPROOF, ids=lambda one: str(one)[:40])
def test_wycheproof_signatures_verify_exactly_when_they_should(
    public: str, case: dict[str, Any]
) -> None:
    """Malleable or malformed signatures would split the network; OpenSSL must agree with us."""
    key, message, signature = (bytes.fromhex(one) for one in (public, case["msg"], case["sig"]))
    valid = case["result"] == "valid"

    assert is_signature_valid(key, message, signature) is valid
    assert openssl_accepts(key, message, signature) is valid


def test_wycheproof_is_all_there() -> None:
    """88 valid and 63 invalid cases, as its README says."""
    valid = sum(case["result"] == "valid" for _, case in WYCHEPROOF)

    assert (valid, len(WYCHEPROOF) - valid) == (88, 63)


def test_pae_is_that_of_dsse() -> None:
    """Signatures of other DSSE tools are over the same bytes."""
    for case in DSSE["pae"]:
        made = pae(case["payloadType"], case["payload_utf8"].encode())

        assert made.decode() == case["pae_utf8"]


def test_the_published_dsse_signature_is_over_our_pae() -> None:
    """A byte more or less, and it would not verify."""
    case = DSSE["ecdsa_p256_sha256_rfc6979"]
    point = ec.EllipticCurvePublicNumbers(int(case["x"]), int(case["y"]), ec.SECP256R1())
    signature = raw(case["sig_base64"])
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    message = pae(case["payloadType"], raw(case["payload_base64"]))

    point.public_key().verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))


def changed_everywhere(text: str) -> list[str]:
    """`text` with each of its characters changed in turn."""
    swap = {"A": "B", "a": "b", "0": "1"}
    return [
        text[:at]
        + swap.get(one, "A" if one.isupper() else "a" if one.islower() else "0")
        + text[at + 1 :]
        for at, one in enumerate(text)
    ]


def verifies(vkey: str, note_text: str) -> bool:
    """Whether a note verifies with a key, both as text."""
    try:
        key, note = parse_vkey(vkey), parse_note(note_text)
    except ForsaError:
        return False
    matching = [one for one in note.lines if (one.name, one.key_hash) == (key.name, key.key_hash)]
    return bool(matching) and all(key.verifies(note.text, one) for one in matching)


def test_the_c2sp_note_verifies_and_no_change_of_it_does() -> None:
    """A note is what members compare: nothing in it may be changed unseen."""
    vkey, note = C2SP["signed_note"]["vkey"], C2SP["signed_note"]["note"]

    assert verifies(vkey, note)
    assert not any(verifies(vkey, other) for other in changed_everywhere(note))
    assert not any(verifies(other, note) for other in changed_everywhere(vkey))


@pytest.mark.parametrize("name", ["checkpoint_format", "cosigned_checkpoint_format"])
def test_c2sp_checkpoints_are_read_and_written_to_the_byte(name: str) -> None:
    """Witness tools of other networks read ours, and we theirs."""
    note = parse_note(C2SP[name])
    checkpoint = Checkpoint.parse(note.text)

    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert len(note.lines) == (1 if name == "checkpoint_format" else 2)
    assert checkpoint.text == note.text
    assert note.format() == C2SP[name]


def test_a_c2sp_cosignature_line_carries_its_time() -> None:
    """Key id and timestamp as the specification prints them."""
    line = parse_note(C2SP["cosigned_checkpoint_format"]).lines[1]

    assert line.key_hash.hex() == "8d66cf3f"
    assert int.from_bytes(line.signature[:8], "big") == 1679315147
