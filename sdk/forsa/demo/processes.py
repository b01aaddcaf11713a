"""Commands of forsa as processes: run one to its end, or start a daemon and stop it again.

Nothing here outlives its owner: a `Daemon` is a context manager, and leaving it stops the process
and whatever it started, also when a test fails or a person presses Ctrl-C.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

LOOPBACK: Final = "127.0.0.1"
COMMAND_SECONDS: Final = 60.0
STOP_SECONDS: Final = 15.0
READY_SECONDS: Final = 60.0
"""For a machine that is busy; who waits for a process learns of its end at once."""
_READY: Final = '{"ready": true'
_POLL_SECONDS: Final = 0.2
_LAST_WORDS: Final = 2000
"""Characters of a command that took too long, which its error shows."""
_T = TypeVar("_T")


class ProcessError(Exception):
    """A process did not do what it was started for; the text says which, and what it wrote."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A command that has ended."""

    argv: tuple[str, ...]
    code: int
    stdout: str
    stderr: str

    def json(self) -> Any:
        """What it printed with `--json`, or raise `ProcessError`."""
        try:
            return json.loads(self.stdout)
        except ValueError:
            raise ProcessError(f"not JSON:\n{self.told()}") from None

    def told(self) -> str:
        """The command, its exit code and its words, for people."""
        words = "\n".join(text.strip() for text in (self.stdout, self.stderr) if text.strip())
        return f"$ {' '.join(self.argv)}\n{words}\nexit code {self.code}"

    def expect(self, code: int = 0) -> Self:
        """Return self if the command ended with this code, else raise `ProcessError`."""
        if self.code != code:
            raise ProcessError(self.told())
        return self


def command(name: str) -> str:
    """Where one of our commands is: beside the Python that runs this.

    Raises:
        ProcessError: it is not installed there.
    """
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise ProcessError(f"{path} is absent; install it with: pip install 'forsa[hub,node]'")
    return str(path)


def surroundings(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child: ours, without settings of forsa, with `extra`."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FORSA_")}
    return {**ours, "PYTHONUNBUFFERED": "1", **extra}


def run(
    *argv: str | Path,
    extra: Mapping[str, str] | None = None,
    seconds: float = COMMAND_SECONDS,
    stdin: str = "",
) -> Finished:
    """Run one of our commands to its end, whatever its exit code.

    Raises:
        ProcessError: it is not installed, or takes longer than `seconds`.
    """
    name, *rest = map(str, argv)
    with subprocess.Popen(
        [command(name), *rest],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=surroundings(extra or {}),
    ) as process:
        try:
            stdout, stderr = process.communicate(stdin, seconds)
        except BaseException as error:
            told = _ended(process)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise
            line = f"$ {name} {' '.join(rest)}"
            raise ProcessError(f"{line}\nno end after {seconds:.0f} s\n{told}") from None
    return Finished((name, *rest), process.returncode, stdout, stderr)


def _ended(process: subprocess.Popen[str]) -> str:
    """End a command that takes too long; return its last words.

    It is asked first (SIGTERM), so that a demo stops what it started.
    """
    process.terminate()
    try:
        told = process.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        told = process.communicate()
    return "\n".join(text.strip()[-_LAST_WORDS:] for text in told if text.strip())


def free_ports(count: int) -> tuple[int, ...]:
    """So many loopback ports that nobody listens on now, all different.

    They lie below those that Linux gives to outgoing connections: one of these could otherwise take
    the hub's port while the hub is down.
    """
    chosen: list[int] = []
    with ExitStack() as held:
        while len(chosen) < count:
            one = held.enter_context(socket.socket())
            port = random.SystemRandom().randrange(15_000, 32_000)
            with suppress(OSError):
                one.bind((LOOPBACK, port))
                chosen.append(port)
    return tuple(chosen)


def wait_until(
    what: str, ask: Callable[[], _T | None], seconds: float, alive: "Sequence[Daemon]" = ()
) -> _T:
    """Ask again and again until the answer is neither None nor False, and return it.

    Raises:
        ProcessError: no such answer after `seconds`, or one of `alive` has ended.
    """
    deadline = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        for daemon in alive:
            daemon.check_alive()
        if time.monotonic() > deadline:
            logs = "\n".join(daemon.told() for daemon in alive)
            raise ProcessError(f"after {seconds:.0f} s still waiting: {what}\n{logs}")
        time.sleep(_POLL_SECONDS)


class Daemon:
    """One of our commands that stays: start, stop, kill, start again; its words go to `log`."""

    def __init__(
        self,
        name: str,
        argv: Sequence[str | Path],
        log: Path,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.log = log
        self.extra = dict(extra or {})
        self._argv = [str(part) for part in argv]
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0

    def run_as(self, change: Callable[[list[str]], list[str]]) -> None:
        """Start it by another command line from now on, e.g. with something before it."""
        self._argv = change(self._argv)

    def start(self) -> Self:
        """Start it; it need not be ready yet."""
        if self.is_running():
            raise ProcessError(f"{self.name} runs already")
        name, *rest = self._argv
        with self.log.open("ab") as log:
            self._started_at = log.tell()
            self._process = subprocess.Popen(
                [command(name), *rest],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=surroundings(self.extra),
                start_new_session=True,  # Ctrl-C is for us; we then stop it gracefully
            )
        return self

    @property
    def pid(self) -> int:
        """The process id, of the process started last."""
        if self._process is None:
            raise ProcessError(f"{self.name} was never started")
        return self._process.pid

    def has_said(self, text: str) -> bool:
        """Whether it has written this since it was started last."""
        with self.log.open("rb") as log:
            log.seek(self._started_at)
            return text.encode() in log.read()

    def wait_until_ready(self, seconds: float = READY_SECONDS) -> Self:
        """Wait until it says, as JSON, that it is ready."""
        wait_until(f"{self.name} is ready", lambda: self.has_said(_READY), seconds, [self])
        return self

    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def check_alive(self) -> None:
        """Raise `ProcessError` with the end of the log if the process has ended."""
        if not self.is_running():
            raise ProcessError(f"{self.name} has ended\n{self.told()}")

    def stop(self, seconds: float = STOP_SECONDS) -> int:
        """Ask it to finish (SIGTERM) and return its exit code; kill it after `seconds`.

        Raises:
            ProcessError: it had to be killed.
        """
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.terminate()
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise ProcessError(
                f"{self.name} did not stop in {seconds:.0f} s\n{self.told()}"
            ) from None
        return code

    def kill(self) -> None:
        """End it at once, mid-write if so it happens (SIGKILL, also to what it started)."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def wait_for_end(self, seconds: float = STOP_SECONDS) -> int:
        """Wait until it ends by itself and return its exit code, or raise `ProcessError`."""
        if self._process is None:
            raise ProcessError(f"{self.name} was never started")
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise ProcessError(f"{self.name} runs on\n{self.told()}") from None

    def told(self, lines: int = 15) -> str:
        """The end of its log, for people."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        end = "\n".join(text.splitlines()[-lines:])
        return f"--- {self.name}, log {self.log}:\n{end}"

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.stop()
        else:
            self.kill()
