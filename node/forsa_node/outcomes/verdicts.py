"""What this node found of every release it read: kept, so that it is found once; rebuilt if lost.

A projection of the log, nothing else: whoever deletes the file only makes the node judge again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from forsa.client.files import write_durably

FORMAT: Final = "forsa-outcome-verdicts-1"
_NAME: Final = "outcome-verdicts.json"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Which releases passed and which did not, by record id."""

    passed: frozenset[bytes] = frozenset()
    refused: Mapping[bytes, str] = field(default_factory=dict)
    """Why, by reason code."""
    size: int = 0
    """Entries of the log that were looked at."""
    waiting: bool = False
    """Whether a release is not judged: its text, its proof or what came before it is not here."""


def load_verdicts(folder: Path) -> Verdicts:
    """What is kept; nothing where the file is not there or is not whole."""
    try:
        told = json.loads((folder / _NAME).read_text("utf-8"))
        if told["format"] != FORMAT:
            return Verdicts()
        return Verdicts(
            frozenset(bytes.fromhex(one) for one in told["passed"]),
            {bytes.fromhex(one): str(why) for one, why in told["refused"].items()},
            int(told["size"]),
            bool(told["waiting"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Verdicts()


def keep_verdicts(folder: Path, verdicts: Verdicts) -> None:
    """Write them, all or nothing."""
    told = {
        "format": FORMAT,
        "passed": sorted(one.hex() for one in verdicts.passed),
        "refused": {one.hex(): why for one, why in sorted(verdicts.refused.items())},
        "size": verdicts.size,
        "waiting": verdicts.waiting,
    }
    write_durably(folder / _NAME, json.dumps(told, sort_keys=True).encode() + b"\n")
