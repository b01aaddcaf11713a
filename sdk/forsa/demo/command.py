"""`forsa demo`: the network at work, on this machine, in about a minute and a half."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click
from rich.console import Console

from forsa.client.console import lang_option, print_json, tells_errors
from forsa.client.demonstration import MOST_MS, VARIABLE, let_pass
from forsa.client.zones import people_zone
from forsa.clock import SystemClock
from forsa.demo.network import DAY_MS
from forsa.demo.play import play
from forsa.demo.registry import PARTS, plan
from forsa.demo.screen import Screen
from forsa.demo.words import say
from forsa.words.dates import say_day
from forsa.words.reasons import Language

MOST_DAYS: Final = MOST_MS // DAY_MS


@click.command()
@click.option("--part", type=click.Choice(list(PARTS)), help="One part, with what it needs.")
@click.option("--keep", is_flag=True, help="Leave the network running, and say how to use it.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, nothing else.")
@click.option(
    "--let-pass",
    "days",
    type=click.FloatRange(0, MOST_DAYS),
    metavar="DAYS",
    help="Start nothing: let so many days pass on the clock FORSA_DEMO_CLOCK.",
)
@lang_option
@tells_errors
def demo(part: str | None, keep: bool, as_json: bool, days: float | None, lang: Language) -> None:
    """Start a hub and three association nodes, and show what they do.

    \b
    Exit codes:
      0  every part showed what it should
      1  a part failed: which, why, and where the logs are
    """
    if days is not None:
        _let_pass(days, lang, as_json=as_json)
        return
    screen = Screen(lang, Console(quiet=as_json, highlight=False))
    result = play(plan(part), screen, keep=keep)
    if as_json:
        click.echo(json.dumps(asdict(result), ensure_ascii=False, indent=2))
    sys.exit(0 if result.ok else 1)


def _let_pass(days: float, lang: Language, *, as_json: bool) -> None:
    """Move the clock of a demonstration, which is begun if there is none yet.

    Raises:
        UsageError: the environment names none.
        FolderError: `CLOCK_UNREADABLE`.
    """
    name = os.environ.get(VARIABLE)
    if not name:
        raise click.UsageError(say(lang, "no_clock", variable=VARIABLE))
    passed_ms = let_pass(Path(name), round(days * DAY_MS))
    now_ms = SystemClock().now_ms() + passed_ms
    if as_json:
        print_json({"passed_ms": passed_ms, "now_ms": now_ms})
        return
    day = say_day(now_ms, people_zone())
    click.echo(say(lang, "passed", days=passed_ms // DAY_MS, file=name, day=day))
