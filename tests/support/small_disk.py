"""A disk of a few MiB, for one process, without rights: a tmpfs in a namespace of its own.

The process sees it at a folder, everybody else under /proc/PID/root; it ends with the process.
"""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from forsa.demo.processes import Daemon

_MOUNT_AND_GO: Final = (
    'mount -t tmpfs -o size="$1",mode=700 forsa "$2" && cp -a "$3/." "$2" && shift 3 && exec "$@"'
)


def is_possible() -> bool:
    """Whether this machine lets a user mount in a namespace of their own."""
    if shutil.which("unshare") is None:
        return False
    tried = ["unshare", "--map-root-user", "--mount", "true"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def on_small_disk(argv: Sequence[str], folder: Path, mounted: Path, size: str = "4m") -> list[str]:
    """The command line that runs `argv` beside a disk at `mounted` with a copy of `folder`."""
    prefix = ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNT_AND_GO, "sh"]
    return [*prefix, size, str(mounted), str(folder), *argv]


def seen_from_outside(daemon: Daemon, mounted: Path) -> Path:
    """Where the small disk of a running daemon is for everybody else."""
    return Path(f"/proc/{daemon.pid}/root{mounted}")


def fill(folder: Path) -> Path:
    """Write until nothing more fits, and return the file to delete again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for block in (b"\0" * 65_536, b"\0" * 512):
            try:
                while True:
                    file.write(block)
            except OSError:
                continue
    return filler
