"""Files to start a text from."""

from collections.abc import Mapping
from pathlib import Path

import click
from forsa.client.files import FolderError, FolderProblem


def print_files(files: Mapping[str, str]) -> None:
    """Print texts by file name; the names, if there are several, on standard error."""
    for name, text in files.items():
        if len(files) > 1:
            click.echo(click.style(f"── {name}", bold=True), err=True)
        click.echo(text, nl=False)


def write_files(files: Mapping[str, str], folder: Path) -> list[Path]:
    """Write texts by file name into a new folder; return where they are, in the same order.

    Raises:
        FolderError: the folder holds something already: nothing in it is replaced.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderError(
            f"{folder} is not empty; choose a new folder", FolderProblem.EXISTS, folder
        )
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
