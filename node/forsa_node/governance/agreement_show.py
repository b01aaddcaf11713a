"""What is asked of agreements: which there are, how one stands, what it says, what changed."""

from collections.abc import Iterator
from datetime import UTC, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Any

from forsa.client.demonstration import clock_of
from forsa.client.files import FolderError, FolderProblem
from forsa.exports.governance.agreement_page import agreement_document
from forsa.exports.governance.page import page_of
from forsa.exports.governance.text import text_of
from forsa.governance.views.agreement import AgreementCard, Version
from forsa.governance.views.as_json import as_json
from forsa.kinds.body import check_message
from forsa.kinds.findings import errors_of
from forsa.kinds.preview import title_of
from forsa.words.reasons import Language

from forsa_node.governance.agreement_found import (
    Found,
    cards,
    find_proposed,
    find_version,
    is_proposal,
)
from forsa_node.governance.agreement_lines import (
    day_of,
    one_line,
    party_lines,
    stand_lines,
    text_lines,
)
from forsa_node.governance.moments import end_of_day, now_of, parse_moment
from forsa_node.new_files import new_file
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say


def moment_of(day: str, zone: tzinfo) -> int | None:
    """The end of a day that people type; None: they typed none.

    Raises:
        MalformedError: it is no day.
    """
    return end_of_day(parse_moment(day, zone), zone) if day else None


def list_agreements(
    folder: Path, language: Language, zone: tzinfo, at_ms: int | None = None
) -> list[dict[str, Any]]:
    """Every agreement: the version in force, and the newest if that is another; `says` in words."""
    with reading(folder) as stores:
        seen = Seen.of(stores)
        now_ms = at_ms or now_of(seen, clock_of(folder))
        member = stores.identity.member
        return [
            _card_row(card)
            | {
                "says": [
                    line
                    for version in _told(card)
                    for line in stand_lines(card, version, member, language, zone, now_ms)
                ]
            }
            for card in cards(stores, seen, at_ms)
        ]


def _told(card: AgreementCard) -> list[Version]:
    """The version in force and the newest, the newest last."""
    versions = [card.in_force, card.newest]
    return [
        one
        for at, one in enumerate(versions)
        if one is not None and one.record_id not in {v.record_id for v in versions[:at] if v}
    ]


def _card_row(card: AgreementCard) -> dict[str, Any]:
    versions = [_version_row(one) for one in card.versions]
    return {"object_id": card.object_id.hex(), "type": card.type, "versions": versions}


def _version_row(version: Version) -> dict[str, Any]:
    """A version without its text; `title` in every language."""
    row: dict[str, Any] = as_json(version)
    text = row.pop("text")
    return row | {
        "title": {one["lang"]: one["text"] for one in (text or {}).get("title", ())},
        "ratified": list(version.ratified),
        "lacking": version.lacking,
    }


def show_agreement(
    folder: Path,
    which: str,
    language: Language,
    zone: tzinfo,
    at_ms: int | None = None,
    *,
    full: bool = False,
    with_text: bool = True,
) -> dict[str, Any]:
    """One version of an agreement, or the text that a proposal puts to the vote; `says` in words.

    Args:
        folder: The node's.
        which: A version, an agreement, a ratification or a proposal.
        language: Of who reads.
        zone: Of days.
        at_ms: The moment it is shown at; None: now.
        full: Whether clauses are told in every language.
        with_text: Whether they are told at all.

    Raises:
        ForsaError: it is none of these, or its text may not be shown.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        if is_proposal(stores, which):
            return _proposed(stores, seen, which, language, full=full)
        found = find_version(stores, seen, which, at_ms)
        now_ms = at_ms or now_of(seen, clock_of(folder))
        member = stores.identity.member
        lines = [
            *stand_lines(found.card, found.version, member, language, zone, now_ms),
            *party_lines(found.version, language, zone),
            *(_text(found, language, full=full) if with_text else ()),
        ]
    row = _version_row(found.version)
    if with_text:
        row["text"] = as_json(found.version.text)
    return row | {"text_sha256": found.digest, "says": lines}


def _text(found: Found, language: Language, *, full: bool) -> Iterator[str]:
    if found.version.text is None:
        state = found.version.body_state.value
        yield say(language, f"agreement_text_{state}")
        return
    yield from text_lines(found.version.text, found.digest, language, full=full)


def _proposed(
    stores: Stores, seen: Seen, which: str, language: Language, *, full: bool
) -> dict[str, Any]:
    found = find_proposed(stores, seen, which)
    digest = sha256(found.data).hexdigest()
    today = day_of(now_of(seen, clock_of(stores.identity.folder)), UTC)
    broken = errors_of(check_message(found.text, today))
    lines = [
        say(language, "agreement_voted", title=one_line(title_of(found.text, language))),
        *text_lines(found.text, digest, language, full=full),
        *([say(language, "agreement_voted_broken", count=len(broken))] if broken else ()),
        *(f"  {one.text(language)}" for one in broken),
    ]
    if found.before is not None:
        values = {"folder": stores.identity.folder, "which": which}
        lines.append(say(language, "agreement_voted_differs", **values))
    return {
        "proposal": found.record.record_id.hex(),
        "replaces": None if found.before is None else found.before.record_id.hex(),
        "text": as_json(found.text),
        "text_sha256": digest,
        "broken_rules": [one.rule for one in broken],
        "says": lines,
    }


def write_agreement(
    folder: Path,
    which: str,
    to: Path,
    language: Language,
    zone: tzinfo,
    at_ms: int | None = None,
) -> Path:
    """Write a version with its ratifications as a page to print, or as text where `to` ends so.

    Raises:
        FolderError: there is a file already.
        ForsaError: as `show_agreement`.
    """
    with reading(folder) as stores:
        seen = Seen.of(stores)
        found = find_version(stores, seen, which, at_ms)
        now_ms = at_ms or now_of(seen, clock_of(folder))
    day = day_of(now_ms, zone)
    document = agreement_document(found.card, found.version, language, day, zone)
    write = text_of if to.suffix.lower() == ".txt" else page_of
    try:
        with new_file(to) as file:
            file.write(write(document).encode())
    except FileExistsError:
        raise FolderError(f"{to} is there already", FolderProblem.EXISTS, to) from None
    return to
