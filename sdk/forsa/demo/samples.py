"""The shipped samples as files."""

from importlib.resources import files
from pathlib import Path


def sample_paths() -> list[Path]:
    """Practice reports and curricula, sorted by name."""
    folder = Path(str(files("forsa.samples")))
    return sorted([*folder.glob("practice-*.md"), *folder.glob("curriculum-*")])


def one_report() -> Path:
    """A report to publish when any will do; each time it is a new one."""
    return next(path for path in sample_paths() if path.suffix == ".md")
