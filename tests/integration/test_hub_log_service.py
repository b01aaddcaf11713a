"""The hub's main service over a real channel: what it answers, and what it refuses."""

import asyncio
from pathlib import Path

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.client.published import Logged, Refused
from forsa.commitment import verify_data
from forsa.entry import parse_entry
from forsa.envelope import parse_record, sign_record
from forsa.errors import (
    CorruptStoreError,
    ForsaError,
    NotFoundError,
    OutOfLogError,
    Reason,
    UnknownCallerError,
)
from forsa.merkle.frontier import EMPTY
from forsa.merkle.hashes import hash_leaf
from forsa.merkle.proof import verify_consistency
from forsa.note import CheckpointKeys, cosign, open_checkpoint
from forsa.receipt import parse_receipt, verify_receipt
from forsa.v1 import log_service_pb2 as v1
from forsa.v1.effects_pb2 import NodeRevoke

from tests.support.hubs import RunningHub, running_hub


def logged(outcome: Logged | Refused) -> Logged:
    """The outcome, which must be success."""
    assert isinstance(outcome, Logged), outcome
    return outcome


def refused(outcome: Logged | Refused) -> Refused:
    """The outcome, which must be a refusal."""
    assert isinstance(outcome, Refused), outcome
    return outcome


async def pull_all(net: RunningHub, **request: object) -> tuple[v1.PullHead, list[v1.PullBatch]]:
    """Everything one Pull sends."""
    parts = [part async for part in net.client.pull(v1.PullRequest(**request))]  # type: ignore[arg-type]
    head, *rest = parts
    assert isinstance(head, v1.PullHead)
    assert isinstance(rest[-1], v1.PullEnd)
    return head, [part for part in rest if isinstance(part, v1.PullBatch)]


def keys_of(net: RunningHub) -> CheckpointKeys:
    """Whose note lines count in this network."""
    document = net.office.roots()[-1].document
    return CheckpointKeys(document.origin, document.log_keys, document.service_keys)


def test_a_published_record_has_a_receipt_and_its_next_place(tmp_path: Path) -> None:
    """A receipt without a durable record behind it would be a lie."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            signed = [net.sign() for _ in range(5)]
            outcomes = [logged(one) for one in await net.publish(*signed)]

            assert [one.index for one in outcomes] == [2, 3, 4, 5, 6]
            assert not any(one.duplicate for one in outcomes)

    asyncio.run(story())


def test_the_same_record_twice_is_success_at_the_first_place(tmp_path: Path) -> None:
    """A lost answer must not make a second entry."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            signed = net.sign()
            first = logged((await net.publish(signed))[0])
            again, beside = await net.publish(signed, signed)

            assert logged(again).duplicate
            assert {first.index, logged(again).index, logged(beside).index} == {2}

    asyncio.run(story())


def test_a_restarted_hub_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """What was acknowledged is there, and no root is signed for a size that another had."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            first = logged((await net.publish(net.sign()))[0])
        async with running_hub(tmp_path) as net:
            second = logged((await net.publish(net.sign()))[0])
            receipt = await net.client.get_receipt(first.record.record_id)
            verified = verify_receipt(parse_receipt(receipt), net.office.roots())

            assert (first.index, second.index) == (2, 3)
            assert verified.record.record_id == first.record.record_id

    asyncio.run(story())


def test_a_bad_record_is_refused_and_the_good_beside_it_logged(tmp_path: Path) -> None:
    """One broken record of a member must not hold up its others."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            good, bad, damaged = net.sign(), net.sign(), net.sign()
            item = bad.item
            item.body = b"another body"
            garbage = v1.PublishItem(envelope=b"\xff" * 50)
            forged = damaged.item
            forged.envelope = forged.envelope.replace(
                damaged.record.signature, bytes(32) + damaged.record.signature[32:]
            )
            answer = await net.client.publish([item, garbage, good.item, forged])
            states = [one.status for one in answer.results]

            assert states == [
                v1.PUBLISH_STATUS_REFUSED,
                v1.PUBLISH_STATUS_REFUSED,
                v1.PUBLISH_STATUS_LOGGED,
                v1.PUBLISH_STATUS_REFUSED,
            ]
            assert answer.results[0].notice

    asyncio.run(story())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"audience": "nobody-here"}, Reason.AUDIENCE_UNKNOWN),
        ({"kind": "root.unknown"}, Reason.KIND_UNKNOWN),
        ({"min_level": 2}, Reason.LEVEL_UNSUPPORTED),
        ({"network_id": bytes(32)}, Reason.WRONG_NETWORK),
        ({"parent": bytes(31) + b"1"}, Reason.PARENT_INVALID),
        ({"key_id": bytes(32)}, Reason.KEY_UNKNOWN),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_record_that_breaks_a_rule_is_refused_with_the_reason(
    tmp_path: Path, change: dict[str, object], reason: Reason
) -> None:
    """A reason code is what a program acts on, a signed notice what a member can show."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            header = net.sign().record.header
            header.ClearField("body")
            for name, value in change.items():
                setattr(header, name, value)
            record = sign_record(header, net.office.signing_key("record"))
            answer = await net.client.publish([v1.PublishItem(envelope=record.envelope)])
            result = answer.results[0]

            assert result.status == v1.PUBLISH_STATUS_REFUSED
            assert reason.value.encode() in result.refusal.SerializeToString()
            assert reason.value in result.notice.decode()

    asyncio.run(story())


def test_pull_sends_everything_with_proofs_that_hold(tmp_path: Path) -> None:
    """A node believes only what it can compute from its own right edge."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            signed = [net.sign(body=bytes([n]) * 900) for n in range(40)]
            await net.publish(*signed)
            head, batches = await pull_all(net, inline_max=4096)
            opened = open_checkpoint(head.note, keys_of(net), require_fresh=True)
            edge, bodies = EMPTY, {}
            for batch in batches:
                edge = edge.extend(hash_leaf(one.entry) for one in batch.entries)[0]
                if edge.size < opened.size:
                    verify_consistency(
                        edge.size, edge.root(), opened.size, opened.root, batch.proof
                    )
                for one in batch.entries:
                    if one.body_state == v1.BODY_STATE_INLINE:
                        record = parse_record(parse_entry(one.entry).envelope)
                        verify_data(record.header.body, one.salt, one.body)
                        bodies[record.record_id] = one.body

            assert (edge.size, edge.root()) == (opened.size, opened.root)
            assert bodies == {one.record.record_id: one.body for one in signed}

    asyncio.run(story())


def test_pull_from_a_cursor_sends_only_what_follows(tmp_path: Path) -> None:
    """A poor link pays for what is new, and a cursor of another branch is told so."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            before = open_checkpoint(await net.client.get_checkpoint(), keys_of(net))
            await net.publish(*[net.sign() for _ in range(3)])
            cursor = {"from_size": before.size, "from_root": before.root}
            head, batches = await pull_all(net, **cursor)
            opened = open_checkpoint(head.note, keys_of(net))
            verify_consistency(before.size, before.root, opened.size, opened.root, head.from_proof)

            assert [len(batch.entries) for batch in batches] == [3]
            with pytest.raises(CorruptStoreError, match="another root"):
                await pull_all(net, from_size=before.size, from_root=bytes(32))
            with pytest.raises(OutOfLogError):
                await pull_all(net, from_size=99, from_root=bytes(32))

    asyncio.run(story())


def test_bodies_that_did_not_fit_come_by_themselves(tmp_path: Path) -> None:
    """A node chooses when its link pays for a large body."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            signed = net.sign(body=b"x" * 50_000)
            (one,) = await net.publish(signed)
            _, batches = await pull_all(net, inline_max=1000)
            states = [entry.body_state for batch in batches for entry in batch.entries]
            found = [body async for body in net.client.get_bodies([logged(one).index])]

            assert states == [v1.BODY_STATE_NONE, v1.BODY_STATE_NONE, v1.BODY_STATE_AVAILABLE]
            assert [body.body for body in found] == [signed.body]

    asyncio.run(story())


def test_watch_is_ordered_unique_and_skips_no_head_for_ever(tmp_path: Path) -> None:
    """A node that watches learns of each new tree, and of freshness while nothing happens."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            sizes: list[int] = []
            grown = asyncio.Event()

            async def watch() -> None:
                async for answer in net.client.watch(2):
                    sizes.append(open_checkpoint(answer.note, keys_of(net)).size)
                    grown.set()

            watching = asyncio.create_task(watch())
            await asyncio.wait_for(grown.wait(), 60)
            for _ in range(3):
                grown.clear()
                await net.publish(net.sign())
                await asyncio.wait_for(grown.wait(), 60)
            watching.cancel()

            assert sizes == [2, 3, 4, 5]

    asyncio.run(story())


def test_a_cosignature_is_stored_and_served(tmp_path: Path) -> None:
    """Members see how many others saw the same tree."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            opened = open_checkpoint(await net.client.get_checkpoint(), keys_of(net))
            seconds = net.clock.now_ms() // 1000
            line = cosign(opened.checkpoint, net.office.witness_key(), net.office.holder, seconds)
            await net.client.cosign(opened.size, opened.root, line.format())
            keys = CheckpointKeys(
                opened.checkpoint.origin,
                keys_of(net).log_keys,
                (),
                {net.office.holder: net.office.witness_key().public},
            )
            stored = open_checkpoint(await net.client.get_checkpoint(opened.size), keys)

            assert dict(stored.cosigned) == {net.office.holder: seconds}
            foreign = cosign(opened.checkpoint, net.office.signing_key("record"), "a/b", 1)
            with pytest.raises(ForsaError):
                await net.client.cosign(opened.size, opened.root, foreign.format())

    asyncio.run(story())


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    """A question about nothing gets an answer, not a crash."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            for question in (
                net.client.get_receipt(bytes(32)),
                net.client.get_receipt(10**9),
                net.client.get_checkpoint(77),
            ):
                with pytest.raises(NotFoundError):
                    await question

    asyncio.run(story())


def test_a_revoked_node_is_let_in_no_more(tmp_path: Path) -> None:
    """A stolen machine loses the network with the next call."""

    async def story() -> None:
        async with running_hub(tmp_path) as net:
            draft = Draft("node.revoke", effect=NodeRevoke(node="office"))
            revoked = sign_draft(draft, net.office, net.clock.now_ms())
            logged((await net.publish(revoked))[0])

            with pytest.raises(UnknownCallerError) as caught:
                await net.client.get_checkpoint()
            assert caught.value.reason is Reason.NODE_REVOKED

    asyncio.run(story())
