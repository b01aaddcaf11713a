"""Which fields a form of governance has, in the order that people fill them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from google.protobuf.descriptor import Descriptor

from forsa.v1.governance_pb2 import Assembly, Minutes, Proposal


@dataclass(frozen=True, slots=True)
class Form:
    """A body that is written as a short YAML file."""

    kind: str
    body: Descriptor
    fields: tuple[str, ...]
    values: Mapping[str, str]
    """What a field holds before anybody writes; the others are blank."""


FORMS: Final[Mapping[str, Form]] = {
    "proposal": Form("proposal.open", Proposal.DESCRIPTOR, ("title", "text", "seconders"), {}),
    "assembly": Form(
        "assembly.call", Assembly.DESCRIPTOR, ("place", "online", "agenda"), {"online": "false"}
    ),
    "minutes": Form("assembly.minutes", Minutes.DESCRIPTOR, ("present", "represented", "text"), {}),
}
"""By the word that asks for the template. What an effect carries is an option of the command."""
