"""The fold: from the state before an entry and its bytes to the state after it.

Pure, total and deterministic: the same entries give the same state everywhere, in batches of any
size, and no bytes make it raise. Hub and node run this code; they differ in one thing only: the
hub refuses what a node would have to keep as void.
"""

from dataclasses import dataclass, replace

from forsa.envelope import Record
from forsa.errors import Reason
from forsa.governance.claim import Claim, read_entry
from forsa.governance.digest import state_digest
from forsa.governance.history import Turn, turns_of
from forsa.governance.judgement import Judged, advance, judge_claim, judge_record
from forsa.governance.lookup import Lookup
from forsa.governance.outcomes import Outcome, outcomes_of
from forsa.governance.state import State
from forsa.governance.validate import DIGEST_EVERY
from forsa.governance.verdict import Refused
from forsa.keys import KeyId, PublicKey

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
    outcomes: tuple[Outcome, ...] = ()
    """What became of proposals at it: the state forgets those that leave nothing to do."""
    turns: tuple[Turn, ...] = ()
    """What it turned in the state, for whoever keeps the past."""

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
    judged = judge_claim(state, claim, earlier, signature_ok)
    earlier.add_leaf(claim.leaf)
    alarms = judged.alarms
    if judged.void is None:
        return _logged(judged, claim, earlier, state, alarms)
    alarms = (*alarms, Reason.HUB_ADMITTED_INVALID)
    if judged.void.reason is Reason.VIEW_MISMATCH:
        alarms = (*alarms, Reason.EQUIVOCATION)
    rights = judged.state.rights
    voided = replace(rights, voids=rights.voids.set(state.size, judged.void.rule))
    after = replace(judged.state, rights=voided)
    return _after(state, after, claim, judged.void, alarms, earlier)


def admit_entry(
    state: State, claim: Claim, earlier: Lookup, signature_ok: bool | None = None
) -> Folded | Refused:
    """Fold an entry that is not logged yet, or refuse it and change nothing, `earlier` included."""
    if state.parked:
        return _parked(state)
    judged = judge_claim(state, claim, earlier, signature_ok)
    refused = judged.diverged or judged.void
    if refused is not None:
        return refused
    earlier.add_leaf(claim.leaf)
    return _logged(judged, claim, earlier, state, ())


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
    timed = advance(state, sequenced_ms)
    if isinstance(timed, Refused):
        return timed
    judged = judge_record(timed, record, earlier, signature_ok)
    return judged.diverged or judged.void


def signing_key(state: State, record: Record) -> PublicKey | None:
    """Return the key to check the record's signature with, ahead of the fold; None: not known yet.

    A key id names one key for ever, so a result that was computed with it stays true.
    """
    key = state.rights.keys.get(KeyId(record.header.key_id))
    return None if key is None else key.public


def _logged(
    judged: Judged, claim: Claim, earlier: Lookup, before: State, alarms: tuple[Reason, ...]
) -> Folded:
    if claim.record is not None:
        earlier.add_record(before.size, claim.record)
    return _after(before, judged.state, claim, None, alarms, earlier)


def _after(
    before: State,
    state: State,
    claim: Claim,
    void: Refused | None,
    alarms: tuple[Reason, ...],
    earlier: Lookup,
) -> Folded:
    """Count the entry, and compute the digest where one is due."""
    index, digest = before.size, None
    size = index + 1
    after = State(state.rights, size, state.log_time_ms, state.log_time_set)
    if size % DIGEST_EVERY == 0:
        digest = earlier.digests[size] = state_digest(state.rights)
    if state.rights is before.rights:  # as most entries leave it
        return Folded(after, index, claim, void, alarms, digest)
    record = None if void else claim.record
    outcomes = outcomes_of(before.rights, after.rights, record)
    turns = turns_of(before.rights, after.rights, index, outcomes)
    return Folded(after, index, claim, void, alarms, digest, outcomes=outcomes, turns=turns)


def _parked(state: State) -> Refused:
    return Refused(
        "V6",
        Reason.LEVEL_UNSUPPORTED,
        f"the network is at rule level {state.rights.level}, which this version does not know",
        {"level": str(state.rights.level)},
    )
