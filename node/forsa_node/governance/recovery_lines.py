"""Recoveries of keys, in lines for people."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from forsa.client.zones import people_zone
from forsa.words.dates import say_left, say_time
from forsa.words.reasons import Language

from forsa_node.found import one_line
from forsa_node.words import say


def recovery_lines(
    found: Sequence[Mapping[str, Any]], folder: Path, language: Language
) -> Iterator[str]:
    """What waits, until when, and who may stop it."""
    if not found:
        yield say(language, "recoveries_none")
    for one in found:
        yield say(language, "recovery_pending", **_values(one, language))
        yield say(language, "recovery_keys", fingerprint=" / ".join(one["fingerprint"]))
        yield say(language, "witnessed", cosigned=one["cosigned"], present=one["present"])
        yield _stop_line(one, folder, language)


def own_recovery_lines(
    found: Sequence[Mapping[str, Any]], folder: Path, language: Language
) -> Iterator[str]:
    """What `status` says of the own member; nothing, if nothing is pending of it."""
    for one in found:
        if one["is_own"]:
            yield say(language, "recovery_own", **_values(one, language))
            yield _stop_line(one, folder, language)


def veto_lines(one: Mapping[str, Any], language: Language) -> Iterator[str]:
    """What a veto means, before it is signed."""
    yield say(language, "recovery_pending", **_values(one, language))
    yield say(language, "recovery_keys", fingerprint=" / ".join(one["fingerprint"]))
    yield say(language, "vetoing", member=one["member"])


def request_lines(
    told: Mapping[str, Any], folder: Path, request: Path, language: Language
) -> Iterator[str]:
    """What a request for new keys says, and how the members are asked."""
    values = {"member": told["member"], "name": one_line(told["name"])}
    fingerprint = " / ".join(told["fingerprint"])
    yield say(language, "recovery_request", fingerprint=fingerprint, **values)
    yield say(language, "recovery_ask", folder=folder, request=request)


def _stop_line(one: Mapping[str, Any], folder: Path, language: Language) -> str:
    if not one["may_veto"]:
        return say(language, "recovery_no_veto", member=one["member"])
    if one["is_own"]:
        return say(language, "recovery_veto_own", folder=folder)
    return say(language, "recovery_veto_theirs", member=one["member"])


def _values(one: Mapping[str, Any], language: Language) -> dict[str, Any]:
    return {
        "member": one["member"],
        "index": one["index"],
        "time": say_time(one["effective_ms"], language, people_zone()),
        "left": say_left(one["left_ms"], language),
    }
