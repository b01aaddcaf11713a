"""What two people are told of a correction before they sign it."""

from forsa_node.outcomes.changes import Change, changes

from tests.support.outcome_tables import release

WORK = (("outcome7", "active_life"),)


def test_a_figure_that_changes_in_one_table_and_is_held_in_another_is_a_change() -> None:
    """A table by sex that stands as it was must not hide what the other one tells everybody."""
    by_sex: dict[tuple[str, ...], int | None] = {
        ("total", "active_life"): 16,
        ("f", "active_life"): 8,
    }
    before = release(
        {("outcome7",): {("active_life",): 16}, ("sex", "outcome4"): by_sex}, frame_n=64
    )
    after = release(
        {("outcome7",): {("active_life",): 20}, ("sex", "outcome4"): by_sex}, frame_n=64
    )

    assert changes(before, after) == (Change(WORK, 16, 20),)


def test_a_figure_that_changes_in_two_tables_is_named_once() -> None:
    """Otherwise a correction looks larger than it is."""
    before, after = (
        release(
            {
                ("outcome7",): {("active_life",): count},
                ("sex", "outcome4"): {("total", "active_life"): count},
            },
            frame_n=64,
        )
        for count in (0, 9)
    )

    assert changes(before, after) == (Change(WORK, 0, 9),)
    assert changes(after, after) == ()
