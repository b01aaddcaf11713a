"""A recount in lines for people: what it was made from, what differs, then each decision."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from forsa.cli.recount_claims import Difference
from forsa.cli.recount_words import say
from forsa.client.zones import people_zone
from forsa.governance.views.actions import say_actions
from forsa.governance.views.decision import Decision, Vote
from forsa.governance.views.decision_words import say_arithmetic, say_stage, say_votes, text_in
from forsa.kinds.body_texts import FORBIDDEN
from forsa.words.governance import say_code
from forsa.words.reasons import Language

if TYPE_CHECKING:
    from forsa.cli.governance import Recount

MOST: Final = 40
"""Differences that are listed; one entry that is missing can make thousands."""
LONGEST: Final = 160
"""Characters of a value."""
_THEIRS: Final = "| "
"""Before what a proposer wrote: it cannot look like a line of this program."""


def lines_of(
    found: "Recount", shown: Sequence[Decision], language: Language, *, ballots: bool
) -> Iterator[str]:
    """Everything, each line cleaned of what could move a cursor, and whole: what is cut off an
    action may be what matters of it.
    """
    for line in _lines(found, shown, language, ballots=ballots):
        yield FORBIDDEN.sub(" ", line).replace("\n", " ")


def _lines(
    found: "Recount", shown: Sequence[Decision], language: Language, *, ballots: bool
) -> Iterator[str]:
    yield say(language, found.source, size=found.size)
    named = "network" if found.network_given else "network_claimed"
    yield say(language, named, network=found.network_id.hex())
    if found.known_size is not None:
        yield say(language, "incomplete", known=found.known_size)
    elif found.signed_size is not None:
        whole = "signed" if found.signed_size >= found.size else "signed_part"
        yield say(language, whole, signed=found.signed_size)
    elif all(one.what != "checkpoint" for one in found.differences):
        yield say(language, "unsigned")
    yield say(language, "digest", digest=found.state_digest.hex())
    if found.voids:
        told = ", ".join(f"{index} ({rule})" for index, rule in found.voids.items())
        yield say(language, "voids", voids=told)
    for one in shown:
        yield ""
        yield from _decision(one, language, ballots=ballots)
    yield ""
    yield from _differences(found.differences, len(found.decisions), language)


def _differences(
    differences: Sequence[Difference], decided: int, language: Language
) -> Iterator[str]:
    if not differences:
        yield say(language, "agrees", count=decided)
        return
    yield say(language, "differs", count=len(differences))
    for one in differences[:MOST]:
        key = "digest_differs" if one.what == "digest" else one.what
        stored, found = (_value(each, language) for each in (one.stored, one.found))
        yield "- " + say(language, key, index=one.index, stored=stored, found=found)
    if len(differences) > MOST:
        yield say(language, "more", count=len(differences) - MOST)


def _value(text: str, language: Language) -> str:
    """What was stored or found, as far as it fits on a line; `--json` has it whole."""
    match text:
        case "":
            return say(language, "nothing")
        case "valid":
            return say(language, "valid")
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} […]"


def _decision(one: Decision, language: Language, *, ballots: bool) -> Iterator[str]:
    zone = people_zone()
    kind = say_code("type", one.type, language)
    stage = say_stage(one, language, zone)
    yield say(language, "decision", index=one.index, type=kind, stage=stage)
    for action in say_actions([(a.kind, a.effect) for a in one.actions], language, zone):
        yield f"  > {action}"
    title = text_in(one.title, language, one.original_language)
    yield f"  {_THEIRS}{title}" if title else f"  {say(language, 'untitled')}"
    for line in say_arithmetic(one, language):
        yield f"  {line}"
    if ballots:
        yield f"  {say_votes(one.count, language)}"
        for vote in one.votes:
            yield f"    {_ballot(vote, language)}"
        for replaced in one.replaced:
            ballot = _ballot(replaced.vote, language)
            yield f"    {say(language, 'replaced', ballot=ballot, by=replaced.by)}"
        if one.not_voted:
            yield f"    {say(language, 'not_voted', members=', '.join(one.not_voted))}"


def _ballot(vote: Vote, language: Language) -> str:
    return say(
        language,
        "proxy" if vote.by_proxy else "own",
        member=vote.member,
        choice=say_code("choice", vote.choice, language),
        cast_by=vote.cast_by,
        index=vote.index,
        record="" if vote.record_id is None else vote.record_id.hex(),
    )
