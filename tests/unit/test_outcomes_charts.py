"""Charts draw what is hidden as hidden, in three languages and both directions."""

import re
import sys
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from forsa.exports.outcomes.charts import release_chart, totals_chart, trend_chart
from forsa.exports.outcomes.drawing import draw_svg
from forsa.exports.outcomes.published import PublishedRelease
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.network import MemberYear, Totals, TrendPoint, contribution, totals
from forsa.outcomes.tables import CellState
from forsa.testing.learners import draw_node
from forsa.words.reasons import LANGUAGES, Language

from tests.support.made_releases import release_of

CONFIDENTIAL = {"fr": "confidentiel", "ar": "سري", "en": "confidential"}
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2069"))


@pytest.fixture(scope="module")
def release() -> PublishedRelease:
    """Of a middling association, with hidden cells."""
    return PublishedRelease(release_of(draw_node(3, 170, 2)), "amal", bytes(32))


@pytest.fixture(scope="module")
def view() -> Totals:
    """Totals of three associations."""
    years = [
        MemberYear(f"a{n}", "MA-05", n, (release_of(draw_node(n, n, member=f"a{n}")),))
        for n in (20, 45, 90)
    ]
    parts = [one for year in years if (one := contribution(year, "exit")) is not None]
    return totals(years, parts, "exit", school_year="2024-2025")


def bars(chart: dict[str, Any]) -> list[dict[str, Any]]:
    """Its rows."""
    rows: list[dict[str, Any]] = chart["data"]["values"]
    return rows


def plain(text: str) -> str:
    """Without the marks of direction."""
    return text.translate(ISOLATES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hidden_cell_is_a_word_in_a_frame_and_no_bar(
    release: PublishedRelease, language: Language
) -> None:
    """A bar of length 0 says that there is nobody; any other length is an invented number."""
    table = next(one for one in release.release.tables if one.id == "sex_x_outcome7")
    rows = bars(release_chart(release, table.id, language))
    hidden = [row for row in rows if row["kind"] == "hidden"]
    shown = sorted(row["upper"] for row in rows if row["kind"] == "shown")
    cells = [cell for cell in table.cells if cell.at[-1] != TOTAL and cell.at[0] != "u"]

    assert len(hidden) == sum(cell.state is CellState.CONFIDENTIAL for cell in cells) > 0
    assert {plain(row["text"]) for row in hidden} == {CONFIDENTIAL[language]}
    assert shown == sorted(cell.value for cell in cells if cell.value is not None)


def test_only_frames_are_drawn_of_what_is_hidden(release: PublishedRelease) -> None:
    """Layers choose their rows by kind: a filter that is forgotten draws a bar of 0."""
    chart = release_chart(release, "sex_x_outcome7", "fr")
    layers = chart["spec"]["layer"]
    by_mark = {layer["mark"].get("strokeDash") is not None: layer for layer in layers[:3]}

    assert by_mark[True]["transform"] == [{"filter": {"field": "kind", "equal": "hidden"}}]
    assert by_mark[True]["encoding"]["x2"] == {"field": "top"}
    assert by_mark[False]["transform"] == [{"filter": "datum.kind != 'hidden'"}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_interval_has_two_ends_and_says_who_is_counted(view: Totals, language: Language) -> None:
    """A total without its coverage looks like the whole network."""
    chart = totals_chart(view, view.by("strand"), language)
    intervals = [row for row in bars(chart) if row["kind"] == "interval"]

    assert intervals
    for row in intervals:
        assert row["lower"] < row["upper"]
        assert re.findall("[0-9]+", row["text"]) == [str(row["lower"]), str(row["upper"])]
    assert "155" in chart["title"]["subtitle"][1]
    assert "100 %" in chart["title"]["subtitle"][1]
    assert plain(chart["title"]["subtitle"][2]) in chart["description"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_becomes_a_picture_with_its_text(
    release: PublishedRelease, language: Language
) -> None:
    """Drawn offline; text stays text, so that it can be read aloud and found."""
    drawn = draw_svg(release_chart(release, "sex_x_outcome7", language), language)
    root = fromstring(drawn)  # noqa: S314  (drawn by us)
    texts = [plain(text) for text in root.itertext()]
    hidden = sum(one.count(CONFIDENTIAL[language]) for one in texts if len(one) < 20)

    assert hidden == sum(
        row["kind"] == "hidden" for row in bars(release_chart(release, "sex_x_outcome7", language))
    )
    assert root.get("lang") == language


def test_a_picture_does_not_turn_round_in_a_page_from_right_to_left(
    release: PublishedRelease,
) -> None:
    """`text-anchor` follows the direction of the page: names would lie over the bars."""
    arabic = release_chart(release, "sex_x_outcome7", "ar")
    french = release_chart(release, "sex_x_outcome7", "fr")
    drawn = draw_svg(arabic, "ar")

    assert fromstring(drawn).get("style") == "direction:ltr"  # noqa: S314  (drawn by us)
    for chart, reverse, side in ((arabic, True, "right"), (french, False, "left")):
        encoding = chart["spec"]["layer"][0]["encoding"]
        assert encoding["x"]["scale"]["reverse"] is reverse
        assert encoding["y"]["axis"]["orient"] == side
    assert "\u20662024-2025\u2069" in arabic["title"]["text"]
    assert arabic["title"]["text"].startswith("\u2067")


def test_totals_become_a_picture_too(view: Totals) -> None:
    """An interval is drawn in two colours, and nothing else is."""
    drawn = draw_svg(totals_chart(view, view.by(), "fr"), "fr")

    assert "#a9c9de" in drawn
    assert "#1f5f8b" in drawn
    assert "stroke-dasharray" not in drawn


def test_groups_that_hold_nobody_are_left_out(release: PublishedRelease) -> None:
    """Seven bars of 0 for learners whose sex is not stated say nothing."""
    groups = {row["group"] for row in bars(release_chart(release, "sex_x_outcome7", "en"))}

    assert groups == {"Female", "Male", "Total"}


def test_a_trend_is_an_interval_a_year_with_its_coverage() -> None:
    """Of different members in different years: the reader must see it."""
    points = [
        TrendPoint("2023-2024", 900, 1000, 40, 5000, 31),
        TrendPoint("2024-2025", 1100, 1100, 50, 6000, 42),
    ]
    rows = bars(trend_chart({"Unknown": points, "Seeking": points[:1]}, "By year", "en"))

    assert [(row["group"], row["name"], row["kind"]) for row in rows] == [
        ("Unknown", "2023-2024 (31 %)", "interval"),
        ("Unknown", "2024-2025 (42 %)", "shown"),
        ("Seeking", "2023-2024 (31 %)", "interval"),
    ]


def test_a_table_that_is_not_there_is_refused(release: PublishedRelease, view: Totals) -> None:
    """Another chart than the one that was asked for would be taken for it."""
    with pytest.raises(KeyError):
        release_chart(release, "trade_x_outcome4", "fr")
    with pytest.raises(KeyError):
        view.by("trade")


def test_without_the_program_that_draws_it_is_said_how_to_get_it(
    release: PublishedRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    """84 MB that few need are an extra."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)

    with pytest.raises(ImportError, match=r"pip install 'forsa\[charts\]'"):
        draw_svg(release_chart(release, "sex_x_outcome7", "fr"), "fr")
