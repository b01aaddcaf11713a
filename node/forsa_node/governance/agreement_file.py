"""An agreement in a file, read for publishing: its text, its effect, and all that is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from forsa.client.zones import people_zone
from forsa.errors import ConflictError, MalformedError, Reason, Violation
from forsa.governance.state import State
from forsa.governance.tally import roll_of
from forsa.governance.views.chronicle import Event
from forsa.kinds.findings import Finding, Level
from forsa.kinds.loaders import LoadedAgreement, load_agreement
from forsa.kinds.loaders.agreement import VOTED_TYPES
from forsa.kinds.loaders.agreement_terms import Terms
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Agreement

from forsa_node.drafts.desk import Desk
from forsa_node.drafts.writing import Answering
from forsa_node.finding import find_record
from forsa_node.governance.looking import look
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen

PUBLISH: Final = "agreement.publish"
MAX_FILE_BYTES: Final = 512 * 1024


@dataclass(frozen=True, slots=True)
class AgreementFile:
    """A file of an agreement that may be published."""

    message: Agreement
    data: bytes
    """The body, byte for byte."""
    effect: v1.AgreementPublish
    parties: tuple[str, ...]
    """Who they would be now, sorted."""
    before: Agreement | None
    """The text of the version that it replaces; None: there is none, or it is not here."""
    replaced: bytes | None
    """Record id of that version; None: it is a new agreement."""
    object_id: bytes
    """Of the agreement that it is a version of; empty: a new one."""
    siblings: tuple[int, ...]
    """Numbers in the log of the newest versions of other agreements of this type."""
    warnings: tuple[Finding, ...]
    """What does not stand in the way."""


def read_agreement(
    desk: Desk, file: Path, asking: Asking, replaces: str, *, voted: bool
) -> AgreementFile:
    """Read the file, judge it by the rules of its kind and by the scan of texts.

    Args:
        desk: Of this node.
        file: The agreement, in Markdown.
        asking: How its author is asked.
        replaces: The record that it is a new version of; empty: it is a new agreement.
        voted: Whether it is for a vote, or for its author to publish: the type says which it must
            be.

    Raises:
        MalformedError: it has findings to mend, all of which the error carries.
        ConflictError: the type takes the other way, or it is no next version of what it replaces.
    """
    read = load_agreement(_read(file), desk.today, file.name)
    message = read.loaded.message
    _refuse(file, read.loaded.errors)
    if not isinstance(message, Agreement):
        raise MalformedError(f"{file} is no agreement", Reason.KIND_UNKNOWN)
    if (read.terms.type in VOTED_TYPES) != voted:
        raise _other_way(read)
    with reading(desk.files.folder) as stores:
        known = _known(stores, read.terms, replaces)
        parties, named = _parties(known.state, read.terms)
    _refuse(file, _unknown(known.state, named))
    scan = desk.sketch(PUBLISH, message, asking.person, Answering(), asking.language)[1].scan
    if voted:  # what is published later is these bytes: nobody can write a reason into them then
        _refuse(file, [one.finding() for one in scan if one.blocks])
    warnings = [one for one in read.loaded.findings if one.level is Level.WARNING]
    warnings += [one.finding() for one in scan if voted and not one.blocks]
    return AgreementFile(
        message=message,
        data=message.SerializeToString(deterministic=True),
        effect=v1.AgreementPublish(
            type=read.terms.type,
            version=known.version,
            parties=named,
            needed=read.terms.needed or len(parties),
            ratify_by_ms=_end_of(read.terms.ratify_by),
        ),
        parties=parties,
        before=known.before,
        replaced=known.replaced,
        object_id=known.object_id,
        siblings=known.siblings,
        warnings=tuple(warnings),
    )


def _read(file: Path) -> bytes:
    size = file.stat().st_size
    if size > MAX_FILE_BYTES:
        raise MalformedError(
            f"{file} has {size} bytes, at most {MAX_FILE_BYTES}", Reason.LIMIT_EXCEEDED, size=size
        )
    return file.read_bytes()


def _refuse(file: Path, found: Sequence[Finding]) -> None:
    """Raise with all of them, each with its line."""
    if found:
        error = MalformedError(
            f"{file.name} has {len(found)} findings to mend", Reason.KIND_BODY_INVALID
        )
        error.violations = tuple(_violations(found))
        raise error


def _violations(found: Iterable[Finding]) -> Iterator[Violation]:
    """A place in the file says more than the name of a field does."""
    for one in found:
        violation = one.violation()
        place = f"{one.place.file}:{one.place.line}" if one.place else violation.path
        yield Violation(place, violation.rule, violation.words)


def _other_way(read: LoadedAgreement) -> ConflictError:
    kind = read.terms.type
    if read.is_voted:
        return ConflictError(
            f"a text of type {kind} is published by an adopted proposal: forsa-node proposal open "
            "FOLDER agreement --agreement FILE",
            Reason.KIND_PRECONDITION,
        )
    return ConflictError(
        f"a text of type {kind} is not voted on: forsa-node agreement publish FOLDER FILE",
        Reason.KIND_PRECONDITION,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What this node knows of the agreement so far."""

    state: State
    version: int
    before: Agreement | None = None
    replaced: bytes | None = None
    object_id: bytes = b""
    siblings: tuple[int, ...] = ()


def _known(stores: Stores, terms: Terms, replaces: str) -> _Known:
    seen = Seen.of(stores)
    newest = [one for one in look(stores, (PUBLISH,), seen).newest(PUBLISH) if _is(one, terms)]
    if not replaces:
        _require_version(terms, 1)
        return _Known(seen.state, 1, siblings=tuple(one.index for one in newest))
    object_id = find_record(stores, replaces).header.object_id
    former = next((one for one in newest if one.header.object_id == object_id), None)
    if former is None or not isinstance(former.effect, v1.AgreementPublish):
        raise ConflictError(
            f"{replaces} is no agreement of type {terms.type}", Reason.KIND_PRECONDITION
        )
    version = former.effect.version + 1
    _require_version(terms, version)
    before = former.body if isinstance(former.body, Agreement) else None
    return _Known(seen.state, version, before, former.record_id, object_id)


def _is(event: Event, terms: Terms) -> bool:
    return isinstance(event.effect, v1.AgreementPublish) and event.effect.type == terms.type


def _require_version(terms: Terms, version: int) -> None:
    if terms.version not in (0, version):
        raise ConflictError(
            f"the file says version {terms.version}; the next one is version {version}",
            Reason.KIND_PRECONDITION,
        )


def _parties(state: State, terms: Terms) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who they would be now, and whom the effect names.

    Who asks for all parties' ratifications names them: the count must not depend on who joins or
    leaves the network before it is published.
    """
    parties = terms.parties or roll_of(state.rights)
    return parties, terms.parties if terms.needed else parties


def _unknown(state: State, named: Iterable[str]) -> list[Finding]:
    return [
        Finding("", "agreement.no_member", {"value": one})
        for one in named
        if one not in state.rights.members
    ]


def _end_of(day: date | None) -> int:
    """The last millisecond of a day in Morocco, since 1970; 0: no day."""
    if day is None:
        return 0
    start = datetime.combine(day + timedelta(days=1), time(), people_zone())
    return round(start.timestamp() * 1000) - 1
