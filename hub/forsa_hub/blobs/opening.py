"""The store that the settings name."""

from pathlib import Path
from typing import Final

from forsa.client.files import ConfigError

from forsa_hub.blobs.local import LocalStore
from forsa_hub.blobs.store import BlobStore

FOLDER: Final = "blobs"


def open_store(url: str, folder: Path) -> BlobStore:
    """The store at `url`; empty = in the hub's folder.

    Raises:
        ConfigError: no store has such an URL.
    """
    if not url:
        return LocalStore(folder / FOLDER)
    from forsa_hub.blobs.objects import ObjectStore  # few hubs need it

    try:
        return ObjectStore.at(url)
    except ValueError as error:
        raise ConfigError(f"setting blobs = {url!r}: {error}", folder / "hub.toml") from None
