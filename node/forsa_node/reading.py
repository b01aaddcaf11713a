"""The node's stores for commands that only look: beside the daemon, or where none runs."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from forsa.client.identity import Identity, load_identity

from forsa_node.ahead import Ahead
from forsa_node.local import locked
from forsa_node.store.member import MemberStore, OutboxItem
from forsa_node.store.mirror import MirrorStore
from forsa_node.store.outbox import UNSETTLED

T = TypeVar("T")


@dataclass(frozen=True)
class Stores:
    """What a command looks at."""

    identity: Identity
    member: MemberStore
    mirror: MirrorStore
    running: bool
    """Whether a daemon holds the folder: it alone writes."""

    @cached_property
    def leaving(self) -> list[OutboxItem]:
        """What this node signed and does not know to be in the log, in order; read once."""
        return self.member.items(*UNSETTLED)

    def ahead(self, work: Callable[[Ahead], T]) -> T:
        """Ask the log as it will be once all of that is in it."""
        return self.mirror.connected(lambda connection: work(Ahead(connection, self.leaving)))


@contextmanager
def reading(folder: Path) -> Iterator[Stores]:
    """Open both stores; where no daemon runs, tables that are absent are made.

    Raises:
        FolderError: there is no node in the folder.
        CorruptStoreError: a store is damaged.
    """
    identity = load_identity(folder)
    with ExitStack() as held:
        free = held.enter_context(locked(folder))
        member = MemberStore(folder / "member.db", read_only=not free)
        held.callback(member.close)
        mirror = MirrorStore(folder / "mirror.db", identity.network_id, read_only=not free)
        held.callback(mirror.close)
        if free:
            member.open()
            mirror.open()
        yield Stores(identity, member, mirror, running=not free)
