"""What one command says in its options, to a published record: comments, flags, withdrawals.

Whoever is refused says it anew, so what can never leave as it is becomes no draft. What may leave
later, or after a second look, is kept; said again it is the same draft, and said better it takes
the place of the one that was to be mended.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

import click
from forsa.client.console import print_json
from forsa.client.demonstration import clock_of
from forsa.errors import QuotaError
from forsa.keys import SigningKey
from forsa.kinds.writing import format_yaml
from google.protobuf.message import Message

from forsa_node.allowed import require_allowed
from forsa_node.drafts.checking import Checked
from forsa_node.drafts.desk import Desk
from forsa_node.drafts.telling import describe, show_findings
from forsa_node.drafts.writing import Answering
from forsa_node.publishing import EXIT_FINDINGS, Asking, publish_drafts
from forsa_node.reading import reading
from forsa_node.store.desk import DraftRow, DraftState, HeldFile
from forsa_node.words import say

SAID: Final = "said:"
"""Before the digest of what a command said: where such a draft comes from."""


def publish_said(
    folder: Path,
    kind: str,
    message: Message,
    what: Answering,
    asking: Asking,
    key: SigningKey | None = None,
    files: Mapping[str, HeldFile] | None = None,
) -> int:
    """Publish what a command says; return the exit code.

    Args:
        folder: The node's.
        kind: Of the record.
        message: Its body.
        what: What it answers or replaces.
        asking: How its author is asked.
        key: A person's own; None: the node's.
        files: Beside its body.

    Raises:
        ForsaError: the rules of sharing forbid it; only what a limit holds up is kept as a draft.
    """
    with closing(Desk.open(folder, clock_of(folder))) as desk:
        row, checked = desk.sketch(kind, message, asking.person, what, asking.language)
        if checked.errors:
            _tell_refused(folder, desk, row, checked, asking)
            return EXIT_FINDINGS
        _require_allowed(folder, desk, row, message)
        _give_up_stale(desk, row)
        said = sha256(what.effect + format_yaml(kind, message).encode()).hexdigest()
        row, _ = desk.add_message(
            kind, message, asking.person, what, asking.language, files, SAID + said[:32]
        )
        return publish_drafts(folder, desk, [row], asking, key)


def _require_allowed(folder: Path, desk: Desk, row: DraftRow, message: Message) -> None:
    """A limit of the day is left to `publish_drafts`: by then the text is kept for tomorrow."""
    with reading(folder) as stores:
        try:
            require_allowed(stores, row, message, desk.clock.now_ms())
        except QuotaError:
            return


def _give_up_stale(desk: Desk, row: DraftRow) -> None:
    """Discard what the same command said before of the same thing, and what was to be mended."""
    about = (row.kind, row.parent, row.effect)
    for one in desk.store.drafts(DraftState.OPEN):
        same = one.source.startswith(SAID) and (one.kind, one.parent, one.effect) == about
        if same and not desk.check(one.number).is_ready:
            desk.discard(one.number)


def _tell_refused(
    folder: Path, desk: Desk, row: DraftRow, checked: Checked, asking: Asking
) -> None:
    if asking.as_json:
        told = describe(desk, row, checked, asking.language)
        print_json([told | {"number": None, "state": None, "missing": ["findings"]}])
        return
    found = tuple(replace(one, place=None) for one in checked.loaded.findings)  # there is no file
    loaded = replace(checked.loaded, findings=found)
    rules_alone = replace(checked, loaded=loaded, scan=())  # the scan names commands for a draft
    show_findings(folder, row, rules_alone, asking.language)
    click.echo(say(asking.language, "said_not_kept"), err=True)
