"""Plays the parts one after the other in a temporary folder, and says how it went."""

import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Final

from forsa.demo.network import Network, Node, together
from forsa.demo.processes import ProcessError
from forsa.demo.registry import Part
from forsa.demo.screen import Screen

COLUMNS: Final = {
    "node": "column_node",
    "size": "column_size",
    "root": "column_root",
    "published": "column_published",
    "waiting": "column_waiting",
    "cosigned": "column_cosigned",
}


@dataclass
class Result:
    """What `--json` prints."""

    ok: bool = False
    seconds: float = 0.0
    parts: list[Mapping[str, object]] = field(default_factory=list)
    nodes: list[Mapping[str, object]] = field(default_factory=list)
    folder: str | None = None
    """Where everything is, if it was kept: after a failure, or with `--keep`."""
    processes: list[int] = field(default_factory=list)
    """The ids of what runs on, with `--keep`."""
    failure: Mapping[str, str] | None = None


def play(parts: tuple[Part, ...], screen: Screen, *, keep: bool) -> Result:
    """Run the parts; stop at the first that fails. Every process is stopped unless kept."""
    folder = Path(tempfile.mkdtemp(prefix="forsa-demo-"))
    started = time.monotonic()
    result = Result()
    with _stoppable(), Network(folder, is_demonstration=True) as network:
        for part in parts:
            if not _play_part(part, network, screen, result):
                break
        else:
            result.ok = True
            result.nodes = together(Node.row, network.nodes)
            if keep:
                result.processes = network.let_go()
    result.seconds = round(time.monotonic() - started, 1)
    if result.ok and not keep:
        shutil.rmtree(folder)
    else:
        result.folder = str(folder)
    _tell(result, screen)
    if result.ok and keep:
        _tell_kept(network, result, screen)
    return result


def _play_part(part: Part, network: Network, screen: Screen, result: Result) -> bool:
    screen.heading(part.name)
    started = time.monotonic()
    try:
        facts = part.run(network, screen)
    except ProcessError as error:
        result.failure = {"part": part.name, "what": str(error), "logs": str(network.logs)}
        return False
    seconds = round(time.monotonic() - started, 1)
    result.parts.append({"name": part.name, "seconds": seconds, "facts": dict(facts)})
    return True


def _tell(result: Result, screen: Screen) -> None:
    if result.failure:
        screen.tell("failed", part=result.failure["part"])
        screen.quote(result.failure["what"].splitlines())
        screen.tell("logs", folder=result.failure["logs"])
        return
    screen.table(COLUMNS, result.nodes)
    screen.tell("done", seconds=result.seconds)


def _tell_kept(network: Network, result: Result, screen: Screen) -> None:
    node = network.nodes[0]
    bin_folder = Path(sys.executable).parent
    commands = [
        f"export PATH={bin_folder}:$PATH",
        *(f"export {name}={value}" for name, value in network.environment.items()),
        f"forsa-node status {node.folder}",
        f"forsa-node list {node.folder}",
        f"forsa-node template practice --lang {screen.language} > report.md",
        f"forsa-node publish {node.folder} report.md",
        f"forsa-hub status {network.hub.folder}",
    ]
    screen.tell("kept")
    screen.quote(commands)
    screen.tell("kept_stop")
    screen.quote([f"kill {' '.join(map(str, result.processes))}", f"rm -r {network.folder}"])


@contextmanager
def _stoppable() -> Iterator[None]:
    """Make SIGTERM unwind like Ctrl-C does, so that no process outlives the demo."""

    def stop(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
