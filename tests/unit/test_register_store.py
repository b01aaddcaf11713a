"""The register at rest: sealed, private, and never taken for another one."""

import json
import os
import re
import shutil
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from forsa.client.files import FolderError, FolderProblem
from forsa.client.identity import Identity, create_identity, load_identity
from forsa.client.node_keys import NodeKeys
from forsa.errors import CorruptStoreError, MalformedError, NotFoundError, Reason
from forsa_node.outcomes.school_year import (
    Correction,
    Frame,
    Imported,
    ReleasePrivate,
    SchoolYear,
    format_year,
    parse_year,
)
from forsa_node.outcomes.sealing import Label, SealError, seal, unseal
from forsa_node.outcomes.store import RegisterStore
from forsa_node.store.database import DamagedStoreError
from hypothesis import given
from hypothesis import strategies as st

from tests.support.desks import node_folder
from tests.support.own_registers import YEAR, rows_of

KEY = "apprenante-17"
LABEL = Label("00" * 32, "amal", "n1", YEAR, "0011223344556677")
FILE = f"{YEAR}.sealed"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a node."""
    return node_folder(tmp_path / "amal")


def filled(folder: Path, key: str = KEY, year: str = YEAR) -> RegisterStore:
    """The register of a node, with one learner."""
    store = RegisterStore.open(folder)
    store.change(year, lambda now: now.with_rows(rows_of({"learner_key": key})))
    return store


def full_year() -> SchoolYear:
    """A year with something in every field."""
    imported = Imported(5, "Amal", "aa", "bb", {"AGE_RULE": 2}, ("nom",))
    frame = Frame(80, "2024-10-31", 2, "cc")
    release = ReleasePrivate("dd", "exit", "provisional", {f"{YEAR}|sex=f": "small"})
    correction = Correction(6, "Badr", KEY, "outcome_exit", "seeking", "employed")
    year = SchoolYear(
        YEAR, bytes(32), b"", imported, frame, (release,), (correction,), frozenset({"ee"}), "D-1"
    )
    return year.with_rows(rows_of({"learner_key": KEY}))


def problem_of(folder: Path) -> FolderProblem:
    """Why the register is not read."""
    with pytest.raises(FolderError) as caught:
        RegisterStore.open(folder).load(YEAR)
    return caught.value.problem


def test_a_year_comes_back_as_it_was_kept(folder: Path) -> None:
    """Rows, frame, journal and what is private to releases are one value."""
    year = full_year()
    RegisterStore.open(folder).change(YEAR, lambda _: year)
    found = RegisterStore.open(folder).load(YEAR)

    assert found == year
    assert found is not None
    assert found.rows().equals(year.rows())
    assert RegisterStore.open(folder).years() == [YEAR]
    assert RegisterStore.open(folder).legal_basis() == "D-1"


def test_the_key_of_costs_is_drawn_once_for_the_life_of_a_frame(folder: Path) -> None:
    """Another key would hide other cells, and the difference of both patterns tells counts."""
    first = filled(folder).require(YEAR).cost_key
    again = filled(folder, "une-autre").require(YEAR).cost_key
    other = filled(folder, year="2025-2026").require("2025-2026").cost_key

    assert first == again
    assert len(first) == 32
    assert other != first


def test_nothing_of_a_learner_is_in_clear_in_any_file(folder: Path) -> None:
    """A stolen copy of the folder `register/` tells nothing without the key."""
    RegisterStore.open(folder).change(YEAR, lambda _: full_year())
    data = (folder / "register" / FILE).read_bytes()

    assert KEY.encode() not in data
    assert b"seeking" not in data
    assert b"Badr" not in data
    assert b"small" not in data


def test_two_writings_of_one_year_share_no_bytes_behind_the_label(folder: Path) -> None:
    """A nonce that is used twice would undo the encryption of both."""
    path = folder / "register" / FILE
    store = filled(folder)
    first = path.read_bytes()
    with store.sealed.alone():
        store.sealed.write(YEAR, format_year(store.require(YEAR)))
    second = path.read_bytes()

    head = first.index(b"}\n") + 2
    assert first[:head] == second[:head]
    assert first[head : head + 28] != second[head : head + 28]


def test_what_is_not_changed_is_not_written(folder: Path) -> None:
    """The same import again must not wear a card out, nor look like a change."""
    store = filled(folder)
    before = (folder / "register" / FILE).read_bytes()
    store.change(YEAR, lambda now: now)

    assert (folder / "register" / FILE).read_bytes() == before


def test_a_change_that_fails_leaves_all_as_it_was(folder: Path) -> None:
    """A question that is answered with no, or an error, costs nothing."""
    store = filled(folder)
    before = store.load(YEAR)

    def fail(_: SchoolYear) -> SchoolYear:
        raise MalformedError("no", Reason.KIND_BODY_INVALID)

    with pytest.raises(MalformedError):
        store.change(YEAR, fail)

    assert store.load(YEAR) == before


@pytest.mark.parametrize("other", ["member", "node", "network_id"])
def test_the_register_of_another_node_is_refused_as_that(
    folder: Path, tmp_path: Path, other: str
) -> None:
    """Rows of another association would be published as ours; their own key would open them."""
    values = {"member": "badr", "node": "n2", "network_id": b"\1" * 32}
    named: dict[str, Any] = {other: values[other]}
    theirs = replace(load_identity(folder), folder=tmp_path / "theirs", **named)
    create_identity(theirs, NodeKeys.draw())
    filled(theirs.folder)
    shutil.copytree(theirs.folder / "register", folder / "register")
    shutil.copy(theirs.folder / "keys" / "register.key", folder / "keys" / "register.key")

    assert problem_of(folder) is FolderProblem.REGISTER_FOREIGN


def test_a_year_under_another_name_is_refused_as_that(folder: Path) -> None:
    """A renamed file would pass last year's learners off as this year's."""
    filled(folder, year="2023-2024")
    (folder / "register" / "2023-2024.sealed").rename(folder / "register" / FILE)

    assert problem_of(folder) is FolderProblem.REGISTER_RENAMED


def test_a_register_of_another_key_is_told_apart_from_a_damaged_one(folder: Path) -> None:
    """Who put an old key back needs the newer key, and no backup of the register."""
    filled(folder)
    (folder / "keys" / "register.key").write_text("11" * 32 + "\n")

    assert problem_of(folder) is FolderProblem.REGISTER_KEY_WRONG


def test_a_key_that_is_gone_is_never_drawn_anew_over_a_register(folder: Path) -> None:
    """A new key would open nothing, and the next import would replace what the old one opens."""
    filled(folder)
    key = folder / "keys" / "register.key"
    kept = key.read_bytes()
    key.unlink()
    problem = problem_of(folder)
    key.write_bytes(kept)
    key.chmod(0o600)

    assert problem is FolderProblem.KEY_ABSENT
    assert RegisterStore.open(folder).load(YEAR) is not None


@pytest.mark.parametrize("text", ["", "zz" * 32, "11" * 31, "11" * 32 + "\nmore"])
def test_what_is_no_key_is_damaged(folder: Path, text: str) -> None:
    """A key file of another program, or half of one."""
    filled(folder)
    (folder / "keys" / "register.key").write_text(text)

    assert problem_of(folder) is FolderProblem.DAMAGED


def test_a_label_that_lies_opens_nothing(folder: Path) -> None:
    """The first lines are clear, so anybody can write our name there."""
    filled(folder, year="2023-2024")
    data = (folder / "register" / "2023-2024.sealed").read_bytes()
    (folder / "register" / FILE).write_bytes(data.replace(b"2023-2024", YEAR.encode(), 1))

    with pytest.raises(DamagedStoreError) as caught:
        RegisterStore.open(folder).load(YEAR)
    assert caught.value.reason is Reason.STORED_DATA_CORRUPT
    assert RegisterStore.open(folder).load("2023-2024") is not None


@given(st.data())
def test_a_sealed_file_opens_only_as_it_was_written(data: st.DataObject) -> None:
    """A flipped bit, a missing end, another label or key: never other rows, always a refusal."""
    content = data.draw(st.binary(max_size=200))
    sealed = seal(LABEL, bytes(32), content)
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    flipped = bytearray(sealed)
    flipped[at // 8] ^= 1 << at % 8
    cut = sealed[: data.draw(st.integers(0, len(sealed) - 1))]

    assert unseal(LABEL, bytes(32), sealed) == content
    for wrong in (bytes(flipped), cut, sealed + b"\0"):
        with pytest.raises(SealError):
            unseal(LABEL, bytes(32), wrong)
    for label in (replace(LABEL, name="x"), replace(LABEL, member="x"), replace(LABEL, node="x")):
        with pytest.raises(SealError):
            unseal(label, bytes(32), sealed)
    with pytest.raises(SealError):
        unseal(LABEL, b"\1" * 32, sealed)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"SQLite format 3\0",
        b"forsa-register/1\n",
        b"forsa-register/1\n[]\n",
        b"forsa-register/1\n" + b"[" * 1000 + b"\n",
        b'forsa-register/1\n{"key":1}\n' + bytes(50),
        bytes(5000),
    ],
)
def test_what_is_no_register_at_all_is_damaged(folder: Path, garbage: bytes) -> None:
    """A file that a disk or a person filled with something else never reaches a parser of rows."""
    filled(folder)
    (folder / "register" / FILE).write_bytes(garbage)

    with pytest.raises(CorruptStoreError):
        RegisterStore.open(folder).load(YEAR)


def test_a_register_of_a_newer_program_is_left_alone() -> None:
    """What this program does not know of it would be lost with the next import."""
    content = format_year(full_year())
    size = int.from_bytes(content[:4], "big")
    head = json.loads(content[4 : 4 + size]) | {"format": 2}
    newer = json.dumps(head).encode()

    with pytest.raises(CorruptStoreError, match="format 2"):
        parse_year(len(newer).to_bytes(4, "big") + newer)
    assert parse_year(content) == full_year()


def test_rights_that_are_too_wide_are_mended(folder: Path) -> None:
    """A restored backup is often readable by everybody; the next command closes it."""
    filled(folder)
    places = [folder / "register", folder / "register" / FILE, folder / "keys" / "register.key"]
    for place in places:
        place.chmod(0o755 if place.is_dir() else 0o644)
    RegisterStore.open(folder).require(YEAR)

    assert [stat.S_IMODE(place.stat().st_mode) for place in places] == [0o700, 0o600, 0o600]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_is_made_is_private_whatever_the_machine_is_used_to(folder: Path, umask: int) -> None:
    """A shared computer with an open mask must not open the register."""
    before = os.umask(umask)
    try:
        filled(folder)
    finally:
        os.umask(before)
    made = [folder / "register", folder / "register" / FILE, folder / "keys" / "register.key"]

    assert [stat.S_IMODE(one.stat().st_mode) for one in made] == [0o700, 0o600, 0o600]


def _link_folder(folder: Path, elsewhere: Path) -> None:
    shutil.move(folder / "register", elsewhere)
    (folder / "register").symlink_to(elsewhere)


def _link_file(folder: Path, elsewhere: Path) -> None:
    shutil.move(folder / "register" / FILE, elsewhere)
    (folder / "register" / FILE).symlink_to(elsewhere)


def _second_name(folder: Path, elsewhere: Path) -> None:
    os.link(folder / "register" / FILE, elsewhere)


def _link_key(folder: Path, elsewhere: Path) -> None:
    shutil.move(folder / "keys" / "register.key", elsewhere)
    (folder / "keys" / "register.key").symlink_to(elsewhere)


def _no_folder(folder: Path, elsewhere: Path) -> None:
    shutil.move(folder / "register", elsewhere)
    (folder / "register").write_text("")


@pytest.mark.parametrize("trick", [_link_folder, _link_file, _second_name, _link_key, _no_folder])
def test_links_to_other_places_are_refused(
    folder: Path, tmp_path: Path, trick: Callable[[Path, Path], None]
) -> None:
    """Through a link learners would be written where somebody else reads them."""
    filled(folder)
    trick(folder, tmp_path / "elsewhere")

    assert problem_of(folder) is FolderProblem.REGISTER_NOT_PRIVATE


def test_what_belongs_to_another_account_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its owner could open the rights again as soon as the rows are there."""
    filled(folder)
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)

    assert problem_of(folder) is FolderProblem.REGISTER_NOT_PRIVATE


def test_what_a_stopped_program_left_half_written_is_swept_away(folder: Path) -> None:
    """The file of before counts, and no half of one stays, sealed though it is."""
    before = filled(folder).require(YEAR)
    whole = (folder / "register" / FILE).read_bytes()
    (folder / "register" / f".{FILE}.abcd1234").write_bytes(whole[:-3])
    after = RegisterStore.open(folder).require(YEAR)

    assert after == before
    assert sorted(one.name for one in (folder / "register").iterdir()) == [FILE]


def test_two_commands_come_one_after_another(folder: Path) -> None:
    """Both changes are there: neither began with the value that the other one replaced."""
    first, second = filled(folder), RegisterStore.open(folder)
    first.change(YEAR, lambda now: replace(now, legal_basis="D-1"))
    second.change(YEAR, lambda now: replace(now, forgotten=frozenset({"a"})))
    found = first.require(YEAR)

    assert (found.legal_basis, found.forgotten) == ("D-1", frozenset({"a"}))


def test_values_never_print_what_they_hold(folder: Path) -> None:
    """A value in a traceback or a log line must not be a leak."""
    store, year = filled(folder), full_year()
    shown = " ".join(map(repr, (year, year.imported, year.corrections, year.releases, store.key)))

    assert not re.search(rf"{KEY}|seeking|Badr|small|{store.key.secret.hex()}", shown)


def test_marks_of_persons_are_of_this_node_and_tell_keys_apart(
    folder: Path, tmp_path: Path
) -> None:
    """A mark that another node could make would find a person by trying all numbers."""
    other = Identity(tmp_path / "badr", bytes(32), "badr", "n1", "Badr")
    create_identity(other, NodeKeys.draw())
    ours, theirs = RegisterStore.open(folder).key, RegisterStore.open(other.folder).key
    keys = {ours.secret, ours.node_key, ours.source_key(YEAR), ours.forgotten_key(YEAR)}
    keys |= {ours.source_key("2025-2026"), theirs.node_key, theirs.secret}

    assert len(keys) == 7
    assert RegisterStore.open(folder).key == ours


@pytest.mark.parametrize("name", ["", "2024", "2024-2026", "../2024-2025", "2024-2025\n"])
def test_what_is_no_school_year_names_no_file(folder: Path, name: str) -> None:
    """A name with a slash would read and write anywhere."""
    store = RegisterStore.open(folder)

    with pytest.raises(MalformedError):
        store.load(name)
    with pytest.raises(NotFoundError):
        store.require(YEAR)
