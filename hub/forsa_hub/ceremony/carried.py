"""The file that officers carry: the versions until now, the next one field by field, signatures.

Everything in it is readable, and nothing in it is believed: the chain is verified from the network
id, the document is made of the fields that are shown, and signatures are of exactly that document.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from forsa.client.files import new_file, write_durably
from forsa.encoding import MAX_INTEGER, format_base64, parse_base64, parse_hex
from forsa.errors import MalformedError, Reason, VerificationError
from forsa.root import MAX_KEYS, MAX_ROOT_ENVELOPE_BYTES, TrustRoot, network_id_of, walk
from forsa.succession import Succession
from forsa.v1.trust_pb2 import RootDocument

_FORMAT: Final = "forsa-root-proposal/1"
_MAX_BYTES: Final = 2**20
_MAX_VERSIONS: Final = 100
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HASHES: Final = ("root_keys", "log_keys", "service_keys", "ca_spki_sha256")
_TIMES: Final = {"expires": "expires_ms", "log_time": "log_time_ms"}


def write_new(succession: Succession, path: Path) -> None:
    """Write it where nothing is yet.

    Raises:
        FileExistsError: there is a file already.
    """
    with new_file(path) as file:
        file.write(_format(succession))


def write_over(succession: Succession, path: Path) -> None:
    """Write it over an earlier state of itself, durably."""
    write_durably(path, _format(succession))


def read_carried(path: Path) -> Succession:
    """Read a file that somebody brought.

    Raises:
        MalformedError: `ROOT_INVALID`: it is no such file.
        VerificationError: `WRONG_NETWORK` or `ROOT_INVALID`: its chain or document is not valid.
    """
    with path.open("rb") as file:
        data = file.read(_MAX_BYTES + 1)
    try:
        if len(data) > _MAX_BYTES:
            raise ValueError("too long")
        values = json.loads(data)
        if values["format"] != _FORMAT:
            raise ValueError("another format")
        network_id = parse_hex(values["network_id"], 32)
        envelopes = [parse_base64(one) for one in _list(values["chain"], _MAX_VERSIONS)]
        document = _parse_document(values["document"])
        signatures = {
            parse_hex(one["key"], 32): parse_hex(one["signature"], 64)
            for one in _list(values["signatures"], 2 * MAX_KEYS)
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, MalformedError) as e:
        raise MalformedError(
            f"{path} is not a proposal of a trust root as this program writes them "
            f"({type(e).__name__})",
            Reason.ROOT_INVALID,
        ) from None
    return Succession.of(walk(envelopes, network_id), document, signatures)


def read_chain(path: Path) -> tuple[TrustRoot, ...]:
    """The chain up to a file `N.root`, with `1.root` and so on beside it, from the first of them.

    Which network that is the caller compares with what he knows.

    Raises:
        VerificationError: `ROOT_INVALID`: a version is not there, or is not valid.
    """
    number = path.stem
    if path.suffix != ".root" or not number.isascii() or not number.isdecimal():
        raise _no_chain(path)
    envelopes = []
    for version in range(1, min(int(number), _MAX_VERSIONS) + 1):
        one = path.with_name(f"{version}.root")
        if not one.exists():
            raise _no_chain(path)
        with one.open("rb") as file:
            envelopes.append(file.read(MAX_ROOT_ENVELOPE_BYTES + 1))
    if not envelopes:
        raise _no_chain(path)
    return walk(envelopes, network_id_of(envelopes[0]))


def _no_chain(path: Path) -> VerificationError:
    return VerificationError(
        f"{path} is not the newest of the files 1.root, 2.root and so on, side by side as in the "
        "folder roots of a hub or node",
        Reason.ROOT_INVALID,
    )


def _format(succession: Succession) -> bytes:
    signatures = sorted(succession.signatures.items())
    values = {
        "format": _FORMAT,
        "network_id": succession.chain[0].digest.hex(),
        "document": tell_document(succession.document),
        "signatures": [{"key": key.hex(), "signature": one.hex()} for key, one in signatures],
        "chain": [format_base64(root.envelope) for root in succession.chain],
    }
    return json.dumps(values, ensure_ascii=False, indent=2).encode() + b"\n"


def tell_document(document: RootDocument) -> dict[str, Any]:
    """A document field by field, as people read it: keys in hex, times in UTC."""
    told: dict[str, Any] = {
        "version": document.version,
        "prev": document.prev.hex(),
        "origin": document.origin,
        "trust_domain": document.trust_domain,
        "level": document.level,
        "expires": format_time(document.expires_ms),
        "threshold": document.threshold,
    }
    told |= {name: [one.hex() for one in getattr(document, name)] for name in _HASHES}
    told["hub_names"] = list(document.hub_names)
    if document.log_time_ms:
        told["log_time"] = format_time(document.log_time_ms)
    return told


def _parse_document(values: Mapping[str, Any]) -> RootDocument:
    read = dict(values)
    fields: dict[str, Any] = {name: _whole(read.pop(name)) for name in ("version", "level")}
    fields["threshold"] = _whole(read.pop("threshold"))
    fields["prev"] = parse_hex(read.pop("prev"), 32)
    fields |= {name: _text(read.pop(name)) for name in ("origin", "trust_domain")}
    fields |= {ms: parse_time(read.pop(name)) for name, ms in _TIMES.items() if name in read}
    fields |= {name: _each(read.pop(name), lambda one: parse_hex(one, 32)) for name in _HASHES}
    fields["hub_names"] = _each(read.pop("hub_names"), _text)
    if read:
        raise ValueError("unknown fields")
    return RootDocument(**fields)


def _each(values: Any, read: Callable[[Any], Any]) -> list[Any]:
    return [read(one) for one in _list(values, _MAX_VERSIONS)]


def _list(values: Any, most: int) -> Sequence[Any]:
    if not isinstance(values, list) or len(values) > most:
        raise ValueError("no list, or too long")
    return values


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_INTEGER:
        raise ValueError("no whole number in range")
    return value


def format_time(time_ms: int) -> str | int:
    """UTC to the millisecond; a time that no calendar has stays a number."""
    try:
        moment = _EPOCH + timedelta(milliseconds=time_ms)
    except OverflowError:
        return time_ms
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_time(value: Any) -> int:
    """Read what `format_time` writes, in that one spelling.

    Raises:
        ValueError, TypeError: it is something else.
    """
    if not isinstance(value, str):
        return _whole(value)
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    time_ms = (moment - _EPOCH) // timedelta(milliseconds=1)
    if format_time(time_ms) != value:
        raise ValueError("another spelling of a time")
    return _whole(time_ms)
