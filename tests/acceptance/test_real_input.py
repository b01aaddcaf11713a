"""Other people's texts and courses, the whole way: taken in, scanned, published, synced, found.

A hub and two nodes as processes; the commands as people type them, in this process to save their
starts. What the texts lack and the rules ask for comes from `tests/support/real_texts.yaml`.
"""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner
from forsa.demo.network import Network, Node
from forsa.demo.processes import wait_until
from forsa.kinds.writing import format_yaml
from forsa_node.cli import main
from ruamel.yaml import YAML

from tests.support.real_texts import COMPLETION, DATA, RealText, load_real_practices

pytestmark = [
    pytest.mark.skipif(
        not list(DATA.glob("practice-*/*.md")), reason=f"the real texts are not at {DATA.name}"
    ),
    pytest.mark.timeout(900),
    pytest.mark.xdist_group("real input"),  # one network serves all
]
COURSES = {
    "python-en": "curriculum-python-about-me",
    "python-fr": "curriculum-python-about-me/fr-FR",
    "python-ar": "curriculum-python-about-me/ar-SA",
    "memory": "curriculum-scratch-memory",
}
"""Name to folder: editions of other lengths than the original are courses of their own."""
LINK = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
WIDE = {
    "FORSA_HUB_LIMITS__RECORDS_PER_SECOND": "1000",
    "FORSA_HUB_LIMITS__RECORDS_BURST": "1000",
}


@dataclass
class Taken:
    """A text or course from its file to the log."""

    first: Mapping[str, Any]
    """The draft as it was taken in."""
    last: Mapping[str, Any]
    """The draft once it was completed and answered for."""
    record_id: str = ""
    """Empty: it stays a draft."""

    def rules(self, level: str) -> Counter[str]:
        """The rules of the findings when it was taken in."""
        return Counter(one["rule"] for one in self.first["findings"] if one["level"] == level)


@dataclass
class Shared:
    """Everything, at the author's node and at a reader's."""

    author: Node
    reader: Node
    taken: dict[str, Taken] = field(default_factory=dict)

    def find(self, *words: str) -> list[str]:
        """Names of what the reader finds, the best first."""
        names = {one.record_id: name for name, one in self.taken.items()}
        hits = ask("search", self.reader, *words, "--limit", "100")["hits"]
        return [names[one["record_id"]] for one in hits if one["record_id"] in names]


def ask(verb: str, node: Node, *arguments: str | Path, code: int = 0) -> Any:
    """What a command prints with `--json`."""
    first, *rest = verb.split()
    line = [first, *rest, str(node.folder), *map(str, arguments), "--json"]
    done = CliRunner().invoke(main, line)

    assert done.exit_code == code, f"{line}\n{done.output}\n{done.exception!r}"
    return json.loads(done.stdout) if done.stdout else None


def told(verb: str, node: Node, *arguments: str | Path) -> None:
    """Run a command that only speaks."""
    line = [*verb.split(), str(node.folder), *map(str, arguments)]
    done = CliRunner().invoke(main, line)

    assert done.exit_code == 0, f"{line}\n{done.output}\n{done.exception!r}"


@pytest.fixture(scope="module")
def shared() -> Iterator[Shared]:
    """A network in which everything was published that the rules allow."""
    with (
        TemporaryDirectory(prefix="forsa-") as folder,  # short: sockets lie in it
        Network(Path(folder) / "net", WIDE) as network,
    ):
        network.hub.init("Réseau d'essai")
        network.hub.start()
        author = network.add("amal", "Association Amal", "MA-05")
        reader = network.add("badr", "جمعية بدر", "MA-08")
        author.start()
        reader.start()
        found = Shared(author, reader)
        for text in load_real_practices():
            found.taken[text.name] = _take_text(author, text, Path(folder))
        for name, place in COURSES.items():
            found.taken[name] = _take_course(author, DATA / place, Path(folder) / name)
        _publish(found)
        records = {one.record_id for one in found.taken.values() if one.record_id}
        size = network.wait_until_logged(records, [author])
        network.wait_until_all_verified(size)
        _wait_for_files(reader)
        wait_until("the index follows", lambda: len(found.find()) == len(records), 180)
        yield found


def _take_text(author: Node, text: RealText, folder: Path) -> Taken:
    first = ask("draft add", author, DATA / text.name)
    number = str(first["number"])
    completed = text.completed
    assert completed.message is not None
    path = folder / f"{Path(text.name).stem}.yaml"
    path.write_text(format_yaml(completed.kind, completed.message), "utf-8")
    return Taken(first, _answer(author, number, ask("draft update", author, number, path)))


def _take_course(author: Node, source: Path, copy: Path) -> Taken:
    """As it stands, then with a `curriculum.yaml` beside it that says what is missing."""
    first = ask("draft add", author, source)
    number = str(first["number"])
    shutil.copytree(source, copy, copy_function=shutil.copyfile)
    copy.chmod(0o755)
    if source.parent != DATA:  # an edition alone has the course's licence
        shutil.copyfile(source.parent / "LICENSE.md", copy / "LICENSE.md")
    steps = max(len(list(one.glob("step_*.md"))) for one in (copy, *copy.glob("*")))
    if source.name == "curriculum-python-about-me":
        steps = len(list((source / "en").glob("step_*.md")))
    completion = YAML(typ="safe").load(COMPLETION.read_text("utf-8"))["curriculum"]
    fields = {
        **completion,
        "total_hours": steps,
        "practice_hours": steps,
        "modules": [{"hours": 1, "competencies": ["C1"]} for _ in range(steps)],
    }
    languages = {"memory": ["fr", "ar"]}.get(copy.name, [copy.name.rpartition("-")[2]])
    fields |= {name: _in(languages, fields[name]) for name in ("assessment", "description")}
    fields["learning_goals"] = [_in(languages, one) for one in fields["learning_goals"]]
    for one in fields["competencies"]:
        one["statement"] = _in(languages, one["statement"])
    (copy / "curriculum.yaml").write_text(json.dumps(fields, ensure_ascii=False), "utf-8")
    last = ask("draft update", author, number, copy)
    return Taken(first, _answer(author, number, last))


def _in(languages: list[str], text: str) -> dict[str, str]:
    return dict.fromkeys(languages, text)


def _answer(author: Node, number: str, draft: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answer for a draft as its author would: mailboxes go, the address of an office stays."""
    for one in draft["scan"]:
        if one["what"] == "address":
            told(
                "draft override",
                author,
                number,
                one["id"],
                "--reason",
                "adresse d'une administration",
            )
    if any(one["blocks"] and one["what"] != "address" for one in draft["scan"]):
        ask("draft mask", author, number)
    if draft["consent_unasked"]:
        told("draft consent", author, number, "nobody")
    told("draft confirm", author, number)
    shown: Mapping[str, Any] = ask("draft show", author, number)
    return shown


def _publish(shared: Shared) -> None:
    for one in shared.taken.values():
        number = str(one.last["number"])
        if one.last["ready"]:
            (record,) = ask("draft publish", shared.author, number, "--yes")
            one.record_id = record["record_id"]
        else:
            ask("draft publish", shared.author, number, "--yes", code=4)


def _wait_for_files(reader: Node) -> None:
    """Until everything that the rules of the reader want is there."""

    def complete() -> bool:
        rows = ask("files", reader)
        return bool(rows) and all(row["standing"] == "complete" for row in rows)

    wait_until("the files are here", complete, 60, [reader.daemon])


def test_everything_is_published_but_what_no_rule_allows(shared: Shared) -> None:
    """Spanish is nobody's language here: that text stays a draft with its finding."""
    drafts = {name: one for name, one in shared.taken.items() if not one.record_id}

    assert list(drafts) == ["practice-club-guides-en/integra_tu_club.md"]
    (draft,) = drafts.values()
    assert {one["rule"] for one in draft.last["findings"] if one["level"] == "error"} == {
        "code.language"
    }
    assert len(shared.taken) == 46


def test_every_text_is_read_and_lists_what_it_lacks(shared: Shared) -> None:
    """Somebody else's page is half a report; the other half is told at once."""
    for name, one in shared.taken.items():
        errors = one.rules("error")

        assert one.first["title"], name
        assert errors["required"] >= 5, name


def test_the_reader_holds_what_the_author_published(shared: Shared) -> None:
    """Byte for byte: record, text, and every file with its content."""
    for one in shared.taken.values():
        if not one.record_id:
            continue
        mine, theirs = (ask("show", node, one.record_id) for node in (shared.author, shared.reader))

        assert mine["object_id"] == theirs["object_id"]
        assert theirs["body_state"] == "inline" or theirs["here"]
        assert mine["text"].partition("\n\n")[2] == theirs["text"].partition("\n\n")[2]


def test_pictures_come_with_the_course_and_are_the_same(shared: Shared, tmp_path: Path) -> None:
    """A course without its pictures cannot be taught from."""
    course = shared.taken["memory"].record_id
    written = [Path(one["path"]) for one in ask("get", shared.reader, course, "--to", tmp_path)]
    originals = {
        path.read_bytes() for path in (DATA / COURSES["memory"]).rglob("*.png") if path.is_file()
    }

    assert len(written) == 8
    assert {path.read_bytes() for path in written} <= originals


# --- traps ---


def test_dangling_pictures_are_told_and_no_broken_one_is_shown(
    shared: Shared, tmp_path: Path
) -> None:
    """The package was cut: links lead nowhere, among them that of the title picture."""
    memory = shared.taken["memory"]
    texts = [one["text"] for one in memory.first["findings"] if one["rule"] == "picture.missing"]
    to = tmp_path / "memory"
    told("library export", shared.reader, memory.record_id, "--as", "folder", "--to", to)
    linked = {name for text in to.glob("*.md") for name in LINK.findall(text.read_text("utf-8"))}

    assert any("memoire.png" in text for text in texts)
    assert any("colour-drums.png" in text for text in texts)
    assert linked
    assert all((to / name).is_file() for name in linked)


def test_svg_lies_beside_and_is_not_published(shared: Shared) -> None:
    """SVG carries scripts: it is no type of attachment, also when it lies in the folder."""
    rows = ask("files", shared.reader)

    assert list((DATA / COURSES["memory"]).rglob("*.svg"))
    assert {row["media_type"] for row in rows} <= {"image/png", "image/jpeg"}


def test_raw_html_is_gone_before_anybody_sees_it(shared: Shared, tmp_path: Path) -> None:
    """An iframe in a text would call a stranger's server from every reader's browser."""
    for name in ("memory", "python-fr", "python-ar", "python-en"):
        record = shared.taken[name].record_id
        page = tmp_path / f"{name}.html"
        told("library export", shared.reader, record, "--as", "html", "--to", page)
        html = page.read_text("utf-8")

        assert shared.taken[name].rules("warning")["course.html"], name
        assert "<iframe" not in html
        assert "<script" not in html


def test_remote_pictures_are_never_fetched_nor_linked(shared: Shared) -> None:
    """Pages of the texts show pictures of other servers: told to the author, and left out."""
    told_about = [
        name for name, one in shared.taken.items() if "picture.remote" in one.rules("warning")
    ]

    assert len(told_about) >= 20
    for name in told_about:
        if shared.taken[name].record_id:
            text = ask("show", shared.reader, shared.taken[name].record_id)["text"]

            assert "![" not in text, name


def test_a_position_finer_than_a_region_does_not_get_in(shared: Shared) -> None:
    """`latlng` stood in a tag of the form, to the metre."""
    name = next(name for name in shared.taken if name.endswith("experiment-job_assist_office.md"))
    raw = (DATA / name).read_text("utf-8")
    text = ask("show", shared.reader, shared.taken[name].record_id)["text"]

    assert "103.73787193586227" in raw
    assert "103.73" not in text


def test_mixed_scripts_are_found_by_either(shared: Shared) -> None:
    """The Arabic page ends in French and English; an Arabic course is full of program code."""
    assert "python-ar" in shared.find("print", "--language", "ar")
    assert any(name.endswith("head_of.md") for name in shared.find("مختبرات التسريع"))
    assert shared.taken["memory"].rules("warning")["course.mixed"]


def test_a_title_that_was_cut_stays_as_it_is(shared: Shared) -> None:
    """Nobody guesses the words that an ellipsis stands for."""
    cut = [name for name, one in shared.taken.items() if "…" in one.first["title"]]

    assert len(cut) >= 3
    for name in cut:
        assert shared.taken[name].last["title"] == shared.taken[name].first["title"], name


def test_mailboxes_are_masked(shared: Shared) -> None:
    """A role's mailbox is still somebody's: the scan stops it, the author masks it."""
    stopped = [
        name
        for name, one in shared.taken.items()
        if any(finding["what"] == "email" for finding in one.last["scan"])
    ]
    published = [
        ask("show", shared.reader, one.record_id, "--full")["text"]
        for one in shared.taken.values()
        if one.record_id
    ]

    assert stopped == []
    assert not any("masked@" in text for text in published)


def test_the_story_of_one_young_person_is_warned_about(shared: Shared) -> None:
    """No name stands there, and everybody in the village knows who it is."""
    name = "practice-field-notes-dropout-fr/entretien-entreprises.md"
    scan = shared.taken[name].last["scan"]
    small = [one["excerpt"] for one in scan if one["what"] == "small_count"]
    addresses = [one for one in scan if one["what"] == "address"]

    assert any("On a eu ▮▮▮ qui n'est restée que" in one for one in small), small
    assert [one["path"] for one in addresses] == ["results"]
    assert all(one["reason"] for one in addresses)


def test_people_find_these_texts(shared: Shared) -> None:
    """Words as they are typed: without accents or vowels, with the article, with a slip."""
    assert shared.find("stage alternance clause sociale")[0].startswith("practice-field-notes")
    assert "memory" in shared.find("لعبة الذاكره")
    assert "python-fr" in shared.find("programme python a propos de moi")
    assert any("handicap" in name for name in shared.find("handycap formation"))
