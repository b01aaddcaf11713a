"""What a batch must know of attachments: filled once, whatever the number of its records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from forsa.envelope import Record
from sqlalchemy import Connection

from forsa_hub.admission import Offer
from forsa_hub.store.blobs import BlobState, find_blobs, owners_of, shown_by


@dataclass(frozen=True, slots=True)
class Attached:
    """Which attachments are complete, and who may name them. Grows with what is folded."""

    complete: Mapping[bytes, int]
    """Sizes by root."""
    shown: frozenset[tuple[bytes, str]]
    """Roots with the nodes that showed their manifests."""
    owners: dict[bytes, str] = field(default_factory=dict)

    def complete_for(self, offer: Offer) -> dict[bytes, int]:
        """Those that are complete and that this offer may name.

        A root alone, copied from a header, is not enough: the node that sends the record showed
        the manifest, or the record is the owner's.
        """
        header = offer.record.header
        return {
            one.root: self.complete[one.root]
            for one in header.attachments
            if one.root in self.complete
            and (
                (one.root, offer.holder) in self.shown or self.owners.get(one.root) == header.member
            )
        }

    def note(self, record: Record) -> None:
        """A valid record is in the log: what nobody named before is its member's."""
        for one in record.header.attachments:
            self.owners.setdefault(one.root, record.header.member)


def load_attached(connection: Connection, offers: Iterable[Offer], size: int) -> Attached:
    """What is known of the attachments of these offers, before the entry at `size`."""
    named = [offer for offer in offers if offer.record.header.attachments]
    roots = {one.root for offer in named for one in offer.record.header.attachments}
    if not roots:
        return Attached({}, frozenset())
    blobs = find_blobs(connection, roots)
    complete = {one.key.root: one.key.size for one in blobs if one.state is BlobState.COMPLETE}
    holders = {offer.holder for offer in named}
    return Attached(
        complete, shown_by(connection, roots, holders), owners_of(connection, roots, size)
    )
