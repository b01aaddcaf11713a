"""Logging the next trust root, through the running hub or alone; from then on its keys count."""

import asyncio
from pathlib import Path
from typing import Final

import grpc
from forsa.client.drafts import Draft, sign_draft
from forsa.client.identity import load_identity
from forsa.errors import ConflictError, Reason, VerificationError
from forsa.root import TrustRoot
from forsa.rpc.status import from_rpc_error
from forsa.succession import Succession
from forsa.v1 import admin_service_pb2 as v1
from forsa.v1.admin_service_pb2_grpc import AdminServiceStub
from forsa.v1.effects_pb2 import RootPublish
from forsa.v1.trust_pb2 import RootDocument

from forsa_hub.config import Config
from forsa_hub.folder import HubFolder
from forsa_hub.root_publishing import Published, publish_root
from forsa_hub.rooting import KIND
from forsa_hub.server import Hub

CALL_SECONDS: Final = 30
DAY_MS: Final = 86_400_000


def publish_signed(folder: HubFolder, proposal: Succession, office: Path | None) -> Published:
    """Check a proposal once more, log it as the secretariat, and go on under it.

    Args:
        folder: The hub's.
        proposal: As it came back from the officers.
        office: The folder of the node that signs the record; None = the secretariat's own.

    Raises:
        VerificationError: `WRONG_NETWORK`, or `ROOT_INVALID`: too few signed.
        ConflictError: it is expired already, or the hub lacks keys that it names.
        FolderError: the office's folder or its `govern` key is not here.
    """
    if proposal.chain[0].digest != folder.network_id:
        raise VerificationError(
            f"the proposal is for network {proposal.chain[0].digest.hex()}", Reason.WRONG_NETWORK
        )
    root = proposal.accept()
    clock = folder.clock()
    _require_current(root.document, clock.now_ms())
    identity = load_identity(office or Path(folder.about.secretariat_folder))
    effect = RootPublish(envelope=root.envelope)
    draft = Draft(KIND, effect=effect, audience="network")
    record = sign_draft(draft, identity, clock.now_ms()).record.envelope
    return asyncio.run(_publish(folder, root, record))


def _require_current(document: RootDocument, now_ms: int) -> None:
    """Refuse a version that would be a warning on every screen from its first day."""
    if document.expires_ms <= now_ms:
        days = (now_ms - document.expires_ms) // DAY_MS
        raise ConflictError(
            f"version {document.version} expired {days} days ago: have one signed that lasts",
            Reason.KIND_PRECONDITION,
        )


async def _publish(folder: HubFolder, root: TrustRoot, record: bytes) -> Published:
    with folder.lock() as free:
        if not free:
            return await publish_through(folder, record)
        config = Config.load(folder.path)
        hub = await Hub.open(folder, config, folder.clock(), successor=root)
        run = asyncio.create_task(hub.core.sequencer.run())
        try:
            return await publish_root(hub.core, folder, record)
        finally:
            run.cancel()
            await hub.stop()


async def publish_through(folder: HubFolder, record: bytes) -> Published:
    """Ask the hub that runs to log the record, and to go on under it."""
    async with grpc.aio.insecure_channel(f"unix:{folder.socket}") as channel:
        request = v1.PublishRootRequest(record=record)
        try:
            answer = await AdminServiceStub(channel).PublishRoot(request, timeout=CALL_SECONDS)
        except grpc.RpcError as error:
            raise from_rpc_error(error) from None
    return Published(answer.index, answer.version, answer.restart)
