"""Due dates that fall on free days: laws of where they move."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from forsa import codelists
from forsa.governance.calendar.working_days import (
    DAYS,
    END_OF_DAY,
    Closed,
    Step,
    WorkingDays,
    national,
)
from hypothesis import given, settings
from hypothesis import strategies as st

DATES = st.dates(date(2024, 1, 1), date(2032, 12, 31))
NOON = 12 * 60
FEW = settings(max_examples=40)
WEEKDAYS = range(len(DAYS))


@st.composite
def rules(draw: st.DrawFn) -> WorkingDays:
    """Any week with a whole working day, and some holidays close to one another."""
    open_day = draw(st.sampled_from(WEEKDAYS))
    others = st.sampled_from([one for one in WEEKDAYS if one != open_day])
    first = draw(DATES)
    near = st.integers(0, 20).map(lambda days: first + timedelta(days=days))
    return WorkingDays(
        draw(st.frozensets(others)),
        draw(st.dictionaries(others, st.integers(1, END_OF_DAY), max_size=3)),
        draw(st.dictionaries(near, st.just("a feast"), max_size=12)),
    )


MINUTES = st.integers(1, END_OF_DAY)


@FEW
@given(rules(), DATES, MINUTES)
def test_a_date_never_moves_to_an_earlier_day(days: WorkingDays, day: date, minute: int) -> None:
    """A member would be late by a rule that was made in its favour."""
    assert days.moved(day, minute).day >= day


@FEW
@given(rules(), DATES, MINUTES)
def test_a_date_that_moved_stays(days: WorkingDays, day: date, minute: int) -> None:
    """The same file planned again would set another date, and again another."""
    moved = days.moved(day, minute)

    assert days.moved(moved.day, minute).steps == ()
    assert days.closed(moved.day, minute) is None


@FEW
@given(rules(), DATES, MINUTES)
def test_a_date_moves_by_no_more_than_its_steps(days: WorkingDays, day: date, minute: int) -> None:
    """Each day that it passes over is named with why, and there are not many."""
    moved = days.moved(day, minute)
    passed = [step.day for step in moved.steps]

    assert passed == [day + timedelta(days=one) for one in range((moved.day - day).days)]
    assert len(passed) <= 7 * (len(days.holidays) + 1)


@FEW
@given(rules(), DATES, MINUTES)
def test_no_day_between_would_have_done(days: WorkingDays, day: date, minute: int) -> None:
    """A date that moved further than it had to is a date that nobody decided."""
    assert all(days.closed(one.day, minute) == one for one in days.moved(day, minute).steps)


@FEW
@given(DATES)
def test_with_nothing_to_avoid_each_day_stays(day: date) -> None:
    """Who wants no such rule leaves them out of the calendar."""
    assert WorkingDays().moved(day, END_OF_DAY).day == day


def morocco(more: Mapping[date, str] | None = None) -> WorkingDays:
    """The week and the fixed feasts of the template."""
    fixed = national(codelists.rows("national_holiday"), range(2024, 2030))
    return WorkingDays(frozenset({5, 6}), {4: NOON}, {**fixed, **(more or {})})


@FEW
@given(DATES.filter(lambda one: 2024 <= one.year < 2030))
def test_the_fixed_feasts_of_morocco_never_cost_a_week(day: date) -> None:
    """Each of them moves a date by days, as people expect it."""
    assert (morocco().moved(day, END_OF_DAY).day - day).days <= 5


@pytest.mark.parametrize(
    ("day", "minute", "lands", "why"),
    [
        ("2026-10-28", END_OF_DAY, "2026-10-28", []),  # a Wednesday
        ("2026-10-30", END_OF_DAY, "2026-11-02", [Closed.HALF_DAY, Closed.HOLIDAY, Closed.WEEKEND]),
        ("2026-10-30", NOON, "2026-10-30", []),  # a Friday, due before the afternoon
        ("2026-10-30", NOON + 1, "2026-11-02", [Closed.HALF_DAY, Closed.HOLIDAY, Closed.WEEKEND]),
        ("2027-01-31", END_OF_DAY, "2027-02-01", [Closed.WEEKEND]),  # a Sunday
        ("2027-08-20", END_OF_DAY, "2027-08-23", [Closed.HOLIDAY, Closed.HOLIDAY, Closed.WEEKEND]),
        ("2025-10-31", NOON, "2025-10-31", []),  # not a feast yet
    ],
)
def test_dates_of_the_template_land_where_a_calendar_on_the_wall_says(
    day: str, minute: int, lands: str, why: list[Closed]
) -> None:
    """Friday afternoon, weekend, feast: each alone and one after the other."""
    moved = morocco().moved(date.fromisoformat(day), minute)

    assert moved.day == date.fromisoformat(lands)
    assert [step.why for step in moved.steps] == why


def test_a_feast_that_follows_the_moon_is_what_the_secretariat_says() -> None:
    """It is announced some days before; no table can have it."""
    feast = date(2027, 3, 10)
    moved = morocco({feast: "Aïd al-Fitr"}).moved(feast, END_OF_DAY)

    assert moved.steps == (Step(feast, Closed.HOLIDAY, "Aïd al-Fitr"),)
    assert moved.day == date(2027, 3, 11)


@pytest.mark.parametrize(
    "days",
    [
        WorkingDays(frozenset(range(6)), {6: NOON}),
        WorkingDays(frozenset(), dict.fromkeys(WEEKDAYS, NOON)),
    ],
)
def test_an_hour_at_which_nobody_ever_works_is_refused(days: WorkingDays) -> None:
    """Else the search for a day would never end."""
    assert days.moved(date(2027, 3, 10), NOON).day >= date(2027, 3, 10)
    with pytest.raises(ValueError, match="no day of the week"):
        days.moved(date(2027, 3, 10), END_OF_DAY)


def test_a_week_without_a_working_day_is_refused() -> None:
    """The same of every hour."""
    with pytest.raises(ValueError, match="no day of the week"):
        WorkingDays(frozenset(WEEKDAYS))
