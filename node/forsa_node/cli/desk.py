"""What the commands of drafts have in common: the open desk, a draft's number, how it stands."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from forsa.client.console import print_json
from forsa.words.reasons import Language

from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.drafts.desk import Desk

number_argument: Final = click.argument("number", type=click.IntRange(1))
audience_option: Final = click.option(
    "--audience",
    default=None,
    help="Who may read: network (if nothing is said), public or a group.",
)


@contextmanager
def opened(folder: Path) -> "Iterator[Desk]":
    """The desk of a node's folder."""
    from forsa.client.demonstration import clock_of

    from forsa_node.drafts.desk import Desk

    with closing(Desk.open(folder, clock_of(folder))) as desk:
        yield desk


def tell(
    folder: Path,
    desk: "Desk",
    number: int,
    lang: Language,
    *,
    as_json: bool,
    changed: bool = False,
) -> None:
    """How a draft stands now; `changed` says that a text was put into it."""
    from forsa_node.drafts.answers import called
    from forsa_node.drafts.telling import describe, show_findings, standing
    from forsa_node.readers import readers_line

    row, checked = desk.store.draft(number), desk.check(number)
    if as_json:
        print_json(describe(desk, row, checked, lang))
        return
    show_findings(folder, row, checked, lang)
    head = "draft_kept" if changed else "draft_stands"
    click.echo(say(lang, head, number=number, title=called(desk, row, lang)))
    click.echo(f"  {readers_line(row.audience, lang)}")
    click.echo(f"  {standing(folder, row, checked, desk, lang)}")
