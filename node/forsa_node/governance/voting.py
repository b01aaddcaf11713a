"""Casting a ballot: what is asked is told from the effect, then who votes what instead of what.

A ballot in the name of another member carries the proxy that this member signed.
"""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Final

from forsa.client.demonstration import clock_of
from forsa.errors import ConflictError, Reason
from forsa.governance.views.decision import Vote
from forsa.governance.views.decisions import BALLOT
from forsa.v1.effects_pb2 import BallotCast
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.governance.acting import Act, Signing, act
from forsa_node.governance.moments import now_of
from forsa_node.governance.own_ballots import ballots_here, effect_of
from forsa_node.governance.proxies import require_for
from forsa_node.governance.proxy_file import Proxy, read_proxy
from forsa_node.governance.questions import Question, asked_lines, question_of
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.outbox import UNSETTLED
from forsa_node.words import say

CHOICES: Final = ("for", "against", "abstain", "blank")


def vote(
    folder: Path,
    which: str,
    choice: str,
    asking: Asking,
    signing: Signing,
    zone: tzinfo,
    proxy_file: Path | None = None,
) -> int:
    """Cast a ballot once its signer says yes; return the exit code.

    Args:
        folder: The node's.
        which: The proposal; empty: the one that the proxy is for.
        choice: One of `CHOICES`.
        asking: How the signer is asked.
        signing: Who signs.
        zone: For times.
        proxy_file: With the proxy of the member whose vote it is; None: it is the own one.

    Raises:
        MalformedError: the proxy does not read, or is for another vote.
        ConflictError: a ballot of the same vote waits here still.
        ForsaError: the network would refuse it.
    """
    proxy = None if proxy_file is None else read_proxy(proxy_file)
    named = which or ("" if proxy is None else proxy.proposal.hex())
    with reading(folder) as stores:
        seen = Seen.of(stores)
        question = question_of(stores, seen, named, asking.language)
        if proxy is not None:
            require_for(stores, proxy, question.record)
        _require_none_waits(stores, question, proxy)
        now_ms = now_of(seen, clock_of(folder))
        told = [
            *asked_lines(stores, seen, question, now_ms, asking.language, zone),
            *_ballot_lines(stores, question, choice, proxy, asking.language),
        ]
    return act(folder, _ballot(question, choice, proxy), asking, told, signing)


def _ballot(question: Question, choice: str, proxy: Proxy | None) -> Act:
    return Act(
        BALLOT,
        _effect(choice, proxy),
        parent=question.record.record_id,
        audience=question.audience,
        title=question.title,
    )


def _effect(choice: str, proxy: Proxy | None) -> BallotCast:
    if proxy is None:
        return BallotCast(choice=choice)
    return BallotCast(
        choice=choice,
        proxy_for=proxy.absent,
        proxy_key_id=proxy.key_id,
        proxy_sig=proxy.signature,
    )


def _require_none_waits(stores: Stores, question: Question, proxy: Proxy | None) -> None:
    """Whoever changes a vote has seen the former ballot in the log: the rule of the network."""
    absent = "" if proxy is None else proxy.absent
    for item in ballots_here(stores, question.record.record_id):
        same = item.record.header.member == stores.identity.member
        if same and item.state in UNSETTLED and effect_of(item).proxy_for == absent:
            raise ConflictError(
                f"a ballot of this vote waits here: {item.record.record_id.hex()[:16]}",
                Reason.KIND_PRECONDITION,
            )


def _ballot_lines(
    stores: Stores, question: Question, choice: str, proxy: Proxy | None, language: Language
) -> Iterator[str]:
    member = stores.identity.member
    absent = member if proxy is None else proxy.absent
    former = None if question.decision is None else question.decision.vote_of(absent)
    yield say(
        language,
        "vote_own" if proxy is None else "vote_for_another",
        member=member,
        absent=absent,
        choice=say_code("choice", choice, language),
    )
    if former is not None:
        yield _former_line(former, language, by_proxy=proxy is not None)


def _former_line(former: Vote, language: Language, *, by_proxy: bool) -> str:
    """What becomes of the ballot that counts now."""
    key = "vote_replaces"
    if former.by_proxy and not by_proxy:
        key = "vote_replaces_proxy"
    elif by_proxy and not former.by_proxy:
        key = "vote_in_vain"
    return say(
        language,
        key,
        choice=say_code("choice", former.choice, language),
        index=former.index,
        voter=former.cast_by or former.member,
        absent=former.member,
    )
