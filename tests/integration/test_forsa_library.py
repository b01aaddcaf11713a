"""`forsa query` and `forsa export` against a hub, as a member and from outside."""

import asyncio
import csv
import io
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import forsa as sdk
import polars as pl
import pytest
from click import unstyle
from click.testing import CliRunner, Result
from forsa.cli import forsa
from forsa.cli.query import lines_of
from forsa.client.drafts import Draft, draft_of
from forsa.client.network import AsyncNetwork
from forsa.client.search import request_of, result_of
from forsa.errors import MalformedError
from forsa.library.query import Hit, Query, SearchResult, SnippetPart
from forsa.testing import LocalNetwork, local_network
from forsa.v1 import library_service_pb2 as pb
from forsa.v1.effects_pb2 import RecordAct
from forsa.words.reasons import LANGUAGES, Language

from tests.support.catalogue import read_xml
from tests.support.library_log import profile as profile_of
from tests.support.reports import small_report
from tests.support.waiting import until

OAI = "{http://www.openarchives.org/OAI/2.0/}"
Use = Callable[["Reader", AsyncNetwork], Awaitable[None]]


class Reader:
    """Who runs `forsa` on a network."""

    def __init__(self, network: LocalNetwork, folder: Path) -> None:
        self.network = network
        self.folder = folder

    async def member(self, verb: str, *arguments: str | Path) -> Result:
        """Run a command with the node's folder as its source."""
        return await run(verb, *_before(arguments), self.folder, *_after(arguments))

    async def guest(self, verb: str, *arguments: str | Path) -> Result:
        """Run it from outside."""
        where = ("--network", self.network.network_id.hex())
        port = ("--enrol-port", str(self.network.address.enrol_port))
        return await run(verb, *_before(arguments), "localhost", *_after(arguments), *where, *port)

    async def known(self) -> None:
        """Wait until the hub's index knows the whole log."""
        core = self.network.hub.core
        await until(lambda: core.shelf.position >= core.sequencer.head.size)


def _before(arguments: tuple[str | Path, ...]) -> tuple[str | Path, ...]:
    """What `export` takes before its source."""
    return arguments[:1] if arguments[0] in ("catalogue", "feed", "jsonld", "oai") else ()


def _after(arguments: tuple[str | Path, ...]) -> tuple[str | Path, ...]:
    return arguments[len(_before(arguments)) :]


async def run(*arguments: str | Path) -> Result:
    """Run `forsa` beside the loop that the hub runs in."""
    words = [str(one) for one in arguments]
    return await asyncio.to_thread(CliRunner().invoke, forsa, words)


def names_in(folder: Path) -> list[str]:
    """What lies there."""
    return [one.name for one in folder.iterdir()]


def with_reader(use: Use) -> None:
    """Run `use` with a reader, and the member's connection that publishes."""

    async def running() -> None:
        async with local_network() as network:
            node = await network.add_node("amal")
            folder = node.identity.folder
            async with sdk.connect_async(folder, clock=network.clock) as member:
                await use(Reader(network, folder), member)

    asyncio.run(running())


def report(title: str, audience: str = "public", **fields: Any) -> Draft:
    """A report with this title."""
    message = small_report(1)
    message.title[0].text = title
    return draft_of(message, audience=audience, **fields)


def test_a_member_finds_more_than_a_guest() -> None:
    """One command, two doors: the hub decides what each may read."""

    async def use(reader: Reader, member: AsyncNetwork) -> None:
        logged = await member.publish(report("Soudure pour toutes"))
        await member.publish(report("Soudure entre nous", "network"))
        await reader.known()
        inside = json.loads((await reader.member("query", "soudure", "--json")).stdout)
        outside = json.loads((await reader.guest("query", "soudure", "--json")).stdout)
        nothing = await reader.guest("query", "soudure", "--kind", "curriculum", "--lang", "en")

        assert (inside["total"], outside["total"]) == (2, 1)
        (hit,) = outside["hits"]
        assert (hit["record_id"], hit["index"]) == (logged.record_id.hex(), logged.index)
        assert hit["title"] == "Soudure pour toutes"
        assert outside["facets"]["kind"] == {"practice.report": 1}
        assert nothing.exit_code == 0
        assert nothing.stdout.startswith("Nothing found")

    with_reader(use)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hit_is_told_with_its_place(lang: str) -> None:
    """What is read can be proved: the line says by which number."""

    async def use(reader: Reader, member: AsyncNetwork) -> None:
        logged = await member.publish(report("Soudure pour toutes"))
        await reader.known()
        told = await reader.guest("query", "soudure", "--lang", lang)

        assert told.exit_code == 0
        assert "Soudure pour toutes" in told.stdout
        assert logged.record_id.hex() in told.stdout

    with_reader(use)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ("pratique", "Essai", "Français")), ("ar", ("ممارسة", "الفرنسية"))],
)
def test_a_hit_is_told_in_the_readers_words(language: Language, words: tuple[str, ...]) -> None:
    """`practice.report` and `MA-05` are for programs."""
    told = "\n".join(lines_of(SearchResult([hit()], 1, (), 9), language))

    for word in words:
        assert word in told
    for code in ("practice.report", "MA-05", "trial"):
        assert code not in told


def test_the_catalogue_is_a_table_in_three_formats(tmp_path: Path) -> None:
    """For a spreadsheet, a program and an analyst."""

    async def use(reader: Reader, member: AsyncNetwork) -> None:
        first = await member.publish(report("=1+1 filles"))
        await member.publish(report("Entre nous", "network"))
        gone = await member.publish(report("Khadijatou"))
        act = RecordAct(target=gone.record_id, reason="personal_data")
        await member.publish(Draft("record.withdraw", effect=act, audience="public"))
        told = {
            name: await reader.guest(
                "export", "catalogue", "--format", name, "--to", tmp_path / name
            )
            for name in ("csv", "jsonl", "parquet")
        }
        assert [one.exit_code for one in told.values()] == [0, 0, 0], told["csv"].output
        rows = list(csv.DictReader(io.StringIO((tmp_path / "csv").read_text("utf-8"))))
        lines = [json.loads(one) for one in (tmp_path / "jsonl").read_text("utf-8").splitlines()]
        frame = pl.read_parquet(tmp_path / "parquet")

        assert [one["title"] for one in rows] == ["'=1+1 filles", ""]
        assert [one["title"] for one in lines] == frame["title"].to_list() == ["=1+1 filles", ""]
        assert [one["state"] for one in rows] == ["shown", "withdrawn"]
        assert (rows[0]["record_id"], int(rows[0]["index"])) == (
            first.record_id.hex(),
            first.index,
        )
        assert not any(b"Khadijatou" in (tmp_path / name).read_bytes() for name in told)

    with_reader(use)


def test_feed_json_ld_and_oai_hold_the_same_records(tmp_path: Path) -> None:
    """Each format names record id and index."""

    async def use(reader: Reader, member: AsyncNetwork) -> None:
        logged = [await member.publish(report(f"Rapport {n}")) for n in range(3)]
        for what in ("feed", "jsonld", "oai"):
            done = await reader.guest("export", what, "--to", tmp_path / what)
            assert done.exit_code == 0, done.output
        feed = json.loads((tmp_path / "feed").read_text("utf-8"))
        graph = json.loads((tmp_path / "jsonld").read_text("utf-8"))["@graph"]
        harvest = read_xml((tmp_path / "oai").read_bytes())
        ids = [one.record_id.hex() for one in logged]

        assert [one["id"] for one in feed["items"]] == list(reversed(ids))
        assert [one["identifier"][0]["value"] for one in graph] == ids
        assert [one["identifier"][1]["value"] for one in graph] == [one.index for one in logged]
        assert [str(one.text)[-64:] for one in harvest.iter(f"{OAI}identifier")] == ids

    with_reader(use)


def test_only_what_is_public_is_exported_unless_all_is_said(tmp_path: Path) -> None:
    """A feed made by a member would put the network's own texts on the web."""

    async def use(reader: Reader, member: AsyncNetwork) -> None:
        await member.publish(report("Pour tous"))
        await member.publish(report("Entre nous", "network"))
        public, every = tmp_path / "public.json", tmp_path / "all.json"
        one = await reader.member("export", "feed", "--to", public, "--json")
        two = await reader.member("export", "feed", "--to", every, "--audience", "all", "--json")

        assert [json.loads(done.stdout)["items"] for done in (one, two)] == [1, 2]
        assert "Entre nous" not in public.read_text("utf-8")
        assert "Entre nous" in every.read_text("utf-8")
        assert json.loads(one.stdout)["bytes"] == public.stat().st_size

    with_reader(use)


def test_a_mistyped_code_or_a_query_of_signs_is_told() -> None:
    """Otherwise they look like a library without such texts."""

    async def use(reader: Reader, member: AsyncNetwork) -> None:
        await member.publish(report("Soudure pour toutes"))
        region = await reader.guest("query", "--region", "MA-55")
        language = await reader.guest("query", "--language", "FR")
        year = await reader.guest("query", "--year", "abc")
        signs = await reader.guest("query", "((")
        right = await reader.guest("query", "soudure", "--language", "fr", "--region", "MA-05")

        assert "MA-55 : ce code n'est pas connu" in region.output
        assert "vouliez-vous dire fr ?" in language.output
        assert "quatre chiffres" in year.output
        assert "« (( » n'a ni lettre ni chiffre." in signs.output
        assert "Soudure" in right.output
        assert "connu" not in right.stderr

    with_reader(use)


def test_an_export_names_authors_as_its_readers_may_know_them(tmp_path: Path) -> None:
    """A profile for members alone must not name its association in a file for all."""

    async def use(reader: Reader, member: AsyncNetwork) -> None:
        await member.publish(report("Soudure pour toutes"))
        file, told = tmp_path / "file", []

        async def authors(*more: str) -> list[str]:
            done = await reader.member("export", "feed", "--to", file, "--force", *more)
            assert done.exit_code == 0, done.output
            (item,) = json.loads(file.read_text("utf-8"))["items"]
            return [one["name"] for one in item["authors"]]

        for audience in ("network", "public"):
            profile = draft_of(profile_of("contact@amal.example"), audience=audience)
            await member.publish(profile)
            told.append((await authors(), await authors("--audience", "all")))

        assert told == [
            (["amal"], ["Association Amal"]),
            (["Association Amal"], ["Association Amal"]),
        ]

    with_reader(use)


def test_a_file_is_replaced_only_when_told_and_never_half(tmp_path: Path) -> None:
    """Last month's table is not lost to a link that broke."""

    async def use(reader: Reader, member: AsyncNetwork) -> None:
        await member.publish(report("Un rapport"))
        file = tmp_path / "table.csv"
        file.write_text("last month")
        kept = await reader.guest("export", "catalogue", "--to", file, "--json")
        with patch("forsa.cli.exporting.os.fsync", side_effect=OSError):
            broken = await reader.guest("export", "catalogue", "--to", file, "--force")
        before = file.read_text("utf-8")
        done = await reader.guest("export", "catalogue", "--to", file, "--force")

        assert kept.exit_code == 5
        assert json.loads(kept.stdout)["error"]["reason"] == "FOLDER_EXISTS"
        assert broken.exit_code == 2
        assert before == "last month"
        assert done.exit_code == 0
        assert "Un rapport" in file.read_text("utf-8")
        assert names_in(tmp_path) == ["table.csv"]

    with_reader(use)


def test_what_cannot_be_asked_is_said_before_anything_is_written(tmp_path: Path) -> None:
    """Exit codes tell a script which of them it was."""

    async def use(reader: Reader, _: AsyncNetwork) -> None:
        file = tmp_path / "out"
        cases = {
            "a query too long": (4, await reader.guest("query", "م" * 501)),
            "no format of a feed": (
                2,
                await reader.guest("export", "feed", "--format", "csv", "--to", file),
            ),
            "no folder": (
                2,
                await reader.guest("export", "feed", "--to", tmp_path / "no" / "file"),
            ),
            "no node": (5, await run("query", tmp_path, "mot")),
            "no network id": (4, await run("query", "localhost", "mot", "--network", "12")),
        }

        assert {name: done.exit_code for name, (_, done) in cases.items()} == {
            name: code for name, (code, _) in cases.items()
        }
        assert names_in(tmp_path) == []

    with_reader(use)


def hit(**changed: Any) -> Hit:
    """A hit."""
    values: dict[str, Any] = {
        "record_id": b"r" * 32,
        "object_id": b"o" * 16,
        "index": 7,
        "kind": "practice.report",
        "member": "amal",
        "title": "Titre",
        "language": "fr",
        "snippet": (SnippetPart("un ", False), SnippetPart("mot", True)),
        "languages": ("fr",),
        "region": "MA-05",
        "themes": ("languages",),
        "maturity": "trial",
        "sequenced_ms": 1_767_571_200_000,
        "score": 1.5,
        "machine_translated": False,
    }
    return Hit(**{**values, **changed})


def test_nothing_of_a_hit_moves_the_cursor() -> None:
    """A title could clear the screen, or turn the line that says what is proved."""
    evil = "\x1b[2J\u202eab\r\nc"
    found = SearchResult(
        [hit(title=evil, member=evil, region=evil, snippet=(SnippetPart(evil, False),))], 1, (), 9
    )
    text = "\n".join(lines_of(found, "fr"))

    assert not {"\u202e", "\r"} & set(text)
    assert "\x1b[2J" not in text
    assert len(text.splitlines()) == 8


def test_a_passage_in_another_language_than_the_title_says_so() -> None:
    """An Arabic passage below a French title would look like a mistake; a machine's, like ours."""
    arabic = {"snippet": (SnippetPart("ورشة", True),), "snippet_language": "ar"}
    shown = {
        machine: lines_of(
            SearchResult([hit(**arabic, snippet_machine_translated=machine)], 1, (), 9), "fr"
        )
        for machine in (False, True)
    }
    same = lines_of(SearchResult([hit(snippet_language="fr")], 1, (), 9), "fr")

    assert any(line.endswith("[Arabe] ورشة") for line in map(unstyle, shown[False]))
    assert any("[Arabe, traduction automatique] ورشة" in unstyle(line) for line in shown[True])
    assert "  un mot" in map(unstyle, same)


def test_hits_become_a_frame_and_an_empty_one_has_the_same_columns() -> None:
    """A script that found nothing must not end at a column that is not there."""
    found = SearchResult([hit(), hit(index=8)], 2, (), 9).to_polars()
    nothing = SearchResult([], 0, (), 9).to_polars()

    assert found.schema == nothing.schema
    assert found["index"].to_list() == [7, 8]
    assert found["record_id"][0] == (b"r" * 32).hex()
    assert found["languages"].to_list() == [["fr"], ["fr"]]


def test_a_frame_of_pandas_holds_the_same() -> None:
    """Most notebooks begin with pandas, and one call must do there, too."""
    result = SearchResult([hit(), hit(index=8, title="عنوان")], 2, (), 9)
    found, nothing = result.to_pandas(), SearchResult([], 0, (), 9).to_pandas()

    assert found.to_dict("list") == result.to_polars().to_dict(as_series=False)
    assert dict(found.dtypes) == dict(nothing.dtypes)
    assert [str(found.dtypes[name]) for name in ("index", "score", "machine_translated")] == [
        "int64",
        "float64",
        "bool",
    ]


@pytest.mark.parametrize(("library", "extra"), [("polars", "frames"), ("pandas", "pandas")])
def test_without_its_library_a_frame_says_what_to_install(
    library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An analyst does not know how our extras are called."""
    monkeypatch.setitem(sys.modules, library, None)  # Python's own way to say: not installed
    result = SearchResult([hit()], 1, (), 9)

    with pytest.raises(ImportError, match=rf"pip install 'forsa\[{extra}\]'"):
        getattr(result, f"to_{library}")()


@pytest.mark.parametrize(
    "lie",
    [
        {"record_id": b"short"},
        {"object_id": b""},
        {"index": 2**63},
        {"sequenced_ms": 2**64 - 1},
        {"score": float("nan")},
        {"score": float("inf")},
    ],
)
def test_a_hub_that_answers_nonsense_is_not_believed(lie: dict[str, Any]) -> None:
    """Numbers out of range would end the program, or a frame, somewhere else."""
    query = Query(text="mot", limit=1)
    told = {"record_id": b"r" * 32, "object_id": b"o" * 16}
    fine = pb.SearchResponse(hits=[pb.SearchHit(**told)], total=1)  # type: ignore[arg-type]
    false = pb.SearchResponse(hits=[pb.SearchHit(**{**told, **lie})], total=1)

    assert result_of(fine, query).total == 1
    assert request_of(query).limit == 1
    with pytest.raises(MalformedError):
        result_of(false, query)
    with pytest.raises(MalformedError):
        result_of(pb.SearchResponse(hits=[fine.hits[0], fine.hits[0]]), query)
