"""What every command of a node takes."""

from pathlib import Path
from typing import Final

import click

folder_argument: Final = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
