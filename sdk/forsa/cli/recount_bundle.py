"""A bundle, folded from its first entry; every frame is checked as `forsa verify` checks it."""

from collections.abc import Callable
from typing import BinaryIO

from forsa.bundle import BodyFrame, EntryFrame, read_bundle
from forsa.cli.bundle_check import BundleCheck, peek_manifest
from forsa.cli.recount_claims import Findings
from forsa.cli.trust import Trust
from forsa.errors import Reason, VerificationError
from forsa.governance.whole import BATCH, WholeLog

Tell = Callable[[int, int], None]


def recount_bundle(source: BinaryIO, trust: Trust, tell: Tell) -> tuple[WholeLog, Findings]:
    """Fold every entry of a bundle; texts that it brings are shown if they were signed for.

    Raises:
        MalformedError: `BUNDLE_DAMAGED`.
        VerificationError: `WRONG_NETWORK`; a signature, proof or text in it does not hold; or it
            goes on from entries that it does not have, without which nothing can be counted.
    """
    manifest = peek_manifest(source)
    if manifest.from_size:
        raise VerificationError(
            f"the bundle begins at entry {manifest.from_size}: nothing can be counted without the "
            "entries before it",
            Reason.NOTE_SIGNATURE_INVALID,
        )
    network_id = trust.network_id or manifest.network_id
    check = BundleCheck(manifest, trust.roots)
    log = WholeLog(network_id)
    waiting: list[bytes] = []
    texts: list[BodyFrame] = []
    for frame in read_bundle(source, network_id, manifest.origin):
        check.add(frame)
        match frame:
            case EntryFrame(_, entry):
                waiting.append(entry)
            case BodyFrame():
                texts.append(frame)
        if len(waiting) >= BATCH or len(texts) >= BATCH:
            _take(log, waiting, texts)
            tell(log.size, manifest.to_size)
    _take(log, waiting, texts)
    findings = Findings(signed_size=check.finish())
    return log, findings


def _take(log: WholeLog, waiting: list[bytes], texts: list[BodyFrame]) -> None:
    """Fold the entries that wait, then take the texts that came after them."""
    if waiting:
        log.append(waiting)
    for one in texts:
        log.put_body(one.record_id, one.salt, one.body)
    waiting.clear()
    texts.clear()
