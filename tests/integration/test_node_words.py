"""What `status`, `outbox`, `list` and `show` tell of a node's stores."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.testing import LocalNetwork
from forsa.v1.effects_pb2 import BallotCast, RecordHold
from forsa_node.library import list_of
from forsa_node.showing import show_one
from forsa_node.shown_text import raw_text
from forsa_node.standing import confirm, outbox_of, status_of
from forsa_node.words import SENTENCES

from tests.support.nodes import network_of, queue


def after(use: Callable[[LocalNetwork], Awaitable[None]], look: Callable[[Path], None]) -> None:
    """Run `use` in a network of amal and badr, stop everything, and look into amal's folder."""

    async def run() -> None:
        async with network_of("amal", "badr") as network:
            await use(network)
            folder = network.nodes["amal/n1"].identity.folder
            await network.close_node("amal")
            await asyncio.to_thread(look, folder)

    asyncio.run(run())


async def publish_one(network: LocalNetwork) -> None:
    """Amal's note, known to all."""
    queue(network.nodes["amal/n1"], "une note brute")
    await network.sync()
    await network.sync()


def test_a_logged_record_is_told_with_its_number_and_who_saw_it() -> None:
    """The words people wait for, in outbox and show alike."""

    def look(folder: Path) -> None:
        (row,) = outbox_of(folder, "fr")
        shown = show_one(folder, str(row["index"]), "ar")

        assert row["says"].startswith(f"reçu par le réseau, numéro {row['index']} · ")
        assert set(row["witnessed"]) == {"cosigned", "present"}
        assert f"رقم {row['index']}" in shown["says"]
        assert shown["text"].endswith("une note brute")
        assert show_one(folder, row["record_id"], "en")["index"] == row["index"]

    after(publish_one, look)


def test_a_text_on_hold_is_not_shown_in_any_list() -> None:
    """The secretariat suspends a text: nobody's screen may go on showing it."""

    async def use(network: LocalNetwork) -> None:
        await publish_one(network)
        item = network.nodes["amal/n1"].member.items()[0]
        effect = RecordHold(target=item.record.record_id, reason="privacy", days=7)
        draft = Draft("record.hold", effect=effect, audience="public")
        signed = sign_draft(draft, network.office, network.clock.now_ms())
        client = await network.nodes["amal/n1"].link.client(None)
        answer = await client.publish([signed.item])
        assert answer.results[0].index
        await network.sync()

    def look(folder: Path) -> None:
        (row,) = outbox_of(folder, "fr")
        shown = show_one(folder, str(row["index"]), "fr")
        (listed,) = list_of(folder, "fr", ["field_note"], [])

        assert shown["body_state"] == "held"
        assert "une note brute" not in shown["text"]
        assert "mis en attente" in shown["text"]
        assert listed["here"] is False

    after(use, look)


def test_what_is_held_back_names_the_command_that_lets_it_go() -> None:
    """Otherwise it would wait for ever, and its author not know why."""

    async def use(network: LocalNetwork) -> None:
        amal = network.nodes["amal/n1"]
        draft = Draft("ballot.cast", effect=BallotCast(choice="for"), audience="network")
        amal.queue(sign_draft(draft, amal.identity, network.clock.now_ms()), "un vote")
        amal.member.hold_powerful()

    def look(folder: Path) -> None:
        (row,) = outbox_of(folder, "en")
        told = status_of(folder, "en")

        assert row["state"] == "held"
        assert f"--confirm {row['record_id']}" in row["says"]
        assert told["held"] == 1
        assert confirm(folder, [row["record_id"]]) == 1
        assert outbox_of(folder, "en")[0]["state"] == "waiting"

    after(use, look)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_status_tells_certificate_and_outbox_in_every_language(language: str) -> None:
    """A person without English must know what waits, and why."""

    def look(folder: Path) -> None:
        told = status_of(folder, language)  # type: ignore[arg-type]

        assert told["running"] is False
        assert told["disk_low"] in (True, False)
        assert len(told["says"]) >= 4
        assert all(line.strip() for line in told["says"])

    after(publish_one, look)


def test_every_sentence_is_there_in_three_languages_with_the_same_values() -> None:
    """A value left out of one translation would be told to some only."""
    for key, told in SENTENCES.items():
        fields = [{part.split("}", 1)[0] for part in text.split("{")[1:]} for text in told.values()]

        assert list(told) == ["fr", "ar", "en"], key
        assert fields[0] == fields[1] == fields[2], key


def test_a_raw_text_cannot_move_the_cursor() -> None:
    """Bodies of unknown kinds are any bytes: they reach a terminal without control characters."""
    assert raw_text(b"a\x1b[2Jb\xe2\x80\xaec\nd") == "a[2Jbc\nd"
    assert raw_text(b"\xff\xfe") == "ff fe"
