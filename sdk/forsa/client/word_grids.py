"""Tables on a screen in which no word is cut: columns that do not fit stand in another one below.

Somebody signs by what such a table says, on a screen of any width.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.table import Table

_RULE: Final = 3
"""Terminal columns that each column of a table takes for itself: a rule and two blanks."""
_ROWS = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class WordGrid:
    """One table, and how wide its columns are."""

    head: Sequence[str]
    rows: _ROWS
    widths: Sequence[int]
    """For each column, in terminal columns."""

    def draw(self, table: Table) -> Table:
        """Fill an empty table: the first column says what a row is, the others are numbers."""
        for place, (word, width) in enumerate(zip(self.head, self.widths, strict=True)):
            table.add_column(word, justify="right" if place else "left", width=width)
        for row in self.rows:
            table.add_row(*row)
        return table


def word_grids(head: Sequence[str], rows: _ROWS, room: int) -> Iterator[WordGrid]:
    """Lay a table out, in as many parts as whole words need; each repeats the first column.

    Args:
        head: What stands above each column; 2 or more.
        rows: As long as `head`.
        room: Terminal columns for all columns, each with a rule and two blanks. A column wider
            than the screen stands alone, and only its own words may be cut.
    """
    columns = list(zip(head, *rows, strict=True))
    least = [
        max(cell_len(word) for text in one for word in (text.split() or [""])) for one in columns
    ]
    for places in _parts(least, room):
        widths = _widened(
            [least[place] for place in places],
            [max(map(cell_len, columns[place])) for place in places],
            room,
        )
        yield WordGrid(
            [head[place] for place in places],
            [[row[place] for place in places] for row in rows],
            widths,
        )


def _parts(least: Sequence[int], room: int) -> Iterator[list[int]]:
    """The places of the columns of each part, the first among them."""
    places, taken = [0], least[0] + _RULE
    for place, width in enumerate(least[1:], 1):
        if len(places) > 1 and taken + width + _RULE > room:
            yield places
            places, taken = [0], least[0] + _RULE
        places.append(place)
        taken += width + _RULE
    yield places


def _widened(least: Sequence[int], whole: Sequence[int], room: int) -> list[int]:
    """Widths that take what is left of the room, the first column before the others."""
    left = max(0, room - sum(least) - _RULE * len(least))
    widths = []
    for width, wish in zip(least, whole, strict=True):
        more = min(wish - width, left)
        widths.append(width + more)
        left -= more
    return widths
