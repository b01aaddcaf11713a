"""A disk of a few MiB, for one process, without rights: a tmpfs in a namespace of its own.

It lies over a folder of the process, begins as a copy of it, and ends with the process. Everybody
else sees it under /proc/PID/root.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from forsa.demo.processes import Daemon, Finished, command, run

SIZE: Final = "24m"
_MOUNT_AND_GO: Final = (
    'cp -a "$2/." "$3" && mount -t tmpfs -o size="$1",mode=700 forsa "$2" '
    '&& cp -a "$3/." "$2" && shift 3 && exec "$@"'
)


def is_possible() -> bool:
    """Whether this machine lets a user mount in a namespace of their own."""
    if shutil.which("unshare") is None or shutil.which("nsenter") is None:
        return False
    tried = ["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "forsa", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def on_small_disk(argv: Sequence[str], folder: Path) -> list[str]:
    """The command line that runs `argv` with `folder` on a small disk."""
    copy = folder.with_name(f"{folder.name}-copy")
    copy.mkdir(exist_ok=True)
    name, *rest = argv
    prefix = ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNT_AND_GO, "sh"]
    return [_tool(prefix[0]), *prefix[1:], SIZE, str(folder), str(copy), command(name), *rest]


def script_on_small_disk(script: str, folder: Path) -> list[str]:
    """The command line that runs a shell's script with `folder` on a small disk."""
    copy = folder.with_name(f"{folder.name}-copy")
    copy.mkdir(exist_ok=True)
    prefix = ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNT_AND_GO, "sh"]
    return [_tool(prefix[0]), *prefix[1:], SIZE, str(folder), str(copy), "sh", "-c", script]


def seen_from_outside(daemon: Daemon, folder: Path) -> Path:
    """Where the small disk of a running daemon is for everybody else."""
    return Path(f"/proc/{daemon.pid}/root{folder}")


def run_beside(daemon: Daemon, *argv: str | Path) -> Finished:
    """Run one of our commands where the daemon's small disk is."""
    name, *rest = argv
    enter = (_tool("nsenter"), "-t", str(daemon.pid), "--user", "--mount", "--preserve-credentials")
    return run(*enter, command(str(name)), *rest)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def fill(folder: Path) -> Path:
    """Write until nothing more fits, and return the file to delete again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 512):
            _write_all(file.fileno(), b"\0" * size)
    return filler


def _write_all(descriptor: int, block: bytes) -> None:
    try:
        while True:
            os.write(descriptor, block)
    except OSError:
        return
