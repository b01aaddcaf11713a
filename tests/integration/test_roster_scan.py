"""A mailbox of the roster warns, any other blocks: the same at the node, the hub and the SDK."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import forsa
import pytest
from forsa.client.drafts import Signed, draft_of, sign_draft
from forsa.client.published import Logged, Refused, verify_published
from forsa.errors import MalformedError, Reason
from forsa.v1.practice_pb2 import PracticeReport

from tests.support.commands import Commands, commands_of
from tests.support.library_log import profile
from tests.support.reports import small_report

Use = Callable[[Commands], Awaitable[None]]
OF_THE_ROSTER = "contact@amal.example"
OF_NOBODY = "salma.b@mail.example"


def played(folder: Path, use: Use) -> None:
    """Let two members of a network work; the first has published its profile."""

    async def run() -> None:
        async with commands_of(folder, "amal", "badr") as commands:
            await commands.publish("amal", "member.profile", profile(OF_THE_ROSTER))
            await use(commands)

    asyncio.run(run())


def naming(mailbox: str, number: int) -> PracticeReport:
    """A report that names it in its text."""
    report = small_report(number)
    report.summary[0].text += f" Écrire à {mailbox}."
    return report


async def sent(commands: Commands, report: PracticeReport) -> Logged | Refused:
    """What the hub says to a report of badr's that no program of ours has checked."""
    node = commands.network.nodes["badr/n1"]
    signed: Signed = sign_draft(draft_of(report), node.identity, commands.network.clock.now_ms())
    client = await node.link.client(node.member.accepted())
    answer = await client.publish([signed.item])
    (outcome,) = verify_published(answer, [signed.record], node.identity.roots())
    return outcome


def test_node_and_hub_let_a_mailbox_of_the_roster_pass_once_it_is_confirmed(tmp_path: Path) -> None:
    """Partners must be able to write to the association that a report tells of."""

    async def use(commands: Commands) -> None:
        path = commands.write("practice.report", naming(OF_THE_ROSTER.upper(), 1))
        draft = await commands.json("badr", "draft add", path)
        record = await commands.publish("badr", "practice.report", naming(OF_THE_ROSTER, 2))
        told = await commands.json("amal", "show", record)

        assert [(one["what"], one["blocks"]) for one in draft["scan"]] == [("email", False)]
        assert draft["missing"] == ["warnings"]
        assert OF_THE_ROSTER in told["text"]
        assert isinstance(await sent(commands, naming(OF_THE_ROSTER, 3)), Logged)

    played(tmp_path, use)


def test_node_and_hub_stop_any_other_mailbox(tmp_path: Path) -> None:
    """It is a person's until its author says why it stays."""

    async def use(commands: Commands) -> None:
        path = commands.write("practice.report", naming(OF_NOBODY, 1))
        draft = await commands.json("badr", "draft add", path)
        refused = await sent(commands, naming(OF_NOBODY, 2))

        assert [(one["what"], one["blocks"]) for one in draft["scan"]] == [("email", True)]
        assert not draft["ready"]
        assert isinstance(refused, Refused)
        assert refused.error.reason is Reason.KIND_BODY_INVALID
        assert [one.rule for one in refused.error.violations] == ["scan.email"]

    played(tmp_path, use)


def test_a_profile_that_was_withdrawn_lets_nothing_pass(tmp_path: Path) -> None:
    """A person's mailbox that was published by mistake is taken back at node and hub at once."""

    async def use(commands: Commands) -> None:
        (row,) = await commands.json("amal", "list", "--kind", "member.profile")
        await commands.run(
            "amal", "withdraw", row["record_id"], "--reason", "Boîte d'une personne.", "--yes"
        )
        await commands.sync()
        path = commands.write("practice.report", naming(OF_THE_ROSTER, 1))
        draft = await commands.json("badr", "draft add", path)

        assert [one["blocks"] for one in draft["scan"]] == [True]
        assert isinstance(await sent(commands, naming(OF_THE_ROSTER, 2)), Refused)

    played(tmp_path, use)


def test_a_program_publishes_what_a_node_would(tmp_path: Path) -> None:
    """A third verdict would make of the SDK a way around the others, or a dead end."""

    async def use(commands: Commands) -> None:
        folder = commands.network.nodes["badr/n1"].identity.folder
        async with forsa.connect_async(folder, clock=commands.network.clock) as network:
            passed = await network.publish(naming(OF_THE_ROSTER, 1))
            with pytest.raises(MalformedError) as stopped:
                await network.publish(naming(OF_NOBODY, 2))

        assert passed.index > 0
        assert [one.rule for one in stopped.value.violations] == ["scan.email"]

    played(tmp_path, use)
