"""Costs of hiding: by place and key, never by value."""

import hmac
from math import exp
from statistics import NormalDist

from forsa.outcomes.costs import cell_costs
from forsa.outcomes.products import product

from tests.support.member_tables import COST_KEY

AXES = {
    "sex": ("f", "m"),
    "age3": ("a00_15", "a16_17", "a18_up"),
    "strand": ("educational", "vocational"),
    "centre": ("c1", "c2"),
    "outcome4": ("formal_education", "vocational", "active_life", "rest"),
    "outcome7": ("formal_education", "unknown", "excluded"),
}
NODE_4 = product("node-4").tables
NODE_3 = product("node-3").tables


def test_a_cost_is_a_weight_times_noise_of_the_key_and_the_address() -> None:
    """Another program with the same key would hide other cells: the bytes would differ."""
    costs = cell_costs(NODE_4, AXES, "2024-2025", COST_KEY)
    drawn = hmac.digest(COST_KEY, b"2024-2025|outcome7=unknown|sex=f", "sha256")[:8]
    noise = NormalDist().inv_cdf((int.from_bytes(drawn, "big") + 0.5) / 2**64)

    assert costs[("outcome7", "unknown"), ("sex", "f")] == round(4000 * exp(0.7 * noise))


def test_weights_follow_the_place_in_all_tables_of_the_product() -> None:
    """A margin is read by more people than a cell inside; a common one by most."""
    costs = cell_costs(NODE_4, AXES, "2024-2025", COST_KEY)
    plain = {key: cost / exp(0.7 * _noise(key)) for key, cost in costs.items()}
    inside = (("age3", "a16_17"), ("outcome7", "unknown"), ("sex", "f"))

    assert round(plain[inside], -1) == 1000
    assert round(plain[("centre", "c1"), ("outcome7", "unknown")], -1) == 1000
    assert round(plain[(("age3", "a16_17"),)], -1) == 4000
    assert round(plain[(("outcome7", "unknown"),)], -1) == 7000


def test_a_cell_costs_the_same_noise_in_every_table_product_and_point() -> None:
    """It would be hidden at one point and shown at another, and the two be compared."""
    one = cell_costs(NODE_4, AXES, "2024-2025", COST_KEY)
    other = cell_costs(NODE_3, AXES, "2024-2025", COST_KEY)
    common = (("age3", "a16_17"),)

    assert one[common] == other[common]


def test_another_key_or_year_gives_other_costs() -> None:
    """Without a key of its own, everybody could run the same choice."""
    mine = cell_costs(NODE_4, AXES, "2024-2025", COST_KEY)

    assert mine == cell_costs(NODE_4, AXES, "2024-2025", COST_KEY)
    assert mine != cell_costs(NODE_4, AXES, "2024-2025", bytes(32))
    assert mine != cell_costs(NODE_4, AXES, "2025-2026", COST_KEY)


def _noise(key: tuple[tuple[str, str], ...]) -> float:
    address = "|".join(("2024-2025", *(f"{axis}={code}" for axis, code in key)))
    drawn = int.from_bytes(hmac.digest(COST_KEY, address.encode(), "sha256")[:8], "big")
    return NormalDist().inv_cdf((drawn + 0.5) / 2**64)
