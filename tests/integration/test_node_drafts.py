"""From a file to a signed record: findings, answers to them, the second person, versions."""

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from forsa.samples import sample_paths
from forsa.v1.effects_pb2 import RecordAct
from forsa.v1.practice_pb2 import PracticeReport
from forsa_node.drafts.writing import Answering
from forsa_node.reading import reading
from forsa_node.store.outbox import OutboxState

from tests.support.commands import SETTINGS, Commands, commands_of, run_command, told
from tests.support.desks import PHONE, desk_of, write, written
from tests.support.made_files import picture
from tests.support.nodes import copy_of, note
from tests.support.reports import small_report
from tests.support.two_versions import add_second_node, write_at_once

Use = Callable[[Commands], Awaitable[None]]


def played(folder: Path, use: Use, *members: str) -> None:
    """Let members of a network work."""

    async def run() -> None:
        async with commands_of(folder, *(members or ("amal",))) as commands:
            await use(commands)

    asyncio.run(run())


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A copy of that folder: writing and signing need no network."""
    return copy_of(joined, tmp_path / "w" / "amal", SETTINGS)


def outbox(folder: Path) -> list[PracticeReport]:
    """The bodies of what was signed."""
    with reading(folder) as stores:
        items = stores.member.items(OutboxState.WAITING)
    return [PracticeReport.FromString(one.body) for one in items]


# Findings.


def test_a_draft_is_kept_with_everything_that_is_wrong_and_mended_in_place(folder: Path) -> None:
    """Half a text is worth keeping; the same file again is the same draft."""
    path = folder.parent / "report.md"
    path.write_text("---\nkind: practice.report\ntitle: Le carnet\n---\n\n## Contexte\n\nBref.\n")
    first = told(folder, "draft add", path)
    path.write_text(path.read_text().replace("Bref.", "Les absences se voyaient trop tard. " * 8))
    again = told(folder, "draft add", path)
    (listed,) = told(folder, "draft list")

    assert not first["ready"]
    assert len(first["findings"]) > 5
    assert all(one["text"] for one in first["findings"])
    assert (again["number"], listed["number"]) == (first["number"], first["number"])
    assert len(again["findings"]) < len(first["findings"])


def test_a_language_outside_the_list_stays_a_draft_with_its_finding(folder: Path) -> None:
    """What the rules refuse is not lost."""
    report = small_report(1)
    report.title[0].lang = report.common.original_language = "de"
    draft = told(folder, "draft add", write(folder.parent / "de.yaml", report))

    assert not draft["ready"]
    assert any("language" in one["path"] for one in draft["findings"])
    assert told(folder, "draft publish", 1, "--yes", code=4)


def test_a_number_in_a_text_blocks_until_it_is_masked(folder: Path) -> None:
    """The preview masks it too: a screen is a place where it can be read."""
    draft = told(folder, "draft add", written(folder.parent, 1, f" Appelez le {PHONE}."))
    (finding,) = draft["scan"]
    stopped = told(folder, "draft publish", 1, "--yes", code=4)
    masked = told(folder, "draft mask", 1)
    told(folder, "draft publish", 1, "--yes")
    (body,) = outbox(folder)

    assert (finding["what"], finding["blocks"]) == ("phone", True)
    assert 0 < finding["start"] < finding["end"]
    assert PHONE not in json.dumps([draft["scan"], stopped])
    assert masked["scan"] == []
    assert PHONE not in body.summary[0].text
    assert "Appelez le" in body.summary[0].text
    assert body.common.scan_overrides == 0


def test_what_blocks_may_stay_for_a_written_reason_that_is_counted(folder: Path) -> None:
    """The hub takes as many findings as the author answered for, and no more."""
    draft = told(folder, "draft add", written(folder.parent, 1, f" Le {PHONE}, puis le {PHONE}."))
    first, second = (one["id"] for one in draft["scan"])
    short = told(folder, "draft override", 1, first, "--reason", "oui", code=4)
    kept = told(
        folder, "draft override", 1, first, "--reason", "numéro public du centre", "--by", "A"
    )
    half = told(folder, "draft publish", 1, "--yes", code=4)
    told(folder, "draft override", 1, second, "--reason", "numéro public du centre")
    told(folder, "draft publish", 1, "--yes")
    (body,) = outbox(folder)

    assert short["error"]["reason"] == "KIND_BODY_INVALID"
    assert [one["reason"] for one in kept["scan"]] == ["numéro public du centre", None]
    assert half
    assert body.common.scan_overrides == 2


def test_a_warning_is_confirmed_by_the_author_and_not_by_silence(folder: Path) -> None:
    """A name may stay, if somebody looked at it; who says no has published nothing."""
    path = written(folder.parent, 1, " Karim a aidé les autres.")
    draft = told(folder, "draft add", path)
    no = run_command(folder, "draft publish", 1, answers="n\ny\n")
    unsent = outbox(folder)
    yes = run_command(folder, "draft publish", 1, answers="y\ny\n")

    assert [one["blocks"] for one in draft["scan"]] == [False]
    assert (no.exit_code, unsent) == (6, [])
    assert yes.exit_code == 0, yes.output
    assert len(outbox(folder)) == 1


def test_a_confirmed_warning_is_confirmed_for_these_words_alone(folder: Path) -> None:
    """Another name in the same place is another question."""
    told(folder, "draft add", written(folder.parent, 1, " Karim a aidé les autres."))
    confirmed = told(folder, "draft confirm", 1)
    changed = told(folder, "draft update", 1, written(folder.parent, 1, " Samira a aidé."))

    assert [one["answered_by"] is None for one in confirmed["scan"]] == [False]
    assert [one["answered_by"] is None for one in changed["scan"]] == [True]


def test_names_of_the_centres_own_learners_block(folder: Path) -> None:
    """Only the node has the list; it is part of no record and no message."""
    (folder / "learner-names.txt").write_text("# la classe\nYlfraszt\n", encoding="utf-8")
    draft = told(folder, "draft add", written(folder.parent, 1, " Ylfraszt a réussi."))
    (folder / "learner-names.txt").write_bytes(b"\xff\xfe")
    broken = told(folder, "draft show", 1, code=4)

    assert [(one["what"], one["blocks"]) for one in draft["scan"]] == [("learner_name", True)]
    assert "Ylfraszt" not in json.dumps(draft["scan"])
    assert "learner-names.txt" in broken["error"]["detail"]


def test_a_picture_waits_until_somebody_says_who_can_be_recognised(folder: Path) -> None:
    """The consent question is asked for every picture, and the answer is part of the record."""
    report = small_report(1)
    report.attachments.add(
        file_name="atelier.png", role="picture", language="fr", licence="CC-BY-4.0"
    )
    report.attachments[0].title.add(lang="fr", text="L'atelier")
    report.attachments[0].alt_text.add(lang="fr", text="Des établis vides.")
    path = write(folder.parent / "report.yaml", report)
    (folder.parent / "atelier.png").write_bytes(picture("PNG"))
    draft = told(folder, "draft add", path)
    stopped = told(folder, "draft publish", 1, "--yes", code=4)
    said = told(folder, "draft consent", 1, "nobody", "atelier.png")

    assert draft["consent_unasked"] == ["atelier.png"]
    assert stopped[0]["ready"] is False
    assert said["ready"]
    assert told(folder, "draft export", 1, "--to", folder.parent / "out")
    assert (folder.parent / "out" / "atelier.png").read_bytes() == picture("PNG")


def test_taking_many_files_tells_how_far_it_is(folder: Path) -> None:
    """Two hundred MiB of a course take their time on a small machine: silence looks like a hang."""
    report = small_report(1)
    for number in range(3):
        name = f"photo-{number}.png"
        report.attachments.add(file_name=name, role="picture", language="fr")
        (folder.parent / name).write_bytes(picture("PNG", compress_level=number))
    told_of: list[tuple[int, int]] = []
    with closing(desk_of(folder)) as desk:
        path = write(folder.parent / "report.yaml", report)
        desk.add(path, "Amal", Answering(), "fr", lambda *at: told_of.append(at))

    assert told_of == [(1, 3), (2, 3), (3, 3)]


# The second person.


def test_a_second_person_says_yes_to_exactly_what_is_signed(folder: Path) -> None:
    """Four eyes on every text, where the association asks for them."""
    (folder / "node.toml").write_text(f'{SETTINGS}approval = true\napprovers = ["Badia", "Amal"]\n')
    told(folder, "draft add", written(folder.parent, 1), "--by", "Amal")
    waits = told(folder, "draft publish", 1, "--yes", code=6)
    by_author = told(folder, "draft approve", 1, "--by", "amal", "--yes", code=6)
    by_stranger = told(folder, "draft approve", 1, "--by", "Cyn", "--yes", code=6)
    approved = told(folder, "draft approve", 1, "--by", "Badia", "--yes")
    changed = told(folder, "draft update", 1, written(folder.parent, 2))
    again = told(folder, "draft publish", 1, "--yes", code=6)
    told(folder, "draft approve", 1, "--by", "Badia", "--yes")
    told(folder, "draft publish", 1, "--yes")

    assert waits
    assert again
    assert by_author["error"]["reason"] == by_stranger["error"]["reason"] == "KIND_NOT_ALLOWED"
    assert (approved["approved_by"], changed["approved_by"]) == ("Badia", "")
    assert len(outbox(folder)) == 1


def test_an_answer_to_a_finding_after_the_yes_asks_for_another_yes(folder: Path) -> None:
    """Else the author could keep a number for a reason the second person never saw."""
    (folder / "node.toml").write_text(f"{SETTINGS}approval = true\n")
    draft = told(folder, "draft add", written(folder.parent, 1, f" Le {PHONE}."), "--by", "Amal")
    finding = draft["scan"][0]["id"]
    told(folder, "draft override", 1, finding, "--reason", "numéro public du centre")
    told(folder, "draft approve", 1, "--by", "Badia", "--yes")
    told(folder, "draft override", 1, finding, "--reason", "parce que je le veux")

    assert told(folder, "draft publish", 1, "--yes", code=6)
    told(folder, "draft approve", 1, "--by", "Badia", "--yes")
    told(folder, "draft publish", 1, "--yes")


def test_what_must_be_mended_is_approved_by_nobody(folder: Path) -> None:
    """A yes before the text is whole would be a yes to nothing."""
    (folder / "node.toml").write_text(f"{SETTINGS}approval = true\n")
    told(folder, "draft add", written(folder.parent, 1, f" {PHONE}"), "--by", "Amal")

    assert told(folder, "draft approve", 1, "--by", "Badia", "--yes", code=4)


def test_the_second_person_is_the_last_to_say_yes(folder: Path) -> None:
    """Approved first, the draft was told to wait for an approval that it had, and lost it then."""
    (folder / "node.toml").write_text(f"{SETTINGS}approval = true\n")
    kept = told(folder, "draft add", written(folder.parent, 1, " Karim a aidé."), "--by", "Amal")
    early = told(folder, "draft approve", 1, "--by", "Badia", "--yes", code=6)
    confirmed = told(folder, "draft confirm", 1)
    approved = told(folder, "draft approve", 1, "--by", "Badia", "--yes")
    says = run_command(folder, "draft list").stdout

    assert early["error"]["reason"] == "KIND_PRECONDITION"
    assert [kept["missing"], confirmed["missing"]] == [["warnings", "approval"], ["approval"]]
    assert [one["ready"] for one in (kept, confirmed, approved)] == [False, False, True]
    assert approved["missing"] == []
    assert "prêt" in says
    assert "deuxième personne" not in says


def test_a_draft_with_warnings_is_not_ready(folder: Path) -> None:
    """A program published on « ready », and was refused; people were told so, too."""
    kept = told(folder, "draft add", written(folder.parent, 1, " Karim a aidé."))
    says = run_command(folder, "draft list").stdout
    confirmed = told(folder, "draft confirm", 1)

    assert [(one["ready"], one["missing"]) for one in (kept, confirmed)] == [
        (False, ["warnings"]),
        (True, []),
    ]
    assert "prêt" not in says
    assert "avertissements à relire et à confirmer : 1" in says


# Ends.


def test_a_discarded_draft_stays_readable_and_is_not_worked_on(folder: Path) -> None:
    """People discard the wrong one."""
    told(folder, "draft add", written(folder.parent, 1))
    told(folder, "draft discard", 1)

    assert told(folder, "draft list") == []
    assert [one["state"] for one in told(folder, "draft list", "--all")] == ["discarded"]
    assert told(folder, "draft publish", 1, "--yes", code=6)["error"]["reason"]
    assert told(folder, "draft show", 2, code=6)["error"]["reason"] == "RECORD_UNKNOWN"


def test_a_folder_or_file_that_is_no_text_is_told_in_words(folder: Path) -> None:
    """Whatever was dropped on the command, it does not end in a traceback."""
    picture_file = folder.parent / "photo.png"
    picture_file.write_bytes(picture("PNG"))
    large = folder.parent / "large.md"
    large.write_bytes(b"x" * (2**20 + 1))

    assert told(folder, "draft add", picture_file, code=4)["error"]["reason"] == "KIND_UNKNOWN"
    assert told(folder, "draft add", large, code=4)["error"]["reason"] == "LIMIT_EXCEEDED"


def test_what_was_signed_is_taken_up_again_with_all_that_was_said(folder: Path) -> None:
    """The text and its author's answers are not lost with it; twice the same work is no help."""
    told(folder, "draft add", written(folder.parent, 1, " Karim a aidé."))
    open_still = told(folder, "draft again", 1, code=6)
    told(folder, "draft publish", 1, "--yes")
    again = told(folder, "draft again", 1)
    told(folder, "draft publish", again["number"], "--yes")
    first, second = outbox(folder)

    assert open_still["error"]["reason"] == "KIND_PRECONDITION"
    assert [one["answered_by"] is None for one in again["scan"]] == [False]
    assert first == second
    (version, after) = told(folder, "outbox")
    assert after["object_id"] == version["object_id"]
    assert again["parent"] == version["record_id"]


# Versions.


def test_a_revision_begins_with_what_was_published_and_replaces_it(tmp_path: Path) -> None:
    """The author corrects a line, and types nothing twice."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))
        draft = await commands.json("amal", "draft revise", work)
        again = await commands.json("amal", "draft revise", work)
        report = small_report(2)
        path = commands.write("practice.report", report, "second.yaml")
        await commands.json("amal", "draft update", draft["number"], path)
        await commands.json("amal", "draft publish", draft["number"], "--yes")
        await commands.sync()
        shown = await commands.json("amal", "show", work)
        text = await commands.run("amal", "show", work)
        (listed,) = await commands.json("amal", "list")

        assert again["number"] == draft["number"]
        assert draft["parent"] == work
        assert len(shown["versions"]) == 2
        assert listed["title"] == "Rapport numéro 2"
        assert f"n° {listed['index']}" in text
        refused = await commands.refused("amal", "draft revise", "ffffffff")
        assert refused == "RECORD_UNKNOWN"

    played(tmp_path, use)


def test_two_nodes_of_a_member_that_wrote_at_once_are_shown_both_and_joined(tmp_path: Path) -> None:
    """Offline, two people revise one report: the second is refused, and nothing of it is lost."""

    async def use(commands: Commands) -> None:
        await add_second_node(commands)
        work = await commands.publish("amal/n1", "practice.report", small_report(1))
        mine, theirs = small_report(1), small_report(1)
        mine.title[0].text, theirs.title[0].text = "Le carnet du matin", "Le carnet de présence"
        mine.province = "Khénifra"
        theirs.results[0].text += " Les familles appellent d'elles-mêmes."
        lost = await write_at_once(commands, work, theirs, mine)
        outbox = await commands.json("amal/n2", "outbox")
        shown = await commands.json("amal/n2", "show", work)
        text = await commands.run("amal/n2", "show", work)
        merge = await commands.json("amal/n2", "draft merge", lost)
        again = await commands.json("amal/n2", "draft merge", lost, "--mine", "title.fr")
        await commands.json("amal/n2", "draft publish", again["number"], "--yes")
        await commands.sync()
        whole = await commands.json("amal/n1", "show", work)
        read = await commands.run("amal/n1", "show", str(whole["versions"][-1]["index"]))

        assert [one["reason"] for one in outbox if one["record_id"] == lost] == ["PARENT_STALE"]
        assert [one["record_id"] for one in shown["refused_versions"]] == [lost]
        assert "draft merge" in text
        assert [one["path"] for one in merge["conflicts"]] == ["title.fr"]
        assert (again["number"], again["conflicts"]) == (merge["number"], [])
        assert len(whole["versions"]) == 3
        for words in ("Le carnet du matin", "Khénifra", "Les familles appellent"):
            assert words in read

    played(tmp_path, use)


def test_a_redaction_erases_the_authors_own_copies_too(tmp_path: Path) -> None:
    """A name taken out of the network would stay in the outbox and on the desk it came from."""
    name = "Ylfraszt"

    async def use(commands: Commands) -> None:
        path = written(tmp_path, 1, f" {name} a réussi.")
        (row,) = await commands.json("amal", "publish", path, "--yes")
        await commands.sync()
        node, folder = commands.network.nodes["amal/n1"], commands.folder_of("amal")
        kept = _holding(folder, name)
        act = RecordAct(target=bytes.fromhex(row["record_id"]), reason="privacy")
        node.queue(note(node, "", kind="record.redact", body=b"", effect=act), "")
        await commands.sync()
        await node.exchange()
        drafts = await commands.json("amal", "draft list", "--all")
        outbox = await commands.json("amal", "outbox")
        again = await commands.refused("amal", "draft again", 1)
        await commands.network.close_node("amal")

        assert {"desk.db", "member.db"} <= kept
        assert _holding(folder, name) == set()
        assert [one["state"] for one in drafts] == ["published"]
        assert [one["state"] for one in outbox] == ["logged", "logged"]
        assert again == "BODY_REDACTED"

    played(tmp_path, use)


def _holding(folder: Path, name: str) -> set[str]:
    """Databases that hold a name, with what SQLite keeps beside them."""
    found = set()
    for path in folder.glob("*.db*"):
        with closing(sqlite3.connect(path)) if path.suffix == ".db" else nullcontext() as database:
            if database is not None:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if path.exists() and name.encode() in path.read_bytes():
            found.add(path.name)
    return found


def test_nobody_revises_the_work_of_another(tmp_path: Path) -> None:
    """The log would refuse it; the author hears so before it writes."""

    async def use(commands: Commands) -> None:
        work = await commands.publish("amal", "practice.report", small_report(1))

        assert await commands.refused("badr", "draft revise", work) == "KIND_NOT_ALLOWED"

    played(tmp_path, use, "amal", "badr")


def test_a_new_edition_must_grow_and_tell_that_hours_changed(tmp_path: Path) -> None:
    """A centre that teaches by the course sees in its number that the hours are others."""
    (course,) = (one for one in sample_paths() if "coiffure" in one.name)
    place = tmp_path / "files" / "coiffure"
    shutil.copytree(Path(str(course)), place)
    text = (place / "curriculum.yaml").read_text("utf-8")
    same = "theory_hours: 120\npractice_hours: 300"
    other = "theory_hours: 100\npractice_hours: 320"

    async def use(commands: Commands) -> None:
        (first,) = await commands.json("amal", "publish", place, "--yes")
        await commands.sync()

        async def findings(edition: str, hours: str) -> list[str]:
            changed = text.replace("edition: 1.0.0", f"edition: {edition}").replace(same, hours)
            (place / "curriculum.yaml").write_text(changed, "utf-8")
            draft = await commands.json("amal", "draft add", place, "--revises", first["record_id"])
            return [one["rule"] for one in draft["findings"] if one["path"] == "edition"]

        assert await findings("1.0.0", same) == ["edition.grows"]
        assert await findings("1.1.0", other) == ["edition.major"]
        assert await findings("1.1.0", same) == []
        assert await findings("2.0.0", other) == []

    played(tmp_path, use)
