"""Holding one release to everything that can be known of it: in a worker, ahead of the sequencer.

A proof is a stranger's work for us: megabytes to be checked in whole numbers. It keeps neither the
loop nor the writer waiting.
"""

from typing import NamedTuple

from forsa.errors import ForsaError
from forsa.outcomes.admitting import Earlier, Frame, admit_release

from forsa_hub.checking import Checked


class ReleaseJob(NamedTuple):
    """A release with what it is held against."""

    body: bytes
    proof: bytes
    earlier: tuple[tuple[bytes, bytes], ...]
    """Record id and body of every earlier release of the year, in log order."""
    frame: tuple[int, int] | None
    """Learners and centres of the published enrolment."""
    centres: tuple[str, ...]
    """Codes of the member's centres on the roster."""


def judge_release(job: ReleaseJob) -> Checked:
    """What forbids logging a release; an error travels between processes as its parts."""
    try:
        admit_release(
            job.body,
            job.proof,
            [Earlier(*one) for one in job.earlier],
            frame=None if job.frame is None else Frame(*job.frame),
            centres=job.centres,
        )
    except ForsaError as error:
        return Checked(None, error.reason, error.message, error.metadata, error.violations)
    return Checked(None, None, "", {}, ())
