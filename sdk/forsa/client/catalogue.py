"""The catalogue as a client sees it: verified records of the library, and what became of them.

That a work was withdrawn is proved by its author's own record; that nothing was left out is the
hub's word.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from forsa.client.items import INLINE, Item
from forsa.exports.catalogue import CatalogueItem, State, names_of
from forsa.library.cards import card_of
from forsa.v1.effects_pb2 import RecordAct

WITHDRAWAL: Final = "record.withdraw"
_STATES: Final[Mapping[str, State]] = {INLINE: "shown", "held": "held", "redacted": "redacted"}


def withdrawals_of(acts: Iterable[Item]) -> dict[tuple[str, bytes], int]:
    """When works were withdrawn, by author and record id; milliseconds since 1970."""
    found = {}
    for one in acts:
        target = RecordAct.FromString(one.header.effect).target
        found[(one.member, target)] = one.sequenced_ms
    return found


def names_of_authors(
    profiles: Iterable[Item], withdrawn: Mapping[tuple[str, bytes], int]
) -> dict[str, Mapping[str, str]]:
    """What members call themselves, by member and language, in their newest profile.

    A profile that was withdrawn, or that may not be read, names nobody.
    """
    newest = {one.member: one for one in sorted(profiles, key=lambda one: one.index)}
    return {
        member: names_of(one.data)
        for member, one in newest.items()
        if one.body_state == INLINE and (member, one.record_id) not in withdrawn
    }


def catalogue_of(
    works: Iterable[Item],
    withdrawn: Mapping[tuple[str, bytes], int],
    wanted: Callable[[Item], bool] = lambda _: True,
    authors: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[CatalogueItem]:
    """The items of a catalogue, in the order of `works`; what may not be read is left out.

    Args:
        works: Verified items.
        withdrawn: From `withdrawals_of`.
        wanted: Which of them.
        authors: From `names_of_authors`; the id stands for who is not in it.
    """
    names = authors or {}
    for one in works:
        state = _STATES.get(one.body_state)
        if state is None or not wanted(one):
            continue
        at = withdrawn.get((one.member, one.record_id))
        if at is not None and state == "shown":
            state = "withdrawn"
        body = one.data if state == "shown" else None
        card = card_of(one.index, one.sequenced_ms, one.proved.record, body)
        changed_ms = max(one.sequenced_ms, at or 0)
        yield CatalogueItem(card, state, changed_ms, names.get(one.member, {}))
