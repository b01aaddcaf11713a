"""The shipped samples as files."""

from importlib.resources import files
from pathlib import Path


def sample_paths() -> list[Path]:
    """Practice reports and curricula without files of their own, sorted by name."""
    found = [*_folder().glob("practice-*.md"), *_folder().glob("curriculum-*")]
    return sorted(path for path in found if path != course_with_files())


def one_report() -> Path:
    """A report to publish when any will do; each time it is a new one."""
    return next(path for path in sample_paths() if path.suffix == ".md")


def two_reports() -> tuple[Path, Path]:
    """Two different ones."""
    first, second, *_ = (path for path in sample_paths() if path.suffix == ".md")
    return first, second


def agreement_of_three() -> Path:
    """An agreement between the three associations of the demo."""
    return _folder() / "agreement-ateliers.fr-ar.md"


def course_with_files() -> Path:
    """A curriculum in French and Arabic, with a picture, two worksheets and a list."""
    return _folder() / "curriculum-electricite.fr-ar"


def adoption_of_the_course() -> Path:
    """What another association tells of it."""
    return _folder() / "adoption-electricite.ar.yaml"


def own_register() -> Path:
    """A register of made-up learners, as an association keeps one."""
    return _folder() / "register-2024-2025.fr.csv"


def own_profile() -> Path:
    """The profile of the association whose register it is, with its centres."""
    return _folder() / "profile-amal.fr.yaml"


def _folder() -> Path:
    return Path(str(files("forsa.samples")))
