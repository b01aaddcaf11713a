"""Several records with bodies that one yes publishes: each is judged before anybody is asked."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path

from forsa.client.demonstration import clock_of
from forsa.kinds.writing import format_yaml

from forsa_node.drafts.desk import Desk
from forsa_node.governance.acting import Act, Signing, require_allowed_act, tell
from forsa_node.publishing import (
    EXIT_NO,
    Asking,
    publish_drafts,
    publish_ready,
    says_yes,
    tell_queued,
)
from forsa_node.said import SAID
from forsa_node.store.desk import DraftRow, DraftState, HeldFile


def publish_several(
    folder: Path,
    acts: Sequence[Act],
    asking: Asking,
    told: Sequence[str],
    signing: Signing,
) -> int:
    """Publish acts of one kind once their signer says yes to all of them; return the exit code.

    What the same command said before of the same things, and nobody signed, is given up.

    Args:
        folder: The node's.
        acts: At least one, each with a body.
        asking: How the signer is asked.
        told: What will be signed, in the signer's language: shown first.
        signing: Who signs; a passphrase is asked for once.

    Raises:
        ForsaError: the network would refuse one of them; nothing was signed.
    """
    once = Signing(signing.name, cache(signing.ask))
    signers = [require_allowed_act(folder, one, once)[0] for one in acts]
    tell(told, asking)
    with closing(Desk.open(folder, clock_of(folder))) as desk:
        is_clean = all(_is_clean(desk, one, asking) for one in acts)
        if is_clean and not says_yes(asking):
            return EXIT_NO
        rows = [_drafted(desk, one, asking) for one in acts]
        _give_up_others(desk, rows)
        if not is_clean:
            return publish_drafts(folder, desk, rows, asking, signers[0].key)
        seen = [desk.store.look(row.number) for row in rows]
        signed = publish_ready(folder, desk, seen, signers[0].key)
        tell_queued(signed, [row.title for row in rows], asking)
        return 0


def _is_clean(desk: Desk, what: Act, asking: Asking) -> bool:
    """Whether its signer has nothing to say to it but yes: then a no leaves nothing behind."""
    if what.message is None or what.files or desk.config.approval:
        return False
    _, checked = desk.sketch(
        what.kind, what.message, asking.person, what.answering, asking.language
    )
    return checked.is_ready and not checked.unconfirmed


def _drafted(desk: Desk, what: Act, asking: Asking) -> DraftRow:
    message = what.message
    if message is None:
        raise ValueError(f"a {what.kind} without a body is no draft")
    files: Mapping[str, HeldFile] = what.files
    said = sha256(what.effect_bytes + what.parent + format_yaml(what.kind, message).encode())
    for name, one in sorted(files.items()):
        said.update(name.encode() + one.sha256)
    row, _ = desk.add_message(
        what.kind,
        message,
        asking.person,
        what.answering,
        asking.language,
        files,
        SAID + said.hexdigest()[:32],
    )
    return row


def _give_up_others(desk: Desk, rows: Sequence[DraftRow]) -> None:
    about, numbers = {(row.kind, row.parent) for row in rows}, {row.number for row in rows}
    for one in desk.store.drafts(DraftState.OPEN):
        is_same = one.source.startswith(SAID) and (one.kind, one.parent) in about
        if is_same and one.number not in numbers:
            desk.discard(one.number)
