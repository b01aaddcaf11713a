"""What code names as its source is in this repository."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).parents[2]
PARTS: Final = ("sdk/forsa", "hub/forsa_hub", "node/forsa_node", "tests", "benchmarks")
NAMED: Final = re.compile(r'docs/protocol\.md((?:,?\s*(?:and\s+)?"[^"]+")+)')
ELSEWHERE: Final = re.compile(r"\b(?:DOMAIN|PRIVACY|FACTS)(?:\.md\b| (?:section )?[A-C]?\.?[0-9])")


@cache
def texts() -> Mapping[str, str]:
    """Every file of code that people wrote, by its path."""
    files = (one for part in PARTS for one in (PROJECT / part).rglob("*.py"))
    return {
        one.relative_to(PROJECT).as_posix(): one.read_text(encoding="utf-8")
        for one in sorted(files)
        if "/forsa/v1/" not in one.as_posix() and one != Path(__file__)
    }


def test_a_section_of_the_protocol_that_is_named_is_there() -> None:
    """Whoever checks a rule against its source looks for the section in vain."""
    page = (PROJECT / "docs/protocol.md").read_text(encoding="utf-8")
    known = {*re.findall(r"^#+ (.+)$", page, re.MULTILINE)}
    known |= {one.rstrip(".") for one in re.findall(r"\*\*([^*]+)\*\*", page)}
    missing = [
        f"{path}: {name}"
        for path, text in texts().items()
        for named in NAMED.findall(text)
        for name in re.findall(r'"([^"]+)"', named)
        if " ".join(name.split()) not in known
    ]

    assert not missing


def test_no_source_is_a_page_that_is_not_here() -> None:
    """The project stands alone: a rule whose reason lies elsewhere has none."""
    found = [path for path, text in texts().items() if ELSEWHERE.search(text)]

    assert not found
