"""Ballots read once more from their records, beside what the fold kept of them."""

from dataclasses import replace

from forsa.governance.history import Ended
from forsa.governance.state import Ballot
from forsa.governance.views.chronicle import Chronicle, Past
from forsa.governance.views.decisions import decisions
from forsa.governance.views.recounting import Odd, count_again, oddities
from immutables import Map

from tests.scenarios.events import EVENTS
from tests.scenarios.story import Stage
from tests.support.chronicles import chronicle


def voted() -> Chronicle:
    """A rejected motion with an own ballot, a changed one, and one by proxy."""
    lines = (
        "members amal badr cyn dalia",
        "open p1 by amal: motion",
        "ballot p1 by amal: for",
        "ballot p1 by amal: against",
        "ballot p1 by badr: against",
        "ballot p1 by badr for cyn: for",
        "close p1",
    )
    stage = Stage(lines)
    for line in lines:
        stage.play(line, EVENTS)
    return chronicle(stage.log)


def odd(told_of: Chronicle) -> list[Odd]:
    """All that does not follow."""
    return [found for one in decisions(told_of) for found in oddities(told_of, one)]


def with_end(whole: Chronicle, own: Map[str, Ballot] | None = None, result: str = "") -> Chronicle:
    """The same log, of which somebody kept another end of the motion."""

    def bent(past: Past) -> Past:
        value = past.turn.value
        if not isinstance(value, Ended):
            return past
        kept = value.proposal if own is None else replace(value.proposal, own=own)
        ended = Ended(kept, result or value.result)
        return replace(past, turn=replace(past.turn, value=ended))

    return Chronicle(whole.events, tuple(map(bent, whole.past)), whole.state, whole.now_ms)


def test_the_last_own_ballot_counts_else_the_last_by_proxy() -> None:
    """As the protocol says it, read from the records alone."""
    whole = voted()
    (one,) = decisions(whole)
    found = count_again(whole, one)

    assert {name: (one.choice, one.by_proxy) for name, one in found.items()} == {
        "amal": ("against", False),
        "badr": ("against", False),
        "cyn": ("for", True),
    }


def test_a_ballot_that_is_told_otherwise_than_it_was_cast_is_odd() -> None:
    """Whoever writes to what is kept turns a vote without a signature."""
    whole = voted()
    (one,) = decisions(whole)
    badr = one.votes[1]
    ended = whole.ended(one.record_id)
    assert ended is not None
    own = ended[1].proposal.own
    found = odd(with_end(whole, own.set("badr", Ballot("for", badr.index))))

    assert found[0] == Odd(
        "ballot", badr.index, f"badr for ({badr.index})", f"badr against ({badr.index})"
    )


def test_a_ballot_that_is_not_told_and_one_that_nobody_cast_are_odd() -> None:
    """A count may lack a voice as well as have one too many."""
    whole = voted()
    ended = whole.ended(decisions(whole)[0].record_id)
    assert ended is not None
    own = ended[1].proposal.own
    less = odd(with_end(whole, own.delete("badr")))
    more = odd(with_end(whole, own.set("dalia", Ballot("against", 3))))

    assert [(one.what, one.told) for one in less] == [("ballot", ""), ("result", "rejected")]
    assert [(one.what, one.told, one.found) for one in more] == [
        ("ballot", "dalia against (3)", "")
    ]


def test_a_result_that_its_ballots_do_not_give_is_odd() -> None:
    """The one word that everybody reads."""
    found = odd(with_end(voted(), result="adopted"))

    assert [(one.what, one.told, one.found) for one in found] == [("result", "adopted", "rejected")]
