"""What a status page asks of an association: nothing forgotten, nothing that is not its own."""

import pytest
from forsa.governance.state import DAY_MS
from forsa.governance.views.chronicle import Chronicle
from forsa.governance.views.decision import Stage as Stand
from forsa.governance.views.decisions import decisions, standing
from forsa.governance.views.notice_words import say_notice
from forsa.governance.views.notices import KIND_NAMES, Notice, What, notices
from forsa.v1.common_pb2 import Common, LocalText
from forsa.v1.governance_pb2 import Proposal as Text
from forsa.words.reasons import LANGUAGES, Language

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage
from tests.support.chronicles import chronicle


def played(*lines: str) -> Stage:
    """The stage after these events."""
    stage = Stage(lines)
    for line in lines:
        stage.play(line, EVENTS)
    return stage


def seen(stage: Stage, member: str | None, fresh_ms: int = 0) -> list[Notice]:
    """What a member is told."""
    return list(notices(chronicle(stage.log, fresh_ms=fresh_ms), member))


VOTE = ("members amal badr cyn", "open p1 by amal: motion", "ballot p1 by amal: for")


def test_who_has_not_voted_is_told_until_its_ballot_counts() -> None:
    """A vote that an association only forgot is a voice that is missing."""
    stage = played(*VOTE)
    before = seen(stage, "badr")
    stage.play("ballot p1 by cyn for badr: abstain", EVENTS)
    after = seen(stage, "badr")

    assert [(one.what, one.is_own) for one in before] == [(What.VOTE, True)]
    assert [(one.what, one.is_own) for one in after] == [(What.OPEN, False)]
    assert [one.what for one in seen(stage, "amal")] == [What.OPEN]
    assert [one.what for one in seen(stage, "office")] == [What.OPEN]
    assert [one.what for one in seen(stage, None)] == [What.OPEN]


def test_a_suspended_member_is_not_asked_for_a_ballot_that_would_be_refused() -> None:
    """It is on the roll, and may not vote."""
    stage = played(
        "members amal badr cyn",
        "open p1 by amal: motion within 60 days",
        "open p2 by amal: suspend cyn",
        "ballot p2 by amal: for",
        "ballot p2 by badr: for",
        "close p2",
        "execute p2 by amal",
    )

    assert [one.what for one in seen(stage, "cyn")] == [What.OPEN]
    assert [one.what for one in seen(stage, "badr")] == [What.VOTE]


def test_a_notice_is_urgent_when_a_quarter_of_its_time_is_left() -> None:
    """Short votes and long ones both leave time to act."""
    stage = played("members amal badr", "open p1 by amal: motion within 8 days")
    (calm,) = seen(stage, "badr")
    assert calm.due_ms is not None
    at = calm.due_ms - 2 * DAY_MS
    (before,), (urgent,) = (seen(stage, "badr", fresh_ms) for fresh_ms in (at - 1, at))

    assert (before.is_urgent, urgent.is_urgent) == (False, True)
    assert urgent.left_ms == 2 * DAY_MS


def test_what_is_over_by_the_clock_alone_is_said_to_wait_for_an_entry() -> None:
    """Nobody is asked to vote in the hour after the end."""
    stage = played(*VOTE)
    (open_,) = seen(stage, "badr")
    assert open_.due_ms is not None
    (closed,) = seen(stage, "badr", open_.due_ms + 1)

    assert (closed.what, closed.is_own, closed.due_ms) == (What.CLOSED, False, None)


def test_executions_and_second_calls_wait_for_whoever_proposed() -> None:
    """An adopted decision that nobody executes lapses as if it had been refused."""
    stage = played(
        "members amal badr",
        "open p1 by amal: set proxies_max=2",
        "ballot p1 by amal: for",
        "ballot p1 by badr: for",
        "open p2 by badr: motion",
        "close p2",
    )
    (execute, again) = seen(stage, "amal")

    assert (execute.what, execute.is_own) == (What.EXECUTE, True)
    assert (again.what, again.is_own) == (What.SECOND_CALL, False)
    assert again.due_ms is not None
    assert again.due_ms - again.from_ms == 75 * DAY_MS
    assert [one.what for one in seen(stage, "badr")] == [What.SECOND_CALL, What.EXECUTE]
    stage.play("execute p1 by badr", EVENTS)
    assert [one.what for one in seen(stage, "amal")] == [What.SECOND_CALL]


def test_a_recovery_is_urgent_for_the_member_whose_keys_it_replaces() -> None:
    """Seven days are all that an owner has to say no to a thief."""
    stage = played(
        "members amal badr cyn",
        "open p1 by amal: recover cyn with spare",
        "ballot p1 by amal: for",
        "ballot p1 by badr: for",
        "close p1",
        "execute p1 by amal",
    )
    (own,), (other,) = seen(stage, "cyn"), seen(stage, "amal")

    assert (own.what, own.is_own, own.is_urgent, own.left_ms) == (
        What.RECOVERY,
        True,
        True,
        7 * DAY_MS,
    )
    assert (other.what, other.is_own) == (What.RECOVERY, False)


def test_a_party_is_asked_for_its_ratification_and_the_others_see_it_open() -> None:
    """A text in force without its parties knowing binds nobody."""
    stage = played(
        "members amal badr cyn",
        "agreement deal by amal between amal badr needs 2 within 8 days",
        "ratify agreement deal by amal",
    )
    (badr,), (amal,), (cyn,) = (seen(stage, name) for name in ("badr", "amal", "cyn"))

    assert (badr.what, badr.is_own, badr.type) == (What.RATIFY, True, "partnership")
    assert "convention de partenariat" in say_notice(badr, "fr")
    assert (amal.what, cyn.what) == (What.RATIFYING, What.RATIFYING)
    assert badr.due_ms is not None
    assert seen(stage, "badr", badr.due_ms + 1) == []
    stage.play("ratify agreement deal by badr", EVENTS)
    assert seen(stage, "badr") == []


def test_what_asks_something_of_the_member_comes_first() -> None:
    """On a phone the third line is not read."""
    stage = played(
        "members amal badr",
        "open p1 by amal: motion within 5 days",
        "ballot p1 by badr: for",
        "open p2 by amal: motion within 30 days",
    )

    assert [one.record_id for one in seen(stage, "badr")] == [
        stage.records["p2"],
        stage.records["p1"],
    ]


def test_notices_need_no_ballots() -> None:
    """A status page is asked for every minute, and must not read ten thousand of them."""
    whole = chronicle(played(*VOTE).log)
    events = tuple(one for one in whole.events if one.kind in KIND_NAMES)
    brief = Chronicle(events, whole.past, whole.state, whole.now_ms)

    assert "ballot.cast" not in KIND_NAMES
    assert notices(brief, "badr") == notices(whole, "badr")


def test_what_is_over_is_not_counted_again_for_what_waits() -> None:
    """Years of decisions lie behind a network, and its status is asked for every minute."""
    over = (Stand.DONE, Stand.CALLED_AGAIN, Stand.LAPSED)
    stage = played("members amal badr", "open p1 by amal: motion", "ballot p1 by amal: for")
    stage.play("ballot p1 by badr: against", EVENTS)
    stage.play("close p1", EVENTS)
    stage.play("open p2 by amal: motion", EVENTS)
    seen_all = chronicle(stage.log)
    waits = [one for one in decisions(seen_all) if one.stage not in over]

    assert len(decisions(seen_all)) == 2
    assert list(standing(seen_all)) == waits
    assert len(waits) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_is_said_in_every_language(language: Language) -> None:
    """What happened, with the values, and until when something can be done."""
    stage = played(
        "members amal badr cyn",
        "open p1 by amal: motion",
        "open p2 by amal: recover cyn with spare within 5 days",
        "ballot p2 by amal: for",
        "ballot p2 by badr: for",
        "close p2",
        "agreement deal by amal between amal badr needs 2",
    )
    said = [say_notice(one, language) for one in seen(stage, "badr")]

    assert len(said) == 3
    assert all(one and "{" not in one for one in said)


def test_a_title_cannot_break_the_line_it_stands_in() -> None:
    """It is the word of another member: a terminal must not obey it."""
    stage = played(*VOTE)
    text = Text(
        common=Common(original_language="fr"),
        title=[LocalText(lang="fr", text="Un\ntitre \x1b[2Jrusé")],
    )
    (notice,) = notices(chronicle(stage.log, {stage.records["p1"]: text}), "badr")
    line = say_notice(notice, "fr")

    assert line.startswith("« Un titre [2Jrusé » (motion, n° 1) : votre association n'a pas voté")
    assert line.isprintable()
