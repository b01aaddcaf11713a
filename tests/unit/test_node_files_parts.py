"""The parts of a node's attachments: bandwidth, a download on a disk, the content store."""

import asyncio
import errno
import os
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from forsa.commitment import CHUNK_BYTES, make_manifest
from forsa.errors import NotFoundError, QuotaError, Reason
from forsa.kinds.findings import Level
from forsa.rpc.details import RETRY
from forsa.testing import FakeClock
from forsa_node.drafts.judging import look_into
from forsa_node.files.budget import DAY_MS, Budget
from forsa_node.files.content import ContentStore
from forsa_node.files.partial import Partial
from forsa_node.store.database import DamagedStoreError
from forsa_node.store.desk import HeldFile
from hypothesis import given
from hypothesis import strategies as st

from tests.support.blobs import spoil

DATA = os.urandom(2 * CHUNK_BYTES + 100)
MANIFEST = make_manifest(bytes(32), DATA)
sizes = st.lists(st.integers(1, CHUNK_BYTES), max_size=12)


def budget(
    clock: FakeClock, per_second: int = 0, per_day: int = 0
) -> tuple[Budget, dict[int, int]]:
    """With the days it counted."""
    days: dict[int, int] = {}

    def spend(day: int, size: int) -> None:
        days[day] = days.get(day, 0) + size

    return Budget(clock, per_second, per_day, lambda day: days.get(day, 0), spend), days


async def milliseconds_for(clock: FakeClock, limit: Budget, wanted: list[int]) -> int:
    """How long these take, on a clock that moves only while they wait."""

    async def work() -> None:
        for size in wanted:
            await limit.take(size)

    task = asyncio.ensure_future(work())
    while not task.done():
        await asyncio.sleep(0)
        if clock.sleeping:
            clock.advance(0.5)
    await task
    return clock.boot_ms()


@given(sizes, st.integers(CHUNK_BYTES // 8, 4 * CHUNK_BYTES))
def test_files_never_use_more_than_the_bandwidth_they_may(wanted: list[int], rate: int) -> None:
    """A school's line is for more than us: after one second's worth each byte costs its time."""
    clock = FakeClock()
    limit, _ = budget(clock, per_second=rate)
    took_ms = asyncio.run(milliseconds_for(clock, limit, wanted))
    least_ms = (sum(wanted) - max(rate, CHUNK_BYTES)) * 1000 / rate

    assert least_ms - 1 <= took_ms <= max(0, least_ms) + 500 * (len(wanted) + 1)


@given(sizes, st.integers(CHUNK_BYTES, 6 * CHUNK_BYTES))
def test_a_day_never_uses_more_than_its_allowance(wanted: list[int], per_day: int) -> None:
    """A prepaid card that is passed by a little every day is empty before the month ends."""
    clock = FakeClock()
    limit, days = budget(clock, per_day=per_day)
    refused = [error for size in wanted if (error := taken(limit, size)) is not None]

    assert sum(days.values()) <= per_day
    assert not refused or sum(wanted) > per_day
    assert all(0 < int(error.metadata[RETRY]) <= DAY_MS for error in refused)


def taken(limit: Budget, size: int) -> QuotaError | None:
    """Why it was not."""
    try:
        asyncio.run(limit.take(size))
    except QuotaError as error:
        return error
    return None


def test_a_download_counts_only_what_fits_into_the_day() -> None:
    """What would not fit is not even asked for: it would have been paid already."""
    clock = FakeClock()
    limit, days = budget(clock, per_day=2 * CHUNK_BYTES)
    days[clock.now_ms() // DAY_MS] = CHUNK_BYTES

    assert limit.fitting([CHUNK_BYTES, CHUNK_BYTES]) == 1
    assert limit.fitting([10, 10, 10]) == 3
    with pytest.raises(QuotaError):
        limit.fitting([CHUNK_BYTES + 1])


def test_a_chunk_that_the_disk_took_in_part_is_not_kept(tmp_path: Path) -> None:
    """A disk that is nearly full takes some bytes without a word: a file with a hole in it."""
    partial = Partial(tmp_path / "one", MANIFEST)
    partial.write(0, DATA[:CHUNK_BYTES])
    written = partial._file.write
    full = [OSError(errno.ENOSPC, "full")]

    def some(data: bytes) -> int:
        if full and len(data) < CHUNK_BYTES:
            raise full.pop()
        return written(data[: len(data) // 2 + 1])

    with patch.object(partial, "_file", wraps=partial._file) as file:
        file.write.side_effect = some
        with pytest.raises(QuotaError) as raised:
            partial.write(1, DATA[CHUNK_BYTES : 2 * CHUNK_BYTES])

        assert raised.value.reason is Reason.STORAGE_FULL
        assert partial.missing == [1, 2]

        for index in partial.missing:
            partial.write(index, DATA[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES])

    assert partial.finish() == sha256(DATA).digest()
    assert (tmp_path / "one").read_bytes() == DATA


@given(st.sets(st.integers(0, 2)), st.integers(0, len(DATA) - 1))
def test_a_download_opened_again_has_exactly_the_chunks_that_verify(
    written: set[int], at: int
) -> None:
    """A power cut may have kept any of them, and any part of one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "one"
        before = Partial(path, MANIFEST)
        for index in written:
            before.write(index, DATA[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES])
        before.close()
        size = path.stat().st_size
        if at < size:
            spoil(path, at)
        after = Partial(path, MANIFEST)
        after.close()

    spoilt = {at // CHUNK_BYTES} if at < size else set()
    assert set(after.missing) == {0, 1, 2} - (written - spoilt)


def test_a_content_is_there_once_however_often_it_is_put(tmp_path: Path) -> None:
    """Twenty courses with the same logo are one file."""
    store = ContentStore(tmp_path)
    first, second = store.put(BytesIO(DATA)), store.put(BytesIO(DATA))

    assert first == second == (sha256(DATA).digest(), len(DATA))
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [
        tmp_path / "files" / first[0].hex()[:2] / first[0].hex()
    ]


def test_a_damaged_content_is_set_aside_and_putting_the_original_again_mends_it(
    tmp_path: Path,
) -> None:
    """Nobody gets other bytes than were stored, not even into a folder of his own."""
    store = ContentStore(tmp_path)
    digest, _ = store.put(BytesIO(DATA))
    spoil(next((tmp_path / "files").glob("??/*")), 7)
    with pytest.raises(DamagedStoreError):
        store.copy(digest, tmp_path / "out.pdf")

    assert not (tmp_path / "out.pdf").exists()
    assert not store.has(digest)
    with pytest.raises(NotFoundError):
        store.open(digest)

    store.put(BytesIO(DATA))
    store.copy(digest, tmp_path / "out.pdf")

    assert (tmp_path / "out.pdf").read_bytes() == DATA


def test_copying_never_overwrites(tmp_path: Path) -> None:
    """The file of that name in the teacher's folder is the teacher's."""
    store = ContentStore(tmp_path)
    digest, _ = store.put(BytesIO(DATA))
    (tmp_path / "mine.pdf").write_text("mine")
    with pytest.raises(FileExistsError):
        store.copy(digest, tmp_path / "mine.pdf")

    assert (tmp_path / "mine.pdf").read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["mine.pdf"]


def test_a_disk_without_hard_links_can_be_copied_to(tmp_path: Path) -> None:
    """The stick that goes to the village is FAT."""
    store = ContentStore(tmp_path)
    digest, _ = store.put(BytesIO(DATA))
    with patch("os.link", side_effect=PermissionError):
        store.copy(digest, tmp_path / "out.pdf")

    assert (tmp_path / "out.pdf").read_bytes() == DATA


def test_a_file_that_cannot_be_opened_is_told_in_words(tmp_path: Path) -> None:
    """A file that is gone from the disk stops a draft: its author reads why, not a code."""
    held = HeldFile(bytes(32), 3)
    (told,) = look_into("fiche.pdf", held, ContentStore(tmp_path), {})

    assert "ne peut pas être joint" in told.text("fr")
    assert "لا يمكن إرفاقه" in told.text("ar")
    assert told.level is Level.ERROR
