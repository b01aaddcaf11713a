"""What an author signed and no hub has yet: read, answered and replaced like what was sent.

Offline is the normal case: days pass between a text and the network.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from forsa.errors import ConflictError, Reason
from forsa_node.store.outbox import Rejection

from tests.support.commands import Commands, commands_of
from tests.support.library_log import adoption, review, translation
from tests.support.made_files import picture
from tests.support.nodes import note
from tests.support.reports import small_report

Use = Callable[[Commands], Awaitable[None]]


def played(folder: Path, use: Use) -> None:
    """Let amal and badr work."""

    async def run() -> None:
        async with commands_of(folder, "amal", "badr") as commands:
            await use(commands)

    asyncio.run(run())


async def queued(commands: Commands, holder: str, words: str, *arguments: object) -> dict[str, Any]:
    """Sign something, and send nothing."""
    (row,) = await commands.json(holder, words, *arguments, "--yes")
    found: dict[str, Any] = row
    return found


async def left(commands: Commands, holder: str) -> list[str]:
    """States of the outbox, in order."""
    return [one["state"] for one in await commands.json(holder, "outbox")]


@pytest.mark.parametrize("times", [2, 3])
def test_an_answer_that_is_changed_before_it_was_sent_stays_one(tmp_path: Path, times: int) -> None:
    """A first word and its correction were both published, or the hub refused the correction."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        said = ["too_early", "partly", "worked"][-times:]
        for number, verdict in enumerate(said):
            path = commands.write("practice.adopt", adoption(verdict), f"a{number}.yaml")
            await queued(commands, "badr", "adopt", work, path)
            path = commands.write("review.publish", review(2 + number), f"r{number}.yaml")
            await queued(commands, "badr", "review", work, path)
            body = translation({"title": "تقرير" + " جديد" * number})
            path = commands.write("translation.publish", body, f"t{number}.yaml")
            await queued(commands, "badr", "translate", work, path)
        await commands.sync()
        shown = await commands.json("amal", "show", work)

        assert await left(commands, "badr") == ["logged"] * 3 * times
        assert [one["verdict"] for one in shown["adoptions"]] == ["worked"]
        assert [one["scores"]["feasible"] for one in shown["reviews"]] == [1 + times]
        assert [one["language"] for one in shown["translations"]] == ["ar"]

    played(tmp_path, use)


def test_a_translation_into_another_language_is_another_one(tmp_path: Path) -> None:
    """Not everything of one member about one work replaces what waits."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        for to, text in (("ar", "تقرير"), ("en", "Report")):
            path = commands.write("translation.publish", translation({"title": text}, to), to)
            path = path.rename(path.with_suffix(".yaml"))
            await queued(commands, "badr", "translate", work, path)
        await commands.sync()
        shown = await commands.json("amal", "show", work)

        assert sorted(one["language"] for one in shown["translations"]) == ["ar", "en"]

    played(tmp_path, use)


def test_a_draft_that_lay_while_another_answer_was_signed_replaces_that_one(
    tmp_path: Path,
) -> None:
    """Someone says no at the question, writes it anew, and publishes the old draft later."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        first = commands.write("practice.adopt", adoption("too_early"), "first.yaml")
        second = commands.write("practice.adopt", adoption("partly"), "second.yaml")
        await commands.run("badr", "adopt", work, first, code=6, answers="non\n")
        await queued(commands, "badr", "adopt", work, second)
        await queued(commands, "badr", "draft publish", 1)
        await commands.sync()
        shown = await commands.json("amal", "show", work)

        assert [one["verdict"] for one in shown["adoptions"]] == ["too_early"]
        assert await left(commands, "badr") == ["logged", "logged"]

    played(tmp_path, use)


def test_what_waits_is_shown_and_revised_as_often_as_its_author_likes(tmp_path: Path) -> None:
    """A mistake is seen the moment after; the network may come next week."""

    async def use(commands: Commands) -> None:
        path = commands.write("practice.report", small_report(1), "report.yaml")
        at = (await queued(commands, "amal", "publish", path))["record_id"]
        first, ids = at, [at]
        for number in (2, 3):
            draft = await commands.json("amal", "draft revise", at)
            path = commands.write("practice.report", small_report(number), "report.yaml")
            await commands.json("amal", "draft update", draft["number"], path)
            at = (await queued(commands, "amal", "draft publish", draft["number"]))["record_id"]
            ids.append(at)
        old = await commands.json("amal", "show", first[:12])
        text = await commands.run("amal", "show", at)
        await commands.sync()
        (listed,) = await commands.json("badr", "list", "--kind", "practice")
        versions = (await commands.json("badr", "show", at))["versions"]

        assert old["index"] is None
        assert old["says"] == "en attente d'envoi"
        assert "Une version plus récente existe" in old["text"]
        assert "Rapport numéro 3" in text
        assert listed["record_id"] == at
        assert [one["record_id"] for one in versions] == ids

    played(tmp_path, use)


def test_what_waits_is_answered_translated_and_withdrawn_by_its_author(tmp_path: Path) -> None:
    """All that an author does with a text needs no network in between."""

    async def use(commands: Commands) -> None:
        path = commands.write("practice.report", small_report(1), "report.yaml")
        work = (await queued(commands, "amal", "publish", path))["record_id"]
        asked = await queued(
            commands, "amal", "comment", work, "--as", "question", "--text", "Où ?"
        )
        said = await queued(
            commands, "amal", "comment", asked["record_id"], "--as", "answer", "--text", "À Azrou"
        )
        accepts = ("--accepts", said["record_id"])
        await queued(commands, "amal", "comment", asked["record_id"], *accepts)
        form = await commands.run("amal", "translate", work, "--to", "ar")
        translated = tmp_path / "ar.yaml"
        translated.write_text(form.replace('text: "', 'text: "نص: '), "utf-8")
        await queued(commands, "amal", "translate", work, translated)
        before = await commands.run("amal", "show", work)
        gone = await queued(commands, "amal", "withdraw", work, "--reason", "Une erreur")
        after = await commands.run("amal", "show", work)
        await commands.sync()
        shown = await commands.json("badr", "show", work)

        assert gone["kind"] == "record.withdraw"
        for words in ("À Azrou (en attente d'envoi)", "réponse retenue", "arabe"):
            assert words.lower() in before.lower()
        assert "RETIRÉ par son auteur : Une erreur" in after
        assert "Noter les absents." in before
        assert "Noter les absents." not in after
        assert await left(commands, "amal") == ["logged"] * 6
        assert shown["withdrawn"]["note"] == "Une erreur"
        assert shown["comments"][0]["answers"][0]["accepted"]

    played(tmp_path, use)


def test_what_waits_is_exported_with_its_files(tmp_path: Path) -> None:
    """A page for the parents' meeting tonight does not wait for the network."""

    async def use(commands: Commands) -> None:
        body = small_report(1)
        one = body.attachments.add(
            file_name="photo.png", role="picture", language="fr", licence="CC-BY-4.0"
        )
        one.title.add(lang="fr", text="L'atelier")
        one.alt_text.add(lang="fr", text="Des établis.")
        (tmp_path / "photo.png").write_bytes(picture("PNG"))
        path = commands.write("practice.report", body, "report.yaml")
        work = (await queued(commands, "amal", "publish", path, "--consent", "nobody"))["record_id"]
        page = tmp_path / "page.html"
        await commands.run("amal", "library export", work[:10], "--as", "html", "--to", page)
        (file,) = await commands.json("amal", "files", work)

        assert "data:image/png" in page.read_text("utf-8")
        assert work not in page.read_text("utf-8")
        assert (file["file_name"], file["index"]) == ("photo.png", None)

    played(tmp_path, use)


def test_what_was_given_up_is_read_and_begun_again_as_a_text_of_its_own(tmp_path: Path) -> None:
    """It stays in the drafts; nothing that follows may name what nobody will log."""

    async def use(commands: Commands) -> None:
        path = commands.write("practice.report", small_report(1), "report.yaml")
        work = (await queued(commands, "amal", "publish", path))["record_id"]
        second = await revised(commands, "amal", work, 2)
        await commands.run("amal", "outbox", "--drop", work)
        shown = await commands.run("amal", "show", second)
        again = await commands.json("amal", "draft again", 2)
        await queued(commands, "amal", "draft publish", again["number"])
        await commands.sync()

        assert "Rapport numéro 2" in shown
        assert again["parent"] == ""
        assert await left(commands, "amal") == ["dropped", "dropped", "logged"]

    played(tmp_path, use)


def test_what_is_said_offline_counts_only_once_it_is_in_the_log(tmp_path: Path) -> None:
    """A practice would be called good on one node alone, by the word of its own people."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        path = commands.write("practice.adopt", adoption(), "adoption.yaml")
        await queued(commands, "badr", "adopt", work, path)
        before = await commands.json("badr", "show", work)
        text = await commands.run("badr", "show", work)
        await commands.sync()
        after = await commands.json("badr", "show", work)

        assert [one["waiting"] for one in before["adoptions"]] == [True]
        assert (before["maturity"], after["maturity"]) == ("trial", "good")
        assert "a marché (en attente d'envoi)" in text

    played(tmp_path, use)


def test_the_rules_of_sharing_hold_for_what_waits(tmp_path: Path) -> None:
    """What the hub will refuse next week is refused now, while its author is there."""

    async def use(commands: Commands) -> None:
        path = commands.write("practice.report", small_report(1), "report.yaml")
        at = work = (await queued(commands, "amal", "publish", path))["record_id"]
        adopted = commands.write("practice.adopt", adoption(), "adoption.yaml")
        for number in range(4):
            words = ("--text", f"Mot {number}")
            at = (await queued(commands, "amal", "comment", at, *words))["record_id"]
        deeper = ("comment", at, "--text", "encore", "--yes")

        assert await commands.refused("amal", "adopt", work, adopted) == "KIND_PRECONDITION"
        assert await commands.refused("amal", *deeper, code=4) == "KIND_BODY_INVALID"

    played(tmp_path, use)


def test_a_number_that_is_not_here_yet_says_how_many_are(tmp_path: Path) -> None:
    """Somebody reads the number on the telephone; it is no mistake of writing."""

    async def use(commands: Commands) -> None:
        size = len(await commands.json("amal", "list"))
        told = await commands.run("amal", "show", 99, code=6)
        arabic = await commands.run("amal", "show", 99, "--lang", "ar", code=6)
        wrong = await commands.run("amal", "show", "zz", code=4)

        assert size < 99
        assert "forsa-node sync" in told
        assert "n° 99" in told
        assert "99" in arabic
        assert "ni un numéro ni un identifiant" in wrong

    played(tmp_path, use)


async def revised(commands: Commands, holder: str, which: str, number: int) -> str:
    """Queue a new version of a report; return its record id."""
    draft = await commands.json(holder, "draft revise", which)
    path = commands.write("practice.report", small_report(number), f"report-{number}.yaml")
    await commands.json(holder, "draft update", draft["number"], path)
    row = await queued(commands, holder, "draft publish", draft["number"])
    return str(row["record_id"])


def refuse(commands: Commands, holder: str, record_id: str) -> None:
    """As a hub that finds a reason of its own."""
    member, _, _ = holder.partition("/")
    error = ConflictError("not now", Reason.KIND_PRECONDITION)
    node = commands.network.nodes[f"{member}/n1"]
    node.member.keep_answers((), [Rejection(bytes.fromhex(record_id), error)])


def test_what_is_refused_later_takes_its_versions_along_and_is_begun_again(tmp_path: Path) -> None:
    """A second version of what was never logged can be sent by nobody; its text is not lost."""

    async def use(commands: Commands) -> None:
        path = commands.write("practice.report", small_report(1), "report.yaml")
        first = (await queued(commands, "amal", "publish", path))["record_id"]
        second = await revised(commands, "amal", first, 2)
        third = await revised(commands, "amal", second, 3)
        refuse(commands, "amal", first)
        shown = await commands.json("amal", "show", third)
        told = await commands.run("amal", "outbox")
        again = await commands.json("amal", "draft again", 3)
        await queued(commands, "amal", "draft publish", again["number"])
        await commands.sync()
        (listed,) = await commands.json("badr", "list", "--kind", "practice")

        assert await left(commands, "amal") == ["refused"] * 3 + ["logged"]
        assert "Rapport numéro 3" in shown["text"]
        assert "draft again" in told
        assert again["parent"] == ""
        assert listed["title"] == "Rapport numéro 3"

    played(tmp_path, use)


def test_an_answer_whose_first_version_was_refused_answers_the_work_itself(tmp_path: Path) -> None:
    """Its correction would name a record that no log has, and be refused for ever."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        for number, verdict in enumerate(("too_early", "worked")):
            path = commands.write("practice.adopt", adoption(verdict), f"a{number}.yaml")
            row = await queued(commands, "badr", "adopt", work, path)
            if number == 0:
                first = row["record_id"]
        refuse(commands, "badr", first)
        again = await commands.json("badr", "draft again", 2)
        await queued(commands, "badr", "draft publish", again["number"])
        await commands.sync()
        shown = await commands.json("amal", "show", work)

        assert again["parent"] == work
        assert [one["verdict"] for one in shown["adoptions"]] == ["worked"]

    played(tmp_path, use)


def test_a_draft_of_what_was_refused_meanwhile_is_a_text_of_its_own(tmp_path: Path) -> None:
    """Who had begun the next version when the refusal came goes on writing, and publishes."""

    async def use(commands: Commands) -> None:
        path = commands.write("practice.report", small_report(1), "report.yaml")
        first = (await queued(commands, "amal", "publish", path))["record_id"]
        draft = await commands.json("amal", "draft revise", first)
        refuse(commands, "amal", first)
        await queued(commands, "amal", "draft publish", draft["number"])
        await commands.sync()

        assert await left(commands, "amal") == ["refused", "logged"]

    played(tmp_path, use)


def test_a_comment_on_what_was_refused_is_refused_while_its_author_is_there(tmp_path: Path) -> None:
    """It would wait for the network only to be refused there."""

    async def use(commands: Commands) -> None:
        path = commands.write("practice.report", small_report(1), "report.yaml")
        work = (await queued(commands, "amal", "publish", path))["record_id"]
        words = ("comment", work, "--text", "Où ?")
        await commands.run("amal", *words, code=6, answers="non\n")
        refuse(commands, "amal", work)

        assert await commands.refused("amal", *words, "--yes") == "RECORD_UNKNOWN"
        assert await commands.refused("amal", "draft publish", 2, "--yes") == "PARENT_INVALID"

    played(tmp_path, use)


def test_versions_written_offline_are_joined_as_a_whole_with_the_one_that_was_first(
    tmp_path: Path,
) -> None:
    """The version that came too late was joined, and what its author wrote after it was lost."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        second = await revised(commands, "amal", work, 2)
        third = await revised(commands, "amal", second, 3)
        node = commands.network.nodes["amal/n1"]
        body = small_report(1)
        body.summary[0].text = "Un autre résumé, écrit ailleurs en même temps."
        other = note(
            node,
            "",
            kind="practice.report",
            body=body.SerializeToString(deterministic=True),
            object_id=node.member.items()[0].record.header.object_id,
            parent=bytes.fromhex(work),
            languages=("fr",),
            region="MA-05",
            audience="network",
        )
        client = await node.link.client(node.member.accepted())
        answered = await client.publish([other.item])
        assert answered.results[0].index, answered.results[0].refusal
        await commands.sync()
        told = await commands.run("amal", "outbox")
        merged = await commands.json("amal", "draft merge", second)
        same = await commands.json("amal", "draft merge", third)
        text = await commands.run("amal", "draft show", merged["number"])

        assert await left(commands, "amal") == ["logged", "refused", "refused"]
        assert told.count("draft merge") == 2
        assert same["number"] == merged["number"]
        assert "Rapport numéro 3" in text

    played(tmp_path, use)
