"""Files to start a text from."""

from pathlib import Path

import click
from forsa.client.files import FolderError, FolderProblem
from forsa.kinds.templates import What, template
from forsa.words.reasons import Language


def write_template(what: What, language: Language, folder: Path | None) -> list[Path]:
    """Write the template's files into a new folder; without one, print them.

    Raises:
        FolderError: the folder holds something already: nothing in it is replaced.
    """
    files = template(what, language)
    if folder is None:
        for name, text in files.items():
            if len(files) > 1:
                click.echo(click.style(f"── {name}", bold=True), err=True)
            click.echo(text, nl=False)
        return []
    if folder.exists() and any(folder.iterdir()):
        raise FolderError(
            f"{folder} is not empty; choose a new folder", FolderProblem.EXISTS, folder
        )
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
