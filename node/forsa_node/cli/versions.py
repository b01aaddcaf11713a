"""`forsa-node draft`: new versions of what was published, and drafts that come back."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.kinds.labels import path_label
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument, person_option
from forsa_node.cli.desk import number_argument, opened, tell
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.drafts.desk import Desk
    from forsa_node.store.desk import DraftRow

_VERSIONS: Final = ("base", "theirs", "mine")


@click.command()
@folder_argument
@number_argument
@click.option("--to", "to", type=click.Path(path_type=Path), required=True, help="A new folder.")
@lang_option
@json_option
@tells_errors
def export(folder: Path, number: int, to: Path, lang: Language, as_json: bool) -> None:
    """Write the texts and files of draft NUMBER into a new folder."""
    from forsa_node.drafts.revising import write_out

    with opened(folder) as desk:
        written = write_out(desk, number, to)
    if as_json:
        print_json([str(path) for path in written])
    for path in () if as_json else written:
        click.echo(say(lang, "draft_written", path=path))


@click.command()
@folder_argument
@click.argument("which")
@person_option
@lang_option
@json_option
@tells_errors
def revise(folder: Path, which: str, person: str, lang: Language, as_json: bool) -> None:
    """Begin a new version of the own record WHICH from its published text."""
    from forsa_node.drafts.revising import begin_revision

    with opened(folder) as desk:
        row = begin_revision(folder, desk, which, person, lang)
        tell(folder, desk, row.number, lang, as_json=as_json, changed=True)
        if not as_json:
            _tell_next(folder, desk, row, lang)


def _tell_next(folder: Path, desk: "Desk", row: "DraftRow", lang: Language) -> None:
    """How the text of a revision is changed."""
    contents = desk.store.contents(row.number)
    file = next(iter(contents.texts))
    click.echo(say(lang, "revise_next", folder=folder, number=row.number, file=file))
    edition = getattr(desk.check(row.number).loaded.message, "edition", "")
    if edition:
        click.echo(say(lang, "revise_edition", edition=edition))


@click.command()
@folder_argument
@number_argument
@lang_option
@json_option
@tells_errors
def again(folder: Path, number: int, lang: Language, as_json: bool) -> None:
    """Begin a draft with what draft NUMBER held, which was published, refused or discarded."""
    from forsa_node.drafts.revising import begin_again

    with opened(folder) as desk:
        row = begin_again(folder, desk, number)
        tell(folder, desk, row.number, lang, as_json=as_json, changed=True)


@click.command()
@folder_argument
@click.argument("which")
@click.option("--mine", multiple=True, help="Take the own text at this path; may be repeated.")
@click.option("--theirs", multiple=True, help="Keep the published text at this path.")
@click.option("--audience", default=None, help="Who may read it, if not who may read both.")
@person_option
@lang_option
@json_option
@tells_errors
def merge(
    folder: Path,
    which: str,
    mine: tuple[str, ...],
    theirs: tuple[str, ...],
    audience: str | None,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Join the refused version WHICH with the one that was published meanwhile.

    Where both changed the same passage, say which text stands: --mine or --theirs with its path, or
    with that of a field for all of it. What was decided before stays decided. Where the two are for
    different groups, say with --audience who may read the joined text.
    """
    from forsa_node.drafts.checking import Choice
    from forsa_node.drafts.joining import begin_merge
    from forsa_node.readers import readers_line

    with opened(folder) as desk:
        chosen = {Choice.MINE: mine, Choice.THEIRS: theirs}
        row, conflicts = begin_merge(folder, desk, which, chosen, person, lang, audience)
        if as_json:
            shown: dict[str, Any] = {
                "number": row.number,
                "audience": row.audience,
                "conflicts": conflicts,
            }
            print_json(shown)
            return
        for one in conflicts:
            click.echo(say(lang, "merge_conflict", **_told(one, lang)))
        count, values = len(conflicts), {"number": row.number, "folder": folder, "which": which}
        key = "merge_to_decide" if conflicts else "merged_clean"
        click.echo(say(lang, key, count=count, **values))
        click.echo(readers_line(row.audience, lang))


def _told(conflict: "dict[str, str | None]", lang: Language) -> dict[str, str]:
    """A passage as it is printed: where it is in words, too; texts of several lines are set in."""
    path = conflict["path"] or ""
    nothing = say(lang, "merge_nothing")
    texts = {name: (conflict[name] or nothing).replace("\n", "\n    ") for name in _VERSIONS}
    return {"path": path, "where": path_label(path, lang), **texts}


@click.command()
@folder_argument
@lang_option
@json_option
@tells_errors
def recover(folder: Path, lang: Language, as_json: bool) -> None:
    """Put the copy of the drafts in the place of a damaged desk.db, which is kept aside."""
    from forsa_node.store.desk_copy import recover as put_back

    aside = put_back(folder)
    with opened(folder) as desk:
        count = len(desk.store.drafts())
    if as_json:
        print_json({"drafts": count, "aside": [str(path) for path in aside or ()]})
    else:
        names = ", ".join(path.name for path in aside or ())
        back = "desk_recovered" if aside else "desk_came_back"
        key = "desk_sound" if aside is None else back
        click.echo(say(lang, key, count=count, aside=names))


COMMANDS: Final = (export, revise, again, merge, recover)
