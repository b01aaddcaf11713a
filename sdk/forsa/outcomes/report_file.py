"""A release in one file for somebody outside: with all it is audited with, and its proof.

Whoever has the file needs no node, no network and no solver to see that the tables are what the
member signed, and that they give nobody away.

    {"format": "forsa-outcome-release-1", "proof": "<base64>",
     "releases": [{"body": "<base64>", "envelope": "<base64>", "salt": "<base64>"}, …]}

The releases are all of one member and school year, in log order; the last one is judged. That they
are all there is, and that their keys count, only the log says.

Source: docs/protocol.md, "Outcomes".
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from forsa.commitment import verify_data
from forsa.envelope import Record, parse_record
from forsa.errors import ForsaError, MalformedError, Reason, TooLargeError, VerificationError
from forsa.outcomes.checks import check_release, network_theta
from forsa.outcomes.history import check_history, check_listed
from forsa.outcomes.messages import parse_release
from forsa.outcomes.names import RELEASE
from forsa.outcomes.refusing import refusal
from forsa.outcomes.tables import Release
from forsa.outcomes.verify import verify_accept

FORMAT: Final = "forsa-outcome-release-1"
MAX_FILE_BYTES: Final = 16 * 2**20
MAX_RELEASES: Final = 17
"""Sixteen that a release may name, and itself."""


@dataclass(frozen=True, slots=True)
class Published:
    """A release as it was published."""

    envelope: bytes
    salt: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file says, once everything in it holds."""

    member: str
    record_ids: tuple[bytes, ...]
    releases: tuple[Release, ...]
    """In log order; the last one is the one that was judged."""


def format_file(releases: Sequence[Published], proof: bytes) -> bytes:
    """Write a release, the last of these, with its accept proof."""
    told = {
        "format": FORMAT,
        "releases": [
            {name: b64encode(getattr(one, name)).decode() for name in _PARTS} for one in releases
        ],
        "proof": b64encode(proof).decode(),
    }
    return json.dumps(told, indent=1, sort_keys=True).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class InFile:
    """What a file has: the records are what they commit to, nothing else is checked yet."""

    member: str
    record_ids: tuple[bytes, ...]
    releases: tuple[Release, ...]
    proof: bytes


def read_file(data: bytes) -> InFile:
    """Read a file of a stranger, and judge nothing of it.

    Raises:
        MalformedError: it is no such file.
        TooLargeError: it has over 16 MiB, or too many releases.
        VerificationError: a body is not what its record commits to, or the records are not of one
            member.
    """
    published, proof = _parse(data)
    records = [_record(one) for one in published]
    members = {one.header.member for one in records}
    if len(members) != 1:
        raise VerificationError(
            "the releases of the file are of several members", Reason.KIND_OUTCOME_PROOF_INVALID
        )
    ids = tuple(one.record_id for one in records)
    return InFile(members.pop(), ids, tuple(parse_release(one.body) for one in published), proof)


def verify_file(data: bytes) -> Verified:
    """Read a file of a stranger, and check all that can be checked without the log.

    Raises:
        MalformedError: it is no such file.
        TooLargeError: it has over 16 MiB, or too many releases.
        VerificationError: a body is not what its record commits to, the records are not of one
            member, or the proof does not hold.
        ForsaError: the release breaks a rule, with its reason.
    """
    found = read_file(data)
    *earlier, last = found.releases
    problems = (
        *check_listed(last, found.record_ids[:-1]),
        *check_release(last, centres=None, frame_n=None, least=network_theta()),
        *check_history(last, earlier),
    )
    refused = refusal(problems)
    if refused is not None:
        raise refused
    if sha256(found.proof).digest() != last.proof_digest:
        raise VerificationError(
            "the proof of the file is not the one that the release names",
            Reason.KIND_OUTCOME_PROOF_INVALID,
        )
    verify_accept(found.releases, found.proof)
    return Verified(found.member, found.record_ids, found.releases)


_PARTS: Final = ("envelope", "salt", "body")


def _parse(data: bytes) -> tuple[list[Published], bytes]:
    if len(data) > MAX_FILE_BYTES:
        raise TooLargeError(
            f"a file of {len(data)} bytes; at most {MAX_FILE_BYTES}", Reason.LIMIT_EXCEEDED
        )
    try:
        told: dict[str, Any] = json.loads(data)
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
        found = [_published(one) for one in told["releases"]]
        proof = _bytes(told["proof"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise MalformedError(
            "this is no file of a release as forsa-node outcomes report writes it",
            Reason.KIND_OUTCOME_TABLE_MALFORMED,
        ) from None
    if not 1 <= len(found) <= MAX_RELEASES:
        raise TooLargeError(
            f"{len(found)} releases in a file; 1 to {MAX_RELEASES} are allowed",
            Reason.LIMIT_EXCEEDED,
        )
    return found, proof


def _published(told: dict[str, Any]) -> Published:
    return Published(*(_bytes(told[name]) for name in _PARTS))


def _bytes(text: str) -> bytes:
    return b64decode(text.encode("ascii"), validate=True)


def _record(one: Published) -> Record:
    """The record of a release, its body what it commits to."""
    record = parse_record(one.envelope)
    if record.header.kind != RELEASE:
        raise VerificationError(
            f"a {record.header.kind} is no release", Reason.KIND_OUTCOME_PROOF_INVALID
        )
    try:
        verify_data(record.header.body, one.salt, one.body)
    except ForsaError:
        raise VerificationError(
            f"the tables are not those that record {record.record_id.hex()} commits to",
            Reason.COMMITMENT_MISMATCH,
        ) from None
    return record
