"""Members as this node tells them, and what a member does about its own membership."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from forsa.errors import ConflictError, Reason
from forsa.governance.audience import BodyState
from forsa.governance.settings import setting
from forsa.governance.state import Status
from forsa.governance.views.as_json import as_json
from forsa.governance.views.chronicle import Chronicle, Event
from forsa.governance.views.members import (
    KIND_NAMES,
    KeyCard,
    MemberCard,
    member_card,
    member_cards,
)
from forsa.keys import fingerprint
from forsa.kinds.preview import pick
from forsa.v1.effects_pb2 import MemberAct
from forsa.words.governance import say_code
from forsa.words.reasons import Language

from forsa_node.governance.acting import Act, Signing, act
from forsa_node.governance.looking import look
from forsa_node.governance.marking import marks_of, tell_mark
from forsa_node.governance.member_lines import activation_lines, withdrawal_lines
from forsa_node.governance.member_named import require_member
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen

OPENS: Final[Mapping[Status, tuple[str, ...]]] = {
    Status.PROVISIONAL: ("activate", "expel"),
    Status.ACTIVE: ("suspend", "expel"),
    Status.SUSPENDED: ("reinstate", "expel"),
    Status.WITHDRAWN: ("activate",),
    Status.EXPELLED: ("activate",),
}
"""What members may be asked to decide about a member that stands so."""


def members(
    folder: Path, language: Language, statuses: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The members, by id: those of these statuses, or all that have not left.

    Returns:
        As `show_member`, without keys, nodes, changes.
    """
    wanted = statuses or (Status.PROVISIONAL, Status.ACTIVE, Status.SUSPENDED)
    with reading(folder) as stores:
        seen = Seen.of(stores)
        found = look(stores, KIND_NAMES, seen)
        cards = [one for one in member_cards(found) if one.member.status in wanted]
        return [_brief(found, one, stores.identity.member, language) for one in cards]


def show_member(folder: Path, which: str, language: Language) -> dict[str, Any]:
    """All that the log says about a member.

    Args:
        folder: The node's.
        which: A member id; empty: the own member.
        language: Of names and titles.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`: no member is called so.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        member = which or stores.identity.member
        found = require_member(seen.state, member)
        chronicle = look(stores, KIND_NAMES, seen)
        card = member_card(chronicle, found)
        told = _brief(chronicle, card, stores.identity.member, language)
        return told | {
            "changes": [as_json(one) for one in card.changes],
            "keys": [_key(stores, seen, one, language) for one in card.keys],
            "nodes": [
                {"node": one.node, "active": one.active, "changed": one.changed}
                for one in card.nodes
            ],
            "delegates": [
                as_json(one) | {"current": one.is_current(chronicle.now_ms)}
                for one in card.delegates
            ],
            "recovery": as_json(card.recovery),
            "recovered": _recovered(seen, member),
        }


def _recovered(seen: Seen, member: str) -> dict[str, int] | None:
    """Where the last recovery of a member took effect, and how many members saw that."""
    index = seen.state.rights.recovered.get(member)
    if index is None:
        return None
    counted = seen.witnessed(index)
    return {"index": index, "cosigned": counted.cosigned, "present": counted.present}


def _brief(chronicle: Chronicle, card: MemberCard, own: str, language: Language) -> dict[str, Any]:
    member, rights = card.member, chronicle.state.rights
    by_office = member.status is Status.PROVISIONAL
    by_office = by_office and setting(rights, "admission") == "secretariat"
    reader = rights.members.get(own)
    may_propose = reader is not None and reader.may_vote
    return {
        "id": member.id,
        "is_own": member.id == own,
        "role": member.role.value,
        "status": member.status.value,
        "since": as_json(card.since),
        "may": {one.what: None if one.why_not is None else one.why_not.value for one in card.may},
        "sponsors": list(card.sponsors),
        "proposer": card.proposer,
        "profile": None if card.profile is None else _profile(card.profile, language),
        "decisions": list(OPENS[member.status]) if may_propose else [],
        "office_activates": by_office,
    }


def _profile(event: Event, language: Language) -> dict[str, Any]:
    body: Any = event.body
    told = {
        "index": event.index,
        "record_id": event.record_id.hex(),
        "body_state": event.body_state.value,
        "missing": event.is_missing,
    }
    if body is None or event.body_state is not BodyState.SERVED:
        return told | {"legal_name": "", "short_name": "", "centres": []}
    original = body.common.original_language
    return told | {
        "legal_name": pick(body.legal_name, language, original),
        "short_name": body.short_name,
        "region": body.region,
        "receipt_number": body.receipt_number,
        "contact": body.contact,
        "centres": [
            {"code": one.code, "name": pick(one.name, language, original)} for one in body.centres
        ],
    }


def _key(stores: Stores, seen: Seen, key: KeyCard, language: Language) -> dict[str, Any]:
    since = key.compromised_from
    marks = () if since is None else marks_of(stores, seen, key.key_id, since)
    told: dict[str, Any] = as_json(key)
    return told | {
        "fingerprint": fingerprint(key.key_id),
        "marked": [tell_mark(one, language) for one in marks],
    }


def withdraw_own(folder: Path, reason: str, asking: Asking, signing: Signing) -> int:
    """Let the own member leave the network; return the exit code.

    Raises:
        ForsaError: the network would refuse it: it left already, or no active secretariat remains.
    """
    with reading(folder) as stores:
        state, member = Seen.of(stores).state, stores.identity.member
    open_votes = sum(
        member in one.roll and one.closed is None for one in state.rights.proposals.values()
    )
    effect = MemberAct(member=member, reason=reason)
    told = withdrawal_lines(member, open_votes, asking.language)
    return act(folder, Act("member.withdraw", effect, title=member), asking, list(told), signing)


def activate(folder: Path, member: str, reason: str, asking: Asking, signing: Signing) -> int:
    """Make a provisional member active by the secretariat's own word; return the exit code.

    Raises:
        NotFoundError: there is no such member.
        ConflictError: the statutes ask for a vote, or the member is not provisional.
        ForsaError: the network would refuse it.
    """
    with reading(folder) as stores:
        state = Seen.of(stores).state
    found = require_member(state, member)
    if setting(state.rights, "admission") != "secretariat":
        raise ConflictError(
            f"the members vote on admissions (setting admission = proposal): open a vote on "
            f"{member}",
            Reason.KIND_PRECONDITION,
        )
    if found.status is not Status.PROVISIONAL:
        called = say_code("status", found.status, asking.language)
        raise ConflictError(
            f"{member} is no provisional member ({called}): this takes a vote",
            Reason.KIND_PRECONDITION,
        )
    what = Act("member.activate", MemberAct(member=member, reason=reason), title=member)
    return act(folder, what, asking, list(activation_lines(member, asking.language)), signing)
