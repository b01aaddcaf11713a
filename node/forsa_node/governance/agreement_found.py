"""The agreement that people name, with its text and the bytes that were signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from forsa.envelope import Record
from forsa.errors import ConflictError, MalformedError, NotFoundError, Reason
from forsa.governance.audience import BodyState
from forsa.governance.views.agreement import AgreementCard, Version
from forsa.governance.views.agreements import KIND_NAMES, PUBLISH, RATIFY, agreement, agreements
from forsa.kinds.body_texts import FORBIDDEN
from forsa.kinds.preview import title_of
from forsa.log_store.reading import LogReader
from forsa.v1.governance_pb2 import Agreement, Proposal
from forsa.words.reasons import Language

from forsa_node.finding import body_of, find_record
from forsa_node.governance.looking import look
from forsa_node.governance.voted_text import voted_text
from forsa_node.reading import Stores
from forsa_node.seen import Seen
from forsa_node.words import say

PROPOSAL: Final = "proposal.open"


@dataclass(frozen=True, slots=True)
class Found:
    """A version of an agreement."""

    card: AgreementCard
    version: Version
    data: bytes | None
    """The bytes of its text; None: they are not here, or may not be shown."""

    @property
    def digest(self) -> str:
        """SHA-256 of the text in hexadecimal; empty without one."""
        return "" if self.data is None else sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Proposed:
    """A text that a proposal puts to the vote."""

    record: Record
    text: Agreement
    data: bytes
    before: Version | None
    """The version that it would replace; None: a new agreement, or not known here."""


def find_version(stores: Stores, seen: Seen, which: str, at_ms: int | None = None) -> Found:
    """The version of an agreement that people mean, as everybody sees it.

    Args:
        stores: Of this node.
        seen: The newest state.
        which: Its number or the beginning of its id; the id of the agreement means its newest
            version, and a ratification the text that it is of.
        at_ms: The moment of log time it is shown at; None: now.

    Raises:
        MalformedError, NotFoundError: it is no agreement, or was none then.
    """
    record = find_record(stores, which)
    header = record.header
    record_id = header.parent if header.kind == RATIFY else record.record_id
    if header.kind not in (PUBLISH, RATIFY):
        raise MalformedError(f"{which} is a {header.kind}, no agreement", Reason.KIND_UNKNOWN)
    found = agreement(look(stores, KIND_NAMES, seen), record_id, at_ms)
    if found is None:
        raise NotFoundError(
            f"the agreement {which} is not in the log yet, or was not at that time",
            Reason.RECORD_UNKNOWN,
        )
    card, version = found
    return Found(card, version, _data(stores, version))


def cards(stores: Stores, seen: Seen, at_ms: int | None = None) -> tuple[AgreementCard, ...]:
    """Every agreement in the log, in order."""
    return agreements(look(stores, KIND_NAMES, seen), at_ms)


def _data(stores: Stores, version: Version) -> bytes | None:
    if version.body_state is not BodyState.SERVED:
        return None

    def read(log: LogReader) -> bytes | None:
        found = log.bodies([version.published.index]).get(version.published.index)
        return None if found is None else found.data

    return stores.mirror.read(read)


def is_proposal(stores: Stores, which: str) -> bool:
    """Whether people name a proposal."""
    return find_record(stores, which).header.kind == PROPOSAL


def find_proposed(stores: Stores, seen: Seen, which: str) -> Proposed:
    """The text that a proposal puts to the vote.

    Raises:
        ForsaError: as `voted_text`; or its bytes are no agreement.
    """
    record = find_record(stores, which)
    text = voted_text(stores, record)
    if text.message is None:
        raise ConflictError(
            "the text that is voted on is no agreement: nobody could publish it",
            Reason.KIND_BODY_INVALID,
        )
    return Proposed(record, text.message, text.data, next(_before(stores, seen, record), None))


def voted_lines(stores: Stores, record: Record, kind: str, language: Language) -> Iterator[str]:
    """Which text a proposal puts to the vote, and where to read it; nothing of other types.

    Args:
        stores: Of this node.
        record: The proposal.
        kind: Its type.
        language: Of who reads.
    """
    if kind != "agreement":
        return
    values = {"folder": stores.identity.folder, "which": record.record_id.hex()[:16]}
    try:
        text = voted_text(stores, record)
    except (NotFoundError, ConflictError):
        yield say(language, "agreement_vote_unread", **values)
        return
    title = "" if text.message is None else title_of(text.message, language)
    title = " ".join(FORBIDDEN.sub(" ", title).split())
    digest = sha256(text.data).hexdigest()
    yield say(language, "agreement_vote_read", title=title, digest=digest, **values)


def _before(stores: Stores, seen: Seen, proposal: Record) -> Iterator[Version]:
    """The versions that a proposal names as what it is about."""
    body = body_of(stores, proposal.record_id)
    named = set(body.subjects) if isinstance(body, Proposal) else set[bytes]()
    for card in cards(stores, seen):
        yield from (one for one in card.versions if one.record_id in named)


def require_text(version: Version) -> Agreement:
    """The text of a version.

    Raises:
        ConflictError: it is on hold, erased, or not on this node.
    """
    if version.text is None:
        raise _NO_TEXT[version.body_state](version.version)
    return version.text


def _held(version: int) -> ConflictError:
    return ConflictError(f"the text of version {version} is on hold", Reason.BODY_HELD)


def _erased(version: int) -> ConflictError:
    return ConflictError(f"the text of version {version} was erased", Reason.BODY_REDACTED)


def _absent(version: int) -> ConflictError:
    return ConflictError(
        f"the text of version {version} is not on this node yet", Reason.KIND_PRECONDITION
    )


_NO_TEXT: Final = {
    BodyState.HELD: _held,
    BodyState.REDACTED: _erased,
    BodyState.SERVED: _absent,
}
