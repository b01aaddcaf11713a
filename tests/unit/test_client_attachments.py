"""A download into a file, against a hub that sends something else than was signed for."""

import asyncio
import os
from collections.abc import AsyncGenerator, Callable
from io import BytesIO
from pathlib import Path

import pytest
from forsa.client.attachments import Download
from forsa.client.blobs import format_manifest, ignore_progress
from forsa.client.files import new_file
from forsa.client.library import LibraryClient
from forsa.commitment import CHUNK_BYTES, make_manifest
from forsa.errors import BusyError, ForsaError, MalformedError, Reason, VerificationError
from forsa.v1 import library_service_pb2 as pb
from forsa.v1.record_pb2 import Commitment
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

DATA = os.urandom(2 * CHUNK_BYTES + 5)
MANIFEST = make_manifest(os.urandom(32), DATA)
COMMITMENT = Commitment(root=MANIFEST.root(), size=len(DATA))
Lie = Callable[[list[pb.ReadBlobResponse]], list[pb.ReadBlobResponse]]


class LyingLibrary(LibraryClient):
    """Answers as a hub does, with what it says changed."""

    def __init__(self, lie: Lie) -> None:
        self.lie = lie
        self.asked: list[list[int]] = []

    async def read_blob(
        self, request: pb.ReadBlobRequest
    ) -> AsyncGenerator[pb.ReadBlobResponse, None]:
        ranges = [(one.first, one.count) for one in request.ranges] or [(0, 3)]
        wanted = [i for first, count in ranges for i in range(first, first + count)]
        self.asked.append(wanted)
        answers = [pb.ReadBlobResponse(manifest=format_manifest(MANIFEST))]
        for index in wanted:
            data = DATA[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]
            answers.append(pb.ReadBlobResponse(index=index, data=data))
        for one in self.lie(answers):
            yield one


def fetch(lie: Lie, file: BytesIO | None = None) -> bytes:
    """What is in the file after one try."""
    file = file or BytesIO()
    download = Download(bytes(32), COMMITMENT, file, ignore_progress)
    asyncio.run(download.fetch(LyingLibrary(lie)))
    return file.getvalue()


def changed(answers: list[pb.ReadBlobResponse]) -> list[pb.ReadBlobResponse]:
    """One bit of the second chunk."""
    bad = bytearray(answers[2].data)
    bad[9] ^= 1
    return [*answers[:2], pb.ReadBlobResponse(index=1, data=bytes(bad)), *answers[3:]]


def other(answers: list[pb.ReadBlobResponse]) -> list[pb.ReadBlobResponse]:
    """The manifest of other data."""
    manifest = format_manifest(make_manifest(os.urandom(32), DATA))
    return [pb.ReadBlobResponse(manifest=manifest), *answers[1:]]


@pytest.mark.parametrize(
    ("lie", "raised", "reason"),
    [
        (changed, VerificationError, Reason.COMMITMENT_MISMATCH),
        (other, VerificationError, Reason.COMMITMENT_MISMATCH),
        (lambda told: [told[0], told[2], told[1]], MalformedError, Reason.ENTRY_MALFORMED),
        (lambda told: told[:2], BusyError, Reason.OUTCOME_UNKNOWN),
        (lambda _: [], BusyError, Reason.OUTCOME_UNKNOWN),
    ],
    ids=["a bit", "another manifest", "another order", "the end is missing", "nothing"],
)
def test_a_lie_is_found_before_it_is_written(
    lie: Lie, raised: type[ForsaError], reason: Reason
) -> None:
    """What is in the file is what was signed for, whatever the hub does."""
    file = BytesIO()
    with pytest.raises(raised) as refused:
        fetch(lie, file)

    assert refused.value.reason is reason
    assert DATA.startswith(file.getvalue())


def test_the_truth_is_written_whole() -> None:
    """The same hub, honest."""
    assert fetch(lambda told: told) == DATA


def test_a_second_try_asks_for_what_is_missing() -> None:
    """Bytes that came once must not be paid for twice."""

    async def check() -> tuple[list[list[int]], bytes]:
        file = BytesIO()
        download = Download(bytes(32), COMMITMENT, file, ignore_progress)
        library = LyingLibrary(lambda told: told[:2])
        with pytest.raises(BusyError):
            await download.fetch(library)
        library.lie = lambda told: told
        await download.fetch(library)
        return library.asked, file.getvalue()

    asked, data = asyncio.run(check())

    assert asked == [[0, 1, 2], [1, 2]]
    assert data == DATA


@settings(phases=set(Phase) - {Phase.shrink})  # MiB to compare for each: it would take minutes
@given(st.integers(0, len(DATA) + 9), st.sets(st.integers(0, len(DATA) + 8), max_size=3))
@example(len(DATA) + 9, set())
@example(2 * CHUNK_BYTES, {CHUNK_BYTES + 5})
@example(len(DATA), set())
def test_whatever_lay_in_the_file_it_ends_as_it_was_signed_for(size: int, bad: set[int]) -> None:
    """A power cut keeps any part of a file, and a stranger may have written there since."""
    before = bytearray((DATA + bytes(9))[:size])
    for at in (one for one in bad if one < size):
        before[at] ^= 1
    file = BytesIO(bytes(before))
    library = LyingLibrary(lambda told: told)
    asyncio.run(Download(bytes(32), COMMITMENT, file, ignore_progress).fetch(library))
    sound = {
        index
        for index in range(2)
        if before[index * CHUNK_BYTES :][:CHUNK_BYTES] == DATA[index * CHUNK_BYTES :][:CHUNK_BYTES]
    }

    assert file.getvalue() == DATA
    assert sorted(index for asked in library.asked for index in asked) == sorted({0, 1, 2} - sound)


def test_a_size_that_nothing_has_is_refused_before_it_costs_memory() -> None:
    """The size is a stranger's: a list of chunks of an exabyte ends the program that reads."""
    huge = Commitment(root=MANIFEST.root(), size=2**60)
    with pytest.raises(MalformedError) as refused:
        Download(bytes(32), huge, BytesIO(), ignore_progress)

    assert refused.value.reason is Reason.LIMIT_EXCEEDED


def test_a_file_that_failed_is_not_there(tmp_path: Path) -> None:
    """Half a file under its own name looks like a whole one."""

    def fail() -> None:
        with new_file(tmp_path / "fiche") as file:
            file.write(b"half")
            raise VerificationError("no", Reason.COMMITMENT_MISMATCH)

    with pytest.raises(VerificationError):
        fail()

    assert list(tmp_path.iterdir()) == []


def test_a_name_that_was_taken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Two programs choose one name: the first keeps it."""

    def save() -> None:
        with new_file(tmp_path / "fiche") as file:
            file.write(b"mine")
            (tmp_path / "fiche").write_bytes(b"theirs")

    with pytest.raises(FileExistsError):
        save()

    assert (tmp_path / "fiche").read_bytes() == b"theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["fiche"]


def test_a_stick_without_links_takes_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Associations carry files on sticks whose file system knows no links."""

    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr("forsa.client.attachments.os.link", refuse)
    with new_file(tmp_path / "fiche") as file:
        file.write(b"whole")
    with pytest.raises(FileExistsError), new_file(tmp_path / "fiche") as file:
        file.write(b"other")

    assert (tmp_path / "fiche").read_bytes() == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["fiche"]
