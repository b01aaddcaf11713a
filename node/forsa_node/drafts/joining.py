"""Two versions that were written at the same time, joined in a draft.

Where both changed a passage the draft holds the published text, and is not ready before its author
decided for one of them or handed in another text. What was decided stays with the draft.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from forsa.envelope import Record
from forsa.errors import ConflictError, MalformedError, NotFoundError, Reason, Situation
from forsa.governance.audience import narrower
from forsa.kinds.bodies import body_type
from forsa.kinds.body_texts import FORBIDDEN
from forsa.kinds.preview import preview
from forsa.library.merging import Conflict, is_within, merge_three
from forsa.words.reasons import Language
from google.protobuf.message import Message

from forsa_node.drafts.checking import MERGE, Choice
from forsa_node.drafts.desk import Desk
from forsa_node.drafts.revising import files_of, said_of_files, without_consent
from forsa_node.drafts.writing import Answering
from forsa_node.finding import body_of, newest_version
from forsa_node.reading import Stores, reading
from forsa_node.store.desk import DraftRow, ScanAnswer
from forsa_node.store.member import OutboxItem, OutboxState

_Sides = tuple[Any, Any, Any]


def begin_merge(
    folder: Path,
    desk: Desk,
    which: str,
    chosen: Mapping[Choice, Collection[str]],
    person: str,
    language: Language,
    audience: str | None = None,
) -> tuple[DraftRow, list[dict[str, str | None]]]:
    """Join a refused version with the one that was published while it waited.

    Joined again, what was decided before stands, unless it is decided anew.

    Args:
        folder: The node's.
        desk: Its drafts.
        which: The refused record.
        chosen: Paths at which the own text is taken, and those at which the published one is.
        person: Who decides.
        language: For titles.
        audience: Who may read the joined text; None = those who may read both versions.

    Returns:
        The draft, and what is left to decide: path, and the text as it was, `mine` and `theirs`;
        None = there is none.

    Raises:
        NotFoundError: there is no such refused version.
        MalformedError: a path is no passage that both changed; `AUDIENCE_UNKNOWN`: none so named.
        ConflictError: it was not refused because another version was first; the versions are for
            two groups, and nobody said who reads what they are joined to.
    """
    readers = None if audience is None else desk.require_audience(audience)
    with reading(folder) as stores:
        first, refused = _refused(stores, which)
        sides, newest = _sides_of(stores, first, refused)
        places = [one.path for one in merge_three(*sides).conflicts]
        choices = _choices(chosen, places)
        source = f"merge:{refused.record.record_id.hex()}"
        begun = _begun(desk, source, newest.record_id)
        both = readers or _readers_of_both(refused.record, newest, begun)
        answering = replace(Answering.replacing(newest), audience=both)
        said = _decided(desk, begun, places)
        said |= {
            MERGE + place: ScanAnswer(choice, person, desk.clock.now_ms())
            for place, choice in choices.items()
        }
        mine = {place for place in places if said[MERGE + place].reason == Choice.MINE}
        merged = merge_three(*sides, mine)
        files = files_of(stores, merged.message)
        said |= said_of_files(desk, answering.parent, merged.message, files)
    kind = refused.record.header.kind
    text = without_consent(merged.message, files)
    row, _ = desk.add_message(kind, text, person, answering, language, files, source)
    if readers is not None:
        row = desk.say_audience(row.number, readers)
    desk.store.answer(row.number, said)
    left = [one for one in merged.conflicts if said[MERGE + one.path].reason == Choice.OPEN]
    return row, [_told(one, language) for one in left]


def _choices(
    chosen: Mapping[Choice, Collection[str]], places: Collection[str]
) -> dict[str, Choice]:
    """What is chosen for which passage.

    Raises:
        MalformedError: a path that decides nothing is a slip, and so is one that two choices name.
    """
    for path in (path for paths in chosen.values() for path in paths):
        if not any(is_within(place, path) for place in places):
            raise MalformedError(
                f"no passage to decide is at {path}; there are: {', '.join(places) or '-'}",
                Reason.KIND_BODY_INVALID,
            )
    choices: dict[str, Choice] = {}
    for choice, paths in chosen.items():
        for place in (one for one in places if any(is_within(one, path) for path in paths)):
            if place in choices:
                raise MalformedError(
                    f"{place} is named both for the own and for the published text",
                    Reason.KIND_BODY_INVALID,
                )
            choices[place] = choice
    return choices


def _begun(desk: Desk, source: str, parent: bytes) -> DraftRow | None:
    """The draft that was made of the same versions before."""
    begun = desk.begun_from(source)
    return begun if begun is not None and begun.parent == parent else None


def _readers_of_both(own: Record, newest: Record, begun: DraftRow | None) -> str:
    """Who may read both versions; of two groups' versions those who were named before."""
    both = narrower(own.header.audience, newest.header.audience)
    if both is not None:
        return both
    if begun is not None:
        return begun.audience
    raise ConflictError(
        f"the own version is for {own.header.audience}, the published one for "
        f"{newest.header.audience}: name who may read the joined text",
        Reason.KIND_PRECONDITION,
    ).told_as(Situation.READERS_UNSAID)


def _decided(desk: Desk, begun: DraftRow | None, places: Collection[str]) -> dict[str, ScanAnswer]:
    """What the draft that was made of the same versions says of its passages."""
    before = desk.store.answers(begun.number) if begun else {}
    nothing = ScanAnswer(Choice.OPEN, "", desk.clock.now_ms())
    return {MERGE + place: before.get(MERGE + place, nothing) for place in places}


def _sides_of(stores: Stores, first: OutboxItem, refused: OutboxItem) -> tuple[_Sides, Record]:
    """The text that both versions grew out of, the own and the published one, and its record."""
    header = first.record.header
    base = body_of(stores, header.parent)
    newest, theirs = newest_version(stores, header.object_id)
    if base is None:
        raise NotFoundError(
            f"the text of {header.parent.hex()}, which both versions grew out of, is not on "
            "this node",
            Reason.RECORD_UNKNOWN,
        )
    return (base, _parsed(header.kind, refused.body), theirs), newest


def _refused(stores: Stores, which: str) -> tuple[OutboxItem, OutboxItem]:
    """The first and the last of the own versions, one upon the other, that came too late.

    What its author went on to write offline was refused with the version that came too late.
    """
    items = stores.member.items(OutboxState.REFUSED)
    found = [one for one in items if one.record.record_id.hex().startswith(which.lower())]
    if len(found) != 1:
        raise NotFoundError(
            f"{len(found)} refused records begin with {which}", Reason.RECORD_UNKNOWN
        )
    object_id = found[0].record.header.object_id
    versions = [one for one in items if one.record.header.object_id == object_id]
    by_id: dict[bytes, OutboxItem] = {one.record.record_id: one for one in versions}
    by_parent: dict[bytes, OutboxItem] = {one.builds_on: one for one in versions}
    first = last = found[0]
    while first.builds_on in by_id:
        first = by_id[first.builds_on]
    while last.record.record_id in by_parent:
        last = by_parent[last.record.record_id]
    if first.reason is not Reason.PARENT_STALE:
        raise ConflictError(
            f"{which} was refused for {first.reason}, not because another version was first",
            Reason.KIND_PRECONDITION,
        )
    return first, last


def _parsed(kind: str, body: bytes) -> Message:
    message_type = body_type(kind)
    if message_type is None:
        raise ConflictError(f"a {kind} has no text", Reason.KIND_PRECONDITION)
    return message_type.FromString(body)


def _told(one: Conflict, language: Language) -> dict[str, str | None]:
    values = {"base": one.base, "mine": one.mine, "theirs": one.theirs}
    texts = {name: _text(value, language) for name, value in values.items()}
    return {"path": one.path, **texts}


def _text(value: Any, language: Language) -> str | None:
    """A value as people read it, whole."""
    match value:
        case None:
            return None
        case Message():
            return preview(value, language)
        case bytes():
            return value.hex()
        case bool():
            return str(value).lower()
    return FORBIDDEN.sub(" ", str(value))
