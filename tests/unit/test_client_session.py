"""A program keeps the trust root it knows, and follows it to newer versions only."""

import pytest
from forsa.client.node_keys import draw_signing_key
from forsa.client.session import extend_roots
from forsa.errors import VerificationError
from forsa.keys import SigningKey
from forsa.root import TrustRoot, accept_first, accept_next, network_id_of, sign_root
from forsa.v1.trust_pb2 import MemberKey, RootDocument, RootMember

OFFICER = draw_signing_key()
MEMBER = MemberKey(public_key=draw_signing_key().public, purposes=["admin"])


def document(version: int, log_key: SigningKey, prev: bytes = b"") -> RootDocument:
    """One version that names this log key."""
    return RootDocument(
        version=version,
        prev=prev,
        origin="hub.example.org/log1",
        trust_domain="example.org",
        level=1,
        threshold=1,
        root_keys=[OFFICER.public],
        log_keys=[log_key.public],
        service_keys=[draw_signing_key().public],
        ca_spki_sha256=[bytes(32)],
        hub_names=["hub.example.org"],
        members=[RootMember(id="office", role="secretariat", keys=[MEMBER])] * (version == 1),
    )


def first() -> TrustRoot:
    """A version 1."""
    envelope = sign_root(document(1, draw_signing_key()), [OFFICER])
    return accept_first(envelope, network_id_of(envelope))


def after(root: TrustRoot) -> TrustRoot:
    """A version after `root`."""
    following = document(root.version + 1, draw_signing_key(), root.digest)
    return accept_next(root, sign_root(following, [OFFICER]))


def test_new_versions_are_taken_one_after_the_other() -> None:
    """A program that was away for years catches up."""
    one = first()
    two = after(one)
    three = after(two)

    assert extend_roots((one,), (one, two, three)) == (one, two, three)
    assert extend_roots((one, two), (one,)) == (one, two)


def test_another_branch_is_not_taken() -> None:
    """Two documents of one version prove misuse of root keys: the one known first stays."""
    one = first()
    ours, theirs = after(one), after(one)

    assert extend_roots((one, ours), (one, theirs)) == (one, ours)
    with pytest.raises(VerificationError):
        extend_roots((one, ours), (one, theirs, after(theirs)))
