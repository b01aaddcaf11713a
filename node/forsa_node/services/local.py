"""What the commands of this machine ask of a running node."""

from __future__ import annotations  # grpc's classes are generic for mypy only

import asyncio
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Final

import grpc
from forsa.client.drafts import Signed
from forsa.envelope import parse_record
from forsa.errors import Reason, TooLargeError
from forsa.v1 import node_service_pb2 as pb
from forsa.v1.node_service_pb2_grpc import NodeServiceServicer

from forsa_node.files.transfer import Moved
from forsa_node.governance.relayable import require_relayable

if TYPE_CHECKING:
    from forsa_node.daemon import Daemon


MAX_ATTACHMENTS: Final = 64
"""Of one record, and so of one call."""


class LocalService(NodeServiceServicer):
    """Parse, ask the node, answer."""

    def __init__(self, daemon: Daemon) -> None:
        self._daemon = daemon

    async def Queue(
        self,
        request: pb.QueueRequest,
        context: grpc.aio.ServicerContext[pb.QueueRequest, pb.QueueResponse],
    ) -> pb.QueueResponse:
        """Put signed records into the outbox; they are durable when this is answered.

        Of other members it takes ballots alone, and those only by their own keys.
        """
        del context
        node = self._daemon.node
        for one in request.records:
            record = parse_record(one.envelope)
            if record.header.member != node.identity.member:
                require_relayable(node.mirror.state, record)
            node.queue(Signed(record, one.salt, one.body), one.title)
        self._daemon.wake()
        return pb.QueueResponse()

    async def Confirm(
        self,
        request: pb.ConfirmRequest,
        context: grpc.aio.ServicerContext[pb.ConfirmRequest, pb.ConfirmResponse],
    ) -> pb.ConfirmResponse:
        """Let records go that were held back because this node was restored."""
        del context
        confirmed = self._daemon.node.confirm(request.record_ids)
        self._daemon.wake()
        return pb.ConfirmResponse(confirmed=confirmed)

    async def Drop(
        self,
        request: pb.DropRequest,
        context: grpc.aio.ServicerContext[pb.DropRequest, pb.DropResponse],
    ) -> pb.DropResponse:
        """Let go of records that were not sent yet."""
        del context
        return pb.DropResponse(dropped=self._daemon.node.member.drop(request.record_ids))

    async def Sync(
        self,
        request: pb.SyncRequest,
        context: grpc.aio.ServicerContext[pb.SyncRequest, pb.SyncResponse],
    ) -> pb.SyncResponse:
        """Work a round now, and tell what it did."""
        del request, context
        report = await self._daemon.sync()
        error, held_up = report.error, report.held_up
        return pb.SyncResponse(
            received=report.received,
            pulled=report.pulled,
            cosigned_size=report.cosigned_size,
            reason=error.reason.value if error else "",
            message=error.message if error else "",
            held_reason=held_up.reason.value if held_up else "",
            held_message=held_up.message if held_up else "",
        )

    async def Attach(
        self,
        request: pb.AttachRequest,
        context: grpc.aio.ServicerContext[pb.AttachRequest, pb.AttachResponse],
    ) -> pb.AttachResponse:
        """Commit to files; their salts are durable when this is answered."""
        del context
        if len(request.files) > MAX_ATTACHMENTS:
            raise TooLargeError(
                f"{len(request.files)} files, at most {MAX_ATTACHMENTS}", Reason.LIMIT_EXCEEDED
            )
        node = self._daemon.node
        commitments = [
            await asyncio.to_thread(node.files.commit, one.sha256, one.media_type)
            for one in request.files
        ]
        return pb.AttachResponse(commitments=commitments)

    async def Transfer(
        self,
        request: pb.TransferRequest,
        context: grpc.aio.ServicerContext[pb.TransferRequest, pb.TransferResponse],
    ) -> AsyncGenerator[pb.TransferResponse, None]:
        """Move attachments now, and tell how far each is."""
        del context
        told = asyncio.Queue[Moved | None]()
        work = asyncio.create_task(self._daemon.transfer(told.put_nowait, request.roots))
        work.add_done_callback(lambda _: told.put_nowait(None))
        try:
            while (moved := await told.get()) is not None:
                yield _to_message(moved)
            error = (await work).error
        finally:
            work.cancel()
        if error is not None:
            yield pb.TransferResponse(reason=error.reason.value, message=error.message)

    async def GetLink(
        self,
        request: pb.GetLinkRequest,
        context: grpc.aio.ServicerContext[pb.GetLinkRequest, pb.GetLinkResponse],
    ) -> pb.GetLinkResponse:
        """How the connection stands."""
        del request, context
        node = self._daemon.node
        return pb.GetLinkResponse(
            reached_ms=node.reached_ms,
            reason=node.trouble.reason.value if node.trouble else "",
            message=node.trouble.message if node.trouble else "",
            next_ms=self._daemon.next_ms,
        )


def _to_message(moved: Moved) -> pb.TransferResponse:
    return pb.TransferResponse(
        root=moved.root,
        up=moved.up,
        done=moved.done,
        size=moved.size,
        reason=moved.reason,
        message=moved.message,
    )
