"""Working on drafts: begun, changed, answered, approved, signed. What a command does, in one call.

A draft that a second person approved stays approved only as long as nothing in it changes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Self

from forsa.client.drafts import Draft, Signed, draw_object_id, sign_draft
from forsa.client.identity import Identity, load_identity
from forsa.clock import Clock
from forsa.errors import ConflictError, MalformedError, NotAllowedError, NotFoundError, Reason
from forsa.kinds.body import attachments_of, languages_of, region_of
from forsa.kinds.loaders import with_files
from forsa.kinds.preview import title_of
from forsa.kinds.registry import KINDS
from forsa.kinds.writing import format_yaml
from forsa.privacy.body_scan import mask_body
from forsa.privacy.text_scan import NameLists
from forsa.v1.record_pb2 import Commitment, Observed
from google.protobuf.message import Message

from forsa_node.config import Config
from forsa_node.drafts.checking import CONSENT_CHOICES, Checked, check, consent_key
from forsa_node.drafts.contents import gather
from forsa_node.files.content import ContentStore
from forsa_node.learner_names import load_names
from forsa_node.store.desk import Contents, DeskStore, DraftRow, DraftState, ScanAnswer

WRITTEN: Final = "draft.yaml"
"""Name of a text that the program wrote."""
MIN_REASON: Final = 10
"""Characters of a reason to keep what the scan blocks: more than a nod."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What a new draft replaces or answers, and who may read it."""

    parent: bytes = b""
    object_id: bytes = b""
    effect: bytes = b""
    audience: str = "network"


class Desk:
    """The drafts of a node's folder. Close it."""

    def __init__(self, folder: Path, identity: Identity, config: Config, clock: Clock) -> None:
        self.identity = identity
        self.config = config
        self.clock = clock
        self.store = DeskStore(folder)
        self.files = ContentStore(folder)
        self._names: NameLists = load_names(folder)

    @classmethod
    def open(cls, folder: Path, clock: Clock) -> Self:
        """The desk of a node.

        Raises:
            FolderError: there is no node in the folder.
            CorruptStoreError: its file is damaged.
        """
        return cls(folder, load_identity(folder), Config.load(folder), clock)

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    @property
    def today(self) -> date:
        """The day the rules are judged on."""
        return datetime.fromtimestamp(self.clock.now_ms() / 1000, UTC).date()

    # Writing.

    def add(
        self, path: Path, author: str, answering: Answering, language: str
    ) -> tuple[DraftRow, Checked]:
        """Begin a draft from a file or folder."""
        contents, loaded = gather(path, self.files, self.today)
        if not loaded.kind:
            raise MalformedError(f"{path} does not say of which kind it is", Reason.KIND_UNKNOWN)
        source = str(path.resolve())
        same = [one for one in self.store.drafts(DraftState.OPEN) if one.source == source]
        if same and (same[-1].kind, same[-1].parent) == (loaded.kind, answering.parent):
            return self._renew(same[-1], loaded.message, contents, language)
        row = self._new(loaded.kind, loaded.message, author, answering, language)
        return self._begin(replace(row, source=source), contents)

    def add_message(
        self, kind: str, message: Message, author: str, answering: Answering, language: str
    ) -> tuple[DraftRow, Checked]:
        """Begin a draft from a body, e.g. of a record that is to be revised."""
        contents = Contents({WRITTEN: format_yaml(kind, message).encode()}, {})
        return self._begin(self._new(kind, message, author, answering, language), contents)

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

    def _begin(self, row: DraftRow, contents: Contents) -> tuple[DraftRow, Checked]:
        return self.store.add(row, contents), self._check(contents, {})

    def update(self, number: int, path: Path, language: str) -> tuple[DraftRow, Checked]:
        """Put other files in the place of what a draft held; what was said to findings stays."""
        row = self._open(number)
        contents, loaded = gather(path, self.files, self.today)
        if loaded.kind != row.kind:
            raise MalformedError(
                f"draft {number} is a {row.kind}, and {path} a {loaded.kind or 'text of no kind'}",
                Reason.KIND_UNKNOWN,
            )
        return self._renew(row, loaded.message, contents, language)

    def _renew(
        self, row: DraftRow, message: Message | None, contents: Contents, language: str
    ) -> tuple[DraftRow, Checked]:
        title = row.title if message is None else title_of(message, language)
        row = self._changed(replace(row, title=title), contents)
        return row, self._check(contents, self.store.answers(row.number))

    def _changed(self, row: DraftRow, contents: Contents) -> DraftRow:
        row = replace(row, changed_ms=self.clock.now_ms(), approved_by="", approved_digest=b"")
        self.store.change(row, contents)
        return row

    def check(self, number: int) -> Checked:
        """Judge a draft."""
        return self._check(self.store.contents(number), self.store.answers(number))

    def _check(self, contents: Contents, answers: Mapping[str, ScanAnswer]) -> Checked:
        return check(contents, answers, self.files, self._names, self.today)

    def discard(self, number: int) -> DraftRow:
        """Give a draft up; it stays readable."""
        row = replace(self._open(number), state=DraftState.DISCARDED)
        self.store.change(row)
        return row

    def mask(self, number: int) -> Checked:
        """Put bars over everything that the scan blocks and that no reason keeps."""
        row = self._open(number)
        checked = self.check(number)
        if checked.loaded.message is not None and checked.blocking:
            masked = mask_body(checked.loaded.message, checked.blocking)
            contents = self.store.contents(number)
            text = {WRITTEN: format_yaml(row.kind, masked).encode()}
            self._changed(row, Contents(text, contents.files))
        return self.check(number)

    # What is said to findings.

    def confirm_warnings(self, number: int, person: str) -> int:
        """Say that every warning of the scan was seen; return how many there were."""
        self._open(number)
        seen = self.check(number).unconfirmed
        self._answer(number, {one.id: "" for one in seen}, person)
        return len(seen)

    def override(self, number: int, finding: str, reason: str, person: str) -> None:
        """Keep what the scan blocks, for a written reason.

        Raises:
            NotFoundError: no blocking finding begins like this.
            MalformedError: the reason is too short to be one.
        """
        self._open(number)
        if len(reason.strip()) < MIN_REASON:
            raise MalformedError(
                f"a reason of {len(reason.strip())} characters; at least {MIN_REASON}",
                Reason.KIND_BODY_INVALID,
            )
        found = [
            one for one in self.check(number).scan if one.blocks and one.id.startswith(finding)
        ]
        if len(found) != 1:
            raise NotFoundError(
                f"{len(found)} blocking findings of draft {number} begin with {finding}",
                Reason.RECORD_UNKNOWN,
            )
        self._answer(number, {found[0].id: reason.strip()}, person)

    def say_consent(self, number: int, names: Iterable[str], choice: str, person: str) -> None:
        """Say of pictures and recordings who can be recognised; no names = all not said yet."""
        if choice not in CONSENT_CHOICES:
            raise MalformedError(f"{choice} is no answer", Reason.KIND_BODY_INVALID)
        self._open(number)
        meant = list(names) or list(self.check(number).unasked)
        self._answer(number, {consent_key(name): choice for name in meant}, person)

    def _answer(self, number: int, reasons: Mapping[str, str], person: str) -> None:
        now_ms = self.clock.now_ms()
        answers = {key: ScanAnswer(reason, person, now_ms) for key, reason in reasons.items()}
        self.store.answer(number, answers)

    # The second person.

    def approve(self, number: int, person: str) -> DraftRow:
        """Let a second person say yes to the draft as it is.

        Raises:
            NotAllowedError: it is the author, or not one who may.
            ConflictError: something must be mended first.
        """
        row = self._open(number)
        if person.casefold() == row.author.casefold():
            raise NotAllowedError(
                f"{person} wrote draft {number}; another person approves it",
                Reason.KIND_NOT_ALLOWED,
            )
        allowed = self.config.approvers
        if allowed and person not in allowed:
            raise NotAllowedError(
                f"{person} is not one of the approvers: {', '.join(allowed)}",
                Reason.KIND_NOT_ALLOWED,
            )
        self._require_ready(number, self.check(number))
        row = replace(row, approved_by=person, approved_digest=self.digest(row))
        self.store.change(row)
        return row

    def is_approved(self, row: DraftRow) -> bool:
        """Whether a second person said yes to exactly this, or nobody has to."""
        if not self.config.approval:
            return True
        return bool(row.approved_by) and row.approved_digest == self.digest(row)

    def digest(self, row: DraftRow) -> bytes:
        """What the second person says yes to: every byte of the draft, and every answer."""
        contents, answers = self.store.contents(row.number), self.store.answers(row.number)
        seen: dict[str, Any] = {
            "kind": row.kind,
            "audience": row.audience,
            "parent": row.parent.hex(),
            "effect": row.effect.hex(),
            "texts": {name: sha256(data).hexdigest() for name, data in contents.texts.items()},
            "files": {name: one.sha256.hex() for name, one in contents.files.items()},
            "answers": {key: one.reason for key, one in answers.items()},
        }
        return sha256(json.dumps(seen, sort_keys=True).encode()).digest()

    # Signing.

    def require_publishable(self, number: int) -> Checked:
        """Judge a draft for the last time.

        Raises:
            ConflictError: it was published, needs an approval, or something must be mended.
        """
        row, checked = self._open(number), self.check(number)
        self._require_ready(number, checked)
        if not self.is_approved(row):
            raise ConflictError(
                f"draft {number} needs the approval of a second person",
                Reason.KIND_PRECONDITION,
                draft=number,
            )
        return checked

    def _require_ready(self, number: int, checked: Checked) -> None:
        if not checked.is_ready:
            raise MalformedError(
                f"draft {number} has {len(checked.errors)} findings of the rules and "
                f"{len(checked.blocking)} of the scan to mend, and {len(checked.unasked)} pictures "
                "or recordings to say something about",
                Reason.KIND_BODY_INVALID,
                draft=number,
            )

    def sign(
        self,
        number: int,
        checked: Checked,
        files: Mapping[str, Commitment],
        observed: Observed | None,
    ) -> Signed:
        """Sign a draft; signed again, it is the record that was signed first.

        Args:
            number: The draft.
            checked: From `require_publishable`.
            files: What the header commits to, by name of attachment.
            observed: The newest checkpoint that was verified.
        """
        earlier = self.store.signed(number)
        if earlier is not None:
            return earlier
        row = self._open(number)
        message: Any = with_files(checked.loaded, files, self.today).message
        message.common.scan_overrides = checked.overrides
        effect = KINDS[row.kind].effect
        draft = Draft(
            row.kind,
            message,
            effect=effect.FromString(row.effect) if effect else None,
            audience=row.audience,
            languages=languages_of(message),
            region=region_of(message),
            object_id=row.object_id,
            parent=row.parent,
            attachments=attachments_of(message),
        )
        signed = sign_draft(draft, self.identity, self.clock.now_ms(), observed)
        self.store.keep_signed(number, signed)
        return signed

    def published(self, number: int, record_id: bytes) -> None:
        """Note that the record is in the outbox."""
        row = replace(self.store.draft(number), state=DraftState.PUBLISHED, record_id=record_id)
        self.store.change(row)

    def _open(self, number: int) -> DraftRow:
        row = self.store.draft(number)
        if row.state is not DraftState.OPEN:
            raise ConflictError(f"draft {number} is {row.state.value}", Reason.KIND_PRECONDITION)
        return row
