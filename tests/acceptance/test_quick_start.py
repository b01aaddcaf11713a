"""The README's quick start, as a newcomer types it."""

from tests.support.terminal import PROJECT, blocks, terminal_in_a_clone

README = PROJECT / "README.md"


def test_the_quick_start_works_as_written() -> None:
    """A newcomer's first commands fail, and they never come back."""
    entered = blocks(README, "quick start")
    with terminal_in_a_clone() as terminal:
        for block in entered:
            terminal.enter(block)

    assert len(entered) >= 5
    assert any(block.stays for block in entered)
