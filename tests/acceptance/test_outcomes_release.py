"""Registers become releases, the whole way on real processes: import, freeze, two persons, hub.

A hub and nodes as processes; three of them take registers that others published, where those are at
hand. The commands are run in this process, beside the daemons, to save their starts.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner
from forsa.client import sealing
from forsa.demo.network import Network, Node
from forsa.demo.processes import wait_until
from forsa.log_store.reading import LogReader
from forsa.outcomes.messages import parse_release
from forsa.outcomes.proof import MEDIA_TYPE
from forsa.outcomes.tables import CellState, Release
from forsa.outcomes.verify import verify_accept
from forsa.testing.learners import draw_node
from forsa_node.cli import main
from forsa_node.files.content import ContentStore
from forsa_node.reading import reading

from tests.support.processes import IS_CAMPAIGN, RELAXED
from tests.support.real_registers import ABSENT, COURSES, SCHOOL_TO_WORK, SECONDARY, RealRegister
from tests.support.released import (
    QUICK,
    RECEIPT,
    SECRETS,
    files_with,
    profile,
    secret_of,
    write_profile,
    write_register,
)

pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("outcomes")]

MADE = draw_node(11, n=180, centres=2, member="dalia")
NAMES = tuple(f"Zineb Benkirane-{number:03}" for number in range(MADE.n))
MASSARS = tuple(f"Q{130_000_000 + 7 * number}" for number in range(MADE.n))
PHONES = tuple(f"06{61_000_000 + 13 * number}" for number in range(MADE.n))
"""What a register of an office has beside what is asked for; each list begins alike, for the search
of it."""
ALONE = {"FORSA_NODE_VERIFY_WORKERS": "0"}
"""A few signatures need no processes of their own."""
SAMPLED = 50
"""Of real rows one in so many is searched for."""


@dataclass(frozen=True)
class Case:
    """A register, and what is known of it without us."""

    register: RealRegister
    school_year: str
    points: tuple[str, ...]
    frame_n: int
    at_exit: Mapping[str, int]
    """Learners by outcome, as its README and the file itself count them."""


REAL = {
    "amal": Case(
        SCHOOL_TO_WORK,
        "1992-1993",
        ("exit", "m3", "m6", "m12") if IS_CAMPAIGN else ("exit", "m12"),
        712,
        {
            "formal_education": 179,
            "vocational_training": 275,
            "apprenticeship": 158,
            "active_life": 83,
            "not_integrated_known": 17,
            "unknown": 0,
            "excluded": 0,
        },
    ),
    "badr": Case(
        SECONDARY,
        "2005-2006",
        ("exit",),
        649,
        {"formal_education": 549, "not_integrated_known": 100, "active_life": 0},
    ),
    "cyn": Case(
        COURSES,
        "2018-2019",
        ("exit",),
        4424,
        {"formal_education": 2209, "not_integrated_known": 1421, "excluded": 794},
    ),
}
YEAR = "2024-2025"


@dataclass
class Office:
    """The people of an association at their machine, and everything they were told."""

    node: Node
    desk: Path
    """Where their own files lie; nothing of the program is there."""
    said: list[str] = field(default_factory=list)

    def ask(self, words: str, *arguments: object, code: int = 0) -> Any:
        """What a command answers to a program."""
        line = [*words.split(), str(self.node.folder), *map(str, arguments), "--json"]
        done = CliRunner().invoke(main, line)
        self.said.append(done.output)

        assert done.exit_code == code, f"{line}\n{done.output}\n{done.exception!r}"
        return json.loads(done.stdout)

    def as_person(self, name: str) -> tuple[object, ...]:
        """Options by which a person signs."""
        return ("--by", name, "--passphrase-file", secret_of(self.desk, name))

    def found(self, centres: Sequence[str]) -> None:
        """Publish the profile and a key for each person."""
        path = write_profile(self.desk / "profile.yaml", profile(centres))
        self.ask("publish", path, "--yes")
        for name in SECRETS:
            self.ask("key add", name, "--passphrase-file", secret_of(self.desk, name))

    def take_in(self, register: Path, mapping: Path) -> Any:
        """Import a register."""
        return self.ask("outcomes import", register, "--mapping", mapping, "--yes")

    def freeze(self, school_year: str) -> Any:
        """Publish the enrolment, on a day by which everybody has entered."""
        return self.ask("outcomes frame", school_year, "--yes")

    def send(self, school_year: str, point: str) -> Any:
        """Prepare, look, approve and queue."""
        words = ("--legal-basis", RECEIPT, "--yes", *self.as_person("Salma"))
        self.ask("outcomes prepare", school_year, point, *words)
        self.ask("outcomes preview", school_year, point)
        self.ask("outcomes approve", school_year, point, "--yes", *self.as_person("Driss"))
        return self.ask("outcomes release", school_year, point)


@dataclass
class Published:
    """The network once all is released, and what every office was told."""

    network: Network
    offices: Mapping[str, Office]
    released: Mapping[str, Sequence[Mapping[str, Any]]]
    """By member, in the order of the points."""
    scratch: Path
    """The temporary folder of every process."""

    def reader_of(self, member: str) -> Node:
        """A node of another member."""
        return next(node for node in self.network.nodes if node.member != member)

    def copies(self, member: str) -> tuple[list[Release], list[bytes]]:
        """A member's releases and their proofs, as another member's node holds them."""
        folder = self.reader_of(member).folder
        with reading(folder) as stores:
            found = stores.mirror.read(lambda log: log.records_of(["outcome.release"], [member]))
            entries = stores.mirror.read(lambda log: log.entries_at(found))
            bodies = stores.mirror.read(lambda log: log.bodies(found))
            roots = [one.record().header.attachments[0] for one in entries]
            blobs = [stores.mirror.blob(one.root) for one in roots]
        assert {one.media_type for one in roots} == {MEDIA_TYPE}
        content = ContentStore(folder)
        proofs = []
        for blob in blobs:
            assert blob is not None
            assert blob.sha256 is not None, "the proof is not here yet"
            with content.open(blob.sha256) as file:
                proofs.append(file.read())
        return [parse_release(bodies[index].data) for index in found], proofs


def register_of_an_office(folder: Path) -> tuple[Path, Path]:
    """A register as an office has it: with names and numbers that nothing may keep."""
    planted = {"Nom": NAMES, "Code Massar": MASSARS, "Téléphone": PHONES}
    register, mapping = write_register(folder, MADE.learners)
    rows = pl.read_csv(register, infer_schema=False)
    rows.with_columns(**{name: pl.Series(list(told)) for name, told in planted.items()}).write_csv(
        register
    )
    drop = "drop: [Nom, Téléphone]\n"
    tag = '  dedup_tag: {key_of: ["Code Massar"]}\n'
    text = mapping.read_text("utf-8")
    mapping.write_text(text.replace("fields:\n", f"fields:\n{tag}") + drop, "utf-8")
    return register, mapping


@pytest.fixture(scope="module")
def published() -> Iterator[Published]:
    """A network in which every register that is at hand was released."""
    cases = {name: one for name, one in REAL.items() if one.register.path.exists()}
    with (
        pytest.MonkeyPatch.context() as patch,
        TemporaryDirectory(prefix="forsa-") as folder,  # short: sockets lie in it
    ):
        scratch = Path(folder) / "tmp"
        scratch.mkdir()
        patch.setattr(sealing, "_COST", QUICK)
        patch.setenv("TMPDIR", str(scratch))
        patch.setattr(tempfile, "tempdir", str(scratch))
        with Network(Path(folder) / "n", RELAXED | {"FORSA_HUB_VERIFY_WORKERS": "0"}) as network:
            network.hub.init("Essai")
            network.hub.start()
            offices = {name: _office(network, Path(folder), name) for name in (*cases, "dalia")}
            if not cases:
                network.add("emir", "Emir", "MA-08", ALONE)
            for node in network.nodes:
                node.start()
            released = _release_all(offices, cases)
            _wait_until_all_is_everywhere(network, released)
            yield Published(network, offices, released, scratch)


def _wait_until_all_is_everywhere(
    network: Network, released: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    """Until every node holds every release and its proof; asked here, to save the starts."""
    ids = [bytes.fromhex(one["record_id"]) for rows in released.values() for one in rows]
    daemons = [node.daemon for node in network.nodes]
    for node in network.nodes:
        wait_until(f"{node.member} holds all", partial(_holds_all, node, ids), 120, daemons)


def _holds_all(node: Node, ids: Sequence[bytes]) -> bool:
    with reading(node.folder) as stores:
        places = stores.mirror.read(lambda log: log.index_of(ids))
        entries = stores.mirror.read(lambda log: log.entries_at(list(places.values())))
        records = [one.record() for one in entries]
        foreign = [one for one in records if one.header.member != node.member]
        blobs = [stores.mirror.blob(one.header.attachments[0].root) for one in foreign]
    return len(places) == len(ids) and all(one and one.sha256 for one in blobs)


def _office(network: Network, folder: Path, name: str) -> Office:
    desk = folder / f"desk-{name}"
    desk.mkdir()
    return Office(network.add(name, name.title(), "MA-05", ALONE), desk)


def _release_all(offices: Mapping[str, Office], cases: Mapping[str, Case]) -> dict[str, list[Any]]:
    taken = {name: (one.register.path, one.register.mapping_path) for name, one in cases.items()}
    taken["dalia"] = register_of_an_office(offices["dalia"].desk)
    centres = {name: tuple(one.register.centres) for name, one in cases.items()}
    years = {name: one.school_year for name, one in cases.items()} | {"dalia": YEAR}
    points = {name: one.points for name, one in cases.items()} | {"dalia": ("exit", "m3")}
    for name, office in offices.items():
        office.found(centres.get(name, MADE.centres))
        office.take_in(*taken[name])
        office.freeze(years[name])
    for office in offices.values():
        office.ask("sync")
    return {
        name: [office.send(years[name], point) for point in points[name]]
        for name, office in offices.items()
    }


def cases_at_hand() -> list[Any]:
    """Each published register; skipped where it is not there."""
    return [
        pytest.param(name, marks=pytest.mark.skipif(not case.register.path.exists(), reason=ABSENT))
        for name, case in REAL.items()
    ]


def margin(release: Release) -> dict[str, tuple[CellState, int | None]]:
    """Outcomes of all learners, as the finest table of a release shows them."""
    table = next(one for one in release.tables if one.axes[-1:] == ("outcome7",))
    return {
        cell.at[-1]: (cell.state, cell.value)
        for cell in table.cells
        if set(cell.at[:-1]) <= {"total"} and cell.at[-1] != "total"
    }


@pytest.mark.parametrize("member", cases_at_hand())
def test_what_is_shown_of_a_real_register_is_what_its_file_counts(
    published: Published, member: str
) -> None:
    """A table may hide; it may not say another number than the file."""
    case = REAL[member]
    releases, _ = published.copies(member)
    shown = margin(releases[0])

    assert [one.observation_point for one in releases] == list(case.points)
    assert {one.frame_n for one in releases} == {case.frame_n}
    assert {one.school_year for one in releases} == {case.school_year}
    for outcome, count in case.at_exit.items():
        state, value = shown[outcome]
        assert state is CellState.CONFIDENTIAL or value == count, outcome
    tables = releases[0].tables  # which cells are hidden is the cost key's choice, drawn anew
    assert sum(cell.value is not None for one in tables for cell in one.cells) > len(tables)


@pytest.mark.parametrize("member", [*cases_at_hand(), "dalia"])
def test_another_node_holds_the_release_and_its_proof_verifies(
    published: Published, member: str
) -> None:
    """Nobody has to believe the association, the hub or us: integers decide."""
    releases, proofs = published.copies(member)

    assert len(releases) == len(published.released[member])
    for number, proof in enumerate(proofs, 1):
        verify_accept(releases[:number], proof)


def test_nothing_that_was_written_or_said_tells_of_a_learner(published: Published) -> None:
    """Rows, names, codes, telephone numbers: in no store, record, log, answer or temporary file."""
    needles = {b"Zineb Benkirane", b"Q130000", b"066100", b"dalia-00"}
    for case in REAL.values():
        if case.register.path.exists():
            lines = case.register.path.read_bytes().splitlines()
            needles |= {line[:60] for line in lines[1::SAMPLED]}
    count, holders = files_with((published.network.folder, published.scratch), needles)
    said = "\n".join(line for office in published.offices.values() for line in office.said)

    assert count > 50
    assert all(
        any(one in row.encode() for one in needles) for row in (NAMES[9], MASSARS[9], PHONES[9])
    )
    assert holders == []
    assert not any(one in said.encode() for one in needles)


def test_no_log_tells_a_hidden_number_or_an_address(published: Published) -> None:
    """A log is read by whoever mends the machine, and sent by mail."""
    text = "\n".join(path.read_text("utf-8") for path in published.network.logs.iterdir())

    assert "Traceback" not in text
    assert "outcome7" not in text
    assert "sex=" not in text


def test_the_head_of_the_log_is_the_same_at_all(published: Published) -> None:
    """Releases change no state: all nodes go on in step."""
    roots = set()
    for node in published.network.nodes:
        with reading(node.folder) as stores:
            roots.add(stores.mirror.read(LogReader.head).root)

    assert len(roots) == 1
