"""Drafts that answer a record: what they are called, and whether sharing allows them at all."""

from pathlib import Path

from forsa.errors import ConflictError, ForsaError, MalformedError, NotAllowedError, QuotaError
from forsa.governance.audience import NETWORK, PUBLIC
from forsa.kinds.findings import printable
from forsa.kinds.labels import kind_label
from forsa.kinds.preview import title_of
from forsa.words.reasons import Language

from forsa_node.allowed import answers, require_allowed, target_of
from forsa_node.drafts.checking import Checked
from forsa_node.drafts.desk import Desk
from forsa_node.reading import reading
from forsa_node.store.desk import DraftRow, DraftState


def called(desk: Desk, row: DraftRow, language: Language) -> str:
    """What people are told a draft is: its title, else its kind and what it answers.

    A draft that answers nothing is told by the name of its file, without the folders around it.
    """
    if row.title:
        return printable(row.title)
    about = _target_title(desk, row, language) if answers(row) else _file_name(row)
    return printable(" · ".join(filter(None, (kind_label(row.kind, language), about))))


def refusal(desk: Desk, row: DraftRow, checked: Checked) -> ForsaError | None:
    """Why the rules of sharing forbid an open draft as it stands; None = they do not."""
    may_differ = answers(row) or row.audience not in {NETWORK, PUBLIC}
    if row.state is not DraftState.OPEN or not may_differ:
        return None
    with reading(desk.files.folder) as stores:
        try:
            require_allowed(stores, row, checked.loaded.message, desk.clock.now_ms())
        except (ConflictError, MalformedError, NotAllowedError, QuotaError) as error:
            return error
    return None


def _target_title(desk: Desk, row: DraftRow, language: Language) -> str:
    """Of the record that is answered, if its text is here and may be shown."""
    with reading(desk.files.folder) as stores:
        target = target_of(stores, row)
    return title_of(target.message, language) if target and target.message else ""


def _file_name(row: DraftRow) -> str:
    source = Path(row.source)
    return source.name if source.is_absolute() else ""
