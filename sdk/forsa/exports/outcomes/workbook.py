"""Tables of outcomes as an Excel workbook, for people.

One sheet for each kind of table: a row for each group of each release, a column for each outcome. A
hidden cell is its letter, as text, so that no formula adds it up as 0; an interval is a text, too.
No text can begin a formula, and an Arabic workbook runs from right to left.

Needs the extra `outcomes`.
"""

from collections.abc import Iterable, Mapping, Sequence

from forsa.exports.outcomes.described import described
from forsa.exports.outcomes.published import PublishedRelease
from forsa.exports.outcomes.words import column_label, coverage_line, say, scope_label
from forsa.exports.sheets import Sheet, Value, workbook_of
from forsa.outcomes.axes import OUTCOMES, TOTAL
from forsa.outcomes.labels import (
    axis_label,
    code_label,
    point_label,
    state_label,
    table_label,
    vintage_label,
)
from forsa.outcomes.network import Totals
from forsa.outcomes.tables import CellState
from forsa.words.reasons import Language


def workbook(
    releases: Sequence[PublishedRelease], views: Sequence[Totals], language: Language
) -> bytes:
    """The workbook in a language; the same input gives the same bytes."""
    sheets = {say(language, "read_me"): _read_me(releases, views, language)}
    sheets |= _release_sheets(releases, language)
    sheets |= _total_sheets(views, language)
    return workbook_of(sheets, language)


def _read_me(
    releases: Sequence[PublishedRelease], views: Sequence[Totals], language: Language
) -> Sheet:
    rows: Sheet = [[say(language, "package")], [say(language, "about")], []]
    rows += [[state.value, state_label(state, language)] for state in CellState]
    for view in views:
        rows += [[], [scope_label(view.region, language), coverage_line(view, language)]]
    for one in releases:
        rows.append([])
        for name, value in described(one).items():
            shown = value.get(language, "") if name == "title" else _said(value)
            rows.append([name, shown])
    return rows


def _said(value: object) -> Value:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_said(one)}" for name, one in value.items())
    if isinstance(value, list):
        return " ".join(map(str, value))
    return value if isinstance(value, int) else str(value)


def _release_sheets(releases: Sequence[PublishedRelease], language: Language) -> dict[str, Sheet]:
    sheets: dict[tuple[str, ...], Sheet] = {}
    heads = ("member", "school_year", "observation_point", "vintage")
    for one in releases:
        release = one.release
        about = [
            one.member,
            release.school_year,
            point_label(release.observation_point, language),
            vintage_label(release.vintage, language),
        ]
        for table in release.tables:
            cells = {
                cell.at: cell.state.value if cell.value is None else cell.value
                for cell in table.cells
            }
            rows = sheets.setdefault(table.axes, [_header(heads, table.axes, cells, language)])
            rows += _rows(about, table.axes, cells, language)
    return {table_label(axes, language): rows for axes, rows in sheets.items()}


def _total_sheets(views: Sequence[Totals], language: Language) -> dict[str, Sheet]:
    sheets: dict[tuple[str, ...], Sheet] = {}
    heads = ("scope", "school_year", "observation_point")
    for view in views:
        about = [
            scope_label(view.region, language),
            view.school_year,
            point_label(view.observation_point, language),
        ]
        for table in view.tables:
            cells: dict[tuple[str, ...], Value] = {
                cell.at: f"{cell.lower}–{cell.upper}" if cell.value is None else cell.value
                for cell in table.cells
            }
            rows = sheets.setdefault(table.axes, [_header(heads, table.axes, cells, language)])
            rows += _rows(about, table.axes, cells, language)
    return {
        f"{say(language, 'network')} {table_label(axes, language)}": rows
        for axes, rows in sheets.items()
    }


def _across(axes: Sequence[str], cells: Iterable[tuple[str, ...]]) -> list[str]:
    """The codes that have a column each: those of the outcome axis."""
    is_crossed = bool(axes) and axes[-1] in OUTCOMES
    return list(dict.fromkeys(at[-1] for at in cells)) if is_crossed else [TOTAL]


def _header(
    heads: Iterable[str],
    axes: Sequence[str],
    cells: Mapping[tuple[str, ...], Value],
    language: Language,
) -> list[Value]:
    groups = [axis for axis in axes if axis not in OUTCOMES]
    outcome = axes[-1] if axes else TOTAL
    return [
        *(column_label(name, language) for name in heads),
        *(axis_label(axis, language) for axis in groups),
        *(code_label(outcome, code, language) for code in _across(axes, cells)),
    ]


def _rows(
    about: Sequence[Value],
    axes: Sequence[str],
    cells: Mapping[tuple[str, ...], Value],
    language: Language,
) -> Sheet:
    groups = [axis for axis in axes if axis not in OUTCOMES]
    rows: dict[tuple[str, ...], list[Value]] = {}
    for at, value in cells.items():
        rows.setdefault(at[: len(groups)], []).append(value)
    return [
        [*about, *(code_label(*pair, language) for pair in zip(groups, at, strict=True)), *values]
        for at, values in rows.items()
    ]
