"""docs/governance.md says each rule with the story that proves it, and names only what is told."""

import re
from pathlib import Path

from tests.scenarios.story import read_stories

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "governance.md"


def rules() -> list[tuple[str, list[str]]]:
    """Each line of the page's tables of rules, with the titles that it names."""
    found = []
    for section in PAGE.read_text().split("| rule | story |")[1:]:
        table = section.partition("\n\n")[0]
        for line in table.splitlines()[2:]:
            rule, stories = line.strip("| ").split(" | ")
            found.append((rule, re.findall(r"\*(.+?)\*", stories)))
    return found


def test_every_rule_of_the_page_names_a_story_that_is_told() -> None:
    """A rule that nothing proves would be a promise; a story renamed would leave it so unseen."""
    told = {story.title for story in read_stories(HERE / "governance")}
    named = {title for _, titles in rules() for title in titles}

    assert [rule for rule, titles in rules() if not titles] == []
    assert sorted(named - told) == []
    assert len(rules()) >= 60


def test_every_file_of_stories_is_on_the_page() -> None:
    """Who reads the page must find all of them."""
    page = PAGE.read_text()
    files = sorted(path.name for path in (HERE / "governance").glob("*.txt"))

    assert [name for name in files if f"governance/{name}" not in page] == []
