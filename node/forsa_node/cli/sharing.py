"""What this association makes of the work of others: adopt, review, comment, translate, flag."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from forsa.client.console import (
    json_option,
    lang_option,
    missing_option,
    print_json,
    tells_errors,
)
from forsa.kinds.reason_codes import FLAGGING
from forsa.words.reasons import Language

from forsa_node.cli.common import folder_argument, person_option
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa_node.publishing import Asking

yes_option: Final = click.option(
    "--yes", is_flag=True, help="Do not ask, and confirm warnings; for scripts."
)
which_argument: Final = click.argument("which")
_COMMENT_KINDS: Final = ("question", "answer", "remark", "correction")


@click.command()
@folder_argument
@which_argument
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@yes_option
@person_option
@lang_option
@json_option
@tells_errors
def adopt(
    folder: Path, which: str, file: Path, yes: bool, person: str, lang: Language, as_json: bool
) -> None:
    """Tell how the practice or course WHICH went at your place.

    FILE begins as forsa-node template adoption.
    """
    from forsa_node.sharing import answer_file

    sys.exit(
        answer_file(
            folder, which, "practice.adopt", file, _asking(lang, person, yes=yes, as_json=as_json)
        )
    )


@click.command()
@folder_argument
@which_argument
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@yes_option
@person_option
@lang_option
@json_option
@tells_errors
def review(
    folder: Path, which: str, file: Path, yes: bool, person: str, lang: Language, as_json: bool
) -> None:
    """Review the work WHICH of another member; FILE begins as forsa-node template review."""
    from forsa_node.sharing import answer_file

    sys.exit(
        answer_file(
            folder, which, "review.publish", file, _asking(lang, person, yes=yes, as_json=as_json)
        )
    )


@click.command()
@folder_argument
@which_argument
@click.option("--text", default="", help="2 to 2,000 characters; not needed with --accepts.")
@click.option("--as", "what", type=click.Choice(_COMMENT_KINDS), default=None)
@click.option("--text-lang", default="", help="Language of the text; default: that of --lang.")
@click.option("--accepts", default="", help="The asker: the comment that answers the question.")
@yes_option
@person_option
@lang_option
@json_option
@tells_errors
def comment(
    folder: Path,
    which: str,
    text: str,
    what: str | None,
    text_lang: str,
    accepts: str,
    yes: bool,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Ask, answer, remark or correct something at the record or comment WHICH."""
    from forsa_node.sharing import accept_answer, answer_message, make_comment

    asking = _asking(lang, person, yes=yes, as_json=as_json)
    if accepts and (text or what):
        raise click.UsageError(say(lang, "accepts_alone"))
    if accepts:
        sys.exit(accept_answer(folder, which, accepts, asking))
    if not text:
        raise missing_option("--text")
    message = make_comment(what or "remark", text, text_lang or lang)
    sys.exit(answer_message(folder, which, "comment.publish", message, asking))


@click.command()
@folder_argument
@which_argument
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--to", "language", default="", help="Into this language: fr, ar, zgh, …")
@click.option("--from", "source", default="", help="From this language; default: the original.")
@click.option(
    "--method",
    type=click.Choice(["human", "machine", "machine_revised"]),
    default=None,
)
@yes_option
@person_option
@lang_option
@json_option
@tells_errors
def translate(
    folder: Path,
    which: str,
    file: Path | None,
    language: str,
    source: str,
    method: str | None,
    yes: bool,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Translate WHICH: without FILE, write the texts to translate; with it, publish them.

    forsa-node translate DIR WHICH --to ar > ar.yaml, fill it in, then
    forsa-node translate DIR WHICH ar.yaml
    """
    from forsa.kinds.templates import translation_head
    from forsa.kinds.writing import format_file, format_yaml

    from forsa_node.following import TRANSLATION
    from forsa_node.sharing import answer_file, translation_form

    if file is None:
        if not language:
            raise missing_option("--to")
        form = translation_form(folder, which, source, language, method or "human", lang)
        if as_json:
            print_json(format_file(TRANSLATION, form))
        else:
            click.echo(translation_head(form.from_language, language, lang), nl=False)
            click.echo(format_yaml(TRANSLATION, form), nl=False)
        return
    asking = _asking(lang, person, yes=yes, as_json=as_json)
    said = {"from_language": source, "to_language": language, "method": method or ""}
    sys.exit(answer_file(folder, which, TRANSLATION, file, asking, said))


@click.command()
@folder_argument
@which_argument
@click.option("--reason", type=click.Choice(FLAGGING), required=True)
@click.option("--note", required=True, help="What to know; read by all members: no names.")
@yes_option
@person_option
@lang_option
@json_option
@tells_errors
def flag(
    folder: Path,
    which: str,
    reason: str,
    note: str,
    yes: bool,
    person: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Tell the secretariat that something is wrong with the record WHICH.

    All members of the network read a flag, the public does not: name nobody in it.
    """
    from forsa_node.sharing import answer_message, make_flag

    message, effect = make_flag(reason, note, lang)
    if not as_json:
        click.echo(say(lang, "flag_seen_by"), err=True)
    asking = _asking(lang, person, yes=yes, as_json=as_json)
    sys.exit(answer_message(folder, which, "flag.raise", message, asking, effect))


@click.command()
@folder_argument
@which_argument
@click.option("--reason", required=True, help="Why; shown to all beside the title.")
@yes_option
@person_option
@lang_option
@json_option
@tells_errors
def withdraw(
    folder: Path, which: str, reason: str, yes: bool, person: str, lang: Language, as_json: bool
) -> None:
    """Withdraw the own record WHICH: number, title and reason stay, it is no longer offered."""
    from forsa_node.sharing import publish_withdrawal

    sys.exit(
        publish_withdrawal(folder, which, reason, _asking(lang, person, yes=yes, as_json=as_json))
    )


@click.command()
@folder_argument
@click.argument("which", required=False, default="")
@lang_option
@json_option
@tells_errors
def credit(folder: Path, which: str, lang: Language, as_json: bool) -> None:
    """What others made of this member's work: of WHICH, or of everything."""
    from forsa.client.console import late_progress

    from forsa_node.credits import credit_of, tell_credit

    with late_progress() as progress:
        found = credit_of(folder, which, lang, progress)
    if as_json:
        print_json(found)
        return
    for line in tell_credit(found, lang):
        click.echo(line)
    if not found:
        click.echo(say(lang, "credit_none"))


def _asking(lang: Language, person: str, *, yes: bool, as_json: bool) -> "Asking":
    from forsa_node.publishing import Asking

    return Asking(lang, person, yes=yes, as_json=as_json)


COMMANDS: Final = (adopt, review, comment, translate, flag, withdraw, credit)
