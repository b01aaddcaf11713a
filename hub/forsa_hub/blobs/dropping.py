"""Attachments that go: manifest and salt in the transaction that says so, the data right after."""

from collections.abc import Iterable, Sequence

from forsa.governance.fold import Folded
from forsa.log_store.reading import LogReader
from forsa.log_store.writing import REDACTION
from forsa.v1.effects_pb2 import RecordAct
from sqlalchemy import Connection

from forsa_hub.blobs.store import BlobKey
from forsa_hub.quotas import Quotas
from forsa_hub.store.blobs import drop, find_blobs, owners_of
from forsa_hub.store.tables import METADATA
from forsa_hub.store.usage import save_usage


def drop_and_refund(connection: Connection, quotas: Quotas, keys: Iterable[BlobKey]) -> None:
    """Forget attachments, and give what they took of their members' space back."""
    for one in drop(connection, keys):
        quotas.give_back(one.member, one.charged)
    save_usage(connection, quotas.drain_changed())


def drop_redacted(connection: Connection, quotas: Quotas, folded: Sequence[Folded]) -> bool:
    """Delete manifests and salts of what these entries redact; tells whether there were any.

    In the transaction that logs the redactions. An attachment goes with any record of its owner's
    that named it; a record of another member's takes nothing with it.
    """
    targets = [
        RecordAct.FromString(one.record.header.effect).target
        for one in folded
        if one.void is None and one.record is not None and one.record.header.kind == REDACTION
    ]
    if not targets:
        return False
    log = LogReader(connection, METADATA)
    indexes = log.index_of(targets).values()
    headers = [one.record().header for one in log.entries_at(list(indexes))]
    named = [(one.root, header.member) for header in headers for one in header.attachments]
    owners = owners_of(connection, [root for root, _ in named], folded[-1].index + 1)
    gone = [root for root, member in named if owners.get(root) == member]
    keys = [one.key for one in find_blobs(connection, gone)]
    drop_and_refund(connection, quotas, keys)
    return bool(keys)
