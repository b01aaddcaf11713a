"""`forsa-node draft`: what is being written, what was found in it, who said yes."""

import sys
from pathlib import Path
from typing import Final

import click
from forsa.client.console import json_option, lang_option, late_progress, print_json, tells_errors
from forsa.client.questions import ask_yes_or_no
from forsa.words.reasons import Language

from forsa_node.cli import versions
from forsa_node.cli.common import folder_argument, person_option
from forsa_node.cli.desk import audience_option, number_argument, opened, tell
from forsa_node.words import say


@click.group()
def draft() -> None:
    """Texts that are being written: kept, checked, approved, published."""


@draft.command()
@folder_argument
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@audience_option
@click.option("--revises", "which", default="", help="The record that this is a new version of.")
@person_option
@lang_option
@json_option
@tells_errors
def add(
    folder: Path,
    path: Path,
    audience: str | None,
    which: str,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Keep PATH, a file or a folder, as a draft, and say everything that is found in it.

    The members of the network may read it, or who may read what it is a new version of; say
    otherwise with --audience.
    """
    from forsa_node.drafts.revising import replacing
    from forsa_node.drafts.writing import Answering

    with opened(folder) as desk:
        said = None if audience is None else desk.require_audience(audience)
        answering = replacing(folder, which) if which else Answering()
        with late_progress() as progress:
            row, _ = desk.add(path, person, answering, lang, progress)
        if said is not None:
            desk.say_audience(row.number, said)
        tell(folder, desk, row.number, lang, as_json=as_json, changed=True)


@draft.command()
@folder_argument
@number_argument
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@audience_option
@lang_option
@json_option
@tells_errors
def update(
    folder: Path, number: int, path: Path, audience: str | None, lang: Language, as_json: bool
) -> None:
    """Put PATH in the place of what draft NUMBER held; an approval of it is gone."""
    with opened(folder) as desk:
        said = None if audience is None else desk.require_audience(audience)
        with late_progress() as progress:
            desk.update(number, path, lang, progress)
        if said is not None:
            desk.say_audience(number, said)
        tell(folder, desk, number, lang, as_json=as_json, changed=True)


@draft.command("list")
@folder_argument
@click.option("--all", "everything", is_flag=True, help="Published and discarded ones too.")
@lang_option
@json_option
@tells_errors
def list_drafts(folder: Path, everything: bool, lang: Language, as_json: bool) -> None:
    """Every draft, and what comes next."""
    from forsa.kinds.labels import kind_label

    from forsa_node.drafts.answers import called
    from forsa_node.drafts.telling import describe, standing
    from forsa_node.readers import readers_name
    from forsa_node.store.desk import DraftState

    with opened(folder) as desk:
        rows = desk.store.drafts(*(() if everything else (DraftState.OPEN,)))
        checked = {row.number: desk.check(row.number) for row in rows}
        if as_json:
            print_json([describe(desk, row, checked[row.number], lang) for row in rows])
            return
        if not rows:
            click.echo(say(lang, "draft_none"))
        for row in rows:
            says = standing(folder, row, checked[row.number], desk, lang)
            kind = f"{kind_label(row.kind, lang)} · " if row.title else ""  # else it is in `called`
            title = f"{kind}{called(desk, row, lang)}"
            values = {"number": row.number, "title": title, "author": row.author, "says": says}
            values["readers"] = readers_name(row.audience, lang)
            click.echo(say(lang, "draft_line", **values))


@draft.command()
@folder_argument
@number_argument
@lang_option
@json_option
@tells_errors
def show(folder: Path, number: int, lang: Language, as_json: bool) -> None:
    """Draft NUMBER as it would be read, and everything that was found in it."""
    from forsa_node.drafts.telling import describe, standing
    from forsa_node.drafts.telling import show as show_draft

    with opened(folder) as desk:
        row, checked = desk.store.draft(number), desk.check(number)
        if as_json:
            print_json(describe(desk, row, checked, lang))
            return
        _tell_effect(folder, row.kind, row.effect, lang)
        show_draft(folder, desk, row, checked, lang)
        click.echo(standing(folder, row, checked, desk, lang))


@draft.command()
@folder_argument
@number_argument
@person_option
@lang_option
@json_option
@tells_errors
def confirm(folder: Path, number: int, person: str, lang: Language, as_json: bool) -> None:
    """Say that every warning in draft NUMBER was read."""
    with opened(folder) as desk:
        count = desk.confirm_warnings(number, person)
        if not as_json:
            click.echo(say(lang, "warnings_confirmed", count=count))
        tell(folder, desk, number, lang, as_json=as_json)


@draft.command()
@folder_argument
@number_argument
@click.argument("finding")
@click.option("--reason", required=True, help="Why it may stay; kept with the draft.")
@person_option
@lang_option
@json_option
@tells_errors
def override(
    folder: Path,
    number: int,
    finding: str,
    reason: str,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Keep what the scan blocks in draft NUMBER, for a written reason."""
    with opened(folder) as desk:
        desk.override(number, finding, reason, person)
        if not as_json:
            click.echo(say(lang, "override_kept", id=finding))
        tell(folder, desk, number, lang, as_json=as_json)


@draft.command()
@folder_argument
@number_argument
@lang_option
@json_option
@tells_errors
def mask(folder: Path, number: int, lang: Language, as_json: bool) -> None:
    """Put bars over all that the scan blocks in draft NUMBER."""
    with opened(folder) as desk:
        found = desk.check(number).blocking
        desk.mask(number)
        if not as_json:
            key = "masked" if found else "mask_nothing"
            click.echo(say(lang, key, folder=folder, number=number))
        tell(folder, desk, number, lang, as_json=as_json)


@draft.command()
@folder_argument
@number_argument
@click.argument("choice", type=click.Choice(["nobody", "agreed"]))
@click.argument("names", nargs=-1)
@person_option
@lang_option
@json_option
@tells_errors
def consent(
    folder: Path,
    number: int,
    choice: str,
    names: tuple[str, ...],
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Say of pictures and recordings (NAMES; none = all left) who can be recognised.

    nobody: no one can. agreed: everybody who can, or a minor's guardian, has agreed.
    """
    with opened(folder) as desk:
        said = desk.say_consent(number, names, choice, person)
        if not as_json:
            key = "consent_said" if said else "consent_nothing"
            click.echo(say(lang, key, names=", ".join(said), number=number))
        tell(folder, desk, number, lang, as_json=as_json)


@draft.command("strip")
@folder_argument
@number_argument
@click.argument("names", nargs=-1)
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@lang_option
@json_option
@tells_errors
def strip_draft(
    folder: Path, number: int, names: tuple[str, ...], yes: bool, lang: Language, as_json: bool
) -> None:
    """Show what the files of draft NUMBER tell about people, and take it out (NAMES; none = all).

    Place, author, device, dates: what a picture or document carries beside what it shows. Your own
    file stays as it is.
    """
    from forsa_node.drafts.stripping import (
        changed_names,
        describe_told,
        look,
        show_done,
        show_told,
        strip_files,
    )

    with opened(folder) as desk:
        told = look(desk, number, names)
        if as_json and not yes:
            print_json(describe_told(told, lang))
            return
        if not as_json:
            show_told(told, lang)
        if not yes and not any(one.traces for one in told):
            return
        values = {"folder": folder, "number": number}
        if not yes and not ask_yes_or_no(say(lang, "strip_question", **values), lang):
            click.echo(say(lang, "strip_not", **values))
            return
        left = strip_files(desk, number, told)
        if as_json:
            told_twice = {"before": describe_told(told, lang), "after": describe_told(left, lang)}
            print_json({**told_twice, "changed": changed_names(told, left)})
            return
        show_done(told, left, lang)
        tell(folder, desk, number, lang, as_json=as_json)


@draft.command()
@folder_argument
@number_argument
@click.option("--by", "person", required=True, help="The second person; not the author.")
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@lang_option
@json_option
@tells_errors
def approve(
    folder: Path, number: int, person: str, yes: bool, lang: Language, as_json: bool
) -> None:
    """Read draft NUMBER and say yes to it, as a second person, exactly as it is shown."""
    from forsa_node.drafts.telling import show as show_draft
    from forsa_node.publishing import EXIT_NO

    with opened(folder) as desk:
        row = desk.store.draft(number)
        seen = desk.digest(row)
        if not as_json:
            _tell_effect(folder, row.kind, row.effect, lang)
            show_draft(folder, desk, row, desk.check(number), lang)
        question = say(lang, "approve_question", number=number)
        if not yes and (as_json or not ask_yes_or_no(question, lang)):
            tell(folder, desk, number, lang, as_json=as_json)
            sys.exit(EXIT_NO)
        desk.approve(number, person, seen)
        if not as_json:
            click.echo(say(lang, "draft_approved", person=person, number=number))
        tell(folder, desk, number, lang, as_json=as_json)


@draft.command()
@folder_argument
@number_argument
@lang_option
@json_option
@tells_errors
def discard(folder: Path, number: int, lang: Language, as_json: bool) -> None:
    """Give draft NUMBER up; it stays readable with list --all."""
    with opened(folder) as desk:
        desk.discard(number)
        tell(folder, desk, number, lang, as_json=as_json)


@draft.command()
@folder_argument
@number_argument
@click.option("--yes", is_flag=True, help="Do not ask, and confirm warnings; for scripts.")
@audience_option
@person_option
@lang_option
@json_option
@tells_errors
def publish(
    folder: Path,
    number: int,
    yes: bool,
    audience: str | None,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Sign draft NUMBER and queue it."""
    from forsa_node.publishing import Asking, publish_drafts

    with opened(folder) as desk:
        if audience is not None:
            desk.say_audience(number, audience)
        asking, row = Asking(lang, person, yes=yes, as_json=as_json), desk.store.draft(number)
        if not as_json:
            _tell_effect(folder, row.kind, row.effect, lang)
        sys.exit(publish_drafts(folder, desk, [row], asking))


def _tell_effect(folder: Path, kind: str, effect: bytes, lang: Language) -> None:
    """What is signed beside the text, before anybody says yes to it."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.effect_lines import effect_lines

    for line in effect_lines(folder, kind, effect, lang, people_zone()):
        click.echo(line)


for _command in versions.COMMANDS:
    draft.add_command(_command)

COMMANDS: Final = (draft,)
