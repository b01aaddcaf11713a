"""Releases that left this node and are not in the log: refused, or given up on the way.

Who runs the hub has read them.
"""

from forsa.errors import ForsaError
from forsa.outcomes.messages import parse_release
from forsa.outcomes.names import RELEASE
from forsa.outcomes.tables import Release

from forsa_node.reading import Stores
from forsa_node.store.outbox import OutboxItem, OutboxState


def sent_in_vain(stores: Stores, school_year: str) -> tuple[Release, ...]:
    """Those of a school year, in the order they were signed."""
    items = stores.member.items(OutboxState.REFUSED, OutboxState.DROPPED)
    found = (_release_of(one) for one in items if one.kind == RELEASE)
    return tuple(one for one in found if one is not None and one.school_year == school_year)


def _release_of(item: OutboxItem) -> Release | None:
    """The release; none if its text is erased here or of another program's version."""
    try:
        return parse_release(item.body)
    except ForsaError:
        return None
