"""Files of releases as `forsa-node outcomes report` writes them, of releases made in a test."""

from collections.abc import Sequence
from hashlib import sha256

from forsa.commitment import commit
from forsa.envelope import sign_record
from forsa.keys import SigningKey
from forsa.outcomes.messages import format_release, release_message
from forsa.outcomes.report_file import Published, format_file
from forsa.outcomes.tables import Release
from forsa.v1.record_pb2 import RecordHeader

from tests.support.accepted_releases import ABOUT

SALT = bytes(32)


def file_of(releases: Sequence[Release], proof: bytes = b"") -> bytes:
    """The file of these releases, whatever they say."""
    return format_file([_published(one) for one in releases], proof)


def _published(release: Release) -> Published:
    return record_of(format_release(release_message(release, ABOUT)))


def record_of(body: bytes) -> Published:
    """The record of amal that publishes these tables."""
    key = SigningKey.from_seed(sha256(b"release files").digest())
    header = RecordHeader(
        network_id=bytes(32),
        member="amal",
        key_id=key.key_id,
        kind="outcome.release",
        min_level=1,
        created_ms=1,
        object_id=bytes(16),
        audience="public",
        body=commit(SALT, body),
    )
    return Published(sign_record(header, key).envelope, SALT, body)
