"""The register of learners: from a foreign file to checked rows, which never leave the node.

A mapping file says what the columns mean (`parse_mapping`), `read_register` reads a CSV or XLSX
file with it. Both tell all that is wrong at once, in the reader's language, and repeat no value of
a learner.
"""

from forsa.outcomes.register.findings import (
    Code,
    LearnerFinding,
    Level,
    has_errors,
    in_order,
)
from forsa.outcomes.register.guessing import Guessed, guess_mapping
from forsa.outcomes.register.importing import Imported, frame_finding, read_register
from forsa.outcomes.register.mapping import Format, RegisterMapping, Source
from forsa.outcomes.register.parsing import ParsedMapping, parse_mapping

__all__ = [
    "Code",
    "Format",
    "Guessed",
    "Imported",
    "LearnerFinding",
    "Level",
    "ParsedMapping",
    "RegisterMapping",
    "Source",
    "frame_finding",
    "guess_mapping",
    "has_errors",
    "in_order",
    "parse_mapping",
    "read_register",
]
