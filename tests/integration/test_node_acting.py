"""How a member acts: the fold is asked before anything is signed."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from forsa.errors import ConflictError, NotAllowedError, Reason
from forsa.v1.effects_pb2 import BallotCast, ProposalOpen, RecordHold
from forsa.v1.governance_pb2 import Proposal
from forsa_node.governance.acting import Act, act
from forsa_node.publishing import Asking
from forsa_node.reading import reading

from tests.support.commands import Commands, active_commands_of

YES = Asking("fr", "Salma", yes=True)
DAY_MS = 86_400_000


def motion(closes_ms: int) -> Act:
    """A question to the network."""
    body = Proposal()
    body.common.original_language = "fr"
    body.common.licence = "CC-BY-SA-4.0"
    body.title.add(lang="fr", text="Une journée portes ouvertes")
    body.text.add(lang="fr", text="Chaque centre ouvre ses portes un samedi de mai.")
    return Act("proposal.open", ProposalOpen(type="motion", closes_ms=closes_ms, call=1), body)


def waiting(folder: Path) -> list[Any]:
    """What the outbox holds."""
    with reading(folder) as stores:
        return list(stores.leaving)


async def acted(commands: Commands, holder: str, what: Act) -> int:
    """Act as a member whose node is closed meanwhile."""
    await commands.network.close_node(holder)
    try:
        return await asyncio.to_thread(act, commands.folder_of(holder), what, YES)
    finally:
        await commands.network.open_node(holder)


def test_a_member_acts_on_what_it_has_only_queued(tmp_path: Path) -> None:
    """Weeks without a network: who opens a vote also votes, and hears of a mistake at once."""

    async def run() -> None:
        async with active_commands_of(tmp_path, "amal", "badr") as commands:
            folder = commands.folder_of("amal")
            now_ms = commands.network.clock.now_ms()
            with pytest.raises(ConflictError, match="the vote would end at"):
                await acted(commands, "amal", motion(now_ms + 1000))
            assert waiting(folder) == []

            assert await acted(commands, "amal", motion(now_ms + DAY_MS)) == 0
            proposal = waiting(folder)[0].record.record_id
            ballot = Act("ballot.cast", BallotCast(choice="for"), parent=proposal)
            assert await acted(commands, "amal", ballot) == 0
            assert [one.kind for one in waiting(folder)] == ["proposal.open", "ballot.cast"]

            await commands.sync()
            state = commands.network.nodes["badr/n1"].mirror.state
            assert set(state.rights.proposals[proposal].own) == {"amal"}

    asyncio.run(run())


def test_what_the_network_refuses_is_refused_before_it_is_signed(tmp_path: Path) -> None:
    """A refusal after a week without a network helps nobody."""

    async def run() -> None:
        async with active_commands_of(tmp_path, "amal", "badr") as commands:
            folder = commands.folder_of("amal")
            hold = RecordHold(target=bytes(range(32)), reason="told", days=3)
            with pytest.raises(NotAllowedError) as refused:
                await acted(commands, "amal", Act("record.hold", hold, audience="public"))
            assert refused.value.reason is Reason.KIND_NOT_ALLOWED
            assert waiting(folder) == []

    asyncio.run(run())
