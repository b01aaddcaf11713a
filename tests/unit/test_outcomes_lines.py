"""Totals as people and programs are told them."""

from dataclasses import replace

import pytest
from forsa.errors import ConflictError, Reason
from forsa.exports.outcomes.charts import trend_chart
from forsa.exports.outcomes.collection import NetworkTotals, totals_of
from forsa.exports.outcomes.lines import (
    BY,
    described_totals,
    refused_lines,
    totals_lines,
    trend_lines,
    trends_of,
)
from forsa.outcomes.axes import TOTAL
from forsa.outcomes.gathering import Refused
from forsa.outcomes.network import MemberYear, Totals
from forsa.testing.learners import draw_node
from forsa.words.reasons import LANGUAGES, Language

from tests.support.made_releases import release_of

YEARS = ("2023-2024", "2024-2025")
SIZES = (20, 45, 90)


def totals_in(school_year: str, *sizes: int) -> NetworkTotals:
    """Of associations that published that year."""
    years = []
    for n in sizes:
        drawn = draw_node(f"{n} {school_year}", n, member=f"a{n}", region="MA-05")
        published = replace(release_of(drawn), school_year=school_year)
        years.append(MemberYear(drawn.member, drawn.region, n, (published,)))
    return totals_of(years, school_year, "exit")


@pytest.fixture(scope="module")
def views() -> list[Totals]:
    """Two school years of all regions; one association came in the second."""
    return [totals_in(YEARS[0], *SIZES[:2]).scope(), totals_in(YEARS[1], *SIZES).scope()]


def test_the_ministry_s_categories_stand_above_their_parts(views: list[Totals]) -> None:
    """What people look for first, as narrow as it is known; what it is made of under it."""
    lines = totals_lines(views[1], "", "en")
    told = [line.split(":")[0] for line in lines if line.startswith("  ")]

    assert told == [
        "  Formal education",
        "  Vocational training or apprenticeship",
        "    Vocational training",
        "    Apprenticeship",
        "  Working life",
        "  Other situations",
        "    Not integrated, situation known",
        "    Unknown / not reached",
        "    Not leavers",
        "  Total",
        "  Integration rate (of leavers)",
        "  Response rate",
        *(["  Fragile"] if any("Fragile" in line for line in lines) else []),
    ]
    assert lines[1] == "Associations: 3 of 3; learners: 155 (100 % of the enrolled)"
    assert "  Total: 155" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_released_anything_no_number_is_told(language: Language) -> None:
    """A zero beside "Working life" would be read as: nobody works."""
    nobody = replace(totals_in(YEARS[0], *SIZES[:2]).scope(), members=0, learners=0)
    lines = totals_lines(nobody, "sex", language)

    assert len(lines) == 4
    assert not any(char.isdigit() for char in lines[-1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("axis", ["", *BY])
def test_every_axis_is_told_in_every_language(
    views: list[Totals], axis: str, language: Language
) -> None:
    """Groups that hold nobody are left out, and intervals are explained once."""
    lines = totals_lines(views[1], axis, language)
    why = [line for line in lines if line.startswith(("«", "“"))]

    assert len(why) == 1
    assert not any(code in line for line in lines for code in ("a_unk", "outcome", "total:"))


def test_programs_are_given_both_classifications_and_the_rates(views: list[Totals]) -> None:
    """The same numbers as people are told."""
    said = described_totals(views[1], "sex")
    everybody = next(one for one in said["rates"] if one["at"] == [TOTAL])
    girls = [one for one in said["categories"] if one["at"][0] == "f"]

    assert said["axes"] == ["sex", "outcome7"]
    assert [one["at"][1] for one in girls] == [
        "formal_education",
        "vocational",
        "active_life",
        "rest",
        TOTAL,
    ]
    assert everybody["integration_rate"][0] <= everybody["integration_rate"][1]
    assert isinstance(everybody["fragile"], bool)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trend_has_a_line_a_year_with_its_coverage(
    views: list[Totals], language: Language
) -> None:
    """More learners in the second year, because more associations told of theirs."""
    lines = trend_lines(views, language)
    last = lines[-2:]

    assert [sum(year in line for line in lines) for year in YEARS] == [8, 8]
    assert ("65" in last[0], "155" in last[1]) == (True, True)
    assert all("100 %" in line for line in last)
    assert [one.members for one in trends_of(views)[TOTAL]] == [2, 3]
    assert len(trend_chart(trends_of(views), "x", language)["data"]["values"]) == 16


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_without_releases_is_told_without_a_number(
    views: list[Totals], language: Language
) -> None:
    """A line that falls to zero between two years would be a catastrophe that never was."""
    nobody = replace(views[0], members=0, learners=0)
    lines = trend_lines([nobody, views[1]], language)
    none = NetworkTotals((nobody,)).to_polars()

    assert [sum(year in line for line in lines) for year in YEARS] == [1, 8]
    assert [one.school_year for one in trends_of([nobody, views[1]])[TOTAL]] == [YEARS[1]]
    assert len(trend_lines([nobody], language)) == 3
    assert none.height == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_release_that_did_not_pass_is_named_with_the_reason(language: Language) -> None:
    """Its association must hear of it, and readers must know what is missing."""
    error = ConflictError("no proof", Reason.KIND_OUTCOME_PROOF_MISSING)
    (line,) = refused_lines([Refused("amal", b"\xab" * 32, error)], language)

    assert "amal" in line
    assert "abababababababab" in line
    assert "KIND_" not in line
