"""A release between its preparer and the outbox: signed by one person, waiting for another.

One sealed file for each observation point of a school year. It holds what becomes public beside
what does not: the true value and the reason of every hidden cell, for the two people's eyes alone.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from typing import Any, Final, Self

from forsa.client.drafts import Signed
from forsa.commitment import commit
from forsa.encoding import parse_hex
from forsa.envelope import parse_record
from forsa.errors import CorruptStoreError, NotFoundError, Reason
from forsa.outcomes.addresses import CellKey
from forsa.v1.record_pb2 import Commitment

from forsa_node.outcomes.sealed_folder import SealedFolder

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True, repr=False)
class HiddenCell:
    """A cell that the tables hide, as the node knows it. It never prints itself."""

    key: CellKey
    value: int
    reason: str
    """small, thin, group or complement."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What anybody can conclude about a hidden cell of a table."""

    table: str
    at: tuple[str, ...]
    least: int
    greatest: int


@dataclass(frozen=True, slots=True)
class Approval:
    """The second person's signature: the record, as it will be published."""

    by: str
    """Who, as people call them; empty: with the node's own key."""
    at_ms: int
    envelope: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Prepared:
    """A release that one person signed. It never prints itself: it holds what is hidden."""

    school_year: str
    point: str
    vintage: str
    object_id: bytes
    """16 bytes: of the release, and of its second vintage."""
    parent: bytes
    """Record id of the provisional vintage; empty: this is the first."""
    audience: str
    languages: tuple[str, ...]
    salt: bytes
    """32 bytes."""
    body: bytes
    proof: bytes
    basis: bytes
    """32 bytes: what register, frame and history were when this was made of them."""
    key_id: bytes
    """Of the preparer."""
    signature: bytes
    """The preparer's, over object id and body."""
    by: str
    at_ms: int
    rounds: int
    """How often the audit sent the protection back."""
    hidden: tuple[HiddenCell, ...]
    bounds: tuple[Bounds, ...]
    warned: tuple[Bounds, ...] = ()
    """Sums that no table shows, and that anybody can conclude all but exactly."""
    approval: Approval | None = None

    @property
    def name(self) -> str:
        """Of its file."""
        return name_of(self.school_year, self.point)

    @property
    def commitment(self) -> Commitment:
        """Of the body: what the preparer signs."""
        return commit(self.salt, self.body)

    @property
    def signed(self) -> Signed | None:
        """The record that the approver signed; None: nobody approved it yet."""
        if self.approval is None:
            return None
        return Signed(parse_record(self.approval.envelope), self.salt, self.body)

    @property
    def proof_sha256(self) -> bytes:
        """Where the proof lies among the files of the node, 32 bytes."""
        return sha256(self.proof).digest()

    def approved(self, approval: Approval) -> Self:
        """The same, with the second signature."""
        return replace(self, approval=approval)

    def __repr__(self) -> str:
        return f"Prepared({self.school_year}, {self.point}, …)"


def name_of(school_year: str, point: str) -> str:
    """The file of a prepared release."""
    return f"prepared-{school_year}-{point}"


def load_prepared(sealed: SealedFolder, school_year: str, point: str) -> Prepared | None:
    """The release that waits at a point; None: none does.

    Raises:
        FolderError, DamagedStoreError: as `SealedFolder.read`.
        CorruptStoreError: a newer program wrote it.
    """
    content = sealed.read(name_of(school_year, point))
    return None if content is None else _parse(json.loads(content))


def require_prepared(sealed: SealedFolder, school_year: str, point: str) -> Prepared:
    """The release that waits at a point.

    Raises:
        NotFoundError: none does.
    """
    found = load_prepared(sealed, school_year, point)
    if found is None:
        raise NotFoundError(
            f"no release of {school_year} at {point} is prepared", Reason.RECORD_UNKNOWN
        )
    return found


def all_prepared(sealed: SealedFolder) -> list[Prepared]:
    """Every release that waits here, by school year and point."""
    names = [one for one in sealed.names() if one.startswith("prepared-")]
    contents = [sealed.read(one) for one in names]
    return [_parse(json.loads(one)) for one in contents if one is not None]


def format_prepared(one: Prepared) -> bytes:
    """What is sealed."""
    approval = one.approval
    values = {
        "format": _FORMAT,
        "school_year": one.school_year,
        "point": one.point,
        "vintage": one.vintage,
        "object_id": one.object_id.hex(),
        "parent": one.parent.hex(),
        "audience": one.audience,
        "languages": one.languages,
        "salt": one.salt.hex(),
        "body": b64encode(one.body).decode(),
        "proof": b64encode(one.proof).decode(),
        "basis": one.basis.hex(),
        "key_id": one.key_id.hex(),
        "signature": one.signature.hex(),
        "by": one.by,
        "at_ms": one.at_ms,
        "rounds": one.rounds,
        "hidden": [[cell.key, cell.value, cell.reason] for cell in one.hidden],
        "bounds": [astuple(cell) for cell in one.bounds],
        "warned": [astuple(cell) for cell in one.warned],
        "approval": approval and [approval.by, approval.at_ms, approval.envelope.hex()],
    }
    return json.dumps(values, ensure_ascii=False).encode()


def _parse(values: Mapping[str, Any]) -> Prepared:
    if values["format"] != _FORMAT:
        raise CorruptStoreError(
            f"the prepared release is of format {values['format']}, this version reads {_FORMAT}",
            Reason.STORED_DATA_CORRUPT,
        )
    approval = values["approval"]
    return Prepared(
        school_year=values["school_year"],
        point=values["point"],
        vintage=values["vintage"],
        object_id=parse_hex(values["object_id"], 16),
        parent=bytes.fromhex(values["parent"]),
        audience=values["audience"],
        languages=tuple(values["languages"]),
        salt=parse_hex(values["salt"], 32),
        body=b64decode(values["body"]),
        proof=b64decode(values["proof"]),
        basis=parse_hex(values["basis"], 32),
        key_id=parse_hex(values["key_id"], 32),
        signature=parse_hex(values["signature"], 64),
        by=values["by"],
        at_ms=values["at_ms"],
        rounds=values["rounds"],
        hidden=tuple(_hidden(*one) for one in values["hidden"]),
        bounds=tuple(_bounds(*one) for one in values["bounds"]),
        warned=tuple(_bounds(*one) for one in values["warned"]),
        approval=approval and Approval(approval[0], approval[1], bytes.fromhex(approval[2])),
    )


def _hidden(key: list[list[str]], value: int, reason: str) -> HiddenCell:
    return HiddenCell(tuple((axis, code) for axis, code in key), value, reason)


def _bounds(table: str, at: list[str], least: int, greatest: int) -> Bounds:
    return Bounds(table, tuple(at), least, greatest)
