"""Worked examples of the text scan: which patterns match, and what stays silent."""

from typing import Any, Final

import pytest
from forsa.privacy.text_scan import scan_text

from tests.support.privacy_vectors import privacy_vector

_NAMES: Final = {"birth_date": "DOB", "small_count": "SMALL"}
"""Patterns that the vector calls otherwise."""
_PATTERNS: Final = frozenset(
    ["MASSAR", "CIN", "PHONE", "EMAIL", "RIB", "GPS", "DOB", "ADDRESS", "NAME", "SMALL"]
)


@pytest.mark.parametrize("probe", privacy_vector("T20")["expect"], ids=lambda one: str(one["text"]))
def test_a_probe_is_found_by_its_pattern_alone(probe: dict[str, Any]) -> None:
    """What is missed is published; what is flagged without cause is overridden without reading."""
    found = {_NAMES.get(hit.what, hit.what.upper()) for hit in scan_text(probe["text"])}

    assert found & _PATTERNS == set(probe["rules"])
