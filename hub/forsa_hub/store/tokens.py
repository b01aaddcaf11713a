"""Join tokens in the database: each enrols one TLS key."""

from dataclasses import dataclass
from hmac import compare_digest

from forsa.errors import NotAllowedError, Reason
from sqlalchemy import Connection, insert, or_, select, update

from forsa_hub.store.tables import TOKEN


@dataclass(frozen=True, slots=True)
class StoredToken:
    """Whom a token admits; the secret itself is not kept."""

    token_id: bytes
    secret_hash: bytes
    member: str
    node: str
    expires_ms: int


def put_token(connection: Connection, token: StoredToken) -> None:
    """Keep a new token."""
    connection.execute(
        insert(TOKEN).values(
            token_id=token.token_id,
            secret_hash=token.secret_hash,
            member=token.member,
            node=token.node,
            expires_ms=token.expires_ms,
            attempts=0,
        )
    )


def find_token(
    connection: Connection, token_id: bytes, secret_hash: bytes, now_ms: int, attempts: int
) -> StoredToken:
    """The token that a caller holds; every failure looks the same from outside.

    Raises:
        NotAllowedError: `JOIN_TOKEN_INVALID`: unknown, of another secret, expired, tried too often.
    """
    counted = update(TOKEN).where(TOKEN.c.token_id == token_id)
    connection.execute(counted.values(attempts=TOKEN.c.attempts + 1))
    row = connection.execute(select(TOKEN).where(TOKEN.c.token_id == token_id)).one_or_none()
    if (
        row is None
        or not compare_digest(row.secret_hash, secret_hash)
        or row.expires_ms <= now_ms
        or row.attempts > attempts
    ):
        raise refused()
    return StoredToken(row.token_id, row.secret_hash, row.member, row.node, row.expires_ms)


def use_token(connection: Connection, token_id: bytes, spki_sha256: bytes) -> bool:
    """Mark the token as used by this TLS key; False if it was used by another."""
    free = or_(TOKEN.c.used_by.is_(None), TOKEN.c.used_by == spki_sha256)
    where = (TOKEN.c.token_id == token_id) & free
    return connection.execute(update(TOKEN).where(where).values(used_by=spki_sha256)).rowcount == 1


def refused() -> NotAllowedError:
    """The one answer to every bad token."""
    return NotAllowedError("the join token is not valid", Reason.JOIN_TOKEN_INVALID)
