"""Admission as everybody can repeat it: a release, its proof, and what came before it."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

import pytest
from forsa.errors import ForsaError, Reason
from forsa.outcomes.admitting import Earlier, Frame, admit_release, proof_of
from forsa.outcomes.messages import format_release, release_message
from forsa.outcomes.proof import AcceptProof, format_proof
from forsa.outcomes.tables import Release, Vintage
from forsa.v1.common_pb2 import LocalText
from forsa.v1.record_pb2 import Commitment, RecordHeader

from tests.support.accept_proofs import four_outcomes, prove
from tests.support.releases import ABOUT, sealed

EXIT: Final = {"formal_education": 17, "active_life": 15, "vocational_training": 3, "unknown": 20}
REVISED: Final = {
    "formal_education": 12,
    "active_life": 20,
    "vocational_training": 3,
    "unknown": 20,
}
FRAME: Final = Frame(55, 1)
FIRST: Final = bytes(31) + b"1"
WHY: Final = [LocalText(lang="fr", text="Des jeunes ont répondu plus tard.")]


def body_of(release: Release, proof: bytes, **about: Any) -> bytes:
    """The body of a release that names its proof."""
    message = release_message(release, replace(ABOUT, **about))
    message.proof_digest = sha256(proof).digest()
    return format_release(message)


def admitted(
    release: Release, proof: bytes, earlier: Sequence[Earlier] = (), **about: Any
) -> Release:
    """The release, if it is taken."""
    body = body_of(release, proof, **about)
    return admit_release(body, proof, earlier, frame=FRAME, centres=["c1"])


def reason_of(*args: Any, **about: Any) -> Reason:
    """Why it is not."""
    with pytest.raises(ForsaError) as caught:
        admitted(*args, **about)
    return caught.value.reason


def first() -> tuple[Release, Earlier]:
    """A provisional release that was taken."""
    release = four_outcomes(EXIT)
    return release, Earlier(FIRST, body_of(release, prove([release], [EXIT])))


def final(counts: Mapping[str, int], **about: Any) -> Release:
    """The final vintage after `first`, with the digest of what is said about it."""
    release = four_outcomes(counts, history=[FIRST])
    release = sealed(replace(release, vintage=Vintage.FINAL))
    message = release_message(release, replace(ABOUT, **about))
    return replace(release, digest=sha256(format_release(message)).digest())


def prove_revision(releases: Sequence[Release], moved: int) -> bytes:
    """A proof for a final vintage in which so many went from school to work, or others for them.

    In a second world as many more came and went: who was added is not known to three learners.
    """
    school, training, work, unknown = 0, 1, 3, 5
    exit_column = {school: 17, training: 3, work: 15, unknown: 20}
    added = {work: moved} if moved else {}
    taken = {school: moved} if moved else {}
    shift = {training: 8, unknown: -8}
    swap = {school: 3, work: 3} if moved else {}
    changed = [2, 0] * 4 if moved else []
    return format_proof(
        AcceptProof(
            release=releases[-1].digest,
            history=tuple(one.digest for one in releases[:-1]),
            tables=(
                (exit_column, added, taken),
                (shift, {}, {}),
                ({}, swap, swap),
            ),
            spread=(0, 1) * 4,
            groups=(),
            derived=(),
            revisions=tuple(changed[:6]),
        )
    )


def test_a_final_vintage_that_changes_figures_says_why() -> None:
    """A number that changes without a word is taken for a mistake, or for a trick."""
    before, earlier = first()
    silent, told = final(REVISED), final(REVISED, correction_reason=WHY)
    proof = prove_revision([before, told], 5)

    assert admitted(told, proof, [earlier], correction_reason=WHY).digest == told.digest
    assert (
        reason_of(silent, prove_revision([before, silent], 5), [earlier])
        is Reason.KIND_BODY_INVALID
    )


def test_a_final_vintage_that_changes_nothing_needs_no_reason() -> None:
    """There is nothing to explain."""
    before, earlier = first()
    same = final(EXIT)

    assert admitted(same, prove_revision([before, same], 0), [earlier]).digest == same.digest


def test_a_revision_whose_learners_can_be_counted_is_refused() -> None:
    """The published difference is five, and in no world were there others: five are known."""
    before, earlier = first()
    told = final(REVISED, correction_reason=WHY)
    proof = prove_revision([before, told], 5).replace(
        b'"revisions":[2,0,2,0,2,0]', b'"revisions":[0,0,0,0,0,0]'
    )

    reason = reason_of(told, proof, [earlier], correction_reason=WHY)
    assert reason is Reason.KIND_OUTCOME_PROOF_INVALID


def test_what_cannot_be_read_any_more_closes_its_year() -> None:
    """Its rows were seen; a new release could not be held against them."""
    before, _ = first()
    later = four_outcomes(EXIT, point="m3", history=[FIRST])
    proof = prove([before, later], [EXIT, EXIT])

    for lost in (b"", b"\x0a\x00"):
        assert reason_of(later, proof, [Earlier(FIRST, lost)]) is Reason.KIND_OUTCOME_VINTAGE_CLOSED


def test_the_first_attachment_is_the_proof() -> None:
    """Where it stands must not be a matter of taste."""
    proof = Commitment(
        root=b"r" * 32, size=9, media_type="application/vnd.forsa.outcome-proof+json"
    )
    other = Commitment(root=b"o" * 32, size=9, media_type="application/pdf")

    assert proof_of(RecordHeader(attachments=[proof])) == proof
    for attachments in ([], [other], [other, proof]):
        with pytest.raises(ForsaError) as caught:
            proof_of(RecordHeader(attachments=attachments))
        assert caught.value.reason is Reason.KIND_OUTCOME_PROOF_MISSING


def test_a_hub_judges_without_solver_or_data_frames() -> None:
    """Hubs do not install them; and a solver must not decide what enters the log."""
    code = (
        "import sys\n"
        "for name in ('highspy', 'numpy', 'openpyxl', 'polars'):\n"
        "    sys.modules[name] = None\n"
        "import forsa_hub.server\n"
        "from forsa_hub.outcomes.worker import ReleaseJob, judge_release\n"
        "print(judge_release(ReleaseJob(b'', b'', (), None, ())).reason)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout.strip() == Reason.KIND_OUTCOME_PRODUCT_UNKNOWN, done.stderr
