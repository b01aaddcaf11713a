"""One round on request, and what came of it: what was refused or waits is named, too."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forsa.client.calls import ask
from forsa.client.console import exit_code_of, late_progress
from forsa.client.demonstration import clock_of
from forsa.errors import ForsaError, Reason, error_for
from forsa.v1 import node_service_pb2 as pb
from forsa.words.reasons import Language

from forsa_node.files.moving import transfer_by_daemon
from forsa_node.files.transfer import Moved, Tell, tell_nobody
from forsa_node.local import CALL_SECONDS, reached
from forsa_node.node import Node
from forsa_node.standing import outbox_of
from forsa_node.store.outbox import OutboxState

if TYPE_CHECKING:
    from forsa.v1.node_service_pb2_grpc import NodeServiceAsyncStub

WAITS_EXIT: Final = 7
"""Of a round after which something waits, and nobody said why: try again later."""


def sync_once(folder: Path, language: Language, tell: Tell = tell_nobody) -> dict[str, Any]:
    """One round of records and one of attachments, by the daemon that runs or alone.

    Args:
        folder: The node's.
        language: Of what is said of records.
        tell: Told how far attachments are.

    Returns:
        What was exchanged; under `refused` and `waiting` the records that were refused since it
        began and those that could not go, as `outbox` has them; under `refused_files` the
        attachments; under `held_up` and `files` why the hub took no more of either; and the
        `exit_code` that all this asks for, 0 = everything went.

    Raises:
        ForsaError: what ended the round of records early; nothing is lost by it.
    """
    before = {one["record_id"] for one in outbox_of(folder, language, OutboxState.REFUSED)}
    heard = Heard(tell)
    report = asyncio.run(_sync(folder, heard))
    left = outbox_of(folder, language, OutboxState.REFUSED, OutboxState.WAITING)
    refused = [one for one in left if one["state"] == OutboxState.REFUSED]
    report |= {
        "refused": [one for one in refused if one["record_id"] not in before],
        "waiting": [one for one in left if one["state"] == OutboxState.WAITING],
        "refused_files": heard.refused(),
    }
    return {**report, "exit_code": exit_code_of_round(report)}


class Heard:
    """Hands on how far attachments are, and remembers those that did not come through."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._refused: dict[tuple[bytes, bool], Moved] = {}

    def __call__(self, moved: Moved) -> None:
        """Tell, and remember."""
        if moved.reason:
            self._refused[moved.root, moved.up] = moved
        elif moved.done >= moved.size:
            self._refused.pop((moved.root, moved.up), None)
        self._tell(moved)

    def refused(self) -> list[dict[str, Any]]:
        """Those that did not come through, and why."""
        return [
            {"root": one.root.hex(), "up": one.up, "reason": one.reason, "message": one.message}
            for one in self._refused.values()
        ]


def exit_code_of_round(report: Mapping[str, Any]) -> int:
    """That of the first thing which did not go, as if a command had ended with it."""
    error = next(_errors(report), None)
    if error is not None:
        return exit_code_of(error)
    return WAITS_EXIT if report["waiting"] else 0


def _errors(report: Mapping[str, Any]) -> Iterator[ForsaError]:
    ends = (report[name] for name in ("held_up", "files") if report[name])
    for one in (*report["refused"], *ends, *report["refused_files"]):
        yield error_for(Reason(one["reason"]), "")


async def _sync(folder: Path, tell: Tell) -> dict[str, Any]:
    async with reached(folder, clock_of(folder)) as node:
        if not isinstance(node, Node):
            return await _exchange_by_daemon(node, tell)
        report, moved = await node.exchange(tell)
        with late_progress() as progress:
            await node.follow_up(progress)
    if report.error is not None:
        raise report.error
    return {
        "received": report.received,
        "pulled": report.pulled,
        "cosigned_size": report.cosigned_size,
        "held_up": _tell_error(report.held_up),
        "files": _tell_error(moved.error),
    }


async def _exchange_by_daemon(stub: "NodeServiceAsyncStub", tell: Tell) -> dict[str, Any]:
    """What `Node.exchange` does; where nothing waited for its files, the second round is short."""
    first = await _sync_by_daemon(stub)
    error = await transfer_by_daemon(stub, tell)
    second = await _sync_by_daemon(stub)
    for name in ("received", "pulled"):
        second[name] += first[name]
    return {**second, "files": _tell_error(error)}


async def _sync_by_daemon(stub: "NodeServiceAsyncStub") -> dict[str, Any]:
    answer = await ask(stub.Sync(pb.SyncRequest(), timeout=CALL_SECONDS))
    if answer.reason:
        raise error_for(Reason(answer.reason), answer.message)
    held_up = (
        error_for(Reason(answer.held_reason), answer.held_message) if answer.held_reason else None
    )
    return {
        "received": answer.received,
        "pulled": answer.pulled,
        "cosigned_size": answer.cosigned_size,
        "held_up": _tell_error(held_up),
    }


def _tell_error(error: ForsaError | None) -> dict[str, str] | None:
    """Why something stopped, if it did: the rest was exchanged all the same."""
    return None if error is None else {"reason": error.reason.value, "message": error.message}
