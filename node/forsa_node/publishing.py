"""From files to signed records in the outbox: what `publish` does."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from forsa.client.console import print_json
from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.clock import Clock, SystemClock
from forsa.kinds.findings import Level
from forsa.kinds.loaders import Loaded
from forsa.kinds.preview import preview, title_of
from forsa.log_store.reading import LogReader
from forsa.note import Checkpoint, parse_note
from forsa.rpc.status import from_rpc_error
from forsa.v1 import node_service_pb2 as pb
from forsa.v1.record_pb2 import Observed
from forsa.words.reasons import Language
from grpc import RpcError

from forsa_node.loading import load
from forsa_node.local import CALL_SECONDS, reached
from forsa_node.node import Node
from forsa_node.reading import Stores, reading
from forsa_node.words import say

if TYPE_CHECKING:
    from forsa.v1.node_service_pb2_grpc import NodeServiceAsyncStub

EXIT_FINDINGS: Final = 4
EXIT_NO: Final = 6


def publish_files(
    folder: Path,
    files: Sequence[Path],
    audience: str,
    language: Language,
    *,
    yes: bool,
    as_json: bool,
) -> int:
    """Show what the files hold, and once it is confirmed sign and queue it; return the exit code.

    Nothing is signed if one file has a finding that its author must mend.
    """
    clock = SystemClock()
    today = datetime.fromtimestamp(clock.now_ms() / 1000, UTC).date()
    loaded = [load(file, today) for file in files]
    if not as_json:
        _show(files, loaded, language)
    if any(one.errors for one in loaded):
        if as_json:
            print_json([_findings(*one, language) for one in zip(files, loaded, strict=True)])
        else:
            click.echo(say(language, "not_published"), err=True)
        return EXIT_FINDINGS
    if not (yes or click.confirm(say(language, "publish_question"))):
        click.echo(say(language, "not_published"))
        return EXIT_NO
    with reading(folder) as stores:
        observed = _observed(stores)
        signed = [
            sign_draft(_draft(one, audience), stores.identity, clock.now_ms(), observed)
            for one in loaded
        ]
    titles = [title_of(one.message, language) for one in loaded]
    asyncio.run(queue(folder, signed, titles, clock))
    _tell(signed, titles, language, as_json=as_json)
    return 0


def _show(files: Sequence[Path], loaded: Sequence[Loaded], language: Language) -> None:
    """The preview of each, then everything that was found in it."""
    for file, one in zip(files, loaded, strict=True):
        click.echo(click.style(f"── {file}", bold=True))
        if one.message is not None and not one.errors:
            click.echo(preview(one.message, language))
        for finding in one.findings:
            mark = "✗" if finding.level is Level.ERROR else "!"
            place = f"{finding.place.file}:{finding.place.line}: " if finding.place else ""
            click.echo(f"{mark} {place}{finding.text(language)}", err=True)


def _findings(file: Path, loaded: Loaded, language: Language) -> dict[str, Any]:
    return {
        "file": str(file),
        "kind": loaded.kind,
        "findings": [
            {
                "path": finding.path,
                "rule": finding.rule,
                "level": finding.level.value,
                "line": finding.place.line if finding.place else None,
                "text": finding.text(language),
            }
            for finding in loaded.findings
        ],
    }


def _draft(loaded: Loaded, audience: str) -> Draft:
    return Draft(
        loaded.kind,
        loaded.message or b"",
        audience=audience,
        languages=loaded.languages,
        region=loaded.region,
    )


def _observed(stores: Stores) -> Observed | None:
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
    try:
        await stub.Queue(pb.QueueRequest(records=[record]), timeout=CALL_SECONDS)
    except RpcError as error:
        raise from_rpc_error(error) from None


def _tell(
    signed: Sequence[Signed], titles: Sequence[str], language: Language, *, as_json: bool
) -> None:
    rows: list[dict[str, Any]] = [
        {
            "record_id": one.record.record_id.hex(),
            "object_id": one.record.header.object_id.hex(),
            "kind": one.record.header.kind,
            "title": title,
        }
        for one, title in zip(signed, titles, strict=True)
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(say(language, "queued", title=row["title"] or row["kind"]))
        click.echo(f"  {row['record_id']}")
