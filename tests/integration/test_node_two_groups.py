"""Texts of two groups meet: the program knows no readers of both, and decides for nobody."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from forsa.governance.state import State
from forsa.testing import LocalNetwork
from forsa_node.reading import reading

from tests.support.commands import Commands, commands_of
from tests.support.library_log import adoption
from tests.support.reports import small_report
from tests.support.two_versions import add_second_node, write_at_once

GROUPS = {"group.bureau": "amal,badr", "group.sante": "amal,badr"}


def with_groups(state: State) -> State:
    """As decisions of the members would leave it."""
    settings = state.rights.settings
    for name, members in GROUPS.items():
        settings = settings.set(name, members)
    return replace(state, rights=replace(state.rights, settings=settings))


async def found_groups(network: LocalNetwork) -> None:
    """Give the hub and every node the two groups."""
    sequencer = network.hub.core.sequencer
    sequencer.state = with_groups(sequencer.state)
    for name, node in list(network.nodes.items()):
        await network.close_node(*name.split("/"))
        with reading(node.identity.folder) as stores:
            stores.mirror.save_snapshot(with_groups(stores.mirror.load_state()))
        await network.open_node(*name.split("/"))


async def two_versions(commands: Commands, published: str, own: str) -> str:
    """Two nodes of amal write a new version each; return the one of n2, which came too late.

    Args:
        commands: Of the network.
        published: Audience of the version of n1.
        own: That of n2.
    """
    await add_second_node(commands)
    await found_groups(commands.network)
    work = await commands.publish("amal", "practice.report", small_report(1), "--audience", "sante")
    first = small_report(1)
    first.province = "Khénifra"
    return await write_at_once(commands, work, first, small_report(1), (published, own))


def test_versions_of_two_groups_are_joined_for_readers_that_a_person_names(tmp_path: Path) -> None:
    """One group would read the text of the other, in a draft that nobody was warned of."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            lost = await two_versions(commands, published="sante", own="bureau")
            before = await commands.json("amal/n2", "draft list")
            unsaid = await commands.refused("amal/n2", "draft merge", lost)
            told = await commands.run("amal/n2", "draft merge", lost, code=6)
            slip = await commands.refused(
                "amal/n2", "draft merge", lost, "--audience", "santé", code=4
            )
            kept = await commands.json("amal/n2", "draft list")
            named = await commands.json("amal/n2", "draft merge", lost, "--audience", "sante")
            again = await commands.json("amal/n2", "draft merge", lost)
            other = await commands.json("amal/n2", "draft merge", lost, "--audience", "bureau")

            assert (unsaid, slip) == ("KIND_PRECONDITION", "AUDIENCE_UNKNOWN")
            assert all(word in told for word in ("--audience", "sante", "bureau"))
            assert kept == before
            assert [one["audience"] for one in (named, again, other)] == [
                "sante",
                "sante",
                "bureau",
            ]
            assert named["number"] == again["number"] == other["number"]

    asyncio.run(run())


def test_versions_of_a_group_and_of_the_network_are_joined_for_the_group(tmp_path: Path) -> None:
    """Everybody in the group may read both: there is nothing to ask."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            lost = await two_versions(commands, published="sante", own="network")
            joined = await commands.json("amal/n2", "draft merge", lost)

            assert joined["audience"] == "sante"

    asyncio.run(run())


def test_an_answer_to_an_old_version_does_not_cross_to_another_group(tmp_path: Path) -> None:
    """It tells of the newest version, too, and would be read by the group of the old one."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal", "badr") as commands:
            await found_groups(commands.network)
            work = await commands.publish(
                "amal", "practice.report", small_report(1), "--audience", "sante"
            )
            draft = await commands.json("amal", "draft revise", work)
            said: Any = ("--audience", "bureau", "--yes")
            (newest,) = await commands.json("amal", "draft publish", draft["number"], *said)
            await commands.sync()
            path = commands.write("practice.adopt", adoption(), "adoption.yaml")
            reason = await commands.refused("badr", "adopt", work, path, "--yes")
            told = await commands.run("badr", "adopt", work, path, "--yes", code=6)
            (adopted,) = await commands.json("badr", "adopt", newest["record_id"], path, "--yes")

            assert reason == "KIND_PRECONDITION"
            assert newest["record_id"] in told
            assert "groupes différents" in told
            assert adopted["audience"] == "bureau"

    asyncio.run(run())


def test_a_draft_that_answers_versions_of_two_groups_is_not_signed(tmp_path: Path) -> None:
    """It was begun while there was one version, and its readers are those of that one."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal", "badr") as commands:
            await found_groups(commands.network)
            work = await commands.publish(
                "amal", "practice.report", small_report(1), "--audience", "sante"
            )
            path = commands.write("practice.adopt", adoption(), "adoption.yaml")
            await commands.run("badr", "adopt", work, path, answers="n\n", code=6)
            draft = await commands.json("amal", "draft revise", work)
            said: Any = ("--audience", "bureau", "--yes")
            await commands.json("amal", "draft publish", draft["number"], *said)
            await commands.sync()
            refused = [
                await commands.refused("badr", "draft publish", 1, "--audience", one, "--yes")
                for one in ("sante", "bureau")
            ]

            told = await commands.run("badr", "draft publish", 1, "--yes", code=6)

            assert refused == ["KIND_NOT_ALLOWED"] * 2
            assert "groupes différents : bureau, sante" in told

    asyncio.run(run())
