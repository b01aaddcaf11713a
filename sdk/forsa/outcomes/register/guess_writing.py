"""Texts of strangers, written into a YAML file of ours."""

import json
import re
from collections.abc import Collection
from typing import Final

from forsa.outcomes.register.mapping import Format, Source

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RESERVED: Final = frozenset(("yes", "no", "true", "false", "on", "off", "null", "y", "n"))


def quoted(text: str) -> str:
    """A text as YAML reads it back; words stand as they are."""
    if _WORD.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    told = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in told)


def listed(names: Collection[str]) -> str:
    """Texts between the brackets of a list."""
    return ", ".join(map(quoted, names))


def source_line(source: Source) -> str:
    """How a file is written, in one line."""
    parts = [f"format: {source.format}"]
    if source.format is Format.CSV:
        delimiter = "tab" if source.delimiter == "\t" else source.delimiter
        parts += [f"delimiter: {json.dumps(delimiter)}", f"encoding: {source.encoding}"]
    elif source.sheet:
        parts.append(f"sheet: {quoted(source.sheet)}")
    if source.header_row > 1:
        parts.append(f"header_row: {source.header_row}")
    return f"{{{', '.join(parts)}}}"
