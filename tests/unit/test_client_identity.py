"""A node's folder: keys stay private and are never replaced, and damage has a name."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from forsa.client.files import FolderError, FolderProblem, write_durably
from forsa.client.identity import Identity, create_identity, load_identity
from forsa.client.node_keys import NodeKeys
from forsa.client.request import Request, admit_effect, format_request, parse_request
from forsa.errors import ForsaError, MalformedError, Reason, VerificationError
from forsa.keys import SigningKey
from forsa.rpc.address import HubAddress
from hypothesis import given
from hypothesis import strategies as st

NETWORK = bytes(range(32))
KEYS = NodeKeys.draw()
NAMES = {"member": "amal", "node": "n1", "name": "جمعية الأمل", "region": "MA-06"}


def identity(folder: Path) -> Identity:
    """A node that is not on the disk yet."""
    return Identity(folder / "amal", NETWORK, "amal", "n1", "Association Amal")


def test_a_folder_that_was_made_is_read_back(tmp_path: Path) -> None:
    """A node that forgets who it is after a restart would have to be admitted again."""
    made = create_identity(identity(tmp_path), KEYS)

    assert load_identity(made.folder) == made
    assert made.signing_key("govern").public == KEYS.member["govern"].public
    assert made.witness_key().public == KEYS.witness.public
    assert made.tls_key_pem() == KEYS.tls_pem


def test_private_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    """Another user of the association's PC could sign as the association."""
    made = create_identity(identity(tmp_path), KEYS)
    files = list((made.folder / "keys").iterdir())

    assert len(files) == 5
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((made.folder / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700


def test_a_second_node_never_replaces_the_keys_of_the_first(tmp_path: Path) -> None:
    """Typing init twice would lose the member's keys for ever."""
    made = create_identity(identity(tmp_path), KEYS)
    with pytest.raises(FolderError) as caught:
        create_identity(identity(tmp_path), NodeKeys.draw())

    assert caught.value.problem is FolderProblem.EXISTS
    assert made.signing_key("admin").public == KEYS.member["admin"].public


def test_an_init_that_was_cut_never_replaces_keys_either(tmp_path: Path) -> None:
    """The request with the first keys may have been sent already."""
    made = create_identity(identity(tmp_path), KEYS)
    (made.folder / "identity.json").unlink()

    with pytest.raises(FolderError, match="holds a node already"):
        create_identity(identity(tmp_path), KEYS)


@pytest.mark.parametrize(("name", "node"), [("Amal", "n1"), ("", "n1"), ("amal", "../n1")])
def test_names_that_no_record_can_carry_are_refused_at_once(
    tmp_path: Path, name: str, node: str
) -> None:
    """The secretariat would find out only after the request had travelled."""
    wrong = replace(identity(tmp_path), member=name, node=node)

    with pytest.raises(MalformedError):
        create_identity(wrong, KEYS)
    assert not wrong.folder.exists()


def test_what_joining_learns_is_kept(tmp_path: Path) -> None:
    """A node that joined can connect after a restart without its token."""
    made = create_identity(identity(tmp_path), KEYS)
    joined = made.save_hub(HubAddress("::1", 1, 2))
    joined.save_chain(b"chain", b"ca")
    again = load_identity(made.folder)

    assert again.hub_address().target == "[::1]:1"
    assert (again.chain_pem(), again.ca_pem()) == (b"chain", b"ca")


def test_a_node_that_has_not_joined_says_so(tmp_path: Path) -> None:
    """A missing file would read as a damaged folder."""
    made = create_identity(identity(tmp_path), KEYS)
    for question in (made.chain_pem, made.ca_pem, made.hub_address):
        with pytest.raises(FolderError) as caught:
            question()

        assert caught.value.problem is FolderProblem.NOT_ENROLLED
    assert made.roots() == ()


def test_a_key_that_was_carried_away_is_named(tmp_path: Path) -> None:
    """The admin key on a USB stick is normal (docs/decisions/0005), not damage."""
    made = create_identity(identity(tmp_path), KEYS)
    (made.folder / "keys" / "admin.pem").unlink()

    with pytest.raises(FolderError, match=r"admin\.pem") as caught:
        made.signing_key("admin")
    assert caught.value.problem is FolderProblem.KEY_ABSENT


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\n"])
def test_a_damaged_key_is_named_and_never_printed(tmp_path: Path, damage: bytes) -> None:
    """A traceback with half a key would end in a mail to the secretariat."""
    made = create_identity(identity(tmp_path), KEYS)
    (made.folder / "keys" / "record.pem").write_bytes(damage)
    with pytest.raises(FolderError) as caught:
        made.signing_key("record")

    assert caught.value.problem is FolderProblem.DAMAGED
    assert KEYS.member["record"].seed.hex() not in repr(KEYS) + repr(KEYS.member)


def test_keys_of_the_wrong_kind_do_not_pass_for_others(tmp_path: Path) -> None:
    """Files mixed up in a restore must not end in a handshake that fails without a word."""
    made = create_identity(identity(tmp_path), KEYS)
    keys = made.folder / "keys"
    (keys / "record.pem").write_bytes(KEYS.tls_pem)
    (keys / "tls.pem").write_bytes((keys / "govern.pem").read_bytes())

    with pytest.raises(FolderError, match="not an Ed25519 key"):
        made.signing_key("record")
    with pytest.raises(FolderError, match="not a P-256 key"):
        made.tls_key_pem()


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"format": 2}', '{"format": 1, "network_id": "00"}', "\xff"]
)
def test_a_damaged_identity_is_damage_not_a_traceback(tmp_path: Path, text: str) -> None:
    """A volunteer reads what happened and what to do."""
    made = create_identity(identity(tmp_path), KEYS)
    (made.folder / "identity.json").write_text(text, encoding="latin-1")

    with pytest.raises(FolderError) as caught:
        load_identity(made.folder)
    assert caught.value.problem is FolderProblem.DAMAGED


def test_a_folder_without_a_node_is_missing(tmp_path: Path) -> None:
    """The wrong folder is the commonest mistake of all."""
    with pytest.raises(FolderError) as caught:
        load_identity(tmp_path)

    assert caught.value.problem is FolderProblem.MISSING


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """A full disk while saving must not eat the certificate that works."""
    path = tmp_path / "chain.pem"
    write_durably(path, b"old")
    with pytest.raises(TypeError):
        write_durably(path, "text")  # type: ignore[arg-type]  # the write itself fails

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_request_says_the_same_after_its_journey() -> None:
    """The secretariat admits the keys that the association made, and no others."""
    request = Request.make(NETWORK, NAMES, KEYS)
    read = parse_request(format_request(request).encode(), NETWORK)
    effect = admit_effect(read)

    assert read == request
    assert [key.public_key for key in effect.keys] == sorted(
        key.public for key in KEYS.member.values()
    )


def test_a_request_holds_no_private_key() -> None:
    """It travels by mail."""
    text = format_request(Request.make(NETWORK, NAMES, KEYS))

    for key in (*KEYS.member.values(), KEYS.witness):
        assert key.seed.hex() not in text


def test_a_request_for_another_network_is_refused() -> None:
    """Its proofs would not hold in this network's log."""
    text = format_request(Request.make(bytes(32), NAMES, KEYS)).encode()

    with pytest.raises(VerificationError) as caught:
        parse_request(text, NETWORK)
    assert caught.value.reason is Reason.WRONG_NETWORK


def test_a_key_whose_secret_is_in_a_book_is_refused() -> None:
    """Anybody could sign as a member admitted with a test key."""
    known = {**KEYS.member, "record": SigningKey.from_seed(b"\x01" * 32)}
    text = format_request(Request.make(NETWORK, NAMES, replace(KEYS, member=known)))

    with pytest.raises(VerificationError, match="published"):
        parse_request(text.encode(), NETWORK)


@given(st.data())
def test_no_changed_request_is_accepted_as_another(data: st.DataObject) -> None:
    """Whoever carries the file could slip in a key or change the name of the node."""
    values = json.loads(format_request(Request.make(NETWORK, NAMES, KEYS)))
    field = data.draw(st.sampled_from(["member", "node", "keys", "witness", "network_id"]))
    other = Request.make(NETWORK, {**NAMES, "member": "badr", "node": "n2"}, NodeKeys.draw())
    swapped = json.loads(format_request(other))
    if field == "keys":
        index = data.draw(st.integers(0, 2))
        part = data.draw(st.sampled_from(["public", "proof"]))
        values["keys"][index][part] = swapped["keys"][index][part]
    elif field == "witness":
        values["witness"]["public"] = swapped["witness"]["public"]
    else:
        values[field] = "00" * 32 if field == "network_id" else swapped[field]

    with pytest.raises(ForsaError):
        parse_request(json.dumps(values).encode(), NETWORK)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["format", "keys", "network_id", "member", "witness"]),
                    inner,
                    max_size=5,
                )
            ),
            max_leaves=10,
        ).map(lambda value: json.dumps(value).encode()),
    )
)
def test_garbage_is_refused_in_words(data: bytes) -> None:
    """The file comes by mail from anywhere."""
    with pytest.raises(MalformedError):
        parse_request(data, NETWORK)
