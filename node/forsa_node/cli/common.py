"""What every command of a node takes."""

from getpass import getuser
from pathlib import Path
from typing import Final

import click

folder_argument: Final = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
person_option: Final = click.option(
    "--by", "person", default=getuser, help="Whose word it is; default: the user of this machine."
)
