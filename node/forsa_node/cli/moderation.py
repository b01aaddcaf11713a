"""`forsa-node moderation`, `hold` and `redact`: what is held back or erased, why, and by whom."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.kinds.reason_codes import HIDING, SHOWING
from forsa.words.reasons import Language

from forsa_node.cli.acting import signs
from forsa_node.cli.common import folder_argument
from forsa_node.cli.recovery import DefaultGroup
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.governance.acting import Signing
    from forsa_node.publishing import Asking

MOST_DAYS: Final = 14
which_argument: Final = click.argument("which")


@click.group()
def moderation() -> None:
    """What was flagged, held back and erased: the list that everybody can check."""


@moderation.command("list")
@folder_argument
@lang_option
@json_option
@tells_errors
def list_acts(folder: Path, lang: Language, as_json: bool) -> None:
    """Every act, with its reason, and whether the office, the author or a vote decided it."""
    from forsa_node.governance.moderating import acts_here
    from forsa_node.governance.moderation_lines import act_lines

    _tell(acts_here(folder, lang), act_lines, "moderation_none", lang, as_json=as_json)


@moderation.command()
@folder_argument
@click.option("--all", "every", is_flag=True, help="Those that were answered or withdrawn, too.")
@lang_option
@json_option
@tells_errors
def flags(folder: Path, every: bool, lang: Language, as_json: bool) -> None:
    """The flags that wait for an answer."""
    from forsa_node.governance.moderating import flags_here
    from forsa_node.governance.moderation_lines import flag_lines

    _tell(flags_here(folder, lang, every=every), flag_lines, "flags_none", lang, as_json=as_json)


class HoldGroup(DefaultGroup):
    """`hold DIR WHICH` begins one."""

    default = "begin"


@click.group(cls=HoldGroup)
def hold() -> None:
    """Hold a record back for some days, while it is looked at.

    forsa-node hold FOLDER WHICH --days 14 --reason unsafe
    """


@hold.command()
@folder_argument
@which_argument
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=MOST_DAYS,
    show_default=True,
    help="1 to 14.",
)
@click.option("--reason", type=click.Choice(HIDING), required=True)
@signs
def begin(
    folder: Path,
    which: str,
    days: int,
    reason: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Hold the record WHICH back: nobody reads it until the days are over.

    The secretariat can do it once for a record; a second time the members vote.
    """
    from forsa_node.governance.moderating import begin_hold

    sys.exit(begin_hold(folder, which, days, reason, asking, signing))


@hold.command()
@folder_argument
@which_argument
@click.option("--reason", type=click.Choice(SHOWING), default="settled", show_default=True)
@signs
def end(
    folder: Path,
    which: str,
    reason: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Let the record WHICH be shown again before its days are over."""
    from forsa_node.governance.moderating import end_hold

    sys.exit(end_hold(folder, which, reason, asking, signing))


@hold.command("list")
@folder_argument
@click.option("--all", "every", is_flag=True, help="Those that have ended, too.")
@lang_option
@json_option
@tells_errors
def list_holds(folder: Path, every: bool, lang: Language, as_json: bool) -> None:
    """What is on hold, until when and why."""
    from forsa_node.governance.moderating import holds_here
    from forsa_node.governance.moderation_lines import hold_lines

    _tell(holds_here(folder, lang, ended=every), hold_lines, "holds_none", lang, as_json=as_json)


class RedactGroup(DefaultGroup):
    """`redact DIR WHICH` erases an own record."""

    default = "own"


@click.group(cls=RedactGroup)
def redact() -> None:
    """Erase text and files of a record everywhere, for ever; see which nodes have done so.

    forsa-node redact FOLDER WHICH --reason identifies_person
    """


@redact.command()
@folder_argument
@which_argument
@click.option("--reason", type=click.Choice(HIDING), required=True)
@signs
def own(
    folder: Path,
    which: str,
    reason: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Erase the own record WHICH. That of another member takes a vote:
    proposal open moderation --redact WHICH.
    """
    from forsa_node.governance.moderating import redact_own

    sys.exit(redact_own(folder, which, reason, asking, signing))


@redact.command("list")
@folder_argument
@click.option("--overdue", is_flag=True, help="Those that nodes owe for too long alone.")
@lang_option
@json_option
@tells_errors
def list_redactions(folder: Path, overdue: bool, lang: Language, as_json: bool) -> None:
    """What was erased, which nodes have confirmed it, and which are awaited."""
    from forsa_node.governance.moderating import redactions_here
    from forsa_node.governance.moderation_lines import redaction_lines

    rows = redactions_here(folder, lang, overdue=overdue)
    _tell(rows, redaction_lines, "redactions_none", lang, as_json=as_json)


def _tell(
    rows: list[dict[str, Any]], lines: Any, nothing: str, lang: Language, *, as_json: bool
) -> None:
    from forsa.client.zones import people_zone

    if as_json:
        print_json(rows)
        return
    for row in rows:
        for line in lines(row, lang, people_zone()):
            click.echo(line)
    if not rows:
        click.echo(say(lang, nothing))


COMMANDS: Final = (moderation, hold, redact)
