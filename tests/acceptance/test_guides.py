"""The guides for people, as they are written: each goes on where the quick start ends."""

import re
from collections.abc import Iterator

import pytest

from tests.support.terminal import PROJECT, Terminal, blocks, terminal_in_a_clone

pytestmark = [
    pytest.mark.timeout(420),  # a page has forty commands
    pytest.mark.xdist_group("guides"),  # one quick start serves all
]

GUIDES = PROJECT / "docs" / "guide"
PRINTED = {
    "BROUILLON": r"^(\d+) · curriculum\b",  # the line of a draft in a list
    "NUMERO": r"^ +(\d+) {2}(?:Électricité|كَهْرَبَاءُ)",  # the first line of a hit
    "PUBLICATION": r"^ +([0-9a-f]{64})$",  # what was queued last
}
"""What the names in capitals stand for."""


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    """Where somebody has followed the quick start."""
    with terminal_in_a_clone(PRINTED) as terminal:
        for block in blocks(PROJECT / "README.md", "quick start"):
            terminal.enter(block)
        yield terminal


def test_the_guide_of_an_association_works_as_written(terminal: Terminal) -> None:
    """An educator who types what the page says gets what the page promises."""
    said = [terminal.enter(block) for block in blocks(GUIDES / "association.md", "guide")]
    course = next(terminal.folder.glob("build/essai/cours/*.png")).read_bytes()

    assert any("كَهْرَبَاءُ" in text for text in said), "found without vowels"
    assert "badr" in said[-1], "the author sees who took it up"
    assert course.startswith(b"\x89PNG")


def test_the_guide_on_outcomes_works_as_written(terminal: Terminal) -> None:
    """An officer who types what the page says publishes the table that it shows."""
    page = blocks(GUIDES / "outcomes.md", "guide")
    said = "".join(terminal.enter(block) for block in page)

    assert "situations" in said, "the proposed mapping is shown"
    for figure in ("186", "137", "73"):
        assert figure in said, "the figures of the pictures"
    assert said.count("●") > 6, "hidden cells are shown as hidden"


_ID = r"[\s\S]*?^ +([0-9a-f]{64})$"
_SIGNED = r".*\n +([0-9a-f]{64})$"
_OPENED = "Titre : "
"""Before what is opened; ballots and executions name the title alone."""
SEASON = {
    "ADMISSION": f"{_OPENED}Adhésion de Nour{_ID}",
    "EFFACEMENT": f"{_OPENED}Effacer une fiche{_ID}",
    "ACCORD": f"Convention de partage{_SIGNED}",
    "FICHE": f"Vingt artisans{_SIGNED}",
    "RETRAIT": f"Garder les filles{_SIGNED}",
}
"""What the names in capitals stand for in the secretariat's guide."""


def test_the_guide_of_the_secretariat_works_as_written() -> None:
    """An office that learns with this page founds, decides, chases and moderates as it says."""
    with terminal_in_a_clone(SEASON) as terminal:
        said = [terminal.enter(block) for block in blocks(GUIDES / "secretariat.md", "guide")]
        overview = next(terminal.folder.glob("build/saison/apercu.xlsx")).read_bytes()
    told = "".join(said)
    states = set(re.findall(r"état ([0-9a-f]{64})", said[-1]))

    assert "ratifications 2 sur 3 demandées" in told, "nour is missing"
    assert "badr : pour, par procuration donnée à amal" in told
    assert re.search(r"^nour +membre actif", told, re.MULTILINE), "admitted by the vote"
    assert "effacement décidé" in told
    assert "retard" in told, "a report that nobody handed in"
    assert overview.startswith(b"PK")
    assert len(states) == 1, "two nodes tell the same state"


@pytest.mark.parametrize("name", ["association", "outcomes", "secretariat"])
def test_the_guides_in_both_languages_type_the_same(name: str) -> None:
    """A step that only one of the languages tells is a step that half of the readers miss."""
    french, arabic = (blocks(GUIDES / page, "guide") for page in (f"{name}.md", f"{name}.ar.md"))

    assert [block.text.replace("--lang fr", "--lang ar") for block in french] == [
        block.text.replace("--lang fr", "--lang ar") for block in arabic
    ]
