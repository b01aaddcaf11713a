"""A bundle, folded from its first entry; every frame is checked as `forsa verify` checks it."""

from collections.abc import Callable, Sequence
from typing import BinaryIO

from forsa.bundle import BodyFrame, EntryFrame
from forsa.cli.bundle_check import BundleCheck
from forsa.cli.recount_claims import Findings
from forsa.cli.trust import Trust
from forsa.errors import Reason, VerificationError
from forsa.governance.whole import BATCH, WholeLog

Tell = Callable[[int, int], None]


def recount_bundle(
    source: BinaryIO, trust: Trust, tell: Tell, then: Sequence[BinaryIO] = ()
) -> tuple[WholeLog, Findings]:
    """Fold every entry of a bundle; texts that it brings are shown if they were signed for.

    Args:
        source: A bundle from the first entry on.
        trust: What it has to be of.
        tell: Told entries that are folded, and all of those in a file.
        then: Bundles that go on from it, in order.

    Raises:
        MalformedError: `BUNDLE_DAMAGED`.
        VerificationError: `WRONG_NETWORK`; a signature, proof or text in it does not hold; or it
            goes on from entries that it does not have, without which nothing can be counted.
        ConflictError: one of `then` does not begin where the one before it ends.
    """
    check = BundleCheck.begin(source, trust)
    if check.manifest.from_size:
        raise VerificationError(
            f"the bundle begins at entry {check.manifest.from_size}: nothing can be counted "
            "without the entries before it",
            Reason.NOTE_SIGNATURE_INVALID,
        )
    log = WholeLog(check.network_id)
    _fold(check, log, tell)
    signed_size = check.finish()
    for more in then:
        check = check.follow(more)
        _fold(check, log, tell)
        signed_size = check.finish()
    return log, Findings(signed_size=signed_size)


def _fold(check: BundleCheck, log: WholeLog, tell: Tell) -> None:
    """Fold the entries of one file, each frame checked."""
    waiting: list[bytes] = []
    texts: list[BodyFrame] = []
    for frame in check.frames():
        match frame:
            case EntryFrame(_, entry):
                waiting.append(entry)
            case BodyFrame():
                texts.append(frame)
        if len(waiting) >= BATCH or len(texts) >= BATCH:
            _take(log, waiting, texts)
            tell(log.size, check.manifest.to_size)
    _take(log, waiting, texts)


def _take(log: WholeLog, waiting: list[bytes], texts: list[BodyFrame]) -> None:
    """Fold the entries that wait, then take the texts that came after them."""
    if waiting:
        log.append(waiting)
    for one in texts:
        log.put_body(one.record_id, one.salt, one.body)
    waiting.clear()
    texts.clear()
