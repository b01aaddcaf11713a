"""Charts of published outcomes as plain Vega-Lite, in which what is hidden is drawn as hidden.

A shown count is a bar. A hidden cell is a dashed frame over the whole width with the word for it:
any length would be taken for a number. A total that is an interval is a full bar up to its least
value and a light one from there to its greatest.

An Arabic chart is mirrored: it grows from right to left, with its names on the right.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from forsa.exports.outcomes.published import PublishedRelease
from forsa.exports.outcomes.words import coverage_line, release_title, say, totals_title
from forsa.outcomes.axes import OUTCOMES, TOTAL
from forsa.outcomes.labels import code_label, state_label, table_label
from forsa.outcomes.network import Totals, TotalTable, TrendPoint
from forsa.outcomes.tables import CellState
from forsa.words.reasons import Language

Spec = dict[str, Any]
"""A chart in the words of Vega-Lite."""
Bar = dict[str, Any]
"""One bar: `group`, `name`, `kind` (`shown`, `interval` or `hidden`), `lower`, `upper`, `text`."""

_FULL: Final = "#1f5f8b"
_LIGHT: Final = "#a9c9de"
_FRAME: Final = "#666666"
_FONT: Final = "DejaVu Sans, Noto Sans, Noto Sans Arabic, sans-serif"
_SPAN: Final = re.compile(r"[0-9]+(?:-[0-9]+)+")
"""A school year or a date, which Arabic around it would turn round."""
LEFT_TO_RIGHT: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
RIGHT_TO_LEFT: Final = "\N{RIGHT-TO-LEFT ISOLATE}"
END: Final = "\N{POP DIRECTIONAL ISOLATE}"
_WIDTH: Final = 460
_STEP: Final = 24


def release_chart(one: PublishedRelease, table: str, language: Language) -> Spec:
    """One table of a release: bars for its outcomes, one below the other for each group.

    Args:
        one: The release.
        table: Id of the table.
        language: Of the reader.

    Raises:
        KeyError: the release has no such table.
    """
    (axes, cells) = {each.id: (each.axes, each.cells) for each in one.release.tables}[table]
    empty = {cell.at[:-1] for cell in cells if cell.at[-1:] == (TOTAL,) and cell.value == 0}
    bars = [
        _bar(axes, cell.at, cell.state, cell.value, cell.value, language)
        for cell in cells
        if _is_bar(axes, cell.at) and cell.at[:-1] not in empty
    ]
    lines = [table_label(axes, language), *_notes(bars, language)]
    return _chart(bars, [release_title(one, language), *lines], language, one.release.frame_n)


def totals_chart(view: Totals, table: TotalTable, language: Language) -> Spec:
    """One table of totals of the network, its intervals as bars; also says who is counted.

    Args:
        view: The totals.
        table: One of their tables, or `view.by(axis)`.
        language: Of the reader.
    """
    axes, cells = table.axes, table.cells
    empty = {cell.at[:-1] for cell in cells if cell.at[-1:] == (TOTAL,) and cell.upper == 0}
    bars = [
        _bar(axes, cell.at, cell.state, cell.lower, cell.upper, language)
        for cell in cells
        if _is_bar(axes, cell.at) and cell.at[:-1] not in empty
    ]
    lines = [table_label(axes, language), coverage_line(view, language), *_notes(bars, language)]
    return _chart(bars, [totals_title(view, language), *lines], language, view.learners)


def trend_chart(series: Mapping[str, Sequence[TrendPoint]], title: str, language: Language) -> Spec:
    """Numbers over school years, each with the share of the enrolment that it counts.

    Args:
        series: What a number is called to its years.
        title: Of the chart.
        language: Of the reader.
    """
    bars = [
        _bar((), (), _state(one), one.lower, one.upper, language)
        | {
            "group": _line(name, language),
            "name": _line(f"{one.school_year} ({one.coverage_percent} %)", language),
        }
        for name, points in series.items()
        for one in points
    ]
    most = max((one.learners for points in series.values() for one in points), default=0)
    return _chart(bars, [title, *_notes(bars, language)], language, most)


def _state(one: TrendPoint) -> CellState:
    return CellState.SHOWN if one.lower == one.upper else CellState.BOUNDED


def _is_bar(axes: Sequence[str], at: Sequence[str]) -> bool:
    """Each outcome is one; of a table without outcomes each cell."""
    return not axes or axes[-1] not in OUTCOMES or at[-1] != TOTAL


def _bar(
    axes: Sequence[str],
    at: Sequence[str],
    state: CellState,
    lower: int | None,
    upper: int | None,
    language: Language,
) -> Bar:
    names = [code_label(axis, code, language) for axis, code in zip(axes, at, strict=True)]
    bar = {
        "group": _line(" · ".join(names[:-1]), language),
        "name": _line(names[-1] if names else code_label("", TOTAL, language), language),
    }
    if lower is None or upper is None:
        hidden = _line(state_label(state, language), language)
        return bar | {"kind": "hidden", "lower": 0, "upper": 0, "text": hidden}
    if lower < upper:
        text = _line(say(language, "between", lower=lower, upper=upper), language)
        return bar | {"kind": "interval", "lower": lower, "upper": upper, "text": text}
    return bar | {"kind": "shown", "lower": lower, "upper": upper, "text": str(upper)}


def _notes(bars: Iterable[Mapping[str, Any]], language: Language) -> list[str]:
    """What the light bars and the frames mean, where there are any."""
    kinds = {bar["kind"] for bar in bars}
    return [say(language, kind) for kind in ("interval", "hidden") if kind in kinds]


def _chart(bars: Sequence[Bar], lines: Sequence[str], language: Language, most: int) -> Spec:
    mirrored = language == "ar"
    top = max((bar["upper"] for bar in bars), default=0) or most or 1
    y = {
        "field": "name",
        "type": "nominal",
        "sort": list(dict.fromkeys(bar["name"] for bar in bars)),
        "axis": {"title": None, "orient": "right" if mirrored else "left", "labelLimit": 300},
    }
    marks = {
        "width": _WIDTH,
        "height": {"step": _STEP},
        "layer": _layers(y, top, mirrored=mirrored),
    }
    groups = list(dict.fromkeys(bar["group"] for bar in bars))
    anchor = "end" if mirrored else "start"
    header = {"title": None, "labelAnchor": anchor, "labelFontWeight": "bold"}
    facet = {"field": "group", "type": "nominal", "sort": groups, "header": header}
    whole = marks if len(groups) <= 1 else {"facet": facet, "columns": 1, "spec": marks}
    title, *below = (_line(one, language) for one in lines)
    return {
        "description": " ".join(lines),
        "title": {"text": title, "subtitle": below, "anchor": anchor, "frame": "bounds"},
        "data": {"values": [{**bar, "zero": 0, "top": top} for bar in bars]},
        "config": {"font": _FONT, "view": {"stroke": None}},
        **whole,
    }


def _layers(y: Spec, top: int, *, mirrored: bool) -> list[Spec]:
    """Frames of what is hidden, light and full bars, and the words beside them."""

    def x(field: str) -> Spec:
        scale = {"domain": [0, top], "reverse": mirrored, "nice": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": _AXIS}

    def of(kind: str) -> list[Spec]:
        return [{"filter": {"field": "kind", "equal": kind}}]

    frame = {"type": "bar", "filled": False, "stroke": _FRAME, "strokeDash": [4, 3]}
    beside = {"type": "text", "align": "right" if mirrored else "left", "dx": -4 if mirrored else 4}
    return [
        {
            "transform": of("hidden"),
            "mark": frame,
            "encoding": {"x": x("zero"), "x2": {"field": "top"}, "y": y},
        },
        {
            "transform": of("interval"),
            "mark": {"type": "bar", "color": _LIGHT},
            "encoding": {"x": x("lower"), "x2": {"field": "upper"}, "y": y},
        },
        {
            "transform": [{"filter": "datum.kind != 'hidden'"}],
            "mark": {"type": "bar", "color": _FULL},
            "encoding": {"x": x("zero"), "x2": {"field": "lower"}, "y": y},
        },
        {
            "mark": beside,
            "encoding": {"x": x("upper"), "y": y, "text": {"field": "text", "type": "nominal"}},
        },
    ]


_AXIS: Final[Spec] = {"title": None, "tickMinStep": 1, "format": "d", "grid": False}


def _line(text: str, language: Language) -> str:
    """A text on one line; an Arabic one isolated, for a picture has no direction of its own."""
    plain = " ".join(text.split())
    if language != "ar":
        return plain
    ordered = _SPAN.sub(f"{LEFT_TO_RIGHT}\\g<0>{END}", plain)
    return f"{RIGHT_TO_LEFT}{ordered}{END}"
