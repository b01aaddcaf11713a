"""Files of a draft: who can be recognised, what they tell, and what a second person said yes to."""

import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from forsa.client.identity import Identity, create_identity
from forsa.client.node_keys import NodeKeys
from forsa.errors import ConflictError, MalformedError, NotFoundError
from forsa.kinds.findings import Finding, Level
from forsa.testing.clock import FakeClock
from forsa.v1.common_pb2 import Attachment, LocalText
from forsa_node.cli import main
from forsa_node.config import Config
from forsa_node.drafts.desk import Desk
from forsa_node.drafts.stripping import look, strip_files
from forsa_node.drafts.writing import Answering
from forsa_node.store.desk import HeldFile

from tests.support import made_files as made
from tests.support.reports import small_report

PRACTICE = "practice.report"
AUTHOR = "Amal"
PHOTO = made.picture("JPEG", made.exif_block(6))
OTHER = made.picture("JPEG", made.exif_block(), quality=10)
SOUND = made.mp3()
SHEET = b"centre;note\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk of a node where a second person has to approve."""
    identity = Identity(tmp_path / "node", bytes(32), "amal", "n1", "Amal")
    create_identity(identity, NodeKeys.draw())
    with closing(Desk(identity.folder, identity, Config(approval=True), FakeClock())) as opened:
        yield opened


def attachment(name: str, role: str, alt: str = "") -> Attachment:
    """A file as its author describes it."""
    one = Attachment(
        file_name=name,
        title=[LocalText(lang="fr", text="Un fichier")],
        role=role,
        licence="CC-BY-SA-4.0",
    )
    if alt:
        one.alt_text.add(lang="fr", text=alt)
    return one


def held(desk: Desk, data: bytes) -> HeldFile:
    """The data in the node's store."""
    return HeldFile(*desk.files.put(io.BytesIO(data)))


def begin(desk: Desk, files: dict[str, bytes], *described: Attachment) -> int:
    """A draft of a report with these files; its number."""
    report = small_report(1)
    report.attachments.extend(described)
    kept = {name: held(desk, data) for name, data in files.items()}
    return desk.add_message(PRACTICE, report, AUTHOR, Answering(), "fr", kept)[0].number


def with_photo(desk: Desk, data: bytes = PHOTO) -> int:
    """A draft with a photograph that is described."""
    return begin(desk, {"atelier.jpg": data}, attachment("atelier.jpg", "picture", "Un établi"))


def findings(desk: Desk, number: int) -> list[Finding]:
    """What the rules find in a draft."""
    return list(desk.check(number).loaded.findings)


def rules(desk: Desk, number: int) -> set[str]:
    """The rules that it breaks or is warned by."""
    return {one.rule for one in findings(desk, number)}


# --- consent ---


@pytest.mark.parametrize(
    ("name", "data", "role"),
    [
        ("a.jpg", PHOTO, "picture"),
        ("a.mp3", SOUND, "audio"),
        ("a.mp4", made.mp4(), "video"),
        ("a.m4a", made.mp4(b"M4A ", b"soun"), "audio"),
        ("a.jpg", PHOTO, "worksheet"),
    ],
)
def test_every_picture_and_recording_is_asked_about(
    desk: Desk, name: str, data: bytes, role: str
) -> None:
    """A young person in a photograph, or heard in a recording, is published without being asked."""
    number = begin(desk, {name: data}, attachment(name, role, "Un établi"))
    before = desk.check(number)

    assert before.errors == []
    assert list(before.unasked) == [name]
    assert not before.is_ready
    with pytest.raises(MalformedError):
        desk.approve(number, "Badr", desk.digest(desk.store.draft(number)))
    desk.say_consent(number, [name], "agreed", AUTHOR)
    assert desk.check(number).is_ready
    assert desk.approve(number, "Badr", desk.digest(desk.store.draft(number))).approved_by == "Badr"


def test_a_table_is_not_asked_about(desk: Desk) -> None:
    """A question that is always asked is always answered without reading."""
    number = begin(desk, {"a.csv": SHEET}, attachment("a.csv", "dataset"))

    assert list(desk.check(number).unasked) == []


@pytest.mark.parametrize(("choice", "consent"), [("agreed", True), ("nobody", False)])
def test_what_was_answered_is_what_the_record_says(desk: Desk, choice: str, consent: bool) -> None:
    """The reader would be told that people agreed whom nobody asked."""
    number = with_photo(desk)
    desk.say_consent(number, [], choice, AUTHOR)
    message: Any = desk.check(number).loaded.message

    assert message.attachments[0].consent is consent


def test_nothing_but_the_two_answers_is_one(desk: Desk) -> None:
    """“maybe” must not be taken for a yes."""
    number = with_photo(desk)

    with pytest.raises(MalformedError):
        desk.say_consent(number, ["atelier.jpg"], "maybe", AUTHOR)
    assert list(desk.check(number).unasked) == ["atelier.jpg"]


def test_an_answer_about_a_file_that_is_not_there_is_refused(desk: Desk) -> None:
    """A name with a typing error would be noted, and the question stay open without a reason."""
    number = with_photo(desk)

    with pytest.raises(NotFoundError, match=r"atelier\.jpeg"):
        desk.say_consent(number, ["atelier.jpeg"], "agreed", AUTHOR)


def test_consent_is_to_one_photograph(desk: Desk) -> None:
    """Another photograph under the same name shows other people."""
    number = with_photo(desk)
    desk.say_consent(number, ["atelier.jpg"], "agreed", AUTHOR)
    assert desk.check(number).is_ready
    desk.replace_files(number, {"atelier.jpg": held(desk, OTHER)})

    assert list(desk.check(number).unasked) == ["atelier.jpg"]


# --- what a picture shows ---


@pytest.mark.parametrize("role", ["picture", "worksheet"])
def test_a_picture_needs_a_text_that_says_what_it_shows(desk: Desk, role: str) -> None:
    """Who cannot see it gets nothing, whatever its author calls it."""
    number = begin(desk, {"a.jpg": PHOTO}, attachment("a.jpg", role))
    (error,) = desk.check(number).errors
    described = begin(desk, {"a.jpg": PHOTO}, attachment("a.jpg", role, "Un établi"))

    assert error.rule == "attachment.alt_text"
    assert "une image a besoin d'un texte" in error.text("fr")
    assert "تحتاج الصورة إلى نص" in error.text("ar")
    assert desk.check(described).errors == []


# --- what files are ---


@pytest.mark.parametrize(
    ("name", "data", "rule", "french", "arabic"),
    [
        ("a.jpg", made.picture("PNG"), "file.mismatch", "son contenu est : png", "ومحتواه: png"),
        ("a.png", b"<svg/>", "file.active", "un programme", "برنامج"),
        ("a.svg", b"<svg/>", "file.active", "PNG", "PNG"),
        ("a.jpg", PHOTO + b"x", "file.appended", "draft strip", "draft strip"),
        ("a.png", made.png_of(50_000, 50_000), "file.pixels", "50000 × 50000", "50000 × 50000"),
    ],
)
def test_an_unsafe_file_stays_a_draft_with_its_reason(
    desk: Desk, name: str, data: bytes, rule: str, french: str, arabic: str
) -> None:
    """A refusal in English, or without its values, sends people to somebody who is not there."""
    number = begin(desk, {name: data}, attachment(name, "picture", "Un établi"))
    found = next(one for one in desk.check(number).errors if one.rule == rule)

    assert french in found.text("fr")
    assert arabic in found.text("ar")
    assert f"« {name} »" in found.text("fr")


def test_a_picture_that_tells_a_place_is_a_warning_with_the_command(desk: Desk) -> None:
    """The author cannot know what the telephone wrote into the file."""
    number = with_photo(desk)
    desk.say_consent(number, [], "nobody", AUTHOR)
    found = {one.rule: one for one in findings(desk, number)}

    assert found["file.place"].level is Level.WARNING
    assert found["file.person"].level is Level.WARNING
    assert "forsa-node draft strip" in found["file.place"].text("fr")
    assert "forsa-node draft strip" in found["file.place"].text("ar")
    assert "32.93" not in found["file.place"].text("fr")
    assert desk.check(number).is_ready


# --- taking it out ---


def test_what_was_taken_out_is_gone_and_all_else_stays(desk: Desk) -> None:
    """A second person's yes to the old bytes is no yes to the new ones; a consent is."""
    number = with_photo(desk)
    desk.say_consent(number, ["atelier.jpg"], "agreed", AUTHOR)
    desk.approve(number, "Badr", desk.digest(desk.store.draft(number)))
    assert desk.is_approved(desk.store.draft(number))
    (left,) = strip_files(desk, number, look(desk, number, []))

    assert list(left.traces) == []
    assert {"file.place", "file.person"} & rules(desk, number) == set()
    with desk.files.open(desk.store.contents(number).files["atelier.jpg"].sha256) as file:
        assert b"Amal" not in file.read()
    assert list(desk.check(number).unasked) == []
    assert not desk.is_approved(desk.store.draft(number))
    assert desk.store.draft(number).approved_by == ""


def test_a_draft_without_traces_stays_approved(desk: Desk) -> None:
    """Looking twice must not cost a second person's time."""
    number = with_photo(desk, made.picture("JPEG"))
    desk.say_consent(number, [], "nobody", AUTHOR)
    desk.approve(number, "Badr", desk.digest(desk.store.draft(number)))
    strip_files(desk, number, look(desk, number, []))

    assert desk.is_approved(desk.store.draft(number))


def test_only_the_files_that_are_named_are_changed(desk: Desk) -> None:
    """The author may want to keep who took one of the photographs."""
    number = begin(
        desk,
        {"a.jpg": PHOTO, "b.jpg": OTHER, "c.csv": SHEET},
        attachment("a.jpg", "picture", "Un"),
        attachment("b.jpg", "picture", "Deux"),
        attachment("c.csv", "dataset"),
    )
    before = dict(desk.store.contents(number).files)
    strip_files(desk, number, look(desk, number, ["b.jpg"]))
    after = desk.store.contents(number).files

    assert {name for name in before if before[name] != after[name]} == {"b.jpg"}
    with pytest.raises(NotFoundError, match=r"d\.jpg"):
        look(desk, number, ["d.jpg"])


def test_what_follows_a_picture_is_taken_off(desk: Desk) -> None:
    """The finding names this command: it has to help."""
    number = with_photo(desk, PHOTO + b"a film")
    assert "file.appended" in rules(desk, number)
    strip_files(desk, number, look(desk, number, []))

    assert "file.appended" not in rules(desk, number)


def test_a_published_draft_is_not_changed(desk: Desk) -> None:
    """What was signed would no longer be what the draft holds."""
    number = with_photo(desk)
    told = look(desk, number, [])
    desk.discard(number)

    with pytest.raises(ConflictError):
        strip_files(desk, number, told)


@pytest.mark.parametrize("answer", ["n\n", "y\n"])
def test_the_command_shows_what_goes_and_asks(desk: Desk, answer: str) -> None:
    """What is taken out cannot be put back from the draft: people see it first."""
    number = with_photo(desk)
    arguments = ["draft", "strip", str(desk.files.folder), str(number), "--lang", "fr"]
    result = CliRunner().invoke(main, arguments, input=answer)

    assert result.exit_code == 0, result.output
    assert "lieu: GPS = 32.93681, -5.66757" in result.output
    assert "personne: Artist = Amal Photographer" in result.output
    assert ("file.place" in rules(desk, number)) == (answer == "n\n")


def test_the_command_speaks_arabic_and_json(desk: Desk) -> None:
    """A page in front of the command needs values, and no question."""
    number = with_photo(desk)
    base = ["draft", "strip", str(desk.files.folder), str(number)]
    shown = CliRunner().invoke(main, [*base, "--lang", "ar"], input="n\n")
    looked = json.loads(CliRunner().invoke(main, [*base, "--json"]).output)
    assert "file.place" in rules(desk, number)
    done = json.loads(CliRunner().invoke(main, [*base, "--json", "--yes"]).output)

    assert "مكان: GPS" in shown.output
    assert {"about": "place", "name": "GPS", "value": "32.93681, -5.66757"} in looked[0]["traces"]
    assert done["before"][0]["traces"] == looked[0]["traces"]
    assert done["after"][0]["traces"] == []
    assert "file.place" not in rules(desk, number)


def test_only_what_changed_is_told_as_done(desk: Desk) -> None:
    """“photo.png: taken out” of a picture in which nothing was found reads as if it were gone."""
    clean = made.picture("PNG")
    described = [attachment(name, "picture", "Un établi") for name in ("a.png", "b.jpg")]
    number = begin(desk, {"a.png": clean, "b.jpg": PHOTO}, *described)
    base = ["draft", "strip", str(desk.files.folder), str(number), "--yes", "--lang"]
    first = CliRunner().invoke(main, [*base, "fr"]).output
    again = CliRunner().invoke(main, [*base, "ar"]).output
    as_json = json.loads(CliRunner().invoke(main, [*base, "fr", "--json"]).output)
    (found,) = (line for line in first.splitlines() if "à retirer" in line)
    (done,) = (line for line in first.splitlines() if "retirées" in line)

    assert done.startswith("b.jpg : indications retirées")
    assert found.rpartition(" ")[2] == done.partition("retirées : ")[2].partition(".")[0]
    assert "a.png : rien sur les personnes" in first
    assert "أُزيلت" not in again
    assert "لم يتغير أي ملف" in again
    assert as_json["changed"] == []


def test_bytes_behind_a_picture_are_told_as_taken_out(desk: Desk) -> None:
    """They tell of nobody, and they were the reason to call the command."""
    number = with_photo(desk, made.picture("JPEG") + b"x" * 40)
    arguments = ["draft", "strip", str(desk.files.folder), str(number), "--yes", "--lang", "fr"]
    said = CliRunner().invoke(main, arguments).output

    assert "atelier.jpg : écrit de nouveau" in said
    assert "Aucun fichier n'a changé" not in said
