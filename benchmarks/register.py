"""Reading a register: a million rows with a digest each, beside a plain reading of the file."""

import time
from collections.abc import Callable
from datetime import date
from random import Random

import polars as pl
from forsa.outcomes.register import Imported, parse_mapping, read_register

from benchmarks.report import Row

_ROWS = 1_000_000
_GOAL_ROWS_PER_SECOND = 100_000
_ROUNDS = 3
_HEADER = (
    *("Numéro", "Massar", "Nom", "Prénom", "Sexe", "Naissance", "Année", "Centre", "Milieu"),
    *("Niveau", "Filière", "Entrée", "Sortie", "Devenir", "Suivi", "Observé", "Source"),
)
_MAPPING = """\
mapping: 1
fields:
  learner_key: {from: Numéro}
  dedup_tag: {key_of: [Massar]}
  school_year: {from: Année}
  centre: {from: Centre}
  sex: {from: Sexe, map: {F: f, M: m}}
  birth_year: {from: Naissance}
  milieu: {from: Milieu, map: {urbain: urban, rural: rural}}
  entry_level: {from: Niveau}
  strand: {from: Filière}
  entry_date: {from: Entrée, date_format: DD/MM/YYYY}
  exit_date: {from: Sortie, date_format: DD/MM/YYYY}
  outcome_exit: {from: Devenir, map: states}
  outcome_m3: {from: Suivi, map: states}
  observed_m3: {from: Observé, date_format: DD/MM/YYYY}
  source_m3: {from: Source}
maps:
  states:
    emploi: employed
    école: formal_education
    recherche: seeking
    apprentissage: apprenticeship
drop: [Nom, Prénom, Massar]
"""
_STATES = ("emploi", "école", "recherche", "apprentissage")


def _learner(random: Random) -> str:
    """All values of a learner but the two numbers."""
    day = f"{random.randint(1, 28):02}"
    return ",".join(
        (
            f'"El {random.randint(100, 999)}, Béni"',
            "Prénom",
            random.choice("FM"),
            str(random.randint(2003, 2008)),
            "2024-2025",
            random.choice(("khenifra", "safi")),
            random.choice(("urbain", "rural")),
            random.choice(("primary", "lower_secondary")),
            random.choice(("vocational", "educational")),
            f"{day}/09/2024",
            "30/06/2025",
            random.choice(_STATES),
            random.choice(_STATES),
            f"{day}/10/2025",
            "declared",
        )
    )


def _file(rows: int) -> bytes:
    random = Random(1)  # noqa: S311 (words, no secrets)
    learners = [_learner(random) for _ in range(5_000)]
    lines = [f"e{at},R{at:09},{learners[at % len(learners)]}" for at in range(rows)]
    return "\n".join((",".join(_HEADER), *lines)).encode()


def _imported(data: bytes) -> Imported:
    mapping = parse_mapping(_MAPPING.encode()).mapping
    if mapping is None:
        raise ValueError("the mapping of this benchmark is wrong")
    imported = read_register(
        data,
        mapping,
        centres={"khenifra": "MA-05", "safi": "MA-07"},
        node_key=bytes(32),
        today=date(2026, 11, 26),
    )
    if imported.rows.height != _ROWS:
        raise ValueError(f"{imported.rows.height} rows of {_ROWS} were read")
    return imported


def _best(work: Callable[[], object]) -> float:
    """Seconds of processors, all threads together, the best of a few rounds."""
    spent = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def rows() -> list[Row]:
    """The whole import: text to checked rows with all findings."""
    data = _file(_ROWS)
    whole = _best(lambda: _imported(data))
    plain = _best(lambda: pl.read_csv(data))
    return [
        Row(
            f"import of {_ROWS:,} rows, {len(data) / 1e6:,.0f} MB, every check, a digest each",
            whole,
            "s of processors",
            "polars read_csv",
            plain,
            "-",
            "digests with the node's key, one core",
        ),
        Row(
            "rows imported in a second of processors",
            _ROWS / whole,
            "",
            "goal",
            _GOAL_ROWS_PER_SECOND,
            f">= {_GOAL_ROWS_PER_SECOND:,}",
            "as above",
        ),
    ]
