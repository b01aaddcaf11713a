"""One entry before V1 to V14, in order: the state after it, or the first rule that it breaks."""

from dataclasses import dataclass, replace

from google.protobuf.message import DecodeError

from forsa.envelope import Record
from forsa.errors import ForsaError, Reason
from forsa.governance.authority import (
    executed_proposal,
    executes,
    has_authority,
    mark_executed,
)
from forsa.governance.case import Case
from forsa.governance.claim import Claim
from forsa.governance.lookup import Lookup
from forsa.governance.rules.roots import first_rights
from forsa.governance.rules.table import RULES, Rule
from forsa.governance.state import Rights, State
from forsa.governance.timers import fire_timers
from forsa.governance.validate import (
    check_audience,
    check_duplicate,
    check_key,
    check_level,
    check_network,
    check_place,
    check_signature,
    check_status,
    check_view,
)
from forsa.governance.verdict import Refused, not_allowed
from forsa.kinds.effects import parse_effect
from forsa.kinds.registry import Kind, kind_of
from forsa.v1 import effects_pb2 as v1


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say; `state` is the one after the record, or S(i) if it is void."""

    state: State
    void: Refused | None = None
    diverged: Refused | None = None
    """A digest that is not ours: refused at admission, not void once logged."""

    @property
    def alarms(self) -> tuple[Reason, ...]:
        """What a logged entry says beside being valid or void."""
        return () if self.diverged is None else (Reason.STATE_DIVERGED,)


def judge_claim(state: State, claim: Claim, earlier: Lookup, signature_ok: bool | None) -> Judged:
    """V1 to V14 for the entry at index `state.size`. `earlier` is only read."""
    if claim.sequenced_ms is None:
        return Judged(state, claim.refused)
    timed = advance(state, claim.sequenced_ms)
    if isinstance(timed, Refused):
        return Judged(state, timed)
    if claim.record is None:
        return Judged(timed, claim.refused)
    return judge_record(timed, claim.record, earlier, signature_ok)


def advance(state: State, sequenced_ms: int) -> State | Refused:
    """V2, then log time and the timers that it passes."""
    if sequenced_ms < state.log_time_ms:
        return Refused(
            "V2",
            Reason.TIME_REVERSED,
            f"sequenced at {sequenced_ms}, before the log time {state.log_time_ms}",
        )
    rights = fire_timers(state.rights, sequenced_ms, state.size)
    return State(rights, state.size, sequenced_ms, state.log_time_set)


def judge_record(
    state: State, record: Record, earlier: Lookup, signature_ok: bool | None
) -> Judged:
    """V5 to V14 against S(i), and the kind's effect if all pass."""
    header = record.header
    rights = _rights_of_entry_0(state, record) if state.size == 0 else state.rights
    kind = kind_of(header.kind)
    refused = check_network(header, rights) or check_level(header, kind, rights)
    if refused is not None or kind is None:
        return Judged(state, refused)
    refused = check_key(header, kind, rights, state.log_time_ms)
    if refused is not None:
        return Judged(state, refused)
    refused = (
        check_status(rights.members[header.member], kind)
        or check_signature(record, rights, signature_ok)
        or check_audience(header, rights)
        or check_duplicate(record, earlier)
        or check_place(header, kind, earlier)
    )
    if refused is not None:
        return Judged(state, refused)
    unseen = check_view(header, state, earlier)
    if unseen is not None and unseen.reason is not Reason.STATE_MISMATCH:
        return Judged(state, unseen)
    after = _apply(state, rights, record, kind, earlier)
    if isinstance(after, Refused):
        return Judged(state, after, unseen)
    return Judged(after, None, unseen)


def _rights_of_entry_0(state: State, record: Record) -> Rights:
    """Entry 0 is judged against the state that its root document sets up."""
    if record.header.kind != "root.publish":
        return state.rights
    try:
        envelope = v1.RootPublish.FromString(record.header.effect).envelope
    except DecodeError:
        return state.rights
    return first_rights(state.rights, envelope) or state.rights


def _apply(
    state: State, rights: Rights, record: Record, kind: Kind, earlier: Lookup
) -> State | Refused:
    """V14 and the effect on the state."""
    header = record.header
    try:
        effect = parse_effect(kind, header.effect)
    except ForsaError as error:
        return Refused("V14", error.reason, error.message, dict(error.metadata))
    author = rights.members[header.member]
    rule = RULES.get(kind.name)
    if rule is None:
        return state if has_authority(author, kind) else _no_authority(author.id, kind)
    case = Case(
        rights=rights,
        log_time_ms=state.log_time_ms,
        index=state.size,
        record_id=record.record_id,
        header=header,
        kind=kind,
        effect=effect,
        author=author,
        earlier=earlier,
    )
    after = _execute(case, rule) if executes(kind, header.parent) else _act(case, rule)
    if isinstance(after, Refused):
        return after
    return _with_log_time(State(after, state.size, state.log_time_ms, state.log_time_set), kind)


def _no_authority(author: str, kind: Kind) -> Refused:
    return not_allowed(f"{author} has not the role or status for a {kind.name}")


def _act(case: Case, rule: Rule) -> Rights | Refused:
    if not has_authority(case.author, case.kind):
        return _no_authority(case.author.id, case.kind)
    return rule(case, case.effect)


def _execute(case: Case, rule: Rule) -> Rights | Refused:
    found = executed_proposal(case)
    if isinstance(found, Refused):
        return found
    proposal, number = found
    after = rule(replace(case, decision=proposal), case.effect)
    return after if isinstance(after, Refused) else mark_executed(after, proposal, number)


def _with_log_time(state: State, kind: Kind) -> State:
    """A root document may set log time back after a leap; what fired stays fired."""
    if kind.name != "root.publish" or state.rights.root is None:
        return state
    set_ms = state.rights.root.document.log_time_ms
    if not 0 < set_ms <= state.log_time_ms:
        return state
    return State(state.rights, state.size, set_ms, state.size)
