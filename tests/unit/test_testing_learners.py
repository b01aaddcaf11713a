"""The made-up network has the size and the rates of the real one, and is the same everywhere."""

from collections.abc import Collection
from hashlib import sha256

import polars as pl
import pytest
from forsa.codelists import codes
from forsa.testing.learners import POINTS, Association, draw_network, draw_node

EXCLUDED = ("continuing", "transferred", "neutral_exit")
PUBLISHED = {
    ("formal_education",): 16,
    ("vocational_training", "apprenticeship"): 21,
    ("employed", "self_employed"): 35,
}


@pytest.fixture(scope="module")
def network() -> tuple[Association, ...]:
    """The one of seed 1."""
    return draw_network(1)


def everybody(network: tuple[Association, ...]) -> pl.DataFrame:
    """All rows of all associations."""
    return pl.concat([one.learners for one in network])


def percent(outcomes: pl.Series, wanted: Collection[str]) -> float:
    """Share of the leavers."""
    leavers = outcomes.filter(~outcomes.is_in(EXCLUDED))
    return 100 * leavers.is_in(list(wanted)).to_list().count(True) / len(leavers)


def test_the_network_has_the_size_of_the_real_one(network: tuple[Association, ...]) -> None:
    """Figures measured on it would else say nothing about the network we build for."""
    sizes = [one.n for one in network]

    assert len(network) == len({one.member for one in network}) == 190
    assert sum(len(one.centres) for one in network) == 231
    assert sum(sizes) == 19_800
    assert {one.region for one in network} == set(codes("region"))
    assert sum(n < 30 for n in sizes) == 15
    assert sum(30 <= n < 150 for n in sizes) == 145
    assert sum(n >= 400 for n in sizes) == 5


def test_the_rates_are_the_published_ones(network: tuple[Association, ...]) -> None:
    """16 % formal education, 21 % vocational training, 35 % working life: 72 % of the leavers."""
    all_codes = [code for wanted in PUBLISHED for code in wanted]

    for drawn in (network, draw_network(2)):
        outcomes = everybody(drawn)["outcome_exit"]
        for wanted, published in PUBLISHED.items():
            assert percent(outcomes, wanted) == pytest.approx(published, abs=1)
        assert percent(outcomes, all_codes) == pytest.approx(72, abs=1)


def test_every_learner_has_every_code_and_no_point_is_open(
    network: tuple[Association, ...],
) -> None:
    """Outcomes add up to the frame at every point only where nobody is left out."""
    frame = everybody(network)

    for name in ("sex", "age_band", "milieu", "entry_level", "strand", "trade", "region"):
        assert set(frame[name]) <= set(codes(name)), name
    for point in POINTS:
        assert set(frame[f"outcome_{point}"]) == set(codes("outcome"))
    assert frame["learner_key"].n_unique() == frame.height


def test_who_continues_is_no_leaver_later(network: tuple[Association, ...]) -> None:
    """A learner is a leaver of one year only: the excluded are the same at every point."""
    frame = everybody(network)
    excluded = [frame[f"outcome_{point}"].is_in(EXCLUDED) for point in POINTS]

    assert all((one == excluded[0]).all() for one in excluded)


def test_who_continues_has_not_left(network: tuple[Association, ...]) -> None:
    """A day of leaving beside `continuing` is a finding of the import."""
    frame = everybody(network)

    assert (frame["exit_date"].is_null() == (frame["outcome_exit"] == "continuing")).all()


def test_nobody_under_fifteen_works_for_pay(network: tuple[Association, ...]) -> None:
    """Such a row is a finding of the import, so a made-up register must not have it."""
    young = everybody(network).filter(pl.col("age") < 15)

    for point in POINTS:
        assert not young[f"outcome_{point}"].is_in(["employed", "self_employed"]).any()


def test_nodes_differ_more_than_learners_do(network: tuple[Association, ...]) -> None:
    """Where every node had the national mix, hardly a small count would need protection."""
    girls = [
        int((one.learners["sex"] == "f").sum()) * 100 // one.n for one in network if one.n >= 60
    ]

    assert min(girls) <= 15
    assert max(girls) >= 60


def test_the_same_seed_gives_the_same_learners_everywhere() -> None:
    """A figure in the documentation can be measured again on another machine, years later."""
    text = draw_node(7, n=85, centres=2).learners.write_csv()

    digest = sha256(text.encode()).hexdigest()
    assert digest == "6c439f8b7ac3ea66e70ad5909971fa3ff958b818455fea347765c94bf9d766f6"
    assert text != draw_node(8, n=85, centres=2).learners.write_csv()


def test_another_year_has_other_learners_in_the_same_associations() -> None:
    """A trend over school years needs the same members with other rows."""
    before, now = (
        draw_network(1, associations=19, centres=23, learners=1980, school_year=year)
        for year in ("2023-2024", "2024-2025")
    )

    assert [(one.member, one.region) for one in before] == [(one.member, one.region) for one in now]
    assert before[0].learners["school_year"].unique().to_list() == ["2023-2024"]
    assert not before[0].learners["trade"].equals(now[0].learners["trade"])


def test_a_network_that_cannot_be_is_refused() -> None:
    """Silently another total would make every share that is measured wrong."""
    with pytest.raises(ValueError, match="cannot have 100 learners"):
        draw_network(1, learners=100)
    with pytest.raises(ValueError, match="cannot have 10 centres"):
        draw_network(1, centres=10)
