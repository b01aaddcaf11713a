"""An agreement from a file to its entry into force, on a network of three associations."""

import asyncio
import re
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.errors import MalformedError
from forsa.kinds.body import AGREEMENT_TYPE
from forsa.log_store.reading import LogReader
from forsa.v1.effects_pb2 import BallotCast
from forsa_node.governance.acting import Act
from forsa_node.governance.voted_text import put_to_vote, voted_text
from forsa_node.publishing import Asking
from forsa_node.reading import reading

from tests.support.commands import Commands, active_commands_of
from tests.support.nodes import queue

MEMBERS = ("amal", "badr", "cyn")
JOINT = """\
---
kind: agreement.publish
type: partnership
title:
  fr: Convention de jumelage de deux centres
  ar: اتفاقية توأمة بين مركزين
original_language: fr
parties: [amal, badr]
needed: 2
---

## 1

Chaque centre accueille cinq jeunes de l'autre au printemps.

يستقبل كل مركز خمسة من شباب الآخر في الربيع.
"""


WORDS = """\
kind: proposal.open
original_language: fr
title: Adoption de la charte du réseau
text: Le texte a été préparé par le comité de pilotage.
attachments:
  - file_name: annexe.md
    title: Le calendrier
    role: guide
"""


def charter(folder: Path, name: str, changes: Mapping[str, str] | None = None) -> Path:
    """The charter that comes with the program, in force at three ratifications."""
    text = files("forsa.samples").joinpath("agreement-charte.fr-ar.md").read_text("utf-8")
    for before, after in {"needed: all": "needed: 3", **(changes or {})}.items():
        assert before in text
        text = text.replace(before, after)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


async def opened(commands: Commands, member: str, file: Path, *more: object) -> str:
    """Put a file to the vote; return the proposal's id, which all know."""
    words = ("agreement", "--agreement", file, "--yes", *more)
    (row,) = await commands.json(member, "proposal open", *words)
    await commands.sync()
    return str(row["record_id"])


async def adopted(commands: Commands, proposal: str, executor: str) -> str:
    """Vote for it, let the vote close, execute it; return the agreement's record id."""
    network = commands.network
    voters = [network.office, *(network.nodes[f"{one}/n1"].identity for one in ("amal", "badr"))]
    effect, parent = BallotCast(choice="for"), bytes.fromhex(proposal)
    for voter in voters:
        ballot = Draft("ballot.cast", effect=effect, parent=parent)
        await network.log(sign_draft(ballot, voter, network.clock.now_ms()))
    network.clock.advance(2 * 86_400)
    queue(network.nodes[f"{executor}/n1"])  # an entry that notices that the vote is over
    await commands.sync()
    (row,) = await commands.json(executor, "proposal execute", proposal, "--yes")
    await commands.sync()
    return str(row["record_id"])


def attached(commands: Commands, member: str, record_id: str) -> list[str]:
    """The media types of what a record commits to, in order."""

    def read(log: LogReader) -> list[str]:
        index = log.index_of([bytes.fromhex(record_id)])[bytes.fromhex(record_id)]
        header = log.entries_at([index])[0].record().header
        return [one.media_type for one in header.attachments]

    return commands.network.nodes[f"{member}/n1"].mirror.store.read(read)


def body_at(commands: Commands, member: str, record_id: str) -> tuple[bytes, bytes]:
    """Salt and bytes of a record's text at a member's node."""

    def read(log: LogReader) -> tuple[bytes, bytes]:
        index = log.index_of([bytes.fromhex(record_id)])[bytes.fromhex(record_id)]
        body = log.bodies([index])[index]
        return body.salt, body.data

    return commands.network.nodes[f"{member}/n1"].mirror.store.read(read)


def test_a_charter_is_voted_on_executed_by_another_ratified_and_replaced(tmp_path: Path) -> None:
    """Nobody between the file and the ratification can put other words in its place.

    Cyn's node takes no files by itself, and shows and executes the text all the same.
    """

    async def run() -> None:
        async with active_commands_of(tmp_path, *MEMBERS) as commands:
            network = commands.network
            await network.close_node("cyn")
            await network.open_node("cyn", files_max_bytes=1)
            first = charter(tmp_path, "charte.md")
            proposal = await opened(commands, "amal", first)

            shown = await commands.json("cyn", "agreement show", proposal)
            assert shown["text"]["clauses"][0]["number"] == "1"
            assert shown["broken_rules"] == []
            for words in ("proposal show", "vote cast"):
                choice = () if words == "proposal show" else ("for", "--yes")
                said = await commands.run("cyn", words, proposal, *choice)
                assert f"Empreinte SHA-256 : {shown['text_sha256']}" in said
            await commands.sync()
            assert "Texte mis aux voix : « Charte du réseau" in shown["says"][0]
            record = await adopted(commands, proposal, "cyn")

            salts = {body_at(commands, member, record) for member in MEMBERS}
            ((salt, data),) = salts
            assert sha256(data).hexdigest() == shown["text_sha256"]
            with reading(commands.folder_of("badr")) as stores:
                log = network.nodes["badr/n1"].mirror.store
                entry = log.read(lambda log: log.entries_at([shown_at(log, proposal)]))[0]
                voted = voted_text(stores, entry.record())
            assert (voted.salt, voted.data) == (salt, data)

            await erasing_it_names_the_twin(commands, record, proposal)
            await ratified_by_three(commands, record)
            await replaced_by_a_second_version(commands, tmp_path, record)

    def shown_at(log: LogReader, record_id: str) -> int:
        return log.index_of([bytes.fromhex(record_id)])[bytes.fromhex(record_id)]

    asyncio.run(run())


async def erasing_it_names_the_twin(commands: Commands, record: str, proposal: str) -> None:
    """The text lies twice: who would erase one is told of the other before a vote."""
    words = ("--title", "Effacer", "--text", "Ce texte nomme une personne.", "--redact")
    for erased, twin in ((record, proposal), (proposal, record)):
        asked = ("moderation", *words, erased)
        said = await commands.run("badr", "proposal open", *asked, answers="non\n", code=6)
        known = commands.network.nodes["badr/n1"].mirror.store.read(
            lambda log, twin=twin: log.index_of([bytes.fromhex(twin)])  # type: ignore[misc]
        )
        assert f"le même texte est aussi dans n° {known[bytes.fromhex(twin)]}" in said


async def ratified_by_three(commands: Commands, record: str) -> None:
    """One with a reservation, one after it refused; in force at the third."""
    said = await commands.run("amal", "agreement ratify", record, answers="oui\n")
    assert "| Le réseau" not in said
    assert "§ 4.2" in said
    assert "SHA-256" in said
    assert "Ratifications alors : 1 ; il en faut 3 pour l'entrée en vigueur." in said
    await commands.run("badr", "agreement refuse", record, "--yes")
    await commands.sync()
    words = ("--reservation", "Sauf l'article 8 : notre assemblée tranche.", "--date", "2026-05-12")
    await commands.run("cyn", "agreement ratify", record, *words, "--yes")
    await commands.sync()
    waiting = await commands.json("amal", "agreement status", record)
    assert (waiting["stand"], waiting["lacking"]) == ("open", 1)

    said = await commands.run("badr", "agreement ratify", record, "--yes")
    assert "Le texte entre ainsi en vigueur." in said
    await commands.sync()
    (card,) = await commands.json("amal", "agreement list")
    (version,) = card["versions"]
    assert version["stand"] == "in_force"
    assert version["ratified"] == ["amal", "badr", "cyn"]
    assert re.fullmatch(
        r"  En vigueur depuis le numéro \d+, le .* : 3 ratifications sur 3 demandées\.",
        card["says"][1],
    )
    told = await commands.run("badr", "agreement status", record)
    assert "    | Sauf l'article 8 : notre assemblée tranche." in told
    (reserved,) = [one for one in version["parties"] if one["member"] == "cyn"]
    assert reserved["acts"][0]["date"] == "2026-05-12"
    assert reserved["in_force"][0]["until"] is None


async def replaced_by_a_second_version(commands: Commands, folder: Path, record: str) -> None:
    """It asks everybody again, shows them what changed, and counts from nothing."""
    changes = {"30 jours": "45 jours", "30 يوما": "45 يوما", "needed: 3": "needed: 1"}
    second = charter(folder, "charte-2.md", changes)
    late = await opened(commands, "badr", second, "--replaces", record)
    said = await commands.run("cyn", "agreement diff", late)
    assert "§ 8: modifiée" in said
    assert "[-30-]{+45+} jours" in said
    renewed = await adopted(commands, late, "amal")

    (card,) = await commands.json("cyn", "agreement list")
    assert [one["stand"] for one in card["versions"]] == ["in_force", "open"]
    assert "cyn avait ratifié la version 1 ; la version 2 demande une nouvelle ratification." in (
        "\n".join(card["says"])
    )
    said = await commands.run("cyn", "agreement ratify", renewed, "--yes")
    assert "Ce qui a changé depuis la version 1" in said
    assert "§ 8: modifiée" in said
    assert "§ 7" not in said
    await commands.sync()
    (card,) = await commands.json("cyn", "agreement list")
    assert [one["stand"] for one in card["versions"]] == ["replaced", "in_force"]
    assert await commands.refused("amal", "agreement ratify", record, "--yes") == (
        "KIND_PRECONDITION"
    )
    page = folder / "charte.html"
    await commands.run("amal", "agreement show", renewed, "--to", page)
    assert '<div class="beside">' in page.read_text("utf-8")
    said = await commands.run("amal", "agreement show", renewed, "--to", page, code=5)
    assert "charte.html" in said


def test_an_agreement_of_two_members_is_published_by_one_and_never_voted_on(
    tmp_path: Path,
) -> None:
    """What binds two needs nobody else's vote; what binds all cannot be published past it."""

    async def run() -> None:
        async with active_commands_of(tmp_path, *MEMBERS) as commands:
            joint = tmp_path / "jumelage.md"
            joint.write_text(JOINT, encoding="utf-8")
            words = (joint, "--audience", "network", "--yes")
            (row,) = await commands.json("amal", "agreement publish", *words)
            await commands.sync()
            record = str(row["record_id"])

            refused = await commands.refused("cyn", "agreement ratify", record, "--yes")
            assert refused == "KIND_NOT_ALLOWED"
            for member in ("amal", "badr"):
                await commands.run(member, "agreement ratify", record, "--yes")
            await commands.sync()
            await commands.run("badr", "agreement withdraw", record, "--yes")
            await commands.sync()
            found = await commands.json("cyn", "agreement status", record)
            assert (found["stand"], found["ratified"]) == ("in_force", ["amal"])

            changed = JOINT.replace("cinq jeunes", "six jeunes").replace("خمسة من", "ستة من")
            joint.write_text(changed, encoding="utf-8")
            again = (*words, "--replaces", record)
            (row,) = await commands.json("amal", "agreement publish", *again)
            await commands.sync()
            found = await commands.json("badr", "agreement status", row["record_id"])
            assert (found["version"], found["stand"], found["ratified"]) == (2, "open", [])

            await wrong_ways(commands, tmp_path, joint)

    asyncio.run(run())


async def wrong_ways(commands: Commands, folder: Path, joint: Path) -> None:
    """What is refused before anybody signs."""
    file = charter(folder, "charte.md")
    assert await commands.refused("amal", "publish", file, "--yes") == "KIND_PRECONDITION"
    other_way = await commands.refused("amal", "agreement publish", file, "--yes")
    assert other_way == "KIND_PRECONDITION"
    words = ("agreement", "--agreement", joint, "--yes")
    assert await commands.refused("amal", "proposal open", *words) == "KIND_PRECONDITION"

    changes = {"30 يوما.": "30 يوما.\n\nEncore une phrase.", "type: charter": "type: chartre"}
    broken = charter(folder, "faux.md", changes)
    assert "faux.md:3" in {place for place, _ in await refusals(commands, broken)}
    phone = charter(folder, "tel.md", {"30 jours": "30 jours, au 06 12 34 56 78"})
    assert {rule for _, rule in await refusals(commands, phone)} == {"scan.phone"}
    unknown = charter(folder, "parti.md", {"needed: 3": "needed: 1\nparties: [dalia]"})
    assert {rule for _, rule in await refusals(commands, unknown)} == {"agreement.no_member"}


async def refusals(commands: Commands, file: Path) -> list[tuple[str, str]]:
    """Why a file cannot be put to the vote: places and rules."""
    what, asking = Act("proposal.open"), Asking("fr", "Salma", yes=True)
    with pytest.raises(MalformedError) as refused:
        await asyncio.to_thread(put_to_vote, commands.folder_of("amal"), what, file, asking)
    return [(one.path, one.rule) for one in refused.value.violations]


def test_a_second_call_puts_the_same_text_to_the_vote(tmp_path: Path) -> None:
    """Whoever calls again, of whatever member, has no other words to vote on than the first had."""

    async def run() -> None:
        async with active_commands_of(tmp_path, *MEMBERS) as commands:
            words = tmp_path / "proposition.yaml"
            words.write_text(WORDS, encoding="utf-8")
            (tmp_path / "annexe.md").write_text("# Annexe\n\nLe calendrier.\n", encoding="utf-8")
            text = charter(tmp_path, "charte.md")
            put = ("agreement", words, "--agreement", text)
            said = await commands.run("amal", "proposal open", *put, answers="non\n", code=6)
            assert "Texte mis aux voix, empreinte SHA-256" in said
            (row,) = await commands.json("amal", "proposal open", *put, "--yes")
            await commands.sync()
            first = str(row["record_id"])
            assert attached(commands, "cyn", first) == [AGREEMENT_TYPE, "text/markdown"]
            for _ in range(6):
                commands.network.clock.let_pass(71 * 3600)  # a hub stops at a leap of 72 hours
                queue(commands.network.nodes["badr/n1"])
                await commands.sync()
            again = ("agreement", "--second-call-of", first, "--yes")
            (row,) = await commands.json("badr", "proposal open", *again)
            await commands.sync()

            texts = [
                (await commands.json("cyn", "agreement show", one))["text_sha256"]
                for one in (first, row["record_id"])
            ]
            assert texts[0] == texts[1]

    asyncio.run(run())
