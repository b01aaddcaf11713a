"""A hub that is not honest: one byte of a text is changed in a copy of its database."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from forsa.demo.network import Network, Node, together
from forsa.demo.processes import Daemon, wait_until
from forsa.demo.samples import one_report
from forsa.demo.screen import Screen

CAUGHT: Final = "COMMITMENT_MISMATCH"
CATCH_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Change:
    """Which byte of which entry's text was changed."""

    index: int
    offset: int
    before: int
    after: int


def tamper(network: Network, screen: Screen) -> Mapping[str, object]:
    """Serve a forged copy to a node that was away, then let the true hub come back."""
    author, away = network.nodes[0], network.nodes[-1]
    with screen.step("absent", name=away.name, other=author.name):
        away.daemon.stop()
        signed = {record["record_id"] for record in author.publish(one_report())}
        size = network.wait_until_logged(signed, [author])
    network.hub.daemon.stop()
    change, forger = _forge(network)
    with screen.step("tamper", **_shown(change)):
        pass
    with forger:
        with screen.step("serve_copy"):
            forger.wait_until_ready()
        with screen.step("caught", name=away.name, reason=CAUGHT):
            away.start()
            alarm = wait_until(
                f"{away.member} notices", lambda: _alarm(away), CATCH_SECONDS, [away.daemon]
            )
        screen.quote(away.says(screen.language))
    with screen.step("honest", name=away.name) as update:
        network.hub.start()
        together(Node.sync, network.nodes)
        network.wait_until_all_verified(size, update)
    return {"reason": alarm["reason"], "index": change.index, "says": alarm["what"]}


def _forge(network: Network) -> tuple[Change, Daemon]:
    """Copy the hub's folder, change one byte of the newest text in it, and return its server."""
    copy = network.folder / "forged"
    shutil.copytree(
        network.hub.folder, copy, ignore=shutil.ignore_patterns("*.sock", "lock", "*-shm")
    )
    change = _change_newest_text(copy / "hub.db")
    forger = network.hub.serving(copy, network.logs / "forged.log")
    network.others.append(forger)
    return change, forger


def _change_newest_text(database: Path) -> Change:
    with closing(sqlite3.connect(database)) as connection, connection:
        index, text = connection.execute(
            "SELECT position, data FROM body ORDER BY position DESC LIMIT 1"
        ).fetchone()
        offset = len(text) // 2
        forged = bytearray(text)
        forged[offset] ^= 1
        connection.execute("UPDATE body SET data = ? WHERE position = ?", (bytes(forged), index))
    return Change(index, offset, text[offset], forged[offset])


def _shown(change: Change) -> dict[str, object]:
    return {
        "index": change.index,
        "offset": change.offset,
        "before": f"{change.before:02x}",
        "after": f"{change.after:02x}",
    }


def _alarm(node: Node) -> Mapping[str, Any] | None:
    alarms = node.status()["alarms"]
    return next((alarm for alarm in alarms if alarm["reason"] == CAUGHT), None)
