"""`forsa-node outcomes`: tables from the register to the network, by two persons."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.console import json_option, lang_option, late_pulse, print_json, tells_errors
from forsa.client.passphrases import passphrase_option
from forsa.client.questions import ask_yes_or_no
from forsa.codelists import codes
from forsa.outcomes.products import VARIANTS
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument
from forsa_node.cli.keys import ask_passphrase
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa.privacy.body_scan import ScanFinding

    from forsa_node.outcomes.prepared import Prepared

year_argument: Final = click.argument("school_year", metavar="YEAR")
point_argument: Final = click.argument("point", type=click.Choice(codes("observation_point")))
by_option: Final = click.option(
    "--by", "person", default="", help="Who signs: a person with a key here (key add)."
)


@click.command()
@folder_argument
@year_argument
@point_argument
@click.option("--final", is_flag=True, help="The second and last release of this point.")
@click.option(
    "--reason", "reasons", multiple=True, help="Why figures changed; asked for with --final."
)
@click.option("--population", "populations", multiple=True, help="Who is counted.")
@click.option("--limits", multiple=True, help="What the figures cannot say.")
@click.option("--product", default="", help="A smaller product than the enrolment allows: node-2.")
@click.option(
    "--variant",
    type=click.Choice(VARIANTS),
    default=None,
    help="The axis beside sex, age and centre; one for all releases of a school year.",
)
@click.option("--optimal", is_flag=True, help="Hide as little as can be; small tables only.")
@click.option(
    "--audience",
    type=click.Choice(["public", "network"]),
    default="public",
    show_default=True,
    help="Who may read it.",
)
@click.option("--date", "day", default="", help="The day the outcomes are of, as 2025-07-31.")
@click.option("--legal-basis", default="", help="Number of the CNDP receipt; kept once given.")
@click.option("--yes", is_flag=True, help="Do not ask, and confirm warnings; for scripts.")
@by_option
@passphrase_option
@lang_option
@json_option
@tells_errors
def prepare(
    folder: Path,
    school_year: str,
    point: str,
    final: bool,
    reasons: tuple[str, ...],
    populations: tuple[str, ...],
    limits: tuple[str, ...],
    product: str,
    variant: str | None,
    optimal: bool,
    audience: str,
    day: str,
    legal_basis: str,
    yes: bool,
    person: str,
    passphrase_file: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Count, protect and audit the outcomes of YEAR at POINT, and sign them as the first.

    Nothing leaves: what is shown waits for a second person. Texts may name their language: ar: ...
    """
    from forsa.client.demonstration import clock_of

    from forsa_node.outcomes.composing import Order
    from forsa_node.outcomes.preparing import prepare
    from forsa_node.outcomes.release_texts import Texts, parse_texts

    asked = not (yes or as_json)
    given = (populations, limits, reasons)
    order = Order(
        school_year,
        point,
        final=final,
        texts=Texts(*(parse_texts(one, lang) for one in given)),
        product=product,
        variant=variant or "",
        optimal=optimal,
        audience=audience,
        reference_date=day,
        legal_basis=legal_basis or (_ask_legal_basis(folder, lang) if asked else ""),
        by=person,
        language=lang,
    )
    prepared = prepare(
        folder,
        order,
        lambda name: ask_passphrase(name, passphrase_file, lang),
        lambda warnings: yes or (asked and _confirms(warnings, lang)),
        clock_of(folder),
        late_pulse(say(lang, "release_at_work")),
    )
    _show(folder, prepared, lang, as_json=as_json)


@click.command()
@folder_argument
@year_argument
@point_argument
@lang_option
@json_option
@tells_errors
def preview(folder: Path, school_year: str, point: str, lang: Language, as_json: bool) -> None:
    """What everybody will see of a prepared release, beside what stays hidden; only here."""
    _show(folder, _prepared(folder, school_year, point), lang, as_json=as_json)


@click.command()
@folder_argument
@year_argument
@point_argument
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@by_option
@passphrase_option
@lang_option
@json_option
@tells_errors
def approve(
    folder: Path,
    school_year: str,
    point: str,
    yes: bool,
    person: str,
    passphrase_file: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Look at a prepared release as the second person, and sign it exactly as it is shown."""
    from forsa.client.demonstration import clock_of

    from forsa_node.outcomes.approving import approve, second_person
    from forsa_node.publishing import EXIT_NO

    shown = _prepared(folder, school_year, point)
    who = second_person(
        folder, shown, person, lambda name: ask_passphrase(name, passphrase_file, lang)
    )
    if not as_json:
        _show(folder, shown, lang, as_json=False, is_final=False)
    if not yes and (as_json or not ask_yes_or_no(say(lang, "release_question"), lang, err=True)):
        if as_json:
            _show(folder, shown, lang, as_json=True)
        else:
            click.echo(say(lang, "release_not_approved"), err=True)
        sys.exit(EXIT_NO)
    approved = approve(folder, shown, who, clock_of(folder))
    if as_json:
        _show(folder, approved, lang, as_json=True)
    else:
        click.echo(_next(folder, approved, lang))


@click.command()
@folder_argument
@year_argument
@point_argument
@lang_option
@json_option
@tells_errors
def release(folder: Path, school_year: str, point: str, lang: Language, as_json: bool) -> None:
    """Queue an approved release with its proof; works without a network.

    It cannot be called back: what has left stays in copies.
    """
    from forsa.client.demonstration import clock_of

    from forsa_node.outcomes.preview import title_of
    from forsa_node.outcomes.releasing import release

    prepared = _prepared(folder, school_year, point)
    released = release(folder, prepared, clock_of(folder))
    if as_json:
        print_json(released)
        return
    values = {"title": title_of(prepared, lang), "record_id": released["record_id"]}
    click.echo(say(lang, "release_queued", folder=folder, **values))


@click.command()
@folder_argument
@click.argument("which")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    required=True,
    help="The new file; nothing is overwritten.",
)
@lang_option
@json_option
@tells_errors
def report(folder: Path, which: str, to: Path, lang: Language, as_json: bool) -> None:
    """Write a release of any member to one file that an outsider can check, without a network.

    It holds the tables, those they were audited with, and the proof: forsa outcomes verify.
    """
    from forsa_node.outcomes.reporting import write_report

    written = write_report(folder, which, to)
    if as_json:
        print_json(written)
    else:
        click.echo(say(lang, "report_written", **written))


def _prepared(folder: Path, school_year: str, point: str) -> "Prepared":
    from forsa_node.outcomes.prepared import require_prepared
    from forsa_node.outcomes.store import RegisterStore

    return require_prepared(RegisterStore.open(folder).sealed, school_year, point)


def _show(
    folder: Path, prepared: "Prepared", lang: Language, *, as_json: bool, is_final: bool = True
) -> None:
    """What becomes public beside what stays; with `is_final`, also what comes next."""
    from forsa_node.outcomes.changes import replaced
    from forsa_node.outcomes.preview import describe, preview
    from forsa_node.outcomes.printing import print_preview

    shown = preview(prepared, replaced(folder, prepared))
    if as_json:
        print_json(describe(shown, lang))
        return
    print_preview(shown, lang)
    if is_final:
        click.echo(_next(folder, prepared, lang))


def _next(folder: Path, prepared: "Prepared", lang: Language) -> str:
    nobody = say(lang, "release_by_node")
    values: dict[str, Any] = {
        "folder": folder,
        "school_year": prepared.school_year,
        "point": prepared.point,
        "by": prepared.by or nobody,
    }
    if prepared.approval is None:
        return say(lang, "release_prepared", **values)
    return say(lang, "release_approved", approver=prepared.approval.by or nobody, **values)


def _ask_legal_basis(folder: Path, lang: Language) -> str:
    """The receipt number, where none was given before the first release."""
    from forsa_node.outcomes.store import RegisterStore

    if not RegisterStore.is_there(folder) or RegisterStore.open(folder).legal_basis():
        return ""
    said: str = click.prompt(say(lang, "legal_basis_question"), default="", show_default=False)
    return said


def _confirms(warnings: "Sequence[ScanFinding]", lang: Language) -> bool:
    for one in warnings:
        said = one.finding().text(lang)
        click.echo(say(lang, "release_warning", path=said, excerpt=one.masked_excerpt), err=True)
    return ask_yes_or_no(say(lang, "warnings_question"), lang, err=True)


COMMANDS: Final = (prepare, preview, approve, release, report)
