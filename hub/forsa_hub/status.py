"""How a hub stands, in numbers."""

from forsa.errors import ForsaError
from forsa.governance.state import Status
from forsa.governance.views.now import active_nodes, members_with
from forsa.v1.admin_service_pb2 import GetStatusResponse

from forsa_hub.core import Core
from forsa_hub.store.blobs import count_blobs


async def read_status(core: Core, ports: tuple[int, int]) -> GetStatusResponse:
    """Sizes, times and counts of a hub."""
    sequencer = core.sequencer
    state, head = sequencer.state, sequencer.head
    stored = await core.newest()
    attachments = await core.database.read(count_blobs)
    names = [line.name for line in stored.note.lines] if stored is not None else []
    prefix = f"{core.origin}/w/"
    cosigned = {
        name.removeprefix(prefix).partition("/")[0] for name in names if name.startswith(prefix)
    }
    halted = sequencer.halted
    try:
        sequencer.guard.now_ms(head.log_time_ms, sequencer.fresh_seconds)
    except ForsaError as error:
        halted = error.message
    standing = (Status.PROVISIONAL, Status.ACTIVE)
    return GetStatusResponse(
        size=head.size,
        root=head.root,
        log_time_ms=head.log_time_ms,
        fresh_seconds=sequencer.fresh_seconds,
        members=sum(member.status in standing for member in members_with(state)),
        nodes=len(active_nodes(state)),
        cosigned=len(cosigned),
        database_bytes=core.database.path.stat().st_size,
        ports=ports,
        halted=halted,
        attachments=attachments.complete,
        attachment_bytes=attachments.bytes,
        open_uploads=attachments.open,
        damaged_attachments=attachments.damaged,
        root_version=core.roots[-1].version,
        root_expires_ms=core.roots[-1].document.expires_ms,
    )
