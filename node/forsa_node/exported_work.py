"""What an export is made from: a published work as this node verified it, or a draft."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

from forsa.client.demonstration import clock_of
from forsa.entry import parse_entry
from forsa.envelope import Record
from forsa.errors import ConflictError, MalformedError, NotFoundError, Reason
from forsa.exports.works.work import Opener, Translated, Work, interface_of
from forsa.governance.audience import BodyState, is_within
from forsa.kinds.preview import title_of
from forsa.library.cards import LIBRARY_KINDS, parse_body
from forsa.library.roster import PROFILE
from forsa.library.translations import apply_translation, best_translation
from forsa.log_store.around import Around
from forsa.log_store.around import Work as WorkAround
from forsa.log_store.reading import LogReader, StoredEntry
from forsa.words.reasons import Language

from forsa_node.ahead import number_of
from forsa_node.around_lines import called
from forsa_node.drafts.desk import Desk
from forsa_node.files.content import ContentStore
from forsa_node.files.listing import files_of
from forsa_node.finding import find_index, require_offered
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say

DRAFT: Final = "draft:"
"""Before the number of a draft."""
_HIDDEN: Final = {
    BodyState.HELD: Reason.BODY_HELD,
    BodyState.REDACTED: Reason.BODY_REDACTED,
}


def work_to_export(folder: Path, which: str, languages: tuple[str, ...]) -> Work:
    """A work in the first of these languages that it has, else in its original one.

    Args:
        folder: The node's.
        which: A record's number or id, or `draft:` and the number of a draft.
        languages: BCP 47 tags, the best first; of the first also translations by others count.

    Raises:
        NotFoundError: there is no such record or draft, or its text may not be shown or is not
            here.
        MalformedError: the draft cannot be read yet, or `which` is neither a number nor an id.
        ConflictError: `KIND_PRECONDITION`: it is no work of the library, or its author withdrew
            it.
    """
    if which.startswith(DRAFT):
        return _draft(folder, which.removeprefix(DRAFT), languages)
    return _published(folder, which, languages)


def _require_work(kind: str) -> None:
    if kind not in LIBRARY_KINDS:
        raise ConflictError(f"a {kind} is no work to export", Reason.KIND_PRECONDITION)


def _shown_language(message: Any, languages: tuple[str, ...]) -> str:
    known = {one.lang for one in message.title}
    return next((tag for tag in languages if tag in known), message.common.original_language)


# --- drafts ---


def _draft(folder: Path, number: str, languages: tuple[str, ...]) -> Work:
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise NotFoundError(f"{number[:40]} is no number of a draft", Reason.RECORD_UNKNOWN)
    with closing(Desk.open(folder, clock_of(folder))) as desk:
        row = desk.store.draft(int(number))
        _require_work(row.kind)
        message: Any = desk.check(row.number).loaded.message
        files = desk.store.contents(row.number).files
        held = {name: one for name, one in files.items() if one.is_taken}
        member = desk.identity.member
    if message is None:
        raise MalformedError(f"draft {number} cannot be read yet", Reason.KIND_BODY_INVALID)
    store = ContentStore(folder)
    described = {one.file_name for one in message.attachments}
    openers = {name: partial(store.open, held[name].sha256) for name in held if name in described}
    return Work(message, row.kind, _shown_language(message, languages), member, files=openers)


# --- published works ---


def _published(folder: Path, which: str, languages: tuple[str, ...]) -> Work:
    with reading(folder) as stores:
        index = find_index(stores, which)
        entry = stores.ahead(lambda log: log.entries_at([index]))[0]
        if entry.void is not None:
            raise NotFoundError(f"entry {index} is void ({entry.void})", Reason.RECORD_UNKNOWN)
        record = entry.record()
        _require_work(record.header.kind)
        seen = Seen.of(stores)
        require_offered(stores, seen, record, which)
        original = _body(stores, seen, entry, record)
        author = _name_of(stores, seen, record)
        number = number_of(entry.index)
        read = stores.ahead if number is None else stores.mirror.read
        around = read(
            lambda log: Around(log, seen.state, seen.fresh_ms).work(record.header.object_id)
        )
    message, translated = _translated(around, record, original, languages)
    language = _shown_language(message, languages)
    return Work(
        message,
        record.header.kind,
        language,
        author,
        "" if number is None else record.record_id.hex(),
        number,
        0 if number is None else parse_entry(entry.data).sequenced_ms,
        _files(folder, record, message),
        translated,
        _warnings(around, record, interface_of(language)),
        "" if around is None else around.maturity,
    )


def _files(folder: Path, record: Record, message: Any) -> dict[str, Opener]:
    """The attachments that are complete here and may be shown, by name."""
    store = ContentStore(folder)
    rows = files_of(folder, record.record_id.hex())
    held = {one.root: bytes.fromhex(one.sha256) for one in rows}
    roots = {one.file_name: one.root.hex() for one in message.attachments}
    return {
        name: partial(store.open, held[root])
        for name, root in roots.items()
        if held.get(root) and store.has(held[root])
    }


def _body(stores: Stores, seen: Seen, entry: StoredEntry, record: Record) -> Any:
    stands = seen.body_state(record)
    bodies = stores.ahead(lambda log: log.bodies([entry.index]))
    body = bodies[entry.index].data if entry.index in bodies else None
    message = parse_body(record.header.kind, body) if stands is BodyState.SERVED else None
    if message is None:
        reason = _HIDDEN.get(stands, Reason.RECORD_UNKNOWN)
        raise NotFoundError(f"the text of record number {entry.index} cannot be shown", reason)
    return message


def _name_of(stores: Stores, seen: Seen, work: Record) -> str:
    """What the author calls itself before all who may read the work, and its id; else the id.

    The newest such profile names it, or none does: what was withdrawn brings no older one back.
    """
    member = work.header.member

    def read(log: LogReader) -> str:
        profiles = (one for one in _profiles(log, member) if _is_read_with(one, work))
        newest = max((one.index for one in profiles), default=None)
        if newest is None:
            return ""
        (told,) = Around(log, seen.state, seen.fresh_ms).told([newest])
        return "" if told.withdrawn or told.message is None else title_of(told.message, "fr")

    name = stores.ahead(read)
    return f"{name} ({member})" if name else member


def _profiles(log: LogReader, member: str) -> Iterator[StoredEntry]:
    page = log.records_of(kinds=[PROFILE], members=[member])
    while page:
        yield from log.entries_at(page)
        page = log.records_of(kinds=[PROFILE], members=[member], start=page[-1] + 1)


def _is_read_with(profile: StoredEntry, work: Record) -> bool:
    return is_within(work.header.audience, profile.record().header.audience)


def _translated(
    around: WorkAround | None, record: Record, message: Any, languages: tuple[str, ...]
) -> tuple[Any, Translated | None]:
    """The body with a translation of this very version, if its author did not write it so."""
    wanted = languages[0] if languages else ""
    if around is None or not wanted or any(one.lang == wanted for one in message.title):
        return message, None
    best = best_translation(around.translations, wanted, record.record_id)
    if best is None:
        return message, None
    whole, _ = apply_translation(message, best.told.message)
    return whole, Translated(best.told.member, best.method, best.is_outdated)


def _warnings(around: WorkAround | None, record: Record, language: Language) -> tuple[str, ...]:
    """What a reader must know first: its author wrote a newer version."""
    newest = None if around is None else around.newest
    if newest is None or newest.record.record_id == record.record_id:
        return ()
    told = {"index": number_of(newest.index), "record_id": newest.record.record_id.hex()}
    return (say(language, "shown_superseded", index=called(told)),)
