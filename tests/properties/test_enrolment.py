"""Laws of the frame: its number never moves, nobody comes back, and only outcomes still change."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from forsa.outcomes.enrolment import (
    CLASSIFICATIONS,
    KEY,
    STATUS,
    Merged,
    Standing,
    Status,
    filled,
    frame_of,
    freeze,
    merge,
    no_rows,
    withdraw,
)
from forsa.outcomes.register.fields import columns, points
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.own_registers import rows_of

if TYPE_CHECKING:
    import polars as pl

OPEN = Standing(is_frozen=False, is_released=False)
FROZEN = Standing(is_frozen=True, is_released=False)
RELEASED = Standing(is_frozen=True, is_released=True)
T0 = date(2024, 10, 31)
NAMES = [f"~{number}" for number in range(60)]
CODES = ("employed", "seeking", None)
few = settings(max_examples=15)
"""Each example makes several frames; a law that is broken is broken by nearly all of them."""


@st.composite
def learners(draw: st.DrawFn, least: int = 0) -> "pl.DataFrame":
    """Rows of up to eight learners out of ten, so that two draws share some."""
    keys = draw(st.sets(st.sampled_from([f"L{n}" for n in range(10)]), min_size=least, max_size=8))
    made: list[dict[str, Any]] = [
        {
            KEY: key,
            "sex": draw(st.sampled_from("fmu")),
            "age_band": draw(st.sampled_from(["a16_17", "a18_20"])),
            "dedup_tag": "ab" * 32,
            "entry_date": draw(st.sampled_from([None, T0, date(2024, 11, 1)])),
            "outcome_exit": draw(st.sampled_from(CODES)),
            "source_exit": draw(st.sampled_from(["verified", None])),
        }
        for key in sorted(keys)
    ]
    return rows_of(*made)


def merged(
    before: "pl.DataFrame", read: "pl.DataFrame", standing: Standing, *fields: str
) -> Merged:
    """An import whose mapping fills these fields, or all."""
    return merge(before, read.drop(STATUS), fields or columns(), standing, NAMES)


def keys(rows: "pl.DataFrame", status: Status | None = None) -> Sequence[str]:
    """Of the learners with this status, or of all."""
    return rows.filter(rows[STATUS] == status.value if status else True)[KEY].to_list()


@few
@given(learners(), learners())
def test_before_the_frame_is_frozen_the_file_is_the_register(
    before: "pl.DataFrame", read: "pl.DataFrame"
) -> None:
    """Until then a corrected file must be able to correct everything."""
    found = merged(before, read, OPEN)

    assert found.rows.equals(read)
    assert found.difference.removed == len({*keys(before)} - {*keys(read)})
    assert found.difference.added == len({*keys(read)} - {*keys(before)})
    assert not found.corrections


@few
@given(learners(), learners(), st.sampled_from([OPEN, FROZEN, RELEASED]))
def test_the_same_file_again_changes_nothing(
    before: "pl.DataFrame", read: "pl.DataFrame", standing: Standing
) -> None:
    """An officer who is not sure imports once more."""
    once = merged(before, read, standing)
    again = merged(once.rows, read, standing)

    assert again.rows.equals(once.rows)
    assert again.difference.is_none
    assert not again.corrections


@few
@given(learners(), learners(), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_nobodys_business(
    before: "pl.DataFrame", read: "pl.DataFrame", draws: Any
) -> None:
    """A file that was sorted anew in a spreadsheet is the same file."""
    order = list(range(read.height))
    draws.shuffle(order)

    assert merged(before, read[order], OPEN).rows.equals(merged(before, read, OPEN).rows)


@few
@given(learners(), st.lists(learners(), max_size=3), st.booleans(), st.booleans())
def test_once_frozen_the_number_of_the_frame_never_moves(
    first: "pl.DataFrame", imports: list["pl.DataFrame"], released: bool, withdraws: bool
) -> None:
    """Every release is held against the published number: one more or less would be a person."""
    rows = freeze(first, T0)
    n = frame_of(rows).height
    standing = Standing(is_frozen=True, is_released=released, withdraws_missing=withdraws)
    for number, read in enumerate(imports):
        names = [f"~{number}-{at}" for at in range(60)]
        rows = merge(rows, read.drop(STATUS), columns(), standing, names).rows

        assert frame_of(rows).height == n
        assert rows[KEY].is_unique().all()


@few
@given(learners(), learners())
def test_late_entrants_are_kept_and_not_counted(
    first: "pl.DataFrame", read: "pl.DataFrame"
) -> None:
    """They enter the next frame; counted here they would change a number that is out."""
    rows = freeze(first, T0)
    found = merged(rows, read, FROZEN)
    new = {*keys(read)} - {*keys(first)}

    assert new <= {*keys(found.rows, Status.LATE)}
    assert found.difference.late == len(new)
    assert found.difference.added == 0


@few
@given(learners(), learners())
def test_learners_whom_the_file_has_not_stay_unless_somebody_says_they_left(
    first: "pl.DataFrame", read: "pl.DataFrame"
) -> None:
    """A file of one centre alone must not erase the learners of the other one."""
    rows = freeze(first, T0)
    found = merged(rows, read, FROZEN)
    absent = {*keys(first)} - {*keys(read)}

    assert absent <= {*keys(found.rows)}
    assert found.difference.withdrawn == 0
    assert found.rows.filter(found.rows[KEY].is_in(absent)).equals(
        rows.filter(rows[KEY].is_in(absent))
    )


@few
@given(learners(), learners())
def test_after_the_first_release_only_outcomes_change(
    first: "pl.DataFrame", read: "pl.DataFrame"
) -> None:
    """Two tables of one frame that count girls differently tell who was corrected."""
    rows = freeze(first, T0)
    found = merged(rows, read, RELEASED)
    counted = rows.filter(rows[STATUS] == Status.IN_FRAME.value)
    now = found.rows.filter(found.rows[KEY].is_in(counted[KEY].to_list()))
    met = read.filter(read[KEY].is_in(counted[KEY].to_list()))
    said = now.filter(now[KEY].is_in(met[KEY].to_list()))

    assert now.select(CLASSIFICATIONS).equals(counted.select(CLASSIFICATIONS))
    assert said["outcome_exit"].equals(met["outcome_exit"])
    differs = (met["sex"] != counted.filter(counted[KEY].is_in(met[KEY].to_list()))["sex"]).sum()
    assert found.difference.held.get("sex", 0) == differs


@few
@given(learners(), learners())
def test_before_the_first_release_a_classification_may_be_corrected(
    first: "pl.DataFrame", read: "pl.DataFrame"
) -> None:
    """The other side of the law above: nothing is out yet that could be compared."""
    found = merged(freeze(first, T0), read, FROZEN)
    now = found.rows.filter(found.rows[KEY].is_in(keys(read)))

    assert now["sex"].equals(read["sex"])
    assert not found.difference.held


@few
@given(learners(), learners())
def test_what_the_mapping_does_not_fill_stays(first: "pl.DataFrame", read: "pl.DataFrame") -> None:
    """The file of a follow-up after three months has keys and outcomes, and nothing else."""
    found = merged(first, read, FROZEN, KEY, "outcome_exit")
    met = [key for key in keys(first) if key in keys(read)]
    before, now, told = (one.filter(one[KEY].is_in(met)) for one in (first, found.rows, read))

    assert now.drop("outcome_exit").equals(before.drop("outcome_exit"))
    assert now["outcome_exit"].equals(told["outcome_exit"])


@few
@given(learners(), learners())
def test_corrections_are_what_was_said_otherwise_before(
    first: "pl.DataFrame", read: "pl.DataFrame"
) -> None:
    """The journal answers who changed a published figure; a first answer is no correction."""
    rows = freeze(first, T0)
    found = merged(rows, read, FROZEN)
    for one in found.corrections:
        was = rows.filter(rows[KEY] == one.learner_key)[one.field].item()
        now = found.rows.filter(found.rows[KEY] == one.learner_key)[one.field].item()

        assert was != now
        assert one.before == ("" if was is None else str(was))
        assert one.after == ("" if now is None else str(now))
        assert was is not None or not one.field.startswith(("outcome_", "observed_", "source_"))


@few
@given(learners(least=1), st.data())
def test_who_withdrew_counts_as_unknown_and_has_nothing_personal_left(
    first: "pl.DataFrame", data: st.DataObject
) -> None:
    """The group's counts stay, and nobody finds out from the row who it was."""
    rows = freeze(first, T0)
    key = data.draw(st.sampled_from(keys(first)))
    was = rows.filter(rows[KEY] == key)
    after = withdraw(rows, [key], NAMES)
    gone = after.filter(after[STATUS] == Status.WITHDRAWN.value)

    assert key not in keys(after)
    assert frame_of(after).height == frame_of(rows).height
    if was[STATUS].item() == Status.LATE.value:
        assert after.height == rows.height - 1
        return
    row = gone.to_dicts()[0]
    assert row[KEY] == NAMES[0]
    assert {row[f"outcome_{point}"] for point in points()} == {"unknown"}
    assert (row["sex"], row["age_band"]) == (was["sex"].item(), was["age_band"].item())
    personal = ("dedup_tag", "birth_year", "age", "entry_date", "exit_date", "source_exit")
    assert {row[name] for name in personal} == {None}
    assert sum(filled(after).values()) >= sum(filled(rows).values())


@few
@given(learners(), learners())
def test_the_withdrawn_do_not_come_back_with_an_import(
    first: "pl.DataFrame", read: "pl.DataFrame"
) -> None:
    """Their rows have other keys now: what the file says of a stranger changes no row of theirs."""
    rows = withdraw(freeze(first, T0), keys(first), NAMES)
    found = merged(rows, read, RELEASED)

    assert found.rows.filter(found.rows[STATUS] == Status.WITHDRAWN.value).equals(rows)


@few
@given(learners())
def test_freezing_takes_those_who_had_entered(first: "pl.DataFrame") -> None:
    """Who entered on the day is in it, who entered the day after is not."""
    rows = freeze(first, T0)
    late = {row[KEY] for row in first.to_dicts() if row["entry_date"] == date(2024, 11, 1)}

    assert {*keys(rows, Status.LATE)} == late
    assert {*keys(rows, Status.IN_FRAME)} == {*keys(first)} - late
    assert freeze(rows, T0).equals(rows)
    assert freeze(no_rows(), T0).height == 0
