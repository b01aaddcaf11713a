"""What may be open, what it costs, when it goes: pure, so every limit is tried on both sides."""

import os

import pytest
from forsa.commitment import Range
from forsa.errors import ForsaError, MalformedError, QuotaError, Reason, TooLargeError
from forsa_hub.blobs.rules import (
    KEPT_MS,
    LEAST_BYTES,
    Opened,
    Room,
    charge_of,
    expires_ms,
    require_room,
    require_size,
    wanted_indexes,
)
from forsa_hub.blobs.store import BlobKey
from forsa_hub.config import Limits
from forsa_hub.quotas import DAY_MS, Quotas
from forsa_hub.store.usage import IN_ALL, Used
from hypothesis import given
from hypothesis import strategies as st

ROOM = Room(blob_bytes=100, open_uploads=2, open_bytes=150)
NOW_MS = 1_795_500_000_000


def opened(size: int, holder: str = "amal/n1") -> Opened:
    """An upload of so many bytes."""
    return Opened(holder, holder.partition("/")[0], BlobKey(os.urandom(32), size))


def test_the_largest_attachment_is_let_in_and_a_byte_more_is_not() -> None:
    """The limit is what Hello announced."""
    require_size(100, ROOM)
    with pytest.raises(TooLargeError) as refused:
        require_size(101, ROOM)

    assert refused.value.metadata == {"size": "101", "limit": "100"}


def test_a_node_has_so_many_uploads_open() -> None:
    """One node must not reserve the hub for itself."""
    two = [opened(1), opened(1)]
    require_room(opened(1, "amal/n2"), two, ROOM)
    require_room(two[0], two, ROOM)
    with pytest.raises(QuotaError) as refused:
        require_room(opened(1), two, ROOM)

    assert refused.value.reason is Reason.QUOTA_EXCEEDED
    assert refused.value.metadata["quota"] == "open_uploads"
    assert int(refused.value.metadata["retry_ms"]) > 0


def test_a_member_has_so_many_bytes_open() -> None:
    """The reserve counts all its nodes, and what two of them bring counts once."""
    first, second = opened(100, "amal/n1"), opened(50, "amal/n2")
    same = Opened("amal/n2", "amal", first.key)
    require_room(second, [first, same], ROOM)
    with pytest.raises(QuotaError) as refused:
        require_room(opened(51, "amal/n2"), [first], ROOM)
    require_room(opened(51, "badr/n1"), [first], ROOM)

    assert refused.value.metadata["quota"] == "open_bytes"


def test_what_nobody_names_goes_after_thirty_days() -> None:
    """Uploads that were given up must not fill the hub; named ones stay."""
    assert expires_ms(NOW_MS, named=False) == NOW_MS + KEPT_MS == NOW_MS + 30 * DAY_MS
    assert expires_ms(NOW_MS, named=True) == 0


def test_a_small_file_costs_a_block() -> None:
    """A million files of one byte would fill a disk for a megabyte of quota."""
    assert charge_of(0) == charge_of(1) == LEAST_BYTES
    assert charge_of(10**6) == 10**6


def test_attachments_count_to_the_day_and_in_all() -> None:
    """Bytes are bytes, of records or of files."""
    quotas = Quotas(Limits(bytes_per_day=100, bytes_total=150))
    quotas.take("amal", 40, NOW_MS)
    quotas.reserve("amal", 60, NOW_MS)
    with pytest.raises(QuotaError) as today:
        quotas.reserve("amal", 1, NOW_MS)
    quotas.reserve("amal", 50, NOW_MS + DAY_MS)
    with pytest.raises(QuotaError) as in_all:
        quotas.reserve("amal", 1, NOW_MS + 2 * DAY_MS)

    assert today.value.metadata["quota"] == "bytes_per_day"
    assert 0 < int(today.value.metadata["retry_ms"]) <= DAY_MS + 1000
    assert in_all.value.metadata["quota"] == "bytes_total"
    quotas.give_back("amal", 60)
    quotas.reserve("amal", 60, NOW_MS + 2 * DAY_MS)


def test_what_never_came_is_given_back_of_the_day_too() -> None:
    """A hub whose disk is full must not charge each try."""
    quotas = Quotas(Limits(bytes_per_day=100))
    quotas.reserve("amal", 100, NOW_MS)
    quotas.give_back("amal", 100, NOW_MS)

    quotas.reserve("amal", 100, NOW_MS)
    assert quotas.counters["amal", IN_ALL] == Used(0, 100)


ranges = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12)


@given(ranges, st.integers(0, 40))
def test_what_is_asked_for_is_each_chunk_once_in_its_order(wanted: list[Range], count: int) -> None:
    """No request makes the hub send more than there is."""
    listed = [i for first, length in wanted for i in range(first, first + length)]
    outside = any(length < 1 or first + length > count for first, length in wanted)
    if outside or len(set(listed)) < len(listed):
        with pytest.raises(ForsaError) as refused:
            wanted_indexes(wanted, count)

        assert refused.value.reason is Reason.LIMIT_EXCEEDED
    else:
        assert wanted_indexes(wanted, count) == (listed if wanted else list(range(count)))


def test_huge_numbers_are_refused_before_anything_is_allocated() -> None:
    """A request of twenty bytes must not cost gigabytes."""
    for wanted in ([(0, 2**64 - 1)], [(2**64 - 1, 1)], [(0, 4096)] * 1024):
        with pytest.raises(MalformedError):
            wanted_indexes(wanted, 4096 if len(wanted) > 1 else 4)
    with pytest.raises(TooLargeError):
        wanted_indexes([(0, 1)] * 1025, 4096)
