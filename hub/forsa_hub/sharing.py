"""What the hub asks of answers to the work of others: `forsa.library.sharing_rules`.

They stand beside the fold. They need the log, and what a batch placed before: a whole
conversation may come in one call.
"""

from collections import Counter
from dataclasses import replace

from forsa.errors import ForsaError
from forsa.governance.state import State
from forsa.kinds.registry import KINDS, Mark
from forsa.library.cards import parse_body
from forsa.library.sharing_rules import DAY_MS, Target, sharing_error
from forsa.log_store.around import COMMENT, WITHDRAW, Around
from forsa.log_store.reading import LogReader
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.record_pb2 import RecordHeader

from forsa_hub.admission import Offer


class Sharing:
    """The rules for one batch; told of every record that is placed."""

    def __init__(self, reader: LogReader, sequenced_ms: int) -> None:
        self._reader = reader
        self._sequenced_ms = sequenced_ms
        self._placed: dict[bytes, Offer] = {}
        self._withdrawn = set[bytes]()
        self._comments = Counter[str]()

    def place(self, offer: Offer) -> None:
        """Take a record that was admitted, so that later ones of the batch see it."""
        header = offer.record.header
        self._placed[offer.record.record_id] = offer
        if header.kind == COMMENT:
            self._comments[header.member] += 1
        elif header.kind == WITHDRAW:
            self._withdrawn.add(RecordAct.FromString(header.effect).target)

    def held_to(self, offer: Offer, state: State) -> Offer:
        """The offer, with what the rules of sharing forbid as its error if it has none yet."""
        if offer.body_error is not None:
            return offer
        return replace(offer, body_error=self._error(offer, state))

    def _error(self, offer: Offer, state: State) -> ForsaError | None:
        header = offer.record.header
        kind = KINDS.get(header.kind)
        if kind is None or kind.mark is not Mark.TARGET or not kind.view:
            return None
        target = self._target(header, state)
        message = parse_body(header.kind, offer.body)
        return sharing_error(header.kind, header.member, target, self._today(header), message)

    def _today(self, header: RecordHeader) -> int:
        """Comments of the author in the last 24 hours of log time."""
        if header.kind != COMMENT:
            return 0
        logged = self._reader.count_by(header.member, COMMENT, self._sequenced_ms - DAY_MS)
        return logged + self._comments[header.member]

    def _target(self, header: RecordHeader, state: State) -> Target | None:
        """What is answered: in the log, or placed by this batch."""
        parent, own = header.parent, header.object_id
        while parent in self._placed and self._header(parent).object_id == own:
            parent = self._header(parent).parent
        target = Around(self._reader, state).target(parent, own)
        if parent in self._placed:
            target = self._placed_target(parent, state)
        if target is None or parent not in self._withdrawn:
            return target
        return replace(target, withdrawn=True)

    def _placed_target(self, parent: bytes, state: State) -> Target:
        """A target of this batch, with what it stands on."""
        header = self._header(parent)
        depth = 0
        if header.kind == COMMENT:
            above = self._target(header, state)
            depth = 1 + (above.depth if above else 0)
        message = parse_body(header.kind, self._placed[parent].body)
        return Target(header.member, header.kind, withdrawn=False, depth=depth, message=message)

    def _header(self, record_id: bytes) -> RecordHeader:
        return self._placed[record_id].record.header
