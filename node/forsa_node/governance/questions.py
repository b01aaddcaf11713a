"""A question that is put to the vote as this node knows it: in the log, or only signed here.

Its actions are read from the effect. The words of its author stand apart, and are shown as far as
they may be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Final

from forsa.envelope import Record
from forsa.errors import ConflictError, Reason
from forsa.governance.views.decision import Decision
from forsa.governance.views.decision_words import text_in
from forsa.governance.views.decisions import KIND_NAMES, WITHOUT_BALLOTS, decision, decisions
from forsa.kinds.body_texts import FORBIDDEN
from forsa.kinds.findings import printable
from forsa.v1.effects_pb2 import ProposalOpen
from forsa.v1.governance_pb2 import Proposal
from forsa.words.dates import say_left, say_time
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.finding import body_of
from forsa_node.governance.agreement_found import voted_lines
from forsa_node.governance.looking import look
from forsa_node.governance.naming import called_in
from forsa_node.governance.proposing import action_lines, find_proposal
from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.words import say

_THEIRS: Final = "|"
"""Before each line of a proposer: nothing that they write can look like a line of this program."""


@dataclass(frozen=True, slots=True)
class Question:
    """A proposal that people name."""

    record: Record
    effect: ProposalOpen
    decision: Decision | None
    """As the log has it; None: it waits here to be sent."""
    title: str
    """In the reader's language if there is one; empty: it may not be shown, or is not here."""
    text: str
    text_state: str
    """`served`, `held`, `redacted` or `missing`."""
    seconders: tuple[str, ...]

    @property
    def actions(self) -> list[tuple[str, bytes]]:
        """Kind and effect of each."""
        return [(one.kind, one.effect) for one in self.effect.actions]

    @property
    def audience(self) -> str:
        """Who may read it: whoever reads the question may read the answers."""
        return self.record.header.audience


def question_of(
    stores: Stores, seen: Seen, which: str, language: Language, *, ballots: bool = True
) -> Question:
    """The proposal that people mean.

    Args:
        stores: Of this node.
        seen: The newest state.
        which: Its number, or the beginning of its id; a ballot means the proposal it answers.
        language: Of the reader.
        ballots: Whether each vote names its record.

    Raises:
        MalformedError, NotFoundError: it is no proposal.
    """
    record = find_proposal(stores, which)
    chronicle = look(stores, KIND_NAMES if ballots else WITHOUT_BALLOTS, seen)
    found = decision(chronicle, record.record_id)
    effect = ProposalOpen.FromString(record.header.effect)
    if found is None:
        return _waiting(stores, record, effect, language)
    title = text_in(found.title, language, found.original_language)
    text = text_in(found.text, language, found.original_language)
    return Question(record, effect, found, title, text, found.text_state, found.seconders)


def require_logged(question: Question) -> Decision:
    """What the log has of a question.

    Raises:
        ConflictError: it waits here to be sent.
    """
    if question.decision is None:
        raise ConflictError(
            "the proposal is not in the log yet: nothing is decided", Reason.KIND_PRECONDITION
        )
    return question.decision


def _waiting(stores: Stores, record: Record, effect: ProposalOpen, language: Language) -> Question:
    body: Any = body_of(stores, record.record_id)
    if not isinstance(body, Proposal):
        return Question(record, effect, None, "", "", "missing", ())
    original = body.common.original_language
    title, text = (
        text_in({one.lang: one.text for one in texts}, language, original)
        for texts in (body.title, body.text)
    )
    return Question(record, effect, None, title, text, "served", tuple(body.seconders))


def listed(stores: Stores, seen: Seen) -> tuple[Decision, ...]:
    """Every question in the log, by index; votes do not name their records."""
    return decisions(look(stores, WITHOUT_BALLOTS, seen))


def head_line(question: Question, language: Language) -> str:
    """Number, type, title and author of a question, on one line."""
    found = question.decision
    number = question.record.record_id.hex()[:16] if found is None else found.index
    return say(
        language,
        "question_head",
        which=number,
        type=say_code("type", question.effect.type, language),
        title=_one_line(question.title) or say(language, "question_untitled"),
        member=question.record.header.member,
    )


def asked_lines(
    stores: Stores,
    seen: Seen,
    question: Question,
    now_ms: int,
    language: Language,
    zone: tzinfo,
) -> Iterator[str]:
    """What is asked: head, actions from the effect, deadline; then the author's words, as such."""
    called = called_in(stores, seen, language)
    closes_ms = question.effect.closes_ms
    yield head_line(question, language)
    yield from action_lines(question.actions, language, zone, called)
    yield from voted_lines(stores, question.record, question.effect.type, language)
    yield say(
        language,
        "prop_closes" if now_ms <= closes_ms else "prop_closed",
        time=say_time(closes_ms, language, zone),
        left=say_left(closes_ms - now_ms, language),
    )
    yield from text_lines(question, language)


def text_lines(question: Question, language: Language) -> Iterator[str]:
    """The words of whoever proposes, said to be theirs."""
    if question.seconders:
        seconders = ", ".join(map(printable, question.seconders))
        yield say(language, "question_seconders", members=seconders)
    if question.text_state != "served":
        yield say(language, f"question_{question.text_state}")
        return
    member = question.record.header.member
    yield say(language, "question_words", member=member)
    shown = FORBIDDEN.sub(" ", question.text)  # and whole: a voter reads all of it
    yield from (f"  {_THEIRS} {line}".rstrip() for line in shown.split("\n"))


def _one_line(text: str) -> str:
    return FORBIDDEN.sub(" ", text).replace("\n", " ")
