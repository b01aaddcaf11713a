"""The accept proof as it travels: whole numbers in one spelling, read by one pattern.

A proof lists integer tables that fit everything a member has shown of one frame, and which of
them show that nothing hidden can be concluded. It is one line of canonical JSON (RFC 8785). All
that a proof may say is said by one pattern, so that nothing else (fractions, spaces, a name given
twice, brackets without end) ever reaches a parser.

    {"derived":[3],"format":"forsa-outcome-proof-1","groups":[],"history":["<hex>"],
     "release":"<hex>","revisions":[],"spread":[1,2],"tables":[[[0,9,2,1],[]],[[0,-1],[]]]}

Source: docs/protocol.md, "The accept proof"; docs/decisions/0025.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

from forsa.errors import Reason, TooLargeError, VerificationError

MEDIA_TYPE: Final = "application/vnd.forsa.outcome-proof+json"
MAX_PROOF_BYTES: Final = 4 * 2**20
MAX_LISTS: Final = 2**15
"""Brackets that open, at most: 4 MiB of empty lists would be 90 MiB of memory."""
FORMAT: Final = "forsa-outcome-proof-1"

INDEXES: Final = ("spread", "groups", "derived", "revisions")
"""The lists that say which tables show what, one for each check."""

Column = Mapping[int, int]
"""Position of an atom and outcome to learners; positions without learners are left out."""

_ROW: Final = rb"\[(?:(?:0|-?[1-9][0-9]{0,7})(?:,(?:0|-?[1-9][0-9]{0,7}))*+)?+\]"
_HEX: Final = rb'"[0-9a-f]{64}"'
_PATTERN: Final = re.compile(
    rb'\{"derived":ROW,"format":"FORMAT","groups":ROW,"history":\[(?:HEX(?:,HEX)*+)?+\],'
    rb'"release":HEX,"revisions":ROW,"spread":ROW,"tables":\[TABLE(?:,TABLE)*+\]\}'.replace(
        b"TABLE", rb"\[ROW(?:,ROW)*+\]"
    )
    .replace(b"ROW", _ROW)
    .replace(b"HEX", _HEX)
    .replace(b"FORMAT", FORMAT.encode())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptProof:
    """What a proof claims. Not verified yet: `forsa.outcomes.verify` does that."""

    release: bytes
    """Digest of the release that it is about: 32 bytes."""
    history: tuple[bytes, ...]
    """Digests of the earlier releases of the same frame, in log order."""
    tables: tuple[tuple[Column, ...], ...]
    """Integer tables; the first whole, each other as its differences from the first.

    A table has one column for each release in log order, or two where the release is the second
    vintage of its point: the learners added to and taken from the first.
    """
    spread: tuple[int, ...]
    """For each hidden cell, two tables that are far apart there."""
    groups: tuple[int, ...]
    """A table for each group and outcome that the first table alone would give away."""
    derived: tuple[int, ...]
    """A table for each derived cell that is small in the first."""
    revisions: tuple[int, ...]
    """For each revised cell and its group, two tables whose additions are far apart."""


def parse_proof(data: bytes) -> AcceptProof:
    """Read a proof.

    Raises:
        TooLargeError: it has over `MAX_PROOF_BYTES`, or over `MAX_LISTS` lists.
        VerificationError: it is not written as a proof is.
    """
    if len(data) > MAX_PROOF_BYTES or data.count(b"[") > MAX_LISTS:
        raise TooLargeError(
            f"a proof of {len(data)} bytes",
            Reason.KIND_OUTCOME_PROOF_TOO_LARGE,
            limit_bytes=MAX_PROOF_BYTES,
        )
    if not _PATTERN.fullmatch(data):
        raise VerificationError("not an accept proof", Reason.KIND_OUTCOME_PROOF_INVALID)
    read = json.loads(data)
    return AcceptProof(
        release=bytes.fromhex(read["release"]),
        history=tuple(bytes.fromhex(one) for one in read["history"]),
        tables=tuple(tuple(_column(flat) for flat in table) for table in read["tables"]),
        **{name: tuple(read[name]) for name in INDEXES},
    )


def format_proof(proof: AcceptProof) -> bytes:
    """Write a proof.

    Raises:
        TooLargeError: it would be over a limit.
    """
    said: dict[str, object] = {one.name: getattr(proof, one.name) for one in fields(proof)}
    said |= {
        "format": FORMAT,
        "release": proof.release.hex(),
        "history": [one.hex() for one in proof.history],
        "tables": [[_flat(column) for column in table] for table in proof.tables],
    }
    data = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    parse_proof(data)
    return data


def _column(flat: Sequence[int]) -> Column:
    """Read pairs: how far after the last position, less one, and how many."""
    if len(flat) % 2 or any(gap < 0 for gap in flat[::2]) or 0 in flat[1::2]:
        raise VerificationError("not a column of a proof", Reason.KIND_OUTCOME_PROOF_INVALID)
    column, at = {}, -1
    for gap, count in zip(flat[::2], flat[1::2], strict=True):
        at += gap + 1
        column[at] = count
    return column


def _flat(column: Column) -> list[int]:
    flat, last = [], -1
    for at, count in sorted(column.items()):
        if count:
            flat += [at - last - 1, count]
            last = at
    return flat
