"""The rules that the contract states for a field, as values that words can quote."""

from functools import cache
from typing import Any, Final

from buf.validate import validate_pb2
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from forsa import codelists

CODE_LISTS: Final = {
    "code.criterion": ("review_criterion",),
    "code.entry_level": ("entry_level",),
    "code.evidence_level": ("evidence_level",),
    "code.isced_f": ("isced_f_broad", "isced_f_detail"),
    "code.isced_level": ("isced2011",),
    "code.language": ("language",),
    "code.licence": ("licence",),
    "code.milieu": ("milieu",),
    "code.observation_point": ("observation_point",),
    "code.region": ("region",),
    "code.role": ("partner_role",),
    "code.strand": ("strand",),
    "code.target_group": ("target_group",),
    "code.theme": ("practice_theme",),
    "code.trade": ("trade",),
}
"""Rule of `rules.proto` to the code lists that it closes."""


@cache
def limits_of(field: FieldDescriptor) -> dict[str, Any]:
    """Every limit of a field by its short name, e.g. `{"max_items": 6, "text_min": 5}`.

    Limits of the items of a list are among them; no name means two things in one field.
    """
    limits: dict[str, Any] = {}
    _gather(field.GetOptions().Extensions[validate_pb2.field], limits)
    return limits


@cache
def lists_of(field: FieldDescriptor) -> tuple[str, ...]:
    """The code lists that close a field; none if it is not closed by one."""
    for name in limits_of(field):
        if f"code.{name}" in CODE_LISTS:
            return CODE_LISTS[f"code.{name}"]
    return ()


@cache
def choices_of(field: FieldDescriptor) -> tuple[str, ...]:
    """What a field may hold, in the order people are shown it; empty if it is open."""
    listed = tuple(code for name in lists_of(field) for code in codelists.codes(name))
    return listed or tuple(limits_of(field).get("in", ()))


def _gather(rules: Message, limits: dict[str, Any]) -> None:
    for field, value in rules.ListFields():
        if isinstance(value, Message):
            _gather(value, limits)
        elif field.is_repeated and field.message_type is None:
            limits[field.name] = tuple(value)
        elif field.message_type is None:
            limits[field.name] = value
