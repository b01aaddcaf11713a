"""A hub that lies: each lie is noticed, named in the status, and costs no local record."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import pytest
from forsa.bundle import EvidenceFrame, FrameType, parse_frame
from forsa.client.hub import PullPart
from forsa.entry import LogEntry
from forsa.errors import QuotaError, Reason
from forsa.keys import SigningKey
from forsa.merkle.hashes import NodeHash, hash_leaf, root_hash
from forsa.merkle.proof import make_inclusion
from forsa.note import Checkpoint, Note, parse_note, sign_checkpoint, sign_freshness
from forsa.testing import LocalNetwork
from forsa.v1 import log_service_pb2 as pb
from forsa.v1.record_pb2 import Envelope, Observed
from forsa_node.node import Node
from forsa_node.store.member import OutboxState

from tests.support.forging import Lie, entry_of, forged_log, later, nodes_of, signed_by
from tests.support.nodes import LyingHub, between, network_of, note, queue, reasons, states

Use = Callable[[LocalNetwork, Node, LyingHub], Awaitable[None]]


def lied_to(use: Use) -> None:
    """Run `use` with badr's node behind a liar; amal has published ten notes that badr lacks."""

    async def run() -> None:
        async with network_of("amal", "badr") as network:
            amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
            for number in range(10):
                queue(amal, f"note {number}")
            assert (await amal.sync()).error is None
            await use(network, badr, await between(badr))

    asyncio.run(run())


def frames(node: Node) -> list[EvidenceFrame]:
    """The evidence that a node keeps."""
    parsed = [parse_frame(FrameType.EVIDENCE, data) for data in node.member.evidence()]
    return [one for one in parsed if isinstance(one, EvidenceFrame)]


def change_batch(change: Callable[[pb.PullBatch], None]) -> Lie:
    """A lie about the entries."""

    def lie(part: PullPart) -> Sequence[PullPart]:
        if isinstance(part, pb.PullBatch):
            change(part)
        return [part]

    return lie


def change_head(change: Callable[[pb.PullHead], None]) -> Lie:
    """A lie about the checkpoint."""

    def lie(part: PullPart) -> Sequence[PullPart]:
        if isinstance(part, pb.PullHead):
            change(part)
        return [part]

    return lie


def flip(batch: pb.PullBatch) -> None:
    """One bit of one entry."""
    data = bytearray(batch.entries[3].entry)
    data[-1] ^= 1
    batch.entries[3].entry = bytes(data)


def drop(batch: pb.PullBatch) -> None:
    """One entry less."""
    del batch.entries[3]


def swap(batch: pb.PullBatch) -> None:
    """Two entries in each other's place."""
    first, second = batch.entries[2].entry, batch.entries[3].entry
    batch.entries[2].entry, batch.entries[3].entry = second, first


def move(batch: pb.PullBatch) -> None:
    """Another place in the log."""
    batch.start += 1


@pytest.mark.parametrize("change", [flip, drop, swap, move])
def test_entries_that_are_not_those_of_the_signed_tree_are_not_taken(
    change: Callable[[pb.PullBatch], None],
) -> None:
    """One changed, dropped, swapped or moved entry; nothing of the batch is stored."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        mine = queue(badr, "la mienne")
        size = badr.mirror.trusted.size
        liar.lie = change_batch(change)
        report = await badr.sync()

        assert report.error is not None
        assert report.error.reason is Reason.LOG_DIVERGED
        assert Reason.LOG_DIVERGED in reasons(badr)
        assert badr.mirror.trusted.size == badr.mirror.head.size == size
        assert liar.cosigned == []
        assert [one.record.record_id for one in badr.member.items()] == [mine.record.record_id]

        liar.lie = lambda part: [part]
        report = await badr.sync()

        assert report.error is None
        assert badr.mirror.trusted.size == network.hub.core.sequencer.head.size

    lied_to(use)


@dataclass
class Wrong:
    """A head that must not be accepted."""

    reason: Reason
    evidence: int | None
    """The number of what is kept for others."""
    note: Callable[[LocalNetwork, Node], bytes]


def two_roots(network: LocalNetwork, badr: Node) -> bytes:
    """Another root for the size that badr accepted."""
    return signed_by(network, badr.mirror.trusted.accepted_size, NodeHash(bytes(32)), later(badr))


def shorter(network: LocalNetwork, badr: Node) -> bytes:
    """A tree smaller than the one badr accepted, called the newest later."""
    size = badr.mirror.trusted.accepted_size - 1
    root = badr.mirror.store.read(lambda log: log.root(size))
    return signed_by(network, size, root, later(badr))


def branch(network: LocalNetwork, badr: Node) -> bytes:
    """A larger tree that does not continue the one badr accepted."""
    size = badr.mirror.trusted.accepted_size + 3
    return signed_by(network, size, NodeHash(bytes(32)), later(badr))


def older_freshness(network: LocalNetwork, badr: Node) -> bytes:
    """A larger tree, called the newest before a smaller one was."""
    head = network.hub.core.sequencer.head
    accepted = badr.mirror.trusted.accepted
    assert accepted is not None
    return signed_by(network, head.size, head.root, (accepted.fresh_seconds or 0) - 1)


def frozen(network: LocalNetwork, badr: Node) -> bytes:
    """The same tree with a freshness line from an hour ago."""
    accepted = badr.mirror.trusted.accepted
    assert accepted is not None
    seconds = (accepted.fresh_seconds or 0) - 3600
    return signed_by(network, accepted.size, accepted.root, seconds)


def other_origin(network: LocalNetwork, badr: Node) -> bytes:
    """A checkpoint of another log."""
    del badr
    signers = network.hub.core.sequencer.signers
    checkpoint = Checkpoint("autre.example/log1", 1, NodeHash(bytes(32)))
    return Note(checkpoint.text, (sign_checkpoint(checkpoint, signers.log),)).format().encode()


def foreign_key(network: LocalNetwork, badr: Node) -> bytes:
    """A checkpoint by a key that no trust root names."""
    del badr
    head, key = network.hub.core.sequencer.head, SigningKey.from_seed(b"f" * 31 + b"g")
    checkpoint = Checkpoint(network.hub.core.origin, head.size, head.root)
    lines = (sign_checkpoint(checkpoint, key), sign_freshness(checkpoint, key, 1))
    return Note(checkpoint.text, lines).format().encode()


def broken_signature(network: LocalNetwork, badr: Node) -> bytes:
    """The hub's own key, over another text."""
    del badr
    signers, head = network.hub.core.sequencer.signers, network.hub.core.sequencer.head
    checkpoint = Checkpoint(signers.origin, head.size, head.root)
    other = Checkpoint(signers.origin, head.size + 1, head.root)
    return Note(checkpoint.text, (sign_checkpoint(other, signers.log),)).format().encode()


def not_fresh(network: LocalNetwork, badr: Node) -> bytes:
    """The true head without a freshness line."""
    del badr
    note = parse_note(network.hub.core.sequencer.note.format())
    return Note(note.text, note.lines[:1]).format().encode()


WRONG = [
    Wrong(Reason.EQUIVOCATION, 1, two_roots),
    Wrong(Reason.LOG_ROLLED_BACK, 3, shorter),
    Wrong(Reason.EQUIVOCATION, 2, branch),
    Wrong(Reason.EQUIVOCATION, 3, older_freshness),
    Wrong(Reason.LOG_FROZEN, None, frozen),
    Wrong(Reason.NOTE_MALFORMED, None, other_origin),
    Wrong(Reason.NOTE_SIGNATURE_INVALID, None, foreign_key),
    Wrong(Reason.NOTE_SIGNATURE_INVALID, None, broken_signature),
    Wrong(Reason.NOTE_SIGNATURE_INVALID, None, not_fresh),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong.note.__name__))
def test_a_head_that_contradicts_what_was_accepted_is_refused_and_named(wrong: Wrong) -> None:
    """Two roots, a shorter head, a branch, contradicting freshness, a wrong name or key."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        queue(badr, "la mienne")
        before = badr.member.accepted()

        def change(head: pb.PullHead) -> None:
            head.note = wrong.note(network, badr)

        liar.lie = change_head(change)
        report = await badr.sync()

        assert report.error is not None
        assert report.error.reason is wrong.reason
        assert wrong.reason in reasons(badr)
        assert badr.member.accepted() == before
        assert [frame.what for frame in frames(badr)] == (
            [] if wrong.evidence is None else [wrong.evidence]
        )
        assert len(badr.member.items()) == 1

    lied_to(use)


def test_a_node_with_evidence_cosigns_no_more_but_keeps_reading_and_sending() -> None:
    """Its cosignature would say that all is well; its records are still its own."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        liar.lie = change_head(lambda head: setattr(head, "note", two_roots(network, badr)))
        await badr.sync()
        liar.lie = lambda part: [part]
        queue(badr, "après")
        report = await badr.sync()
        await network.close_node("badr")
        badr = await network.open_node("badr")

        assert report.error is None
        assert report.cosigned_size == 0
        assert liar.cosigned == []
        assert states(badr) == [OutboxState.LOGGED]
        assert [frame.what for frame in frames(badr)] == [1]
        assert Reason.EQUIVOCATION in reasons(badr)

    lied_to(use)


def test_a_proof_for_another_size_is_refused() -> None:
    """A proof that belongs elsewhere proves nothing here."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        del network

        def change(head: pb.PullHead) -> None:
            del head.from_proof[-1:]

        liar.lie = change_head(change)
        report = await badr.sync()

        assert report.error is not None
        assert report.error.reason in (Reason.LOG_DIVERGED, Reason.EQUIVOCATION)

    lied_to(use)


def test_an_entry_that_breaks_a_rule_is_kept_as_void_and_the_log_goes_on() -> None:
    """One bad entry never stops replication; the hub that admitted it is named."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        good, orphan = note(badr, "bonne"), note(badr, "à qui ?", kind="comment.publish")
        entries = [entry_of(network, orphan), b"garbage", entry_of(network, good)]
        size = badr.mirror.trusted.size
        liar.lie = forged_log(network, badr, entries)
        report = await badr.sync()

        assert report.error is None
        assert Reason.HUB_ADMITTED_INVALID in reasons(badr)
        stored = badr.mirror.store.read(lambda log: log.entries(size, size + 3))
        assert [one.void for one in stored] == ["V12", "V1", None]

    lied_to(use)


def test_a_clock_that_the_hub_turned_back_is_named() -> None:
    """Deadlines stand on log time: it must not go back unseen."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        liar.lie = forged_log(network, badr, [entry_of(network, note(badr, "tôt"), -3_600_000)])
        report = await badr.sync()

        assert report.error is None
        assert {Reason.TIME_REVERSED, Reason.HUB_ADMITTED_INVALID} <= reasons(badr)

    lied_to(use)


def test_a_record_that_saw_another_log_is_evidence() -> None:
    """Its author verified a tree that is not ours: two views of the log exist."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        other = Observed(size=2, root=bytes(32))
        entry = entry_of(network, note(badr, "vue", observed=other))
        liar.lie = forged_log(network, badr, [entry])
        report = await badr.sync()

        assert report.error is None
        assert Reason.EQUIVOCATION in reasons(badr)
        assert [(frame.what, frame.entry) for frame in frames(badr)] == [(4, entry)]
        assert liar.cosigned == []

    lied_to(use)


def test_a_freshness_older_than_an_entry_of_its_tree_is_evidence() -> None:
    """A hub that lets log time leap convicts itself."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        entry = entry_of(network, note(badr, "demain"), ahead_ms=20 * 60_000)
        liar.lie = forged_log(network, badr, [entry])
        report = await badr.sync()

        assert report.error is None
        assert [(frame.what, frame.entry) for frame in frames(badr)] == [(6, entry)]
        assert {Reason.EQUIVOCATION, Reason.CLOCK_SUSPECT} <= reasons(badr)
        assert liar.cosigned == []

    lied_to(use)


def nothing_answered(answer: pb.PublishResponse) -> pb.PublishResponse:
    """As if the answer had not arrived."""
    del answer
    raise QuotaError("later", Reason.RATE_LIMITED)


def test_an_own_record_that_the_hub_spoiled_is_set_apart() -> None:
    """Logged with a broken signature it is void: the author must hear of it, not wait for ever."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        mine = note(badr, "la mienne")
        badr.queue(mine, "mine")
        envelope = Envelope.FromString(mine.record.envelope)
        envelope.signatures[0].sig = bytes(64)
        spoiled = LogEntry(network.clock.now_ms(), envelope.SerializeToString()).format()
        liar.lie = forged_log(network, badr, [spoiled])
        liar.lie_about_receipts = nothing_answered
        await badr.sync()

        assert states(badr) == [OutboxState.REFUSED]
        assert badr.member.items()[0].reason is Reason.SIGNATURE_INVALID

    lied_to(use)


def test_a_receipt_for_a_log_that_is_not_shown_is_evidence() -> None:
    """The hub tells the author that all is well, in a log of its own."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        mine = queue(badr, "la mienne")

        def lie(answer: pb.PublishResponse) -> pb.PublishResponse:
            result = answer.results[0]
            entry = LogEntry(result.sequenced_ms, mine.record.envelope).format()
            leaves = [hash_leaf(b"x")] * result.index + [hash_leaf(entry)]
            note = signed_by(network, len(leaves), root_hash(leaves), later(badr))
            path = make_inclusion(result.index, len(leaves), nodes_of(leaves))
            result.path[:] = range(len(path))
            answer.hashes[:] = path
            answer.note = note
            return answer

        liar.lie_about_receipts = lie
        await badr.sync()

        assert [frame.what for frame in frames(badr)] == [5]
        assert Reason.EQUIVOCATION in reasons(badr)
        assert liar.cosigned == []
        assert len(badr.member.items()) == 1

    lied_to(use)


def test_an_answer_to_publish_that_proves_nothing_leaves_the_outbox_as_it_was() -> None:
    """A record leaves the outbox for a verified receipt, never for a word."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        del network
        queue(badr, "la mienne")

        def lie(answer: pb.PublishResponse) -> pb.PublishResponse:
            answer.results[0].index += 1
            return answer

        liar.lie_about_receipts = lie
        liar.lie = lambda part: [part] if isinstance(part, pb.PullHead) else [pb.PullEnd()]
        report = await badr.sync()

        assert report.error is None
        assert badr.held_up is not None
        assert states(badr) == [OutboxState.WAITING]
        assert Reason.SIGNATURE_INVALID in reasons(badr)

    lied_to(use)


def test_a_text_that_is_not_the_signed_one_is_not_kept_and_is_asked_for_again() -> None:
    """What is shown is what was signed, or nothing."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        def change(batch: pb.PullBatch) -> None:
            for entry in batch.entries:
                if entry.body_state == pb.BODY_STATE_INLINE:
                    entry.body = b"autre" + entry.body

        liar.lie = change_batch(change)
        liar.lie_about_bodies = lambda body: pb.Body(index=body.index, state=body.state)
        await badr.sync()

        assert {Reason.COMMITMENT_MISMATCH} <= reasons(badr)
        assert badr.mirror.store.count_missing() == 10

        liar.lie_about_bodies = lambda body: body
        await badr.sync()

        assert badr.mirror.store.count_missing() == 0
        size = network.hub.core.sequencer.head.size
        held = badr.mirror.store.read(lambda log: log.bodies(range(size)))
        assert len(held) == 10

    lied_to(use)


@pytest.mark.parametrize(
    "state", [pb.BODY_STATE_NOT_AUTHORISED, pb.BODY_STATE_REDACTED, pb.BODY_STATE_AVAILABLE]
)
def test_a_text_that_this_member_may_read_and_does_not_get_is_withheld(
    state: "pb.BodyState.ValueType",
) -> None:
    """A hub could answer selectively; that is seen, and asked for again."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        del network

        def change(batch: pb.PullBatch) -> None:
            for entry in batch.entries:
                if entry.body_state == pb.BODY_STATE_INLINE:
                    entry.body, entry.salt, entry.body_state = b"", b"", state

        liar.lie = change_batch(change)
        liar.lie_about_bodies = lambda body: pb.Body(index=body.index, state=state)
        report = await badr.sync()

        assert report.error is None
        assert Reason.RECORD_WITHHELD in reasons(badr)
        assert badr.mirror.store.count_missing() == 10

    lied_to(use)


def test_a_hub_that_promises_more_for_ever_does_not_keep_the_node_busy() -> None:
    """A stream that brings nothing ends the round, whatever it says about more."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        del network
        liar.lie = lambda part: (
            [part] if isinstance(part, pb.PullHead) else [pb.PullEnd(entries=256, more=True)]
        )
        async with asyncio.timeout(60):
            report = await badr.sync()

        assert report.pulled == 0
        assert badr.mirror.trusted.accepted_size > badr.mirror.trusted.size
        assert liar.cosigned == []

    lied_to(use)


def test_parts_of_a_pull_out_of_order_are_refused() -> None:
    """A second head in one pull would cost a disk flush each: a hub could send a million."""

    async def use(network: LocalNetwork, badr: Node, liar: LyingHub) -> None:
        del network
        liar.lie = lambda part: [part, part]
        report = await badr.sync()

        assert report.error is not None
        assert report.error.reason is Reason.ENTRY_MALFORMED

    lied_to(use)
