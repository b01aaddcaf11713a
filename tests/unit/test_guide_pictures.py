"""The pictures and examples of the guide on outcomes say what the program does."""

import re
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.bounds import find_intervals
from forsa.outcomes.model import build_model
from forsa.outcomes.products import Product
from forsa.outcomes.register import (
    Code,
    LearnerFinding,
    Level,
    guess_mapping,
    parse_mapping,
)
from forsa.outcomes.sparse import Matrix
from forsa.outcomes.tables import Theta
from forsa.outcomes.tabulating import Counts, tabulate
from forsa.words.reasons import Language

from tests.support.guide_pictures import (
    COUNTS,
    FOLDER,
    HIDDEN,
    INTERVALS,
    OUTCOMES,
    ROWS,
    SMALL,
    pictures,
)
from tests.support.outcome_tables import release
from tests.support.registers import TODAY, read

AXES = ("sex", "outcome7")
CENTRES = {"khenifra": "MA-05", "mrirt": "MA-05"}


def _counts() -> Counts:
    """Of the register that ships."""
    data = files("forsa.samples").joinpath("register-2024-2025.fr.csv").read_bytes()
    guessed = guess_mapping(data, centres=CENTRES, today=TODAY, language="fr")
    mapping = parse_mapping(guessed.text.encode()).mapping
    assert mapping is not None
    codes = {name: axis.codes for name, axis in closed_axes().items()}
    rows = read(data, mapping, CENTRES).rows
    return tabulate(rows, Product("one", 1, (AXES,)), codes, "exit")


def _intervals(hidden: frozenset[tuple[str, str]]) -> dict[tuple[str, str], tuple[int, int]]:
    """What can be concluded about hidden cells from the table."""
    counts = {at: None if at in hidden else value for at, value in _counts()[AXES].items()}
    model = build_model([release({AXES: counts}, frame_n=186)])
    targets = [one for one in model.targets if one.hidden]
    found = find_intervals(model.system, Matrix.of((one.columns, 1.0) for one in targets))
    return {(one.at[0][2][0], one.at[0][2][1]): found.whole(at) for at, one in enumerate(targets)}


def test_the_pictures_are_drawn_by_the_code_beside_them() -> None:
    """A picture somebody painted over says what nobody checks."""
    drawn = dict(pictures())

    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == drawn


@pytest.mark.parametrize(("name", "text"), list(pictures()))
def test_a_picture_is_small_and_fetches_nothing(name: str, text: str) -> None:
    """A page of ours opens without a network, and a picture runs nothing."""
    root = ET.fromstring(text)  # noqa: S314 (our own text)

    assert len(text.encode()) < 20_000, name
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {"svg", "title", "rect", "text"}
    assert "href" not in text


def test_the_figures_are_those_of_the_register_that_ships() -> None:
    """The officer who follows the guide sees other numbers than it shows."""
    counted = _counts()[AXES]

    for row in ROWS:
        assert tuple(counted[row, outcome] for outcome in OUTCOMES) == COUNTS[row]
        assert counted[row, TOTAL] == sum(COUNTS[row])


def test_hiding_small_counts_alone_is_undone_as_the_picture_says() -> None:
    """The picture would warn of something that is not so."""
    found = _intervals(SMALL)

    assert found["f", OUTCOMES[0]] == (4, 4)
    assert all(low == high for low, high in found.values())


def test_what_the_picture_says_can_be_concluded_is_what_the_audit_finds() -> None:
    """A range that is narrower, or wider, than what it says would be a promise nobody keeps."""
    found = _intervals(HIDDEN)

    assert found == INTERVALS
    assert all(high - low >= Theta().w for low, high in found.values())


@pytest.mark.parametrize(
    ("page", "language", "columns", "known"),
    [
        ("outcomes.md", "fr", ("Sexe", "Date de sortie", "N°"), "F, M"),
        ("outcomes.ar.md", "ar", ("الجنس", "تاريخ المغادرة", "الرقم"), "أنثى, ذكر"),
    ],
)
def test_what_the_guide_says_is_told_is_told_so(
    page: str, language: Language, columns: tuple[str, str, str], known: str
) -> None:
    """A reader looks for the words that the page shows."""
    sex, left, key = columns
    examples = (
        LearnerFinding(
            Code.UNKNOWN_CODE, "code.no_entry", Level.ERROR, (14, 37), 2, sex, "", {"known": known}
        ),
        LearnerFinding(Code.IMPOSSIBLE_DATE, "date.order", Level.ERROR, (52,), 1, left),
        LearnerFinding(Code.DUPLICATE_KEY, "key.twice", Level.ERROR, (60, 61), 2, key),
    )
    text = (FOLDER.parent / page).read_text("utf-8")
    (shown,) = re.findall(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)

    assert shown.splitlines() == [one.text(language) for one in examples]
