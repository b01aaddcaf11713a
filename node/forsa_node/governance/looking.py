"""The chronicle of this node: what its views of governance are made of."""

from collections.abc import Collection

from forsa.governance.views.chronicle import GOVERNANCE, Chronicle
from forsa.log_store.chronicle import chronicle_of

from forsa_node.reading import Stores
from forsa_node.seen import Seen


def look(
    stores: Stores, kinds: Collection[str] = GOVERNANCE, seen: Seen | None = None
) -> Chronicle:
    """Read the governance records that this node verified; what waits here is not among them.

    Args:
        stores: Of this node.
        kinds: Exactly these; a view of few kinds asks for few.
        seen: What was read before; None: read now.
    """
    seen = seen or Seen.of(stores)
    return stores.mirror.read(lambda log: chronicle_of(log, seen.state, seen.fresh_ms, kinds))
