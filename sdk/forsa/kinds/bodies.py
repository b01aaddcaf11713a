"""The body messages, by the names that the kind registry uses for them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from google.protobuf.message import Message

from forsa.kinds.registry import KINDS
from forsa.v1 import (
    curriculum_pb2,
    governance_pb2,
    member_pb2,
    outcomes_pb2,
    practice_pb2,
    sharing_pb2,
)

_TYPES: Final[tuple[type[Message], ...]] = (
    member_pb2.MemberProfile,
    governance_pb2.DelegatePerson,
    governance_pb2.Agreement,
    governance_pb2.Ratification,
    governance_pb2.Assembly,
    governance_pb2.Minutes,
    governance_pb2.Proposal,
    governance_pb2.Obligation,
    governance_pb2.Submission,
    governance_pb2.ReviewNote,
    governance_pb2.Sanction,
    governance_pb2.Appeal,
    governance_pb2.Note,
    practice_pb2.PracticeReport,
    curriculum_pb2.Curriculum,
    outcomes_pb2.OutcomeFrame,
    outcomes_pb2.OutcomeTables,
    sharing_pb2.Adoption,
    sharing_pb2.Review,
    sharing_pb2.Comment,
    sharing_pb2.Translation,
    sharing_pb2.Flag,
)

body_messages: Final[Mapping[str, type[Message]]] = MappingProxyType(
    {kind.DESCRIPTOR.name: kind for kind in _TYPES}
)
"""Name in the registry to message type."""


def body_type(kind: str) -> type[Message] | None:
    """The type of the body of a kind; None if the kind has none, or is unknown."""
    known = KINDS.get(kind)
    if known is None or known.body is None:
        return None
    return body_messages[known.body]
