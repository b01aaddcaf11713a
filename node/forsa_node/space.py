"""How much of the disk is kept free: below that nothing new is taken, and reading goes on."""

import shutil
from pathlib import Path

from forsa.errors import QuotaError, Reason

from forsa_node.config import Config


def lack_of_space(folder: Path, config: Config) -> QuotaError | None:
    """What is missing on the disk that holds `folder`; None = there is enough."""
    usage = shutil.disk_usage(folder)
    needed = min(config.free_bytes, int(usage.total * config.free_percent / 100))
    if usage.free >= needed:
        return None
    return QuotaError(
        f"{usage.free} bytes of disk are free, at least {needed} are kept free: nothing "
        "new is taken until there is more; reading goes on",
        Reason.STORAGE_FULL,
        free_bytes=usage.free,
        needed_bytes=needed,
    )
