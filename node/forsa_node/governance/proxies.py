"""A proxy: a member lets another one vote for it, in one proposal, by a small file it signs.

Source: docs/protocol.md, "Names and keys", `forsa-proxy/v1`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any

from forsa.client.demonstration import clock_of
from forsa.client.files import FolderError, FolderProblem, write_durably
from forsa.envelope import Record
from forsa.errors import (
    MalformedError,
    NotAllowedError,
    Reason,
    SignatureError,
)
from forsa.governance.settings import proxies_max
from forsa.governance.state import State
from forsa.governance.views.decisions import BALLOT
from forsa.governance.views.obstacles import proxy_obstacle
from forsa.keys import KeyId, is_signature_valid
from forsa.signed import proxy_message
from forsa.words.dates import say_time
from forsa.words.reasons import LANGUAGES, Language

from forsa_node.governance.acting import Signing
from forsa_node.governance.moments import now_of
from forsa_node.governance.proxy_file import Proxy, format_proxy, read_proxy
from forsa_node.governance.questions import Question, asked_lines, question_of
from forsa_node.people.signing import signer
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say


@dataclass(frozen=True, slots=True)
class Giving:
    """A proxy before it is signed: what its giver is told."""

    question: Question
    absent: str
    """Whose vote it is."""
    voter: str
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        """The beginning of the proposal's id."""
        return self.question.record.record_id.hex()[:16]


def plan(folder: Path, which: str, voter: str, language: Language, zone: tzinfo) -> Giving:
    """What a proxy would be for.

    Raises:
        ConflictError, NotAllowedError: no ballot that uses it could count, for this reason.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        question = question_of(stores, seen, which, language)
        absent = stores.identity.member
        refused = proxy_obstacle(seen.state, question.record.record_id, absent, voter)
        if refused is not None:
            raise refused.error()
        now_ms = now_of(seen, clock_of(folder))
        asked = asked_lines(stores, seen, question, now_ms, language, zone)
        lines = (*asked, *_giving_lines(stores, seen.state, question, voter, language))
    return Giving(question, absent, voter, lines)


def _giving_lines(
    stores: Stores, state: State, question: Question, voter: str, language: Language
) -> Iterator[str]:
    absent = stores.identity.member
    yield say(language, "proxy_giving", absent=absent, voter=voter, most=proxies_max(state.rights))
    found = question.decision
    own = None if found is None else found.vote_of(absent)
    if own is not None and not own.by_proxy:
        yield say(language, "proxy_own_counts", index=own.index)


def give(folder: Path, giving: Giving, signing: Signing, file: Path, zone: tzinfo) -> Proxy:
    """Sign a proxy and write its file.

    Raises:
        NotAllowedError: the signer's key may not vote.
        FolderError: the file is there already, or cannot be written.
    """
    with reading(folder) as stores:
        identity, state = stores.identity, Seen.of(stores).state
    who = signer(identity, state, signing.name, signing.ask, BALLOT)
    record_id = giving.question.record.record_id
    message = proxy_message(identity.network_id, identity.member, giving.voter, record_id)
    proxy = Proxy(
        identity.network_id,
        record_id,
        identity.member,
        giving.voter,
        who.key.key_id,
        who.key.sign(message),
    )
    if file.exists():
        raise FolderError(f"{file} is there already", FolderProblem.EXISTS, file)
    write_durably(file, format_proxy(proxy, _words(proxy, giving.question, zone)).encode())
    return proxy


def _words(proxy: Proxy, question: Question, zone: tzinfo) -> Iterator[str]:
    """What the file tells whoever opens it, in three languages."""
    for language in LANGUAGES:
        yield say(
            language,
            "proxy_file",
            absent=proxy.absent,
            voter=proxy.voter,
            title=question.title.replace("\n", " "),
            which=proxy.proposal.hex()[:16],
            time=say_time(question.effect.closes_ms, language, zone),
        )


def require_for(stores: Stores, proxy: Proxy, proposal: Record) -> None:
    """Check that a proxy is for this member and this vote, and signed by whose vote it is.

    Whether the key may vote now, and the absent member too, the fold asks.

    Raises:
        MalformedError: it is for another vote.
        NotAllowedError: it is for another member's use.
        SignatureError: it is not signed by the member it is from.
    """
    if proxy.network_id != stores.identity.network_id or proxy.proposal != proposal.record_id:
        raise MalformedError(
            f"the proxy is for the vote {proxy.proposal.hex()[:16]}, and not for "
            f"{proposal.record_id.hex()[:16]}",
            Reason.KIND_EFFECT_INVALID,
        )
    if proxy.voter != stores.identity.member:
        raise NotAllowedError(
            f"the proxy of {proxy.absent} is for {proxy.voter}, and this node is of "
            f"{stores.identity.member}",
            Reason.KIND_NOT_ALLOWED,
        )
    _require_signed(Seen.of(stores).state, proxy)


def _require_signed(state: State, proxy: Proxy) -> None:
    key = state.rights.keys.get(KeyId(proxy.key_id))
    message = proxy_message(proxy.network_id, proxy.absent, proxy.voter, proxy.proposal)
    known = key is not None and key.member == proxy.absent
    if key is None or not known or not is_signature_valid(key.public, message, proxy.signature):
        raise SignatureError(
            f"the proxy is not signed by a key of {proxy.absent}", Reason.SIGNATURE_INVALID
        )


def told_of(folder: Path, file: Path, language: Language, zone: tzinfo) -> dict[str, Any]:
    """A proxy file as people and programs are told it, with what it is for.

    Raises:
        MalformedError: it is none.
        SignatureError: it is not signed by whom it names.
    """
    proxy = read_proxy(file)
    with reading(folder) as stores:
        seen = Seen.of(stores)
        _require_signed(seen.state, proxy)
        question = question_of(stores, seen, proxy.proposal.hex(), language)
        now_ms = now_of(seen, clock_of(folder))
        lines = list(asked_lines(stores, seen, question, now_ms, language, zone))
    lines.append(say(language, "proxy_of", absent=proxy.absent, voter=proxy.voter))
    return {
        "proposal": proxy.proposal.hex(),
        "from": proxy.absent,
        "to": proxy.voter,
        "key_id": proxy.key_id.hex(),
        "closes_ms": question.effect.closes_ms,
        "says": lines,
    }
