"""Commands of a page, entered as a newcomer types them."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from forsa.demo.processes import free_ports, surroundings, wait_until
from forsa_node.words import say

PROJECT = Path(__file__).parents[2]
_NETWORK_ID = re.compile(r"\b[0-9a-f]{64}\b")
_PORTS = ("--port", "--enrol-port", "--showcase-port", "--metrics-port")
_RUNS = say("fr", "runs")
_TOKEN = r"\bforsa1_[\w-]+"


@dataclass(frozen=True)
class Block:
    """Commands of a page; those that stay run beside the ones after them."""

    text: str
    stays: bool
    is_together: bool = False
    """Its lines are typed on several machines, at the same time."""


def blocks(page: Path, mark: str) -> list[Block]:
    """The blocks of a page that stand below a comment `<!-- mark -->`, in order."""
    block = re.compile(
        rf"^<!-- {mark}(?P<how>, \w+)? -->\n```sh\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
    )
    found = block.finditer(page.read_text("utf-8"))
    return [
        Block(one["text"], one["how"] == ", stays", one["how"] == ", together") for one in found
    ]


def _together(text: str) -> str:
    """Run each line beside the others, and wait for all; one that fails fails the block."""
    lines = [f"{line} &\nstarted+=($!)" for line in text.splitlines() if line]
    return "\n".join(["started=()", *lines, 'for one in "${started[@]}"; do wait "$one"; done'])


class Terminal:
    """Runs blocks in one folder; what a block exports, the next ones have.

    The ports of the page may be taken here: `forsa-hub init` is given others, as the README says,
    and no other command is.

    Names in capitals stand for what was printed: NETWORK_ID for the first id, TOKEN and those of
    `patterns`, which map such a name to a regular expression, for what was printed last.
    """

    def __init__(self, folder: Path, patterns: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.printed = ""
        self.staying: list[subprocess.Popen[str]] = []
        self._patterns = {"TOKEN": _TOKEN, **(patterns or {})}
        ports = [str(port) for port in free_ports(len(_PORTS))]
        self._port = ports[0]
        self._init = " ".join(f"{name} {port}" for name, port in zip(_PORTS, ports, strict=True))
        self._environment = surroundings({})

    def enter(self, block: Block) -> str:
        """Run a block; return what it printed."""
        text = re.sub(
            r"^forsa-hub init .*$", rf"\g<0> {self._init}", block.text, flags=re.MULTILINE
        )
        network_id = _NETWORK_ID.search(self.printed)
        if network_id is not None:
            text = text.replace("NETWORK_ID", network_id[0])
        for word, pattern in self._patterns.items():
            if word in text:
                found = re.findall(pattern, self.printed, re.MULTILINE)
                assert found, f"no earlier command printed a {word}:\n{self.printed}"
                text = text.replace(word, found[-1])
        if block.is_together:
            text = _together(text)
        return self._stay(text) if block.stays else self._run(text)

    def _script(self, text: str) -> list[str]:
        kept = shlex.quote(str(self.folder / "exported"))
        known = f'test ! -f {kept} || {{ source {kept}; cd "$PWD"; }}'
        return ["bash", "-euo", "pipefail", "-c", f"{known}\n{text}\nexport -p > {kept}"]

    def _run(self, text: str) -> str:
        done = subprocess.run(
            self._script(text),
            cwd=self.folder,
            env=self._environment,
            input="o\n" * 8,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        self.printed += done.stdout

        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def _stay(self, text: str) -> str:
        log = self.folder / f"staying-{len(self.staying)}.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                self._script(f"trap : TERM\n{text}"),  # bash ends after what it started, not before
                cwd=self.folder,
                env=self._environment,
                stdout=output,
                stderr=output,
                text=True,
                start_new_session=True,
            )
        self.staying.append(process)
        nodes = text.count("forsa-node run")

        def is_up() -> bool:
            told = log.read_text()
            return told.count(_RUNS) == nodes if nodes else self._port in told

        wait_until("the hub names its port, the nodes that they run", is_up, 60)
        return ""

    def end(self) -> None:
        """Stop what stays."""
        for process in self.staying:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


@contextmanager
def terminal_in_a_clone(patterns: Mapping[str, str] | None = None) -> Iterator[Terminal]:
    """A terminal in a folder that has the names of a clone, and the project's .venv."""
    with TemporaryDirectory(prefix="forsa-") as folder:  # short: sockets lie in it
        for name in ("docs", "hub", "node", "sdk", "tests"):
            (Path(folder) / name).symlink_to(PROJECT / name)
        (Path(folder) / ".venv").symlink_to(sys.prefix)
        terminal = Terminal(Path(folder), patterns)
        try:
            yield terminal
        finally:
            terminal.end()
