"""What two commands do to one draft at the same time: neither undoes the other."""

from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest
from forsa.errors import ConflictError, Reason
from forsa_node.store.desk import Contents, DeskStore, DraftRow, DraftState

ROW = DraftRow(0, "practice.report", "", "network", b"", bytes(16), b"", "", "Amal", 1, 1)


@pytest.mark.parametrize("name", [one.name for one in fields(DraftRow) if one.name != "number"])
def test_a_draft_that_was_changed_since_is_not_overwritten(tmp_path: Path, name: str) -> None:
    """What another command did while this one was at work would be undone without a word."""
    with closing(DeskStore(tmp_path)) as mine, closing(DeskStore(tmp_path)) as theirs:
        was = mine.add(ROW, Contents({"draft.yaml": b"before"}, {}))
        mine.change(was, titled := replace(was, title="Rien n'a changé"))
        other: dict[type, object] = {str: "autre", bytes: b"o" * 16, int: 2}
        value = other.get(type(getattr(was, name)), DraftState.DISCARDED)
        theirs.change(titled, replace(titled, **{name: value}))  # type: ignore[arg-type]
        with pytest.raises(ConflictError) as refused:
            mine.change(titled, replace(titled, approved_by="B"), Contents({"x": b"after"}, {}))
        row, contents = theirs.draft(was.number), theirs.contents(was.number)

    assert refused.value.reason is Reason.KIND_PRECONDITION
    assert (getattr(row, name), row.approved_by != "B") == (value, True)
    assert contents.texts == {"draft.yaml": b"before"}


def test_what_is_in_the_outbox_is_published_whatever_else_changed(tmp_path: Path) -> None:
    """The record is on its way: an open draft would send a second one, and the title of a text
    that was erased must not come back with it.
    """
    with closing(DeskStore(tmp_path)) as mine, closing(DeskStore(tmp_path)) as theirs:
        was = mine.add(replace(ROW, title="Avant"), Contents({"draft.yaml": b"x"}, {}))
        theirs.change(was, replace(was, title="", audience="public"))
        mine.publish(was.number, b"r" * 32)
        row = theirs.draft(was.number)

    assert (row.state, row.record_id) == (DraftState.PUBLISHED, b"r" * 32)
    assert (row.title, row.audience) == ("", "public")
