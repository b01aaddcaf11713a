"""The fold: from the state before an entry and its bytes to the state after it.

Pure, total and deterministic: the same entries give the same state everywhere, in batches of any
size, and no bytes make it raise. Hub and node run this code; they differ in one thing only: the
hub refuses what a node would have to keep as void.
"""

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
from forsa.governance.claim import Claim, read_entry
from forsa.governance.digest import state_digest
from forsa.governance.lookup import Lookup
from forsa.governance.rules.roots import first_rights
from forsa.governance.rules.table import RULES, Rule
from forsa.governance.state import Rights, State
from forsa.governance.timers import fire_timers
from forsa.governance.validate import (
    DIGEST_EVERY,
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
from forsa.keys import KeyId, PublicKey
from forsa.kinds.effects import parse_effect
from forsa.kinds.registry import Kind, kind_of
from forsa.v1 import effects_pb2 as v1

__all__ = ["Claim", "Folded", "admit_entry", "fold_entry", "judge", "read_entry", "signing_key"]


@dataclass(frozen=True, slots=True)
class Folded:
    """What an entry did."""

    state: State
    """The state after it."""
    index: int
    claim: Claim
    void: Refused | None = None
    """The rule that it broke: it is in the log and has no effect."""
    alarms: tuple[Reason, ...] = ()
    """What its presence in the log says about hub or members."""
    digest: bytes | None = None
    """The state digest after it, where the size is a multiple of 16."""
    parked: bool = False
    """It was not folded: the log is at a rule level above ours."""

    @property
    def record(self) -> Record | None:
        """The record, if the entry parses, be it valid or void."""
        return self.claim.record


def fold_entry(
    state: State, claim: Claim, earlier: Lookup, signature_ok: bool | None = None
) -> Folded:
    """Fold the next logged entry, the one at index `state.size`.

    An entry that breaks a rule is void: no effect, no right to be built upon, and the fold goes on.
    `earlier` takes the entry's leaf hash, and its record if it is valid. A parked state
    stays as it is, so that a later version can fold on from `state.size`.
    """
    if state.parked:
        return Folded(state, state.size, claim, parked=True)
    judged = _judge(state, claim, earlier, signature_ok)
    earlier.add_leaf(claim.leaf)
    alarms = judged.alarms
    if judged.void is None:
        return _logged(judged, claim, earlier, state.size, alarms)
    alarms = (*alarms, Reason.HUB_ADMITTED_INVALID)
    if judged.void.reason is Reason.VIEW_MISMATCH:
        alarms = (*alarms, Reason.EQUIVOCATION)
    rights = judged.state.rights
    voided = replace(rights, voids=rights.voids.set(state.size, judged.void.rule))
    after = replace(judged.state, rights=voided)
    return _after(after, state.size, claim, judged.void, alarms, earlier)


def admit_entry(
    state: State, claim: Claim, earlier: Lookup, signature_ok: bool | None = None
) -> Folded | Refused:
    """Fold an entry that is not logged yet, or refuse it and change nothing, `earlier` included."""
    if state.parked:
        return _parked(state)
    judged = _judge(state, claim, earlier, signature_ok)
    refused = judged.diverged or judged.void
    if refused is not None:
        return refused
    earlier.add_leaf(claim.leaf)
    return _logged(judged, claim, earlier, state.size, ())


def judge(
    state: State,
    sequenced_ms: int,
    record: Record,
    earlier: Lookup,
    signature_ok: bool | None = None,
) -> Refused | None:
    """Tell what would refuse `record` as the next entry, if it were sequenced at this time."""
    if state.parked:
        return _parked(state)
    timed = _advance(state, sequenced_ms)
    if isinstance(timed, Refused):
        return timed
    judged = _judge_record(timed, record, earlier, signature_ok)
    return judged.diverged or judged.void


def signing_key(state: State, record: Record) -> PublicKey | None:
    """Return the key to check the record's signature with, ahead of the fold; None: not known yet.

    A key id names one key for ever, so a result that was computed with it stays true.
    """
    key = state.rights.keys.get(KeyId(record.header.key_id))
    return None if key is None else key.public


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rules say; `state` is the one after the record, or S(i) if it is void."""

    state: State
    void: Refused | None = None
    diverged: Refused | None = None
    """A digest that is not ours: refused at admission, not void once logged."""

    @property
    def alarms(self) -> tuple[Reason, ...]:
        return () if self.diverged is None else (Reason.STATE_DIVERGED,)


def _logged(
    judged: _Judged, claim: Claim, earlier: Lookup, index: int, alarms: tuple[Reason, ...]
) -> Folded:
    if claim.record is not None:
        earlier.add_record(index, claim.record)
    return _after(judged.state, index, claim, None, alarms, earlier)


def _after(
    state: State,
    index: int,
    claim: Claim,
    void: Refused | None,
    alarms: tuple[Reason, ...],
    earlier: Lookup,
) -> Folded:
    """Count the entry, and compute the digest where one is due."""
    size, digest = index + 1, None
    after = State(state.rights, size, state.log_time_ms, state.log_time_set)
    if size % DIGEST_EVERY == 0:
        digest = earlier.digests[size] = state_digest(state.rights)
    return Folded(after, index, claim, void, alarms, digest)


def _parked(state: State) -> Refused:
    return Refused(
        "V6",
        Reason.LEVEL_UNSUPPORTED,
        f"the network is at rule level {state.rights.level}, which this version does not know",
        {"level": str(state.rights.level)},
    )


def _judge(state: State, claim: Claim, earlier: Lookup, signature_ok: bool | None) -> _Judged:
    if claim.sequenced_ms is None:
        return _Judged(state, claim.refused)
    timed = _advance(state, claim.sequenced_ms)
    if isinstance(timed, Refused):
        return _Judged(state, timed)
    if claim.record is None:
        return _Judged(timed, claim.refused)
    return _judge_record(timed, claim.record, earlier, signature_ok)


def _advance(state: State, sequenced_ms: int) -> State | Refused:
    """V2, then log time and the timers that it passes."""
    if sequenced_ms < state.log_time_ms:
        return Refused(
            "V2",
            Reason.TIME_REVERSED,
            f"sequenced at {sequenced_ms}, before the log time {state.log_time_ms}",
        )
    rights = fire_timers(state.rights, sequenced_ms, state.size)
    return State(rights, state.size, sequenced_ms, state.log_time_set)


def _judge_record(
    state: State, record: Record, earlier: Lookup, signature_ok: bool | None
) -> _Judged:
    """V5 to V14 against S(i), and the kind's effect if all pass."""
    header = record.header
    rights = _rights_of_entry_0(state, record) if state.size == 0 else state.rights
    kind = kind_of(header.kind)
    refused = check_network(header, rights) or check_level(header, kind, rights)
    if refused is not None or kind is None:
        return _Judged(state, refused)
    refused = check_key(header, kind, rights, state.log_time_ms)
    if refused is not None:
        return _Judged(state, refused)
    refused = (
        check_status(rights.members[header.member], kind)
        or check_signature(record, rights, signature_ok)
        or check_audience(header, rights)
        or check_duplicate(record, earlier)
        or check_place(header, kind, earlier)
    )
    if refused is not None:
        return _Judged(state, refused)
    unseen = check_view(header, state, earlier)
    if unseen is not None and unseen.reason is not Reason.STATE_MISMATCH:
        return _Judged(state, unseen)
    after = _apply(state, rights, record, kind, earlier)
    if isinstance(after, Refused):
        return _Judged(state, after, unseen)
    return _Judged(after, None, unseen)


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
