"""The records of a network as its views are told them."""

from forsa.governance.history import Part
from forsa.governance.state import Status
from forsa.governance.views.chronicle import GOVERNANCE, Chronicle
from forsa.log_store.chronicle import chronicle_of
from forsa.log_store.reading import EMPTY_HEAD, LogReader
from forsa.log_store.tables import log_tables
from forsa.log_store.writing import LogWriter, next_head
from sqlalchemy import MetaData, create_engine

from tests.support.chronicles import chronicle
from tests.unit.test_governance_history import told


def told_chronicle() -> Chronicle:
    """The whole story."""
    return chronicle(told().log)


def test_members_are_told_as_they_were_at_any_entry() -> None:
    """Who could vote then is not who can vote now."""
    found = told_chronicle()
    admitted = next(one for one in found.of("member.admit")).index
    activated = next(one for one in found.of("member.activate")).index

    def standing(index: int) -> Status | None:
        emir = found.member_at("emir", index)
        return None if emir is None else emir.status

    assert [standing(at) for at in (admitted - 1, admitted, activated - 1, activated)] == [
        None,
        Status.PROVISIONAL,
        Status.PROVISIONAL,
        Status.ACTIVE,
    ]
    assert [one.id for one in found.members_at(0)] == ["amal", "badr", "cyn", "office"]


def test_kinds_are_told_in_the_order_of_the_log_and_each_entry_by_its_number() -> None:
    """What is grouped for speed must not tell an activation before its admission."""
    found = told_chronicle()
    kinds = ("member.activate", "member.admit", "ballot.cast", "member.admit")

    assert found.of(*kinds) == tuple(one for one in found.events if one.kind in kinds)
    assert [found.at(one.index) for one in found.events] == list(found.events)
    assert all(found.time_at(one.index) == one.log_time_ms for one in found.past)
    assert (found.at(-1), found.time_at(-1), found.of("no.kind")) == (None, None, ())


def test_what_answers_a_record_is_found_from_it() -> None:
    """A decision shows its ballots and what was executed."""
    stage = told()
    found = chronicle(stage.log)
    p1 = stage.records["p1"]

    assert [one.member for one in found.answering(p1, "ballot.cast")] == ["amal", "badr"]
    assert [one.kind for one in found.answering(p1)][-1] == "member.activate"
    ended = found.ended(stage.records["p2"])
    assert ended is not None
    assert ended[1].result == "rejected"
    assert found.ended(stage.records["deal"]) is None


def test_a_store_tells_the_same_chronicle() -> None:
    """Views are rebuilt from the log at any time: nothing else may enter them."""
    log = told().log
    metadata = MetaData()
    log_tables(metadata)
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    after, completed = next_head(EMPTY_HEAD, log.folded)
    with engine.begin() as connection:
        LogWriter(connection, metadata).append(EMPTY_HEAD, after, completed, log.folded, {})
        stored = chronicle_of(LogReader(connection, metadata), log.state)
        ballots = chronicle_of(LogReader(connection, metadata), log.state, kinds=["ballot.cast"])
    told_events = [one for one in chronicle(log).events if one.kind in GOVERNANCE]

    assert list(stored.events) == told_events
    assert stored.past == chronicle(log).past
    assert {one.kind for one in ballots.events} == {"ballot.cast"}
    assert len(stored.turns(Part.MEMBER, "emir")) == 2
