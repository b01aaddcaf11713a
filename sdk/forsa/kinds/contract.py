"""The contract's own rules (`buf.validate` in `protos/`), reported as findings."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import protovalidate
from buf.validate import validate_pb2
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.descriptor_pb2 import FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from forsa.kinds.bodies import body_messages
from forsa.kinds.findings import Finding, shown
from forsa.kinds.limits import CODE_LISTS, choices_of, limits_of
from forsa.kinds.suggest import closest
from forsa.v1 import rules_pb2

_ANSWERED: Final = frozenset(
    ["text_min", "text_max", "each_min", "each_max", *(rule.split(".")[1] for rule in CODE_LISTS)]
)
"""The extensions of `rules.proto` that `Texts.are_clean` answers for."""
_TOLD: Final = (str, int, float)
_PATIENCE: Final = 100
_QUIET: Final = frozenset({"string.email"})
"""Rules whose value is not repeated: it may be a person's."""


@cache
def _validator() -> protovalidate.Validator:
    return protovalidate.Validator()


@cache
def _plain_validator() -> protovalidate.Validator:
    """A validator of its own: one remembers the rules of a type by the type's name."""
    return protovalidate.Validator()


def keeps_plain_rules(message_type: type[Message], data: bytes) -> bool:
    """Whether a body keeps the contract but for the rules that `Texts.are_clean` answers for.

    Lengths of texts and code lists are expressions, evaluated one by one for every text of every
    record: two thirds of all the time. What is left is checked on a copy of the types without
    them; whoever fails is checked again in full, so a finding never depends on this.
    """
    plain = _plain_type(message_type.DESCRIPTOR.full_name)
    try:
        return not _plain_validator().collect_violations(plain.FromString(data), fail_fast=True)
    except protovalidate.EvaluationError:
        return False


@cache
def _plain_type(name: str) -> type[Message]:
    return GetMessageClass(_plain_pool().FindMessageTypeByName(name))


@cache
def _plain_pool() -> DescriptorPool:
    """The contract's files, where lengths of texts and code lists stand without expressions."""
    pool = DescriptorPool()
    added: set[str] = set()
    for message_type in body_messages.values():
        _add(pool, message_type.DESCRIPTOR.file, added)
    return pool


def _add(pool: DescriptorPool, file: Any, added: set[str]) -> None:
    if file.name in added:
        return
    added.add(file.name)
    for dependency in file.dependencies:
        _add(pool, dependency, added)
    proto = FileDescriptorProto()
    file.CopyToProto(proto)
    if file.name == rules_pb2.DESCRIPTOR.name:
        for extension in proto.extension:
            if extension.name in _ANSWERED:
                extension.options.ClearExtension(validate_pb2.predefined)
    pool.Add(proto)


def contract_findings(message: Message) -> list[Finding]:
    """Every rule of the contract that a message breaks, in the order of its fields."""
    try:
        broken = _validator().collect_violations(message)
    except protovalidate.EvaluationError:
        # An expression may take so many steps and no more; lists within reason never take them.
        return [Finding("", "body.complexity")]
    return [finding for one in broken for finding in _read(message, one.proto)]


def endless_lists(message: Message, path: str = "") -> Iterator[Finding]:
    """The lists that are more than a hundred items beyond their limit.

    Ask first where a body is long, and stop there: what thousands of items break helps nobody,
    and costs seconds to find.
    """
    for field, value in message.ListFields():
        place = f"{path}.{field.name}".removeprefix(".")
        limit = limits_of(field).get("max_items", 0)
        if field.is_repeated and len(value) > limit + _PATIENCE:
            yield Finding(place, "repeated.max_items", {"max_items": limit, "size": len(value)})
        elif field.message_type is not None:
            for index, item in enumerate(value) if field.is_repeated else ((None, value),):
                yield from endless_lists(item, place if index is None else f"{place}[{index}]")


def _read(message: Message, violation: Any) -> Iterator[Finding]:
    """Turn one violation into findings: one for each language of a text that breaks the rule."""
    rule = violation.rule_id
    field, path, value = _follow(message, violation.field)
    if field is None:
        yield Finding(path, rule)
    elif rule.startswith(("text.", "each.")):
        yield from _text_findings(rule, field, path, value)
    else:
        yield Finding(path, rule, _values(rule, field, value))


def _follow(message: Message, steps: Any) -> tuple[FieldDescriptor | None, str, Any]:
    """Walk to the place of a violation: its field (None = a whole message), path and value."""
    field: Any = None
    path = ""
    value: Any = message
    whole = True
    for step in steps.elements if steps is not None else ():
        field = value.DESCRIPTOR.fields_by_name[step.field_name]
        path = f"{path}.{field.name}" if path else field.name
        value = getattr(value, field.name)
        whole = False
        if step.subscript is not None:
            index = int(step.subscript.value)
            path, value = f"{path}[{index}]", value[index]
            whole = True
    is_message = whole and isinstance(value, Message)
    return (None if is_message else field), path, value


def _text_findings(rule: str, field: FieldDescriptor, path: str, value: Any) -> Iterator[Finding]:
    """Say which item and which language is too short or too long."""
    limits = limits_of(field)
    list_name, bound = rule.split(".")
    limit = limits[f"{list_name}_{bound}"]
    items = [(path, value)]
    if list_name == "each":
        items = [(f"{path}[{index}]", item.text) for index, item in enumerate(value)]
    for place, locals_ in items:
        for local in locals_:
            size = len(local.text)
            if size < limit if bound == "min" else size > limit:
                values = {f"{list_name}_{bound}": limit, "size": size, "language": local.lang}
                yield Finding(place, rule, values)


def _values(rule: str, field: FieldDescriptor, value: Any) -> dict[str, str | int | float]:
    values: dict[str, str | int | float] = {
        name: limit
        for name, limit in limits_of(field).items()
        if isinstance(limit, int | float) and not isinstance(limit, bool)
    }
    if isinstance(value, str | bytes) or field.is_repeated:
        values["size"] = len(value)
    if isinstance(value, _TOLD) and rule not in _QUIET:
        values["value"] = shown(value) if isinstance(value, str) else value
    if isinstance(value, str) and (rule == "string.in" or rule.startswith("code.")):
        values["in"] = ", ".join(choices_of(field))
        near = closest(field, value)
        if near:
            values["closest"] = near
    return values
