"""Drafts as people and machines are shown them."""

from pathlib import Path
from typing import Any, Final

import click
from forsa.client.console import describe_error
from forsa.errors import ConflictError, ForsaError
from forsa.kinds.findings import Finding, Level, printable
from forsa.kinds.preview import preview
from forsa.privacy.body_scan import ScanFinding
from forsa.words.reasons import Language

from forsa_node.drafts.answers import called, refusal
from forsa_node.drafts.checking import UNSIGNED, Checked
from forsa_node.drafts.contents import VOTED_TEXT
from forsa_node.drafts.desk import Desk
from forsa_node.readers import readers_line
from forsa_node.store.desk import DraftRow, DraftState
from forsa_node.words import say

_ENDED: Final = {
    DraftState.PUBLISHED: "draft_published",
    DraftState.DISCARDED: "draft_discarded",
}

_SCAN_WORDS: Final = {True: ("scan_block", "scan_kept"), False: ("scan_warn", "scan_confirmed")}
"""By whether it blocks: how a finding is told before it is answered, and after."""


def describe(desk: Desk, row: DraftRow, checked: Checked, language: Language) -> dict[str, Any]:
    """A draft with everything that was found in it, for machines.

    It is `ready` if nothing is missing and nothing forbids it: its author may publish it.
    """
    forbidden = refusal(desk, row, checked)
    open_ones = missing(desk, row, checked)
    return {
        "number": row.number,
        "kind": row.kind,
        "title": row.title,
        "author": row.author,
        "audience": row.audience,
        "state": row.state.value,
        "file": row.source if Path(row.source).is_absolute() else "",
        "parent": row.parent.hex(),
        "object_id": row.object_id.hex(),
        "record_id": row.record_id.hex(),
        "ready": not open_ones and forbidden is None,
        "missing": open_ones,
        "refused": None if forbidden is None else _refused(forbidden, language),
        "approved_by": row.approved_by,
        "findings": [_rule(one, language) for one in checked.loaded.findings],
        "scan": [_scan(one, checked, language) for one in checked.scan],
        "consent_unasked": list(checked.unasked),
    }


def missing(desk: Desk, row: DraftRow, checked: Checked) -> list[str]:
    """What stands between a draft and its author's yes, in the order to see to it."""
    open_ones = {
        "findings": bool(checked.errors or checked.blocking),
        "consent": bool(checked.unasked),
        "warnings": bool(checked.unconfirmed),
        "approval": not desk.is_approved(row),
    }
    return [name for name, is_open in open_ones.items() if is_open]


def _rule(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "path": finding.path,
        "rule": finding.rule,
        "level": finding.level.value,
        "line": finding.place.line if finding.place else None,
        "text": finding.text(language),
    }


def _scan(finding: ScanFinding, checked: Checked, language: Language) -> dict[str, Any]:
    answer = checked.answers.get(finding.id)
    return {
        "id": finding.id,
        "path": finding.path,
        "what": finding.what,
        "blocks": finding.blocks,
        "start": finding.start,
        "end": finding.end,
        "excerpt": finding.masked_excerpt,
        "text": finding.finding().text(language),
        "answered_by": answer.person if answer else None,
        "reason": answer.reason if answer else None,
    }


def show(folder: Path, desk: Desk, row: DraftRow, checked: Checked, language: Language) -> None:
    """The text as it would be read, as far as it could be, then everything that was found in it."""
    title = called(desk, row, language)
    click.echo(click.style(f"── {row.number} · {title}", bold=True))
    if checked.loaded.message is not None:
        click.echo(preview(_readable(checked.loaded.message), language))
    voted = desk.store.contents(row.number).files.get(VOTED_TEXT)
    if voted is not None:
        click.echo(say(language, "draft_voted_text", digest=voted.sha256.hex()))
    click.echo(readers_line(row.audience, language))
    show_findings(folder, row, checked, language)


def _readable(message: Any) -> Any:
    """The body without the roots that stand for files nobody committed to yet."""
    copy = type(message)()
    copy.CopyFrom(message)
    for one in getattr(copy, "attachments", ()):
        if one.root == UNSIGNED:
            one.ClearField("root")
    return copy


def _refused(forbidden: ForsaError, language: Language) -> dict[str, str]:
    told = describe_error(forbidden, language)
    return {name: told[name] for name in ("reason", "detail", "message")}


def show_findings(folder: Path, row: DraftRow, checked: Checked, language: Language) -> None:
    """Everything that was found, on standard error."""
    for finding in checked.loaded.findings:
        mark = "✗" if finding.level is Level.ERROR else "!"
        click.echo(f"{mark} {_place(finding)}{finding.text(language)}", err=True)
    values = {"folder": folder, "number": row.number}
    for one in checked.scan:
        answer = checked.answers.get(one.id)
        unanswered, answered = _SCAN_WORDS[one.blocks]
        key = answered if answer else unanswered
        told = {
            "id": one.id,
            "text": one.finding().text(language),
            "excerpt": one.masked_excerpt,
            "person": answer.person if answer else "",
            "reason": answer.reason if answer else "",
        }
        click.echo(say(language, key, **values, **told), err=True)
    for name in checked.unasked:
        click.echo(say(language, "consent_unasked", name=name, **values), err=True)


def _place(finding: Finding) -> str:
    """File and line, as far as there are any."""
    if finding.place is None:
        return ""
    lines = f":{finding.place.line}" if finding.place.line else ""
    return printable(f"{finding.place.file}{lines}: ")


def standing(folder: Path, row: DraftRow, checked: Checked, desk: Desk, language: Language) -> str:
    """In one line, what comes next."""
    values = {"folder": folder, "number": row.number}
    if row.state in _ENDED:
        return say(language, _ENDED[row.state])
    forbidden = refusal(desk, row, checked)
    if forbidden is not None:
        key = "draft_forbidden" if isinstance(forbidden, ConflictError) else "draft_not_now"
        told = describe_error(forbidden, language)
        told = {name: told[name] for name in ("what", "detail", "next_step")}
        return say(language, key, **told, **values)
    if not checked.is_ready:
        counts = {
            "errors": len(checked.errors),
            "blocking": len(checked.blocking),
            "unasked": len(checked.unasked),
        }
        return say(language, "draft_to_mend", **values, **counts)
    if checked.unconfirmed:
        approval = desk.config.approval  # the second person says yes to what is confirmed, too
        key = "draft_to_confirm" if approval else "draft_to_confirm_alone"
        return say(language, key, count=len(checked.unconfirmed), **values)
    key = "draft_ready" if desk.is_approved(row) else "draft_waits_for_second"
    return say(language, key, **values)
