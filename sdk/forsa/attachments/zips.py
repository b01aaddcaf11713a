"""Archives, read without trusting a word of them: the directory first, then byte by byte.

Three things that archives lie about are compared with the bytes: how many entries there are, where
they lie, how large they become.
"""

import re
import stat
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from forsa.attachments.problems import What, refuse
from forsa.attachments.reading import BLOCK_BYTES, exactly, part, size_of
from forsa.normal_form import normalize

MAX_ENTRIES: Final = 4_000
MAX_UNPACKED_BYTES: Final = 256 * 2**20
"""Of a whole archive; what a phone or an old PC can still unpack."""
MAX_RATIO: Final = 200
"""Bytes that one packed byte may become, in an entry of more than `SMALL_BYTES`."""
SMALL_BYTES: Final = 2**20
"""Up to here an entry may be as repetitive as it likes."""
_MAX_DIRECTORY_BYTES: Final = 2 * 2**20
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_LOCAL: Final = b"PK\x03\x04"
_LOCAL_BYTES: Final = 30
_STORED: Final = 0
_DEFLATED: Final = 8
_MAX_NAME: Final = 1024
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_BAD_CHARS: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: where its packed bytes lie, and what it claims to become."""

    name: str
    start: int
    """First packed byte."""
    packed: int
    size: int
    is_deflated: bool
    info: ZipInfo
    """As the library read it, for writing the archive anew."""


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked."""

    left: int = MAX_UNPACKED_BYTES

    def spend(self, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            RefusedFileError: `unpacked`: there were too many.
        """
        self.left -= size
        if self.left < 0:
            raise refuse(What.UNPACKED, limit=MAX_UNPACKED_BYTES)


def end_of_zip(file: BinaryIO) -> int | None:
    """Where the end record of an archive lies that fills the file to its last byte, if one does."""
    size = size_of(file)
    start = max(0, size - _END_BYTES - 2**16)
    tail = part(file, start, size - start)
    at = tail.rfind(_END)
    while at >= 0:
        if at + _END_BYTES + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail):
            return start + at
        at = tail.rfind(_END, 0, at)
    return None


def read_directory(file: BinaryIO) -> list[Entry]:
    """The files of an archive, in the order of their bytes; nothing is unpacked.

    Raises:
        RefusedFileError: anything but a plain archive that begins at the first byte: encrypted,
            overlapping, too many entries, names that lead out of a folder, links.
    """
    end = end_of_zip(file)
    if end is None:
        raise refuse(What.DAMAGED, kind="zip")
    record = exactly(file, end, _END_BYTES, "zip")
    disks, count = record[4:8], int.from_bytes(record[10:12], "little")
    size, start = (int.from_bytes(record[at : at + 4], "little") for at in (12, 16))
    if count > MAX_ENTRIES or size > _MAX_DIRECTORY_BYTES:
        raise refuse(What.ENTRIES, count=count, limit=MAX_ENTRIES)
    if disks != bytes(4) or start + size != end:
        raise refuse(What.DAMAGED, kind="zip")
    try:
        with ZipFile(file) as archive:
            infos = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, EOFError):
        raise refuse(What.DAMAGED, kind="zip") from None
    if len(infos) != count:
        raise refuse(What.OVERLAP)
    _require_one_each(infos)
    entries = sorted((_entry(file, info) for info in infos), key=lambda one: one.start)
    _require_side_by_side(entries, start)
    _require_fits(entries)
    return [one for one in entries if not one.info.is_dir()]


def _require_one_each(infos: Sequence[ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        name = normalize("NFC", info.filename)
        if name in seen:
            raise refuse(What.TWICE, entry=name)
        seen.add(name)


def _entry(file: BinaryIO, info: ZipInfo) -> Entry:
    _require_safe_name(info)
    if info.flag_bits & 0x2041:
        raise refuse(What.ENCRYPTED, entry=info.filename)
    if info.compress_type not in (_STORED, _DEFLATED):
        raise refuse(What.METHOD, entry=info.filename)
    header = exactly(file, info.header_offset, _LOCAL_BYTES, "zip")
    name_size, extra_size = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    name = part(file, info.header_offset + _LOCAL_BYTES, name_size)
    if header[:4] != _LOCAL or name != _encoded(info):
        raise refuse(What.OVERLAP)
    start = info.header_offset + _LOCAL_BYTES + name_size + extra_size
    is_deflated = info.compress_type == _DEFLATED
    if not is_deflated and info.compress_size != info.file_size:
        raise refuse(What.OVERLAP)
    return Entry(info.filename, start, info.compress_size, info.file_size, is_deflated, info)


def _encoded(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")


def _require_safe_name(info: ZipInfo) -> None:
    """A reader that unpacks must stay in its folder, on every system."""
    name = info.orig_filename
    parts = name.removesuffix("/").split("/")
    if (
        len(name) > _MAX_NAME
        or "\\" in name
        or _DRIVE.match(name)
        or any(part in ("", ".", "..") for part in parts)
        or any(unicodedata.category(char) in _BAD_CHARS for char in name)
    ):
        raise refuse(What.ENTRY_NAME, entry=name)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise refuse(What.LINK, entry=name)


def _require_side_by_side(entries: Sequence[Entry], directory: int) -> None:
    """Each byte belongs to one entry; nothing lies before the first or in the directory."""
    if not entries:
        return
    if min(one.info.header_offset for one in entries) != 0:
        raise refuse(What.POLYGLOT, kind="zip")
    ends = [one.start + one.packed for one in entries]
    for (before, after), end in zip(pairwise(entries), ends, strict=False):
        if before.start == after.start or end > after.info.header_offset:
            raise refuse(What.OVERLAP)
    if ends[-1] > directory:
        raise refuse(What.OVERLAP)


def _require_fits(entries: Sequence[Entry]) -> None:
    """What the directory itself admits is looked at before anything is unpacked."""
    total = sum(one.size for one in entries)
    if total > MAX_UNPACKED_BYTES:
        raise refuse(What.UNPACKED, limit=MAX_UNPACKED_BYTES)
    for one in entries:
        if one.size > SMALL_BYTES and one.size > MAX_RATIO * max(one.packed, 1):
            raise refuse(What.RATIO, entry=one.name, limit=MAX_RATIO)


def unpacked(file: BinaryIO, entry: Entry, budget: Budget) -> Iterator[bytes]:
    """The bytes of an entry, a block at a time, as many as it claims and not one more.

    Raises:
        RefusedFileError: `damaged`, `unpacked`, or `overlap`: it is not as large as it claims, or
            its packed bytes go on after the end.
    """
    seen, checksum = 0, 0
    for block in _inflated(file, entry) if entry.is_deflated else _raw(file, entry):
        seen += len(block)
        budget.spend(len(block))
        if seen > entry.size:
            raise refuse(What.OVERLAP)
        checksum = zlib.crc32(block, checksum)
        yield block
    if seen != entry.size:
        raise refuse(What.OVERLAP)
    if checksum != entry.info.CRC:
        raise refuse(What.DAMAGED, kind="zip")


def _raw(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    at, end = entry.start, entry.start + entry.packed
    while at < end:
        data = exactly(file, at, min(BLOCK_BYTES, end - at), "zip")
        at += len(data)
        yield data


def _inflated(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for data in _raw(file, entry):
            rest = data
            while rest and not inflater.eof:
                yield inflater.decompress(rest, BLOCK_BYTES)
                rest = inflater.unconsumed_tail
            if rest or inflater.unused_data:
                raise refuse(What.OVERLAP)
        if not inflater.eof:
            yield inflater.flush(BLOCK_BYTES)
    except zlib.error:
        raise refuse(What.DAMAGED, kind="zip") from None
    if not inflater.eof:
        raise refuse(What.DAMAGED, kind="zip")


def whole(file: BinaryIO, entry: Entry, limit: int, budget: Budget) -> bytes:
    """A small entry at once.

    Raises:
        RefusedFileError: as `unpacked`; `unpacked` too if it claims more than `limit` bytes.
    """
    if entry.size > limit:
        raise refuse(What.UNPACKED, limit=limit)
    return b"".join(unpacked(file, entry, budget))
