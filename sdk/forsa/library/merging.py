"""Two versions of a text that were written at the same time, joined field by field.

Where only one side changed something, its word counts. Where both did, the published text stands
and the place is reported: nothing is lost silently, and the author decides.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Any, Final

from forsa.v1.common_pb2 import LocalText

_LOCAL: Final = LocalText.DESCRIPTOR.full_name


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed, differently."""

    path: str
    """As in findings; for texts the language follows: `title.fr`."""
    base: Any
    mine: Any
    theirs: Any


@dataclass(slots=True)
class Merge:
    """What came of it."""

    message: Any
    conflicts: list[Conflict] = field(default_factory=list)


def merge_three(base: Any, mine: Any, theirs: Any, mine_at: Set[str] = frozenset()) -> Merge:
    """Join two messages that both grew out of `base`.

    Args:
        base: The version both authors had read.
        mine: One of them, of the same type.
        theirs: The other, which was published first.
        mine_at: Paths of conflicts at which `mine` is taken; they are reported no more.
    """
    whole = type(theirs)()
    whole.CopyFrom(theirs)
    merge = Merge(whole)
    for one in base.DESCRIPTOR.fields:
        _Field(one, merge, mine_at).join("", base, mine, theirs, whole)
    return merge


class _Field:
    """Joins one field of one message."""

    def __init__(self, descriptor: Any, merge: Merge, mine_at: Set[str]) -> None:
        self._field = descriptor
        self._merge = merge
        self._mine_at = mine_at

    def join(self, prefix: str, base: Any, mine: Any, theirs: Any, whole: Any) -> None:
        """Write the joined value into `whole`, which holds that of `theirs`."""
        one = self._field
        path = f"{prefix}{one.name}"
        sides = [_value(one, message) for message in (base, mine, theirs)]
        if sides[1] in (sides[0], sides[2]):
            return
        if sides[2] == sides[0]:
            _copy(one, mine, whole)
        elif one.message_type is not None and one.message_type.full_name == _LOCAL:
            self._texts(path, base, mine, theirs, whole)
        elif one.message_type is not None and self._joins_inside(base, mine, theirs):
            self._inside(path, base, mine, theirs, whole)
        else:
            self._conflict(path, sides, mine, whole)

    def _texts(self, path: str, base: Any, mine: Any, theirs: Any, whole: Any) -> None:
        name = self._field.name
        old, own, new = (
            {text.lang: text.text for text in getattr(message, name)}
            for message in (base, mine, theirs)
        )
        joined = dict(new)
        for lang in sorted({*old, *own, *new}):
            sides = [old.get(lang), own.get(lang), new.get(lang)]
            if sides[1] in (sides[0], sides[2]):
                continue
            place = f"{path}.{lang}"
            if sides[2] != sides[0] and place not in self._mine_at:
                self._merge.conflicts.append(Conflict(place, *sides))
            elif sides[1] is None:
                joined.pop(lang, None)
            else:
                joined[lang] = sides[1]
        texts = getattr(whole, name)
        del texts[:]
        for lang in sorted(joined):
            texts.add(lang=lang, text=joined[lang])

    def _joins_inside(self, base: Any, mine: Any, theirs: Any) -> bool:
        """Whether the values can be joined part by part: one message, or lists of one length."""
        name = self._field.name
        if not self._field.is_repeated:
            return all(message.HasField(name) for message in (base, mine, theirs))
        return len({len(getattr(message, name)) for message in (base, mine, theirs)}) == 1

    def _inside(self, path: str, *sides: Any) -> None:
        name = self._field.name
        fields = self._field.message_type.fields
        for place, parts in _parts(path, [getattr(side, name) for side in sides]):
            for one in fields:
                _Field(one, self._merge, self._mine_at).join(f"{place}.", *parts)

    def _conflict(self, path: str, sides: list[Any], mine: Any, whole: Any) -> None:
        if path in self._mine_at:
            _copy(self._field, mine, whole)
        else:
            self._merge.conflicts.append(Conflict(path, *sides))


def _parts(path: str, values: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    if hasattr(values[0], "DESCRIPTOR"):
        yield path, values
        return
    for number, parts in enumerate(zip(*values, strict=True)):
        yield f"{path}[{number}]", list(parts)


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
