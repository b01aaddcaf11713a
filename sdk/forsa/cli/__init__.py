"""`forsa`: verify and inspect files without a network, query and export a hub's library, demo."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import click

from forsa.client.console import EXIT_CODES
from forsa.client.help import SpokenGroup
from forsa.client.help_words import HelpTable
from forsa.rpc.tls import require_tls13

_COMMANDS: Final = {
    "verify": ("forsa.cli.verify", "verify"),
    "inspect": ("forsa.cli.inspect", "inspect"),
    "query": ("forsa.cli.query", "query"),
    "export": ("forsa.cli.export", "export"),
    "outcomes": ("forsa.cli.outcomes", "outcomes"),
    "governance": ("forsa.cli.governance", "governance"),
    "demo": ("forsa.demo.command", "demo"),
}
"""Imported when they are called, so that `--help` is quick."""


class _LazyGroup(SpokenGroup):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return list(_COMMANDS)

    def load(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in _COMMANDS:
            return None
        module, command_name = _COMMANDS[name]
        command: click.Command = getattr(import_module(module), command_name)
        return command


def _texts() -> HelpTable:
    from forsa.cli.help_words import HELP

    return HELP


@click.group(
    cls=_LazyGroup, texts=_texts, epilog=EXIT_CODES, context_settings={"max_content_width": 100}
)
@click.version_option(package_name="forsa", prog_name="forsa")
def forsa() -> None:
    """Check what a network of second-chance schools published, without asking anybody."""


def main(arguments: Sequence[str] | None = None) -> Any:
    """Run the command line."""
    require_tls13()
    return forsa.main(arguments, prog_name="forsa")
