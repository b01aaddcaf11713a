"""`forsa-node recovery-key`: a key of the association on paper, and the way back with it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.console import json_option, lang_option, print_json, tells_errors
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument
from forsa_node.cli.keys import EXIT_NO, since_option, yes_option
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.people.recovering import Return

_ASKED: Final = (3, 11)
"""Places of the words that are asked back, so that somebody wrote them down."""
_TRIES: Final = 3


class DefaultGroup(click.Group):
    """A group whose first command need not be named: `recovery-key DIR` makes one."""

    default = "new"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command's name before what names none."""
        first = args[0] if args else "--help"
        if first not in self.commands and first not in ctx.help_option_names:
            args = [self.default, *args]
        return super().parse_args(ctx, args)


@click.group("recovery-key", cls=DefaultGroup)
def recovery_key() -> None:
    """A key of the association on paper: fourteen words that bring it back after a theft.

    forsa-node recovery-key FOLDER makes one.
    """


@recovery_key.command()
@folder_argument
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page to print, too; delete it once it is printed.",
)
@click.option("--yes", is_flag=True, help="Do not ask for two of the words; for scripts.")
@lang_option
@json_option
@tells_errors
def new(folder: Path, page: Path | None, yes: bool, lang: Language, as_json: bool) -> None:
    """Make a recovery key and show its words, once; nothing of them stays on this machine.

    The key adds and ends keys of the association. Keep the paper where its seal is kept.
    """
    from forsa.client.demonstration import clock_of

    from forsa_node.people.paper import format_words
    from forsa_node.people.recovering import draw_secret, publish_paper, sign_paper

    clock, secret = clock_of(folder), draw_secret()
    (paper, added), words = sign_paper(folder, secret, clock), format_words(secret, lang)
    if page is not None:
        _write_page(folder, page, words, paper.key_id, clock.now_ms(), lang)
    if not as_json:
        _show(words, lang)
        if not yes and not _were_copied(words, lang):
            if page is not None:
                page.unlink(missing_ok=True)
            click.echo(say(lang, "paper_not_made"), err=True)
            sys.exit(EXIT_NO)
    made = publish_paper(folder, paper, added, clock)
    if as_json:
        print_json(made | {"words": list(words), "page": str(page) if page else None})
        return
    click.echo(say(lang, "paper_made", folder=folder, **made))
    if page is not None:
        click.echo(say(lang, "paper_page", page=page))


def _show(words: tuple[str, ...], lang: Language) -> None:
    """On standard output, and only where a person or a printer reads it."""
    from forsa_node.people.paper_sheet import terminal_code, word_lines

    click.echo(say(lang, "paper_intro"))
    click.echo()
    for line in word_lines(words):
        click.echo(f"    {line}")
    click.echo()
    click.echo(terminal_code(words))


def _were_copied(words: tuple[str, ...], lang: Language) -> bool:
    """Ask for two words from the paper."""
    for place in _ASKED:
        question = say(lang, "paper_question", place=place)
        for _ in range(_TRIES):
            try:
                typed = click.prompt(
                    question, default="", show_default=False, prompt_suffix=" ", err=True
                )
            except click.Abort:
                return False
            if typed.strip().casefold() == words[place - 1]:
                break
            click.echo(say(lang, "paper_again"), err=True)
        else:
            return False
    return True


def _write_page(
    folder: Path, page: Path, words: tuple[str, ...], key_id: bytes, now_ms: int, lang: Language
) -> None:
    from forsa.client.files import new_file
    from forsa.client.identity import load_identity
    from forsa.client.zones import people_zone
    from forsa.keys import fingerprint
    from forsa.words.dates import say_day

    from forsa_node.people.paper_sheet import sheet

    identity = load_identity(folder)
    values = {
        "name": identity.name,
        "member": identity.member,
        "network": identity.network_id.hex(),
        "fingerprint": fingerprint(key_id),
        "day": say_day(now_ms, people_zone()),
    }
    with new_file(page) as file:
        file.write(sheet(words, values, lang))


@recovery_key.command()
@folder_argument
@click.argument("token", required=False, default="")
@click.option("--port", type=click.IntRange(1, 65535), envvar="FORSA_HUB_PORT")
@click.option(
    "--words-file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Read the words from a file; - is standard input.",
)
@click.option(
    "--reason",
    type=click.Choice(("stolen", "lost")),
    default="stolen",
    show_default=True,
    help="What is said of the keys that end.",
)
@since_option
@click.option(
    "--keep",
    multiple=True,
    help="A key (beginning of its fingerprint) or node of yours that is in good hands; may be "
    "given several times.",
)
@click.option("--keep-others", is_flag=True, help="End no key and no node.")
@yes_option
@lang_option
@json_option
@tells_errors
def use(
    folder: Path,
    token: str,
    port: int | None,
    words_file: Path | None,
    reason: str,
    since: str,
    keep: tuple[str, ...],
    keep_others: bool,
    yes: bool,
    lang: Language,
    as_json: bool,
) -> None:
    """Come back with the words: let this machine in, give it keys, end the lost ones.

    FOLDER was made by forsa-node init, with your association's own id and a new node id; TOKEN is
    the secretariat's. Without a token the machine is in already, and gets the keys it lacks.
    """
    from forsa.client.demonstration import clock_of
    from forsa.join_token import parse_join_token

    from forsa_node.people.recovering import Wanted, come_back

    wanted = Wanted(
        _read_words(words_file, lang),
        parse_join_token(token) if token else None,
        port,
        reason,
        since,
        keep,
        keep_others or not token,
    )

    def says_yes(plan: "Return") -> bool:
        return _agrees(plan, lang, yes=yes, as_json=as_json)

    done = come_back(folder, wanted, clock_of(folder), lang, says_yes)
    if done is None:
        sys.exit(EXIT_NO)
    if as_json:
        print_json(_told(done, lang))
    else:
        click.echo(say(lang, "returned", folder=folder, member=done.identity.member))


def _read_words(file: Path | None, lang: Language) -> str:
    """Typed on one line, seen, for nobody types fourteen words blind; or all lines of a file."""
    from forsa_node.people.paper import MAX_TEXT

    if file is None:
        typed: str = click.prompt(say(lang, "paper_type"), err=True)
        return typed
    if str(file) == "-":
        return sys.stdin.read(MAX_TEXT)
    with file.open(encoding="utf-8-sig", errors="replace") as opened:
        return opened.read(MAX_TEXT)


def _agrees(plan: "Return", lang: Language, *, yes: bool, as_json: bool) -> bool:
    from forsa.client.questions import ask_yes_or_no

    if as_json:
        if not yes:
            print_json(_told(plan, lang) | {"missing": ["yes"]})
        return yes
    for line in _lines(plan, lang):
        click.echo(line, err=True)
    return yes or ask_yes_or_no(say(lang, "act_question"), lang, err=True)


def _lines(plan: "Return", lang: Language) -> list[str]:
    from forsa_node.people.telling import marked_lines, say_purposes

    told = _told(plan, lang)
    lines = [say(lang, "return_intro", member=told["member"], node=plan.identity.node)]
    if told["added"]:
        added = say_purposes({"purposes": told["added"]}, lang)
        lines.append(say(lang, "return_adds", purposes=added))
    lines += [say(lang, "return_ends_node", node=one) for one in told["nodes"]]
    lines += [say(lang, "return_ends_key", fingerprint=one["fingerprint"]) for one in told["ended"]]
    if told["compromised_from"]:
        lines += marked_lines(told["compromised_from"], told["marked"], lang)
    return lines


def _told(plan: "Return", lang: Language) -> dict[str, Any]:
    from forsa.keys import fingerprint

    from forsa_node.governance.marking import tell_mark

    return {
        "member": plan.identity.member,
        "node": plan.identity.node,
        "added": list(plan.added),
        "ended": [{"key_id": one.hex(), "fingerprint": fingerprint(one)} for one in plan.ended],
        "nodes": list(plan.nodes),
        "compromised_from": plan.compromised_from or None,
        "marked": [tell_mark(one, lang) for one in plan.marked],
    }


COMMANDS: Final = (recovery_key,)
