"""Own records that an obligation's evidence may be."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from forsa.kinds.preview import title_of
from forsa.v1.effects_pb2 import RecordAct
from forsa.words.reasons import Language

from forsa_node.ahead import Ahead, number_of
from forsa_node.finding import body_of
from forsa_node.reading import Stores

WITHDRAW: Final = "record.withdraw"
_SHOWN: Final = 10
_PAGE: Final = 256


def fitting(stores: Stores, kind: str, language: Language) -> Iterator[dict[str, Any]]:
    """Own records of a kind, the newest first, at most ten: newest versions, not withdrawn.

    What waits to be sent is among them: its author works without a network.
    """
    for index, record_id in stores.ahead(lambda log: _own(log, kind, stores.identity.member)):
        body = body_of(stores, record_id)
        number = number_of(index)
        yield {
            "which": str(number) if number is not None else record_id.hex()[:16],
            "title": "" if body is None else title_of(body, language),
            "record_id": record_id.hex(),
        }


def _own(log: Ahead, kind: str, member: str) -> Sequence[tuple[int, bytes]]:
    indexes = [*_logged(log, kind, member), *log.waiting_of(kind)]
    found = [(one.index, one.record()) for one in log.entries_at(indexes)]
    newest = log.newest_of({record.header.object_id for _, record in found})
    acts = log.entries_at(log.children_of([one.record_id for _, one in found], [WITHDRAW]))
    gone = {RecordAct.FromString(one.record().header.effect).target for one in acts}
    return [
        (index, record.record_id)
        for index, record in reversed(found)
        if newest[record.header.object_id] == index and record.record_id not in gone
    ][:_SHOWN]


def _logged(log: Ahead, kind: str, member: str) -> list[int]:
    found: list[int] = []
    page = log.records_of([kind], [member], limit=_PAGE)
    while page:
        found += page
        page = log.records_of([kind], [member], start=page[-1] + 1, limit=_PAGE)
    return found
