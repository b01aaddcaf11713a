"""Whom the node reminds of what is due, and on which day."""

from datetime import UTC

import pytest
from forsa.governance.views.duties import duties
from forsa.governance.views.reminders import AFTER, BEFORE, Rhythm, reminders, rhythm_of
from forsa_node.governance.dues import notices_of

from tests.support.due_log import DUE_MS, LIMIT_MS, DueLog
from tests.support.folded_log import DAY_MS


def reminded(office: DueLog, now_ms: int, rhythm: Rhythm | None = None) -> tuple[int, bool] | None:
    """The day of the rhythm that amal is reminded by, and whether the office is meant."""
    chronicle = office.chronicle(now_ms)
    found = list(reminders(duties(chronicle, "amal"), now_ms, rhythm or Rhythm()))
    return (found[0].days, found[0].is_for_office) if found else None


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-31, None),
        (-30, (30, False)),
        (-8, (30, False)),
        (-7, (7, False)),
        (-1, (1, False)),
        (0, (1, False)),
        (1, (-1, False)),
        (7, (-1, False)),
        (8, (-8, False)),
        (15, (-15, False)),
        (16, (-15, True)),
        (400, (-15, True)),
    ],
)
def test_a_reminder_stands_from_its_day_until_the_next(
    days: int, expected: tuple[int, bool] | None
) -> None:
    """Whoever looks in once a week misses no day of the rhythm."""
    office = DueLog()
    office.ask()

    assert reminded(office, DUE_MS + days * DAY_MS) == expected


def test_the_millisecond_before_a_day_is_not_that_day() -> None:
    """Both ends of the edge."""
    office = DueLog()
    office.ask()

    assert reminded(office, DUE_MS - 30 * DAY_MS - 1) is None
    assert reminded(office, DUE_MS + 16 * DAY_MS - 1) == (-15, False)


def test_the_secretariat_hears_of_nothing_that_is_not_late() -> None:
    """With a grace of two months nobody calls after two weeks."""
    office = DueLog()
    office.ask(grace_days=60)

    assert reminded(office, DUE_MS + 20 * DAY_MS) == (-15, False)
    assert reminded(office, DUE_MS + 61 * DAY_MS) == (-15, True)


def test_nobody_is_reminded_of_what_is_done_or_not_owed() -> None:
    """A reminder that is wrong once is not read again."""
    office = DueLog()
    asked = office.ask()
    handed = office.submit(asked)
    assert reminded(office, DUE_MS + DAY_MS) is None
    office.review(handed, "returned")
    assert reminded(office, DUE_MS - 12 * DAY_MS) == (12, False)
    assert reminded(office, LIMIT_MS + 20 * DAY_MS) == (-15, True)
    office.waive(asked)

    assert reminded(office, LIMIT_MS + 20 * DAY_MS) is None


@pytest.mark.parametrize(
    ("settings", "before", "after"),
    [
        ({}, BEFORE, AFTER),
        ({"app.due.before": "3,14"}, (14, 3), AFTER),
        ({"app.due.after": "5"}, BEFORE, (5,)),
        ({"app.due.before": "soon", "app.due.after": "-1,2"}, BEFORE, AFTER),
        ({"app.due.before": "0", "app.due.after": "9999"}, BEFORE, AFTER),
        ({"app.due.before": ",".join(["1"] * 11)}, BEFORE, AFTER),
    ],
)
def test_the_statutes_may_name_other_days(
    settings: dict[str, str], before: tuple[int, ...], after: tuple[int, ...]
) -> None:
    """And a value that a slip made no list of days changes nothing: it stops no node."""
    office = DueLog(settings=settings)

    assert rhythm_of(office.log.state) == Rhythm(before, after)


def test_the_secretariat_hears_of_an_obligation_once_however_many_are_late() -> None:
    """A line a member and duty was two thousand lines of `status`; nobody saw the vote above."""
    office = DueLog()
    office.ask()
    chronicle = office.chronicle(DUE_MS + 40 * DAY_MS)
    found = list(reminders(duties(chronicle), chronicle.now_ms, Rhythm()))
    members = [one.duty.member for one in found]

    (row,) = notices_of(found, "nobody", "fr", UTC)
    assert row["members"] == members
    assert f"en retard ({len(members)}) : {', '.join(members)}" in row["says"]

    own, *others = notices_of(found, members[-1], "fr", UTC)
    assert own["members"] == [members[-1]]
    assert [one["members"] for one in others] == [members[:-1]]
    assert len(members) > 1
