"""A sign of life for work that cannot say how far it is."""

import pytest
from forsa.client import console
from forsa.client.console import late_pulse
from forsa.demo.processes import wait_until

SECONDS = 20


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error is taken for a terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")


def test_long_work_shows_that_it_goes_on(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A large register takes seconds: who sees nothing presses Ctrl-C."""
    monkeypatch.setattr(console, "SILENT_SECONDS", 0.0)
    with late_pulse("Lecture du registre"):
        wait_until("it shows", lambda: "Lecture du registre" in capfd.readouterr().err, SECONDS)


def test_short_work_shows_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """What flashes up and is gone again only makes people look for it."""
    with late_pulse("Lecture du registre"):
        pass

    assert "Lecture" not in capfd.readouterr().err
