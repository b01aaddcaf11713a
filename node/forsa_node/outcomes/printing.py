"""A prepared release on the screen: each table as everybody will see it, then what stays here."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import click
from forsa.client.word_grids import word_grids
from forsa.kinds.body_texts import FORBIDDEN
from forsa.outcomes.addresses import CellKey, cell_key
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.labels import axis_label, code_label, table_label
from forsa.outcomes.rates import rates
from forsa.outcomes.tables import Cell, CellState, Table
from forsa.words.reasons import Language
from rich.console import Console
from rich.table import Table as Grid

from forsa_node.outcomes.preview import Preview, name_of, named_rates, title_of, warned
from forsa_node.words import say

_MOST_COLUMNS: Final = 5
"""Columns of numbers that are read at a glance."""
_PLAIN_AXES: Final = 2
"""With three, there is a table for each group of the first."""
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
        for grid in _grids(table, console.width - 1, language):
            console.print(grid)
    click.echo(say(language, "release_marks"))
    held = sum(map(_is_held, release.tables))
    if held:
        click.echo(say(language, "release_held", held=held, count=len(release.tables)))
    for line in (*_change_lines(shown, language), *_rate_lines(shown, language)):
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


def _grids(table: Table, room: int, language: Language) -> Iterator[Grid]:
    """A table in one or more parts; groups stand in rows where all outcomes fit beside them."""
    title = _clean(table_label(table.axes, language))
    if len(table.axes) <= _PLAIN_AXES and len(_codes_of(table)) <= _MOST_COLUMNS:
        parts = list(word_grids(*_in_rows(table, language), room))
        if len(parts) == 1:
            yield parts[0].draw(_titled(title))
            return
    for name, cells in _slices(table, language):
        for part in word_grids(*_in_columns(table, cells, language), room):
            yield part.draw(_titled(f"{title}{name}"))


def _titled(title: str) -> Grid:
    return Grid(title=title, title_justify="left", show_lines=False)


def _slices(table: Table, language: Language) -> Iterator[tuple[str, list[Cell]]]:
    """The cells of each group of the first of three axes, and its name; else all in one."""
    if len(table.axes) <= _PLAIN_AXES:
        yield "", list(table.cells)
        return
    axis = table.axes[0]
    for code, cells in groupby(table.cells, key=lambda cell: cell.at[0]):
        yield f" · {_clean(code_label(axis, code, language))}", list(cells)


def _in_rows(table: Table, language: Language) -> tuple[list[str], list[list[str]]]:
    """One row for each group, one column for each outcome."""
    outcomes, groups = _axes(table)
    head = ["" if groups is None else _clean(axis_label(groups, language))]
    head += [_label(outcomes, code, language) for code in _codes_of(table)]
    rows = [
        [_group(groups, code, language), *map(_mark, cells)]
        for code, cells in groupby(table.cells, key=_group_code)
    ]
    return head, rows


def _in_columns(
    table: Table, cells: Sequence[Cell], language: Language
) -> tuple[list[str], list[list[str]]]:
    """One row for each outcome, one column for each group."""
    outcomes, groups = _axes(table)
    columns = {code: list(found) for code, found in groupby(cells, key=_group_code)}
    head = ["", *(_group(groups, code, language) for code in columns)]
    rows = [
        [_label(outcomes, code, language), *map(_mark, found)]
        for code, *found in zip(_codes_of(table), *columns.values(), strict=True)
    ]
    return head, rows


def _axes(table: Table) -> tuple[str, str | None]:
    """The last axis, and the one of groups before it; None: everybody is one group."""
    *groups, outcomes = table.axes or ("",)
    return outcomes, groups[-1] if groups else None


def _group_code(cell: Cell) -> str:
    return cell.at[-2] if len(cell.at) > 1 else TOTAL


def _group(axis: str | None, code: str, language: Language) -> str:
    return _label(axis or "", code, language)


def _label(axis: str, code: str, language: Language) -> str:
    return _clean(code_label(axis, code, language))


def _codes_of(table: Table) -> Sequence[str]:
    if not table.axes:
        return ("total",)
    return tuple(dict.fromkeys(cell.at[-1] for cell in table.cells))


def _mark(cell: Cell) -> str:
    if cell.value is None:
        return _MARKS.get(cell.state, cell.state.value)
    return f"{cell.value}{'*' if cell.state is CellState.HELD else ''}"


def _change_lines(shown: Preview, language: Language) -> Iterator[str]:
    """What everybody will see changed since the provisional release."""
    if shown.changed is None:
        return
    yield say(language, "release_changed", count=len(shown.changed))
    for one in shown.changed:
        name = _clean(name_of(one.key, language))
        yield say(language, "release_change", name=name, before=one.before, after=one.after)


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
