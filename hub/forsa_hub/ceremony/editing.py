"""From what somebody wants changed to the document that says it; nothing else changes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from forsa.encoding import parse_hex
from forsa.errors import ConflictError, MalformedError, Reason, VerificationError
from forsa.keys import key_id_of
from forsa.root import TrustRoot
from forsa.succession import Succession, next_document

from forsa_hub.own_keys import AUTHORITY, LOG, SERVICE
from forsa_hub.rooting import check_keys

SHORT: Final = 8
"""Hexadecimal digits by which a key of the version in force may be named at least."""
_KEY_DIGITS: Final = 64
_DIGITS: Final = re.compile(r"[0-9a-f]{8,64}", re.ASCII)
_FIELDS: Final = {LOG: "log_keys", SERVICE: "service_keys", AUTHORITY: "ca_spki_sha256"}

Draw = Callable[[str], bytes]
"""Draws a hub key of a kind for the version that is made, and returns its public part."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to change; empty = as it is."""

    add_root: tuple[str, ...] = ()
    """Public keys: 64 hexadecimal digits, or a file that holds them."""
    remove_root: tuple[str, ...] = ()
    """The same, or the first digits of a key or of its fingerprint."""
    threshold: int | None = None
    draw: tuple[str, ...] = ()
    """Kinds of hub keys to draw here, in place of those in force."""
    log: tuple[str, ...] = ()
    """Public keys that were drawn elsewhere, in place of those in force; the next two alike."""
    service: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    hub_names: tuple[str, ...] = ()
    """All of them, in place of those in force."""
    expires: datetime | None = None
    level: int | None = None
    log_time: datetime | None = None


def propose(chain: tuple[TrustRoot, ...], wishes: Wishes, draw: Draw) -> Succession:
    """The next version after `chain`, not signed by anybody.

    Raises:
        VerificationError: `ROOT_INVALID`: no such document can follow.
        MalformedError: a key is not written as one, or is published.
        ConflictError: nothing would change.
    """
    current = chain[-1]
    document = next_document(current)
    before = current.document
    added = [read_key(one) for one in wishes.add_root]
    removed = {find_key(before.root_keys, one) for one in wishes.remove_root}
    document.root_keys[:] = sorted({*before.root_keys, *added} - removed)
    if wishes.threshold is not None:
        document.threshold = wishes.threshold
    given = {LOG: wishes.log, SERVICE: wishes.service, AUTHORITY: wishes.authority}
    for kind, name in _FIELDS.items():
        keys = {read_key(one) for one in given[kind]}
        if kind in wishes.draw:
            keys.add(draw(kind))
        if keys:
            getattr(document, name)[:] = sorted(keys)
    if wishes.hub_names:
        document.hub_names[:] = sorted({one.lower() for one in wishes.hub_names})
    if wishes.expires is not None:
        document.expires_ms = _milliseconds(wishes.expires)
    if wishes.level is not None:
        document.level = wishes.level
    if wishes.log_time is not None:
        document.log_time_ms = _milliseconds(wishes.log_time)
    check_keys(document)
    if next_document(current) == document:
        raise ConflictError(
            "nothing would change: say what the next version is for, see forsa-hub root new --help",
            Reason.KIND_PRECONDITION,
        )
    return Succession.of(chain, document, {})


def read_key(said: str) -> bytes:
    """A public key or hash of 32 bytes, as its digits or in a file of one line.

    Digits are never a file's name: whoever could write into the folder would choose the key.

    Raises:
        MalformedError: it is neither.
    """
    path, text = Path(said), said
    if not _DIGITS.fullmatch(said) and path.is_file():
        with path.open("rb") as file:
            text = file.read(2 * _KEY_DIGITS).decode("ascii", "replace").strip()
    try:
        return parse_hex(text, _KEY_DIGITS // 2)
    except MalformedError:
        raise MalformedError(
            f"{said} is no public key: give its {_KEY_DIGITS} hexadecimal digits, or the file "
            "beside the officer's key whose name ends in .pub",
            Reason.ROOT_INVALID,
        ) from None


def find_key(keys: Sequence[bytes], said: str) -> bytes:
    """The one of these keys that somebody means, by its first digits or those of its fingerprint.

    Raises:
        VerificationError: `ROOT_INVALID`: none of them, or more than one.
    """
    digits = "".join(said.split()).lower()
    if not _DIGITS.fullmatch(digits) and Path(said).is_file():
        digits = read_key(said).hex()
    found = [
        key
        for key in keys
        if len(digits) >= SHORT
        and (key.hex().startswith(digits) or key_id_of(key).hex().startswith(digits))
    ]
    if len(found) != 1:
        raise VerificationError(
            f"{said} names {len(found)} root keys of the version in force: give at least {SHORT} "
            "digits of one, as forsa-hub root show has them",
            Reason.ROOT_INVALID,
        )
    return found[0]


def _milliseconds(moment: datetime) -> int:
    return int(moment.replace(tzinfo=UTC).timestamp() * 1000)
