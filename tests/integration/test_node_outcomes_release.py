"""A release on the node: prepared, looked at, approved, queued; and all that stops it.

The network is gone here: two people work on one machine, offline.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from forsa.client import sealing
from forsa.errors import ConflictError, Reason
from forsa.outcomes.addresses import cell_key
from forsa.outcomes.checks import Problem
from forsa.outcomes.labels import code_label
from forsa.outcomes.messages import parse_release
from forsa.outcomes.tables import CellState
from forsa.outcomes.verdicts import Report, Verdict
from forsa.outcomes.verify import verify_accept
from forsa.testing.learners import draw_node
from forsa.words.reasons import Language
from forsa_node.outcomes import releasing
from forsa_node.outcomes.prepared import (
    Prepared,
    format_prepared,
    load_prepared,
    require_prepared,
)
from forsa_node.outcomes.preparing import warned_of
from forsa_node.outcomes.preview import name_of
from forsa_node.outcomes.store import RegisterStore
from forsa_node.reading import reading
from forsa_node.store.outbox import Rejection
from rich.cells import cell_len

from tests.support.commands import run_command, told
from tests.support.released import QUICK, RECEIPT, YEAR, secret_of, staged_folder, write_register

LEARNERS = draw_node(3, n=64, centres=1, member="amal")


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Passphrases that are tried in a moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "_COST", QUICK)
        yield


@pytest.fixture(scope="module")
def staged(quick: None) -> Iterator[Path]:
    """The folder of a node whose enrolment is published."""
    del quick
    with TemporaryDirectory(prefix="forsa-") as folder:
        yield staged_folder(Path(folder), LEARNERS)


@pytest.fixture(scope="module")
def prepared_once(staged: Path) -> Iterator[Path]:
    """The same, with a release prepared by Salma."""
    with TemporaryDirectory(prefix="forsa-") as folder:
        to = Path(folder) / "amal"
        shutil.copytree(staged, to)
        prepare(to)
        yield to


@pytest.fixture
def folder(staged: Path, tmp_path: Path) -> Path:
    """A copy to work in."""
    return Path(shutil.copytree(staged, tmp_path / "amal"))


@pytest.fixture
def waiting(prepared_once: Path, tmp_path: Path) -> Path:
    """A copy with a release that waits for a second person."""
    return Path(shutil.copytree(prepared_once, tmp_path / "amal"))


def prepare(folder: Path, *more: object, code: int = 0, point: str = "exit") -> Any:
    """What the first person types."""
    person = as_person(folder, "Salma")
    words = (YEAR, point, "--legal-basis", RECEIPT, "--yes", *person, *more)
    return told(folder, "outcomes prepare", *words, code=code)


def as_person(folder: Path, name: str) -> tuple[object, ...]:
    """Options by which a person signs; nobody: with the node's own key."""
    if not name:
        return ()
    return ("--by", name, "--passphrase-file", secret_of(folder.parent, name))


def approve(folder: Path, name: str = "Driss", code: int = 0, point: str = "exit") -> Any:
    """What the second person types."""
    person = as_person(folder, name)
    return told(folder, "outcomes approve", YEAR, point, "--yes", *person, code=code)


def release(folder: Path, code: int = 0, point: str = "exit") -> Any:
    """The last step."""
    return told(folder, "outcomes release", YEAR, point, code=code)


def kept(folder: Path, point: str = "exit") -> Prepared:
    """What waits."""
    return require_prepared(RegisterStore.open(folder).sealed, YEAR, point)


def keep(folder: Path, prepared: Prepared) -> None:
    """Put something else in its place, as who has the key could."""
    store = RegisterStore.open(folder)
    with store.sealed.alone():
        store.sealed.write(prepared.name, format_prepared(prepared))


def correct(folder: Path, tmp_path: Path, learners: int = 1) -> None:
    """Another outcome for some learners, from a new file."""
    first = pl.int_range(pl.len()) < learners
    seeking = pl.when(first).then(pl.lit("seeking")).otherwise(pl.col("outcome_exit"))
    changed = LEARNERS.learners.with_columns(seeking.alias("outcome_exit"))
    register, mapping = write_register(tmp_path, changed)
    told(folder, "outcomes import", register, "--mapping", mapping, "--yes")


def reason(found: Any) -> str:
    """Why a command was refused."""
    return str(found["error"]["reason"])


# --- the way of a release ---


def test_two_people_release_what_both_saw(waiting: Path) -> None:
    """The whole way on one machine: nothing in it needs a network."""
    seen = told(waiting, "outcomes preview", YEAR, "exit")
    approved = approve(waiting)
    released = release(waiting)
    (row,) = told(waiting, "outbox")[-1:]

    assert (approved["prepared_by"], approved["approved_by"]) == ("Salma", "Driss")
    assert approved["public"] == seen["public"]
    assert released["record_id"] == row["record_id"]
    assert row["kind"] == "outcome.release"
    assert row["state"] == "waiting"
    assert load_prepared(RegisterStore.open(waiting).sealed, YEAR, "exit") is None


def test_the_status_says_whose_turn_it_is(waiting: Path) -> None:
    """A release that waits for a person who is not told waits for ever."""

    def unfinished() -> list[str]:
        (year,) = told(waiting, "outcomes status")
        return [one["state"] for one in year["unfinished"]]

    prepared, said = unfinished(), run_command(waiting, "outcomes status").output
    approve(waiting)
    approved = unfinished()
    release(waiting)
    queued = run_command(waiting, "outcomes status").output

    assert (prepared, approved, unfinished()) == (["prepared"], ["approved"], [])
    assert "Salma" in said
    assert "outcomes approve" in said
    assert "outcomes prepare" not in said, "it is prepared"
    assert "forsa-node sync" in queued, "what is in the outbox is not published"


def test_the_preview_shows_what_leaves_and_apart_from_it_what_stays(waiting: Path) -> None:
    """A hidden value on the public half would be copied into a report."""
    seen = told(waiting, "outcomes preview", YEAR, "exit")
    cells = [cell for table in seen["public"]["tables"] for cell in table["cells"]]
    hidden = [cell for cell in cells if cell["state"] == "c"]
    body = parse_release(kept(waiting).body)

    assert hidden
    assert all(cell["value"] is None for cell in hidden)
    assert all(low + 8 <= high for low, high in (cell["interval"] for cell in hidden))
    assert len(cells) == sum(len(table.cells) for table in body.tables)
    assert {one["reason"] for one in seen["private"]} <= {"small", "thin", "group", "complement"}
    assert all(isinstance(one["value"], int) for one in seen["private"])
    verify_accept([body], kept(waiting).proof)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_preview_is_read_by_people_in_their_language(waiting: Path, language: str) -> None:
    """The second person decides by what is on the screen."""
    done = run_command(waiting, "outcomes preview", YEAR, "exit", "--lang", language)
    hidden = kept(waiting).hidden

    assert done.exit_code == 0
    assert RECEIPT in done.output
    assert done.output.count("●") > 1
    assert str(len(hidden)) in done.output
    assert {"fr": "CE QUI RESTE ICI", "ar": "ما يبقى هنا", "en": "WHAT STAYS HERE"}[
        language
    ] in done.output


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_preview_cuts_no_word_of_a_table_on_eighty_columns(
    waiting: Path, language: Language
) -> None:
    """`Enseig` over `nement`, twice in seven columns: people sign what they cannot read."""
    said = run_command(waiting, "outcomes preview", YEAR, "exit", "--lang", language).output
    tables = parse_release(kept(waiting).body).tables
    labels = [
        code_label(axis, code, language)
        for table in tables
        for cell in table.cells
        for axis, code in zip(table.axes, cell.at, strict=True)
    ]

    assert ("outcome7",) in [table.axes for table in tables]
    assert [word for label in labels for word in label.split() if word not in said] == []
    assert all(cell_len(line) <= 80 for line in said.splitlines() if line[:1] in "┏┃┡│└")


def test_what_is_nearly_said_is_shown_to_both(waiting: Path) -> None:
    """The audit only warns of a sum that is 2 or 3: people must know before they sign."""
    values: dict[str, str | int] = {"lower": 2, "upper": 3, "limit": 5}
    cell = Problem(Reason.KIND_OUTCOME_DERIVED_CELL, "sex_x_age3", ("f", "a16_17"), values)
    report = Report(Verdict.ACCEPT, (), warnings=(cell,))
    assert not kept(waiting).warned
    keep(waiting, replace(kept(waiting), warned=warned_of(report)))
    (seen,) = told(waiting, "outcomes preview", YEAR, "exit")["warned"]
    screen = run_command(waiting, "outcomes preview", YEAR, "exit", "--lang", "fr").output

    assert seen["interval"] == [2, 3]
    assert f"{seen['name']}, aucun tableau ne le dit, et on en déduit 2 ou 3" in screen


# --- two persons ---


def test_who_prepared_cannot_approve(waiting: Path) -> None:
    """One person must not publish alone what two have to look at."""
    assert reason(approve(waiting, "Salma", code=6)) == "KIND_OUTCOME_APPROVAL_SAME_PERSON"
    assert reason(release(waiting, code=6)) == "KIND_OUTCOME_APPROVAL_MISSING"


def test_the_nodes_own_key_signs_for_nobody_once_two_people_have_keys(waiting: Path) -> None:
    """Whoever opens the node could take it for the other person."""
    assert reason(approve(waiting, "", code=6)) == "KIND_NOT_ALLOWED"


def test_a_wrong_passphrase_signs_nothing(waiting: Path, tmp_path: Path) -> None:
    """It is all that keeps the first person from being the second."""
    wrong = tmp_path / "wrong"
    wrong.write_text("pas la bonne phrase\n", "utf-8")
    options = ("--yes", "--by", "Driss", "--passphrase-file", wrong)
    told(waiting, "outcomes approve", YEAR, "exit", *options, code=5)

    assert kept(waiting).approval is None


@pytest.mark.parametrize(("name", "secret"), [("Salma", "Salma"), ("", ""), ("Driss", "Salma")])
def test_who_may_not_approve_is_refused_before_anything_is_shown(
    waiting: Path, name: str, secret: str
) -> None:
    """Two hundred lines of hidden numbers above a refusal: it is not seen, and they are."""
    person = ("--by", name, "--passphrase-file", secret_of(waiting.parent, secret)) if name else ()
    refused = run_command(waiting, "outcomes approve", YEAR, "exit", *person, answers="oui\n")
    let_in = as_person(waiting, "Driss")
    shown = run_command(waiting, "outcomes approve", YEAR, "exit", *let_in, answers="non\n")

    assert refused.exit_code in (5, 6)
    assert "●" not in refused.output
    assert "●" in shown.output


def test_who_answers_no_has_approved_nothing(waiting: Path) -> None:
    """Looking is not agreeing; where machines read, nobody agrees by silence."""
    person = as_person(waiting, "Driss")
    done = run_command(waiting, "outcomes approve", YEAR, "exit", *person, answers="non\n")
    gone = run_command(waiting, "outcomes approve", YEAR, "exit", *person, answers="")
    told(waiting, "outcomes approve", YEAR, "exit", *person, code=6)

    assert done.exit_code == 6
    assert gone.exit_code == 6, "1 is an error of the program, which there was none of"
    assert kept(waiting).approval is None


def test_nobody_changes_the_register_between_the_last_look_and_the_outbox(
    waiting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import in that moment would be released by nobody, and frozen as if it had been."""
    approve(waiting)
    is_held = []

    def watched(step: str) -> Any:
        done = getattr(releasing, step)

        def look(*given: Any) -> Any:
            is_held.append(_is_held(waiting / "register"))
            return done(*given)

        return look

    for step in ("require_fresh", "_queue"):
        monkeypatch.setattr(releasing, step, watched(step))
    release(waiting)

    assert is_held == [True, True]
    assert not _is_held(waiting / "register")


def _is_held(register: Path) -> bool:
    """Whether another program that wants to change the register has to wait."""
    descriptor = os.open(register, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def test_a_correction_makes_both_signatures_stale(waiting: Path, tmp_path: Path) -> None:
    """Two people looked at other figures."""
    approve(waiting)
    correct(waiting, tmp_path)

    assert reason(release(waiting, code=6)) == "KIND_OUTCOME_APPROVAL_STALE"
    assert reason(approve(waiting, code=6)) == "KIND_OUTCOME_APPROVAL_STALE"
    prepare(waiting)
    assert reason(release(waiting, code=6)) == "KIND_OUTCOME_APPROVAL_MISSING"
    approve(waiting)
    release(waiting)


def test_a_stolen_approval_releases_nothing(waiting: Path) -> None:
    """A signature under one table must not carry another one out."""
    approve(waiting)
    first = kept(waiting)
    prepare(waiting, "--limits", "Des limites.")
    second = kept(waiting)
    keep(waiting, replace(second, approval=first.approval))
    stolen = reason(release(waiting, code=6))
    keep(waiting, replace(first, body=second.body))
    changed = reason(release(waiting, code=6))
    keep(waiting, replace(first, signature=second.signature))
    prepared_by_nobody = reason(release(waiting, code=6))
    assert first.signed is not None
    keep(waiting, replace(first, key_id=first.signed.record.header.key_id))
    by_one = reason(release(waiting, code=6))
    keep(waiting, first)

    assert by_one == "KIND_OUTCOME_APPROVAL_SAME_PERSON"
    assert {stolen, changed, prepared_by_nobody} == {"KIND_OUTCOME_APPROVAL_STALE"}
    release(waiting)


# --- what may be prepared ---


def test_without_a_receipt_of_the_commission_nothing_is_prepared(folder: Path) -> None:
    """The processing must be declared before its results are published; once told, it is kept.

    A number that no release may name is not kept: it would be taken for all that come.
    """
    person = as_person(folder, "Salma")
    words = (YEAR, "exit", "--yes", *person)
    long = told(folder, "outcomes prepare", *words, "--legal-basis", "9" * 81, code=4)
    refused = told(folder, "outcomes prepare", *words, code=6)
    asked = run_command(folder, "outcomes prepare", YEAR, "exit", *person, answers=f"{RECEIPT}\n")
    again = told(folder, "outcomes prepare", *words)

    assert reason(long) == "KIND_BODY_INVALID"
    assert reason(refused) == "KIND_OUTCOME_LEGAL_BASIS_MISSING"
    assert asked.exit_code == 0, asked.output
    assert again["public"]["body"]["legal_basis"] == RECEIPT


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--limits", "Deux jeunes, joignables au 06 12 34 56 78."),
        ("--population", "Les inscrits, dont Zineb Benkirane-Tazi."),
    ],
)
def test_texts_that_tell_of_a_person_are_refused(folder: Path, option: str, text: str) -> None:
    """The table hides with care what a line below it would tell."""
    (folder / "learner-names.txt").write_text("Zineb Benkirane-Tazi\n", "utf-8")
    refused = prepare(folder, option, text, code=6)

    assert reason(refused) == "KIND_OUTCOME_TEXT_PERSONAL_DATA"
    assert load_prepared(RegisterStore.open(folder).sealed, YEAR, "exit") is None


def test_texts_that_say_a_hidden_number_are_refused(waiting: Path) -> None:
    """Only the node can look for that: it alone knows the number."""
    cell = next(one for one in kept(waiting).hidden if 1 < one.value < 5)
    text = f"Parmi les filles et garçons, {cell.value} ont trouvé un emploi ou une formation."
    told_it = prepare(waiting, "--limits", text, code=6)
    other = next(n for n in range(30, 60) if n not in {one.value for one in kept(waiting).hidden})
    silent = prepare(waiting, "--limits", text.replace(str(cell.value), str(other)))

    assert reason(told_it) == "KIND_OUTCOME_TEXT_PERSONAL_DATA"
    assert str(cell.value) not in json.dumps(told_it["error"]["values"])
    assert silent["public"]["body"]["limits"]


def test_texts_come_in_several_languages_and_need_one_in_common(folder: Path) -> None:
    """An Arabic reader must not meet half a release."""
    both = ("--limits", "ar: حدود الأرقام", "--limits", "Des limites.")
    made = prepare(folder, *both)
    one_each = ("--population", "ar: المسجلون", "--limits", "Des limites.")
    refused = prepare(folder, *one_each, code=4)

    assert [one["lang"] for one in made["public"]["body"]["limits"]] == ["ar", "fr"]
    assert reason(refused) == "KIND_BODY_INVALID"


def test_a_smaller_product_may_be_chosen_and_a_larger_one_not(folder: Path) -> None:
    """The published enrolment decides, and nobody's wish."""
    smaller = prepare(folder, "--product", "node-1")
    larger = prepare(folder, "--product", "node-3", code=6)
    none = prepare(folder, "--product", "node-9", code=4)
    optimal = prepare(folder, "--optimal")

    assert smaller["public"]["body"]["product_id"] == "node-1"
    assert optimal["public"]["body"]["product_id"] == "node-2"
    assert reason(larger) == "KIND_OUTCOME_PRODUCT_NOT_ALLOWED"
    assert reason(none) == "KIND_OUTCOME_PRODUCT_UNKNOWN"


def test_an_audit_that_comes_to_no_end_holds_the_release(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A solver that ran out of steps has not said yes."""
    monkeypatch.setattr("forsa.outcomes.witnesses.find_witnesses", lambda *_, **__: None)
    held = prepare(folder, code=6)

    assert reason(held) == "KIND_OUTCOME_RELEASE_HELD"
    assert load_prepared(RegisterStore.open(folder).sealed, YEAR, "exit") is None


def test_a_second_release_of_a_point_is_its_final_one_with_a_reason(
    waiting: Path, tmp_path: Path
) -> None:
    """Figures that change without a word are not believed; a third time there is none."""
    approve(waiting)
    first = release(waiting)
    again = prepare(waiting, code=6)
    unsaid = prepare(waiting, "--final", code=4)
    correct(waiting, tmp_path, learners=6)
    why = ("--final", "--reason", "Six réponses arrivées après l'été.")
    second = prepare(waiting, *why)
    final = parse_release(kept(waiting).body)
    approve(waiting)
    released = release(waiting)
    third = prepare(waiting, *why, code=6)

    assert (reason(again), reason(unsaid)) == ("KIND_PRECONDITION", "KIND_BODY_INVALID")
    assert second["vintage"] == "final"
    assert released["object_id"] == first["object_id"]
    assert final.history == (bytes.fromhex(first["record_id"]),)
    assert reason(third) == "KIND_OUTCOME_VINTAGE_CLOSED"


def test_tables_that_a_final_release_leaves_as_they_were_are_told_before_it_is_signed(
    waiting: Path, tmp_path: Path
) -> None:
    """There is one final release: it would be spent on a change that nobody may see."""
    before = run_command(waiting, "outcomes preview", YEAR, "exit").output
    approve(waiting)
    release(waiting)
    correct(waiting, tmp_path, learners=2)
    prepare(waiting, "--final", "--reason", "Une réponse arrivée après l'été.")
    after = run_command(waiting, "outcomes preview", YEAR, "exit").output

    assert "restent aux chiffres provisoires (*) : 1 sur 2" in after
    assert "restent aux chiffres provisoires" not in before


def test_the_figures_that_a_final_release_changes_are_named_before_it_is_signed(
    waiting: Path, tmp_path: Path
) -> None:
    """Two people answer for a correction: they must not have to look for it in two printouts."""
    first = told(waiting, "outcomes preview", YEAR, "exit")["public"]
    approve(waiting)
    release(waiting)
    found_work(waiting, tmp_path, 4)
    prepare(waiting, "--final", "--reason", "Des réponses arrivées après l'été.")
    final = told(waiting, "outcomes preview", YEAR, "exit")["public"]
    screen = run_command(waiting, "outcomes preview", YEAR, "exit", "--lang", "fr").output
    old, new = numbers(first), numbers(final)
    changed = {(one["before"], one["after"]) for one in final["changed"]}

    assert first["changed"] is None
    assert changed == {(old[at], number) for at, number in new.items() if number != old[at]}
    assert changed, "of training and work, one is hidden at most"
    for one in final["changed"]:
        assert f"{one['name']} : {one['before']} avant, {one['after']} maintenant" in screen


def found_work(folder: Path, tmp_path: Path, boys: int) -> None:
    """So many boys who were in vocational training are employed."""
    trained = (pl.col("outcome_exit") == "vocational_training") & (pl.col("sex") == "m")
    is_chosen = trained & (trained.cum_sum() <= boys)
    employed = pl.when(is_chosen).then(pl.lit("employed")).otherwise(pl.col("outcome_exit"))
    changed = LEARNERS.learners.with_columns(employed.alias("outcome_exit"))
    register, mapping = write_register(tmp_path, changed)
    told(folder, "outcomes import", register, "--mapping", mapping, "--yes")


def numbers(public: Any) -> dict[tuple[str, ...], int | None]:
    """What everybody reads, by table and address."""
    return {
        (table["id"], *cell["at"]): cell["value"]
        for table in public["tables"]
        for cell in table["cells"]
    }


def test_what_the_hub_refused_it_has_read(waiting: Path, tmp_path: Path) -> None:
    """A hub that refuses a release, and gets it again with one learner corrected, has the learner.

    The same figures may go again; what was corrected waits for the final vintage.
    """
    approve(waiting)
    sent = bytes.fromhex(release(waiting)["record_id"])
    with reading(waiting) as stores:
        busy = ConflictError("not today", Reason.KIND_PRECONDITION)
        stores.member.settle({}, [Rejection(sent, busy)])
    again = prepare(waiting)
    correct(waiting, tmp_path)
    corrected = prepare(waiting, code=6)

    assert again["vintage"] == "provisional"
    assert reason(corrected) == "KIND_OUTCOME_RELEASE_HELD"


def test_a_later_point_is_audited_with_the_earlier_release_and_makes_others_stale(
    waiting: Path,
) -> None:
    """What was prepared before another release went out was never audited with it."""
    prepare(waiting, point="m3")
    approve(waiting, point="m3")
    approve(waiting)
    first = release(waiting)
    stale = reason(release(waiting, code=6, point="m3"))
    prepare(waiting, point="m3")
    together = parse_release(kept(waiting, "m3").body)

    assert stale == "KIND_OUTCOME_APPROVAL_STALE"
    assert together.history == (bytes.fromhex(first["record_id"]),)
    assert any(
        cell.state is CellState.CONFIDENTIAL for table in together.tables for cell in table.cells
    )


# --- stops ---


class StoppedError(Exception):
    """The program ends here."""


@pytest.mark.parametrize("step", ["queue", "_let_go"])
def test_a_release_that_was_stopped_goes_on_with_the_same_record(
    waiting: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A power cut between two steps must neither lose a release nor send two."""
    approve(waiting)
    record = kept(waiting).signed
    assert record is not None
    with monkeypatch.context() as patched:
        patched.setattr(releasing, step, _stop)
        done = run_command(waiting, "outcomes release", YEAR, "exit")
        assert isinstance(done.exception, StoppedError)
    released = release(waiting)
    rows = [one for one in told(waiting, "outbox") if one["kind"] == "outcome.release"]

    assert released["record_id"] == record.record.record_id.hex()
    assert [one["record_id"] for one in rows] == [released["record_id"]]
    assert len(RegisterStore.open(waiting).require(YEAR).releases) == 1


def _stop(*_: object, **__: object) -> None:
    raise StoppedError


def test_the_register_and_what_is_prepared_lie_sealed(waiting: Path) -> None:
    """Whoever finds a stick with the folder must find no learner, and no hidden number."""
    approve(waiting)
    release(waiting)
    keys = {one.encode() for one in LEARNERS.learners["learner_key"]}
    files = [path for path in waiting.rglob("*") if path.is_file()]
    found = [path.name for path in files if any(key in path.read_bytes() for key in keys)]

    assert len(files) > 10
    assert found == []


def test_a_hidden_cell_is_called_by_its_group_and_then_its_outcome() -> None:
    """Its key names the finer of two classifications: people looked for it in another table."""
    key = cell_key(("sex", "outcome4"), ("f", "formal_education"))

    assert name_of(key, "fr") == "Sexe : Fille / femme · Enseignement formel"
    assert name_of((), "fr") == "Total"
