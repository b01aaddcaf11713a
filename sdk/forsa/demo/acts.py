"""Acts of members in the demo: signed, and tried again while what they build on is on its way."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from forsa.demo.network import SYNC_SECONDS, Node
from forsa.demo.processes import Finished, ProcessError, wait_until

_ON_ITS_WAY: Final = frozenset(
    {"RECORD_UNKNOWN", "KIND_PRECONDITION", "MEMBER_NOT_ACTIVE", "KIND_NOT_ALLOWED"}
)
"""Refusals for what the node has not received yet: another node signed it a moment ago."""


def act(node: Node, verb: str, *arguments: str | Path) -> str:
    """Let a member sign something; return its record id.

    Raises:
        ProcessError: it is refused, at once or until the patience is over.
    """
    last: list[Finished] = []

    def signed() -> str | None:
        done = node.run(verb, *arguments, "--yes", "--json")
        last[:] = [done]
        if done.code == 0:
            return str(done.json()[0]["record_id"])
        if done.json()["error"]["reason"] not in _ON_ITS_WAY:
            done.expect()
        return None

    try:
        return wait_until(verb, signed, SYNC_SECONDS, [node.daemon])
    except ProcessError as error:
        raise ProcessError(f"{error}\n{last[0].told()}" if last else str(error)) from None


def acting(node: Node, verb: str, *arguments: str | Path) -> Callable[[], str]:
    """The same, to be done beside others."""
    return lambda: act(node, verb, *arguments)
