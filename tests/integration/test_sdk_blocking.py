"""The face without an event loop, and the fixture that users test with."""

import subprocess
import sys
import threading

import forsa
import pytest
from forsa.client.drafts import Draft
from forsa.client.files import FolderError
from forsa.client.values import Filter
from forsa.errors import MalformedError, NotFoundError
from forsa.testing.fixtures import BlockingNetwork

KIND = "field_note.publish"
NOTES = Filter([KIND])


def note(number: int) -> Draft:
    """A public note that says its number."""
    return Draft(KIND, b"%d" % number, audience="public")


def own_threads() -> list[threading.Thread]:
    """The threads that run a loop of ours."""
    return [thread for thread in threading.enumerate() if thread.name == "forsa"]


def test_a_script_publishes_gets_lists_and_proves(forsa_network: BlockingNetwork) -> None:
    """The five things that a program does, without a loop of its own."""
    forsa_network.add_member("amal")
    amal = forsa_network.connect("amal")
    published = amal.publish(note(1))

    assert amal.get(published.record_id).data == b"1"
    assert [item.data for item in amal.list(NOTES)] == [b"1"]
    assert amal.receipt(published.record_id).index == published.index
    assert amal.verify_receipt(published.receipt).index == published.index
    assert amal.network_id == forsa_network.network_id


def test_what_one_member_publishes_another_and_an_outsider_read(
    forsa_network: BlockingNetwork,
) -> None:
    """A network is several."""
    for member in ("amal", "badr"):
        forsa_network.add_member(member)
    published = forsa_network.connect("amal").publish(note(1))
    forsa_network.sync()

    assert forsa_network.connect("badr").get(published.record_id).member == "amal"
    assert forsa_network.connect_outside().get(published.record_id).member == "amal"


def test_following_waits_for_what_comes(forsa_network: BlockingNetwork) -> None:
    """`for item in network.follow()` blocks until there is one."""
    forsa_network.add_member("amal")
    amal = forsa_network.connect("amal")
    stream = amal.follow(NOTES, from_index=0)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.extend(next(stream).data for _ in range(3)))
    reader.start()
    for number in range(3):
        amal.publish(note(number))
    reader.join(20)

    assert found == [b"0", b"1", b"2"]


def test_leaving_an_iterator_lets_go_of_its_stream(forsa_network: BlockingNetwork) -> None:
    """A program that takes the first record and goes on must not hold streams at the hub."""
    forsa_network.add_member("amal")
    amal = forsa_network.connect("amal")
    for number in range(3):
        amal.publish(note(number))
    for _ in range(50):  # more than the streams of a connection
        items = amal.list(NOTES)
        assert next(items).data == b"0"
        items.close()  # type: ignore[attr-defined]  # a generator, promised as an iterator

    assert len(list(amal.list(NOTES))) == 3


def test_errors_pass_through_as_they_are(forsa_network: BlockingNetwork) -> None:
    """Both faces raise the same."""
    forsa_network.add_member("amal")
    amal = forsa_network.connect("amal")

    with pytest.raises(NotFoundError):
        amal.get(bytes(32))


def test_closing_twice_is_harmless_and_using_it_afterwards_is_told(
    forsa_network: BlockingNetwork,
) -> None:
    """A `with` inside a `with`, an iterator that is looked at too late."""
    forsa_network.add_member("amal")
    amal = forsa_network.connect("amal")
    open_items = amal.follow(NOTES, from_index=0)
    amal.publish(note(1))
    next(open_items)
    threads = len(own_threads())
    amal.close()
    amal.close()

    assert len(own_threads()) == threads - 1
    with pytest.raises(RuntimeError, match="closed"):
        amal.get(bytes(32))
    with pytest.raises(RuntimeError, match="closed"):
        next(open_items)


def test_a_folder_without_a_node_is_named_at_once(tmp_path: object) -> None:
    """The thread that had begun ends with it."""
    threads = own_threads()
    with pytest.raises(FolderError):
        forsa.connect(str(tmp_path))

    assert own_threads() == threads


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"host": "hub.example.org"},
        {"network_id": "00" * 32},
        {"node_folder": "x", "host": "y", "network_id": "00" * 32},
        {"host": "x", "network_id": "00"},
        {"host": "x", "network_id": b"short"},
    ],
)
def test_connecting_takes_a_folder_or_host_and_network_id(given: dict[str, str]) -> None:
    """Half of a network id authenticates nothing."""
    with pytest.raises(MalformedError):
        forsa.connect(**given)  # type: ignore[arg-type]  # what a caller may get wrong


def test_importing_forsa_is_light() -> None:
    """A command that only prints its help, a script that only verifies."""
    script = (
        "import sys, forsa; heavy = {'grpc', 'cryptography', 'google.protobuf', 'asyncio'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"


def test_everything_named_at_the_top_is_there() -> None:
    """The names are imported late, so a wrong one would show late."""
    for name in forsa.__all__:
        assert getattr(forsa, name).__name__ == name
    with pytest.raises(AttributeError):
        _ = forsa.no_such_name
