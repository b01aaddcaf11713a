"""The one line that lets a node enrol once (docs/protocol.md, "Enrolment")."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from forsa.encoding import Reader, format_base64url, format_opaque, parse_base64url
from forsa.errors import MalformedError, NotAllowedError, Reason

_PREFIX: Final = "forsa1_"
_CHECK_BYTES: Final = 4
_MAX_TEXT: Final = 600


@dataclass(frozen=True, slots=True)
class JoinToken:
    """Where to enrol, what to trust there, and the secret. Never logged, never in a URL."""

    network_id: bytes
    ca_spki_sha256: bytes
    token_id: bytes
    secret: bytes
    enrol_port: int
    host: str

    def __repr__(self) -> str:
        return f"JoinToken(token_id={self.token_id.hex()}, host={self.host!r})"

    @property
    def secret_hash(self) -> bytes:
        """What the hub stores of the secret."""
        return sha256(self.secret).digest()

    def format_struct(self) -> bytes:
        """The structure, check bytes included."""
        body = (
            b"\x01"
            + self.network_id
            + self.ca_spki_sha256
            + self.token_id
            + self.secret
            + self.enrol_port.to_bytes(2, "big")
            + format_opaque(self.host.encode(), 1, 255)
        )
        return body + sha256(body).digest()[:_CHECK_BYTES]

    def format(self) -> str:
        """The line a person carries."""
        return _PREFIX + format_base64url(self.format_struct())


def _invalid(what: str) -> NotAllowedError:
    return NotAllowedError(what, Reason.JOIN_TOKEN_INVALID)


def parse_join_token(text: str) -> JoinToken:
    """Read the line; white space around it is forgiven.

    Raises:
        NotAllowedError: `JOIN_TOKEN_INVALID`: cut, mistyped, or not a token at all.
    """
    line = text.strip()
    if not line.startswith(_PREFIX) or len(line) > _MAX_TEXT:
        raise _invalid(f"a join token begins with {_PREFIX}")
    try:
        data = parse_base64url(line.removeprefix(_PREFIX))
        return _parse_struct(data)
    except MalformedError:
        raise _invalid("the join token is cut or mistyped") from None


def _parse_struct(data: bytes) -> JoinToken:
    reader = Reader(data, Reason.JOIN_TOKEN_INVALID)
    version = reader.integer(1)
    token = JoinToken(
        network_id=reader.fixed(32),
        ca_spki_sha256=reader.fixed(32),
        token_id=reader.fixed(8),
        secret=reader.fixed(16),
        enrol_port=reader.integer(2),
        host=_parse_host(reader.opaque(1, 255)),
    )
    check = reader.fixed(_CHECK_BYTES)
    reader.end()
    if version != 1 or check != sha256(data[:-_CHECK_BYTES]).digest()[:_CHECK_BYTES]:
        raise _invalid("the join token is cut or mistyped")
    return token


def _parse_host(raw: bytes) -> str:
    try:
        return raw.decode("ascii")
    except UnicodeDecodeError:
        raise _invalid("the join token names no host") from None
