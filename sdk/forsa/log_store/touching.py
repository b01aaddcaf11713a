"""Which works an entry is about: those whose place in the library it may change."""

from collections.abc import Iterable
from typing import Final

from forsa.governance.state import State
from forsa.library.cards import LIBRARY_KINDS
from forsa.log_store.around import REFERENCE_TYPE, Around
from forsa.log_store.reading import LogReader
from forsa.log_store.writing import ACTS
from forsa.v1.effects_pb2 import RecordAct

_CHAIN: Final = 64
"""Records that are followed upwards from an answer to the work."""
_ANSWERS: Final = frozenset({"practice.adopt", "translation.publish"})
"""Answers that change how a work is found."""


def works_touched(log: LogReader, start: int, end: int) -> set[bytes]:
    """Object ids of the works that the valid entries [start, end) are about."""
    records = log.kinds_of(start, end)
    touched = {object_id for _, kind, object_id in records if kind in LIBRARY_KINDS}
    others = [index for index, kind, _ in records if kind in ACTS or kind in _ANSWERS]
    for one in log.entries_at(others):
        header = one.record().header
        touched |= works_above(log, [_about(header.kind, header.parent, header.effect)])
    return touched | _decided(log, start, end)


def _decided(log: LogReader, start: int, end: int) -> set[bytes]:
    """Works that the assembly adopted as a reference at one of these entries."""
    proposals = log.decided(REFERENCE_TYPE, "adopted", start, end)
    bodies = log.bodies(log.index_of(proposals).values())
    told = Around(log, State.start(b"")).told(bodies)
    return works_above(
        log, [subject for one in told if one.message for subject in one.message.subjects]
    )


def works_above(log: LogReader, record_ids: Iterable[bytes]) -> set[bytes]:
    """The works that these records are, or answer, through any number of versions."""
    found = (_work_above(log, one) for one in record_ids)
    return {one for one in found if one is not None}


def _work_above(log: LogReader, record_id: bytes) -> bytes | None:
    for _ in range(_CHAIN):
        index = log.index_of([record_id]).get(record_id)
        if index is None:
            return None
        header = log.entries_at([index])[0].record().header
        if header.kind in LIBRARY_KINDS:
            return header.object_id
        record_id = _about(header.kind, header.parent, header.effect)
    return None


def _about(kind: str, parent: bytes, effect: bytes) -> bytes:
    """The record that one is about."""
    return RecordAct.FromString(effect).target if kind in ACTS else parent
