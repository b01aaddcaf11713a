"""The clock of a network that was made to be shown: its days pass when somebody says so.

A vote takes fifteen days; who shows one to a room has five minutes. The variable FORSA_DEMO_CLOCK
names a file with the milliseconds that have passed beside those of the machine; hub, nodes and
commands that are given the same file agree on the day, and whoever writes a larger number lets
time pass for all of them at once.

A hub that orders by such a clock could close every vote early. So only a network whose trust root
names a log under `.invalid` takes it: a name that RFC 2606 keeps from ever being anybody's, that
every node has verified from the network id, and that no later trust root may change. Elsewhere
everything that asks for the time refuses to start (docs/decisions/0037-demonstration-clock.md).
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from forsa.client.files import FolderError, FolderProblem, write_durably
from forsa.client.identity import load_identity
from forsa.clock import Clock, MachineClock, SystemClock
from forsa.encoding import parse_decimal
from forsa.errors import MalformedError

VARIABLE: Final = "FORSA_DEMO_CLOCK"
RESERVED: Final = "invalid"
"""The top-level name of a demonstration's log: RFC 2606 section 2."""
MOST_MS: Final = 20 * 366 * 86_400_000
"""More than twenty years are no season."""
STEP_SECONDS: Final = 0.1
"""How soon a sleeper notices that time was made to pass."""
_MOST_BYTES: Final = 20


def is_demonstration(origin: str) -> bool:
    """Whether a log with this origin belongs to a network made for demonstration."""
    host = origin.partition("/")[0].partition(":")[0]
    return host.lower().rpartition(".")[2] == RESERVED


class DemonstrationClock:
    """The machine's clock, and what the file says has passed; it never goes back.

    Time passes for `boot_ms` and for sleepers too: nobody set this clock, the days went by. A file
    that is unreadable for a moment changes nothing.
    """

    def __init__(self, file: Path, machine: MachineClock) -> None:
        """Begin by this file.

        Raises:
            FolderError: `CLOCK_UNREADABLE`: it is not there, or holds no number.
        """
        self._file = file
        self._machine = machine
        self._passed_ms = read_passed(file)

    @property
    def machine(self) -> MachineClock:
        """The machine's own clock."""
        return self._machine

    def now_ms(self) -> int:
        """Milliseconds since 1970, as this network counts them."""
        return self._machine.now_ms() + self._passed()

    def boot_ms(self) -> int:
        """Milliseconds since some moment in the past, those that were made to pass among them."""
        return self._machine.boot_ms() + self._passed()

    async def sleep(self, seconds: float) -> None:
        """Return once `seconds` have passed, by themselves or at somebody's word."""
        until_ms = self.boot_ms() + round(seconds * 1000)
        while (left_ms := until_ms - self.boot_ms()) > 0:
            await self._machine.sleep(min(left_ms / 1000, STEP_SECONDS))
        await self._machine.sleep(0)

    def _passed(self) -> int:
        try:
            self._passed_ms = max(self._passed_ms, read_passed(self._file))
        except FolderError:
            return self._passed_ms
        return self._passed_ms


def read_passed(file: Path) -> int:
    """The milliseconds that have passed, 0 to 20 years.

    Raises:
        FolderError: `CLOCK_UNREADABLE`.
    """
    try:
        with file.open("rb") as opened:
            text = opened.read(_MOST_BYTES + 1).decode("ascii")
        return parse_decimal(text.removesuffix("\n"), MOST_MS)
    except (OSError, UnicodeDecodeError, MalformedError):
        raise FolderError(
            f"{file} does not say how much time has passed: milliseconds, 0 to {MOST_MS}",
            FolderProblem.CLOCK_UNREADABLE,
            file,
        ) from None


def let_pass(file: Path, milliseconds: int) -> int:
    """Let time pass for all that are given this file, which is made if it is not there.

    Returns:
        How much has passed by now, in milliseconds; after twenty years no more does.

    Raises:
        FolderError: `CLOCK_UNREADABLE`: what is there is no clock; it stays as it is.
    """
    passed = min(MOST_MS, (read_passed(file) if file.exists() else 0) + milliseconds)
    write_durably(file, b"%d\n" % passed)
    return passed


def clock_by(origin: Callable[[], str]) -> Clock:
    """The clock to run by: the machine's, or the demonstration's that the environment names.

    Args:
        origin: The name of the network's log, from its trust root. Asked only where it matters;
            empty where no network is known yet: then it is the machine's clock.

    Raises:
        FolderError: `CLOCK_REFUSED`: the network is a real one; `CLOCK_UNREADABLE`.
    """
    name = os.environ.get(VARIABLE)
    if not name:
        return SystemClock()
    log, file = origin(), Path(name)
    if not log:
        return SystemClock()
    if not is_demonstration(log):
        raise FolderError(
            f"{log} is not made for demonstration: no clock but the machine's is taken",
            FolderProblem.CLOCK_REFUSED,
            file,
        )
    return DemonstrationClock(file, SystemClock())


def clock_of(folder: Path) -> Clock:
    """The clock of a node by its folder, as `clock_by`; before it has joined, the machine's.

    Raises:
        FolderError: as `clock_by`; there is no node in the folder.
        VerificationError: the trust root in the folder was changed.
    """
    return clock_by(lambda: _origin_of(folder))


def _origin_of(folder: Path) -> str:
    roots = load_identity(folder).roots()
    return roots[0].document.origin if roots else ""
