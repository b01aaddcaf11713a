"""What `status` and `outbox` tell; they only read, and work beside the daemon."""

import asyncio
from pathlib import Path
from typing import Any, Final

from forsa.errors import BusyError, Reason
from forsa.log_store.reading import LogReader
from forsa.note import Checkpoint, parse_note
from forsa.rpc.identity import parse_certificate
from forsa.rpc.status import from_rpc_error
from forsa.v1 import node_service_pb2 as pb
from forsa.words.reasons import Language, explain
from grpc import RpcError

from forsa_node.local import CALL_SECONDS, daemon_of
from forsa_node.reading import Stores, reading
from forsa_node.store.member import Alarm, OutboxItem, OutboxState
from forsa_node.words import explain_alarm, say

PAGE: Final = 256


def status_of(folder: Path, language: Language) -> dict[str, Any]:
    """Everything about a node's standing, and the same in plain sentences under `says`."""
    with reading(folder) as stores:
        found = _standing(stores, language)
    found["link"] = asyncio.run(_link(folder)) if found["running"] else None
    found["says"] = _says(found, folder, language)
    return found


def _standing(stores: Stores, language: Language) -> dict[str, Any]:
    member, identity = stores.member, stores.identity
    head = stores.mirror.read(LogReader.head)
    note = member.accepted()
    accepted = Checkpoint.parse(parse_note(note).text).size if note else 0
    counts = {state.value: member.count(state) for state in OutboxState}
    return {
        "running": stores.running,
        "joined": identity.hub is not None,
        "member": identity.member,
        "node": identity.node,
        "name": identity.name,
        "network_id": identity.network_id.hex(),
        "size": head.size,
        "root": head.root.hex(),
        "accepted_size": accepted,
        "cosigned_size": member.cosigned().size,
        "outbox": counts["waiting"],
        "published": counts["received"] + counts["logged"],
        "refused": counts["refused"],
        "missing_bodies": stores.mirror.count_missing(),
        "certificate_until_ms": _certificate_until(stores),
        "evidence": len(member.evidence()),
        "alarms": [_tell_alarm(alarm, language) for alarm in member.alarms()],
    }


def _certificate_until(stores: Stores) -> int | None:
    if stores.identity.hub is None:
        return None
    return parse_certificate(stores.identity.chain_pem()).not_after_ms


def _tell_alarm(alarm: Alarm, language: Language) -> dict[str, Any]:
    what, next_step = explain_alarm(alarm.reason, language)
    return {
        "reason": alarm.reason.value,
        "what": what,
        "next_step": next_step,
        "detail": alarm.message,
        "values": alarm.details,
        "first_ms": alarm.first_ms,
        "last_ms": alarm.last_ms,
        "times": alarm.times,
    }


async def _link(folder: Path) -> dict[str, Any] | None:
    try:
        async with daemon_of(folder) as stub:
            answer = await stub.GetLink(pb.GetLinkRequest(), timeout=CALL_SECONDS)
    except BusyError:
        return None  # it is only starting, or a command holds the folder
    except RpcError as error:
        raise from_rpc_error(error) from None
    return {
        "reached_ms": answer.reached_ms,
        "reason": answer.reason,
        "message": answer.message,
        "next_ms": answer.next_ms,
    }


def _says(found: dict[str, Any], folder: Path, language: Language) -> list[str]:
    if not found["joined"]:
        return [say(language, "not_joined")]
    lines = [
        say(language, "runs") if found["running"] else say(language, "stopped", folder=folder),
        say(language, "verified", size=found["size"]),
    ]
    behind = found["accepted_size"] - found["size"]
    counted = (
        ("behind", behind),
        ("missing", found["missing_bodies"]),
        ("waiting", found["outbox"]),
        ("refused", found["refused"]),
    )
    lines += [say(language, key, count=count, folder=folder) for key, count in counted if count > 0]
    if not found["outbox"]:
        lines.append(say(language, "all_received", count=found["published"]))
    link = found["link"]
    if link and link["reason"]:
        words = explain(Reason(link["reason"]), language)
        lines.append(say(language, "trouble", what=words.what, next_step=words.next_step))
        lines.append(f"  {link['message']}")
    for alarm in found["alarms"]:
        lines += [say(language, "alarm", **alarm), f"  {alarm['detail']}"]
    return lines


def outbox_of(folder: Path, language: Language) -> list[dict[str, Any]]:
    """All that this node signed, in order, and what became of each."""
    with reading(folder) as stores:
        return [_tell_item(item, language) for item in stores.member.items()]


def _tell_item(item: OutboxItem, language: Language) -> dict[str, Any]:
    reason = item.reason
    return {
        "record_id": item.record.record_id.hex(),
        "object_id": item.record.header.object_id.hex(),
        "kind": item.kind,
        "title": item.title,
        "state": item.state.value,
        "index": item.log_index,
        "reason": reason.value if reason else None,
        "details": item.details or {},
        "says": _says_of(item, language),
    }


def _says_of(item: OutboxItem, language: Language) -> str:
    if item.state is OutboxState.WAITING:
        return say(language, "state_waiting")
    if item.state is OutboxState.REFUSED and item.reason is not None:
        words = explain(item.reason, language)
        return say(
            language,
            "state_refused",
            reason=item.reason.value,
            what=words.what,
            next_step=words.next_step,
        )
    return say(language, "state_received", index=item.log_index)
