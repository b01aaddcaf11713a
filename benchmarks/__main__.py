"""`make bench`: every table, or those named: `python -m benchmarks publish pull`."""

import sys
from collections.abc import Callable, Mapping

from benchmarks import attachments, growth, importing, publish, pull, scan, search, wire
from benchmarks.report import Row, show

TABLES: Mapping[str, tuple[str, Callable[[], list[Row]]]] = {
    "publish": ("Publishing", publish.rows),
    "pull": ("Pulling, waiting, memory, disk", pull.rows),
    "import": ("Importing", importing.rows),
    "wire": ("Bytes on the wire", wire.rows),
    "scan": ("The scan for personal data", scan.rows),
    "search": ("Search", search.rows),
    "attachments": ("Attachments", attachments.rows),
    "growth": ("A long log", growth.rows),
}


def main(names: list[str]) -> None:
    """Measure and print."""
    for name in names or TABLES:
        title, rows = TABLES[name]
        print(f"measuring: {title.lower()} ...", file=sys.stderr, flush=True)
        show(title, rows())


if __name__ == "__main__":
    main(sys.argv[1:])
