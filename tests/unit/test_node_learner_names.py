"""A centre's own list of names, as people save it."""

from pathlib import Path

import pytest
from forsa.privacy.text_scan import scan_text
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
