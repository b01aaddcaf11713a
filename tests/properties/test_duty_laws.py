"""Laws of duties, whatever happens in whichever order, and of calendars, whatever is in them."""

from collections.abc import Mapping
from datetime import UTC
from itertools import pairwise
from random import Random

from forsa.envelope import Record
from forsa.errors import MalformedError, Violation
from forsa.governance.calendar.calendar import Calendar
from forsa.governance.calendar.planning import Known, Plan, plan
from forsa.governance.calendar.reading import parse_calendar
from forsa.governance.calendar.template import calendar_template
from forsa.governance.views.duties import Duty, Standing, Why, duties
from forsa.governance.views.duty_words import say_details, say_duty
from forsa.kinds.effects import is_well_formed
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.due_log import DUE_MS, LIMIT_MS, DueLog
from tests.support.folded_log import DAY_MS, OFFICE

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["submit", "accept", "return", "retake", "waive", "change", "for badr"]),
        st.integers(0, 30),
    ),
    max_size=8,
)


def happened(office: DueLog, acts: list[tuple[str, int]]) -> list[dict[bytes, int]]:
    """Play acts, some days apart; after each, how late every submission of amal counts."""
    asked, handed = office.ask(), list[Record]()
    told = []
    for act, days in acts:
        office.at(max(office.log.now_ms, DUE_MS - 20 * DAY_MS) + days * DAY_MS // 4)
        match act:
            case "submit":
                handed.append(office.submit(asked))
            case "accept" | "return" if handed:
                office.review(handed[-1], f"{act}ed")
            case "retake" if handed:
                office.withdraw(handed.pop(), "amal")
            case "waive":
                office.waive(asked)
            case "change":
                asked = office.ask(asked, due_ms=DUE_MS + (days - 15) * DAY_MS)
            case "for badr":
                asked = office.ask(asked, members=["amal", "badr"] if days % 2 else [])
        told.append(lateness(office.duty()))
    return told


def lateness(duty: Duty) -> dict[bytes, int]:
    """Days late of each submission by its own, whatever is owed."""
    handed = (*duty.others, *((duty.submission,) if duty.submission else ()))
    return {one.record_id: one.days_late for one in handed}


@settings(max_examples=40, deadline=None)
@given(ACTS)
def test_nothing_that_happens_later_makes_a_submission_late(acts: list[tuple[str, int]]) -> None:
    """An association that was in time must be able to rely on it, whatever the office changes."""
    told = happened(DueLog(), acts)

    in_time = [{one for one, days in at.items() if not days} for at in told]
    for before, after in pairwise(in_time):
        assert before <= after


@settings(max_examples=40, deadline=None)
@given(ACTS, st.integers(0, 90))
def test_every_duty_has_one_standing_with_its_reason(
    acts: list[tuple[str, int]], days: int
) -> None:
    """Whatever was handed in, returned, taken back, waived or changed: a line can be said of it."""
    office = DueLog()
    happened(office, acts)
    found = duties(office.chronicle(DUE_MS + days * DAY_MS))

    assert [one.member for one in found] == ["amal", "badr", OFFICE] or len(found) == 2
    for one in found:
        is_free = one.waiver is not None or one.standing is Standing.NOT_OWED
        assert not (is_free and one.is_late)
        assert (one.standing is Standing.LATE) <= (one.why is Why.NOTHING_HANDED_IN)
        assert (one.standing is Standing.RETURNED) <= (one.submission is not None)
        assert all(
            "{" not in line for line in [say_duty(one, "ar", UTC), *say_details(one, "fr", UTC)]
        )


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 60))
def test_time_alone_never_takes_lateness_away(days: int) -> None:
    """What is late today is later tomorrow, until something is handed in."""
    office = DueLog()
    office.ask()
    today, tomorrow = (office.duty(now_ms=LIMIT_MS + (days + one) * DAY_MS) for one in (0, 1))

    assert tomorrow.days_late >= today.days_late


CODES = st.sampled_from(["dues", "midyear_report"])
GROUPS = (["amal"], ["badr"], ["cyn", "dalia"])


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Lines of a calendar, no two of one code for the same members."""
    chosen = draw(st.lists(st.tuples(CODES, st.sampled_from(range(3))), unique=True, min_size=1))
    return [
        f"  - {{code: {code}, due: 2027-0{draw(st.integers(1, 8))}-{draw(st.integers(10, 28))}, "
        f"members: [{', '.join(GROUPS[group])}]}}\n"
        for code, group in chosen
    ]


def planned(text: list[str], known: Mapping[bytes, Known]) -> Plan:
    """What these lines ask for, beside what there is."""
    head = "school_year: 2026-2027\nobligations:\n"
    calendar = parse_calendar((head + "".join(text)).encode())
    return plan(calendar, UTC, known.values(), {})


def as_known(done: Plan, seed: int) -> dict[bytes, Known]:
    """What there is once it was signed."""
    found = {}
    for number, one in enumerate(done.planned):
        object_id = one.former.object_id if one.former else bytes([seed, number]).ljust(16, b"0")
        found[object_id] = Known(
            bytes([seed, number]).ljust(32, b"0"), object_id, one.effect, one.body
        )
    return found


@settings(max_examples=25, deadline=None)
@given(lines(), st.randoms(use_true_random=False))
def test_the_same_calendar_in_any_order_asks_for_nothing_more(
    text: list[str], shuffled: Random
) -> None:
    """A secretariat sorts its file; nobody should get a new date for it."""
    known = as_known(planned(text, {}), 1)
    again = list(text)
    shuffled.shuffle(again)

    assert planned(again, known).to_do == ()


@settings(max_examples=40, deadline=None)
@given(lines(), lines())
def test_a_second_plan_settles_what_it_asks_for(first: list[str], second: list[str]) -> None:
    """However the file changed, planning it twice is planning it once."""
    known = as_known(planned(first, {}), 1)
    done = planned(second, known)
    after = {**known, **as_known(done, 2)}

    assert planned(second, after).to_do == ()
    used = [one.former.object_id for one in done.planned if one.former]
    assert len(used) == len(set(used)), "one obligation became two"


TEMPLATE = calendar_template("2026-2027", "fr")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_calendar_that_was_damaged_is_read_or_refused(data: st.DataObject) -> None:
    """A slip of the keyboard ends in findings, and what is read all the same can be signed."""
    at = data.draw(st.integers(0, len(TEMPLATE) - 1))
    length = data.draw(st.integers(0, 12))
    text = data.draw(st.text(alphabet=" \n:-[]{},#\"'&*!|>0189ab\u202e\ud800é", max_size=6))
    damaged = TEMPLATE[:at] + text + TEMPLATE[at + length :]

    found = read_or_refused(damaged)

    assert found
    if isinstance(found, Calendar):
        assert all(is_well_formed(one.effect) for one in plan(found, UTC, [], {}).planned)


def read_or_refused(text: str) -> Calendar | tuple[Violation, ...]:
    """The calendar, or all that is wrong with it."""
    try:
        return parse_calendar(text.encode("utf-8", "replace"), "calendrier.yaml")
    except MalformedError as refused:
        return refused.violations
