"""Everything that stands between a draft and its signature: rules, files, consent, the scan.

All findings at once. What the author said to them is part of the draft: a warning that was seen, a
blocking finding that may stay for a written reason, who can be recognised in a picture.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from forsa.kinds.body import AGREEMENT_TYPE
from forsa.kinds.findings import Finding, Level
from forsa.kinds.loaders import Loaded, with_files, with_records
from forsa.privacy.body_scan import ScanFinding, names_mailbox, scan_body
from forsa.privacy.text_scan import NameLists
from forsa.v1.record_pb2 import Commitment
from google.protobuf.message import Message

from forsa_node.drafts.contents import VOTED_TEXT, load
from forsa_node.drafts.judging import look_into
from forsa_node.files.content import ContentStore
from forsa_node.store.desk import Contents, HeldFile, ScanAnswer

NOBODY: Final = "nobody"
AGREED: Final = "agreed"
CONSENT_CHOICES: Final = (NOBODY, AGREED)
SHOWS: Final = ("image/", "video/", "audio/")
"""Beginnings of the media types in which somebody can be recognised."""
Mailboxes = Callable[[], Collection[str]]
"""Reads those of the roster, which is asked of texts that name one alone."""
Records = Callable[[Collection[str]], Mapping[str, bytes]]
"""Finds the ids of records that a text names by number, or by the beginning of an id."""
UNSIGNED: Final = bytes(32)
"""Stands for the root until the file is committed to, at publishing."""
MERGE: Final = "merge:"
"""Before the path of a passage that two versions changed: under it the choice is kept."""

_SHOWN: Final = 16
"""Digits of an id that a finding names."""


class Choice(StrEnum):
    """What was decided for a passage that two versions changed."""

    OPEN = "open"
    MINE = "mine"
    THEIRS = "theirs"
    WRITTEN = "written"
    """The author handed in another text since."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft as it stands."""

    loaded: Loaded
    """With its files; what the scan found is not in its findings."""
    scan: Sequence[ScanFinding]
    answers: Mapping[str, ScanAnswer]
    unasked: Sequence[str]
    """Names of pictures and recordings about which nobody said who can be recognised."""
    types: Mapping[str, str]
    """Media type by name of attachment."""

    @property
    def blocking(self) -> list[ScanFinding]:
        """Blocking findings of the scan without a written reason."""
        return [one for one in self.scan if one.blocks and not self._reason(one)]

    @property
    def unconfirmed(self) -> list[ScanFinding]:
        """Warnings of the scan that the author has not confirmed."""
        return [one for one in self.scan if not one.blocks and one.id not in self.answers]

    @property
    def overrides(self) -> int:
        """Blocking findings that stay for a written reason."""
        return sum(1 for one in self.scan if one.blocks and self._reason(one))

    @property
    def errors(self) -> list[Finding]:
        """What the rules forbid, the scan aside."""
        return self.loaded.errors

    @property
    def is_ready(self) -> bool:
        """Whether only the author's word, and perhaps a second person's, is missing."""
        return not (self.errors or self.blocking or self.unasked)

    def _reason(self, finding: ScanFinding) -> str:
        answer = self.answers.get(finding.id)
        return answer.reason if answer else ""


def check(
    contents: Contents,
    answers: Mapping[str, ScanAnswer],
    store: ContentStore,
    names: NameLists,
    today: date,
    mailboxes: Mailboxes,
    records: Records,
) -> Checked:
    """Judge a draft by everything but who approves it."""
    read = load(contents.texts, contents.files, today)
    if read.notes is not None and read.notes.references:
        read = with_records(read, records(set(read.notes.references.values())), today)
    types: dict[str, str] = {}
    problems = list(_undecided(answers))
    for name, held in contents.files.items():
        if name == VOTED_TEXT:
            types[name] = AGREEMENT_TYPE
        else:
            problems += look_into(name, held, store, types)
    roots = {
        name: Commitment(root=UNSIGNED, size=contents.files[name].size, media_type=media_type)
        for name, media_type in types.items()
    }
    loaded = with_files(read, roots, today, refused=contents.files.keys() - types.keys())
    problems += _unknown_relations(loaded.message, records)
    unasked = _answer_consent(loaded, answers, types, contents.files)
    whole = replace(loaded, findings=(*loaded.findings, *problems))
    return Checked(whole, _scan(loaded.message, names, mailboxes), answers, unasked, types)


def _undecided(answers: Mapping[str, ScanAnswer]) -> Iterator[Finding]:
    """Passages that two versions changed, as long as the author has not decided."""
    for key in sorted(answers):
        if key.startswith(MERGE) and answers[key].reason == Choice.OPEN:
            yield Finding(key.removeprefix(MERGE), "merge.open")


def _unknown_relations(message: Any, records: Records) -> Iterator[Finding]:
    """Related records that this node does not know: a slip in an id would point nowhere."""
    named = {
        f"related[{index}].record_id": one.record_id.hex()
        for index, one in enumerate(getattr(message, "related", ()))
        if one.record_id
    }
    known = records(set(named.values())) if named else {}
    for path, text in named.items():
        if text not in known:
            values = {"value": text[:_SHOWN]}
            yield Finding(path, "related.unknown", values, Level.WARNING)


def _scan(message: Message | None, names: NameLists, mailboxes: Mailboxes) -> list[ScanFinding]:
    if message is None:
        return []
    is_named = names_mailbox(message.SerializeToString())
    return scan_body(message, lists=names, mailboxes=mailboxes() if is_named else ())


def _answer_consent(
    loaded: Loaded,
    answers: Mapping[str, ScanAnswer],
    types: Mapping[str, str],
    files: Mapping[str, HeldFile],
) -> list[str]:
    """Write into the message what was answered, and return what nobody was asked about yet."""
    message: Any = loaded.message
    unasked = []
    for index, one in enumerate(getattr(message, "attachments", ())):
        if not types.get(one.file_name, "").startswith(SHOWS):
            continue
        answer = answers.get(consent_key(one.file_name, files[one.file_name].sha256))
        if answer is not None:
            one.consent = answer.reason == AGREED
        elif loaded.notes is None or f"attachments[{index}].consent" not in loaded.notes.places:
            unasked.append(one.file_name)
    return unasked


def consent_key(file_name: str, content: bytes) -> str:
    """Under what an answer about a picture or recording is kept.

    Who agreed to one photograph did not agree to the next one that gets its name.

    Args:
        file_name: As the record names it.
        content: SHA-256 of the file.
    """
    return f"consent:{sha256(file_name.encode() + content).hexdigest()[:32]}"
