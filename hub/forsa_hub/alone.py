"""What `invite` and `status` do while no hub runs: the folder is opened for them, and closed."""

import asyncio

from forsa.errors import ConflictError, Reason
from forsa.governance.views.now import status_of as member_status
from forsa.v1.admin_service_pb2 import GetStatusResponse, InviteRequest

from forsa_hub.config import Config
from forsa_hub.folder import HubFolder
from forsa_hub.invitations import Invitation, invite
from forsa_hub.server import Hub
from forsa_hub.status import read_status


async def invite_alone(folder: HubFolder, wanted: InviteRequest) -> tuple[str, int]:
    """A token and when it ends (ms); the caller holds the lock of the folder."""
    hub = await _open(folder)
    try:
        port = _enrol_port(hub)
        admitted = member_status(hub.core.sequencer.state, wanted.member) is not None
        admission = b"" if admitted else wanted.admission
        once = Invitation(wanted.member, wanted.node, admission, wanted.days)
        run = asyncio.create_task(hub.core.sequencer.run())
        token, expires_ms = await invite(hub.core, once, folder.about.host, port)
        run.cancel()
    finally:
        await hub.stop()
    return token.format(), expires_ms


async def status_alone(folder: HubFolder) -> GetStatusResponse:
    """How the hub stands; the caller holds the lock of the folder."""
    hub = await _open(folder)
    try:
        return await read_status(hub.core, (0, 0))
    finally:
        await hub.stop()


def _enrol_port(hub: Hub) -> int:
    """The port that a token names before the hub listens."""
    port = hub.core.config.enrol_port
    if not port:
        raise ConflictError(
            "enrol_port is 0, any free port: start the hub, then invite", Reason.KIND_PRECONDITION
        )
    return port


async def _open(folder: HubFolder) -> Hub:
    return await Hub.open(folder, Config.load(folder.path), folder.clock())
