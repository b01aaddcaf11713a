"""What a manifest changes in database and quotas: one transaction, on the writer's thread."""

from forsa.commitment import Manifest
from forsa.errors import Reason, VerificationError
from forsa.rpc.identity import NodeName
from sqlalchemy import Connection

from forsa_hub.blobs.rights import require_not_redacted, standing_of
from forsa_hub.blobs.rules import Opened, Room, charge_of, require_room
from forsa_hub.blobs.store import BlobKey
from forsa_hub.sequencer import Sequencer
from forsa_hub.store.blobs import (
    BlobState,
    Shown,
    StoredBlob,
    drop,
    find_blobs,
    find_shown,
    is_shown,
    members_that_showed,
    open_uploads,
    put_blob,
    put_shown,
    touch,
)
from forsa_hub.store.database import Database
from forsa_hub.store.usage import save_usage


class Announcement:
    """A verified manifest that a node shows."""

    def __init__(
        self,
        sequencer: Sequencer,
        caller: NodeName,
        manifest: Manifest,
        room: Room,
        now_ms: int,
    ) -> None:
        self._sequencer = sequencer
        self._caller = caller
        self._manifest = manifest
        self._key = BlobKey(manifest.root(), manifest.size)
        self._room = room
        self._now_ms = now_ms
        self._charged = 0
        self.gave_up = False
        """Whether data are to be erased."""

    def commit(self, database: Database) -> StoredBlob:
        """Keep it, durably; if that fails, nothing is charged."""
        try:
            with database.transaction() as connection:
                return self._keep(connection)
        except BaseException:
            self._sequencer.quotas.give_back(self._caller.member, self._charged, self._now_ms)
            raise

    def _keep(self, connection: Connection) -> StoredBlob:
        key, sequencer = self._key, self._sequencer
        standing = standing_of(connection, key.root, sequencer.head.size)
        require_not_redacted(standing, sequencer.state)
        found = find_blobs(connection, [key.root])
        for one in found:
            if one.state is not BlobState.OPEN and one.key != key:
                raise VerificationError(
                    f"the data with this root have {one.key.size} bytes, not {key.size}",
                    Reason.COMMITMENT_MISMATCH,
                    size=one.key.size,
                )
        known = next((one for one in found if one.key == key), None)
        shown = find_shown(connection, key.root, self._caller.holder)
        if shown is None or shown.size != key.size:
            self._charge(connection, known, shown)
            self._give_up(connection, shown)
        if known is None:
            known = StoredBlob(key, self._manifest, BlobState.OPEN, self._now_ms)
            put_blob(connection, known)
        else:
            touch(connection, key, self._now_ms)
        save_usage(connection, sequencer.quotas.drain_changed())
        return known

    def _give_up(self, connection: Connection, before: Shown | None) -> None:
        """Let go what came of the same root with another size, unless another node brings it.

        It was refunded; it is not complete, or `_keep` had refused the new size.
        """
        gone = None if before is None else BlobKey(self._key.root, before.size)
        if gone is not None and not is_shown(connection, gone):
            drop(connection, [gone])
            self.gave_up = True

    def _charge(
        self, connection: Connection, known: StoredBlob | None, before: Shown | None
    ) -> None:
        """Reserve what the upload needs, unless the data are here or a node of ours brings them."""
        member, holder = self._caller.member, self._caller.holder
        quotas = self._sequencer.quotas
        charge = 0
        if known is None or known.state is BlobState.OPEN:
            new = Opened(holder, member, self._key)
            opened = [Opened(*one) for one in open_uploads(connection)]
            require_room(new, opened, self._room)
            paid = known is not None and member in members_that_showed(connection, self._key.root)
            charge = 0 if paid else charge_of(self._key.size)
            quotas.reserve(member, charge, self._now_ms)
            self._charged = charge
        if before is not None:
            quotas.give_back(member, before.charged)
        put_shown(connection, self._key.root, holder, Shown(member, self._key.size, charge))
