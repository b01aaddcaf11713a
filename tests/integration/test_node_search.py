"""Finding what others published, on the node, offline: words, facets, saved looks, damage."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.library.query import FACETS
from forsa.log_store.reading import StoredBody
from forsa.log_store.writing import LogWriter
from forsa.testing import LocalNetwork
from forsa_hub.admission import Offer
from forsa_node.local import locked
from forsa_node.looking import PLURALS
from forsa_node.reading import reading
from forsa_node.searching import writing
from forsa_node.store.mirror_tables import METADATA

from tests.support.commands import SETTINGS, run_command
from tests.support.library_log import adoption
from tests.support.nodes import network_of
from tests.support.reports import small_report

HOSTILE = "\x1b[2J\u202eelif\x07 <b>piège</b>"


async def publish(
    network: LocalNetwork, member: str, kind: str, message: Any, parent: bytes = b""
) -> bytes:
    """Log a record, whatever is in its body; return its id."""
    node = network.nodes[f"{member}/n1"]
    draft = Draft(
        kind, message, languages=("fr",), region=getattr(message, "region", ""), parent=parent
    )
    signed = sign_draft(draft, node.identity, network.clock.now_ms())
    offer = Offer(signed.record, signed.salt, signed.body, None, None)
    await network.hub.core.sequencer.publish([offer])
    return signed.record.record_id


def report(number: int, title: str, theme: str = "attendance_retention", **fields: Any) -> Any:
    """A report with a title and a theme."""
    message = small_report(number)
    message.title[0].text = title
    message.themes[:] = [theme]
    for name, value in fields.items():
        setattr(message, name, value)
    return message


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Amal's folder after a year of reports, one of them hostile; its network is gone."""
    folder = tmp_path_factory.mktemp("stored") / "amal"

    async def run() -> None:
        async with network_of("amal", "badr", "cyn") as network:
            first = await publish(
                network, "badr", "practice.report", report(1, "L'atelier d'électricité des filles")
            )
            await publish(
                network,
                "cyn",
                "practice.report",
                report(2, "Lire avec les familles", "basic_skills", region="MA-08"),
            )
            await publish(network, "cyn", "practice.adopt", adoption(), first)
            await publish(network, "cyn", "practice.report", report(3, f"Atelier {HOSTILE}"))
            await network.sync()
            place = network.nodes["amal/n1"].identity.folder
            await network.close_node("amal")
            shutil.copytree(place, folder, ignore=shutil.ignore_patterns("*.sock"))

    asyncio.run(run())
    return folder


@pytest.fixture
def folder(stored: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(stored, tmp_path / "amal")
    (tmp_path / "amal" / "node.toml").write_text(SETTINGS)
    return tmp_path / "amal"


def search(folder: Path, *arguments: object, code: int = 0) -> Any:
    """What a search answers, as JSON."""
    done = run_command(folder, "search", "--json", *arguments)
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


def said(folder: Path, words: str, *arguments: object) -> str:
    """What a command says to people."""
    done = run_command(folder, words, *arguments)
    assert done.exit_code == 0, done.output
    return done.output


def titles(found: Any) -> list[str]:
    """Of the hits."""
    return [hit["title"] for hit in found["hits"]]


# Words and facets.


@pytest.mark.parametrize(
    ("arguments", "total"),
    [
        (("électricité",), 1),
        (("ELECTRICITE",), 1),
        (("l'électricité", "filles"), 1),
        (("electrisite",), 1),
        (("atelier", "-électricité"), 1),
        (('"avec les familles"',), 1),
        ((), 3),
        (("--theme", "basic_skills"), 1),
        (("--region", "MA-08"), 1),
        (("--region", "MA-08", "--region", "MA-05"), 3),
        (("--language", "fr"), 3),
        (("--language", "ar"), 0),
        (("--strand", "centre_life"), 3),
        (("--trade", "sewing"), 0),
        (("--maturity", "good"), 1),
        (("--maturity", "trial"), 2),
        (("--member", "cyn"), 2),
        (("--year", "2024"), 3),
        (("--kind", "practice"), 3),
        (("--kind", "curriculum"), 0),
        (("--member", "cyn", "--theme", "basic_skills"), 1),
    ],
)
def test_words_and_facets_narrow(folder: Path, arguments: tuple[str, ...], total: int) -> None:
    """An educator finds by what she remembers: a word, a place, a year."""
    assert search(folder, *arguments)["total"] == total


def test_every_facet_of_the_index_is_an_option(folder: Path) -> None:
    """A facet that is counted and cannot be asked for helps nobody."""
    assert set(PLURALS) == set(FACETS)
    for name in FACETS:
        assert search(folder, f"--{name}", "nothing")["total"] == 0


def test_the_newest_first_and_a_page_at_a_time(folder: Path) -> None:
    """What came last stands first, and the next page goes on where this one ended."""
    first = search(folder, "--sort", "newest", "--limit", 2)
    second = search(folder, "--sort", "newest", "--limit", 2, "--offset", 2)
    indexes = [hit["index"] for hit in (*first["hits"], *second["hits"])]

    assert indexes == sorted(indexes, reverse=True)
    assert len(indexes) == first["total"] == 3


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Région", "Béni Mellal", "Bonne pratique", "pratique")),
        ("ar", ("الجهة", "ممارسة جيدة")),
    ],
)
def test_facets_and_hits_are_told_in_the_readers_words(
    folder: Path, language: str, words: tuple[str, ...]
) -> None:
    """`MA-05` and `good` are for programs; the code stands beside, to narrow by it."""
    told = said(folder, "search", "--lang", language)

    for word in (*words, "[MA-05]"):
        assert word in told


# What is new, what is kept.


def test_what_is_new_is_told_once(folder: Path) -> None:
    """Since my last look: not everything again, and nothing skipped."""
    first = search(folder, "--new")
    again = search(folder, "--new")
    all_of_it = search(folder)

    assert (first["total"], again["total"], all_of_it["total"]) == (3, 0, 3)


def late_text(folder: Path, member: str) -> tuple[int, StoredBody]:
    """Let the text of this member's first report be one that has yet to come."""
    with reading(folder) as stores:
        mirror = stores.mirror
        index = mirror.read(lambda log: log.records_of(["practice.report"], [member]))[0]
        body = mirror.read(lambda log: log.bodies([index]))[index]
        mirror.connected(lambda one: LogWriter(one, METADATA).erase_bodies([index]))
        mirror.add_missing([index])
    run_command(folder, "library rebuild")
    return index, body


def test_a_text_that_came_after_the_last_look_is_new(folder: Path) -> None:
    """The entry is older than the look: what a bad link delayed would never be told."""
    index, body = late_text(folder, "badr")
    search(folder, "--save", "tout")
    before = search(folder, "--new")
    with reading(folder) as stores:
        stores.mirror.put_bodies({index: body}, ())
    new = search(folder, "--new")
    again = search(folder, "--new")
    saved = search(folder, "--saved", "tout", "--new")
    (told,) = search(folder, "--searches")

    assert before["total"] == 2
    assert [hit["index"] for hit in new["hits"]] == [index]
    assert again["total"] == 0
    assert [hit["index"] for hit in saved["hits"]] == [index]
    assert set(told) == {"name", "looked", "text"}


def test_a_saved_search_keeps_words_and_facets_and_its_own_last_look(folder: Path) -> None:
    """One look at everything must not use up what is new for the saved one."""
    search(folder, "atelier", "--member", "badr", "--save", "ateliers")
    search(folder, "--new")
    kept = search(folder, "--searches")
    again = search(folder, "--saved", "ateliers")
    new = search(folder, "--saved", "ateliers", "--new")
    narrowed = search(folder, "filles", "--saved", "ateliers")

    assert [(one["name"], one["text"], one["members"]) for one in kept] == [
        ("ateliers", "atelier", ["badr"])
    ]
    assert (again["total"], new["total"], narrowed["total"]) == (1, 0, 1)
    assert "ateliers" in said(folder, "search", "--searches")
    assert search(folder, "--forget", "ateliers") == {"name": "ateliers"}
    assert search(folder, "--saved", "ateliers", code=6)["error"]["reason"] == "RECORD_UNKNOWN"
    assert search(folder, "--forget", "ateliers", code=6)["error"]["reason"] == "RECORD_UNKNOWN"


def test_a_name_that_cannot_be_shown_is_no_name(folder: Path) -> None:
    """It would be printed with every list of searches."""
    for name in ("\u202eab", "x" * 81, "", " "):
        assert search(folder, "--save", name, code=4)["error"]["reason"] == "KIND_BODY_INVALID"


def test_an_empty_name_is_not_taken_for_no_name(folder: Path) -> None:
    """`--save "$NAME"` with NAME unset would save nothing and say nothing."""
    search(folder, "--new")
    for option in ("--saved", "--forget"):
        assert search(folder, option, "", code=6)["error"]["reason"] == "RECORD_UNKNOWN"

    assert search(folder, "--new")["total"] == 0


def test_a_search_that_takes_the_place_of_another_says_which(folder: Path) -> None:
    """The one of last month would be gone without a word."""
    first = said(folder, "search", "atelier", "--member", "badr", "--save", "mine")
    second = said(folder, "search", "filles", "--save", "mine")

    assert "prend la place" not in first
    assert "gardée avant sous ce nom : atelier badr" in second


# Nothing found, and a folder without a node.


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["xyzzy"], "« xyzzy »"),
        (["--region", "MA-12"], "Rien trouvé avec --region MA-12."),
        (["xyzzy", "--region", "MA-12"], "« xyzzy » avec --region MA-12."),
        (["--theme", "attendance_retentoin"], "vouliez-vous dire attendance_retention ?"),
        (["--kind", "curiculum"], "vouliez-vous dire curriculum ?"),
        (["--trade", "qqqqqqqq"], "ce code n'est pas connu."),
        (["--language", "FR"], "vouliez-vous dire fr ?"),
        (["--member", "amel"], "vouliez-vous dire amal ?"),
        (["--member", "zzz"], "Ses membres : amal, badr, cyn"),
        (["--year", "abc"], "une année s'écrit en quatre chiffres"),
        (["😀"], "« 😀 » n'a ni lettre ni chiffre."),
    ],
)
def test_nothing_found_says_what_was_asked(folder: Path, asked: list[str], said: str) -> None:
    """A mistyped code looks like an empty library otherwise."""
    assert said in run_command(folder, "search", *asked).output


def test_a_code_that_exists_is_no_mistake(folder: Path) -> None:
    """Advice where nothing is wrong teaches people to read over it."""
    for asked in (["--language", "fr-MA"], ["--member", "amal"], ["--year", "1999"]):
        output = run_command(folder, "search", *asked).output

        assert not any(word in output for word in ("connu", "membre de ce nom", "quatre chiffres"))


def test_known_codes_are_not_complained_about(folder: Path) -> None:
    """Whoever is told of a good code as unknown trusts no other word of it."""
    known = ("--theme", "attendance_retention", "--kind", "practice", "--maturity", "trial")

    assert "pas connu" not in run_command(folder, "search", *known).output


def test_nothing_new_is_told_as_such(folder: Path) -> None:
    """An empty quotation was told, as if nobody had asked anything."""
    run_command(folder, "search", "--new")

    assert "Rien de nouveau" in run_command(folder, "search", "--new").output


@pytest.mark.parametrize("asked", [["mot"], ["--searches"], ["--forget", "x"], ["--new"]])
def test_a_folder_without_a_node_stays_as_it_is(tmp_path: Path, asked: list[str]) -> None:
    """A desk.db there looks like a node, and `init` refuses the folder."""
    done = run_command(tmp_path, "search", *asked)

    assert done.exit_code == 5
    assert not list(tmp_path.iterdir())


def test_a_command_that_ends_says_what_to_do_where_the_hub_does_not_answer(folder: Path) -> None:
    """Nothing runs here: who is told that the node tries again waits for ever."""
    done = run_command(folder, "sync")

    assert done.exit_code == 7
    assert "Réessayez plus tard ; tant que forsa-node run tourne" in done.output
    assert "Rien à faire" not in done.output


def test_a_record_without_files_is_told_so(folder: Path) -> None:
    """That a file is not here yet is another thing: it may come."""
    found = search(folder)["hits"][0]
    done = run_command(folder, "get", found["index"])

    assert done.exit_code == 6
    assert "Cet enregistrement n'a pas de fichiers." in done.output
    assert "réessaie" not in done.output


# Anything people and programs type.


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("a" * 100_000, "LIMIT_EXCEEDED"),
        ("x\u202ey", "KIND_BODY_INVALID"),
        ("x\x07y", "KIND_BODY_INVALID"),
        ("x\x00y", "KIND_BODY_INVALID"),
    ],
)
def test_a_query_that_cannot_be_is_told_in_words(folder: Path, query: str, reason: str) -> None:
    """With a reason, and in the reader's language."""
    error = search(folder, query, code=4)["error"]

    assert error["reason"] == reason
    assert error["what"]
    assert error["next_step"]
    assert len(error["detail"]) < 1000


@pytest.mark.parametrize(
    "query",
    ['"atelier', 'atelier"', "«atelier", "- -", '""', "(", "title:x AND OR", "\\", "*", "+"],
)
def test_no_query_is_a_syntax_error(folder: Path, query: str) -> None:
    """Quotes that stand open are plain text."""
    assert search(folder, "--", query)["total"] >= 0


def test_a_hostile_title_cannot_move_the_cursor(folder: Path) -> None:
    """A snippet of another association is printed: no escape, no direction override, no markup."""
    told = said(folder, "search", "piège")

    assert "piège" in told
    assert not {"\x1b", "\x07", "\u202e"} & set(told)
    assert search(folder, "piège")["hits"][0]["snippet"]


# The index itself.


def everything(folder: Path) -> Any:
    """All that a search tells."""
    return search(folder, "--limit", 100, "--sort", "newest")


def test_made_again_from_the_log_it_knows_the_same(folder: Path) -> None:
    """At any time; and status tells how far it is."""
    before = everything(folder)
    done = run_command(folder, "library rebuild", "--json")
    status = json.loads(run_command(folder, "library status", "--json").stdout)

    assert json.loads(done.stdout)["works"] == 3
    assert everything(folder) == before
    assert (status["size"], status["works"]) == (status["mirror"], 3)
    assert "3" in said(folder, "library rebuild")
    assert "3" in said(folder, "library status")


@pytest.mark.parametrize("damage", ["cut", "overwritten", "half gone", "another version"])
def test_a_damaged_index_is_told_and_made_again(folder: Path, damage: str) -> None:
    """It holds nothing of its own: a search answers all the same, and says what happened."""
    before = everything(folder)
    index = folder / "search"
    for path in sorted(index.iterdir()):
        if damage == "cut":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        elif damage == "overwritten" and path.suffix == ".store":
            path.write_bytes(b"\xa5" * path.stat().st_size)
        elif damage == "half gone" and path.suffix in {".term", ".json"}:
            path.unlink()
        elif damage == "another version" and path.name == "meta.json":
            path.write_text(path.read_text().replace("log_index", "log_place"))
    done = run_command(folder, "search", "--limit", 100, "--sort", "newest")

    assert done.exit_code == 0, done.output
    assert "endommagé" in done.output
    assert everything(folder) == before


def test_it_is_searched_and_made_again_beside_a_running_daemon(folder: Path) -> None:
    """The daemon holds the folder: its people look for something all the same."""
    before = everything(folder)
    with locked(folder) as free:
        assert free
        beside = everything(folder)
        shutil.rmtree(folder / "search")
        made = everything(folder)
        again = run_command(folder, "library rebuild", "--json")

    assert before == beside == made
    assert again.exit_code == 0, again.output


def test_who_rebuilds_while_another_writes_is_told_to_wait(folder: Path) -> None:
    """Two writers would make one index that is neither's."""
    everything(folder)
    with writing(folder):
        busy = run_command(folder, "library rebuild", "--json")
        found = everything(folder)

    assert busy.exit_code == 7
    assert json.loads(busy.stdout)["error"]["reason"] == "RECOVERING"
    assert found["total"] == 3


def test_an_index_that_another_process_makes_is_not_deleted_under_it(folder: Path) -> None:
    """Half made, it looks damaged: whoever deletes it then has both begin again and again."""
    everything(folder)
    for path in (folder / "search").glob("*.json"):
        path.write_text("{")
    with writing(folder):
        waits = search(folder, code=7)
        left = len(list((folder / "search").iterdir()))

    assert waits["error"]["reason"] == "RECOVERING"
    assert left > 1
    assert everything(folder)["total"] == 3
