"""Taking out of a draft's files what they tell about people beside what they show.

What goes is shown before; how a file looks and sounds stays. The file on the author's disk is left
alone: adding it again brings everything back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

import click
from forsa.attachments.metadata import can_strip, strip, traces_of
from forsa.attachments.problems import Problem, RefusedFileError, What, problem
from forsa.attachments.sniff import media_type_of
from forsa.attachments.traces import Trace
from forsa.errors import NotFoundError, Reason
from forsa.kinds.findings import shown
from forsa.kinds.rule_texts import text_of
from forsa.words.reasons import Language

from forsa_node.drafts.checking import consent_key
from forsa_node.drafts.contents import limit_of
from forsa_node.drafts.writing import Writing
from forsa_node.store.desk import HeldFile
from forsa_node.words import say


@dataclass(frozen=True, slots=True)
class Told:
    """What one file of a draft tells."""

    name: str
    held: HeldFile
    media_type: str = ""
    traces: Sequence[Trace] = ()
    refused: Problem | None = None
    """Why nobody can look into it."""

    @property
    def can_strip(self) -> bool:
        """Whether anything is known about what such files tell."""
        return self.refused is None and can_strip(self.media_type)


def look(desk: Writing, number: int, names: Sequence[str]) -> list[Told]:
    """What the files of a draft tell; all of them if none is named.

    Raises:
        NotFoundError: `RECORD_UNKNOWN`, `BLOB_UNKNOWN`: no such draft, or no file so named.
        DamagedStoreError: a file is damaged on this disk.
    """
    desk.store.draft(number)
    files = desk.store.contents(number).files
    unknown = [name for name in names if name not in files]
    if unknown:
        raise NotFoundError(
            f"draft {number} has no file {', '.join(unknown)}; it has: {', '.join(files)}",
            Reason.BLOB_UNKNOWN,
        )
    return [_look(desk, name, files[name]) for name in dict.fromkeys(names or files)]


def _look(desk: Writing, name: str, held: HeldFile) -> Told:
    if not held.is_taken:
        return Told(
            name, held, refused=problem(What.SIZE, size=held.size, limit=limit_of(held.size))
        )
    with desk.files.open(held.sha256) as file:
        try:
            media_type = media_type_of(file, name)
            return Told(name, held, media_type, traces_of(file, media_type))
        except RefusedFileError as error:
            return Told(name, held, refused=error.problem)


def strip_files(desk: Writing, number: int, told: Sequence[Told]) -> list[Told]:
    """Put files without these words in the place of those that tell; an approval is gone.

    Returns:
        What the new files still tell: nothing, or what cannot be taken out.

    Raises:
        ConflictError: the draft is published or discarded.
        UnsupportedError: a PDF, and this installation cannot write one.
        RefusedFileError: a file is too damaged to be written anew; nothing was changed.
    """
    new = {one.name: _strip(desk, one) for one in told if one.can_strip}
    changed = {one.name: new[one.name] for one in told if new.get(one.name, one.held) != one.held}
    if changed:
        desk.replace_files(number, changed)
        _keep_consent(desk, number, told, changed)
    return look(desk, number, [one.name for one in told]) if told else []


def _keep_consent(
    desk: Writing, number: int, told: Sequence[Told], changed: Mapping[str, HeldFile]
) -> None:
    """What was said of who can be recognised stays: the picture shows the same."""
    answers = desk.store.answers(number)
    pairs = (
        (consent_key(one.name, one.held.sha256), consent_key(one.name, changed[one.name].sha256))
        for one in told
        if one.name in changed
    )
    desk.store.answer(number, {new: answers[old] for old, new in pairs if old in answers})


def _strip(desk: Writing, one: Told) -> HeldFile:
    """Write a file anew, on the disk of the node: what is taken out must not lie elsewhere."""
    folder = desk.files.folder
    with desk.files.open(one.held.sha256) as file, TemporaryFile(dir=folder) as target:
        strip(file, one.media_type, target)
        target.seek(0)
        return HeldFile(*desk.files.put(target))


def describe_told(told: Sequence[Told], language: Language) -> list[dict[str, Any]]:
    """What the files tell, for machines."""
    return [
        {
            "file": one.name,
            "media_type": one.media_type,
            "size": one.held.size,
            "known": one.can_strip,
            "refused": _refusal(one, language),
            "traces": [
                {"about": trace.about.value, "name": trace.name, "value": trace.value}
                for trace in one.traces
            ],
        }
        for one in told
    ]


def show_told(told: Sequence[Told], language: Language) -> None:
    """What the files tell, for people: this is what goes."""
    for one in told:
        name = shown(one.name)
        if one.refused is not None:
            click.echo(f"✗ {_refusal(one, language)}")
        elif not one.can_strip:
            click.echo(say(language, "strip_unknown", name=name))
        elif not one.traces:
            click.echo(say(language, "strip_nothing", name=name))
        else:
            click.echo(say(language, "strip_file", name=name, count=len(one.traces)))
            for trace in one.traces:
                about = say(language, f"about_{trace.about}")
                click.echo(f"    {about}: {trace.name} = {trace.value}")


def changed_names(before: Sequence[Told], after: Sequence[Told]) -> list[str]:
    """The files that were written anew."""
    held = {one.name: one.held for one in before}
    return [one.name for one in after if one.held != held[one.name]]


def show_done(before: Sequence[Told], after: Sequence[Told], language: Language) -> None:
    """What was taken out of which files, and what could not be; of the others nothing."""
    earlier = {one.name: one for one in before}
    changed = changed_names(before, after)
    for one in after:
        told = earlier[one.name]
        values = {"name": shown(one.name), "count": len(told.traces) - len(one.traces)}
        if one.traces:
            left = ", ".join(dict.fromkeys(say(language, f"about_{t.about}") for t in one.traces))
            click.echo(say(language, "strip_left", left=left, **values))
        elif told.traces:
            click.echo(say(language, "stripped", **values))
        elif one.name in changed:
            sizes = {"before": told.held.size, "after": one.held.size}
            click.echo(say(language, "strip_rewritten", **sizes, **values))
    if not changed:
        click.echo(say(language, "strip_unchanged"))


def _refusal(one: Told, language: Language) -> str:
    if one.refused is None:
        return ""
    values = {"file": shown(one.name), **one.refused.values}
    return text_of(f"file.{one.refused.what}", values, language)
