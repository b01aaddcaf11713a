"""One contract for every store of attachments: a folder, objects in memory, objects over HTTP.

With an URL in FORSA_BUCKET the same holds against a bucket of yours (tests/README.md).
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from forsa.client.files import ConfigError
from forsa.commitment import CHUNK_BYTES
from forsa.errors import BusyError, Reason
from forsa_hub.blobs.local import MARKS, LocalStore
from forsa_hub.blobs.objects import ObjectStore
from forsa_hub.blobs.opening import open_store
from forsa_hub.blobs.store import BlobKey, BlobStore, parse_name
from hypothesis import given
from hypothesis import strategies as st
from obstore.store import MemoryStore

from tests.support.object_server import Bucket, object_server

LAST = b"the end"
KEY = BlobKey(os.urandom(32), 3 * CHUNK_BYTES + len(LAST))
EMPTY = BlobKey(os.urandom(32), 0)


BUCKET = os.environ.get("FORSA_BUCKET", "")
STORES = ["folder", "memory", "http", *(["bucket"] if BUCKET else [])]


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """`s3://files`, with the settings that lead there."""
    with object_server() as (bucket, environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield bucket


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[BlobStore]:
    """Each of them, empty."""
    if request.param == "folder":
        yield LocalStore(tmp_path / "blobs")
    elif request.param == "memory":
        yield ObjectStore(MemoryStore())
    elif request.param == "bucket":
        yield from fresh_place(tmp_path)
    else:
        bucket = request.getfixturevalue("bucket")
        yield open_store("s3://files/hub", tmp_path)
        assert not bucket.unsigned
        assert all(key.startswith("hub/") for key in bucket.objects)


def fresh_place(folder: Path) -> Iterator[BlobStore]:
    """A store under a prefix of its own in the bucket that is named; nothing is left there."""
    store = open_store(f"{BUCKET.rstrip('/')}/contract-{os.urandom(8).hex()}", folder)
    yield store
    for key in list(store.keys()):
        store.erase(key)
    assert list(store.keys()) == []


def chunk(index: int) -> bytes:
    """The chunk at an index of KEY."""
    return LAST if index == 3 else bytes([index]) * CHUNK_BYTES


def put(store: BlobStore, *indexes: int) -> None:
    """Write these, and make them durable."""
    upload = store.begin(KEY)
    for index in indexes:
        upload.write(index, chunk(index))
    upload.sync()
    upload.close()


def test_what_was_synced_is_durable_and_nothing_else(store: BlobStore) -> None:
    """An upload goes on at one chunk only if the store tells the truth about every one."""
    assert store.durable(KEY) == frozenset()
    put(store, 2, 0)

    assert store.durable(KEY) == {0, 2}
    assert store.begin(KEY).durable() == {0, 2}


def test_an_upload_goes_on_where_another_ended(store: BlobStore) -> None:
    """A link that breaks every minute must still get through."""
    put(store, 3)
    put(store, 0)
    put(store, 1, 2)
    store.finish(KEY)

    assert store.durable(KEY) == {0, 1, 2, 3}
    assert [store.read(KEY, index) for index in range(4)] == [chunk(i) for i in range(4)]


def test_finishing_twice_is_finishing(store: BlobStore) -> None:
    """A hub that died between store and database finishes again."""
    put(store, 0, 1, 2, 3)
    store.finish(KEY)
    store.finish(KEY)

    assert store.durable(KEY) == {0, 1, 2, 3}


def test_nothing_is_a_content_too(store: BlobStore) -> None:
    """An empty file can be attached, and has no chunk that could come."""
    store.finish(EMPTY)

    assert store.durable(EMPTY) == frozenset()
    store.erase(EMPTY)


def test_a_chunk_that_was_forgotten_can_come_again(store: BlobStore) -> None:
    """What a disk damaged, somebody's copy must be able to repair."""
    put(store, 0, 1, 2, 3)
    store.finish(KEY)
    store.forget(KEY, 1)
    without = store.durable(KEY)
    put(store, 1)
    store.finish(KEY)

    assert without == {0, 2, 3}
    assert store.durable(KEY) == {0, 1, 2, 3}
    assert store.read(KEY, 1) == chunk(1)


def test_what_was_erased_is_gone_and_may_come_back(store: BlobStore) -> None:
    """A redaction leaves no byte; the same key may be uploaded in another life."""
    put(store, 0, 1)
    other = BlobKey(KEY.root, CHUNK_BYTES)
    kept = store.begin(other)
    kept.write(0, chunk(0))
    kept.sync()
    kept.close()
    store.erase(KEY)
    store.erase(KEY)

    assert store.durable(KEY) == frozenset()
    assert store.read(KEY, 0) is None
    assert list(store.keys()) == [other]
    put(store, 2)
    assert store.durable(KEY) == {2}


def test_the_last_chunk_may_be_short(store: BlobStore) -> None:
    """Nothing is read beyond the end, and nothing is missing before it."""
    put(store, 3)

    assert store.read(KEY, 3) == LAST


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_what_was_lost_with_its_folder_can_come_again(depth: int, tmp_path: Path) -> None:
    """A database comes back without its files: each is damage like any, and no bug of the hub."""
    store = LocalStore(tmp_path / "blobs")
    put(store, 0, 1, 2, 3)
    store.finish(KEY)
    place = (tmp_path / "blobs").joinpath(*(KEY.name[:2], KEY.name)[:depth])
    place.unlink() if place.is_file() else shutil.rmtree(place)
    store.forget(KEY, 1)
    without = store.durable(KEY)
    put(store, 0, 1, 2, 3)
    store.finish(KEY)

    assert without == frozenset()
    assert store.durable(KEY) == {0, 1, 2, 3}
    assert store.read(KEY, 1) == chunk(1)


def test_marks_without_a_file_say_nothing(tmp_path: Path) -> None:
    """Power fails between the two names: what looks whole must never be empty."""
    store = LocalStore(tmp_path)
    put(store, 0, 1, 2, 3)
    place = tmp_path / KEY.name[:2] / KEY.name
    place.unlink()

    assert place.with_name(place.name + MARKS).exists()
    assert store.durable(KEY) == frozenset()
    put(store, 1)
    assert store.durable(KEY) == {1}


def test_a_chunk_that_was_not_synced_does_not_count(tmp_path: Path) -> None:
    """Bytes in a cache are not durable, however readable they are."""
    upload = LocalStore(tmp_path).begin(KEY)
    upload.write(0, chunk(0))

    assert upload.durable() == frozenset()
    assert LocalStore(tmp_path).durable(KEY) == frozenset()
    upload.sync()
    assert LocalStore(tmp_path).durable(KEY) == {0}
    upload.close()


def test_a_store_that_does_not_answer_can_be_asked_again(
    bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network between hub and store fails too: that is no damage and no loss."""
    monkeypatch.setattr("forsa_hub.blobs.objects.MAX_RETRIES", 0)
    store = open_store("s3://files/hub", tmp_path)
    put(store, 0)
    bucket.silent = True
    with pytest.raises(BusyError) as refused:
        store.read(KEY, 0)
    bucket.silent = False

    assert refused.value.reason is Reason.OUTCOME_UNKNOWN
    assert "127.0.0.1" not in str(refused.value)
    assert store.read(KEY, 0) == chunk(0)


def test_an_object_of_another_size_does_not_count(bucket: Bucket, tmp_path: Path) -> None:
    """Somebody may have had their hands in the bucket: nothing larger than a chunk is read."""
    store = open_store("s3://files", tmp_path)
    put(store, 0, 1)
    (first, _) = sorted(bucket.objects)
    bucket.objects[first] += b"more"

    assert store.durable(KEY) == {1}
    assert store.read(KEY, 0) == b""


def test_what_else_lies_in_a_bucket_is_left_alone(bucket: Bucket, tmp_path: Path) -> None:
    """A console of a store leaves folders behind, and people leave notes: no upload fails there."""
    store = open_store("s3://files", tmp_path)
    put(store, 0, 1)
    folder = f"{KEY.name[:2]}/{KEY.name}"
    for name in ("read me.txt", "1", "00_1", "+001", "0004"):
        bucket.objects[f"{folder}/{name}"] = bytes(CHUNK_BYTES)
    bucket.objects["notes/2026.txt"] = b"bonjour"

    assert store.durable(KEY) == {0, 1}
    assert list(store.keys()) == [KEY]


def test_a_wrong_bucket_stops_the_start_and_a_silent_store_does_not(
    bucket: Bucket, tmp_path: Path
) -> None:
    """Read in a bucket that is not there, every file would look lost."""
    with pytest.raises(ConfigError, match="no such bucket"):
        open_store("s3://other/hub", tmp_path)
    bucket.closed = True
    with pytest.raises(ConfigError, match="AWS_ACCESS_KEY_ID") as refused:
        open_store("s3://files/hub", tmp_path)
    bucket.closed, bucket.silent = False, True
    store = open_store("s3://files/hub", tmp_path)
    bucket.silent = False

    assert os.environ["AWS_ENDPOINT"] not in str(refused.value)
    assert store.read(KEY, 0) is None


@pytest.mark.parametrize("url", ["nowhere://files", "not an url", "s3://"])
def test_an_address_that_is_none_stops_the_start(url: str, tmp_path: Path) -> None:
    """A hub that took files into nowhere would lose them."""
    with pytest.raises(ConfigError, match="blobs"):
        open_store(url, tmp_path)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**32))
def test_a_key_is_read_back_from_its_name(root: bytes, size: int) -> None:
    """What lies in a store must be traceable to its record without a database."""
    assert parse_name(BlobKey(root, size).name) == BlobKey(root, size)


@pytest.mark.parametrize("name", ["", "x", "ab-1", f"{'ab' * 32}", f"{'AB' * 32}-1", "a.chunks"])
def test_other_names_are_no_keys(name: str) -> None:
    """Whatever else lies there is left alone."""
    assert parse_name(name) is None
