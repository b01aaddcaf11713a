"""Reading a chunk back: what a disk gives is compared with what was committed to, every time."""

import errno

from forsa.commitment import verify_chunk
from forsa.errors import VerificationError

from forsa_hub.blobs.store import BlobStore
from forsa_hub.store.blobs import StoredBlob


def read_verified(store: BlobStore, blob: StoredBlob, index: int) -> bytes | None:
    """A chunk; None: it is not there, cannot be read, or other data are. Blocks.

    Raises:
        BusyError: the store does not answer.
    """
    try:
        data = store.read(blob.key, index)
        if data is not None:
            verify_chunk(blob.manifest, index, data)
    except VerificationError:
        return None
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return None
    return data
