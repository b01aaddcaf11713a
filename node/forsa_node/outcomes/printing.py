"""A prepared release on the screen: each table as everybody will see it, then what stays here."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import click
from forsa.kinds.body_texts import FORBIDDEN
from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.labels import axis_label, code_label, table_label
from forsa.outcomes.rates import rates
from forsa.outcomes.tables import Cell, CellState, Table
from forsa.words.reasons import Language
from rich.console import Console
from rich.table import Table as Grid

from forsa_node.outcomes.preview import Preview, name_of, named_rates, title_of, warned
from forsa_node.words import say

_MARKS = {CellState.CONFIDENTIAL: "●", CellState.NOT_COLLECTED: "–"}


def print_preview(shown: Preview, language: Language) -> None:
    """Print all that a person must see before signing."""
    one, release = shown.prepared, shown.release
    console = Console(highlight=False, markup=False)
    click.echo(say(language, "release_title", title=title_of(one, language)))
    values = {
        "product": release.product,
        "n": release.frame_n,
        "centres": release.centres_included,
        "all_centres": release.centres_total,
        "day": release.reference_date,
        "audience": say(language, f"audience_{one.audience}"),
        "legal_basis": shown.message.legal_basis,
        "earlier": len(release.history),
    }
    click.echo(say(language, "release_public", **values))
    click.echo(_texts(shown, language))
    for table in release.tables:
        console.print(_grid(table, language))
    click.echo(say(language, "release_marks"))
    held = sum(map(_is_held, release.tables))
    if held:
        click.echo(say(language, "release_held", held=held, count=len(release.tables)))
    for line in _rate_lines(shown, language):
        click.echo(line)
    for name, cell in warned(shown, language):
        values = {"name": name, "least": cell.least, "most": cell.greatest}
        click.echo(say(language, "release_warned", **values))
    _print_private(shown, console, language)


def _is_held(table: Table) -> bool:
    """Whether a table of a final release stands at its provisional numbers."""
    return any(cell.state is CellState.HELD for cell in table.cells)


def _texts(shown: Preview, language: Language) -> str:
    """Every text that becomes public, as it is."""
    lines = []
    for field in ("population", "limits", "correction_reason"):
        for text in getattr(shown.message, field):
            name = say(language, f"release_{field}_name")
            lines.append(f"  {name} [{text.lang}] {_clean(text.text)}")
    return "\n".join(lines)


def _grid(table: Table, language: Language) -> Grid:
    """One row for each group, one column for each outcome."""
    title = _clean(table_label(table.axes, language))
    grid = Grid(title=title, title_justify="left", show_lines=False)
    *rows, last = table.axes or ("",)
    for axis in rows:
        grid.add_column(_clean(axis_label(axis, language)), overflow="fold")
    for code in _codes_of(table):
        grid.add_column(_clean(code_label(last, code, language)), justify="right", overflow="fold")
    for group, cells in groupby(table.cells, key=lambda cell: cell.at[:-1]):
        labels = [
            _clean(code_label(axis, code, language)) for axis, code in zip(rows, group, strict=True)
        ]
        grid.add_row(*labels, *map(_mark, cells))
    return grid


def _codes_of(table: Table) -> Sequence[str]:
    if not table.axes:
        return ("total",)
    return tuple(dict.fromkeys(cell.at[-1] for cell in table.cells))


def _mark(cell: Cell) -> str:
    if cell.value is None:
        return _MARKS.get(cell.state, cell.state.value)
    return f"{cell.value}{'*' if cell.state is CellState.HELD else ''}"


def _rate_lines(shown: Preview, language: Language) -> Iterator[str]:
    for group in shown.groups():
        found = rates(shown.release, group)
        for name, rate in named_rates(found):
            key = "rate_band" if rate.is_band else "rate_exact"
            says = say(language, key, percent=rate.percent)
            told = say(language, f"rate_{name}", group=name_of(group, language), says=says)
            yield f"  {told}{say(language, 'rate_fragile') if found.is_fragile else ''}"


def _print_private(shown: Preview, console: Console, language: Language) -> None:
    one = shown.prepared
    if not one.hidden:
        click.echo(say(language, "release_nothing_hidden"))
        return
    click.echo(say(language, "release_private", count=len(one.hidden)))
    grid = Grid()
    for key in ("hidden_cell", "hidden_value", "hidden_why", "hidden_outside"):
        grid.add_column(say(language, key), overflow="fold")
    for cell in one.hidden:
        least, most = _outside(shown, cell.key)
        why = say(language, f"hidden_{cell.reason}")
        outside = say(language, "hidden_between", least=least, most=most)
        grid.add_row(_clean(name_of(cell.key, language)), str(cell.value), why, outside)
    console.print(grid)


def _outside(shown: Preview, key: CellKey) -> tuple[int | str, int | str]:
    """What anybody can conclude of a hidden cell, wherever it stands."""
    for table in shown.release.tables:
        for cell in table.cells:
            bounds = shown.bounds_of(table, cell)
            if bounds is not None and cell_key(table.axes, cell.at) == key:
                return bounds
    return "?", "?"


def _clean(text: str) -> str:
    return FORBIDDEN.sub(" ", text)
