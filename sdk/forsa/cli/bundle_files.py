"""`--then FILE`: bundles that go on from the one before."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import click

from forsa.errors import MalformedError, Reason

then_option: Final = click.option(
    "--then",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A bundle that goes on from the one before; once each, in order.",
)


@contextmanager
def open_all(paths: Sequence[Path]) -> Iterator[list[BinaryIO]]:
    """Open files to read."""
    with ExitStack() as opened:
        yield [opened.enter_context(path.open("rb")) for path in paths]


def require_nothing_then(path: Path, then: Sequence[Path]) -> None:
    """Bundles go on from a bundle alone.

    Raises:
        MalformedError: `BUNDLE_DAMAGED`: `path` is none, and some should go on from it.
    """
    if then:
        raise MalformedError(
            f"--then goes on from a bundle, and {path.name} is none", Reason.BUNDLE_DAMAGED
        )
