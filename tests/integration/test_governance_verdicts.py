"""Bad governance records: what the hub refuses every node finds void, for the same reason."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.identity import Identity
from forsa.entry import LogEntry
from forsa.errors import ForsaError, Reason
from forsa.governance.fold import Folded, fold_entry
from forsa.keys import SigningKey
from forsa.signed import possession_message
from forsa.testing import LocalNetwork
from forsa.v1 import effects_pb2 as v1
from forsa.v1.governance_pb2 import Proposal
from forsa.v1.record_pb2 import Observed
from forsa.v1.trust_pb2 import MemberKey
from forsa_node.node import Node
from google.protobuf.message import Message

from tests.support.folded_log import key_named
from tests.support.forging import forged_log
from tests.support.library_log import common, local
from tests.support.nodes import STATUTES, between, network_of, reasons

HOUR_MS = 3_600_000


@dataclass
class Vote:
    """A network in which amal's motion is put to the vote, and who tries what."""

    network: LocalNetwork
    people: dict[str, Identity]
    """Members whose nodes need not run."""
    motion: bytes = b""
    """Record id."""
    admission: bytes = b""
    closes_ms: int = 0
    bad: list[tuple[Signed, Reason]] = field(default_factory=list)

    def who(self, member: str) -> Identity:
        """The keys of a member."""
        return self.people[member]

    def signed(
        self, member: Identity | str, kind: str, effect: Message | None = None, **more: object
    ) -> Signed:
        """A record of a member, signed now."""
        identity = self.who(member) if isinstance(member, str) else member
        key, observed = more.pop("key", None), more.pop("observed", None)
        draft = Draft(kind, effect=effect, **more)  # type: ignore[arg-type]
        now = self.network.clock.now_ms()
        return sign_draft(draft, identity, now, observed, key)  # type: ignore[arg-type]

    async def log(self, signed: Signed) -> bytes:
        """Have it logged; return its record id."""
        await self.network.log(signed)
        return signed.record.record_id

    async def open(self, kind: str, *actions: v1.Action) -> bytes:
        """Open a proposal of amal for an hour and a bit."""
        text = Proposal(
            common=common(),
            title=local("Une motion"),
            text=local("Nous proposons au réseau de la voter."),
        )
        closes_ms = self.network.clock.now_ms() + HOUR_MS + 60_000
        effect = v1.ProposalOpen(type=kind, actions=actions, closes_ms=closes_ms, call=1)
        more = {"body": text, "languages": ("fr",)}
        self.closes_ms = closes_ms
        return await self.log(self.signed("amal", "proposal.open", effect, **more))

    def ballot(self, member: str, choice: str, proposal: bytes = b"", **more: object) -> Signed:
        """A ballot on the motion."""
        effect = v1.BallotCast(choice=choice)
        return self.signed(member, "ballot.cast", effect, parent=proposal or self.motion, **more)

    def refuse(self, reason: Reason, signed: Signed) -> None:
        """It must be refused for this reason."""
        self.bad.append((signed, reason))

    def seen(self) -> Observed:
        """What an author who holds the whole log says it saw."""
        head = self.network.hub.core.sequencer.head
        return Observed(size=head.size, root=head.root)


async def prepare(vote: Vote) -> None:
    """cyn is suspended by vote; emir is activated once the motion is open."""
    network = vote.network
    act = v1.MemberAct(member="cyn", reason="told")
    action = v1.Action(kind="member.suspend", effect=act.SerializeToString())
    suspension = await vote.open("suspension", action)
    for member in ("amal", "badr", "dalia"):
        await vote.log(vote.ballot(member, "for", suspension))
    network.clock.advance(2 * 3600)
    await vote.log(vote.signed("amal", "member.suspend", act, parent=suspension))
    emir = v1.MemberAct(member="emir", reason="told")
    action = v1.Action(kind="member.activate", effect=emir.SerializeToString())
    vote.admission = await vote.open("admission", action)
    vote.motion = await vote.open("motion")
    await network.activate("emir")


async def try_everything(vote: Vote) -> list[Signed]:
    """Bad records of every sort; returns those that come once the vote is closed."""
    late = [vote.ballot("dalia", "against")]  # signed in time, offline
    older = vote.ballot("badr", "against")
    first = vote.ballot("badr", "for", observed=vote.seen())
    await vote.log(first)
    lost = key_named("a lost telephone")
    await vote.log(vote.signed("amal", "key.add", v1.KeyAdd(key=new_key(vote, "amal", lost))))
    stale = vote.ballot("amal", "for", key=lost)
    revoked = v1.KeyRevoke(key_id=lost.key_id, reason="lost")
    await vote.log(vote.signed("amal", "key.revoke", revoked))
    vote.refuse(Reason.KEY_REVOKED, stale)
    vote.refuse(Reason.KIND_PRECONDITION, older)
    vote.refuse(Reason.NOT_ON_ROLL, vote.ballot("emir", "for"))
    vote.refuse(Reason.MEMBER_NOT_ACTIVE, vote.ballot("cyn", "for"))
    vote.refuse(Reason.KIND_EFFECT_INVALID, vote.ballot("amal", "perhaps"))
    vote.refuse(Reason.PARENT_INVALID, vote.ballot("amal", "for", first.record.record_id))
    spy = key_named("a key slipped in")
    slipped = v1.KeyAdd(key=new_key(vote, "badr", spy))
    vote.refuse(Reason.KIND_PRECONDITION, vote.signed("office", "key.add", slipped))
    posing = replace(vote.who("office"), member="badr")
    vote.refuse(Reason.KEY_UNKNOWN, vote.signed(posing, "key.add", slipped))
    act = v1.MemberAct(member="emir", reason="told")
    early = vote.signed("office", "member.activate", act, parent=vote.admission)
    vote.refuse(Reason.KIND_NOT_ALLOWED, early)
    withdrawn = v1.RecordAct(target=vote.motion, reason="told")
    vote.refuse(Reason.KIND_NOT_ALLOWED, vote.signed("office", "record.withdraw", withdrawn))
    vote.refuse(Reason.PARENT_INVALID, vote.signed("office", "member.suspend", act))
    return late


def new_key(vote: Vote, member: str, key: SigningKey) -> MemberKey:
    """A key with the proof that `member` holds it."""
    message = possession_message(vote.network.network_id, member, key.public)
    purposes = ["admin", "govern", "record"]
    return MemberKey(public_key=key.public, purposes=purposes, proof=key.sign(message))


async def hub_says(vote: Vote, signed: Signed) -> Reason:
    """The reason for which the real hub refuses it."""
    size = vote.network.hub.core.sequencer.head.size
    try:
        await vote.network.log(signed)
    except ForsaError as error:
        assert vote.network.hub.core.sequencer.head.size == size
        return error.reason
    raise AssertionError("the hub took it")


async def lie(vote: Vote, node: Node, all_bad: Sequence[Signed], times: Sequence[int]) -> None:
    """Have a hub log these records at these times, and the node pull them."""
    liar = await between(node)
    entries = [
        LogEntry(ms, signed.record.envelope).format()
        for signed, ms in zip(all_bad, times, strict=True)
    ]
    liar.lie = forged_log(vote.network, node, entries)
    report = await node.sync()
    assert report.error is None


async def members_of(network: LocalNetwork, *members: str) -> dict[str, Identity]:
    """Have members admitted who sign for themselves, and whose nodes do not run."""
    people = {"office": network.office}
    for member in members:
        people[member] = network.make_identity(member, "n1", member)
        await network.invite(people[member])
    return people


def test_hub_and_nodes_agree_on_every_bad_record_and_on_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A member that is told no by its hub, and yes by its node, trusts neither."""
    by_node: list[Folded] = []

    def noted(*given: Any) -> Folded:
        by_node.append(fold_entry(*given))
        return by_node[-1]

    async def run() -> None:
        async with network_of("badr", statutes=STATUTES) as network:
            badr = network.nodes["badr/n1"]
            people = await members_of(network, "amal", "cyn", "dalia", "emir")
            await network.activate("amal", "badr", "cyn", "dalia")
            vote = Vote(network, people | {"badr": badr.identity})
            await prepare(vote)
            late = await try_everything(vote)
            in_time = vote.ballot("dalia", "abstain")
            by_hub = [await hub_says(vote, signed) for signed, _ in vote.bad]
            size = network.hub.core.sequencer.head.size
            network.clock.advance((vote.closes_ms - network.clock.now_ms()) / 1000)
            await vote.log(in_time)  # in the last millisecond
            await vote.log(in_time)  # again: a success, and no second entry
            assert network.hub.core.sequencer.head.size == size + 1
            network.clock.advance(0.001)
            late.append(vote.ballot("amal", "for"))
            by_hub += [await hub_says(vote, signed) for signed in late]
            assert (await badr.sync()).error is None
            left = v1.MemberAct(member="dalia", reason="left")
            await vote.log(vote.signed("dalia", "member.withdraw", left))  # a batch to lie about
            bad = [*(signed for signed, _ in vote.bad), *late, in_time]
            times = [vote.closes_ms] * len(vote.bad) + [vote.closes_ms + 1] * (len(late) + 1)
            with monkeypatch.context() as patch:
                patch.setattr("forsa_node.mirror.fold_entry", noted)
                await lie(vote, badr, bad, times)

            expected = [reason for _, reason in vote.bad] + [Reason.BALLOT_CLOSED] * len(late)
            assert by_hub == expected
            assert [one.void and one.void.reason for one in by_node] == [
                *expected,
                Reason.DUPLICATE,
            ]
            assert Reason.HUB_ADMITTED_INVALID in reasons(badr)

    asyncio.run(run())
