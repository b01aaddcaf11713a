"""A year of duties in one network: planned, handed in, returned, looked at, told."""

import asyncio
import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import forsa
import pytest
from click.testing import CliRunner
from forsa.client.zones import people_zone
from forsa.errors import ForsaError, MalformedError, NotFoundError
from forsa.exports.governance.duties_frame import to_polars
from forsa.governance.views.duties import Duty, Why
from forsa.governance.views.obligations import school_year_of
from forsa_node.cli import main
from forsa_node.governance.due_planning import read_plan
from forsa_node.governance.due_tables import overview, table
from forsa_node.governance.dues import due_notices, listed, read_dues, shown
from forsa_node.reading import reading
from forsa_node.seen import Seen
from openpyxl import load_workbook

from tests.support.commands import Commands, active_commands_of
from tests.support.made_files import pdf
from tests.support.reports import small_report

DAY = 86_400
ZONE = people_zone()
CALENDAR = """\
school_year: {year}
working_days: {{national_holidays: no}}
obligations:
  - code: general_assembly
    due: {tomorrow}
  - code: practice_report
    due: {later}
    grace_days: 7
    evidence_kind: practice.report
"""


def calendar(commands: Commands, later_days: int = 40) -> Path:
    """Minutes by tomorrow, a report later; written in the network's year."""
    now_ms = commands.network.clock.now_ms()
    today = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZONE).date()
    text = CALENDAR.format(
        year=school_year_of(now_ms),
        tomorrow=today + timedelta(days=1),
        later=today + timedelta(days=later_days),
    )
    path = commands.folder / f"calendrier-{later_days}.yaml"
    path.write_text(text)
    return path


async def planned(commands: Commands) -> None:
    """The office adopts the calendar; nobody but the office can, and twice is once."""
    file = calendar(commands)
    assert await commands.refused("amal", "due plan", file) == "KIND_NOT_ALLOWED"
    said = await commands.run("office", "due plan", file, code=6, answers="n\n")
    assert "nouveau    Fiche de pratique" in said
    assert await commands.json("office", "draft list", "--all") == []
    assert await commands.json("office", "due plan", file, code=6) == [{"missing": ["yes"]}]
    assert len(await commands.json("office", "due plan", file, "--yes")) == 2
    assert await commands.json("office", "due plan", file, "--yes") == []
    await commands.sync()
    assert await commands.json("office", "due plan", file, "--yes") == []
    assert "inchangé" in await commands.run("office", "due plan", file)


async def misread(commands: Commands) -> None:
    """What would be a year of wrong dates, or nobody's, is refused before anybody is asked."""
    year = school_year_of(commands.network.clock.now_ms())
    past = f"{year[:4]}-06-30"
    head = f"school_year: {year}\nobligations:\n  - code: dues\n    due: {past}\n"
    wrong = {
        "    members: [amall]\n": "amall",
        "    basis: 0\n": "no agreement",
        "    grace_days: many\n": "1 places",
        "time_zone: Africa/Khenifra\n": "Africa/Khenifra",
    }
    path = commands.folder / "faux.yaml"
    for line, says in wrong.items():
        path.write_text(head + line)
        with pytest.raises(ForsaError, match=says):
            read_plan(commands.folder_of("office"), path)
    path.write_text(head + "    members: [amal]\n")
    told = await commands.run("office", "due plan", path, code=6, answers="non\n")
    assert "déjà passée" in told
    assert "hors du fichier : " in told


async def handed_in(commands: Commands) -> None:
    """Files for the minutes; a report that only waits to be sent is evidence all the same."""
    minutes = commands.folder / "pv.pdf"
    minutes.write_bytes(pdf())
    told = listed(commands.folder_of("amal"), "fr", ZONE)
    assert [one["obligation"]["code"] for one in told["duties"]] == [
        "general_assembly",
        "practice_report",
    ]
    await commands.run("amal", "due submit", "general_assembly", code=6)
    await commands.run("amal", "due submit", "general_assembly", minutes, "--yes")

    nothing = await commands.json("amal", "due submit", "practice_report", code=6)
    assert nothing == {"asked": "practice.report", "fitting": []}
    path = commands.write("practice.report", small_report(1))
    await commands.json("amal", "publish", path, "--yes")
    offered = await commands.json("amal", "due submit", "practice_report", code=6)
    (report,) = offered["fitting"]
    which = report["which"]
    wrong = await commands.refused("amal", "due submit", "practice_report", 0, code=4)
    assert wrong == "KIND_PRECONDITION"
    note = ("--note", "Voici la fiche de Khénifra.")
    await commands.run("amal", "due submit", "practice_report", which, *note, "--yes")
    waiting = listed(commands.folder_of("amal"), "fr", ZONE)
    assert [one["is_waiting"] for one in waiting["duties"]] == [True, True]
    await commands.sync()


async def looked_at(commands: Commands) -> None:
    """The office returns one with its reason and accepts the other."""
    assert listed(commands.folder_of("office"), "fr", ZONE)["to_review"] == 2
    rows = await commands.json("office", "due review")
    minutes, report = sorted(rows, key=lambda one: one["obligation"]["code"])
    number = minutes["submission"]["index"]
    assert minutes["submission"]["evidence"]["files"] == 1
    assert await commands.refused("badr", "due review", number, "--accept") == "KIND_NOT_ALLOWED"
    assert await commands.refused("office", "due review", "0", "--accept", code=4) == "KIND_UNKNOWN"
    await commands.run("office", "due review", number, code=2)
    reason = "Il manque la liste des présents."
    await commands.run("office", "due review", number, "--return", reason, "--yes")
    accepted = report["submission"]["index"]
    await commands.run("office", "due review", accepted, "--accept", "--yes")
    await commands.sync()
    told = await commands.run("amal", "due list")
    assert "à compléter" in told
    assert reason in told
    row = shown(commands.folder_of("amal"), "practice_report", "fr", ZONE)
    assert (row["standing"], row["is_late"]) == ("accepted", False)


async def taken_back(commands: Commands) -> None:
    """A report that its author took back, an hour ago and not sent yet, is no evidence."""
    path = commands.write("practice.report", small_report(2))
    (row,) = await commands.json("amal", "publish", path, "--yes")
    which = row["record_id"][:16]
    await commands.json("amal", "withdraw", which, "--reason", "Une erreur.", "--yes")
    refused = await commands.refused("amal", "due submit", "practice_report", which, "--yes")
    assert refused == "KIND_PRECONDITION"
    offered = await commands.json("amal", "due submit", "practice_report", code=6)
    assert which not in [one["which"] for one in offered["fitting"]]
    assert len(offered["fitting"]) == 1


async def late(commands: Commands) -> None:
    """Two days pass: what was returned and what never came are late, what is waived is not."""
    commands.network.clock.let_pass(2.5 * DAY)
    await commands.run(
        "office", "due waive", "practice_report", "badr", "--reason", "Inondation.", "--yes"
    )
    await commands.sync()
    rows = await commands.json("badr", "due table", "--network")
    stands = {(one["member"], one["obligation"]["code"]): one for one in rows}
    assert stands["badr", "general_assembly"]["standing"] == "late"
    assert stands["amal", "general_assembly"]["standing"] == "returned"
    assert stands["amal", "general_assembly"]["days_late"] > 0
    assert stands["badr", "practice_report"]["standing"] == "waived"
    assert stands["badr", "practice_report"]["waiver"]["reasons"] == {"fr": "Inondation."}
    lines = await commands.run("amal", "due table", "--network")
    assert "badr : en retard (" in lines


async def told(commands: Commands) -> None:
    """Reminders on the own node, and the year as files for the office."""
    with reading(commands.folder_of("badr")) as stores:
        (notice,) = due_notices(stores, Seen.of(stores), "fr", ZONE)
    assert notice["code"] == "general_assembly"
    assert "de retard" in notice["says"]
    assert notice["says"] in await commands.run("badr", "status")

    as_csv, as_xlsx = commands.folder / "annee.csv", commands.folder / "annee.xlsx"
    await commands.run("office", "due overview", "--to", as_csv)
    await commands.run("office", "due overview", "--to", as_xlsx)
    await commands.run("office", "due overview", "--to", as_csv, code=5)
    with pytest.raises(MalformedError):
        overview(commands.folder_of("office"), commands.folder / "annee.ods", "fr", ZONE, "")
    rows = list(csv.reader(io.StringIO(as_csv.read_text("utf-8-sig"))))
    assert len(rows) == 7
    assert len(list(load_workbook(as_xlsx)["Détail"].values)) == 7
    with pytest.raises(NotFoundError, match="nothing is due in 2001-2002"):
        table(commands.folder_of("office"), "fr", ZONE, "2001-2002", everybody=True)


async def computed(commands: Commands) -> None:
    """A program that pulls the log itself sees the duties that the node tells."""
    folder = commands.network.office.folder
    async with forsa.connect_async(folder, clock=commands.network.clock) as network:
        pulled = await network.governance.duties()
    with reading(folder) as stores:
        told = read_dues(stores).duties
    assert [(one.member, one.standing, one.days_late) for one in pulled] == [
        (one.member, one.standing, one.days_late) for one in told
    ]
    assert to_polars(pulled)["standing"].to_list() == [one.standing for one in told]


async def changed(commands: Commands) -> None:
    """A later date is the next version of the same thing, and what stands keeps standing."""
    file = calendar(commands, 60)
    said = await commands.run("office", "due plan", file, "--yes")
    assert "inchangé" not in said
    assert "changé     Fiche de pratique" in said
    assert "échéance jusqu'ici" in said
    await commands.sync()
    row = shown(commands.folder_of("amal"), "practice_report", "fr", ZONE)
    assert row["obligation"]["versions"] == 2
    assert row["standing"] == "accepted"

    which = row["obligation"]["record_id"]
    await commands.run("office", "withdraw", which, "--reason", "Demandé par erreur.", "--yes")
    again = read_plan(commands.folder_of("office"), file).plan
    assert [one.entry.code for one in again.to_do] == ["practice_report"]
    assert again.to_do[0].former is None
    await commands.sync()
    stands = {one.member: one.why for one in duties_of(commands, "badr")}
    assert stands["badr"] is Why.TAKEN_BACK


def duties_of(commands: Commands, holder: str) -> list[Duty]:
    """What a node tells of the practice report."""
    with reading(commands.folder_of(holder)) as stores:
        found = read_dues(stores).duties
    return [one for one in found if one.obligation.code == "practice_report"]


def test_a_year_of_duties(tmp_path: Path) -> None:
    """From the office's calendar to the ministry's table, by commands alone."""

    async def run() -> None:
        async with active_commands_of(tmp_path, "amal", "badr", office=True) as commands:
            for part in (
                planned,
                misread,
                handed_in,
                looked_at,
                taken_back,
                late,
                told,
                computed,
                changed,
            ):
                await part(commands)

    asyncio.run(run())


def test_the_template_is_printed_in_the_reader_s_language() -> None:
    """It is edited in a text editor, by somebody who reads one of the three."""
    done = {
        lang: CliRunner().invoke(main, ["due", "template", "--year", "2026-2027", "--lang", lang])
        for lang in ("fr", "ar")
    }
    wrong = CliRunner().invoke(main, ["due", "template", "--year", "2026", "--lang", "fr"])
    as_json = CliRunner().invoke(
        main, ["due", "template", "--year", "2026-2027", "--lang", "fr", "--json"]
    )

    assert done["fr"].stdout != done["ar"].stdout
    assert json.loads(as_json.stdout)["text"] == done["fr"].stdout
    assert wrong.exit_code == 2
    assert "2026-2027" in wrong.stderr
