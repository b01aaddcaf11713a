"""What a database of a hub or a node says beside its entries, and what follows from them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from forsa.governance.history import format_value
from forsa.governance.whole import WholeLog

Outcomes = Mapping[bytes, tuple[int, str, str]]
"""By record id of the proposal: index of its end, type and result."""
Turns = Mapping[tuple[int, str, str], str]
"""By index, part and key: the value as it is stored."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Verdicts, digests, results and turns; None: nothing of the sort is stored."""

    size: int
    root: bytes
    voids: Mapping[int, str]
    """The rule that each void entry broke, by index."""
    digests: Mapping[int, bytes] | None = None
    """By size."""
    outcomes: Outcomes | None = None
    turns: Turns | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is told or stored, and does not follow from the entries."""

    what: str
    """`entry_missing`, `entry_bytes`, `head`, `checkpoint`, `verdict`, `digest`, `outcome`,
    `turn`, `text`, `ballot` or `result`."""
    index: int | None = None
    """The entry it is about; None: none in particular."""
    stored: str = ""
    """What is stored or told; empty: nothing."""
    found: str = ""
    """What follows from the entries; empty: nothing."""


@dataclass(slots=True)
class Findings:
    """What was found so far."""

    differences: list[Difference] = field(default_factory=list)
    signed_size: int | None = None
    """Size of a tree that the log's key signed and that has these entries; None: none is here."""
    known_size: int | None = None
    """Size of a signed tree that is larger than what is here; None: none is known."""


def claims_of(log: WholeLog) -> Claims:
    """What the entries give."""
    return Claims(
        size=log.size,
        root=log.frontier.root(),
        voids=dict(log.state.rights.voids),
        digests=log.state_digests,
        outcomes={one.record_id: (index, one.type, one.result) for index, one in log.outcomes},
        turns={
            (past.index, past.turn.part.value, past.turn.key): format_value(past.turn.value)
            for past in log.past
        },
    )


def compare(stored: Claims, found: Claims) -> Iterator[Difference]:
    """Each thing that is stored and does not follow, and each that follows and is not stored."""
    if (stored.size, stored.root) != (found.size, found.root):
        yield Difference("head", None, _head(stored), _head(found))
    yield from _verdicts(stored.voids, found.voids)
    yield from _others("digest", stored.digests, found.digests, lambda key: key - 1)
    yield from _others("outcome", stored.outcomes, found.outcomes, lambda _: None)
    yield from _others("turn", stored.turns, found.turns, lambda key: key[0])


_VALID: Final = "valid"


def _verdicts(stored: Mapping[int, str], found: Mapping[int, str]) -> Iterator[Difference]:
    for index in sorted({*stored, *found}):
        was, is_ = stored.get(index, _VALID), found.get(index, _VALID)
        if was != is_:
            yield Difference("verdict", index, was, is_)


def _others(
    what: str,
    stored: Mapping[Any, Any] | None,
    found: Mapping[Any, Any] | None,
    index_of: Callable[[Any], int | None],
) -> Iterator[Difference]:
    if stored is None or found is None:
        return
    for key in sorted({*stored, *found}):
        was, is_ = stored.get(key), found.get(key)
        if was != is_:
            yield Difference(what, index_of(key), _said(key, was), _said(key, is_))


def _said(key: Any, value: Any) -> str:
    match key, value:
        case _, None:
            return ""
        case bytes(), (int(index), str(kind), str(result)):
            return f"{key.hex()} {kind} {result} ({index})"
        case (_, part, name), str():
            return f"{part} {name} {value}"
        case _, bytes():
            return value.hex()
    return str(value)


def _head(claims: Claims) -> str:
    return f"{claims.size} {claims.root.hex()}"
