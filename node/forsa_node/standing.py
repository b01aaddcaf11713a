"""What `status` and `outbox` tell; they only read, and work beside the daemon.

Asked again and again, also by programs: what only one of them needs is imported where it is used.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from forsa.client.calls import ask
from forsa.client.demonstration import clock_of, is_demonstration
from forsa.client.identity import Identity
from forsa.client.zones import people_zone
from forsa.encoding import parse_hex
from forsa.errors import BusyError, MalformedError, Reason, Situation
from forsa.governance.state import DAY_MS
from forsa.governance.witnessed import Witnessed
from forsa.log_store.reading import LogReader
from forsa.note import Checkpoint, parse_note
from forsa.root import TrustRoot
from forsa.rpc.identity import parse_certificate
from forsa.rpc.status import from_rpc_error
from forsa.v1 import node_service_pb2 as pb
from forsa.words.details import say_detail, words_instead
from forsa.words.reasons import Language, explain
from grpc import RpcError

from forsa_node.local import CALL_SECONDS, daemon_of, reached
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.member import Alarm, OutboxItem, OutboxState
from forsa_node.store.own_files import OwnFile
from forsa_node.words import explain_alarm, say
from forsa_node.words.files import explain_file

PAGE: Final = 256
ROOT_SOON_MS: Final = 180 * DAY_MS
"""Before it expires a trust root is warned of: the officers meet rarely."""


def status_of(folder: Path, language: Language) -> dict[str, Any]:
    """Everything about a node's standing, and the same in plain sentences under `says`."""
    from forsa_node.governance.noticing import noticed

    with reading(folder) as stores:
        seen = Seen.of(stores)
        found = _standing(stores, seen, language)
        found["notices"] = noticed(stores, seen, folder, language, people_zone())
    found["link"] = asyncio.run(_link(folder)) if found["running"] else None
    found["says"] = _says(found, folder, language)
    return found


def _standing(stores: Stores, seen: Seen, language: Language) -> dict[str, Any]:
    from forsa_node.config import Config
    from forsa_node.governance.pending_recoveries import pending
    from forsa_node.space import lack_of_space

    member, identity = stores.member, stores.identity
    head = stores.mirror.read(LogReader.head)
    note = member.accepted()
    accepted = Checkpoint.parse(parse_note(note).text).size if note else 0
    roots = identity.roots()
    counts = {state.value: member.count(state) for state in OutboxState}
    return {
        "running": stores.running,
        "joined": identity.hub is not None,
        "member": identity.member,
        "node": identity.node,
        "name": identity.name,
        "network_id": identity.network_id.hex(),
        "demonstration": bool(roots) and is_demonstration(roots[0].document.origin),
        "size": head.size,
        "root": head.root.hex(),
        "accepted_size": accepted,
        "cosigned_size": member.cosigned().size,
        "outbox": counts["waiting"],
        "published": counts["received"] + counts["logged"],
        "refused": counts["refused"],
        "held": counts["held"],
        "missing_bodies": stores.mirror.count_missing(),
        "certificate_until_ms": _certificate_until(stores),
        "root_version": roots[-1].version if roots else None,
        "root_expires_ms": roots[-1].document.expires_ms if roots else None,
        "root_rivals": [_tell_rival(identity, rival) for rival in identity.rivals()],
        "disk_low": lack_of_space(identity.folder, Config.load(identity.folder)) is not None,
        "evidence": len(member.evidence()),
        "recoveries": pending(stores, seen),
        "alarms": [_tell_alarm(alarm, language) for alarm in member.alarms()],
    }


def _tell_rival(identity: Identity, rival: TrustRoot) -> dict[str, Any]:
    """Both documents of a version, as officers read them to each other."""
    return {
        "version": rival.version,
        "kept": identity.roots()[rival.version - 1].digest.hex(),
        "other": rival.digest.hex(),
        "file": str(identity.rival_file(rival)),
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
        "detail": say_detail(alarm.message, language),
        "message": alarm.message,
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
    from forsa_node.governance.recovery_lines import own_recovery_lines

    if not found["joined"]:
        return [say(language, "not_joined")]
    lines = [say(language, "demonstration")] if found["demonstration"] else []
    lines += [
        say(language, "runs") if found["running"] else say(language, "stopped", folder=folder),
        say(language, "verified", size=found["size"]),
    ]
    behind = found["accepted_size"] - found["size"]
    counted = (
        ("behind", behind),
        ("missing", found["missing_bodies"]),
        ("waiting", found["outbox"]),
        ("refused", found["refused"]),
        ("held", found["held"]),
    )
    lines += [say(language, key, count=count, folder=folder) for key, count in counted if count > 0]
    if not found["outbox"]:
        lines.append(say(language, "all_received", count=found["published"]))
    lines += [say(language, "root_rival", **rival) for rival in found["root_rivals"]]
    lines += _dates(found, folder, language)
    link = found["link"]
    if link and link["reason"]:
        words = explain(Reason(link["reason"]), language)
        lines.append(say(language, "trouble", what=words.what, next_step=words.next_step))
        lines.append(f"  {say_detail(link['message'], language)}")
    lines += own_recovery_lines(found["recoveries"], folder, language)
    for alarm in found["alarms"]:
        lines += [say(language, "alarm", **alarm), f"  {alarm['detail']}"]
    own = [(one["record_id"], True) for one in found["recoveries"] if one["is_own"]]  # said above
    notices = [
        one for one in found["notices"] if (one.get("record_id"), one.get("is_own")) not in own
    ]
    return lines + [one["says"] for one in notices]


def _dates(found: dict[str, Any], folder: Path, language: Language) -> Iterator[str]:
    """Certificate, by this machine's clock, trust root, by the network's, and disk."""
    clock = clock_of(folder)
    machine_ms, now_ms = clock.machine.now_ms(), clock.now_ms()
    left_ms = (found["certificate_until_ms"] or machine_ms) - machine_ms
    if left_ms > 0:
        yield say(language, "certificate", days=left_ms // DAY_MS)
    else:
        yield say(language, "certificate_over")
    expires_ms = found["root_expires_ms"]
    if expires_ms and expires_ms <= now_ms:
        yield say(language, "root_over", days=(now_ms - expires_ms) // DAY_MS)
    elif expires_ms and expires_ms - now_ms < ROOT_SOON_MS:
        yield say(language, "root_soon", days=(expires_ms - now_ms) // DAY_MS)
    if found["disk_low"]:
        yield say(language, "disk_low")


def confirm(folder: Path, record_ids: Sequence[str]) -> int:
    """Let records go that were held because the folder was restored; returns how many.

    Raises:
        MalformedError: an id is not one.
    """
    try:
        ids = [parse_hex(one, 32) for one in record_ids]
    except MalformedError as error:
        raise error.told_as(Situation.MISWRITTEN_ID) from None
    return asyncio.run(_confirm(folder, ids))


async def _confirm(folder: Path, ids: Sequence[bytes]) -> int:
    from forsa_node.node import Node

    async with reached(folder, clock_of(folder)) as found:
        if isinstance(found, Node):
            return found.confirm(ids)
        answer = await ask(found.Confirm(pb.ConfirmRequest(record_ids=ids), timeout=CALL_SECONDS))
    return answer.confirmed


def outbox_of(folder: Path, language: Language, *states: OutboxState) -> list[dict[str, Any]]:
    """What this node signed, in order, and what became of each; all states if none is named."""
    with reading(folder) as stores:
        items = stores.member.items(*states)
        seen = Seen.of(stores) if any(item.state is OutboxState.LOGGED for item in items) else None
        stopped = [_stopped_file(stores, item) for item in items]
    return [
        _tell_item(item, folder, seen, file, language)
        for item, file in zip(items, stopped, strict=True)
    ]


def _stopped_file(stores: Stores, item: OutboxItem) -> OwnFile | None:
    """The file that a record waits for and the hub did not take at the last try."""
    if item.state is not OutboxState.WAITING:
        return None
    found = (stores.member.own_file_at(one.root) for one in item.record.header.attachments)
    return next((one for one in found if one is not None and one.reason), None)


def _tell_item(
    item: OutboxItem, folder: Path, seen: Seen | None, file: OwnFile | None, language: Language
) -> dict[str, Any]:
    reason = Reason(file.reason) if file else item.reason
    witnessed = None
    if seen is not None and item.state is OutboxState.LOGGED and item.log_index is not None:
        witnessed = seen.witnessed(item.log_index)
    return {
        "record_id": item.record.record_id.hex(),
        "object_id": item.record.header.object_id.hex(),
        "kind": item.kind,
        "title": item.title,
        "state": item.state.value,
        "index": item.log_index,
        "reason": reason.value if reason else None,
        "details": {"message": file.message} if file else item.details or {},
        "witnessed": asdict(witnessed) if witnessed else None,
        "says": says_of(item, folder, witnessed, language)
        if file is None
        else _says_stopped(item, file, language),
    }


def says_of(item: OutboxItem, folder: Path, witnessed: Witnessed | None, language: Language) -> str:
    """How far a record of this node came, and what to do."""
    if item.state is OutboxState.HELD:
        record_id = item.record.record_id.hex()
        return say(language, "state_held", folder=folder, record_id=record_id)
    if item.state is OutboxState.DROPPED:
        return say(language, "state_dropped", folder=folder)
    if item.state is OutboxState.WAITING:
        return say(language, "state_waiting")
    if item.state is OutboxState.REFUSED and item.reason is Reason.PARENT_STALE:
        return say(language, "state_stale", folder=folder, which=item.record.record_id.hex()[:16])
    if item.state is OutboxState.REFUSED and item.reason is not None:
        return _says_refused(item.reason, (item.details or {}).get("message", ""), language)
    return says_received(item.log_index, witnessed, language)


def says_received(index: int | None, witnessed: Witnessed | None, language: Language) -> str:
    """That a record is in the log, and who saw it there, as far as that is known."""
    received = say(language, "state_received", index=index)
    if witnessed is None:
        return received
    return f"{received} · {say(language, 'witnessed', **asdict(witnessed))}"


def _says_refused(reason: Reason, message: str, language: Language) -> str:
    words = words_instead(message, language) or explain(reason, language)
    return say(
        language,
        "state_refused",
        reason=reason.value,
        what=words.what,
        next_step=words.next_step,
        detail=say_detail(message, language),
    )


def _says_stopped(item: OutboxItem, file: OwnFile, language: Language) -> str:
    """That a record waits for a file which the hub did not take, and why."""
    from forsa_node.files.listing import names_in

    words = explain_file(Reason(file.reason), True, language, file.message)
    return say(
        language,
        "state_waits_for_file",
        name=names_in(item.record.header, item.body).get(file.root) or file.root.hex()[:16],
        reason=file.reason,
        what=words.what,
        next_step=words.next_step,
        detail=say_detail(file.message, language),
    )
