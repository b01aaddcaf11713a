"""The attack on the text scan: what people plant in reports is found, and clean pages pass.

The pages are drawn by a seeded die (`benchmarks.planted`); `make campaign` draws ten times as many.
"""

import random
from functools import cache

import pytest
from forsa.privacy.text_scan import scan_text

from benchmarks.planted.decoys import DECOYS, real_pages, shipped_reports
from benchmarks.planted.drawing import fill
from benchmarks.planted.forms import FORMS, NAMES, VARIED
from benchmarks.planted.judging import (
    PAGES,
    Recall,
    clean_pages,
    false_alarms,
    identifier_recall,
    name_recall,
)
from tests.support.processes import IS_CAMPAIGN
from tests.support.real_texts import DATA

pytestmark = pytest.mark.timeout(300)
_TIMES = 10 if IS_CAMPAIGN else 1


@cache
def recalls() -> dict[str, Recall]:
    """Three identifiers in each of 300 pages: 900."""
    return dict(identifier_recall(PAGES * _TIMES))


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_planted_is_stopped(kind: str) -> None:
    """What is not found is published for good; the goals are what is asked for."""
    recall = recalls()[kind]
    goal = 0.95 if kind in VARIED else 0.99

    assert recall.planted >= 20
    assert recall.rate >= goal, recall.missed


def test_every_form_that_was_ever_found_is_found() -> None:
    """A pattern could lose a form in twenty, and no rate would tell."""
    assert {kind: one.missed for kind, one in recalls().items() if one.missed} == {}
    assert name_recall(PAGES * _TIMES).missed == {}


def test_nine_hundred_were_planted() -> None:
    """A recall of few says little."""
    assert sum(one.planted for one in recalls().values()) == 900 * _TIMES


def test_names_behind_titles_kinship_and_given_names_are_shown_to_the_author() -> None:
    """A family name alone finds a person in a small town. It warns: it may be the director's."""
    recall = name_recall(PAGES * _TIMES)

    assert recall.rate >= 0.95, recall.missed


def test_clean_pages_pass() -> None:
    """False alarms are what makes people override without reading."""
    assert false_alarms(clean_pages(PAGES * _TIMES))[0] <= 2


@pytest.mark.parametrize("decoy", DECOYS)
def test_no_number_that_identifies_nobody_blocks(decoy: str) -> None:
    """Laws, counts, streets without a door, lots of public works."""
    assert [one for one in scan_text(decoy) if one.blocks] == []


def test_the_reports_that_ship_pass() -> None:
    """A sample that is refused teaches that the scan is to be overridden; two warnings each."""
    blocking, warning = false_alarms(shipped_reports())

    assert blocking == 0
    assert warning <= 200


@pytest.mark.skipif(not DATA.exists(), reason=f"the real texts are not at {DATA}")
def test_real_pages_pass_but_for_the_mailboxes_and_the_address_in_them() -> None:
    """What other people wrote for other purposes holds numbers that nobody thought of here."""
    pages = real_pages()
    blocking, warning = false_alarms(pages, but=["email"])

    assert len(pages) > 150
    assert blocking <= 2
    assert warning <= 30


def test_every_form_is_drawn_as_people_write_it() -> None:
    """A form whose places stay empty would be found, and prove nothing."""
    dice = random.Random(1)
    drawn = [fill(form, dice) for forms in FORMS.values() for form in forms]

    assert not any(mark in words for words in drawn for mark in "#%$~^")
    assert all(len(set(forms)) == len(forms) for forms in (*FORMS.values(), NAMES))
