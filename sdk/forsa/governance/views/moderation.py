"""Moderation as everybody can check it: what was flagged, held, released, erased; who owes what.

The public list of acts says what was done to which record, why, and by whose authority: the
secretariat's own, the author's, or that of a decision. It never says what the text was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from forsa.envelope import RecordId
from forsa.governance.audience import audience_allows
from forsa.governance.state import DAY_MS, State
from forsa.governance.views.app_settings import days_setting
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.governance.views.now import active_nodes

KIND_NAMES: Final = (
    "flag.raise",
    "record.hold",
    "record.release",
    "record.redact",
    "record.redact_done",
    "record.withdraw",
    "node.add",
    "node.revoke",
)
"""What the chronicle of these views has to hold."""
ACTS: Final = ("record.hold", "record.release", "record.redact")

ERASE_DAYS: Final = 7
"""Within these days of log time a node is expected to say that it erased a redacted text: one day
in which databases may gather what they erase, and six in which the link may be down."""
BACKUP_DAYS: Final = 30
"""For how long saved copies of hub and nodes are kept, if the statutes do not say."""
SETTING_ERASE: Final = "app.moderation.erase_days"
SETTING_BACKUP: Final = "app.moderation.backup_days"


class Authority(StrEnum):
    """By whose authority an act was done."""

    SECRETARIAT = "secretariat"
    AUTHOR = "author"
    DECISION = "decision"


class HoldEnd(StrEnum):
    """How a hold ended; `lasts` if it has not."""

    LASTS = "lasts"
    EXPIRED = "expired"
    RELEASED = "released"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class Act:
    """One act of moderation, as the public list has it."""

    record_id: RecordId
    index: int
    log_time_ms: int
    what: str
    """`record.hold`, `record.release` or `record.redact`."""
    target: RecordId
    member: str
    """Who published the act."""
    authority: Authority
    proposal: RecordId | None
    """The decision that it executes; None: it executes none."""
    reason: str
    """A code."""
    days: int
    """Of a hold; else 0."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A record that is not shown, or was not for some time."""

    act: Act
    ends_ms: int
    """Log time at which it ends by itself."""
    end: HoldEnd
    ended_ms: int | None
    """When it ended; None: it lasts."""


@dataclass(frozen=True, slots=True)
class Erased:
    """A node that said it erased a text."""

    node: str
    """`<member>/<node>`."""
    index: int
    log_time_ms: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text that is erased for ever, and how far that has come."""

    act: Act
    erased: tuple[Erased, ...]
    """Nodes that said so, by index."""
    awaited: tuple[str, ...]
    """Nodes that could hold it and have not said so, sorted."""
    due_ms: int
    """Log time until which they are expected to."""
    is_overdue: bool
    """Some are awaited, and that time is over."""
    backups_until_ms: int
    """Log time until which a saved copy may hold the text: the period that the network states."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A concern that a member raised about a record."""

    record_id: RecordId
    index: int
    log_time_ms: int
    member: str
    target: RecordId
    reason: str
    """A code."""
    note: Mapping[str, str]
    """By language; empty: not here, or may not be shown."""
    withdrawn: bool
    answer: Act | None
    """The first act on the record since; None: it waits for one."""

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has acted on it, and it still stands."""
        return self.answer is None and not self.withdrawn


def acts(chronicle: Chronicle) -> tuple[Act, ...]:
    """Every act of moderation, by index.

    Args:
        chronicle: With the kinds of `KIND_NAMES` at least.
    """
    return tuple(_act(one) for one in chronicle.of(*ACTS))


def holds(chronicle: Chronicle) -> tuple[Hold, ...]:
    """Every hold, by index, with how it ended."""
    done = acts(chronicle)
    return tuple(_hold(one, done, chronicle) for one in done if one.what == "record.hold")


def redactions(chronicle: Chronicle, headers: Mapping[bytes, Any]) -> tuple[Redaction, ...]:
    """Every redaction, by index, with the nodes that erased it and those that are awaited.

    Args:
        chronicle: With the kinds of `KIND_NAMES` at least.
        headers: Of the redacted records, by record id: who could read them. Of those that are not
            in it every node is taken for a reader.
    """
    said: dict[bytes, list[Erased]] = {}
    for event in chronicle.of("record.redact_done"):
        effect: Any = event.effect
        name = f"{event.member}/{effect.node}"
        known = said.setdefault(effect.target, [])
        if name not in {one.node for one in known}:
            known.append(Erased(name, event.index, event.log_time_ms))
    nodes = _node_acts(chronicle)
    return tuple(
        _redaction(one, tuple(said.get(one.target, ())), chronicle, headers.get(one.target), nodes)
        for one in acts(chronicle)
        if one.what == "record.redact"
    )


def flags(chronicle: Chronicle) -> tuple[Flag, ...]:
    """Every flag by its newest version, by index, with what was done about it."""
    done = acts(chronicle)
    return tuple(_flag(one, done, chronicle) for one in chronicle.newest("flag.raise"))


def backup_days(state: State) -> int:
    """For how many days saved copies are kept, as the network states."""
    return days_setting(state, SETTING_BACKUP, BACKUP_DAYS)


def erase_days(state: State) -> int:
    """Within how many days nodes are expected to say that they erased a text."""
    return days_setting(state, SETTING_ERASE, ERASE_DAYS)


def _act(event: Event) -> Act:
    effect: Any = event.effect
    return Act(
        record_id=event.record_id,
        index=event.index,
        log_time_ms=event.log_time_ms,
        what=event.kind,
        target=RecordId(effect.target),
        member=event.member,
        authority=_authority(event),
        proposal=RecordId(event.header.parent) if event.header.parent else None,
        reason=effect.reason,
        days=getattr(effect, "days", 0),
    )


def _authority(event: Event) -> Authority:
    if event.header.parent:
        return Authority.DECISION
    return Authority.AUTHOR if event.kind == "record.redact" else Authority.SECRETARIAT


def _hold(act: Act, done: tuple[Act, ...], chronicle: Chronicle) -> Hold:
    ends_ms = act.log_time_ms + act.days * DAY_MS
    ended = next(_ends_of(act, done), None)
    if ended is not None and ended.log_time_ms <= ends_ms:
        how = HoldEnd.RELEASED if ended.what == "record.release" else HoldEnd.REDACTED
        return Hold(act, ends_ms, how, ended.log_time_ms)
    if ends_ms < chronicle.now_ms:
        return Hold(act, ends_ms, HoldEnd.EXPIRED, ends_ms)
    return Hold(act, ends_ms, HoldEnd.LASTS, None)


def _ends_of(act: Act, done: tuple[Act, ...]) -> Iterator[Act]:
    """What ends a hold before its time: the next release or redaction of the same record."""
    for one in done:
        if one.index > act.index and one.target == act.target and one.what != "record.hold":
            yield one


def _node_acts(chronicle: Chronicle) -> Mapping[str, list[Event]]:
    """What was added and ended, by `<member>/<node>`, each by index."""
    found: dict[str, list[Event]] = {}
    for event in chronicle.of("node.add", "node.revoke"):
        effect: Any = event.effect
        found.setdefault(f"{event.member}/{effect.node}", []).append(event)
    return found


def _was_there(acts_of_it: Iterable[Event], index: int) -> bool:
    """Whether a node was active before an entry; new keys since make it no other machine."""
    before = [one.kind for one in acts_of_it if one.index < index]
    return before[-1:] == ["node.add"]


def _redaction(
    act: Act,
    erased: tuple[Erased, ...],
    chronicle: Chronicle,
    header: Any,
    nodes: Mapping[str, list[Event]],
) -> Redaction:
    state = chronicle.state
    done = {one.node for one in erased}
    awaited = tuple(
        name
        for name, node in active_nodes(state).items()
        if name not in done
        and _was_there(nodes.get(name, ()), act.index)
        and (header is None or audience_allows(state, header, node.member))
    )
    due_ms = act.log_time_ms + erase_days(state) * DAY_MS
    return Redaction(
        act=act,
        erased=erased,
        awaited=awaited,
        due_ms=due_ms,
        is_overdue=bool(awaited) and due_ms < chronicle.now_ms,
        backups_until_ms=act.log_time_ms + backup_days(state) * DAY_MS,
    )


def _flag(event: Event, done: tuple[Act, ...], chronicle: Chronicle) -> Flag:
    effect, body = event.effect, event.body
    versions = chronicle.versions(event.header.object_id)
    target = RecordId(versions[0].header.parent)  # a later version names the one before it
    answer = next((one for one in done if one.target == target and one.index > event.index), None)
    note: Any = () if body is None else getattr(body, "note", ())
    return Flag(
        record_id=event.record_id,
        index=event.index,
        log_time_ms=event.log_time_ms,
        member=event.member,
        target=target,
        reason=getattr(effect, "reason", ""),
        note={one.lang: one.text for one in note},
        withdrawn=any(chronicle.withdrawn(one.record_id) is not None for one in versions),
        answer=answer,
    )
