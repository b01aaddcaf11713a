"""What the hub asks of the next trust root beside the fold: that it can go on under it."""

from dataclasses import replace
from typing import Final

from forsa.errors import ForsaError, MalformedError, Reason
from forsa.keys import is_published_key
from forsa.root import parse_root
from forsa.v1.effects_pb2 import RootPublish
from forsa.v1.trust_pb2 import RootDocument
from google.protobuf.message import DecodeError

from forsa_hub.admission import Offer
from forsa_hub.own_keys import Heir

KIND: Final = "root.publish"


def held_to_own_keys(offer: Offer, heir: Heir) -> Offer:
    """The offer; of a trust root that names keys this hub lacks, or a book has, with that error.

    Such a document can be signed by every officer, and would end the log all the same.
    """
    if offer.record.header.kind != KIND or offer.body_error is not None:
        return offer
    document = document_in(offer.record.header.effect)
    if document is None:  # the fold says why
        return offer
    try:
        check_keys(document)
        heir.check(document)
    except ForsaError as error:
        return replace(offer, body_error=error)
    return offer


def document_in(effect: bytes) -> RootDocument | None:
    """The document that a `root.publish` carries, not verified; None: it carries none."""
    try:
        return parse_root(RootPublish.FromString(effect).envelope)
    except (ForsaError, DecodeError):
        return None


def check_keys(document: RootDocument) -> None:
    """Refuse a document with a key whose private half stands in a book.

    Raises:
        MalformedError: `ROOT_INVALID`.
    """
    keys = (*document.root_keys, *document.log_keys, *document.service_keys)
    if any(is_published_key(key) for key in keys):
        raise MalformedError(
            "one of the keys of the trust root is published: everybody could sign with it",
            Reason.ROOT_INVALID,
        )
