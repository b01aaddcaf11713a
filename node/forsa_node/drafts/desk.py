"""Working on drafts: answered, approved, signed. What a command does, in one call.

A draft that a second person approved stays approved only as long as nothing in it changes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Self

from forsa.client.drafts import Draft, Signed, sign_draft
from forsa.client.identity import load_identity
from forsa.clock import Clock
from forsa.errors import ConflictError, MalformedError, NotAllowedError, NotFoundError, Reason
from forsa.keys import SigningKey
from forsa.kinds.body import attachments_of, languages_of, region_of
from forsa.kinds.findings import Finding
from forsa.kinds.loaders import with_files
from forsa.kinds.registry import KINDS
from forsa.library.editions import edition_findings
from forsa.v1.record_pb2 import Commitment, Observed
from google.protobuf.message import Message

from forsa_node.config import Config
from forsa_node.drafts.checking import CONSENT_CHOICES, Checked, consent_key
from forsa_node.drafts.contents import VOTED_TEXT
from forsa_node.drafts.writing import Writing
from forsa_node.finding import body_of
from forsa_node.readers import require_audience
from forsa_node.reading import reading
from forsa_node.store.desk import DraftRow, ScanAnswer
from forsa_node.store.desk_rows import Seen, changed_meanwhile

CURRICULUM: Final = "curriculum.publish"
MIN_REASON: Final = 10
"""Characters of a reason to keep what the scan blocks: more than a nod."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that may be signed as it was seen."""

    seen: Seen
    checked: Checked
    """From `require_publishable`, after it was seen."""
    files: Mapping[str, Commitment] = field(default_factory=dict)
    """What the header commits to, by name of attachment."""


class Desk(Writing):
    """The drafts of a node's folder, up to their signature. Close it."""

    @classmethod
    def open(cls, folder: Path, clock: Clock) -> Self:
        """The desk of a node.

        Raises:
            FolderError: there is no node in the folder.
            CorruptStoreError: its file is damaged.
        """
        desk = cls(folder, load_identity(folder), Config.load(folder), clock)
        try:
            desk._settle(folder)
        except BaseException:
            desk.close()
            raise
        return desk

    def _settle(self, folder: Path) -> None:
        """Note what reached the outbox before the program was stopped: it is published."""
        signed = self.store.half_published()
        if not signed:
            return
        with reading(folder) as stores:
            known = stores.member.known(signed.values())
        for number, record_id in signed.items():
            if record_id in known:
                self.published(number, record_id)

    def check(self, number: int) -> Checked:
        """Judge a draft; also by the edition before it."""
        checked, row = super().check(number), self.store.draft(number)
        findings = self._edition_findings(row, checked.loaded.message)
        if not findings:
            return checked
        loaded = replace(checked.loaded, findings=(*checked.loaded.findings, *findings))
        return replace(checked, loaded=loaded)

    def _edition_findings(self, row: DraftRow, message: Message | None) -> tuple[Finding, ...]:
        """What the edition before says of a new version of a curriculum."""
        if row.kind != CURRICULUM or not row.parent or message is None:
            return ()
        with reading(self.files.folder) as stores:
            before = body_of(stores, row.parent)
        return () if before is None else tuple(edition_findings(before, message))

    # Who may read.

    def require_audience(self, audience: str) -> str:
        """An audience that this member may name: `network`, `public`, or a group that it is in.

        Raises:
            MalformedError: `AUDIENCE_UNKNOWN`: it is none of them, as far as this node knows.
        """
        with reading(self.files.folder) as stores:
            return require_audience(stores, audience)

    def say_audience(self, number: int, audience: str) -> DraftRow:
        """Say who may read what a draft becomes; an approval was given for other readers.

        Raises:
            MalformedError: as `require_audience`.
        """
        row = self._open(number)
        if self.require_audience(audience) == row.audience:
            return row
        new = replace(row, audience=audience)
        return self._changed(row, new, self.store.contents(number))

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

    def say_consent(
        self, number: int, names: Iterable[str], choice: str, person: str
    ) -> Sequence[str]:
        """Say of pictures and recordings who can be recognised; no names = all not said yet.

        Returns:
            The names of those of which it is said now.

        Raises:
            NotFoundError: the draft has no file so named.
        """
        if choice not in CONSENT_CHOICES:
            raise MalformedError(f"{choice} is no answer", Reason.KIND_BODY_INVALID)
        self._open(number)
        meant = list(names) or list(self.check(number).unasked)
        files = self.store.contents(number).files
        unknown = [name for name in meant if name not in files]
        if unknown:
            raise NotFoundError(
                f"draft {number} has no file {', '.join(unknown)}", Reason.BLOB_UNKNOWN
            )
        keys = {consent_key(name, files[name].sha256): choice for name in meant}
        self._answer(number, keys, person)
        return meant

    def _answer(self, number: int, reasons: Mapping[str, str], person: str) -> None:
        now_ms = self.clock.now_ms()
        answers = {key: ScanAnswer(reason, person, now_ms) for key, reason in reasons.items()}
        self.store.answer(number, answers)

    # The second person.

    def approve(self, number: int, person: str, seen: bytes) -> DraftRow:
        """Let a second person say yes to the draft that was seen.

        Args:
            number: The draft.
            person: Who says yes.
            seen: The `digest` of what was shown, taken before it was.

        Raises:
            NotAllowedError: it is the author, or not one who may.
            MalformedError: something must be mended first.
            ConflictError: another command changed the draft since, or its author has not confirmed
                a warning: what is said to it is part of what the second person says yes to.
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
        checked = self.check(number)
        self._require_ready(number, checked)
        self._require_confirmed(number, checked)
        if self.digest(row) != seen:
            raise changed_meanwhile(number)
        approved = replace(row, approved_by=person, approved_digest=seen)
        self.store.change(row, approved)
        return approved

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
            MalformedError: something must be mended.
            ConflictError: it was published, its author has not confirmed a warning, or it needs an
                approval.
        """
        row, checked = self._open(number), self.check(number)
        self._require_ready(number, checked)
        self._require_confirmed(number, checked)
        if not self.is_approved(row):
            raise ConflictError(
                f"draft {number} needs the approval of a second person",
                Reason.KIND_PRECONDITION,
                draft=number,
            )
        return checked

    def _require_confirmed(self, number: int, checked: Checked) -> None:
        if checked.unconfirmed:
            raise ConflictError(
                f"draft {number} has {len(checked.unconfirmed)} warnings that nobody confirmed",
                Reason.KIND_PRECONDITION,
                draft=number,
            )

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
        self, drafts: Sequence[Ready], observed: Observed | None, key: SigningKey | None = None
    ) -> list[Signed]:
        """Sign drafts, all or none; signed again, each is the record that was signed first.

        Args:
            drafts: Text, files and readers of each are those that were seen.
            observed: The newest checkpoint that was verified.
            key: A person's own; None: the node's.

        Raises:
            ConflictError: another command changed one of them since it was seen.
        """
        made = [(one.seen, self._sign(one, observed, key)) for one in drafts]
        return self.store.keep_signed(made)

    def _sign(self, ready: Ready, observed: Observed | None, key: SigningKey | None) -> Signed:
        row = ready.seen.row
        message: Any = with_files(ready.checked.loaded, ready.files, self.today).message
        message.common.scan_overrides = ready.checked.overrides
        effect = KINDS[row.kind].effect
        voted = [ready.files[VOTED_TEXT]] if VOTED_TEXT in ready.files else []
        draft = Draft(
            row.kind,
            message,
            effect=effect.FromString(row.effect) if effect else None,
            audience=row.audience,
            languages=languages_of(message),
            region=region_of(message),
            object_id=row.object_id,
            parent=row.parent,
            attachments=(*voted, *attachments_of(message)),
        )
        return sign_draft(draft, self.identity, self.clock.now_ms(), observed, key)

    def published(self, number: int, record_id: bytes) -> None:
        """Note that the record is in the outbox."""
        self.store.publish(number, record_id)
