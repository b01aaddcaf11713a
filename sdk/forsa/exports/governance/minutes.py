"""Minutes of a decision: what was asked, who answered what, how that decides, what follows.

What the proposal does is read from its effect and stands before the proposer's words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, tzinfo
from typing import Final

from forsa.exports.governance.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    Mark,
    Table,
    Words,
)
from forsa.exports.governance.minutes_words import word
from forsa.governance.views.actions import say_action
from forsa.governance.views.decision import Action, Decision, Stage, Vote
from forsa.governance.views.decision_words import (
    say_arithmetic,
    say_stage,
    say_votes,
    tag_in,
)
from forsa.words.dates import say_time
from forsa.words.governance import say_code
from forsa.words.reasons import Language

Named = Callable[[str], str]
"""What a member is called, by its id."""
_OPEN: Final = (Stage.VOTING, Stage.CLOSED)


def minutes_of_decision(
    decision: Decision, language: Language, zone: tzinfo = UTC, named: Named = str
) -> Document:
    """The minutes of one decision.

    Args:
        decision: With its ballots.
        language: Of the document.
        zone: For times.
        named: How members are called; their ids by themselves.
    """
    title = word("decision_title", language, index=decision.index)
    blocks = (
        Heading(1, title),
        *decision_blocks(decision, language, zone, named, level=2),
        *colophon(language),
    )
    return Document(title, language, blocks)


def decision_blocks(
    decision: Decision, language: Language, zone: tzinfo, named: Named, level: int
) -> Iterator[Block]:
    """Everything about a decision; `level` is that of its headings."""
    yield from _result(decision, language, zone)
    yield from _asked(decision, language, zone, level)
    yield from _proposers_words(decision, language, level)
    yield from _frame(decision, language, zone, named, level)
    yield from _ballots(decision, language, zone, named, level)
    if decision.actions and decision.result == "adopted":
        yield from _executions(decision, language, zone, named, level)


def colophon(language: Language) -> Iterator[Block]:
    """Where it is from, and how anybody checks it."""
    yield Line(word("clocks", language))
    yield Line(word("colophon", language))


def _result(decision: Decision, language: Language, zone: tzinfo) -> Iterator[Block]:
    stage = say_stage(decision, language, zone)
    if decision.stage in _OPEN:
        yield Mark(word("open_mark", language, stage=stage))
    else:
        yield Mark(word("result", language, result=stage))
    yield Items(say_arithmetic(decision, language))
    yield Line(say_votes(decision.count, language))


def _asked(decision: Decision, language: Language, zone: tzinfo, level: int) -> Iterator[Block]:
    yield Heading(level, word("asked", language))
    if not decision.actions:
        yield Line(word("asked_nothing", language))
        return
    yield Line(word("asked_note", language))
    yield Items(tuple(_said(one, language, zone) for one in decision.actions))
    if decision.voted_text is not None:
        root, size = decision.voted_text
        yield Line(word("voted_text", language, root=root.hex(), size=size))


def _said(action: Action, language: Language, zone: tzinfo) -> str:
    return say_action(action.kind, action.effect, language, zone)


def _proposers_words(decision: Decision, language: Language, level: int) -> Iterator[Block]:
    yield Heading(level, word("proposers_words", language))
    if decision.text_state != "served":
        yield Line(word(f"words_{decision.text_state}", language))
        return
    for texts in (decision.title, decision.text):
        yield from words_of(texts, language, decision.original_language)


def words_of(texts: Mapping[str, str], language: Language, original: str) -> Iterator[Block]:
    """A member's text in the language of the document, or the nearest that there is."""
    tag = tag_in(texts, language, original)
    if tag:
        yield Words(texts[tag], tag)


def _frame(
    decision: Decision, language: Language, zone: tzinfo, named: Named, level: int
) -> Iterator[Block]:
    yield Heading(level, word("frame", language))
    closed = decision.closed
    facts = [
        ("type", say_code("type", decision.type, language)),
        ("proposer", named(decision.proposer)),
        ("seconders", ", ".join(map(named, decision.seconders))),
        ("opened", say_time(decision.opened_ms, language, zone)),
        ("closes", say_time(decision.closes_ms, language, zone)),
        (
            "closed",
            ""
            if closed is None
            else word(
                "closed_value",
                language,
                index=closed.index,
                time=say_time(closed.log_time_ms, language, zone),
            ),
        ),
        ("rule", say_code("rule", decision.rule, language)),
        ("quorum", say_code("quorum", decision.quorum, language)),
        ("call", word(f"call_{decision.call}", language)),
        ("first_call", (decision.first_call or b"").hex()),
        ("second_call", (decision.second_call or b"").hex()),
        ("procedure", word("in_assembly" if decision.assembly else "written", language)),
        ("withdrawn_for", decision.withdrawn_for),
        ("record", decision.record_id.hex()),
    ]
    yield Facts(tuple((word(key, language), value) for key, value in facts if value))


def _ballots(
    decision: Decision, language: Language, zone: tzinfo, named: Named, level: int
) -> Iterator[Block]:
    yield Heading(level, word("ballots", language))
    head = tuple(word(key, language) for key in ("member", "choice", "manner", "number", "logged"))
    if decision.votes:
        yield Table(head, tuple(_rows(decision.votes, language, zone, named)))
    missing = ", ".join(map(named, decision.not_voted)) or word("nobody", language)
    yield Facts(((word("not_voted", language), missing),))
    if decision.replaced:
        yield Heading(level, word("replaced", language))
        rows = _rows((one.vote for one in decision.replaced), language, zone, named)
        by = (str(one.by) for one in decision.replaced)
        yield Table(
            (*head, word("replaced_by", language)),
            tuple((*row, index) for row, index in zip(rows, by, strict=True)),
        )


def _rows(
    votes: Iterable[Vote], language: Language, zone: tzinfo, named: Named
) -> Iterator[tuple[str, ...]]:
    for one in votes:
        logged = "" if one.log_time_ms is None else say_time(one.log_time_ms, language, zone)
        yield (
            named(one.member),
            say_code("choice", one.choice, language),
            _manner(one, language, named),
            str(one.index),
            logged,
        )


def _manner(vote: Vote, language: Language, named: Named) -> str:
    if not vote.by_proxy:
        return word("own", language)
    if vote.cast_by is None:
        return word("proxy_unknown", language)
    return word("proxy", language, member=named(vote.cast_by))


def _executions(
    decision: Decision, language: Language, zone: tzinfo, named: Named, level: int
) -> Iterator[Block]:
    yield Heading(level, word("executions", language))
    yield Table(
        (word("act", language), word("state", language)),
        tuple(
            (_said(one, language, zone), _state(one, language, zone, named))
            for one in decision.actions
        ),
    )


def _state(action: Action, language: Language, zone: tzinfo, named: Named) -> str:
    done = action.executed
    if done is None:
        return word("is_pending" if action.is_pending else "not_executed", language)
    time = say_time(done.log_time_ms, language, zone)
    return word("executed", language, member=named(done.member), index=done.index, time=time)
