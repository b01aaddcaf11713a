"""Delegates in lines for people."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from forsa.v1.effects_pb2 import DelegateAppoint
from forsa.words.dates import say_time
from forsa.words.reasons import Language

from forsa_node.found import one_line
from forsa_node.governance.member_lines import delegate_line
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.governance.delegates import Appointment


def delegate_lines(one: Mapping[str, Any], language: Language) -> Iterator[str]:
    """A delegate in a list: powers and dates, then whom it is."""
    yield delegate_line(one, language)
    person = one_line(one["person"] or one["called"])
    if person:
        function = say(language, f"function_{one['function']}") if one["function"] else "–"
        yield say(language, "delegate_person", person=person, function=function)
    for key in one["keys"]:
        ended = "delegate_key" if key["revoked"] is None else "delegate_key_ended"
        yield say(language, ended, fingerprint=key["fingerprint"], index=key["revoked"])
    if one["minutes_sha256"]:
        yield say(language, "delegate_minutes", digest=one["minutes_sha256"])


def appointment_lines(
    wanted: "Appointment",
    delegate: str,
    effect: DelegateAppoint,
    language: Language,
    zone: tzinfo,
) -> Iterator[str]:
    """What will be signed and what it means."""
    yield say(language, "appointing", person=wanted.name, delegate=delegate)
    for power in effect.powers:
        yield say(language, "appointing_power", power=say(language, f"power_{power}"))
    begins = say_time(effect.from_ms, language, zone) if effect.from_ms else ""
    ends = say_time(effect.to_ms - 1, language, zone)
    key = "appointing_dates" if begins else "appointing_until"
    yield say(language, key, begins=begins, ends=ends)
    yield say(language, "appointing_unnamed" if wanted.unnamed else "appointing_named")
    yield say(language, "appointing_key")


def ending_lines(delegate: str, fingerprints: Sequence[str], language: Language) -> Iterator[str]:
    """What the end of a delegate means."""
    yield say(language, "ending_delegate", delegate=delegate, keys=" / ".join(fingerprints))


def replaced_lines(delegate: str, fingerprints: Sequence[str], language: Language) -> Iterator[str]:
    """That another key acted for the association under this id till now, and ends."""
    yield say(language, "appointing_replaces", delegate=delegate, keys=" / ".join(fingerprints))
