"""The digest writes only what changed; what it hashes is the same text all the same."""

from hashlib import sha256

import pytest
from forsa.governance import digest
from forsa.governance.digest import state_digest, state_text
from forsa.governance.state import Result, Rights
from forsa.v1.effects_pb2 import BallotCast, ProposalOpen
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.folded_log import DAY_MS, START_MS, FoldedLog

MEMBERS = ("a", "a-b", "a0", "b", "z")
"""Ids of which one begins another: their lines are sorted as bytes."""


def naive_ballots(rights: Rights) -> list[str]:
    """The lines of all counting ballots, as the protocol words them, sorted."""
    return sorted(
        f"ballot {record_id.hex()} {member} {ballot.choice} "
        f"{'own' if member in proposal.own else 'proxy'}"
        for record_id, proposal in rights.proposals.items()
        if proposal.result is Result.OPEN
        for member in proposal.roll
        if (ballot := proposal.counted(member)) is not None
    )


def ballots_in(text: str) -> list[str]:
    """Those lines as the digest has them."""
    return [line for line in text.splitlines() if line.startswith("ballot ")]


def opened(log: FoldedLog, days: int) -> bytes:
    """A vote of so many days."""
    effect = ProposalOpen(type="motion", closes_ms=log.now_ms + days * DAY_MS, call=1)
    return log.publish("a", "proposal.open", effect).record_id


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(MEMBERS), st.sampled_from(["for", "against"])),
        max_size=24,
    )
)
def test_lines_that_were_kept_are_those_that_would_be_written(
    cast: list[tuple[int, str, str]],
) -> None:
    """A line that stayed from another state would be a state that no other node computes."""
    log = FoldedLog(MEMBERS, settings={"voting_min_hours": "1"})
    proposals = [opened(log, days) for days in (1, 2, 3)]
    for number, member, choice in cast:
        log.publish(
            member,
            "ballot.cast",
            BallotCast(choice=choice),
            parent=proposals[number],
            observed=log.seen(),
        )
        text = state_text(log.rights)

        assert ballots_in(text) == naive_ballots(log.rights)
    log.wait(2 * DAY_MS + 1)
    text = state_text(log.rights)

    assert ballots_in(text) == naive_ballots(log.rights)
    assert text.splitlines() == sorted(text.splitlines(), key=str.encode)
    assert state_digest(log.rights) == sha256(text.encode()).digest()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The proposals whose ballots are written."""
    seen: list[bytes] = []
    write = digest._ballots

    def noted(proposal: object) -> str:
        seen.append(proposal.record_id)  # type: ignore[attr-defined]
        return write(proposal)  # type: ignore[arg-type]

    monkeypatch.setattr(digest, "_ballots", noted)
    return seen


def test_a_ballot_writes_the_lines_of_its_proposal_alone(written: list[bytes]) -> None:
    """With ten thousand ballots in twenty votes each ballot would cost ten thousand lines."""
    log = FoldedLog(MEMBERS, settings={"voting_min_hours": "1"})
    proposals = [opened(log, days) for days in (1, 2, 3)]
    state_text(log.rights)
    written.clear()
    log.publish("b", "ballot.cast", BallotCast(choice="for"), parent=proposals[1])
    state_text(log.rights)
    state_text(log.rights)
    log.publish("b", "member.profile")
    state_text(log.rights)

    assert written == [proposals[1]]
    assert log.state.log_time_ms >= START_MS
