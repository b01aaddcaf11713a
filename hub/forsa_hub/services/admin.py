"""AdminService: commands of the machine itself, over a socket that only its owner can open."""

from dataclasses import asdict

import grpc
from forsa.v1 import admin_service_pb2 as v1
from forsa.v1.admin_service_pb2_grpc import AdminServiceServicer

from forsa_hub.core import Core
from forsa_hub.folder import HubFolder
from forsa_hub.invitations import Invitation, invite
from forsa_hub.root_publishing import publish_root
from forsa_hub.status import read_status


class AdminService(AdminServiceServicer):
    """Answers `forsa-hub invite`, `root publish` and `status` while the hub serves."""

    def __init__(self, core: Core, folder: HubFolder, ports: tuple[int, int]) -> None:
        self._core = core
        self._folder = folder
        self._ports = ports

    async def Invite(
        self,
        request: v1.InviteRequest,
        context: grpc.aio.ServicerContext[v1.InviteRequest, v1.InviteResponse],
    ) -> v1.InviteResponse:
        """Make a join token, after logging the member's admission if one is given."""
        wanted = Invitation(request.member, request.node, request.admission, request.days)
        token, expires_ms = await invite(
            self._core, wanted, self._folder.about.host, self._ports[1]
        )
        return v1.InviteResponse(token=token.format(), expires_ms=expires_ms)

    async def PublishRoot(
        self,
        request: v1.PublishRootRequest,
        context: grpc.aio.ServicerContext[v1.PublishRootRequest, v1.PublishRootResponse],
    ) -> v1.PublishRootResponse:
        """Log the next trust root, and go on under it."""
        done = await publish_root(self._core, self._folder, request.record)
        return v1.PublishRootResponse(**asdict(done))

    async def GetStatus(
        self,
        request: v1.GetStatusRequest,
        context: grpc.aio.ServicerContext[v1.GetStatusRequest, v1.GetStatusResponse],
    ) -> v1.GetStatusResponse:
        """How the hub stands."""
        return await read_status(self._core, self._ports)
