"""The text of an agreement on its way through a vote: put to it, read at it, published after it.

A proposal carries the very bytes that its decision publishes (docs/protocol.md, "Agreements"). So
any member that may execute the decision has what it needs: the text and the salt of its commitment.
"""

from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Final

from forsa.client.demonstration import clock_of
from forsa.commitment import verify_data
from forsa.envelope import Record
from forsa.errors import ConflictError, NotFoundError, Reason
from forsa.governance.audience import BodyState
from forsa.kinds.body import AGREEMENT_TYPE, attachments_of, is_agreement_text, languages_of
from forsa.kinds.preview import title_of
from forsa.library.cards import parse_body
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Agreement, Proposal
from forsa.v1.record_pb2 import Commitment
from forsa.words.reasons import LANGUAGES

from forsa_node.drafts.contents import VOTED_TEXT
from forsa_node.drafts.desk import Desk
from forsa_node.files.content import ContentStore
from forsa_node.finding import body_of
from forsa_node.governance.acting import Act, Exactly
from forsa_node.governance.agreement_file import AgreementFile, read_agreement
from forsa_node.governance.agreement_words import proposal_body, tell_file
from forsa_node.governance.looking import look
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.store.desk import HeldFile
from forsa_node.store.mirror_files import BlobState

PUBLISH: Final = "agreement.publish"


def put_to_vote(
    folder: Path,
    what: Act,
    file: Path,
    asking: Asking,
    replaces: str = "",
    *,
    words_in_file: bool = False,
) -> tuple[Act, tuple[str, ...]]:
    """The opening of a proposal with the text of a file put to the vote.

    Args:
        folder: The node's.
        what: A `proposal.open` of type `agreement`, its actions not said yet; without a body it
            gets one that names the text.
        file: The agreement.
        asking: How its author is asked.
        replaces: The record that the text is a new version of; empty: it is a new agreement.
        words_in_file: The proposer's words come from another file, with `act_file`: the act gets no
            body here, and that file names the version that is replaced among its subjects.

    Returns:
        The act, and what its signer is told of the text.

    Raises:
        MalformedError: the file has findings to mend, all of which it carries.
        ForsaError: the record it replaces is none, or not of this type.
    """
    clock = clock_of(folder)
    with closing(Desk.open(folder, clock)) as desk:
        written = read_agreement(desk, file, asking, replaces, voted=True)
        held = HeldFile(*desk.files.put(BytesIO(written.data)))
    message = what.message if words_in_file else what.message or proposal_body(written)
    if written.replaced is not None and isinstance(message, Proposal):
        _add_subject(message, written.replaced)
    opening = replace(what, effect=_with_action(what.effect, written), message=message)
    return _with_text(opening, held), tuple(tell_file(written, asking.language))


def put_again(folder: Path, what: Act, first: Record) -> Act:
    """The second call of a vote on an agreement: the very text of the first.

    It is committed to anew: the first call may be another member's, and only its owner's records
    open a commitment to readers.

    Args:
        folder: The node's.
        what: The opening, with the actions of the first call.
        first: The first call.

    Raises:
        ForsaError: as `voted_text`.
    """
    with reading(folder) as stores:
        text = voted_text(stores, first)
    return _with_text(what, HeldFile(*ContentStore(folder).put(BytesIO(text.data))))


def _with_text(what: Act, held: HeldFile) -> Act:
    """An opening whose first attachment is this text; it is committed to when it is signed."""
    text = Commitment(root=bytes(32), size=held.size, media_type=AGREEMENT_TYPE)
    described = () if what.message is None else attachments_of(what.message)
    return replace(what, attachments=(text, *described), files={VOTED_TEXT: held})


def _add_subject(message: Proposal, record_id: bytes) -> None:
    if record_id not in message.subjects:
        message.subjects.append(record_id)


def _with_action(effect: object, written: AgreementFile) -> v1.ProposalOpen:
    whole = v1.ProposalOpen()
    if isinstance(effect, v1.ProposalOpen):
        whole.CopyFrom(effect)
    whole.type = "agreement"
    del whole.actions[:]
    whole.actions.add(kind=PUBLISH, effect=written.effect.SerializeToString(deterministic=True))
    return whole


@dataclass(frozen=True, slots=True, repr=False)
class VotedText:
    """The bytes that a proposal puts to the vote."""

    data: bytes
    salt: bytes
    """32 bytes."""
    message: Agreement | None
    """None: the bytes are no agreement, and nobody will be able to publish them."""


def voted_text(stores: Stores, proposal: Record) -> VotedText:
    """Read what a proposal of type `agreement` puts to the vote.

    Raises:
        NotFoundError: `BLOB_UNKNOWN`: it is not on this node yet, or the record has none.
        ConflictError: `BODY_HELD` or `BODY_REDACTED`.
        CorruptStoreError, VerificationError: the disk gives other bytes.
    """
    _require_shown(stores, proposal)
    text = _commitment(proposal)
    digest, salt = _place(stores, text)
    with ContentStore(stores.identity.folder).open(digest) as file:
        data = file.read()
    verify_data(text, salt, data)
    message = parse_body(PUBLISH, data)
    return VotedText(data, salt, message if isinstance(message, Agreement) else None)


def _require_shown(stores: Stores, proposal: Record) -> None:
    stands = Seen.of(stores).body_state(proposal)
    if stands is BodyState.HELD:
        raise ConflictError("the text that is voted on is on hold", Reason.BODY_HELD)
    if stands is BodyState.REDACTED:
        raise ConflictError("the text that was voted on was erased", Reason.BODY_REDACTED)


def _commitment(proposal: Record) -> Commitment:
    first = next(iter(proposal.header.attachments), None)
    if first is None or not is_agreement_text(first.media_type, first.size):
        raise NotFoundError(
            f"record {proposal.record_id.hex()} puts no text to the vote", Reason.BLOB_UNKNOWN
        )
    return first


def _place(stores: Stores, text: Commitment) -> tuple[bytes, bytes]:
    """SHA-256 of the content, and the salt of its commitment."""
    own = stores.member.own_file_at(text.root)
    if own is not None:
        return own.sha256, own.salt
    blob = stores.mirror.blob(text.root)
    is_here = blob is not None and blob.state is BlobState.COMPLETE
    if blob is None or not is_here or blob.sha256 is None or blob.manifest is None:
        raise NotFoundError(
            "the text that is voted on is not on this node yet; it comes with the next "
            "synchronisation",
            Reason.BLOB_UNKNOWN,
        )
    return blob.sha256, blob.manifest.salt


def executing_text(stores: Stores, proposal: Record, effect: bytes, object_id: bytes = b"") -> Act:
    """What publishes an agreement that was adopted: the very text, with the salt it was voted with.

    Args:
        stores: Of this node.
        proposal: The `proposal.open` that was adopted.
        effect: Of its action.
        object_id: Of the agreement whose next version it is, where several could be; empty: found.

    Raises:
        ForsaError: as `voted_text`; or it is not clear which agreement it is a version of.
    """
    text = voted_text(stores, proposal)
    published = v1.AgreementPublish.FromString(effect)
    languages = () if text.message is None else languages_of(text.message)
    return Act(
        PUBLISH,
        published,
        parent=proposal.record_id,
        object_id=object_id or _object_of(stores, proposal, published),
        audience=proposal.header.audience,
        title="" if text.message is None else title_of(text.message, LANGUAGES[0]),
        exactly=Exactly(text.data, text.salt, languages),
    )


def _object_of(stores: Stores, proposal: Record, published: v1.AgreementPublish) -> bytes:
    """The agreement that the text is the next version of; empty: a new one."""
    if published.version == 1:
        return b""
    fitting = {
        one.record_id: one.header.object_id
        for one in look(stores, (PUBLISH,)).newest(PUBLISH)
        if isinstance(one.effect, v1.AgreementPublish)
        and (one.effect.type, one.effect.version) == (published.type, published.version - 1)
    }
    body = body_of(stores, proposal.record_id)
    named = set(body.subjects) if isinstance(body, Proposal) else set[bytes]()
    chosen = [fitting[one] for one in fitting if one in named] or list(fitting.values())
    if len(chosen) != 1:
        raise ConflictError(
            f"{len(chosen)} agreements could have version {published.version} of type "
            f"{published.type} next; the proposal names none of them",
            Reason.KIND_PRECONDITION,
        )
    return chosen[0]
