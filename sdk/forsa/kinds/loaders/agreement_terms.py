"""What the front matter of an agreement says that its record's effect will carry.

The fold reads these, never the text: of which type it is, who are its parties, and how many of
them bring it into force.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from forsa.kinds.findings import shown
from forsa.kinds.loaders.tree import Fields, Items, Notes, Scalar
from forsa.kinds.numbers import western
from forsa.kinds.suggest import fold, nearest
from forsa.words.agreements import TYPES

TERMS: Final = ("type", "version", "parties", "needed", "ratify_by")
"""The names in the front matter that are no fields of the text."""
_CODE: Final = re.compile(r"[a-z0-9_]{1,40}")
_MEMBER: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_COUNT: Final = re.compile(r"[1-9][0-9]{0,6}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ALL: Final = frozenset({"all", "tous", "toutes", fold("الكل"), fold("كل الأطراف")})


@dataclass(frozen=True, slots=True)
class Terms:
    """The effect of an agreement, as far as its author decides it."""

    type: str = ""
    """A code; empty: it is not said, or not known, which is noted."""
    version: int = 0
    """As the author counts; 0: it is not said."""
    parties: tuple[str, ...] = ()
    """Member ids, sorted, none twice; empty: whoever may vote when it is published."""
    needed: int = 0
    """How many ratifications bring it into force; 0: all parties'."""
    ratify_by: date | None = None
    """The last day to ratify; None: there is none."""


def read_terms(front: Fields, notes: Notes) -> Terms:
    """Read them, and note what is missing or wrong."""
    needed = _needed(front, notes)
    parties = tuple(sorted(set(_parties(front, notes))))
    if parties and needed > len(parties):
        line, _ = front.fields["needed"]
        notes.add("", "agreement.too_many", line, needed=needed, parties=len(parties))
    return Terms(_type(front, notes), _version(front, notes), parties, needed, _day(front, notes))


def _line(front: Fields, name: str) -> int:
    return front.fields.get(name, (1, None))[0]


def _type(front: Fields, notes: Notes) -> str:
    """A type by its code or by its name in any language.

    A slip must not make another type of a text: what is nearly one that is known is refused.
    """
    text = front.text("type").strip()
    known = {fold(code): code for code in TYPES}
    known |= {fold(name): code for code, names in TYPES.items() for name in names}
    if fold(text) in known:
        return known[fold(text)]
    near = nearest(text, known) if text else None
    if _CODE.fullmatch(text) and near is None:
        return text
    hint = {"closest": near} if near else {}
    values = {"value": shown(text), "known": ", ".join(TYPES), **hint}
    notes.add("", "agreement.type", _line(front, "type"), **values)
    return ""


def _version(front: Fields, notes: Notes) -> int:
    text = western(front.text("version").strip())
    if not text or _COUNT.fullmatch(text):
        return int(text or 0)
    notes.add("", "agreement.version", _line(front, "version"), value=shown(text))
    return 0


def _needed(front: Fields, notes: Notes) -> int:
    text = western(front.text("needed").strip())
    if _COUNT.fullmatch(text):
        return int(text)
    if fold(text) not in _ALL:
        notes.add("", "agreement.needed", _line(front, "needed"))
    return 0


def _parties(front: Fields, notes: Notes) -> Iterator[str]:
    line, node = front.fields.get("parties", (1, None))
    named: tuple[object, ...] = ()
    if isinstance(node, Items):
        named = tuple(one.text if isinstance(one, Scalar) else "…" for one in node.items)
    elif isinstance(node, Scalar) and not node.is_blank:
        named = tuple(node.text.replace("،", ",").split(","))
    elif isinstance(node, Fields):
        named = ("…",)
    for one in named:
        name = str(one).strip()
        if _MEMBER.fullmatch(name):
            yield name
        else:
            notes.add("", "agreement.parties", line, value=shown(name))


def _day(front: Fields, notes: Notes) -> date | None:
    text = western(front.text("ratify_by").strip())
    if not text:
        return None
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    notes.add("", "agreement.ratify_by", _line(front, "ratify_by"), value=shown(text))
    return None
