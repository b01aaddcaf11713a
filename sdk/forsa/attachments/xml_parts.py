"""XML inside documents, read as a stream of tags: no tree, no entities, nothing fetched."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from xml.parsers import expat

from forsa.attachments.problems import What, refuse

_SEPARATOR: Final = " "

Start = Callable[[str, Mapping[str, str]], None]
"""Gets the local name of a tag and its attributes by local name."""
Text = Callable[[str, str], None]
"""Gets the local name of the tag around it, and a piece of text."""


def read_tags(data: Iterable[bytes], start: Start, text: Text | None = None) -> None:
    """Call `start` for each tag, and `text` for what stands in them.

    Raises:
        RefusedFileError: `entities`: it has a document type; `damaged`: it is not XML.
    """
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    around: list[str] = []

    def begin(name: str, attributes: Mapping[str, str]) -> None:
        around.append(_local(name))
        start(around[-1], {_local(key): value for key, value in attributes.items()})

    def finish(_: str) -> None:
        around.pop()

    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = begin
    parser.EndElementHandler = finish
    if text is not None:
        parser.buffer_text = True
        parser.CharacterDataHandler = lambda found: text(around[-1], found)
    try:
        for block in data:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise refuse(What.DAMAGED, kind="xml") from None


def check_prolog(data: Iterable[bytes]) -> None:
    """Look for a document type, and read the rest without looking.

    Raises:
        RefusedFileError: as `read_tags`, up to the first tag.
    """
    parser = expat.ParserCreate()
    begun: list[str] = []
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, _: begun.append(name)
    for block in data:
        if not begun:
            try:
                parser.Parse(block, False)
            except expat.ExpatError:
                if not begun:
                    raise refuse(What.DAMAGED, kind="xml") from None


def _refuse_doctype(*_: object) -> None:
    raise refuse(What.ENTITIES)


def _local(name: str) -> str:
    return name.rpartition(_SEPARATOR)[2]
