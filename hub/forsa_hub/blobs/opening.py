"""The store that the settings name."""

from pathlib import Path

from forsa_hub.blobs.local import LocalStore
from forsa_hub.blobs.store import BlobStore

FOLDER = "blobs"


def open_store(url: str, folder: Path) -> BlobStore:
    """The store at `url`; empty = in the hub's folder."""
    del url
    return LocalStore(folder / FOLDER)
