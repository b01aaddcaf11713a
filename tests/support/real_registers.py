"""Real registers that others published, read through the mapping files beside this one.

Nothing of them ships with us: where the folder of real data is absent, tests are skipped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from forsa.outcomes.register import Imported, RegisterMapping, parse_mapping, read_register

DATA: Final = Path(__file__).parents[3] / "shared" / "data"
MAPPINGS: Final = Path(__file__).with_name("mappings")
ABSENT: Final = "the folder of real registers is not there"
TODAY: Final = date(2026, 11, 26)
NODE_KEY: Final = bytes(range(32))


@dataclass(frozen=True)
class RealRegister:
    """A published file and its mapping."""

    folder: str
    file: str
    centres: Mapping[str, str]
    """Code to region; the regions are ours."""

    @property
    def path(self) -> Path:
        return DATA / self.folder / self.file

    @property
    def mapping_path(self) -> Path:
        return MAPPINGS / f"{self.folder}.yaml"

    def mapping(self) -> RegisterMapping:
        """Its mapping, checked."""
        parsed = parse_mapping(self.mapping_path.read_bytes())
        assert parsed.mapping is not None, [one.text("en") for one in parsed.findings]
        return parsed.mapping

    def imported(self) -> Imported:
        """What comes of it."""
        return read_register(
            self.path.read_bytes(),
            self.mapping(),
            centres=self.centres,
            node_key=NODE_KEY,
            today=TODAY,
        )


SCHOOL_TO_WORK: Final = RealRegister("school-to-work-northern-ireland", "mvad.csv", {"c1": "MA-06"})
SECONDARY: Final = RealRegister(
    "secondary-students-portugal", "student-por.csv", {"gp": "MA-06", "ms": "MA-07"}
)
SECONDARY_MATHEMATICS: Final = RealRegister(
    "secondary-students-portugal", "student-mat.csv", {"gp": "MA-06", "ms": "MA-07"}
)
COURSES: Final = RealRegister(
    "higher-education-dropout-portugal",
    "students_dropout.csv",
    {f"c{number:02}": "MA-06" for number in range(1, 18)},
)
