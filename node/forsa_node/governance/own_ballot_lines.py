"""What a member is told of its own vote: that it counts and how that was checked, or what to do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from forsa.governance.views.as_json import as_json
from forsa.governance.views.decision import Decision
from forsa.words.details import say_detail
from forsa.words.governance import say_code
from forsa.words.reasons import Language, explain

from forsa_node.governance.own_ballots import Fate, OwnVote, own_vote
from forsa_node.governance.questions import head_line, question_of
from forsa_node.reading import reading
from forsa_node.seen import Seen
from forsa_node.words import say

EXIT_NOT_COUNTED: Final = 6
EXIT_CONTRADICTED: Final = 3


def own_vote_line(own: OwnVote, language: Language) -> str:
    """The fate of the own vote, in a sentence."""
    why = ""
    if own.reason is not None:
        why = f"{explain(own.reason, language).what} {say_detail(own.message, language)}".strip()
    return say(
        language,
        f"own_{own.fate.value}",
        choice=say_code("choice", own.choice, language),
        index=own.index,
        size=own.receipt_size,
        voter=own.cast_by,
        which=own.record_id.hex()[:16],
        why=why,
    )


def check_own(folder: Path, which: str, language: Language) -> tuple[dict[str, Any], int]:
    """Check that the vote of this member counts; what was found, and the exit code.

    Raises:
        MalformedError, NotFoundError: it is no proposal.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        question = question_of(stores, seen, which, language)
        own = own_vote(stores, seen, question.record.record_id, question.decision)
        lines = [head_line(question, language), own_vote_line(own, language)]
        lines += _beside(question.decision, own, stores.identity.member, language)
    if own.fate is Fate.LOST:
        lines.append(say(language, "own_lost_do", folder=folder))
    elif own.fate in (Fate.WAITING, Fate.REFUSED):
        lines.append(say(language, "own_waiting_do", folder=folder))
    found = {"proposal": question.record.record_id.hex(), **as_json(own)}
    return found | {"counted": own.is_counted, "says": lines}, _code(own)


def _beside(found: Decision | None, own: OwnVote, member: str, language: Language) -> Iterator[str]:
    """What counts as long as a new ballot is on its way, and votes that were cast for others."""
    if found is None:
        return
    counted = found.vote_of(member)
    if counted is not None and not own.is_counted:
        choice = say_code("choice", counted.choice, language)
        yield say(language, "own_until_then", choice=choice, index=counted.index)
    for one in found.votes:
        if one.by_proxy and one.cast_by == member:
            choice = say_code("choice", one.choice, language)
            yield say(
                language, "own_for_another", member=one.member, choice=choice, index=one.index
            )


def _code(own: OwnVote) -> int:
    if own.fate is Fate.LOST:
        return EXIT_CONTRADICTED
    return 0 if own.is_counted else EXIT_NOT_COUNTED
