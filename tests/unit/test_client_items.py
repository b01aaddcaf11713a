"""What a library answers is verified before a program sees it."""

from collections.abc import Callable

import pytest
from forsa.client.items import Item, parse_body, require_match, require_object, require_record
from forsa.client.items import verify_item as verify
from forsa.client.node_keys import draw_signing_key
from forsa.errors import ForsaError, MalformedError
from forsa.v1 import library_service_pb2 as pb

from tests.support.network_root import NetworkKeys
from tests.support.signed_log import SALT, SignedLog, make_record

KEYS = NetworkKeys.make()
LOG = SignedLog(KEYS)
BODY = b"what the author wrote"
for _number in range(4):
    LOG.append(make_record(KEYS, _number))
WITH_BODY = LOG.append(make_record(KEYS, 7, BODY, languages=["ar", "fr"], region="MA-06"))
WITHOUT = LOG.append(make_record(KEYS, 8))


def answer(index: int = WITH_BODY) -> pb.LibraryItem:
    """An honest answer."""
    record = LOG.records[index]
    item = pb.LibraryItem(
        receipt=LOG.receipt(index).format().encode(),
        author_key=KEYS.member.public,
        newest=record.record_id,
        body_state="none",
    )
    if record.header.HasField("body"):
        item.body_state, item.salt, item.body = "inline", SALT, BODY
    return item


def verify_item(item: pb.LibraryItem) -> Item:
    """Verify an answer by the network's root."""
    return verify(item, [KEYS.root])


def test_an_honest_answer_is_what_the_author_signed() -> None:
    """Beside every refusal stands what must pass."""
    item = verify_item(answer())

    assert (item.index, item.data, item.member) == (WITH_BODY, BODY, "office")
    assert item.is_newest
    assert verify_item(answer(WITHOUT)).body_state == "none"


def test_a_body_that_is_not_here_says_why() -> None:
    """Held, erased, or not for this reader: the hub's word, shown as that."""
    item = answer()
    item.body_state = "held"
    item.ClearField("salt")
    item.ClearField("body")

    assert (verify_item(item).body_state, verify_item(item).data) == ("held", b"")
    assert verify_item(item).body is None


def _another_body(item: pb.LibraryItem) -> None:
    item.body = b"what the hub wrote"


def _another_salt(item: pb.LibraryItem) -> None:
    item.salt = bytes(32)


def _short_salt(item: pb.LibraryItem) -> None:
    item.salt = b""


def _other_author(item: pb.LibraryItem) -> None:
    item.author_key = draw_signing_key().public


def _no_author(item: pb.LibraryItem) -> None:
    item.author_key = b""


def _body_hidden_in_a_state(item: pb.LibraryItem) -> None:
    item.body_state = "held"


def _missing_body(item: pb.LibraryItem) -> None:
    item.body_state = "none"
    item.ClearField("salt")
    item.ClearField("body")


def _odd_state(item: pb.LibraryItem) -> None:
    item.body_state = "in\u202eline"


def _garbage_receipt(item: pb.LibraryItem) -> None:
    item.receipt = b"\xff\x00"


def _forged_receipt(item: pb.LibraryItem) -> None:
    thief = SignedLog(NetworkKeys(draw_signing_key(), KEYS.service, KEYS.member, KEYS.root))
    thief.append(LOG.records[WITH_BODY])
    item.receipt = thief.receipt(0).format().encode()


@pytest.mark.parametrize(
    "bend",
    [
        _another_body,
        _another_salt,
        _short_salt,
        _other_author,
        _no_author,
        _body_hidden_in_a_state,
        _missing_body,
        _odd_state,
        _garbage_receipt,
        _forged_receipt,
    ],
)
def test_a_bent_answer_is_refused(bend: Callable[[pb.LibraryItem], None]) -> None:
    """An outsider holds nothing but the network id to tell a lie by."""
    item = answer()
    bend(item)

    with pytest.raises(ForsaError):
        verify_item(item)


def test_an_answer_is_to_the_question() -> None:
    """A genuine record in the place of another is a lie too."""
    item = verify_item(answer())

    assert require_record(item, item.record_id) is item
    assert require_object(item, item.object_id) is item
    with pytest.raises(MalformedError):
        require_record(item, bytes(32))
    with pytest.raises(MalformedError):
        require_object(item, bytes(16))


@pytest.mark.parametrize(
    ("request_fields", "matches"),
    [
        ({}, True),
        ({"kinds": ["practice"]}, True),
        ({"kinds": ["practice.report"]}, True),
        ({"kinds": ["practice.rep"]}, False),
        ({"languages": ["fr", "en"]}, True),
        ({"languages": ["en"]}, False),
        ({"regions": ["MA-06"]}, True),
        ({"regions": ["MA-07"]}, False),
        ({"members": ["office"]}, True),
        ({"members": ["amal"]}, False),
        ({"from_index": WITH_BODY}, True),
        ({"from_index": WITH_BODY + 1}, False),
    ],
)
def test_a_listed_record_is_one_that_was_asked_for(
    request_fields: dict[str, list[str]], matches: bool
) -> None:
    """An endless list of old records would keep a follower from ever being up to date."""
    item = verify_item(answer())
    request = pb.ListRequest(**request_fields)  # type: ignore[arg-type]  # fields by name
    if matches:
        assert require_match(item, request) is item
    else:
        with pytest.raises(MalformedError):
            require_match(item, request)


@pytest.mark.parametrize(
    ("kind", "data"),
    [("practice.report", b"\xff"), ("key.veto", b"x"), ("no.such_kind", b"x")],
)
def test_a_body_that_cannot_be_read_is_no_body(kind: str, data: bytes) -> None:
    """Unknown kinds are shown raw; a void body must not stop a reader."""
    assert parse_body(kind, data) is None
