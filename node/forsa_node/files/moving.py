"""A round of attachments for a command: by the daemon that runs, or alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forsa.client.demonstration import clock_of
from forsa.errors import ForsaError, Reason, error_for
from forsa.rpc.status import from_rpc_error
from forsa.v1 import node_service_pb2 as pb
from grpc import RpcError

from forsa_node.files.transfer import Moved, Tell
from forsa_node.local import reached
from forsa_node.node import Node

if TYPE_CHECKING:
    from forsa.v1.node_service_pb2_grpc import NodeServiceAsyncStub

TRANSFER_SECONDS: Final = 6 * 3600.0
"""The longest stream of the protocol."""


async def transfer(folder: Path, tell: Tell, roots: Sequence[bytes] = ()) -> None:
    """A round of attachments, by the daemon that runs or alone.

    Args:
        folder: The node's.
        tell: Told how far each is.
        roots: As `Node.transfer`.

    Raises:
        ForsaError: why it ended early; what arrived is kept.
    """
    async with reached(folder, clock_of(folder)) as node:
        if isinstance(node, Node):
            error = (await node.transfer(tell, roots)).error
        else:
            error = await transfer_by_daemon(node, tell, roots)
    if error is not None:
        raise error


async def transfer_by_daemon(
    stub: "NodeServiceAsyncStub", tell: Tell, roots: Sequence[bytes] = ()
) -> ForsaError | None:
    """The same, asked of a daemon; returns why it ended early.

    Raises:
        ForsaError: the daemon does not answer.
    """
    request = pb.TransferRequest(roots=roots)
    error = None
    try:
        async for one in stub.Transfer(request, timeout=TRANSFER_SECONDS):
            if one.root:
                tell(Moved(one.root, one.up, one.done, one.size, one.reason, one.message))
            else:
                error = error_for(Reason(one.reason), one.message)
    except RpcError as failed:
        raise from_rpc_error(failed) from None
    return error
