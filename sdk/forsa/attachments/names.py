"""Names for files on a disk, made from names that strangers chose.

Laws: a safe name is one part of a path on every system, never empty, never longer than 255 bytes,
never one that is taken; a name that is safe already stays as it is.
"""

import re
import unicodedata
from collections.abc import Collection
from itertools import count
from typing import Final

from forsa.normal_form import normalize

MAX_NAME_BYTES: Final = 255
"""Of UTF-8: the limit of most file systems."""
_MAX_SUFFIX_BYTES: Final = 16
_NAMELESS: Final = "file"
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
"""What Windows refuses in a name, or takes for a stream or a pattern."""
_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE
)
_DROPPED: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Controls, bidirectional and zero-width marks, halves of characters, characters of no meaning."""


def safe_file_name(name: str, taken: Collection[str]) -> str:
    """A name under which a file may be written into a folder that holds `taken` already.

    Args:
        name: What a stranger calls the file; any text, of any length.
        taken: Names that the folder has; two names that differ in case only are the same.

    Returns:
        One part of a path, in NFC, 1 to 255 bytes of UTF-8, with the suffix of `name`. It is no
        device of any system, and begins with neither dot, space nor hyphen.
    """
    stem, suffix = _split(_clean(name))
    held = {_key(one) for one in taken}
    wanted = _fit(stem, suffix)
    if _key(wanted) not in held:
        return wanted
    numbered = (_fit(stem, f" ({number}){suffix}") for number in count(2))
    return next(one for one in numbered if _key(one) not in held)


def _clean(name: str) -> str:
    """The last part of a path without anything that a disk, shell or reader could trip over."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    composed = normalize("NFC", last)
    kept = (char for char in composed if unicodedata.category(char) not in _DROPPED)
    plain = _FORBIDDEN.sub("_", " ".join("".join(kept).split()))
    plain = normalize("NFC", plain).lstrip(" .-").rstrip(" .")
    if _DEVICE.fullmatch(plain.split(".", 1)[0].rstrip()):
        plain = f"_{plain}"
    return plain or _NAMELESS


def _split(name: str) -> tuple[str, str]:
    """The name and its suffix; what is too long for a suffix belongs to the name."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix.encode()) >= _MAX_SUFFIX_BYTES:
        return name, ""
    return stem, dot + suffix


def _fit(stem: str, suffix: str) -> str:
    """Cut the stem, never the suffix and never a character, to the limit."""
    room = MAX_NAME_BYTES - len(suffix.encode())
    data = stem.encode()
    if len(data) > room:
        stem = data[:room].decode(errors="ignore").rstrip(" .")
    return stem + suffix


def _key(name: str) -> str:
    """What two names share that one folder cannot hold both of."""
    return normalize("NFC", normalize("NFC", name).casefold())
