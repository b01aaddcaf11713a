"""Tables come in by one door: what is not exactly a release is none."""

from collections.abc import Callable
from typing import Final

import pytest
from forsa.errors import ForsaError, MalformedError, Reason
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.messages import digest_of, format_release, parse_release, release_message
from forsa.outcomes.tables import CellState, Vintage
from forsa.v1 import outcomes_pb2 as v1
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.releases import ABOUT, Learner, learners, make_release

_CLOSED: Final = closed_axes()
_CENTRES: Final = ("a", "b")
_PEOPLE: Final = learners(
    *(
        (8, {"sex": sex, "age3": "a16_17", "strand": "vocational", "centre": c, "outcome7": o})
        for sex in ("f", "m")
        for c in _CENTRES
        for o in ("formal_education", "active_life", "unknown", "excluded", "apprenticeship")
    )
)

people = st.lists(
    st.fixed_dictionaries(
        {
            "sex": st.sampled_from(_CLOSED["sex"].codes),
            "age3": st.sampled_from(_CLOSED["age3"].codes),
            "strand": st.sampled_from(_CLOSED["strand"].codes),
            "centre": st.sampled_from(_CENTRES),
            "outcome7": st.sampled_from(_CLOSED["outcome7"].codes),
        }
    ),
    min_size=1,
    max_size=30,
)


def message() -> v1.OutcomeTables:
    """A good one, of four tables."""
    return release_message(make_release(_PEOPLE, "node-3", centres=_CENTRES), ABOUT)


@settings(max_examples=25)
@given(
    people,
    st.sampled_from(["node-0", "node-1", "node-2", "node-3", "node-4"]),
    st.sets(st.integers(0, 200)),
    st.lists(st.binary(min_size=32, max_size=32), max_size=3, unique=True),
    st.sampled_from(Vintage),
)
def test_a_release_written_and_read_is_the_same(
    drawn: list[Learner], name: str, hidden: set[int], history: list[bytes], vintage: Vintage
) -> None:
    """What the second person approves must be what everybody reads."""
    count = iter(range(10_000))
    release = make_release(
        drawn,
        name,
        centres=_CENTRES,
        hidden=lambda _table, _at: next(count) in hidden,
        history=history,
        vintage=vintage,
    )
    body = format_release(release_message(release, ABOUT))

    assert parse_release(body) == release


def test_the_digest_of_a_release_is_without_that_of_its_proof() -> None:
    """The proof names the release, so the release cannot be sealed by the proof before."""
    draft, proven, other = message(), message(), message()
    draft.ClearField("proof_digest")
    proven.proof_digest = b"p" * 32
    other.tool = "other"

    assert digest_of(draft) == digest_of(proven) == parse_release(format_release(draft)).digest
    assert digest_of(other) != digest_of(draft)
    assert parse_release(format_release(proven)).proof_digest == b"p" * 32


def first_shown(table: v1.Table) -> v1.Cell:
    """A cell with a number of at least one."""
    return next(cell for cell in table.cells if cell.state == v1.CELL_STATE_SHOWN)


def no_value(one: v1.OutcomeTables) -> None:
    """A shown cell without its number."""
    first_shown(one.tables[0]).ClearField("value")


def hidden_with_value(one: v1.OutcomeTables) -> None:
    """A hidden cell that tells."""
    first_shown(one.tables[0]).state = v1.CELL_STATE_CONFIDENTIAL


def shown_nobody(one: v1.OutcomeTables) -> None:
    """0 that claims to be a count: it would not be held to be a zero."""
    first_shown(one.tables[0]).value = 0


def zero_somebody(one: v1.OutcomeTables) -> None:
    """A zero that counts."""
    first_shown(one.tables[0]).state = v1.CELL_STATE_ZERO


def swapped_cells(one: v1.OutcomeTables) -> None:
    """Two cells in the other's place."""
    cells = [*one.tables[0].cells]
    cells[0], cells[1] = cells[1], cells[0]
    del one.tables[0].cells[:]
    one.tables[0].cells.extend(cells)


def missing_cell(one: v1.OutcomeTables) -> None:
    """The last margin is left out."""
    del one.tables[0].cells[-1]


def twice(one: v1.OutcomeTables) -> None:
    """The last cell again."""
    one.tables[0].cells.append(one.tables[0].cells[-1])


def unknown_code(one: v1.OutcomeTables) -> None:
    """A code that is on no list."""
    one.tables[0].cells[0].at[0] = "x"


def short_address(one: v1.OutcomeTables) -> None:
    """An axis is missing in an address."""
    del one.tables[0].cells[0].at[0]


def other_codes(one: v1.OutcomeTables) -> None:
    """Codes of another version."""
    one.axes[0].codes_sha256 = bytes(32)


def other_centres(one: v1.OutcomeTables) -> None:
    """The digest vouches for centres that the cells do not name."""
    next(axis for axis in one.axes if axis.id == "centre").codes_sha256 = bytes(32)


def unused_axis(one: v1.OutcomeTables) -> None:
    """An axis that no table has."""
    one.axes.add(id="milieu", codes_sha256=_CLOSED["milieu"].digest)


def unknown_axis(one: v1.OutcomeTables) -> None:
    """A classification that nobody knows."""
    one.tables[0].axes[0] = "religion"
    one.axes[0].id = "religion"


def other_name(one: v1.OutcomeTables) -> None:
    """A table that is called by other axes."""
    one.tables[0].id = "sex_x_outcome4"


def outcome_first(one: v1.OutcomeTables) -> None:
    """The outcome axis is the last, or cells have two addresses."""
    one.tables[0].axes[:] = ["outcome7", "sex"]
    one.tables[0].id = "outcome7_x_sex"
    first, second = (one.axes[0].id, one.axes[0].codes_sha256), one.axes[1]
    one.axes[0].id, one.axes[0].codes_sha256 = second.id, second.codes_sha256
    second.id, second.codes_sha256 = first


def structural(one: v1.OutcomeTables) -> None:
    """A state that no release of this version has."""
    cell = first_shown(one.tables[0])
    cell.state = v1.CELL_STATE_STRUCTURAL_ZERO
    cell.ClearField("value")


def bounded(one: v1.OutcomeTables) -> None:
    """An interval: only totals of the network have them."""
    first_shown(one.tables[0]).state = v1.CELL_STATE_BOUNDED


def no_tables(one: v1.OutcomeTables) -> None:
    """Nothing at all."""
    del one.tables[:]
    del one.axes[:]


def other_vintage(one: v1.OutcomeTables) -> None:
    """A word that says neither first nor last."""
    one.vintage = "revised"


def short_history(one: v1.OutcomeTables) -> None:
    """A record id that is none."""
    one.history.append(b"short")


def short_proof(one: v1.OutcomeTables) -> None:
    """A digest that is none."""
    one.proof_digest = b"short"


_BROKEN: Final[tuple[Callable[[v1.OutcomeTables], None], ...]] = (
    no_value,
    hidden_with_value,
    shown_nobody,
    zero_somebody,
    swapped_cells,
    missing_cell,
    twice,
    unknown_code,
    short_address,
    other_codes,
    other_centres,
    unused_axis,
    unknown_axis,
    other_name,
    outcome_first,
    structural,
    bounded,
    no_tables,
    other_vintage,
    short_history,
    short_proof,
)


@pytest.mark.parametrize("spoil", _BROKEN, ids=lambda one: one.__name__)
def test_a_release_that_is_not_built_as_it_must_be_is_refused(
    spoil: Callable[[v1.OutcomeTables], None],
) -> None:
    """Two readers of one release would see two tables, or an audit another than people."""
    one = message()
    parse_release(format_release(one))
    spoil(one)

    with pytest.raises(MalformedError) as caught:
        parse_release(format_release(one))
    assert caught.value.reason is Reason.KIND_OUTCOME_TABLE_MALFORMED


@pytest.mark.parametrize("name", ["network", "node-5", "node-3/strand", "node-2/trade", ""])
def test_a_set_of_tables_that_members_do_not_have_is_refused(name: str) -> None:
    """Nobody could say which tables belong to it."""
    one = message()
    one.product_id = name

    with pytest.raises(MalformedError) as caught:
        parse_release(format_release(one))
    assert caught.value.reason is Reason.KIND_OUTCOME_PRODUCT_UNKNOWN


def test_a_set_of_tables_of_a_later_version_is_refused() -> None:
    """It may have other tables under the same name."""
    one = message()
    one.product_version = 2

    with pytest.raises(MalformedError) as caught:
        parse_release(format_release(one))
    assert caught.value.reason is Reason.KIND_OUTCOME_PRODUCT_UNKNOWN


def test_a_field_that_this_version_does_not_know_is_refused() -> None:
    """It may say more than the audit sees."""
    body = format_release(message())
    parse_release(body)

    with pytest.raises(MalformedError):
        parse_release(body + b"\xfa\x3e\x03abc")


def test_hostile_axes_cost_no_memory() -> None:
    """A table of thousands of centres has more combinations than anybody lists."""
    one = message()
    table = next(table for table in one.tables if "centre" in table.axes)
    del table.cells[:]
    table.cells.extend(v1.Cell(at=[f"c{at}", TOTAL]) for at in range(2000))

    with pytest.raises(MalformedError):
        parse_release(format_release(one))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_release_or_refused(data: bytes) -> None:
    """A peer sends whatever it likes."""
    reason = None
    try:
        parse_release(data)
    except ForsaError as error:
        reason = error.reason

    assert reason in {
        None,
        Reason.KIND_OUTCOME_TABLE_MALFORMED,
        Reason.KIND_OUTCOME_PRODUCT_UNKNOWN,
    }


@settings(max_examples=30)
@given(st.data())
def test_a_changed_byte_is_another_release_or_none(data: st.DataObject) -> None:
    """The digest that a proof names must notice it."""
    body = bytearray(format_release(message()))
    place = data.draw(st.integers(0, len(body) - 1))
    body[place] ^= data.draw(st.integers(1, 255))
    try:
        changed = parse_release(bytes(body))
    except ForsaError:
        return

    original = parse_release(format_release(message()))
    assert changed.digest != original.digest or changed.proof_digest != original.proof_digest


def test_a_held_cell_keeps_its_zero() -> None:
    """The whole table stands at its provisional values, zeros too."""
    one = message()
    for cell in one.tables[0].cells:
        cell.state = v1.CELL_STATE_HELD
    table = parse_release(format_release(one)).tables[0]

    assert {cell.state for cell in table.cells} == {CellState.HELD}
    assert 0 in {cell.value for cell in table.cells}
