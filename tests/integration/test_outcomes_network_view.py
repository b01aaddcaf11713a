"""What another node, a program and an outsider see of a release: verified, and as it is."""

import asyncio
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import forsa
import pytest
from click.testing import CliRunner, Result
from forsa.cli import forsa as forsa_cli
from forsa.errors import MalformedError
from forsa.exports.outcomes.collection import Outcomes
from forsa.exports.outcomes.reading import read_export
from forsa.testing.learners import draw_node

from tests.support.commands import run_command, told
from tests.support.released import YEAR, stage_of

LEARNERS = 64
WRONG = (("", "m9"), ("2024", ""), ("2024-2026", ""))
FILTERS = (
    ("--member", "amal", "--region", "MA-05"),
    ("--region", "MA-12"),
    ("--member", "nobody"),
    ("--member", "amal", "--member", "nobody"),
    ("--language", "fr"),
    ("--every-version",),
)


@dataclass(frozen=True)
class World:
    """One release in a network of two nodes."""

    record_id: str
    reader: Path
    """The folder of badr's node, its network gone."""
    author: Path
    """The same of amal's."""
    member: Outcomes
    """What a program of badr reads."""
    outsider: Outcomes
    exported: dict[str, Result]
    """What `forsa export outcomes` said, by format."""
    wrong: list[MalformedError]
    """What a program is told that asks for what no release can have."""
    files: Path
    """Where it wrote, each format as its name, and each filter as its number."""
    narrowed: list[Result]
    """What it said of each of `FILTERS`."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """amal releases its outcomes at exit; everybody reads."""
    folder = tmp_path_factory.mktemp("network")

    async def run() -> World:
        drawn = draw_node(3, n=LEARNERS, centres=1, member="amal")
        async with stage_of(folder, drawn) as stage:
            await stage.prepare()
            await stage.approve()
            released = await stage.release()
            await stage.sync()
            clock, address = stage.network.clock, stage.network.address
            async with forsa.connect_async(stage.folder_of("badr"), clock=clock) as badr:
                member = await badr.outcomes()
                network_id = badr.network_id
            outside = forsa.connect_async(
                host=address.host,
                network_id=network_id,
                enrol_port=address.enrol_port,
                clock=clock,
            )
            async with outside as anybody:
                outsider = await anybody.outcomes(point="exit")
                wrong = []
                for year, point in WRONG:
                    with pytest.raises(MalformedError) as refused:
                        await anybody.outcomes(school_year=year, point=point)
                    wrong.append(refused.value)
            exported = {}
            for chosen in ("zip", "csv"):
                words = ["export", "outcomes", str(stage.folder_of("badr")), "--format", chosen]
                told_all = [*words, "--to", str(folder / chosen), "--lang", "fr"]
                exported[chosen] = await asyncio.to_thread(CliRunner().invoke, forsa_cli, told_all)
            narrowed = []
            for number, narrowing in enumerate(FILTERS):
                command = ["export", "outcomes", str(stage.folder_of("badr")), "--format", "csv"]
                command += ["--to", str(folder / str(number)), "--lang", "fr", *narrowing]
                narrowed.append(await asyncio.to_thread(CliRunner().invoke, forsa_cli, command))
            for holder in ("amal", "badr"):
                await stage.network.close_node(holder)
                ignored = shutil.ignore_patterns("*.sock")
                shutil.copytree(stage.folder_of(holder), folder / holder, ignore=ignored)
            return World(
                released["record_id"],
                folder / "badr",
                folder / "amal",
                member,
                outsider,
                exported,
                wrong,
                folder,
                narrowed,
            )

    return asyncio.run(run())


def test_a_program_reads_what_was_released_with_its_proof(world: World) -> None:
    """The record that the members' people approved, judged here, in a frame."""
    (one,) = world.member.releases

    assert one.record_id.hex() == world.record_id
    assert (one.member, one.region, one.release.frame_n) == ("amal", "MA-05", LEARNERS)
    assert not world.member.refused
    assert set(world.member.to_polars()["state"]) >= {"v", "c"}
    assert world.member.network_totals().scope("MA-05").learners == LEARNERS


def test_an_outsider_reads_the_same_public_release(world: World) -> None:
    """Nothing of the network has to be trusted for it."""
    assert [one.release for one in world.outsider.releases] == [
        one.release for one in world.member.releases
    ]
    assert not world.outsider.refused


def test_a_program_that_asks_for_no_point_or_year_is_told(world: World) -> None:
    """An empty frame would be taken for: nobody released anything."""
    messages = [one.message for one in world.wrong]

    assert "exit, m3, m6, m12" in messages[0]
    assert all("2024-2025" in one for one in messages[1:])


def test_a_hub_s_outcomes_are_exported_in_one_file(world: World) -> None:
    """Whoever has no node of its own gets every format at once, or one table."""
    with ZipFile(world.files / "zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    table = (world.files / "csv").read_bytes()

    assert [done.exit_code for done in world.exported.values()] == [0, 0]
    assert ": 1 (" in world.exported["csv"].stdout
    assert read_export(files) == world.member.releases
    assert table == files["observations.csv"]


def test_an_export_is_what_was_asked_for_or_none(world: World) -> None:
    """A filter that is ignored writes figures of everybody; an empty file looks like an answer."""
    done = dict(zip(FILTERS, world.narrowed, strict=True))
    codes = [one.exit_code for one in world.narrowed]
    written = [(world.files / str(number)).exists() for number in range(len(FILTERS))]

    assert codes == [0, 6, 6, 6, 2, 2]
    assert written == [True, *[False] * 5]
    assert (world.files / "0").read_bytes() == (world.files / "csv").read_bytes()
    assert "MA-12 ; il y en a de MA-05" in done[FILTERS[1]].stderr
    assert "nobody ; il y en a de amal" in done[FILTERS[2]].stderr
    assert "--language" in done[FILTERS[4]].stderr


def test_a_node_tells_totals_offline(world: World) -> None:
    """The hub is away, and the figures and their proof are here."""
    said = told(world.reader, "outcomes network", "--by", "sex")
    (view,) = said["totals"]
    cells = {tuple(cell["at"]): cell for cell in view["cells"]}

    assert (view["school_year"], view["learners"], view["coverage_percent"]) == (
        YEAR,
        LEARNERS,
        100,
    )
    assert cells["total", "total"]["value"] == LEARNERS
    assert all((cell["value"] is None) == (cell["state"] == "b") for cell in cells.values())
    everybody = next(one for one in view["rates"] if one["at"] == ["total"])
    assert 0 <= everybody["response_rate"][0] <= everybody["response_rate"][1] <= 100
    assert said["releases"] == 1
    assert said["refused"] == []


def test_the_author_s_node_tells_the_same(world: World) -> None:
    """Its own release is judged like any other."""
    assert told(world.author, "outcomes network") == told(world.reader, "outcomes network")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("tout le réseau", "Associations : 1 sur 1", "entre", "Taux de réponse : ")),
        ("ar", ("الشبكة كلها", "الجمعيات: 1 من 1", "بين", "نسبة الاستجابة: ")),
        ("en", ("the whole network", "Associations: 1 of 1", " to ", "Response rate: ")),
    ],
)
def test_people_are_told_who_is_counted_and_between_what(
    world: World, language: str, words: tuple[str, ...]
) -> None:
    """An interval without its reason looks like carelessness."""
    told_lines = run_command(world.reader, "outcomes network", "--lang", language)
    by_year = run_command(world.reader, "outcomes network", "--trend", "--lang", language)

    assert told_lines.exit_code == by_year.exit_code == 0
    for word in words:
        assert word in told_lines.stdout
    assert YEAR in by_year.stdout


def test_a_chart_and_an_export_are_written_whole_and_never_over_another(
    world: World, tmp_path: Path
) -> None:
    """What is exported reads back as the release that is in the log."""
    chart, to = tmp_path / "network.svg", tmp_path / "export"
    arguments = ("outcomes network", "--by", "region", "--chart", chart, "--export", to)
    said = told(world.reader, *arguments)
    files = {one.name: one.read_bytes() for one in to.iterdir()}
    again = run_command(world.reader, *arguments)
    early = [
        run_command(world.reader, "outcomes network", "2019-2020", *target)
        for target in (("--chart", chart), ("--export", to))
    ]

    assert chart.read_text("utf-8").startswith("<svg ")
    assert read_export(files) == world.member.releases
    assert json.loads(files["datapackage.json"])["resources"][1]["name"] == "totals"
    assert (said["chart"], said["export"]) == (str(chart), str(to))
    assert again.exit_code == 5
    assert [one.exit_code for one in early] == [5, 5]  # before it looks for that year


@pytest.mark.parametrize("more", [("2019-2020",), ("--region", "MA-12"), ("--member", "nobody")])
def test_where_nobody_published_anything_it_is_said(world: World, more: tuple[str, ...]) -> None:
    """An empty table would look like nobody was integrated."""
    done = run_command(world.reader, "outcomes network", *more)

    assert done.exit_code == 6
    assert "Personne n'a publié" in done.stderr


def test_of_a_point_that_nobody_released_no_number_is_told(world: World, tmp_path: Path) -> None:
    """Zeros in a chart, a file or JSON would be read as: nobody was integrated."""
    of_later = ("outcomes network", "--point", "m6")
    (view,) = told(world.reader, *of_later)["totals"]
    (by_year,) = told(world.reader, *of_later, "--trend")["totals"]
    trend = run_command(world.reader, *of_later, "--trend")
    refused = [
        run_command(world.reader, *of_later, *more, option, tmp_path / "out")
        for option in ("--chart", "--export")
        for more in ((), ("--trend",))
    ]

    assert view == by_year
    assert (view["reason"], view["cells"], view["categories"]) == ("nobody_released", [], [])
    assert view["rates"] == []
    assert "aucun total" in trend.stdout
    assert "  2024" not in trend.stdout
    assert [one.exit_code for one in refused] == [6] * 4
    assert all("aucun total" in one.stderr for one in refused)
    assert not (tmp_path / "out").exists()


def test_without_the_charts_library_it_is_said_how_to_get_it(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the figures can be read without it."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    chart = tmp_path / "network.svg"
    done = run_command(world.reader, "outcomes network", "--chart", chart)

    assert done.exit_code == 2
    assert "forsa[charts]" in done.stderr
    assert not chart.exists()
