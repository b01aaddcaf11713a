"""The printed form of a benchmark: the machine, then one row a measurement."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

SHOWN = ("grpcio", "protobuf", "protovalidate", "PyNaCl", "cryptography", "SQLAlchemy", "zstandard")


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement beside its reference, both taken in this run."""

    work: str
    measured: float
    unit: str
    reference: str
    reference_value: float | None
    goal: str
    limited_by: str

    @property
    def ratio(self) -> float | None:
        """measured / reference, or nothing where a row has no reference."""
        if not self.reference_value:
            return None
        return self.measured / self.reference_value


def machine() -> str:
    """One line on where this ran: cores, memory, Python and the libraries that matter."""
    meminfo = Path("/proc/meminfo")
    memory = 0
    if meminfo.exists():
        memory = int(meminfo.read_text().split()[1]) // 2**20
    libraries = ", ".join(f"{name} {version(name)}" for name in SHOWN)
    return (
        f"{os.cpu_count()} cores, {memory} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; {libraries}"
    )


def show(title: str, rows: Sequence[Row], console: Console | None = None) -> None:
    """Print the table of one benchmark."""
    console = console or Console(width=160)
    table = Table(title=title, title_justify="left", caption=machine(), caption_justify="left")
    for heading in ("work", "measured", "reference (same run)", "ratio", "goal", "limited by"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        reference = row.reference
        if row.reference_value is not None:
            reference = f"{row.reference}: {row.reference_value:,.4g}"
        ratio = "-" if row.ratio is None else f"{row.ratio:.3g}"
        measured = f"{row.measured:,.4g} {row.unit}"
        table.add_row(row.work, measured, reference, ratio, row.goal, row.limited_by)
    console.print(table)
