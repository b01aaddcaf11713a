"""A network larger than any that is planned: 500 members, 10,000 ballots."""

from functools import cache

from forsa.encoding import format_canonical
from forsa.entry import LogEntry
from forsa.envelope import RECORD_TYPE, RecordId
from forsa.governance.fold import Folded, fold_entry, read_entry
from forsa.governance.tally import Tally, count
from forsa.v1 import effects_pb2 as v1
from forsa.v1.record_pb2 import Envelope, RecordHeader, Signature
from google.protobuf.message import Message

from tests.support.folded_log import DAY_MS, OFFICE, FoldedLog, key_named, unique

MEMBERS = [f"m{number:03}" for number in range(500)]
PROPOSALS = 20
NO_SIGNATURE = bytes(64)


@cache
def key_id_of(member: str) -> bytes:
    """Of the member's only key."""
    return key_named(member).key_id


def unsigned(
    log: FoldedLog, member: str, kind: str, effect: Message, parent: bytes = b""
) -> Folded:
    """Fold a record whose signature somebody checked ahead: as a pool does, and none is made."""
    header = RecordHeader(
        network_id=log.network_id,
        member=member,
        key_id=key_id_of(member),
        kind=kind,
        min_level=1,
        object_id=unique(f"{log.state.size}", 16),
        parent=parent,
        audience="public",
        effect=effect.SerializeToString(),
    )
    signature = Signature(sig=NO_SIGNATURE, keyid=header.key_id.hex())
    envelope = Envelope(
        payload=format_canonical(header), payloadType=RECORD_TYPE, signatures=[signature]
    )
    entry = LogEntry(log.now_ms, format_canonical(envelope)).format()
    folded = fold_entry(log.state, read_entry(entry), log.earlier, signature_ok=True)
    log.state = folded.state
    return folded


def admit_all(log: FoldedLog) -> None:
    """The office takes in every member, and each may vote."""
    for member in MEMBERS:
        admission = v1.MemberAdmit(member=member, role="member", keys=[log.new_key(member, member)])
        log.publish(OFFICE, "member.admit", admission)
        log.publish(OFFICE, "member.activate", v1.MemberAct(member=member, reason="told"))


def opened(log: FoldedLog, author: str) -> RecordId:
    """Put one motion to the vote."""
    motion = v1.ProposalOpen(type="motion", closes_ms=log.now_ms + 20 * DAY_MS, call=1)
    return log.publish(author, "proposal.open", motion).record_id


def choice_of(member: int, proposal: int) -> str:
    """In proposal n, all but the first 240 + n members vote against: the last ten are adopted."""
    return "for" if member < 240 + proposal else "against"


def test_500_members_cast_10_000_ballots_and_every_vote_is_counted_as_it_was_cast() -> None:
    """Who may vote and what was voted must not blur, however many there are."""
    log = FoldedLog((), settings={"admission": "secretariat", "secretariat_votes": "no"})
    admit_all(log)
    outcomes, tallies = [], []
    for which in range(PROPOSALS):
        proposal = opened(log, MEMBERS[which])
        for number, member in enumerate(MEMBERS):
            ballot = v1.BallotCast(choice=choice_of(number, which))
            assert unsigned(log, member, "ballot.cast", ballot, proposal).void is None
        tallies.append(count(log.rights.proposals[proposal]))
        log.now_ms += 21 * DAY_MS
        closing = unsigned(log, OFFICE, "record.withdraw", v1.RecordAct())
        outcomes += [one.result for one in closing.outcomes]

    assert tallies == [Tally(500, 500, 240 + n, 260 - n) for n in range(PROPOSALS)]
    assert outcomes == ["adopted" if 240 + n > 250 else "rejected" for n in range(PROPOSALS)]
    assert not log.rights.proposals
    assert log.state.size == 1 + 2 * len(MEMBERS) + PROPOSALS * (1 + len(MEMBERS) + 1)
