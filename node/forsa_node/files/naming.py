"""What people call an attachment that is on its way: as its record says, here or in the outbox."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from forsa.governance.audience import BodyState

from forsa_node.files.listing import names_in
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.outbox import OutboxState

NameOf = Callable[[bytes], str]
"""A file's name by its root; empty = nothing here says one."""


def nameless(_root: bytes) -> str:
    """Nothing is known of records."""
    return ""


def names_at(folder: Path) -> NameOf:
    """Looks into a node's stores once for each root, beside whoever works there."""

    @cache
    def name_of(root: bytes) -> str:
        with reading(folder) as stores:
            return _leaving(stores, root) or _logged(stores, root)

    return name_of


def _leaving(stores: Stores, root: bytes) -> str:
    for item in stores.member.items(OutboxState.WAITING):
        name = names_in(item.record.header, item.body).get(root)
        if name:
            return name
    return ""


def _logged(stores: Stores, root: bytes) -> str:
    """As the newest record calls it whose text is here and may be shown."""
    indexes = stores.mirror.read(lambda log: log.naming([root])).get(root, ())
    entries = stores.mirror.read(lambda log: log.entries_at(indexes))
    bodies = stores.mirror.read(lambda log: log.bodies(indexes))
    seen = Seen.of(stores)
    for entry in reversed(entries):
        record, body = entry.record(), bodies.get(entry.index)
        shown = seen.body_state(record) is BodyState.SERVED
        name = names_in(record.header, body.data).get(root) if body and shown else None
        if name:
            return name
    return ""
