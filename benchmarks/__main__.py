"""`make bench`: every table, or those named: `python -m benchmarks publish pull`."""

import sys
from collections.abc import Mapping
from importlib import import_module

from benchmarks.report import show

TABLES: Mapping[str, tuple[str, str]] = {
    "publish": ("Publishing", "publish"),
    "pull": ("Pulling, waiting, memory, disk", "pull"),
    "import": ("Importing", "importing"),
    "wire": ("Bytes on the wire", "wire"),
    "scan": ("The scan for personal data", "scan"),
    "search": ("Search", "search"),
    "attachments": ("Attachments", "attachments"),
    "growth": ("A long log", "growth"),
    "fold": ("The fold of a long log", "fold"),
    "register": ("The register of learners", "register"),
    "audit": ("The audit of a release", "audit"),
    "network": ("Outcomes of the network", "network"),
    "attacks": ("Attacks on released tables", "attacks"),
    "protection": ("What protection costs", "protection"),
}
"""Title and module. Imported late: workers of a pool import this module, as they do a command's."""


def main(names: list[str]) -> None:
    """Measure and print."""
    for name in names or TABLES:
        title, module = TABLES[name]
        print(f"measuring: {title.lower()} ...", file=sys.stderr, flush=True)
        show(title, import_module(f"benchmarks.{module}").rows())


if __name__ == "__main__":
    main(sys.argv[1:])
