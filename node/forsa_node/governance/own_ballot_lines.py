"""What a member is told of its own vote: that it counts and how that was checked, or what to do."""

from pathlib import Path
from typing import Any

from forsa.governance.views.as_json import as_json
from forsa.words.details import say_detail
from forsa.words.governance import say_code
from forsa.words.reasons import Language, explain

from forsa_node.governance.own_ballots import Fate, OwnVote, own_vote
from forsa_node.governance.questions import head_line, question_of
from forsa_node.reading import reading
from forsa_node.seen import Seen
from forsa_node.words import say

EXIT_NOT_COUNTED = 6
EXIT_CONTRADICTED = 3


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
        if question.decision is None:
            own = OwnVote(Fate.NONE, "", None, b"", "", None)
        else:
            own = own_vote(stores, seen, question.decision)
        head = head_line(question, language)
    lines = [head, own_vote_line(own, language)]
    if own.fate is Fate.LOST:
        lines.append(say(language, "own_lost_do", folder=folder))
    elif own.fate in (Fate.WAITING, Fate.REFUSED):
        lines.append(say(language, "own_waiting_do", folder=folder))
    found = {"proposal": question.record.record_id.hex(), **as_json(own)}
    return found | {"counted": own.is_counted, "says": lines}, _code(own)


def _code(own: OwnVote) -> int:
    if own.fate is Fate.LOST:
        return EXIT_CONTRADICTED
    return 0 if own.is_counted else EXIT_NOT_COUNTED
