"""`forsa-hub root`: the trust root, as officers and secretariat type it."""

from __future__ import annotations  # what a proposal is, only mypy asks before a command runs

import sys
from dataclasses import asdict
from datetime import datetime
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
from forsa.client.passphrases import passphrase_option, read_passphrase
from forsa.client.questions import ask_yes_or_no
from forsa.words.reasons import Language

from forsa_hub.ceremony.words import say

if TYPE_CHECKING:
    from forsa.succession import Succession

KINDS: Final = ("log", "service", "ca")
NOT_SIGNED: Final = 6
"""Exit code of a person who said no."""

file_type: Final = click.Path(path_type=Path, dir_okay=False)
hub_folder: Final = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
proposal_file: Final = click.argument("file", type=file_type)
date_type: Final = click.DateTime(("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"))


@click.group()
def root() -> None:
    """The trust root: officers apart sign which keys the network trusts."""


@root.command()
@proposal_file
@click.option("--from", "source", type=file_type, help="Seal this key, which init wrote.")
@passphrase_option
@lang_option
@json_option
@tells_errors
def key(
    file: Path, source: Path | None, passphrase_file: Path | None, lang: Language, as_json: bool
) -> None:
    """Draw a root key on an officer's own machine, sealed under a passphrase, into FILE.

    No hub is needed. FILE.pub is what is carried to whoever prepares the next version.
    """
    from forsa.client.node_keys import read_signing_key

    from forsa_hub.ceremony.key_files import make_key, public_file
    from forsa_hub.ceremony.telling import fingerprint

    known = read_signing_key(source) if source else None
    question = say("passphrase_new", lang)
    passphrase = read_passphrase(passphrase_file, question, say("passphrase_again", lang))
    made = make_key(file, passphrase, known)
    values = {
        "path": str(file),
        "public_file": str(public_file(file)),
        "public": made.public.hex(),
        "fingerprint": fingerprint(made.public),
    }
    if as_json:
        print_json(values)
    else:
        click.echo(say("key_made", lang, **values))


@root.command()
@hub_folder
@click.argument("kind", type=click.Choice(KINDS))
@lang_option
@json_option
@tells_errors
def draw(folder: Path, kind: str, lang: Language, as_json: bool) -> None:
    """Draw a key of the hub for the next version, and print its public part."""
    from forsa_hub.folder import open_folder
    from forsa_hub.own_keys import draw_key

    hub = open_folder(folder)
    version = hub.roots()[-1].version + 1
    public = draw_key(hub, kind, version, hub.clock().machine.now_ms()).hex()
    values = {"kind": kind, "version": version, "public": public, "folder": str(folder)}
    if as_json:
        print_json(values)
    else:
        click.echo(say("drawn", lang, **values))


@root.command("new")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--from", "source", type=file_type, help="The newest N.root, without a hub.")
@click.option("--out", type=file_type, help="The file to write [root-N.json].")
@click.option("--add-root", multiple=True, metavar="KEY", help="An officer's .pub, or its digits.")
@click.option("--remove-root", multiple=True, metavar="KEY", help="The same, or its first digits.")
@click.option("--threshold", type=click.IntRange(1, 16), help="How many root keys must sign.")
@click.option(
    "--draw",
    "drawn",
    multiple=True,
    type=click.Choice(KINDS),
    help="Draw a new key of the hub here, instead of the one in force. log: it signs the log; "
    "service: times and refusals; ca: certificate authority.",
)
@click.option("--log", multiple=True, metavar="KEY", help="Log keys, instead of those in force.")
@click.option("--service", multiple=True, metavar="KEY", help="Service keys, instead.")
@click.option("--ca", multiple=True, metavar="HASH", help="Certificate authorities, instead.")
@click.option("--hub-name", multiple=True, help="DNS names of the hub, instead.")
@click.option("--expires", type=date_type, help="When it expires (UTC).")
@click.option("--level", type=click.IntRange(1), help="The rule level from this version on.")
@click.option("--log-time", type=date_type, help="Set the log's time back to this (UTC).")
@lang_option
@json_option
@tells_errors
def new_version(
    folder: Path | None,
    source: Path | None,
    out: Path | None,
    add_root: tuple[str, ...],
    remove_root: tuple[str, ...],
    threshold: int | None,
    drawn: tuple[str, ...],
    log: tuple[str, ...],
    service: tuple[str, ...],
    ca: tuple[str, ...],
    hub_name: tuple[str, ...],
    expires: datetime | None,
    level: int | None,
    log_time: datetime | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Write the next version as a file for the officers, and show what changes."""
    from forsa_hub.ceremony.carried import write_new
    from forsa_hub.ceremony.editing import Wishes
    from forsa_hub.ceremony.preparing import prepare

    if (folder is None) == (source is None):
        raise (
            missing_option("--from")
            if folder is None
            else click.UsageError(say("one_source", lang))
        )
    wishes = Wishes(
        add_root=add_root,
        remove_root=remove_root,
        threshold=threshold,
        draw=drawn,
        log=log,
        service=service,
        authority=ca,
        hub_names=hub_name,
        expires=expires,
        level=level,
        log_time=log_time,
    )
    proposal = prepare(folder, source, wishes)
    path = out or Path(f"root-{proposal.document.version}.json")
    write_new(proposal, path)
    _print(proposal, path, lang, as_json=as_json, first=say("written", lang, path=path))


@root.command()
@proposal_file
@click.option("--key", "key_file", required=True, type=file_type, help="Your root key's file.")
@click.option("--network", metavar="ID", help="The network id that you know.")
@click.option(
    "--known",
    type=click.Path(path_type=Path),
    help="What you know to be in force: a node's folder, or its newest N.root.",
)
@click.option("--instead", is_flag=True, help="Every copy of what I signed before is destroyed.")
@click.option("--yes", is_flag=True, help="Sign without asking.")
@passphrase_option
@lang_option
@json_option
@tells_errors
def sign(
    file: Path,
    key_file: Path,
    network: str | None,
    known: Path | None,
    instead: bool,
    yes: bool,
    passphrase_file: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Show what a proposal changes, and add your signature to FILE.

    No hub and no network is needed: the versions until now are in the file, and verified.
    """
    from forsa.cli.trust import parse_network_id

    from forsa_hub.ceremony.key_files import RootKeyFile
    from forsa_hub.ceremony.preparing import carried_for, chain_in, follow_known, sign_file
    from forsa_hub.ceremony.telling import fingerprint

    proposal = carried_for(file, parse_network_id(network) if network else None)
    if known is not None:
        follow_known(proposal, chain_in(known))
    _show(proposal, lang, err=as_json)
    kept = RootKeyFile.read(key_file)
    typed = read_passphrase(passphrase_file, say("passphrase_of", lang)) if kept.sealed else ""
    opened = kept.open(typed)
    asked = say("ask_sign", lang, fingerprint=fingerprint(opened.public))
    if not yes and not ask_yes_or_no(asked, lang, err=as_json):
        click.echo(say("not_signed", lang), err=True)
        sys.exit(NOT_SIGNED)
    before = opened.public in proposal.signatures
    signed = sign_file(file, proposal, kept, opened, instead=instead)
    first = say("signed_before" if before else "signed", lang, path=file)
    _print(signed, file, lang, as_json=as_json, first=first)


@root.command()
@proposal_file
@click.argument("others", nargs=-1, required=True, type=file_type)
@lang_option
@json_option
@tells_errors
def join(file: Path, others: tuple[Path, ...], lang: Language, as_json: bool) -> None:
    """Put the signatures of OTHERS, copies of the same proposal, into FILE."""
    from forsa_hub.ceremony.preparing import join_files

    joined = join_files(file, others)
    _print(joined, file, lang, as_json=as_json, first=say("written", lang, path=file))


@root.command()
@click.argument("what", type=click.Path(path_type=Path))
@lang_option
@json_option
@tells_errors
def show(what: Path, lang: Language, as_json: bool) -> None:
    """Show a proposal, or the trust root of a hub, a node, or up to a file N.root."""
    from forsa_hub.ceremony.carried import read_carried
    from forsa_hub.ceremony.preparing import ROOT, chain_in
    from forsa_hub.ceremony.telling import says_root, tell_root

    if not what.is_dir() and what.suffix != ROOT:
        _print(read_carried(what), what, lang, as_json=as_json)
        return
    chain = chain_in(what)
    if as_json:
        print_json(tell_root(chain))
    else:
        click.echo("\n".join(says_root(chain, lang)))


@root.command()
@hub_folder
@proposal_file
@click.option(
    "--office",
    type=click.Path(path_type=Path, file_okay=False),
    help="The node folder that signs the record [the secretariat's].",
)
@lang_option
@json_option
@tells_errors
def publish(folder: Path, file: Path, office: Path | None, lang: Language, as_json: bool) -> None:
    """Log the signed version; the hub goes on under it, running or not."""
    from forsa_hub.ceremony.carried import read_carried
    from forsa_hub.ceremony.publishing import publish_signed
    from forsa_hub.folder import open_folder

    done = publish_signed(open_folder(folder), read_carried(file), office)
    if as_json:
        print_json(asdict(done))
        return
    click.echo(say("published", lang, **asdict(done)))
    if done.restart:
        click.echo(say("restart", lang, folder=folder))


def _show(proposal: Succession, language: Language, *, err: bool = False) -> None:
    from forsa_hub.ceremony.preparing import now_ms
    from forsa_hub.ceremony.telling import says_proposal

    click.echo("\n".join(says_proposal(proposal, now_ms(), language)), err=err)


def _print(
    proposal: Succession, path: Path, language: Language, *, as_json: bool, first: str = ""
) -> None:
    """A proposal, how far it is, and what to do next."""
    from forsa_hub.ceremony.telling import tell_proposal

    if as_json:
        print_json({"path": str(path), **tell_proposal(proposal)})
        return
    _show(proposal, language)
    after = say("complete" if proposal.is_complete else "incomplete", language, path=path)
    click.echo("\n".join(one for one in (first, after) if one))
