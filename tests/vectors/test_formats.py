"""The worked example of the protocol, format by format: made and read to the byte.

Source and licence: tests/vectors/forsa-v1/README.md. What the fold says of the same records is in
test_forsa_v1_fold.py.
"""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from forsa.bundle import BundleWriter, Frame, ManifestFrame, format_frame, read_bundle
from forsa.commitment import commitment_root, make_manifest
from forsa.entry import hash_entry, parse_entry
from forsa.envelope import parse_record, sign_record
from forsa.errors import ForsaError
from forsa.join_token import JoinToken, parse_join_token
from forsa.keys import SigningKey, key_id_of, spki_of
from forsa.merkle.frontier import EMPTY, Frontier
from forsa.merkle.hashes import LeafHash
from forsa.merkle.proof import (
    make_consistency,
    make_inclusion,
    make_root,
    verify_consistency,
    verify_inclusion,
)
from forsa.merkle.stored import pick
from forsa.note import (
    CheckpointKeys,
    LineType,
    Note,
    NoteKey,
    cosign,
    open_checkpoint,
    open_notice,
    sign_checkpoint,
    sign_freshness,
    sign_notice,
)
from forsa.receipt import parse_receipt, verify_receipt
from forsa.root import TrustRoot, accept_first, accept_next, network_id_of, sign_root
from forsa.signed import (
    enrolment_message,
    outcome_message,
    possession_message,
    proxy_message,
    reattestation_message,
)

VECTORS = json.loads((Path(__file__).parent / "forsa-v1" / "vectors.json").read_text())
RECORDS = VECTORS["records"]
ORIGIN = "hub.example.org/log1"
NETWORK_ID = bytes.fromhex(VECTORS["network_id"])
KEYS = {name: SigningKey.from_seed(bytes.fromhex(k["seed"])) for name, k in VECTORS["keys"].items()}
LINE_KEYS = CheckpointKeys(
    ORIGIN, [KEYS["log"].public], [KEYS["service"].public], {"m-alpha/n1": KEYS["witness"].public}
)


def roots() -> tuple[TrustRoot, TrustRoot]:
    """Both versions of the example's trust root."""
    first, second = (bytes.fromhex(one["envelope"]) for one in VECTORS["roots_of_trust"])
    accepted = accept_first(first, NETWORK_ID)
    return accepted, accept_next(accepted, second)


def stored_rows() -> dict[int, tuple[bytes, bytes]]:
    """The example's entries as a store keeps their hashes."""
    leaves = [hash_entry(bytes.fromhex(one["log_entry"])) for one in RECORDS]
    completed = EMPTY.extend(leaves)[1]
    return dict(enumerate(zip(leaves, completed, strict=True)))


def reason_of(attempt: Callable[[], object]) -> str:
    """The reason an attempt is refused with, or `accepted`."""
    try:
        attempt()
    except ForsaError as error:
        return error.reason.value
    return "accepted"


@pytest.mark.parametrize("name", KEYS)
def test_a_seed_gives_the_published_key(name: str) -> None:
    """Another key id, and no two programs would mean the same key."""
    key, expected = KEYS[name], VECTORS["keys"][name]

    assert key.public.hex() == expected["public"]
    assert spki_of(key.public).hex() == expected["spki_der"]
    assert key_id_of(key.public).hex() == key.key_id.hex() == expected["key_id"]


def test_note_keys_are_written_as_c2sp_writes_them() -> None:
    """A witness tool would not find the key of a line."""
    log, service = KEYS["log"].public, KEYS["service"].public
    keys = {
        "checkpoint": NoteKey(ORIGIN, LineType.ED25519, log),
        "freshness": NoteKey(f"{ORIGIN}/fresh", LineType.COSIGNATURE, service),
        "notice": NoteKey(f"{ORIGIN}/notice", LineType.ED25519, service),
        "cosignature": NoteKey(
            f"{ORIGIN}/w/m-alpha/n1", LineType.COSIGNATURE, KEYS["witness"].public
        ),
    }

    assert {name: key.vkey for name, key in keys.items()} == VECTORS["note_keys"]


@pytest.mark.parametrize("version", [0, 1])
def test_a_root_document_is_accepted_and_signed_again_to_the_byte(version: int) -> None:
    """The network id is the hash of version 1: one other byte is another network."""
    expected, accepted = VECTORS["roots_of_trust"][version], roots()[version]
    signers = [KEYS[name] for name in expected["signers"]]

    assert accepted.digest.hex() == expected["pae_sha256"]
    assert sign_root(accepted.document, signers).hex() == expected["envelope"]


def test_the_network_id_is_the_hash_of_the_first_root() -> None:
    """A newcomer pins these 32 bytes and nothing else."""
    envelope = bytes.fromhex(VECTORS["roots_of_trust"][0]["envelope"])

    assert network_id_of(envelope).hex() == VECTORS["network_id"]


@pytest.mark.parametrize("case", VECTORS["commitments"], ids=lambda case: case["name"])
def test_a_commitment_covers_salt_and_chunks(case: dict[str, Any]) -> None:
    """Author and reader would disagree about what a header commits to."""
    size, salt = case["size"], bytes.fromhex(case["salt"])
    data = bytes(7 * i % 256 for i in range(size))
    if not case["data"].startswith("byte i"):
        data = bytes.fromhex(case["data"])
    manifest = make_manifest(salt, data)

    assert commitment_root(salt, data).hex() == manifest.root().hex() == case["root"]
    assert [one.hex() for one in manifest.leaf_hashes] == case["leaf_hashes"][1:]


@pytest.mark.parametrize("case", RECORDS, ids=lambda case: f"{case['index']} {case['kind']}")
def test_a_record_is_read_signed_and_placed_to_the_byte(case: dict[str, Any]) -> None:
    """Record ids, signatures and leaves are what everything else stands on."""
    record = parse_record(bytes.fromhex(case["envelope"]))
    entry = parse_entry(bytes.fromhex(case["log_entry"]))
    signed_again = sign_record(record.header, KEYS[case["signer"]])

    assert record.payload.hex() == case["header"]
    assert record.record_id.hex() == case["record_id"]
    assert signed_again.envelope == record.envelope
    assert (entry.sequenced_ms, entry.envelope) == (case["sequenced_ms"], record.envelope)
    assert entry.format().hex() == case["log_entry"]
    assert hash_entry(entry.format()).hex() == case["leaf_hash"]


@pytest.mark.parametrize("size", range(61))
def test_the_root_of_every_size_comes_out_three_ways(size: int) -> None:
    """By appending, from stored subtree hashes, and from a right edge that was stored."""
    rows = stored_rows()
    edge = EMPTY.extend(LeafHash(rows[i][0]) for i in range(size))[0]
    expected = VECTORS["tree"]["roots"][size]

    assert edge.root().hex() == expected
    assert Frontier.parse(edge.format()) == edge
    assert size == 0 or make_root(size, lambda node: pick(node, rows)).hex() == expected


def test_inclusion_proofs_are_made_equal_and_verify() -> None:
    """A receipt made here must verify everywhere."""
    rows, tree = stored_rows(), VECTORS["tree"]
    for case in tree["inclusion"]:
        index, size = case["index"], case["size"]
        path = make_inclusion(index, size, lambda node: pick(node, rows))
        leaf = hash_entry(bytes.fromhex(RECORDS[index]["log_entry"]))

        assert [one.hex() for one in path] == case["proof"]
        verify_inclusion(leaf, index, size, path, bytes.fromhex(tree["roots"][size]))


def test_consistency_proofs_are_made_equal_and_verify() -> None:
    """A node would take an honest log for a forked one."""
    rows, tree = stored_rows(), VECTORS["tree"]
    for case in tree["consistency"]:
        size1, size2 = case["size1"], case["size2"]
        proof = make_consistency(size1, size2, lambda node: pick(node, rows))
        root1, root2 = (bytes.fromhex(tree["roots"][size]) for size in (size1, size2))

        assert [one.hex() for one in proof] == case["proof"]
        verify_consistency(size1, root1, size2, root2, proof)


def test_a_checkpoint_carries_three_lines_that_verify_and_are_made_again() -> None:
    """Log, freshness and witness lines are what nodes compare across the network."""
    expected = VECTORS["checkpoint"]
    opened = open_checkpoint(expected["note"], LINE_KEYS, require_fresh=True)
    fresh, seen = expected["fresh_seconds"], expected["witness_seconds"]
    lines = (
        sign_checkpoint(opened.checkpoint, KEYS["log"]),
        sign_freshness(opened.checkpoint, KEYS["service"], fresh),
        cosign(opened.checkpoint, KEYS["witness"], "m-alpha/n1", seen),
    )

    assert opened.checkpoint.text == expected["text"]
    assert opened.fresh_seconds == fresh
    assert opened.cosigned == {"m-alpha/n1": seen}
    assert Note(opened.checkpoint.text, lines).format() == expected["note"]


@pytest.mark.parametrize("case", VECTORS["receipts"], ids=lambda case: f"entry {case['index']}")
def test_a_receipt_verifies_offline(case: dict[str, Any]) -> None:
    """A member proves years later, with the first trust root alone, that it was logged."""
    first, _ = roots()
    receipt = parse_receipt(case["text"])
    verified = verify_receipt(receipt, [first], witnesses=LINE_KEYS.witnesses)

    assert receipt.format() == case["text"]
    assert verified.index == case["index"]
    assert verified.record.record_id.hex() == RECORDS[case["index"]]["record_id"]
    assert set(verified.checkpoint.cosigned) == {"m-alpha/n1"}
    assert not verified.log_key_retired


def test_a_notice_names_the_refused_record() -> None:
    """A member proves that its ballot was refused, and why."""
    expected = VECTORS["notice"]
    notice = open_notice(expected["note"], ORIGIN, LINE_KEYS.service_keys)
    refused = parse_record(bytes.fromhex(expected["envelope"]))

    assert notice.record_id == refused.record_id == bytes.fromhex(expected["record_id"])
    assert notice.reason == "BALLOT_CLOSED"
    assert notice.text == expected["text"]
    assert sign_notice(notice, KEYS["service"]).format() == expected["note"]


def test_a_join_token_is_read_and_written() -> None:
    """A token printed by one program is typed into another."""
    expected = VECTORS["join_token"]
    token = parse_join_token(expected["text"])

    assert isinstance(token, JoinToken)
    assert token.format_struct().hex() == expected["struct"]
    assert token.format() == expected["text"]
    assert (token.token_id.hex(), token.secret.hex()) == (expected["token_id"], expected["secret"])
    assert token.secret_hash.hex() == expected["stored_hash"]
    assert (token.enrol_port, token.host) == (expected["enrol_port"], expected["host"])


def test_signed_strings_come_out_exactly() -> None:
    """Proofs, proxies and enrolments are signed over these bytes."""
    found = {one["name"].split(":")[0].split(" (")[0]: one for one in VECTORS["signed_strings"]}
    csr, keys = b"example CSR DER", KEYS
    outcome = bytes.fromhex(found["outcome, preparer"]["message"])
    tail = outcome.removeprefix(b"forsa-outcome/v1\n" + NETWORK_ID + b"m-beta\n")
    proxy = bytes.fromhex(found["proxy"]["message"])
    messages = {
        "pop, member key": possession_message(NETWORK_ID, "m-beta", keys["beta2"].public),
        "pop, witness key": possession_message(NETWORK_ID, "m-alpha/n1", keys["witness"].public),
        "proxy": proxy_message(NETWORK_ID, "m-alpha", "secretariat", proxy[-32:]),
        "outcome, preparer": outcome_message(NETWORK_ID, "m-beta", tail[:16], tail[16:]),
        "enrol": enrolment_message(NETWORK_ID, bytes(range(8)), csr),
        "reattest": reattestation_message(NETWORK_ID, bytes(range(32)), "m-alpha", "n1", csr),
    }

    for name, message in messages.items():
        assert message.hex() == found[name]["message"], name
        assert keys[found[name]["key"]].sign(message).hex() == found[name]["signature"], name


def test_a_bundle_is_read_and_written_to_the_byte() -> None:
    """A file carried on a stick is read by another program."""
    data = bytes.fromhex(VECTORS["bundle"]["file"])
    frames = list(read_bundle(io.BytesIO(data), NETWORK_ID, ORIGIN))
    manifest, *others = frames
    assert isinstance(manifest, ManifestFrame)
    written = io.BytesIO()
    writer = BundleWriter(written.write, manifest)
    for frame in others:
        writer.add(frame)
    writer.close()

    assert written.getvalue() == data
    for frame, expected in zip(frames, VECTORS["bundle"]["frames"], strict=True):
        assert format_frame(frame) == (expected["type"], bytes.fromhex(expected["data"]))


def offered(case: dict[str, Any]) -> str:
    """What becomes of a case that needs no state."""
    first, _ = roots()
    data = case["data"]
    match case["form"]:
        case "checkpoint":
            return reason_of(lambda: open_checkpoint(data, LINE_KEYS))
        case "root after version 1":
            return reason_of(lambda: accept_next(first, bytes.fromhex(data)))
        case "join token":
            return reason_of(lambda: parse_join_token(data))
        case "bundle":
            file = io.BytesIO(bytes.fromhex(data))
            return reason_of(lambda: list(read_bundle(file, NETWORK_ID, ORIGIN)))
    raise AssertionError(case["form"])


STATELESS = ("checkpoint", "root after version 1", "join token", "bundle")


@pytest.mark.parametrize(
    "case",
    [case for case in VECTORS["reject"] if case["form"] in STATELESS],
    ids=lambda case: f"{case['form']}: {case['why']}",
)
def test_each_case_is_refused_with_its_reason(case: dict[str, Any]) -> None:
    """What one program accepts and another refuses splits the network."""
    assert offered(case) == case["reason"]


@pytest.mark.parametrize("why", ["cut in the end frame", "end hash changed", "magic changed"])
def test_a_damaged_bundle_keeps_its_valid_prefix(why: str) -> None:
    """A stick pulled out early still delivers what is on it."""
    case = next(one for one in VECTORS["reject"] if one["why"].startswith(why))
    frames = read_bundle(io.BytesIO(bytes.fromhex(case["data"])), NETWORK_ID, ORIGIN)
    kept: list[Frame] = []
    reason = reason_of(lambda: kept.extend(frames))

    assert reason == "BUNDLE_DAMAGED"
    assert len(kept) == (0 if why == "magic changed" else len(VECTORS["bundle"]["frames"]))
