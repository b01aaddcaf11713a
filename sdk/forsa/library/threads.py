"""Questions, answers and remarks about a record, as conversations.

Nothing here refuses a comment: what was logged deeper than a program would sign hangs at the
deepest place, and is shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from forsa.library.cards import by_language
from forsa.library.told import Told, newest_of_each

MAX_DEPTH: Final = 4
"""Comments below each other that a node signs and a hub admits."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with what was said to it."""

    told: Told
    depth: int
    """From 1."""
    is_accepted: bool
    """The asker accepted it as the answer."""
    is_changed: bool
    """Its author wrote another text since: what was said to it may have been said to the first."""
    answers: tuple["Thread", ...]


def threads_of(
    target: bytes, comments: Iterable[Told], versions: Mapping[bytes, bytes]
) -> tuple[Thread, ...]:
    """The conversations about a record, each level by index.

    Args:
        target: Object id of the record that is talked about.
        comments: Every version of every comment on it, and on the comments.
        versions: Record id to object id, of the record's versions and of all the comments'.
    """
    told = sorted(comments, key=lambda one: one.index)
    newest = {one.object_id: one for one in newest_of_each(told)}
    first = {one.object_id: one for one in reversed(told)}
    hosts, depths = _hang(target, told, versions)
    below: dict[bytes, list[bytes]] = {}
    for thing, host in hosts.items():
        below.setdefault(host, []).append(thing)

    def build(host: bytes) -> tuple[Thread, ...]:
        asked = newest.get(host)
        return tuple(
            Thread(
                newest[thing],
                depths[thing],
                _is_accepted(thing, asked, versions),
                _is_changed(first[thing], newest[thing]),
                build(thing) if depths[thing] < MAX_DEPTH else (),
            )
            for thing in below.get(host, ())
        )

    return build(target)


def _hang(
    target: bytes, comments: Iterable[Told], versions: Mapping[bytes, bytes]
) -> tuple[dict[bytes, bytes], dict[bytes, int]]:
    """Under what each comment hangs, and how deep; the first version says what it answers."""
    hosts: dict[bytes, bytes] = {}
    depths = {target: 0}
    for one in comments:
        answered = versions.get(one.record.header.parent, b"")
        if one.object_id in depths or answered not in depths:
            continue
        is_deepest = depths[answered] == MAX_DEPTH
        hosts[one.object_id] = hosts[answered] if is_deepest else answered
        depths[one.object_id] = MAX_DEPTH if is_deepest else depths[answered] + 1
    return hosts, depths


def _is_changed(first: Told, newest: Told) -> bool:
    if first.message is None or newest.message is None:
        return False
    return by_language(first.message.text) != by_language(newest.message.text)


def _is_accepted(answer: bytes, question: Told | None, versions: Mapping[bytes, bytes]) -> bool:
    """Only who asked may accept, by a new version of the question."""
    if question is None or question.message is None:
        return False
    accepted = question.message.accepted_answer
    return bool(accepted) and versions.get(accepted) == answer
