"""The worked examples of bounds: published tables, and what they give away of hidden cells."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from forsa.errors import Reason
from forsa.outcomes.bounds import find_intervals
from forsa.outcomes.judging import judge
from forsa.outcomes.model import System
from forsa.outcomes.sparse import Matrix
from forsa.outcomes.verdicts import Interval

from tests.support.joint_example import CODES, joint_releases
from tests.support.privacy_vectors import privacy_vector

BOUNDS = ("T1", "T2a", "T2b", "T2c", "T4", "T6a", "T6b", "T6c", "T6d", "T7", "T8b", "T10a", "T10b")


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("turned", [False, True], ids=["as written", "turned round"])
def test_every_bound_is_that_of_the_handbook(name: str, turned: bool) -> None:
    """By linear and integer programming, and by counting every table, the bounds are these."""
    vector = privacy_vector(name)
    found = _bounds(vector, turned=turned)
    expect = vector["expect"]
    recovered = {_name(one["cell"]): (one["value"],) * 2 for one in expect.get("recovered", ())}
    parameters = vector["parameters"]
    narrow = [
        upper - lower < parameters["W"] if "W" in parameters else 1 <= upper < parameters["k"]
        for lower, upper in found.values()
    ]

    assert found == {_name(one["cell"]): tuple(one["integer"]) for one in expect["bounds"]}
    assert recovered.items() <= found.items()
    assert expect["verdict"] == ("reject" if any(narrow) else "accept")


def _bounds(vector: dict[str, Any], *, turned: bool) -> dict[str, Interval]:
    """The bounds of each unknown; turned round, with unknowns and equations the other way."""
    least = {_name(one): value for one, value in vector.get("lower_bounds", {}).items()}
    equations = vector["equations"][:: -1 if turned else 1]
    names = sorted({_name(one) for each in equations for one in each["sum"]}, reverse=turned)
    rows = Matrix.of(
        (np.array([names.index(_name(one)) for one in each["sum"]], dtype=np.int32), 1.0)
        for each in equations
    )
    floor = np.array([least.get(one, 0) for one in names], dtype=np.float64)
    equal = np.array([each["equals"] for each in equations]) - rows.times(floor)
    cells = Matrix.of((np.array([at], dtype=np.int32), 1.0) for at in range(len(names)))
    found = find_intervals(System(len(names), rows, equal), cells)
    return {
        name: (found.whole(at)[0] + int(floor[at]), found.whole(at)[1] + int(floor[at]))
        for at, name in enumerate(names)
    }


def _name(cell: object) -> str:
    return cell if isinstance(cell, str) else json.dumps(cell)


# --- two observation points ---


@pytest.mark.parametrize(
    ("scope", "points"), [("exit alone", [0]), ("m3 alone", [1]), ("joint", [0, 1])]
)
def test_two_points_that_are_safe_alone_are_judged_together(
    scope: str, points: Sequence[int]
) -> None:
    """Group sizes are the same unknowns at both points: together they give cells away."""
    vector = privacy_vector("JH1")
    releases = joint_releases()
    judgement = judge([releases[at] for at in points])
    found: dict[tuple[str, ...], Interval] = {}
    for at, interval in judgement.intervals.items():
        target = judgement.model.targets[at]
        codes = dict(target.key)
        if target.release is None:
            found["n", codes["sex"]] = interval
        else:
            point = ("exit", "m3")[points[target.release]]
            letter = next(one for one, code in CODES.items() if code == codes["outcome7"])
            found[point, codes["sex"], letter] = interval
    expect = vector["expect"]

    assert found == {
        tuple(one["cell"]): tuple(one["integer"]) for one in expect["bounds_by_scope"][scope]
    }
    assert ("reject" if judgement.failures else "accept") == expect["verdict"][scope]
    if scope == "joint":
        reasons = {one.problem.reason for one in judgement.failures}
        assert reasons == {Reason["KIND_OUTCOME_" + expect["reason"]]}
