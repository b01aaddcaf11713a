"""What the rules of disclosure control forbid anywhere in the programs, and which vectors wait."""

import json
from pathlib import Path
from typing import Final

import pytest

from tests.support.privacy_vectors import privacy_vector

_ROOT: Final = Path(__file__).parents[2]
_WAITING: Final = {"T15": "rounding", "T17": "shamir", "T18": "ledger"}
"""Sums of hidden cells and noise are not built: nothing in the programs could answer these."""


@pytest.mark.parametrize("name", privacy_vector("T19")["expect"]["forbidden_in_source"])
def test_no_program_chooses_by_a_threshold_which_keys_it_shows(name: str) -> None:
    """The loss that such mechanisms report is smaller than the one they have."""
    sources = [*_ROOT.glob("[shn]*/forsa*/**/*.py"), _ROOT / "pyproject.toml"]

    assert len(sources) > 100
    assert [one for one in sources if name in one.read_text()] == []


def test_every_vector_is_held_by_a_test_or_waits_for_what_is_not_built() -> None:
    """A vector that nobody reads looks like one that passes."""
    vectors = json.loads((_ROOT / "tests/vectors/privacy-v1/vectors.json").read_text())["vectors"]
    tests = "".join(one.read_text() for one in (_ROOT / "tests").glob("**/test_*.py"))

    unread = {one["id"]: one["kind"] for one in vectors if f'"{one["id"]}"' not in tests}
    assert unread == {}
    assert {one["id"]: one["kind"] for one in vectors if one["id"] in _WAITING} == _WAITING
