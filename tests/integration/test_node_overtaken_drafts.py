"""A draft that another command changes while one looks at it: nobody signs what nobody saw."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from forsa.errors import ConflictError, Reason
from forsa.testing.clock import FakeClock
from forsa_node.drafts.checking import Checked
from forsa_node.drafts.contents import gather
from forsa_node.drafts.desk import Desk, Ready
from forsa_node.drafts.writing import Answering
from forsa_node.publishing import publish_ready
from forsa_node.store.desk import DraftState

from tests.support.commands import SETTINGS, run_command
from tests.support.desks import desk_of, sign, written
from tests.support.nodes import copy_of


@pytest.fixture
def folder(joined: Path, tmp_path: Path) -> Path:
    """A copy of that folder, where a second person has to approve."""
    return copy_of(joined, tmp_path / "w" / "amal", f"{SETTINGS}approval = true\n")


class Overtaken(Desk):
    """A desk whose first look at a draft is followed by what another command does."""

    meanwhile: Callable[[], object] | None = None

    def check(self, number: int) -> Checked:
        """Look, and be overtaken."""
        checked = super().check(number)
        if self.meanwhile is not None:
            act, self.meanwhile = self.meanwhile, None
            act()
        return checked


@pytest.fixture
def desks(folder: Path, tmp_path: Path) -> tuple[Overtaken, Desk, int]:
    """Two commands at the same draft, which is ready."""
    one, other = Overtaken.open(folder, FakeClock()), desk_of(folder)
    row, _ = other.add(written(tmp_path), "Amal", Answering(), "fr")
    return one, other, row.number


def test_an_approval_is_of_what_was_looked_at(
    desks: tuple[Overtaken, Desk, int], tmp_path: Path
) -> None:
    """A text that came a moment later would be published with the name of somebody who never
    saw it.
    """
    one, other, number = desks
    seen = one.digest(one.store.draft(number))
    one.meanwhile = lambda: other.update(number, written(tmp_path, 2), "fr")
    with pytest.raises(ConflictError) as refused:
        one.approve(number, "Badia", seen)
    assert refused.value.reason is Reason.KIND_PRECONDITION

    assert not one.is_approved(one.store.draft(number))
    again = one.approve(number, "Badia", one.digest(one.store.draft(number)))
    assert one.is_approved(again)


def test_an_approval_never_brings_back_the_readers_of_before(
    desks: tuple[Overtaken, Desk, int],
) -> None:
    """The author takes a text back from the public while the second person's yes is judged: it
    would be public again, and approved.
    """
    one, other, number = desks
    other.say_audience(number, "public")
    seen = one.digest(one.store.draft(number))
    one.meanwhile = lambda: other.say_audience(number, "network")
    with pytest.raises(ConflictError) as refused:
        one.approve(number, "Badia", seen)
    assert refused.value.reason is Reason.KIND_PRECONDITION

    row = other.store.draft(number)
    assert (row.audience, row.approved_by) == ("network", "")


@pytest.fixture
def slow_gather(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Let another command work while the files of a draft are copied."""

    def overtaken_by(meanwhile: Callable[[], object]) -> None:
        def slow(*given: Any, **named: Any) -> Any:
            found = gather(*given, **named)
            meanwhile()
            return found

        monkeypatch.setattr("forsa_node.drafts.writing.gather", slow)

    return overtaken_by


def test_what_is_published_while_files_are_copied_stays_published(
    desks: tuple[Overtaken, Desk, int], tmp_path: Path, slow_gather: Callable[[Any], None]
) -> None:
    """Open again and without its record, the draft would be signed a second time, and nothing of
    it would be erased with the record.
    """
    one, other, number = desks
    slow_gather(lambda: other.published(number, b"r" * 32))
    with pytest.raises(ConflictError) as refused:
        one.update(number, written(tmp_path, 1, " plus"), "fr")
    assert refused.value.reason is Reason.KIND_PRECONDITION

    row = other.store.draft(number)
    assert (row.state, row.record_id) == (DraftState.PUBLISHED, b"r" * 32)
    assert all(b" plus" not in text for text in other.store.contents(number).texts.values())


def test_readers_said_while_files_are_copied_stay(
    desks: tuple[Overtaken, Desk, int], tmp_path: Path, slow_gather: Callable[[Any], None]
) -> None:
    """A large picture takes a minute: what the author says of the readers meanwhile holds."""
    one, other, number = desks
    other.say_audience(number, "public")
    slow_gather(lambda: other.say_audience(number, "network"))
    row, _ = one.update(number, written(tmp_path, 1, " plus"), "fr")

    assert row.audience == other.store.draft(number).audience == "network"
    assert any(b" plus" in text for text in other.store.contents(number).texts.values())


def test_the_second_person_is_shown_what_it_approves(folder: Path, tmp_path: Path) -> None:
    """A yes to a number in a list is no second pair of eyes."""
    with closing(desk_of(folder)) as desk:
        desk.add(written(tmp_path), "Amal", Answering(), "fr")
    unseen = run_command(folder, "draft approve", 1, "--by", "Badia", "--json")
    asked = run_command(folder, "draft approve", 1, "--by", "Badia", answers="n\n")
    said = run_command(folder, "draft approve", 1, "--by", "Badia", answers="o\n")

    assert (unseen.exit_code, asked.exit_code, said.exit_code) == (6, 6, 0)
    assert "Rapport numéro 1" in asked.stdout
    assert "Badia a donné son accord" in said.stdout


def test_what_is_signed_is_what_was_looked_at(
    folder: Path, desks: tuple[Overtaken, Desk, int], tmp_path: Path
) -> None:
    """Files are committed to after the last look: those of another text would be signed with it,
    and that text would count as published.
    """
    one, other, number = desks
    one.approve(number, "Badia", one.digest(one.store.draft(number)))
    one.config = one.config.model_copy(update={"approval": False})
    one.meanwhile = lambda: other.update(number, written(tmp_path, 2), "fr")

    with pytest.raises(ConflictError) as refused:
        publish_ready(folder, one, [one.store.look(number)])
    assert refused.value.reason is Reason.KIND_PRECONDITION
    assert other.store.signed(number) is None

    (signed,) = publish_ready(folder, one, [one.store.look(number)])
    assert "Rapport numéro 2".encode() in signed.body


def test_what_is_signed_goes_to_the_readers_it_was_seen_with(
    desks: tuple[Overtaken, Desk, int], tmp_path: Path
) -> None:
    """Between the last look and the signature the author writes another text and gives it to
    everybody: the first text would be signed for everybody.
    """
    one, other, number = desks
    one.config = one.config.model_copy(update={"approval": False})
    ready = Ready(one.store.look(number), one.require_publishable(number))
    other.update(number, written(tmp_path, 2), "fr")
    other.say_audience(number, "public")
    with pytest.raises(ConflictError) as refused:
        one.sign([ready], None)
    assert refused.value.reason is Reason.KIND_PRECONDITION
    assert other.store.signed(number) is None

    signed = sign(one, number)
    assert "Rapport numéro 2".encode() in signed.body
    assert signed.record.header.audience == "public"


def test_of_several_drafts_all_are_signed_or_none(
    desks: tuple[Overtaken, Desk, int], tmp_path: Path
) -> None:
    """One that is signed already would go out for the readers of today, whatever is said of them
    until somebody tries again.
    """
    one, other, number = desks
    one.config = one.config.model_copy(update={"approval": False})
    second = other.add(written(tmp_path, 2), "Amal", Answering(), "fr")[0].number
    ready = [Ready(one.store.look(n), one.require_publishable(n)) for n in (number, second)]
    other.say_audience(second, "public")
    with pytest.raises(ConflictError):
        one.sign(ready, None)

    assert [other.store.signed(n) for n in (number, second)] == [None, None]
    assert len(one.sign(ready[:1], None)) == 1


def test_two_commands_that_publish_one_draft_publish_one_record(
    desks: tuple[Overtaken, Desk, int],
) -> None:
    """Two windows, two clicks: the network would read the text twice."""
    one, other, number = desks
    one.config = other.config = one.config.model_copy(update={"approval": False})
    mine = Ready(one.store.look(number), one.require_publishable(number))
    theirs = sign(other, number)

    assert [it.record.record_id for it in one.sign([mine], None)] == [theirs.record.record_id]
