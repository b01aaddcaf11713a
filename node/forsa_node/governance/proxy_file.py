"""The file that carries a proxy: what the signature is over, one value a line, then words.

What follows the empty line is for people, and no program reads it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forsa.encoding import format_base64, is_member_id, parse_base64, parse_hex
from forsa.errors import MalformedError, Reason

FORMAT: Final = "forsa-proxy/1"
MAX_BYTES: Final = 16 * 1024
_FIELDS: Final = ("network", "proposal", "from", "to", "key", "signature")
_SIGNATURE_BYTES: Final = 64


@dataclass(frozen=True, slots=True)
class Proxy:
    """What a proxy file says. Its signature is checked by `require_for`."""

    network_id: bytes
    proposal: bytes
    """Record id."""
    absent: str
    """Whose vote it is."""
    voter: str
    """Who may cast it."""
    key_id: bytes
    """Of the absent member's key that signed."""
    signature: bytes


def format_proxy(proxy: Proxy, words: Iterable[str]) -> str:
    """The file: values, an empty line, then `words` for people."""
    values = (
        proxy.network_id.hex(),
        proxy.proposal.hex(),
        proxy.absent,
        proxy.voter,
        proxy.key_id.hex(),
        format_base64(proxy.signature),
    )
    lines = [
        FORMAT,
        *(f"{name} {one}" for name, one in zip(_FIELDS, values, strict=True)),
        "",
        *words,
    ]
    return "\n".join(lines) + "\n"


def read_proxy(file: Path) -> Proxy:
    """Read a proxy file; whether its signature holds is `require_for`'s.

    Raises:
        MalformedError: `KIND_EFFECT_INVALID`: it is none.
    """
    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _malformed(file)
    try:
        return _parse(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (MalformedError, ValueError):
        raise _malformed(file) from None


def _parse(text: str) -> Proxy:
    head, _, _ = text.partition("\n\n")
    first, *lines = head.split("\n")
    named = [line.partition(" ") for line in lines]
    if first.strip() != FORMAT or tuple(name for name, _, _ in named) != _FIELDS:
        raise ValueError("another file")
    network, proposal, absent, voter, key, signature = (value.strip() for _, _, value in named)
    if not (is_member_id(absent) and is_member_id(voter)):
        raise ValueError("no member")
    signed = parse_base64(signature)
    if len(signed) != _SIGNATURE_BYTES:
        raise ValueError("no signature")
    ids = (parse_hex(one, 32) for one in (network, proposal, key))
    network_id, record_id, key_id = ids
    return Proxy(network_id, record_id, absent, voter, key_id, signed)


def _malformed(file: Path) -> MalformedError:
    return MalformedError(
        f"{file.name} is no proxy as this program writes them", Reason.KIND_EFFECT_INVALID
    )
