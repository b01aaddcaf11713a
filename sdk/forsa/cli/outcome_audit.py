"""`forsa outcomes audit FILE`: what can be concluded from a release, calculated again."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from forsa.cli.outcome_words import say
from forsa.client.console import EXIT_CODES, json_option, lang_option, tells_errors
from forsa.errors import ForsaError, Situation
from forsa.outcomes.report_file import MAX_FILE_BYTES, InFile, read_file
from forsa.rpc.details import clean
from forsa.words.reasons import Language

if TYPE_CHECKING:
    from forsa.outcomes.verdicts import Report

NOT_ACCEPTED: Final = 3
"""Exit code where a release does not stand."""


@click.command(epilog=EXIT_CODES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--insider", is_flag=True, help="Tell what somebody who knows one learner concludes.")
@lang_option
@json_option
@tells_errors
def audit(file: Path, insider: bool, lang: Language, as_json: bool) -> None:
    """Audit a released table: what of its hidden cells can be calculated.

    FILE is from `forsa-node outcomes report`. Nothing in it is believed, its proof neither: every
    interval is calculated again. A refusal says how each cell is calculated, and what would repair
    it. `--json` prints the audit report (RFC 8785). It needs the extra `outcomes`.
    """
    with file.open("rb") as source, told_to_outsiders():
        found = read_file(source.read(MAX_FILE_BYTES + 1))
    try:
        report, versions = _audited(found)
    except ImportError:
        raise click.UsageError(say(lang, "needs_solver")) from None
    if as_json:
        from forsa.outcomes.reports import report_json

        click.echo(report_json(found.releases, report, versions=versions).decode())
    else:
        for line in _lines(found, report, lang, insider=insider):
            click.echo(clean(line))
    if report.accept is None:
        raise click.exceptions.Exit(NOT_ACCEPTED)


@contextmanager
def told_to_outsiders() -> Iterator[None]:
    """Tell what is wrong with a file to its reader, who can mend no table.

    The words of a reason are for the association that prepares the release.
    """
    try:
        yield
    except ForsaError as error:
        raise error.told_as(Situation.TABLES_UNPROVED) from None


def _audited(found: InFile) -> tuple["Report", dict[str, str]]:
    from forsa.outcomes.audit import audit as judge_release
    from forsa.outcomes.explaining import explain
    from forsa.outcomes.verdicts import Verdict

    report = judge_release(found.releases)
    if report.verdict is Verdict.REJECT:
        report = explain(found.releases, report)
    return report, {"forsa": version("forsa"), "highspy": version("highspy")}


def _lines(found: InFile, report: "Report", lang: Language, *, insider: bool) -> Iterator[str]:
    from forsa.outcomes.telling import failure_sentences

    widths = [upper - lower for lower, upper in report.intervals.values()]
    yield say(lang, f"audit_{report.verdict.value}", failures=len(report.failures))
    if widths:
        yield say(lang, "audit_width", hidden=len(widths), width=min(widths))
    for failure in report.failures:
        yield "- " + " ".join(failure_sentences(found.releases, failure, lang))
    if insider:
        yield from _insights(found, lang)


def _insights(found: InFile, lang: Language) -> Iterator[str]:
    from forsa.outcomes.highs import Answer
    from forsa.outcomes.insiders import find_insights
    from forsa.outcomes.judging import judge
    from forsa.outcomes.telling import cell_label

    judgement = judge(found.releases)
    insights = find_insights(judgement) if judgement.found.answer is Answer.FOUND else ()
    yield say(lang, "audit_insiders", insights=len(insights))
    for one in insights:
        yield "- " + say(
            lang,
            "audit_insider",
            knows=cell_label(found.releases, one.knows, lang),
            concludes=cell_label(found.releases, one.concludes, lang),
            value=one.value,
        )
