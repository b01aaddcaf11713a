"""The node's stores for commands that only look: beside the daemon, or where none runs."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from forsa.client.identity import Identity, load_identity

from forsa_node.local import locked
from forsa_node.store.member import MemberStore
from forsa_node.store.mirror import MirrorStore


@dataclass(frozen=True, slots=True)
class Stores:
    """What a command looks at."""

    identity: Identity
    member: MemberStore
    mirror: MirrorStore
    running: bool
    """Whether a daemon holds the folder: it alone writes."""


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
