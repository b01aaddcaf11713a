"""`forsa-node`: an association's node.

One file a group of commands. Heavy imports are inside the commands: the verification workers
import this module too.
"""

import click
from forsa.client.console import EXIT_CODES
from forsa.client.help import SpokenGroup
from forsa.client.help_words import HelpTable

from forsa_node.cli import (
    agreements,
    assemblies,
    bundles,
    drafts,
    dues,
    files,
    keys,
    library,
    members,
    moderation,
    outcomes,
    procedures,
    proposals,
    publishing,
    recovery,
    running,
    sharing,
    votes,
)


def _texts() -> HelpTable:
    from forsa_node.words.help import HELP

    return HELP


@click.group(
    cls=SpokenGroup,
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


for _group in (
    running,
    publishing,
    drafts,
    dues,
    library,
    files,
    sharing,
    keys,
    recovery,
    members,
    proposals,
    votes,
    assemblies,
    agreements,
    bundles,
    moderation,
    procedures,
    outcomes,
):
    for _command in _group.COMMANDS:
        main.add_command(_command)
