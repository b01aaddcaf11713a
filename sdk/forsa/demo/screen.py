"""What a person sees of the demo: one line a step with its time, and a table at the end."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from forsa.client.word_grids import word_grids
from forsa.demo.words import Language, say

Update = Callable[[str], None]
_INDENT: Final = 6
_DONE: Final = "[green]✓[/]"
_FAILED: Final = "[red]✗[/]"


class Screen:
    """Speaks one language to one console; a quiet screen says nothing."""

    def __init__(self, language: Language, console: Console) -> None:
        self.language = language
        self._console = console

    def heading(self, part: str) -> None:
        """Begin a part."""
        self._console.print(f"\n[bold]{escape(say(self.language, f'part_{part}'))}[/]")

    @contextmanager
    def step(self, key: str, /, **values: object) -> Iterator[Update]:
        """Show a step while it runs, then whether and how fast it was done.

        What it yields takes a word on how far the step is, such as "3/12".
        """
        text = escape(say(self.language, key, **values))
        started = time.monotonic()
        with self._console.status(f"  {text}") as status:
            try:
                yield lambda far: status.update(f"  {text} [dim]{escape(far)}[/]")
            except BaseException:
                self._console.print(f"  {_FAILED} {text}", soft_wrap=True)
                raise
        seconds = time.monotonic() - started
        self._console.print(f"  {_DONE} {text} [dim]{seconds:.1f} s[/]", soft_wrap=True)

    def quote(self, lines: Sequence[str]) -> None:
        """Show what a command said, as it said it."""
        for line in lines:
            self._console.print(f"      [dim]│[/] {escape(line)}", highlight=False, soft_wrap=True)

    def tell(self, key: str, /, **values: object) -> None:
        """Say a sentence."""
        self._console.print(
            escape(say(self.language, key, **values)), highlight=False, soft_wrap=True
        )

    def grid(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show a table of numbers, as it is: the first column says what a row is."""
        words = [list(map(escape, row)) for row in (head, *rows)]
        for part in word_grids(words[0], words[1:], self._console.width - _INDENT):
            table = part.draw(Table(show_edge=False, pad_edge=False))
            self._console.print(Padding(table, (0, 0, 1, _INDENT)))

    def table(self, columns: Mapping[str, str], rows: Sequence[Mapping[str, object]]) -> None:
        """Show rows; `columns` maps their keys to the word above each column."""
        table = Table(show_edge=False, pad_edge=False)
        for word in columns.values():
            table.add_column(say(self.language, word))
        for row in rows:
            table.add_row(*(escape(str(row[key])) for key in columns))
        self._console.print()
        self._console.print(table)
