"""Two versions of a text that were written at the same time, joined field by field.

Where only one side changed something, its word counts. Where both did, the published text stands
and the place is reported: nothing is lost silently, and the author decides. Lists are joined item
by item: what either side added is in the whole, and each item is a place of its own.
"""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any, Final

from forsa.library.cards import by_language
from forsa.library.merging_lists import Gap, Slot, is_too_many, slots_of
from forsa.v1.common_pb2 import LocalText

_LOCAL: Final = LocalText.DESCRIPTOR.full_name
_FILE: Final = ("root", "size", "media_type")
"""What the program writes of an attached file: one side's, all three."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed, differently."""

    path: str
    """As in findings, items counted as in the base; for texts the language follows: `title.fr`."""
    base: Any
    mine: Any
    theirs: Any


@dataclass(slots=True)
class Merge:
    """What came of it."""

    message: Any
    conflicts: list[Conflict] = field(default_factory=list)
    """Those left to decide."""
    decided: list[Conflict] = field(default_factory=list)
    """Those at which `mine` was taken."""


def is_within(path: str, around: str) -> bool:
    """Whether a place is the one named, or a part of it: `title.fr` of `title`."""
    return path == around or path.startswith((f"{around}.", f"{around}["))


def merge_three(base: Any, mine: Any, theirs: Any, mine_at: Set[str] = frozenset()) -> Merge:
    """Join two messages that both grew out of `base`.

    Args:
        base: The version both authors had read.
        mine: One of them, of the same type.
        theirs: The other, which was published first.
        mine_at: Paths of conflicts, or of what is around them, at which `mine` is taken.
    """
    whole = type(theirs)()
    whole.CopyFrom(theirs)
    merge = Merge(whole)
    _Joining(merge, mine_at).fields("", base, mine, theirs, whole)
    return merge


class _Joining:
    """Joins the fields of messages into one, and notes where both sides changed something."""

    def __init__(self, merge: Merge, mine_at: Set[str]) -> None:
        self._merge = merge
        self._mine_at = mine_at

    def fields(self, prefix: str, base: Any, mine: Any, theirs: Any, whole: Any) -> None:
        """Write the joined values into `whole`, which holds those of `theirs`."""
        names = base.DESCRIPTOR.fields_by_name
        for one in base.DESCRIPTOR.fields:
            if one.name not in _FILE[1:] or _FILE[0] not in names:
                self._field(one, f"{prefix}{one.name}", base, mine, theirs, whole)
        if _FILE[0] in names and whole.root == mine.root:
            whole.size, whole.media_type = mine.size, mine.media_type

    def _field(self, one: Any, path: str, base: Any, mine: Any, theirs: Any, whole: Any) -> None:
        sides = [_value(one, message) for message in (base, mine, theirs)]
        if sides[1] in (sides[0], sides[2]):
            return
        if sides[2] == sides[0]:
            _copy(one, mine, whole)
        elif one.message_type is not None and one.message_type.full_name == _LOCAL:
            self._texts(path, sides, getattr(whole, one.name))
        elif one.is_repeated:
            self._items(path, sides, getattr(whole, one.name))
        elif one.message_type is not None and None not in sides:
            base, mine, theirs = sides
            self.fields(f"{path}.", base, mine, theirs, getattr(whole, one.name))
        elif self._takes_mine(path, sides):
            _copy(one, mine, whole)

    def _texts(self, path: str, sides: list[Any], target: Any) -> None:
        texts = [by_language(side) for side in sides]
        joined = {
            lang: self._item(f"{path}.{lang}", *(side.get(lang) for side in texts))
            for lang in sorted(set().union(*texts))
        }
        del target[:]
        target.extend(
            LocalText(lang=lang, text=text) for lang, text in joined.items() if text is not None
        )

    def _items(self, path: str, sides: list[Any], target: Any) -> None:
        joined: list[Any] = []
        for slot in slots_of(*sides):
            match slot:
                case Gap(mine, theirs):
                    joined += [*theirs, *mine]
                case Slot(number, base, mine, theirs):
                    joined.append(self._item(f"{path}[{number}]", base, mine, theirs))
        kept = [one for one in joined if one is not None]
        whole = [one for at, one in enumerate(kept) if not is_too_many(kept, at, *sides[1:])]
        del target[:]
        target.extend(whole)

    def _item(self, path: str, base: Any, mine: Any, theirs: Any) -> Any:
        """One item of the base, or one language, as it comes out; None = it is not there."""
        if mine in (base, theirs):
            return theirs
        if theirs == base:
            return mine
        if None in (mine, theirs) or not hasattr(base, "DESCRIPTOR"):
            return mine if self._takes_mine(path, [base, mine, theirs]) else theirs
        whole = type(theirs)()
        whole.CopyFrom(theirs)
        self.fields(f"{path}.", base, mine, theirs, whole)
        return whole

    def _takes_mine(self, path: str, sides: list[Any]) -> bool:
        """Note a conflict; whether the author decided for the own text there."""
        is_mine = any(is_within(path, one) for one in self._mine_at)
        (self._merge.decided if is_mine else self._merge.conflicts).append(Conflict(path, *sides))
        return is_mine


def _value(one: Any, message: Any) -> Any:
    """A field's value that can be compared; None if it is not set."""
    if one.is_repeated:
        return list(getattr(message, one.name))
    if one.has_presence and not message.HasField(one.name):
        return None
    return getattr(message, one.name)


def _copy(one: Any, source: Any, target: Any) -> None:
    target.ClearField(one.name)
    value = getattr(source, one.name)
    if one.is_repeated:
        getattr(target, one.name).extend(value)
    elif one.message_type is not None:
        if source.HasField(one.name):
            getattr(target, one.name).CopyFrom(value)
    elif not one.has_presence or source.HasField(one.name):
        setattr(target, one.name, value)
