"""People vote in their own words."""

import click
import pytest
from forsa_node.cli.votes import CHOICES, ChoiceInWords


@pytest.mark.parametrize(
    ("said", "meant"),
    [("pour", "for"), ("Contre", "against"), ("مع", "for"), ("ضد", "against"), ("for", "for")],
)
def test_a_choice_is_said_in_ones_own_language(said: str, meant: str) -> None:
    """A chair who typed `pour` was told that it is no choice."""
    assert ChoiceInWords(CHOICES).convert(said, None, None) == meant


@pytest.mark.parametrize("said", ["oui", "pou", ""])
def test_nothing_else_is_a_choice(said: str) -> None:
    """Whoever writes something else is not guessed at."""
    with pytest.raises(click.BadParameter):
        ChoiceInWords(CHOICES).convert(said, None, None)
