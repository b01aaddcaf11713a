"""From what an author wrote to a signed record: the header, its commitments, its signature."""

import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from google.protobuf.message import Message

from forsa.client.identity import Identity
from forsa.commitment import SALT_BYTES, commit
from forsa.envelope import MAX_BODY_BYTES, Record, sign_record
from forsa.errors import MalformedError, NotAllowedError, Reason, TooLargeError
from forsa.governance.authority import executes, purpose_for
from forsa.keys import SigningKey
from forsa.kinds.body import attachments_of, check_body, languages_of, region_of
from forsa.kinds.registry import KINDS, Kind, kind_of
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.record_pb2 import Commitment, Observed, RecordHeader

LEVEL: Final = 1
"""The rule level that the records made here need."""
PUBLIC: Final = "public"
NETWORK: Final = "network"


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author wants to publish; nothing is signed yet."""

    kind: str
    body: Message | bytes = b""
    """The kind's body message, or its bytes; empty = no body."""
    effect: Message | None = None
    audience: str = NETWORK
    """`public`, `network` or a group id."""
    languages: tuple[str, ...] = ()
    """BCP 47 tags of the body."""
    region: str = ""
    """ISO 3166-2, or empty."""
    object_id: bytes = b""
    """16 bytes; empty = a new thing."""
    parent: bytes = b""
    """The record this one replaces, answers or executes; empty = none."""
    attachments: tuple[Commitment, ...] = ()
    """What the body describes as its attachments; their data go to the hub before the record."""
    salt: bytes = b""
    """32 bytes for the body; empty = drawn. A text that was voted on keeps the salt it was voted on
    with: its record commits to it as the proposal did."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed record with what its header commits to. Sending it twice is harmless."""

    record: Record
    salt: bytes
    """32 bytes, or empty if there is no body."""
    body: bytes

    @property
    def item(self) -> pb.PublishItem:
        """As it is sent."""
        return pb.PublishItem(envelope=self.record.envelope, salt=self.salt, body=self.body)


def draft_of(message: Message, **fields: Any) -> Draft:
    """The draft of a body message: kind, languages, region and attachments follow from it.

    Args:
        message: The body.
        fields: Other fields of the draft.

    Raises:
        MalformedError: `KIND_UNKNOWN`: no kind has such a body, or more than one has.
    """
    name = message.DESCRIPTOR.name
    kinds = [kind.name for kind in KINDS.values() if kind.body == name]
    if len(kinds) != 1:
        raise MalformedError(
            f"{name} is the body of {', '.join(kinds) or 'no kind'}; say which kind is meant",
            Reason.KIND_UNKNOWN,
        )
    known = {
        "languages": languages_of(message),
        "region": region_of(message),
        "attachments": attachments_of(message),
    }
    return replace(Draft(kinds[0], message), **{**known, **fields})


def sign_draft(
    draft: Draft,
    identity: Identity,
    now_ms: int,
    observed: Observed | None = None,
    key: SigningKey | None = None,
) -> Signed:
    """Sign a draft, by itself with the key of the node's folder that its kind asks for.

    What executes a decision takes the `govern` key, whatever its kind asks for.

    Args:
        draft: What to sign. Whether its body keeps the rules is not checked here.
        identity: Who signs.
        now_ms: The author's clock; 0 = unknown.
        observed: The newest checkpoint the author verified.
        key: Another key of the member: a person's own.

    Raises:
        MalformedError: `KIND_UNKNOWN` or `HEADER_MALFORMED`.
        TooLargeError: `LIMIT_EXCEEDED`: the body has more than 1 MiB.
        FolderError: the key is not there.
    """
    kind = _kind(draft.kind)
    if key is None:
        purpose = purpose_for(kind, executing=executes(kind, draft.parent))
        key = identity.signing_key(purpose)
    body = _body_bytes(draft)
    salt = (draft.salt or os.urandom(SALT_BYTES)) if body else b""
    header = RecordHeader(
        network_id=identity.network_id,
        member=identity.member,
        key_id=key.key_id,
        kind=draft.kind,
        min_level=LEVEL,
        created_ms=now_ms,
        object_id=draft.object_id or draw_object_id(now_ms),
        parent=draft.parent,
        audience=draft.audience,
        effect=draft.effect.SerializeToString(deterministic=True) if draft.effect else b"",
        body=commit(salt, body) if body else None,
        attachments=draft.attachments,
        observed=observed,
        languages=sorted(set(draft.languages)),
        region=draft.region,
    )
    return Signed(sign_record(header, key), salt, body)


def require_publishable(signed: Signed, today: date, mailboxes: Collection[str] = ()) -> Signed:
    """Hold the body to the rules of its kind and to the text scan, as the hub will at admission.

    What tells about a person never leaves this machine without its author's override.

    Args:
        signed: The record.
        today: The day the rules are judged on.
        mailboxes: Of the roster: the scan lets them pass.

    Raises:
        MalformedError: `KIND_BODY_INVALID`, with every finding as a violation.
    """
    from forsa.privacy.body_scan import refusals_of  # its lists are for those who publish

    header = signed.record.header
    findings = check_body(header.kind, header, signed.body, today)
    findings = findings or refusals_of(header.kind, signed.body, mailboxes)
    if findings:
        error = MalformedError(
            f"the body breaks {len(findings)} rules of {header.kind}",
            Reason.KIND_BODY_INVALID,
            kind=header.kind,
            findings=len(findings),
        )
        error.violations = tuple(finding.violation() for finding in findings)
        raise error
    return signed


def names_mailbox(draft: Draft) -> bool:
    """Whether the text scan will ask for the roster."""
    from forsa.privacy.body_scan import names_mailbox  # as above

    return names_mailbox(_body_bytes(draft))


def _kind(name: str) -> Kind:
    kind = kind_of(name)
    if kind is None:
        raise MalformedError(f"there is no kind {name}", Reason.KIND_UNKNOWN)
    return kind


def _body_bytes(draft: Draft) -> bytes:
    body = draft.body
    data = body if isinstance(body, bytes) else body.SerializeToString(deterministic=True)
    if len(data) > MAX_BODY_BYTES:
        raise TooLargeError(
            f"a body of {len(data)} bytes; at most {MAX_BODY_BYTES}", Reason.LIMIT_EXCEEDED
        )
    return data


def draw_object_id(now_ms: int) -> bytes:
    """A new UUID version 7 (RFC 9562 section 5.7), 16 bytes."""
    drawn = int.from_bytes(os.urandom(10), "big")
    value = (now_ms & (2**48 - 1)) << 80 | drawn
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0x3 << 62) | 2 << 62
    return value.to_bytes(16, "big")


def require_author(identity: Identity | None) -> Identity:
    """The identity to sign with.

    Raises:
        NotAllowedError: an outsider has none.
    """
    if identity is None:
        raise NotAllowedError(
            "publishing needs the folder of a node; this connection is an outsider's",
            Reason.KEY_UNKNOWN,
        )
    return identity
