"""Members in lines for people."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from forsa.client.zones import people_zone
from forsa.kinds.labels import kind_label
from forsa.words.dates import say_day
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.found import one_line
from forsa_node.people.telling import marked_lines, say_purposes
from forsa_node.words import say


def member_line(one: Mapping[str, Any], language: Language) -> str:
    """A member in a list."""
    profile = one["profile"] or {}
    name = one_line(profile.get("short_name", "") or profile.get("legal_name", ""))
    return say(
        language,
        "member_line",
        member=one["id"],
        name=name,
        status=say_code("status", one["status"], language),
        role=say_code("role", one["role"], language),
        since=_day(one["since"]),
    ).rstrip()


def member_lines(told: Mapping[str, Any], folder: Path, language: Language) -> Iterator[str]:
    """All that is told of a member, the effects of its status first."""
    role = say_code("role", told["role"], language)
    status = say_code("status", told["status"], language)
    yield say(language, "member_stands", member=told["id"], role=role, status=status)
    yield from _profile_lines(told["profile"], language)
    yield from _since_lines(told, language)
    yield from _may_lines(told, language)
    yield from _recovery_lines(told, language)
    yield from _node_lines(told, language)
    yield from _delegate_lines(told, language)
    for key in told["keys"]:
        yield from _key_lines(key, language)
    yield from _next_lines(told, folder, language)


def _profile_lines(profile: Mapping[str, Any] | None, language: Language) -> Iterator[str]:
    if profile is None:
        yield say(language, "member_no_profile")
        return
    name = one_line(profile["legal_name"])
    if not name:
        yield say(language, "member_profile_unseen", index=profile["index"])
        return
    short = one_line(profile["short_name"])
    yield say(language, "member_profile", name=name, short=short, index=profile["index"])
    for centre in profile["centres"]:
        yield say(
            language, "member_centre", code=one_line(centre["code"]), name=one_line(centre["name"])
        )


def _since_lines(told: Mapping[str, Any], language: Language) -> Iterator[str]:
    for one in told["changes"]:
        yield say(
            language,
            "member_change",
            day=_day(one),
            index=one["index"],
            kind=kind_label(one["kind"], language),
            status=say_code("status", one["status"], language),
            by=one["by"],
        )
    if told["proposer"]:
        comma = "، " if language == "ar" else ", "
        sponsors = comma.join(map(one_line, told["sponsors"])) or "–"
        yield say(language, "member_sponsors", proposer=told["proposer"], sponsors=sponsors)


def _may_lines(told: Mapping[str, Any], language: Language) -> Iterator[str]:
    """What it may do now, on one line; then what not, each with why."""
    able = [say(language, f"may_{one}") for one, why in told["may"].items() if why is None]
    comma = "، " if language == "ar" else ", "
    yield say(language, "member_may", what=comma.join(able) or "–")
    status = say_code("status", told["status"], language)
    role = say_code("role", told["role"], language)
    for reason in ("status", "role", "setting"):
        unable = [say(language, f"may_{one}") for one, why in told["may"].items() if why == reason]
        if unable:
            what = comma.join(unable)
            yield say(language, f"member_may_not_{reason}", what=what, status=status, role=role)


def _recovery_lines(told: Mapping[str, Any], language: Language) -> Iterator[str]:
    """A recovery is shown as not yet witnessed until more than half saw its entry."""
    if told["recovery"] is not None:
        yield say(language, "member_recovering")
    recovered = told["recovered"]
    if recovered is None:
        return
    count = say(language, "witnessed", cosigned=recovered["cosigned"], present=recovered["present"])
    if 2 * recovered["cosigned"] <= recovered["present"]:
        count = say(language, "not_yet_witnessed", count=count)
    yield say(language, "member_recovered", index=recovered["index"], witnessed=count)


def _node_lines(told: Mapping[str, Any], language: Language) -> Iterator[str]:
    for one in told["nodes"]:
        key = "member_node" if one["active"] else "member_node_ended"
        yield say(language, key, node=one["node"], index=one["changed"])


def _delegate_lines(told: Mapping[str, Any], language: Language) -> Iterator[str]:
    for one in told["delegates"]:
        yield delegate_line(one, language)


def delegate_line(one: Mapping[str, Any], language: Language) -> str:
    """A delegate with its powers and dates."""
    comma = "، " if language == "ar" else ", "
    powers = comma.join(say(language, f"power_{power}") for power in one["powers"])
    zone = people_zone()
    key = "delegate_line" if one["current"] else "delegate_line_not_now"
    return say(
        language,
        key,
        delegate=one["delegate"],
        powers=powers,
        begins=say_day(one["from_ms"], zone) if one["from_ms"] else "…",
        ends=say_day(one["to_ms"] - 1, zone),
    )


def _key_lines(key: Mapping[str, Any], language: Language) -> Iterator[str]:
    purposes = say_purposes(key, language)
    if key["revoked"] is None:
        yield say(
            language,
            "member_key",
            fingerprint=key["fingerprint"],
            purposes=purposes,
            index=key["added"],
        )
        return
    yield say(
        language,
        "member_key_ended",
        fingerprint=key["fingerprint"],
        purposes=purposes,
        index=key["revoked"],
    )
    if key["compromised_from"] is not None:
        yield from marked_lines(key["compromised_from"], key["marked"], language)


def _next_lines(told: Mapping[str, Any], folder: Path, language: Language) -> Iterator[str]:
    """The commands that ask for another status."""
    if told["office_activates"]:
        yield say(language, "member_office", folder=folder, member=told["id"])
    for one in told["decisions"]:
        if not (one == "activate" and told["office_activates"]):
            yield say(language, f"member_ask_{one}", folder=folder, member=told["id"])


def withdrawal_lines(member: str, open_votes: int, language: Language) -> Iterator[str]:
    """What leaving means, before it is signed."""
    yield say(language, "withdrawing", member=member)
    if open_votes:
        yield say(language, "withdrawing_votes", count=open_votes)


def activation_lines(member: str, language: Language) -> Iterator[str]:
    """What the office's word means, before it is signed."""
    yield say(language, "activating", member=member)


def _day(change: Mapping[str, Any] | None) -> str:
    return "–" if change is None else say_day(change["log_time_ms"], people_zone())
