"""What a node sends for another member: a ballot, by a key of the member it names."""

from forsa.envelope import Record
from forsa.errors import NotAllowedError, Reason
from forsa.governance.state import State
from forsa.governance.views.decisions import BALLOT
from forsa.keys import KeyId
from forsa.receipt import verify_record_signature


def require_relayable(state: State, record: Record) -> None:
    """Check that a record is a ballot, signed by a key of the member that it names.

    Raises:
        NotAllowedError: it is something else: nobody sends that for another member.
        SignatureError: it is not by whom it names.
    """
    header = record.header
    if header.kind != BALLOT:
        raise NotAllowedError(
            f"a {header.kind} of {header.member}: only ballots are relayed",
            Reason.KIND_NOT_ALLOWED,
        )
    key = state.rights.keys.get(KeyId(header.key_id))
    if key is None or key.member != header.member:
        raise NotAllowedError(
            f"{header.member} has no key {header.key_id.hex()}", Reason.KEY_UNKNOWN
        )
    verify_record_signature(record, key.public)
