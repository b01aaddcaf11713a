"""Days that pass on command, with real processes: in a network made to be shown, in no other."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from forsa.client.console import FOLDER_EXIT
from forsa.client.demonstration import VARIABLE, let_pass
from forsa.demo.network import DAY_MS, Network, Node
from forsa.demo.processes import run
from forsa.demo.samples import one_report
from forsa.testing import FakeClock

from tests.support.hubs import found_network
from tests.support.processes import TRACEBACK

pytestmark = pytest.mark.timeout(300)
LEAPS = (4, 361)
"""Days: more than the 72 hours after which a hub seems frozen, and the rest of a year."""


@pytest.mark.parametrize(("command", "verb"), [("forsa-hub", "serve"), ("forsa-node", "run")])
def test_a_real_network_refuses_the_clock_at_the_start(
    tmp_path: Path, command: str, verb: str
) -> None:
    """A secretariat that could start its hub with it could close a vote whenever it pleased."""
    found_network(tmp_path, FakeClock())
    let_pass(tmp_path / "clock", DAY_MS)
    folder = tmp_path / ("hub" if command == "forsa-hub" else "office")
    environment = {VARIABLE: str(tmp_path / "clock")}
    done = run(command, verb, folder, "--lang", "fr", extra=environment)

    assert done.code == FOLDER_EXIT
    assert "n'est pas fait pour la démonstration" in done.stderr
    assert f"Retirez la variable {VARIABLE}" in done.stderr
    assert '"ready"' not in done.stdout


@pytest.fixture
def office() -> Iterator[tuple[Network, Node]]:
    """A hub and its office's node at work, in a network made for demonstration."""
    with TemporaryDirectory(prefix="forsa-") as folder:  # short: sockets lie in it
        with Network(Path(folder) / "n", is_demonstration=True) as network:
            network.hub.init("Démonstration")
            network.hub.start()
            network.office.start()
            yield network, network.office
        for log in network.logs.iterdir():
            assert TRACEBACK not in log.read_text(), f"{log.name}:\n{log.read_text()}"


def test_a_demonstration_passes_a_year_in_seconds_and_nobody_is_alarmed(
    office: tuple[Network, Node],
) -> None:
    """A network that suspects its own hub after each leap shows nothing but its suspicions."""
    network, node = office
    begun = _log_time(network)
    for days in LEAPS:
        network.let_days_pass(days)
        node.sync()
    (report,) = node.publish(one_report())
    network.wait_until_logged({report["record_id"]}, [node])
    status = node.status()

    assert status["alarms"] == []
    assert status["demonstration"] is True
    assert not any(log.read_text().count("not_refreshed") for log in network.logs.iterdir())
    assert (_log_time(network) - begun).days == sum(LEAPS)
    assert any("démonstration" in line for line in node.says("fr"))


def _log_time(network: Network) -> datetime:
    text = str(network.hub.status()["log_time"])
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S %Z")  # noqa: DTZ007 - both are UTC
