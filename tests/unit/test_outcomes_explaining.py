"""A refusal explained: the sums that give a cell away, what repairs it, and the sentences."""

import json
from dataclasses import replace

import pytest
from forsa.errors import MalformedError, Reason, TooLargeError, VerificationError
from forsa.outcomes.canonical import canonical_json
from forsa.outcomes.explaining import explain
from forsa.outcomes.fixing import find_fixes
from forsa.outcomes.highs import Limits
from forsa.outcomes.judging import judge
from forsa.outcomes.reject_proof import MOST_BYTES, verify_refusal
from forsa.outcomes.reports import report_json
from forsa.outcomes.tables import Cell, CellState, Release
from forsa.outcomes.telling import failure_sentences
from forsa.outcomes.verdicts import Failure, Report, Verdict
from forsa.words.reasons import LANGUAGES, Language

from tests.support.joint_example import joint_releases
from tests.support.outcome_tables import release

AXES = {"sex": ("f", "m"), "outcome4": ("formal_education", "vocational", "active_life", "rest")}
COUNTS: dict[tuple[str, ...], int | None] = {
    ("f", "formal_education"): 4,
    ("f", "vocational"): None,
    ("f", "active_life"): 0,
    ("f", "rest"): 0,
    ("f", "total"): 7,
    ("m", "formal_education"): 9,
    ("m", "vocational"): None,
    ("m", "active_life"): 20,
    ("m", "rest"): 11,
    ("m", "total"): None,
    ("total", "formal_education"): 13,
    ("total", "vocational"): None,
    ("total", "active_life"): 20,
    ("total", "rest"): 11,
    ("total", "total"): None,
}
CELL = (("outcome4", "vocational"), ("sex", "f"))


def made(counts: dict[tuple[str, ...], int | None] | None = None) -> Release:
    """A table in which 7 - 4 = 3 gives a hidden cell away."""
    told = dict(COUNTS if counts is None else counts)
    told["total", "total"] = 60
    return release({("sex", "outcome4"): told}, frame_n=60, axes=AXES)


def explained(*releases: Release, fixes: bool = False) -> Report:
    """What the audit concludes, explained."""
    found = judge(releases)
    return explain(releases, Report(Verdict.REJECT, found.failures), fixes=fixes)


def failing(report: Report, key: object = CELL) -> Failure:
    """The first failure of a cell."""
    return next(one for one in report.failures if one.key == key)


# --- sums ---


def test_a_cell_is_explained_by_the_shortest_sum() -> None:
    """An officer who reads it checks it in the head: 7 - 4 = 3."""
    failure = failing(explained(made()))
    assert failure.lower is not None
    terms: dict[tuple[str, ...], object] = {
        one.where[2]: (one.value, one.times) for one in failure.lower.terms if one.value
    }

    assert failure.interval == (3, 3)
    assert failure.lower.bound == 3
    assert terms == {("f", "total"): (7, 1), ("f", "formal_education"): (4, -1)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_has_the_cells_the_numbers_and_the_value(language: Language) -> None:
    """ "Not allowed" alone teaches nobody what to do."""
    sentences = failure_sentences([made()], failing(explained(made())), language)
    (calculation,) = (one for one in sentences if "7 − 4 = 3" in one)

    assert calculation.endswith("= 7 − 4 = 3.")
    assert calculation.count("=") == 3
    assert not any("{" in one or "outcome4" in one for one in sentences)


def test_what_the_history_gives_away_is_explained_with_it() -> None:
    """No release alone shows why; the sum takes numbers of both, and says of which point."""
    releases = joint_releases()
    report = explained(*releases)
    failure = failing(report, (("outcome7", "not_integrated_known"), ("sex", "f")))
    assert failure.lower is not None
    sentences = failure_sentences(releases, failure, "en")

    assert failure.problem.reason is Reason.KIND_OUTCOME_HISTORY_NARROW
    assert {one.where[0] for one in failure.lower.terms} == {0, 1}
    assert any("(At exit)" in one and "months" in one for one in sentences)


def test_numbers_that_contradict_each_other_are_explained_by_a_sum_of_nobody() -> None:
    """Which of the numbers is wrong cannot be known; that they cannot all be right can."""
    counts = {**COUNTS, ("f", "vocational"): 0, ("f", "total"): 5}
    report = explained(made(counts))
    (failure,) = report.failures
    sentences = failure_sentences([made(counts)], failure, "en")

    assert failure.problem.reason is Reason.KIND_OUTCOME_TABLE_INFEASIBLE
    assert failure.lower is not None
    assert failure.lower.bound > 0
    assert any("Nobody counts" in one for one in sentences)


def test_a_shown_group_that_gives_itself_away_is_its_own_explanation() -> None:
    """Nothing is calculated: all of them are there."""
    counts = {**COUNTS, ("f", "formal_education"): 0, ("f", "rest"): 15, ("f", "total"): 16}
    counts |= {("f", "vocational"): 1, ("total", "rest"): 26, ("total", "formal_education"): 9}
    failure = failing(explained(made(counts)), (("outcome4", "rest"), ("sex", "f")))

    assert failure.problem.reason is Reason.KIND_OUTCOME_GROUP_ATTRIBUTE
    assert failure.lower is not None
    assert [one.value for one in failure.lower.terms] == [15]


# --- fixes ---


def test_a_fix_makes_the_cell_wide_enough() -> None:
    """Advice that does not help would be tried by hand, again and again."""
    failure = failing(explained(made(), fixes=True))
    table = made().tables[0]

    assert 1 <= len(failure.fixes) <= 3
    for fix in failure.fixes:
        hidden = {at for _, _, at in fix}
        cells = tuple(
            Cell(one.at, CellState.CONFIDENTIAL) if one.at in hidden else one for one in table.cells
        )
        repaired = replace(made(), tables=(replace(table, cells=cells),))
        narrow = {one.key for one in judge([repaired]).failures}
        assert CELL not in narrow


def test_the_smallest_fixes_are_named_first_and_none_contains_another() -> None:
    """More would be hidden than has to be."""
    fixes = [set(one) for one in failing(explained(made(), fixes=True)).fixes]

    assert [len(one) for one in fixes] == sorted(len(one) for one in fixes)
    assert not any(one < other for one in fixes for other in fixes)


def test_what_the_solver_could_not_judge_is_no_fix() -> None:
    """Advice would be given because the machine was tired."""
    failure = failing(explained(made()))

    assert not find_fixes([made()], failure, limits=Limits(iterations=0))


# --- the proof ---


def test_a_reject_proof_is_checked_without_a_solver() -> None:
    """Who is refused can show it to anybody, and anybody can check it."""
    for releases in ([made()], list(joint_releases())):
        report = explained(*releases)
        assert report.reject is not None
        assert verify_refusal(releases, report.reject) == len(report.failures)


def test_another_release_is_not_refuted_by_it() -> None:
    """A proof would be shown against a release that is safe."""
    report = explained(made())
    assert report.reject is not None
    other = replace(made(), digest=bytes(32))

    with pytest.raises(VerificationError):
        verify_refusal([other], report.reject)


@pytest.mark.parametrize("more", [-1, 1])
@pytest.mark.parametrize("at", [("f", "total"), ("f", "formal_education")])
def test_a_changed_number_breaks_the_proof(at: tuple[str, str], more: int) -> None:
    """The sum would be of other numbers than those that are published."""
    report = explained(made())
    assert report.reject is not None
    table = made().tables[0]
    cells = tuple(
        Cell(one.at, CellState.SHOWN, (one.value or 0) + more) if one.at == at else one
        for one in table.cells
    )
    changed = replace(made(), tables=(replace(table, cells=cells),))

    with pytest.raises(VerificationError):
        verify_refusal([changed], report.reject)


def forged(**changes: object) -> bytes:
    """A proof with other claims about its first cell."""
    proof = explained(made()).reject
    assert proof is not None
    said = json.loads(proof)
    said["cells"] = [{**said["cells"][0], **changes}]
    return canonical_json(said)


def some(bound: str, *terms: tuple[int, str, list[str], str]) -> dict[str, object]:
    """A sum as a proof has it."""
    return {"bound": bound, "terms": [list(one) for one in terms]}


TABLE = "sex_x_outcome4"
F_TOTAL = (0, TABLE, ["f", "total"], "1")


@pytest.mark.parametrize(
    "changes",
    [
        {"lower": some("7", F_TOTAL)},
        {"upper": some("6", F_TOTAL)},
        {"upper": some("3", (0, TABLE, ["f", "vocational"], "1"))},
        {"upper": some("7/2", (0, TABLE, ["f", "total"], "1/2"))},
        {"key": [["outcome4", "vocational"]]},
        {"key": [["age3", "a00_15"]]},
        {"key": [["outcome4", "rest"], ["sex", "f"]], "upper": some("0"), "lower": some("0")},
        {"release": 1},
        {"lower": some("7", (7, TABLE, ["f", "total"], "1"))},
        {"lower": some("7", (0, "another", ["f", "total"], "1"))},
        {"reason": "KIND_OUTCOME_TABLE_INFEASIBLE"},
        {"reason": "KIND_OUTCOME_TABLE_INFEASIBLE", "lower": some("0")},
        {"key": [["sex", "f"]], "lower": some("7", F_TOTAL), "upper": some("7", F_TOTAL)},
        {"lower": some("0"), "upper": some("60", (0, TABLE, ["total", "total"], "1"))},
    ],
    ids=range(14),
)
def test_a_sum_that_does_not_hold_is_refused(changes: dict[str, object]) -> None:
    """An enemy would make a safe release look unsafe."""
    with pytest.raises(VerificationError):
        verify_refusal([made()], forged(**changes))


@pytest.mark.parametrize(
    "proof",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        forged(lower=some("7", (0, TABLE, ["f", "total"], "1e9"))),
        forged(lower=some("7", (0, TABLE, ["f", "total"], "01"))),
        forged(lower=some("7", (True, TABLE, ["f", "total"], "1"))),
        forged(lower=some("7/0", F_TOTAL)),
        forged(release=-1),
        forged(reason="NO_REASON"),
        forged(key=[["sex"]]),
        forged().replace(b",", b", "),
    ],
    ids=range(11),
)
def test_bytes_that_are_no_proof_are_refused(proof: bytes) -> None:
    """They come from strangers."""
    with pytest.raises(MalformedError):
        verify_refusal([made()], proof)


def test_a_proof_that_is_too_large_is_not_read() -> None:
    """It would be held in memory many times."""
    with pytest.raises(TooLargeError):
        verify_refusal([made()], bytes(MOST_BYTES + 1))


# --- the report ---


def test_a_report_has_one_spelling_and_nothing_but_what_is_public() -> None:
    """Two who audit the same release compare digests of their reports."""
    report = explained(made())
    data = report_json([made()], report, versions={"forsa": "1"})
    said = json.loads(data)

    assert data == report_json([made()], explained(made()), versions={"forsa": "1"})
    assert data == canonical_json(said)
    assert said["verdict"] == "reject"
    assert said["theta"] == {"k": 5, "k_delta": 3, "k_star": 1, "m_min": 10, "w": 8}
    assert "made_at" not in said


def test_when_a_report_was_made_is_handed_in() -> None:
    """A rule that asks the clock cannot be repeated."""
    data = report_json([made()], explained(made()), versions={}, made_at="2026-01-02T03:04:05Z")

    assert json.loads(data)["made_at"] == "2026-01-02T03:04:05Z"


@pytest.mark.parametrize("value", [1.5, 2**53, {"é": 1}, ["\ud800"]])
def test_what_has_no_one_spelling_is_not_written(value: object) -> None:
    """Readers of JSON differ about fractions, long numbers and half characters."""
    with pytest.raises(ValueError):  # noqa: PT011
        canonical_json(value)  # type: ignore[arg-type]
