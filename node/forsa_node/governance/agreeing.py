"""What an association does with an agreement: publishes it, ratifies, refuses, withdraws.

A ratification names the record of the exact text. So its signer reads that text before, or what
changed in it since the version that the association ratified last, with the hash of its bytes.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path
from typing import Final

from forsa.client.demonstration import clock_of
from forsa.errors import MalformedError, Reason
from forsa.governance.views.agreement import Stand, Version
from forsa.kinds.findings import shown
from forsa.kinds.loaders.loaded import DEFAULT_LICENCE
from forsa.kinds.preview import title_of
from forsa.v1.effects_pb2 import AgreementRatify
from forsa.v1.governance_pb2 import Ratification
from forsa.words.agreements import act_name
from forsa.words.reasons import Language

from forsa_node.drafts.desk import Desk
from forsa_node.governance.acting import Act, Signing, act, act_file
from forsa_node.governance.agreement_file import PUBLISH, read_agreement
from forsa_node.governance.agreement_found import Found, find_version, require_text
from forsa_node.governance.agreement_lines import difference_lines, stand_lines, text_lines
from forsa_node.governance.agreement_words import tell_file
from forsa_node.governance.minutes_file import hash_minutes
from forsa_node.governance.moments import now_of
from forsa_node.publishing import Asking
from forsa_node.reading import Stores, reading
from forsa_node.seen import Seen
from forsa_node.words import say

RATIFY: Final = "agreement.ratify"
_RATIFIES: Final = ("ratify", "ratify_with_reservation")


@dataclass(frozen=True, slots=True)
class Words:
    """What a party adds to its act."""

    reservation: str = ""
    language: str = ""
    """Of the reservation; empty: that of the command."""
    minutes: Path | None = None
    """The minutes that decided it: their hash is published, the file stays here."""
    date: str = ""
    """Day of that decision, as 2026-09-30."""


def publish_agreement(
    folder: Path,
    file: Path,
    replaces: str,
    audience: str,
    asking: Asking,
    signing: Signing,
) -> int:
    """Publish an agreement between named parties once its signer says yes; return the exit code.

    Args:
        folder: The node's.
        file: The agreement, in Markdown.
        replaces: The record that it is a new version of; empty: it is a new agreement.
        audience: Who may read it.
        asking: How its author is asked.
        signing: Who signs.

    Raises:
        ForsaError: the file has findings to mend, its type is voted on, or the network would
            refuse it.
    """
    with closing(Desk.open(folder, clock_of(folder))) as desk:
        read = desk.require_audience(audience)
        written = read_agreement(desk, file, asking, replaces, voted=False)
    what = Act(
        PUBLISH,
        written.effect,
        object_id=written.object_id,
        audience=read,
        title=title_of(written.message, asking.language),
    )
    told = [*tell_file(written, asking.language)]
    return act_file(folder, file, what, asking, told, signing)


def act_on_agreement(
    folder: Path,
    which: str,
    name: str,
    words: Words,
    asking: Asking,
    signing: Signing,
    zone: tzinfo,
) -> int:
    """Ratify, refuse or withdraw once the signer says yes; return the exit code.

    Args:
        folder: The node's.
        which: The version, by number or the beginning of its id.
        name: `ratify`, `refuse` or `withdraw`; with a reservation `ratify` is
            `ratify_with_reservation`.
        words: What the party adds.
        asking: How the signer is asked.
        signing: Who signs.
        zone: Of days.

    Raises:
        ConflictError: the text may not be shown: nobody ratifies what they cannot read.
        ForsaError: it is no agreement, or the network would refuse the act.
    """
    if words.reservation and name == "ratify":
        name = "ratify_with_reservation"
    message = _ratification(words, asking.language)
    with reading(folder) as stores:
        seen = Seen.of(stores)
        found = find_version(stores, seen, which)
        if name in _RATIFIES:
            require_text(found.version)
        now_ms = now_of(seen, clock_of(folder))
        told = list(_told(stores, found, name, words, asking.language, zone, now_ms))
    what = Act(
        RATIFY,
        AgreementRatify(act=name),
        message,
        parent=found.version.record_id,
        audience=found.version.audience,
        title=_title(found.version, name, asking.language),
    )
    return act(folder, what, asking, told, signing)


def _title(version: Version, name: str, language: Language) -> str:
    title = "" if version.text is None else title_of(version.text, language)
    return f"{title or version.type} ({version.version}): {act_name(name, language)}"


def _ratification(words: Words, language: Language) -> Ratification | None:
    """The body; None: there is nothing to say in it."""
    if not (words.reservation or words.minutes or words.date):
        return None
    tag = words.language or language
    body = Ratification(date=_day(words.date))
    body.common.original_language = tag
    body.common.licence = DEFAULT_LICENCE
    if words.reservation:
        body.reservation.add(lang=tag, text=words.reservation.strip())
    if words.minutes is not None:
        body.minutes_sha256 = hash_minutes(words.minutes)
    return body


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise MalformedError(
            f"{shown(text)} is no day such as 2026-09-30", Reason.KIND_BODY_INVALID
        ) from None


def _told(
    stores: Stores,
    found: Found,
    name: str,
    words: Words,
    language: Language,
    zone: tzinfo,
    now_ms: int,
) -> Iterator[str]:
    member = stores.identity.member
    yield from stand_lines(found.card, found.version, member, language, zone, now_ms)
    if name in _RATIFIES:
        yield from _to_read(found, member, language)
    yield say(language, f"agreement_act_{name}", member=member, version=found.version.version)
    yield from _after(found.version, member, name, language)
    if words.reservation:
        yield say(language, "agreement_reservation", text=words.reservation)
    if words.minutes is not None:
        yield say(language, "agreement_minutes", digest=hash_minutes(words.minutes).hex())


def _to_read(found: Found, member: str, language: Language) -> Iterator[str]:
    """The text, or what changed in it since the version that the member ratified."""
    text = require_text(found.version)
    before = found.card.ratified_before(member, found.version.version)
    if before is None or before.text is None:
        yield from text_lines(text, found.digest, language)
        return
    yield say(language, "agreement_changes_since", version=before.version)
    yield from difference_lines(before.text, text, language)
    yield say(language, "agreement_digest", digest=found.digest)


def _after(version: Version, member: str, name: str, language: Language) -> Iterator[str]:
    """How many ratifications there are then, and what follows."""
    others = [one for one in version.ratified if one != member]
    count = len(others) + (name in _RATIFIES)
    yield say(language, "agreement_count_then", count=count, needed=version.needed)
    if version.stand is Stand.OPEN and count >= version.needed:
        yield say(language, "agreement_in_force_then")
    if version.stand is Stand.IN_FORCE and name not in _RATIFIES:
        yield say(language, "agreement_stays_in_force", member=member)
