"""Opening a vote: the effect from options, the words from a file, and what it means told first.

What is decided is told from the effect alone, before the proposer's words and apart from them.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Any, Final

from forsa.client.demonstration import clock_of
from forsa.envelope import Record
from forsa.errors import MalformedError, Reason
from forsa.governance.settings import HOUR_MS, rule_for, voting_min_ms
from forsa.governance.state import State
from forsa.governance.tally import roll_of
from forsa.governance.views.actions import Called, say_actions
from forsa.governance.views.arithmetic import quorum_needed
from forsa.governance.views.obstacles import obstacle
from forsa.kinds.findings import shown
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.kinds.proposal_types import PROPOSAL_TYPES
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Proposal
from forsa.words.dates import say_left, say_time
from forsa.words.details import say_detail
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.drafts.desk import Desk
from forsa_node.finding import body_of, find_record
from forsa_node.governance.acting import Act, Signing, act, act_file
from forsa_node.governance.moments import end_of_day, now_of, parse_deadline
from forsa_node.governance.naming import called_in
from forsa_node.governance.same_text import redacted_by, twin_lines
from forsa_node.governance.wanted import Wanted, actions_of
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say

PROPOSAL: Final = "proposal.open"
MARGIN_MS: Final = 2 * HOUR_MS
"""From the author's yes to its place in the log: a vote that ends too early is refused there."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What people type to open a vote."""

    type: str
    file: Path | None = None
    """The proposer's words; None: `title` and `text`, or those of the first call."""
    title: str = ""
    text: str = ""
    wanted: Wanted = field(default_factory=Wanted)
    agreement: Path | None = None
    """The text of an agreement to be voted on."""
    replaces: str = ""
    """The agreement of which that text is the next version."""
    closes: str = ""
    """A day, an hour or a number of days; empty: the shortest time, to the end of the day."""
    assembly: str = ""
    seconders: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    amends: str = ""
    second_call_of: str = ""
    audience: str = "network"


def open_vote(
    folder: Path, opening: Opening, asking: Asking, signing: Signing, zone: tzinfo
) -> int:
    """Open a vote once its signer says yes; return the exit code.

    Raises:
        MalformedError: an option does not read, or the text is something else.
        NotFoundError: there is no such member, record or key.
        ForsaError: the network would refuse it.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        now_ms = now_of(seen, clock_of(folder))
        first = find_proposal(stores, opening.second_call_of) if opening.second_call_of else None
        effect = _effect(stores, seen.state, opening, first, now_ms, zone)
        message = _message(folder, stores, opening, first, asking.language)
    what = Act(PROPOSAL, effect, message, audience=opening.audience)
    more: Sequence[str] = ()
    if opening.agreement is not None:
        from forsa_node.governance.voted_text import put_to_vote

        in_file = message is None and opening.file is not None
        what, more = put_to_vote(
            folder, what, opening.agreement, asking, opening.replaces, words_in_file=in_file
        )
    elif first is not None and opening.type == "agreement":
        from forsa_node.governance.voted_text import put_again

        what = put_again(folder, what, first)
    with reading(folder) as stores:
        called = called_in(stores, seen, asking.language)
        lines = opening_lines(what.effect, seen.state, now_ms, asking.language, zone, called)
        author = stores.identity.member
        told = [*lines, *obstacle_lines(what.effect, seen.state, author, asking.language), *more]
        erased = redacted_by(getattr(what.effect, "actions", ()))
        told += twin_lines(stores, seen, erased, asking.language)
    if what.message is None and opening.file is not None:
        return act_file(folder, opening.file, what, asking, told, signing)
    return act(folder, what, asking, told, signing)


def find_proposal(stores: Stores, which: str) -> Record:
    """The proposal that people mean: in the log, or waiting here.

    Raises:
        MalformedError: it is a record of another kind.
        ForsaError: as `find_record`.
    """
    record = find_record(stores, which)
    if record.header.kind == "ballot.cast":
        record = find_record(stores, record.header.parent.hex())
    if record.header.kind != PROPOSAL:
        raise MalformedError(
            f"{shown(which)} is a {record.header.kind}, and no proposal", Reason.KIND_UNKNOWN
        )
    return record


def default_closing(state: State, now_ms: int, zone: tzinfo) -> int:
    """The end of the day on which the shortest time of a vote is over."""
    return end_of_day(now_ms + voting_min_ms(state.rights) + MARGIN_MS, zone)


def _effect(
    stores: Stores,
    state: State,
    opening: Opening,
    first: Record | None,
    now_ms: int,
    zone: tzinfo,
) -> v1.ProposalOpen:
    actions = actions_of(opening.wanted, stores, state)
    if first is not None and not actions and opening.agreement is None:
        actions = list(v1.ProposalOpen.FromString(first.header.effect).actions)
    if opening.closes:
        closes_ms = parse_deadline(opening.closes, now_ms, zone)
    else:
        closes_ms = default_closing(state, now_ms, zone)
    assembly = find_record(stores, opening.assembly).record_id if opening.assembly else b""
    return v1.ProposalOpen(
        type=opening.type,
        actions=actions,
        closes_ms=closes_ms,
        call=1 if first is None else 2,
        first_call=b"" if first is None else first.record_id,
        assembly=assembly,
    )


def _message(
    folder: Path, stores: Stores, opening: Opening, first: Record | None, language: Language
) -> Proposal | None:
    """The words; None: they stand in the file, or come with an agreement."""
    message = _written(folder, stores, opening, first, language)
    if message is None:
        return None
    for seconder in opening.seconders:
        if seconder not in message.seconders:
            message.seconders.append(seconder)
    for which in opening.subjects:
        subject = find_record(stores, which).record_id
        if subject not in message.subjects:
            message.subjects.append(subject)
    if opening.amends:
        message.amends = find_proposal(stores, opening.amends).record_id
    return message


def _written(
    folder: Path, stores: Stores, opening: Opening, first: Record | None, language: Language
) -> Proposal | None:
    if opening.file is not None:
        adds = bool(opening.seconders or opening.subjects or opening.amends)
        is_read = adds or opening.agreement is not None
        return _read(folder, opening.file, adds=adds) if is_read else None
    if opening.title or opening.text:
        return _short(opening, language)
    if first is not None:
        return _words_of(stores, first)
    return None if opening.agreement is not None else _short(opening, language)


def _read(folder: Path, file: Path, *, adds: bool) -> Proposal | None:
    """The words of a file; None: the desk reads it, and says what is to be mended.

    Raises:
        MalformedError: options add to it (`adds`), and it cannot be taken as it is.
    """
    with closing(Desk.open(folder, clock_of(folder))) as desk:
        loaded = desk.look(file)
    message = loaded.message
    if not isinstance(message, Proposal):
        return None
    if adds and loaded.errors:
        count = len(loaded.errors)
        error = MalformedError(
            f"{file.name} has {count} findings to mend", Reason.KIND_BODY_INVALID
        )
        error.violations = tuple(one.violation() for one in loaded.errors)
        raise error
    if adds and message.attachments:
        raise MalformedError(
            f"{file.name} has attachments: write seconders, subjects and amends into it",
            Reason.KIND_BODY_INVALID,
        )
    return None if loaded.errors or message.attachments else message


def _short(opening: Opening, language: Language) -> Proposal:
    message = Proposal()
    message.common.original_language = language
    message.common.licence = DEFAULT_LICENCE
    for name in ("title", "text"):
        if said := getattr(opening, name):
            getattr(message, name).add(lang=language, text=said)
    return message


def _words_of(stores: Stores, first: Record) -> Proposal | None:
    """What the first call said: the second asks the same."""
    body: Any = body_of(stores, first.record_id)
    if not isinstance(body, Proposal):
        return None
    message = Proposal()
    message.CopyFrom(body)
    message.ClearField("attachments")
    return message


def opening_lines(
    effect: Any, state: State, now_ms: int, language: Language, zone: tzinfo, called: Called
) -> Iterator[str]:
    """What a proposal asks and how it is decided, for its signer: from the effect and the rules."""
    kind = say_code("type", effect.type, language)
    yield say(language, "prop_head", type=kind)
    yield from action_lines(
        [(one.kind, one.effect) for one in effect.actions], language, zone, called
    )
    yield say(
        language,
        "prop_closes",
        time=say_time(effect.closes_ms, language, zone),
        left=say_left(effect.closes_ms - now_ms, language),
    )
    rule, quorum = rule_for(state.rights, effect.type)
    if effect.call == 2:
        quorum = PROPOSAL_TYPES[effect.type].second_call
        yield say(language, "prop_second_call", which=called(effect.first_call))
    roll = roll_of(state.rights)
    yield say(
        language,
        "prop_rule",
        rule=say_code("rule", rule, language),
        quorum=say_code("quorum", quorum, language),
        needed=quorum_needed(quorum, len(roll)),
        roll=len(roll),
    )
    yield say(language, "prop_roll", count=len(roll), members=", ".join(roll))


def obstacle_lines(effect: Any, state: State, author: str, language: Language) -> Iterator[str]:
    """The actions that could not be executed as things stand: nothing is refused for it."""
    for number, one in enumerate(effect.actions):
        found = obstacle(state, author, one.kind, one.effect)
        if found is not None:
            why = say_detail(found.message, language)
            yield say(language, "prop_obstacle", number=number, why=why)


def action_lines(
    actions: Sequence[tuple[str, bytes]], language: Language, zone: tzinfo, called: Called
) -> Iterator[str]:
    """What the actions do, numbered as they are executed; or that there are none."""
    if not actions:
        yield say(language, "prop_no_actions")
        return
    yield say(language, "prop_actions")
    for number, told in enumerate(say_actions(actions, language, zone, called)):
        yield say(language, "prop_action", number=number, does=told)
