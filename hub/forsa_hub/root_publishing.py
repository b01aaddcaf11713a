"""The next trust root at the hub: logged as any record, and from then on its keys count."""

from dataclasses import dataclass

from forsa.errors import ConflictError, MalformedError, Reason
from forsa.root import follow
from forsa.v1.effects_pb2 import RootPublish
from forsa.v1.log_service_pb2 import PublishItem
from forsa.v1.trust_pb2 import RootDocument

from forsa_hub.admission import Offer
from forsa_hub.batch import Placed
from forsa_hub.core import Core
from forsa_hub.folder import HubFolder
from forsa_hub.own_keys import is_certified
from forsa_hub.rooting import KIND, document_in


@dataclass(frozen=True, slots=True)
class Published:
    """A trust root that is in force."""

    index: int
    version: int
    restart: bool
    """Whether the hub needs another certificate, and gets it when it starts."""


async def publish_root(core: Core, folder: HubFolder, envelope: bytes) -> Published:
    """Log a `root.publish`; when this returns the hub signs with the keys that it names.

    One that sets the log's time back is taken although the clock is behind the log.

    Raises:
        ForsaError: the record is not one, or the rules or the hub refuse it.
    """
    (offer,) = await core.offers([PublishItem(envelope=envelope)])
    if not isinstance(offer, Offer):
        raise offer[1]
    header = offer.record.header
    document = document_in(header.effect) if header.kind == KIND else None
    if document is None:
        raise MalformedError("this record publishes no trust root", Reason.ROOT_INVALID)
    _require_next(core, RootPublish.FromString(header.effect).envelope)
    _require_repair(core, document)
    answer = await core.sequencer.publish([offer], repairs=bool(document.log_time_ms))
    (outcome,) = answer.outcomes
    if not isinstance(outcome, Placed):
        raise outcome
    root = core.roots[-1]
    return Published(outcome.index, root.version, not is_certified(folder, root))


def _require_next(core: Core, envelope: bytes) -> None:
    """Say before the fold does what is wrong with a version that is not the next one.

    Raises:
        VerificationError: `ROOT_INVALID`: it is not valid, or does not follow.
        ConflictError: `KIND_PRECONDITION`: this version is in force.
    """
    known = tuple(core.roots)
    roots, rival = follow(known, [envelope])
    if rival is not None:
        held = known[rival.version - 1].digest.hex()
        raise ConflictError(
            f"version {rival.version} of the trust root is another document already, {held}: "
            "prepare the version after it",
            Reason.KIND_PRECONDITION,
        )
    if roots == known:
        raise ConflictError(
            f"version {known[-1].version} of the trust root is in force, and this one is not newer",
            Reason.KIND_PRECONDITION,
        )


def _require_repair(core: Core, document: RootDocument) -> None:
    """Refuse to set the log's time to one that it has not reached: nothing would be repaired."""
    log_time_ms, now_ms = core.sequencer.head.log_time_ms, core.clock.now_ms()
    most_ms = min(log_time_ms, now_ms)
    if document.log_time_ms > most_ms:
        raise ConflictError(
            f"log_time {document.log_time_ms} repairs nothing: the log is at {log_time_ms}, this "
            f"machine's clock at {now_ms}",
            Reason.KIND_PRECONDITION,
        )
