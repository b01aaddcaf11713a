"""Two associations and a third make something of each other's work, by their commands."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.published import Refused, verify_published
from forsa.errors import Reason
from forsa.library.sharing_rules import COMMENTS_A_DAY, is_comment_limit
from forsa.v1.effects_pb2 import BallotCast, RecordHold
from forsa.v1.sharing_pb2 import CriterionScore, Review
from forsa_hub.admission import Offer
from forsa_node.node import Node
from forsa_node.store.desk import DeskStore, DraftState
from forsa_node.store.outbox import OutboxState

from tests.support.commands import Commands, commands_of
from tests.support.html import see
from tests.support.library_log import adoption, comment, local, review, translation
from tests.support.nodes import note
from tests.support.reports import small_report

Use = Callable[[Commands], Awaitable[None]]


def played(folder: Path, use: Use, *members: str) -> None:
    """Let members of a network work."""

    async def run() -> None:
        async with commands_of(folder, *(members or ("amal", "badr"))) as commands:
            await use(commands)

    asyncio.run(run())


async def answer(
    commands: Commands, holder: str, words: str, which: str, *arguments: object
) -> str:
    """Answer something and sync; return the record id."""
    (row,) = await commands.json(holder, words, which, *arguments, "--yes")
    await commands.sync()
    return str(row["record_id"])


async def questioned(commands: Commands) -> tuple[str, str, str]:
    """The record ids of a report by amal, a question of badr about it, and an answer of amal."""
    work = await commands.publish("amal", "practice.report", small_report(1))
    asked = await answer(commands, "badr", "comment", work, "--as", "question", "--text", "Où ?")
    said = await answer(commands, "amal", "comment", asked, "--as", "answer", "--text", "Là")
    return work, asked, said


def test_a_work_is_adopted_reviewed_talked_about_translated_and_credited(tmp_path: Path) -> None:
    """What the whole network is for: the author sees what came of its report."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        adopted = commands.write("practice.adopt", adoption(), "adoption.yaml")
        reviewed = commands.write("review.publish", review(4), "review.yaml")
        await answer(commands, "badr", "adopt", work, adopted)
        await answer(commands, "badr", "review", work, reviewed)
        asked = await answer(
            commands, "badr", "comment", work, "--as", "question", "--text", "Où ?"
        )
        said = await answer(
            commands, "amal", "comment", asked, "--as", "answer", "--text", "À Azrou"
        )
        form = await commands.run("badr", "translate", work, "--to", "ar")
        translated = tmp_path / "ar.yaml"
        form = form.replace("Rapport numéro 1", "تقرير رقم واحد")
        translated.write_text(form.replace('text: "', 'text: "نص: '), "utf-8")
        await answer(commands, "badr", "translate", work, translated)
        await commands.run("badr", "comment", asked, "--accepts", said, "--yes")
        await commands.sync()

        shown = await commands.json("amal", "show", work)
        text = await commands.run("amal", "show", work)
        (credit,) = await commands.json("amal", "credit")
        told = await commands.run("amal", "credit")

        assert shown["maturity"] == credit["maturity"] == "good"
        assert [one["verdict"] for one in shown["adoptions"]] == ["worked"]
        assert shown["means"] == {"feasible": {"mean": 4.0, "reviews": 1}}
        assert shown["comments"][0]["answers"][0]["accepted"]
        assert [one["language"] for one in shown["translations"]] == ["ar"]
        for words in ("Bonne pratique", "badr", "a marché", "À Azrou", "réponse retenue", "arabe"):
            assert words.lower() in text.lower()
        assert "4 sur 4" in told
        assert text.startswith("pratique · amal\n")
        sent = await commands.run("badr", "outbox")
        assert "  traduction\n" in sent
        assert "translation.publish" not in sent
        assert "traduction" in await commands.run("badr", "list", "--kind", "translation")
        assert text.count("Maturité") == 1
        assert "essai (" not in text.lower()
        in_arabic = await commands.run("amal", "show", work, "--lang", "ar")
        assert "تقرير رقم واحد" in in_arabic

    played(tmp_path, use)


def test_an_exported_practice_tells_its_maturity_as_others_made_it(tmp_path: Path) -> None:
    """A page is passed on where nobody can look up who confirmed it."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        pages = [tmp_path / "before.html", tmp_path / "after.html"]
        await commands.run("badr", "library export", work, "--as", "html", "--to", pages[0])
        adopted = commands.write("practice.adopt", adoption(), "adoption.yaml")
        await answer(commands, "badr", "adopt", work, adopted)
        await commands.run("badr", "library export", work, "--as", "html", "--to", pages[1])
        before, after = (see(page.read_text("utf-8")).text for page in pages)

        assert "Bonne pratique" in after
        assert "Bonne pratique" not in before
        assert "Essai" in before
        assert "Essai" not in after

    played(tmp_path, use)


def test_a_list_says_what_an_answer_says_and_what_it_is_about(tmp_path: Path) -> None:
    """A page of lines without a title, all alike: nobody finds the comment that was meant."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        await answer(commands, "badr", "adopt", work, commands.write("practice.adopt", adoption()))
        path = commands.write("review.publish", review())
        await answer(commands, "badr", "review", work, path)
        machine = translation({"title": "تقرير"}, "ar", "machine")
        path = commands.write("translation.publish", machine)
        await answer(commands, "badr", "translate", work, path)
        asked = await answer(commands, "badr", "comment", work, "--text", "Où ? " + "Là " * 40)
        said = await answer(commands, "amal", "comment", asked, "--text", "À Azrou")
        gone = await answer(commands, "badr", "comment", said, "--text", "Trop vite dit")
        await answer(commands, "badr", "withdraw", gone, "--reason", "Retiré")
        rows = await commands.json("amal", "list")
        text = await commands.run("amal", "list")
        shown = await commands.run("amal", "show", said)
        by_kind = {(one["kind"], one["member"]): one for one in rows}
        lines = {one["record_id"]: one for one in rows}

        assert by_kind["practice.report", "amal"]["about"] is None
        for kind, gist in (
            ("practice.adopt", "a marché"),
            ("review.publish", "approuver"),
            ("translation.publish", "Arabe (machine)"),
        ):
            row = by_kind[kind, "badr"]
            assert row["gist"].lower() == gist.lower()
            assert row["about"]["record_id"] == work
            assert f"{row['gist']} → Rapport numéro 1 (n° {row['about']['index']})" in text
        assert len(lines[asked]["gist"]) == 80
        assert lines[said]["about"]["record_id"] == asked
        assert lines[gone]["withdrawn"]
        assert "Trop vite dit" not in text
        assert f"À propos de n° {lines[asked]['index']} : commentaire · badr · Où ?" in shown

    played(tmp_path, use)


def test_what_was_said_of_an_older_version_or_of_what_was_withdrawn_is_told_so(
    tmp_path: Path,
) -> None:
    """A course of one edition worked; readers took it for praise of the next one."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        path = commands.write("practice.adopt", adoption())
        await answer(commands, "badr", "adopt", work, path)
        path = commands.write("review.publish", review())
        await answer(commands, "badr", "review", work, path)
        await commands.run("amal", "draft revise", work)
        await commands.run("amal", "draft publish", 2, "--yes")
        await commands.sync()
        path = commands.write("practice.adopt", adoption("partly"))
        newest = (await commands.json("amal", "show", work))["versions"][-1]
        await answer(commands, "badr", "adopt", newest["record_id"], path)
        shown = await commands.json("amal", "show", work)
        text = await commands.run("amal", "show", work)
        stands = await commands.run("amal", "credit")
        await answer(commands, "amal", "withdraw", work, "--reason", "Une erreur")
        gone = await commands.run("amal", "credit")
        old = shown["versions"][0]["index"]

        assert [one["of_older"] for one in shown["adoptions"]] == [True, False]
        assert [one["about"] for one in shown["reviews"]] == [work]
        for told in (text, stands):
            assert told.count(f"(sur une version plus ancienne : n° {old})") == 2
        assert "(retiré)" not in stands
        assert "(retiré)" in gone

    played(tmp_path, use)


def test_nobody_adopts_or_reviews_its_own_work(tmp_path: Path) -> None:
    """Praise of oneself; and nobody is asked anything before it is said."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        adopted = commands.write("practice.adopt", adoption(), "adoption.yaml")
        reviewed = commands.write("review.publish", review(), "review.yaml")

        assert await commands.refused("amal", "adopt", work, adopted) == "KIND_PRECONDITION"
        assert await commands.refused("amal", "review", work, reviewed) == "KIND_PRECONDITION"
        assert not commands.network.nodes["amal/n1"].member.underway()

    played(tmp_path, use)


def test_a_second_review_or_translation_is_a_new_version_of_the_first(tmp_path: Path) -> None:
    """The hub refuses two reviews of one work by one member; people change their minds."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        for score in (1, 4):
            path = commands.write("review.publish", review(score), f"review-{score}.yaml")
            await answer(commands, "badr", "review", work, path)
        for number, (to, text) in enumerate((("ar", "أول"), ("en", "First"), ("ar", "ثان"))):
            body = translation({"title": text}, to)
            path = commands.write("translation.publish", body, f"{number}.yaml")
            await answer(commands, "badr", "translate", work, path)
        shown = await commands.json("amal", "show", work)

        assert shown["means"] == {"feasible": {"mean": 4.0, "reviews": 1}}
        assert len(shown["reviews"]) == 1
        assert sorted(one["language"] for one in shown["translations"]) == ["ar", "en"]

    played(tmp_path, use)


def test_what_was_withdrawn_is_shown_with_its_reason_and_adopted_no_more(tmp_path: Path) -> None:
    """Number, title and reason stay; whoever logs an adoption all the same is shown as late."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        adopted = commands.write("practice.adopt", adoption(), "adoption.yaml")
        await commands.run(
            "amal", "withdraw", work, "--reason", "Les chiffres étaient faux", "--yes"
        )
        await commands.sync()
        refused = await commands.refused("badr", "adopt", work, adopted)
        text = await commands.run("badr", "show", work)
        (listed,) = await commands.json("badr", "list", "--kind", "practice")
        found = await commands.json("badr", "search", "Rapport")

        assert refused == "KIND_PRECONDITION"
        assert "RETIRÉ par son auteur : Les chiffres étaient faux" in text
        assert "reste sur son disque, sans être montré ni donné" in text
        assert "Rapport numéro 1" in text
        assert listed["withdrawn"]
        assert found["total"] == 0

    played(tmp_path, use)


def test_the_text_of_what_was_withdrawn_is_shown_and_given_to_nobody(tmp_path: Path) -> None:
    """An author who takes back what could hurt somebody finds it at every centre otherwise.

    By its old number as well, and for the author; a new version is offered again.
    """

    async def use(commands: Commands) -> None:
        old = await commands.publish("amal", "practice.report", small_report(1))
        await commands.run("amal", "draft revise", old)
        await commands.run("amal", "draft publish", 2, "--yes")
        await commands.sync()
        before = await commands.run("badr", "show", old)
        said = await commands.run("amal", "withdraw", old, "--reason", "Une erreur", "--yes")
        await commands.sync()
        new = (await commands.json("badr", "list", "--kind", "practice"))[0]["record_id"]

        assert "Noter les absents." in before
        assert "adressez-vous au secrétariat" in said
        assert new != old
        for holder in ("amal", "badr"):
            for which in (old, new):
                shown = await commands.json(holder, "show", which)
                assert "Noter les absents." not in str(shown)
                assert shown["title"] == "Rapport numéro 1"
                assert shown["withdrawn"]["note"] == "Une erreur"
                page = ("--as", "html", "--to", tmp_path / "page.html")
                told = await commands.run(holder, "library export", which, *page, code=6)
                assert "Son auteur l'a retiré" in told
                assert f"l'enregistrement {which} a été retiré par son auteur" in told
                assert not (tmp_path / "page.html").exists()
                form = await commands.run(holder, "translate", which, "--to", "ar", code=6)
                assert "Son auteur l'a retiré" in form
        await commands.run("amal", "draft revise", new)
        await commands.run("amal", "draft publish", 4, "--yes")
        await commands.sync()
        (again,) = await commands.json("badr", "list", "--kind", "practice")
        assert "Noter les absents." in await commands.run("badr", "show", again["record_id"])

    played(tmp_path, use)


def test_a_withdrawn_comment_is_shown_without_its_text(tmp_path: Path) -> None:
    """What was said in anger and taken back stands in full under its own number otherwise."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        said = await answer(commands, "badr", "comment", work, "--text", "Trop vite dit")
        before = await commands.run("amal", "show", said)
        await answer(commands, "badr", "withdraw", said, "--reason", "Retiré")
        after = await commands.json("amal", "show", said)

        assert "Trop vite dit" in before
        assert "Trop vite dit" not in str(after)
        assert "RETIRÉ par son auteur : Retiré" in after["text"]

    played(tmp_path, use)


def test_only_its_author_withdraws_a_record(tmp_path: Path) -> None:
    """The node says so before anything is signed."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        arguments = (work, "--reason", "Je n'aime pas", "--yes")

        assert await commands.refused("badr", "withdraw", *arguments) == "KIND_NOT_ALLOWED"

    played(tmp_path, use)


def test_only_who_asked_accepts_an_answer_and_only_an_answer(tmp_path: Path) -> None:
    """Else a question is closed by whoever likes its own word best."""

    async def use(commands: Commands) -> None:
        work, asked, said = await questioned(commands)
        apart = await answer(commands, "amal", "comment", work, "--as", "remark", "--text", "Bien")
        by_another = await commands.refused("amal", "comment", asked, "--accepts", said)
        no_question = await commands.refused("amal", "comment", apart, "--accepts", said)
        no_answer = await commands.refused("badr", "comment", asked, "--accepts", apart)

        assert by_another == "KIND_NOT_ALLOWED"
        assert no_question == no_answer == "KIND_PRECONDITION"

    played(tmp_path, use)


def test_a_comment_of_several_lines_stays_one_and_looks_like_nobody_elses(tmp_path: Path) -> None:
    """A list became a heap of words; and whoever writes lines could put words in others' mouths."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        forged = "Trois points :\n\n- matin\n    n° 1 · amal, réponse : oui"
        asked = await answer(commands, "badr", "comment", work, "--text", forged)
        await answer(commands, "amal", "comment", asked, "--text", "Merci")
        lines = (await commands.run("amal", "show", work)).splitlines()
        at = next(number for number, line in enumerate(lines) if "Trois points" in line)

        assert lines[at + 1 : at + 3] == ["    │ - matin", "    │ n° 1 · amal, réponse : oui"]
        assert lines[at + 3].endswith("amal, remarque : Merci")

    played(tmp_path, use)


def test_a_comment_that_its_author_changed_is_marked(tmp_path: Path) -> None:
    """What was answered with yes may have been another question; one accepted answer changes none.

    Lists name it by the number that the conversation shows.
    """

    async def use(commands: Commands) -> None:
        work, asked, said = await questioned(commands)
        await commands.run("badr", "comment", asked, "--accepts", said, "--yes")
        await commands.sync()
        accepted = (await commands.json("amal", "show", work))["comments"]
        draft = await commands.json("badr", "draft revise", asked)
        path = commands.write("comment.publish", comment("Est-ce vrai ?", accepts=bytes(32)))
        await commands.json("badr", "draft update", draft["number"], path)
        await commands.json("badr", "draft publish", draft["number"], "--yes")
        await commands.sync()
        changed = await commands.json("amal", "show", work)
        text = await commands.run("amal", "show", work)
        rows = {one["record_id"]: one for one in await commands.json("amal", "list")}

        assert [one["changed"] for one in accepted] == [False]
        assert [one["changed"] for one in changed["comments"]] == [True]
        assert "Est-ce vrai ? (modifié depuis)" in text
        assert rows[said]["about"]["index"] == changed["comments"][0]["index"]
        assert rows[said]["about"]["title"] == "Est-ce vrai ?"

    played(tmp_path, use)


def test_accepting_an_answer_drops_no_words(tmp_path: Path) -> None:
    """Who thanks and accepts in one command believed that the thanks were read."""

    async def use(commands: Commands) -> None:
        _, asked, said = await questioned(commands)
        for more in (("--text", "Merci !"), ("--as", "answer")):
            told = await commands.run("badr", "comment", asked, "--accepts", said, *more, code=2)
            assert "donnez une autre commande" in told
        assert await left(commands, "badr") == ["logged"]

    played(tmp_path, use)


async def left(commands: Commands, holder: str) -> list[str]:
    """States of the outbox, in order."""
    return [one["state"] for one in await commands.json(holder, "outbox")]


def test_own_words_on_own_work_are_no_credit(tmp_path: Path) -> None:
    """A member that answers itself saw its reports among those that others used."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        await answer(commands, "amal", "comment", work, "--text", "Voir aussi le site")
        alone = await commands.json("amal", "credit")
        said = await answer(commands, "badr", "comment", work, "--text", "Très utile")
        gone = await answer(commands, "badr", "comment", work, "--text", "Trop vite dit")
        await answer(commands, "badr", "withdraw", gone, "--reason", "Retiré")
        told = await commands.run("amal", "credit")

        assert alone == []
        assert said
        assert "questions et remarques : 1" in told

    played(tmp_path, use)


def test_a_conversation_ends_at_the_fourth_level(tmp_path: Path) -> None:
    """The node says it before the hub has to."""

    async def use(commands: Commands) -> None:
        at = await commands.publish("amal", "practice.report", small_report(1))
        for number in range(4):
            at = await answer(commands, "badr", "comment", at, "--text", f"Mot {number}")
        arguments = (at, "--text", "encore", "--yes")

        assert await commands.refused("badr", "comment", *arguments, code=4) == "KIND_BODY_INVALID"
        assert "Répondez un rang plus haut" in await commands.run(
            "badr", "comment", *arguments, code=4
        )

    played(tmp_path, use)


def node_of(commands: Commands, member: str) -> Node:
    """The open node of a member."""
    return commands.network.nodes[f"{member}/n1"]


def comment_on(record_id: str, words: str) -> dict[str, Any]:
    """A comment, for whoever signs without asking the rules."""
    return {
        "kind": "comment.publish",
        "body": comment(words).SerializeToString(deterministic=True),
        "parent": bytes.fromhex(record_id),
        "languages": ("fr",),
        "audience": "network",
    }


def test_the_thirty_first_comment_of_a_day_is_refused_by_the_node(tmp_path: Path) -> None:
    """Those that another node of the member signed count too: they are in the log."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        node = commands.network.nodes["badr/n1"]
        client = await node.link.client(None)
        for number in range(COMMENTS_A_DAY - 1):
            signed = note(node, "", **comment_on(work, f"Mot {number}"))
            answered = await client.publish([signed.item])
            assert answered.results[0].index, answered
        await commands.sync()
        await commands.run("badr", "comment", work, "--text", "le trentième", "--yes")
        arguments = (work, "--text", "de trop", "--yes")
        waiting = await commands.refused("badr", "comment", *arguments)
        told = await commands.run("badr", "comment", *arguments, code=6)
        await commands.sync()

        patched = note(node_of(commands, "badr"), "", **comment_on(work, "malgré tout"))
        client = await node_of(commands, "badr").link.client(None)
        answered = await client.publish([patched.item])
        (at_the_hub,) = verify_published(
            answered, [patched.record], node_of(commands, "badr").identity.roots()
        )

        assert isinstance(at_the_hub, Refused)
        assert at_the_hub.error.reason is Reason.RATE_LIMITED
        assert is_comment_limit(at_the_hub.error)
        assert "Rien n'est parti" in told
        assert "draft list" in told
        assert waiting == "RATE_LIMITED"
        assert await commands.refused("badr", "comment", *arguments) == "RATE_LIMITED"

    played(tmp_path, use)


def test_comments_over_the_limit_hold_up_nothing_else(tmp_path: Path) -> None:
    """Two offline nodes of a member talk too much: a ballot behind it may not miss its vote."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        node = node_of(commands, "badr")
        said = [note(node, "", **comment_on(work, f"Mot {n}")) for n in range(COMMENTS_A_DAY + 1)]
        vote = Draft("ballot.cast", effect=BallotCast(choice="for"), audience="network")
        ballot = sign_draft(vote, node.identity, node.clock.now_ms())
        for signed in (*said, ballot, note(node, "Et le reste")):
            node.queue(signed, "")
        await node.sync()
        waiting = node.member.items(OutboxState.WAITING)

        assert [one.record.record_id for one in waiting] == [said[-1].record.record_id]
        assert node.held_up is not None
        assert node.held_up.reason is Reason.RATE_LIMITED
        assert node.push_wait_seconds() == 0

    played(tmp_path, use)


def test_relations_are_shown_at_both_ends(tmp_path: Path) -> None:
    """Who replicates a practice names it; its author sees it."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        report = small_report(2)
        report.related.add(record_id=bytes.fromhex(work), relation="replicates")
        report.related.add(record_id=bytes(31) + b"\1", relation="cites")
        other = await commands.publish("badr", "practice.report", report)
        here = await commands.json("amal", "show", work)
        there = await commands.json("amal", "show", other)
        text = await commands.run("amal", "show", work)

        assert [(one["direction"], one["record_id"]) for one in here["related"]] == [
            ("from", other)
        ]
        assert [
            (one["direction"], one["relation"], one["index"] is None) for one in there["related"]
        ] == [
            ("to", "replicates", False),
            ("to", "cites", True),
        ]
        assert "reproduit" in text

    played(tmp_path, use)


def test_a_flag_tells_why_in_words_and_what_it_is_about(tmp_path: Path) -> None:
    """The secretariat reads a note otherwise, and must guess what it is about.

    And who flags is told first who reads it: members wrote down whom they recognised.
    """

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        given = ("--reason", "identifies_person", "--note", "Page 2")
        asked = await commands.run("badr", "flag", work, *given, code=6, answers="non\n")
        flagged = await answer(commands, "badr", "flag", work, *given)
        text = await commands.run("amal", "show", flagged)
        told = (await commands.json("amal", "show", flagged))["flag"]

        assert "lu par tous les membres du réseau, et non par le public" in asked
        assert "Signalement (on y reconnaît une personne)" in text
        assert "amal · Rapport numéro 1" in text
        assert (told["reason"], told["record_id"]) == ("identifies_person", work)

    played(tmp_path, use)


def test_a_flag_on_a_public_text_is_told_to_the_network_alone(tmp_path: Path) -> None:
    """A note on who can be recognised in a text is nothing for the whole world."""

    async def use(commands: Commands) -> None:
        work = await commands.publish(
            "amal", "practice.report", small_report(1), "--audience", "public"
        )
        arguments = ("--reason", "identifies_person", "--note", "Un prénom rare y figure.")
        flagged = await answer(commands, "badr", "flag", work, *arguments)
        node = commands.network.nodes["badr/n1"]
        index = node.mirror.store.read(lambda log: log.index_of([bytes.fromhex(flagged)]))
        (entry,) = node.mirror.store.read(lambda log: log.entries_at(list(index.values())))

        assert entry.record().header.audience == "network"

    played(tmp_path, use)


def test_what_no_honest_program_signs_is_shown_and_believed_by_nobody(tmp_path: Path) -> None:
    """Another program logs garbage in the kinds of sharing: every screen still works."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        hostile = Review(
            recommendation="\x1b[2Jburn",
            scores=[CriterionScore(criterion="feasible\u202e", score=9)],
            comment=local("\x1b]0;title\x07\u202eevil"),
        )
        node = commands.network.nodes["badr/n1"]
        for kind, body in (
            ("practice.adopt", b"\xff\xff\xff"),
            ("review.publish", hostile.SerializeToString()),
            ("translation.publish", b"\x08\x01"),
            ("comment.publish", comment("\x1b[31mrouge\u2066\r\n!", "shout").SerializeToString()),
        ):
            signed = note(node, "", kind=kind, body=body, parent=bytes.fromhex(work))
            await _log_all_the_same(commands, signed)
        await commands.sync()
        text = await commands.run("amal", "show", work)
        shown = await commands.json("amal", "show", work)
        told = await commands.run("amal", "credit")
        listed = await commands.run("amal", "list")
        found = await commands.run("amal", "search", "Rapport")

        assert shown["maturity"] == "trial"
        assert shown["means"] == {}
        assert len(shown["adoptions"]) == len(shown["reviews"]) == len(shown["comments"]) == 1
        for output in (text, told, listed, found):
            assert not set("\x1b\x07\r\u202e\u2066") & set(output)

    played(tmp_path, use)


async def _log_all_the_same(commands: Commands, signed: Signed) -> None:
    """As a hub would that checks no bodies."""
    offer = Offer(signed.record, signed.salt, signed.body, None, None)
    await commands.network.hub.core.sequencer.publish([offer])


def test_a_text_on_hold_is_translated_by_nobody(tmp_path: Path) -> None:
    """The form for translators would show what must not be shown."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        effect = RecordHold(target=bytes.fromhex(work), reason="privacy", days=7)
        draft = Draft("record.hold", effect=effect, audience="public")
        signed = sign_draft(draft, commands.network.office, commands.network.clock.now_ms())
        await _log_all_the_same(commands, signed)
        await commands.sync()
        found = await commands.json("badr", "search", "Rapport")
        listed = await commands.json("badr", "list", "--kind", "practice")

        assert await commands.refused("badr", "translate", work, "--to", "ar") == "BODY_HELD"
        assert found["total"] == 0
        assert [one["here"] for one in listed] == [False]
        assert "mis en attente" in await commands.run("badr", "show", work)
        assert "Rapport" in str((await commands.json("amal", "draft revise", work))["title"])

    played(tmp_path, use)


def test_a_program_gets_the_form_of_a_translation_as_json(tmp_path: Path) -> None:
    """`--json` printed YAML with comments, and the exit code said that all was well."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        form = await commands.json("badr", "translate", work, "--to", "ar")
        for one in form["fields"]:
            one["text"] = f"نص: {one['text']}"
        file = tmp_path / "ar.json"
        file.write_text(json.dumps(form), "utf-8")
        await answer(commands, "badr", "translate", work, file)
        await commands.sync()
        shown = await commands.json("amal", "show", work)

        assert (form["kind"], form["from_language"]) == ("translation.publish", "fr")
        assert [one["language"] for one in shown["translations"]] == ["ar"]

    played(tmp_path, use)


def test_a_translation_form_says_what_to_do_and_is_not_taken_untouched(tmp_path: Path) -> None:
    """Who did not find out how to fill it in published French under the name of Arabic."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        form = await commands.run("badr", "translate", work, "--to", "ar")
        in_arabic = await commands.run("badr", "translate", work, "--to", "ar", "--lang", "ar")
        file = tmp_path / "ar.yaml"
        file.write_text(form, "utf-8")
        untouched = await commands.run("badr", "translate", work, file, "--yes", code=4)
        file.write_text(form.replace('text: "', 'text: "نص: ', 3), "utf-8")
        await commands.refused("badr", "translate", work, file, "--yes", code=4)
        translated = form.replace('text: "', 'text: "نص: ')
        file.write_text(translated.replace('"نص: Relever"', '"Relever"'), "utf-8")
        taken = await commands.run("badr", "translate", work, file, "--yes")

        assert form.startswith("# Traduction Français → Arabe.")
        assert in_arabic.startswith("# ترجمة من الفرنسية إلى العربية.")
        assert "le texte est resté celui d'origine" in untouched
        assert "Étapes 1 › Titre (ar) : le texte est resté celui d'origine" in taken
        assert "Contexte" not in taken.split("──")[0]

    played(tmp_path, use)


@pytest.mark.parametrize(
    ("option", "value"), [("--method", "machine"), ("--to", "en"), ("--from", "en")]
)
def test_a_translation_is_what_its_file_says_and_no_option_is_dropped(
    tmp_path: Path, option: str, value: str
) -> None:
    """A machine's translation was published under the name of a person."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        machine = translation({"title": "تقرير"}, "ar", "machine")
        files = {
            "human": commands.write(
                "translation.publish", translation({"title": "تقرير"}), "h.yaml"
            ),
            "machine": commands.write("translation.publish", machine, "m.yaml"),
        }
        told = await commands.run("badr", "translate", work, files["human"], option, value, code=4)
        same = ("--method", "machine", "--to", "ar", "--from", "fr")
        await answer(commands, "badr", "translate", work, files["machine"], *same)
        shown = await commands.json("amal", "show", work, "--lang", "ar")

        assert "ne disent pas la même chose" in told
        assert value in told
        assert [one["method"] for one in shown["translations"]] == ["machine"]
        assert "ترجمة آلية" in shown["text"]

    played(tmp_path, use)


def test_a_form_has_the_texts_of_the_version_that_its_translation_answers(tmp_path: Path) -> None:
    """Texts of the newest version were published as a translation of an old one: shown nowhere."""

    async def use(commands: Commands) -> None:
        old = await commands.publish("amal", "practice.report", small_report(1))
        draft = await commands.json("amal", "draft revise", old)
        path = commands.write("practice.report", small_report(2))
        await commands.json("amal", "draft update", draft["number"], path)
        await commands.json("amal", "draft publish", draft["number"], "--yes")
        await commands.sync()
        newest = (await commands.json("badr", "show", old))["versions"][-1]
        of_old = await commands.run("badr", "translate", old, "--to", "ar")
        form = await commands.run("badr", "translate", newest["record_id"], "--to", "ar")

        assert "Rapport numéro 1" in of_old
        assert f"Une version plus récente existe : n° {newest['index']}" in of_old
        assert "Rapport numéro 2" in form
        assert "Une version plus récente" not in form

    played(tmp_path, use)


def test_a_form_is_made_for_the_languages_of_the_network_alone(tmp_path: Path) -> None:
    """A misspelt tag was found only once everything was translated."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        told = await commands.run("badr", "translate", work, "--to", "klingon", code=4)
        same = await commands.run("badr", "translate", work, "--to", "fr", code=4)

        assert "« klingon » n'est pas une langue du réseau" in told
        assert "fr, ar, ary, zgh, tzm, shi, rif, en" in told
        assert "la traduction mène à la langue de départ" in same
        assert "kind: translation.publish" in await commands.run(
            "badr", "translate", work, "--to", "zgh"
        )

    played(tmp_path, use)


def test_drafts_of_refused_answers_stay_and_say_what_they_are(tmp_path: Path) -> None:
    """What somebody wrote is not thrown away with the refusal."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        adopted = commands.write("practice.adopt", adoption(), "adoption.yaml")
        wrong = await commands.refused("badr", "review", work, adopted, code=4)
        await commands.refused("amal", "adopt", work, adopted)
        desk = DeskStore(commands.folder_of("amal"))
        drafts = desk.drafts(DraftState.OPEN)
        desk.close()

        assert wrong == "KIND_UNKNOWN"
        assert [one.kind for one in drafts] == ["practice.adopt"]

    played(tmp_path, use)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_screen_speaks_the_readers_language(tmp_path: Path, language: str) -> None:
    """Labels, verdicts, notes: none is left in the code's words."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        adopted = commands.write("practice.adopt", adoption(), "adoption.yaml")
        await answer(commands, "badr", "adopt", work, adopted)
        text = await commands.run("amal", "show", work, "--lang", language)
        credit = await commands.run("amal", "credit", "--lang", language)
        words = {
            "fr": ("Bonne pratique", "a marché", "Béni Mellal-Khénifra"),
            "ar": ("ممارسة جيدة", "نجحت", "بني ملال"),
            "en": ("Good practice", "worked"),
        }

        for word in words[language]:
            assert word in text
            assert language == "en" or word in credit or word.startswith(("Béni", "بني"))

    played(tmp_path, use)
