"""Saying that a redacted text is erased here: one record a redaction, once nothing of it is left.

Body, salt and outbox go with the batch that logged the redaction, drafts and files in the same
round; the search index follows on its thread, and what lay in the write-ahead logs goes last. Only
then does this node publish `record.redact_done`, which others read in the list of who still owes
it. A node that has no key to sign with erases all the same and says nothing.

Source: docs/protocol.md, "Audiences, holds, redaction".
"""

from collections.abc import Callable, Collection, Iterator
from typing import Final

from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.files import FolderError
from forsa.envelope import Record, RecordId
from forsa.errors import ForsaError
from forsa.governance.audience import audience_allows
from forsa.keys import KeyId
from forsa.log_store.reading import LogReader
from forsa.v1.effects_pb2 import RedactDone

from forsa_node.mirror import Mirror

KIND: Final = "record.redact_done"
Queue = Callable[[Signed, str], None]


class Erasures:
    """Told of each round; what was said is read from the log and the outbox at the first."""

    def __init__(self, mirror: Mirror, queue: Queue) -> None:
        self._mirror = mirror
        self._queue = queue
        self._said: set[bytes] | None = None

    def say(self, gone: Collection[bytes], indexed: int) -> int:
        """Queue what is to be said now; return how many.

        Args:
            gone: Redacted records of which outbox, desk and files hold nothing.
            indexed: Log entries that the search index knows.
        """
        mirror = self._mirror
        redacted = mirror.state.rights.redacted
        if self._said is None and redacted:
            self._said = set(self._said_before())
        due = [
            one
            for one, index in redacted.items()
            if index < indexed and one in gone and one not in (self._said or ())
        ]
        return self._sign(due) if due and self._is_scrubbed() else 0

    def _is_scrubbed(self) -> bool:
        try:
            return self._mirror.store.scrub() and self._mirror.member.scrub()
        except ForsaError:  # a full or damaged disk: the next write says so, to people
            return False

    def _said_before(self) -> Iterator[bytes]:
        """What this node said already, in the log or on its way into it."""
        identity = self._mirror.identity
        for record in (*self._logged(), *(one.record for one in self._mirror.member.items())):
            header = record.header
            if header.kind != KIND or header.member != identity.member:
                continue
            effect = RedactDone.FromString(header.effect)
            if effect.node == identity.node:
                yield effect.target

    def _logged(self) -> list[Record]:
        members = (self._mirror.identity.member,)

        def read(log: LogReader) -> list[Record]:
            indexes = log.records_of((KIND,), members, limit=log.head().size)
            return [one.record() for one in log.entries_at(indexes)]

        return self._mirror.store.read(read)

    def _sign(self, due: Collection[RecordId]) -> int:
        mirror, identity = self._mirror, self._mirror.identity
        try:
            key = identity.signing_key("record")
        except FolderError:  # it is kept elsewhere: erased is erased
            return 0
        known = mirror.state.rights.keys.get(KeyId(key.key_id))
        if known is None or known.revoked is not None:
            return 0
        said = 0
        for target in due:
            if self._concerns_us(target):
                effect = RedactDone(target=target, node=identity.node)
                draft = Draft(KIND, effect=effect)
                self._queue(sign_draft(draft, identity, mirror.clock.now_ms()), "")
                said += 1
            if self._said is not None:
                self._said.add(target)
        return said

    def _concerns_us(self, target: RecordId) -> bool:
        """Whether this member could be given the text; who could not holds nothing of it."""
        mirror = self._mirror

        def read(log: LogReader) -> Record:
            (entry,) = log.entries_at(log.index_of([target]).values())
            return entry.record()

        header = mirror.store.read(read).header
        return audience_allows(mirror.state, header, mirror.identity.member)
