"""The calendar of obligations: the template, the file that is edited, the records it becomes."""

import re
from datetime import UTC, date, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from forsa import codelists
from forsa.errors import MalformedError
from forsa.governance.calendar.calendar import Calendar
from forsa.governance.calendar.planning import Known, Plan, Step, due_at, plan, start_of
from forsa.governance.calendar.reading import parse_calendar
from forsa.governance.calendar.template import calendar_template
from forsa.governance.calendar.working_days import END_OF_DAY, Closed
from forsa.kinds.body import check_message
from forsa.words.reasons import LANGUAGES, Language

YEAR = "2026-2027"
RABAT = ZoneInfo("Africa/Casablanca")
SHORT = """\
school_year: 2026-2027
obligations:
  - code: midyear_report
    due: 2027-02-28
"""


def read(text: str) -> Calendar:
    """A calendar that must be read."""
    return parse_calendar(text.encode(), "calendrier.yaml")


def found(text: str) -> list[tuple[str, str]]:
    """What is wrong with a calendar: rule and place of each finding."""
    with pytest.raises(MalformedError) as refused:
        read(text)
    return [(one.rule, one.path) for one in refused.value.violations]


def planned(text: str, known: Plan | None = None) -> Plan:
    """What a calendar asks for, beside what an earlier plan has set."""
    return plan(read(text), RABAT, as_known(known) if known else [], {})


def as_known(done: Plan) -> list[Known]:
    """What there is once a plan was signed."""
    return [
        Known(
            number.to_bytes(32, "big"),
            one.former.object_id if one.former else number.to_bytes(16, "big"),
            one.effect,
            one.body,
        )
        for number, one in enumerate(done.planned)
    ]


def steps(one: Plan) -> dict[str, tuple[Step, tuple[str, ...]]]:
    """By code, what a plan does and which fields change."""
    return {each.entry.code: (each.step, each.changes) for each in one.planned}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_a_calendar_in_every_language(language: Language) -> None:
    """Who adopts it unread gets the dates of the field's calendar, and nothing to mend."""
    calendar = read(calendar_template(YEAR, language))
    rows = codelists.rows("obligation_kind")
    dated = {code for code, row in rows.items() if row["default_due"]}

    assert {one.code for one in calendar.entries} == dated
    assert all(set(one.titles) == {"fr", "ar"} for one in calendar.entries)
    assert {one.due.strftime("%d/%m") for one in calendar.entries} == {
        row["default_due"] for row in rows.values() if row["default_due"]
    }
    assert all(date(2026, 9, 1) <= one.due <= date(2027, 8, 31) for one in calendar.entries)
    assert all(one.opens is not None and one.opens < one.due for one in calendar.entries)


def test_the_template_names_every_kind_and_what_is_documented() -> None:
    """What follows an event has no date to offer, and must not be forgotten."""
    text = calendar_template(YEAR, "fr")

    assert set(re.findall(r"- code: (\w+)", text)) == {*codelists.codes("obligation_kind")}
    assert text.count("trouvé dans des sources publiées ; la date est une proposition") == 5
    assert text.count("# devoir et date proposés") == 6
    assert "# - code: bureau_change" in text


def test_what_the_template_becomes_is_admitted() -> None:
    """A title that is too short would be refused after the secretariat said yes."""
    for one in planned(calendar_template(YEAR, "ar")).planned:
        assert not check_message(one.body, date(2026, 9, 1))


def test_the_same_calendar_again_changes_nothing() -> None:
    """Else each look at the plan would give every member new dates to read."""
    text = calendar_template(YEAR, "fr")
    done = planned(text)
    again = planned(text, done)

    assert {step for step, _ in steps(done).values()} == {Step.NEW}
    assert again.to_do == ()
    assert again.left == ()


def test_what_changes_becomes_the_next_version_of_the_same_thing() -> None:
    """A corrected date must not be a second report to write."""
    text = calendar_template(YEAR, "fr")
    done = planned(text)
    changed = planned(text.replace("due: 2027-06-30", "due: 2027-06-29", 1), done)
    (one,) = changed.to_do

    assert one.entry.code == "practice_report"
    assert (one.step, one.changes) == (Step.CHANGED, ("due_ms",))
    assert one.former is not None
    assert one.former.effect.due_ms - one.effect.due_ms == 86_400_000


@pytest.mark.parametrize(
    ("was", "becomes", "changes"),
    [
        ("Fiche de pratique", "Fiche d'une pratique", ("title",)),
        ("    members: all", "    members: [badr, amal]", ("members",)),
        ("grace_days: 7", "grace_days: 14", ("grace_days",)),
        ("holidays: []", "holidays: [2027-03-31]", ("due_ms",)),
        ("evidence_kind: practice.report", "evidence_kind:", ("evidence_kind",)),
    ],
)
def test_each_change_is_named(was: str, becomes: str, changes: tuple[str, ...]) -> None:
    """Whoever says yes to eleven lines should see which one is another."""
    text = calendar_template(YEAR, "fr")
    after = planned(text.replace(was, becomes, 1), planned(text))

    assert {one.changes for one in after.to_do} == {changes}


def test_what_is_no_longer_in_the_calendar_stays_and_is_named() -> None:
    """A deleted line may be a slip: taking an obligation back is said in so many words."""
    done = planned(calendar_template(YEAR, "fr"))
    after = planned(
        SHORT.replace("due: 2027-02-28", "due: 2027-02-28\n    opens: 2027-01-01"), done
    )

    assert len(after.planned) == 1
    assert len(after.left) == 10
    assert planned(SHORT.replace(YEAR, "2027-2028").replace("2027-02", "2028-02"), done).left == ()


def test_one_thing_asked_of_two_groups_keeps_its_two_dates() -> None:
    """Planned again in another order, neither group gets the date of the other."""
    first = "  - code: dues\n    due: 2027-01-29\n    members: [amal]\n"
    second = "  - code: dues\n    due: 2027-03-31\n    members: [badr, cyn]\n"
    head = "school_year: 2026-2027\nobligations:\n"
    done = planned(head + first + second)

    assert planned(head + second + first, done).to_do == ()
    (changed,) = planned(head + first.replace("29", "28") + second, done).to_do
    assert changed.former is not None
    assert changed.former.effect.members == ["amal"]


def test_a_text_that_is_not_here_is_not_compared() -> None:
    """On hold, it would be written anew each time."""
    done = planned(SHORT)
    (known,) = as_known(done)
    bare = Known(known.record_id, known.object_id, known.effect, None)

    assert plan(read(SHORT), RABAT, [bare], {}).to_do == ()


def test_a_due_date_is_the_last_millisecond_of_its_day_in_its_zone() -> None:
    """In Rabat the day ends an hour before it does in Greenwich, and in Ramadan with it."""
    day = timedelta(days=1)
    winter, ramadan = date(2026, 12, 1), date(2027, 2, 20)

    assert due_at(winter, END_OF_DAY, RABAT) == start_of(winter + day, UTC) - 3_600_000 - 1
    assert due_at(ramadan, END_OF_DAY, RABAT) == start_of(ramadan + day, UTC) - 1
    assert due_at(winter, 17 * 60, RABAT) == start_of(winter, UTC) + 16 * 3_600_000
    assert due_at(winter, END_OF_DAY, timezone(-day / 2)) > due_at(winter, END_OF_DAY, UTC)


def test_a_date_that_is_moved_says_what_moved_it() -> None:
    """A secretariat that reads another date than it wrote asks why."""
    (one,) = planned(SHORT + "working_days:\n  weekend: [sunday]\n").planned

    assert one.moved.day == date(2027, 3, 1)
    assert [(step.day, step.why) for step in one.moved.steps] == [
        (date(2027, 2, 28), Closed.WEEKEND)
    ]
    assert one.effect.due_ms == due_at(date(2027, 3, 1), END_OF_DAY, RABAT)


def test_without_rules_no_date_moves() -> None:
    """The rules are the secretariat's."""
    free = SHORT + "working_days:\n  national_holidays: no\n"

    assert planned(free).planned[0].moved.day == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", {"field.mapping"}),
        ("school_year: 2026-2028\n", {"calendar.year"}),
        ("obligations: []\n", {"required"}),
        ("school_year: [2026-2027]\n", {"field.single"}),
        ("school_year: 2026-2027\n", {"calendar.empty"}),
        (SHORT.replace("midyear_report", "Mi-année"), {"calendar.code"}),
        (SHORT.replace("2027-02-28", "28/02/2027"), {"calendar.day"}),
        (SHORT.replace("2027-02-28", "2027-02-30"), {"day.exists"}),
        (SHORT.replace("2027-02-28", "2017-02-28"), {"calendar.far"}),
        (SHORT + "    opens: 2027-03-01\n", {"calendar.order"}),
        (SHORT + "    grace_days: 1e9\n", {"calendar.days"}),
        (SHORT + "    grace_days: 999\n", {"calendar.days"}),
        (SHORT + "    evidence_kind: practise.report\n", {"file.kind"}),
        (SHORT + "    members: []\n", {"calendar.member"}),
        (SHORT + "    members: [Amal]\n", {"calendar.member"}),
        (SHORT + "    duedate: 2027-02-28\n", {"field.unknown"}),
        (SHORT + "    grace_days: [7]\n", {"field.single"}),
        (SHORT + "    opens: {day: 2027-01-01}\n", {"field.single"}),
        (SHORT.replace("2027-02-28", "[2027-02-28]"), {"field.single"}),
        (SHORT + "due_time: [noon]\n", {"field.single"}),
        (SHORT + "    title: Rapport\n", {"field.mapping"}),
        (SHORT + "  - code: midyear_report\n    due: 2027-03-01\n", {"calendar.twice"}),
        (SHORT + "time_zone: ../../etc/passwd\n", {"code"}),
        (SHORT + "language: klingon\n", {"code"}),
        (SHORT + "due_time: 25:00\n", {"calendar.time"}),
        (SHORT + 'due_time: "00:00"\n', {"calendar.time"}),
        (SHORT + "working_days:\n  weekend: [samedi]\n", {"calendar.weekday"}),
        (SHORT + "working_days:\n  weekend: saturday\n", {"field.list"}),
        (SHORT + "working_days:\n  national_holidays: maybe\n", {"field.boolean"}),
        (
            SHORT + "working_days:\n  weekend: [monday, tuesday, wednesday, thursday, friday, "
            "saturday, sunday]\n",
            {"calendar.week"},
        ),
        (SHORT + f"working_days:\n  holidays: [{'2027-01-01, ' * 101}]\n", {"calendar.many"}),
        ("school_year: 2026-2027\nobligations:\n" + "  - x\n" * 201, {"calendar.many"}),
        ("a: &x 1\nb: *x\n", {"yaml.alias", "field.unknown", "required"}),
    ],
)
def test_what_is_wrong_in_a_calendar_is_said_at_its_line(text: str, rules: set[str]) -> None:
    """A calendar that was half understood would be a year of wrong dates."""
    told = found(text)

    assert {rule for rule, _ in told} == rules
    assert all(re.fullmatch(r"calendrier\.yaml:\d+", place) for _, place in told)


def test_all_that_is_wrong_is_told_at_once() -> None:
    """One slip a run is a day lost."""
    text = SHORT.replace("2027-02-28", "soon").replace(YEAR, "2026")
    told = found(text + "    grace_days: x\ndue_time: noon\nlanguage: latin\n")

    assert {rule for rule, _ in told} == {
        "calendar.year",
        "calendar.day",
        "calendar.days",
        "calendar.time",
        "code",
    }


def test_a_file_that_is_too_long_is_not_read() -> None:
    """Its size is looked at first."""
    assert {rule for rule, _ in found("#" * 600_000)} == {"file.size"}
