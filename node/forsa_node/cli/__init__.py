"""`forsa-node`: an association's node.

One file a group of commands. Heavy imports are inside the commands: the verification workers
import this module too.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Final

import click
from forsa.client.console import EXIT_CODES
from forsa.client.help import SpokenGroup
from forsa.client.help_words import HelpTable

COMMANDS: Final[Mapping[str, str]] = {
    name: module
    for module, names in {
        "running": "init join run sync status verify",
        "publishing": "publish template outbox",
        "drafts": "draft",
        "dues": "due",
        "library": "list show search library",
        "files": "files get",
        "sharing": "adopt review comment translate flag withdraw credit",
        "keys": "key",
        "recovery": "recovery-key",
        "members": "members delegate",
        "proposals": "proposal",
        "votes": "vote proxy",
        "assemblies": "assembly",
        "agreements": "agreement",
        "bundles": "bundle",
        "moderation": "moderation hold redact",
        "procedures": "sanction appeal",
        "outcomes": "outcomes",
    }.items()
    for name in names.split()
}
"""Name of a command to the module of this package that has it in its `COMMANDS`."""


class NodeGroup(SpokenGroup):
    """Imports a file of commands when one of them is asked for: a daemon needs its own alone."""

    def load(self, ctx: click.Context, name: str) -> click.Command | None:
        """A command as the code has it."""
        del ctx
        module = COMMANDS.get(name)
        if module is None:
            return None
        return commands_in(module)[name]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names."""
        del ctx
        return list(COMMANDS)


def commands_in(module: str) -> Mapping[str, click.Command]:
    """The commands of a file of this package, by name."""
    return {one.name: one for one in import_module(f"forsa_node.cli.{module}").COMMANDS}


def _texts() -> HelpTable:
    from forsa_node.words.help import HELP

    return HELP


@click.group(
    cls=NodeGroup,
    texts=_texts,
    help=__doc__.splitlines()[0] + "\n\nMade with init, enrolled with join, at work with run.\n",
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="forsa")
def main() -> None:
    """Run one command."""
    from forsa.rpc.tls import require_tls13

    require_tls13()
