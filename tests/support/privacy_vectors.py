"""The worked examples of disclosure control, by id."""

import json
from pathlib import Path
from typing import Any, Final

_FILE: Final = Path(__file__).parent.parent / "vectors" / "privacy-v1" / "vectors.json"


def privacy_vector(name: str) -> dict[str, Any]:
    """The vector of an id, such as `T1`."""
    (found,) = (one for one in json.loads(_FILE.read_text())["vectors"] if one["id"] == name)
    vector: dict[str, Any] = found
    return vector
