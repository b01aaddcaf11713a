"""The README's quick start, as a newcomer types it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from forsa.demo.processes import free_ports, surroundings, wait_until

PROJECT = Path(__file__).parents[2]
README = PROJECT / "README.md"
BLOCK = re.compile(
    r"^<!-- quick start(?P<stays>, stays)? -->\n```sh\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """Commands of the README; those that stay run beside the ones after them."""

    text: str
    stays: bool


def blocks() -> list[Block]:
    """The quick start's blocks in order."""
    return [
        Block(found["text"], found["stays"] is not None)
        for found in BLOCK.finditer(README.read_text())
    ]


class Terminal:
    """Runs blocks in one folder; what a block exports, the next ones have."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed = ""
        self.staying: list[subprocess.Popen[str]] = []
        port, enrol_port = free_ports(2)
        self._port = str(port)
        self._environment = surroundings(
            {
                "FORSA_HUB_PORT": str(port),
                "FORSA_HUB_ENROL_PORT": str(enrol_port),
                "FORSA_HUB_METRICS_PORT": "0",
            }
        )

    def enter(self, block: Block) -> None:
        text = block.text
        for word, pattern in (("NETWORK_ID", r"\b[0-9a-f]{64}\b"), ("TOKEN", r"\bforsa1_[\w-]+")):
            if word in text:
                found = re.search(pattern, self.printed)
                assert found, f"no earlier command printed a {word}:\n{self.printed}"
                text = text.replace(word, found[0])
        self._stay(text) if block.stays else self._run(text)

    def _script(self, text: str) -> list[str]:
        known = "test ! -f exported || source ./exported"
        return ["bash", "-euo", "pipefail", "-c", f"{known}\n{text}\nexport -p > exported"]

    def _run(self, text: str) -> None:
        done = subprocess.run(
            self._script(text),
            cwd=self.folder,
            env=self._environment,
            input="o\n",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        self.printed += done.stdout

        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"

    def _stay(self, text: str) -> None:
        log = self.folder / "staying.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                self._script(text),
                cwd=self.folder,
                env=self._environment,
                stdout=output,
                stderr=output,
                text=True,
                start_new_session=True,
            )
        self.staying.append(process)
        wait_until("the hub names its port", lambda: self._port in log.read_text(), 30)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A terminal in an empty folder that has the project's .venv; its processes end with it."""
    with TemporaryDirectory(prefix="forsa-") as folder:  # short: sockets lie in it
        for name, target in ((".venv", sys.prefix), ("sdk", PROJECT / "sdk")):
            (Path(folder) / name).symlink_to(target)
        terminal = Terminal(Path(folder))
        yield terminal
        for process in terminal.staying:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(15)


def test_the_quick_start_works_as_written(terminal: Terminal) -> None:
    """A newcomer's first commands fail, and they never come back."""
    for block in blocks():
        terminal.enter(block)

    assert len(blocks()) >= 5
    assert any(block.stays for block in blocks())
