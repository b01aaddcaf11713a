"""After a redaction: what was erased leaves the files beside the database, too.

Deleting makes zeros of it in the database (`secure_delete`). The pages of before lie in the
write-ahead log until that is emptied, which waits for readers. The search index erases itself as it
follows the log.

Source: docs/protocol.md, "Audiences, holds, redaction".
"""

from typing import Final

import structlog
from forsa.clock import Clock
from forsa.errors import ForsaError

from forsa_hub.sequencer import Sequencer
from forsa_hub.store.database import Database

RETRY_SECONDS: Final = 5.0


class Scrubbing:
    """Runs beside the sequencer."""

    def __init__(self, database: Database, sequencer: Sequencer, clock: Clock) -> None:
        self._database = database
        self._sequencer = sequencer
        self._clock = clock
        self._done = 0
        """Redactions whose text is nowhere any more; 0 at a start: a stop may have come between."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing of a redacted text is left in the files of the database."""
        return self._done == len(self._sequencer.state.rights.redacted)

    async def run(self) -> None:
        """Follow the log until cancelled."""
        while True:
            if self.is_clean or await self._scrub():
                await self._sequencer.changed()
            else:
                await self._clock.sleep(RETRY_SECONDS)

    async def _scrub(self) -> bool:
        redacted = len(self._sequencer.state.rights.redacted)
        try:
            clean = await self._database.scrub()
        except ForsaError as error:
            structlog.get_logger().error("not_scrubbed", why=type(error).__name__)
            return False
        if clean:
            self._done = redacted
        return clean
