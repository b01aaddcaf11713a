"""What `invite` and `status` do: through the running hub, or directly when none runs.

A running hub has all that is heavy; it is imported only where none runs (`forsa_hub.alone`).
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import grpc
from forsa.client.demonstration import is_demonstration
from forsa.client.drafts import Draft, sign_draft
from forsa.client.identity import load_identity
from forsa.client.request import MAX_REQUEST_BYTES, Request, admit_effect, parse_request
from forsa.clock import Clock
from forsa.envelope import MAX_ENVELOPE_BYTES
from forsa.errors import MalformedError, NotFoundError, Reason
from forsa.governance.state import DAY_MS
from forsa.keys import fingerprint, key_id_of
from forsa.rpc.status import from_rpc_error
from forsa.v1 import admin_service_pb2 as v1
from forsa.v1.admin_service_pb2_grpc import AdminServiceStub

from forsa_hub.ceremony.carried import format_time
from forsa_hub.folder import HubFolder, open_folder

CALL_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says about an invitation."""

    member: str
    node: str
    request_file: Path | None
    admit_file: Path | None
    role: str
    days: int


def invite_from(path: Path, said: Wanted) -> dict[str, Any]:
    """Make a token, admitting the member first if a request or a signed admission is given."""
    folder = open_folder(path)
    request = _read_request(folder, said.request_file) if said.request_file else None
    wanted = v1.InviteRequest(
        member=said.member or (request.member if request else ""),
        node=said.node or (request.node if request else ""),
        admission=_admission(folder, request, said, folder.clock()),
        days=said.days,
    )
    if not wanted.member or not wanted.node:
        raise NotFoundError(
            "say whom to invite: --request FILE, or --member and --node", Reason.RECORD_UNKNOWN
        )
    token, expires_ms = asyncio.run(_invite(folder, wanted))
    expires = datetime.fromtimestamp(expires_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
    return {
        "token": token,
        "member": wanted.member,
        "node": wanted.node,
        "expires": expires,
        "expires_ms": expires_ms,
        "fingerprint": _fingerprint(request) if request else "",
    }


def requested(path: Path, said: Wanted) -> dict[str, str]:
    """Who asks, and the fingerprint that two people compare before anything is logged."""
    folder = open_folder(path)
    request = _read_request(folder, said.request_file) if said.request_file else None
    if request is None:
        return {"member": said.member, "fingerprint": ""}
    return {"member": request.member, "fingerprint": _fingerprint(request)}


def _read_request(folder: HubFolder, file: Path) -> Request:
    if file.stat().st_size > MAX_REQUEST_BYTES:
        raise MalformedError(f"{file} is too large for a request", Reason.LIMIT_EXCEEDED)
    return parse_request(file.read_bytes(), folder.network_id)


def _fingerprint(request: Request) -> str:
    """That of the admin key."""
    admin = next(key for key in request.keys if "admin" in key.purposes)
    return fingerprint(key_id_of(admin.public))


def _admission(folder: HubFolder, request: Request | None, said: Wanted, clock: Clock) -> bytes:
    """The member.admit record: signed elsewhere, or here with the secretariat's key."""
    if said.admit_file is not None:
        return said.admit_file.read_bytes()[: MAX_ENVELOPE_BYTES + 1]
    if request is None:
        return b""
    office = load_identity(Path(folder.about.secretariat_folder))
    draft = Draft("member.admit", effect=admit_effect(request, said.role), audience="network")
    return sign_draft(draft, office, clock.now_ms()).record.envelope


async def _invite(folder: HubFolder, wanted: v1.InviteRequest) -> tuple[str, int]:
    with folder.lock() as free:
        if free:
            from forsa_hub.alone import invite_alone

            return await invite_alone(folder, wanted)
    return await _invite_through(folder, wanted)


async def _invite_through(folder: HubFolder, wanted: v1.InviteRequest) -> tuple[str, int]:
    async with grpc.aio.insecure_channel(f"unix:{folder.socket}") as channel:
        try:
            answer = await AdminServiceStub(channel).Invite(wanted, timeout=CALL_SECONDS)
        except grpc.RpcError as error:
            raise from_rpc_error(error) from None
    return answer.token, answer.expires_ms


def status_of(path: Path) -> dict[str, Any]:
    """How a hub stands, in words a person or a program reads."""
    folder = open_folder(path)
    running, answer = asyncio.run(_status(folder))
    return {
        "name": folder.about.name,
        "network_id": folder.about.network_id,
        "origin": folder.about.origin,
        "demonstration": is_demonstration(folder.about.origin),
        "running": running,
        "ports": list(answer.ports) if running else [],
        "size": answer.size,
        "root": answer.root.hex(),
        "log_time": _time(answer.log_time_ms // 1000),
        "fresh": _time(answer.fresh_seconds),
        "members": answer.members,
        "nodes": answer.nodes,
        "cosigned": answer.cosigned,
        "database_bytes": answer.database_bytes,
        "attachments": answer.attachments,
        "attachment_bytes": answer.attachment_bytes,
        "open_uploads": answer.open_uploads,
        "damaged_attachments": answer.damaged_attachments,
        "halted": answer.halted,
        "root_version": answer.root_version,
        "root_expires": format_time(answer.root_expires_ms),
        "root_days": (answer.root_expires_ms - folder.clock().now_ms()) // DAY_MS,
    }


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


async def _status(folder: HubFolder) -> tuple[bool, v1.GetStatusResponse]:
    with folder.lock() as free:
        if free:
            from forsa_hub.alone import status_alone

            return False, await status_alone(folder)
    async with grpc.aio.insecure_channel(f"unix:{folder.socket}") as channel:
        try:
            stub = AdminServiceStub(channel)
            return True, await stub.GetStatus(v1.GetStatusRequest(), timeout=CALL_SECONDS)
        except grpc.RpcError as error:
            raise from_rpc_error(error) from None
