"""What this member published of a kind: in the log, and behind it what waits to be sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forsa.envelope import Record
from forsa.errors import ConflictError, Reason
from forsa.library.cards import parse_body
from forsa.library.roster import PROFILE
from forsa.outcomes.names import FRAME, RELEASE
from forsa.outcomes.school_years import YearRecord

from forsa_node.ahead import Ahead
from forsa_node.reading import Stores


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record of this member."""

    record: Record
    body: Any
    """Its message; None: its text is not here, or was erased."""
    data: bytes | None
    """The same as it was signed."""
    place: int
    """Its index, or a greater number: it waits (`ahead.number_of`)."""


def own_records(stores: Stores, kind: str) -> list[OwnRecord]:
    """All of them in log order; what waits comes last, in the order in which it was signed."""
    member = stores.identity.member

    def read(log: Ahead) -> list[OwnRecord]:
        found = _all_of(log, kind, member)
        bodies = log.bodies(found)
        texts = {index: _data(body) for index, body in bodies.items()}
        return [
            OwnRecord(
                one.record(),
                parse_body(kind, texts.get(one.index)),
                texts.get(one.index),
                one.index,
            )
            for one in log.entries_at(found)
        ]

    return stores.ahead(read)


def year_records(frames: Iterable[OwnRecord], releases: Iterable[OwnRecord]) -> list[YearRecord]:
    """What was found of both kinds as rules on school years read it, in log order."""
    found = [(FRAME, one) for one in frames] + [(RELEASE, one) for one in releases]
    found.sort(key=lambda one: one[1].place)
    return [YearRecord.read(one.record.record_id, kind, one.data) for kind, one in found]


def own_centres(stores: Stores) -> dict[str, str]:
    """Code of each centre of this member's newest profile to its region; at least one.

    A profile names the region of the seat: centres are taken to be there.

    Raises:
        ConflictError: `KIND_PRECONDITION`: it published none, or one without centres.
    """
    centres = known_centres(stores)
    if not centres:
        raise ConflictError(
            "this member has no centres on the roster yet; publish its profile with them first",
            Reason.KIND_PRECONDITION,
        )
    return centres


def known_centres(stores: Stores) -> dict[str, str]:
    """The same; empty where the roster has none."""
    profiles = [one.body for one in own_records(stores, PROFILE) if one.body is not None]
    if not profiles:
        return {}
    newest = profiles[-1]
    return dict(sorted((one.code, newest.region) for one in newest.centres))


def _all_of(log: Ahead, kind: str, member: str) -> list[int]:
    found: list[int] = []
    while page := log.records_of([kind], [member], start=found[-1] + 1 if found else 0):
        found += page
    return found + log.waiting_of(kind)


def _data(body: Any) -> bytes | None:
    return None if body is None else body.data
