"""C2SP signed notes, and what forsa puts in them: checkpoints, freshness, cosignatures, notices.

Sources: C2SP signed-note, tlog-checkpoint, tlog-cosignature; docs/protocol.md, "Notes".
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256
from typing import Final, Self

from forsa.encoding import (
    format_base64,
    parse_base64,
    parse_decimal,
    parse_hex,
)
from forsa.envelope import RecordId
from forsa.errors import MalformedError, Reason, VerificationError
from forsa.keys import PublicKey, SigningKey, is_signature_valid
from forsa.merkle.hashes import HASH_BYTES, NodeHash

MAX_NOTE_BYTES: Final = 64 * 1024
MAX_LINES: Final = 128
_DASH: Final = "\u2014"


class LineType(IntEnum):
    """The first byte of what a note key is hashed over: how the line was signed."""

    ED25519 = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One signature line: who, which key (4 bytes of hash), and the signature's bytes."""

    name: str
    key_hash: bytes
    signature: bytes

    def format(self) -> str:
        """The line with its line feed."""
        return f"{_DASH} {self.name} {format_base64(self.key_hash + self.signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and its signature lines, in order; nothing is verified yet."""

    text: str
    lines: tuple[NoteLine, ...]

    def format(self) -> str:
        """The note as it travels."""
        return self.text + "\n" + "".join(line.format() for line in self.lines)

    def with_lines(self, lines: Sequence[NoteLine]) -> Self:
        """The note with those of `lines` added that it does not have yet."""
        new = [line for line in dict.fromkeys(lines) if line not in self.lines]
        return type(self)(self.text, (*self.lines, *new)[:MAX_LINES])


def _malformed(what: str) -> MalformedError:
    return MalformedError(what, Reason.NOTE_MALFORMED)


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(one.isspace() for one in name)


def parse_line(line: str) -> NoteLine:
    """Read one signature line without its line feed, or raise MalformedError."""
    match line.split(" "):
        case [dash, name, encoded] if dash == _DASH and _is_name(name):
            data = parse_base64(encoded)
            if len(data) > 4:
                return NoteLine(name, data[:4], data[4:])
    raise _malformed("a signature line is malformed")


def parse_note(data: bytes | str) -> Note:
    """Read a note of at most 64 KiB and 128 lines.

    Raises:
        MalformedError: `NOTE_MALFORMED`.
    """
    if len(data) > MAX_NOTE_BYTES:
        raise _malformed(f"a note of {len(data)} bytes")
    try:
        content = data.decode("utf-8") if isinstance(data, bytes) else data
    except UnicodeDecodeError:
        raise _malformed("a note is not UTF-8") from None
    if any(one != "\n" and unicodedata.category(one) == "Cc" for one in content):
        raise _malformed("a note has a control character")
    head, blank, tail = content.rpartition("\n\n")
    if not blank or not head or not tail.endswith("\n"):
        raise _malformed("a note has a text, a blank line and signature lines")
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_LINES:
        raise _malformed(f"a note has {len(lines)} signature lines")
    return Note(head + "\n", tuple(parse_line(line) for line in lines))


@dataclass(frozen=True, slots=True)
class NoteKey:
    """Who may have signed a line: the name, the type, the public key."""

    name: str
    type: LineType
    public: PublicKey

    @property
    def key_hash(self) -> bytes:
        """The 4 bytes that a line carries."""
        named = self.name.encode() + b"\n" + bytes([self.type]) + self.public
        return sha256(named).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as C2SP writes it: name, hash, type and key."""
        encoded = format_base64(bytes([self.type]) + self.public)
        return f"{self.name}+{self.key_hash.hex()}+{encoded}"

    def signed_message(self, text: str, signature: bytes) -> tuple[bytes, bytes]:
        """What was signed, and the bare Ed25519 signature, of a line of this key."""
        if self.type is LineType.ED25519:
            return text.encode(), signature
        seconds = int.from_bytes(signature[:8], "big")
        return _cosigned(text, seconds), signature[8:]

    def verifies(self, text: str, line: NoteLine) -> bool:
        """Whether `line` is a good signature of this key over `text`."""
        if len(line.signature) != (64 if self.type is LineType.ED25519 else 72):
            return False
        message, signature = self.signed_message(text, line.signature)
        return is_signature_valid(self.public, message, signature)


def parse_vkey(text: str) -> NoteKey:
    """Read a C2SP verifier key, or raise MalformedError."""
    match text.split("+", 2):
        case [name, hashed, encoded] if _is_name(name):
            data = parse_base64(encoded)
            if len(data) == 33 and data[0] in tuple(LineType):
                key = NoteKey(name, LineType(data[0]), PublicKey(data[1:]))
                if key.key_hash == parse_hex(hashed, 4):
                    return key
    raise _malformed("not a verifier key")


def _cosigned(text: str, seconds: int) -> bytes:
    return b"cosignature/v1\ntime %d\n" % seconds + text.encode()


def sign_line(text: str, name: str, key: SigningKey) -> NoteLine:
    """Sign a note's text (line type 0x01)."""
    note_key = NoteKey(name, LineType.ED25519, key.public)
    return NoteLine(name, note_key.key_hash, key.sign(text.encode()))


def cosign_line(text: str, name: str, key: SigningKey, seconds: int) -> NoteLine:
    """Cosign a checkpoint's text at a time, seconds since 1970 (line type 0x04)."""
    note_key = NoteKey(name, LineType.COSIGNATURE, key.public)
    signature = seconds.to_bytes(8, "big") + key.sign(_cosigned(text, seconds))
    return NoteLine(name, note_key.key_hash, signature)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log claims: its tree of `size` leaves has this `root`. Not verified yet."""

    origin: str
    size: int
    root: NodeHash

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{format_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text form, or raise `MalformedError`."""
        match text.split("\n"):
            case [origin, size, root, ""] if origin:
                decoded = parse_base64(root)
                if len(decoded) == HASH_BYTES:
                    return cls(origin, parse_decimal(size), NodeHash(decoded))
        raise _malformed("a checkpoint has three lines")


def fresh_name(origin: str) -> str:
    """The name of the hub's freshness lines."""
    return f"{origin}/fresh"


def notice_name(origin: str) -> str:
    """The name of the hub's notices."""
    return f"{origin}/notice"


def witness_name(origin: str, node: str) -> str:
    """The name of a node's cosignatures; `node` is `<member>/<node>`."""
    return f"{origin}/w/{node}"


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> NoteLine:
    """The log key's line; the same tree gives the same bytes."""
    return sign_line(checkpoint.text, checkpoint.origin, key)


def sign_freshness(checkpoint: Checkpoint, key: SigningKey, seconds: int) -> NoteLine:
    """The service key's line: at `seconds` this was the largest tree."""
    return cosign_line(checkpoint.text, fresh_name(checkpoint.origin), key, seconds)


def cosign(checkpoint: Checkpoint, key: SigningKey, node: str, seconds: int) -> NoteLine:
    """A witness's line; `node` is `<member>/<node>`."""
    return cosign_line(checkpoint.text, witness_name(checkpoint.origin, node), key, seconds)


@dataclass(frozen=True, slots=True)
class CheckpointKeys:
    """Whose lines count: all keys by role. Lines of other keys are ignored."""

    origin: str
    log_keys: Sequence[bytes]
    service_keys: Sequence[bytes] = ()
    witnesses: Mapping[str, bytes] = field(default_factory=dict)
    """`<member>/<node>` to witness key."""


@dataclass(frozen=True, slots=True)
class VerifiedCheckpoint:
    """A checkpoint whose log line, and every other line of a known key, verifies."""

    checkpoint: Checkpoint
    note: Note
    log_key: bytes
    fresh_seconds: int | None
    cosigned: Mapping[str, int]
    """`<member>/<node>` to the time of its cosignature, seconds since 1970."""
    fresh_key: bytes | None = None
    """The service key of the newest freshness line; None: there is no line."""

    @property
    def size(self) -> int:
        """Leaves in the tree."""
        return self.checkpoint.size

    @property
    def root(self) -> NodeHash:
        """The tree's root."""
        return self.checkpoint.root


def open_checkpoint(
    data: bytes | str, keys: CheckpointKeys, *, require_fresh: bool = False
) -> VerifiedCheckpoint:
    """Read a checkpoint note and verify every line of a known key.

    Args:
        data: The note.
        keys: Whose lines count.
        require_fresh: Whether a freshness line must be there.

    Raises:
        MalformedError: `NOTE_MALFORMED`: not a checkpoint of this origin.
        VerificationError: `NOTE_SIGNATURE_INVALID`: a line of a known key fails, or a required
            line is missing.
    """
    note = parse_note(data)
    checkpoint = Checkpoint.parse(note.text)
    if checkpoint.origin != keys.origin:
        raise _malformed("a checkpoint of another origin")
    log_key: bytes | None = None
    fresh: list[tuple[int, bytes]] = []
    cosigned: dict[str, int] = {}
    known = {(key.name, key.key_hash): (key, node) for key, node in _note_keys(keys, note)}
    for line in note.lines:
        if (line.name, line.key_hash) not in known:
            continue
        key, node = known[line.name, line.key_hash]
        if not key.verifies(note.text, line):
            raise _bad_signature(f"the line of {line.name} does not verify")
        if key.type is LineType.ED25519:
            log_key = log_key or key.public
        elif node:
            cosigned[node] = int.from_bytes(line.signature[:8], "big")
        else:
            fresh.append((int.from_bytes(line.signature[:8], "big"), key.public))
    if log_key is None:
        raise _bad_signature("no line of the log's key")
    if require_fresh and not fresh:
        raise _bad_signature("no freshness line")
    seconds, fresh_key = max(fresh, default=(None, None))
    return VerifiedCheckpoint(checkpoint, note, log_key, seconds, cosigned, fresh_key)


def _bad_signature(what: str) -> VerificationError:
    return VerificationError(what, Reason.NOTE_SIGNATURE_INVALID)


def _note_keys(keys: CheckpointKeys, note: Note) -> list[tuple[NoteKey, str]]:
    """Every key whose line could stand in `note`, with the witness it belongs to, if any."""
    found = [(NoteKey(keys.origin, LineType.ED25519, PublicKey(k)), "") for k in keys.log_keys]
    fresh = fresh_name(keys.origin)
    found += [(NoteKey(fresh, LineType.COSIGNATURE, PublicKey(k)), "") for k in keys.service_keys]
    prefix = witness_name(keys.origin, "")
    for node in {line.name.removeprefix(prefix) for line in note.lines} & keys.witnesses.keys():
        public = PublicKey(keys.witnesses[node])
        found.append((NoteKey(prefix + node, LineType.COSIGNATURE, public), node))
    return found


@dataclass(frozen=True, slots=True)
class Notice:
    """The hub's signed word that it refused a record."""

    origin: str
    record_id: RecordId
    reason: str
    time_ms: int

    @property
    def text(self) -> str:
        """What the service key signs."""
        lines = ("forsa-reject/v1", self.origin, self.record_id.hex(), self.reason)
        return "".join(f"{line}\n" for line in (*lines, str(self.time_ms)))


def sign_notice(notice: Notice, key: SigningKey) -> Note:
    """Sign a refusal with the service key."""
    return Note(notice.text, (sign_line(notice.text, notice_name(notice.origin), key),))


def open_notice(data: bytes | str, origin: str, service_keys: Sequence[bytes]) -> Notice:
    """Read a notice and verify it.

    Raises:
        MalformedError: `NOTE_MALFORMED`.
        VerificationError: `NOTE_SIGNATURE_INVALID`.
    """
    note = parse_note(data)
    match note.text.split("\n"):
        case ["forsa-reject/v1", named, record_id, reason, time_ms, ""] if named == origin:
            parsed = RecordId(parse_hex(record_id, 32))
            notice = Notice(origin, parsed, reason, parse_decimal(time_ms))
        case _:
            raise _malformed("not a notice of this log")
    name = notice_name(origin)
    keys = [NoteKey(name, LineType.ED25519, PublicKey(public)) for public in service_keys]
    for line in note.lines:
        for key in keys:
            if (line.name, line.key_hash) == (key.name, key.key_hash):
                if key.verifies(note.text, line):
                    return notice
                raise _bad_signature("the notice's signature does not verify")
    raise _bad_signature("no line of the hub's service key")
