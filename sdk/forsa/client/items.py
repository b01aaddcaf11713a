"""What a library answers, once it is verified. Pure.

That the answer is complete and current, and whether a record is valid, is the hub's word; who
wrote it, that it is in the log, and that the body is the one signed for, is proved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from google.protobuf.message import DecodeError, Message

from forsa.commitment import verify_data
from forsa.encoding import is_code
from forsa.envelope import RecordId
from forsa.errors import MalformedError, Reason, VerificationError
from forsa.kinds.bodies import body_type
from forsa.receipt import Receipt, VerifiedReceipt, parse_receipt, verify_receipt
from forsa.root import TrustRoot
from forsa.v1 import library_service_pb2 as pb
from forsa.v1.record_pb2 import RecordHeader

INLINE: Final = "inline"


@dataclass(frozen=True, slots=True)
class Item:
    """A record of the library: logged, signed by its author, with the body it commits to."""

    receipt: Receipt
    proved: VerifiedReceipt
    body_state: str
    """`inline`, or why the body is not here; the hub's word."""
    data: bytes
    """The body's bytes; empty if it is not here."""
    newest: bytes
    """The newest record of the same object; the hub's word."""

    @property
    def header(self) -> RecordHeader:
        """What the author signed."""
        return self.proved.record.header

    @property
    def record_id(self) -> RecordId:
        """32 bytes."""
        return self.proved.record.record_id

    @property
    def index(self) -> int:
        """Its place in the log."""
        return self.proved.index

    @property
    def sequenced_ms(self) -> int:
        """When the hub placed it, milliseconds since 1970."""
        return self.proved.entry.sequenced_ms

    @property
    def kind(self) -> str:
        """e.g. `practice.report`."""
        return self.header.kind

    @property
    def member(self) -> str:
        """The author."""
        return self.header.member

    @property
    def object_id(self) -> bytes:
        """16 bytes: the thing this is a version of."""
        return self.header.object_id

    @property
    def is_newest(self) -> bool:
        """Whether the hub knows no newer version."""
        return self.newest == self.record_id

    @property
    def body(self) -> Message | None:
        """The body as its kind's message; None if it is not here or this version cannot read it."""
        return parse_body(self.kind, self.data) if self.data else None


def parse_body(kind: str, data: bytes) -> Message | None:
    """Read a body as the message of its kind, or None; its rules are not checked."""
    message_class = body_type(kind)
    if message_class is None:
        return None
    try:
        return message_class.FromString(data)
    except DecodeError:
        return None


def verify_item(item: pb.LibraryItem, roots: Sequence[TrustRoot]) -> Item:
    """Check one answer of the library.

    Raises:
        MalformedError: it is not a receipt, or says things that do not fit together.
        VerificationError: the receipt, the author's signature or the body does not verify.
    """
    receipt = parse_receipt(item.receipt)
    proved = verify_receipt(receipt, roots, author_key=item.author_key)
    state = item.body_state
    if not is_code(state):
        raise _malformed(f"a body in state {state[:40]!r}")
    header = proved.record.header
    if state == INLINE:
        if not header.HasField("body"):
            raise _malformed("a body of a record that has none")
        verify_data(header.body, item.salt, item.body)
    elif item.body or item.salt:
        raise _malformed(f"a body that is said to be {state}")
    if (state == "none") == header.HasField("body"):
        raise VerificationError(
            "the library says that a body is missing that the record has, or the reverse",
            Reason.COMMITMENT_MISMATCH,
        )
    return Item(receipt, proved, state, item.body, item.newest)


def require_record(item: Item, record_id: bytes) -> Item:
    """Make sure that the answer is the record that was asked for."""
    if item.record_id != record_id:
        raise _malformed(f"record {item.record_id.hex()} instead of {record_id.hex()}")
    return item


def require_object(item: Item, object_id: bytes) -> Item:
    """Make sure that the answer is a version of the thing that was asked for."""
    if item.object_id != object_id:
        raise _malformed(f"object {item.object_id.hex()} instead of {object_id.hex()}")
    return item


def require_match(item: Item, request: pb.ListRequest) -> Item:
    """Make sure that a listed record is one of those asked for."""
    header = item.header
    family = header.kind.split(".", 1)[0]
    wanted = (
        item.index >= request.from_index
        and (not request.kinds or header.kind in request.kinds or family in request.kinds)
        and (not request.members or header.member in request.members)
        and _any_of(header.languages, request.languages)
        and _any_of([header.region] if header.region else [], request.regions)
    )
    if not wanted:
        raise _malformed(f"the {header.kind} at index {item.index} was not asked for")
    return item


def _any_of(has: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether a record matches; one that says nothing matches everything."""
    return not wanted or not has or bool(set(has) & set(wanted))


def _malformed(what: str) -> MalformedError:
    return MalformedError(f"the library's answer is malformed: {what}", Reason.ENTRY_MALFORMED)
