"""Texts written to keep a program busy: a reader's time grows with a text, never with its square.

Each would have taken minutes, in which a hub answers nobody; the limit is for slow machines.
"""

import re
import time
import unicodedata

import pytest
from forsa.attachments.names import safe_file_name
from forsa.kinds.loaders.pictures import Pictures
from forsa.kinds.loaders.tree import Notes
from forsa.kinds.suggest import fold as fold_name
from forsa.library.index.analysis import fold
from forsa.normal_form import MOST_MARKS, normalize
from forsa.privacy.body_scan import blocking_in, mask_body, scan_body
from forsa.privacy.text_scan import MASK, may_block, scan_text
from forsa.v1.practice_pb2 import PracticeReport
from hypothesis import given
from hypothesis import strategies as st

from tests.support.reports import small_report

BODY_CHARACTERS = 120_000
"""What a body may have, of two bytes each."""
pytestmark = pytest.mark.timeout(40)


def report_of(words: str, characters: int = BODY_CHARACTERS) -> PracticeReport:
    """A report that says some words over and over, and an address that blocks."""
    report = small_report(1)
    report.summary[0].text = "à salma@exemple.example. " + words * (characters // len(words))
    return report


@pytest.mark.parametrize(
    "words", ["viol il ", "Fatima, 12 ans ", "M. Alami a quitté ", "une fille ", "06 12 34 56 78 "]
)
def test_a_body_of_nothing_but_hits_is_scanned_at_once(words: str) -> None:
    """One record of a member would keep the hub from all others for minutes."""
    report = report_of(words)
    blocking = blocking_in(report)

    assert blocking
    assert scan_body(mask_body(report, scan_body(report))) == []


def seconds_for(words: str) -> float:
    """Of processor that the hub's question takes in a body of nothing else; the better of two."""
    text = (words * BODY_CHARACTERS)[:BODY_CHARACTERS]

    def once() -> float:
        started = time.process_time()
        may_block(text)
        return time.process_time() - started

    return min(once(), once())


@pytest.mark.parametrize("words", ["Dr ", "Dr Ab ", "Mme ", "السيد محمد "])
def test_titles_without_end_cost_little_more_than_other_words(words: str) -> None:
    """What follows each was read to the end of its sentence: sixty times the work, all day long."""
    clean = seconds_for("Le centre accueille des jeunes et leur apprend un métier du quartier. ")

    assert seconds_for(words) < 20 * clean


def test_a_hit_among_thousands_is_told_as_it_would_be_alone() -> None:
    """What is near is masked in an excerpt, wherever in a long text it stands."""
    numbers = "06 12 34 56 78 ou 06 12 34 56 79, "
    many = scan_body(report_of(numbers, 20_000))

    assert len({one.id for one in many}) == len(many) > 1000
    assert all(not any(char.isdigit() for char in one.masked_excerpt) for one in many)
    assert all(MASK in one.masked_excerpt for one in many)


MARKS = {
    "marks out of order": "\u0301\u0323",
    "letters that become marks": "\u0301\uff9e",
    "marks of Tibetan": "\u0f73\u0301",
}


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
def test_a_letter_under_a_hundred_thousand_marks_is_read_at_once(marks: str) -> None:
    """A body may hold it, and every node that indexes it would stand still."""
    text = "a" + marks * (BODY_CHARACTERS // 2)

    assert fold(text)
    assert fold_name(text) == "a"
    assert scan_text(f"{text} 06 12 34 56 78")[-1].what == "phone"
    assert len(safe_file_name(text, ()).encode()) <= 255


@given(st.text(st.characters(codec="utf-8"), max_size=MOST_MARKS))
def test_what_people_write_is_normalised_as_ever(text: str) -> None:
    """Another form of a word would not be found, and a body in it would be refused."""
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert normalize(form, text) == unicodedata.normalize(form, text)


@given(st.text("aé\u0301\u0323\uff9e", max_size=200))
def test_no_letter_keeps_too_many_marks_in_one_piece(text: str) -> None:
    """Whatever stands around them, marks are sorted a few at a time, and none is lost."""
    done = normalize("NFD", text)

    assert sorted(done) == sorted(unicodedata.normalize("NFD", text))
    assert done == unicodedata.normalize("NFD", text) or re.search(
        f"[\u0301\u0323\u3099\uff9e]{{{MOST_MARKS},}}", done
    )


@pytest.mark.parametrize("fence", ["`", "~"])
def test_a_fence_as_long_as_a_file_is_read_at_once(fence: str) -> None:
    """A course that somebody hands on would keep the command busy for hours."""
    text = fence * 400_000

    assert Pictures({}, Notes()).linked(text, "fr", "body") == (text, [])
