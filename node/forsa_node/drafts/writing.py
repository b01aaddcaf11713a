"""Drafts as they are written: begun from files or bodies, changed, masked, given up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Final, Self

from forsa.client.drafts import draw_object_id
from forsa.client.identity import Identity
from forsa.clock import Clock
from forsa.envelope import Record
from forsa.errors import ConflictError, MalformedError, Reason
from forsa.kinds.loaders import Loaded
from forsa.kinds.preview import title_of
from forsa.kinds.writing import format_yaml
from forsa.log_store.state import Progress, no_progress
from forsa.privacy.body_scan import mask_body
from forsa.privacy.text_scan import NameLists
from google.protobuf.message import Message

from forsa_node.config import Config
from forsa_node.drafts.checking import MERGE, Checked, Choice, check
from forsa_node.drafts.contents import VOTED_TEXT, gather
from forsa_node.drafts.relations import record_ids
from forsa_node.files.content import ContentStore
from forsa_node.learner_names import load_names
from forsa_node.roster import read_mailboxes
from forsa_node.store.desk import (
    Contents,
    DeskStore,
    DraftRow,
    DraftState,
    HeldFile,
    ScanAnswer,
)

WRITTEN: Final = "draft.yaml"
"""Name of a text that the program wrote."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What a new draft replaces or answers, and who may read it."""

    parent: bytes = b""
    object_id: bytes = b""
    effect: bytes = b""
    audience: str = "network"

    @classmethod
    def replacing(cls, version: Record) -> Self:
        """What the next version of a record carries: its object, and its readers."""
        header = version.header
        return cls(version.record_id, header.object_id, header.effect, header.audience)


class Writing:
    """The drafts of a node's folder, before anybody says yes to them. Close it."""

    def __init__(self, folder: Path, identity: Identity, config: Config, clock: Clock) -> None:
        self.identity = identity
        self.config = config
        self.clock = clock
        self.store = DeskStore(folder)
        self.files = ContentStore(folder)
        self._names: NameLists = load_names(folder)
        self._roster: frozenset[str] | None = None
        self._judged: dict[int, tuple[Contents, Mapping[str, ScanAnswer], date, Checked]] = {}

    def _mailboxes(self) -> frozenset[str]:
        """Of the roster, as this node knows it; read once, for a command takes a moment."""
        if self._roster is None:
            self._roster = read_mailboxes(self.files.folder)
        return self._roster

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    @property
    def today(self) -> date:
        """The day the rules are judged on."""
        return datetime.fromtimestamp(self.clock.now_ms() / 1000, UTC).date()

    def add(
        self,
        path: Path,
        author: str,
        answering: Answering,
        language: str,
        progress: Progress = no_progress,
    ) -> tuple[DraftRow, Checked]:
        """Begin a draft from a file or folder; `progress` is told of files taken, and of all."""
        contents, loaded = gather(path, self.files, self.today, progress)
        if not loaded.kind:
            raise MalformedError(f"{path} does not say of which kind it is", Reason.KIND_UNKNOWN)
        row = self._new(loaded.kind, loaded.message, author, answering, language)
        row = replace(row, source=str(path.resolve()))
        return self._begin(row, loaded.message, contents, language)

    def look(self, path: Path) -> Loaded:
        """Read a file or folder without keeping anything of it."""
        return gather(path, self.files, self.today)[1]

    def add_message(
        self,
        kind: str,
        message: Message,
        author: str,
        answering: Answering,
        language: str,
        files: Mapping[str, HeldFile] | None = None,
        source: str = "",
    ) -> tuple[DraftRow, Checked]:
        """Begin a draft from a body, e.g. of a record that is to be revised.

        Args:
            kind: Of the record.
            message: The body.
            author: Whose draft it is.
            answering: What it replaces or answers.
            language: For its title.
            files: The files that it names.
            source: What it was made of; made again, an open draft is replaced.
        """
        contents = Contents({WRITTEN: format_yaml(kind, message).encode()}, files or {})
        row = self._new(kind, message, author, answering, language)
        return self._begin(replace(row, source=source), message, contents, language)

    def sketch(
        self, kind: str, message: Message, author: str, answering: Answering, language: str
    ) -> tuple[DraftRow, Checked]:
        """As `add_message`, and nothing is kept: the draft has number 0."""
        contents = Contents({WRITTEN: format_yaml(kind, message).encode()}, {})
        return self._new(kind, message, author, answering, language), self._check(contents, {})

    def _new(
        self, kind: str, message: Message | None, author: str, answering: Answering, language: str
    ) -> DraftRow:
        now_ms = self.clock.now_ms()
        return DraftRow(
            number=0,
            kind=kind,
            title="" if message is None else title_of(message, language),
            audience=answering.audience,
            parent=answering.parent,
            object_id=answering.object_id or draw_object_id(now_ms),
            effect=answering.effect,
            source="",
            author=author,
            created_ms=now_ms,
            changed_ms=now_ms,
        )

    def begun_from(self, source: str) -> DraftRow | None:
        """The open draft that was made of this, the last of them."""
        made = [one for one in self.store.drafts(DraftState.OPEN) if one.source == source]
        return made[-1] if made else None

    def _begin(
        self, row: DraftRow, message: Message | None, contents: Contents, language: str
    ) -> tuple[DraftRow, Checked]:
        """Keep a new draft, or put it in the place of the open one that was made of the same."""
        begun = self.begun_from(row.source) if row.source else None
        if begun is None or (begun.kind, begun.parent) != (row.kind, row.parent):
            row = self.store.add(row, contents)
            return row, self._judge(row.number, contents, {})
        again = begun
        if row.effect or begun.effect:  # an act is what its signer is told now
            again = replace(begun, effect=row.effect, audience=row.audience)
        row = self._changed(begun, _titled(again, message, language), contents)
        return row, self._judge(row.number, contents, self.store.answers(row.number))

    def update(
        self, number: int, path: Path, language: str, progress: Progress = no_progress
    ) -> tuple[DraftRow, Checked]:
        """Put other files in the place of what a draft held; what was said to findings stays."""
        self._open(number)
        contents, loaded = gather(path, self.files, self.today, progress)
        row = self._open(number)  # copying files takes a while
        contents = _with_voted_text(contents, self.store.contents(number))
        if loaded.kind != row.kind:
            raise MalformedError(
                f"draft {number} is a {row.kind}, and {path} a {loaded.kind or 'text of no kind'}",
                Reason.KIND_UNKNOWN,
            )
        new = replace(row, source=str(path.resolve()))
        new = self._changed(row, _titled(new, loaded.message, language), contents)
        self._settle_passages(number)
        return new, self._judge(number, contents, self.store.answers(number))

    def _settle_passages(self, number: int) -> None:
        """The author wrote the whole text anew: what two versions changed is decided by it."""
        said = {
            key: replace(one, reason=Choice.WRITTEN, answered_ms=self.clock.now_ms())
            for key, one in self.store.answers(number).items()
            if key.startswith(MERGE) and one.reason == Choice.OPEN
        }
        self.store.answer(number, said)

    def _changed(self, was: DraftRow, row: DraftRow, contents: Contents) -> DraftRow:
        row = replace(row, changed_ms=self.clock.now_ms(), approved_by="", approved_digest=b"")
        self.store.change(was, row, contents)
        return row

    def replace_files(self, number: int, files: Mapping[str, HeldFile]) -> DraftRow:
        """Put others in the place of some files of a draft, under the same names."""
        row, contents = self._open(number), self.store.contents(number)
        return self._changed(row, row, Contents(contents.texts, {**contents.files, **files}))

    def follow(self, number: int, parent: bytes, object_id: bytes) -> DraftRow:
        """Let a draft that nobody signed yet replace or answer another record."""
        row = self._open(number)
        if self.store.signed(number) is not None:
            return row
        following = replace(row, parent=parent, object_id=object_id)
        self.store.change(row, following)
        return following

    def check(self, number: int) -> Checked:
        """Judge a draft."""
        return self._judge(number, self.store.contents(number), self.store.answers(number))

    def _judge(self, number: int, contents: Contents, answers: Mapping[str, ScanAnswer]) -> Checked:
        """Judge what a draft holds, once as long as it stays as it is."""
        seen = (contents, answers, self.today)
        kept = self._judged.get(number)
        if kept is None or kept[:3] != seen:
            kept = self._judged[number] = (*seen, self._check(contents, answers))
        return kept[3]

    def _check(self, contents: Contents, answers: Mapping[str, ScanAnswer]) -> Checked:
        if not contents.texts:  # erased with its record
            return Checked(Loaded("", None, ()), [], answers, [], {})
        records = partial(record_ids, self.files.folder)
        return check(
            contents, answers, self.files, self._names, self.today, self._mailboxes, records
        )

    def discard(self, number: int) -> DraftRow:
        """Give a draft up; it stays readable."""
        row = self._open(number)
        discarded = replace(row, state=DraftState.DISCARDED)
        self.store.change(row, discarded)
        return discarded

    def mask(self, number: int) -> Checked:
        """Put bars over everything that the scan blocks and that no reason keeps."""
        row = self._open(number)
        checked = self.check(number)
        if checked.loaded.message is not None and checked.blocking:
            masked = mask_body(checked.loaded.message, checked.blocking)
            contents = self.store.contents(number)
            text = {WRITTEN: format_yaml(row.kind, masked).encode()}
            self._changed(row, row, Contents(text, contents.files))
        return self.check(number)

    def _open(self, number: int) -> DraftRow:
        row = self.store.draft(number)
        if row.state is not DraftState.OPEN:
            raise ConflictError(f"draft {number} is {row.state.value}", Reason.KIND_PRECONDITION)
        return row


def _with_voted_text(contents: Contents, before: Contents) -> Contents:
    """What is voted on stays when the words around it are written anew."""
    voted = {name: one for name, one in before.files.items() if name == VOTED_TEXT}
    return Contents(contents.texts, {**contents.files, **voted})


def _titled(row: DraftRow, message: Message | None, language: str) -> DraftRow:
    return row if message is None else replace(row, title=title_of(message, language))
