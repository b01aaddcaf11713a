"""A body as people read it before they publish it, or after they received it.

Everything the body says is there, in the order of the contract, in every language it has. Fields
that this program does not know are not shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from forsa import codelists
from forsa.kinds.body_texts import FORBIDDEN
from forsa.kinds.labels import choice_label, field_label, state_label
from forsa.kinds.limits import limits_of, lists_of
from forsa.v1.common_pb2 import LocalItem, LocalText
from forsa.v1.outcomes_pb2 import Cell, CellState, OutcomeFrame, OutcomeTables
from forsa.words.reasons import LANGUAGES, Language

_LOCAL_TEXT: Final = LocalText.DESCRIPTOR.full_name
_LOCAL_ITEM: Final = LocalItem.DESCRIPTOR.full_name
_CELL: Final = Cell.DESCRIPTOR.full_name
_YES_NO: Final = {True: ("oui", "نعم", "yes"), False: ("non", "لا", "no")}
_TITLES: Final = ("title", "legal_name")
_COLON: Final[Mapping[Language, str]] = {"fr": " :", "ar": ":", "en": ":"}
_INDENT: Final = "  "


def preview(message: Message, language: Language) -> str:
    """The whole body as text, with labels in the language; ends without a line feed."""
    return "\n".join(_lines(message, language, ""))


def title_of(message: Any, language: str) -> str:
    """What to call a body in a list; empty if its type has no title."""
    match message:
        case OutcomeFrame():
            return FORBIDDEN.sub(" ", f"{message.school_year} · {message.frame_n}")
        case OutcomeTables():
            return _title_of_tables(message, language)
    for name in _TITLES:
        texts = getattr(message, name, ())
        if texts:
            return pick(texts, language, message.common.original_language)
    return ""


def _title_of_tables(message: OutcomeTables, language: str) -> str:
    said: Language = next((one for one in LANGUAGES if one == language), LANGUAGES[0])
    point = message.observation_point
    if point in codelists.rows("observation_point"):
        point = codelists.label("observation_point", point, said)
    parts = (message.school_year, point, choice_label(message.vintage, said))
    return FORBIDDEN.sub(" ", " · ".join(parts))


def pick(texts: Sequence[Any], language: str, original: str = "") -> str:
    """The text in the language, else the original, else French, else Arabic, else any."""
    tag = tag_of(texts, language, original)
    known = {one.lang: one.text for one in texts}
    return FORBIDDEN.sub(" ", known.get(tag, ""))


def tag_of(texts: Sequence[Any], language: str, original: str = "") -> str:
    """The language of the text that `pick` takes; empty if there is none."""
    known = [one.lang for one in texts]
    return next((tag for tag in (language, original, "fr", "ar", *known) if tag in known), "")


def _lines(message: Message, language: Language, indent: str) -> Iterator[str]:
    # What the body is about comes first; language and licence end it.
    for field, value in sorted(message.ListFields(), key=lambda one: one[0].name == "common"):
        label = field_label(field.name, language)
        if field.message_type is not None:
            yield from _messages(field, value, label, language, indent)
        elif field.is_repeated:
            shown = ", ".join(value_text(field, one, language) for one in value)
            yield f"{indent}{label}{_COLON[language]} {shown}"
        else:
            yield f"{indent}{label}{_COLON[language]} {value_text(field, value, language)}"


def _messages(
    field: FieldDescriptor, value: Any, label: str, language: Language, indent: str
) -> Iterator[str]:
    inner = field.message_type
    if inner is None:
        return
    deeper = indent + _INDENT
    if inner.full_name == _LOCAL_TEXT:
        yield from _texts(f"{indent}{label}{_COLON[language]}", value, deeper)
    elif inner.full_name == _LOCAL_ITEM:
        yield f"{indent}{label}{_COLON[language]}"
        for item in value:
            yield from _texts(f"{deeper}-", item.text, deeper + _INDENT)
    elif inner.full_name == _CELL:
        yield from (f"{indent}{_cell(cell, language)}" for cell in value)
    elif field.is_repeated:
        for number, item in enumerate(value, 1):
            yield f"{indent}{label} {number}"
            yield from _lines(item, language, deeper)
    else:
        yield f"{indent}{label}"
        yield from _lines(value, language, deeper)


def _cell(cell: Any, language: Language) -> str:
    """A number of a table on one line: there may be thousands."""
    at = FORBIDDEN.sub(" ", " · ".join(cell.at)) or "total"
    state = CellState.Name(cell.state) if cell.state in CellState.values() else ""
    said = [str(cell.value)] if cell.HasField("value") else []
    said += [label] if (label := state_label(state, language)) else []
    return f"{at}{_COLON[language]} {' '.join(said) or '–'}"


def _texts(head: str, texts: Sequence[Any], indent: str) -> Iterator[str]:
    """A text after its label if it is one line in one language, else below it."""
    if len(texts) == 1 and "\n" not in texts[0].text:
        yield f"{head} {FORBIDDEN.sub(' ', texts[0].text)}"
        return
    yield head
    for one in texts:
        tag = f"[{one.lang}] " if len(texts) > 1 else ""
        for number, line in enumerate(FORBIDDEN.sub(" ", one.text).split("\n")):
            yield f"{indent}{tag if number == 0 else ''}{line}".rstrip()


def value_text(field: FieldDescriptor, value: Any, language: Language) -> str:
    """One value as people read it: codes with their labels, yes and no, one line."""
    if isinstance(value, bool):
        return _YES_NO[value][LANGUAGES.index(language)]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float):
        return f"{value:.10g}"
    if not isinstance(value, str):
        return str(value)
    text = FORBIDDEN.sub(" ", value).replace("\n", " ")
    for name in lists_of(field):
        if text in codelists.rows(name):
            return f"{codelists.label(name, text, language)} ({text})"
    return choice_label(text, language) if "in" in limits_of(field) else text
