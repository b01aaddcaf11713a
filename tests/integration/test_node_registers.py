"""An officer's year with the register: imported, frozen, followed up, corrected, forgotten."""

import asyncio
import csv
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from forsa.client.drafts import Draft, sign_draft
from forsa.client.identity import load_identity
from forsa.clock import SystemClock
from forsa.errors import ConflictError, MalformedError, TooLargeError
from forsa.v1.outcomes_pb2 import OutcomeFrame, OutcomeTables
from forsa_node.local import locked
from forsa_node.outcomes.forgetting import find_learner
from forsa_node.outcomes.forgetting import forget as forget_there
from forsa_node.outcomes.framing import plan_frame, publish_frame
from forsa_node.outcomes.importing import keep_import, plan_import, read_file
from forsa_node.outcomes.reading_files import read_bytes
from forsa_node.outcomes.school_year import ReleasePrivate
from forsa_node.outcomes.settled import published_of, settled
from forsa_node.outcomes.store import RegisterStore
from forsa_node.publishing import Asking, queue
from forsa_node.reading import reading
from forsa_node.store.outbox import OutboxItem, OutboxState

from tests.support.commands import SETTINGS, run_command, told
from tests.support.desks import write
from tests.support.nodes import copy_of
from tests.support.own_registers import (
    PLANTED,
    YEAR,
    learner,
    profile,
    write_csv,
    write_register,
)

COUNT = 40
EXIT_MALFORMED = 4
EXIT_FOLDER = 5
EXIT_NO = 6
EXIT_DAMAGED = 8


@pytest.fixture(scope="module")
def with_centres(joined: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node whose member told of its centres; to be copied."""
    place = tmp_path_factory.mktemp("centres")
    folder = copy_of(joined, place / "amal", SETTINGS)
    told(folder, "publish", write(place / "profile.yaml", profile(), "member.profile"), "--yes")
    return folder


@pytest.fixture
def folder(with_centres: Path, tmp_path: Path) -> Path:
    """Such a node."""
    return Path(shutil.copytree(with_centres, tmp_path / "amal"))


class Officer:
    """Somebody with a register in a spreadsheet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file, self.mapping = write_register(folder.parent, COUNT)

    def writes(self, *learners: dict[str, str]) -> None:
        """Write the file anew."""
        write_csv(self.file, learners)

    def imports(self, *options: str, code: int = 0) -> Any:
        """Import it; the difference of the one year."""
        given = (self.file, "--mapping", self.mapping, "--yes", *options)
        return told(self.folder, "outcomes import", *given, code=code)

    def year(self) -> Any:
        """How the year stands."""
        (found,) = told(self.folder, "outcomes status")
        return found

    def freezes(self, *options: str, code: int = 0) -> Any:
        """Publish the enrolment."""
        return told(self.folder, "outcomes frame", YEAR, "--yes", *options, code=code)

    def rows(self) -> dict[str, dict[str, str]]:
        """The rows, as exported, by key."""
        to = self.folder.parent / "rows.csv"
        to.unlink(missing_ok=True)
        told(self.folder, "outcomes export-local", YEAR, "--to", to)
        with to.open(encoding="utf-8-sig", newline="") as file:
            return {row["learner_key"]: row for row in csv.DictReader(file)}

    def releases(self) -> None:
        """What the node keeps of a release that was signed."""
        release = ReleasePrivate("ab" * 32, "exit", "provisional", {})
        RegisterStore.open(self.folder).change(YEAR, lambda now: now.with_release(release))


@pytest.fixture
def officer(folder: Path) -> Officer:
    """The officer of that node."""
    return Officer(folder)


def frames(folder: Path) -> list[OutboxItem]:
    """The enrolments in the outbox."""
    with reading(folder) as stores:
        items = stores.member.items(OutboxState.WAITING)
    return [one for one in items if one.kind == "outcome.frame"]


def test_a_register_is_imported_once_and_the_same_file_changes_nothing(officer: Officer) -> None:
    """An officer who is not sure imports again; nothing may double."""
    first = officer.imports()
    sealed = officer.folder / "register" / f"{YEAR}.sealed"
    before = sealed.read_bytes()
    again = officer.imports()

    assert first["kept"] is True
    assert first["years"][0]["added"] == COUNT
    assert first["dropped"] == ["nom", "tel"]
    assert again["kept"] is True
    assert again["years"][0]["after"] == COUNT
    assert sealed.read_bytes() == before
    assert officer.year()["filled"] == {"exit": COUNT, "m3": 0, "m6": 0, "m12": 0}


def test_nothing_is_kept_without_a_yes(officer: Officer) -> None:
    """A dry run, a program without --yes, and a person who says no leave the register alone."""
    given = ("outcomes import", officer.file, "--mapping", officer.mapping)
    dry = told(officer.folder, *given, "--dry-run")
    silent = told(officer.folder, *given, code=EXIT_NO)
    no = run_command(officer.folder, *given, answers="non\n")
    nobody = run_command(officer.folder, *given)
    yes = run_command(officer.folder, *given, answers="oui\n")

    assert (dry["kept"], dry["years"][0]["added"]) == (False, COUNT)
    assert silent["missing"] == ["yes"]
    assert (no.exit_code, nobody.exit_code, yes.exit_code) == (EXIT_NO, EXIT_NO, 0)
    assert "Rien n'a été gardé" in no.output
    assert officer.year()["learners"] == {"in_frame": COUNT}


def test_everything_that_is_wrong_is_said_by_line_and_nothing_is_kept(officer: Officer) -> None:
    """One finding at a time makes an officer import ten times, and give up."""
    officer.writes(
        learner(1, sexe="?"), learner(2, age="-3"), learner(3, sortie="voyage"), learner(1)
    )
    found = officer.imports(code=EXIT_MALFORMED)
    shown = run_command(
        officer.folder,
        "outcomes import",
        officer.file,
        "--mapping",
        officer.mapping,
        "--lang",
        "ar",
    )

    codes = {one["code"] for one in found["findings"] if one["level"] == "error"}
    assert {"UNKNOWN_CODE", "DUPLICATE_KEY"} <= codes
    assert found["kept"] is False
    assert shown.exit_code == EXIT_MALFORMED
    assert "لم يُحفظ شيء" in shown.output
    assert "voyage" not in shown.output
    assert RegisterStore.open(officer.folder).years() == []


def test_a_member_without_centres_is_told_to_publish_its_profile(
    joined: Path, tmp_path: Path
) -> None:
    """Without the roster no centre could be checked, and a typing error became a centre."""
    officer = Officer(copy_of(joined, tmp_path / "amal", SETTINGS))
    found = officer.imports(code=EXIT_NO)

    assert found["error"]["reason"] == "KIND_PRECONDITION"
    assert "publiez" in found["error"]["detail"]
    assert told(officer.folder, "outcomes status") == []


def test_before_the_frame_a_corrected_file_replaces_the_register(officer: Officer) -> None:
    """Until the return is sent in, mistakes cost nothing."""
    officer.imports()
    officer.writes(learner(0), learner(1, age="15"), learner(99))
    (year,) = officer.imports()["years"]

    assert (year["added"], year["removed"], year["changed"]) == (1, COUNT - 2, 0)
    assert set(officer.rows()) == {"L0000", "L0001", "L0099"}


def test_the_frame_is_published_once_and_names_what_may_be_shown(officer: Officer) -> None:
    """Its number chooses the tables, so it is out before anybody has seen a count."""
    officer.imports()
    shown = run_command(officer.folder, "outcomes frame", YEAR, answers="oui\n")
    again = officer.freezes()
    (item,) = frames(officer.folder)
    body = OutcomeFrame.FromString(item.body)

    assert shown.exit_code == 0, shown.output
    assert f"apprenants : {COUNT} ; centres : 2" in shown.output
    assert "node-1" in shown.output
    assert again == []
    assert (body.frame_n, body.frozen_on, body.centres_total) == (COUNT, "2024-10-31", 2)
    assert item.record.header.audience == "public"
    assert officer.year()["frame"]["record_id"] == item.record.record_id.hex()
    assert officer.year()["next"] == "prepare"


def test_a_return_with_another_number_is_refused(officer: Officer) -> None:
    """Who knows the number of the return notices a file that lacks a class."""
    officer.imports()
    refused = officer.freezes("--learners", str(COUNT + 1), code=EXIT_NO)
    taken = officer.freezes("--learners", str(COUNT))

    assert refused["error"]["reason"] == "KIND_OUTCOME_FRAME_MISMATCH"
    assert str(COUNT + 1) in refused["error"]["detail"]
    assert len(taken) == 1


def test_an_enrolment_is_frozen_on_its_day_and_not_before(officer: Officer) -> None:
    """A number that was sent in before the day is a guess, and cannot be taken back later."""
    officer.imports()
    store, day = RegisterStore.open(officer.folder), date(2024, 10, 31)
    with reading(officer.folder) as stores:
        framed = plan_frame(stores, store, YEAR, day, today=day)
        with pytest.raises(MalformedError, match="still to come"):
            plan_frame(stores, store, YEAR, day, today=date(2024, 10, 30))

    assert framed.frame_n == COUNT


@pytest.mark.parametrize("day", ["2999-10-31", "2019-10-31"])
def test_a_day_that_is_not_of_the_year_is_refused(officer: Officer, day: str) -> None:
    """A mistyped day would make everybody late, or nobody."""
    officer.imports()
    code = officer.freezes("--on", day, code=EXIT_MALFORMED)["error"]["exit_code"]

    assert code == EXIT_MALFORMED
    assert not frames(officer.folder)


@pytest.mark.parametrize(
    ("language", "form"), [("fr", "AAAA-MM-JJ"), ("ar", "سنة-شهر-يوم"), ("en", "YYYY-MM-DD")]
)
def test_how_a_day_is_written_is_said_in_words(officer: Officer, language: str, form: str) -> None:
    """“%Y-%m-%d” is what programs write of it."""
    words = ("outcomes frame", YEAR, "--on", "31/10/2024", "--lang", language)
    done = run_command(officer.folder, *words)

    assert done.exit_code == 2
    assert form in done.stderr
    assert "%" not in done.stderr


def test_the_frame_is_corrected_until_the_first_release_and_not_afterwards(
    officer: Officer,
) -> None:
    """A table that is out was made of a number; another number would tell who was added."""
    officer.imports()
    (first,) = officer.freezes()
    officer.writes(*(learner(number) for number in range(COUNT + 2)))
    officer.imports()
    (second,) = officer.freezes()
    body = OutcomeFrame.FromString(frames(officer.folder)[-1].body)
    officer.releases()
    refused = officer.freezes("--on", "2024-11-01", code=EXIT_NO)

    assert second["object_id"] == first["object_id"]
    assert body.frame_n == COUNT + 2
    assert officer.year()["learners"] == {"in_frame": COUNT + 2}
    assert refused["error"]["reason"] == "KIND_OUTCOME_FRAME_CHANGED"


def test_an_enrolment_that_is_published_behind_a_release_counts_for_nothing(
    officer: Officer,
) -> None:
    """Another node of the member may sign one; the tables that are out were made of the first."""
    officer.imports()
    officer.freezes()
    tables = OutcomeTables(school_year=YEAR, observation_point="exit")
    later = OutcomeFrame(school_year=YEAR, frame_n=3, frozen_on="2024-09-01", centres_total=1)
    identity = load_identity(officer.folder)
    drafts = [Draft("outcome.release", tables), Draft("outcome.frame", later)]
    signed = [sign_draft(draft, identity, 1) for draft in drafts]
    asyncio.run(queue(officer.folder, signed, ["", ""], SystemClock()))
    found = officer.year()

    assert found["frame"]["frame_n"] == COUNT
    assert found["learners"] == {"in_frame": COUNT}
    assert len(found["releases"]) == 1


def test_what_another_command_changed_meanwhile_is_not_kept(officer: Officer) -> None:
    """Somebody said yes to one difference; another one must be shown first."""
    officer.imports()
    store, clock = RegisterStore.open(officer.folder), SystemClock()
    officer.writes(*(learner(number) for number in range(COUNT + 1)))
    with reading(officer.folder) as stores:
        arrived = read_file(stores, store, officer.file, officer.mapping, clock)
        plans = plan_import(stores, store, arrived, withdraws_missing=False)
    officer.freezes()
    with pytest.raises(ConflictError, match="meanwhile"):
        keep_import(officer.folder, store, arrived, plans, "Amal", 0)

    assert officer.year()["learners"] == {"in_frame": COUNT}


def test_an_enrolment_that_was_shown_is_the_one_that_is_signed(officer: Officer) -> None:
    """Between the question and the yes another command may add a learner."""
    officer.imports()
    store, day = RegisterStore.open(officer.folder), date(2024, 10, 31)
    with reading(officer.folder) as stores:
        framed = plan_frame(stores, store, YEAR, day, today=day)
    officer.writes(*(learner(number) for number in range(COUNT + 1)))
    officer.imports()
    with pytest.raises(ConflictError, match="meanwhile"):
        publish_frame(officer.folder, store, framed, Asking("fr", "Amal", yes=True, as_json=True))

    assert not frames(officer.folder)


def test_who_comes_after_the_frame_is_late_and_who_is_missing_stays(officer: Officer) -> None:
    """The number is out: it moves no more, whatever the next file holds."""
    officer.imports()
    officer.freezes()
    officer.writes(*(learner(number) for number in range(2, COUNT)), learner(77))
    (year,) = officer.imports()["years"]
    counted = officer.year()

    assert (year["late"], year["missing"], year["removed"]) == (1, 2, 0)
    assert counted["learners"] == {"in_frame": COUNT, "late": 1}
    assert counted["mismatch"] is False
    assert officer.rows()["L0077"]["frame_status"] == "late"


def test_who_left_after_the_frame_counts_as_unknown_with_nothing_personal(
    officer: Officer,
) -> None:
    """The law on personal data, and the number that is out, are kept by the same row."""
    officer.imports()
    officer.freezes()
    officer.writes(*(learner(number) for number in range(1, COUNT)))
    (year,) = officer.imports("--withdraw-missing")["years"]
    rows = officer.rows()
    (gone,) = (row for row in rows.values() if row["frame_status"] == "withdrawn")
    officer.writes(*(learner(number) for number in range(COUNT)))
    (back,) = officer.imports()["years"]

    assert year["withdrawn"] == 1
    assert "L0000" not in rows
    assert (gone["sex"], gone["centre"], gone["outcome_m12"]) == ("f", "c1", "unknown")
    assert not gone["dedup_tag"] + gone["age"] + gone["entry_date"]
    assert back["back_again"] == 1
    assert officer.year()["learners"] == {"in_frame": COUNT - 1, "withdrawn": 1}


def test_after_a_release_outcomes_are_corrected_and_nothing_else(officer: Officer) -> None:
    """A girl who becomes a boy between two tables would be found by subtraction."""
    officer.imports()
    officer.freezes()
    officer.releases()
    changed = learner(0, sexe="M", sortie="self_employed", age="17")
    officer.writes(changed, *(learner(number) for number in range(1, COUNT)))
    (year,) = officer.imports()["years"]
    row = officer.rows()["L0000"]
    journal = RegisterStore.open(officer.folder).require(YEAR).corrections

    assert year["held"] == {"sex": 1, "age": 1, "age_band": 1}
    assert (row["sex"], row["age"], row["outcome_exit"]) == ("f", "14", "self_employed")
    assert [(one.field, one.before, one.after) for one in journal] == [
        ("outcome_exit", "formal_education", "self_employed")
    ]


def test_a_follow_up_adds_outcomes_and_is_no_correction(officer: Officer) -> None:
    """Three months later the file has one column more."""
    officer.imports()
    officer.freezes()
    officer.writes(*(learner(number, m3="employed", age="16") for number in range(COUNT)))
    (year,) = officer.imports()["years"]
    journal = RegisterStore.open(officer.folder).require(YEAR).corrections

    assert year["fields"]["outcome_m3"] == COUNT
    assert officer.year()["due"] == ["exit", "m3"]
    assert {one.field for one in journal} <= {"age", "age_band"}


def forget(folder: Path, key: str, *options: str, code: int = 0) -> Any:
    """What `forget` answers."""
    return told(folder, "outcomes forget", key, *options, code=code)


@pytest.mark.parametrize("stage", ["row_gone", "unknown", "released"])
def test_a_learner_is_forgotten_for_good_and_told_what_it_means(
    officer: Officer, stage: str
) -> None:
    """The right to be forgotten ends nowhere at the next import of the same file."""
    officer.imports()
    if stage != "row_gone":
        officer.freezes()
    if stage == "released":
        officer.releases()
    silent = forget(officer.folder, "L0003", code=EXIT_NO)
    still = "L0003" in officer.rows()
    shown = run_command(officer.folder, "outcomes forget", "-", answers="L0003\noui\n")
    officer.imports()
    rows = officer.rows()

    assert silent["years"][0]["meaning"] == stage
    assert still
    assert shown.exit_code == 0, shown.output
    assert "L0003" not in shown.stdout.replace("L0003\n", "", 1)
    assert "L0003" not in rows
    assert len(rows) == (COUNT - 1 if stage == "row_gone" else COUNT)


def test_what_forgetting_means_is_what_was_shown(officer: Officer) -> None:
    """Somebody agreed to take a row out; meanwhile it is counted in a published number."""
    officer.imports()
    store = RegisterStore.open(officer.folder)
    with reading(officer.folder) as stores:
        found = find_learner(stores, store, "L0003")
    officer.freezes()
    with pytest.raises(ConflictError, match="meanwhile"):
        forget_there(officer.folder, store, "L0003", found)

    assert "L0003" in officer.rows()


def test_the_journal_forgets_the_forgotten(officer: Officer) -> None:
    """What was corrected of a learner says as much about them as the row did."""
    officer.imports()
    officer.freezes()
    corrected = [learner(number, sortie="internship") for number in (3, 6)]
    officer.writes(*corrected, *(learner(n) for n in range(COUNT) if n not in (3, 6)))
    officer.imports()
    store = RegisterStore.open(officer.folder)
    before = {one.learner_key for one in store.require(YEAR).corrections}
    forget(officer.folder, "L0003", "--yes")
    after = {one.learner_key for one in store.require(YEAR).corrections}

    assert (before, after) == ({"L0003", "L0006"}, {"L0006"})


def test_a_file_of_two_years_is_two_registers(officer: Officer) -> None:
    """Each year has a frame of its own; what is shown and kept is said of each."""
    text = officer.mapping.read_text().replace(f'{{const: "{YEAR}"}}', "{from: annee}")
    officer.mapping.write_text(text)
    years = ("2023-2024", YEAR)
    officer.writes(
        *(learner(n, annee=years[n % 2], entree=f"{years[n % 2][:4]}-09-15") for n in range(10))
    )
    found = officer.imports()["years"]
    officer.freezes()
    first, second = told(officer.folder, "outcomes status")

    assert [(one["school_year"], one["added"]) for one in found] == [(one, 5) for one in years]
    assert (first["school_year"], first["frame"]) == (years[0], None)
    assert second["frame"]["frame_n"] == 5


_opened: list[tuple[str, int]] = []
_is_watched = False


def _watch(event: str, values: tuple[Any, ...]) -> None:
    if _is_watched and event == "open" and isinstance(values[0], str):
        _opened.append((values[0], values[2]))


sys.addaudithook(_watch)


def test_an_import_writes_in_the_folder_of_the_node_and_nowhere_else(
    officer: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A temporary file in clear is found years later by whoever buys the computer."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "tmp").mkdir()
    _opened.clear()
    globals()["_is_watched"] = True
    try:
        officer.imports()
    finally:
        globals()["_is_watched"] = False
    written = [path for path, flags in _opened if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)]

    assert any(f"/register/.{YEAR}.sealed." in path for path in written)
    assert {path for path in written if not path.startswith(f"{officer.folder}/")} == set()
    assert not list((tmp_path / "tmp").iterdir())


def test_a_file_that_is_too_long_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:
    """Somebody names a film, or a device that never ends."""
    file = tmp_path / "registre.csv"
    file.write_bytes(b"x" * 11)

    assert read_bytes(file, 11) == b"x" * 11
    with pytest.raises(TooLargeError):
        read_bytes(file, 10)
    with pytest.raises(TooLargeError):
        read_bytes(Path("/dev/zero"), 10)


def test_a_key_that_nobody_has_is_not_repeated(officer: Officer) -> None:
    """Somebody types a name or a Massar number there, and reads it back from a log."""
    officer.imports()
    found = forget(officer.folder, PLANTED[0], "--yes", code=EXIT_NO)

    assert found["error"]["reason"] == "RECORD_UNKNOWN"
    assert PLANTED[0] not in json.dumps(found, ensure_ascii=False)


def test_own_rows_are_for_this_account_alone_and_run_nothing(officer: Officer) -> None:
    """A key that begins with = would run in the spreadsheet of whoever opens the file."""
    officer.writes(learner(1, code="=1+1"), learner(2))
    officer.imports()
    to = officer.folder.parent / "lignes.csv"
    done = run_command(officer.folder, "outcomes export-local", YEAR, "--to", to)
    again = run_command(officer.folder, "outcomes export-local", YEAR, "--to", to)

    assert done.exit_code == 0, done.output
    assert "EN CLAIR" in done.output
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert "\r\n'=1+1," in to.read_bytes().decode("utf-8-sig")
    assert again.exit_code == EXIT_FOLDER
    assert f"{to} existe déjà" in again.stderr
    assert not list(to.parent.glob(".*"))


def test_a_check_says_what_stands_in_the_way(officer: Officer) -> None:
    """Before two persons sit down to sign, one of them completes the register."""
    officer.writes(*(learner(number, age="") for number in range(5)))
    officer.imports()
    (found,) = told(officer.folder, "outcomes check", code=EXIT_NO)
    shown = run_command(officer.folder, "outcomes check", YEAR)
    officer.freezes()
    (ready,) = told(officer.folder, "outcomes check")
    allowed = run_command(officer.folder, "outcomes check", YEAR)

    assert found["problems"] == ["FRAME_MISSING"]
    assert found["untold"]["age_band"] == 5
    assert "outcomes frame" in shown.output
    assert "Rien ne peut encore" in shown.output
    assert "prêts à préparer" not in shown.output
    assert "prêts à préparer" in allowed.output
    assert "Rien ne peut encore" not in allowed.output
    assert ready["problems"] == []


def test_a_frame_that_was_signed_before_a_power_cut_freezes_the_rows_later(
    officer: Officer,
) -> None:
    """The record is out; if the rows did not follow, a late learner would be counted."""
    officer.imports()
    store = RegisterStore.open(officer.folder)
    before = store.require(YEAR)
    officer.freezes()
    store.change(YEAR, lambda _: before)  # as if nothing had been written after the signature
    officer.writes(*(learner(number) for number in range(COUNT + 1)))
    (year,) = officer.imports()["years"]

    assert year["late"] == 1
    assert officer.year()["learners"] == {"in_frame": COUNT, "late": 1}


def test_a_command_that_began_before_the_frame_does_not_undo_it(officer: Officer) -> None:
    """Somebody looks at the status for a minute, and somebody else publishes the enrolment."""
    officer.imports()
    store = RegisterStore.open(officer.folder)
    with ExitStack() as daemon, ExitStack() as looks:
        daemon.enter_context(locked(officer.folder))
        stores = looks.enter_context(reading(officer.folder))
        before = published_of(stores, YEAR)
        daemon.close()
        officer.freezes()
        found = settled(stores, store, YEAR)

    assert before.frame is None
    assert found is not None
    assert found.frame is not None
    assert officer.year()["frame"]["frame_n"] == COUNT


def test_a_register_that_was_lost_is_imported_into_the_published_frame(officer: Officer) -> None:
    """A new computer: the number is out, and the file has to give the same one."""
    officer.imports()
    officer.freezes()
    shutil.rmtree(officer.folder / "register")
    officer.writes(*(learner(n) for n in range(COUNT)), learner(90, entree="2024-11-20"))
    (year,) = officer.imports()["years"]
    whole = officer.year()
    shutil.rmtree(officer.folder / "register")
    officer.writes(*(learner(number) for number in range(COUNT - 1)))
    (short,) = officer.imports()["years"]

    assert (year["added"], year["late"], year["mismatch"]) == (COUNT, 1, None)
    assert whole["learners"] == {"in_frame": COUNT, "late": 1}
    assert short["mismatch"]["code"] == "FRAME_MISMATCH"
    assert officer.year()["next"] == "mismatch"


def test_damage_and_a_missing_key_are_told_with_what_to_do(officer: Officer) -> None:
    """A card forgets a byte, somebody tidies the folder of keys: neither is a bug to report."""
    officer.imports()
    sealed = officer.folder / "register" / f"{YEAR}.sealed"
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    damaged = told(officer.folder, "outcomes status", code=EXIT_DAMAGED)
    sealed.write_bytes(whole)
    (officer.folder / "keys" / "register.key").unlink()
    keyless = told(officer.folder, "outcomes status", code=EXIT_FOLDER)

    assert damaged["error"]["reason"] == "STORED_DATA_CORRUPT"
    assert "sauvegarde" in damaged["error"]["detail"]
    assert keyless["error"]["reason"] == "FOLDER_KEY_ABSENT"


def test_who_could_read_the_key_is_told_of_when_it_is_closed(officer: Officer) -> None:
    """Rights that are mended in silence hide that somebody may have a copy."""
    officer.imports()
    key = officer.folder / "keys" / "register.key"
    key.chmod(0o644)
    first = run_command(officer.folder, "outcomes status")
    again = run_command(officer.folder, "outcomes status")

    assert f"{key} était lisible" in first.stderr
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert again.stderr == ""


def test_a_mapping_is_proposed_and_never_written_over(officer: Officer) -> None:
    """An officer who corrected a mapping must not lose it to the next guess."""
    to = officer.folder.parent / "neuve.yaml"
    given = ("outcomes mapping", "--guess", officer.file, "--to", to)
    first = run_command(officer.folder, *given)
    again = run_command(officer.folder, *given)

    assert first.exit_code == 0, first.output
    assert "learner_key: {from: code}" in to.read_text()
    assert again.exit_code == EXIT_FOLDER


def files_of(folder: Path) -> Iterator[Path]:
    """Everything under a folder."""
    return (path for path in folder.rglob("*") if path.is_file())


def test_no_name_number_or_key_is_anywhere_in_the_folder_of_the_node(officer: Officer) -> None:
    """Logs, drafts, the outbox and what was swept away are read by others than the officer."""
    officer.imports()
    officer.freezes()
    forget(officer.folder, "L0005", "--yes")
    officer.writes(learner(0, sexe=PLANTED[0]), learner(1, massar="?"))
    told_too = json.dumps(officer.imports(code=EXIT_MALFORMED), ensure_ascii=False)
    planted = [text.encode() for text in (*PLANTED, "L0007", "L0005")]
    holders = [path for path in files_of(officer.folder) if _holds(path, planted)]

    assert holders == []
    assert not [text for text in PLANTED if text in told_too]


def _holds(path: Path, planted: list[bytes]) -> bool:
    data = path.read_bytes()
    return any(text in data for text in planted)
