"""Registers of learners as a node keeps them, and files as its officer has them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forsa.outcomes.enrolment import STATUS, Status
from forsa.outcomes.register.fields import schema
from forsa.v1.member_pb2 import MemberProfile

if TYPE_CHECKING:
    import polars as pl

YEAR: Final = "2024-2025"
NAME: Final = "Nom-Absent Prénom-Absent"
PHONE: Final = "0600000000"
PLANTED: Final = (NAME, PHONE, "Z000000017")
"""What stands in every file below, and must be found nowhere else."""

MAPPING: Final = f"""mapping: 1
source: {{format: csv, delimiter: ",", encoding: utf-8}}
fields:
  learner_key:  {{from: code}}
  dedup_tag:    {{key_of: [massar]}}
  school_year:  {{const: "{YEAR}"}}
  centre:       {{from: centre}}
  sex:          {{from: sexe, map: {{F: f, M: m}}}}
  age:          {{from: age}}
  entry_date:   {{from: entree}}
  outcome_exit: {{from: sortie}}
  outcome_m3:   {{from: m3}}
drop: [nom, massar]
"""
OUTCOMES: Final = ("formal_education", "vocational_training", "seeking")


def rows_of(*learners: Mapping[str, Any], status: str = Status.IN_FRAME.value) -> "pl.DataFrame":
    """Checked rows of these learners, with what they do not say left empty."""
    import polars as pl

    types = {**schema(), STATUS: pl.String()}
    plain = {"school_year": YEAR, "centre": "c1", "sex": "f", STATUS: status}
    made = [{**dict.fromkeys(types), **plain, **one} for one in learners]
    return pl.DataFrame(made, schema=types).sort("learner_key")


def learner(number: int, **values: str) -> dict[str, str]:
    """A line of an officer's file."""
    plain = {
        "code": f"L{number:04}",
        "centre": f"c{1 + number % 2}",
        "sexe": "FM"[number % 3 % 2],
        "age": str(14 + number % 6),
        "entree": "2024-09-15",
        "sortie": OUTCOMES[number % 3],
        "m3": "",
        "nom": NAME,
        "massar": f"Z{number:09}",
        "tel": PHONE,
    }
    return {**plain, **values}


def write_csv(path: Path, learners: Sequence[Mapping[str, str]]) -> Path:
    """The file that an officer has."""
    lines = [",".join(learners[0])] + [",".join(one.values()) for one in learners]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_register(folder: Path, count: int = 80, name: str = "registre.csv") -> tuple[Path, Path]:
    """A register of so many learners, and its mapping; both in `folder`."""
    mapping = folder / "correspondance.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    return write_csv(folder / name, [learner(number) for number in range(count)]), mapping


def profile(*centres: str) -> MemberProfile:
    """A member's profile with these centres."""
    message = MemberProfile(short_name="AMAL", region="MA-05")
    message.common.original_language = "fr"
    message.common.licence = "CC-BY-4.0"
    message.legal_name.add(lang="fr", text="Association de la deuxième chance")
    for code in centres or ("c1", "c2"):
        centre = message.centres.add(code=code, milieu="urban")
        centre.name.add(lang="fr", text=f"Centre {code}")
    return message
