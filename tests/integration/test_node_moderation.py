"""From a flag to an erased text, from a notice to an appeal, by the commands of those who act."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import forsa
from forsa.client.drafts import Draft, sign_draft
from forsa.v1.effects_pb2 import Action, BallotCast, MemberAct, ProposalOpen
from forsa.v1.governance_pb2 import Proposal
from forsa_node.reading import reading

from tests.integration.test_node_erasures import holding
from tests.support.commands import Commands, active_commands_of

COURSE = Path(forsa.__file__).parent / "samples" / "curriculum-electricite.fr-ar"
WORDS = "Une phrase au sujet de Tamazirt Oubelkacem, qui ne voulait pas y figurer."
GROUNDS = "Le rapport moral n'a pas été remis depuis deux ans, malgré trois rappels."


@asynccontextmanager
async def at_work(folder: Path) -> AsyncIterator[Commands]:
    """Two members that vote, and the office, all with commands."""
    async with active_commands_of(folder, "amal", "badr", office=True) as commands:
        yield commands


async def follow(commands: Commands) -> None:
    """Sync, erase, say so."""
    await commands.sync()
    for node in commands.network.nodes.values():
        await node.follow_up()
    await commands.sync()


async def commented(commands: Commands) -> str:
    """A text of amal that names somebody: on the office's first record."""
    (row,) = await commands.json("amal", "comment", "0", "--text", WORDS, "--as", "remark", "--yes")
    await commands.sync()
    return str(row["record_id"])


def test_a_flagged_text_is_held_then_erased_by_a_vote_and_every_node_says_so(
    tmp_path: Path,
) -> None:
    """The whole way, by those who may take each step, and nothing of the words stays anywhere."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            target = await commented(commands)
            note = "Une personne est nommée sans son accord."
            said = ("--reason", "identifies_person", "--note", note)
            await commands.json("badr", "flag", target, *said, "--yes")
            await commands.sync()
            (flag,) = await commands.json("office", "moderation flags")
            refused = await commands.refused("badr", "hold", target, "--reason", "unsafe", "--yes")
            why = ("--days", "5", "--reason", "identifies_person")
            await commands.json("office", "hold", target, *why, "--yes")
            await commands.sync()
            shown = await commands.run("badr", "show", target)
            waiting = await commands.json("office", "moderation flags")
            (held,) = await commands.json("badr", "hold list")

            assert (flag["target"], flag["note"]["fr"]) == (target, note)
            assert refused == "KIND_NOT_ALLOWED"
            assert "Oubelkacem" not in shown
            assert waiting == []
            assert (held["end"], held["act"]["days"]) == ("lasts", 5)

            words = ("--title", "Effacer", "--text", "Cette remarque nomme une personne.")
            opened = ("moderation", *words, "--redact", target, "--closes", "1")
            (vote,) = await commands.json("badr", "proposal open", *opened, "--yes")
            await commands.sync()
            for member in ("amal", "badr", "office"):
                await commands.json(member, "vote", vote["record_id"], "for", "--yes")
            await commands.sync()
            commands.network.clock.advance(2 * 86_400)
            await commands.network.hub.core.sequencer.refresh()
            await commands.sync()
            await commands.json("badr", "proposal execute", vote["record_id"], "--yes")
            await follow(commands)
            (done,) = await commands.json("office", "redact list")
            told = await commands.run("office", "moderation list")

            assert done["awaited"] == []
            assert {one["node"] for one in done["erased"]} == {"amal/n1", "badr/n1", "office/n1"}
            assert (done["act"]["authority"], done["act"]["proposal"]) == (
                "decision",
                vote["record_id"],
            )
            assert "par décision des membres" in told
            assert holding(commands.network.folder) == []

    asyncio.run(run())


def test_nobody_has_to_look_for_what_concerns_it(tmp_path: Path) -> None:
    """A hearing passed unseen, and nobody of the office heard that a girl could be recognised."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            target = await commented(commands)
            said = ("--reason", "identifies_person", "--note", "Une personne est nommée.")
            await commands.json("badr", "flag", target, *said, "--yes")
            notice = ("badr", "suspension", "--text", GROUNDS)
            await commands.json("office", "sanction notice", *notice, "--yes")
            await commands.sync()
            flagged = {one: await commands.run(one, "status") for one in ("office", "amal", "badr")}
            why = ("--days", "5", "--reason", "identifies_person")
            await commands.json("office", "hold", target, *why, "--yes")
            await commands.sync()
            held = {one: await commands.run(one, "status") for one in ("office", "amal")}

            assert "! badr signale n°" in flagged["office"]
            assert "! badr signale votre texte n°" in flagged["amal"]
            assert "signale" not in flagged["badr"]
            assert "! Procédure envers votre association : suspension" in flagged["badr"]
            assert "Recours dans les délais jusqu'au" in flagged["badr"]
            assert "Procédure" not in flagged["amal"] + flagged["office"]
            assert "signale" not in held["office"]
            assert "! Votre texte n°" in held["amal"]
            assert "--reason identifies_person" in held["amal"]

    asyncio.run(run())


def test_a_notice_gives_nothing_and_its_member_appeals(tmp_path: Path) -> None:
    """Told with its hearing and time limits, heard, and answered: no effect without a vote."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            short = await commands.run(
                "office",
                "sanction notice",
                "badr",
                "suspension",
                "--text",
                GROUNDS,
                answers="non\n",
                code=6,
            )
            assert "statuts en demandent" in short
            notice = ("badr", "suspension", "--text", GROUNDS)
            (row,) = await commands.json("office", "sanction notice", *notice, "--yes")
            await commands.sync()
            (found,) = await commands.json("badr", "sanction list")
            shown = await commands.run("badr", "sanction show", row["record_id"])
            foreign = await commands.refused(
                "amal", "appeal open", row["record_id"], "--text", GROUNDS, "--yes"
            )
            await commands.json("badr", "appeal open", row["record_id"], "--text", GROUNDS, "--yes")
            await commands.sync()
            (appeal,) = await commands.json("office", "appeal list")
            told = await commands.run("office", "appeal list")

            assert (found["stage"], found["is_hearing_short"]) == ("noticed", True)
            assert GROUNDS in shown
            assert foreign == "KIND_PRECONDITION"
            assert (appeal["is_late"], appeal["member"]) == (False, "badr")
            assert "dans les délais" in told
            state = commands.network.nodes["amal/n1"].mirror.state
            assert state.rights.members["badr"].status == "active"

    asyncio.run(run())


async def suspend(commands: Commands, member: str) -> None:
    """Vote on it as the others would, and carry it out."""
    network = commands.network
    voters = (network.office, network.nodes["amal/n1"].identity)
    act = MemberAct(member=member, reason="told")
    opened = ProposalOpen(
        type="suspension",
        actions=[Action(kind="member.suspend", effect=act.SerializeToString())],
        closes_ms=network.clock.now_ms() + 2 * 3_600_000,
        call=1,
    )
    body = Proposal()
    body.common.original_language = "fr"
    body.common.licence = "CC-BY-SA-4.0"
    body.title.add(lang="fr", text="Suspension")
    body.text.add(lang="fr", text=GROUNDS)
    proposal = Draft("proposal.open", body, effect=opened, languages=("fr",))
    signed = sign_draft(proposal, network.office, network.clock.now_ms())
    await network.log(signed)
    parent = signed.record.record_id
    for voter in voters:
        ballot = Draft("ballot.cast", effect=BallotCast(choice="for"), parent=parent)
        await network.log(sign_draft(ballot, voter, network.clock.now_ms()))
    network.clock.let_pass(3 * 3_600)
    done = Draft("member.suspend", effect=act, parent=parent)
    await network.log(sign_draft(done, network.office, network.clock.now_ms()))
    await commands.sync()


def test_who_is_suspended_hears_at_once_that_it_cannot_publish(tmp_path: Path) -> None:
    """Signed and queued, the same words would come back from the hub a week later."""

    async def run() -> None:
        async with active_commands_of(tmp_path, "amal", "badr") as commands:
            await suspend(commands, "badr")
            said = ("0", "--text", "Encore un mot.", "--as", "remark", "--yes")
            refused = await commands.refused("badr", "comment", *said)
            with reading(commands.folder_of("badr")) as stores:
                waiting = list(stores.leaving)

            assert refused == "MEMBER_NOT_ACTIVE"
            assert waiting == []

    asyncio.run(run())


def test_only_the_author_erases_alone(tmp_path: Path) -> None:
    """Somebody else's text goes by a vote, and a wrong name is told what to do."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            target = await commented(commands)
            why = ("--reason", "consent_withdrawn", "--yes")
            assert await commands.refused("badr", "redact", target, *why) == "KIND_NOT_ALLOWED"
            told = await commands.run("amal", "redact", target, *why)
            await follow(commands)
            again = await commands.refused("amal", "redact", target, *why)

            assert "Cela ne se reprend pas" in told
            assert again == "KIND_PRECONDITION"
            assert holding(commands.network.folder) == []

    asyncio.run(run())


def test_a_course_goes_with_its_files_its_draft_and_what_was_searched(tmp_path: Path) -> None:
    """Body, pictures, salts, index, outbox and desk: each of them is the text as well."""

    async def run() -> None:
        async with at_work(tmp_path) as commands:
            files = [one for one in COURSE.rglob("*") if one.is_file() and one.suffix != ".md"]
            pieces = (b"cadenasser", *map(piece_of, files))
            (row,) = await commands.json("amal", "publish", COURSE, "--yes", "--consent", "nobody")
            await follow(commands)
            target = row["record_id"]
            await commands.run("badr", "get", target, "--to", tmp_path / "got")
            await follow(commands)
            found = await commands.json("badr", "search", "électricité")
            before = holding(commands.network.folder, *pieces)
            why = ("--reason", "copyright", "--yes")
            await commands.json("amal", "redact", target, *why)
            await follow(commands)
            again = await commands.json("badr", "search", "électricité")

            assert len(before) > len(files)
            assert len(found["hits"]) == 1
            assert again["hits"] == []
            assert holding(commands.network.folder, *pieces) == []
            assert (tmp_path / "got").exists()

    asyncio.run(run())


def piece_of(file: Path) -> bytes:
    """Some bytes from the middle of a file."""
    data = file.read_bytes()
    return data[len(data) // 2 :][:48]
