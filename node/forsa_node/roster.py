"""The mailboxes of the roster, read from this node's mirror."""

from pathlib import Path

from forsa.errors import CorruptStoreError
from forsa.library.roster import Roster
from forsa.log_store.roster import follow_roster

from forsa_node.reading import reading
from forsa_node.seen import Seen


def read_mailboxes(folder: Path) -> frozenset[str]:
    """Those that members publish as their association's, as far as this node knows.

    A damaged mirror is no reason to lose a draft: then none is known, and all of them block until
    their author says why they stay.
    """
    try:
        with reading(folder) as stores:
            seen = Seen.of(stores)
            roster = stores.mirror.read(lambda log: follow_roster(log, Roster()))
    except CorruptStoreError:
        return frozenset()
    return roster.mailboxes(seen.state, seen.fresh_ms)
