"""The settings that members' decisions can change: names, values, defaults."""

from typing import Final

from immutables import Map

from forsa.encoding import is_group_id, is_member_id, parse_decimal
from forsa.errors import MalformedError
from forsa.governance.state import Member, Rights
from forsa.kinds.proposal_types import PROPOSAL_TYPES, DecisionRule, Quorum

HOUR_MS: Final = 3_600_000

GROUP_PREFIX: Final = "group."
RULE_PREFIX: Final = "rule."
APP_PREFIX: Final = "app."
MAX_GROUP_BYTES: Final = 1024
MAX_APP_BYTES: Final = 256

_DEFAULTS: Final = {
    "admission": "proposal",
    "secretariat_votes": "yes",
    "voting_min_hours": "360",
    "proxies_max": "1",
}
NAMES: Final = tuple(_DEFAULTS)
"""The settings that have a name of their own; rules, groups and a program's have a prefix."""
_CHOICES: Final = {
    "admission": ("proposal", "secretariat"),
    "secretariat_votes": ("yes", "no"),
}
_RANGES: Final = {"voting_min_hours": (1, 2160), "proxies_max": (0, 5)}
_APP_NAME: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.")


def setting(rights: Rights, name: str) -> str:
    """Return the value of one of the four named settings, its default if it was never set."""
    return rights.settings.get(name, _DEFAULTS[name])


def voting_min_ms(rights: Rights) -> int:
    """Return the shortest time a proposal stays open, in milliseconds."""
    return int(setting(rights, "voting_min_hours")) * HOUR_MS


def proxies_max(rights: Rights) -> int:
    """Return how many members one voter may speak for in one proposal."""
    return int(setting(rights, "proxies_max"))


def rule_for(rights: Rights, proposal_type: str) -> tuple[DecisionRule, Quorum]:
    """Return rule and quorum of a first call of this type of proposal."""
    value = rights.settings.get(RULE_PREFIX + proposal_type)
    if value is None:
        return PROPOSAL_TYPES[proposal_type].rule, Quorum.MORE_THAN_HALF
    rule, quorum = value.split(" ")
    return DecisionRule(rule), Quorum(quorum)


def group_members(rights: Rights, group: str) -> tuple[str, ...] | None:
    """Return the members of a group, sorted; None: there is no such group."""
    value = rights.settings.get(GROUP_PREFIX + group)
    if value is None:
        return None
    return tuple(value.split(",")) if value else ()


def is_setting(name: str, value: str, members: Map[str, Member]) -> bool:
    """Tell whether a setting of this name may take this value, with these members."""
    if any(ord(c) < 0x20 or 0x7F <= ord(c) <= 0x9F for c in value):
        return False  # a value is a line of the digest
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name in _RANGES:
        return _is_in_range(value, *_RANGES[name])
    if name.startswith(RULE_PREFIX):
        return name.removeprefix(RULE_PREFIX) in PROPOSAL_TYPES and _is_rule(value)
    if name.startswith(GROUP_PREFIX):
        return is_group_id(name.removeprefix(GROUP_PREFIX)) and _is_group(value, members)
    if name.startswith(APP_PREFIX):
        app = name.removeprefix(APP_PREFIX)
        return 1 <= len(app) <= 40 and _APP_NAME.issuperset(app) and _fits(value, MAX_APP_BYTES)
    return False


def _fits(value: str, most: int) -> bool:
    return len(value.encode()) <= most


def _is_in_range(value: str, low: int, high: int) -> bool:
    try:
        return low <= parse_decimal(value) <= high
    except MalformedError:
        return False


def _is_rule(value: str) -> bool:
    rule, _, quorum = value.partition(" ")
    return rule in list(DecisionRule) and quorum in list(Quorum)


def _is_group(value: str, members: Map[str, Member]) -> bool:
    if not value:
        return True
    ids = value.split(",")
    return (
        _fits(value, MAX_GROUP_BYTES)
        and ids == sorted(set(ids))
        and all(is_member_id(member) and member in members for member in ids)
    )
