"""Files that a text names: what its author writes of them, and what the program adds."""

from forsa.kinds.body import attachments_of
from forsa.kinds.loaders import Loaded, load_practice, with_files
from forsa.v1.practice_pb2 import PracticeReport
from forsa.v1.record_pb2 import Commitment

from tests.unit.test_loaders_practice import FRENCH, FRONT, TODAY, report_of, rules

CONTEXT = "Les jeunes arrivent de loin, souvent seuls et sans horaire fixe de transport. " * 3
FILES = """\
attachments:
  - file_name: carnet.pdf
    title: Le carnet de bord
    role: worksheet
    language: fr
  - file_name: atelier.png
    title: L'atelier
    role: picture
    alt_text: Un établi avec ses outils rangés
"""
SHEET = Commitment(root=b"\x01" * 32, size=2048, media_type="application/pdf")
PICTURE = Commitment(root=b"\x02" * 32, size=512, media_type="image/png")


def read(files: str = FILES) -> Loaded:
    """A report that names files."""
    front = FRONT.replace("safeguarding", f"{files}safeguarding")
    return load_practice(front + FRENCH.format(context=CONTEXT), TODAY, "fiche.md")


def test_a_file_that_is_not_there_is_told_once_and_by_name() -> None:
    """The author cannot mend root, size or type: the program computes them."""
    loaded = read()

    assert loaded.files == ("carnet.pdf", "atelier.png")
    assert [one for one in rules(loaded) if one[0].startswith("attachments")] == [
        ("attachments[0].file_name", "attachments.absent"),
        ("attachments[1].file_name", "attachments.absent"),
    ]


def test_with_its_files_the_text_is_whole_and_the_header_can_commit_to_them() -> None:
    """What the body describes and what the header commits to must be the same."""
    loaded = with_files(read(), {"carnet.pdf": SHEET, "atelier.png": PICTURE}, TODAY)
    report = report_of(loaded)

    assert loaded.files == ()
    assert loaded.errors == []
    assert attachments_of(report) == (SHEET, PICTURE)
    assert report.attachments[0].licence == report.common.licence


def test_a_file_of_another_kind_or_too_large_is_found_once_it_is_read() -> None:
    """What was computed is held to the rules like what was written."""
    program = Commitment(root=b"\x03" * 32, size=26214401, media_type="text/html")
    loaded = with_files(read(), {"carnet.pdf": program, "atelier.png": PICTURE}, TODAY)

    assert [path for path, _ in rules(loaded)] == [
        "attachments[0].size",
        "attachments[0].media_type",
    ]


def test_the_text_that_was_read_stays_as_it_was() -> None:
    """A draft is judged again and again, with and without its files."""
    first = read()
    with_files(first, {"carnet.pdf": SHEET}, TODAY)

    assert isinstance(first.message, PracticeReport)
    assert first.message.attachments[0].root == b""
