"""What a draft of governance does beside its words: read from the effect that would be signed.

A draft waits for its author or for a second person; whoever says yes to it sees what is signed,
not only what is told about it.
"""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

from forsa.governance.views.as_json import effect_fields
from forsa.governance.views.chronicle import GOVERNANCE
from forsa.kinds.findings import printable
from forsa.v1.effects_pb2 import ProposalOpen
from forsa.words.dates import say_time
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.governance.naming import called_in
from forsa_node.governance.proposing import PROPOSAL, action_lines
from forsa_node.reading import reading
from forsa_node.seen import Seen
from forsa_node.words import say

_TIME = "_ms"


def effect_lines(
    folder: Path, kind: str, effect: bytes, language: Language, zone: tzinfo
) -> list[str]:
    """The effect of a draft in words; empty: its kind has none, or is none of governance.

    Raises:
        MalformedError: it is no effect of this kind.
    """
    if not effect or kind not in GOVERNANCE:
        return []
    if kind == PROPOSAL:
        return list(_proposal_lines(folder, ProposalOpen.FromString(effect), language, zone))
    return list(_field_lines(kind, effect, language, zone))


def _proposal_lines(
    folder: Path, effect: ProposalOpen, language: Language, zone: tzinfo
) -> Iterator[str]:
    yield say(language, "prop_head", type=say_code("type", effect.type, language))
    with reading(folder) as stores:
        called = called_in(stores, Seen.of(stores), language)
        actions = [(one.kind, one.effect) for one in effect.actions]
        yield from action_lines(actions, language, zone, called)
    yield say(language, "effect_closes", time=say_time(effect.closes_ms, language, zone))


def _field_lines(kind: str, effect: bytes, language: Language, zone: tzinfo) -> Iterator[str]:
    yield say(language, "effect_head")
    for name, value in effect_fields(kind, effect).items():
        is_time = name.endswith(_TIME) and isinstance(value, int)
        told = say_time(value, language, zone) if is_time else printable(str(value))
        yield f"  {name.removesuffix(_TIME)}: {told}"
