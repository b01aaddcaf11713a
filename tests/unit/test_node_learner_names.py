"""A centre's own list of names, as people save it."""

from pathlib import Path

import pytest
from forsa.errors import MalformedError, Reason
from forsa.privacy.text_scan import SHIPPED, scan_text
from forsa_node.learner_names import FILE, load_names


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_list_is_read_as_editors_save_it(tmp_path: Path, encoding: str, ending: str) -> None:
    """The mark that some editors put first made names of the words of the first comment."""
    lines = ["# Notre classe", "", "Zerhouni;Mounaim;2B", "زينب الحافظي"]
    (tmp_path / FILE).write_text(ending.join(lines), encoding=encoding, newline="")
    text = "Notre CLASSE : MOUNAÏM ; وبزينب"

    hits = [one for one in scan_text(text, load_names(tmp_path)) if one.what == "learner_name"]
    assert [text[one.start : one.end] for one in hits] == ["MOUNAÏM", "وبزينب"]
    assert all(one.blocks for one in hits)


@pytest.mark.parametrize("target", [None, "gone.txt", FILE, "."])
def test_a_list_that_cannot_be_read_is_told_and_none_is_none(
    tmp_path: Path, target: str | None
) -> None:
    """A link to a list on a stick that is not in was taken for no list, and every name passed."""
    assert load_names(tmp_path) is SHIPPED
    if target is None:
        (tmp_path / FILE).mkdir()
    else:
        (tmp_path / FILE).symlink_to(target)

    with pytest.raises(MalformedError, match="cannot be read") as refused:
        load_names(tmp_path)
    assert refused.value.reason is Reason.KIND_BODY_INVALID
