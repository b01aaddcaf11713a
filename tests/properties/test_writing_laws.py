"""A body written as a file and read again is the same body."""

from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from forsa.kinds.loaders import load_yaml
from forsa.kinds.writing import format_yaml
from forsa.samples import sample_paths
from forsa.v1.practice_pb2 import PracticeReport
from forsa.v1.sharing_pb2 import Comment
from forsa_node.drafts.contents import gather
from forsa_node.files.content import ContentStore
from google.protobuf.message import Message
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 24)
WRITTEN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\n"),
    min_size=1,
    max_size=200,
)
TEXTS = WRITTEN.map(lambda text: normalize("NFC", text).strip()).filter(bool)
"""As every text is stored."""


def again(kind: str, message: Message) -> Message | None:
    """Write and read."""
    return load_yaml(format_yaml(kind, message), TODAY).message


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.name)
def test_a_shipped_text_survives_being_written_and_read(path: Path, tmp_path: Path) -> None:
    """What an author revises is what was published, not nearly what was published."""
    _, loaded = gather(path, ContentStore(tmp_path), TODAY)

    assert loaded.message is not None
    assert again(loaded.kind, loaded.message) == loaded.message


def test_the_sort_of_a_comment_is_not_taken_for_the_kind_of_the_file() -> None:
    """Both are called kind: a question would be read as a file of no known kind."""
    comment = Comment(kind="question", accepted_answer=bytes(range(32)))
    comment.common.original_language = "fr"
    comment.common.licence = "CC-BY-4.0"
    comment.text.add(lang="fr", text="Combien de temps ?")

    assert again("comment.publish", comment) == comment


@given(TEXTS, TEXTS)
def test_any_text_survives_being_written_and_read(arabic: str, french: str) -> None:
    """Colons, quotes, dashes and lines are the author's, whatever they mean to YAML."""
    report = PracticeReport()
    report.common.original_language = "fr"
    report.common.licence = "CC-BY-4.0"
    for lang, text in (("ar", arabic), ("fr", french)):
        report.title.add(lang=lang, text=text)
        report.lessons.add().text.add(lang=lang, text=text)

    assert again("practice.report", report) == report
