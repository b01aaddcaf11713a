"""What can be found out about a record without the state: in a worker, ahead of the sequencer.

Signature, commitment and the rules of the body cost more than everything else the hub does with a
record, and none of them needs to know what was logged before.
"""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from forsa.envelope import Record, parse_record
from forsa.errors import ForsaError, Reason, Violation, error_for
from forsa.keys import is_signature_valid
from forsa.kinds.body import check_body as find_errors
from forsa.privacy.body_scan import refusals_of

from forsa_hub.admission import check_body


class Job(NamedTuple):
    """A record as it came, with the key it should be signed by."""

    public: bytes
    """Empty: not known yet."""
    envelope: bytes
    salt: bytes
    body: bytes
    today: date
    body_limit: int
    mailboxes: frozenset[str] = frozenset()
    """Of the roster; the same object for all jobs of a call, so that it travels once."""


class Checked(NamedTuple):
    """What was found; an error travels between processes as its parts."""

    signature_ok: bool | None
    """None: the key was not known."""
    reason: Reason | None
    message: str
    metadata: dict[str, str]
    violations: tuple[Violation, ...]

    def error(self) -> ForsaError | None:
        """What is wrong with the body; None = nothing."""
        if self.reason is None:
            return None
        error = error_for(self.reason, self.message, **self.metadata)
        error.violations = self.violations
        return error


def check_chunk(jobs: Sequence[Job]) -> list[Checked]:
    """Check each record; the envelopes parse."""
    return [_check(job) for job in jobs]


def _check(job: Job) -> Checked:
    record = parse_record(job.envelope)
    good = None
    if job.public and record.key_matches:
        good = is_signature_valid(job.public, record.signed_bytes, record.signature)
    rules = partial(_violations, job.mailboxes)
    error = check_body(record, job.salt, job.body, rules, job.today, job.body_limit)
    if error is None:
        return Checked(good, None, "", {}, ())
    return Checked(good, error.reason, error.message, error.metadata, error.violations)


def _violations(
    mailboxes: Collection[str], record: Record, body: bytes, today: date
) -> list[Violation]:
    """What the rules of the kind forbid; and if they forbid nothing, what the scan finds."""
    header = record.header
    found = find_errors(header.kind, header, body, today)
    found = found or refusals_of(header.kind, body, mailboxes)
    return [one.violation() for one in found]
