"""Who may read a text is said with a command, at any time before it is signed."""

import asyncio
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from forsa.kinds.templates import template
from forsa_node.reading import reading

from tests.support.commands import SETTINGS, commands_of, run_command, told
from tests.support.desks import desk_of, sign, write, written
from tests.support.library_log import adoption, review
from tests.support.nodes import copy_of
from tests.support.reports import small_report
from tests.support.two_versions import add_second_node, write_at_once


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A copy of that folder: writing and signing need no network."""
    return copy_of(joined, tmp_path / "w" / "amal", SETTINGS)


def test_every_command_that_keeps_or_publishes_a_draft_takes_its_readers(
    folder: Path, tmp_path: Path
) -> None:
    """The template says that it is said when one publishes; the command did not know the word."""
    path = written(tmp_path)
    kept = told(folder, "draft add", path)
    updated = told(folder, "draft update", 1, path, "--audience", "public")
    again = told(folder, "draft add", path)
    shown = run_command(folder, "draft show", 1).stdout
    told(folder, "draft publish", 1, "--audience", "network", "--yes")
    published = told(folder, "draft show", 1)

    assert "--audience" in next(iter(template("practice", "fr").values()))
    assert [one["audience"] for one in (kept, updated, again)] == ["network", "public", "public"]
    assert "tout le monde" in shown
    assert published["audience"] == "network"


def test_publishing_a_file_again_takes_the_readers_it_names(folder: Path, tmp_path: Path) -> None:
    """The draft of the first try stood open, and its readers were those of the first try."""
    path = written(tmp_path)
    told(folder, "draft add", path)
    told(folder, "publish", path, "--audience", "public", "--yes")

    assert told(folder, "draft show", 1)["audience"] == "public"


def test_an_approval_was_for_the_readers_of_then(folder: Path, tmp_path: Path) -> None:
    """A second person said yes to a text for members, not for everybody."""
    (folder / "node.toml").write_text(f"{SETTINGS}approval = true\n")
    told(folder, "draft add", written(tmp_path))
    told(folder, "draft approve", 1, "--by", "Badia", "--yes")
    wider = told(folder, "draft publish", 1, "--audience", "public", "--yes", code=6)

    assert wider[0]["missing"] == ["approval"]


def test_readers_that_are_said_count_whatever_was_said_before(folder: Path, tmp_path: Path) -> None:
    """Told « network », the program published for everybody, and it stands in the log for ever."""
    path = written(tmp_path)
    told(folder, "draft add", path, "--audience", "public")
    kept = told(folder, "draft add", path, "--audience", "network")
    told(folder, "draft add", path, "--audience", "public")
    (published,) = told(folder, "publish", path, "--audience", "network", "--yes")

    assert (kept["audience"], published["audience"]) == ("network", "network")


def test_everything_that_shows_a_draft_says_who_will_read_it(folder: Path, tmp_path: Path) -> None:
    """An old draft of the same file keeps its readers; nobody should learn of it in the log."""
    path = written(tmp_path)
    outputs = [
        run_command(folder, "draft add", path, "--audience", "public").output,
        run_command(folder, "draft add", path).output,
        run_command(folder, "draft update", 1, path).output,
        run_command(folder, "draft list").output,
        run_command(folder, "draft show", 1).output,
        run_command(folder, "publish", path, answers="n\n").stdout,
        run_command(folder, "publish", path, answers="n\n").stderr,
        run_command(folder, "publish", path, "--yes").stdout.rpartition("file d'envoi")[2],
    ]

    assert ["tout le monde" in one for one in outputs] == [True] * len(outputs)


def test_a_record_says_who_may_read_it(folder: Path, tmp_path: Path) -> None:
    """Long after, an author asks who was given the text."""
    (published,) = told(folder, "publish", written(tmp_path), "--audience", "public", "--yes")
    which = published["record_id"]

    assert told(folder, "show", which)["audience"] == "public"
    assert "tout le monde" in run_command(folder, "show", which).stdout


def test_a_text_for_everybody_that_was_not_sent_yet_is_signed_anew_for_fewer(
    folder: Path, tmp_path: Path
) -> None:
    """Published again after a stop it is the same record, but not if it is for others now."""
    told(folder, "draft add", written(tmp_path), "--audience", "public")
    with closing(desk_of(folder)) as desk:
        sign(desk, 1)
    (published,) = told(folder, "draft publish", 1, "--audience", "network", "--yes")

    assert published["audience"] == "network"


def test_readers_who_change_while_the_question_stands_were_not_agreed_to(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people share a computer: the yes was for the readers that were told."""
    told(folder, "draft add", written(tmp_path))

    def meanwhile(*_: object, **__: object) -> bool:
        with closing(desk_of(folder)) as desk:
            desk.say_audience(1, "public")
        return True

    monkeypatch.setattr("forsa_node.publishing.ask_yes_or_no", meanwhile)
    done = run_command(folder, "draft publish", 1)

    assert done.exit_code == 6, done.output
    assert told(folder, "draft show", 1)["state"] == "open"


def test_an_update_that_is_refused_leaves_the_readers_as_they_were(
    folder: Path, tmp_path: Path
) -> None:
    """The command said no, and the next one would have published for everybody."""
    told(folder, "draft add", written(tmp_path))
    other = write(tmp_path / "other.yaml", review(), "review.publish")
    told(folder, "draft update", 1, other, "--audience", "public", code=4)

    assert told(folder, "draft show", 1)["audience"] == "network"


@pytest.mark.parametrize("word", ["publik", "PUBLIC", "group", "bureau-xyz", "", " network"])
def test_a_word_that_names_no_readers_is_refused_before_anything_is_kept(
    folder: Path, tmp_path: Path, word: str
) -> None:
    """A slip would be found at the hub, after everything was signed."""
    path = written(tmp_path)
    for words in ("draft add", "publish"):
        refused = told(folder, words, path, "--audience", word, code=4)

        assert refused["error"]["reason"] == "AUDIENCE_UNKNOWN"
    none_kept = told(folder, "draft list")
    told(folder, "draft add", path)
    for words in ("draft update", "draft publish"):
        more = [path] if words == "draft update" else []
        told(folder, words, 1, *more, "--audience", word, code=4)
    (kept,) = told(folder, "draft list")
    spoken = run_command(folder, "draft publish", 1, "--audience", word).output

    assert none_kept == []
    assert kept["audience"] == "network"
    assert "network, public" in spoken


def set_group(folder: Path, members: str) -> None:
    """Give the state of this node a group `essai`, as a decision of the members would."""
    with reading(folder) as stores:
        state = stores.mirror.load_state()
        settings = state.rights.settings.set("group.essai", members)
        rights = replace(state.rights, settings=settings)
        stores.mirror.save_snapshot(replace(state, rights=rights))


def test_a_group_is_an_audience_for_those_who_are_in_it(folder: Path, tmp_path: Path) -> None:
    """Who left it, or was never in it, would be refused by the hub, with everything signed."""
    path = written(tmp_path)
    set_group(folder, "badr,cyn")
    told(folder, "draft add", path, "--audience", "essai", code=4)
    set_group(folder, "amal,badr")
    kept = told(folder, "draft add", path, "--audience", "essai")
    listed = run_command(folder, "draft list").stdout
    set_group(folder, "badr,cyn")
    left = told(folder, "draft publish", 1, "--yes", code=4)
    (stands,) = told(folder, "draft list")
    set_group(folder, "amal,badr")
    (published,) = told(folder, "draft publish", 1, "--yes")

    assert kept["audience"] == published["audience"] == "essai"
    assert "pour le groupe essai" in listed
    assert left["error"]["reason"] == stands["refused"]["reason"] == "AUDIENCE_UNKNOWN"


# Among members.


def test_what_is_made_of_a_text_is_for_nobody_else(tmp_path: Path) -> None:
    """A translation is the whole text again: no option, and no older version, makes it public."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal", "badr") as commands:
            work = await commands.publish(
                "amal", "practice.report", small_report(1), "--audience", "public"
            )
            revised = await commands.json("amal", "draft revise", work)
            wide = await commands.json(
                "amal", "draft publish", revised["number"], "--audience", "network", "--yes"
            )
            await commands.sync()
            path = commands.write("practice.adopt", adoption(), "adoption.yaml")
            (adopted,) = await commands.json("badr", "adopt", work, path, "--yes")
            begun = await commands.json("badr", "draft again", 1)
            reason = await commands.refused(
                "badr", "draft publish", begun["number"], "--audience", "public", "--yes", code=6
            )
            listed = await commands.json("badr", "draft list")
            lines = await commands.run("badr", "draft list")

            assert [one["audience"] for one in wide] == ["network"]
            assert adopted["audience"] == "network"  # the newest version is, though `work` is not
            assert reason == "KIND_NOT_ALLOWED"
            assert [one["refused"]["reason"] for one in listed] == ["KIND_NOT_ALLOWED"]
            assert "draft publish DIR NUMBER --audience network" in lines

    asyncio.run(run())


def test_two_versions_are_joined_for_those_who_may_read_both(tmp_path: Path) -> None:
    """One of them was for members alone, and half of the joined text is of that one."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal") as commands:
            await add_second_node(commands)
            work = await commands.publish("amal", "practice.report", small_report(1))
            first, late = small_report(1), small_report(1)
            first.title[0].text += "n1"
            late.title[0].text += "n2"
            first.province = "Khénifra"
            lost = await write_at_once(commands, work, first, late, ("network", "public"))
            joined = await commands.json("amal/n2", "draft merge", lost)
            told = await commands.run("amal/n2", "draft merge", lost)

            assert joined["audience"] == "network"
            assert "les membres du réseau" in told

    asyncio.run(run())


def test_an_answer_that_was_for_fewer_stays_so_in_its_next_version(tmp_path: Path) -> None:
    """Its author restricted it; to adopt again with a better text does not open it."""

    async def run() -> None:
        async with commands_of(tmp_path, "amal", "badr") as commands:
            work = await commands.publish(
                "amal", "practice.report", small_report(1), "--audience", "public"
            )
            path = commands.write("practice.adopt", adoption(), "adoption.yaml")
            await commands.run("badr", "adopt", work, path, answers="n\n", code=6)
            (first,) = await commands.json(
                "badr", "draft publish", 1, "--audience", "network", "--yes"
            )
            await commands.sync()
            (second,) = await commands.json("badr", "adopt", work, path, "--yes")

            assert first["object_id"] == second["object_id"]
            assert [first["audience"], second["audience"]] == ["network", "network"]

    asyncio.run(run())


def test_a_new_version_is_for_the_readers_of_the_one_before(folder: Path, tmp_path: Path) -> None:
    """What was for a group went to the whole network with the first mended comma."""
    path = written(tmp_path)
    (first,) = told(folder, "publish", path, "--audience", "public", "--yes")
    narrower = told(
        folder, "draft add", path, "--revises", first["record_id"], "--audience", "network"
    )
    again = told(folder, "draft add", path, "--revises", first["record_id"])
    other = written(tmp_path, 2)
    unsaid = told(folder, "draft add", other, "--revises", first["record_id"])

    assert again["number"] == narrower["number"]
    assert [one["audience"] for one in (narrower, again, unsaid)] == [
        "network",
        "network",
        "public",
    ]
