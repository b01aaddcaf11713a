"""`forsa demo`: the network at work, on this machine, in less than a minute."""

import json
import sys
from dataclasses import asdict

import click
from rich.console import Console

from forsa.client.console import lang_option
from forsa.demo.play import play
from forsa.demo.registry import PARTS, plan
from forsa.demo.screen import Screen
from forsa.words.reasons import Language


@click.command()
@click.option("--part", type=click.Choice(list(PARTS)), help="One part, with what it needs.")
@click.option("--keep", is_flag=True, help="Leave the network running, and say how to use it.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, nothing else.")
@lang_option
def demo(part: str | None, keep: bool, as_json: bool, lang: Language) -> None:
    """Start a hub and three association nodes, and show what they do.

    \b
    Exit codes:
      0  every part showed what it should
      1  a part failed: which, why, and where the logs are
    """
    screen = Screen(lang, Console(quiet=as_json, highlight=False))
    result = play(plan(part), screen, keep=keep)
    if as_json:
        click.echo(json.dumps(asdict(result), ensure_ascii=False, indent=2))
    sys.exit(0 if result.ok else 1)
