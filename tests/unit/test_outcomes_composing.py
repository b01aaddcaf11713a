"""What a release says beside its tables: nothing that follows a learner."""

import inspect

import pytest
from forsa_node.outcomes.composing import Order, header_of, source_digest
from forsa_node.outcomes.school_year import Frame

FRAME = Frame(frame_n=180, frozen_on="2024-10-31", centres_total=3, record_id="00" * 32)


@pytest.mark.parametrize(
    ("point", "day"),
    [("exit", "2025-07-31"), ("m3", "2025-10-30"), ("m6", "2026-01-29"), ("m12", "2026-07-31")],
)
def test_the_day_of_outcomes_follows_the_school_year_and_nobodys_exit(point: str, day: str) -> None:
    """The day of the last exit would be published with every release: a date of one learner."""
    header = header_of(Order("2024-2025", point), FRAME, ("a", "b", "c"), ())

    assert header.reference_date == day
    assert "rows" not in inspect.signature(header_of).parameters


def test_a_day_that_people_name_stands() -> None:
    """Who followed learners up on another day says so."""
    order = Order("2024-2025", "m3", reference_date="2025-11-15")

    assert header_of(order, FRAME, (), ()).reference_date == "2025-11-15"


def test_centres_without_learners_are_counted_as_covered() -> None:
    """A count of those that have learners would narrow every hidden centre by one learner."""
    header = header_of(Order("2024-2025", "exit"), FRAME, ("a", "b", "c"), ())

    assert (header.centres_included, header.centres_total) == (3, 3)


def test_two_releases_of_one_file_do_not_say_so() -> None:
    """The same digest twice would tell everybody that nothing was corrected in between."""
    key, mark = b"k" * 32, "ab" * 32
    orders = [
        Order("2024-2025", point, final=final)
        for point in ("exit", "m3")
        for final in (False, True)
    ]
    digests = {source_digest(mark, one, key) for one in orders}

    assert len(digests) == 4
    assert {len(one) for one in digests} == {32}
    assert bytes.fromhex(mark) not in digests
    assert source_digest("cd" * 32, orders[0], key) not in digests
    assert source_digest(mark, orders[0], b"j" * 32) not in digests


def test_whoever_has_the_file_and_the_key_finds_the_digest_again() -> None:
    """It is there to prove later which file was used; without a file there is none."""
    order = Order("2024-2025", "exit")

    assert source_digest("ab" * 32, order, b"k" * 32) == source_digest("ab" * 32, order, b"k" * 32)
    assert source_digest("", order, b"k" * 32) == b""
