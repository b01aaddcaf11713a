"""Laws that hold in any network, whatever its members, its office, its hub or a stranger send."""

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from forsa.errors import Reason
from forsa.governance.digest import state_digest
from forsa.governance.fold import Folded, admit_entry, fold_entry, read_entry
from forsa.governance.lookup import gather
from forsa.governance.settings import is_setting
from forsa.governance.snapshot import format_snapshot, parse_snapshot
from forsa.governance.state import Result, Rights, Role, Status
from forsa.merkle.frontier import EMPTY
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.chaos import Chaos
from tests.support.folded_log import FoldedLog, Store

ENTRIES = 100
SEEDS = 10
"""Networks that are always looked at; others are drawn."""


def broken_promises(rights: Rights) -> Iterator[str]:
    """What must hold of every state that a log can lead to."""
    if not any(
        m.role is Role.SECRETARIAT and m.status is Status.ACTIVE for m in rights.members.values()
    ):
        yield "no secretariat is left"
    used = [key.public for key in rights.keys.values()]
    used += [node.witness_key for node in rights.nodes.values()]
    used += [public for recovery in rights.recoveries.values() for public, _ in recovery.keys]
    if len(used) != len(set(used)):
        yield "a key has two uses"
    for delegate in rights.delegates.values():
        if any(rights.keys[one].member != delegate.member for one in delegate.key_ids):
            yield f"a key of another member speaks for {delegate.member}/{delegate.delegate}"
    for record_id, hold in rights.holds.items():
        if hold.ends_ms is not None and record_id in rights.redacted:
            yield "what is erased is on hold, too"
    yield from _broken_votes(rights)
    yield from _broken_agreements(rights)


def _broken_votes(rights: Rights) -> Iterator[str]:
    for proposal in rights.proposals.values():
        if not set(proposal.roll) >= {*proposal.own, *proposal.by_proxy, *proposal.proxies}:
            yield "a ballot from outside the roll counts"
        if (proposal.result is Result.OPEN) != (proposal.closed is None):
            yield f"{proposal.result} and closed at {proposal.closed}"
        if proposal.result is Result.ADOPTED and not proposal.pending:
            yield "nothing is left to execute"
    for author, number in Counter(
        p.author for p in rights.proposals.values() if p.result is Result.OPEN
    ).items():
        if number > 16:
            yield f"{author} has {number} open proposals"


def _broken_agreements(rights: Rights) -> Iterator[str]:
    in_force = Counter(a.object_id for a in rights.agreements.values() if a.in_force)
    if any(number > 1 for number in in_force.values()):
        yield "two versions are in force"
    for agreement in rights.agreements.values():
        if not set(agreement.parties) >= set(agreement.acts):
            yield "who is no party has acted"
        if not agreement.in_force and len(agreement.ratified_by) >= agreement.needed:
            yield "enough have ratified, and it is not in force"


def broken_memories(before: Rights, after: Rights) -> Iterator[str]:
    """What a state never forgets of the one before: old records are judged by it."""
    for key_id, key in before.keys.items():
        now = after.keys.get(key_id)
        if now is None or (now.public, now.member, now.added) != (
            key.public,
            key.member,
            key.added,
        ):
            yield f"the key {key_id.hex()} is another one"
        elif key.revoked is not None and now.revoked != key.revoked:
            yield f"the key {key_id.hex()} is no longer revoked at {key.revoked}"
    if not set(after.redacted.items()) >= set(before.redacted.items()):
        yield "what was erased is not"
    if not set(after.voids.items()) >= set(before.voids.items()):
        yield "what was void is not"
    if not set(after.members) >= set(before.members):
        yield "a member is forgotten"


@cache
def lived(seed: int) -> FoldedLog:
    """A log of this seed; every entry is first offered to a hub, then logged whatever it says."""
    chaos = Chaos(seed)
    log = chaos.log
    for _ in range(ENTRIES):
        entry = chaos.entry()
        rights = log.rights
        admitted = admit_entry(log.state, read_entry(entry), log.earlier.copy())
        folded = log.log(entry)

        assert log.state.size == folded.index + 1
        if isinstance(admitted, Folded):
            assert (folded.void, folded.digest) == (None, admitted.digest)
        elif admitted.reason is not Reason.STATE_MISMATCH:
            assert folded.void == admitted
        assert [*broken_promises(log.rights), *broken_memories(rights, log.rights)] == []
    for name, value in log.rights.settings.items():
        assert is_setting(name, value, log.rights.members)
    return log


@settings(max_examples=15)
@given(st.integers(SEEDS, 2**32))
def test_nothing_that_is_sent_makes_the_fold_raise_or_the_network_lose_its_promises(
    seed: int,
) -> None:
    """A node that stopped could never go on; hub and nodes must find the same reason for each."""
    log = lived(seed)

    assert log.state.size == ENTRIES + 1


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_node_that_pulls_in_batches_and_restarts_between_them_has_the_same_state(
    seed: int,
) -> None:
    """Neither the size of a pull nor a power cut between two may decide who has a vote."""
    log, cuts = lived(seed), random.Random(seed)
    state, store, frontier = log.start, Store(log), EMPTY
    while store.size < len(log.entries):
        entries = log.entries[store.size :][: cuts.randint(1, 40)]
        claims = [read_entry(entry) for entry in entries]
        lookup = gather([c.record for c in claims if c.record is not None], store, frontier)
        for claim in claims:
            folded = fold_entry(state, claim, lookup)
            expected = log.folded[folded.index]
            assert (folded.void, folded.digest) == (expected.void, expected.digest)
            state = folded.state
        frontier, _ = frontier.extend([claim.leaf for claim in claims])
        store.size += len(claims)
        state = parse_snapshot(format_snapshot(state))

    assert state_digest(state.rights) == state_digest(log.rights)


def test_a_network_at_random_lives() -> None:
    """Records that were all refused at the door would prove the laws of an empty room."""
    logs = [lived(seed) for seed in range(SEEDS)]
    kinds = Counter(
        folded.record.header.kind
        for log in logs
        for folded in log.folded
        if folded.record is not None and folded.void is None
    )
    reasons = Counter(folded.void.reason for log in logs for folded in log.folded if folded.void)
    results = Counter(one.result for log in logs for f in log.folded for one in f.outcomes)

    assert len(kinds) >= 15
    assert len(reasons) >= 15
    assert set(results) >= {"adopted", "rejected"}
