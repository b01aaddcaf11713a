"""From files and drafts to signed records in the outbox: what `publish` and `draft publish` do.

A text that was signed is kept with its draft before it leaves for the outbox: whatever stops the
program in between, publishing again sends the same record.
"""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.calls import ask
from forsa.client.console import late_progress, print_json
from forsa.client.demonstration import clock_of
from forsa.client.drafts import Signed
from forsa.client.questions import ask_yes_or_no
from forsa.clock import Clock
from forsa.keys import SigningKey
from forsa.kinds.labels import kind_label
from forsa.log_store.reading import LogReader
from forsa.note import Checkpoint, parse_note
from forsa.v1 import node_service_pb2 as pb
from forsa.v1.record_pb2 import Commitment, Observed
from forsa.words.reasons import Language

from forsa_node.allowed import require_allowed
from forsa_node.drafts.answers import called
from forsa_node.drafts.checking import CONSENT_CHOICES, Checked
from forsa_node.drafts.desk import Desk, Ready
from forsa_node.drafts.telling import describe, missing, show, standing
from forsa_node.drafts.writing import Answering
from forsa_node.files.own import attach
from forsa_node.following import following
from forsa_node.local import CALL_SECONDS, reached
from forsa_node.node import Node
from forsa_node.readers import readers_line
from forsa_node.reading import Stores, reading
from forsa_node.store.desk import DraftRow
from forsa_node.store.desk_rows import Seen, changed_meanwhile
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa.v1.node_service_pb2_grpc import NodeServiceAsyncStub

EXIT_FINDINGS: Final = 4
EXIT_NO: Final = 6


@dataclass(frozen=True, slots=True)
class Asking:
    """How the author is asked."""

    language: Language
    person: str
    """Whose word it is."""
    yes: bool = False
    """Confirm warnings and publishing without asking, if nothing else is missing; for scripts."""
    consent: str = ""
    """What to say of pictures and recordings nobody was asked about; empty = ask."""
    as_json: bool = False


def publish_files(folder: Path, files: Sequence[Path], audience: str | None, asking: Asking) -> int:
    """Make drafts of the files, and once their author confirms publish them; return the exit code.

    Nothing is signed if one of them has a finding that must be mended; they stay as drafts. Who may
    read is what `audience` says, else what was said of a draft that is open, else the network.
    """
    with closing(Desk.open(folder, clock_of(folder))) as desk:
        said = None if audience is None else desk.require_audience(audience)
        with late_progress() as progress:
            drafts = [
                desk.add(one, asking.person, Answering(), asking.language, progress)[0]
                for one in files
            ]
        if said is not None:
            drafts = [desk.say_audience(row.number, said) for row in drafts]
        return publish_drafts(folder, desk, drafts, asking)


def publish_drafts(
    folder: Path,
    desk: Desk,
    drafts: Sequence[DraftRow],
    asking: Asking,
    key: SigningKey | None = None,
) -> int:
    """Show drafts, ask what is open, sign and queue them; return the exit code.

    Where machines read the answer nobody is asked: without `yes` nothing is signed.

    Args:
        folder: The node's.
        desk: Where the drafts are.
        drafts: What to publish.
        asking: How their author is asked.
        key: A person's own; None: the node's.

    Raises:
        ForsaError: the rules of sharing forbid one of them: nobody is asked anything then.
    """
    with reading(folder) as stores:
        drafts = [_followed(stores, desk, row) for row in drafts]
    _require_allowed(folder, desk, drafts)
    try:
        may_leave = _answered(folder, desk, drafts, asking)
    except click.Abort:  # nobody is there to answer
        click.echo(err=True)
        may_leave = False
    if not may_leave:
        return _not_published(folder, desk, drafts, asking)
    signed = publish_ready(folder, desk, _as_shown(desk, drafts), key)
    tell_queued(signed, [row.title for row in drafts], asking)
    return 0


def _as_shown(desk: Desk, drafts: Sequence[DraftRow]) -> list[Seen]:
    """Look at what its author said yes to, for those the author was told of.

    Raises:
        ConflictError: while the question stood, another command changed text or readers.
    """
    seen = [desk.store.look(row.number) for row in drafts]
    for row, now in zip(drafts, (one.row for one in seen), strict=True):
        if (now.audience, now.changed_ms) != (row.audience, row.changed_ms):
            raise changed_meanwhile(row.number)
    return seen


def _followed(stores: Stores, desk: Desk, row: DraftRow) -> DraftRow:
    """Let a draft follow what it can follow now."""
    parent, object_id = following(stores, row, desk.check(row.number).loaded.message)
    if (parent, object_id) == (row.parent, row.object_id):
        return row
    return desk.follow(row.number, parent, object_id)


def _require_allowed(folder: Path, desk: Desk, drafts: Sequence[DraftRow]) -> None:
    with reading(folder) as stores:
        for number, row in enumerate(drafts):
            message = desk.check(row.number).loaded.message
            ahead = sum(1 for one in drafts[:number] if one.kind == row.kind)
            require_allowed(stores, row, message, desk.clock.now_ms(), ahead)


def _answered(folder: Path, desk: Desk, drafts: Sequence[DraftRow], asking: Asking) -> bool:
    """Show drafts and ask what only their author can say: whether all may be signed now.

    Warnings come last: what cannot leave for another reason is confirmed by nobody.
    """
    for row in drafts:
        _ask_consent(folder, desk, row, asking)
    if not all(_may_be_confirmed(desk, row, asking) for row in drafts):
        return False
    if asking.as_json and not asking.yes:
        return False
    for row in drafts:
        _ask_warnings(desk, row, asking)
    if any(missing(desk, row, desk.check(row.number)) for row in drafts):
        return False
    if asking.yes:
        return True
    for audience in dict.fromkeys(row.audience for row in drafts):
        click.echo(readers_line(audience, asking.language), err=True)
    return _says_yes("publish_question", asking)


def _may_be_confirmed(desk: Desk, row: DraftRow, asking: Asking) -> bool:
    """Whether at most the author's word on warnings is missing.

    Each answer asks for another yes of the second person, so `yes` does not give it for both.
    """
    checked = desk.check(row.number)
    if not checked.is_ready:
        return False
    if checked.unconfirmed and desk.config.approval:
        return not asking.yes
    return desk.is_approved(row)


def _ask_consent(folder: Path, desk: Desk, row: DraftRow, asking: Asking) -> None:
    """Show a draft, and ask who can be recognised in its pictures and recordings."""
    checked = desk.check(row.number)
    if not asking.as_json:
        show(folder, desk, row, checked, asking.language)
    for name in checked.unasked:
        choice = asking.consent
        if not (choice or asking.yes or asking.as_json):
            question = say(asking.language, "consent_question", name=name)
            choice = click.prompt(question, type=click.Choice(CONSENT_CHOICES), err=True)
        if choice:
            desk.say_consent(row.number, [name], choice, asking.person)


def _ask_warnings(desk: Desk, row: DraftRow, asking: Asking) -> None:
    if desk.check(row.number).unconfirmed and (
        asking.yes or _says_yes("warnings_question", asking)
    ):
        desk.confirm_warnings(row.number, asking.person)


def says_yes(
    asking: Asking, question: str = "act_question", refused: str = "not_published"
) -> bool:
    """Whether the signer of what was shown says yes; a machine is asked nothing: it gives `yes`.

    Args:
        asking: How.
        question: Key of the sentence that asks.
        refused: Key of the one that tells what a no means.
    """
    if asking.yes:
        return True
    if asking.as_json:
        print_json([{"missing": ["yes"]}])
        return False
    if _says_yes(question, asking):
        return True
    click.echo(say(asking.language, refused), err=True)
    return False


def _says_yes(question: str, asking: Asking) -> bool:
    return ask_yes_or_no(say(asking.language, question), asking.language, err=True)


def _not_published(folder: Path, desk: Desk, drafts: Sequence[DraftRow], asking: Asking) -> int:
    """Tell what is missing; what was found has been shown."""
    pairs = [(row, desk.check(row.number)) for row in drafts]
    if asking.as_json:
        unsaid = [] if asking.yes else ["yes"]
        told = [describe(desk, row, checked, asking.language) for row, checked in pairs]
        print_json([one | {"missing": one["missing"] + unsaid} for one in told])
    else:
        for row, checked in pairs:
            title = called(desk, row, asking.language)
            stands = standing(folder, row, checked, desk, asking.language)
            kept = say(asking.language, "draft_kept", number=row.number, title=title)
            click.echo(f"{kept}\n  {stands}", err=True)
        click.echo(say(asking.language, "not_published"), err=True)
    return EXIT_NO if all(checked.is_ready for _, checked in pairs) else EXIT_FINDINGS


def publish_ready(
    folder: Path, desk: Desk, drafts: Sequence[Seen], key: SigningKey | None = None
) -> list[Signed]:
    """Commit to the files of drafts, sign them as they were seen, put them into the outbox.

    They are signed with `key`, a person's own, or with the node's.

    Raises:
        ForsaError: one of them must be mended or approved first, or another command changes it;
            nothing is signed then.
    """
    checked = [desk.require_publishable(seen.row.number) for seen in drafts]
    ready = [
        Ready(seen, one, _commit(folder, desk, seen, one))
        for seen, one in zip(drafts, checked, strict=True)
    ]
    with reading(folder) as stores:
        observed = newest_observed(stores)
    signed = desk.sign(ready, observed, key)
    asyncio.run(queue(folder, signed, [seen.row.title for seen in drafts], desk.clock))
    for seen, done in zip(drafts, signed, strict=True):
        desk.published(seen.row.number, done.record.record_id)
    return signed


def _commit(folder: Path, desk: Desk, seen: Seen, checked: Checked) -> dict[str, Commitment]:
    """What the header commits to, by name of attachment."""
    held = seen.contents.files
    names = [name for name in checked.types if name in held]
    if not names:
        return {}
    wanted = [(held[name].sha256, held[name].size, checked.types[name]) for name in names]
    return dict(zip(names, asyncio.run(attach(folder, desk.clock, wanted)), strict=True))


def newest_observed(stores: Stores) -> Observed | None:
    """The newest checkpoint this node verified to its last entry; None if it is behind."""
    note = stores.member.accepted()
    if note is None:
        return None
    checkpoint = Checkpoint.parse(parse_note(note).text)
    head = stores.mirror.read(LogReader.head)
    if head.size != checkpoint.size or head.size == 0:
        return None
    return Observed(size=head.size, root=head.root)


async def queue(
    folder: Path, signed: Sequence[Signed], titles: Sequence[str], clock: Clock
) -> None:
    """Put signed records into the outbox, by the daemon that runs or alone."""
    async with reached(folder, clock) as node:
        for one, title in zip(signed, titles, strict=True):
            if isinstance(node, Node):
                node.queue(one, title)
            else:
                await _hand_over(node, one, title)


async def _hand_over(stub: "NodeServiceAsyncStub", signed: Signed, title: str) -> None:
    record = pb.QueuedRecord(
        envelope=signed.record.envelope, salt=signed.salt, body=signed.body, title=title
    )
    await ask(stub.Queue(pb.QueueRequest(records=[record]), timeout=CALL_SECONDS))


def tell_queued(signed: Sequence[Signed], titles: Sequence[str], asking: Asking) -> None:
    """Tell what was signed and put into the outbox, and who may read it."""
    rows: list[dict[str, Any]] = [
        {
            "record_id": one.record.record_id.hex(),
            "object_id": one.record.header.object_id.hex(),
            "kind": one.record.header.kind,
            "title": title,
            "audience": one.record.header.audience,
        }
        for one, title in zip(signed, titles, strict=True)
    ]
    if asking.as_json:
        print_json(rows)
        return
    for row in rows:
        title = row["title"] or kind_label(row["kind"], asking.language)
        click.echo(say(asking.language, "queued", title=title))
        click.echo(f"  {row['record_id']}\n  {readers_line(row['audience'], asking.language)}")
