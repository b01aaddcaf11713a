"""Archives and what may be in them: learning packages hold pages and scripts, others do not.

A package is never opened by this program; whoever opens it in a player runs what is in it there.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from forsa.attachments import media_types as types
from forsa.attachments.office import check_office
from forsa.attachments.pictures import check_picture
from forsa.attachments.problems import Problem, What, problem, refuse
from forsa.attachments.reading import MAX_FILE_BYTES
from forsa.attachments.zips import (
    MAX_UNPACKED_BYTES,
    Budget,
    Entry,
    read_directory,
    unpacked,
    whole,
)

_PROGRAM_NAMES: Final = re.compile(
    r"\.(?:exe|dll|com|scr|pif|msi|msp|cpl|bat|cmd|ps1|psm1|vbs|vbe|wsf|wsh|hta|lnk|reg|inf|jar|jnlp"
    r"|apk|app|dmg|deb|rpm|sh|bash|command|desktop|elf|so|dylib|bin|py|pyc|pl|rb|php\d?|asp|aspx|jsp"
    r"|docm|dotm|xlsm|xltm|xlam|pptm|potm|ppam|swf)$",
    re.IGNORECASE,
)
_PROGRAMS: Final = (
    b"MZ\x90", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa", b"#!/", b"FWS", b"CWS",
)  # fmt: skip
_WEB_NAMES: Final = re.compile(r"\.(?:x?html?|svgz?|m?js|css|wasm)$", re.IGNORECASE)
_ARCHIVES: Final = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd")
_ZIP: Final = b"PK\x03\x04"
_OFFICE: Final = (*types.OFFICE_XML, *types.OPEN_DOCUMENT)


def check_archive(file: BinaryIO, media_type: str) -> Iterator[Problem]:
    """Everything that is wrong with an archive, a package or a document that is one."""
    entries = read_directory(file)
    if media_type in _OFFICE:
        yield from check_office(file, media_type, entries, Budget())
    else:
        yield from _check_names(entries)
    budget = Budget()
    for entry in entries:
        yield from _check_entry(file, entry, budget)


def _check_names(entries: Sequence[Entry]) -> Iterator[Problem]:
    is_package = any(one.name in types.PACKAGES.values() for one in entries)
    for one in entries:
        if _PROGRAM_NAMES.search(one.name):
            yield problem(What.PROGRAM, entry=one.name)
    pages = [one.name for one in entries if _WEB_NAMES.search(one.name)]
    if pages and not is_package:
        yield problem(What.WEB, entry=pages[0], count=len(pages))


def _check_entry(file: BinaryIO, entry: Entry, budget: Budget) -> Iterator[Problem]:
    """Unpack an entry, to be sure of its size, and look at what it is."""
    inner = types.SUFFIXES.get(entry.name.rpartition(".")[2].lower(), "")
    data = b""
    if inner in (*types.PICTURES, *_OFFICE) and entry.size <= MAX_FILE_BYTES:
        data = whole(file, entry, MAX_FILE_BYTES, budget)
        head = data[:8]
    else:
        head = _head(file, entry, budget)
    if head.startswith(_PROGRAMS):
        yield problem(What.PROGRAM, entry=entry.name)
    elif head.startswith(_ARCHIVES) or (head.startswith(_ZIP) and inner not in _OFFICE):
        raise refuse(What.NESTED, entry=entry.name)
    elif head.startswith(_ZIP):
        yield from _check_inner(data, inner, entry.name)
    elif inner in types.PICTURES and data:
        found = check_picture(io.BytesIO(data), inner)
        yield from (one for one in found if one.what in (What.PIXELS, What.FRAMES, What.PADDING))


def _head(file: BinaryIO, entry: Entry, budget: Budget) -> bytes:
    """The first bytes of an entry that is unpacked to its end."""
    head = b""
    for block in unpacked(file, entry, budget):
        head = head or block[:8]
    return head


def _check_inner(data: bytes, inner: str, name: str) -> Iterator[Problem]:
    """A document in an archive is looked into once; an archive in an archive is refused."""
    if not data:
        raise refuse(What.NESTED, entry=name)
    file, budget = io.BytesIO(data), Budget(MAX_UNPACKED_BYTES // 4)
    entries = read_directory(file)
    found = check_office(file, inner, entries, Budget(MAX_UNPACKED_BYTES // 4))
    yield from (one for one in found if not one.is_warning)
    for one in entries:
        if _head(file, one, budget).startswith((_ZIP, *_ARCHIVES)):
            raise refuse(What.NESTED, entry=name)
