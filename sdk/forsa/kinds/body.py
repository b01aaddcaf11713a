"""May this body be published? Every rule of a kind, all findings at once.

The author's node asks before signing and the hub at admission, with the same code. Readers never
ask: what is in the log stays, and bodies of newer programs may hold fields we do not know.
"""

from datetime import date
from typing import Any, Final

from google.protobuf.message import DecodeError, Message

from forsa.kinds.bodies import body_messages
from forsa.kinds.body_texts import Texts
from forsa.kinds.content_rules import content_findings
from forsa.kinds.contract import contract_findings, endless_lists, keeps_plain_rules
from forsa.kinds.findings import Finding, errors_of
from forsa.kinds.registry import KINDS
from forsa.v1.effects_pb2 import ProposalOpen
from forsa.v1.governance_pb2 import Proposal
from forsa.v1.outcomes_pb2 import OutcomeTables
from forsa.v1.record_pb2 import Commitment, RecordHeader

MAX_BODY_BYTES: Final = 256 * 1024
"""Longest body of a kind we know; unknown kinds have the protocol's own limit alone."""
PROOF_TYPE: Final = "application/vnd.forsa.outcome-proof+json"
"""Media type of the proof that tables of outcomes are safe."""
PROOF_BYTES: Final = 4 * 2**20
"""Longest proof."""
AGREEMENT_TYPE: Final = "application/vnd.forsa.agreement+protobuf"
"""Media type of the text that a proposal puts to the vote: the body it will be published as."""
MAX_FINDINGS: Final = 500
"""Findings in one answer: more than any text of a person has, less than an answer may weigh."""
_SHORT_BYTES: Final = 4096
"""Up to here no list is long enough to be worth a look of its own."""


def check_body(kind: str, header: RecordHeader, body: bytes, today: date) -> list[Finding]:
    """Say what forbids publishing this body under this header; an empty list lets it pass.

    Args:
        kind: The record's kind. Of an unknown kind every body passes: it is kept and relayed raw.
        header: Its `languages`, `region` and `attachments` must be those of the body. Whether it
            is well-formed otherwise, and commits to these bytes, is not judged here.
        body: The bytes as they came; empty = none.
        today: The day it is judged on.
    """
    known = KINDS.get(kind)
    if known is None:
        return []
    if not body:
        return [Finding("", "body.missing", {"kind": kind})] if known.body_required else []
    if known.body is None:
        return [Finding("", "body.unexpected", {"kind": kind, "size": len(body)})]
    if len(body) > MAX_BODY_BYTES:
        return [Finding("", "body.size", {"size": len(body), "limit": MAX_BODY_BYTES})]
    message_type = body_messages[known.body]
    try:
        message = message_type.FromString(body)
    except DecodeError:
        return [Finding("", "body.malformed", {"message": known.body})]
    endless = list(endless_lists(message)) if len(body) > _SHORT_BYTES else []
    if endless:
        return endless
    texts = Texts(message)
    found = [] if texts.are_clean and keeps_plain_rules(message_type, body) else _form(message)
    found += content_findings(message, today)
    return errors_of(found + _header_findings(header, message, texts))[:MAX_FINDINGS]


def check_message(message: Message, today: date) -> list[Finding]:
    """Say everything the rules find in a body message, warnings included."""
    endless = list(endless_lists(message))
    return endless or _form(message) + content_findings(message, today)


def languages_of(message: Message) -> tuple[str, ...]:
    """The languages that the header of this body announces, sorted bytewise."""
    return Texts(message).languages


def region_of(message: Message) -> str:
    """The region that the header of this body announces; empty if its type has none."""
    return getattr(message, "region", "")


def attachments_of(message: Message) -> tuple[Commitment, ...]:
    """What the header of this body commits to beside it, in the order it is described."""
    described = getattr(message, "attachments", ())
    return tuple(
        Commitment(root=one.root, size=one.size, media_type=one.media_type) for one in described
    )


def _form(message: Message) -> list[Finding]:
    """What the contract and the rules of texts find: everything but what fields say together."""
    return contract_findings(message) + Texts(message).findings()


def _header_findings(header: RecordHeader, message: Message, texts: Texts) -> list[Finding]:
    found = []
    languages = texts.languages
    if tuple(header.languages) != languages:
        values = {"header": _listed(header.languages), "body": _listed(languages)}
        found.append(Finding("", "header.languages", values))
    if header.region != region_of(message):
        region = {"header": header.region, "body": region_of(message)}
        found.append(Finding("", "header.region", region))
    return found + _attachment_findings(header, message)


def _listed(tags: Any) -> str:
    return ", ".join(tags) or "–"


def _attachment_findings(header: RecordHeader, message: Any) -> list[Finding]:
    """Each attachment of the header is described once, by its own root, size and type."""
    if isinstance(message, OutcomeTables):
        return _proof_findings(header)
    described = list(getattr(message, "attachments", ()))
    committed = list(header.attachments)
    if isinstance(message, Proposal) and _is_of_agreement(header):
        if not committed or not is_agreement_text(committed[0].media_type, committed[0].size):
            return [Finding("attachments", "attachments.text", {"limit": MAX_BODY_BYTES})]
        committed = committed[1:]
    if not described and not committed:
        return []
    by_root = {one.root: one for one in committed}
    if len(described) != len(by_root) or {one.root for one in described} != set(by_root):
        values = {"described": len(described), "committed": len(committed)}
        return [Finding("attachments", "attachments.header", values)]
    return [
        Finding(f"attachments[{index}]", "attachments.unlike", {"value": index + 1})
        for index, one in enumerate(described)
        if (one.size, one.media_type) != (by_root[one.root].size, by_root[one.root].media_type)
    ]


def is_agreement_text(media_type: str, size: int) -> bool:
    """Whether an attachment is the text of an agreement that is put to the vote."""
    return media_type == AGREEMENT_TYPE and size <= MAX_BODY_BYTES


def _is_of_agreement(header: RecordHeader) -> bool:
    try:
        return ProposalOpen.FromString(header.effect).type == "agreement"
    except DecodeError:
        return False


def _proof_findings(header: RecordHeader) -> list[Finding]:
    """Tables have their proof beside them, which no text describes, and nothing else.

    Whether it is there, and proves anything, is judged with reasons of its own at admission.
    """
    others = [one for one in header.attachments if one.media_type != PROOF_TYPE]
    if others or len(header.attachments) > 1:
        values = {"described": 0, "committed": len(header.attachments)}
        return [Finding("attachments", "attachments.header", values)]
    return []
