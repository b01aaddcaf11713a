"""A redacted text is erased everywhere, and every node says so."""

import asyncio
from pathlib import Path

from forsa.client.drafts import Draft, sign_draft
from forsa.testing import LocalNetwork
from forsa.v1.effects_pb2 import FlagRaise, RecordAct, RedactDone
from forsa_node.node import Node

from tests.support.looping import in_a_loop
from tests.support.nodes import network_of, queue

WORDS = "Tamazirt Oubelkacem n'apprend plus la couture"
"""Nobody's name, and in no word list."""
PIECE = b"Oubelkacem"
DONE = "record.redact_done"


def redact(node: Node, target: bytes) -> None:
    """Redact an own record."""
    act = RecordAct(target=target, reason="consent_withdrawn")
    draft = Draft("record.redact", effect=act, audience="public")
    node.queue(sign_draft(draft, node.identity, node.clock.now_ms()), "")


async def follow(network: LocalNetwork) -> None:
    """Sync all, let them follow up, and send what they have to say of it."""
    await network.sync()
    for node in network.nodes.values():
        await node.follow_up()
    await network.sync()


def said(network: LocalNetwork) -> list[tuple[str, str]]:
    """Which nodes said that they erased something, as the hub has it logged."""
    node = next(iter(network.nodes.values()))

    def read(log):  # type: ignore[no-untyped-def]
        return [one.record().header for one in log.entries_at(log.records_of((DONE,)))]

    headers = node.mirror.store.read(read)
    return sorted((one.member, RedactDone.FromString(one.effect).node) for one in headers)


def holding(folder: Path, *pieces: bytes) -> list[Path]:
    """Every file below a folder that holds one of these pieces; none named: that of the words."""
    files = (one for one in folder.rglob("*") if one.is_file() and not one.is_symlink())
    wanted = pieces or (PIECE,)
    return sorted(one for one in files if any(piece in one.read_bytes() for piece in wanted))


async def until_clean(folder: Path) -> list[Path]:
    """The hub's loops work beside: give them a second of the loop's turns."""
    for _ in range(200):
        if not (found := holding(folder)):
            break
        await asyncio.sleep(0.01)
    return found


@in_a_loop
async def test_no_file_of_hub_or_node_holds_a_redacted_text_and_every_node_says_so() -> None:
    """What is erased and still lies in a page or a log of the database is not erased."""
    async with network_of("amal", "badr") as network:
        amal = network.nodes["amal/n1"]
        signed = queue(amal, WORDS)
        await follow(network)
        before = {path.name for path in holding(network.folder)}
        redact(amal, signed.record.record_id)
        await follow(network)

        assert before & {"hub.db", "hub.db-wal"}
        assert before & {"mirror.db", "mirror.db-wal"}
        assert await until_clean(network.folder) == []
        assert said(network) == [("amal", "n1"), ("badr", "n1")]


@in_a_loop
async def test_what_answers_a_redacted_text_is_no_longer_called_by_its_title() -> None:
    """A ballot is kept under the name of its vote: the node of every voter would keep the words."""
    async with network_of("amal", "badr") as network:
        badr = network.nodes["badr/n1"]
        target = queue(network.nodes["amal/n1"], WORDS).record.record_id
        await network.sync()
        answer = Draft("flag.raise", effect=FlagRaise(reason="unsafe"), parent=target)
        badr.queue(sign_draft(answer, badr.identity, badr.clock.now_ms()), WORDS)
        await network.sync()
        redact(network.nodes["amal/n1"], target)
        await follow(network)

        assert await until_clean(network.folder) == []
        assert [one.kind for one in badr.mirror.member.items()] == ["flag.raise", DONE]


@in_a_loop
async def test_a_node_says_it_once_also_after_it_was_started_again() -> None:
    """Two hundred nodes that say it at every start would fill the log for ever."""
    async with network_of("amal", "badr") as network:
        signed = queue(network.nodes["amal/n1"], WORDS)
        await network.sync()
        redact(network.nodes["amal/n1"], signed.record.record_id)
        await follow(network)
        await network.close_node("badr")
        await network.open_node("badr")
        await follow(network)
        await follow(network)

        assert said(network) == [("amal", "n1"), ("badr", "n1")]


@in_a_loop
async def test_nothing_is_said_before_all_of_it_is_gone() -> None:
    """A node that says so early lets everybody believe it."""
    async with network_of("amal", "badr") as network:
        amal, badr = network.nodes["amal/n1"], network.nodes["badr/n1"]
        signed = queue(amal, WORDS)
        await network.sync()
        redact(amal, signed.record.record_id)
        await network.sync()
        size = badr.mirror.head.size

        assert badr._erasures.say(frozenset(), size) == 0
        assert badr._erasures.say({signed.record.record_id}, size - 1) == 0
        assert await badr.follow_up()
        assert not await badr.follow_up()


@in_a_loop
async def test_a_node_that_was_never_given_the_text_says_nothing_of_it() -> None:
    """A record for one group concerns its members, not two hundred nodes."""
    async with network_of("amal", statutes={"group.pilotage": "office"}) as network:
        secret = Draft("field_note.publish", body=WORDS.encode(), audience="pilotage")
        signed = sign_draft(secret, network.office, network.clock.now_ms())
        await network.log(signed)
        act = RecordAct(target=signed.record.record_id, reason="consent_withdrawn")
        draft = Draft("record.redact", effect=act, audience="public")
        await network.log(sign_draft(draft, network.office, network.clock.now_ms()))
        await follow(network)

        assert said(network) == []
