"""`forsa-node vote` and `forsa-node proxy`: ballots, own and for others, and their fate."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.console import (
    describe_error,
    json_option,
    lang_option,
    print_json,
    tells_errors,
)
from forsa.words.reasons import Language

from forsa_node.cli.acting import signs
from forsa_node.cli.common import folder_argument
from forsa_node.cli.recovery import DefaultGroup
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.governance.acting import Signing
    from forsa_node.publishing import Asking

CHOICES: Final = ("for", "against", "abstain", "blank")
EXIT_NO: Final = 6


class ChoiceInWords(click.Choice[str]):
    """A choice as its code, or as people call it in one of our languages."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """`pour` and `مع` are `for`."""
        from forsa.words.governance import say_code
        from forsa.words.reasons import LANGUAGES

        said = {say_code("choice", one, lang): one for one in CHOICES for lang in LANGUAGES}
        return super().convert(said.get(str(value).casefold(), value), param, ctx)


which_argument: Final = click.argument("which")
choice_argument: Final = click.argument("choice", type=ChoiceInWords(CHOICES))
_file: Final = click.Path(path_type=Path, exists=True, dir_okay=False)
_new_file: Final = click.Path(path_type=Path, dir_okay=False)


class VoteGroup(DefaultGroup):
    """`vote DIR WHICH for` casts a ballot."""

    default = "cast"


@click.group(cls=VoteGroup)
def vote() -> None:
    """Vote, and see that the vote counts.

    forsa-node vote FOLDER WHICH for
    """


@vote.command()
@folder_argument
@which_argument
@choice_argument
@click.option("--proxy", "proxy_file", type=_file, help="Vote for the member that signed this.")
@signs
def cast(
    folder: Path,
    which: str,
    choice: str,
    proxy_file: Path | None,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Vote on the proposal WHICH; what it does is shown first, then its author's words.

    Until the vote closes a new ballot replaces the former one.
    """
    _cast(folder, which, choice, proxy_file, asking, signing)


def _cast(
    folder: Path,
    which: str,
    choice: str,
    proxy_file: Path | None,
    asking: "Asking",
    signing: "Signing",
) -> None:
    from forsa.client.zones import people_zone

    from forsa_node.governance.voting import vote as cast_ballot

    zone = people_zone()
    sys.exit(cast_ballot(folder, which, choice, asking, signing, zone, proxy_file))


@vote.command()
@folder_argument
@which_argument
@lang_option
@json_option
@tells_errors
def check(folder: Path, which: str, lang: Language, as_json: bool) -> None:
    """See that the vote of this association on WHICH counts: by its receipt, without the hub."""
    from forsa_node.governance.own_ballot_lines import check_own

    found, code = check_own(folder, which, lang)
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(found["says"]))
    sys.exit(code)


@vote.command()
@folder_argument
@click.argument("file", type=_new_file)
@click.option("--which", default="", help="Of this vote only.")
@lang_option
@json_option
@tells_errors
def export(folder: Path, file: Path, which: str, lang: Language, as_json: bool) -> None:
    """Write ballots that have no receipt yet to FILE, for another member to bring."""
    from forsa_node.governance.relaying import export as write_file

    rows = write_file(folder, which, file)
    if as_json:
        print_json(rows)
    else:
        click.echo(say(lang, "ballots_exported", file=file, count=len(rows)))


@vote.command()
@folder_argument
@click.argument("file", type=_file)
@lang_option
@json_option
@tells_errors
def relay(folder: Path, file: Path, lang: Language, as_json: bool) -> None:
    """Take the ballots in FILE along: they leave as their authors signed them, and stay here."""
    from forsa_node.governance.relaying import relay as take

    rows = take(folder, file, lang)
    if as_json:
        print_json([{name: one for name, one in row.items() if name != "error"} for row in rows])
    for row in () if as_json else rows:
        if row["error"] is None:
            click.echo(say(lang, "relayed", folder=folder, **row))
        else:
            told = describe_error(row["error"], lang)
            why = f"{told['what']} {told['detail']}".strip()
            click.echo(say(lang, "not_relayed", member=row["member"], why=why), err=True)
    sys.exit(0 if all(row["error"] is None for row in rows) else EXIT_NO)


@click.group()
def proxy() -> None:
    """Let another member vote for this one, in one vote."""


@proxy.command()
@folder_argument
@which_argument
@click.option("--to", "voter", required=True, metavar="MEMBER", help="Who may vote instead.")
@click.option("--file", type=_new_file, help="Default: here, named after the two members.")
@signs
def give(
    folder: Path,
    which: str,
    voter: str,
    file: Path | None,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Sign a proxy for the vote WHICH, as a small file to hand over; no network is needed."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.acting import tell
    from forsa_node.governance.proxies import give as sign
    from forsa_node.governance.proxies import plan
    from forsa_node.publishing import says_yes

    giving = plan(folder, which, voter, asking.language, people_zone())
    tell(giving.lines, asking)
    if not says_yes(asking, "proxy_question", "proxy_not_given"):
        sys.exit(EXIT_NO)
    place = file or Path(f"proxy-{giving.absent}-{voter}-{giving.name}.txt")
    signed = sign(folder, giving, signing, place, people_zone())
    told = {"path": str(place), "from": signed.absent, "to": voter, "which": giving.name}
    if asking.as_json:
        print_json(told | {"proposal": signed.proposal.hex()})
        return
    values = {"file": place, "voter": voter, "which": giving.name}
    click.echo(say(asking.language, "proxy_given", **values))


@proxy.command("show")
@folder_argument
@click.argument("file", type=_file)
@lang_option
@json_option
@tells_errors
def show_proxy(folder: Path, file: Path, lang: Language, as_json: bool) -> None:
    """Whose proxy FILE is, for whom and which vote, and whether its signature holds."""
    from forsa.client.zones import people_zone

    from forsa_node.governance.proxies import told_of

    told = told_of(folder, file, lang, people_zone())
    if as_json:
        print_json(told)
    else:
        click.echo("\n".join(told["says"]))


@proxy.command()
@folder_argument
@click.argument("file", type=_file)
@choice_argument
@signs
def use(
    folder: Path,
    file: Path,
    choice: str,
    asking: "Asking",
    signing: "Signing",
) -> None:
    """Vote for the member that signed the proxy FILE, in the vote it is for."""
    _cast(folder, "", choice, file, asking, signing)


COMMANDS: Final = (vote, proxy)
