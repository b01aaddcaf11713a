"""What starts and ends real processes, for the demo and for the acceptance tests."""

from pathlib import Path

import psutil
import pytest
from forsa.demo.processes import Daemon, ProcessError, free_ports, run, surroundings, wait_until

_SLEEP = "import time; print('ready', flush=True); time.sleep(600)"
_STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + _SLEEP
_PARENT = (
    "import subprocess, sys; "
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
    "print('ready', child.pid, flush=True); child.wait()"
)


def python(folder: Path, program: str) -> Daemon:
    """A daemon that runs `program`."""
    return Daemon("sleeper", ["python", "-c", program], folder / "log")


def ready(daemon: Daemon) -> list[str]:
    """What it printed first, as words."""
    return wait_until("ready", lambda: daemon.log.read_text().split(), 10, [daemon])


def test_a_failing_block_leaves_no_process(tmp_path: Path) -> None:
    """A red test would leave hubs behind that eat the machine and hold its ports."""
    daemon = python(tmp_path, _SLEEP)

    with pytest.raises(ProcessError, match="the moon"), daemon:
        wait_until("the moon", lambda: False, 0.1)

    assert not psutil.pid_exists(daemon.pid)


def test_a_kill_takes_what_the_daemon_started(tmp_path: Path) -> None:
    """The workers of a killed hub would go on, and the next start would share the machine."""
    daemon = python(tmp_path, _PARENT).start()
    child = int(ready(daemon)[1])
    daemon.kill()

    wait_until("the child's end", lambda: not _runs(child), 10)


def _runs(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_who_does_not_stop_is_killed_and_named(tmp_path: Path) -> None:
    """A daemon that ignores SIGTERM must fail its test, not hang it."""
    daemon = python(tmp_path, _STUBBORN).start()
    ready(daemon)

    with pytest.raises(ProcessError, match="sleeper did not stop"):
        daemon.stop(0.2)
    assert not daemon.is_running()


def test_waiting_ends_when_the_daemon_does(tmp_path: Path) -> None:
    """Waiting out the deadline for a daemon that is gone hides its last words and costs minutes."""
    daemon = python(tmp_path, "print('no disk'); raise SystemExit(3)").start()

    with pytest.raises(ProcessError, match="no disk"):
        wait_until("an answer that never comes", lambda: None, 60, [daemon])
    assert daemon.wait_for_end() == 3


def test_waiting_has_a_deadline() -> None:
    """A condition that never comes true must fail with its name."""
    with pytest.raises(ProcessError, match="still waiting: the moon"):
        wait_until("the moon", lambda: False, 0.1)


def test_ports_differ() -> None:
    """Two hubs of one test would fight for a port."""
    ports = free_ports(20)

    assert len(set(ports)) == 20
    assert all(15_000 <= port < 32_000 for port in ports)


def test_children_do_not_inherit_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person set for their own node must not steer the demo's."""
    monkeypatch.setenv("FORSA_HUB_PORT", "7443")

    assert "FORSA_HUB_PORT" not in surroundings({})
    assert surroundings({"FORSA_NODE_X": "1"})["FORSA_NODE_X"] == "1"


def test_a_command_that_hangs_is_ended() -> None:
    """A hung command would hold the whole suite."""
    with pytest.raises(ProcessError, match="no end after"):
        run("python", "-c", "import time; time.sleep(600)", seconds=0.3)


def test_a_command_that_hangs_is_asked_to_end_and_its_words_are_kept() -> None:
    """A demo that is killed at once leaves its hub and nodes running, for ever."""
    program = (
        "import signal, sys, time; "
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit('stopped what it started')); "
        "print('step 3', flush=True); time.sleep(600)"
    )
    with pytest.raises(ProcessError) as caught:
        run("python", "-c", program, seconds=2)

    assert str(caught.value).endswith("no end after 2 s\nstep 3\nstopped what it started")


def test_an_unexpected_exit_code_shows_the_words() -> None:
    """Without its words nobody knows why a command refused."""
    finished = run("python", "-c", "import sys; print('why', file=sys.stderr); sys.exit(4)")

    with pytest.raises(ProcessError, match="why\nexit code 4"):
        finished.expect(0)
    assert finished.expect(4).code == 4


def test_a_command_that_is_absent_says_how_to_get_it() -> None:
    """`forsa demo` after a plain `pip install forsa` has no hub to start."""
    with pytest.raises(ProcessError, match=r"pip install 'forsa\[hub,node\]'"):
        run("forsa-absent")
