"""Laws of the written forms: one spelling a value, and no bytes that crash a reader."""

import io
from collections.abc import Callable

import pytest
from forsa.bundle import (
    BodyFrame,
    BundleWriter,
    ChunkFrame,
    ConsistencyFrame,
    EntryFrame,
    Frame,
    ManifestFrame,
    read_bundle,
)
from forsa.commitment import (
    CHUNK_BYTES,
    commit,
    make_manifest,
    verify_chunk,
    verify_data,
    verify_manifest,
)
from forsa.encoding import (
    format_base64,
    format_base64url,
    parse_base64,
    parse_base64url,
    parse_decimal,
    parse_hex,
)
from forsa.entry import LogEntry, parse_entry
from forsa.envelope import parse_record
from forsa.errors import ForsaError, VerificationError
from forsa.join_token import JoinToken, parse_join_token
from forsa.keys import SigningKey
from forsa.merkle.hashes import NodeHash
from forsa.note import (
    Checkpoint,
    CheckpointKeys,
    Note,
    cosign,
    open_checkpoint,
    parse_note,
    sign_checkpoint,
)
from forsa.receipt import parse_receipt
from forsa.root import accept_first
from hypothesis import given
from hypothesis import strategies as st

hashes = st.binary(min_size=32, max_size=32)
LOG = SigningKey.from_seed(bytes(31) + b"L")
WITNESS = SigningKey.from_seed(bytes(31) + b"W")
ORIGIN = "hub.example.org/log1"
KEYS = CheckpointKeys(ORIGIN, [LOG.public], (), {"amal/n1": WITNESS.public})


@given(st.binary(max_size=64))
def test_bytes_have_one_text(data: bytes) -> None:
    """A second spelling would be a second id."""
    assert parse_base64(format_base64(data)) == data
    assert parse_base64url(format_base64url(data)) == data
    assert parse_hex(data.hex(), len(data)) == data


@given(st.text(max_size=12))
def test_a_text_that_is_read_is_the_text_that_is_written(text: str) -> None:
    """Python's own readers are kinder: white space, underscores, digits of other scripts."""
    pairs: list[tuple[Callable[[str], object], Callable[[object], str]]] = [
        (parse_base64, lambda value: format_base64(bytes(value))),  # type: ignore[call-overload]
        (parse_base64url, lambda value: format_base64url(bytes(value))),  # type: ignore[call-overload]
        (parse_decimal, str),
        (parse_hex, lambda value: bytes(value).hex()),  # type: ignore[call-overload]
    ]
    for parse, write in pairs:
        try:
            value = parse(text)
        except ForsaError:
            continue
        assert write(value) == text


@pytest.mark.parametrize("text", ["", " 1", "1_0", "01", "+1", "\u0661", "1\n", "9" * 21])
def test_a_decimal_is_ascii_digits_without_a_leading_zero(text: str) -> None:
    """`int` takes most of these."""
    with pytest.raises(ForsaError):
        parse_decimal(text)


@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=400).map(lambda tail: b"\x01" + tail),
        st.binary(max_size=400).map(lambda tail: b"\x0a\x10" + tail),
    )
)
def test_no_bytes_make_a_reader_raise_anything_but_our_errors(data: bytes) -> None:
    """Everything a peer sends is hostile; another exception would be a crash."""
    readers: list[Callable[[bytes], object]] = [
        parse_entry,
        parse_record,
        parse_note,
        parse_receipt,
        lambda raw: accept_first(raw, bytes(32)),
        lambda raw: parse_join_token(raw.decode("latin-1")),
        lambda raw: parse_join_token("forsa1_" + format_base64url(raw)),
        lambda raw: list(read_bundle(io.BytesIO(raw), bytes(32), ORIGIN)),
        lambda raw: list(read_bundle(io.BytesIO(b"FORSABUNDLE1\n" + raw), bytes(32), ORIGIN)),
    ]
    for read in readers:
        try:
            read(data)
        except ForsaError:
            continue


@given(st.integers(0, 2**53 - 1), st.binary(min_size=1, max_size=300))
def test_an_entry_is_read_as_it_was_written(sequenced_ms: int, envelope: bytes) -> None:
    """The leaf covers every one of these bytes."""
    entry = LogEntry(sequenced_ms, envelope)
    written = entry.format()

    assert parse_entry(written) == entry
    with pytest.raises(ForsaError):
        parse_entry(written + b"\x00")
    with pytest.raises(ForsaError):
        parse_entry(written[:-1])


@given(st.integers(0, 2**62), hashes, st.integers(0, 2**40))
def test_a_note_verifies_as_signed_and_under_no_other_text(
    size: int, root: bytes, seconds: int
) -> None:
    """A witness vouches for one tree at one time."""
    checkpoint = Checkpoint(ORIGIN, size, NodeHash(root))
    lines = (
        sign_checkpoint(checkpoint, LOG),
        cosign(checkpoint, WITNESS, "amal/n1", seconds),
    )
    opened = open_checkpoint(Note(checkpoint.text, lines).format(), KEYS)
    other = Checkpoint(ORIGIN, size + 1, NodeHash(root))

    assert (opened.checkpoint, dict(opened.cosigned)) == (checkpoint, {"amal/n1": seconds})
    with pytest.raises(VerificationError):
        open_checkpoint(Note(other.text, lines).format(), KEYS)


def test_lines_of_unknown_keys_are_ignored_and_bad_ones_of_known_keys_are_not() -> None:
    """New kinds of lines may come; a forged line of a known key spoils the note."""
    checkpoint = Checkpoint(ORIGIN, 3, NodeHash(bytes(32)))
    good = sign_checkpoint(checkpoint, LOG)
    stranger = cosign(checkpoint, LOG, "badr/n1", 1)
    forged = cosign(Checkpoint(ORIGIN, 4, NodeHash(bytes(32))), WITNESS, "amal/n1", 1)

    assert open_checkpoint(Note(checkpoint.text, (good, stranger)).format(), KEYS).size == 3
    with pytest.raises(VerificationError):
        open_checkpoint(Note(checkpoint.text, (good, forged)).format(), KEYS)


@given(st.binary(max_size=50), hashes)
def test_a_commitment_opens_to_its_data_and_salt_alone(data: bytes, salt: bytes) -> None:
    """Once the salt is erased the rest confirms no guess."""
    commitment = commit(salt, data)
    verify_data(commitment, salt, data)

    with pytest.raises(VerificationError):
        verify_data(commitment, salt, data + b"x")
    with pytest.raises(VerificationError):
        verify_data(commitment, bytes(a ^ 1 for a in salt), data)


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES]
)
def test_each_chunk_verifies_at_its_place_alone(size: int) -> None:
    """A download resumes at any chunk, and no chunk can stand for another."""
    data = bytes(n % 251 for n in range(size))
    manifest = make_manifest(bytes(32), data)
    verify_manifest(commit(bytes(32), data), manifest)
    chunks = [data[at : at + CHUNK_BYTES] for at in range(0, size, CHUNK_BYTES)]
    for index, chunk in enumerate(chunks):
        verify_chunk(manifest, index, chunk)

    assert len(chunks) == len(manifest.leaf_hashes)
    for index in (-1, len(chunks)):
        with pytest.raises(VerificationError):
            verify_chunk(manifest, index, b"x")


frames = st.one_of(
    st.builds(EntryFrame, st.integers(0, 2**60), st.binary(min_size=1, max_size=60)),
    st.builds(BodyFrame, hashes, hashes, st.binary(max_size=60)),
    st.builds(ChunkFrame, hashes, st.integers(0, 9), st.binary(min_size=1, max_size=60)),
    st.builds(
        ConsistencyFrame,
        st.integers(1, 9),
        st.integers(9, 99),
        st.lists(hashes, max_size=3).map(tuple),
    ),
)


def written(frames_in: list[Frame]) -> bytes:
    """A bundle of these frames."""
    out = io.BytesIO()
    writer = BundleWriter(out.write, ManifestFrame(bytes(32), ORIGIN, 0, 9))
    for frame in frames_in:
        writer.add(frame)
    writer.close()
    return out.getvalue()


@given(st.lists(frames, max_size=6), st.data())
def test_a_bundle_cut_anywhere_keeps_its_valid_prefix(
    sent: list[Frame], data: st.DataObject
) -> None:
    """A stick pulled out early still delivers what is on it, and never says it is whole."""
    whole = written(sent)
    cut = data.draw(st.integers(0, len(whole) - 1))
    kept: list[Frame] = []
    with pytest.raises(ForsaError):
        kept.extend(read_bundle(io.BytesIO(whole[:cut]), bytes(32), ORIGIN))

    assert kept[1:] == sent[: max(0, len(kept) - 1)]
    assert list(read_bundle(io.BytesIO(whole), bytes(32), ORIGIN))[1:] == sent


@given(hashes, hashes, st.binary(min_size=8, max_size=8), st.integers(0, 65535))
def test_a_join_token_survives_a_letter_and_no_typing_error(
    network_id: bytes, ca: bytes, token_id: bytes, port: int
) -> None:
    """People carry it by hand."""
    token = JoinToken(network_id, ca, token_id, bytes(16), port, "hub.example.org")
    text = token.format()

    assert parse_join_token(f"  {text}\n") == token
    for at in (7, len(text) // 2, len(text) - 1):
        typo = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        with pytest.raises(ForsaError):
            parse_join_token(typo)
