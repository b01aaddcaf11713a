"""A clock whose days pass on command: for a network that was made to be shown, and for no other."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from forsa.cli import forsa
from forsa.client.demonstration import (
    MOST_MS,
    VARIABLE,
    DemonstrationClock,
    clock_by,
    clock_of,
    is_demonstration,
    let_pass,
    read_passed,
)
from forsa.client.files import FolderError, FolderProblem
from forsa.clock import SystemClock
from forsa.errors import BusyError, Reason
from forsa.testing import FakeClock
from forsa_hub.clock_guard import ClockGuard

from tests.support.hubs import found_network
from tests.support.terminal import PROJECT
from tests.support.waiting import until

DAY = int(timedelta(days=1).total_seconds() * 1000)
MINUTE = 60_000
REAL = "hub.example.org/log1"
SHOWN = "demonstration.invalid/log1"
SHELLS = ("hub/forsa_hub", "node/forsa_node")
BY_THE_MACHINE = {
    "node/forsa_node/founding.py",  # signs a node's first record before it knows its network
    "hub/forsa_hub/ceremony/preparing.py",  # an officer's machine, far from any network: warnings
}


def shown(file: Path, machine: FakeClock) -> DemonstrationClock:
    """The clock of a demonstration, at its first day."""
    let_pass(file, 0)
    return DemonstrationClock(file, machine)


@pytest.mark.parametrize("origin", [SHOWN, "invalid/log1", "a.b.INVALID:7443/log1"])
def test_a_log_under_the_reserved_name_is_for_demonstration(origin: str) -> None:
    """Its name is in what every node verified from the network id, and can be nobody's."""
    assert is_demonstration(origin)


@pytest.mark.parametrize(
    "origin",
    [REAL, "localhost/log1", "invalid.example.org/log1", "example.org/invalid", "notinvalid/l", ""],
)
def test_no_other_log_is_for_demonstration(origin: str) -> None:
    """A real network that passed for one would let its hub close every vote early."""
    assert not is_demonstration(origin)


def test_a_real_network_refuses_the_clock_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The right file and a good number change nothing: the network decides."""
    let_pass(tmp_path / "clock", DAY)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))
    with pytest.raises(FolderError) as caught:
        clock_by(lambda: REAL)

    assert caught.value.problem is FolderProblem.CLOCK_REFUSED
    assert REAL in caught.value.message
    assert isinstance(clock_by(lambda: SHOWN), DemonstrationClock)


def test_without_the_variable_every_network_runs_by_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And nothing is read to know that: a command is paid for in milliseconds."""
    monkeypatch.delenv(VARIABLE, raising=False)

    def ask() -> str:
        raise AssertionError("the trust root was read")

    assert isinstance(clock_by(ask), SystemClock)


def test_a_node_takes_the_name_from_the_trust_root_it_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not from a file that whoever starts it could have written."""
    office = found_network(tmp_path, FakeClock()).office
    let_pass(tmp_path / "clock", DAY)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))

    with pytest.raises(FolderError, match="localhost/log1"):
        clock_of(office.folder)


def test_days_that_pass_move_both_times_and_leave_the_machine_alone(tmp_path: Path) -> None:
    """Certificates are looked at by TLS, whatever day a demonstration has reached."""
    machine = FakeClock(1_000_000)
    clock = shown(tmp_path / "clock", machine)
    before = clock.now_ms(), clock.boot_ms()
    let_pass(tmp_path / "clock", 15 * DAY)
    after = clock.now_ms(), clock.boot_ms()

    assert before == (1_000_000, 0)
    assert after == (1_000_000 + 15 * DAY, 15 * DAY)
    assert clock.machine.now_ms() == 1_000_000


@pytest.mark.parametrize("text", [b"0\n", b"", b"x", b"-1", b"1" * 30, b"\xff"])
def test_time_never_goes_back_nor_stops_for_a_file_that_is_wrong_for_a_moment(
    tmp_path: Path, text: bytes
) -> None:
    """Somebody's editor empties a file before it writes: a hub must not sign for yesterday."""
    machine = FakeClock(0)
    clock = shown(tmp_path / "clock", machine)
    let_pass(tmp_path / "clock", DAY)
    reached = clock.now_ms()
    (tmp_path / "clock").write_bytes(text)
    machine.advance(1)

    assert clock.now_ms() == reached + 1000


@pytest.mark.parametrize("text", [b"", b"x", b"-1", b"1 ", b"01", b"1" * 30, b"%d" % (MOST_MS + 1)])
def test_a_clock_that_says_nothing_is_no_start(tmp_path: Path, text: bytes) -> None:
    """A daemon that began at day 0 instead would stand before the time of its own log."""
    file = tmp_path / "clock"
    for write in (lambda: None, lambda: file.write_bytes(text)):
        write()
        with pytest.raises(FolderError) as caught:
            DemonstrationClock(file, FakeClock())

        assert caught.value.problem is FolderProblem.CLOCK_UNREADABLE


def test_what_passes_adds_up(tmp_path: Path) -> None:
    """Whoever lets days pass says how many more, not how many in all."""
    file = tmp_path / "clock"

    assert [let_pass(file, step) for step in (0, DAY, 1, 0)] == [0, DAY, DAY + 1, DAY + 1]
    assert read_passed(file) == DAY + 1
    assert let_pass(file, MOST_MS) == read_passed(file) == MOST_MS


def test_sleepers_wake_when_the_days_have_passed(tmp_path: Path) -> None:
    """A hub that slept through them would show a tree that seems to be a week old."""
    machine = FakeClock(0)
    clock = shown(tmp_path / "clock", machine)

    async def story() -> tuple[bool, bool]:
        hour = asyncio.create_task(clock.sleep(3600))
        await until(lambda: machine.sleeping == 1)
        machine.advance(1)
        await until(lambda: machine.sleeping == 1)
        early = hour.done()
        let_pass(tmp_path / "clock", DAY)
        machine.advance(1)
        await asyncio.wait_for(hour, 60)
        return early, hour.done()

    assert asyncio.run(story()) == (False, True)


def test_a_hub_trusts_a_leap_of_a_demonstration_and_no_other(tmp_path: Path) -> None:
    """Who lets days pass has looked at the clock; a machine's that leaps needs an operator."""
    machine = FakeClock()
    clock = shown(tmp_path / "clock", machine)
    fresh = machine.now_ms() // 1000
    guards = ClockGuard(clock, confirmed=False), ClockGuard(machine, confirmed=False)
    let_pass(tmp_path / "clock", 30 * DAY)
    machine.advance(30 * 86_400)

    assert guards[0].now_ms(0, fresh) == machine.now_ms() + 30 * DAY
    with pytest.raises(BusyError) as caught:
        guards[1].now_ms(0, fresh)
    assert caught.value.reason is Reason.CLOCK_SUSPECT


def test_a_demonstration_that_lost_its_days_does_not_go_on(tmp_path: Path) -> None:
    """Started with another file, its hub stands before the time of the log."""
    clock = shown(tmp_path / "clock", FakeClock())
    guard = ClockGuard(clock, confirmed=False)

    assert guard.now_ms(clock.now_ms() + 10 * MINUTE, 0) == clock.now_ms()
    with pytest.raises(BusyError, match="behind the time of the log"):
        guard.now_ms(clock.now_ms() + DAY, 0)


def test_hub_and_node_ask_no_other_clock() -> None:
    """A command that asked the machine would sign on another day than its daemon."""
    asking = {
        str(path.relative_to(PROJECT))
        for shell in SHELLS
        for path in (PROJECT / shell).rglob("*.py")
        if "SystemClock" in path.read_text() or "time.time" in path.read_text()
    }

    assert asking == BY_THE_MACHINE


def test_days_pass_on_the_clock_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who shows a network types one command, and is told which day it is now."""
    said = CliRunner().invoke(
        forsa, ["demo", "--let-pass", "15", "--lang", "fr"], env={VARIABLE: ""}
    )
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))
    told = [
        CliRunner().invoke(forsa, ["demo", "--let-pass", "15", *words])
        for words in ([], ["--json"])
    ]

    assert said.exit_code == 2
    assert f"export {VARIABLE}=" in said.stderr
    assert [one.exit_code for one in told] == [0, 0]
    assert json.loads(told[1].stdout)["passed_ms"] == read_passed(tmp_path / "clock") == 30 * DAY
