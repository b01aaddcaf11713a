"""A body as HTML: everything it says in one language, headings and tables by the contract.

Short fields stand in a list of facts, lists of short things in a table, long texts under their
own heading. Fields of a newer contract are not shown.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from forsa.exports.works.work import Work, text_in
from forsa.kinds.labels import field_label
from forsa.kinds.limits import limits_of
from forsa.kinds.preview import value_text
from forsa.library.rendering import PictureHtml, Renderer, direction_of, no_pictures, plain
from forsa.v1.common_pb2 import LocalItem, LocalText

_LOCAL_TEXT: Final = LocalText.DESCRIPTOR.full_name
_LOCAL_ITEM: Final = LocalItem.DESCRIPTOR.full_name
_SHORT: Final = 600
"""Characters that a field of a table may have."""
_DEEPEST: Final = 6
_NAMES: Final = ("title", "statement", "name")
_HIDDEN: Final = frozenset({"common", "attachments", "root", "record_id"})
"""What the page says elsewhere, or only programs read."""


class BodyHtml:
    """Writes the parts of one work."""

    def __init__(self, work: Work, picture: PictureHtml = no_pictures) -> None:
        """Write the work; a text's pictures are those that `picture` has HTML for."""
        self._work = work
        self._picture = picture

    def line(self, texts: Sequence[Any]) -> str:
        """A title or point: the text in the asked language, or marked as another."""
        text, language = self._text(texts)
        html = Renderer(direction_of(language), self._picture).render_line(text)
        return self._marked("span", html, language)

    def block(self, texts: Sequence[Any], level: int) -> str:
        """A long text, its headings from `level` on."""
        text, language = self._text(texts)
        html = Renderer(direction_of(language), self._picture, level).render(text)
        return self._marked("div", html, language)

    def fields(self, message: Message, level: int, leaving_out: Sequence[str] = ()) -> str:
        """What a message says, under headings of `level`."""
        parts: list[str] = []
        facts: list[str] = []
        for field, value in message.ListFields():
            if field.name in _HIDDEN or field.name in leaving_out:
                continue
            if _is_fact(field):
                facts.append(self._fact(field, value))
            else:
                parts += [_facts(facts), self._part(field, value, level)]
                facts = []
        return "".join([*parts, _facts(facts)])

    def item(self, message: Any, level: int, before: str = "") -> str:
        """One thing of a list: its title as a heading, and all else."""
        name = next((one for one in _NAMES if getattr(message, one, ())), "")
        title = self.line(getattr(message, name)) if name else ""
        head = _heading(level, f"{escape(before)}{title}") if title or before else ""
        return head + self.fields(message, level + 1, (name,))

    def _text(self, texts: Sequence[Any]) -> tuple[str, str]:
        return text_in(texts, self._work.language, self._work.original)

    def _marked(self, element: str, html: str, language: str) -> str:
        """The HTML with its language, where that is not the page's."""
        if language == self._work.language:
            return html
        tag = f'lang="{escape(language)}" dir="{direction_of(language)}"'
        return f"<{element} {tag}>{html}</{element}>"

    def _label(self, field: FieldDescriptor) -> str:
        return plain(field_label(field.name, self._work.interface), self._work.direction)

    def _values(self, field: FieldDescriptor, value: Any) -> str:
        values = value if field.is_repeated else (value,)
        language = self._work.interface
        texts = (value_text(field, one, language) for one in values)
        comma = "، " if self._work.direction == "rtl" else ", "
        return comma.join(plain(one, self._work.direction) for one in texts)

    def _fact(self, field: FieldDescriptor, value: Any) -> str:
        is_text = field.message_type is not None
        shown = self.line(value) if is_text else self._values(field, value)
        return f"<dt>{self._label(field)}</dt><dd>{shown}</dd>"

    def _part(self, field: FieldDescriptor, value: Any, level: int) -> str:
        inner: Any = field.message_type
        head = _heading(level, self._label(field))
        if inner.full_name == _LOCAL_TEXT:
            return head + self.block(value, level + 1)
        if inner.full_name == _LOCAL_ITEM:
            return f"{head}<ul>{''.join(f'<li>{self.line(one.text)}</li>' for one in value)}</ul>\n"
        if not field.is_repeated:
            return head + self.fields(value, level + 1)
        if _is_flat(inner):
            return head + self._table(inner, value)
        return head + "".join(
            self.item(one, level + 1, f"{number}. ") for number, one in enumerate(value, 1)
        )

    def _table(self, descriptor: Any, items: Sequence[Any]) -> str:
        """A row a thing; columns that all of them leave empty are left out."""
        named = {field.name for one in items for field, _ in one.ListFields()} - _HIDDEN
        columns = [field for field in descriptor.fields if field.name in named]
        head = "".join(f"<th>{self._label(field)}</th>" for field in columns)
        rows = "".join(f"<tr>{''.join(self._cells(one, columns))}</tr>\n" for one in items)
        return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>\n"

    def _cells(self, item: Any, columns: Sequence[FieldDescriptor]) -> Iterator[str]:
        known = dict(item.ListFields())
        for field in columns:
            if field not in known:
                yield "<td></td>"
            elif field.message_type is None:
                yield f"<td>{self._values(field, known[field])}</td>"
            else:
                yield f"<td>{self.line(known[field])}</td>"


def _heading(level: int, html: str) -> str:
    level = min(level, _DEEPEST)
    return f"<h{level}>{html}</h{level}>\n"


def _facts(facts: Sequence[str]) -> str:
    return f"<dl>{''.join(facts)}</dl>\n" if facts else ""


def _is_fact(field: FieldDescriptor) -> bool:
    """Whether a field fits on one line beside its name."""
    inner = field.message_type
    return inner is None or (inner.full_name == _LOCAL_TEXT and _longest(field) <= _SHORT // 3)


def _is_flat(descriptor: Any) -> bool:
    """Whether things of this type fit into a row."""
    return all(
        field.message_type is None
        or (field.message_type.full_name == _LOCAL_TEXT and _longest(field) <= _SHORT)
        for field in descriptor.fields
    )


def _longest(field: FieldDescriptor) -> int:
    return int(limits_of(field).get("text_max", _SHORT + 1))
