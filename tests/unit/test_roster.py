"""The roster's mailboxes: whose, which of them, and from when to when."""

from functools import partial

from forsa.envelope import Record
from forsa.library.roster import Roster
from forsa.log_store.roster import follow_roster
from hypothesis import given
from hypothesis import strategies as st

from tests.support.folded_log import DAY_MS
from tests.support.library_log import LibraryLog, profile


def mailboxes(log: LibraryLog, known: Roster | None = None) -> set[str]:
    """As node and hub read them."""
    roster = log.read(lambda reader: follow_roster(reader, known or Roster()))
    return set(roster.mailboxes(log.state, log.fresh_ms))


def test_the_newest_profile_of_each_member_counts() -> None:
    """With every one that ever was, a member could let any number of mailboxes pass."""
    log = LibraryLog()
    log.tell("badr", "member.profile", profile("badr@assoc.example"))
    first = log.tell("amal", "member.profile", profile("old@assoc.example"))
    log.revise(first, profile("Contact@Amal.example"))

    assert mailboxes(log) == {"badr@assoc.example", "contact@amal.example"}


def test_another_thing_of_the_same_kind_takes_the_place_of_the_first() -> None:
    """A member that publishes a hundred profiles has one mailbox all the same."""
    log = LibraryLog()
    for number in range(300):
        log.tell("amal", "member.profile", profile(f"m{number}@assoc.example"))

    assert mailboxes(log) == {"m299@assoc.example"}


def test_a_profile_that_names_no_mailbox_takes_the_last_one_away() -> None:
    """An association that gave its mailbox up must not be quoted with it unasked."""
    log = LibraryLog()
    first = log.tell("amal", "member.profile", profile("contact@amal.example"))
    log.revise(first, profile(""))

    assert mailboxes(log) == set()


def test_what_is_withdrawn_held_or_erased_does_not_count() -> None:
    """A person's mailbox that was published by mistake must not be let through for ever."""
    log = LibraryLog(("amal", "badr", "cyn"))
    gone = log.tell("amal", "member.profile", profile("amal@assoc.example"))
    held = log.tell("badr", "member.profile", profile("badr@assoc.example"))
    erased = log.tell("cyn", "member.profile", profile("cyn@assoc.example"))
    before = mailboxes(log)
    log.withdraw(gone)
    log.hold(held, days=7)
    log.redact(erased)
    during = mailboxes(log)
    log.fresh_ms = log.now_ms + 8 * DAY_MS

    assert before == {"amal@assoc.example", "badr@assoc.example", "cyn@assoc.example"}
    assert during == set()
    assert mailboxes(log) == {"badr@assoc.example"}


def test_a_member_withdraws_its_newest_profile_and_no_older_one() -> None:
    """What was replaced already says nothing more."""
    log = LibraryLog()
    first = log.tell("amal", "member.profile", profile("old@assoc.example"))
    second = log.revise(first, profile("contact@amal.example"))
    log.withdraw(first)
    still = mailboxes(log)
    log.withdraw(second)

    assert still == {"contact@amal.example"}
    assert mailboxes(log) == set()


def test_no_entry_is_searched_twice() -> None:
    """A hub would look through its whole log for every text that names a mailbox."""
    log = LibraryLog()
    for number in range(300):
        log.tell("amal", "member.profile", profile(f"m{number}@assoc.example"))
    log.report()
    roster = log.read(lambda reader: follow_roster(reader, Roster()))

    assert roster.size == len(log.entries)
    assert log.read(lambda reader: follow_roster(reader, roster)) == roster


@given(st.lists(st.tuples(st.sampled_from(["amal", "badr"]), st.sampled_from("pwr")), max_size=12))
def test_read_in_steps_it_is_the_roster_read_at_once(acts: list[tuple[str, str]]) -> None:
    """The hub follows, a node reads from the start: another roster would be another verdict."""
    log = LibraryLog(("amal", "badr"))
    newest: dict[str, list[Record]] = {"amal": [], "badr": []}
    followed = Roster()
    for number, (member, act) in enumerate(acts):
        if act == "p":
            record = log.tell(member, "member.profile", profile(f"{number}@assoc.example"))
            newest[member].append(record)
        elif act == "w" and newest[member]:
            log.withdraw(newest[member].pop())
        else:
            log.report(member, number)
        followed = log.read(partial(follow_roster, known=followed))

    assert followed.profiles == log.read(lambda reader: follow_roster(reader, Roster())).profiles
