"""Tables on a screen: whatever its width, every word stands whole."""

from io import StringIO
from itertools import pairwise

import pytest
from forsa.client.word_grids import word_grids
from forsa.outcomes.axes import TOTAL, closed_axes
from forsa.outcomes.labels import code_label
from forsa.words.reasons import LANGUAGES, Language
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table

WORDS = st.text("abcdefgh", min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TABLES = st.integers(2, 9).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=2, max_size=5)
)


@given(table=TABLES, room=st.integers(30, 160))
def test_every_column_is_drawn_once_with_all_its_words_whole(
    table: list[list[str]], room: int
) -> None:
    """Two people sign by this screen: half a word over a number is a wrong number."""
    head, *rows = table
    parts = list(word_grids(head, rows, room))
    others = [place for part in parts for place in part.head[1:]]

    assert others == head[1:]
    assert all(part.head[0] == head[0] for part in parts)
    for part in parts:
        columns = zip(part.head, *part.rows, strict=True)
        for column, width in zip(columns, part.widths, strict=True):
            assert all(len(word) <= width for text in column for word in text.split())
        assert sum(part.widths) + 3 * len(part.widths) <= room


@given(table=TABLES, room=st.integers(30, 160))
def test_a_part_ends_only_where_the_next_column_has_no_room(
    table: list[list[str]], room: int
) -> None:
    """A table in more parts than need be is harder to add up."""
    head, *rows = table
    parts = list(word_grids(head, rows, room))

    for part, later in pairwise(parts):
        column = [later.head[1], *(row[1] for row in later.rows)]
        least = [
            max(len(word) for text in one for word in text.split())
            for one in zip(part.head, *part.rows, strict=True)
        ]
        least.append(max(len(word) for text in column for word in text.split()))
        assert sum(least) + 3 * len(least) > room


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_outcomes_stand_whole_on_eighty_columns(language: Language) -> None:
    """`Enseig` over `nement` is read as two columns."""
    codes = (*closed_axes()["outcome7"].codes, TOTAL)
    head = ["", *(code_label("outcome7", code, language) for code in codes)]
    row = ["x", *("1" for _ in codes)]
    screen = StringIO()
    console = Console(file=screen, width=80)
    for part in word_grids(head, [row], 79):
        console.print(part.draw(Table()))

    for word in " ".join(head).split():
        assert word in screen.getvalue()
