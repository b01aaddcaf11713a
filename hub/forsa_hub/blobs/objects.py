"""Attachments in an object store: one object a chunk, `<aa>/<root>-<size>/<index>`.

Each is durable once it is put, so an upload goes on at one chunk without a copy on this machine's
disk (docs/decisions/0014-attachments-as-chunk-objects.md).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Final

import obstore
from forsa.errors import BusyError, Reason
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import ObjectStore as Objects
from obstore.store import from_url

from forsa_hub.blobs.store import BlobKey, parse_name

MAX_RETRIES: Final = 5
_PATIENCE: Final = timedelta(seconds=20)
"""How long obstore repeats a request by itself; then the caller is told."""
_CHUNK: Final = re.compile("[0-9a-f]{4}", re.ASCII)
_PROBE: Final = "probe"
"""A name that nothing has."""


class ObjectStore:
    """Implements `forsa_hub.blobs.store.BlobStore` with obstore."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    @classmethod
    def at(cls, url: str) -> "ObjectStore":
        """The store at an URL of obstore's, `s3://bucket/prefix`; the rest is the environment's.

        One that does not answer now may do so later.

        Raises:
            ValueError: no store has such an URL, its settings do not fit, or the store answers
                that there is no such bucket, or that these credentials may not read it.
        """
        try:
            once = from_url(url, retry_config={"max_retries": 0, "retry_timeout": _PATIENCE})
            patient = from_url(
                url, retry_config={"max_retries": MAX_RETRIES, "retry_timeout": _PATIENCE}
            )
        except (BaseError, OSError) as error:
            raise ValueError(f"{url} is no object store: {error}") from None
        _require_bucket(once)
        return cls(patient)

    def begin(self, key: BlobKey) -> "ObjectUpload":
        """As the interface says."""
        return ObjectUpload(self._objects, key, self.durable(key))

    def finish(self, key: BlobKey) -> None:
        """Nothing to do: what is durable stays where it is."""

    def durable(self, key: BlobKey) -> frozenset[int]:
        """As the interface says; an object of another size does not count."""
        with silence_named():
            found = [
                (one["path"].rpartition("/")[2], one["size"])
                for page in obstore.list(self._objects, prefix=_folder(key))
                for one in page
            ]
        sizes = {int(name, 16): size for name, size in found if _CHUNK.fullmatch(name)}
        return frozenset(
            index
            for index, size in sizes.items()
            if index < key.chunks and size == key.chunk_bytes(index)
        )

    def read(self, key: BlobKey, index: int) -> bytes | None:
        """As the interface says."""
        with silence_named():
            try:
                found = obstore.get(self._objects, _path(key, index))
            except FileNotFoundError:
                return None
            if found.meta["size"] != key.chunk_bytes(index):  # before it is in memory
                return b""
            return bytes(found.bytes())

    def forget(self, key: BlobKey, index: int) -> None:
        """As the interface says."""
        self._delete([_path(key, index)])

    def erase(self, key: BlobKey) -> None:
        """As the interface says."""
        with silence_named():
            pages = list(obstore.list(self._objects, prefix=_folder(key)))
        self._delete([one["path"] for page in pages for one in page])

    def keys(self) -> Iterator[BlobKey]:
        """As the interface says."""
        with silence_named():
            folders = obstore.list_with_delimiter(self._objects)["common_prefixes"]
            for folder in folders:
                listed = obstore.list_with_delimiter(self._objects, prefix=folder)
                for one in listed["common_prefixes"]:
                    key = parse_name(one.rstrip("/").rpartition("/")[2])
                    if key is not None:
                        yield key

    def _delete(self, paths: list[str]) -> None:
        with silence_named(), suppress(FileNotFoundError):
            obstore.delete(self._objects, paths)


class ObjectUpload:
    """Implements `forsa_hub.blobs.store.Upload`: what is written is durable at once."""

    def __init__(self, objects: Objects, key: BlobKey, durable: frozenset[int]) -> None:
        self._objects = objects
        self._key = key
        self._durable = set(durable)

    def durable(self) -> frozenset[int]:
        """As the interface says."""
        return frozenset(self._durable)

    def write(self, index: int, data: bytes) -> None:
        """As the interface says."""
        with silence_named():
            obstore.put(self._objects, _path(self._key, index), data, use_multipart=False)
        self._durable.add(index)

    def sync(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


def _folder(key: BlobKey) -> str:
    return f"{key.name[:2]}/{key.name}"


def _path(key: BlobKey, index: int) -> str:
    return f"{_folder(key)}/{index:04x}"


def _require_bucket(objects: Objects) -> None:
    """Tell a wrong setting from a store that is silent for a while.

    Reading would not: an object of no bucket is not there, like one that was lost.
    """
    try:
        obstore.list_with_delimiter(objects)
    except (BaseError, OSError):  # a listing fails for every reason in one class
        try:
            obstore.head(objects, _PROBE)
        except FileNotFoundError:
            raise ValueError("there is no such bucket: make it, or name another one") from None
        except (PermissionDeniedError, UnauthenticatedError):
            raise ValueError(
                "the store does not let these credentials in: check AWS_ACCESS_KEY_ID, "
                "AWS_SECRET_ACCESS_KEY, AWS_REGION and what they may do"
            ) from None
        except (BaseError, OSError):
            return


@contextmanager
def silence_named() -> Iterator[None]:
    """Say in our words that the store does not answer as it should; no address, no credentials.

    Raises:
        BusyError: `OUTCOME_UNKNOWN`; repeating is safe.
    """
    try:
        yield
    except (BaseError, OSError) as error:
        raise BusyError(
            "the hub's store of attachments does not answer; what was confirmed stays",
            Reason.OUTCOME_UNKNOWN,
            retry_ms=30_000,
            store=type(error).__name__,
        ) from error
